import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BulkError, type Interface, type NetworkDescription } from 'canonical-stack/maas'
import { addNetworks, problems, texts } from './plans.js'
import { fast, type Region, startRegion } from './support.js'

let region: Region
let vlan100: number
let vlan200: number
beforeAll(async () => {
  region = await startRegion()
  ;({ vlan100, vlan200 } = await addNetworks(region.maas))
})
afterAll(async () => {
  await region[Symbol.asyncDispose]()
})

let id: string
beforeEach(() => {
  id = region.simulator.addMachine({ inventory: { interfaceCount: 4 } }).systemId
})

const interfaces = (): Promise<readonly Interface[]> => region.maas.interfaces.list(id).toArray()

async function linksOf(name: string): Promise<string[]> {
  const found = (await interfaces()).find((one) => one.name === name)
  return (found?.links ?? []).map(({ mode, subnet, ip_address }) =>
    [mode, subnet?.cidr, mode === 'static' ? ip_address : undefined]
      .filter((word) => word !== undefined)
      .join(' '),
  )
}

/** A bond over two cards, a bridge on it, two VLANs, dual stack, one card alone. */
const stack = (host: number): NetworkDescription => ({
  physicals: [{ name: 'eth2', mtu: 9000, links: [{ subnet: 'storage', ip_address: `10.200.0.${host}` }] }],
  bonds: [{ name: 'bond0', parents: ['eth0', 'eth1'], bond_mode: '802.3ad', bond_lacp_rate: 'slow' }],
  bridges: [
    {
      name: 'br0',
      parent: 'bond0',
      links: [{ subnet: '10.10.0.0/24', ip_address: `10.10.0.${host}`, default_gateway: true }],
    },
  ],
  vlans: [
    {
      parent: 'bond0',
      vid: 100,
      links: [
        { subnet: '10.100.0.0/24' },
        { subnet: '10.100.0.0/24', ip_address: `10.100.0.${host}` },
        { subnet: 'fd00:100::/64', mode: 'static', ip_address: `fd00:100::${host}` },
      ],
    },
    { parent: 'bond0', vid: 200, links: [{ mode: 'dhcp', subnet: 'storage' }] },
  ],
})

