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
  /** Null while it is connected to nothing. */
  vlan: Vlan | null
  links: InterfaceLink[]
  discovered: DiscoveredAddress[] | null
  /** Names. */
  parents: string[]
  /** Names. */
  children: string[]
  tags: string[]
  enabled: boolean
  /** An empty string on rows that 3.3 and before wrote. */
  params: string | Record<string, unknown> | null
  effective_mtu: number
  vendor: string | null
  product: string | null
  firmware_version: string | null
  link_connected: boolean
  /** Mbit/s. */
  link_speed: number
  /** Mbit/s. */
  interface_speed: number
  numa_node: number | null
  sriov_max_vf: number
  resource_uri: string
}

/** How an interface gets its address in a subnet. */
export interface InterfaceLink {
  id: number
  mode: 'auto' | 'dhcp' | 'static' | 'link_up' | (string & {})
  ip_address?: string | null
  subnet?: Subnet | null
}

/** An address that an interface was seen with. */
export interface DiscoveredAddress {
  ip_address: string
  subnet?: Subnet | null
}
