// Generated from spec/maas/interfaces.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { Subnet } from './subnets.schemas.js'
import { Vlan } from './vlans.schemas.js'

export const Interface: z.ZodType = z.object({
  id: z.int(),
  system_id: z.string(),
  name: z.string(),
  type: z.enum(['physical', 'bond', 'bridge', 'vlan', 'alias', 'unknown']),
  mac_address: z.string().nullable(),
  get vlan() {
    return Vlan.nullable()
  },
  get links() {
    return z.array(InterfaceLink)
  },
  get discovered() {
    return z.array(DiscoveredAddress).nullable()
  },
  parents: z.array(z.string()),
  children: z.array(z.string()),
  tags: z.array(z.string()),
  enabled: z.boolean(),
  params: z.union([z.string(), z.record(z.string(), z.unknown())]).nullable(),
  effective_mtu: z.int(),
  vendor: z.string().nullable(),
  product: z.string().nullable(),
  firmware_version: z.string().nullable(),
  link_connected: z.boolean(),
  link_speed: z.int(),
  interface_speed: z.int(),
  numa_node: z.int().nullable(),
  sriov_max_vf: z.int(),
  resource_uri: z.string(),
})

export const InterfaceLink: z.ZodType = z.object({
  id: z.int(),
  mode: z.enum(['auto', 'dhcp', 'static', 'link_up']),
  ip_address: z.string().nullable().optional(),
  get subnet() {
    return Subnet.nullable().optional()
  },
})

export const DiscoveredAddress: z.ZodType = z.object({
  ip_address: z.string(),
  get subnet() {
    return Subnet.nullable().optional()
  },
})
