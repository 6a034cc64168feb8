import { uuid } from '../forms/devices.js'
import { text } from '../forms/fields.js'
import { readForm } from '../forms/form.js'
import { deleted } from '../replies/reply.js'
import { vmfsReply } from '../replies/storage.js'
import { formData } from '../server/body.js'
import { invalidModel } from '../server/refusal.js'
import type { Resource, UserExchange } from '../server/router.js'
import type { Machine, StorageMember } from '../state/types.js'
import { readyMachine } from './blockdevices.js'
import {
  changing,
  checkName,
  claim,
  exchangeMembers,
  groupOf,
  joining,
  list,
  membersAfter,
  newGroup,
  read,
  throughPartition,
} from './storage-groups.js'
import { needsDevices } from './volume-groups.js'

/** A datastore is made of partitions: for a whole disk, one partition is created over all of it. */
function extentsOf(exchange: UserExchange, machine: Machine, members: StorageMember[]): StorageMember[] {
  const extents = throughPartition(exchange, machine, members, true)
  claim(machine, extents, 'vmfs6')
  return extents
}

function create(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'create VMFS group')
  const values = readForm(
    formData(exchange.body),
    { name: text({ required: true }), uuid: uuid(), ...joining(machine) },
    {
      clean: (form) => {
        needsDevices(form)
        // The form's own rule ends the others.
        if (!('__all__' in form.errors) && !machine.storageLayout.startsWith('vmfs'))
          form.fail(
            'VMFS',
            'VMFS Datastores may only be created after the VMFS6 or VMFS7 storage layout has been applied.',
          )
      },
    },
  )
  checkName(values.name)
  const { name } = values
  const group = newGroup(exchange, 'vmfs', {
    name,
    mode: name,
    members: extentsOf(exchange, machine, [...values.block_devices, ...values.partitions]),
    ...(values.uuid && { uuid: values.uuid }),
  })
  machine.groups.push(group)
  return vmfsReply(machine, group)
}

function update(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'update VMFS datastore')
  const group = groupOf(machine, 'vmfs', exchange)
  const values = readForm(formData(exchange.body), {
    name: text(),
    uuid: uuid(),
    ...changing(machine, group),
  })
  const added = [...values.add_block_devices, ...values.add_partitions]
  const removed = values.remove_partitions
  if (membersAfter(group, added, removed).length === 0)
    throw invalidModel({ __all__: ['At least one filesystem must have been added.'] })
  if (values.name) checkName(values.name)
  group.name = values.name || group.name
  group.uuid = values.uuid || group.uuid
  exchangeMembers(machine, group, extentsOf(exchange, machine, added), removed, 'vmfs6')
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
