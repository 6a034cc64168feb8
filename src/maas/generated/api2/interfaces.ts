// Generated from spec/maas/api2/interfaces.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Subnet } from './subnets.js'
import type { Vlan } from './vlans.js'

/** A network interface of a node. */
export interface Interface {
  id: number
  system_id: string
  name: string
  type: 'physical' | 'bond' | 'bridge' | 'vlan' | 'alias' | 'unknown' | (string & {})
  mac_address: string | null
  /** Null while the interface is disconnected. */
  vlan: Vlan | null
  links: InterfaceLink[]
  discovered: DiscoveredAddress[] | null
  /** Names of the interfaces that this one is built on. */
  parents: string[]
  /** Names of the interfaces that are built on this one. */
  children: string[]
  tags: string[]
  enabled: boolean
  /** An empty string where nothing was set. */
  params: InterfaceParams | string | null
  effective_mtu: number
  vendor: string | null
  product: string | null
  firmware_version: string | null
  link_connected: boolean
  /** In Mbit/s. */
  link_speed: number
  /** In Mbit/s. */
  interface_speed: number
  numa_node: number | null
  sriov_max_vf: number
  resource_uri: string
}

/** What was set on an interface. Absent values have their default. */
export interface InterfaceParams {
  mtu?: number
  accept_ra?: boolean
  autoconf?: boolean
  bond_mode?: 'balance-rr' | 'active-backup' | 'balance-xor' | 'broadcast' | '802.3ad' | 'balance-tlb' | 'balance-alb' | (string & {})
  /** In milliseconds. */
  bond_miimon?: number
  /** In milliseconds. */
  bond_updelay?: number
  /** In milliseconds. */
  bond_downdelay?: number
  bond_lacp_rate?: 'fast' | 'slow' | (string & {})
  /** Such as layer2 or layer3+4. */
  bond_xmit_hash_policy?: string
  bond_num_grat_arp?: number
  bridge_type?: 'standard' | 'ovs' | (string & {})
  bridge_stp?: boolean
  /** Forward delay, in seconds. */
  bridge_fd?: number
}

/** A link of an interface to a subnet, with the way it gets its IP address. */
export interface InterfaceLink {
  id: number
  mode: 'auto' | 'dhcp' | 'static' | 'link_up' | (string & {})
  ip_address?: string | null
  subnet?: Subnet | null
}

/** An IP address that was discovered on an interface. */
export interface DiscoveredAddress {
  ip_address: string
  subnet?: Subnet | null
}

export interface InterfaceSettings {
  tags?: readonly string[]
  /** In bytes, at least 552. */
  mtu?: number
  /** Accept IPv6 router advertisements. */
  accept_ra?: boolean
  /** IPv6 autoconfiguration. MAAS up to 3.3. */
  autoconf?: boolean
  /** Whether a cable is connected. */
  link_connected?: boolean
  /** In Mbit/s. */
  link_speed?: number
  /** Highest speed of the interface, in Mbit/s. */
  interface_speed?: number
  /** Of devices only. */
  ip_assignment?: readonly ('static' | 'dynamic' | 'external')[]
  /** Of devices only, with ip_assignment static or external. */
  ip_address?: string
}

export interface BondSettings {
  /** Default: balance-rr. */
  bond_mode?: 'balance-rr' | 'active-backup' | 'balance-xor' | 'broadcast' | '802.3ad' | 'balance-tlb' | 'balance-alb'
  /** Milliseconds between checks of the links; default: 100. */
  bond_miimon?: number
  /** Milliseconds before a failed link is disabled; default: 0. */
  bond_downdelay?: number
  /** Milliseconds before a recovered link is enabled; default: 0. */
  bond_updelay?: number
  /** Notifications after a failover, at most 255; default: 1. */
  bond_num_grat_arp?: number
  bond_lacp_rate?: 'fast' | 'slow'
  bond_xmit_hash_policy?: 'layer2' | 'layer2+3' | 'layer3+4' | 'encap2+3' | 'encap3+4'
}

