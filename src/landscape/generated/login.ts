// Generated from spec/landscape/login.yaml by `npm run generate`. Do not edit.

import { Operations, type RestOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'

/** The token and whose it is. */
export interface Login {
  token: string
  email: string
  name?: string
  accounts: LoginAccount[]
  current_account: string
  self_hosted?: boolean
  has_password?: boolean
  identity_source?: string
  return_to?: unknown
  attach_code?: string | null
  invitation_id?: string | null
}

export interface LoginAccount {
  name: string
  title: string
  default?: boolean
  subdomain?: string | null
  classic_dashboard_url?: string
}

/** Parameters of `login.withAccessKey`. */
export interface LoginWithAccessKeyParams {
  access_key: string
  secret_key: string
  /** 1440 unless given */
  expiry_minutes?: number
}

/** Parameters of `login.withPassword`. */
export interface LoginWithPasswordParams {
  email?: string
  /** name of a PAM user, 26.04.0.1 and later */
  identity?: string
  password: string
  /** where the person has several */
  account?: string
  /** 1440 unless given */
  expiry_minutes?: number
}

const table = {
  withAccessKey: { id: 'login.withAccessKey', method: 'POST', path: 'login/access-key', reads: true, idempotent: true, anonymous: true, expects: 'json', schema: async () => (await import('./login.schemas.js')).withAccessKeyReply },
  withPassword: { id: 'login.withPassword', method: 'POST', path: 'login', reads: true, idempotent: true, anonymous: true, expects: 'json', schema: async () => (await import('./login.schemas.js')).withPasswordReply },
} satisfies Record<string, RestOperation>

/** How credentials become a token. The client does it by itself. */
export class LoginOperations extends Operations<RestOperation> {
  /**
   * Makes a token of a key pair; 24.10 and later.
   *
   * `POST login/access-key`. Facts: rest-endpoints POST /login/access-key.
   */
  withAccessKey(params: LoginWithAccessKeyParams, options?: RequestOptions): Pending<Login> {
    return this.caller.call(table.withAccessKey, {}, params, options)
  }

  /**
   * Makes a token of a password, and of one of email and identity.
   *
   * `POST login`. Facts: rest-endpoints POST /login.
   */
  withPassword(params: LoginWithPasswordParams, options?: RequestOptions): Pending<Login> {
    return this.caller.call(table.withPassword, {}, params, options)
  }
}
