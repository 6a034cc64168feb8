// Generated from spec/juju/facades/application.yaml by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Base, CharmOrigin, CharmRelation, ConstraintsValue, Entities, Entity, ErrorResult, ErrorResults, ExposedEndpoint, ExternalControllerInfo, Macaroon, OfferUserDetails, Placement, RemoteEndpoint, RpcErrorValue, SetConstraints, StorageDirective } from './common.js'

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
  'application-config'?: Record<string, ConfigSetting>
  base: Base
  channel: string
  charm: string
  config: Record<string, ConfigSetting>
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
  config: Record<string, ConfigSetting> | null
  error?: RpcErrorValue
}

/** An option of a charm or an application with its value. */
export interface ConfigSetting {
  default?: string | number | boolean
  description: string
  source: 'default' | 'user' | 'unset' | (string & {})
  type: string
  value?: string | number | boolean
}

export interface ConfigSet {
  application: string
  config?: Record<string, string>
  /** Not supported by Juju 4.0; use config. */
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
  macaroon?: Macaroon | null
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
  /** In nanoseconds. */
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
  /** In nanoseconds. */
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
  /** In nanoseconds. */
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
  UnitData: Record<string, unknown> | null
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
  /** Absolute number of units. */
  scale?: number
  /** Number of units to add, or to remove when negative. */
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
  /** All units in error. */
  all?: boolean
  /** Run the failed hook again. */
  retry?: boolean
  tags?: Entities
}

/** Application facade: applications, units and relations of a model. */
export interface ApplicationFacade {
  /**
   * Adds a relation between two applications.
   *
   * API: `Application.AddRelation`.
   */
  addRelation(params: AddRelation, options?: RequestOptions): Pending<AddRelationResults>

  /**
   * Adds units to an application.
   *
   * API: `Application.AddUnits`.
   */
  addUnits(params: AddApplicationUnits, options?: RequestOptions): Pending<AddApplicationUnitsResults>

  /**
   * Returns details of applications.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Application.ApplicationsInfo`.
   */
  applicationsInfo(params: Entities, options?: RequestOptions): Pending<ApplicationInfoResult[]>

  /**
   * Returns details of units with their relation data.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Application.UnitsInfo`.
   */
  unitsInfo(params: Entities, options?: RequestOptions): Pending<UnitInfoResult[]>

  /**
   * Returns the configuration options of applications.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Application.CharmConfig`.
   */
  charmConfig(params: ApplicationGetArgs, options?: RequestOptions): Pending<ConfigResult[]>

  /**
   * Adds offers of other models to this model as remote applications.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Application.Consume`.
   */
  consume(params: ConsumeApplicationArgsV5, options?: RequestOptions): Pending<ErrorResult[]>

  /**
   * Deploys applications from charms that have been added to the model.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Application.Deploy`.
   */
  deploy(params: ApplicationsDeploy, options?: RequestOptions): Pending<ErrorResult[]>

  /**
   * Resolves charms and deploys them. Errors are reported in `Errors` of a result, which also has an `Info`.
   *
   * API: `Application.DeployFromRepository`.
   */
  deployFromRepository(params: DeployFromRepositoryArgs, options?: RequestOptions): Pending<DeployFromRepositoryResults>

  /**
   * Removes applications.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Application.DestroyApplication`.
   */
  destroyApplication(params: DestroyApplicationsParams, options?: RequestOptions): Pending<DestroyApplicationResult[]>

  /**
   * Removes a relation.
   *
   * API: `Application.DestroyRelation`.
   */
  destroyRelation(params: DestroyRelation, options?: RequestOptions): Pending<null>

  /**
   * Removes units.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Application.DestroyUnit`.
   */
  destroyUnit(params: DestroyUnitsParams, options?: RequestOptions): Pending<DestroyUnitResult[]>

  /**
   * Exposes an application to the network.
   *
   * API: `Application.Expose`.
   */
  expose(params: ApplicationExpose, options?: RequestOptions): Pending<null>

