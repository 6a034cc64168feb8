import { deleted, pistonText } from '../replies/reply.js'
import { diskReply, partitionReply } from '../replies/storage.js'
import { formData } from '../server/body.js'
import { Form } from '../server/form.js'
import { formBoolean, mandatory } from '../server/param-values.js'
import { forbidden, invalidModel, notFound, Refusal, refuse } from '../server/refusal.js'
import type { Exchange, Operation, Resource, UserExchange } from '../server/router.js'
import { addPartition } from '../state/storage-layouts.js'
import { aligned, dissolve, freeSpace, memberOf } from '../state/storage.js'
import type { Disk, Machine, Partition, StatusName } from '../state/types.js'
import { visible } from './access.js'
import { format, mount, unformat, unmount } from './filesystem-forms.js'

const smallest = 4_194_304

/** @throws Refusal 404 for a machine that is missing or not visible to the user. */
export function storageMachine({ state, args, user }: UserExchange): Machine {
  const machine = state.machine(args[0] ?? '')
  if (!machine || !visible(user, machine)) throw notFound('Machine')
  return machine
}

/**
 * The machine, for an administrator's change of its storage.
 *
 * @throws Refusal 403 for others and for a locked machine, 409 `Cannot ...` unless it is Ready.
 */
export function readyMachine(exchange: UserExchange, action: string, noun = 'machine'): Machine {
  const machine = storageMachine(exchange)
  if (!exchange.user.isAdmin || machine.locked) throw forbidden()
  if (machine.status !== 'Ready') throw refuse(409, `Cannot ${action} because the ${noun} is not Ready.`)
  return machine
}

const formattable: readonly StatusName[] = ['Ready', 'Allocated']

/** The owner of an allocated machine may format and mount as well. */
function ownMachine(exchange: UserExchange, action: string): Machine {
  const machine = storageMachine(exchange)
  const { user } = exchange
  if (machine.locked || !(user.isAdmin || machine.owner === user.username)) throw forbidden()
  if (!formattable.includes(machine.status))
    throw refuse(409, `Cannot ${action} because the machine is not Ready or Allocated.`)
  return machine
}

export function diskOf(machine: Machine, { args }: Exchange): Disk {
  const disk = machine.disks.find(
    (candidate) => String(candidate.id) === args[1] || candidate.name === args[1],
  )
  if (!disk) throw notFound('BlockDevice')
  return disk
}

function partitionOf(machine: Machine, exchange: Exchange): { disk: Disk; partition: Partition } {
  const disk = diskOf(machine, exchange)
  const partition = disk.partitions.find((candidate) => String(candidate.id) === exchange.args[2])
  // Unlike other objects, a missing partition gives an empty body.
  if (!partition) throw new Refusal(pistonText(404, ''))
  return { disk, partition }
}

function readSize(form: Form, field: 'size', most: number | undefined): number | undefined {
  const value = form.text(field)
  if (!value) return undefined
  if (!/^-?\d+$/.test(value)) form.add(field, 'Enter a valid value.')
  else if (Number(value) < smallest)
    form.add(field, `Ensure this value is greater than or equal to ${smallest}.`)
  else if (most !== undefined && Number(value) > most)
    form.add(field, `Ensure this value is less than or equal to ${most}.`)
  else return Number(value)
  return undefined
}

function createDisk(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'create block device')
  const form = new Form(formData(exchange.body))
  for (const field of ['name', 'size', 'block_size']) form.need(field)
  const size = readSize(form, 'size', undefined)
  const blockSize = form.whole('block_size', { min: 512 })
  const [model, serial, idPath] = [
    form.text('model') ?? '',
    form.text('serial') ?? '',
    form.text('id_path') ?? '',
  ]
  if (!idPath && !(model && serial))
    form.add('__all__', 'serial/model are required if id_path is not provided.')
  form.check()
  const name = form.text('name') ?? ''
  if (machine.disks.some((disk) => disk.name === name))
    throw invalidModel({ __all__: ['Block device with this Node config and Name already exists.'] })
  const disk: Disk = {
    id: exchange.state.next('blockdevice'),
    name,
    type: 'physical',
    size: size ?? 0,
    blockSize: blockSize ?? 512,
    uuid: null,
    model,
    serial,
    idPath,
    firmware: null,
    tags: [],
    partitions: [],
    filesystem: null,
  }
  machine.disks.push(disk)
  return diskReply(machine, disk)
}

