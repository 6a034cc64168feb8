import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  ConfigurationError,
  type DnsResource,
  type DnsResourceSetParams,
  type RequestEvent,
} from 'canonical-stack/maas'
import { refusal, type Region, startRegion } from './support.js'

let region: Region
let id: string
/** A subnet of the tagged VLAN 100 of fabric 0. */
let vlan: number
beforeAll(async () => {
  region = await startRegion()
  const { maas } = region
  vlan = (await maas.vlans.create(0, { vid: 100 })).id
  await maas.subnets.create({ cidr: '10.100.0.0/24', vlan })
})
afterAll(async () => {
  await region[Symbol.asyncDispose]()
})
beforeEach(() => {
  id = region.simulator.addMachine().systemId
})

/** The changes that a call sends. */
async function changesOf(call: () => Promise<unknown>): Promise<string[]> {
  const changes: string[] = []
  const off = region.maas.on('request', ({ method, operation }: RequestEvent) => {
    if (method !== 'GET') changes.push(operation)
  })
  await call()
  off()
  return changes
}

describe('interfaces.configure (workflow 12)', () => {
  it('gives a fixed address, DHCP or an automatic one, and does nothing the second time', async () => {
    const { maas } = region
    const fixed = { subnet: '10.10.0.0/24', ip_address: '10.10.0.150' }
    const configured = await maas.interfaces.configure(id, 'eth0', fixed)
    expect(configured.links).toMatchObject([{ mode: 'static', ip_address: '10.10.0.150' }])
    expect(await changesOf(() => maas.interfaces.configure(id, 'eth0', fixed))).toEqual([])

    const dhcp = await maas.interfaces.configure(id, configured.id, { mode: 'dhcp' })
    expect(dhcp.links.map(({ mode }) => mode)).toEqual(['dhcp'])
    expect(await changesOf(() => maas.interfaces.configure(id, 'eth0', { mode: 'dhcp' }))).toEqual([])

    // Another VLAN, and two addresses.
    const both = [{ subnet: '10.100.0.0/24' }, { subnet: '10.100.0.0/24', ip_address: '10.100.0.9' }]
    const moved = await maas.interfaces.configure(id, 'eth0', both)
    expect(moved.vlan?.id).toBe(vlan)
    expect(moved.links.map(({ mode }) => mode)).toEqual(['auto', 'static'])
    expect(await changesOf(() => maas.interfaces.configure(id, 'eth0', both))).toEqual([])

    const none = await maas.interfaces.configure(id, 'eth0', [])
    expect(none.links.map(({ mode }) => mode)).toEqual(['link_up'])
  })

  it('goes on after a failure', async () => {
    const { maas, simulator } = region
    const links = [{ subnet: '10.100.0.0/24' }, { subnet: '10.100.0.0/24', ip_address: '10.100.0.10' }]
    simulator.faults.inject({
      match: { url: 'op=link_subnet' },
      afterWork: true,
      effect: { kind: 'reply', status: 504, body: '' },
    })
    expect((await refusal(maas.interfaces.configure(id, 'eth0', links))).mayHaveHappened).toBe(true)
    const { links: done } = await maas.interfaces.configure(id, 'eth0', links)
    expect(done.map(({ mode }) => mode)).toEqual(['auto', 'static'])
  })

  it('is refused for what does not exist, and for addresses in use', async () => {
    const { maas } = region
    const configure = (name: string, link: object) => maas.interfaces.configure(id, name, link)
    await expect(configure('eth9', {})).rejects.toThrow(/has no interface eth9. It has eth0, eth1/)
    await expect(configure('eth0', { subnet: '10.9.0.0/24' })).rejects.toThrow(/no subnet 10\.9\.0\.0\/24/)
    await expect(configure('eth0', {})).rejects.toThrow(/mode auto and no subnet/)
    await expect(configure('eth0', { subnet: 2, ip_address: '10.10.1.5' })).rejects.toThrow(
      /not in the subnet/,
    )
    await expect(configure('eth0', { subnet: 2, mode: 'magic' })).rejects.toThrow(ConfigurationError)
    const other = region.simulator.addMachine().systemId
    await maas.interfaces.configure(other, 'eth0', { subnet: 2, ip_address: '10.10.0.151' })
    await expect(configure('eth0', { subnet: 2, ip_address: '10.10.0.151' })).rejects.toThrow(
      /already in use/,
    )
  })
})

