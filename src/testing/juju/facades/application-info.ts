import { deploy, preferredBase } from '../applications.js'
import { trackOnly, withRisk } from '../charm.js'
import { basesOf } from '../charmhub.js'
import { storePublished } from '../charm-store.js'
import { errorResult, JujuError } from '../errors.js'
import { type Call, type Handler, method } from '../facade.js'
import { anything, bool, type Decoded, list, map, optional, int, str, struct } from '../go-json.js'
import { BaseParam, type CharmOrigin, ConstraintsParam, PlacementParam } from '../params.js'
import { type Application, findUnit, isSubordinate, machineOf, type Model, relationsOf, type Unit } from '../state.js'
import { tagOf } from '../tags.js'
import { resolve, splitChannel } from './charms.js'

const DeployFromRepositoryArg = struct('DeployFromRepositoryArg', {
  CharmName: str,
  ApplicationName: str,
  AttachStorage: list(str),
  base: optional(BaseParam),
  channel: optional(str),
  ConfigYAML: str,
  Cons: ConstraintsParam,
  Devices: map(anything),
  DryRun: bool,
  'num-units': optional(int),
  'endpoint-bindings': map(str),
  force: bool,
  Placement: list(optional(PlacementParam)),
  revision: optional(int),
  resources: map(str),
  storage: map(anything),
  Trust: bool,
})

type Arg = Decoded<typeof DeployFromRepositoryArg>

/** Errors come in an array without codes, beside an `Info` that is filled in once the charm was found (charmhub/README.md). */
export const deployFromRepository: Handler = method(
  { access: 'write', changes: 'change' },
  struct('DeployFromRepositoryArgs', { Args: list(DeployFromRepositoryArg) }),
  (call, { Args }) => ({ Results: Args.map((arg) => deployOne(call, arg)) }),
)

function deployOne({ world, model }: Call, arg: Arg): Record<string, unknown> {
  const info = { architecture: '', base: { name: '', channel: '' }, channel: '', name: '', revision: 0 }
  const result = (errors: unknown) => ({ Errors: errors, Info: info, PendingResourceUploads: null })
  try {
    for (const placement of arg.Placement) {
      if (placement?.scope === '#' && (model.machines.get(placement.directive)?.instanceId ?? '') === '') {
        throw new JujuError(`machine "${placement.directive}" not started, please retry when started`)
      }
    }
    const { track, risk } = splitChannel(arg.channel ?? '')
    const published = resolve(world, {
      name: arg.CharmName,
      architecture: arg.Cons.arch ?? '',
      revision: arg.revision,
      hasChannel: arg.channel !== undefined,
    })
    const wanted = arg.base === undefined || arg.base.name === '' ? undefined : withRisk(arg.base)
    const fallback = preferredBase(model, { url: '', source: 'charm-hub', architecture: 'amd64', ...published })
    const base = wanted ?? fallback
    if (!basesOf(published.charm).some((each) => each.name === base.name && trackOnly(base).channel === each.channel)) {
      throw new JujuError(`base: ${base.name}@${base.channel} not supported`, 'not supported')
    }
    Object.assign(info, {
      architecture: 'amd64',
      base: trackOnly(base),
      channel: `${track}/${risk}`,
      name: arg.ApplicationName === '' ? arg.CharmName : arg.ApplicationName,
      revision: published.revision,
    })
    const origin: CharmOrigin = {
      source: 'charm-hub',
      type: 'charm',
      id: published.id,
      hash: published.hash,
      risk,
      track,
      branch: undefined,
      revision: published.revision,
      architecture: 'amd64',
      base,
      'instance-key': '',
    }
    if (arg.DryRun) return result(null)
    deploy(world, model, {
      name: info.name,
      charm: storePublished(model, published.charm, { ...published, architecture: 'amd64' }),
      origin,
      base,
      numUnits: arg['num-units'] ?? 1,
      configYaml: arg.ConfigYAML,
      constraints: arg.Cons,
      placement: arg.Placement.flatMap((each) => each ?? []),
      bindings: arg['endpoint-bindings'],
      storage: arg.storage,
      trust: arg.Trust,
    })
    return result(null)
  } catch (error) {
    if (!(error instanceof JujuError)) throw error
    return result([errorResult(error).error])
  }
}

/** A charm origin as the controller keeps it: no type, the base without risk. */
export function wireOrigin(target: Application): Record<string, unknown> {
  const { origin, charm } = target
  const local = charm.source === 'local'
  return {
    source: charm.source,
    type: '',
    id: charm.id,
    hash: charm.hash,
    ...(local ? {} : { risk: origin.risk }),
    revision: charm.revision,
    ...(local ? {} : { track: origin.track ?? 'latest' }),
    architecture: charm.architecture,
    base: trackOnly(target.base),
    'instance-key': target.instanceKey,
  }
}

export function applicationInfo(target: Application): Record<string, unknown> {
  const hub = target.charm.source === 'charm-hub'
  return {
    tag: tagOf('application', target.name),
    charm: target.charm.charm.name,
    base: trackOnly(target.base),
    ...(hub ? { channel: `${target.origin.track ?? 'latest'}/${target.origin.risk}` } : {}),
    constraints: target.constraints,
    principal: !isSubordinate(target),
    exposed: target.exposed,
    remote: false,
    life: target.life,
    'endpoint-bindings': target.bindings,
    ...(target.exposed
      ? {
          'exposed-endpoints': Object.fromEntries(
            Object.entries(target.exposedEndpoints).map(([name, { spaces, cidrs }]) => [
              name,
              { ...(spaces?.length ? { 'expose-to-spaces': spaces } : {}), ...(cidrs?.length ? { 'expose-to-cidrs': cidrs } : {}) },
            ]),
          ),
        }
      : {}),
  }
}

export function unitInfo(model: Model, unit: Unit): Record<string, unknown> {
  const target = model.applications.get(unit.application)
  return {
    tag: tagOf('unit', unit.name),
    'workload-version': unit.workloadVersion,
    machine: unit.machineId ?? '',
    'opened-ports': null,
    'public-address': machineOf(model, unit)?.addresses[0] ?? '',
    charm: target?.charm.url ?? '',
    ...(target?.leader === unit.name ? { leader: true } : {}),
    life: unit.life,
    'relation-data': relationsOf(model, unit.application).map((relation) => {
      const own = relation.endpoints.find((end) => end.application === unit.application)
      const other = relation.endpoints.find((end) => end !== own) ?? own
      const related = model.applications.get(other?.application ?? '')
      const remotes = [...(related?.units.values() ?? [])].filter((each) => each.name !== unit.name)
      return {
        'relation-id': relation.id,
        endpoint: own?.name ?? '',
        'cross-model': model.remoteApplications.has(other?.application ?? ''),
        'related-endpoint': other?.name ?? '',
        ApplicationData: {},
        'unit-relation-data': Object.fromEntries(
          remotes.map((remote) => {
            const settings = findUnit(model, remote.name)?.entered.get(relation.id)
            return [remote.name, { InScope: settings !== undefined, UnitData: settings ?? {} }]
          }),
        ),
      }
    }),
  }
}
