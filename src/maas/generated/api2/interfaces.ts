// Generated from spec/maas/api2/interfaces.yaml by `npm run generate`. Do not edit.

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
