import { applicationInfo, unitInfo } from '../../replies/application-info.js'
import { type Facade, method } from '../../server/facade.js'
import { bool, int, list, map, optional, str, struct } from '../../server/go-json.js'
import { CharmOriginParam, Entities, Entity, PlacementParam } from '../../server/params.js'
import { bulk, errorResult, Refusal, notFound } from '../../server/refusal.js'
import { addUnits } from '../../state/applications.js'
import { bindingsOf, checkExposed, checkNewBindings } from '../../state/bindings.js'
import { endpointsOf, withRisk } from '../../state/charms/charm.js'
import { findCharm } from '../../state/charms/store.js'
import { addRelation, relationBetween, wireEndpoint } from '../../state/relations.js'
import { destroyApplication, destroyRelation, destroyUnit } from '../../state/removal.js'
import { parseTag, parseTagOf, tagOf } from '../../state/tags.js'
import { findUnit, isSubordinate, type Model, type Relation, type Unit } from '../../state/types.js'
import { applicationConfig, setConfig } from './application-config.js'
import { deployFromRepository } from './deploy-from-repository.js'
import { attachments, deployKnown } from './deploy.js'
import { existing, existingUnquoted } from './lookups.js'

const AddUnitsArgs = struct('AddApplicationUnits', {
  application: str,
  'num-units': int,
  placement: list(PlacementParam),
  policy: str,
  'attach-storage': list(str),
})

const ExposeArgs = struct('ApplicationExpose', {
  application: str,
  'exposed-endpoints': map(
    struct('ExposedEndpoint', { 'expose-to-spaces': list(str), 'expose-to-cidrs': list(str) }),
  ),
})

const SetCharmArgs = struct('ApplicationSetCharmV2', {
  application: str,
  generation: str,
  'charm-url': str,
  'charm-origin': optional(CharmOriginParam),
  channel: str,
  'config-settings': map(str),
  'config-settings-yaml': str,
  force: bool,
  'force-units': bool,
  'force-base': bool,
  'resource-ids': map(str),
  'endpoint-bindings': map(str),
})

const DestroyRelationArgs = struct('DestroyRelation', {
  endpoints: list(str),
  'relation-id': int,
  force: optional(bool),
  'max-wait': optional(int),
})

const DestroyUnitsArgs = struct('DestroyUnitsParams', {
  units: list(
    struct('DestroyUnitParams', {
      'unit-tag': str,
      'destroy-storage': bool,
      force: bool,
      'max-wait': optional(int),
      'dry-run': bool,
    }),
  ),
})

const DestroyApplicationsArgs = struct('DestroyApplicationsParams', {
  applications: list(
    struct('DestroyApplicationParams', {
      'application-tag': str,
      'destroy-storage': bool,
      force: bool,
      'max-wait': optional(int),
      'dry-run': bool,
    }),
  ),
})

const write = { access: 'write', changes: 'change' } as const
const remove = { access: 'write', changes: 'remove' } as const
const read = { access: 'read' } as const

