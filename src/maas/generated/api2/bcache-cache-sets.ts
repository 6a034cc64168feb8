// Generated from spec/maas/api2/bcache-cache-sets.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { BlockDevice, Partition } from './blockdevices.js'

/** A cache set of bcache devices. */
export interface BcacheCacheSet {
  id: number
  system_id: string | null
  name: string
  cache_device: BlockDevice | Partition | null
  resource_uri: string
}

/** Parameters of `bcacheCacheSets.create`. */
export interface BcacheCacheSetCreateParams {
  /** Id of a block device. */
  cache_device?: number | string
  /** Id of a partition. */
  cache_partition?: number | string
}

/** Parameters of `bcacheCacheSets.update`. */
export interface BcacheCacheSetUpdateParams {
  /** Id of a block device. */
  cache_device?: number | string
  /** Id of a partition. */
  cache_partition?: number | string
}

/** Cache sets of bcache devices of a machine. */
export interface MaasBcacheCacheSets {
  /**
   * Lists all cache sets of a machine.
   *
   * API: `GET nodes/{system_id}/bcache-cache-sets/`.
   *
   * @example
   * for await (const item of maas.bcacheCacheSets.list('4y3h7n')) console.log(item)
   */
  list(systemId: string, options?: RequestOptions): List<BcacheCacheSet>

  /**
   * Returns a cache set.
   *
   * API: `GET nodes/{system_id}/bcache-cache-set/{id}/`.
   *
   * @example
   * await maas.bcacheCacheSets.get('4y3h7n', 1)
   */
  get(systemId: string, id: string | number, options?: RequestOptions): Pending<BcacheCacheSet>

  /**
   * Creates a cache set of one block device or partition.
   *
   * API: `POST nodes/{system_id}/bcache-cache-sets/`.
   *
   * @example
   * await maas.bcacheCacheSets.create('4y3h7n', { cache_device: 2 })
   */
  create(systemId: string, params?: BcacheCacheSetCreateParams, options?: RequestOptions): Pending<BcacheCacheSet>

  /**
   * Updates a cache set. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT nodes/{system_id}/bcache-cache-set/{id}/`.
   *
   * @example
   * await maas.bcacheCacheSets.update('4y3h7n', 1, { cache_partition: 3 })
   */
  update(systemId: string, id: string | number, params?: BcacheCacheSetUpdateParams, options?: RequestOptions): Pending<BcacheCacheSet>

  /**
   * Deletes a cache set.
   *
   * API: `DELETE nodes/{system_id}/bcache-cache-set/{id}/`.
   *
   * @example
   * await maas.bcacheCacheSets.delete('4y3h7n', 1)
   */
  delete(systemId: string, id: string | number, options?: RequestOptions): Pending<null>
}

export const bcacheCacheSets: Operations<RestOperation> = {
  list: { id: 'bcacheCacheSets.list', method: 'GET', path: 'nodes/{system_id}/bcache-cache-sets/', reply: 'BcacheCacheSet[]', list: 'default' },
  get: { id: 'bcacheCacheSets.get', method: 'GET', path: 'nodes/{system_id}/bcache-cache-set/{id}/', reply: 'BcacheCacheSet' },
  create: {
    id: 'bcacheCacheSets.create',
    method: 'POST',
    path: 'nodes/{system_id}/bcache-cache-sets/',
    params: 'BcacheCacheSetCreateParams',
    reply: 'BcacheCacheSet',
  },
  update: {
    id: 'bcacheCacheSets.update',
    method: 'PUT',
    path: 'nodes/{system_id}/bcache-cache-set/{id}/',
    params: 'BcacheCacheSetUpdateParams',
    reply: 'BcacheCacheSet',
  },
  delete: { id: 'bcacheCacheSets.delete', method: 'DELETE', path: 'nodes/{system_id}/bcache-cache-set/{id}/' },
}
