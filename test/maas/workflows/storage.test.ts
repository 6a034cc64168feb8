import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  AbortedError,
  BulkError,
  ConfigurationError,
  ConflictError,
  BadRequestError,
  PermissionError,
  type BlockDevice,
  type MaasPlan,
  type PlanProgress,
  type StorageDescription,
} from 'canonical-stack/maas'
import { fast, type Region, startRegion } from './support.js'

const GB = 1000 ** 3
const disk = (gigabytes: number, ...tags: string[]) => ({ sizeBytes: gigabytes * GB, tags })
const sixDisks = {
  inventory: {
    disks: [disk(500, 'ssd'), disk(1000), disk(1000), disk(1000), disk(1000), disk(200, 'nvme')],
  },
}

let region: Region
beforeAll(async () => {
  region = await startRegion()
})
afterAll(async () => {
  await region[Symbol.asyncDispose]()
})

/** A Ready machine with six empty disks, sda to sdf. */
async function emptyMachine(): Promise<string> {
  const id = region.simulator.addMachine(sixDisks).systemId
  await region.maas.machines.setStorageLayout(id, { storage_layout: 'blank' })
  return id
}

const texts = (plan: MaasPlan): string[] => plan.steps.map(({ text }) => text)

async function refusal(systemId: string, description: StorageDescription): Promise<string> {
  const error: unknown = await region.maas.storage.plan(systemId, description).then(
    (plan) => `planned: ${plan.describe()}`,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ConfigurationError)
  return (error as Error).message
}

/** Where a machine mounts what. */
async function mounts(systemId: string): Promise<Record<string, string>> {
  const disks: readonly BlockDevice[] = await region.maas.blockDevices.list(systemId)
  return Object.fromEntries(
    disks
      .flatMap((device) => [
        { name: device.name, filesystem: device.filesystem },
        ...device.partitions.map(({ filesystem }, index) => ({
          name: `${device.name}#${index + 1}`,
          filesystem,
        })),
      ])
      .flatMap(({ name, filesystem }) =>
        filesystem?.mount_point ? [[filesystem.mount_point, `${filesystem.fstype} on ${name}`]] : [],
      ),
  )
}

const root: StorageDescription = {
  disks: [
    {
      disk: 'sda',
      boot: true,
      partitions: [
        { size: '512MiB', bootable: true, fstype: 'fat32', mount_point: '/boot/efi' },
        { size: '8G', fstype: 'swap' },
        { name: 'system' },
      ],
    },
  ],
  raids: [{ name: 'md0', level: 'raid-1', members: ['sdb', 'sdc'], spares: ['sdd'] }],
  volumeGroups: [
    {
      name: 'vg0',
      members: ['system', 'md0'],
      volumes: [
        { name: 'root', size: '40G', fstype: 'ext4', label: 'root', mount_point: '/' },
        { name: 'srv', fstype: 'xfs', mount_point: '/srv', mount_options: 'noatime' },
      ],
    },
  ],
  bcaches: [
    { name: 'bcache0', backing: 'sde', cache: 'tag:nvme', fstype: 'btrfs', mount_point: '/var/lib/data' },
  ],
  special: [{ fstype: 'tmpfs', mount_point: '/scratch', mount_options: 'size=1G' }],
}

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
    const id = await emptyMachine()
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
    expect(await mounts(id)).toEqual({})
    expect(plan.steps.some(({ removes }) => removes)).toBe(false)
  })

  it('carries out its steps with progress; the next plan is empty', async () => {
    const id = await emptyMachine()
    const plan = await region.maas.storage.plan(id, root)
    const progress: PlanProgress[] = []
    await plan.apply({ onProgress: (one) => progress.push(one) })
    expect(progress.filter(({ state }) => state === 'done').map(({ done }) => done)).toEqual(
      plan.steps.map((_step, index) => index + 1),
    )
    expect(await mounts(id)).toEqual({
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
    const id = await emptyMachine()
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
    const id = await emptyMachine()
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
    expect(await refusal(id, wanted)).toMatch(
      /it would delete partition 1 of sda \(.*ext4 at \/\). Pass \{ replace: true \}/,
    )
    const plan = await region.maas.storage.plan(id, wanted, { replace: true })
    expect(plan.steps.map(({ removes }) => removes)).toEqual([true, false, false, false])
    await plan.apply()
    expect(await mounts(id)).toEqual({ '/': 'xfs on sda#1' })
  })

  it('removes what is built on a device before the device', async () => {
    const id = await emptyMachine()
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
    const id = await emptyMachine()
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
    expect(await refusal(id, description)).toMatch(expected)
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
    const message = await refusal(await emptyMachine(), {
      disks: [{ disk: 'sdz', fstype: 'ext4' }],
      raids: [{ name: 'md0', level: 'raid-6', members: ['sdb'] }],
    })
    expect(message).toContain('and 2 more, see below')
    expect(message).toMatch(/problem 2: .*raid-6/)
  })

  it('changes of a machine in another state, of a locked one, and by users', async () => {
    const id = await emptyMachine()
    const { maas, bob } = region
    const filesystem: StorageDescription = { disks: [{ disk: 'sdb', fstype: 'ext4', mount_point: '/' }] }
    await expect(bob.storage.plan(id, filesystem)).rejects.toThrow(/bob is no administrator/)
    await bob.machines.allocate({ system_id: id })
    expect(await refusal(id, root)).toMatch(
      /is Allocated, which allows to change filesystems and mounts only/,
    )
    // The owner may format and mount.
    await (await bob.storage.plan(id, filesystem)).apply()
    expect(await mounts(id)).toEqual({ '/': 'ext4 on sdb' })

    await bob.machines.deploy(id)
    await maas.machines.waitFor(id, 'Deployed', fast)
    expect(await refusal(id, root)).toMatch(
      /the machine is Deployed; its storage can be changed while it is Ready/,
    )
    expect((await maas.storage.plan(id, filesystem)).steps).toEqual([])
    await maas.machines.lock(id)
    expect(await refusal(id, root)).toMatch(/the machine is locked|is Deployed/)
  })
})

