// Generated from spec/juju/application.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { Base, CharmOrigin, CharmRelation, ConstraintsValue, Entities, Entity, ErrorResults, ExposedEndpoint, ExternalControllerInfo, OfferUserDetails, Placement, RemoteEndpoint, RpcErrorValue, StorageDirective } from './common.schemas.js'

export const AddApplicationUnits: z.ZodType = z.object({
  application: z.string(),
  'attach-storage': z.array(z.string()).optional(),
  'num-units': z.int().optional(),
  get placement() {
    return z.array(Placement).optional()
  },
  policy: z.string().optional(),
})

export const AddApplicationUnitsResults: z.ZodType = z.object({
  units: z.array(z.string()),
})

export const AddRelation: z.ZodType = z.object({
  endpoints: z.array(z.string()),
  'via-cidrs': z.array(z.string()).optional(),
})

export const AddRelationResults: z.ZodType = z.object({
  get endpoints() {
    return z.record(z.string(), CharmRelation)
  },
})

export const ApplicationConfigUnsetArgs: z.ZodType = z.object({
  get Args() {
    return z.array(ApplicationUnset)
  },
})

export const ApplicationConstraint: z.ZodType = z.object({
  get constraints() {
    return ConstraintsValue
  },
  get error() {
    return RpcErrorValue.optional()
  },
})

export const ApplicationDeploy: z.ZodType = z.object({
  Force: z.boolean().optional(),
  application: z.string(),
  'attach-storage': z.array(z.string()).optional(),
  channel: z.string().optional(),
  get 'charm-origin'() {
    return CharmOrigin.optional()
  },
  'charm-url': z.string(),
  config: z.record(z.string(), z.string()).optional(),
  'config-yaml': z.string().optional(),
  get constraints() {
    return ConstraintsValue.optional()
  },
  get devices() {
    return z.record(z.string(), DeviceConstraints).optional()
  },
  'endpoint-bindings': z.record(z.string(), z.string()).optional(),
  'num-units': z.int().optional(),
  get placement() {
    return z.array(Placement).optional()
  },
  policy: z.string().optional(),
  resources: z.record(z.string(), z.string()).optional(),
  get storage() {
    return z.record(z.string(), StorageDirective).optional()
  },
})

export const ApplicationExpose: z.ZodType = z.object({
  application: z.string(),
  get 'exposed-endpoints'() {
    return z.record(z.string(), ExposedEndpoint).optional()
  },
})

export const ApplicationGet: z.ZodType = z.object({
  application: z.string(),
  branch: z.string().optional(),
})

export const ApplicationGetArgs: z.ZodType = z.object({
  get args() {
    return z.array(ApplicationGet)
  },
})

export const ApplicationGetConfigResults: z.ZodType = z.object({
  get Results() {
    return z.array(ConfigResult)
  },
})

export const ApplicationGetConstraintsResults: z.ZodType = z.object({
  get results() {
    return z.array(ApplicationConstraint)
  },
})

export const ApplicationGetResults: z.ZodType = z.object({
  application: z.string(),
  'application-config': z.record(z.string(), z.unknown()).optional(),
  get base() {
    return Base
  },
  channel: z.string(),
  charm: z.string(),
  config: z.record(z.string(), z.unknown()),
  get constraints() {
    return ConstraintsValue
  },
  'endpoint-bindings': z.record(z.string(), z.string()).optional(),
})

export const ApplicationInfoResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  get result() {
    return ApplicationResult.optional()
  },
})

export const ApplicationInfoResults: z.ZodType = z.object({
  get results() {
    return z.array(ApplicationInfoResult)
  },
})

export const ApplicationMergeBindings: z.ZodType = z.object({
  'application-tag': z.string(),
  bindings: z.record(z.string(), z.string()),
  force: z.boolean().optional(),
})

export const ApplicationMergeBindingsArgs: z.ZodType = z.object({
  get args() {
    return z.array(ApplicationMergeBindings)
  },
})

export const ApplicationResult: z.ZodType = z.object({
  get base() {
    return Base.optional()
  },
  channel: z.string().optional(),
  charm: z.string().optional(),
  get constraints() {
    return ConstraintsValue.optional()
  },
  'endpoint-bindings': z.record(z.string(), z.string()).optional(),
  exposed: z.boolean(),
  get 'exposed-endpoints'() {
    return z.record(z.string(), ExposedEndpoint).optional()
  },
  life: z.string(),
  principal: z.boolean(),
  remote: z.boolean(),
  tag: z.string(),
})

export const ApplicationSetCharmV2: z.ZodType = z.object({
  application: z.string(),
  channel: z.string().optional(),
  get 'charm-origin'() {
    return CharmOrigin.optional()
  },
  'charm-url': z.string(),
  'config-settings': z.record(z.string(), z.string()).optional(),
  'config-settings-yaml': z.string().optional(),
  'endpoint-bindings': z.record(z.string(), z.string()).optional(),
  force: z.boolean().optional(),
  'force-base': z.boolean().optional(),
  'force-units': z.boolean().optional(),
  generation: z.string().optional(),
  'resource-ids': z.record(z.string(), z.string()).optional(),
  get 'storage-directives'() {
    return z.record(z.string(), StorageDirectives).optional()
  },
})