  /**
   * Stops exposing an application to the network.
   *
   * API: `Application.Unexpose`.
   */
  unexpose(params: ApplicationUnexpose, options?: RequestOptions): Pending<null>

  /**
   * Returns the charm, options, constraints and endpoint bindings of an application.
   *
   * API: `Application.Get`.
   */
  get(params: ApplicationGet, options?: RequestOptions): Pending<ApplicationGetResults>

  /**
   * Returns the URL and origin of the charm of an application.
   *
   * API: `Application.GetCharmURLOrigin`.
   */
  getCharmURLOrigin(params: ApplicationGet, options?: RequestOptions): Pending<CharmURLOriginResult>

  /**
   * Returns the constraints of applications.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Application.GetConstraints`.
   */
  getConstraints(params: Entities, options?: RequestOptions): Pending<ApplicationConstraint[]>

  /**
   * Replaces the constraints of an application.
   *
   * API: `Application.SetConstraints`.
   */
  setConstraints(params: SetConstraints, options?: RequestOptions): Pending<null>

  /**
   * Returns the leader unit of an application.
   *
   * API: `Application.Leader`.
   */
  leader(params: Entity, options?: RequestOptions): Pending<StringResult>

  /**
   * Binds endpoints of applications to spaces.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Application.MergeBindings`.
   */
  mergeBindings(params: ApplicationMergeBindingsArgs, options?: RequestOptions): Pending<ErrorResult[]>

  /**
   * Marks the errors of units as resolved, so that the units continue.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Application.ResolveUnitErrors`.
   */
  resolveUnitErrors(params: UnitsResolved, options?: RequestOptions): Pending<ErrorResult[]>

  /**
   * Sets the number of units of applications in a Kubernetes model.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Application.ScaleApplications`.
   */
  scaleApplications(params: ScaleApplicationsParamsV2, options?: RequestOptions): Pending<ScaleApplicationResult[]>

  /**
   * Changes the charm, channel or revision of an application.
   *
   * API: `Application.SetCharm`.
   */
  setCharm(params: ApplicationSetCharmV2, options?: RequestOptions): Pending<null>

  /**
   * Sets configuration options of applications. Values are strings.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Application.SetConfigs`.
   */
  setConfigs(params: ConfigSetArgs, options?: RequestOptions): Pending<ErrorResult[]>

  /**
   * Resets configuration options of applications to their defaults.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Application.UnsetApplicationsConfig`.
   */
  unsetApplicationsConfig(params: ApplicationConfigUnsetArgs, options?: RequestOptions): Pending<ErrorResult[]>

  /**
   * Suspends or resumes cross-model relations.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Application.SetRelationsSuspended`.
   */
  setRelationsSuspended(params: RelationSuspendedArgs, options?: RequestOptions): Pending<ErrorResult[]>
}

/** The methods of the facade by their names on the wire, with what they take and return. */
export interface ApplicationCalls {
  AddRelation: { params: AddRelation; reply: AddRelationResults }
  AddUnits: { params: AddApplicationUnits; reply: AddApplicationUnitsResults }
  ApplicationsInfo: { params: Entities; reply: ApplicationInfoResults }
  UnitsInfo: { params: Entities; reply: UnitInfoResults }
  CharmConfig: { params: ApplicationGetArgs; reply: ApplicationGetConfigResults }
  Consume: { params: ConsumeApplicationArgsV5; reply: ErrorResults }
  Deploy: { params: ApplicationsDeploy; reply: ErrorResults }
  DeployFromRepository: { params: DeployFromRepositoryArgs; reply: DeployFromRepositoryResults }
  DestroyApplication: { params: DestroyApplicationsParams; reply: DestroyApplicationResults }
  DestroyRelation: { params: DestroyRelation; reply: Record<string, never> }
  DestroyUnit: { params: DestroyUnitsParams; reply: DestroyUnitResults }
  Expose: { params: ApplicationExpose; reply: Record<string, never> }
  Unexpose: { params: ApplicationUnexpose; reply: Record<string, never> }
  Get: { params: ApplicationGet; reply: ApplicationGetResults }
  GetCharmURLOrigin: { params: ApplicationGet; reply: CharmURLOriginResult }
  GetConstraints: { params: Entities; reply: ApplicationGetConstraintsResults }
  SetConstraints: { params: SetConstraints; reply: Record<string, never> }
  Leader: { params: Entity; reply: StringResult }
  MergeBindings: { params: ApplicationMergeBindingsArgs; reply: ErrorResults }
  ResolveUnitErrors: { params: UnitsResolved; reply: ErrorResults }
  ScaleApplications: { params: ScaleApplicationsParamsV2; reply: ScaleApplicationResults }
  SetCharm: { params: ApplicationSetCharmV2; reply: Record<string, never> }
  SetConfigs: { params: ConfigSetArgs; reply: ErrorResults }
  UnsetApplicationsConfig: { params: ApplicationConfigUnsetArgs; reply: ErrorResults }
  SetRelationsSuspended: { params: RelationSuspendedArgs; reply: ErrorResults }
}

