import { uuid } from '../forms/devices.js'
import { bytes, text, whole } from '../forms/fields.js'
import { type Field, type Fields, readForm, type Reading } from '../forms/form.js'
import { deleted } from '../replies/reply.js'
import { volumeGroupReply } from '../replies/storage.js'
import { formData } from '../server/body.js'
import { invalidModel, refuse } from '../server/refusal.js'
import type { Operation, Resource, UserExchange } from '../server/router.js'
import { newVirtualDisk } from '../state/storage-layouts.js'
import { aligned, dissolve, extent, groupSize } from '../state/storage.js'
import type { Machine, StorageGroup, StorageMember } from '../state/types.js'
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
  rename,
  throughPartition,
} from './storage-groups.js'

function createVolumeGroup(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'create volume group')
  const values = readForm(
    formData(exchange.body),
    { name: text({ required: true }), uuid: uuid(), ...joining(machine) },
    { clean: needsDevices },
  )
  checkName(values.name)
  const members = throughPartition(exchange, machine, [...values.block_devices, ...values.partitions])
  const { name } = values
  const group = newGroup(exchange, 'vg', { name, members, ...(values.uuid && { uuid: values.uuid }) })
  machine.groups.push(group)
  claim(machine, members, 'lvm-pv')
  return volumeGroupReply(machine, group)
}

interface DeviceFields extends Fields {
  name: Field<string>
  block_devices: Field<StorageMember[]>
  partitions: Field<StorageMember[]>
}

/** A group has at least one device; told only where the other fields are right. */
export function needsDevices(form: Reading<DeviceFields>): void {
  const { block_devices: disks = [], partitions = [] } = form.values
  if (form.isRight('name', 'block_devices', 'partitions') && disks.length + partitions.length === 0)
    form.fail('__all__', 'At least one valid block device or partition is required.')
}

function updateVolumeGroup(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'update volume group')
  const group = groupOf(machine, 'vg', exchange)
  const values = readForm(formData(exchange.body), {
    name: text(),
    uuid: uuid(),
    ...changing(machine, group),
  })
  const added = [...values.add_block_devices, ...values.add_partitions]
  const removed = [...values.remove_block_devices, ...values.remove_partitions]
  const members = membersAfter(group, added, removed)
  if (groupSize(machine, { ...group, members }) < allocated(machine, group))
    throw refuse(400, 'Volume group cannot be smaller than its logical volumes.')
  if (members.length === 0) throw invalidModel({ __all__: ['At least one filesystem must have been added.'] })
  if (values.name) checkName(values.name)
  rename(machine, group, values.name)
  if (values.uuid) group.uuid = values.uuid
  exchangeMembers(machine, group, throughPartition(exchange, machine, added), removed, 'lvm-pv')
  return volumeGroupReply(machine, group)
}

/** What the volumes of a group take. */
const allocated = (machine: Machine, group: StorageGroup): number =>
  machine.disks.filter((disk) => group.diskIds.includes(disk.id)).reduce((sum, disk) => sum + disk.size, 0)

function createVolume(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'create logical volume')
  const group = groupOf(machine, 'vg', exchange)
  const left = groupSize(machine, group) - allocated(machine, group)
  const values = readForm(
    formData(exchange.body),
    { name: text({ required: true }), uuid: uuid(), size: bytes({ min: extent, max: left }) },
    {
      clean: (form) => {
        if (left >= extent) return
        delete form.errors['size']
        form.fail(
          '__all__',
          `Volume group (${group.name}) cannot hold any more logical volumes, because it doesn't have enough free space.`,
        )
      },
    },
  )
  const name = `${group.name}-${values.name}`
  if (machine.disks.some((disk) => disk.name === name))
    throw invalidModel({ __all__: ['Block device with this Node config and Name already exists.'] })
  const size = values.size === null ? left : aligned(values.size)
  const disk = newVirtualDisk(exchange.state, name, size, 4096)
  if (values.uuid) disk.uuid = values.uuid
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
  const { id } = readForm(formData(exchange.body), { id: whole({ required: true, fallback: 0 }) })
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