export interface BridgeSettings {
  /** Default: standard. */
  bridge_type?: 'standard' | 'ovs'
  /** Enable the Spanning Tree Protocol. */
  bridge_stp?: boolean
  /** Forward delay, in seconds; default: 15. */
  bridge_fd?: number
}

/** Parameters of `interfaces.update`. */
export interface InterfaceUpdateParams extends InterfaceSettings, BondSettings, BridgeSettings {
  /** Id of an interface. */
  parent?: number
  /** Id of a VLAN; without one the interface is disconnected. */
  vlan?: number | string
  mac_address?: string
  name?: string
  /** Ids of interfaces. */
  parents?: readonly (number | string)[]
}

/** Parameters of `interfaces.addTag`. */
export interface InterfaceAddTagParams {
  tag: string
}

/** Parameters of `interfaces.linkSubnet`. */
export interface InterfaceLinkSubnetParams {
  /** How the interface gets its address: AUTO from MAAS at deployment, DHCP, STATIC with ip_address or the next free one, LINK_UP for none. */
  mode: 'AUTO' | 'DHCP' | 'STATIC' | 'LINK_UP' | 'auto' | 'dhcp' | 'static' | 'link_up'
  /** Also link a subnet of another VLAN, which removes all other links. */
  force?: boolean
  /** Id or CIDR of a subnet of the VLAN of the interface. */
  subnet?: number | string
  /** For STATIC; default: the next free one. */
  ip_address?: string
  /** Use the gateway of the subnet as that of the machine. */
  default_gateway?: boolean
}

/** Parameters of `interfaces.removeTag`. */
export interface InterfaceRemoveTagParams {
  tag: string
}

/** Parameters of `interfaces.setDefaultGateway`. */
export interface InterfaceSetDefaultGatewayParams {
  /** Id of a link; required when several links have a gateway. */
  link_id?: number | string
}

/** Parameters of `interfaces.unlinkSubnet`. */
export interface InterfaceUnlinkSubnetParams {
  /** Id of the link. */
  id: number
}

/** Parameters of `interfaces.createBond`. */
export interface InterfaceCreateBondParams extends InterfaceSettings, BondSettings {
  name: string
  /** Ids of interfaces. */
  parents: readonly (number | string)[]
  /** Id of a VLAN; without one the interface is disconnected. */
  vlan?: number | string
  mac_address?: string
}

/** Parameters of `interfaces.createBridge`. */
export interface InterfaceCreateBridgeParams extends InterfaceSettings, BridgeSettings {
  /** The same as one of parents. */
  parent?: number
  /** Ids of interfaces. */
  parents?: readonly (number | string)[]
  /** Id of a VLAN; without one the interface is disconnected. */
  vlan?: number | string
  mac_address?: string
  name?: string
}

/** Parameters of `interfaces.createPhysical`. */
export interface InterfaceCreatePhysicalParams extends InterfaceSettings {
  mac_address: string
  /** Id of a VLAN; without one the interface is disconnected. */
  vlan?: number | string
  name?: string
  enabled?: boolean
  /** NUMA node; default: 0. */
  numa_node?: number
  /** Ids of interfaces. */
  parents?: readonly (number | string)[]
}

/** Parameters of `interfaces.createVlan`. */
export interface InterfaceCreateVlanParams extends InterfaceSettings {
  /** Id of an interface. */
  parent: number
  /** Id of a tagged VLAN of the fabric of the parent. */
  vlan: number | string
  name?: string
  /** Ids of interfaces. */
  parents?: readonly (number | string)[]
}

/** Network interfaces of a node. */
export interface GeneratedMaasInterfaces {
  /**
   * Lists all network interfaces of a node.
   *
   * API: `GET nodes/{system_id}/interfaces/`.
   *
   * @example
   * for await (const item of maas.interfaces.list('4y3h7n')) console.log(item)
   */
  list(systemId: string, options?: RequestOptions): List<Interface>

  /**
   * Returns a network interface.
   *
   * API: `GET nodes/{system_id}/interfaces/{id}/`.
   *
   * @example
   * await maas.interfaces.get('4y3h7n', 1)
   */
  get(systemId: string, id: string | number, options?: RequestOptions): Pending<Interface>

