// Generated from spec/maas/api2/partitions.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Partition } from './blockdevices.js'

/** Parameters of `partitions.create`. */
export interface PartitionCreateParams {
  bootable?: boolean
  /** UUID; default: a new one. */
  uuid?: string
  /** In bytes, or with a unit such as 10G; rounded down to the alignment of the disk; default: all that is free. */
  size?: number | string
}

/** Parameters of `partitions.addTag`. */
export interface PartitionAddTagParams {
  tag: string
}

/** Parameters of `partitions.format`. */
export interface PartitionFormatParams {
  /** Type of the filesystem. */
  fstype: 'ext2' | 'ext4' | 'xfs' | 'fat32' | 'vfat' | 'swap' | 'ramfs' | 'tmpfs' | 'btrfs' | 'zfsroot'
  /** UUID of the filesystem; default: a new one. */
  uuid?: string
  /** Label of the filesystem. */
  label?: string
}

/** Parameters of `partitions.mount`. */
export interface PartitionMountParams {
  /** Absolute path, or none for swap. */
  mount_point: string
  /** Options of mount, separated by commas. */
  mount_options?: string
}

/** Parameters of `partitions.removeTag`. */
export interface PartitionRemoveTagParams {
  tag: string
}

/** Partitions of a block device. */
export interface MaasPartitions {
  /**
   * Lists all partitions of a block device.
   *
   * API: `GET nodes/{system_id}/blockdevices/{device_id}/partitions/`.
   *
   * @example
   * for await (const item of maas.partitions.list('4y3h7n', 1)) console.log(item)
   */
  list(systemId: string, deviceId: string | number, options?: RequestOptions): List<Partition>

  /**
   * Returns a partition.
   *
   * API: `GET nodes/{system_id}/blockdevices/{device_id}/partition/{id}`.
   *
   * @example
   * await maas.partitions.get('4y3h7n', 1, 1)
   */
  get(systemId: string, deviceId: string | number, id: string | number, options?: RequestOptions): Pending<Partition>

  /**
   * Creates a partition. A disk without a partition table gets one.
   *
   * API: `POST nodes/{system_id}/blockdevices/{device_id}/partitions/`.
   *
   * @example
   * await maas.partitions.create('4y3h7n', 1, { size: '20G', bootable: true })
   */
  create(systemId: string, deviceId: string | number, params?: PartitionCreateParams, options?: RequestOptions): Pending<Partition>

  /**
   * Deletes a partition.
   *
   * API: `DELETE nodes/{system_id}/blockdevices/{device_id}/partition/{id}`.
   *
   * @example
   * await maas.partitions.delete('4y3h7n', 1, 1)
   */
  delete(systemId: string, deviceId: string | number, id: string | number, options?: RequestOptions): Pending<null>

  /**
   * Adds a tag to a partition.
   *
   * API: `POST nodes/{system_id}/blockdevices/{device_id}/partition/{id}?op=add_tag`.
   *
   * @example
   * await maas.partitions.addTag('4y3h7n', 1, 1, { tag: 'ssd' })
   */
  addTag(systemId: string, deviceId: string | number, id: string | number, params: PartitionAddTagParams, options?: RequestOptions): Pending<Partition>

  /**
   * Formats a partition with a filesystem. Its mount point is removed.
   *
   * API: `POST nodes/{system_id}/blockdevices/{device_id}/partition/{id}?op=format`.
   *
   * @example
   * await maas.partitions.format('4y3h7n', 1, 1, { fstype: 'ext4' })
   */
  format(systemId: string, deviceId: string | number, id: string | number, params: PartitionFormatParams, options?: RequestOptions): Pending<Partition>

  /**
   * Mounts the filesystem of a partition.
   *
   * API: `POST nodes/{system_id}/blockdevices/{device_id}/partition/{id}?op=mount`.
   *
   * @example
   * await maas.partitions.mount('4y3h7n', 1, 1, { mount_point: '/srv' })
   */
  mount(systemId: string, deviceId: string | number, id: string | number, params: PartitionMountParams, options?: RequestOptions): Pending<Partition>

  /**
   * Removes a tag from a partition.
   *
   * API: `POST nodes/{system_id}/blockdevices/{device_id}/partition/{id}?op=remove_tag`.
   *
   * @example
   * await maas.partitions.removeTag('4y3h7n', 1, 1, { tag: 'ssd' })
   */
  removeTag(systemId: string, deviceId: string | number, id: string | number, params: PartitionRemoveTagParams, options?: RequestOptions): Pending<Partition>

  /**
   * Removes the filesystem of a partition, which must not be mounted.
   *
   * API: `POST nodes/{system_id}/blockdevices/{device_id}/partition/{id}?op=unformat`.
   *
   * @example
   * await maas.partitions.unformat('4y3h7n', 1, 1)
   */
  unformat(systemId: string, deviceId: string | number, id: string | number, options?: RequestOptions): Pending<Partition>

  /**
   * Unmounts the filesystem of a partition.
   *
   * API: `POST nodes/{system_id}/blockdevices/{device_id}/partition/{id}?op=unmount`.
   *
   * @example
   * await maas.partitions.unmount('4y3h7n', 1, 1)
   */
  unmount(systemId: string, deviceId: string | number, id: string | number, options?: RequestOptions): Pending<Partition>
}

export const partitions: Operations<RestOperation> = {
  list: {
    id: 'partitions.list',
    method: 'GET',
    path: 'nodes/{system_id}/blockdevices/{device_id}/partitions/',
    reply: 'Partition[]',
    list: 'default',
  },
  get: { id: 'partitions.get', method: 'GET', path: 'nodes/{system_id}/blockdevices/{device_id}/partition/{id}', reply: 'Partition' },
  create: {
    id: 'partitions.create',
    method: 'POST',
    path: 'nodes/{system_id}/blockdevices/{device_id}/partitions/',
    params: 'PartitionCreateParams',
    reply: 'Partition',
  },
  delete: { id: 'partitions.delete', method: 'DELETE', path: 'nodes/{system_id}/blockdevices/{device_id}/partition/{id}' },
  addTag: {
    id: 'partitions.addTag',
    method: 'POST',
    path: 'nodes/{system_id}/blockdevices/{device_id}/partition/{id}?op=add_tag',
    params: 'PartitionAddTagParams',
    reply: 'Partition',
    idempotent: true,
  },
  format: {
    id: 'partitions.format',
    method: 'POST',
    path: 'nodes/{system_id}/blockdevices/{device_id}/partition/{id}?op=format',
    params: 'PartitionFormatParams',
    reply: 'Partition',
  },
  mount: {
    id: 'partitions.mount',
    method: 'POST',
    path: 'nodes/{system_id}/blockdevices/{device_id}/partition/{id}?op=mount',
    params: 'PartitionMountParams',
    reply: 'Partition',
  },
  removeTag: {
    id: 'partitions.removeTag',
    method: 'POST',
    path: 'nodes/{system_id}/blockdevices/{device_id}/partition/{id}?op=remove_tag',
    params: 'PartitionRemoveTagParams',
    reply: 'Partition',
    idempotent: true,
  },
  unformat: {
    id: 'partitions.unformat',
    method: 'POST',
    path: 'nodes/{system_id}/blockdevices/{device_id}/partition/{id}?op=unformat',
    reply: 'Partition',
  },
  unmount: {
    id: 'partitions.unmount',
    method: 'POST',
    path: 'nodes/{system_id}/blockdevices/{device_id}/partition/{id}?op=unmount',
    reply: 'Partition',
  },
}
