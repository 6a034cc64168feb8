// Generated from spec/juju/cloud.yaml by `npm run generate`. Do not edit.

import { Operations, type RpcOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'
import type { Entities, ErrorResult, ErrorResults, RpcErrorValue, StringsResults } from './common.js'

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

const table = {
  clouds: { id: 'cloud.clouds', facade: 'Cloud', method: 'Clouds', versions: [8], reads: true, idempotent: true, schema: async () => (await import('./cloud.schemas.js')).cloudsReply },
  cloud: { id: 'cloud.cloud', facade: 'Cloud', method: 'Cloud', versions: [8], reads: true, idempotent: true, schema: async () => (await import('./cloud.schemas.js')).cloudReply },
  cloudInfo: { id: 'cloud.cloudInfo', facade: 'Cloud', method: 'CloudInfo', versions: [8], reads: true, idempotent: true, schema: async () => (await import('./cloud.schemas.js')).cloudInfoReply },
  addCloud: { id: 'cloud.addCloud', facade: 'Cloud', method: 'AddCloud', versions: [8], reads: false, idempotent: false },
  updateCloud: { id: 'cloud.updateCloud', facade: 'Cloud', method: 'UpdateCloud', versions: [8], reads: false, idempotent: true, schema: async () => (await import('./cloud.schemas.js')).updateCloudReply },
  removeClouds: { id: 'cloud.removeClouds', facade: 'Cloud', method: 'RemoveClouds', versions: [8], reads: false, idempotent: false, schema: async () => (await import('./cloud.schemas.js')).removeCloudsReply },
  userCredentials: { id: 'cloud.userCredentials', facade: 'Cloud', method: 'UserCredentials', versions: [8], reads: true, idempotent: true, schema: async () => (await import('./cloud.schemas.js')).userCredentialsReply },
  credentialContents: { id: 'cloud.credentialContents', facade: 'Cloud', method: 'CredentialContents', versions: [8], reads: true, idempotent: true, schema: async () => (await import('./cloud.schemas.js')).credentialContentsReply },
  updateCredentialsCheckModels: {
    id: 'cloud.updateCredentialsCheckModels',
    facade: 'Cloud',
    method: 'UpdateCredentialsCheckModels',
    versions: [8],
    reads: false,
    idempotent: true,
    schema: async () => (await import('./cloud.schemas.js')).updateCredentialsCheckModelsReply,
  },
  revokeCredentialsCheckModels: {
    id: 'cloud.revokeCredentialsCheckModels',
    facade: 'Cloud',
    method: 'RevokeCredentialsCheckModels',
    versions: [8],
    reads: false,
    idempotent: false,
    schema: async () => (await import('./cloud.schemas.js')).revokeCredentialsCheckModelsReply,
  },
} satisfies Record<string, RpcOperation>

/** The Cloud facade. */
export class CloudOperations extends Operations<RpcOperation> {
  /**
   * Lists the clouds that the controller knows.
   *
   * `Cloud.Clouds`. Facts: recorded-4.0.15 (charmhub/add-model, charmhub/add-os, charmhub/add-os2 and more).
   */
  clouds(options?: RequestOptions): Pending<CloudsResult> {
    return this.caller.call(table.clouds, {}, {}, options)
  }

  /**
   * Describes clouds.
   *
   * `Cloud.Cloud`. Facts: recorded-4.0.15 (clouds-offers-users/cloud-add-model, clouds-offers-users/cloud-model-defaults-set, clouds-offers-users/cloud-model-defaults and more).
   */
  cloud(params: Entities, options?: RequestOptions): Pending<CloudResults> {
    return this.caller.call(table.cloud, {}, params, options)
  }

  /**
   * Describes clouds with the users who may use them.
   *
   * `Cloud.CloudInfo`. Facts: recorded-4.0.15 (clouds-offers-users/cloud-clouds, clouds-offers-users/cloud-show-cloud, commands/clouds and more).
   */
  cloudInfo(params: Entities, options?: RequestOptions): Pending<CloudInfoResults> {
    return this.caller.call(table.cloudInfo, {}, params, options)
  }

  /**
   * Adds a cloud.
   *
   * `Cloud.AddCloud`. Facts: recorded-4.0.15 (clouds-offers-users/cloud-add-cloud).
   */
  addCloud(params: AddCloudArgs, options?: RequestOptions): Pending<null> {
    return this.caller.call(table.addCloud, {}, params, options)
  }

  /**
   * Changes clouds.
   *
   * `Cloud.UpdateCloud`. Facts: recorded-4.0.15 (clouds-offers-users/cloud-update-cloud).
   */
  updateCloud(params: UpdateCloudArgs, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.updateCloud, {}, params, options)
  }

  /**
   * Removes clouds.
   *
   * `Cloud.RemoveClouds`. Facts: 4.0.15, not recorded.
   */
  removeClouds(params: Entities, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.removeClouds, {}, params, options)
  }

  /**
   * Lists the credentials of users for clouds.
   *
   * `Cloud.UserCredentials`. Facts: recorded-4.0.15 (clouds-offers-users/cloud-add-model, errors).
   */
  userCredentials(params: UserClouds, options?: RequestOptions): Pending<StringsResults> {
    return this.caller.call(table.userCredentials, {}, params, options)
  }

  /**
   * Shows credentials, and their secrets if asked.
   *
   * `Cloud.CredentialContents`. Facts: recorded-4.0.15 (clouds-offers-users/cloud-show-credential, commands/credentials, commands/show-credential).
   */
  credentialContents(params: CloudCredentialArgs, options?: RequestOptions): Pending<CredentialContentResults> {
    return this.caller.call(table.credentialContents, {}, params, options)
  }

  /**
   * Adds or changes credentials, and checks them against the models that use them.
   *
   * `Cloud.UpdateCredentialsCheckModels`. Facts: recorded-4.0.15 (clouds-offers-users/cloud-add-credential, clouds-offers-users/cloud-update-credential).
   */
  updateCredentialsCheckModels(params: UpdateCredentialArgs, options?: RequestOptions): Pending<UpdateCredentialResults> {
    return this.caller.call(table.updateCredentialsCheckModels, {}, params, options)
  }

  /**
   * Removes credentials that no model uses.
   *
   * `Cloud.RevokeCredentialsCheckModels`. Facts: recorded-4.0.15 (clouds-offers-users/cloud-remove-credential-used).
   */
  revokeCredentialsCheckModels(params: RevokeCredentialArgs, options?: RequestOptions): Pending<ErrorResults> {
    return this.caller.call(table.revokeCredentialsCheckModels, {}, params, options)
  }
}