function updateDisk(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'update block device')
  const disk = diskOf(machine, exchange)
  const form = new Form(formData(exchange.body))
  const size = readSize(form, 'size', undefined)
  form.check()
  const name = form.text('name')
  if (name === '') throw invalidModel({ name: ['This field cannot be blank.'] })
  const group = machine.groups.find((candidate) => candidate.diskIds.includes(disk.id))
  // The name of a logical volume starts with that of its group.
  disk.name = name === undefined ? disk.name : group?.kind === 'vg' ? `${group.name}-${name}` : name
  disk.size = size === undefined ? disk.size : group?.kind === 'vg' ? aligned(size) : size
  disk.model = form.or('model', disk.model)
  disk.serial = form.or('serial', disk.serial)
  disk.idPath = form.or('id_path', disk.idPath)
  return diskReply(machine, disk)
}

/** Deletes a disk with its contents, and an array with its virtual disk (README, fact 43). */
function deleteDisk(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'delete block device')
  const disk = diskOf(machine, exchange)
  const made = machine.groups.find((group) => group.diskIds.includes(disk.id))
  if (made && made.kind !== 'vg') dissolve(machine, made)
  if (made?.kind === 'vg') made.diskIds = made.diskIds.filter((id) => id !== disk.id)
  const holder = memberOf(machine, disk)
  if (holder?.group) holder.group.members = holder.group.members.filter((member) => member !== holder.member)
  machine.disks = machine.disks.filter((other) => other !== disk)
  return deleted()
}

type DiskChange = (machine: Machine, disk: Disk, exchange: UserExchange) => void

const changeOwn = (action: string, act: DiskChange): Operation => {
  return (exchange) => {
    const machine = ownMachine(exchange, action)
    const disk = diskOf(machine, exchange)
    act(machine, disk, exchange)
    return diskReply(machine, disk)
  }
}

const changeReady = (action: string, act: DiskChange): Operation => {
  return (exchange) => {
    const machine = readyMachine(exchange, action)
    const disk = diskOf(machine, exchange)
    act(machine, disk, exchange)
    return diskReply(machine, disk)
  }
}

function setBootDisk(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'set as boot disk')
  machine.bootDiskId = diskOf(machine, exchange).id
  return pistonText(200, 'OK')
}

function createPartition(exchange: UserExchange): unknown {
  const { state, body } = exchange
  const machine = readyMachine(exchange, 'create partition', 'node')
  const disk = diskOf(machine, exchange)
  const form = new Form(formData(body))
  const size = readSize(form, 'size', disk.size)
  form.check()
  const left = disk.partitions.length > 0 ? freeSpace(machine, disk) : disk.size
  if (left < smallest && size === undefined)
    throw invalidModel({ size: [`Ensure this value is greater than or equal to ${smallest}.`] })
  if (size !== undefined && aligned(size) > left) {
    throw invalidModel({ size: ['Partition cannot be saved; not enough free space on the block device.'] })
  }
  const partition = addPartition(state, machine, disk, {
    bootable: formBoolean(form.text('bootable')),
    ...(size !== undefined && { size }),
  })
  return partitionReply(machine, disk, partition)
}

function listPartitions(exchange: UserExchange): unknown {
  const machine = storageMachine(exchange)
  const disk = diskOf(machine, exchange)
  if (disk.partitions.length === 0) throw refuse(500, 'PartitionTable matching query does not exist.')
  return disk.partitions.map((partition) => partitionReply(machine, disk, partition))
}

