import { deleted, pistonText } from '../replies/reply.js'
import {
  bcacheReply,
  cacheSetReply,
  createdBcacheReply,
  raidReply,
  volumeGroupReply,
} from '../replies/storage.js'
import { formData } from '../server/body.js'
import { Form, required } from '../server/form.js'
import { invalidModel, notFound, Refusal, refuse } from '../server/refusal.js'
import type { Exchange, Operation, Resource, UserExchange } from '../server/router.js'
import { newUuid } from '../state/state.js'
import { newVirtualDisk } from '../state/storage-layouts.js'
import { aligned, devicesOf, dissolve, groupSize, isFree, newFilesystem } from '../state/storage.js'
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
function readLeaving(form: Form, group: StorageGroup, field: string): StorageMember[] {
  const kind = field.includes('partition') ? 'partition' : 'disk'
  return form.data.all(field).flatMap((value) => {
    const found = group.members.find((member) => member.kind === kind && String(member.id) === value)
    if (found) return [found]
    form.add(field, `Select a valid choice. ${value} is not one of the available choices.`)
    return []
  })
}

function claim(machine: Machine, members: StorageMember[], fstype: string): void {
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

const levels: Record<string, number> = { 'raid-0': 2, 'raid-1': 2, 'raid-5': 3, 'raid-6': 4, 'raid-10': 3 }

function createRaid(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'create RAID')
  const form = new Form(formData(exchange.body))
  const level = form.text('level') ?? ''
  if (level === '') form.add('level', required)
  else if (!(level in levels))
    form.add('level', `Select a valid choice. ${level} is not one of the available choices.`)
  const members = [
    ...readMembers(form, machine, 'block_devices'),
    ...readMembers(form, machine, 'partitions'),
    ...readMembers(form, machine, 'spare_devices', true),
    ...readMembers(form, machine, 'spare_partitions', true),
  ]
  if (members.length === 0 && !form.errors['block_devices'])
    form.add('__all__', 'At least one block device or partition must be added to the array.')
  form.check()
  checkCount(level, members)
  const name = form.text('name') ?? ''
  if (name === '') throw invalidModel({ name: ['This field cannot be blank.'] })
  const group = newGroup(exchange, 'raid', { name, mode: level, members })
  machine.groups.push(group)
  claim(
    machine,
    members.filter((member) => !member.isSpare),
    'raid',
  )
  claim(
    machine,
    members.filter((member) => member.isSpare),
    'raid-spare',
  )
  addDisk(exchange, machine, group, name)
  return raidReply(machine, group)
}

function checkCount(level: string, members: StorageMember[]): void {
  const least = levels[level] ?? 0
  if (members.filter((member) => !member.isSpare).length < least) {
    const message = `RAID level ${level.replace('raid-', '')} must have at least ${least} raid devices and any number of spares.`
    throw invalidModel({ __all__: [message] })
  }
}

function addDisk({ state }: UserExchange, machine: Machine, group: StorageGroup, name: string): void {
  const disk = newVirtualDisk(state, name, groupSize(machine, group))
  group.diskIds = [disk.id]
  machine.disks.push(disk)
}

function updateRaid(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'update RAID')
  const group = groupOf(machine, 'raid', exchange)
  const form = new Form(formData(exchange.body))
  const uuid = form.text('uuid')
  if (uuid && !/^[\da-f-]{32,36}$/i.test(uuid)) {
    if (uuid.length < 32)
      form.add('uuid', `Ensure this value has at least 32 characters (it has ${uuid.length}).`)
    form.add('uuid', 'Enter a valid value.')
  }
  const added = [
    ...readMembers(form, machine, 'add_block_devices'),
    ...readMembers(form, machine, 'add_partitions'),
    ...readMembers(form, machine, 'add_spare_devices', true),
    ...readMembers(form, machine, 'add_spare_partitions', true),
  ]
  const removed = [
    'remove_block_devices',
    'remove_partitions',
    'remove_spare_devices',
    'remove_spare_partitions',
  ].flatMap((field) => readLeaving(form, group, field))
  form.check()
  rename(machine, group, form.text('name'))
  exchangeMembers(machine, group, added, removed, 'raid')
  for (const disk of machine.disks) if (group.diskIds.includes(disk.id)) disk.size = groupSize(machine, group)
  return raidReply(machine, group)
}

function rename(machine: Machine, group: StorageGroup, name: string | undefined): void {
  if (!name) return
  for (const disk of machine.disks) {
    if (group.diskIds.includes(disk.id))
      disk.name = group.kind === 'vg' ? disk.name.replace(group.name, name) : name
  }
  group.name = name
}

