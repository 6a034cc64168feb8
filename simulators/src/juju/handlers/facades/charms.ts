import { type Facade, method } from '../../server/facade.js'
import { bool, type Decoded, list, str, struct } from '../../server/go-json.js'
import { CharmOriginParam } from '../../server/params.js'
import { errorResult, Refusal, notFound } from '../../server/refusal.js'
import { trackOnly, withRisk } from '../../state/charms/charm.js'
import { basesOf, type PublishedCharm } from '../../state/charms/charmhub.js'
import { parseReference } from '../../state/charms/reference.js'
import { charmInfo, findCharm, resourcesOf, storePublished } from '../../state/charms/store.js'
import type { JujuState } from '../../state/state.js'
import type { Model } from '../../state/types.js'

const ResolveArg = struct('ResolveCharmWithChannel', {
  reference: str,
  'charm-origin': CharmOriginParam,
  'switch-charm': bool,
})

const read = { access: 'read' } as const

export const charms: Facade = {
  ResolveCharms: method(
    read,
    struct('ResolveCharmsWithChannel', { resolve: list(ResolveArg) }),
    ({ state }, params) => ({
      Results: params.resolve.map((arg) => resolveCharm(state, arg)),
    }),
  ),

  AddCharm: method(
    { access: 'write' },
    struct('AddCharmWithOrigin', { url: str, 'charm-origin': CharmOriginParam, force: bool }),
    ({ state, model }, { url, 'charm-origin': origin }) => {
      const { name, revision } = parseReference(url)
      const published = state.charmhub.get(name)
      if (published === undefined) throw unknownCharm(name)
      const architecture = origin.architecture === '' ? 'amd64' : origin.architecture
      storePublished(model, published.charm, {
        ...published,
        revision: revision ?? published.revision,
        architecture,
      })
      return { 'charm-origin': { ...wire(origin), id: published.id } }
    },
  ),

  CharmInfo: method(read, struct('CharmURL', { url: str }), ({ model }, { url }) =>
    charmInfo(findCharm(model, url)),
  ),

  List: method(read, struct('CharmsList', { names: list(str) }), ({ model }, { names }) => ({
    'charm-urls': [...model.charms.values()]
      .filter((charm) => names.length === 0 || names.includes(charm.charm.name))
      .map((charm) => charm.url)
      .toSorted(),
  })),

  ListCharmResources: method(
    read,
    struct('CharmURLAndOrigins', {
      entities: list(struct('CharmURLAndOrigin', { 'charm-url': str, 'charm-origin': CharmOriginParam })),
    }),
    ({ state, model }, { entities }) => ({
      results: entities.map((entity) => charmResources(state, model, entity['charm-url'])),
    }),
  ),

  CheckCharmPlacement: method(
    read,
    struct('ApplicationCharmPlacements', {
      placements: list(struct('ApplicationCharmPlacement', { application: str, 'charm-url': str })),
    }),
    (_call, { placements }) => ({ results: placements.map(() => ({})) }),
  ),

  GetDownloadInfos: method(
    read,
    struct('CharmURLAndOrigins', {
      entities: list(struct('CharmURLAndOrigin', { 'charm-url': str, 'charm-origin': CharmOriginParam })),
    }),
    ({ state }, { entities }) => ({
      results: entities.map((entity) => {
        const published = state.charmhub.get(parseReference(entity['charm-url']).name)
        if (published === undefined) throw unknownCharm(parseReference(entity['charm-url']).name)
        return {
          url: `https://api.charmhub.io/api/v1/charms/download/${published.id}_${published.revision}.charm`,
          'charm-origin': wire(entity['charm-origin']),
        }
      }),
    }),
  ),
}

/** A list of resources for each charm; the entry of an unknown charm has only the error. */
function charmResources(state: JujuState, model: Model, url: string): Record<string, unknown>[] {
  const charm = model.charms.get(url)?.charm ?? state.charmhub.get(parseReference(url).name)?.charm
  const stored = { origin: 'store', revision: 1, fingerprint: '', size: 0 }
  if (charm === undefined) {
    return [
      {
        name: '',
        type: '',
        path: '',
        ...stored,
        origin: '',
        revision: 0,
        ...errorResult(notFound(`charm "${url}" not found`)),
      },
    ]
  }
  return Object.values(resourcesOf(charm) ?? {}).map((each) => ({ ...(each as object), ...stored }))
}

