import { absolutePath, uuid } from '../forms/devices.js'
import { bytes, choice, databaseLimits, flag, text, whole } from '../forms/fields.js'
import { type Field, type Fields, readForm, type Reading } from '../forms/form.js'
import { messages } from '../forms/messages.js'
import { deleted, pistonText } from '../replies/reply.js'
import { diskReply, partitionReply } from '../replies/storage.js'
import { formData } from '../server/body.js'
import { mandatory } from '../server/param-values.js'
import type { Params } from '../server/params.js'
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
  if (machine.locked) throw forbidden()
  if (!formattable.includes(machine.status))
    throw refuse(409, `Cannot ${action} because the machine is not Ready or Allocated.`)
  if (machine.status === 'Ready' && !exchange.user.isAdmin)
    throw refuse(403, `Cannot ${action} because you don't have the permissions on a Ready machine.`)
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
  const partition = disk.partitions.find((candidate, index) =>
    [String(candidate.id), `${disk.name}-part${index + 2}`].includes(exchange.args[2] ?? ''),
  )
  // Unlike other objects, a missing partition gives an empty body.
  if (!partition) throw new Refusal(pistonText(404, ''))
  return { disk, partition }
}

const sizeFields = (isNew: boolean) => ({
  size: bytes({ required: isNew, min: smallest }),
  block_size: bytes({ required: isNew, min: 512, max: databaseLimits.max }),
})

/** How a disk is known: by its path, or by its model and serial number. */
function checkIdentity(form: Reading<IdentityFields>): void {
  const { id_path: path, model, serial } = form.values
  if (!path && !(model && serial))
    form.fail('__all__', 'serial/model are required if id_path is not provided.')
}

interface IdentityFields extends Fields {
  id_path: Field<string>
  model: Field<string>
  serial: Field<string>
}

const identity = () => ({
  id_path: absolutePath(),
  model: text({ max: 255 }),
  serial: text({ max: 255 }),
})

/** @throws Refusal 400 where another disk of the machine has the name. */
function checkDiskName(machine: Machine, name: string, disk?: Disk): void {
  if (machine.disks.some((other) => other !== disk && other.name === name))
    throw invalidModel({ __all__: ['Block device with this Node config and Name already exists.'] })
}

function createDisk(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'create block device')
  const values = readForm(
    formData(exchange.body),
    {
      name: text({ required: true, max: 255 }),
      ...identity(),
      ...sizeFields(true),
      numa_node: numaNode(),
    },
    { clean: checkIdentity },
  )
  const { name, model, serial } = values
  checkDiskName(machine, name)
  const disk: Disk = {
    id: exchange.state.next('blockdevice'),
    name,
    type: 'physical',
    size: values.size ?? 0,
    blockSize: values.block_size ?? 512,
    uuid: null,
    model,
    serial,
    idPath: values.id_path,
    firmware: null,
    tags: [],
    partitions: [],
    filesystem: null,
  }
  machine.disks.push(disk)
  return diskReply(machine, disk)
}

/** Simulated machines have one NUMA node. */
const numaNode = (): Field<number> =>
  whole({ min: 0, fallback: 0, check: (index) => (index === 0 ? undefined : 'Invalid NUMA node') })

function updateDisk(exchange: UserExchange): unknown {
  const machine = storageMachine(exchange)
  if (!exchange.user.isAdmin || machine.locked) throw forbidden()
  const disk = diskOf(machine, exchange)
  if (machine.status !== 'Ready' && machine.status !== 'Deployed')
    throw refuse(409, 'Cannot update block device because the machine is not Ready.')
  const data = formData(exchange.body)
  if (disk.type === 'virtual') {
    if (machine.status === 'Deployed')
      throw refuse(409, 'Cannot update virtual block device because the machine is Deployed.')
    updateVirtualDisk(machine, disk, data)
  } else updatePhysicalDisk(machine, disk, data)
  return diskReply(machine, disk)
}

