// Generated from spec/maas/api2/subnets.yaml by `npm run generate`. Do not edit.

import type { Vlan } from './vlans.js'

/** A subnet. */
export interface Subnet {
  id: number
  name: string
  description: string
  vlan: Vlan
  /** "undefined" when there is none. */
  space: string
  cidr: string
  /** A reply to a change may hold an empty string for null. */
  gateway_ip: string | null
  dns_servers: string[]
  rdns_mode: number
  active_discovery: boolean
  allow_dns: boolean
  allow_proxy: boolean
  managed: boolean
  disabled_boot_architectures: string[]
  resource_uri: string
}
