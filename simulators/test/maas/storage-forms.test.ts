import { expect, it } from 'vitest'
import type { MaasSimulator } from '../../src/maas/simulator.js'
import { checkForms } from './forms.js'

const disks = Array.from({ length: 6 }, () => ({ sizeBytes: 100_000_000_000, tags: ['ssd'] }))

/** A Ready machine without partitions. */
function machine(sim: MaasSimulator): Record<string, string> {
  const { systemId, disks: all } = sim.addMachine({ hostname: 'node-1', inventory: { disks } })
  const ids = all.map(({ id }, index) => [`disk${index}`, String(id)])
  return { node: systemId, ...Object.fromEntries(ids) }
}

const blank = ['POST machines/{node}/?op=set_storage_layout', { storage_layout: 'blank' }] as const

it('block devices, partitions and file systems', async () => {
  const identity = ['serial/model are required if id_path is not provided.']
  const disk = 'nodes/{node}/blockdevices/sdb/'
  const uuid = 'a0000000-0000-1000-8000-000000000000'
  await checkForms(
    [
      [...blank],
      [
        'POST nodes/{node}/blockdevices/',
        { name: 'sdy', size: '100', block_size: '100', id_path: 'x' },
        {
          id_path: ['Enter a valid value.'],
          size: ['Ensure this value is greater than or equal to 4194304.'],
          block_size: ['Ensure this value is greater than or equal to 512.'],
          __all__: identity,
        },
      ],
      [
        'POST nodes/{node}/blockdevices/',
        { name: 'sdy', size: '5G', block_size: '512', id_path: '/y', numa_node: '3' },
        { numa_node: ['Invalid NUMA node'] },
      ],
      ['POST nodes/{node}/blockdevices/', { name: 'sdy', size: '5G', block_size: '4k', id_path: '/y' }],
      [
        `PUT ${disk}`,
        { name: 'sdc' },
        { __all__: ['Block device with this Node config and Name already exists.'] },
      ],
      [
        `PUT ${disk}`,
        { partition_table_type: 'GPT' },
        { partition_table_type: ['Block device has no partition table'] },
      ],
      [`PUT ${disk}`, { model: '', id_path: '' }, { __all__: identity }],
      [
        'POST nodes/{node}/blockdevices/sda/?op=format',
        { fstype: 'ext4' },
        {
          __all__: [
            'Cannot place filesystem directly on the boot disk. Create a partition on the boot disk first and then format the partition.',
          ],
        },
      ],
      [`POST ${disk}?op=format`, { fstype: 'ext4', uuid }, { uuid: ['Enter a valid value.'] }],
      [`POST ${disk}?op=format`, { fstype: 'ext4' }],
      [
        `POST ${disk}?op=mount`,
        { mount_point: `/${'a'.repeat(255)}` },
        { mount_point: ['Ensure this value has at most 255 characters (it has 256).'] },
      ],
      [`POST ${disk}?op=mount`, { mount_point: '/srv', mount_options: 'ro' }],
      [
        'POST nodes/{node}/blockdevices/sdc/partitions/',
        { size: '5GB', uuid: 'x' },
        {
          size: ['Enter a valid value.'],
          uuid: ['Ensure this value has at least 32 characters (it has 1).', 'Enter a valid value.'],
        },
      ],
      ['POST nodes/{node}/blockdevices/sdc/partitions/', { size: '5G' }],
      ['POST nodes/{node}/blockdevices/sdc/partition/sdc-part2?op=format', { fstype: 'swap' }],
      ['POST nodes/{node}/blockdevices/sdc/partition/sdc-part2?op=mount', {}],
      [
        'POST machines/{node}/?op=mount_special',
        { fstype: 'tmpfs' },
        { mount_point: ['This field is required.'] },
      ],
      [
        'POST machines/{node}/?op=unmount_special',
        { mount_point: '/x' },
        { mount_point: ['No special filesystem is mounted at this path.'] },
      ],
    ],
    machine,
  )
})

