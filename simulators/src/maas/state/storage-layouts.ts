import { Form } from '../server/form.js'
import type { Params } from '../server/params.js'
import { refuse } from '../server/refusal.js'
import { bootDigits } from './boot-mac.js'
import { newUuid, type MaasState } from './state.js'
import { aligned, bootDisk, freeSpace, groupSize, newFilesystem } from './storage.js'
import type { Disk, Inventory, Machine, Partition } from './types.js'

/** Resets storage to the disks found by commissioning and those added by hand, with the flat layout. */
export function restoreStorage(state: MaasState, machine: Machine): void {
  const physical = machine.disks.filter((disk) => disk.type === 'physical')
  machine.disks =
    physical.length > 0
      ? physical
      : machine.inventory.disks.map((disk, index) => newDisk(state, machine, disk, index))
  wipe(machine)
  applyFlat(state, machine, bootDisk(machine))
}

function newDisk(state: MaasState, machine: Machine, disk: Inventory['disks'][number], index: number): Disk {
  const digits = bootDigits(machine)
  return {
    id: state.next('blockdevice'),
    name: `sd${String.fromCharCode(97 + index)}`,
    type: 'physical',
    size: disk.sizeBytes,
    blockSize: 512,
    uuid: null,
    model: `DISK${index}`,
    serial: `SER${digits.slice(-4)}${index}`,
    idPath: `/dev/disk/by-id/wwn-${digits}${index}`,
    firmware: 'MU01',
    tags: disk.tags,
    partitions: [],
    filesystem: null,
  }
}

/** Removes everything but the disks. */
export function wipe(machine: Machine): void {
  machine.groups = []
  machine.cacheSets = []
  machine.specialFilesystems = []
  machine.disks = machine.disks.filter((disk) => disk.type === 'physical')
  for (const disk of machine.disks)
    Object.assign(disk, { partitions: [], filesystem: null } satisfies Partial<Disk>)
}

/** Adds a partition to a disk; default size: all free space. */
export function addPartition(
  state: MaasState,
  machine: Machine,
  disk: Disk,
  fields: Partial<Partition> = {},
): Partition {
  const partition: Partition = {
    id: state.next('partition'),
    uuid: newUuid(),
    size: 0,
    bootable: false,
    tags: [],
    filesystem: null,
    ...fields,
  }
  disk.partitions.push(partition)
  if (fields.size === undefined) {
    partition.size = 0
    partition.size = freeSpace(machine, disk)
  } else partition.size = aligned(fields.size)
  return partition
}

function applyFlat(state: MaasState, machine: Machine, disk: Disk | undefined): void {
  machine.storageLayout = 'flat'
  if (disk)
    addPartition(state, machine, disk, {
      filesystem: newFilesystem('ext4', { label: 'root', mountPoint: '/' }),
    })
}

/** One volume group over the root disk, and in it one volume for `/`. */
function applyLvm(
  state: MaasState,
  machine: Machine,
  disk: Disk | undefined,
  options: { group: string; volume: string },
): void {
  if (!disk) return
  const partition = addPartition(state, machine, disk, { filesystem: newFilesystem('lvm-pv') })
  const group = {
    id: state.next('group'),
    kind: 'vg' as const,
    name: options.group,
    uuid: newUuid(),
    mode: '',
    members: [{ kind: 'partition' as const, id: partition.id, isSpare: false }],
    diskIds: [],
    cacheSetId: null,
  }
  machine.groups.push(group)
  const volume = newVirtualDisk(state, `${options.group}-${options.volume}`, groupSize(machine, group), 4096)
  volume.filesystem = newFilesystem('ext4', { label: 'root', mountPoint: '/' })
  machine.disks.push(volume)
  Object.assign(group, { diskIds: [volume.id] })
}

/** The partitions of an ESXi installation together: 7552 MiB. */
const vmfsSystemSize = 7552 * 1024 ** 2

