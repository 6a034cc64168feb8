import { devices, leaving } from '../forms/devices.js'
import { messages } from '../forms/messages.js'
import { deleted } from '../replies/reply.js'
import { invalidModel, notFound } from '../server/refusal.js'
import type { Exchange, Operation, UserExchange } from '../server/router.js'
import { type MaasState, newUuid } from '../state/state.js'
import { addPartition, newVirtualDisk } from '../state/storage-layouts.js'
import { bootDisk, devicesOf, dissolve, groupSize, newFilesystem } from '../state/storage.js'
import type { Machine, StorageGroup, StorageMember } from '../state/types.js'
import { readyMachine, storageMachine } from './blockdevices.js'

type Kind = StorageGroup['kind']

const models: Record<Kind, string> = { raid: 'RAID', vg: 'VolumeGroup', bcache: 'Bcache', vmfs: 'VMFS' }

export function groupOf(machine: Machine, kind: Kind, { args }: Exchange): StorageGroup {
  const group = machine.groups.find(
    (candidate) =>
      candidate.kind === kind && (String(candidate.id) === args[1] || candidate.name === args[1]),
  )
  if (!group) throw notFound(models[kind])
  return group
}

/** The fields of devices that may join a group. */
export const joining = (machine: Machine) => ({
  block_devices: devices(machine, 'disk'),
  partitions: devices(machine, 'partition'),
})

/** The fields of devices that join and leave a group. */
export const changing = (machine: Machine, group: StorageGroup) => ({
  add_block_devices: devices(machine, 'disk'),
  add_partitions: devices(machine, 'partition'),
  remove_block_devices: leaving(machine, group, 'disk'),
  remove_partitions: leaving(machine, group, 'partition'),
})

/** A file system is not placed on the boot disk itself: one partition over all of it is used instead. */
export function throughPartition(
  { state }: UserExchange,
  machine: Machine,
  members: StorageMember[],
  all = false,
): StorageMember[] {
  return members.map((member) => {
    const disk = machine.disks.find((candidate) => member.kind === 'disk' && candidate.id === member.id)
    if (!disk || !(all || disk === bootDisk(machine))) return member
    return { kind: 'partition', id: addPartition(state, machine, disk).id, isSpare: member.isSpare }
  })
}

/** @throws Refusal 400 for a name that the model refuses; the form takes it. */
export function checkName(name: string): void {
  if (name === '') throw invalidModel({ name: [messages.blank] })
  if (name.length > 255) throw invalidModel({ name: [messages.shorter(255, name.length)] })
}

export function claim(machine: Machine, members: StorageMember[], fstype: string): void {
  for (const device of devicesOf(machine, members)) device.filesystem = newFilesystem(fstype)
}

/** The members after a change; what leaves is compared by device. */
export const membersAfter = (
  { members }: StorageGroup,
  added: readonly StorageMember[],
  removed: readonly StorageMember[],
): StorageMember[] => [...members.filter((member) => !removed.includes(member)), ...added]

export function newGroup({ state }: UserExchange, kind: Kind, fields: Partial<StorageGroup>): StorageGroup {
  return {
    id: state.next('group'),
    kind,
    name: '',
    uuid: newUuid(),
    mode: '',
    members: [],
    diskIds: [],
    cacheSetId: null,
    ...fields,
  }
}

export function addDisk({ state }: UserExchange, machine: Machine, group: StorageGroup, name: string): void {
  const disk = newVirtualDisk(state, name, groupSize(machine, group))
  group.diskIds = [disk.id]
  machine.disks.push(disk)
}

export function rename(machine: Machine, group: StorageGroup, name: string | undefined): void {
  if (!name) return
  for (const disk of machine.disks) {
    if (group.diskIds.includes(disk.id))
      disk.name = group.kind === 'vg' ? disk.name.replace(group.name, name) : name
  }
  group.name = name
}

export function exchangeMembers(
  machine: Machine,
  group: StorageGroup,
  added: StorageMember[],
  removed: StorageMember[],
  fstype: string,
): void {
  for (const device of devicesOf(machine, removed)) device.filesystem = null
  claim(machine, added, fstype)
  group.members = membersAfter(group, added, removed)
}

type GroupReply = (machine: Machine, group: StorageGroup, state: MaasState) => object

export const read = (kind: Kind, reply: GroupReply): Operation => {
  return (exchange) => {
    const machine = storageMachine(exchange)
    return reply(machine, groupOf(machine, kind, exchange), exchange.state)
  }
}

export const list = (kind: Kind, reply: GroupReply): Operation => {
  return (exchange) => {
    const machine = storageMachine(exchange)
    const groups = machine.groups.filter((group) => group.kind === kind)
    return groups.map((group) => reply(machine, group, exchange.state))
  }
}

export const remove = (kind: Kind, action: string): Operation => {
  return (exchange) => {
    const machine = readyMachine(exchange, action)
    dissolve(machine, groupOf(machine, kind, exchange))
    return deleted()
  }
}
