import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AbortedError, type StorageDescription } from 'canonical-stack/maas'
import { GB, sixDisks, texts, unknownOperations } from './plans.js'
import { type Region, startRegion } from './support.js'

let region: Region
beforeAll(async () => {
  region = await startRegion()
})
afterAll(async () => {
  await region[Symbol.asyncDispose]()
})

/** Compares what MAAS says of a machine with a description. */
async function expectStorage(id: string, wanted: StorageDescription): Promise<void> {
  const { blockDevices, raids, volumeGroups, bcaches } = region.maas
  const devices = await blockDevices.list(id)
  const held = [
    ...(wanted.disks ?? []).map(({ disk, ...contents }) => ({ name: String(disk), ...contents })),
    ...(wanted.raids ?? []),
    ...(wanted.bcaches ?? []),
  ]
  for (const { name, fstype, partitions } of held) {
    const device = devices.find((one) => one.name === name)
    if (fstype !== undefined) expect(device?.filesystem?.fstype).toBe(fstype)
    for (const [index, { size, bootable, fstype: type }] of (partitions ?? []).entries()) {
      const partition = device?.partitions[index]
      expect(Number(size) - (partition?.size ?? 0)).toBeLessThan(4 * 1024 ** 2)
      if (bootable !== undefined) expect(partition?.bootable).toBe(bootable)
      if (type !== undefined) expect(partition?.filesystem?.fstype).toBe(type)
    }
  }
  const found = await raids.list(id)
  for (const { name, level, members } of wanted.raids ?? []) {
    const raid = found.find((one) => one.name === name)
    expect(raid).toMatchObject({ level })
    expect(raid?.devices).toHaveLength(members.length)
  }
  const groups = await volumeGroups.list(id)
  for (const { name, members, volumes = [] } of wanted.volumeGroups ?? []) {
    const group = groups.find((one) => one.name === name)
    expect(group?.devices).toHaveLength(members.length)
    expect(group?.logical_volumes.map((volume) => volume.name)).toEqual(
      expect.arrayContaining(volumes.map((volume) => `${name}-${volume.name}`)),
    )
  }
  const cached = (await bcaches.list(id)).map(({ name }) => name)
  expect(cached).toEqual(expect.arrayContaining((wanted.bcaches ?? []).map(({ name }) => name)))
}

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
          expect(unknownOperations(plan)).toEqual([])
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
          await (await maas.storage.plan(id, wanted, { replace: true })).apply()
          expect(texts(await maas.storage.plan(id, wanted))).toEqual([])
          await expectStorage(id, wanted)
        }
      }),
      { numRuns: 25 },
    )
  }, 60_000)
})
