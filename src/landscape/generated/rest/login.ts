// Generated from spec/landscape/rest/login.yaml by `npm run generate`. Do not edit.

import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Login } from '../entities/login.js'

/** Parameters of `login.withAccessKey`. */
export interface LoginWithAccessKeyParams {
  access_key: string
  secret_key: string
  /** 1440 unless given. */
  expiry_minutes?: number
}

/** Parameters of `login.withPassword`. */
export interface LoginWithPasswordParams {
  email?: string
  /** Name of a PAM user. Landscape 26.04.0.1 and later. */
  identity?: string
  password: string
  /** Where the person has several. */
  account?: string
  /** 1440 unless given. */
  expiry_minutes?: number
}

/** How credentials become a token. The client does it by itself. */
export interface LandscapeRestLogin {
  /**
   * Makes a token of a key pair; 24.10 and later.
   *
   * API: `POST login/access-key`.
   */
  withAccessKey(params: LoginWithAccessKeyParams, options?: RequestOptions): Pending<Login>

  /**
   * Makes a token of a password, and of one of email and identity.
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
