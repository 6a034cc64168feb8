// Generated from spec/juju/facades/admin.yaml by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Macaroon } from './common.js'

export interface AuthUserInfo {
  'controller-access': string
  credentials?: string
  'display-name': string
  identity: string
  'last-connection'?: string
  'model-access': string
}

export interface BakeryMacaroon {
  m: Macaroon
  v: number
  cdata?: Record<string, string>
  ns?: string
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
  macaroons?: Macaroon[][]
  nonce?: string
  token?: string
  'user-data'?: string
}

export interface LoginResult {
  'bakery-discharge-required'?: BakeryMacaroon | Macaroon
  'controller-tag'?: string
  'discharge-required'?: Macaroon
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

/** Admin facade: login. */
export interface AdminFacade {
  /**
   * Logs in. Only login and redirectInfo are served before a login.
   *
   * API: `Admin.Login`.
   */
  login(params: LoginRequest, options?: RequestOptions): Pending<LoginResult>

  /**
   * Returns the addresses of the controller that serves a model, after a login that failed with `redirection required`.
   *
   * API: `Admin.RedirectInfo`.
   */
  redirectInfo(options?: RequestOptions): Pending<RedirectInfoResult>
}

/** The methods of the facade by their names on the wire, with what they take and return. */
export interface AdminCalls {
  Login: { params: LoginRequest; reply: LoginResult }
  RedirectInfo: { params: Record<string, never>; reply: RedirectInfoResult }
}

export const admin: Operations<RpcOperation> = {
  login: { id: 'Admin.Login', facade: 'Admin', method: 'Login', versions: [3], params: 'LoginRequest', reply: 'LoginResult' },
  redirectInfo: { id: 'Admin.RedirectInfo', facade: 'Admin', method: 'RedirectInfo', versions: [3], reply: 'RedirectInfoResult', reads: true },
}
