import { expect, it } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { startMaasSimulator } from '../../src/maas/simulator.js'
import { caller, type RawReply } from './client.js'

type Values = Record<string, string | string[]>

/** A resource as terraform-provider-maas manages it: created, updated at once with the same values, read, deleted. */
interface Resource {
  name: string
  list: string
  /** What creates it, if it is not a plain POST to the list. */
  op?: string
  item: (reply: Record<string, unknown>) => string
  values: Values
  /** What reading must give, so that a second plan is empty. */
  reads: object
  /** What only the creation takes. */
  once?: string[]
}

const byId =
  (path: string) =>
  ({ id }: Record<string, unknown>): string =>
    `${path}${String(id)}/`

/** What the values refer to: ids of what was created before. */
type Ids = Record<string, string>

const plan = (ids: Ids): Resource[] => [
  {
    name: 'zone',
    list: 'zones/',
    item: () => 'zones/tf-zone/',
    values: { name: 'tf-zone', description: 'z' },
    reads: { description: 'z' },
  },
  {
    name: 'pool',
    list: 'resourcepools/',
    item: byId('resourcepool/'),
    values: { name: 'tf-pool', description: 'p' },
    reads: { name: 'tf-pool' },
  },
  {
    name: 'tag',
    list: 'tags/',
    item: () => 'tags/tf-tag/',
    values: { name: 'tf-tag', comment: 'c', kernel_opts: 'quiet' },
    reads: { comment: 'c', kernel_opts: 'quiet', definition: '' },
  },
  {
    name: 'space',
    list: 'spaces/',
    item: byId('spaces/'),
    values: { name: 'tf-space' },
    reads: { name: 'tf-space' },
  },
  {
    name: 'fabric',
    list: 'fabrics/',
    item: byId('fabrics/'),
    values: { name: 'tf-fabric' },
    reads: { name: 'tf-fabric' },
  },
  {
    name: 'vlan',
    list: `fabrics/${ids['fabric']}/vlans/`,
    item: () => `fabrics/${ids['fabric']}/vlans/14/`,
    values: { vid: '14', name: 'tf-vlan14', mtu: '1500', dhcp_on: 'false', space: 'tf-space' },
    reads: { vid: 14, name: 'tf-vlan14', space: 'tf-space', dhcp_on: false },
    once: ['space'],
  },
  {
    name: 'subnet',
    list: 'subnets/',
    item: byId('subnets/'),
    values: {
      cidr: '10.88.88.0/24',
      name: 'tf-subnet',
      fabric: ids['fabric'] ?? '',
      vid: '14',
      gateway_ip: '10.88.88.1',
      dns_servers: ['1.1.1.1', '8.8.8.8'],
      rdns_mode: '2',
      allow_dns: 'true',
      allow_proxy: 'false',
      managed: 'true',
    },
    reads: {
      gateway_ip: '10.88.88.1',
      dns_servers: ['1.1.1.1', '8.8.8.8'],
      allow_proxy: false,
      vlan: { vid: 14 },
    },
    once: ['fabric', 'vid'],
  },
  {
    name: 'range',
    list: 'ipranges/',
    item: byId('ipranges/'),
    values: {
      subnet: ids['subnet'] ?? '',
      type: 'reserved',
      start_ip: '10.88.88.100',
      end_ip: '10.88.88.150',
      comment: 'static',
    },
    reads: { start_ip: '10.88.88.100', comment: 'static' },
  },
  {
    name: 'domain',
    list: 'domains/',
    item: byId('domains/'),
    values: { name: 'tf.example', ttl: '3600', authoritative: 'true' },
    reads: { ttl: 3600, authoritative: true },
  },
  {
    name: 'address',
    list: 'dnsresources/',
    item: byId('dnsresources/'),
    values: { fqdn: 'web.tf.example', ip_addresses: '10.88.88.10 10.88.88.11', address_ttl: '0' },
    reads: {
      fqdn: 'web.tf.example',
      address_ttl: 0,
      ip_addresses: [{ ip: '10.88.88.10' }, { ip: '10.88.88.11' }],
    },
  },
  {
    name: 'text',
    list: 'dnsresourcerecords/',
    item: byId('dnsresourcerecords/'),
    values: { fqdn: 'txt.tf.example', rrtype: 'TXT', rrdata: 'hello', ttl: '60' },
    reads: { fqdn: 'txt.tf.example', rrtype: 'TXT', ttl: 60 },
  },
  {
    name: 'device',
    list: 'devices/',
    item: ({ system_id }) => `devices/${String(system_id)}/`,
    values: {
      hostname: 'tf-device',
      description: 'd',
      domain: 'tf.example',
      zone: 'tf-zone',
      mac_addresses: '52:54:00:88:00:01',
    },
    reads: {
      fqdn: 'tf-device.tf.example',
      zone: { name: 'tf-zone' },
      domain: { name: 'tf.example' },
      description: 'd',
    },
    once: ['mac_addresses'],
  },
  {
    name: 'machine',
    list: 'machines/',
    item: ({ system_id }) => `machines/${String(system_id)}/`,
    values: {
      commission: 'true',
      architecture: 'amd64/generic',
      hostname: 'tf-machine',
      mac_addresses: '52:54:00:88:00:02',
      power_type: 'virsh',
      power_parameters_power_address: 'qemu+ssh://ubuntu@10.0.0.2/system',
      power_parameters_power_id: 'tf-machine',
      domain: 'tf.example',
      zone: 'tf-zone',
      pool: 'tf-pool',
    },
    reads: {
      hostname: 'tf-machine',
      pool: { name: 'tf-pool' },
      zone: { name: 'tf-zone' },
      domain: { name: 'tf.example' },
    },
    once: ['commission', 'mac_addresses'],
  },
  {
    name: 'disk',
    list: `nodes/${ids['machine']}/blockdevices/`,
    item: byId(`nodes/${ids['machine']}/blockdevices/`),
    values: { name: 'tf-disk', size: '32212254720', block_size: '512', id_path: '/dev/disk/by-id/tf' },
    reads: { name: 'tf-disk', size: 32_212_254_720, id_path: '/dev/disk/by-id/tf' },
  },
  {
    name: 'nic',
    list: `nodes/${ids['machine']}/interfaces/`,
    op: 'create_physical',
    item: byId(`nodes/${ids['machine']}/interfaces/`),
    values: {
      name: 'tf-nic0',
      mac_address: '52:54:00:88:00:03',
      vlan: ids['vlan'] ?? '',
      mtu: '1450',
      tags: 'one,two',
    },
    reads: { name: 'tf-nic0', vlan: { vid: 14 }, effective_mtu: 1450, tags: ['one', 'two'] },
  },
  {
    name: 'bond',
    list: `nodes/${ids['machine']}/interfaces/`,
    op: 'create_bond',
    item: byId(`nodes/${ids['machine']}/interfaces/`),
    values: {
      name: 'tf-bond0',
      parents: ids['nic'] ?? '',
      mac_address: '52:54:00:88:00:AB',
      bond_mode: 'active-backup',
      bond_miimon: '100',
      vlan: ids['vlan'] ?? '',
    },
    // Terraform compares the address as it was given.
    reads: {
      name: 'tf-bond0',
      mac_address: '52:54:00:88:00:AB',
      parents: ['tf-nic0'],
      params: { bond_mode: 'active-backup' },
    },
  },
  {
    name: 'bridge',
    list: `nodes/${ids['machine']}/interfaces/`,
    op: 'create_bridge',
    item: byId(`nodes/${ids['machine']}/interfaces/`),
    values: {
      name: 'tf-br0',
      parents: ids['bond'] ?? '',
      mac_address: '52:54:00:88:00:AB',
      bridge_type: 'standard',
      bridge_fd: '15',
    },
    reads: { name: 'tf-br0', parents: ['tf-bond0'], params: { bridge_type: 'standard', bridge_fd: 15 } },
  },
]

