import { notFound } from '../../server/refusal.js'
import type { Model, StoredCharm } from '../types.js'
import { actionSchema, type Charm, endpointsOfRole, parseBase, withRisk } from './charm.js'
import { DEFAULT_BASES } from './charmhub.js'
import { parseReference } from './reference.js'

/** The charm that the model has under this URL, written with or without an architecture. @throws Refusal when there is none. */
export function findCharm(model: Model, url: string): StoredCharm {
  const charm = storedCharm(model, url)
  if (charm === undefined) throw notFound(`charm "${url}" not found`)
  return charm
}

export function storedCharm(model: Model, url: string): StoredCharm | undefined {
  return model.charms.get(url) ?? model.charms.get(url.replace(/^local:[a-z0-9]+\//, 'local:'))
}

/** The name in a charm's URL, without source, architecture and revision. */
export function nameInUrl(url: string): string {
  return parseReference(url).name
}

/** Stores an uploaded charm under the next free revision of its name. */
export function storeLocal(model: Model, charm: Charm, hash: string): StoredCharm {
  const taken = [...model.charms.values()].filter(
    (each) => each.source === 'local' && each.charm.name === charm.name,
  )
  const revision = taken.length === 0 ? 0 : Math.max(...taken.map((each) => each.revision)) + 1
  const stored: StoredCharm = {
    url: `local:${charm.name}-${revision}`,
    source: 'local',
    revision,
    architecture: charm.architectures?.[0] ?? 'amd64',
    hash,
    id: '',
    charm,
  }
  model.charms.set(stored.url, stored)
  return stored
}

/** Stores a Charmhub charm; the same URL twice is the same charm. */
export function storePublished(
  model: Model,
  charm: Charm,
  wanted: { revision: number; architecture: string; hash: string; id: string },
): StoredCharm {
  const url = `ch:${wanted.architecture}/${charm.name}-${wanted.revision}`
  const known = model.charms.get(url)
  if (known !== undefined) return known
  const stored: StoredCharm = { url, source: 'charm-hub', ...wanted, charm }
  model.charms.set(url, stored)
  return stored
}

/** The reply of `Charms.CharmInfo` in 4.0.15. */
export function charmInfo(stored: StoredCharm): Record<string, unknown> {
  const { charm } = stored
  const actions = Object.entries(charm.actions ?? {})
  return {
    revision: stored.revision,
    url:
      stored.source === 'local' ? stored.url.replace('local:', `local:${stored.architecture}/`) : stored.url,
    config: Object.fromEntries(
      Object.entries(charm.options ?? {}).map(([name, option]) => [
        name,
        {
          type: option.type,
          description: option.description ?? '',
          ...(option.default === undefined ? {} : { default: option.default }),
        },
      ]),
    ),
    meta: {
      name: charm.name,
      summary: charm.summary ?? '',
      description: charm.description ?? '',
      subordinate: charm.subordinate ?? false,
      ...present('provides', endpointsOfRole(charm, 'provider')),
      ...present('requires', endpointsOfRole(charm, 'requirer')),
      ...present('peers', endpointsOfRole(charm, 'peer')),
      ...present('extra-bindings', extraBindings(charm)),
      ...present('resources', resourcesOf(charm)),
      ...present('storage', storageOf(charm)),
      'min-juju-version': '0.0.0',
    },
    actions:
      actions.length === 0
        ? {}
        : {
            specs: Object.fromEntries(
              actions.map(([name, action]) => [
                name,
                { description: action.description ?? '', params: actionSchema(name, action) },
              ]),
            ),
          },
    manifest: { bases: manifestBases(charm) },
  }
}

/** The resources in a charm's metadata. */
export function resourcesOf(charm: Charm): Record<string, unknown> | undefined {
  const resources = Object.entries(charm.resources ?? {})
  if (resources.length === 0) return undefined
  return Object.fromEntries(
    resources.map(([name, { type, filename, description }]) => [
      name,
      { name, type, path: filename ?? '', description: description ?? '' },
    ]),
  )
}

function storageOf({ storage = [] }: Charm): Record<string, unknown> | undefined {
  if (storage.length === 0) return undefined
  const any = { description: '', type: 'filesystem', shared: false, 'read-only': false }
  const counts = { 'count-min': 0, 'count-max': -1, 'minimum-size': 0 }
  return Object.fromEntries(storage.map((name) => [name, { name, ...any, ...counts }]))
}

/** One entry for each base and architecture, as Charmhub's manifests are flattened. */
function manifestBases(charm: Charm): unknown[] {
  const architectures = charm.architectures ?? ['amd64', 'arm64']
  return (charm.bases ?? DEFAULT_BASES).flatMap((base) =>
    architectures.map((architecture) => ({ ...withRisk(parseBase(base)), architectures: [architecture] })),
  )
}

function extraBindings(charm: Charm): Record<string, string> | undefined {
  return charm.extraBindings === undefined
    ? undefined
    : Object.fromEntries(charm.extraBindings.map((name) => [name, name]))
}

function present(key: string, value: unknown): Record<string, unknown> {
  return value === undefined ? {} : { [key]: value }
}