  /**
   * Updates a network interface. Which parameters apply depends on its type. Absent parameters keep their value.
   *
   * API: `PUT nodes/{system_id}/interfaces/{id}/`.
   *
   * @example
   * await maas.interfaces.update('4y3h7n', 1, { name: 'eth2' })
   */
  update(systemId: string, id: string | number, params?: InterfaceUpdateParams, options?: RequestOptions): Pending<Interface>

  /**
   * Deletes a network interface, and those that are built on it.
   *
   * API: `DELETE nodes/{system_id}/interfaces/{id}/`.
   *
   * @example
   * await maas.interfaces.delete('4y3h7n', 1)
   */
  delete(systemId: string, id: string | number, options?: RequestOptions): Pending<null>

  /**
   * Adds a tag to a network interface.
   *
   * API: `POST nodes/{system_id}/interfaces/{id}/?op=add_tag`.
   *
   * @example
   * await maas.interfaces.addTag('4y3h7n', 1, { tag: 'uplink' })
   */
  addTag(systemId: string, id: string | number, params: InterfaceAddTagParams, options?: RequestOptions): Pending<Interface>

  /**
   * Removes all links of an interface and its VLAN.
   *
   * API: `POST nodes/{system_id}/interfaces/{id}/?op=disconnect`.
   *
   * @example
   * await maas.interfaces.disconnect('4y3h7n', 1)
   */
  disconnect(systemId: string, id: string | number, options?: RequestOptions): Pending<Interface>

  /**
   * Links an interface to a subnet. Each call adds a link, also when an equal one exists.
   *
   * API: `POST nodes/{system_id}/interfaces/{id}/?op=link_subnet`.
   *
   * @example
   * await maas.interfaces.linkSubnet('4y3h7n', 1, { mode: 'STATIC', subnet: 1, ip_address: '10.0.0.7' })
   */
  linkSubnet(systemId: string, id: string | number, params: InterfaceLinkSubnetParams, options?: RequestOptions): Pending<Interface>

  /**
   * Removes a tag from a network interface.
   *
   * API: `POST nodes/{system_id}/interfaces/{id}/?op=remove_tag`.
   *
   * @example
   * await maas.interfaces.removeTag('4y3h7n', 1, { tag: 'uplink' })
   */
  removeTag(systemId: string, id: string | number, params: InterfaceRemoveTagParams, options?: RequestOptions): Pending<Interface>

  /**
   * Makes the gateway of a link the default gateway of the machine.
   *
   * API: `POST nodes/{system_id}/interfaces/{id}/?op=set_default_gateway`.
   *
   * @example
   * await maas.interfaces.setDefaultGateway('4y3h7n', 1, { link_id: 12 })
   */
  setDefaultGateway(systemId: string, id: string | number, params?: InterfaceSetDefaultGatewayParams, options?: RequestOptions): Pending<Interface>

  /**
   * Removes a link of an interface.
   *
   * API: `POST nodes/{system_id}/interfaces/{id}/?op=unlink_subnet`.
   *
   * @example
   * await maas.interfaces.unlinkSubnet('4y3h7n', 1, { id: 12 })
   */
  unlinkSubnet(systemId: string, id: string | number, params: InterfaceUnlinkSubnetParams, options?: RequestOptions): Pending<Interface>

  /**
   * Creates a bond of interfaces.
   *
   * API: `POST nodes/{system_id}/interfaces/?op=create_bond`.
   *
   * @example
   * await maas.interfaces.createBond('4y3h7n', { name: 'bond0', parents: [1, 2], bond_mode: '802.3ad' })
   */
  createBond(systemId: string, params: InterfaceCreateBondParams, options?: RequestOptions): Pending<Interface>

  /**
   * Creates a bridge on an interface.
   *
   * API: `POST nodes/{system_id}/interfaces/?op=create_bridge`.
   *
   * @example
   * await maas.interfaces.createBridge('4y3h7n', { name: 'br0', parents: [1] })
   */
  createBridge(systemId: string, params?: InterfaceCreateBridgeParams, options?: RequestOptions): Pending<Interface>

