// Generated from spec/maas/api2/raids.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { BlockDevice, Partition } from './blockdevices.js'

/** A RAID array. */
export interface Raid {
  id: number
  system_id: string | null
  uuid: string
  name: string
  level: 'raid-0' | 'raid-1' | 'raid-5' | 'raid-6' | 'raid-10' | (string & {})
  devices: (BlockDevice | Partition)[]
  spare_devices: (BlockDevice | Partition)[]
  /** In bytes; some releases send a fraction for raid-10. */
  size: number
  human_size: string
  virtual_device: BlockDevice | null
  resource_uri: string
}

/** Parameters of `raids.create`. */
export interface RaidCreateParams {
  level: 'raid-0' | 'raid-1' | 'raid-5' | 'raid-6' | 'raid-10'
  name?: string
  /** UUID; default: a new one. */
  uuid?: string
  /** Ids of block devices. */
  block_devices?: readonly (number | string)[]
  /** Ids of partitions. */
  partitions?: readonly (number | string)[]
  /** Ids of block devices that are spares. */
  spare_devices?: readonly (number | string)[]
  /** Ids of partitions that are spares. */
  spare_partitions?: readonly (number | string)[]
}

/** Parameters of `raids.update`. */
export interface RaidUpdateParams {
  name?: string
  /** UUID; default: a new one. */
  uuid?: string
  /** Ids of block devices to add. */
  add_block_devices?: readonly (number | string)[]
  /** Ids of partitions to add. */
  add_partitions?: readonly (number | string)[]
  /** Ids of spare block devices to add. */
  add_spare_devices?: readonly (number | string)[]
  /** Ids of spare partitions to add. */
  add_spare_partitions?: readonly (number | string)[]
  /** Ids of block devices to remove. */
  remove_block_devices?: readonly (number | string)[]
  /** Ids of partitions to remove. */
  remove_partitions?: readonly (number | string)[]
  /** Ids of spare block devices to remove. */
  remove_spare_devices?: readonly (number | string)[]
  /** Ids of spare partitions to remove. */
  remove_spare_partitions?: readonly (number | string)[]
}

/** RAID arrays of a machine. */
export interface MaasRaids {
  /**
   * Lists all RAID arrays of a machine.
   *
   * API: `GET nodes/{system_id}/raids/`.
   *
   * @example
   * for await (const item of maas.raids.list('4y3h7n')) console.log(item)
   */
  list(systemId: string, options?: RequestOptions): List<Raid>

  /**
   * Returns a RAID array.
   *
   * API: `GET nodes/{system_id}/raid/{id}/`.
   *
   * @example
   * await maas.raids.get('4y3h7n', 1)
   */
  get(systemId: string, id: string | number, options?: RequestOptions): Pending<Raid>

  /**
   * Creates a RAID array of block devices and partitions.
   *
   * API: `POST nodes/{system_id}/raids/`.
   *
   * @example
   * await maas.raids.create('4y3h7n', { name: 'md0', level: 'raid-1', block_devices: [1, 2] })
   */
  create(systemId: string, params: RaidCreateParams, options?: RequestOptions): Pending<Raid>

  /**
   * Updates a RAID array. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT nodes/{system_id}/raid/{id}/`.
   *
   * @example
   * await maas.raids.update('4y3h7n', 1, { add_spare_devices: [3] })
   */
  update(systemId: string, id: string | number, params?: RaidUpdateParams, options?: RequestOptions): Pending<Raid>

  /**
   * Deletes a RAID array.
   *
   * API: `DELETE nodes/{system_id}/raid/{id}/`.
   *
   * @example
   * await maas.raids.delete('4y3h7n', 1)
   */
  delete(systemId: string, id: string | number, options?: RequestOptions): Pending<null>
}

export const raids: Operations<RestOperation> = {
  list: { id: 'raids.list', method: 'GET', path: 'nodes/{system_id}/raids/', reply: 'Raid[]', list: 'default' },
  get: { id: 'raids.get', method: 'GET', path: 'nodes/{system_id}/raid/{id}/', reply: 'Raid' },
  create: { id: 'raids.create', method: 'POST', path: 'nodes/{system_id}/raids/', params: 'RaidCreateParams', reply: 'Raid' },
  update: { id: 'raids.update', method: 'PUT', path: 'nodes/{system_id}/raid/{id}/', params: 'RaidUpdateParams', reply: 'Raid' },
  delete: { id: 'raids.delete', method: 'DELETE', path: 'nodes/{system_id}/raid/{id}/' },
}
