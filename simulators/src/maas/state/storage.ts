import { newUuid } from './state.js'
import type { Disk, Filesystem, Machine, Partition, StorageGroup, StorageMember } from './types.js'

export const extent = 4 * 1024 ** 2
const mebibyte = 1024 ** 2

/** Rounds down to MAAS's alignment. */
export const aligned = (bytes: number): number => Math.floor(bytes / extent) * extent

/** The boot disk: the selected one, or the first. */
export const bootDisk = (machine: Machine): Disk | undefined =>
  machine.disks.find((disk) => disk.id === machine.bootDiskId) ??
  machine.disks.find((disk) => disk.type === 'physical')

/** The space for the partition table at both ends, and on the boot disk of a PC for the boot loader. */
export const tableSize = (machine: Machine, disk: Disk): number =>
  (disk === bootDisk(machine) ? 6 : 5) * mebibyte

/** The space left on a disk for another partition. */
export function freeSpace(machine: Machine, disk: Disk): number {
  if (disk.filesystem || memberOf(machine, disk)) return 0
  const used = disk.partitions.reduce((sum, partition) => sum + partition.size, 0)
  const table = disk.partitions.length > 0 ? tableSize(machine, disk) : 5 * mebibyte
  return Math.max(0, aligned(disk.size - table - used))
}

export const isDisk = (device: Disk | Partition): device is Disk => 'partitions' in device

/** The group or cache set that holds a device. */
export function memberOf(
  machine: Machine,
  device: Disk | Partition,
): { group?: StorageGroup; cacheSet?: number; member: StorageMember } | undefined {
  const kind = isDisk(device) ? 'disk' : 'partition'
  const isIt = (member: StorageMember): boolean => member.kind === kind && member.id === device.id
  for (const group of machine.groups) {
    const member = group.members.find(isIt)
    if (member) return { group, member }
  }
  const set = machine.cacheSets.find((candidate) => isIt(candidate.member))
  return set && { cacheSet: set.id, member: set.member }
}

/** Whether a device is unused, so that it can become a member of a group. */
export function isFree(machine: Machine, device: Disk | Partition): boolean {
  if (device.filesystem || memberOf(machine, device)) return false
  if (!isDisk(device)) return true
  return device.partitions.length === 0
}

export const devicesOf = (machine: Machine, members: readonly StorageMember[]): (Disk | Partition)[] =>
  members.flatMap((member) => {
    const all: (Disk | Partition)[] =
      member.kind === 'disk' ? machine.disks : machine.disks.flatMap((disk) => disk.partitions)
    return all.find((device) => device.id === member.id) ?? []
  })

export const newFilesystem = (fstype: string, fields: Partial<Filesystem> = {}): Filesystem => ({
  fstype,
  label: null,
  uuid: newUuid(),
  mountPoint: null,
  mountOptions: null,
  ...fields,
})

/** All file systems of the machine. */
export const filesystemsOf = (machine: Machine): Filesystem[] => [
  ...machine.disks
    .flatMap((disk) => [disk.filesystem, ...disk.partitions.map((partition) => partition.filesystem)])
    .filter((item) => item !== null),
  ...machine.specialFilesystems,
]

export const rootFilesystem = (machine: Machine): Filesystem | undefined =>
  filesystemsOf(machine).find((filesystem) => filesystem.mountPoint === '/')

/** Deletes a group and its virtual disks; its members become free. */
export function dissolve(machine: Machine, group: StorageGroup): void {
  machine.groups.splice(machine.groups.indexOf(group), 1)
  for (const device of devicesOf(machine, group.members)) device.filesystem = null
  machine.disks = machine.disks.filter((disk) => !group.diskIds.includes(disk.id))
}

const units = ['bytes', 'KB', 'MB', 'GB', 'TB', 'PB']

/** `200.0 GB`. */
export function humanSize(bytes: number): string {
  let [value, unit] = [bytes, 0]
  while (value >= 1000 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1]
  return unit === 0 ? `${value} bytes` : `${value.toFixed(1)} ${units[unit]}`
}

/** The capacity of a group by its members. */
export function groupSize(machine: Machine, group: StorageGroup): number {
  const sizes = devicesOf(machine, group.members).map((device) => device.size)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  // Every physical volume has one extent for its headers.
  if (group.kind === 'vg') return aligned(total) - sizes.length * extent
  if (group.kind !== 'raid' || sizes.length === 0) return total
  const active = group.members.filter((member) => !member.isSpare).length
  return raidSize(group.mode, { total, count: sizes.length, active, smallest: Math.min(...sizes) })
}

const superblock = 128 * 1024

/** The capacity of an array: its smallest member, spares included, decides. */
function raidSize(
  level: string,
  { total, count, active, smallest }: { total: number; count: number; active: number; smallest: number },
): number {
  if (level === 'raid-0') return total - superblock * count
  const times: Record<string, number> = {
    'raid-5': active - 1,
    'raid-6': active - 2,
    'raid-10': active / 2,
  }
  return smallest * (times[level] ?? 1) - superblock
}
