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
  /** May be an empty string on interfaces that were created by MAAS 3.3 or earlier. */
  params: string | Record<string, unknown> | null
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