export const ApplicationUnexpose: z.ZodType = z.object({
  application: z.string(),
  'exposed-endpoints': z.array(z.string()).optional(),
})

export const ApplicationUnset: z.ZodType = z.object({
  application: z.string(),
  branch: z.string().optional(),
  options: z.array(z.string()),
})

export const ApplicationsDeploy: z.ZodType = z.object({
  get applications() {
    return z.array(ApplicationDeploy)
  },
})

export const CharmURLOriginResult: z.ZodType = z.object({
  get 'charm-origin'() {
    return CharmOrigin
  },
  get error() {
    return RpcErrorValue.optional()
  },
  url: z.string(),
})

export const ConfigResult: z.ZodType = z.object({
  config: z.record(z.string(), z.unknown()),
  get error() {
    return RpcErrorValue.optional()
  },
})

export const ConfigSet: z.ZodType = z.object({
  application: z.string(),
  config: z.record(z.string(), z.string()).optional(),
  'config-yaml': z.string().optional(),
  generation: z.string().optional(),
})

export const ConfigSetArgs: z.ZodType = z.object({
  get Args() {
    return z.array(ConfigSet)
  },
})

export const DeviceConstraints: z.ZodType = z.object({
  Attributes: z.record(z.string(), z.string()),
  Count: z.int(),
  Type: z.string(),
})

export const ConsumeApplicationArgV5: z.ZodType = z.object({
  'application-alias': z.string().optional(),
  'application-description': z.string().optional(),
  get endpoints() {
    return z.array(RemoteEndpoint).optional()
  },
  get 'external-controller'() {
    return ExternalControllerInfo.optional()
  },
  macaroon: z.unknown().optional(),
  'offer-name': z.string(),
  'offer-url': z.string(),
  'offer-uuid': z.string(),
  'source-model-tag': z.string(),
  get users() {
    return z.array(OfferUserDetails).optional()
  },
})

export const ConsumeApplicationArgsV5: z.ZodType = z.object({
  get args() {
    return z.array(ConsumeApplicationArgV5).optional()
  },
})

export const DeployFromRepositoryArg: z.ZodType = z.object({
  ApplicationName: z.string().optional(),
  AttachStorage: z.array(z.string()).optional(),
  CharmName: z.string(),
  ConfigYAML: z.string().optional(),
  get Cons() {
    return ConstraintsValue.optional()
  },
  get Devices() {
    return z.record(z.string(), DeviceConstraints).optional()
  },
  DryRun: z.boolean().optional(),
  get Placement() {
    return z.array(Placement).optional()
  },
  Trust: z.boolean().optional(),
  get base() {
    return Base.optional()
  },
  channel: z.string().optional(),
  'endpoint-bindings': z.record(z.string(), z.string()).optional(),
  force: z.boolean().optional(),
  'num-units': z.int().optional(),
  resources: z.record(z.string(), z.string()).optional(),
  revision: z.int().optional(),
  get storage() {
    return z.record(z.string(), StorageDirective).optional()
  },
})

export const DeployFromRepositoryArgs: z.ZodType = z.object({
  get Args() {
    return z.array(DeployFromRepositoryArg)
  },
})

export const DeployFromRepositoryInfo: z.ZodType = z.object({
  architecture: z.string(),
  get base() {
    return Base.optional()
  },
  channel: z.string(),
  'effective-channel': z.string().optional(),
  name: z.string(),
  revision: z.int(),
  warnings: z.array(z.string()).optional(),
})

export const DeployFromRepositoryResult: z.ZodType = z.object({
  get Errors() {
    return z.array(RpcErrorValue).nullable()
  },
  get Info() {
    return DeployFromRepositoryInfo
  },
  get PendingResourceUploads() {
    return z.array(PendingResourceUpload).nullable()
  },
})

export const DeployFromRepositoryResults: z.ZodType = z.object({
  get Results() {
    return z.array(DeployFromRepositoryResult)
  },
})

export const DestroyApplicationInfo: z.ZodType = z.object({
  get 'destroyed-storage'() {
    return z.array(Entity).optional()
  },
  get 'destroyed-units'() {
    return z.array(Entity).optional()
  },
  get 'detached-storage'() {
    return z.array(Entity).optional()
  },
})

export const DestroyApplicationParams: z.ZodType = z.object({
  'application-tag': z.string(),
  'destroy-storage': z.boolean().optional(),
  'dry-run': z.boolean().optional(),
  force: z.boolean().optional(),
  'max-wait': z.int().optional(),
})

export const DestroyApplicationResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  get info() {
    return DestroyApplicationInfo.optional()
  },
})

export const DestroyApplicationResults: z.ZodType = z.object({
  get results() {
    return z.array(DestroyApplicationResult).optional()
  },
})

export const DestroyApplicationsParams: z.ZodType = z.object({
  get applications() {
    return z.array(DestroyApplicationParams)
  },
})

export const DestroyRelation: z.ZodType = z.object({
  endpoints: z.array(z.string()).optional(),
  force: z.boolean().optional(),
  'max-wait': z.int().optional(),
  'relation-id': z.int().optional(),
})

