// Generated from spec/landscape/rest/login.yaml by `npm run generate`. Do not edit.

import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Login } from '../entities/login.js'

/** Parameters of `login.withAccessKey`. */
export interface LoginWithAccessKeyParams {
  access_key: string
  secret_key: string
  /** Lifetime of the token, in minutes; default: 1440. */
  expiry_minutes?: number
}

/** Parameters of `login.withPassword`. */
export interface LoginWithPasswordParams {
  email?: string
  /** Name of a PAM user. Landscape 26.04.0.1 and later. */
  identity?: string
  password: string
  /** The account to log in to, for users who have several. */
  account?: string
  /** Lifetime of the token, in minutes; default: 1440. */
  expiry_minutes?: number
}

/** Exchanges credentials for a token. The client does this automatically. */
export interface LandscapeLogin {
  /**
   * Creates a token from an access key and its secret key.
   *
   * API: `POST login/access-key`. Landscape 24.10 and later.
   */
  withAccessKey(params: LoginWithAccessKeyParams, options?: RequestOptions): Pending<Login>

  /**
   * Creates a token from a password and either an email address or an identity.
   *
   * API: `POST login`.
   */
  withPassword(params: LoginWithPasswordParams, options?: RequestOptions): Pending<Login>
}

export const login: Operations<RestOperation> = {
  withAccessKey: {
    id: 'login.withAccessKey',
    method: 'POST',
    path: 'login/access-key',
    params: 'LoginWithAccessKeyParams',
    reply: 'Login',
    reads: true,
    idempotent: true,
    anonymous: true,
    since: '24.10',
  },
  withPassword: {
    id: 'login.withPassword',
    method: 'POST',
    path: 'login',
    params: 'LoginWithPasswordParams',
    reply: 'Login',
    reads: true,
    idempotent: true,
    anonymous: true,
  },
}
