import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  AbortedError,
  BadRequestError,
  BulkError,
  ConflictError,
  PermissionError,
  type PlanProgress,
  type StorageDescription,
} from 'canonical-stack/maas'
import { disk, emptyMachine, mounts, problems, root, sixDisks, texts } from './plans.js'
import { type Region, startRegion } from './support.js'

let region: Region
beforeAll(async () => {
  region = await startRegion()
})
afterAll(async () => {
  await region[Symbol.asyncDispose]()
})

describe('layouts (workflow 11, steps 1 and 2)', () => {
  it.each([
    ['flat' as const, {}],
    ['lvm' as const, { vg_name: 'vgx', lv_name: 'lvx', lv_size: '50%' }],
    ['vmfs6' as const, {}],
    ['blank' as const, {}],
  ])('%s is set on a machine that is Ready', async (storage_layout, others) => {
    const id = region.simulator.addMachine(sixDisks).systemId
    const machine = await region.maas.machines.setStorageLayout(id, { storage_layout, ...others })
    expect(machine.volume_groups).toHaveLength(storage_layout === 'lvm' ? 1 : 0)
  })

  it('bcache needs another disk that is an SSD', async () => {
    const id = region.simulator.addMachine({ inventory: { disks: [disk(500), disk(500)] } }).systemId
    const call = region.maas.machines.setStorageLayout(id, { storage_layout: 'bcache' })
    await expect(call).rejects.toThrow(/available cache device/)
  })

  it('is refused for other states, other users and impossible values', async () => {
    const id = region.simulator.addMachine(sixDisks).systemId
    const { maas, bob } = region
    await expect(maas.machines.setStorageLayout(id, { storage_layout: 'custom' })).rejects.toThrow(
      /No custom storage layout configuration found/,
    )
    const tooLarge = maas.machines.setStorageLayout(id, {
      storage_layout: 'flat',
      root_size: '999999999999999',
    })
    await expect(tooLarge).rejects.toThrow(BadRequestError)
    await expect(bob.machines.setStorageLayout(id, { storage_layout: 'flat' })).rejects.toThrow(
      PermissionError,
    )
    await maas.machines.allocate({ system_id: id })
    await expect(maas.machines.setStorageLayout(id, { storage_layout: 'flat' })).rejects.toThrow(
      ConflictError,
    )
  })
})