interface Wanted {
  name: string
  architecture: string
  revision: number | undefined
  hasChannel: boolean
}

/** The published charm at the requested revision. @throws Refusal with the messages of Charmhub and the controller. */
export function resolve(state: JujuState, wanted: Wanted): PublishedCharm {
  if (wanted.revision !== undefined && !wanted.hasChannel) {
    throw new Refusal(`invalid channel for "${wanted.name}": empty channel not valid`, 'not valid')
  }
  const published = state.charmhub.get(wanted.name)
  if (published === undefined) throw unknownCharm(wanted.name)
  if (wanted.architecture !== '' && wanted.architecture !== 'amd64') {
    throw notFound(`selecting next bases: bases matching architecture "${wanted.architecture}" not found`)
  }
  return { ...published, revision: wanted.revision ?? published.revision }
}

/** `edge`, `8.0` and `8.0/edge` as track and risk. */
export function splitChannel(channel: string): { track: string; risk: string } {
  const [first = '', second] = channel.split('/')
  if (second !== undefined) return { track: first, risk: second }
  if (['stable', 'candidate', 'beta', 'edge'].includes(first)) return { track: 'latest', risk: first }
  return { track: first === '' ? 'latest' : first, risk: 'stable' }
}

function resolveCharm(state: JujuState, arg: Decoded<typeof ResolveArg>): Record<string, unknown> {
  const origin = arg['charm-origin']
  const { name, revision } = parseReference(arg.reference)
  try {
    const published = resolve(state, {
      name,
      architecture: origin.architecture,
      revision: origin.revision ?? revision,
      hasChannel: origin.risk !== '' || (origin.track ?? '') !== '',
    })
    const given = origin.base.name !== ''
    const newestFirst = basesOf(published.charm)
    // A given revision returns every base of its manifest, once per architecture, and chooses none of them.
    const known = origin.revision !== undefined
    const newest = known ? { name: '', channel: '' } : newestFirst[0]
    const base = withRisk(given ? origin.base : (newest ?? { name: 'ubuntu', channel: '24.04' }))
    const architectures = published.charm.architectures ?? ['amd64', 'arm64']
    const all = newestFirst.toReversed().flatMap((each) => architectures.map(() => each))
    const supported = known ? all : given ? [trackOnly(base)] : newestFirst
    const resolved = {
      ...wire(origin),
      type: 'charm',
      hash: published.hash,
      risk: origin.risk === '' ? 'stable' : origin.risk,
      revision: published.revision,
      track: origin.track ?? 'latest',
      architecture: origin.architecture === '' ? 'amd64' : origin.architecture,
      base,
    }
    return {
      url: `ch:${resolved.architecture}/${name}-${published.revision}`,
      'charm-origin': resolved,
      'supported-bases': supported,
    }
  } catch (error) {
    const empty = { source: '', type: '', id: '', base: { name: '', channel: '' } }
    return { url: '', 'charm-origin': empty, 'supported-bases': null, ...errorResult(error) }
  }
}

/** A charm origin without empty fields, as Juju encodes it. */
function wire(origin: Decoded<typeof CharmOriginParam>): Record<string, unknown> {
  return {
    source: origin.source,
    type: origin.type,
    id: origin.id,
    ...(origin.hash === '' ? {} : { hash: origin.hash }),
    ...(origin.risk === '' ? {} : { risk: origin.risk }),
    ...(origin.revision === undefined ? {} : { revision: origin.revision }),
    ...(origin.track === undefined ? {} : { track: origin.track }),
    ...(origin.branch === undefined ? {} : { branch: origin.branch }),
    ...(origin.architecture === '' ? {} : { architecture: origin.architecture }),
    base: origin.base,
    ...(origin['instance-key'] === '' ? {} : { 'instance-key': origin['instance-key'] }),
  }
}

function unknownCharm(name: string): Refusal {
  return new Refusal(`resolving error: No charm or bundle with name '${name}'.`)
}
