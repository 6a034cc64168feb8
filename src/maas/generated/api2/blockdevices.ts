// Generated from spec/maas/api2/blockdevices.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A block device of a machine: a physical disk, or a virtual device that is made of other devices. */
export interface BlockDevice {
  id: number
  system_id: string
  name: string
  type: 'physical' | 'virtual' | (string & {})
  path: string
  /** Null for physical devices. */
  uuid: string | null
  /** Null for virtual devices. */
  model: string | null
  serial: string | null
  id_path: string | null
  /** Absent for virtual devices. */
  firmware_version?: string | null
  /** In bytes. */
  size: number
  /** In bytes. */
  block_size: number
  /** In bytes. */
  available_size: number
  /** In bytes. */
  used_size: number
  /** Human-readable description of the use. */
  used_for: string
  tags: string[]
  filesystem: Filesystem | null
  partition_table_type: 'GPT' | 'MBR' | (string & {}) | null
  partitions: Partition[]
  storage_pool: string | null
  numa_node: number | null
  resource_uri: string
}

/** A partition of a disk. */
export interface Partition {
  id: number
  device_id: number
  system_id: string
  uuid: string
  path: string
  type: string
  /** In bytes. */
  size: number
  bootable: boolean
  filesystem: Filesystem | null
  /** Human-readable description of the use. */
  used_for: string
  tags: string[]
  resource_uri: string
}

/** The filesystem of a block device or partition. */
export interface Filesystem {
  fstype: string
  label: string | null
  uuid: string | null
  mount_point: string | null
  mount_options: string | null
}

/** A filesystem without a block device, such as tmpfs. */
export interface SpecialFilesystem {
  fstype: string
  label: string | null
  uuid: string | null
  mount_point: string
  mount_options: string | null
}

/** Parameters of `blockDevices.create`. */
export interface BlockDeviceCreateParams {
  name: string
  /** In bytes, or with a unit such as 10G. */
  size: number | string
  /** In bytes. */
  block_size: number | string
  model?: string
  serial?: string
  /** Stable path of the device, such as /dev/disk/by-id/...; required without model and serial. */
  id_path?: string
  /** NUMA node; default: 0. */
  numa_node?: number
}

/** Parameters of `blockDevices.update`. */
export interface BlockDeviceUpdateParams {
  name?: string
  model?: string
  serial?: string
  id_path?: string
  /** In bytes, or with a unit such as 10G. */
  size?: number | string
  /** In bytes. */
  block_size?: number | string
  /** NUMA node; default: 0. */
  numa_node?: number
  partition_table_type?: 'MBR' | 'GPT'
  /** UUID of a virtual block device. */
  uuid?: string
}

/** Parameters of `blockDevices.addTag`. */
export interface BlockDeviceAddTagParams {
  tag: string
}

/** Parameters of `blockDevices.format`. */
export interface BlockDeviceFormatParams {
  /** Type of the filesystem. */
  fstype: 'ext2' | 'ext4' | 'xfs' | 'fat32' | 'vfat' | 'swap' | 'ramfs' | 'tmpfs' | 'btrfs' | 'zfsroot'
  /** UUID of the filesystem; default: a new one. */
  uuid?: string
  /** Label of the filesystem. */
  label?: string
}

/** Parameters of `blockDevices.mount`. */
export interface BlockDeviceMountParams {
  /** Absolute path, or none for swap. */
  mount_point: string
  /** Options of mount, separated by commas. */
  mount_options?: string
}

/** Parameters of `blockDevices.removeTag`. */
export interface BlockDeviceRemoveTagParams {
  tag: string
}

/** Block devices of a machine. */
export interface MaasBlockDevices {
  /**
   * Lists all block devices of a machine.
   *
   * API: `GET nodes/{system_id}/blockdevices/`.
   *
   * @example
   * for await (const item of maas.blockDevices.list('4y3h7n')) console.log(item)
   */
  list(systemId: string, options?: RequestOptions): List<BlockDevice>

  /**
   * Returns a block device.
   *
   * API: `GET nodes/{system_id}/blockdevices/{id}/`.
   *
   * @example
   * await maas.blockDevices.get('4y3h7n', 1)
   */
  get(systemId: string, id: string | number, options?: RequestOptions): Pending<BlockDevice>

  /**
   * Adds a physical block device to a machine that is Ready. Administrators only.
   *
   * API: `POST nodes/{system_id}/blockdevices/`.
   *
   * @example
   * await maas.blockDevices.create('4y3h7n', { name: 'sdb', model: 'QEMU', serial: 'A1', size: '100G', block_size: 512 })
   */
  create(systemId: string, params: BlockDeviceCreateParams, options?: RequestOptions): Pending<BlockDevice>

  /**
   * Updates a block device. Of a Deployed machine only name, model, serial and id_path can be changed. Administrators only.
   *
   * API: `PUT nodes/{system_id}/blockdevices/{id}/`.
   *
   * @example
   * await maas.blockDevices.update('4y3h7n', 1, { name: 'sdb' })
   */
  update(systemId: string, id: string | number, params?: BlockDeviceUpdateParams, options?: RequestOptions): Pending<BlockDevice>

  /**
   * Deletes a block device, with its partitions and whatever is built on it. Administrators only.
   *
   * API: `DELETE nodes/{system_id}/blockdevices/{id}/`.
   *
   * @example
   * await maas.blockDevices.delete('4y3h7n', 1)
   */
  delete(systemId: string, id: string | number, options?: RequestOptions): Pending<null>

