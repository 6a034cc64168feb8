import type { MaasState } from '../state/state.js'
import { devicesOf, freeSpace, groupSize, humanSize, isDisk, memberOf, tableSize } from '../state/storage.js'
import type { CacheSet, Disk, Filesystem, Machine, Partition, StorageGroup } from '../state/types.js'
import { float } from './float.js'
import { apiRoot } from './network.js'

export const filesystemReply = (filesystem: Filesystem): object => ({
  fstype: filesystem.fstype,
  label: filesystem.label,
  uuid: filesystem.uuid,
  mount_point: filesystem.mountPoint,
  mount_options: filesystem.mountOptions,
})

function usedFor(machine: Machine, device: Disk | Partition): string {
  const found = memberOf(machine, device)
  const names = {
    raid: '',
    vg: 'LVM volume for',
    bcache: 'Backing device for',
    vmfs: 'VMFS extent for',
  } as const
  if (found?.group?.kind === 'raid')
    return `${found.member.isSpare ? 'Spare' : 'Active'} ${found.group.mode} device for ${found.group.name}`
  if (found?.group) return `${names[found.group.kind]} ${found.group.name}`
  if (found?.cacheSet !== undefined)
    return `Cache device for cache${machine.cacheSets.findIndex((set) => set.id === found.cacheSet)}`
  const { filesystem } = device
  if (filesystem?.mountPoint)
    return `${filesystem.fstype} formatted filesystem mounted at ${filesystem.mountPoint}`
  if (filesystem) return `Unmounted ${filesystem.fstype} formatted filesystem`
  const count = isDisk(device) ? device.partitions.length : 0
  return count === 0 ? 'Unused' : `GPT partitioned with ${count} partition${count === 1 ? '' : 's'}`
}

export function diskReply(machine: Machine, disk: Disk): Record<string, unknown> {
  const isPhysical = disk.type === 'physical'
  const partitioned = disk.partitions.reduce((sum, partition) => sum + partition.size, 0)
  const isWhole = disk.filesystem !== null || memberOf(machine, disk) !== undefined
  const count = disk.partitions.length
  return {
    id: disk.id,
    name: disk.name,
    type: disk.type,
    system_id: machine.systemId,
    ...(isPhysical && { firmware_version: disk.firmware }),
    model: isPhysical ? disk.model : null,
    serial: isPhysical ? disk.serial : null,
    id_path: isPhysical ? disk.idPath : null,
    path: `/dev/disk/by-dname/${disk.name}`,
    uuid: disk.uuid,
    size: disk.size,
    block_size: disk.blockSize,
    used_size: isWhole ? disk.size : count === 0 ? 0 : partitioned + tableSize(machine, disk),
    available_size: isWhole ? 0 : freeSpace(machine, disk),
    used_for: usedFor(machine, disk),
    partition_table_type: count === 0 ? null : 'GPT',
    partitions: disk.partitions.map((partition) => partitionReply(machine, disk, partition)),
    filesystem: disk.filesystem && filesystemReply(disk.filesystem),
    storage_pool: null,
    numa_node: isPhysical ? 0 : null,
    tags: disk.tags,
    resource_uri: `${apiRoot}/nodes/${machine.systemId}/blockdevices/${disk.id}/`,
  }
}

export const partitionReply = (
  machine: Machine,
  disk: Disk,
  partition: Partition,
): Record<string, unknown> => ({
  id: partition.id,
  uuid: partition.uuid,
  size: partition.size,
  bootable: partition.bootable,
  tags: partition.tags,
  filesystem: partition.filesystem && filesystemReply(partition.filesystem),
  device_id: disk.id,
  type: 'partition',
  // The first partition is for the boot loader, so this is part2.
  path: `/dev/disk/by-dname/${disk.name}-part${disk.partitions.indexOf(partition) + 2}`,
  system_id: machine.systemId,
  used_for: usedFor(machine, partition),
  resource_uri: `${apiRoot}/nodes/${machine.systemId}/blockdevices/${disk.id}/partition/${partition.id}`,
})

export function deviceReply(machine: Machine, device: Disk | Partition): object {
  if (isDisk(device)) return diskReply(machine, device)
  const disk = machine.disks.find((candidate) => candidate.partitions.includes(device))
  return disk ? partitionReply(machine, disk, device) : {}
}

