import type {
  Domain,
  Fabric,
  Interface,
  Link,
  Machine,
  Pool,
  Space,
  Subnet,
  Vlan,
  Zone,
} from '../state/types.js'
import type { World } from '../state/state.js'

export const apiRoot = '/MAAS/api/2.0'

export const zoneReply = (zone: Zone): object => ({
  name: zone.name,
  description: zone.description,
  id: zone.id,
  resource_uri: `${apiRoot}/zones/${encodeURIComponent(zone.name)}/`,
})

export const poolReply = (pool: Pool): object => ({
  name: pool.name,
  description: pool.description,
  id: pool.id,
  resource_uri: `${apiRoot}/resourcepool/${pool.id}/`,
})

export const domainReply = (domain: Domain): object => ({
  authoritative: domain.authoritative,
  ttl: domain.ttl,
  resource_record_count: 0,
  name: domain.name,
  is_default: domain.isDefault,
  id: domain.id,
  resource_uri: `${apiRoot}/domains/${domain.id}/`,
})

export const fabricReply = (world: World, fabric: Fabric): object => ({
  class_type: fabric.classType,
  name: fabric.name,
  id: fabric.id,
  vlans: world.vlans.filter((vlan) => vlan.fabricId === fabric.id).map((vlan) => vlanReply(world, vlan)),
  resource_uri: `${apiRoot}/fabrics/${fabric.id}/`,
})

export const spaceReply = (world: World, space: Space): object => {
  const vlans = world.vlans.filter((vlan) => vlan.spaceId === space.id)
  return spaceOfVlans(world, space, vlans)
}

/** Where everything is that is in no space. */
export const undefinedSpace = (world: World): object => {
  const description =
    'Backward compatibility object to ensure objects not associated with a space can be found.'
  const vlans = world.vlans.filter((vlan) => vlan.spaceId === null)
  return spaceOfVlans(world, { id: -1, name: 'undefined', description }, vlans)
}

const spaceOfVlans = (world: World, space: Space, vlans: Vlan[]): object => ({
  description: space.description,
  name: space.name,
  subnets: world.subnets
    .filter((subnet) => vlans.some((vlan) => vlan.id === subnet.vlanId))
    .map((subnet) => subnetReply(world, subnet)),
  id: space.id,
  vlans: vlans.map((vlan) => vlanReply(world, vlan)),
  resource_uri: `${apiRoot}/spaces/${space.id}/`,
})

export const vlanReply = (world: World, vlan: Vlan): object => ({
  vid: vlan.vid,
  mtu: vlan.mtu,
  dhcp_on: vlan.dhcpOn,
  external_dhcp: null,
  relay_vlan: vlanById(world, vlan.relayVlanId),
  fabric_id: vlan.fabricId,
  secondary_rack: null,
  name: vlan.name,
  fabric: world.fabrics.find((fabric) => fabric.id === vlan.fabricId)?.name ?? '',
  id: vlan.id,
  space: spaceName(world, vlan),
  primary_rack: vlan.primaryRack,
  resource_uri: `${apiRoot}/vlans/${vlan.id}/`,
})

export const subnetReply = (world: World, subnet: Subnet): object => ({
  name: subnet.name,
  description: subnet.description,
  vlan: vlanById(world, subnet.vlanId),
  cidr: subnet.cidr,
  rdns_mode: subnet.rdnsMode,
  gateway_ip: subnet.gatewayIp,
  dns_servers: subnet.dnsServers,
  allow_dns: subnet.allowDns,
  allow_proxy: subnet.allowProxy,
  active_discovery: subnet.activeDiscovery,
  managed: subnet.managed,
  disabled_boot_architectures: subnet.disabledBootArchitectures,
  space: spaceName(
    world,
    world.vlans.find((vlan) => vlan.id === subnet.vlanId),
  ),
  id: subnet.id,
  resource_uri: `${apiRoot}/subnets/${subnet.id}/`,
})

function vlanById(world: World, id: number | null): object | null {
  const vlan = world.vlans.find((candidate) => candidate.id === id)
  return vlan ? vlanReply(world, vlan) : null
}

const spaceName = (world: World, vlan: Vlan | undefined): string =>
  world.spaces.find((space) => space.id === vlan?.spaceId)?.name ?? 'undefined'

function effectiveMtu(world: World, nic: Interface): number {
  const own = nic.params['mtu']
  return typeof own === 'number' ? own : (world.vlans.find((vlan) => vlan.id === nic.vlanId)?.mtu ?? 1500)
}

function subnetById(world: World, id: number | undefined): object | undefined {
  const subnet = world.subnets.find((candidate) => candidate.id === id)
  return subnet && subnetReply(world, subnet)
}

function linkReply(world: World, link: Link): object {
  const subnet = subnetById(world, link.subnetId)
  return {
    id: link.id,
    mode: link.mode,
    ...(link.ipAddress !== undefined && { ip_address: link.ipAddress }),
    ...(subnet && { subnet }),
  }
}

export const interfaceReply = (world: World, machine: Machine, nic: Interface): object => ({
  product: nic.product,
  vendor: nic.vendor,
  name: nic.name,
  vlan: vlanById(world, nic.vlanId),
  sriov_max_vf: 0,
  interface_speed: nic.interfaceSpeed,
  type: nic.type,
  discovered: nic.discovered && [
    { subnet: subnetById(world, nic.discovered.subnetId), ip_address: nic.discovered.ipAddress },
  ],
  system_id: machine.systemId,
  firmware_version: nic.firmware,
  link_connected: nic.linkConnected,
  links: nic.links.map((link) => linkReply(world, link)),
  children: machine.interfaces.filter((other) => other.parentIds.includes(nic.id)).map((other) => other.name),
  mac_address: nic.mac,
  effective_mtu: effectiveMtu(world, nic),
  enabled: nic.enabled,
  numa_node: nic.type === 'physical' ? 0 : null,
  params: nic.params,
  tags: nic.tags,
  link_speed: nic.linkSpeed,
  parents: machine.interfaces.filter((other) => nic.parentIds.includes(other.id)).map((other) => other.name),
  id: nic.id,
  resource_uri: `${apiRoot}/nodes/${machine.systemId}/interfaces/${nic.id}/`,
})

/** The addresses of a node: those that MAAS assigned, or where there are none, those that DHCP did. */
export function ipAddresses({ interfaces }: Pick<Machine, 'interfaces'>): string[] {
  const links = interfaces.flatMap((nic) => nic.links)
  const assigned = distinct(links.filter((link) => link.mode !== 'dhcp').map((link) => link.ipAddress))
  if (assigned.length > 0) return assigned
  return distinct([
    ...links.map((link) => link.ipAddress),
    ...interfaces.map((nic) => nic.discovered?.ipAddress),
  ])
}

const distinct = (addresses: (string | null | undefined)[]): string[] =>
  [...new Set(addresses.filter((address) => typeof address === 'string' && address !== ''))] as string[]
