import { byId, choice, flag, reference, text } from '../forms/fields.js'
import { type Field, Invalid, readForm } from '../forms/form.js'
import { messages } from '../forms/messages.js'
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
const minimum = { root: 3_221_225_472, boot: 536_870_912 }

/**
 * Applies a storage layout to a machine, replacing the current one.
 *
 * @throws Refusal 400 for invalid options, and for layouts that do not fit the disks.
 */
export function setLayout(state: MaasState, machine: Machine, data: Params): void {
  const { storage_layout: layout } = readForm(data, {
    storage_layout: choice({ required: true, choices: layouts, listedAs: 'storage_layout' }),
  })
  const options = readOptions(machine, layout, data)
  const root = options.root_device ?? bootDisk(machine)
  if (!root) throw refuse(400, 'Machine is missing a boot disk; no storage layout can be applied.')
  const failed = (reason: string) => refuse(400, `Failed to configure storage layout '${layout}': ${reason}`)
  if (layout === 'custom') throw failed('No custom storage layout configuration found')
  if (layout === 'bcache' && !cacheDisks(machine, root).some((disk) => disk.tags.includes('ssd')))
    throw failed("Node doesn't have an available cache device to setup bcache.")
  wipe(machine)
  if (layout === 'lvm')
    applyLvm(state, machine, root, {
      group: options.vg_name || 'vgroot',
      volume: options.lv_name || 'lvroot',
    })
  else if (layout === 'flat' || layout === 'bcache') applyFlat(state, machine, root)
  else if (layout.startsWith('vmfs')) applyVmfs(state, machine, root)
  machine.storageLayout = layout
}

const physical = (machine: Machine): Disk[] => machine.disks.filter((disk) => disk.type === 'physical')

const cacheDisks = (machine: Machine, root: Disk | undefined): Disk[] =>
  physical(machine).filter((disk) => disk !== root)

/** A disk by its id; the message lists the ids. */
const diskField = (name: string, disks: readonly Disk[]): Field<Disk | null> =>
  reference(byId(disks), {
    complaint: (value) =>
      messages.listedChoice(
        value,
        name,
        disks.map(({ id }) => id),
      ),
  })

/** A size in bytes, with a unit of 1000, or in percent of the disk. */
const sizeField = (disk: Disk | undefined, { min = 0, max = Infinity } = {}): Field<number> => ({
  fallback: 0,
  read(sent) {
    const value = sent.at(-1)?.trim() ?? ''
    if (value === '') return undefined
    const [, digits, unit = ''] = /^(-?\d+)([KMGTPE%]?)$/i.exec(value) ?? []
    if (digits === undefined) throw new Invalid(messages.value)
    const factor =
      unit === '%' ? (disk?.size ?? 0) / 100 : 1000 ** ' kmgtpe'.indexOf(unit.toLowerCase() || ' ')
    const size = Math.floor(Number(digits) * factor)
    if (size < min) throw new Invalid(`Size is too small. Minimum size is ${min}.`)
    if (size > max) throw new Invalid(`Size is too large. Maximum size is ${max}.`)
    return size
  },
})

/** Every layout has options of its own and ignores those of others. */
function readOptions(machine: Machine, layout: string, data: Params) {
  const disks = physical(machine)
  const root = disks.find(({ id }) => String(id) === data.get('root_device')) ?? bootDisk(machine)
  const size = root?.size ?? 0
  const always = {
    root_device: diskField('root_device', disks),
    boot_size: sizeField(root, { min: minimum.boot, max: size - minimum.boot - minimum.root }),
  }
  const hasRoot = ['flat', 'lvm', 'bcache'].includes(layout)
  const caches = cacheDisks(machine, root)
  const fields = {
    ...always,
    // Space for a boot partition is kept free, below a root partition twice.
    root_size: hasRoot ? sizeField(root, { min: minimum.root, max: size - 2 * minimum.boot }) : anything(0),
    vg_name: layout === 'lvm' ? text() : anything(''),
    lv_name: layout === 'lvm' ? text() : anything(''),
    lv_size:
      layout === 'lvm' ? sizeField(root, { min: minimum.root, max: size - minimum.boot }) : anything(0),
    cache_device: layout === 'bcache' ? diskField('cache_device', caches) : anything<Disk | null>(null),
    cache_mode:
      layout === 'bcache' ? choice({ choices: ['writeback', 'writethrough', 'writearound'] }) : anything(''),
    cache_size: layout === 'bcache' ? sizeField(root) : anything(0),
    cache_no_part: flag(),
  }
  return readForm(data, fields, {
    clean: (form) => {
      const { boot_size: boot = 0, root_size: rest = 0 } = form.values
      if (root && boot > 0 && rest > 0 && boot + rest > size)
        form.fail(
          '__all__',
          'Size of the boot partition and root partition are larger than the available space on the boot disk.',
        )
    },
  })
}

/** An option that the layout does not have. */
const anything = <T>(fallback: T): Field<T> => ({ fallback, read: () => undefined })