const membersReply = (machine: Machine, group: StorageGroup, isSpare: boolean): object[] =>
  devicesOf(
    machine,
    group.members.filter((member) => member.isSpare === isSpare),
  ).map((device) => deviceReply(machine, device))

const disksOf = (machine: Machine, group: StorageGroup): Disk[] =>
  machine.disks.filter((disk) => group.diskIds.includes(disk.id))

export function raidReply(machine: Machine, group: StorageGroup, { facts }: MaasState): object {
  const [disk] = disksOf(machine, group)
  const size = groupSize(machine, group)
  return {
    virtual_device: disk ? diskReply(machine, disk) : null,
    // 3.4 halves the size of a RAID-10 by a division.
    size: group.mode === 'raid-10' && facts.halvesToFloat ? float(size) : size,
    human_size: humanSize(size),
    devices: membersReply(machine, group, false),
    spare_devices: membersReply(machine, group, true),
    level: group.mode,
    system_id: machine.systemId,
    uuid: group.uuid,
    name: group.name,
    id: group.id,
    resource_uri: `${apiRoot}/nodes/${machine.systemId}/raid/${group.id}/`,
  }
}

export function volumeGroupReply(machine: Machine, group: StorageGroup): object {
  const volumes = disksOf(machine, group)
  const size = groupSize(machine, group)
  const used = volumes.reduce((sum, disk) => sum + disk.size, 0)
  return {
    size,
    human_size: humanSize(size),
    devices: membersReply(machine, group, false),
    used_size: used,
    available_size: size - used,
    human_used_size: humanSize(used),
    human_available_size: humanSize(size - used),
    logical_volumes: volumes.map((disk) => diskReply(machine, disk)),
    system_id: machine.systemId,
    uuid: group.uuid,
    name: group.name,
    id: group.id,
    resource_uri: `${apiRoot}/nodes/${machine.systemId}/volume-group/${group.id}/`,
  }
}

export function cacheSetReply(machine: Machine, set: CacheSet): object {
  const [device] = devicesOf(machine, [set.member])
  return {
    id: set.id,
    name: `cache${machine.cacheSets.indexOf(set)}`,
    system_id: machine.systemId,
    cache_device: device ? deviceReply(machine, device) : null,
    resource_uri: `${apiRoot}/nodes/${machine.systemId}/bcache-cache-set/${set.id}/`,
  }
}

/** The reply to its creation has fewer fields than a read. */
export function createdBcacheReply(machine: Machine, group: StorageGroup): object {
  const whole = bcacheReply(machine, group) as Record<string, unknown>
  return Object.fromEntries(
    ['uuid', 'name', 'cache_mode', 'cache_set', 'virtual_device', 'id'].map((key) => [key, whole[key]]),
  )
}

export function vmfsReply(machine: Machine, group: StorageGroup): object {
  const size = groupSize(machine, group)
  return {
    devices: membersReply(machine, group, false),
    // The mount keeps the name that the device was created with.
    filesystem: { fstype: 'vmfs6', mount_point: `/vmfs/volumes/${group.mode}` },
    id: group.id,
    human_size: humanSize(size),
    system_id: machine.systemId,
    uuid: group.uuid,
    name: group.name,
    size,
    resource_uri: `${apiRoot}/nodes/${machine.systemId}/vmfs-datastore/${group.id}/`,
  }
}

export function bcacheReply(machine: Machine, group: StorageGroup): object {
  const set = machine.cacheSets.find((candidate) => candidate.id === group.cacheSetId)
  const [disk] = disksOf(machine, group)
  const [backing] = devicesOf(machine, group.members)
  const size = groupSize(machine, group)
  return {
    cache_set: set ? cacheSetReply(machine, set) : null,
    backing_device: backing ? deviceReply(machine, backing) : null,
    virtual_device: disk ? diskReply(machine, disk) : null,
    size,
    human_size: humanSize(size),
    cache_mode: group.mode,
    system_id: machine.systemId,
    uuid: group.uuid,
    name: group.name,
    id: group.id,
    resource_uri: `${apiRoot}/nodes/${machine.systemId}/bcache/${group.id}/`,
  }
}
