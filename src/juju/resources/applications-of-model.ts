import { inspect } from 'node:util'
import { checkFields, checkType, type Form } from '../../core/arguments.js'
import { describeMethods } from '../../core/inspect.js'
import type { FacadeCaller } from '../connection/caller.js'
import { beginVerb, type VerbOptions } from '../connection/verb.js'
import { foundError, rpcError } from '../errors.js'
import type { ApplicationFacade } from '../generated/facades/application.js'
import type { CharmRelation, ConstraintsValue, Entity } from '../generated/facades/common.js'
import type { JujuCallOptions } from '../options.js'
import { constraintsValue, type JujuConstraints } from '../syntax/constraints.js'
import { checkNames, namesOf } from '../syntax/names.js'
import { inModel, readPlacements } from '../syntax/placement.js'
import { applicationTag, entityOf, unitTag } from '../syntax/tags.js'
import type {
  ApplicationDeployParams,
  ApplicationExposeParams,
  ApplicationOption,
  ApplicationOptionValue,
  ApplicationRemoveParams,
  Applications,
  DeployedApplication,
  IntegrateParams,
  RelationRemoveParams,
  RemovedUnits,
  UnitAddParams,
  UnitResolveParams,
} from './applications.js'
import { deployArg, deployedApplication, deployForm, deployHint } from './deploy-charm.js'
import { withHint } from './explain.js'

/** Looks up the UUID of the model. */
type ModelUuid = (verb: VerbOptions) => Promise<string>

const addUnitForm: Form<UnitAddParams> = { count: 'int', to: 'string | string[]' }

const removeForm: Form<ApplicationRemoveParams> = {
  destroyStorage: 'bool',
  force: 'bool',
  maxWaitMs: 'number',
  dryRun: 'bool',
}

const integrateForm: Form<IntegrateParams> = { viaCidrs: 'string[]' }

const removeRelationForm: Form<RelationRemoveParams> = { force: 'bool' }

const exposeForm: Form<ApplicationExposeParams> = { spaces: 'string[]', cidrs: 'string[]' }

const resolveForm: Form<UnitResolveParams> = { retry: 'bool' }

export class ApplicationsOfModel implements Applications {
  readonly #caller: FacadeCaller
  readonly #facade: ApplicationFacade
  readonly #uuid: ModelUuid

  constructor(caller: FacadeCaller, uuid: ModelUuid) {
    this.#caller = caller
    this.#facade = caller.facade('Application')
    this.#uuid = uuid
  }

  async deploy(
    charm: string,
    params: ApplicationDeployParams = {},
    options?: JujuCallOptions,
  ): Promise<DeployedApplication> {
    const verb = beginVerb('applications.deploy', options, deployForm, params)
    const arg = deployArg(charm, params)
    const { Results } = await this.#facade.deployFromRepository({ Args: [arg] }, verb)
    const [result] = Results
    const [error, ...more] = result?.Errors ?? []
    if (error !== undefined)
      throw rpcError(
        this.#caller.factsOf({ facade: 'Application', method: 'DeployFromRepository' }, verb),
        { ...error, message: [error, ...more].map(({ message }) => message).join('; ') },
        deployHint(error, charm),
      )
    return deployedApplication(params.name ?? charm, result)
  }

  async addUnit(
    application: string,
    params: UnitAddParams = {},
    options?: JujuCallOptions,
  ): Promise<string[]> {
    const verb = beginVerb('applications.addUnit', options, addUnitForm, params)
    checkNames('applications.addUnit', { application })
    const { count, placements } = readPlacements('applications.addUnit', params.to, {
      name: 'count',
      count: params.count,
      minimum: 1,
    })
    await withHint(this.#caller, [application], verb, this.#refuseSubordinate(application, verb))
    const uuid = placements.length === 0 ? '' : await this.#uuid(verb)
    const { units } = await this.#facade.addUnits(
      {
        application,
        'num-units': count,
        ...(placements.length === 0 ? {} : { placement: placements.map((one) => inModel(one, uuid)) }),
      },
      verb,
    )
    return units
  }

