// Generated from spec/maas/api2/ssl-keys.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** An SSL key. */
export interface SslKey {
  id: number
  key: string
  /** Absent from the reply of create. */
  resource_uri?: string
}

/** Parameters of `sslKeys.create`. */
export interface SslKeyCreateParams {
  /** Certificate in PEM format. */
  key: string
}

/** SSL keys of the user of this client. */
export interface MaasSslKeys {
  /**
   * Lists all SSL keys.
   *
   * API: `GET account/prefs/sslkeys/`.
   *
   * @example
   * for await (const item of maas.sslKeys.list()) console.log(item)
   */
  list(options?: RequestOptions): List<SslKey>

  /**
   * Returns an SSL key.
   *
   * API: `GET account/prefs/sslkeys/{id}/`.
   *
   * @example
   * await maas.sslKeys.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<SslKey>

  /**
   * Creates an SSL key.
   *
   * API: `POST account/prefs/sslkeys/`.
   *
   * @example
   * await maas.sslKeys.create({ key: '-----BEGIN CERTIFICATE-----' })
   */
  create(params: SslKeyCreateParams, options?: RequestOptions): Pending<SslKey>

  /**
   * Deletes an SSL key.
   *
   * API: `DELETE account/prefs/sslkeys/{id}/`.
   *
   * @example
   * await maas.sslKeys.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>
}

export const sslKeys: Operations<RestOperation> = {
  list: { id: 'sslKeys.list', method: 'GET', path: 'account/prefs/sslkeys/', reply: 'SslKey[]', list: 'default' },
  get: { id: 'sslKeys.get', method: 'GET', path: 'account/prefs/sslkeys/{id}/', reply: 'SslKey' },
  create: { id: 'sslKeys.create', method: 'POST', path: 'account/prefs/sslkeys/', params: 'SslKeyCreateParams', reply: 'SslKey' },
  delete: { id: 'sslKeys.delete', method: 'DELETE', path: 'account/prefs/sslkeys/{id}/' },
}
