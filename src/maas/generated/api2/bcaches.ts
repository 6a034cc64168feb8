// Generated from spec/maas/api2/bcaches.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { BcacheCacheSet } from './bcache-cache-sets.js'
import type { BlockDevice, Partition } from './blockdevices.js'

/** A bcache device. */
export interface Bcache {
  id: number
  system_id: string | null
  uuid: string
  name: string
  cache_set: BcacheCacheSet | null
  backing_device: BlockDevice | Partition | null
  /** In bytes. */
  size: number
  human_size: string
  virtual_device: BlockDevice | null
  cache_mode: 'writeback' | 'writethrough' | 'writearound' | (string & {})
  resource_uri: string
}

/** A new bcache device. The reply of MAAS lacks what it derives from other devices; read the device for the rest. */
export interface CreatedBcache {
  id: number
  uuid: string
  name: string
  cache_set: BcacheCacheSet | null
  cache_mode: 'writeback' | 'writethrough' | 'writearound' | (string & {})
  virtual_device: BlockDevice | null
  [name: string]: unknown
}

/** Parameters of `bcaches.create`. */
export interface BcacheCreateParams {
  /** Id of a cache set. */
  cache_set: number | string
  /** How writes are cached. */
  cache_mode: 'writeback' | 'writethrough' | 'writearound'
  name?: string
  /** UUID; default: a new one. */
  uuid?: string
  /** Id of a block device. */
  backing_device?: number | string
  /** Id of a partition. */
  backing_partition?: number | string
}

/** Parameters of `bcaches.update`. */
export interface BcacheUpdateParams {
  name?: string
  /** UUID; default: a new one. */
  uuid?: string
  /** Id of a block device. */
  backing_device?: number | string
  /** Id of a partition. */
  backing_partition?: number | string
  /** Id of a cache set. */
  cache_set?: number | string
  /** How writes are cached. */
  cache_mode?: 'writeback' | 'writethrough' | 'writearound'
}

/** Bcache devices of a machine. */
export interface MaasBcaches {
  /**
   * Lists all bcache devices of a machine.
   *
   * API: `GET nodes/{system_id}/bcaches/`.
   *
   * @example
   * for await (const item of maas.bcaches.list('4y3h7n')) console.log(item)
   */
  list(systemId: string, options?: RequestOptions): List<Bcache>

  /**
   * Returns a bcache device.
   *
   * API: `GET nodes/{system_id}/bcache/{id}/`.
   *
   * @example
   * await maas.bcaches.get('4y3h7n', 1)
   */
  get(systemId: string, id: string | number, options?: RequestOptions): Pending<Bcache>

  /**
   * Creates a bcache device: a backing device with a cache set.
   *
   * API: `POST nodes/{system_id}/bcaches/`.
   *
   * @example
   * await maas.bcaches.create('4y3h7n', { name: 'bcache0', backing_device: 1, cache_set: 1, cache_mode: 'writeback' })
   */
  create(systemId: string, params: BcacheCreateParams, options?: RequestOptions): Pending<CreatedBcache>

  /**
   * Updates a bcache device. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT nodes/{system_id}/bcache/{id}/`.
   *
   * @example
   * await maas.bcaches.update('4y3h7n', 1, { cache_mode: 'writethrough' })
   */
  update(systemId: string, id: string | number, params?: BcacheUpdateParams, options?: RequestOptions): Pending<Bcache>

  /**
   * Deletes a bcache device.
   *
   * API: `DELETE nodes/{system_id}/bcache/{id}/`.
   *
   * @example
   * await maas.bcaches.delete('4y3h7n', 1)
   */
  delete(systemId: string, id: string | number, options?: RequestOptions): Pending<null>
}

export const bcaches: Operations<RestOperation> = {
  list: { id: 'bcaches.list', method: 'GET', path: 'nodes/{system_id}/bcaches/', reply: 'Bcache[]', list: 'default' },
  get: { id: 'bcaches.get', method: 'GET', path: 'nodes/{system_id}/bcache/{id}/', reply: 'Bcache' },
  create: { id: 'bcaches.create', method: 'POST', path: 'nodes/{system_id}/bcaches/', params: 'BcacheCreateParams', reply: 'CreatedBcache' },
  update: { id: 'bcaches.update', method: 'PUT', path: 'nodes/{system_id}/bcache/{id}/', params: 'BcacheUpdateParams', reply: 'Bcache' },
  delete: { id: 'bcaches.delete', method: 'DELETE', path: 'nodes/{system_id}/bcache/{id}/' },
}
