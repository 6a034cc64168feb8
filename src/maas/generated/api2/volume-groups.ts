// Generated from spec/maas/api2/volume-groups.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { BlockDevice, Partition } from './blockdevices.js'

/** An LVM volume group. */
export interface VolumeGroup {
  id: number
  system_id: string
  uuid: string
  name: string
  devices: (BlockDevice | Partition)[]
  /** In bytes. */
  size: number
  human_size: string
  /** In bytes. */
  available_size: number
  human_available_size: string
  /** In bytes. */
  used_size: number
  human_used_size: string
  logical_volumes: BlockDevice[]
  resource_uri: string
}

/** A new logical volume. The reply of MAAS lacks fields of block devices; read the block device with its id for the rest. */
export interface LogicalVolume {
  /** Id of the block device. */
  id: number
  system_id: string
  uuid: string
  /** With the name of the volume group, such as vg0-data. */
  name: string
  /** In bytes. */
  size: number
  /** In bytes. */
  used_size: number
  /** In bytes. */
  available_size: number
  resource_uri: string
  [name: string]: unknown
}

/** Parameters of `volumeGroups.create`. */
export interface VolumeGroupCreateParams {
  name: string
  /** UUID; default: a new one. */
  uuid?: string
  /** Ids of block devices. */
  block_devices?: readonly (number | string)[]
  /** Ids of partitions. */
  partitions?: readonly (number | string)[]
}

/** Parameters of `volumeGroups.update`. */
export interface VolumeGroupUpdateParams {
  name?: string
  /** UUID; default: a new one. */
  uuid?: string
  /** Ids of block devices to add. */
  add_block_devices?: readonly (number | string)[]
  /** Ids of block devices to remove. */
  remove_block_devices?: readonly (number | string)[]
  /** Ids of partitions to add. */
  add_partitions?: readonly (number | string)[]
  /** Ids of partitions to remove. */
  remove_partitions?: readonly (number | string)[]
}

/** Parameters of `volumeGroups.createLogicalVolume`. */
export interface VolumeGroupCreateLogicalVolumeParams {
  name: string
  /** UUID; default: a new one. */
  uuid?: string
  /** In bytes, or with a unit such as 10G; default: all that is free. */
  size?: number | string
}

/** Parameters of `volumeGroups.deleteLogicalVolume`. */
export interface VolumeGroupDeleteLogicalVolumeParams {
  /** Id of the logical volume, which is that of its virtual block device. */
  id: number
}

/** LVM volume groups of a machine. */
export interface MaasVolumeGroups {
  /**
   * Lists all volume groups of a machine.
   *
   * API: `GET nodes/{system_id}/volume-groups/`.
   *
   * @example
   * for await (const item of maas.volumeGroups.list('4y3h7n')) console.log(item)
   */
  list(systemId: string, options?: RequestOptions): List<VolumeGroup>

  /**
   * Returns a volume group.
   *
   * API: `GET nodes/{system_id}/volume-group/{id}/`.
   *
   * @example
   * await maas.volumeGroups.get('4y3h7n', 1)
   */
  get(systemId: string, id: string | number, options?: RequestOptions): Pending<VolumeGroup>

  /**
   * Creates an LVM volume group of block devices and partitions.
   *
   * API: `POST nodes/{system_id}/volume-groups/`.
   *
   * @example
   * await maas.volumeGroups.create('4y3h7n', { name: 'vg0', block_devices: [1, 2] })
   */
  create(systemId: string, params: VolumeGroupCreateParams, options?: RequestOptions): Pending<VolumeGroup>

  /**
   * Updates a volume group. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT nodes/{system_id}/volume-group/{id}/`.
   *
   * @example
   * await maas.volumeGroups.update('4y3h7n', 1, { add_block_devices: [3] })
   */
  update(systemId: string, id: string | number, params?: VolumeGroupUpdateParams, options?: RequestOptions): Pending<VolumeGroup>

  /**
   * Deletes a volume group.
   *
   * API: `DELETE nodes/{system_id}/volume-group/{id}/`.
   *
   * @example
   * await maas.volumeGroups.delete('4y3h7n', 1)
   */
  delete(systemId: string, id: string | number, options?: RequestOptions): Pending<null>

  /**
   * Creates a logical volume in a volume group.
   *
   * API: `POST nodes/{system_id}/volume-group/{id}/?op=create_logical_volume`.
   *
   * @example
   * await maas.volumeGroups.createLogicalVolume('4y3h7n', 1, { name: 'data', size: '50G' })
   */
  createLogicalVolume(systemId: string, id: string | number, params: VolumeGroupCreateLogicalVolumeParams, options?: RequestOptions): Pending<LogicalVolume>

  /**
   * Deletes a logical volume of a volume group.
   *
   * API: `POST nodes/{system_id}/volume-group/{id}/?op=delete_logical_volume`.
   *
   * @example
   * await maas.volumeGroups.deleteLogicalVolume('4y3h7n', 1, { id: 1 })
   */
  deleteLogicalVolume(systemId: string, id: string | number, params: VolumeGroupDeleteLogicalVolumeParams, options?: RequestOptions): Pending<null>
}

export const volumeGroups: Operations<RestOperation> = {
  list: { id: 'volumeGroups.list', method: 'GET', path: 'nodes/{system_id}/volume-groups/', reply: 'VolumeGroup[]', list: 'default' },
  get: { id: 'volumeGroups.get', method: 'GET', path: 'nodes/{system_id}/volume-group/{id}/', reply: 'VolumeGroup' },
  create: {
    id: 'volumeGroups.create',
    method: 'POST',
    path: 'nodes/{system_id}/volume-groups/',
    params: 'VolumeGroupCreateParams',
    reply: 'VolumeGroup',
  },
  update: {
    id: 'volumeGroups.update',
    method: 'PUT',
    path: 'nodes/{system_id}/volume-group/{id}/',
    params: 'VolumeGroupUpdateParams',
    reply: 'VolumeGroup',
  },
  delete: { id: 'volumeGroups.delete', method: 'DELETE', path: 'nodes/{system_id}/volume-group/{id}/' },
  createLogicalVolume: {
    id: 'volumeGroups.createLogicalVolume',
    method: 'POST',
    path: 'nodes/{system_id}/volume-group/{id}/?op=create_logical_volume',
    params: 'VolumeGroupCreateLogicalVolumeParams',
    reply: 'LogicalVolume',
  },
  deleteLogicalVolume: {
    id: 'volumeGroups.deleteLogicalVolume',
    method: 'POST',
    path: 'nodes/{system_id}/volume-group/{id}/?op=delete_logical_volume',
    params: 'VolumeGroupDeleteLogicalVolumeParams',
  },
}