describe('any description', () => {
  const names = ['sda', 'sdb', 'sdc', 'sdd', 'sde', 'sdf'] as const
  const fstype = fc.constantFrom('ext4', 'xfs', 'btrfs', undefined)
  const partitions = fc
    .array(fc.record({ size: fc.integer({ min: 1, max: 60 }), fstype, bootable: fc.boolean() }), {
      maxLength: 4,
    })
    .map((list) => list.map(({ size, ...others }) => ({ ...others, size: size * GB + 12_345 })))
  const contents = fc.oneof(
    fc.record({ fstype: fc.constantFrom('ext4' as const, 'xfs' as const) }),
    fc.record({ partitions }),
    fc.constant({}),
  )
  /** Each disk gets a role; disks of one role form a group where there are enough. */
  const description = fc
    .record({
      roles: fc.array(fc.constantFrom('disk', 'raid', 'volumeGroup', 'bcache', 'nothing'), {
        minLength: names.length,
        maxLength: names.length,
      }),
      contents: fc.array(contents, { minLength: names.length, maxLength: names.length }),
      level: fc.constantFrom('raid-0' as const, 'raid-1' as const),
      onRaid: fc.boolean(),
      raid: contents,
      bcache: contents,
      volumes: fc.array(fc.record({ size: fc.integer({ min: 1, max: 40 }), fstype }), { maxLength: 3 }),
    })
    .map(({ roles, contents: held, level, onRaid, raid, bcache, volumes }) => {
      const of = (role: string) => names.filter((_name, index) => roles[index] === role)
      const [backing, cache] = of('bcache')
      const hasRaid = of('raid').length > 1
      const members = [...of('volumeGroup'), ...(hasRaid && onRaid ? ['md0'] : [])]
      return {
        withoutRoot: true,
        disks: names.flatMap((name, index) =>
          // MAAS does not format the boot disk itself.
          roles[index] === 'disk' && !(name === 'sda' && 'fstype' in (held[index] ?? {}))
            ? [{ disk: name, ...held[index] }]
            : [],
        ),
        raids: hasRaid ? [{ name: 'md0', level, members: of('raid'), ...(onRaid ? {} : raid) }] : [],
        bcaches:
          backing === undefined || cache === undefined
            ? []
            : [{ name: 'bcache0', backing, cache, ...bcache }],
        volumeGroups:
          members.length === 0
            ? []
            : [
                {
                  name: 'vg0',
                  members,
                  volumes: volumes.map((volume, index) => ({
                    ...volume,
                    name: `v${index}`,
                    size: volume.size * GB,
                  })),
                },
              ],
      }
    })

  it('planned, applied and planned again leaves nothing, over whatever was there, and after a failure', async () => {
    await fc.assert(
      fc.asyncProperty(description, description, fc.nat(12), async (first, second, failAt) => {
        const id = region.simulator.addMachine(sixDisks).systemId
        const { maas } = region
        for (const wanted of [first, second]) {
          const plan = await maas.storage.plan(id, wanted, { replace: true })
          const controller = new AbortController()
          await plan
            .apply({
              signal: controller.signal,
              onProgress: ({ done, state }) => {
                if (done === failAt && state === 'done') controller.abort()
              },
            })
            .catch((error: unknown) => {
              if (!(error instanceof AbortedError)) throw error
            })
          const rest = await maas.storage.plan(id, wanted, { replace: true })
          await rest.apply()
          expect(texts(await maas.storage.plan(id, wanted))).toEqual([])
        }
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})
