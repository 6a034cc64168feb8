import { lookup } from '../../lookup.js'
import { raidReply } from '../replies/storage.js'
import { formData } from '../server/body.js'
import { Form, required } from '../server/form.js'
import { invalidModel } from '../server/refusal.js'
import type { Resource, UserExchange } from '../server/router.js'
import { groupSize } from '../state/storage.js'
import type { StorageMember } from '../state/types.js'
import { readyMachine } from './blockdevices.js'
import {
  groupOf,
  readMembers,
  readLeaving,
  claim,
  newGroup,
  addDisk,
  rename,
  exchangeMembers,
  read,
  list,
  remove,
} from './storage-groups.js'

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
  const least = lookup(levels, level) ?? 0
  if (members.filter((member) => !member.isSpare).length < least) {
    const message = `RAID level ${level.replace('raid-', '')} must have at least ${least} raid devices and any number of spares.`
    throw invalidModel({ __all__: [message] })
  }
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

export const raidResources: Resource[] = [
  { path: 'nodes/{system_id}/raids/', operations: { GET: list('raid', raidReply), POST: createRaid } },
  {
    path: 'nodes/{system_id}/raid/{id}/',
    operations: { GET: read('raid', raidReply), PUT: updateRaid, DELETE: remove('raid', 'delete RAID') },
  },
]
