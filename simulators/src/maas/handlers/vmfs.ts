import { deleted } from '../replies/reply.js'
import { vmfsReply } from '../replies/storage.js'
import { formData } from '../server/body.js'
import { Form } from '../server/form.js'
import { invalid } from '../server/refusal.js'
import type { Resource, UserExchange } from '../server/router.js'
import { addPartition } from '../state/storage-layouts.js'
import { newFilesystem } from '../state/storage.js'
import type { Machine, StorageMember } from '../state/types.js'
import { readyMachine } from './blockdevices.js'
import { groupOf, list, newGroup, read, readMembers } from './storage-groups.js'

/** A datastore is made of partitions: for a whole disk, one partition is created over all of it. */
function extentsOf({ state }: UserExchange, machine: Machine, members: StorageMember[]): StorageMember[] {
  return members.map((member) => {
    const disk = machine.disks.find((candidate) => member.kind === 'disk' && candidate.id === member.id)
    if (!disk) return member
    const partition = addPartition(state, machine, disk, { filesystem: newFilesystem('vmfs6') })
    return { kind: 'partition', id: partition.id, isSpare: false }
  })
}

function create(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'create VMFS group')
  const form = new Form(formData(exchange.body))
  form.need('name')
  const members = [
    ...readMembers(form, machine, 'block_devices'),
    ...readMembers(form, machine, 'partitions'),
  ]
  if (members.length === 0 && !form.errors['block_devices'] && !form.errors['partitions']) {
    form.add('__all__', 'At least one valid block device or partition is required.')
  }
  form.check()
  if (!machine.storageLayout.startsWith('vmfs')) {
    throw invalid({
      VMFS: ['VMFS Datastores may only be created after the VMFS6 or VMFS7 storage layout has been applied.'],
    })
  }
  const name = form.text('name') ?? ''
  const group = newGroup(exchange, 'vmfs', {
    name,
    mode: name,
    members: extentsOf(exchange, machine, members),
  })
  machine.groups.push(group)
  return vmfsReply(machine, group)
}

function update(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'update VMFS datastore')
  const group = groupOf(machine, 'vmfs', exchange)
  const form = new Form(formData(exchange.body))
  const added = [
    ...readMembers(form, machine, 'add_block_devices'),
    ...readMembers(form, machine, 'add_partitions'),
  ]
  form.check()
  group.name = form.text('name') || group.name
  group.members.push(...extentsOf(exchange, machine, added))
  return vmfsReply(machine, group)
}

function remove(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'delete VMFS datastore')
  const group = groupOf(machine, 'vmfs', exchange)
  const ids = group.members.map((member) => member.id)
  for (const disk of machine.disks)
    disk.partitions = disk.partitions.filter((partition) => !ids.includes(partition.id))
  machine.groups.splice(machine.groups.indexOf(group), 1)
  return deleted()
}

export const vmfsResources: Resource[] = [
  { path: 'nodes/{system_id}/vmfs-datastores/', operations: { GET: list('vmfs', vmfsReply), POST: create } },
  {
    path: 'nodes/{system_id}/vmfs-datastore/{id}/',
    operations: { GET: read('vmfs', vmfsReply), PUT: update, DELETE: remove },
  },
]
