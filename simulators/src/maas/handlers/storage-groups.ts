import { deleted } from '../replies/reply.js'
import type { Form } from '../server/form.js'
import { notFound } from '../server/refusal.js'
import type { Exchange, Operation, UserExchange } from '../server/router.js'
import { newUuid } from '../state/state.js'
import { newVirtualDisk } from '../state/storage-layouts.js'
import { devicesOf, dissolve, groupSize, isFree, newFilesystem } from '../state/storage.js'
import type { Disk, Machine, Partition, StorageGroup, StorageMember } from '../state/types.js'
import { readyMachine, storageMachine } from './blockdevices.js'

type Kind = StorageGroup['kind']

const models: Record<Kind, string> = { raid: 'RAID', vg: 'VolumeGroup', bcache: 'Bcache', vmfs: 'VMFS' }

export function groupOf(machine: Machine, kind: Kind, { args }: Exchange): StorageGroup {
  const group = machine.groups.find(
    (candidate) => candidate.kind === kind && String(candidate.id) === args[1],
  )
  if (!group) throw notFound(models[kind])
  return group
}

/** The devices that a field lists by id: only free ones are valid choices. */
export function readMembers(form: Form, machine: Machine, field: string, isSpare = false): StorageMember[] {
  const kind = field.includes('partition') ? 'partition' : 'disk'
  const all: (Disk | Partition)[] =
    kind === 'disk' ? machine.disks : machine.disks.flatMap((disk) => disk.partitions)
  return form.data
    .all(field)
    .filter(Boolean)
    .flatMap((value) => {
      const found = all.find((device) => String(device.id) === value && isFree(machine, device))
      if (found) return [{ kind, id: found.id, isSpare } satisfies StorageMember]
      form.add(field, `Select a valid choice. ${value} is not one of the available choices.`)
      return []
    })
}

/** Members of the group that are to be removed from it. */
export function readLeaving(form: Form, group: StorageGroup, field: string): StorageMember[] {
  const kind = field.includes('partition') ? 'partition' : 'disk'
  return form.data.all(field).flatMap((value) => {
    const found = group.members.find((member) => member.kind === kind && String(member.id) === value)
    if (found) return [found]
    form.add(field, `Select a valid choice. ${value} is not one of the available choices.`)
    return []
  })
}

export function claim(machine: Machine, members: StorageMember[], fstype: string): void {
  for (const device of devicesOf(machine, members)) device.filesystem = newFilesystem(fstype)
}

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
  group.members = [...group.members.filter((member) => !removed.includes(member)), ...added]
}

export const read = (kind: Kind, reply: (machine: Machine, group: StorageGroup) => object): Operation => {
  return (exchange) => {
    const machine = storageMachine(exchange)
    return reply(machine, groupOf(machine, kind, exchange))
  }
}

export const list = (kind: Kind, reply: (machine: Machine, group: StorageGroup) => object): Operation => {
  return (exchange) => {
    const machine = storageMachine(exchange)
    return machine.groups.filter((group) => group.kind === kind).map((group) => reply(machine, group))
  }
}

export const remove = (kind: Kind, action: string): Operation => {
  return (exchange) => {
    const machine = readyMachine(exchange, action)
    dissolve(machine, groupOf(machine, kind, exchange))
    return deleted()
  }
}