describe('a storage plan (workflow 11, step 3)', () => {
  it('shows its steps in an order that works, and changes nothing before it is applied', async () => {
    const id = await emptyMachine(region)
    const plan = await region.maas.storage.plan(id, root)
    expect(plan.describe().split('\n')).toEqual([
      '1. create partition 1 of sda (536.9 MB, bootable)',
      '2. create partition 2 of sda (8 GB)',
      '3. create partition 3 of sda (all that is free)',
      '4. create RAID md0 (raid-1 of sdb, sdc, with sdd as spare)',
      '5. create a cache set of sdf',
      '6. create bcache bcache0 (sde with tag:nvme as cache, writeback)',
      '7. create volume group vg0 of partition 3 of sda, md0',
      '8. create logical volume vg0-root (40 GB)',
      '9. create logical volume vg0-srv (all that is free)',
      '10. format partition 1 of sda as fat32',
      '11. mount partition 1 of sda at /boot/efi',
      '12. format partition 2 of sda as swap',
      '13. use partition 2 of sda as swap',
      '14. format bcache0 as btrfs',
      '15. mount bcache0 at /var/lib/data',
      '16. format vg0-root as ext4',
      '17. mount vg0-root at /',
      '18. format vg0-srv as xfs',
      '19. mount vg0-srv at /srv',
      '20. mount tmpfs at /scratch',
    ])
    expect(await mounts(region, id)).toEqual({})
    expect(plan.steps.some(({ removes }) => removes)).toBe(false)
  })

  it('carries out its steps with progress; the next plan is empty', async () => {
    const id = await emptyMachine(region)
    const plan = await region.maas.storage.plan(id, root)
    const progress: PlanProgress[] = []
    await plan.apply({ onProgress: (one) => progress.push(one) })
    expect(progress.filter(({ state }) => state === 'done').map(({ done }) => done)).toEqual(
      plan.steps.map((_step, index) => index + 1),
    )
    expect(await mounts(region, id)).toEqual({
      '/boot/efi': 'fat32 on sda#1',
      none: 'swap on sda#2',
      '/': 'ext4 on vg0-root',
      '/srv': 'xfs on vg0-srv',
      '/var/lib/data': 'btrfs on bcache0',
    })
    const again = await region.maas.storage.plan(id, root)
    expect(texts(again)).toEqual([])
    expect(again.describe()).toContain('nothing to do')
    await expect(plan.apply()).rejects.toThrow(/was applied before/)
    await region.maas.machines.deploy(id)
  })

  it.each([
    { what: 'a refusal', afterWork: false, status: 400, left: 7 },
    {
      what: 'a proxy that gave up on a request that MAAS carried out',
      afterWork: true,
      status: 504,
      left: 8,
    },
  ])('goes on after $what: the error says what was done, the next plan has what is left', async (fault) => {
    const id = await emptyMachine(region)
    const plan = await region.maas.storage.plan(id, root)
    region.simulator.faults.inject({
      match: { url: 'op=create_logical_volume' },
      afterWork: fault.afterWork,
      effect: { kind: 'reply', status: fault.status, body: 'no' },
    })
    const error: unknown = await plan.apply().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(BulkError)
    const { message, results, failures, mayHaveHappened } = error as BulkError
    expect(message.split('\n')[0]).toMatch(
      /storage of \w+ was not finished: could not create logical volume vg0-root \(40 GB\): .*storage\.plan again/,
    )
    expect(message).toContain('done: 7 of 20 steps')
    expect(results.map(({ item }) => item)).toEqual(texts(plan).slice(0, 8))
    expect(failures).toHaveLength(1)
    expect(mayHaveHappened).toBe(fault.afterWork)

    const rest = await region.maas.storage.plan(id, root)
    expect(texts(rest)).toEqual(texts(plan).slice(fault.left))
    await rest.apply()
    expect((await region.maas.storage.plan(id, root)).steps).toEqual([])
  })

  it('stops between two steps when its signal aborts', async () => {
    const id = await emptyMachine(region)
    const plan = await region.maas.storage.plan(id, root)
    const controller = new AbortController()
    const applied = plan.apply({
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done === 3) controller.abort()
      },
    })
    await expect(applied).rejects.toThrow(AbortedError)
    await expect(applied).rejects.toThrow(/after 3 of 20 steps/)
    expect((await region.maas.storage.plan(id, root)).steps).toHaveLength(17)
  })

  it('removes what is in the way only when asked, and shows it', async () => {
    const id = region.simulator.addMachine(sixDisks).systemId
    const wanted: StorageDescription = {
      disks: [{ disk: 'sda', partitions: [{ size: '20G', fstype: 'xfs', mount_point: '/' }] }],
    }
    expect(await problems(region.maas.storage.plan(id, wanted))).toMatch(
      /it would delete partition 1 of sda \(.*ext4 at \/\). Pass \{ replace: true \}/,
    )
    const plan = await region.maas.storage.plan(id, wanted, { replace: true })
    expect(plan.steps.map(({ removes }) => removes)).toEqual([true, false, false, false])
    await plan.apply()
    expect(await mounts(region, id)).toEqual({ '/': 'xfs on sda#1' })
  })

  it('removes what is built on a device before the device', async () => {
    const id = await emptyMachine(region)
    await (await region.maas.storage.plan(id, root)).apply()
    const other: StorageDescription = {
      disks: [
        { disk: 'sda', partitions: [{ fstype: 'ext4', mount_point: '/' }] },
        { disk: 'sdb', fstype: 'ext4', mount_point: '/backup' },
        { disk: 'sdf', fstype: 'ext4', mount_point: '/fast' },
      ],
    }
    const plan = await region.maas.storage.plan(id, other, { replace: true })
    expect(texts(plan).slice(0, 10)).toEqual([
      expect.stringContaining('delete partition 1 of sda'),
      expect.stringContaining('delete partition 2 of sda'),
      expect.stringContaining('delete logical volume vg0-root'),
      expect.stringContaining('delete logical volume vg0-srv'),
      'delete volume group vg0',
      expect.stringContaining('delete partition 3 of sda'),
      'delete RAID md0 (raid-1)',
      'delete bcache bcache0',
      'delete cache set cache0',
      'create partition 1 of sda (all that is free)',
    ])
    await plan.apply()
    expect((await region.maas.storage.plan(id, other)).steps).toEqual([])
  })

  it('adds to what is there: a member, a volume, a mount that moves, another cache mode', async () => {
    const id = await emptyMachine(region)
    const before: StorageDescription = {
      volumeGroups: [
        {
          name: 'vg0',
          members: ['sdb'],
          volumes: [{ name: 'a', size: '10G', fstype: 'ext4', mount_point: '/' }],
        },
      ],
      bcaches: [{ name: 'bcache0', backing: 'sde', cache: 'sdf', fstype: 'ext4', mount_point: '/data' }],
    }
    await (await region.maas.storage.plan(id, before)).apply()
    const after: StorageDescription = {
      volumeGroups: [
        {
          name: 'vg0',
          members: ['sdb', 'sdc'],
          volumes: [
            { name: 'a', size: '10G' },
            { name: 'b', fstype: 'xfs' },
          ],
        },
      ],
      bcaches: [
        { name: 'bcache0', backing: 'sde', cache: 'sdf', cache_mode: 'writethrough', mount_point: '/srv' },
      ],
    }
    const plan = await region.maas.storage.plan(id, after)
    expect(texts(plan)).toEqual([
      'set the cache mode of bcache bcache0 to writethrough',
      'add sdc to volume group vg0',
      'create logical volume vg0-b (all that is free)',
      'mount bcache0 at /srv',
      'format vg0-b as xfs',
    ])
    await plan.apply()
    expect((await region.maas.storage.plan(id, after)).steps).toEqual([])
  })

  it.each(['3.7', '3.8'] as const)('fits the replies of %s strictly', async (release) => {
    await using newer = await startRegion(true, release)
    const maas = newer.maas.with({ validate: 'strict' })
    const id = await emptyMachine(newer)
    await (await maas.storage.plan(id, root)).apply()
    expect((await maas.storage.plan(id, root)).steps).toEqual([])
  })
})
