// Generated from spec/juju/model-manager.yaml by `npm run generate`. Do not edit.

import { Operations, type RpcOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'
import type { Entities, Entity, EntityStatus, ErrorResults, RpcErrorValue } from './common.js'

export interface DestroyModelParams {
  'destroy-storage'?: boolean
  force?: boolean
  'max-wait'?: number
  'model-tag': string
  timeout?: number
}

export interface DestroyModelsParams {
  models: DestroyModelParams[]
}

export interface MachineHardware {
  arch?: string
  'availability-zone'?: string
  cores?: number
  'cpu-power'?: number
  mem?: number
  'root-disk'?: number
  tags?: string[]
  'virt-type'?: string
}

export interface Model {
  name: string
  qualifier: string
  type: string
  uuid: string
}

export interface ModelApplicationInfo {
  name: string
}

export interface ModelCreateArgs {
  'cloud-tag'?: string
  config?: Record<string, unknown>
  credential?: string
  name: string
  qualifier: string
  region?: string
  'target-controller'?: string
}

export interface ModelEntityCount {
  count: number
  entity: string
}

export interface ModelFilesystemInfo {
  detachable?: boolean
  id: string
  message?: string
  'provider-id'?: string
  status?: string
}

export interface ModelInfo {
  'agent-version': string
  'cloud-credential-tag'?: string
  'cloud-credential-validity'?: boolean
  'cloud-region'?: string
  'cloud-tag': string
  'controller-uuid': string
  'is-controller': boolean
  life: string
  machines: ModelMachineInfo[] | null
  migration?: ModelMigrationStatus
  name: string
  'provider-type'?: string
  qualifier: string
  'secret-backends': SecretBackendResult[] | null
  status?: EntityStatus
  'supported-features'?: SupportedFeature[]
  'target-controller'?: string
  type: string
  users: ModelUserInfo[]
  uuid: string
}

export interface ModelInfoResult {
  error?: RpcErrorValue
  result?: ModelInfo
}

export interface ModelInfoResults {
  results: ModelInfoResult[]
}

export interface ModelMachineInfo {
  'display-name'?: string
  hardware?: MachineHardware
  id: string
  'instance-id'?: string
  message?: string
  status?: string
}

export interface ModelMigrationStatus {
  end?: string
  start: string
  status: string
}

export interface ModelStatus {
  'application-count': number
  applications?: ModelApplicationInfo[]
  error?: RpcErrorValue
  filesystems?: ModelFilesystemInfo[]
  'hosted-machine-count': number
  life: string
  machines?: ModelMachineInfo[]
  'model-tag': string
  qualifier: string
  type: string
  'unit-count': number
  volumes?: ModelVolumeInfo[]
}

export interface ModelStatusResults {
  models: ModelStatus[]
}

export interface ModelSummariesRequest {
  all?: boolean
  'user-tag': string
}

export interface ModelSummary {
  'agent-version': string
  'cloud-credential-tag'?: string
  'cloud-region'?: string
  'cloud-tag': string
  'controller-uuid': string
  counts: ModelEntityCount[]
  'is-controller': boolean
  'last-connection': string | null
  life: string
  migration?: ModelMigrationStatus
  name: string
  'provider-type'?: string
  qualifier: string
  status?: EntityStatus
  type: string
  'user-access': string
  uuid: string
}

export interface ModelSummaryResult {
  error?: RpcErrorValue
  result?: ModelSummary
}

export interface ModelSummaryResults {
  results: ModelSummaryResult[]
}

export interface ModelUserInfo {
  access: string
  'display-name': string
  'last-connection': string | null
  'model-tag': string
  user: string
}

export interface ModelVolumeInfo {
  detachable?: boolean
  id: string
  message?: string
  'provider-id'?: string
  status?: string
}

export interface ModifyModelAccess {
  access: string
  action: string
  'model-tag': string
  'user-tag': string
}

export interface ModifyModelAccessRequest {
  changes: ModifyModelAccess[]
}

export interface SecretBackend {
  'backend-type': string
  config: Record<string, unknown> | null
  name: string
  'token-rotate-interval'?: number
}

export interface SecretBackendResult {
  error?: RpcErrorValue
  id: string
  message?: string
  'num-secrets': number
  result: SecretBackend
  status: string
}

export interface SupportedFeature {
  description: string
  name: string
  version?: string
}

export interface UserModel {
  'last-connection': string | null
  model: Model
}

export interface UserModelList {
  'user-models': UserModel[]
}

const table = {
  listModelSummaries: {
    id: 'modelManager.listModelSummaries',
    facade: 'ModelManager',
    method: 'ListModelSummaries',
    versions: [11],
    reads: true,
    idempotent: true,
    schema: async () => (await import('./model-manager.schemas.js')).listModelSummariesReply,
  },
  listModels: { id: 'modelManager.listModels', facade: 'ModelManager', method: 'ListModels', versions: [11], reads: true, idempotent: true, schema: async () => (await import('./model-manager.schemas.js')).listModelsReply },
  modelInfo: { id: 'modelManager.modelInfo', facade: 'ModelManager', method: 'ModelInfo', versions: [11], reads: true, idempotent: true, schema: async () => (await import('./model-manager.schemas.js')).modelInfoReply },
  createModel: { id: 'modelManager.createModel', facade: 'ModelManager', method: 'CreateModel', versions: [11], reads: false, idempotent: false, schema: async () => (await import('./model-manager.schemas.js')).createModelReply },
  destroyModels: { id: 'modelManager.destroyModels', facade: 'ModelManager', method: 'DestroyModels', versions: [11], reads: false, idempotent: false, schema: async () => (await import('./model-manager.schemas.js')).destroyModelsReply },
  modelStatus: { id: 'modelManager.modelStatus', facade: 'ModelManager', method: 'ModelStatus', versions: [11], reads: true, idempotent: true, schema: async () => (await import('./model-manager.schemas.js')).modelStatusReply },
  modifyModelAccess: {
    id: 'modelManager.modifyModelAccess',
    facade: 'ModelManager',
    method: 'ModifyModelAccess',
    versions: [11],
    reads: false,
    idempotent: false,
    schema: async () => (await import('./model-manager.schemas.js')).modifyModelAccessReply,
  },
} satisfies Record<string, RpcOperation>

/** The ModelManager facade. */
export class ModelManagerOperations extends Operations<RpcOperation> {
  /**
   * Lists models with their status, owner and counts.
   *
   * `ModelManager.ListModelSummaries`. Facts: recorded-4.0.15 (clouds-offers-users/cloud-models, commands/models, errors).
   */
  listModelSummaries(params: ModelSummariesRequest, options?: RequestOptions): Pending<ModelSummaryResults> {
    return this.caller.call(table.listModelSummaries, {}, params, options)
  }

  /**
   * Lists the models that a user may see.
   *
   * `ModelManager.ListModels`. Facts: recorded-4.0.15 (commands/wrong-model, errors).
   */
  listModels(params: Entity, options?: RequestOptions): Pending<UserModelList> {
    return this.caller.call(table.listModels, {}, params, options)
  }

  /**
   * Describes models: users, machines, cloud, credential.
   *
   * `ModelManager.ModelInfo`. Facts: recorded-4.0.15 (commands/show-model, errors).
   */
  modelInfo(params: Entities, options?: RequestOptions): Pending<ModelInfoResults> {
    return this.caller.call(table.modelInfo, {}, params, options)
  }

  /**
   * Creates a model.
   *
   * `ModelManager.CreateModel`. Facts: recorded-4.0.15 (charmhub/add-model, charmhub/add-os, charmhub/add-os2 and more).
   */
  createModel(params: ModelCreateArgs, options?: RequestOptions): Pending<ModelInfo> {
    return this.caller.call(table.createModel, {}, params, options)
  }

  /**
   * Destroys models; it goes on after the answer.
   *
   * `ModelManager.DestroyModels`. Facts: 4.0.15, not recorded.
   */
  destroyModels(params: DestroyModelsParams, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.destroyModels, {}, params, options)
  }

  /**
   * Counts what is in models: machines, applications, units.
   *
   * `ModelManager.ModelStatus`. Facts: recorded-4.0.15 (errors).
   */
  modelStatus(params: Entities, options?: RequestOptions): Pending<ModelStatusResults> {
    return this.caller.call(table.modelStatus, {}, params, options)
  }

  /**
   * Grants or revokes access to models.
   *
   * `ModelManager.ModifyModelAccess`. Facts: recorded-4.0.15 (clouds-offers-users/user-grant-again, clouds-offers-users/user-grant, clouds-offers-users/user-revoke-missing and more).
   */
  modifyModelAccess(params: ModifyModelAccessRequest, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.modifyModelAccess, {}, params, options)
  }
}
