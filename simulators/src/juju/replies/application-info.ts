import { channelOf, trackOnly } from '../state/charms/charm.js'
import { tagOf } from '../state/tags.js'
import {
  type Application,
  findUnit,
  isSubordinate,
  machineOf,
  type Model,
  relationsOf,
  type Unit,
} from '../state/types.js'

/** A charm origin as the controller stores it: without type, the base without risk. */
export function wireOrigin(target: Application): Record<string, unknown> {
  const { origin, charm } = target
  const local = charm.source === 'local'
  return {
    source: charm.source,
    type: '',
    id: charm.id,
    hash: charm.hash,
    ...(local || origin.risk === '' ? {} : { risk: origin.risk }),
    revision: charm.revision,
    ...(local || (origin.track ?? '') === '' ? {} : { track: origin.track }),
    ...(local || (origin.branch ?? '') === '' ? {} : { branch: origin.branch }),
    architecture: charm.architecture,
    base: trackOnly(target.base),
    'instance-key': target.instanceKey,
  }
}

export function applicationInfo(target: Application): Record<string, unknown> {
  const channel = target.charm.source === 'charm-hub' ? channelOf(target.origin) : ''
  return {
    tag: tagOf('application', target.name),
    charm: target.charm.charm.name,
    base: trackOnly(target.base),
    ...(channel === '' ? {} : { channel }),
    constraints: isSubordinate(target) ? {} : target.constraints,
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
              {
                ...(spaces?.length ? { 'expose-to-spaces': spaces } : {}),
                ...(cidrs?.length ? { 'expose-to-cidrs': cidrs } : {}),
              },
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
