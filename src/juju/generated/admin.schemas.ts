// Generated from spec/juju/admin.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const AuthUserInfo: z.ZodType = z.object({
  'controller-access': z.string(),
  credentials: z.string().optional(),
  'display-name': z.string(),
  identity: z.string(),
  'last-connection': z.string().optional(),
  'model-access': z.string(),
})

export const FacadeVersions: z.ZodType = z.object({
  name: z.string(),
  versions: z.array(z.int()),
})

export const HostPort: z.ZodType = z.object({
  cidr: z.string().optional(),
  'config-type': z.string().optional(),
  'is-secondary': z.boolean().optional(),
  port: z.int(),
  scope: z.string(),
  'space-id': z.string().optional(),
  'space-name': z.string().optional(),
  type: z.string(),
  value: z.string(),
})

export const LoginRequest: z.ZodType = z.object({
  'auth-tag': z.string(),
  'bakery-version': z.int().optional(),
  'cli-args': z.string().optional(),
  'client-version': z.string().optional(),
  credentials: z.string().optional(),
  macaroons: z.array(z.array(z.unknown())).optional(),
  nonce: z.string().optional(),
  token: z.string().optional(),
  'user-data': z.string().optional(),
})

export const LoginResult: z.ZodType = z.object({
  'bakery-discharge-required': z.unknown().optional(),
  'controller-tag': z.string().optional(),
  'discharge-required': z.unknown().optional(),
  'discharge-required-error': z.string().optional(),
  get facades() {
    return z.array(FacadeVersions).optional()
  },
  'model-tag': z.string().optional(),
  'public-dns-name': z.string().optional(),
  'server-version': z.string().optional(),
  get servers() {
    return z.array(z.array(HostPort)).optional()
  },
  get 'user-info'() {
    return AuthUserInfo.optional()
  },
})

export const RedirectInfoResult: z.ZodType = z.object({
  'ca-cert': z.string(),
  get servers() {
    return z.array(z.array(HostPort))
  },
})

export const loginReply: z.ZodType = LoginResult

export const redirectInfoReply: z.ZodType = RedirectInfoResult