const fields = (values: Values): [string, string][] =>
  Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  )

it('a plan of 17 resources is empty after it was applied, and leaves nothing after it was destroyed', async () => {
  const clock = new SimulatedClock({ timeScale: 20_000 })
  await using simulator = await startMaasSimulator({ clock })
  const call = caller(simulator.url, simulator.apiKey)
  const done = async (reply: Promise<RawReply>, what: string): Promise<Record<string, unknown>> => {
    const { status, text, json } = await reply
    expect(status, `${what}: ${text}`).toBeLessThan(300)
    return (json ?? {}) as Record<string, unknown>
  }
  const left =
    'zones resourcepools tags spaces fabrics subnets ipranges domains dnsresources dnsresourcerecords devices machines ipaddresses'
  const everything = async () =>
    Promise.all(left.split(' ').map(async (path) => [path, (await call('GET', `${path}/`)).json]))
  // The region itself makes this tag for a machine that is virtual, and keeps it.
  await done(call('POST', 'tags/', [['name', 'virtual']]), 'create virtual')
  const before = await everything()

  const ids: Ids = {}
  const count = plan(ids).length
  expect(count).toBe(17)
  const items: string[] = []
  for (let index = 0; index < count; index++) {
    const { name, list, op, item, values, once = [] } = plan(ids)[index]!
    const created = await done(call('POST', op ? `${list}?op=${op}` : list, fields(values)), `create ${name}`)
    ids[name] = String(
      created['system_id'] !== undefined && ['machine', 'device'].includes(name)
        ? created['system_id']
        : created['id'],
    )
    items.push(item(created))
    if (name === 'machine')
      while (simulator.state.machine(ids[name] ?? '')?.status !== 'Ready')
        await new Promise((resolve) => setTimeout(resolve, 1))
    const again = Object.fromEntries(Object.entries(values).filter(([field]) => !once.includes(field)))
    await done(call('PUT', item(created), fields(again)), `update ${name}`)
  }
  for (const [index, { name, reads }] of plan(ids).entries())
    expect(await done(call('GET', items[index] ?? ''), `read ${name}`), name).toMatchObject(reads)

  for (const item of items.toReversed()) {
    await done(call('DELETE', item), `delete ${item}`)
    // The provider releases the addresses of a name itself.
    if (item.startsWith('dnsresources/'))
      for (const ip of ['10.88.88.10', '10.88.88.11'])
        await done(call('POST', 'ipaddresses/?op=release', [['ip', ip]]), `release ${ip}`)
  }
  expect(await everything()).toEqual(before)
})
