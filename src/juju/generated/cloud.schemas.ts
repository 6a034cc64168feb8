// Generated from spec/juju/cloud.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { ErrorResult, ErrorResults, RpcErrorValue, StringsResults } from './common.schemas.js'

export const AddCloudArgs: z.ZodType = z.object({
  get cloud() {
    return Cloud
  },
  force: z.boolean().optional(),
  name: z.string(),
})

export const Cloud: z.ZodType = z.object({
  'auth-types': z.array(z.string()).optional(),
  'ca-certificates': z.array(z.string()).optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  endpoint: z.string().optional(),
  'host-cloud-region': z.string().optional(),
  'identity-endpoint': z.string().optional(),
  'is-controller-cloud': z.boolean().optional(),
  'region-config': z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  get regions() {
    return z.array(CloudRegion).optional()
  },
  'skip-tls-verify': z.boolean().optional(),
  'storage-endpoint': z.string().optional(),
  type: z.string(),
})

export const CloudCredential: z.ZodType = z.object({
  attrs: z.record(z.string(), z.string()).optional(),
  'auth-type': z.string(),
  redacted: z.array(z.string()).optional(),
})

export const CloudCredentialArg: z.ZodType = z.object({
  'cloud-name': z.string(),
  'credential-name': z.string(),
})

export const CloudCredentialArgs: z.ZodType = z.object({
  get credentials() {
    return z.array(CloudCredentialArg).optional()
  },
  'include-secrets': z.boolean(),
})

export const CloudInfo: z.ZodType = z.object({
  'auth-types': z.array(z.string()).optional(),
  'ca-certificates': z.array(z.string()).optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  endpoint: z.string().optional(),
  'host-cloud-region': z.string().optional(),
  'identity-endpoint': z.string().optional(),
  'is-controller-cloud': z.boolean().optional(),
  'region-config': z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  get regions() {
    return z.array(CloudRegion).optional()
  },
  'skip-tls-verify': z.boolean().optional(),
  'storage-endpoint': z.string().optional(),
  type: z.string(),
  get users() {
    return z.array(CloudUserInfo)
  },
})

export const CloudInfoResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  get result() {
    return CloudInfo.optional()
  },
})

export const CloudInfoResults: z.ZodType = z.object({
  get results() {
    return z.array(CloudInfoResult)
  },
})

export const CloudRegion: z.ZodType = z.object({
  endpoint: z.string().optional(),
  'identity-endpoint': z.string().optional(),
  name: z.string(),
  'storage-endpoint': z.string().optional(),
})

export const CloudResult: z.ZodType = z.object({
  get cloud() {
    return Cloud.optional()
  },
  get error() {
    return RpcErrorValue.optional()
  },
})

export const CloudResults: z.ZodType = z.object({
  get results() {
    return z.array(CloudResult).optional()
  },
})

export const CloudUserInfo: z.ZodType = z.object({
  access: z.string(),
  'display-name': z.string(),
  user: z.string(),
})

export const CloudsResult: z.ZodType = z.object({
  get clouds() {
    return z.record(z.string(), Cloud).optional()
  },
})

export const ControllerCredentialInfo: z.ZodType = z.object({
  get content() {
    return CredentialContent.optional()
  },
  get models() {
    return z.array(ModelAccess).optional()
  },
})

export const CredentialContent: z.ZodType = z.object({
  attrs: z.record(z.string(), z.string()).optional(),
  'auth-type': z.string(),
  cloud: z.string(),
  name: z.string(),
  valid: z.boolean().optional(),
})

export const CredentialContentResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  get result() {
    return ControllerCredentialInfo.optional()
  },
})

export const CredentialContentResults: z.ZodType = z.object({
  get results() {
    return z.array(CredentialContentResult).optional()
  },
})

export const ModelAccess: z.ZodType = z.object({
  access: z.string().optional(),
  model: z.string().optional(),
})

export const RevokeCredentialArg: z.ZodType = z.object({
  force: z.boolean().optional(),
  tag: z.string(),
})

export const RevokeCredentialArgs: z.ZodType = z.object({
  get credentials() {
    return z.array(RevokeCredentialArg).optional()
  },
})

export const TaggedCredential: z.ZodType = z.object({
  get credential() {
    return CloudCredential.optional()
  },
  tag: z.string(),
})

export const UpdateCloudArgs: z.ZodType = z.object({
  get clouds() {
    return z.array(AddCloudArgs)
  },
})

export const UpdateCredentialArgs: z.ZodType = z.object({
  get credentials() {
    return z.array(TaggedCredential).optional()
  },
  force: z.boolean().optional(),
})

export const UpdateCredentialModelResult: z.ZodType = z.object({
  get errors() {
    return z.array(ErrorResult).optional()
  },
  name: z.string(),
  uuid: z.string(),
})

export const UpdateCredentialResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  get models() {
    return z.array(UpdateCredentialModelResult).optional()
  },
  tag: z.string(),
})

export const UpdateCredentialResults: z.ZodType = z.object({
  get results() {
    return z.array(UpdateCredentialResult).optional()
  },
})

export const UserCloud: z.ZodType = z.object({
  'cloud-tag': z.string(),
  'user-tag': z.string(),
})

export const UserClouds: z.ZodType = z.object({
  get 'user-clouds'() {
    return z.array(UserCloud).optional()
  },
})

export const cloudsReply: z.ZodType = CloudsResult

export const cloudReply: z.ZodType = CloudResults

export const cloudInfoReply: z.ZodType = CloudInfoResults

export const updateCloudReply: z.ZodType = ErrorResults

export const removeCloudsReply: z.ZodType = ErrorResults

export const userCredentialsReply: z.ZodType = StringsResults

export const credentialContentsReply: z.ZodType = CredentialContentResults

export const updateCredentialsCheckModelsReply: z.ZodType = UpdateCredentialResults

export const revokeCredentialsCheckModelsReply: z.ZodType = ErrorResults