/** On a deployed machine only what names the disk can be changed. */
function updatePhysicalDisk(machine: Machine, disk: Disk, sent: Params): void {
  const data = machine.status === 'Deployed' ? sent.pick(['name', 'model', 'serial', 'id_path']) : sent
  const values = readForm(
    data,
    {
      name: text({ max: 255 }),
      ...identity(),
      ...sizeFields(false),
      numa_node: numaNode(),
      partition_table_type: tableType(disk),
    },
    {
      current: { ...disk, id_path: disk.idPath, block_size: disk.blockSize },
      clean: checkIdentity,
    },
  )
  if (values.name === '') throw invalidModel({ name: [messages.blank] })
  checkDiskName(machine, values.name, disk)
  const { name, model, serial, id_path: idPath } = values
  Object.assign(disk, { name, model, serial, idPath })
  disk.size = values.size ?? disk.size
  disk.blockSize = values.block_size ?? disk.blockSize
}

const tableType = (disk: Disk): Field<string> =>
  choice({
    choices: ['MBR', 'GPT'],
    check: () => (disk.partitions.length > 0 ? undefined : 'Block device has no partition table'),
  })

function updateVirtualDisk(machine: Machine, disk: Disk, data: Params): void {
  const group = machine.groups.find((candidate) => candidate.diskIds.includes(disk.id))
  const isVolume = group?.kind === 'vg'
  const values = readForm(
    data,
    {
      name: text({ max: 255 }),
      uuid: uuid(),
      size: bytes({ min: smallest }),
      partition_table_type: tableType(disk),
    },
    {
      clean: (form) => {
        const { size } = form.values
        if (isVolume || size === undefined || size === null || size === disk.size) return
        form.errors['size'] = ['Size cannot be changed on this device.']
      },
    },
  )
  if (data.has('name') && values.name === '') throw invalidModel({ name: [messages.blank] })
  // The name of a logical volume starts with that of its group.
  const name = !values.name ? disk.name : isVolume ? `${group.name}-${values.name}` : values.name
  checkDiskName(machine, name, disk)
  disk.name = name
  disk.uuid = values.uuid || disk.uuid
  if (values.size !== null) disk.size = isVolume ? aligned(values.size) : values.size
}

/** Deletes a disk with its contents, and an array with its virtual disk (README, fact 43). */
function deleteDisk(exchange: UserExchange): unknown {
  const machine = readyMachine(exchange, 'delete block device')
  const disk = diskOf(machine, exchange)
  const made = machine.groups.find((group) => group.diskIds.includes(disk.id))
  if (made && made.kind !== 'vg') dissolve(machine, made)
  if (made?.kind === 'vg') made.diskIds = made.diskIds.filter((id) => id !== disk.id)
  for (const device of [disk, ...disk.partitions]) leaveGroup(machine, device)
  machine.disks = machine.disks.filter((other) => other !== disk)
  return deleted()
}

/** A group that loses its last member is gone. */
function leaveGroup(machine: Machine, device: Disk | Partition): void {
  const holder = memberOf(machine, device)
  if (holder?.group) {
    holder.group.members = holder.group.members.filter((member) => member !== holder.member)
    if (holder.group.members.length === 0) dissolve(machine, holder.group)
  } else if (holder) machine.cacheSets = machine.cacheSets.filter(({ id }) => id !== holder.cacheSet)
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
  const { size, bootable, ...values } = readForm(formData(body), {
    bootable: flag(),
    uuid: uuid(),
    size: bytes({ min: smallest, max: disk.size }),
  })
  const left = disk.partitions.length > 0 ? freeSpace(machine, disk) : disk.size
  if (left < smallest && size === null)
    throw invalidModel({ size: [`Ensure this value is greater than or equal to ${smallest}.`] })
  if (size !== null && aligned(size) > left) {
    throw invalidModel({ size: ['Partition cannot be saved; not enough free space on the block device.'] })
  }
  const partition = addPartition(state, machine, disk, {
    bootable,
    ...(size !== null && { size }),
    ...(values.uuid && { uuid: values.uuid }),
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
    leaveGroup(machine, partition)
    disk.partitions.splice(disk.partitions.indexOf(partition), 1)
    return deleted()
  },
  'POST format': changePartition('format partition', true, (machine, partition, { body }) =>
    format(machine, partition, formData(body)),
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
      'POST format': changeOwn('format block device', (machine, disk, { body }) =>
        format(machine, disk, formData(body)),
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