type PartitionChange = (machine: Machine, partition: Partition, exchange: UserExchange) => void

const changePartition = (action: string, own: boolean, act: PartitionChange): Operation => {
  return (exchange) => {
    const machine = own ? ownMachine(exchange, action) : readyMachine(exchange, action)
    const { disk, partition } = partitionOf(machine, exchange)
    act(machine, partition, exchange)
    return partitionReply(machine, disk, partition)
  }
}

const addTag = (device: Disk | Partition, { body }: UserExchange): void => {
  device.tags = [...new Set([...device.tags, mandatory(body.post, 'tag')])]
}

const removeTag = (device: Disk | Partition, { body }: UserExchange): void => {
  const tag = mandatory(body.post, 'tag')
  device.tags = device.tags.filter((other) => other !== tag)
}

const partitionOperations: Record<string, Operation> = {
  GET: (exchange) => {
    const machine = storageMachine(exchange)
    const { disk, partition } = partitionOf(machine, exchange)
    return partitionReply(machine, disk, partition)
  },
  DELETE: (exchange) => {
    const machine = readyMachine(exchange, 'delete partition', 'node')
    const { disk, partition } = partitionOf(machine, exchange)
    disk.partitions.splice(disk.partitions.indexOf(partition), 1)
    return deleted()
  },
  'POST format': changePartition('format partition', true, (_machine, partition, { body }) =>
    format(partition, formData(body)),
  ),
  'POST unformat': changePartition('unformat partition', true, (_machine, partition) => unformat(partition)),
  'POST mount': changePartition('mount partition', true, (machine, partition, { body }) =>
    mount(machine, partition, formData(body)),
  ),
  'POST unmount': changePartition('unmount partition', true, (_machine, partition) => unmount(partition)),
  'POST add_tag': changePartition('update partition', false, (_machine, partition, exchange) =>
    addTag(partition, exchange),
  ),
  'POST remove_tag': changePartition('update partition', false, (_machine, partition, exchange) =>
    removeTag(partition, exchange),
  ),
}

export const blockDeviceResources: Resource[] = [
  {
    path: 'nodes/{system_id}/blockdevices/',
    operations: {
      GET: (exchange) => {
        const machine = storageMachine(exchange)
        // The list has no firmware version.
        return machine.disks.map((disk) => {
          const { firmware_version: _firmware, ...rest } = diskReply(machine, disk)
          return rest
        })
      },
      POST: createDisk,
    },
  },
  {
    path: 'nodes/{system_id}/blockdevices/{id}/',
    operations: {
      GET: (exchange) => {
        const machine = storageMachine(exchange)
        return diskReply(machine, diskOf(machine, exchange))
      },
      PUT: updateDisk,
      DELETE: deleteDisk,
      'POST format': changeOwn('format block device', (_machine, disk, { body }) =>
        format(disk, formData(body)),
      ),
      'POST unformat': changeOwn('unformat block device', (_machine, disk) => unformat(disk)),
      'POST mount': changeOwn('mount block device', (machine, disk, { body }) =>
        mount(machine, disk, formData(body)),
      ),
      'POST unmount': changeOwn('unmount block device', (_machine, disk) => unmount(disk)),
      'POST set_boot_disk': setBootDisk,
      'POST add_tag': changeReady('update block device', (_machine, disk, exchange) =>
        addTag(disk, exchange),
      ),
      'POST remove_tag': changeReady('update block device', (_machine, disk, exchange) =>
        removeTag(disk, exchange),
      ),
    },
  },
  {
    path: 'nodes/{system_id}/blockdevices/{device_id}/partitions/',
    operations: { GET: listPartitions, POST: createPartition },
  },
  { path: 'nodes/{system_id}/blockdevices/{device_id}/partition/{id}', operations: partitionOperations },
  { path: 'nodes/{system_id}/blockdevices/{device_id}/partitions/{id}', operations: partitionOperations },
]
