// Generated from spec/juju/facades/model-manager.yaml by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Entities, Entity, EntityStatus, ErrorResult, ErrorResults, RpcErrorValue } from './common.js'

export interface DestroyModelParams {
  /** True destroys storage, false releases it; when absent, the call fails if the model has storage. */
  'destroy-storage'?: boolean
  force?: boolean
  /** In nanoseconds. */
  'max-wait'?: number
  'model-tag': string
  /** In nanoseconds. */
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
  /** All models of the controller; superusers only. */
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
  /** Read, write or admin. */
  access: string
  /** Grant or revoke. */
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
  /** In nanoseconds. */
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

/** ModelManager facade: models of a controller. */
export interface ModelManagerFacade {
  /**
   * Lists models with their status, owner and entity counts.
   *
   * API: `ModelManager.ListModelSummaries`.
   */
  listModelSummaries(params: ModelSummariesRequest, options?: RequestOptions): Pending<ModelSummaryResults>

  /**
   * Lists the models that a user can access.
   *
   * API: `ModelManager.ListModels`.
   */
  listModels(params: Entity, options?: RequestOptions): Pending<UserModelList>

  /**
   * Returns details of models: users, machines, cloud and credential.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `ModelManager.ModelInfo`.
   */
  modelInfo(params: Entities, options?: RequestOptions): Pending<ModelInfoResult[]>

  /**
   * Creates a model.
   *
   * API: `ModelManager.CreateModel`.
   */
  createModel(params: ModelCreateArgs, options?: RequestOptions): Pending<ModelInfo>

  /**
   * Starts destroying models. Destruction continues after the reply.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `ModelManager.DestroyModels`.
   */
  destroyModels(params: DestroyModelsParams, options?: RequestOptions): Pending<ErrorResult[]>

  /**
   * Returns the numbers of machines, applications and units of models.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `ModelManager.ModelStatus`.
   */
  modelStatus(params: Entities, options?: RequestOptions): Pending<ModelStatus[]>

  /**
   * Grants or revokes access to models.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `ModelManager.ModifyModelAccess`.
   */
  modifyModelAccess(params: ModifyModelAccessRequest, options?: RequestOptions): Pending<ErrorResult[]>
}

/** The methods of the facade by their names on the wire, with what they take and return. */
export interface ModelManagerCalls {
  ListModelSummaries: { params: ModelSummariesRequest; reply: ModelSummaryResults }
  ListModels: { params: Entity; reply: UserModelList }
  ModelInfo: { params: Entities; reply: ModelInfoResults }
  CreateModel: { params: ModelCreateArgs; reply: ModelInfo }
  DestroyModels: { params: DestroyModelsParams; reply: ErrorResults }
  ModelStatus: { params: Entities; reply: ModelStatusResults }
  ModifyModelAccess: { params: ModifyModelAccessRequest; reply: ErrorResults }
}

export const modelManager: Operations<RpcOperation> = {
  listModelSummaries: {
    id: 'ModelManager.ListModelSummaries',
    facade: 'ModelManager',
    method: 'ListModelSummaries',
    versions: [11],
    params: 'ModelSummariesRequest',
    reply: 'ModelSummaryResults',
    reads: true,
  },
  listModels: {
    id: 'ModelManager.ListModels',
    facade: 'ModelManager',
    method: 'ListModels',
    versions: [11],
    params: 'Entity',
    reply: 'UserModelList',
    reads: true,
  },
  modelInfo: {
    id: 'ModelManager.ModelInfo',
    facade: 'ModelManager',
    method: 'ModelInfo',
    versions: [11],
    params: 'Entities',
    reply: 'ModelInfoResults',
    reads: true,
    each: 'entities.tag',
  },
  createModel: {
    id: 'ModelManager.CreateModel',
    facade: 'ModelManager',
    method: 'CreateModel',
    versions: [11],
    params: 'ModelCreateArgs',
    reply: 'ModelInfo',
  },
  destroyModels: {
    id: 'ModelManager.DestroyModels',
    facade: 'ModelManager',
    method: 'DestroyModels',
    versions: [11],
    params: 'DestroyModelsParams',
    reply: 'ErrorResults',
    each: 'models.model-tag',
  },
  modelStatus: {
    id: 'ModelManager.ModelStatus',
    facade: 'ModelManager',
    method: 'ModelStatus',
    versions: [11],
    params: 'Entities',
    reply: 'ModelStatusResults',
    reads: true,
    each: 'entities.tag',
  },
  modifyModelAccess: {
    id: 'ModelManager.ModifyModelAccess',
    facade: 'ModelManager',
    method: 'ModifyModelAccess',
    versions: [11],
    params: 'ModifyModelAccessRequest',
    reply: 'ErrorResults',
    each: 'changes.model-tag',
  },
}