  /**
   * Creates a physical interface. Administrators only.
   *
   * API: `POST nodes/{system_id}/interfaces/?op=create_physical`.
   *
   * @example
   * await maas.interfaces.createPhysical('4y3h7n', { mac_address: '52:54:00:12:34:56', name: 'eth1', vlan: 5001 })
   */
  createPhysical(systemId: string, params: InterfaceCreatePhysicalParams, options?: RequestOptions): Pending<Interface>

  /**
   * Creates a VLAN interface on an interface.
   *
   * API: `POST nodes/{system_id}/interfaces/?op=create_vlan`.
   *
   * @example
   * await maas.interfaces.createVlan('4y3h7n', { parent: 1, vlan: 5002 })
   */
  createVlan(systemId: string, params: InterfaceCreateVlanParams, options?: RequestOptions): Pending<Interface>
}

export const interfaces: Operations<RestOperation> = {
  list: { id: 'interfaces.list', method: 'GET', path: 'nodes/{system_id}/interfaces/', reply: 'Interface[]', list: 'default' },
  get: { id: 'interfaces.get', method: 'GET', path: 'nodes/{system_id}/interfaces/{id}/', reply: 'Interface' },
  update: {
    id: 'interfaces.update',
    method: 'PUT',
    path: 'nodes/{system_id}/interfaces/{id}/',
    params: 'InterfaceUpdateParams',
    reply: 'Interface',
  },
  delete: { id: 'interfaces.delete', method: 'DELETE', path: 'nodes/{system_id}/interfaces/{id}/' },
  addTag: {
    id: 'interfaces.addTag',
    method: 'POST',
    path: 'nodes/{system_id}/interfaces/{id}/?op=add_tag',
    params: 'InterfaceAddTagParams',
    reply: 'Interface',
    idempotent: true,
  },
  disconnect: { id: 'interfaces.disconnect', method: 'POST', path: 'nodes/{system_id}/interfaces/{id}/?op=disconnect', reply: 'Interface' },
  linkSubnet: {
    id: 'interfaces.linkSubnet',
    method: 'POST',
    path: 'nodes/{system_id}/interfaces/{id}/?op=link_subnet',
    params: 'InterfaceLinkSubnetParams',
    reply: 'Interface',
  },
  removeTag: {
    id: 'interfaces.removeTag',
    method: 'POST',
    path: 'nodes/{system_id}/interfaces/{id}/?op=remove_tag',
    params: 'InterfaceRemoveTagParams',
    reply: 'Interface',
    idempotent: true,
  },
  setDefaultGateway: {
    id: 'interfaces.setDefaultGateway',
    method: 'POST',
    path: 'nodes/{system_id}/interfaces/{id}/?op=set_default_gateway',
    params: 'InterfaceSetDefaultGatewayParams',
    reply: 'Interface',
    idempotent: true,
  },
  unlinkSubnet: {
    id: 'interfaces.unlinkSubnet',
    method: 'POST',
    path: 'nodes/{system_id}/interfaces/{id}/?op=unlink_subnet',
    params: 'InterfaceUnlinkSubnetParams',
    reply: 'Interface',
  },
  createBond: {
    id: 'interfaces.createBond',
    method: 'POST',
    path: 'nodes/{system_id}/interfaces/?op=create_bond',
    params: 'InterfaceCreateBondParams',
    reply: 'Interface',
  },
  createBridge: {
    id: 'interfaces.createBridge',
    method: 'POST',
    path: 'nodes/{system_id}/interfaces/?op=create_bridge',
    params: 'InterfaceCreateBridgeParams',
    reply: 'Interface',
  },
  createPhysical: {
    id: 'interfaces.createPhysical',
    method: 'POST',
    path: 'nodes/{system_id}/interfaces/?op=create_physical',
    params: 'InterfaceCreatePhysicalParams',
    reply: 'Interface',
  },
  createVlan: {
    id: 'interfaces.createVlan',
    method: 'POST',
    path: 'nodes/{system_id}/interfaces/?op=create_vlan',
    params: 'InterfaceCreateVlanParams',
    reply: 'Interface',
  },
}
