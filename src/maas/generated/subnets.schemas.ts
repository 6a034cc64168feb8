// Generated from spec/maas/subnets.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { Vlan } from './vlans.schemas.js'

export const Subnet: z.ZodType = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string(),
  get vlan() {
    return Vlan
  },
  space: z.string(),
  cidr: z.string(),
  gateway_ip: z.string().nullable(),
  dns_servers: z.array(z.string()),
  rdns_mode: z.int(),
  active_discovery: z.boolean(),
  allow_dns: z.boolean(),
  allow_proxy: z.boolean(),
  managed: z.boolean(),
  disabled_boot_architectures: z.array(z.string()),
  resource_uri: z.string(),
})
