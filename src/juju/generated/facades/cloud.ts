// Generated from spec/juju/facades/cloud.yaml by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Entities, ErrorResult, ErrorResults, RpcErrorValue, StringsResult, StringsResults } from './common.js'

export interface AddCloudArgs {
  cloud: Cloud
  force?: boolean
  name: string
}

export interface Cloud {
  'auth-types'?: string[]
  'ca-certificates'?: string[]
  config?: Record<string, unknown>
  endpoint?: string
  'host-cloud-region'?: string
  'identity-endpoint'?: string
  'is-controller-cloud'?: boolean
  'region-config'?: Record<string, Record<string, unknown>>
  regions?: CloudRegion[]
  'skip-tls-verify'?: boolean
  'storage-endpoint'?: string
  type: string
}

export interface CloudCredential {
  attrs?: Record<string, string>
  'auth-type': string
  redacted?: string[]
}

export interface CloudCredentialArg {
  'cloud-name': string
  'credential-name': string
}

export interface CloudCredentialArgs {
  credentials?: CloudCredentialArg[]
  'include-secrets': boolean
}

export interface CloudInfo {
  'auth-types'?: string[]
  'ca-certificates'?: string[]
  config?: Record<string, unknown>
  endpoint?: string
  'host-cloud-region'?: string
  'identity-endpoint'?: string
  'is-controller-cloud'?: boolean
  'region-config'?: Record<string, Record<string, unknown>>
  regions?: CloudRegion[]
  'skip-tls-verify'?: boolean
  'storage-endpoint'?: string
  type: string
  users: CloudUserInfo[]
}

export interface CloudInfoResult {
  error?: RpcErrorValue
  result?: CloudInfo
}

export interface CloudInfoResults {
  results: CloudInfoResult[]
}

export interface CloudRegion {
  endpoint?: string
  'identity-endpoint'?: string
  name: string
  'storage-endpoint'?: string
}

export interface CloudResult {
  cloud?: Cloud
  error?: RpcErrorValue
}

export interface CloudResults {
  results?: CloudResult[]
}

export interface CloudUserInfo {
  access: string
  'display-name': string
  user: string
}

export interface CloudsResult {
  clouds?: Record<string, Cloud>
}

export interface ControllerCredentialInfo {
  content?: CredentialContent
  models?: ModelAccess[]
}

export interface CredentialContent {
  attrs?: Record<string, string>
  'auth-type': string
  cloud: string
  name: string
  valid?: boolean
}

export interface CredentialContentResult {
  error?: RpcErrorValue
  result?: ControllerCredentialInfo
}

export interface CredentialContentResults {
  results?: CredentialContentResult[]
}

export interface ModelAccess {
  access?: string
  model?: string
}

export interface RevokeCredentialArg {
  force?: boolean
  tag: string
}

export interface RevokeCredentialArgs {
  credentials?: RevokeCredentialArg[]
}

export interface TaggedCredential {
  credential?: CloudCredential
  tag: string
}

export interface UpdateCloudArgs {
  clouds: AddCloudArgs[]
}

export interface UpdateCredentialArgs {
  credentials?: TaggedCredential[]
  force?: boolean
}

export interface UpdateCredentialModelResult {
  errors?: ErrorResult[]
  name: string
  uuid: string
}

export interface UpdateCredentialResult {
  error?: RpcErrorValue
  models?: UpdateCredentialModelResult[]
  tag: string
}

export interface UpdateCredentialResults {
  results?: UpdateCredentialResult[]
}

export interface UserCloud {
  'cloud-tag': string
  'user-tag': string
}

export interface UserClouds {
  'user-clouds'?: UserCloud[]
}

/** Cloud facade: clouds and credentials. */
export interface CloudFacade {
  /**
   * Lists the clouds that the controller knows.
   *
   * API: `Cloud.Clouds`.
   */
  clouds(options?: RequestOptions): Pending<CloudsResult>

  /**
   * Returns the definitions of clouds.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Cloud.Cloud`.
   */
  cloud(params: Entities, options?: RequestOptions): Pending<CloudResult[]>

  /**
   * Returns the definitions of clouds with the users that have access to them.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Cloud.CloudInfo`.
   */
  cloudInfo(params: Entities, options?: RequestOptions): Pending<CloudInfoResult[]>

  /**
   * Adds a cloud.
   *
   * API: `Cloud.AddCloud`.
   */
  addCloud(params: AddCloudArgs, options?: RequestOptions): Pending<null>

  /**
   * Updates clouds.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Cloud.UpdateCloud`.
   */
  updateCloud(params: UpdateCloudArgs, options?: RequestOptions): Pending<ErrorResult[]>

