import { checkFields, checkType, type Form } from '../../core/arguments.js'
import type { BlockDeviceFormatParams } from '../generated/api2/blockdevices.js'
import type { BcacheCreateParams } from '../generated/api2/bcaches.js'
import type { RaidCreateParams } from '../generated/api2/raids.js'

/** A device of a machine: its name (`sda`, `md0`, `vg0-root`, or the name of a partition in the same description) or the id of a disk. */
export type DeviceRef = string | number

/** The filesystem of a device, and where it is mounted. */
export interface FilesystemDescription {
  fstype?: Exclude<BlockDeviceFormatParams['fstype'], 'ramfs' | 'tmpfs'>
  label?: string
  /** An absolute path; `none` for swap, which needs none here. */
  mount_point?: string
  /** Options of mount, separated by commas. */
  mount_options?: string
}

/** One partition. It is the same as an existing one that has its place on the disk, its size and its boot flag. */
export interface PartitionDescription extends FilesystemDescription {
  /** A name for the members of this description; MAAS does not store it. */
  name?: string
  /** In bytes, or with a unit such as `20G` or `512MiB`; absent for all that is free, in the last partition only. */
  size?: number | string
  bootable?: boolean
}

/** What a disk, an array or a bcache device holds: partitions, or a filesystem. */
export interface DeviceContents extends FilesystemDescription {
  /** In their order on the disk. */
  partitions?: readonly PartitionDescription[]
}

/** An existing disk. */
export interface DiskDescription extends DeviceContents {
  /** Its name or id, or `tag:NAME` for the only disk with a tag. */
  disk: DeviceRef
  /** Whether the machine starts from it. */
  boot?: boolean
}

export interface RaidDescription extends DeviceContents {
  name: string
  level: RaidCreateParams['level']
  /** `tag:NAME` stands for all disks with a tag. */
  members: readonly DeviceRef[]
  spares?: readonly DeviceRef[]
}

export interface VolumeDescription extends FilesystemDescription {
  name: string
  /** As that of a partition; absent for all that is free, in the last volume only. */
  size?: number | string
}

export interface VolumeGroupDescription {
  name: string
  /** `tag:NAME` stands for all disks with a tag. */
  members: readonly DeviceRef[]
  volumes?: readonly VolumeDescription[]
}

export interface BcacheDescription extends DeviceContents {
  name: string
  backing: DeviceRef
  /** Several bcache devices may share one. */
  cache: DeviceRef
  /** @default 'writeback' */
  cache_mode?: BcacheCreateParams['cache_mode']
}

/** A filesystem in memory. */
export interface SpecialDescription {
  fstype: 'tmpfs' | 'ramfs'
  mount_point: string
  mount_options?: string
}

/** The storage that a machine shall have. What it does not mention stays as it is. */
export interface StorageDescription {
  disks?: readonly DiskDescription[]
  raids?: readonly RaidDescription[]
  volumeGroups?: readonly VolumeGroupDescription[]
  bcaches?: readonly BcacheDescription[]
  special?: readonly SpecialDescription[]
  /**
   * Whether the machine may be left without a filesystem at `/`: MAAS deploys such a machine in memory only.
   * @default false
   */
  withoutRoot?: boolean
}

export const OPERATION = 'storage.plan'

const filesystem: Form<FilesystemDescription> = {
  fstype: 'enum(ext2|ext4|xfs|fat32|vfat|swap|btrfs|zfsroot)',
  label: 'string',
  mount_point: 'string',
  mount_options: 'string',
}
const size = 'int | string'
const ref = 'int | string'
const contents: Form<DeviceContents> = { ...filesystem, partitions: 'any[]' }
const partition: Form<PartitionDescription> = { ...filesystem, name: 'string', size, bootable: 'bool' }
const volume: Form<VolumeDescription> = { ...filesystem, name: 'string', size }
const whole: Form<StorageDescription> = {
  disks: 'any[]',
  raids: 'any[]',
  volumeGroups: 'any[]',
  bcaches: 'any[]',
  special: 'any[]',
  withoutRoot: 'bool',
}
const disk: Form<DiskDescription> = { ...contents, disk: ref, boot: 'bool' }
const raid: Form<RaidDescription> = {
  ...contents,
  name: 'string',
  level: 'enum(raid-0|raid-1|raid-5|raid-6|raid-10)',
  members: `(${ref})[]`,
  spares: `(${ref})[]`,
}
const volumeGroup: Form<VolumeGroupDescription> = { name: 'string', members: `(${ref})[]`, volumes: 'any[]' }
const bcache: Form<BcacheDescription> = {
  ...contents,
  name: 'string',
  backing: ref,
  cache: ref,
  cache_mode: 'enum(writeback|writethrough|writearound)',
}
const special: Form<SpecialDescription> = {
  fstype: 'enum(tmpfs|ramfs)',
  mount_point: 'string',
  mount_options: 'string',
}

/** Checks the form of a description. Throws `ConfigurationError`. */
export function checkDescription(description: StorageDescription): void {
  checkFields('maas', OPERATION, whole, description)
  each('disks', description.disks, disk, ['disk'])
  each('raids', description.raids, raid, ['name', 'level', 'members'])
  each('volumeGroups', description.volumeGroups, volumeGroup, ['name', 'members'])
  each('bcaches', description.bcaches, bcache, ['name', 'backing', 'cache'])
  each('special', description.special, special, ['fstype', 'mount_point'])
  for (const name of ['disks', 'raids', 'bcaches'] as const)
    for (const [index, item] of (description[name] ?? []).entries())
      each(`${name}[${index}].partitions`, item.partitions, partition, [])
  for (const [index, group] of (description.volumeGroups ?? []).entries())
    each(`volumeGroups[${index}].volumes`, group.volumes, volume, ['name'])
}

function each<T extends object>(
  path: string,
  items: readonly T[] | undefined,
  form: Form<T>,
  required: readonly (keyof T & string)[],
): void {
  for (const [index, item] of (items ?? []).entries()) {
    const at = `${OPERATION} ${path}[${index}]`
    checkFields('maas', at, form, item)
    for (const name of required)
      if (item[name] === undefined)
        checkType('maas', at, name, (form as Record<string, string>)[name] as string, undefined)
  }
}