export const application: Operations<RpcOperation> = {
  addRelation: {
    id: 'Application.AddRelation',
    facade: 'Application',
    method: 'AddRelation',
    versions: [19, 20, 21, 22],
    params: 'AddRelation',
    reply: 'AddRelationResults',
  },
  addUnits: {
    id: 'Application.AddUnits',
    facade: 'Application',
    method: 'AddUnits',
    versions: [19, 20, 21, 22],
    params: 'AddApplicationUnits',
    reply: 'AddApplicationUnitsResults',
  },
  applicationsInfo: {
    id: 'Application.ApplicationsInfo',
    facade: 'Application',
    method: 'ApplicationsInfo',
    versions: [19, 20, 21, 22],
    params: 'Entities',
    reply: 'ApplicationInfoResults',
    reads: true,
    each: 'entities.tag',
  },
  unitsInfo: {
    id: 'Application.UnitsInfo',
    facade: 'Application',
    method: 'UnitsInfo',
    versions: [19, 20, 21, 22],
    params: 'Entities',
    reply: 'UnitInfoResults',
    reads: true,
    each: 'entities.tag',
  },
  charmConfig: {
    id: 'Application.CharmConfig',
    facade: 'Application',
    method: 'CharmConfig',
    versions: [19, 20, 21, 22],
    params: 'ApplicationGetArgs',
    reply: 'ApplicationGetConfigResults',
    reads: true,
    each: 'args.application',
  },
  consume: {
    id: 'Application.Consume',
    facade: 'Application',
    method: 'Consume',
    versions: [19, 20, 21, 22],
    params: 'ConsumeApplicationArgsV5',
    reply: 'ErrorResults',
    each: 'args.offer-url',
  },
  deploy: {
    id: 'Application.Deploy',
    facade: 'Application',
    method: 'Deploy',
    versions: [19, 20, 21, 22],
    params: 'ApplicationsDeploy',
    reply: 'ErrorResults',
    each: 'applications.application',
  },
  deployFromRepository: {
    id: 'Application.DeployFromRepository',
    facade: 'Application',
    method: 'DeployFromRepository',
    versions: [19, 20, 21, 22],
    params: 'DeployFromRepositoryArgs',
    reply: 'DeployFromRepositoryResults',
  },
  destroyApplication: {
    id: 'Application.DestroyApplication',
    facade: 'Application',
    method: 'DestroyApplication',
    versions: [19, 20, 21, 22],
    params: 'DestroyApplicationsParams',
    reply: 'DestroyApplicationResults',
    each: 'applications.application-tag',
  },
  destroyRelation: {
    id: 'Application.DestroyRelation',
    facade: 'Application',
    method: 'DestroyRelation',
    versions: [19, 20, 21, 22],
    params: 'DestroyRelation',
  },
  destroyUnit: {
    id: 'Application.DestroyUnit',
    facade: 'Application',
    method: 'DestroyUnit',
    versions: [19, 20, 21, 22],
    params: 'DestroyUnitsParams',
    reply: 'DestroyUnitResults',
    each: 'units.unit-tag',
  },
  expose: {
    id: 'Application.Expose',
    facade: 'Application',
    method: 'Expose',
    versions: [19, 20, 21, 22],
    params: 'ApplicationExpose',
    idempotent: true,
  },
  unexpose: {
    id: 'Application.Unexpose',
    facade: 'Application',
    method: 'Unexpose',
    versions: [19, 20, 21, 22],
    params: 'ApplicationUnexpose',
    idempotent: true,
  },
  get: {
    id: 'Application.Get',
    facade: 'Application',
    method: 'Get',
    versions: [19, 20, 21, 22],
    params: 'ApplicationGet',
    reply: 'ApplicationGetResults',
    reads: true,
  },
  getCharmURLOrigin: {
    id: 'Application.GetCharmURLOrigin',
    facade: 'Application',
    method: 'GetCharmURLOrigin',
    versions: [19, 20, 21, 22],
    params: 'ApplicationGet',
    reply: 'CharmURLOriginResult',
    reads: true,
  },
  getConstraints: {
    id: 'Application.GetConstraints',
    facade: 'Application',
    method: 'GetConstraints',
    versions: [19, 20, 21, 22],
    params: 'Entities',
    reply: 'ApplicationGetConstraintsResults',
    reads: true,
    each: 'entities.tag',
  },
  setConstraints: {
    id: 'Application.SetConstraints',
    facade: 'Application',
    method: 'SetConstraints',
    versions: [19, 20, 21, 22],
    params: 'SetConstraints',
    idempotent: true,
  },
  leader: {
    id: 'Application.Leader',
    facade: 'Application',
    method: 'Leader',
    versions: [19, 20, 21, 22],
    params: 'Entity',
    reply: 'StringResult',
    reads: true,
  },
  mergeBindings: {
    id: 'Application.MergeBindings',
    facade: 'Application',
    method: 'MergeBindings',
    versions: [19, 20, 21, 22],
    params: 'ApplicationMergeBindingsArgs',
    reply: 'ErrorResults',
    idempotent: true,
    each: 'args.application-tag',
  },
  resolveUnitErrors: {
    id: 'Application.ResolveUnitErrors',
    facade: 'Application',
    method: 'ResolveUnitErrors',
    versions: [19, 20, 21, 22],
    params: 'UnitsResolved',
    reply: 'ErrorResults',
    each: 'tags.entities.tag',
  },
  scaleApplications: {
    id: 'Application.ScaleApplications',
    facade: 'Application',
    method: 'ScaleApplications',
    versions: [19, 20, 21, 22],
    params: 'ScaleApplicationsParamsV2',
    reply: 'ScaleApplicationResults',
    each: 'applications.application-tag',
  },
  setCharm: { id: 'Application.SetCharm', facade: 'Application', method: 'SetCharm', versions: [19, 20, 21, 22], params: 'ApplicationSetCharmV2' },
  setConfigs: {
    id: 'Application.SetConfigs',
    facade: 'Application',
    method: 'SetConfigs',
    versions: [19, 20, 21, 22],
    params: 'ConfigSetArgs',
    reply: 'ErrorResults',
    idempotent: true,
    each: 'Args.application',
  },
  unsetApplicationsConfig: {
    id: 'Application.UnsetApplicationsConfig',
    facade: 'Application',
    method: 'UnsetApplicationsConfig',
    versions: [19, 20, 21, 22],
    params: 'ApplicationConfigUnsetArgs',
    reply: 'ErrorResults',
    idempotent: true,
    each: 'Args.application',
  },
  setRelationsSuspended: {
    id: 'Application.SetRelationsSuspended',
    facade: 'Application',
    method: 'SetRelationsSuspended',
    versions: [19, 20, 21, 22],
    params: 'RelationSuspendedArgs',
    reply: 'ErrorResults',
    idempotent: true,
    each: 'args.relation-id',
  },
}