  /**
   * Removes clouds.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Cloud.RemoveClouds`.
   */
  removeClouds(params: Entities, options?: RequestOptions): Pending<ErrorResult[]>

  /**
   * Lists the credentials that users have for clouds.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Cloud.UserCredentials`.
   */
  userCredentials(params: UserClouds, options?: RequestOptions): Pending<StringsResult[]>

  /**
   * Returns credentials, with their secrets if include-secrets is true.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Cloud.CredentialContents`.
   */
  credentialContents(params: CloudCredentialArgs, options?: RequestOptions): Pending<CredentialContentResult[]>

  /**
   * Adds or updates credentials and checks them against the models that use them.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Cloud.UpdateCredentialsCheckModels`.
   */
  updateCredentialsCheckModels(params: UpdateCredentialArgs, options?: RequestOptions): Pending<UpdateCredentialResult[]>

  /**
   * Removes credentials that no model uses.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Cloud.RevokeCredentialsCheckModels`.
   */
  revokeCredentialsCheckModels(params: RevokeCredentialArgs, options?: RequestOptions): Pending<ErrorResult[]>
}

/** The methods of the facade by their names on the wire, with what they take and return. */
export interface CloudCalls {
  Clouds: { params: Record<string, never>; reply: CloudsResult }
  Cloud: { params: Entities; reply: CloudResults }
  CloudInfo: { params: Entities; reply: CloudInfoResults }
  AddCloud: { params: AddCloudArgs; reply: Record<string, never> }
  UpdateCloud: { params: UpdateCloudArgs; reply: ErrorResults }
  RemoveClouds: { params: Entities; reply: ErrorResults }
  UserCredentials: { params: UserClouds; reply: StringsResults }
  CredentialContents: { params: CloudCredentialArgs; reply: CredentialContentResults }
  UpdateCredentialsCheckModels: { params: UpdateCredentialArgs; reply: UpdateCredentialResults }
  RevokeCredentialsCheckModels: { params: RevokeCredentialArgs; reply: ErrorResults }
}

export const cloud: Operations<RpcOperation> = {
  clouds: { id: 'Cloud.Clouds', facade: 'Cloud', method: 'Clouds', versions: [8], reply: 'CloudsResult', reads: true },
  cloud: {
    id: 'Cloud.Cloud',
    facade: 'Cloud',
    method: 'Cloud',
    versions: [8],
    params: 'Entities',
    reply: 'CloudResults',
    reads: true,
    each: 'entities.tag',
  },
  cloudInfo: {
    id: 'Cloud.CloudInfo',
    facade: 'Cloud',
    method: 'CloudInfo',
    versions: [8],
    params: 'Entities',
    reply: 'CloudInfoResults',
    reads: true,
    each: 'entities.tag',
  },
  addCloud: { id: 'Cloud.AddCloud', facade: 'Cloud', method: 'AddCloud', versions: [8], params: 'AddCloudArgs' },
  updateCloud: {
    id: 'Cloud.UpdateCloud',
    facade: 'Cloud',
    method: 'UpdateCloud',
    versions: [8],
    params: 'UpdateCloudArgs',
    reply: 'ErrorResults',
    idempotent: true,
    each: 'clouds.name',
  },
  removeClouds: {
    id: 'Cloud.RemoveClouds',
    facade: 'Cloud',
    method: 'RemoveClouds',
    versions: [8],
    params: 'Entities',
    reply: 'ErrorResults',
    each: 'entities.tag',
  },
  userCredentials: {
    id: 'Cloud.UserCredentials',
    facade: 'Cloud',
    method: 'UserCredentials',
    versions: [8],
    params: 'UserClouds',
    reply: 'StringsResults',
    reads: true,
    each: 'user-clouds.cloud-tag',
  },
  credentialContents: {
    id: 'Cloud.CredentialContents',
    facade: 'Cloud',
    method: 'CredentialContents',
    versions: [8],
    params: 'CloudCredentialArgs',
    reply: 'CredentialContentResults',
    reads: true,
    each: 'credentials.credential-name',
  },
  updateCredentialsCheckModels: {
    id: 'Cloud.UpdateCredentialsCheckModels',
    facade: 'Cloud',
    method: 'UpdateCredentialsCheckModels',
    versions: [8],
    params: 'UpdateCredentialArgs',
    reply: 'UpdateCredentialResults',
    idempotent: true,
    each: 'credentials.tag',
  },
  revokeCredentialsCheckModels: {
    id: 'Cloud.RevokeCredentialsCheckModels',
    facade: 'Cloud',
    method: 'RevokeCredentialsCheckModels',
    versions: [8],
    params: 'RevokeCredentialArgs',
    reply: 'ErrorResults',
    each: 'credentials.tag',
  },
}
