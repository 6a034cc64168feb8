import type { RequestOptions } from '../../core/options.js'
import type { Bcache, MaasBcaches } from '../generated/api2/bcaches.js'
import type { BcacheCacheSet, MaasBcacheCacheSets } from '../generated/api2/bcache-cache-sets.js'
import type { BlockDevice, Filesystem, MaasBlockDevices, Partition } from '../generated/api2/blockdevices.js'
import type { GeneratedMaasMachines, Machine } from '../generated/api2/machines.js'
import type { MaasPartitions } from '../generated/api2/partitions.js'
import type { MaasRaids, Raid } from '../generated/api2/raids.js'
import type { MaasUsers } from '../generated/api2/users.js'
import type { MaasVolumeGroups, VolumeGroup } from '../generated/api2/volume-groups.js'

/** The resources that a storage plan uses. */
export interface StorageResources {
  machines: GeneratedMaasMachines
  users: MaasUsers
  blockDevices: MaasBlockDevices
  partitions: MaasPartitions
  raids: MaasRaids
  volumeGroups: MaasVolumeGroups
  bcaches: MaasBcaches
  bcacheCacheSets: MaasBcacheCacheSets
}

/** A disk or partition by what the operations need of it. */
export interface DeviceId {
  kind: 'disk' | 'partition'
  id: number
  /** Of the disk that holds it, or its own. */
  diskId: number
}

/** An existing disk, virtual device or partition. */
export interface Device extends DeviceId {
  name: string
  size: number
  available: number
  tags: readonly string[]
  isPhysical: boolean
  /** Of a partition. */
  bootable: boolean
  filesystem: Filesystem | null
  /** In their order on the disk. */
  partitions: readonly Device[]
}

/** What joins devices into another device. */
export type Group =
  | {
      kind: 'raid'
      id: number
      name: string
      devices: Device[]
      spares: Device[]
      made: Device[]
      raid: Raid
    }
  | { kind: 'volumeGroup'; id: number; name: string; devices: Device[]; made: Device[]; group: VolumeGroup }
  | { kind: 'bcache'; id: number; name: string; devices: Device[]; made: Device[]; bcache: Bcache }
  | { kind: 'cacheSet'; id: number; name: string; devices: Device[]; made: Device[] }

/** The storage of a machine. */
export interface StorageState {
  machine: Machine
  user: { username: string; isAdmin: boolean }
  disks: readonly Device[]
  groups: readonly Group[]
}

/** Reads what a machine has, and the user of the client. */
export async function readStorage(
  resources: StorageResources,
  systemId: string,
  request: RequestOptions,
): Promise<StorageState> {
  const { machines, users, raids, volumeGroups, bcaches, bcacheCacheSets } = resources
  const [machine, me, ...lists] = await Promise.all([
    machines.get(systemId, request),
    users.whoami(request),
    raids.list(systemId, request).toArray(),
    volumeGroups.list(systemId, request).toArray(),
    bcaches.list(systemId, request).toArray(),
    bcacheCacheSets.list(systemId, request).toArray(),
  ])
  const disks = machine.blockdevice_set.map(deviceOf)
  return {
    machine,
    user: { username: me.username, isAdmin: me.is_superuser },
    disks,
    groups: groupsOf(disks, ...lists),
  }
}

const keyOf = ({ kind, id }: Pick<DeviceId, 'kind' | 'id'>): string => `${kind} ${id}`

function groupsOf(
  disks: readonly Device[],
  raids: readonly Raid[],
  volumeGroups: readonly VolumeGroup[],
  bcaches: readonly Bcache[],
  cacheSets: readonly BcacheCacheSet[],
): Group[] {
  const all = new Map(
    disks.flatMap((disk) => [disk, ...disk.partitions]).map((device) => [keyOf(device), device]),
  )
  const found = (devices: readonly (BlockDevice | Partition | null)[]): Device[] =>
    devices.flatMap((device) => {
      if (device === null) return []
      return all.get(keyOf({ kind: isPartition(device) ? 'partition' : 'disk', id: device.id })) ?? []
    })
  return [
    ...raids.map((raid) => ({
      kind: 'raid' as const,
      id: raid.id,
      name: raid.name,
      devices: found(raid.devices),
      spares: found(raid.spare_devices),
      made: found([raid.virtual_device]),
      raid,
    })),
    ...volumeGroups.map((group) => ({
      kind: 'volumeGroup' as const,
      id: group.id,
      name: group.name,
      devices: found(group.devices),
      made: found(group.logical_volumes),
      group,
    })),
    ...bcaches.map((bcache) => ({
      kind: 'bcache' as const,
      id: bcache.id,
      name: bcache.name,
      devices: found([bcache.backing_device]),
      made: found([bcache.virtual_device]),
      bcache,
    })),
    ...cacheSets.map((set) => ({
      kind: 'cacheSet' as const,
      id: set.id,
      name: set.name,
      devices: found([set.cache_device]),
      made: found(
        bcaches.filter(({ cache_set }) => cache_set?.id === set.id).map((bcache) => bcache.virtual_device),
      ),
    })),
  ]
}

const isPartition = (device: BlockDevice | Partition): device is Partition => 'device_id' in device

const deviceOf = (disk: BlockDevice): Device => ({
  kind: 'disk',
  id: disk.id,
  diskId: disk.id,
  name: disk.name,
  size: disk.size,
  available: disk.available_size,
  tags: disk.tags,
  isPhysical: disk.type === 'physical',
  bootable: false,
  filesystem: disk.filesystem,
  partitions: disk.partitions
    .toSorted((one, other) => one.id - other.id)
    .map((partition, index) => ({
      kind: 'partition',
      id: partition.id,
      diskId: disk.id,
      name: `partition ${index + 1} of ${disk.name}`,
      size: partition.size,
      available: 0,
      tags: partition.tags,
      isPhysical: false,
      bootable: partition.bootable,
      filesystem: partition.filesystem,
      partitions: [],
    })),
})

/** The types of "filesystems" that mark a device as part of another one (recorded replies). */
const MEMBER_TYPES = new Set(['raid', 'raid-spare', 'lvm-pv', 'bcache-cache', 'bcache-backing', 'vmfs6'])

/** The filesystem of a device that holds files. */
export const filesystemOf = ({ filesystem }: Device): Filesystem | null =>
  filesystem === null || MEMBER_TYPES.has(filesystem.fstype) ? null : filesystem
