import type { Domain, Fabric, Interface, Link, Machine, Pool, Subnet, Vlan, Zone } from './model.js'
import type { World } from './world.js'

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
  is_default: domain.id === 0,
  id: domain.id,
  resource_uri: `${apiRoot}/domains/${domain.id}/`,
})

export const fabricReply = (world: World, fabric: Fabric): object => ({
  class_type: null,
  name: fabric.name,
  id: fabric.id,
  vlans: world.vlans.filter((vlan) => vlan.fabricId === fabric.id).map((vlan) => vlanReply(world, vlan)),
  resource_uri: `${apiRoot}/fabrics/${fabric.id}/`,
})

export const vlanReply = (world: World, vlan: Vlan): object => ({
  vid: vlan.vid,
  mtu: 1500,
  dhcp_on: vlan.dhcpOn,
  external_dhcp: null,
  relay_vlan: null,
  fabric_id: vlan.fabricId,
  secondary_rack: null,
  name: vlan.name,
  fabric: world.fabrics.find((fabric) => fabric.id === vlan.fabricId)?.name ?? '',
  id: vlan.id,
  space: 'undefined',
  primary_rack: vlan.primaryRack,
  resource_uri: `${apiRoot}/vlans/${vlan.id}/`,
})

export const subnetReply = (world: World, subnet: Subnet): object => ({
  name: subnet.name,
  description: '',
  vlan: vlanById(world, subnet.vlanId),
  cidr: subnet.cidr,
  rdns_mode: 2,
  gateway_ip: subnet.gatewayIp,
  dns_servers: subnet.dnsServers,
  allow_dns: subnet.allowDns,
  allow_proxy: subnet.allowProxy,
  active_discovery: false,
  managed: subnet.managed,
  disabled_boot_architectures: [],
  space: 'undefined',
  id: subnet.id,
  resource_uri: `${apiRoot}/subnets/${subnet.id}/`,
})

function vlanById(world: World, id: number | null): object | null {
  const vlan = world.vlans.find((candidate) => candidate.id === id)
  return vlan ? vlanReply(world, vlan) : null
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
  interface_speed: nic.linkSpeed,
  type: 'physical',
  discovered: nic.discovered && [{ subnet: subnetById(world, nic.discovered.subnetId), ip_address: nic.discovered.ipAddress }],
  system_id: machine.systemId,
  firmware_version: nic.firmware,
  link_connected: true,
  links: nic.links.map((link) => linkReply(world, link)),
  children: [],
  mac_address: nic.mac,
  effective_mtu: 1500,
  enabled: true,
  numa_node: 0,
  params: {},
  tags: [],
  link_speed: nic.linkSpeed,
  parents: [],
  id: nic.id,
  resource_uri: `${apiRoot}/nodes/${machine.systemId}/interfaces/${nic.id}/`,
})