describe('a network plan (workflow 12)', () => {
  it('shows its steps in an order that works, carries them out, and leaves nothing', async () => {
    const { maas } = region
    const whole = stack(77)
    expect(await problems(region.maas.network.plan(id, whole))).toMatch(
      /it would remove the link auto on 10\.10\.0\.0\/24 of eth0\. Pass \{ replace/,
    )
    const plan = await maas.network.plan(id, whole, { replace: true })
    expect(texts(plan)).toEqual([
      'remove the link auto on 10.10.0.0/24 of eth0',
      `change eth2: mtu 9000, vlan ${vlan200}`,
      `change eth1: vlan 2`,
      'create the bond bond0 of eth0, eth1',
      'create the bridge br0 on bond0',
      'create the VLAN interface bond0.100 on bond0',
      'create the VLAN interface bond0.200 on bond0',
      'link eth2: static 10.200.0.77 on 10.200.0.0/24',
      'link br0: static 10.10.0.77 on 10.10.0.0/24, with the default gateway',
      'link bond0.100: auto on 10.100.0.0/24',
      'link bond0.100: static 10.100.0.77 on 10.100.0.0/24',
      'link bond0.100: static fd00:100::77 on fd00:100::/64',
      'link bond0.200: dhcp on 10.200.0.0/24',
    ])
    await plan.apply()
    expect((await maas.network.plan(id, whole)).steps).toEqual([])
    const bond = (await interfaces()).find(({ name }) => name === 'bond0')
    expect(bond).toMatchObject({
      type: 'bond',
      parents: ['eth0', 'eth1'],
      params: { bond_mode: '802.3ad', bond_lacp_rate: 'slow' },
    })
    expect(await linksOf('br0')).toEqual(['static 10.10.0.0/24 10.10.0.77'])
    expect(await linksOf('bond0.100')).toHaveLength(3)
    const { default_gateways } = await maas.machines.get(id)
    expect(default_gateways.ipv4.link_id).not.toBeNull()
    await maas.machines.deploy(id)
  })

  it('goes on where it failed', async () => {
    const { maas, simulator } = region
    const wanted: NetworkDescription = {
      ...stack(78),
      physicals: [],
      bridges: [
        { name: 'br0', parent: 'bond0', links: [{ subnet: '10.10.0.0/24', ip_address: '10.10.0.78' }] },
      ],
      vlans: [{ parent: 'bond0', vid: 100, links: [{ subnet: '10.100.0.0/24' }] }],
    }
    const plan = await maas.network.plan(id, wanted, { replace: true })
    // The first link of two: MAAS carries it out, but a proxy gives up.
    simulator.faults.inject({
      match: { url: 'op=link_subnet' },
      afterWork: true,
      effect: { kind: 'reply', status: 504, body: '' },
    })
    const error: unknown = await plan.apply().catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(BulkError)
    expect((error as BulkError).mayHaveHappened).toBe(true)
    const rest = await maas.network.plan(id, wanted)
    expect(texts(rest)).toEqual(['link bond0.100: auto on 10.100.0.0/24'])
    await rest.apply()
    expect((await maas.network.plan(id, wanted)).steps).toEqual([])
  })

  it('changes settings, parents and VLANs, and removes what is in the way only when asked', async () => {
    const { maas } = region
    await (await maas.network.plan(id, stack(79), { replace: true })).apply()
    const after: NetworkDescription = {
      bonds: [{ name: 'bond0', parents: ['eth0', 'eth1', 'eth3'], bond_mode: 'active-backup' }],
    }
    const added = await maas.network.plan(id, after)
    expect(texts(added)).toEqual([
      'change eth3: vlan 2',
      'change bond0: bond_mode active-backup, parents eth0, eth1, eth3',
    ])
    await added.apply()
    expect((await maas.network.plan(id, after)).steps).toEqual([])

    const other: NetworkDescription = { bonds: [{ name: 'bond1', parents: ['eth0', 'eth1'] }] }
    expect(await problems(region.maas.network.plan(id, other))).toContain('it would delete')
    const plan = await maas.network.plan(id, other, { replace: true })
    expect(texts(plan).slice(0, 4).toSorted()).toEqual([
      'delete the VLAN interface bond0.100',
      'delete the VLAN interface bond0.200',
      'delete the bond bond0',
      'delete the bridge br0',
    ])
    await plan.apply()
    expect((await interfaces()).map(({ name }) => name).toSorted()).toEqual([
      'bond1',
      'eth0',
      'eth1',
      'eth2',
      'eth3',
    ])
  })

  it('gives a bond up to another', async () => {
    const { maas } = region
    await (
      await maas.network.plan(
        id,
        { bonds: [{ name: 'bond0', parents: ['eth0', 'eth1'] }] },
        { replace: true },
      )
    ).apply()
    const wanted: NetworkDescription = {
      bonds: [
        { name: 'bond1', parents: ['eth1', 'eth2'] },
        { name: 'bond0', parents: ['eth0', 'eth3'] },
      ],
    }
    // eth3 joins with the VLAN of the bond.
    await (await maas.network.plan(id, { physicals: [{ name: 'eth3', vlan: 2 }] })).apply()
    await (await maas.network.plan(id, wanted, { replace: true })).apply()
    expect((await maas.network.plan(id, wanted)).steps).toEqual([])
  })

  it('adds and renames physical interfaces by their MAC address', async () => {
    const { maas } = region
    const [first] = await interfaces()
    const wanted: NetworkDescription = {
      physicals: [
        { name: 'mgmt', mac_address: first?.mac_address?.toUpperCase() ?? '' },
        { name: 'eth9', mac_address: '52:54:00:aa:00:01', links: [{ mode: 'dhcp', subnet: '10.10.0.0/24' }] },
      ],
    }
    const plan = await maas.network.plan(id, wanted)
    expect(texts(plan)).toEqual([
      'change eth0: name mgmt',
      'add the physical interface eth9 (52:54:00:aa:00:01)',
      'link eth9: dhcp on 10.10.0.0/24',
    ])
    await plan.apply()
    expect((await maas.network.plan(id, wanted)).steps).toEqual([])
  })

  it.each<[string, NetworkDescription, RegExp]>([
    ['an unknown interface', { physicals: [{ name: 'eth7' }] }, /no interface eth7.*It has eth0, eth1/],
    [
      'an unknown parent',
      { bonds: [{ name: 'bond0', parents: ['eth0', 'eth8'] }] },
      /bond0: there is no interface eth8/,
    ],
    [
      'an unknown subnet',
      { physicals: [{ name: 'eth0', links: [{ subnet: '10.99.0.0/24' }] }] },
      /no subnet 10\.99\.0\.0\/24.*10\.10\.0\.0\/24/,
    ],
    ['an unknown VLAN', { physicals: [{ name: 'eth0', vlan: 4000 }] }, /no VLAN with the id 4000/],
    [
      'an unknown tag',
      { vlans: [{ parent: 'eth0', vid: 300 }] },
      /no VLAN with the tag 300 for eth0\.300.*vlans\.create\(0, \{ vid: 300 \}\)/,
    ],
    [
      'an unknown mode',
      { bonds: [{ name: 'bond0', parents: ['eth0'], bond_mode: 'fast' as 'broadcast' }] },
      /bond_mode must be/,
    ],
    [
      'a malformed MAC address',
      { physicals: [{ name: 'eth9', mac_address: '52:54' }] },
      /mac_address must be a MAC address/,
    ],
    [
      'a malformed address',
      { physicals: [{ name: 'eth0', links: [{ subnet: 2, ip_address: '10.0.0' }] }] },
      /ip_address must be an IP address/,
    ],
    [
      'an address of another subnet',
      { physicals: [{ name: 'eth0', links: [{ subnet: 2, ip_address: '10.11.0.5' }] }] },
      /10\.11\.0\.5 of eth0 is not in the subnet/,
    ],
    [
      'an address for DHCP',
      { physicals: [{ name: 'eth0', links: [{ mode: 'dhcp', ip_address: '10.10.0.5' }] }] },
      /which only static links have/,
    ],
    [
      'a gateway by DHCP',
      { physicals: [{ name: 'eth0', links: [{ mode: 'dhcp', default_gateway: true }] }] },
      /chooses no default gateway/,
    ],
    [
      'a gateway of a subnet without one',
      { physicals: [{ name: 'eth0', links: [{ subnet: 'storage', default_gateway: true }] }] },
      /the subnet 10\.200\.0\.0\/24 has no gateway/,
    ],
    [
      'links on two VLANs',
      { physicals: [{ name: 'eth0', links: [{ subnet: 2 }, { subnet: 'storage' }] }] },
      /on several VLANs/,
    ],
    [
      'links of a part of a bond',
      {
        physicals: [{ name: 'eth0', links: [{ subnet: 2 }] }],
        bonds: [{ name: 'bond0', parents: ['eth0', 'eth1'] }],
      },
      /eth0 is a part of bond0 and cannot have links/,
    ],
    [
      'a VLAN interface on a part of a bond',
      { bonds: [{ name: 'bond0', parents: ['eth0', 'eth1'] }], vlans: [{ parent: 'eth0', vid: 100 }] },
      /eth0 is a part of bond0 and cannot have the VLAN interface eth0\.100/,
    ],
    [
      'a part of itself',
      {
        bridges: [
          { name: 'br0', parent: 'br1' },
          { name: 'br1', parent: 'br0' },
        ],
      },
      /part of itself/,
    ],
    [
      'a part of two',
      {
        bonds: [
          { name: 'bond0', parents: ['eth0'] },
          { name: 'bond1', parents: ['eth0'] },
        ],
      },
      /part of bond0 and of bond1/,
    ],
    ['an interface twice', { physicals: [{ name: 'eth0' }, { name: 'eth0' }] }, /described twice/],
  ])('refuses %s before anything is sent', async (_what, description, expected) => {
    expect(await problems(region.maas.network.plan(id, description))).toMatch(expected)
  })

  it('refuses machines in another state, locked ones, and users', async () => {
    const { maas, bob } = region
    const wanted: NetworkDescription = { physicals: [{ name: 'eth1', vlan: vlan100 }] }
    await expect(bob.network.plan(id, wanted)).rejects.toThrow(/bob is no administrator/)
    await maas.machines.deploy(id)
    await maas.machines.waitFor(id, 'Deployed', fast)
    expect(await problems(region.maas.network.plan(id, wanted))).toMatch(
      /the machine is Deployed; its interfaces can be changed while it is New, Ready/,
    )
    await maas.machines.lock(id)
    expect(await problems(region.maas.network.plan(id, wanted))).toContain('the machine is locked')
  })

  it.each(['3.7', '3.8'] as const)('fits the replies of %s strictly', async (release) => {
    await using newer = await startRegion(true, release)
    await addNetworks(newer.maas)
    const maas = newer.maas.with({ validate: 'strict' })
    const { systemId } = newer.simulator.addMachine({ inventory: { interfaceCount: 4 } })
    await (await maas.network.plan(systemId, stack(90), { replace: true })).apply()
    expect((await maas.network.plan(systemId, stack(90))).steps).toEqual([])
  })
})
