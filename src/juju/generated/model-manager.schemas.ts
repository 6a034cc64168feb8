// Generated from spec/juju/model-manager.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { EntityStatus, ErrorResults, RpcErrorValue } from './common.schemas.js'

export const DestroyModelParams: z.ZodType = z.object({
  'destroy-storage': z.boolean().optional(),
  force: z.boolean().optional(),
  'max-wait': z.int().optional(),
  'model-tag': z.string(),
  timeout: z.int().optional(),
})

export const DestroyModelsParams: z.ZodType = z.object({
  get models() {
    return z.array(DestroyModelParams)
  },
})

export const MachineHardware: z.ZodType = z.object({
  arch: z.string().optional(),
  'availability-zone': z.string().optional(),
  cores: z.int().optional(),
  'cpu-power': z.int().optional(),
  mem: z.int().optional(),
  'root-disk': z.int().optional(),
  tags: z.array(z.string()).optional(),
  'virt-type': z.string().optional(),
})

export const Model: z.ZodType = z.object({
  name: z.string(),
  qualifier: z.string(),
  type: z.string(),
  uuid: z.string(),
})

export const ModelApplicationInfo: z.ZodType = z.object({
  name: z.string(),
})

export const ModelCreateArgs: z.ZodType = z.object({
  'cloud-tag': z.string().optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  credential: z.string().optional(),
  name: z.string(),
  qualifier: z.string(),
  region: z.string().optional(),
  'target-controller': z.string().optional(),
})

export const ModelEntityCount: z.ZodType = z.object({
  count: z.int(),
  entity: z.string(),
})

export const ModelFilesystemInfo: z.ZodType = z.object({
  detachable: z.boolean().optional(),
  id: z.string(),
  message: z.string().optional(),
  'provider-id': z.string().optional(),
  status: z.string().optional(),
})

export const ModelInfo: z.ZodType = z.object({
  'agent-version': z.string(),
  'cloud-credential-tag': z.string().optional(),
  'cloud-credential-validity': z.boolean().optional(),
  'cloud-region': z.string().optional(),
  'cloud-tag': z.string(),
  'controller-uuid': z.string(),
  'is-controller': z.boolean(),
  life: z.string(),
  get machines() {
    return z.array(ModelMachineInfo).nullable()
  },
  get migration() {
    return ModelMigrationStatus.optional()
  },
  name: z.string(),
  'provider-type': z.string().optional(),
  qualifier: z.string(),
  get 'secret-backends'() {
    return z.array(SecretBackendResult).nullable()
  },
  get status() {
    return EntityStatus.optional()
  },
  get 'supported-features'() {
    return z.array(SupportedFeature).optional()
  },
  'target-controller': z.string().optional(),
  type: z.string(),
  get users() {
    return z.array(ModelUserInfo)
  },
  uuid: z.string(),
})

export const ModelInfoResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  get result() {
    return ModelInfo.optional()
  },
})

export const ModelInfoResults: z.ZodType = z.object({
  get results() {
    return z.array(ModelInfoResult)
  },
})

export const ModelMachineInfo: z.ZodType = z.object({
  'display-name': z.string().optional(),
  get hardware() {
    return MachineHardware.optional()
  },
  id: z.string(),
  'instance-id': z.string().optional(),
  message: z.string().optional(),
  status: z.string().optional(),
})

export const ModelMigrationStatus: z.ZodType = z.object({
  end: z.string().optional(),
  start: z.string(),
  status: z.string(),
})

export const ModelStatus: z.ZodType = z.object({
  'application-count': z.int(),
  get applications() {
    return z.array(ModelApplicationInfo).optional()
  },
  get error() {
    return RpcErrorValue.optional()
  },
  get filesystems() {
    return z.array(ModelFilesystemInfo).optional()
  },
  'hosted-machine-count': z.int(),
  life: z.string(),
  get machines() {
    return z.array(ModelMachineInfo).optional()
  },
  'model-tag': z.string(),
  qualifier: z.string(),
  type: z.string(),
  'unit-count': z.int(),
  get volumes() {
    return z.array(ModelVolumeInfo).optional()
  },
})

export const ModelStatusResults: z.ZodType = z.object({
  get models() {
    return z.array(ModelStatus)
  },
})

export const ModelSummariesRequest: z.ZodType = z.object({
  all: z.boolean().optional(),
  'user-tag': z.string(),
})

export const ModelSummary: z.ZodType = z.object({
  'agent-version': z.string(),
  'cloud-credential-tag': z.string().optional(),
  'cloud-region': z.string().optional(),
  'cloud-tag': z.string(),
  'controller-uuid': z.string(),
  get counts() {
    return z.array(ModelEntityCount)
  },
  'is-controller': z.boolean(),
  'last-connection': z.string().nullable(),
  life: z.string(),
  get migration() {
    return ModelMigrationStatus.optional()
  },
  name: z.string(),
  'provider-type': z.string().optional(),
  qualifier: z.string(),
  get status() {
    return EntityStatus.optional()
  },
  type: z.string(),
  'user-access': z.string(),
  uuid: z.string(),
})

export const ModelSummaryResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  get result() {
    return ModelSummary.optional()
  },
})

export const ModelSummaryResults: z.ZodType = z.object({
  get results() {
    return z.array(ModelSummaryResult)
  },
})

export const ModelUserInfo: z.ZodType = z.object({
  access: z.string(),
  'display-name': z.string(),
  'last-connection': z.string().nullable(),
  'model-tag': z.string(),
  user: z.string(),
})

export const ModelVolumeInfo: z.ZodType = z.object({
  detachable: z.boolean().optional(),
  id: z.string(),
  message: z.string().optional(),
  'provider-id': z.string().optional(),
  status: z.string().optional(),
})

export const ModifyModelAccess: z.ZodType = z.object({
  access: z.string(),
  action: z.string(),
  'model-tag': z.string(),
  'user-tag': z.string(),
})

export const ModifyModelAccessRequest: z.ZodType = z.object({
  get changes() {
    return z.array(ModifyModelAccess)
  },
})

export const SecretBackend: z.ZodType = z.object({
  'backend-type': z.string(),
  config: z.record(z.string(), z.unknown()).nullable(),
  name: z.string(),
  'token-rotate-interval': z.int().optional(),
})

export const SecretBackendResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  id: z.string(),
  message: z.string().optional(),
  'num-secrets': z.int(),
  get result() {
    return SecretBackend
  },
  status: z.string(),
})

export const SupportedFeature: z.ZodType = z.object({
  description: z.string(),
  name: z.string(),
  version: z.string().optional(),
})

export const UserModel: z.ZodType = z.object({
  'last-connection': z.string().nullable(),
  get model() {
    return Model
  },
})

export const UserModelList: z.ZodType = z.object({
  get 'user-models'() {
    return z.array(UserModel)
  },
})

export const listModelSummariesReply: z.ZodType = ModelSummaryResults

export const listModelsReply: z.ZodType = UserModelList

export const modelInfoReply: z.ZodType = ModelInfoResults

export const createModelReply: z.ZodType = ModelInfo

export const destroyModelsReply: z.ZodType = ErrorResults

export const modelStatusReply: z.ZodType = ModelStatusResults

export const modifyModelAccessReply: z.ZodType = ErrorResults
