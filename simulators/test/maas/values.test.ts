import { afterEach, beforeEach, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { type MaasSimulator, startMaasSimulator } from '../../src/maas/simulator.js'
import { freeAddress, spansOf } from '../../src/maas/state/addresses.js'
import { formatAddress } from '../../src/maas/state/ip.js'
import { newSubnet } from '../../src/maas/state/state.js'
import { caller, type RawReply } from './client.js'

let region: MaasSimulator
let call: (method: string, path: string, fields?: [string, string][]) => Promise<RawReply>

beforeEach(async () => {
  region = await startMaasSimulator({ clock: new SimulatedClock(), autoAdvance: false })
  call = caller(region.url, region.apiKey)
})
afterEach(() => region.close())

const reserve = (ip: string): Promise<RawReply> => call('POST', 'ipaddresses/?op=reserve', [['ip', ip]])

test('a free address is the first one of the smallest unused range', async () => {
  const { state } = region
  const subnet = newSubnet({ id: 9, cidr: '172.30.0.0/24', vlanId: 2, gatewayIp: '172.30.0.1' })
  state.subnets.push(subnet)
  expect(freeAddress(state, subnet)).toBe('172.30.0.2')
  for (const last of [50, 53, 60]) await reserve(`172.30.0.${last}`)
  expect(freeAddress(state, subnet)).toBe('172.30.0.51')
  await reserve('172.30.0.51')
  await reserve('172.30.0.52')
  expect(freeAddress(state, subnet)).toBe('172.30.0.54')
})

test('ranges of a subnet join what is next to each other and what overlaps', async () => {
  const { state } = region
  const subnet = newSubnet({ id: 9, cidr: '172.30.0.0/28', vlanId: 2, dnsServers: ['172.30.0.2'] })
  state.subnets.push(subnet)
  for (const last of [4, 5, 8]) await reserve(`172.30.0.${last}`)
  const ends = { startIp: '172.30.0.8', endIp: '172.30.0.10' }
  state.ipRanges.push({ id: 9, subnetId: 9, type: 'dynamic', ...ends, comment: '', username: 'admin' })
  const spans = spansOf(state, subnet).spans.map(({ start, end, purpose }) => {
    const [first, last] = [start, end].map((value) => formatAddress({ value, family: 4 }).split('.')[3])
    return `${first}-${last} ${purpose.join('+')}`
  })
  expect(spans).toEqual([
    '1-1 unused',
    '2-2 dns-server',
    '3-3 unused',
    '4-5 assigned-ip',
    '6-7 unused',
    '8-10 assigned-ip+dynamic',
    '11-14 unused',
  ])
})

test('addresses of the rack, of machines, their BMCs and users are listed for a subnet', async () => {
  region.addMachine({
    hostname: 'm1',
    macs: ['52:54:00:21:00:00'],
    powerType: 'ipmi',
    powerParameters: { power_address: '10.10.0.7' },
  })
  await reserve('10.10.0.60')
  const listed = (await call('GET', 'subnets/2/?op=ip_addresses')).json as Record<string, unknown>[]
  expect(listed.map(({ ip, alloc_type: type }) => `${String(ip)} ${String(type)}`)).toEqual([
    '10.10.0.2 1',
    '10.10.0.7 1',
    '10.10.0.43 6',
    '10.10.0.60 4',
  ])
})

test('the boot interface is found in the subnet of its address, each other one in a fabric of its own', () => {
  const machines = ['a', 'b'].map((hostname) => region.addMachine({ hostname }))
  const fabrics = machines.map(({ interfaces }) =>
    interfaces.map(({ vlanId }) => region.state.vlans.find(({ id }) => id === vlanId)?.fabricId),
  )
  expect(fabrics).toEqual([
    [0, 1],
    [0, 2],
  ])
  expect(machines[0]?.interfaces.map(({ links }) => links[0]?.mode)).toEqual(['auto', 'link_up'])
})

test('hardware follows the MAC address of the boot interface', () => {
  const machine = region.addMachine({ macs: ['52:54:00:ab:01:00'] })
  expect(machine.interfaces.map(({ mac }) => mac)).toEqual(['52:54:00:ab:01:00', '52:54:00:ab:01:01'])
  expect(machine.disks[1]).toMatchObject({ serial: 'SER01001', idPath: '/dev/disk/by-id/wwn-525400ab01001' })
  expect(machine.hardwareUuid).toBe('a0000000-0000-4000-8000-525400ab0100')
})

test('script sets before the current one stay readable, also aborted ones', async () => {
  const { systemId } = region.addMachine()
  await call('POST', 'machines/?op=allocate', [['system_id', systemId]])
  await call('POST', `machines/${systemId}/?op=deploy`, [])
  await call('POST', `machines/${systemId}/?op=abort`, [])
  region.settlePower(systemId)
  await call('POST', `machines/${systemId}/?op=deploy`, [])
  region.signal(systemId, 'FAILED')
  const sets = (await call('GET', `nodes/${systemId}/results/?type=installation`)).json as Record<
    string,
    unknown
  >[]
  expect(sets.map((set) => set['status_name'])).toEqual(['Failed', 'Aborted'])
  const aborted = await call('GET', `nodes/${systemId}/results/${String(sets[1]?.['id'])}/`)
  expect(aborted.json).toMatchObject({ status_name: 'Aborted' })
})

test('the same power action twice is accepted, another one meanwhile is not', async () => {
  const { systemId } = region.addMachine()
  await call('POST', `machines/${systemId}/?op=deploy`, [])
  region.signal(systemId, 'OK')
  const statuses: number[] = []
  for (const power of ['power_off', 'power_off', 'power_on'])
    statuses.push((await call('POST', `machines/${systemId}/?op=${power}`, [])).status)
  expect(statuses).toEqual([200, 200, 503])
})

test('a machine that is off is released at once, and started by the action under way', async () => {
  const machine = region.addMachine()
  await call('POST', `machines/${machine.systemId}/?op=deploy`, [])
  await call('POST', `machines/${machine.systemId}/?op=release`, [])
  expect([machine.status, machine.powerState]).toEqual(['Ready', 'off'])
  region.settlePower(machine.systemId)
  expect([machine.status, machine.powerState]).toEqual(['Ready', 'on'])
})

test('the user of nodes and the tag of virtual machines exist once a machine was commissioned', async () => {
  const names = async (path: string, field: string): Promise<unknown[]> =>
    ((await call('GET', path)).json as Record<string, unknown>[]).map((item) => item[field])
  expect(await names('users/', 'username')).toEqual(['MAAS', 'admin', 'bob'])
  expect(await names('tags/', 'name')).toEqual([])
  region.addMachine()
  expect(await names('users/', 'username')).toEqual(['MAAS', 'admin', 'bob', 'maas-init-node'])
  expect(await names('tags/', 'name')).toEqual(['virtual'])
})

test('VLANs without a space are in one that is found by its name', async () => {
  const space = (await call('GET', 'spaces/undefined/')).json
  expect(space).toMatchObject({ id: -1, resource_uri: '/MAAS/api/2.0/spaces/undefined/' })
})