export const DestroyUnitInfo: z.ZodType = z.object({
  get 'destroyed-storage'() {
    return z.array(Entity).optional()
  },
  get 'detached-storage'() {
    return z.array(Entity).optional()
  },
})

export const DestroyUnitParams: z.ZodType = z.object({
  'destroy-storage': z.boolean().optional(),
  'dry-run': z.boolean().optional(),
  force: z.boolean().optional(),
  'max-wait': z.int().optional(),
  'unit-tag': z.string(),
})

export const DestroyUnitResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  get info() {
    return DestroyUnitInfo.optional()
  },
})

export const DestroyUnitResults: z.ZodType = z.object({
  get results() {
    return z.array(DestroyUnitResult).optional()
  },
})

export const DestroyUnitsParams: z.ZodType = z.object({
  get units() {
    return z.array(DestroyUnitParams)
  },
})

export const EndpointRelationData: z.ZodType = z.object({
  ApplicationData: z.record(z.string(), z.unknown()),
  'cross-model': z.boolean(),
  endpoint: z.string(),
  'related-endpoint': z.string(),
  'relation-id': z.int(),
  get 'unit-relation-data'() {
    return z.record(z.string(), RelationData)
  },
})

export const PendingResourceUpload: z.ZodType = z.object({
  Filename: z.string(),
  Name: z.string(),
  Type: z.string(),
})

export const RelationData: z.ZodType = z.object({
  InScope: z.boolean(),
  UnitData: z.record(z.string(), z.unknown()),
})

export const RelationSuspendedArg: z.ZodType = z.object({
  message: z.string(),
  'relation-id': z.int().optional(),
  suspended: z.boolean(),
})

export const RelationSuspendedArgs: z.ZodType = z.object({
  get args() {
    return z.array(RelationSuspendedArg)
  },
})

export const ScaleApplicationInfo: z.ZodType = z.object({
  'num-units': z.int(),
})

export const ScaleApplicationParamsV2: z.ZodType = z.object({
  'application-tag': z.string(),
  'attach-storage': z.array(z.string()).optional(),
  force: z.boolean().optional(),
  scale: z.int().optional(),
  'scale-change': z.int().optional(),
})

export const ScaleApplicationResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  get info() {
    return ScaleApplicationInfo.optional()
  },
})

export const ScaleApplicationResults: z.ZodType = z.object({
  get results() {
    return z.array(ScaleApplicationResult).optional()
  },
})

export const ScaleApplicationsParamsV2: z.ZodType = z.object({
  get applications() {
    return z.array(ScaleApplicationParamsV2)
  },
})

export const StorageDirectives: z.ZodType = z.object({
  count: z.int().optional(),
  pool: z.string().optional(),
  size: z.int().optional(),
})

export const StringResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  result: z.string(),
})

export const UnitInfoResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  get result() {
    return UnitResult.optional()
  },
})

export const UnitInfoResults: z.ZodType = z.object({
  get results() {
    return z.array(UnitInfoResult)
  },
})

export const UnitResult: z.ZodType = z.object({
  address: z.string().optional(),
  charm: z.string(),
  leader: z.boolean().optional(),
  life: z.string().optional(),
  machine: z.string().optional(),
  'opened-ports': z.array(z.string()).nullable(),
  'provider-id': z.string().optional(),
  'public-address': z.string().optional(),
  get 'relation-data'() {
    return z.array(EndpointRelationData).optional()
  },
  tag: z.string(),
  'workload-version': z.string(),
})

export const UnitsResolved: z.ZodType = z.object({
  all: z.boolean().optional(),
  retry: z.boolean().optional(),
  get tags() {
    return Entities.optional()
  },
})

export const addRelationReply: z.ZodType = AddRelationResults

export const addUnitsReply: z.ZodType = AddApplicationUnitsResults

export const applicationsInfoReply: z.ZodType = ApplicationInfoResults

export const unitsInfoReply: z.ZodType = UnitInfoResults

export const charmConfigReply: z.ZodType = ApplicationGetConfigResults

export const consumeReply: z.ZodType = ErrorResults

export const deployReply: z.ZodType = ErrorResults

export const deployFromRepositoryReply: z.ZodType = DeployFromRepositoryResults

export const destroyApplicationReply: z.ZodType = DestroyApplicationResults

export const destroyUnitReply: z.ZodType = DestroyUnitResults

export const getReply: z.ZodType = ApplicationGetResults

export const getCharmURLOriginReply: z.ZodType = CharmURLOriginResult

export const getConstraintsReply: z.ZodType = ApplicationGetConstraintsResults

export const leaderReply: z.ZodType = StringResult

export const mergeBindingsReply: z.ZodType = ErrorResults

export const resolveUnitErrorsReply: z.ZodType = ErrorResults

export const scaleApplicationsReply: z.ZodType = ScaleApplicationResults

export const setConfigsReply: z.ZodType = ErrorResults

export const unsetApplicationsConfigReply: z.ZodType = ErrorResults

export const setRelationsSuspendedReply: z.ZodType = ErrorResults