/** The partitions of an ESXi installation, and the first datastore in the remaining space. */
function applyVmfs(state: MaasState, machine: Machine, disk: Disk): void {
  addPartition(state, machine, disk, { size: vmfsSystemSize })
  const partition = addPartition(state, machine, disk, { filesystem: newFilesystem('vmfs6') })
  const name = 'datastore1'
  const members = [{ kind: 'partition' as const, id: partition.id, isSpare: false }]
  machine.groups.push({
    id: state.next('group'),
    kind: 'vmfs',
    name,
    uuid: newUuid(),
    mode: name,
    members,
    diskIds: [],
    cacheSetId: null,
  })
}

export const newVirtualDisk = (state: MaasState, name: string, size: number, blockSize = 512): Disk => ({
  id: state.next('blockdevice'),
  name,
  type: 'virtual',
  size,
  blockSize,
  uuid: newUuid(),
  model: '',
  serial: '',
  idPath: '',
  firmware: null,
  tags: [],
  partitions: [],
  filesystem: null,
})

const layouts = ['flat', 'custom', 'vmfs7', 'vmfs6', 'bcache', 'lvm', 'blank'] as const
const smallest = { root_size: 3_221_225_472, lv_size: 3_221_225_472, boot_size: 536_870_912 }

/**
 * Applies a storage layout to a machine, replacing the current one.
 *
 * @throws Refusal 400 for invalid options, and for layouts that do not fit the disks.
 */
export function setLayout(state: MaasState, machine: Machine, data: Params): void {
  const form = new Form(data)
  form.need('storage_layout')
  const layout = form.oneOf('storage_layout', layouts)
  form.check()
  const disks = machine.disks.filter((disk) => disk.type === 'physical')
  const root = deviceOption(form, 'root_device', disks) ?? bootDisk(machine)
  deviceOption(
    form,
    'cache_device',
    disks.filter((disk) => disk !== root),
  )
  const mode = form.text('cache_mode')
  if (mode && !['writeback', 'writethrough', 'writearound'].includes(mode))
    form.add('cache_mode', `Select a valid choice. ${mode} is not one of the available choices.`)
  for (const field of ['root_size', 'lv_size', 'boot_size'] as const) checkSize(form, field, root?.size ?? 0)
  form.check()
  const failed = (reason: string) => refuse(400, `Failed to configure storage layout '${layout}': ${reason}`)
  if (layout === 'custom') throw failed('No custom storage layout configuration found')
  if (layout === 'bcache' && !disks.some((disk) => disk !== root && disk.tags.includes('ssd'))) {
    throw failed("Node doesn't have an available cache device to setup bcache.")
  }
  wipe(machine)
  if (layout === 'lvm')
    applyLvm(state, machine, root, {
      group: form.text('vg_name') || 'vgroot',
      volume: form.text('lv_name') || 'lvroot',
    })
  else if (layout === 'flat' || layout === 'bcache') applyFlat(state, machine, root)
  else if (layout?.startsWith('vmfs') && root) applyVmfs(state, machine, root)
  machine.storageLayout = layout ?? 'flat'
}

function deviceOption(form: Form, field: string, disks: Disk[]): Disk | undefined {
  const value = form.text(field)
  if (!value) return undefined
  const found = disks.find((disk) => String(disk.id) === value)
  if (!found)
    form.add(
      field,
      `'${value}' is not a valid ${field}.  It should be one of: ${disks.map((disk) => `'${disk.id}'`).join(', ')}.`,
    )
  return found
}

const factors: Record<string, number> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 }

/** A size in bytes, with a unit, or in percent of the disk. */
function checkSize(form: Form, field: keyof typeof smallest, diskSize: number): void {
  const value = form.text(field)
  if (!value) return
  const match = /^(\d+(?:\.\d+)?)([kmgt%]?)b?$/i.exec(value)
  if (!match) {
    form.add(field, 'Enter a valid value.')
    return
  }
  const [, number, unit = ''] = match
  const bytes =
    unit === '%' ? (Number(number) / 100) * diskSize : Number(number) * (factors[unit.toLowerCase()] ?? 1)
  // Reserves space for a boot partition, and below a root partition for a second one of that size.
  const most = diskSize - smallest.boot_size * (field === 'root_size' ? 2 : 1)
  if (bytes < smallest[field]) form.add(field, `Size is too small. Minimum size is ${smallest[field]}.`)
  else if (bytes > most) form.add(field, `Size is too large. Maximum size is ${most}.`)
}