  /**
   * Adds a tag to a block device.
   *
   * API: `POST nodes/{system_id}/blockdevices/{id}/?op=add_tag`.
   *
   * @example
   * await maas.blockDevices.addTag('4y3h7n', 1, { tag: 'ssd' })
   */
  addTag(systemId: string, id: string | number, params: BlockDeviceAddTagParams, options?: RequestOptions): Pending<BlockDevice>

  /**
   * Formats a block device with a filesystem. Its mount point is removed.
   *
   * API: `POST nodes/{system_id}/blockdevices/{id}/?op=format`.
   *
   * @example
   * await maas.blockDevices.format('4y3h7n', 1, { fstype: 'ext4' })
   */
  format(systemId: string, id: string | number, params: BlockDeviceFormatParams, options?: RequestOptions): Pending<BlockDevice>

  /**
   * Mounts the filesystem of a block device.
   *
   * API: `POST nodes/{system_id}/blockdevices/{id}/?op=mount`.
   *
   * @example
   * await maas.blockDevices.mount('4y3h7n', 1, { mount_point: '/srv' })
   */
  mount(systemId: string, id: string | number, params: BlockDeviceMountParams, options?: RequestOptions): Pending<BlockDevice>

  /**
   * Removes a tag from a block device.
   *
   * API: `POST nodes/{system_id}/blockdevices/{id}/?op=remove_tag`.
   *
   * @example
   * await maas.blockDevices.removeTag('4y3h7n', 1, { tag: 'ssd' })
   */
  removeTag(systemId: string, id: string | number, params: BlockDeviceRemoveTagParams, options?: RequestOptions): Pending<BlockDevice>

  /**
   * Makes a physical block device the boot disk of its machine. Administrators only.
   *
   * API: `POST nodes/{system_id}/blockdevices/{id}/?op=set_boot_disk`.
   *
   * @example
   * await maas.blockDevices.setBootDisk('4y3h7n', 1)
   */
  setBootDisk(systemId: string, id: string | number, options?: RequestOptions): Pending<string>

  /**
   * Removes the filesystem of a block device, which must not be mounted.
   *
   * API: `POST nodes/{system_id}/blockdevices/{id}/?op=unformat`.
   *
   * @example
   * await maas.blockDevices.unformat('4y3h7n', 1)
   */
  unformat(systemId: string, id: string | number, options?: RequestOptions): Pending<BlockDevice>

  /**
   * Unmounts the filesystem of a block device.
   *
   * API: `POST nodes/{system_id}/blockdevices/{id}/?op=unmount`.
   *
   * @example
   * await maas.blockDevices.unmount('4y3h7n', 1)
   */
  unmount(systemId: string, id: string | number, options?: RequestOptions): Pending<BlockDevice>
}

export const blockDevices: Operations<RestOperation> = {
  list: { id: 'blockDevices.list', method: 'GET', path: 'nodes/{system_id}/blockdevices/', reply: 'BlockDevice[]', list: 'default' },
  get: { id: 'blockDevices.get', method: 'GET', path: 'nodes/{system_id}/blockdevices/{id}/', reply: 'BlockDevice' },
  create: {
    id: 'blockDevices.create',
    method: 'POST',
    path: 'nodes/{system_id}/blockdevices/',
    params: 'BlockDeviceCreateParams',
    reply: 'BlockDevice',
  },
  update: {
    id: 'blockDevices.update',
    method: 'PUT',
    path: 'nodes/{system_id}/blockdevices/{id}/',
    params: 'BlockDeviceUpdateParams',
    reply: 'BlockDevice',
  },
  delete: { id: 'blockDevices.delete', method: 'DELETE', path: 'nodes/{system_id}/blockdevices/{id}/' },
  addTag: {
    id: 'blockDevices.addTag',
    method: 'POST',
    path: 'nodes/{system_id}/blockdevices/{id}/?op=add_tag',
    params: 'BlockDeviceAddTagParams',
    reply: 'BlockDevice',
    idempotent: true,
  },
  format: {
    id: 'blockDevices.format',
    method: 'POST',
    path: 'nodes/{system_id}/blockdevices/{id}/?op=format',
    params: 'BlockDeviceFormatParams',
    reply: 'BlockDevice',
  },
  mount: {
    id: 'blockDevices.mount',
    method: 'POST',
    path: 'nodes/{system_id}/blockdevices/{id}/?op=mount',
    params: 'BlockDeviceMountParams',
    reply: 'BlockDevice',
  },
  removeTag: {
    id: 'blockDevices.removeTag',
    method: 'POST',
    path: 'nodes/{system_id}/blockdevices/{id}/?op=remove_tag',
    params: 'BlockDeviceRemoveTagParams',
    reply: 'BlockDevice',
    idempotent: true,
  },
  setBootDisk: {
    id: 'blockDevices.setBootDisk',
    method: 'POST',
    path: 'nodes/{system_id}/blockdevices/{id}/?op=set_boot_disk',
    expects: 'text',
    idempotent: true,
  },
  unformat: { id: 'blockDevices.unformat', method: 'POST', path: 'nodes/{system_id}/blockdevices/{id}/?op=unformat', reply: 'BlockDevice' },
  unmount: { id: 'blockDevices.unmount', method: 'POST', path: 'nodes/{system_id}/blockdevices/{id}/?op=unmount', reply: 'BlockDevice' },
}