it('arrays and groups keep as many members as they need', async () => {
  const least = ['RAID level 1 must have at least 2 raid devices and any number of spares.']
  const tooSmall = 'Volume group cannot be smaller than its logical volumes.'
  const none = ['At least one filesystem must have been added.']
  await checkForms(
    [
      [...blank],
      [
        'POST nodes/{node}/raids/',
        { level: 'raid-0', name: 'md0', block_devices: ['sdb', 'sdc'], spare_devices: 'sdd' },
        { __all__: ['RAID level 0 must have at least 2 raid devices and no spares.'] },
      ],
      ['POST nodes/{node}/raids/', { level: 'raid-1', name: 'md0', block_devices: ['sdb', '{disk2}'] }],
      ['PUT nodes/{node}/raid/md0/', { remove_block_devices: 'sdb' }, { __all__: least }],
      [
        'PUT nodes/{node}/raid/md0/',
        { remove_block_devices: 'sdx', add_block_devices: 'sdb' },
        {
          remove_block_devices: ['Select a valid choice. sdx is not one of the available choices.'],
          add_block_devices: ['Select a valid choice. sdb is not one of the available choices.'],
        },
      ],
      ['PUT nodes/{node}/raid/md0/', { remove_block_devices: 'sdb', add_block_devices: 'sdd' }],
      [
        'PUT nodes/{node}/blockdevices/md0/',
        { size: '5G' },
        { size: ['Size cannot be changed on this device.'] },
      ],
      ['DELETE nodes/{node}/raid/md0/', {}],
      [
        'POST nodes/{node}/volume-groups/',
        { name: 'a'.repeat(256), block_devices: 'sdb' },
        { name: ['Ensure this value has at most 255 characters (it has 256).'] },
      ],
      ['POST nodes/{node}/volume-groups/', { name: 'vg0', block_devices: ['sdb', 'sdc'] }],
      [
        'POST nodes/{node}/volume-group/vg0/?op=create_logical_volume',
        { name: 'lv', size: '1' },
        { size: ['Ensure this value is greater than or equal to 4194304.'] },
      ],
      ['POST nodes/{node}/volume-group/vg0/?op=create_logical_volume', { name: 'lv', size: '150G' }],
      ['PUT nodes/{node}/volume-group/vg0/', { remove_block_devices: 'sdb' }, tooSmall],
      [
        'POST nodes/{node}/volume-group/vg0/?op=delete_logical_volume',
        { id: 'x' },
        { id: ['Enter a whole number.'] },
      ],
      ['POST nodes/{node}/bcache-cache-sets/', { cache_device: 'sdd' }],
      [
        'POST nodes/{node}/bcaches/',
        { name: 'b', cache_set: 'cache0', cache_mode: 'writeback', backing_device: 'vg0-lv' },
        { __all__: ['Bcache cannot use a logical volume as a backing device.'] },
      ],
      [
        'POST nodes/{node}/bcaches/',
        { name: 'b', cache_set: 'cache0', cache_mode: 'writeback', backing_device: 'sde' },
      ],
      ['PUT nodes/{node}/bcache-cache-set/1/', { cache_device: 'sdd' }],
      ['PUT nodes/{node}/volume-group/vg0/', { remove_block_devices: ['sdb', 'sdc'] }, tooSmall],
      ['DELETE nodes/{node}/blockdevices/vg0-lv/', {}],
      ['PUT nodes/{node}/volume-group/vg0/', { remove_block_devices: ['sdb', 'sdc'] }, { __all__: none }],
    ],
    machine,
  )
})

it('an array with the boot disk is made of partitions, and a group without members is gone', async () => {
  let sim: MaasSimulator | undefined
  await checkForms(
    [
      [...blank],
      ['POST nodes/{node}/raids/', { level: 'raid-1', name: 'md0', block_devices: ['sda', 'sdb'] }],
      ['DELETE nodes/{node}/blockdevices/sdb/', {}],
      ['DELETE nodes/{node}/blockdevices/sda/', {}],
    ],
    (started) => {
      sim = started
      return machine(started)
    },
  )
  const [left] = sim?.machines ?? []
  expect(left?.groups).toEqual([])
  expect(left?.disks.map(({ name }) => name)).toEqual(['sdc', 'sdd', 'sde', 'sdf'])
})