describe('vlans.enableDhcp (workflow 13)', () => {
  const range = { start_ip: '10.10.0.160', end_ip: '10.10.0.170' }

  it('adds the range, finds the rack controller, turns DHCP on, and does nothing the second time', async () => {
    await using fresh = await startRegion()
    const { maas } = fresh
    for (const { id: old } of await maas.ipRanges.list()) await maas.ipRanges.delete(old)
    await maas.vlans.update(0, 0, { dhcp_on: false, primary_rack: '' })
    const on = await maas.vlans.enableDhcp(0, 0, { range })
    expect(on).toMatchObject({ dhcp_on: true, primary_rack: fresh.simulator.state.rackId })
    expect(await maas.ipRanges.list()).toMatchObject([{ type: 'dynamic', ...range }])
    const changes: string[] = []
    maas.on('request', ({ method }) => {
      if (method !== 'GET') changes.push(method)
    })
    expect(await maas.vlans.enableDhcp(0, 0, { range })).toMatchObject({ dhcp_on: true })
    expect(await maas.vlans.enableDhcp(0, 0)).toMatchObject({ dhcp_on: true })
    expect(changes).toEqual([])
    // Off again.
    expect(await maas.vlans.update(0, 0, { dhcp_on: false, primary_rack: '' })).toMatchObject({
      dhcp_on: false,
    })
  })

  it('says what is missing before anything is changed', async () => {
    const { maas } = region
    await maas.vlans.create(0, { vid: 300 })
    const enable = (vid: number, params = {}) => maas.vlans.enableDhcp(0, vid, params)
    await expect(enable(300)).rejects.toThrow(/has no dynamic IP range. Add a subnet first/)
    await expect(enable(100)).rejects.toThrow(/Pass range: \{ start_ip, end_ip \} in 10\.100\.0\.0\/24/)
    const given = { range: { start_ip: '10.100.0.100', end_ip: '10.100.0.120' } }
    await expect(enable(100, given)).rejects.toThrow(/no rack controller has an interface on the VLAN 100/)
    await expect(enable(100, { range: { start_ip: '10.9.0.1', end_ip: '10.9.0.2' } })).rejects.toThrow(
      /no subnet of the VLAN 100/,
    )
    await expect(enable(0, { primary_rack: 'abcdef' })).rejects.toThrow(
      /abcdef has no interface on the VLAN 0 .*with one: /,
    )
    await expect(enable(100, { range: { start_ip: '10.100', end_ip: '' } })).rejects.toThrow(
      /start_ip must be an IP/,
    )
    expect((await maas.ipRanges.list()).filter(({ subnet }) => subnet.vlan.id === vlan)).toEqual([])
  })

  it('is refused by MAAS without a range or a rack controller', async () => {
    const call = region.maas.vlans.update(0, 100, { dhcp_on: true })
    await expect(call).rejects.toThrow(/dhcp can only be turned on when a dynamic IP range is defined/)
  })
})

