// Generated from spec/maas/blockdevices.yaml by `npm run generate`. Do not edit.

/** A disk of a machine, real or made of others. */
export interface BlockDevice {
  id: number
  system_id: string
  name: string
  type: 'physical' | 'virtual' | (string & {})
  path: string
  /** null for a real disk */
  uuid: string | null
  /** null for a virtual one */
  model: string | null
  serial: string | null
  id_path: string | null
  /** absent for a virtual one */
  firmware_version?: string | null
  /** bytes */
  size: number
  block_size: number
  /** bytes */
  available_size: number
  /** bytes */
  used_size: number
  /** in words */
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
  /** bytes */
  size: number
  bootable: boolean
  filesystem: Filesystem | null
  /** in words */
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
