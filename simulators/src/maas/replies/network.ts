import { byId } from '../state/by-id.js'
import type { MaasState } from '../state/state.js'
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

export const fabricReply = (state: MaasState, fabric: Fabric): object => ({
  class_type: fabric.classType,
  name: fabric.name,
  id: fabric.id,
  vlans: state.vlans.filter((vlan) => vlan.fabricId === fabric.id).map((vlan) => vlanReply(state, vlan)),
  resource_uri: `${apiRoot}/fabrics/${fabric.id}/`,
})

export const spaceReply = (state: MaasState, space: Space): object => {
  const vlans = state.vlans.filter((vlan) => vlan.spaceId === space.id)
  return spaceOfVlans(state, space, vlans)
}

/** The space of VLANs that have no space. */
export const undefinedSpace = (state: MaasState): object => {
  const description =
    'Backward compatibility object to ensure objects not associated with a space can be found.'
  const vlans = state.vlans.filter((vlan) => vlan.spaceId === null)
  return spaceOfVlans(state, { id: -1, name: 'undefined', description }, vlans)
}

const spaceOfVlans = (state: MaasState, space: Space, vlans: Vlan[]): object => ({
  description: space.description,
  name: space.name,
  subnets: state.subnets
    .filter((subnet) => vlans.some((vlan) => vlan.id === subnet.vlanId))
    .map((subnet) => subnetReply(state, subnet)),
  id: space.id,
  vlans: vlans.map((vlan) => vlanReply(state, vlan)),
  resource_uri: `${apiRoot}/spaces/${space.id === -1 ? space.name : space.id}/`,
})

export const vlanReply = (state: MaasState, vlan: Vlan): object => ({
  vid: vlan.vid,
  mtu: vlan.mtu,
  dhcp_on: vlan.dhcpOn,
  external_dhcp: null,
  relay_vlan: vlanById(state, vlan.relayVlanId),
  fabric_id: vlan.fabricId,
  secondary_rack: vlan.secondaryRack,
  name: vlan.name,
  fabric: byId(state.fabrics, vlan.fabricId)?.name ?? '',
  id: vlan.id,
  space: spaceName(state, vlan),
  primary_rack: vlan.primaryRack,
  resource_uri: `${apiRoot}/vlans/${vlan.id}/`,
})

export const subnetReply = (state: MaasState, subnet: Subnet): object => ({
  name: subnet.name,
  description: subnet.description,
  vlan: vlanById(state, subnet.vlanId),
  cidr: subnet.cidr,
  rdns_mode: subnet.rdnsMode,
  gateway_ip: subnet.gatewayIp,
  dns_servers: subnet.dnsServers,
  allow_dns: subnet.allowDns,
  allow_proxy: subnet.allowProxy,
  active_discovery: subnet.activeDiscovery,
  managed: subnet.managed,
  disabled_boot_architectures: subnet.disabledBootArchitectures,
  space: spaceName(state, byId(state.vlans, subnet.vlanId)),
  id: subnet.id,
  resource_uri: `${apiRoot}/subnets/${subnet.id}/`,
})

function vlanById(state: MaasState, id: number | null): object | null {
  const vlan = byId(state.vlans, id)
  return vlan ? vlanReply(state, vlan) : null
}

const spaceName = (state: MaasState, vlan: Vlan | undefined): string =>
  byId(state.spaces, vlan?.spaceId)?.name ?? 'undefined'

function effectiveMtu(state: MaasState, nic: Interface): number {
  const own = nic.params['mtu']
  return typeof own === 'number' ? own : (byId(state.vlans, nic.vlanId)?.mtu ?? 1500)
}

function subnetById(state: MaasState, id: number | undefined): object | undefined {
  const subnet = byId(state.subnets, id)
  return subnet && subnetReply(state, subnet)
}

function linkReply(state: MaasState, link: Link): object {
  const subnet = subnetById(state, link.subnetId)
  return {
    id: link.id,
    mode: link.mode,
    ...(link.ipAddress !== undefined && { ip_address: link.ipAddress }),
    ...(subnet && { subnet }),
  }
}

export const interfaceReply = (state: MaasState, machine: Machine, nic: Interface): object => ({
  product: nic.product,
  vendor: nic.vendor,
  name: nic.name,
  vlan: vlanById(state, nic.vlanId),
  sriov_max_vf: 0,
  interface_speed: nic.interfaceSpeed,
  type: nic.type,
  discovered: nic.discovered && [
    { subnet: subnetById(state, nic.discovered.subnetId), ip_address: nic.discovered.ipAddress },
  ],
  system_id: machine.systemId,
  firmware_version: nic.firmware,
  link_connected: nic.linkConnected,
  links: nic.links.map((link) => linkReply(state, link)),
  children: machine.interfaces.filter((other) => other.parentIds.includes(nic.id)).map((other) => other.name),
  mac_address: nic.mac,
  effective_mtu: effectiveMtu(state, nic),
  enabled: nic.enabled,
  numa_node: nic.type === 'physical' ? 0 : null,
  params: nic.params,
  tags: nic.tags,
  link_speed: nic.linkSpeed,
  parents: machine.interfaces.filter((other) => nic.parentIds.includes(other.id)).map((other) => other.name),
  id: nic.id,
  resource_uri: `${apiRoot}/nodes/${machine.systemId}/interfaces/${nic.id}/`,
})

/** The addresses of a node: those assigned by MAAS, or else those assigned by DHCP. */
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
