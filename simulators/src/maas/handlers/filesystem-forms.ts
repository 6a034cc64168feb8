import { Form, required } from '../server/form.js'
import type { Params } from '../server/params.js'
import { invalidModel, refuse } from '../server/refusal.js'
import { filesystemsOf, isDisk, newFilesystem } from '../state/storage.js'
import type { Disk, Machine, Partition } from '../state/types.js'

const real = ['ext2', 'ext4', 'xfs', 'btrfs', 'fat32', 'vfat', 'swap', 'zfsroot']
const virtual = ['ramfs', 'tmpfs']

function checkUuid(form: Form): void {
  const value = form.text('uuid')
  if (!value || /^[\da-f]{8}-?([\da-f]{4}-?){3}[\da-f]{12}$/i.test(value)) return
  if (value.length < 32)
    form.add('uuid', `Ensure this value has at least 32 characters (it has ${value.length}).`)
  form.add('uuid', 'Enter a valid value.')
}

/** Formats a device; its contents are lost, mounted or not (README, fact 44). */
export function format(device: Disk | Partition, data: Params): void {
  const form = new Form(data)
  const fstype = form.text('fstype') ?? ''
  if (fstype === '') form.need('fstype')
  else if (![...real, ...virtual].includes(fstype))
    form.add('fstype', `Select a valid choice. ${fstype} is not one of the available choices.`)
  checkUuid(form)
  if (isDisk(device) && device.partitions.length > 0)
    form.add('__all__', 'Cannot format block device with a partition table.')
  form.check()
  if (virtual.includes(fstype)) throw invalidModel({ __all__: ['Virtual filesystems must be mounted.'] })
  const label = form.text('label') ?? ''
  if (label.length > 255)
    throw invalidModel({ label: [`Ensure this value has at most 255 characters (it has ${label.length}).`] })
  const uuid = form.text('uuid')
  device.filesystem = newFilesystem(fstype, { label, ...(uuid && { uuid }) })
}

export function unformat(device: Disk | Partition): void {
  const what = isDisk(device) ? 'block device' : 'partition'
  if (!device.filesystem)
    throw refuse(400, `${isDisk(device) ? 'Block device' : 'Partition'} is not formatted.`)
  if (device.filesystem.mountPoint !== null) {
    throw refuse(
      400,
      `Filesystem is mounted and cannot be unformatted. Unmount the filesystem before unformatting the ${what}.`,
    )
  }
  device.filesystem = null
}

function readMountPoint(form: Form, swap: boolean): string {
  const value = form.text('mount_point') ?? ''
  if (value === '') form.add('mount_point', required)
  else if (!value.startsWith('/') && !(swap && value === 'none'))
    form.add('mount_point', 'Enter a valid value.')
  form.check()
  return value
}

function checkUnused(machine: Machine, mountPoint: string, own: unknown): void {
  if (
    mountPoint !== 'none' &&
    filesystemsOf(machine).some((other) => other !== own && other.mountPoint === mountPoint)
  ) {
    throw invalidModel({ __all__: [`Another filesystem is already mounted at ${mountPoint}.`] })
  }
}

export function mount(machine: Machine, device: Disk | Partition, data: Params): void {
  const form = new Form(data)
  if (!device.filesystem) form.add('__all__', 'Cannot mount an unformatted partition or block device.')
  form.check()
  if (!device.filesystem) return
  const mountPoint = readMountPoint(form, device.filesystem.fstype === 'swap')
  checkUnused(machine, mountPoint, device.filesystem)
  device.filesystem.mountPoint = mountPoint
  device.filesystem.mountOptions = form.text('mount_options') ?? ''
}

export function unmount(device: Disk | Partition): void {
  if (!device.filesystem)
    throw refuse(400, `${isDisk(device) ? 'Block device' : 'Partition'} is not formatted.`)
  if (device.filesystem.mountPoint === null) throw refuse(400, 'Filesystem is already unmounted.')
  device.filesystem.mountPoint = null
  device.filesystem.mountOptions = null
}

/** Mounts a file system without a device, such as tmpfs. */
export function mountSpecial(machine: Machine, data: Params): void {
  const form = new Form(data)
  const fstype = form.text('fstype') ?? ''
  if (fstype === '') form.need('fstype')
  else if (!virtual.includes(fstype))
    form.add('fstype', `Select a valid choice. ${fstype} is not one of the available choices.`)
  const mountPoint = readMountPoint(form, false)
  checkUnused(machine, mountPoint, undefined)
  machine.specialFilesystems.push(
    newFilesystem(fstype, { mountPoint, mountOptions: form.text('mount_options') ?? '' }),
  )
}

export function unmountSpecial(machine: Machine, data: Params): void {
  const form = new Form(data)
  const mountPoint = readMountPoint(form, false)
  if (!machine.specialFilesystems.some((filesystem) => filesystem.mountPoint === mountPoint)) {
    throw refuse(400, `No special filesystem is mounted at ${mountPoint}.`)
  }
  machine.specialFilesystems = machine.specialFilesystems.filter(
    (filesystem) => filesystem.mountPoint !== mountPoint,
  )
}
