import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StorageDescription } from 'canonical-stack/maas'
import { disk, emptyMachine, mounts, problems, root, sixDisks } from './plans.js'
import { fast, type Region, startRegion } from './support.js'

let region: Region
beforeAll(async () => {
  region = await startRegion()
})
afterAll(async () => {
  await region[Symbol.asyncDispose]()
})

describe('what is refused before anything is sent', () => {
  it.each<[string, StorageDescription, RegExp]>([
    [
      'an unknown disk',
      { disks: [{ disk: 'sdz', fstype: 'ext4', mount_point: '/' }] },
      /no disk sdz .*Known are sda, sdb/,
    ],
    [
      'an unknown id',
      { disks: [{ disk: 99_999, fstype: 'ext4', mount_point: '/' }] },
      /no disk with the id 99999/,
    ],
    [
      'an unknown tag',
      { raids: [{ name: 'md0', level: 'raid-1', members: ['tag:gold'] }] },
      /no disk tag:gold/,
    ],
    [
      'a tag of several disks for one device',
      { bcaches: [{ name: 'bcache0', backing: 'sdb', cache: 'tag:data' }] },
      /the cache of bcache bcache0 takes one device/,
    ],
    [
      'an array of too few',
      { raids: [{ name: 'md0', level: 'raid-5', members: ['sdb', 'sdc'] }] },
      /needs at least 3 devices; it has 2/,
    ],
    [
      'spares of raid-0',
      { raids: [{ name: 'md0', level: 'raid-0', members: ['sdb', 'sdc'], spares: ['sdd'] }] },
      /has no spares/,
    ],
    [
      'an unknown level',
      { raids: [{ name: 'md0', level: 'raid-7' as 'raid-6', members: ['sdb'] }] },
      /level must be/,
    ],
    [
      'an unknown filesystem',
      { disks: [{ disk: 'sdb', fstype: 'zfs' as 'ext4', mount_point: '/' }] },
      /fstype must be/,
    ],
    ['an unknown option', { disks: [{ disk: 'sdb', fs: 'ext4' } as never] }, /unknown option fs/],
    [
      'a size that does not fit',
      { disks: [{ disk: 'sda', partitions: [{ size: '600G', fstype: 'ext4', mount_point: '/' }] }] },
      /need 600 GB, 50/,
    ],
    [
      'a size that is none',
      { disks: [{ disk: 'sda', partitions: [{ size: 'big' }] }] },
      /size of partition 1 of sda is "big"/,
    ],
    [
      'a partition without a size before the last',
      { disks: [{ disk: 'sda', partitions: [{}, { size: '1G' }] }] },
      /partition 1 of sda has no size/,
    ],
    [
      'volumes that do not fit',
      { volumeGroups: [{ name: 'vg0', members: ['sdf'], volumes: [{ name: 'a', size: '300G' }] }] },
      /vg0-a needs 300 GB/,
    ],
    [
      'no root',
      { disks: [{ disk: 'sdb', fstype: 'ext4', mount_point: '/srv' }] },
      /no filesystem is mounted at \//,
    ],
    [
      'a device that is used twice',
      {
        raids: [{ name: 'md0', level: 'raid-1', members: ['sdb', 'sdc'] }],
        disks: [{ disk: 'sdb', fstype: 'ext4' }],
      },
      /sdb is used twice/,
    ],
    [
      'a part of itself',
      {
        raids: [
          { name: 'md0', level: 'raid-1', members: ['md1', 'sdb'] },
          { name: 'md1', level: 'raid-1', members: ['md0', 'sdc'] },
        ],
      },
      /part of itself/,
    ],
    [
      'one mount point twice',
      {
        disks: [
          { disk: 'sdc', fstype: 'ext4', mount_point: '/' },
          { disk: 'sdb', fstype: 'ext4', mount_point: '/' },
        ],
      },
      /two filesystems are described at \//,
    ],
    [
      'the name of a disk for a partition',
      { disks: [{ disk: 'sda', partitions: [{ name: 'sdb', fstype: 'ext4', mount_point: '/' }] }] },
      /a partition is called sdb, as a disk is/,
    ],
    [
      'a volume group twice',
      {
        volumeGroups: [
          { name: 'vg0', members: ['sdb'] },
          { name: 'vg0', members: ['sdc'] },
        ],
      },
      /volume group vg0 is described twice/,
    ],
    [
      'a filesystem on the boot disk itself',
      { disks: [{ disk: 'sda', fstype: 'ext4', mount_point: '/' }] },
      /sda is the boot disk, which MAAS does not format itself/,
    ],
    [
      'a relative mount point',
      { disks: [{ disk: 'sdb', fstype: 'ext4', mount_point: 'srv' }] },
      /not an absolute path/,
    ],
    [
      'a mount without a filesystem',
      { disks: [{ disk: 'sda', mount_point: '/' }] },
      /no filesystem to mount/,
    ],
    [
      'the name of a disk for an array',
      { raids: [{ name: 'sda', level: 'raid-1', members: ['sdb', 'sdc'] }] },
      /has a disk sda already/,
    ],
  ])('%s', async (_what, description, expected) => {
    const { systemId: id } = region.simulator.addMachine({
      inventory: {
        disks: [disk(500), disk(1000, 'data'), disk(1000, 'data'), disk(1000), disk(1000), disk(200)],
      },
    })
    await region.maas.machines.setStorageLayout(id, { storage_layout: 'blank' })
    expect(await problems(region.maas.storage.plan(id, description))).toMatch(expected)
  })

  it('disks of a VMFS datastore, which only a layout removes', async () => {
    const id = region.simulator.addMachine(sixDisks).systemId
    await region.maas.machines.setStorageLayout(id, { storage_layout: 'vmfs6' })
    const plan = region.maas.storage.plan(
      id,
      { disks: [{ disk: 'sda', partitions: [{ fstype: 'ext4', mount_point: '/' }] }] },
      { replace: true },
    )
    await expect(plan).rejects.toThrow(/is part of a VMFS datastore. Choose another layout first/)
  })

  it('all problems at once', async () => {
    const message = await problems(
      region.maas.storage.plan(await emptyMachine(region), {
        disks: [{ disk: 'sdz', fstype: 'ext4' }],
        raids: [{ name: 'md0', level: 'raid-6', members: ['sdb'] }],
      }),
    )
    expect(message).toContain('and 2 more, see below')
    expect(message).toMatch(/problem 2: .*raid-6/)
  })

  it('changes of a machine in another state, of a locked one, and by users', async () => {
    const id = await emptyMachine(region)
    const { maas, bob } = region
    const filesystem: StorageDescription = { disks: [{ disk: 'sdb', fstype: 'ext4', mount_point: '/' }] }
    await expect(bob.storage.plan(id, filesystem)).rejects.toThrow(/bob is no administrator/)
    await bob.machines.allocate({ system_id: id })
    expect(await problems(region.maas.storage.plan(id, root))).toMatch(
      /is Allocated, which allows to change filesystems and mounts only/,
    )
    // The owner may format and mount.
    await (await bob.storage.plan(id, filesystem)).apply()
    expect(await mounts(region, id)).toEqual({ '/': 'ext4 on sdb' })

    await bob.machines.deploy(id)
    await maas.machines.waitFor(id, 'Deployed', fast)
    expect(await problems(region.maas.storage.plan(id, root))).toMatch(
      /the machine is Deployed; its storage can be changed while it is Ready/,
    )
    expect((await maas.storage.plan(id, filesystem)).steps).toEqual([])
    await maas.machines.lock(id)
    expect(await problems(region.maas.storage.plan(id, root))).toMatch(/the machine is locked|is Deployed/)
  })
})
