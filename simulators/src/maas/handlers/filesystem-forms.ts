import { absolutePath, uuid } from '../forms/devices.js'
import { choice, text } from '../forms/fields.js'
import { readForm } from '../forms/form.js'
import { messages } from '../forms/messages.js'
import type { Params } from '../server/params.js'
import { invalid, invalidModel, refuse } from '../server/refusal.js'
import { bootDisk, filesystemsOf, isDisk, memberOf, newFilesystem } from '../state/storage.js'
import type { Disk, Machine, Partition } from '../state/types.js'

const real = ['ext2', 'ext4', 'xfs', 'btrfs', 'fat32', 'vfat', 'swap', 'zfsroot']
const virtual = ['ramfs', 'tmpfs']

/** Formats a device; its contents are lost, mounted or not (README, fact 44). */
export function format(machine: Machine, device: Disk | Partition, data: Params): void {
  const member = memberOf(machine, device)?.group
  const values = readForm(
    data,
    { uuid: uuid(), fstype: choice({ choices: [...real, ...virtual], required: true }), label: text() },
    {
      clean: (form) => {
        if (isDisk(device) && device.partitions.length > 0 && form.isRight('fstype'))
          form.fail('__all__', 'Cannot format block device with a partition table.')
        if (!isDisk(device) && member?.kind === 'vmfs')
          form.fail('VMFS', 'Base VMFS partitions may not be formatted.')
      },
    },
  )
  const { fstype = '' } = device.filesystem ?? {}
  if (fstype !== '' && ![...real, ...virtual].includes(fstype)) {
    const what = isDisk(device) ? 'block device' : 'partition'
    throw refuse(400, `Cannot format a ${what} that has a filesystem type of ${fstype}.`)
  }
  if (virtual.includes(values.fstype))
    throw invalidModel({ __all__: ['Virtual filesystems must be mounted.'] })
  if (values.label.length > 255) throw invalidModel({ label: [messages.shorter(255, values.label.length)] })
  if (isDisk(device) && device === bootDisk(machine)) {
    const advice = 'Create a partition on the boot disk first and then format the partition.'
    throw invalidModel({ __all__: [`Cannot place filesystem directly on the boot disk. ${advice}`] })
  }
  device.filesystem = newFilesystem(values.fstype, {
    label: values.label,
    ...(values.uuid && { uuid: values.uuid }),
  })
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

function checkUnused(machine: Machine, mountPoint: string, own: unknown): void {
  if (
    mountPoint !== 'none' &&
    filesystemsOf(machine).some((other) => other !== own && other.mountPoint === mountPoint)
  ) {
    throw invalidModel({ __all__: [`Another filesystem is already mounted at ${mountPoint}.`] })
  }
}

export function mount(machine: Machine, device: Disk | Partition, data: Params): void {
  const { filesystem } = device
  if (!filesystem) throw invalid({ __all__: ['Cannot mount an unformatted partition or block device.'] })
  const isSwap = filesystem.fstype === 'swap'
  const values = readForm(
    data,
    { mount_point: isSwap ? text() : absolutePath({ required: true }), mount_options: text() },
    {
      clean: (form) => {
        if (memberOf(machine, device))
          form.fail('__all__', 'Filesystem is part of a filesystem group, and cannot be mounted.')
      },
    },
  )
  const mountPoint = isSwap ? 'none' : values.mount_point
  checkMount(mountPoint, values.mount_options)
  checkUnused(machine, mountPoint, filesystem)
  filesystem.mountPoint = mountPoint
  filesystem.mountOptions = values.mount_options
}

/** What the model refuses; the form takes longer ones. */
function checkMount(mountPoint: string, options: string): void {
  const errors = Object.entries({ mount_point: mountPoint, mount_options: options })
    .filter(([, value]) => value.length > 255)
    .map(([field, value]) => [field, [messages.shorter(255, value.length)]] as [string, string[]])
  if (errors.length > 0) throw invalidModel(Object.fromEntries(errors))
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
  const values = readForm(data, {
    mount_point: absolutePath({ required: true }),
    mount_options: text(),
    fstype: choice({ choices: virtual, required: true }),
  })
  checkMount(values.mount_point, values.mount_options)
  checkUnused(machine, values.mount_point, undefined)
  machine.specialFilesystems.push(
    newFilesystem(values.fstype, { mountPoint: values.mount_point, mountOptions: values.mount_options }),
  )
}

export function unmountSpecial(machine: Machine, data: Params): void {
  const isAt = (path: string | undefined) =>
    machine.specialFilesystems.find((filesystem) => filesystem.mountPoint === path)
  const { mount_point: path } = readForm(
    data,
    { mount_point: absolutePath({ required: true }) },
    {
      clean: (form) => {
        if (form.isRight('mount_point') && !isAt(form.values.mount_point))
          form.fail('mount_point', 'No special filesystem is mounted at this path.')
      },
    },
  )
  machine.specialFilesystems = machine.specialFilesystems.filter((filesystem) => filesystem !== isAt(path))
}