function exchangeMembers(
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

function createVolumeGroup(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'create volume group')
  const form = new Form(formData(exchange.body))
  form.need('name')
  const members = [
    ...readMembers(form, machine, 'block_devices'),
    ...readMembers(form, machine, 'partitions'),
  ]
  if (
    members.length === 0 &&
    !form.errors['name'] &&
    !form.errors['block_devices'] &&
    !form.errors['partitions']
  ) {
    form.add('__all__', 'At least one valid block device or partition is required.')
  }
  form.check()
  const group = newGroup(exchange, 'vg', { name: form.text('name') ?? '', members })
  machine.groups.push(group)
  claim(machine, members, 'lvm-pv')
  return volumeGroupReply(machine, group)
}

function updateVolumeGroup(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'update volume group')
  const group = groupOf(machine, 'vg', exchange)
  const form = new Form(formData(exchange.body))
  const added = [
    ...readMembers(form, machine, 'add_block_devices'),
    ...readMembers(form, machine, 'add_partitions'),
  ]
  const removed = ['remove_block_devices', 'remove_partitions'].flatMap((field) =>
    readLeaving(form, group, field),
  )
  form.check()
  rename(machine, group, form.text('name'))
  exchangeMembers(machine, group, added, removed, 'lvm-pv')
  return volumeGroupReply(machine, group)
}

function createVolume(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'create logical volume')
  const group = groupOf(machine, 'vg', exchange)
  const form = new Form(formData(exchange.body))
  form.need('name')
  form.check()
  const used = machine.disks
    .filter((disk) => group.diskIds.includes(disk.id))
    .reduce((sum, disk) => sum + disk.size, 0)
  const left = groupSize(machine, group) - used
  if (left < 4_194_304) {
    form.add(
      '__all__',
      `Volume group (${group.name}) cannot hold any more logical volumes, because it doesn't have enough free space.`,
    )
  }
  const size = form.text('size')
  if (left >= 4_194_304 && size && !/^\d+$/.test(size)) form.add('size', 'Enter a valid value.')
  else if (left >= 4_194_304 && size && Number(size) > left)
    form.add('size', `Ensure this value is less than or equal to ${left}.`)
  form.check()
  const disk = newVirtualDisk(
    exchange.state,
    `${group.name}-${form.text('name') ?? ''}`,
    size ? aligned(Number(size)) : left,
    4096,
  )
  group.diskIds.push(disk.id)
  machine.disks.push(disk)
  return {
    size: disk.size,
    used_size: 0,
    available_size: aligned(disk.size - 5 * 1024 ** 2),
    system_id: machine.systemId,
    uuid: disk.uuid,
    name: disk.name,
    id: disk.id,
    resource_uri: `/MAAS/api/2.0/nodes/${machine.systemId}/blockdevices/${disk.id}/`,
  }
}

/** Deleting a missing volume succeeds. */
function deleteVolume(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'delete logical volume')
  const group = groupOf(machine, 'vg', exchange)
  const form = new Form(formData(exchange.body))
  form.need('id')
  form.check()
  const id = Number(form.text('id'))
  if (group.diskIds.includes(id)) machine.disks = machine.disks.filter((disk) => disk.id !== id)
  group.diskIds = group.diskIds.filter((other) => other !== id)
  return deleted()
}

function deleteVolumeGroup(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'delete volume group')
  const group = groupOf(machine, 'vg', exchange)
  if (group.diskIds.length > 0)
    throw refuse(400, 'This volume group has logical volumes; it cannot be deleted.')
  dissolve(machine, group)
  return deleted()
}

function createCacheSet(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'create cache set')
  const form = new Form(formData(exchange.body))
  const [member] = [
    ...readMembers(form, machine, 'cache_device'),
    ...readMembers(form, machine, 'cache_partition'),
  ]
  if (!member) form.add('__all__', 'Either cache_device or cache_partition must be specified.')
  form.check()
  const set = {
    id: exchange.state.next('cacheset'),
    member: member ?? { kind: 'disk' as const, id: 0, isSpare: false },
  }
  machine.cacheSets.push(set)
  claim(machine, [set.member], 'bcache-cache')
  return cacheSetReply(machine, set)
}

function cacheSetOf(machine: Machine, { args }: Exchange) {
  const set = machine.cacheSets.find((candidate) => String(candidate.id) === args[1])
  if (!set) throw new Refusal(pistonText(404, ''))
  return set
}

function deleteCacheSet(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'delete cache set')
  const set = cacheSetOf(machine, exchange)
  if (machine.groups.some((group) => group.cacheSetId === set.id))
    throw refuse(400, "Cannot delete cache set; it's currently in use.")
  for (const device of devicesOf(machine, [set.member])) device.filesystem = null
  machine.cacheSets.splice(machine.cacheSets.indexOf(set), 1)
  return deleted()
}

