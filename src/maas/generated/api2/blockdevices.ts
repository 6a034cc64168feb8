// Generated from spec/maas/api2/blockdevices.yaml by `npm run generate`. Do not edit.

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