describe('dnsResources.set (workflow 17)', () => {
  const shown = (name: DnsResource | undefined) => ({
    ips: name?.ip_addresses?.map(({ ip }) => ip),
    records: name?.resource_records?.map(({ rrtype, rrdata }) => `${rrtype} ${rrdata}`),
  })

  it('sets addresses and records, changes what differs, and does nothing the second time', async () => {
    const { maas } = region
    const set = (params: DnsResourceSetParams) => maas.dnsResources.set('web.maas', params)
    const first = {
      ip_addresses: ['10.10.0.180', '10.10.0.181'],
      address_ttl: 60,
      records: [{ rrtype: 'TXT' as const, rrdata: 'a' }],
    }
    expect(shown(await set(first))).toEqual({ ips: first.ip_addresses, records: ['TXT a'] })
    expect(await changesOf(() => set(first))).toEqual([])

    const second = {
      ip_addresses: ['10.10.0.181'],
      records: [
        { rrtype: 'TXT' as const, rrdata: 'b', ttl: 30 },
        { rrtype: 'MX' as const, rrdata: '10 mail.maas' },
      ],
    }
    expect(shown(await set(second))).toEqual({ ips: ['10.10.0.181'], records: ['TXT b', 'MX 10 mail.maas'] })
    expect(await changesOf(() => set(second))).toEqual([])

    // Absent parts stay.
    expect(shown(await set({ address_ttl: 90 }))).toEqual({
      ips: ['10.10.0.181'],
      records: ['TXT b', 'MX 10 mail.maas'],
    })
    // An alias excludes everything else.
    const alias = { ip_addresses: [], records: [{ rrtype: 'CNAME' as const, rrdata: 'www' }] }
    expect(shown(await set(alias))).toEqual({ ips: [], records: ['CNAME www'] })
    expect(await changesOf(() => set(alias))).toEqual([])
  })

  it('is refused for unknown domains, malformed addresses, and records that exclude each other', async () => {
    const { maas, bob } = region
    const set = (fqdn: string, params: DnsResourceSetParams) => maas.dnsResources.set(fqdn, params)
    await expect(set('web.nowhere', { ip_addresses: ['10.10.0.183'] })).rejects.toThrow(/Domain/)
    await expect(set('db.maas', { ip_addresses: ['10.10.0'] })).rejects.toThrow(ConfigurationError)
    await expect(set('db.maas', { ip_addresses: [''] })).rejects.toThrow(ConfigurationError)
    await expect(set('db.maas', { records: [{ rrtype: 'TXT' } as never] })).rejects.toThrow(/rrdata must be/)
    await expect(
      set('db.maas', { ip_addresses: ['10.10.0.184'], records: [{ rrtype: 'CNAME', rrdata: 'www' }] }),
    ).rejects.toThrow(/cannot coexist/)
    expect((await refusal(bob.dnsResources.set('x.maas', { ip_addresses: ['10.10.0.185'] }))).reason).toBe(
      'permission',
    )
  })
})

describe('devices and reservations (workflow 18)', () => {
  it('gives a device a fixed address', async () => {
    const { maas } = region
    const device = await maas.devices.create({ hostname: 'printer', mac_addresses: ['52:54:00:bb:00:01'] })
    const [nic] = device.interface_set
    const configured = await maas.interfaces.configure(device.system_id, nic?.name ?? '', {
      subnet: '10.10.0.0/24',
      ip_address: '10.10.0.190',
    })
    expect(configured.links).toMatchObject([{ mode: 'static', ip_address: '10.10.0.190' }])
    expect((await maas.devices.get(device.system_id)).ip_addresses).toEqual(['10.10.0.190'])
  })

  it('reserves and releases addresses', async () => {
    const { maas } = region
    await maas.ipAddresses.reserve({ ip: '10.10.0.191', hostname: 'vip' })
    await expect(maas.ipAddresses.reserve({ ip: '10.10.0.150' })).resolves.toBeDefined()
    await expect(maas.ipAddresses.reserve({ ip: '10.10.0.210' })).rejects.toThrow(/dynamic range/)
    await expect(maas.ipAddresses.reserve({})).rejects.toThrow(/Must supply either/)
    await maas.ipAddresses.release({ ip: '10.10.0.191' })
    await expect(maas.ipAddresses.release({ ip: '10.10.0.191' })).rejects.toThrow(/does not exist/)
  })

  it('binds an address to a MAC address, from 3.6', async () => {
    await using newer = await startRegion(true, '3.8')
    const reserved = await newer.maas.reservedIps.create({
      ip: '10.10.0.195',
      mac_address: '52:54:00:bb:00:02',
    })
    expect(await newer.maas.reservedIps.get(reserved.id)).toMatchObject({ ip: '10.10.0.195' })
    const older = await refusal(region.maas.reservedIps.list())
    expect(older.message).toMatch(/3\.6/)
  })
})