  async removeUnit(
    units: string | readonly string[],
    params: ApplicationRemoveParams = {},
    options?: JujuCallOptions,
  ): Promise<RemovedUnits> {
    const verb = beginVerb('applications.removeUnit', options, removeForm, params)
    const names = namesOf('applications.removeUnit', 'units', units)
    const results = await this.#facade.destroyUnit(
      { units: names.map((name) => ({ 'unit-tag': unitTag(name), ...removal(params) })) },
      verb,
    )
    return removedOf(results, names)
  }

  async remove(
    application: string,
    params: ApplicationRemoveParams = {},
    options?: JujuCallOptions,
  ): Promise<RemovedUnits> {
    const verb = beginVerb('applications.remove', options, removeForm, params)
    checkNames('applications.remove', { application })
    const results = await this.#facade.destroyApplication(
      {
        applications: [{ 'application-tag': applicationTag(application), force: false, ...removal(params) }],
      },
      verb,
    )
    return removedOf(results)
  }

  async integrate(
    one: string,
    other: string,
    params: IntegrateParams = {},
    options?: JujuCallOptions,
  ): Promise<Record<string, CharmRelation>> {
    const verb = beginVerb('applications.integrate', options, integrateForm, params)
    checkNames('applications.integrate', { one, other })
    const via = params.viaCidrs === undefined ? {} : { 'via-cidrs': [...params.viaCidrs] }
    const { endpoints } = await withHint(
      this.#caller,
      [one, other],
      verb,
      this.#facade.addRelation({ endpoints: [one, other], ...via }, verb),
    )
    return endpoints
  }

  async removeRelation(
    one: string,
    other: string,
    params: RelationRemoveParams = {},
    options?: JujuCallOptions,
  ): Promise<void> {
    const verb = beginVerb('applications.removeRelation', options, removeRelationForm, params)
    checkNames('applications.removeRelation', { one, other })
    await this.#facade.destroyRelation({ endpoints: [one, other], 'relation-id': 0, ...params }, verb)
  }

  async config(application: string, options?: JujuCallOptions): Promise<Record<string, ApplicationOption>> {
    const verb = beginVerb('applications.config', options)
    checkNames('applications.config', { application })
    const { config } = await this.#facade.get({ application, branch: '' }, verb)
    return config
  }

  async setConfig(
    application: string,
    values: Readonly<Record<string, ApplicationOptionValue>>,
    options?: JujuCallOptions,
  ): Promise<void> {
    const verb = beginVerb('applications.setConfig', options, undefined, { config: values })
    checkNames('applications.setConfig', { application })
    checkType('juju', 'applications.setConfig', 'values', 'map<string | number | bool>', values)
    const config = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]))
    const setting = this.#facade.setConfigs(
      { Args: [{ application, generation: '', config, 'config-yaml': '' }] },
      verb,
    )
    await withHint(this.#caller, [application], verb, setting)
  }

  async resetConfig(application: string, names: readonly string[], options?: JujuCallOptions): Promise<void> {
    const verb = beginVerb('applications.resetConfig', options)
    checkNames('applications.resetConfig', { application })
    checkType('juju', 'applications.resetConfig', 'names', 'string[]', names)
    await this.#facade.unsetApplicationsConfig(
      { Args: [{ application, branch: '', options: [...names] }] },
      verb,
    )
  }

  async trust(application: string, trusted: boolean, options?: JujuCallOptions): Promise<void> {
    const verb = beginVerb('applications.trust', options)
    checkNames('applications.trust', { application })
    checkType('juju', 'applications.trust', 'trusted', 'bool', trusted)
    await this.setConfig(application, { trust: trusted }, verb)
  }

  async constraints(application: string, options?: JujuCallOptions): Promise<ConstraintsValue> {
    const verb = beginVerb('applications.constraints', options)
    checkNames('applications.constraints', { application })
    const [first] = await this.#facade.getConstraints(
      { entities: [{ tag: applicationTag(application) }] },
      verb,
    )
    return first?.constraints ?? {}
  }

  async setConstraints(
    application: string,
    constraints: string | JujuConstraints,
    options?: JujuCallOptions,
  ): Promise<void> {
    const verb = beginVerb('applications.setConstraints', options)
    checkNames('applications.setConstraints', { application })
    await this.#facade.setConstraints({ application, constraints: constraintsValue(constraints) }, verb)
  }

  async expose(
    application: string,
    endpoints: Readonly<Record<string, ApplicationExposeParams>> = {},
    options?: JujuCallOptions,
  ): Promise<void> {
    const verb = beginVerb('applications.expose', options)
    checkNames('applications.expose', { application })
    checkType('juju', 'applications.expose', 'endpoints', 'map<object>', endpoints)
    for (const exposed of Object.values(endpoints))
      checkFields('juju', 'applications.expose', exposeForm, exposed)
    const exposed = Object.fromEntries(
      Object.entries(endpoints).map(([endpoint, { spaces, cidrs }]) => [
        endpoint,
        {
          ...(spaces === undefined ? {} : { 'expose-to-spaces': [...spaces] }),
          ...(cidrs === undefined ? {} : { 'expose-to-cidrs': [...cidrs] }),
        },
      ]),
    )
    await this.#facade.expose(
      { application, ...(Object.keys(exposed).length === 0 ? {} : { 'exposed-endpoints': exposed }) },
      verb,
    )
  }

  async unexpose(
    application: string,
    endpoints: readonly string[] = [],
    options?: JujuCallOptions,
  ): Promise<void> {
    const verb = beginVerb('applications.unexpose', options)
    checkNames('applications.unexpose', { application })
    checkType('juju', 'applications.unexpose', 'endpoints', 'string[]', endpoints)
    await this.#facade.unexpose({ application, 'exposed-endpoints': [...endpoints] }, verb)
  }

  async resolve(
    units: string | readonly string[],
    params: UnitResolveParams = {},
    options?: JujuCallOptions,
  ): Promise<void> {
    const verb = beginVerb('applications.resolve', options, resolveForm, params)
    const names = namesOf('applications.resolve', 'units', units)
    await this.#facade.resolveUnitErrors(
      { tags: { entities: names.map((name) => ({ tag: unitTag(name) })) }, retry: params.retry ?? true },
      verb,
    )
  }

  /** recorded-4.0.15, fact 11. */
  async #refuseSubordinate(application: string, verb: VerbOptions): Promise<void> {
    const [info] = await this.#facade.applicationsInfo(
      { entities: [{ tag: applicationTag(application) }] },
      verb,
    )
    if (info?.result?.principal !== false) return
    throw foundError(this.#caller.factsOf({ facade: 'Application', method: 'AddUnits' }, verb), {
      reason: 'not-supported',
      problem: `${application} is a subordinate`,
      hint: 'Its units come with those of the applications that it is integrated with: use integrate',
    })
  }

  [inspect.custom](): string {
    return describeMethods('applications', this)
  }
}

const removal = ({
  destroyStorage,
  force,
  maxWaitMs,
  dryRun,
}: ApplicationRemoveParams): {
  'destroy-storage'?: boolean
  force?: boolean
  'max-wait'?: number
  'dry-run'?: boolean
} => ({
  ...(destroyStorage === undefined ? {} : { 'destroy-storage': destroyStorage }),
  ...(force === undefined ? {} : { force }),
  ...(maxWaitMs === undefined ? {} : { 'max-wait': maxWaitMs * 1e6 }),
  ...(dryRun === undefined ? {} : { 'dry-run': dryRun }),
})

interface WireRemoval {
  info?: { 'destroyed-units'?: Entity[]; 'destroyed-storage'?: Entity[]; 'detached-storage'?: Entity[] }
}

const removedOf = (results: readonly WireRemoval[], units: readonly string[] = []): RemovedUnits => {
  const named = (key: 'destroyed-units' | 'destroyed-storage' | 'detached-storage'): string[] =>
    results.flatMap(({ info }) => info?.[key] ?? []).map(({ tag }) => entityOf(tag))
  return {
    units: [...units, ...named('destroyed-units')],
    destroyedStorage: named('destroyed-storage'),
    detachedStorage: named('detached-storage'),
  }
}
