// Generated from spec/maas/api2/subnets.yaml by `npm run generate`. Do not edit.

import type { Vlan } from './vlans.js'

/** A subnet. */
export interface Subnet {
  id: number
  name: string
  description: string
  vlan: Vlan
  /** "undefined" when the subnet is in no space. */
  space: string
  cidr: string
  /** Null without a gateway; a reply to an update may contain an empty string instead. */
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
