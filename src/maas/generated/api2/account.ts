// Generated from spec/maas/api2/account.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** An API key. */
export interface ApiKey {
  name: string
  /** The key, consumer:token:secret. */
  token: string
}

/** A new API key, by its parts. */
export interface NewApiKey {
  name: string
  consumer_key: string
  token_key: string
  token_secret: string
}

/** Parameters of `account.createAuthorisationToken`. */
export interface AccountCreateAuthorisationTokenParams {
  /** Name of the key. */
  name?: string
}

/** Parameters of `account.deleteAuthorisationToken`. */
export interface AccountDeleteAuthorisationTokenParams {
  /** The second part of the API key. */
  token_key: string
}

/** Parameters of `account.updateTokenName`. */
export interface AccountUpdateTokenNameParams {
  /** The API key, or its second part. */
  token: string
  /** New name of the key. */
  name: string
}

/** API keys of the user of this client. */
export interface MaasAccount {
  /**
   * Lists the API keys of the user, with their secrets.
   *
   * API: `GET account/?op=list_authorisation_tokens`.
   *
   * @example
   * for await (const item of maas.account.listAuthorisationTokens()) console.log(item)
   */
  listAuthorisationTokens(options?: RequestOptions): List<ApiKey>

  /**
   * Creates an API key.
   *
   * API: `POST account/?op=create_authorisation_token`.
   *
   * @example
   * await maas.account.createAuthorisationToken({ name: 'automation' })
   */
  createAuthorisationToken(params?: AccountCreateAuthorisationTokenParams, options?: RequestOptions): Pending<NewApiKey>

  /**
   * Deletes an API key, which may be that of this client.
   *
   * API: `POST account/?op=delete_authorisation_token`.
   *
   * @example
   * await maas.account.deleteAuthorisationToken({ token_key: 'tokenKey' })
   */
  deleteAuthorisationToken(params: AccountDeleteAuthorisationTokenParams, options?: RequestOptions): Pending<null>

  /**
   * Renames an API key.
   *
   * API: `POST account/?op=update_token_name`.
   *
   * @example
   * await maas.account.updateTokenName({ token: 'tokenKey', name: 'automation' })
   */
  updateTokenName(params: AccountUpdateTokenNameParams, options?: RequestOptions): Pending<string>
}

export const account: Operations<RestOperation> = {
  listAuthorisationTokens: {
    id: 'account.listAuthorisationTokens',
    method: 'GET',
    path: 'account/?op=list_authorisation_tokens',
    reply: 'ApiKey[]',
    list: 'default',
  },
  createAuthorisationToken: {
    id: 'account.createAuthorisationToken',
    method: 'POST',
    path: 'account/?op=create_authorisation_token',
    params: 'AccountCreateAuthorisationTokenParams',
    reply: 'NewApiKey',
  },
  deleteAuthorisationToken: {
    id: 'account.deleteAuthorisationToken',
    method: 'POST',
    path: 'account/?op=delete_authorisation_token',
    params: 'AccountDeleteAuthorisationTokenParams',
  },
  updateTokenName: {
    id: 'account.updateTokenName',
    method: 'POST',
    path: 'account/?op=update_token_name',
    params: 'AccountUpdateTokenNameParams',
    expects: 'text',
    idempotent: true,
  },
}
