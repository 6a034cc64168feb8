// Generated from spec/maas/api2/blockdevices.yaml by `npm run generate`. Do not edit.

/** A disk of a machine, real or made of others. */
export interface BlockDevice {
  id: number
  system_id: string
  name: string
  type: 'physical' | 'virtual' | (string & {})
  path: string
  /** Null for a real disk. */
  uuid: string | null
  /** Null for a virtual one. */
  model: string | null
  serial: string | null
  id_path: string | null
  /** Absent for a virtual one. */
  firmware_version?: string | null
  /** Bytes. */
  size: number
  block_size: number
  /** Bytes. */
  available_size: number
  /** Bytes. */
  used_size: number
  /** In words. */
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
  /** Bytes. */
  size: number
  bootable: boolean
  filesystem: Filesystem | null
  /** In words. */
  used_for: string
  tags: string[]
  resource_uri: string
}

/** What a disk or partition is formatted with. */
export interface Filesystem {
  fstype: string
  label: string | null
  uuid: string | null
  mount_point: string | null
  mount_options: string | null
}

/** A filesystem without a disk, such as tmpfs. */
export interface SpecialFilesystem {
  fstype: string
  label: string | null
  uuid: string | null
  mount_point: string
  mount_options: string | null
}