export const application: Facade = {
  ...applicationConfig,

  Deploy: deployKnown,

  DeployFromRepository: deployFromRepository,

  AddUnits: method(write, AddUnitsArgs, ({ state, model }, params) => {
    const target = existing(model, params.application)
    const count = params['num-units']
    if (count < 1) throw new Refusal('must add at least one unit')
    attachments(params['attach-storage'], count)
    try {
      return { units: addUnits(state, model, target, count, params.placement).map((unit) => unit.name) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      throw new Refusal(
        `adding ${count} units to application "${target.name}": making unit args: ${error.message}`,
        error.code,
      )
    }
  }),

  AddRelation: method(
    write,
    struct('AddRelation', { endpoints: list(str), 'via-cidrs': list(str) }),
    ({ state, model }, params) => {
      const relation = addRelation(state, model, params.endpoints)
      return {
        endpoints: Object.fromEntries(relation.endpoints.map((end) => [end.application, wireEndpoint(end)])),
      }
    },
  ),

  DestroyRelation: method(remove, DestroyRelationArgs, ({ state, model }, params) => {
    destroyRelation(state, model, namedRelation(model, params))
    return {}
  }),

  // Only Kubernetes models can scale.
  ScaleApplications: method(
    write,
    struct('ScaleApplicationsParamsV2', {
      applications: list(struct('ScaleApplicationParamsV2', { 'application-tag': str })),
    }),
    () => {
      throw new Refusal('scaling applications on a non-container model not supported', 'not supported')
    },
  ),

  SetRelationsSuspended: method(
    write,
    struct('RelationSuspendedArgs', {
      args: list(struct('RelationSuspendedArg', { 'relation-id': int, message: str, suspended: bool })),
    }),
    ({ model }, { args }) => ({
      results: bulk(args, (arg) => {
        const relation = model.relations.get(arg['relation-id'])
        if (relation === undefined) throw notFound(`relation ${arg['relation-id']} not found`)
        if (!relation.endpoints.some((end) => model.remoteApplications.has(end.application))) {
          throw new Refusal('relation must be a remote relation to be suspended')
        }
        relation.status = {
          ...relation.status,
          status: arg.suspended ? 'suspended' : 'joined',
          info: arg.message,
        }
        return {}
      }),
    }),
  ),

  Expose: method(write, ExposeArgs, ({ state, model }, params) => {
    const target = existing(model, params.application)
    const wanted = Object.entries(params['exposed-endpoints'])
    checkExposed(state, target, params['exposed-endpoints'])
    target.exposed = true
    if (wanted.length === 0) target.exposedEndpoints = { '': everywhere() }
    for (const [endpoint, to] of wanted) {
      const [spaces, cidrs] = [to['expose-to-spaces'], to['expose-to-cidrs']]
      target.exposedEndpoints[endpoint] =
        spaces.length + cidrs.length === 0 ? everywhere() : { spaces, cidrs }
    }
    return {}
  }),

  Unexpose: method(
    write,
    struct('ApplicationUnexpose', { application: str, 'exposed-endpoints': list(str) }),
    ({ model }, params) => {
      const target = existing(model, params.application)
      for (const endpoint of params['exposed-endpoints']) delete target.exposedEndpoints[endpoint]
      if (params['exposed-endpoints'].length === 0) target.exposedEndpoints = {}
      target.exposed = Object.keys(target.exposedEndpoints).length > 0
      return {}
    },
  ),

  MergeBindings: method(
    write,
    struct('ApplicationMergeBindingsArgs', {
      args: list(
        struct('ApplicationMergeBindings', { 'application-tag': str, bindings: map(str), force: bool }),
      ),
    }),
    ({ state, model }, { args }) => ({
      results: bulk(args, (arg) => {
        const target = existingUnquoted(model, parseTagOf('application', arg['application-tag']))
        checkNewBindings(state, target.charm, arg.bindings)
        target.bindings = bindingsOf(target.charm, { ...target.bindings, ...arg.bindings })
        return {}
      }),
    }),
  ),

  SetCharm: method(write, SetCharmArgs, ({ state, model }, params) => {
    const target = existing(model, params.application)
    const charm = findCharm(model, params['charm-url'])
    const origin = params['charm-origin']
    checkNewBindings(state, charm, params['endpoint-bindings'])
    target.charm = charm
    if (origin !== undefined) {
      target.origin = {
        ...origin,
        architecture: origin.architecture === '' ? charm.architecture : origin.architecture,
      }
      if (origin.base.name !== '') target.base = withRisk(origin.base)
    }
    target.bindings = bindingsOf(charm, { ...target.bindings, ...params['endpoint-bindings'] })
    setConfig(target, params['config-settings'])
    return {}
  }),

  // Resolving all units has no results per unit.
  ResolveUnitErrors: method(
    write,
    struct('UnitsResolved', { tags: Entities, retry: bool, all: bool }),
    ({ state, model }, { tags, all }) => {
      if (all && tags.entities.length > 0)
        throw new Refusal('cannot resolve all units and specific units', 'bad request')
      if (all) {
        for (const unit of erroredUnits(model)) state.lifecycle.unitResolved(model, unit)
        return { results: null }
      }
      return {
        results: bulk(tags.entities, ({ tag }) => {
          const unit = existingUnit(model, parseTagOf('unit', tag))
          if (unit.agentStatus.status !== 'error') {
            throw new Refusal(
              `resolving unit: checking unit "${unit.uuid}" status: unit is not in error state`,
            )
          }
          state.lifecycle.unitResolved(model, unit)
          return {}
        }),
      }
    },
  ),

  DestroyUnit: method(remove, DestroyUnitsArgs, ({ state, model }, { units }) => ({
    results: bulk(units, (arg) => {
      const name = parseTagOf('unit', arg['unit-tag'])
      const target = existingUnquoted(model, name.replace(/\/\d+$/, ''))
      if (isSubordinate(target)) {
        const note = `Note: this will remove all units of "${target.name}"`
        throw new Refusal(`unit "${name}" is a subordinate, to remove use remove-relation. ${note}`)
      }
      // A dry run does not look for the unit.
      if (!arg['dry-run']) destroyUnit(state, model, existingUnit(model, name), arg.force)
      return { info: {} }
    }),
  })),

  DestroyApplication: method(remove, DestroyApplicationsArgs, ({ state, model }, { applications }) => ({
    results: bulk(applications, (arg) => {
      const target = existing(model, parseTagOf('application', arg['application-tag']))
      const units = [...target.units.values()].map((unit) => ({ tag: tagOf('unit', unit.name) }))
      if (!arg['dry-run']) destroyApplication(state, model, target, arg.force)
      return { info: units.length === 0 ? {} : { 'destroyed-units': units } }
    }),
  })),

  ApplicationsInfo: method(read, Entities, ({ model }, { entities }) => ({
    results: bulk(entities, ({ tag }) => {
      const name = parseTagOf('application', tag)
      const target = model.applications.get(name)
      if (target === undefined) throw notFound(`application ${name} not found`)
      return { result: applicationInfo(target) }
    }),
  })),

  // The tag of an application stands for its units.
  UnitsInfo: method(read, Entities, ({ model }, { entities }) => {
    const units = entities.flatMap(({ tag }) => {
      if (!tag.startsWith('application-')) return [tag]
      const target = model.applications.get(tag.slice('application-'.length))
      return target === undefined ? [tag] : [...target.units.keys()].map((name) => tagOf('unit', name))
    })
    const results = bulk(units, (tag) => {
      const { kind, id } = parseTag(tag)
      if (kind === 'application') throw notFound(`application ${id} not found`)
      if (kind !== 'unit') throw new Refusal(`tag "${tag}" not valid`, 'not valid')
      const unit = findUnit(model, id)
      if (unit === undefined) throw notFound(`unit ${id} not found`)
      return { result: unitInfo(model, unit) }
    })
    return { results }
  }),

  // No simulated charm has storage.
  GetApplicationStorage: method(read, Entities, ({ model }, { entities }) => ({
    results: entities.map(({ tag }) => {
      const name = parseTagOf('application', tag)
      return model.applications.has(name)
        ? { 'storage-constraints': {}, Error: null }
        : { 'storage-constraints': null, Error: errorResult(notFound(`application ${name} not found`)).error }
    }),
  })),

  Leader: method(read, Entity, ({ model }, { tag }) => {
    const name = parseTagOf('application', tag)
    const leader = model.applications.get(name)?.leader
    return leader === undefined
      ? { result: '', error: { message: `application "${name}" not found in leases`, code: 'not found' } }
      : { result: leader }
  }),

  CharmRelations: method(
    read,
    struct('ApplicationCharmRelations', { application: str }),
    ({ model }, params) => ({
      'charm-relations': endpointsOf(existing(model, params.application).charm.charm).map(({ name }) => name),
    }),
  ),
}

function existingUnit(model: Model, name: string): Unit {
  const unit = findUnit(model, name)
  if (unit === undefined) throw notFound(`unit "${name}" not found`)
  return unit
}

function namedRelation(model: Model, params: { endpoints: string[]; 'relation-id': number }): Relation {
  const { endpoints, 'relation-id': id } = params
  const relation = endpoints.length > 0 ? relationBetween(model, endpoints) : model.relations.get(id)
  if (relation === undefined)
    throw notFound(`relation with endpoints [${endpoints.join(' ')}] or id ${id} not found`)
  return relation
}

function erroredUnits(model: Model): Unit[] {
  return [...model.applications.values()]
    .flatMap((each) => [...each.units.values()])
    .filter((unit) => unit.agentStatus.status === 'error')
}

function everywhere(): { cidrs: string[] } {
  return { cidrs: ['::/0', '0.0.0.0/0'] }
}
