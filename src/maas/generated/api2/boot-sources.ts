// Generated from spec/maas/api2/boot-sources.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A server that boot images are synchronized from. */
export interface BootSource {
  id: number
  url: string
  keyring_filename: string
  /** In base64. */
  keyring_data: string
  /** MAAS 3.8 and later. */
  name?: string
  /** MAAS 3.8 and later. */
  priority?: number
  /** MAAS 3.8 and later. */
  enabled?: boolean
  /** MAAS 3.8 and later. */
  skip_keyring_verification?: boolean
  created: string
  updated: string
  resource_uri: string
}

/** Parameters of `bootSources.create`. */
export interface BootSourceCreateParams {
  /** Such as http://images.maas.io/ephemeral-v3/stable/. */
  url: string
  /** Path of the keyring on the region controller; either this or keyring_data. */
  keyring_filename?: string
  /** Content of the keyring. */
  keyring_data?: string | Uint8Array
  /** MAAS 3.8 and later. */
  name?: string
  /** The higher, the more preferred. MAAS 3.8 and later. */
  priority?: number
  /** MAAS 3.8 and later. */
  enabled?: boolean
  /** MAAS 3.8 and later. */
  skip_keyring_verification?: boolean
}

/** Parameters of `bootSources.update`. */
export interface BootSourceUpdateParams {
  /** Such as http://images.maas.io/ephemeral-v3/stable/. */
  url?: string
  /** Path of the keyring on the region controller; either this or keyring_data. */
  keyring_filename?: string
  /** Content of the keyring. */
  keyring_data?: string | Uint8Array
  /** MAAS 3.8 and later. */
  name?: string
  /** The higher, the more preferred. MAAS 3.8 and later. */
  priority?: number
  /** MAAS 3.8 and later. */
  enabled?: boolean
  /** MAAS 3.8 and later. */
  skip_keyring_verification?: boolean
}

/** Servers that boot images are synchronized from. */
export interface MaasBootSources {
  /**
   * Lists all boot sources.
   *
   * API: `GET boot-sources/`.
   *
   * @example
   * for await (const item of maas.bootSources.list()) console.log(item)
   */
  list(options?: RequestOptions): List<BootSource>

  /**
   * Returns a boot source.
   *
   * API: `GET boot-sources/{id}/`.
   *
   * @example
   * await maas.bootSources.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<BootSource>

  /**
   * Creates a boot source. Administrators only.
   *
   * API: `POST boot-sources/`.
   *
   * @example
   * await maas.bootSources.create({ url: 'http://images.maas.io/ephemeral-v3/stable/', keyring_filename: '/usr/share/keyrings/ubuntu-cloudimage-keyring.gpg' })
   */
  create(params: BootSourceCreateParams, options?: RequestOptions): Pending<BootSource>

  /**
   * Updates a boot source. Absent parameters keep their value; an empty string clears it. Administrators only.
   *
   * API: `PUT boot-sources/{id}/`.
   *
   * @example
   * await maas.bootSources.update(1, { url: 'http://mirror.example.com/' })
   */
  update(id: string | number, params?: BootSourceUpdateParams, options?: RequestOptions): Pending<BootSource>

  /**
   * Deletes a boot source. Administrators only.
   *
   * API: `DELETE boot-sources/{id}/`.
   *
   * @example
   * await maas.bootSources.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>
}

export const bootSources: Operations<RestOperation> = {
  list: { id: 'bootSources.list', method: 'GET', path: 'boot-sources/', reply: 'BootSource[]', list: 'default' },
  get: { id: 'bootSources.get', method: 'GET', path: 'boot-sources/{id}/', reply: 'BootSource' },
  create: { id: 'bootSources.create', method: 'POST', path: 'boot-sources/', params: 'BootSourceCreateParams', reply: 'BootSource' },
  update: { id: 'bootSources.update', method: 'PUT', path: 'boot-sources/{id}/', params: 'BootSourceUpdateParams', reply: 'BootSource' },
  delete: { id: 'bootSources.delete', method: 'DELETE', path: 'boot-sources/{id}/' },
}
