// Generated from spec/maas/vlans.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const Vlan: z.ZodType = z.object({
  id: z.int(),
  name: z.string(),
  vid: z.int(),
  fabric: z.string(),
  fabric_id: z.int(),
  mtu: z.int(),
  dhcp_on: z.boolean(),
  primary_rack: z.string().nullable(),
  secondary_rack: z.string().nullable(),
  external_dhcp: z.string().nullable(),
  get relay_vlan() {
    return Vlan.nullable()
  },
  space: z.string(),
  resource_uri: z.string(),
})