const cacheModes = ['writeback', 'writethrough', 'writearound']

function readBcache(form: Form, machine: Machine, current?: StorageGroup) {
  const mode = form.text('cache_mode') ?? current?.mode ?? ''
  const setId = form.text('cache_set')
  const set = machine.cacheSets.find(
    (candidate) => String(candidate.id) === setId || (!setId && candidate.id === current?.cacheSetId),
  )
  const [backing] = [
    ...readMembers(form, machine, 'backing_device'),
    ...readMembers(form, machine, 'backing_partition'),
  ]
  if (!setId && !current) form.add('cache_set', required)
  else if (!set) form.add('cache_set', `Select a valid choice. ${setId} is not one of the available choices.`)
  if (mode === '') form.add('cache_mode', required)
  else if (!cacheModes.includes(mode))
    form.add('cache_mode', `Select a valid choice. ${mode} is not one of the available choices.`)
  if (!set) form.add('__all__', 'Bcache requires a cache_set.')
  else if (!backing && !current)
    form.add('__all__', 'Either backing_device or backing_partition must be specified.')
  form.check()
  return { mode, set, backing }
}

function createBcache(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'create Bcache')
  const form = new Form(formData(exchange.body))
  const { mode, set, backing } = readBcache(form, machine)
  const name = form.text('name') ?? ''
  if (name === '') throw invalidModel({ name: ['This field cannot be blank.'] })
  const members = backing ? [backing] : []
  const group = newGroup(exchange, 'bcache', { name, mode, members, cacheSetId: set?.id ?? null })
  machine.groups.push(group)
  claim(machine, members, 'bcache-backing')
  addDisk(exchange, machine, group, name)
  return createdBcacheReply(machine, group)
}

function updateBcache(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'update Bcache')
  const group = groupOf(machine, 'bcache', exchange)
  const form = new Form(formData(exchange.body))
  const { mode, set, backing } = readBcache(form, machine, group)
  rename(machine, group, form.text('name'))
  if (backing) exchangeMembers(machine, group, [backing], group.members, 'bcache-backing')
  Object.assign(group, { mode, cacheSetId: set?.id ?? group.cacheSetId })
  return bcacheReply(machine, group)
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

const remove = (kind: Kind, action: string): Operation => {
  return (exchange) => {
    const machine = readyMachine(exchange, action)
    dissolve(machine, groupOf(machine, kind, exchange))
    return deleted()
  }
}

const volumeGroupOperations: Record<string, Operation> = {
  GET: read('vg', volumeGroupReply),
  PUT: updateVolumeGroup,
  DELETE: deleteVolumeGroup,
  'POST create_logical_volume': createVolume,
  'POST delete_logical_volume': deleteVolume,
}

export const storageGroupResources: Resource[] = [
  { path: 'nodes/{system_id}/raids/', operations: { GET: list('raid', raidReply), POST: createRaid } },
  {
    path: 'nodes/{system_id}/raid/{id}/',
    operations: { GET: read('raid', raidReply), PUT: updateRaid, DELETE: remove('raid', 'delete RAID') },
  },
  {
    path: 'nodes/{system_id}/volume-groups/',
    operations: { GET: list('vg', volumeGroupReply), POST: createVolumeGroup },
  },
  { path: 'nodes/{system_id}/volume-group/{id}/', operations: volumeGroupOperations },
  { path: 'nodes/{system_id}/volume-groups/{id}/', operations: volumeGroupOperations },
  {
    path: 'nodes/{system_id}/bcache-cache-sets/',
    operations: {
      GET: (exchange) => {
        const machine = storageMachine(exchange)
        return machine.cacheSets.map((set) => cacheSetReply(machine, set))
      },
      POST: createCacheSet,
    },
  },
  {
    path: 'nodes/{system_id}/bcache-cache-set/{id}/',
    operations: {
      GET: (exchange) => {
        const machine = storageMachine(exchange)
        return cacheSetReply(machine, cacheSetOf(machine, exchange))
      },
      DELETE: deleteCacheSet,
    },
  },
  {
    path: 'nodes/{system_id}/bcaches/',
    operations: { GET: list('bcache', bcacheReply), POST: createBcache },
  },
  {
    path: 'nodes/{system_id}/bcache/{id}/',
    operations: {
      GET: read('bcache', bcacheReply),
      PUT: updateBcache,
      DELETE: remove('bcache', 'delete Bcache'),
    },
  },
]
