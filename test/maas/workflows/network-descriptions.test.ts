import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AbortedError, type NetworkDescription } from 'canonical-stack/maas'
import { addNetworks, texts, unknownOperations } from './plans.js'
import { type Region, startRegion } from './support.js'

let region: Region
beforeAll(async () => {
  region = await startRegion()
  await addNetworks(region.maas)
})
afterAll(async () => {
  await region[Symbol.asyncDispose]()
})

/** Compares what MAAS says of a machine with a description. */
async function expectNetwork(machine: string, wanted: NetworkDescription): Promise<void> {
  const present = await region.maas.interfaces.list(machine)
  const { physicals = [], bonds = [], bridges = [], vlans = [] } = wanted
  const described = [
    ...physicals.map(({ name, links }) => ({ name, parents: [], links })),
    ...bonds.map(({ name, parents, links }) => ({ name, parents: [...parents], links })),
    ...bridges.map(({ name, parent, links }) => ({ name, parents: [parent], links })),
    ...vlans.map(({ parent, vid, links }) => ({ name: `${parent}.${vid}`, parents: [parent], links })),
  ]
  for (const { name, parents, links } of described) {
    const found = present.find((one) => one.name === name)
    expect(found?.parents.toSorted()).toEqual(parents.toSorted())
    if (links === undefined) continue
    const given = links.map(({ mode = 'auto' }) => mode).filter((mode) => mode !== 'link_up')
    const modes = found?.links.map(({ mode }) => mode).filter((mode) => mode !== 'link_up')
    expect(new Set(modes)).toEqual(new Set(given))
    expect(modes).toHaveLength(given.length)
  }
}

describe('any description of a network', () => {
  const cards = ['eth0', 'eth1', 'eth2', 'eth3']
  const modes = fc.constantFrom('auto' as const, 'static' as const, 'dhcp' as const, 'link_up' as const)
  /** A stack of a card or a bond, perhaps a bridge on it, and a VLAN on its tag; and a card alone. */
  const description = fc
    .record({
      bonded: fc.subarray(cards),
      subnet: fc.constantFrom('10.10.0.0/24', '10.100.0.0/24'),
      isBridged: fc.boolean(),
      isTagged: fc.boolean(),
      modes: fc.uniqueArray(modes, { maxLength: 2 }),
      alone: fc.option(modes),
    })
    .map(({ bonded, subnet, isBridged, isTagged, modes: wanted, alone }): NetworkDescription => {
      const links = wanted
        .filter((mode) => mode !== 'link_up' || wanted.length === 1)
        .map((mode) => ({ mode, ...(mode !== 'link_up' && { subnet }) }))
      // Without addresses, an interface stays on the VLAN that it is on: the bridge tells it by its subnet.
      const base = bonded.length > 0 ? 'bond0' : 'eth0'
      const own = isBridged ? {} : { links }
      const other = cards.find((name) => name !== 'eth0' && !bonded.includes(name))
      return {
        physicals: [
          ...(bonded.length > 0
            ? []
            : [{ name: 'eth0', ...own, vlan: 2, ...(subnet === '10.10.0.0/24' ? {} : { links: [] }) }]),
          ...(other === undefined || alone === null
            ? []
            : [{ name: other, links: [{ mode: alone, ...(alone !== 'link_up' && { subnet: 'storage' }) }] }]),
        ],
        bonds: bonded.length > 0 ? [{ name: 'bond0', parents: bonded, ...own }] : [],
        bridges: isBridged
          ? [
              {
                name: 'br0',
                parent: base,
                ...(bonded.length > 0 || subnet === '10.10.0.0/24' ? { links } : {}),
              },
            ]
          : [],
        vlans:
          isTagged && subnet === '10.10.0.0/24' && wanted.some((mode) => mode !== 'link_up')
            ? [{ parent: base, vid: 200 }]
            : [],
      }
    })

  it('any description: planned, applied and planned again leaves nothing, over whatever was there, and after a failure', async () => {
    await fc.assert(
      fc.asyncProperty(description, description, fc.nat(8), async (first, second, failAt) => {
        const machine = region.simulator.addMachine({ inventory: { interfaceCount: 4 } }).systemId
        const { network } = region.maas
        for (const wanted of [first, second]) {
          const plan = await network.plan(machine, wanted, { replace: true })
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
          await (await network.plan(machine, wanted, { replace: true })).apply()
          expect(texts(await network.plan(machine, wanted))).toEqual([])
          await expectNetwork(machine, wanted)
        }
        // A subnet has an address for each of 50 machines, not of 200.
        await region.maas.machines.delete(machine)
      }),
      { numRuns: 100 },
    )
  }, 60_000)
})
