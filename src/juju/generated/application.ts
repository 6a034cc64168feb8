// Generated from spec/juju/application.yaml by `npm run generate`. Do not edit.

import { Operations, type RpcOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'
import type { Base, CharmOrigin, CharmRelation, ConstraintsValue, Entities, Entity, ErrorResults, ExposedEndpoint, ExternalControllerInfo, OfferUserDetails, Placement, RemoteEndpoint, RpcErrorValue, SetConstraints, StorageDirective } from './common.js'

export interface AddApplicationUnits {
  application: string
  'attach-storage'?: string[]
  'num-units'?: number
  placement?: Placement[]
  policy?: string
}

export interface AddApplicationUnitsResults {
  units: string[]
}

export interface AddRelation {
  endpoints: string[]
  'via-cidrs'?: string[]
}

export interface AddRelationResults {
  endpoints: Record<string, CharmRelation>
}

export interface ApplicationConfigUnsetArgs {
  Args: ApplicationUnset[]
}

export interface ApplicationConstraint {
  constraints: ConstraintsValue
  error?: RpcErrorValue
}

export interface ApplicationDeploy {
  Force?: boolean
  application: string
  'attach-storage'?: string[]
  channel?: string
  'charm-origin'?: CharmOrigin
  'charm-url': string
  config?: Record<string, string>
  'config-yaml'?: string
  constraints?: ConstraintsValue
  devices?: Record<string, DeviceConstraints>
  'endpoint-bindings'?: Record<string, string>
  'num-units'?: number
  placement?: Placement[]
  policy?: string
  resources?: Record<string, string>
  storage?: Record<string, StorageDirective>
}

export interface ApplicationExpose {
  application: string
  'exposed-endpoints'?: Record<string, ExposedEndpoint>
}

export interface ApplicationGet {
  application: string
  branch?: string
}

export interface ApplicationGetArgs {
  args: ApplicationGet[]
}

export interface ApplicationGetConfigResults {
  Results: ConfigResult[]
}

export interface ApplicationGetConstraintsResults {
  results: ApplicationConstraint[]
}

export interface ApplicationGetResults {
  application: string
  'application-config'?: Record<string, unknown>
  base: Base
  channel: string
  charm: string
  config: Record<string, unknown>
  constraints: ConstraintsValue
  'endpoint-bindings'?: Record<string, string>
}

export interface ApplicationInfoResult {
  error?: RpcErrorValue
  result?: ApplicationResult
}

export interface ApplicationInfoResults {
  results: ApplicationInfoResult[]
}

export interface ApplicationMergeBindings {
  'application-tag': string
  bindings: Record<string, string>
  force?: boolean
}

export interface ApplicationMergeBindingsArgs {
  args: ApplicationMergeBindings[]
}

export interface ApplicationResult {
  base?: Base
  channel?: string
  charm?: string
  constraints?: ConstraintsValue
  'endpoint-bindings'?: Record<string, string>
  exposed: boolean
  'exposed-endpoints'?: Record<string, ExposedEndpoint>
  life: string
  principal: boolean
  remote: boolean
  tag: string
}

export interface ApplicationSetCharmV2 {
  application: string
  channel?: string
  'charm-origin'?: CharmOrigin
  'charm-url': string
  'config-settings'?: Record<string, string>
  'config-settings-yaml'?: string
  'endpoint-bindings'?: Record<string, string>
  force?: boolean
  'force-base'?: boolean
  'force-units'?: boolean
  generation?: string
  'resource-ids'?: Record<string, string>
  'storage-directives'?: Record<string, StorageDirectives>
}

export interface ApplicationUnexpose {
  application: string
  'exposed-endpoints'?: string[]
}

export interface ApplicationUnset {
  application: string
  branch?: string
  options: string[]
}

export interface ApplicationsDeploy {
  applications: ApplicationDeploy[]
}

export interface CharmURLOriginResult {
  'charm-origin': CharmOrigin
  error?: RpcErrorValue
  url: string
}

export interface ConfigResult {
  config: Record<string, unknown>
  error?: RpcErrorValue
}

export interface ConfigSet {
  application: string
  config?: Record<string, string>
  'config-yaml'?: string
  generation?: string
}

export interface ConfigSetArgs {
  Args: ConfigSet[]
}

export interface DeviceConstraints {
  Attributes: Record<string, string>
  Count: number
  Type: string
}

export interface ConsumeApplicationArgV5 {
  'application-alias'?: string
  'application-description'?: string
  endpoints?: RemoteEndpoint[]
  'external-controller'?: ExternalControllerInfo
  macaroon?: unknown
  'offer-name': string
  'offer-url': string
  'offer-uuid': string
  'source-model-tag': string
  users?: OfferUserDetails[]
}

export interface ConsumeApplicationArgsV5 {
  args?: ConsumeApplicationArgV5[]
}

export interface DeployFromRepositoryArg {
  ApplicationName?: string
  AttachStorage?: string[]
  CharmName: string
  ConfigYAML?: string
  Cons?: ConstraintsValue
  Devices?: Record<string, DeviceConstraints>
  DryRun?: boolean
  Placement?: Placement[]
  Trust?: boolean
  base?: Base
  channel?: string
  'endpoint-bindings'?: Record<string, string>
  force?: boolean
  'num-units'?: number
  resources?: Record<string, string>
  revision?: number
  storage?: Record<string, StorageDirective>
}

export interface DeployFromRepositoryArgs {
  Args: DeployFromRepositoryArg[]
}

export interface DeployFromRepositoryInfo {
  architecture: string
  base?: Base
  channel: string
  'effective-channel'?: string
  name: string
  revision: number
  warnings?: string[]
}

export interface DeployFromRepositoryResult {
  Errors: RpcErrorValue[] | null
  Info: DeployFromRepositoryInfo
  PendingResourceUploads: PendingResourceUpload[] | null
}

export interface DeployFromRepositoryResults {
  Results: DeployFromRepositoryResult[]
}

export interface DestroyApplicationInfo {
  'destroyed-storage'?: Entity[]
  'destroyed-units'?: Entity[]
  'detached-storage'?: Entity[]
}

export interface DestroyApplicationParams {
  'application-tag': string
  'destroy-storage'?: boolean
  'dry-run'?: boolean
  force?: boolean
  'max-wait'?: number
}

export interface DestroyApplicationResult {
  error?: RpcErrorValue
  info?: DestroyApplicationInfo
}

export interface DestroyApplicationResults {
  results?: DestroyApplicationResult[]
}

export interface DestroyApplicationsParams {
  applications: DestroyApplicationParams[]
}

export interface DestroyRelation {
  endpoints?: string[]
  force?: boolean
  'max-wait'?: number
  'relation-id'?: number
}

export interface DestroyUnitInfo {
  'destroyed-storage'?: Entity[]
  'detached-storage'?: Entity[]
}

export interface DestroyUnitParams {
  'destroy-storage'?: boolean
  'dry-run'?: boolean
  force?: boolean
  'max-wait'?: number
  'unit-tag': string
}

export interface DestroyUnitResult {
  error?: RpcErrorValue
  info?: DestroyUnitInfo
}

export interface DestroyUnitResults {
  results?: DestroyUnitResult[]
}

export interface DestroyUnitsParams {
  units: DestroyUnitParams[]
}

export interface EndpointRelationData {
  ApplicationData: Record<string, unknown>
  'cross-model': boolean
  endpoint: string
  'related-endpoint': string
  'relation-id': number
  'unit-relation-data': Record<string, RelationData>
}

export interface PendingResourceUpload {
  Filename: string
  Name: string
  Type: string
}

export interface RelationData {
  InScope: boolean
  UnitData: Record<string, unknown>
}

export interface RelationSuspendedArg {
  message: string
  'relation-id'?: number
  suspended: boolean
}

export interface RelationSuspendedArgs {
  args: RelationSuspendedArg[]
}

export interface ScaleApplicationInfo {
  'num-units': number
}

export interface ScaleApplicationParamsV2 {
  'application-tag': string
  'attach-storage'?: string[]
  force?: boolean
  scale?: number
  'scale-change'?: number
}

export interface ScaleApplicationResult {
  error?: RpcErrorValue
  info?: ScaleApplicationInfo
}

export interface ScaleApplicationResults {
  results?: ScaleApplicationResult[]
}

export interface ScaleApplicationsParamsV2 {
  applications: ScaleApplicationParamsV2[]
}

export interface StorageDirectives {
  count?: number
  pool?: string
  size?: number
}

export interface StringResult {
  error?: RpcErrorValue
  result: string
}

export interface UnitInfoResult {
  error?: RpcErrorValue
  result?: UnitResult
}

export interface UnitInfoResults {
  results: UnitInfoResult[]
}

export interface UnitResult {
  address?: string
  charm: string
  leader?: boolean
  life?: string
  machine?: string
  'opened-ports': string[] | null
  'provider-id'?: string
  'public-address'?: string
  'relation-data'?: EndpointRelationData[]
  tag: string
  'workload-version': string
}

export interface UnitsResolved {
  all?: boolean
  retry?: boolean
  tags?: Entities
}

const table = {
  addRelation: {
    id: 'application.addRelation',
    facade: 'Application',
    method: 'AddRelation',
    versions: [19, 20, 21, 22],
    reads: false,
    idempotent: false,
    schema: async () => (await import('./application.schemas.js')).addRelationReply,
  },
  addUnits: { id: 'application.addUnits', facade: 'Application', method: 'AddUnits', versions: [19, 20, 21, 22], reads: false, idempotent: false, schema: async () => (await import('./application.schemas.js')).addUnitsReply },
  applicationsInfo: {
    id: 'application.applicationsInfo',
    facade: 'Application',
    method: 'ApplicationsInfo',
    versions: [19, 20, 21, 22],
    reads: true,
    idempotent: true,
    schema: async () => (await import('./application.schemas.js')).applicationsInfoReply,
  },
  unitsInfo: { id: 'application.unitsInfo', facade: 'Application', method: 'UnitsInfo', versions: [19, 20, 21, 22], reads: true, idempotent: true, schema: async () => (await import('./application.schemas.js')).unitsInfoReply },
  charmConfig: { id: 'application.charmConfig', facade: 'Application', method: 'CharmConfig', versions: [19, 20, 21, 22], reads: true, idempotent: true, schema: async () => (await import('./application.schemas.js')).charmConfigReply },
  consume: { id: 'application.consume', facade: 'Application', method: 'Consume', versions: [19, 20, 21, 22], reads: false, idempotent: false, schema: async () => (await import('./application.schemas.js')).consumeReply },
  deploy: { id: 'application.deploy', facade: 'Application', method: 'Deploy', versions: [19, 20, 21, 22], reads: false, idempotent: false, schema: async () => (await import('./application.schemas.js')).deployReply },
  deployFromRepository: {
    id: 'application.deployFromRepository',
    facade: 'Application',
    method: 'DeployFromRepository',
    versions: [19, 20, 21, 22],
    reads: false,
    idempotent: false,
    schema: async () => (await import('./application.schemas.js')).deployFromRepositoryReply,
  },
  destroyApplication: {
    id: 'application.destroyApplication',
    facade: 'Application',
    method: 'DestroyApplication',
    versions: [19, 20, 21, 22],
    reads: false,
    idempotent: false,
    schema: async () => (await import('./application.schemas.js')).destroyApplicationReply,
  },
  destroyRelation: {
    id: 'application.destroyRelation',
    facade: 'Application',
    method: 'DestroyRelation',
    versions: [19, 20, 21, 22],
    reads: false,
    idempotent: false,
  },
  destroyUnit: {
    id: 'application.destroyUnit',
    facade: 'Application',
    method: 'DestroyUnit',
    versions: [19, 20, 21, 22],
    reads: false,
    idempotent: false,
    schema: async () => (await import('./application.schemas.js')).destroyUnitReply,
  },
  expose: { id: 'application.expose', facade: 'Application', method: 'Expose', versions: [19, 20, 21, 22], reads: false, idempotent: true },
  unexpose: { id: 'application.unexpose', facade: 'Application', method: 'Unexpose', versions: [19, 20, 21, 22], reads: false, idempotent: true },
  get: { id: 'application.get', facade: 'Application', method: 'Get', versions: [19, 20, 21, 22], reads: true, idempotent: true, schema: async () => (await import('./application.schemas.js')).getReply },
  getCharmURLOrigin: {
    id: 'application.getCharmURLOrigin',
    facade: 'Application',
    method: 'GetCharmURLOrigin',
    versions: [19, 20, 21, 22],
    reads: true,
    idempotent: true,
    schema: async () => (await import('./application.schemas.js')).getCharmURLOriginReply,
  },
  getConstraints: {
    id: 'application.getConstraints',
    facade: 'Application',
    method: 'GetConstraints',
    versions: [19, 20, 21, 22],
    reads: true,
    idempotent: true,
    schema: async () => (await import('./application.schemas.js')).getConstraintsReply,
  },
  setConstraints: {
    id: 'application.setConstraints',
    facade: 'Application',
    method: 'SetConstraints',
    versions: [19, 20, 21, 22],
    reads: false,
    idempotent: true,
  },
  leader: { id: 'application.leader', facade: 'Application', method: 'Leader', versions: [19, 20, 21, 22], reads: true, idempotent: true, schema: async () => (await import('./application.schemas.js')).leaderReply },
  mergeBindings: {
    id: 'application.mergeBindings',
    facade: 'Application',
    method: 'MergeBindings',
    versions: [19, 20, 21, 22],
    reads: false,
    idempotent: true,
    schema: async () => (await import('./application.schemas.js')).mergeBindingsReply,
  },
  resolveUnitErrors: {
    id: 'application.resolveUnitErrors',
    facade: 'Application',
    method: 'ResolveUnitErrors',
    versions: [19, 20, 21, 22],
    reads: false,
    idempotent: false,
    schema: async () => (await import('./application.schemas.js')).resolveUnitErrorsReply,
  },
  scaleApplications: {
    id: 'application.scaleApplications',
    facade: 'Application',
    method: 'ScaleApplications',
    versions: [19, 20, 21, 22],
    reads: false,
    idempotent: false,
    schema: async () => (await import('./application.schemas.js')).scaleApplicationsReply,
  },
  setCharm: { id: 'application.setCharm', facade: 'Application', method: 'SetCharm', versions: [19, 20, 21, 22], reads: false, idempotent: false },
  setConfigs: { id: 'application.setConfigs', facade: 'Application', method: 'SetConfigs', versions: [19, 20, 21, 22], reads: false, idempotent: true, schema: async () => (await import('./application.schemas.js')).setConfigsReply },
  unsetApplicationsConfig: {
    id: 'application.unsetApplicationsConfig',
    facade: 'Application',
    method: 'UnsetApplicationsConfig',
    versions: [19, 20, 21, 22],
    reads: false,
    idempotent: true,
    schema: async () => (await import('./application.schemas.js')).unsetApplicationsConfigReply,
  },
  setRelationsSuspended: {
    id: 'application.setRelationsSuspended',
    facade: 'Application',
    method: 'SetRelationsSuspended',
    versions: [19, 20, 21, 22],
    reads: false,
    idempotent: true,
    schema: async () => (await import('./application.schemas.js')).setRelationsSuspendedReply,
  },
} satisfies Record<string, RpcOperation>

/** The Application facade. */
export class ApplicationOperations extends Operations<RpcOperation> {
  /**
   * Relates two applications.
   *
   * `Application.AddRelation`. Facts: recorded-4.0.15 (charmhub/bundle, charmhub/integrate-subordinate, clouds-offers-users/offer-integrate and more).
   */
  addRelation(params: AddRelation, options?: RequestOptions): Pending<AddRelationResults> {
    return this.caller.call(table.addRelation, {}, params, options)
  }

  /**
   * Adds units to an application.
   *
   * `Application.AddUnits`. Facts: recorded-4.0.15 (charmhub/bundle, charmhub/small, commands/add-unit-subordinate and more).
   */
  addUnits(params: AddApplicationUnits, options?: RequestOptions): Pending<AddApplicationUnitsResults> {
    return this.caller.call(table.addUnits, {}, params, options)
  }

  /**
   * Describes applications.
   *
   * `Application.ApplicationsInfo`. Facts: recorded-4.0.15 (model-calls).
   */
  applicationsInfo(params: Entities, options?: RequestOptions): Pending<ApplicationInfoResults> {
    return this.caller.call(table.applicationsInfo, {}, params, options)
  }

  /**
   * Describes units and their relation data.
   *
   * `Application.UnitsInfo`. Facts: recorded-4.0.15 (model-calls).
   */
  unitsInfo(params: Entities, options?: RequestOptions): Pending<UnitInfoResults> {
    return this.caller.call(table.unitsInfo, {}, params, options)
  }

  /**
   * The options of applications.
   *
   * `Application.CharmConfig`. Facts: recorded-4.0.15 (charmhub/bundle-again, charmhub/bundle-dry-run, charmhub/bundle and more).
   */
  charmConfig(params: ApplicationGetArgs, options?: RequestOptions): Pending<ApplicationGetConfigResults> {
    return this.caller.call(table.charmConfig, {}, params, options)
  }

  /**
   * Makes offers of other models applications of this one.
   *
   * `Application.Consume`. Facts: recorded-4.0.15 (clouds-offers-users/offer-consume-again).
   */
  consume(params: ConsumeApplicationArgsV5, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.consume, {}, params, options)
  }

  /**
   * Deploys applications of charms that the model has.
   *
   * `Application.Deploy`. Facts: recorded-4.0.15 (charmhub/bundle, charmhub/small, clouds-offers-users/offer-deploy-mysql and more).
   */
  deploy(params: ApplicationsDeploy, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.deploy, {}, params, options)
  }

  /**
   * Finds charms and deploys them; errors come in `Errors`, beside an `Info`.
   *
   * `Application.DeployFromRepository`. Facts: recorded-4.0.15 (charmhub/deploy-bad-base, charmhub/deploy-bad-config, charmhub/deploy-bad-placement and more).
   */
  deployFromRepository(params: DeployFromRepositoryArgs, options?: RequestOptions): Pending<DeployFromRepositoryResults> {
    return this.caller.call(table.deployFromRepository, {}, params, options)
  }

  /**
   * Removes applications.
   *
   * `Application.DestroyApplication`. Facts: recorded-4.0.15 (commands/remove-application-dry-run, commands/remove-application-force, commands/remove-application and more).
   */
  destroyApplication(params: DestroyApplicationsParams, options?: RequestOptions): Pending<DestroyApplicationResults> {
    return this.caller.call(table.destroyApplication, {}, params, options)
  }

  /**
   * Removes a relation.
   *
   * `Application.DestroyRelation`. Facts: recorded-4.0.15 (commands/remove-relation).
   */
  destroyRelation(params: DestroyRelation, options?: RequestOptions): Pending<null> {
    return this.caller.call(table.destroyRelation, {}, params, options)
  }

  /**
   * Removes units.
   *
   * `Application.DestroyUnit`. Facts: recorded-4.0.15 (commands/remove-unit-missing, commands/remove-unit, model-calls).
   */
  destroyUnit(params: DestroyUnitsParams, options?: RequestOptions): Pending<DestroyUnitResults> {
    return this.caller.call(table.destroyUnit, {}, params, options)
  }

  /**
   * Opens an application to the network.
   *
   * `Application.Expose`. Facts: recorded-4.0.15 (charmhub/small, commands/expose).
   */
  expose(params: ApplicationExpose, options?: RequestOptions): Pending<null> {
    return this.caller.call(table.expose, {}, params, options)
  }

  /**
   * Closes an application to the network.
   *
   * `Application.Unexpose`. Facts: recorded-4.0.15 (commands/unexpose).
   */
  unexpose(params: ApplicationUnexpose, options?: RequestOptions): Pending<null> {
    return this.caller.call(table.unexpose, {}, params, options)
  }

  /**
   * The charm, options, constraints and bindings of an application.
   *
   * `Application.Get`. Facts: recorded-4.0.15 (charmhub/config-after, charmhub/refresh-revision, charmhub/refresh and more).
   */
  get(params: ApplicationGet, options?: RequestOptions): Pending<ApplicationGetResults> {
    return this.caller.call(table.get, {}, params, options)
  }

  /**
   * The charm of an application and where it is from.
   *
   * `Application.GetCharmURLOrigin`. Facts: recorded-4.0.15 (charmhub/refresh-none, charmhub/refresh-revision, charmhub/refresh and more).
   */
  getCharmURLOrigin(params: ApplicationGet, options?: RequestOptions): Pending<CharmURLOriginResult> {
    return this.caller.call(table.getCharmURLOrigin, {}, params, options)
  }

  /**
   * The constraints of applications.
   *
   * `Application.GetConstraints`. Facts: recorded-4.0.15 (charmhub/bundle-again, charmhub/bundle-dry-run, charmhub/bundle and more).
   */
  getConstraints(params: Entities, options?: RequestOptions): Pending<ApplicationGetConstraintsResults> {
    return this.caller.call(table.getConstraints, {}, params, options)
  }

  /**
   * Replaces the constraints of an application.
   *
   * `Application.SetConstraints`. Facts: recorded-4.0.15 (charmhub/bundle-again, commands/set-constraints).
   */
  setConstraints(params: SetConstraints, options?: RequestOptions): Pending<null> {
    return this.caller.call(table.setConstraints, {}, params, options)
  }

  /**
   * The leading unit of an application.
   *
   * `Application.Leader`. Facts: recorded-4.0.15 (model-calls).
   */
  leader(params: Entity, options?: RequestOptions): Pending<StringResult> {
    return this.caller.call(table.leader, {}, params, options)
  }

  /**
   * Binds endpoints to spaces.
   *
   * `Application.MergeBindings`. Facts: 4.0.15, not recorded.
   */
  mergeBindings(params: ApplicationMergeBindingsArgs, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.mergeBindings, {}, params, options)
  }

  /**
   * Tells units in error to go on.
   *
   * `Application.ResolveUnitErrors`. Facts: recorded-4.0.15 (commands/resolved-not-error, commands/resolved).
   */
  resolveUnitErrors(params: UnitsResolved, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.resolveUnitErrors, {}, params, options)
  }

  /**
   * Sets the number of pods of applications.
   *
   * `Application.ScaleApplications`. Facts: 4.0.15, not recorded.
   */
  scaleApplications(params: ScaleApplicationsParamsV2, options?: RequestOptions): Pending<ScaleApplicationResults> {
    return this.caller.call(table.scaleApplications, {}, params, options)
  }

  /**
   * Gives an application another charm, channel or revision.
   *
   * `Application.SetCharm`. Facts: recorded-4.0.15 (charmhub/bundle-again, charmhub/refresh-revision, charmhub/refresh and more).
   */
  setCharm(params: ApplicationSetCharmV2, options?: RequestOptions): Pending<null> {
    return this.caller.call(table.setCharm, {}, params, options)
  }

  /**
   * Sets options; values are strings.
   *
   * `Application.SetConfigs`. Facts: recorded-4.0.15 (commands/config-bad-type, commands/config-bad, commands/config-set and more).
   */
  setConfigs(params: ConfigSetArgs, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.setConfigs, {}, params, options)
  }

  /**
   * Sets options back to their defaults.
   *
   * `Application.UnsetApplicationsConfig`. Facts: recorded-4.0.15 (commands/config-reset).
   */
  unsetApplicationsConfig(params: ApplicationConfigUnsetArgs, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.unsetApplicationsConfig, {}, params, options)
  }

  /**
   * Suspends or resumes relations across models.
   *
   * `Application.SetRelationsSuspended`. Facts: recorded-4.0.15 (clouds-offers-users/offer-suspend, commands/suspend-relation).
   */
  setRelationsSuspended(params: RelationSuspendedArgs, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.setRelationsSuspended, {}, params, options)
  }
}
