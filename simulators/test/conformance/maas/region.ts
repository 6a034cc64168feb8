import type { MaasSimulator } from '../../../src/maas/simulator.js'
import { caller } from '../../maas/client.js'

type Fields = [string, string][]

/** The machines that a region has been given something of everything on. */
export interface RichRegion {
  get: (path: string) => Promise<unknown>
  machines: { raid: string; lvm: string; bcache: string; network: string }
  fabric: number
}

/** Creates some of everything that a region can hold, by its API. */
export async function fillRegion(simulator: MaasSimulator): Promise<RichRegion> {
  const call = caller(simulator.url, simulator.apiKey)
  const send = async (method: string, path: string, fields?: Fields): Promise<Record<string, unknown>> => {
    const reply = await call(method, path, fields)
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.text}`)
    return (reply.json ?? {}) as Record<string, unknown>
  }
  const make = (path: string, fields: Fields) => send('POST', path, fields)
  const [raid, lvm, bcache, network] = ['m-raid', 'm-lvm', 'm-bcache', 'm-network'].map(
    (hostname) => simulator.addMachine({ hostname, tags: ['rack-1'] }).systemId,
  ) as [string, string, string, string]
  const disksOf = (id: string): number[] =>
    simulator.state
      .machine(id)
      ?.disks.filter(({ type }) => type === 'physical')
      .map((disk) => disk.id) ?? []
  for (const id of [raid, lvm, bcache])
    await make(`machines/${id}/?op=set_storage_layout`, [['storage_layout', 'blank']])
  // Groups on the boot disk would be on a partition of it.
  const [c, a, b] = disksOf(raid).map(String) as [string, string, string]
  await make(`nodes/${raid}/raids/`, [
    ['name', 'md0'],
    ['level', 'raid-1'],
    ['block_devices', a],
    ['block_devices', b],
  ])
  const part = await make(`nodes/${raid}/blockdevices/${c}/partitions/`, [['size', '10000000000']])
  const partition = `nodes/${raid}/blockdevices/${c}/partition/${String(part['id'])}`
  await make(`${partition}?op=format`, [['fstype', 'ext4']])
  await make(`${partition}?op=mount`, [['mount_point', '/']])
  await make(`machines/${raid}/?op=mount_special`, [
    ['fstype', 'tmpfs'],
    ['mount_point', '/tmp'],
  ])
  const group = await make(`nodes/${lvm}/volume-groups/`, [
    ['name', 'vg0'],
    ...disksOf(lvm)
      .slice(1)
      .map((id): [string, string] => ['block_devices', String(id)]),
  ])
  await make(`nodes/${lvm}/volume-group/${String(group['id'])}/?op=create_logical_volume`, [
    ['name', 'lv0'],
    ['size', '1000000000'],
  ])
  const [cache, backing] = disksOf(bcache).map(String) as [string, string]
  const own = await make(`nodes/${bcache}/blockdevices/${cache}/partitions/`, [['size', '10000000000']])
  const set = await make(`nodes/${bcache}/bcache-cache-sets/`, [['cache_partition', String(own['id'])]])
  await make(`nodes/${bcache}/bcaches/`, [
    ['name', 'bcache0'],
    ['backing_device', backing],
    ['cache_set', String(set['id'])],
    ['cache_mode', 'writeback'],
  ])

  const fabric = Number((await make('fabrics/', [['name', 'blue']]))['id'])
  const space = await make('spaces/', [['name', 'storage']])
  const vlan = await make(`fabrics/${fabric}/vlans/`, [
    ['vid', '100'],
    ['name', 'v100'],
    ['space', String(space['id'])],
  ])
  const id = String(vlan['id'])
  await send('PUT', `fabrics/${fabric}/vlans/0/`, [['relay_vlan', id]])
  const subnet = String(
    (
      await make('subnets/', [
        ['cidr', '10.50.0.0/24'],
        ['vlan', id],
      ])
    )['id'],
  )
  const other = String(
    (
      await make('subnets/', [
        ['cidr', '10.51.0.0/24'],
        ['vlan', id],
      ])
    )['id'],
  )
  await make('ipranges/', [
    ['type', 'reserved'],
    ['start_ip', '10.50.0.10'],
    ['end_ip', '10.50.0.20'],
    ['subnet', subnet],
  ])
  await make('static-routes/', [
    ['source', subnet],
    ['destination', other],
    ['gateway_ip', '10.50.0.1'],
  ])
  await make('ipaddresses/?op=reserve', [
    ['ip', '10.50.0.30'],
    ['subnet', subnet],
  ])
  const nics = simulator.state.machine(network)?.interfaces.map((nic) => String(nic.id)) ?? []
  for (const nic of nics) await send('PUT', `nodes/${network}/interfaces/${nic}/`, [['vlan', id]])
  const bond = await make(`nodes/${network}/interfaces/?op=create_bond`, [
    ['name', 'bond0'],
    ['bond_mode', 'active-backup'],
    ...nics.map((nic): [string, string] => ['parents', nic]),
  ])
  await make(`nodes/${network}/interfaces/${String(bond['id'])}/?op=link_subnet`, [
    ['mode', 'STATIC'],
    ['subnet', subnet],
    ['ip_address', '10.50.0.40'],
  ])
  await make(`nodes/${network}/interfaces/?op=create_bridge`, [
    ['name', 'br0'],
    ['parent', String(bond['id'])],
  ])

  await make('domains/', [['name', 'example.com']])
  await make('dnsresources/', [
    ['name', 'www'],
    ['domain', 'example.com'],
    ['ip_addresses', '10.50.0.41'],
  ])
  await make('dnsresourcerecords/', [
    ['name', 'mail'],
    ['domain', 'example.com'],
    ['rrtype', 'mx'],
    ['rrdata', '10 mx.example.com.'],
  ])
  await make('devices/', [
    ['hostname', 'printer'],
    ['mac_addresses', '52:54:00:00:99:01'],
  ])
  await make('notifications/', [['message', 'Hello']])
  await make('dhcp-snippets/', [
    ['name', 'snippet'],
    ['value', 'option x;'],
  ])
  if (simulator.state.facts.vmHosts)
    await make('vm-hosts/', [
      ['type', 'virsh'],
      ['power_address', 'qemu:///system'],
    ])
  if (simulator.state.release !== '3.4')
    await make('reservedips/', [
      ['ip', '10.50.0.60'],
      ['mac_address', '52:54:00:00:99:60'],
      ['comment', 'x'],
    ])
  await make('machines/', [
    ['architecture', 'amd64'],
    ['mac_addresses', '52:54:00:00:99:02'],
    ['power_type', 'manual'],
    ['commission', 'false'],
  ])
  return {
    get: async (path) => (await call('GET', path)).json,
    machines: { raid, lvm, bcache, network },
    fabric,
  }
}
