import { deleted } from '../replies/reply.js'
import { volumeGroupReply } from '../replies/storage.js'
import { formData } from '../server/body.js'
import { Form } from '../server/form.js'
import { refuse } from '../server/refusal.js'
import type { Operation, Resource, UserExchange } from '../server/router.js'
import { newVirtualDisk } from '../state/storage-layouts.js'
import { aligned, dissolve, groupSize } from '../state/storage.js'
import { readyMachine } from './blockdevices.js'
import {
  groupOf,
  readMembers,
  readLeaving,
  claim,
  newGroup,
  rename,
  exchangeMembers,
  read,
  list,
} from './storage-groups.js'

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

const volumeGroupOperations: Record<string, Operation> = {
  GET: read('vg', volumeGroupReply),
  PUT: updateVolumeGroup,
  DELETE: deleteVolumeGroup,
  'POST create_logical_volume': createVolume,
  'POST delete_logical_volume': deleteVolume,
}

export const volumeGroupResources: Resource[] = [
  {
    path: 'nodes/{system_id}/volume-groups/',
    operations: { GET: list('vg', volumeGroupReply), POST: createVolumeGroup },
  },
  { path: 'nodes/{system_id}/volume-group/{id}/', operations: volumeGroupOperations },
  { path: 'nodes/{system_id}/volume-groups/{id}/', operations: volumeGroupOperations },
]
