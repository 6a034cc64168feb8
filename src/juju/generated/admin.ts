// Generated from spec/juju/admin.yaml by `npm run generate`. Do not edit.

import { Operations, type RpcOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'

export interface AuthUserInfo {
  'controller-access': string
  credentials?: string
  'display-name': string
  identity: string
  'last-connection'?: string
  'model-access': string
}

export interface FacadeVersions {
  name: string
  versions: number[]
}

export interface HostPort {
  cidr?: string
  'config-type'?: string
  'is-secondary'?: boolean
  port: number
  scope: string
  'space-id'?: string
  'space-name'?: string
  type: string
  value: string
}

export interface LoginRequest {
  'auth-tag': string
  'bakery-version'?: number
  'cli-args'?: string
  'client-version'?: string
  credentials?: string
  macaroons?: unknown[][]
  nonce?: string
  token?: string
  'user-data'?: string
}

export interface LoginResult {
  'bakery-discharge-required'?: unknown
  'controller-tag'?: string
  'discharge-required'?: unknown
  'discharge-required-error'?: string
  facades?: FacadeVersions[]
  'model-tag'?: string
  'public-dns-name'?: string
  'server-version'?: string
  servers?: HostPort[][]
  'user-info'?: AuthUserInfo
}

export interface RedirectInfoResult {
  'ca-cert': string
  servers: HostPort[][]
}

const table = {
  login: { id: 'admin.login', facade: 'Admin', method: 'Login', versions: [3], reads: false, idempotent: false, schema: async () => (await import('./admin.schemas.js')).loginReply },
  redirectInfo: { id: 'admin.redirectInfo', facade: 'Admin', method: 'RedirectInfo', versions: [3], reads: true, idempotent: true, schema: async () => (await import('./admin.schemas.js')).redirectInfoReply },
} satisfies Record<string, RpcOperation>

/** The Admin facade. */
export class AdminOperations extends Operations<RpcOperation> {
  /**
   * Logs in; the only call, with RedirectInfo, that is served before a login.
   *
   * `Admin.Login`. Facts: recorded-4.0.15 (errors, login).
   */
  login(params: LoginRequest, options?: RequestOptions): Pending<LoginResult> {
    return this.caller.call(table.login, {}, params, options)
  }

  /**
   * Says where a model has gone, after a login that answered `redirection required`.
   *
   * `Admin.RedirectInfo`. Facts: 4.0.15, not recorded.
   */
  redirectInfo(options?: RequestOptions): Pending<RedirectInfoResult> {
    return this.caller.call(table.redirectInfo, {}, {}, options)
  }
}
