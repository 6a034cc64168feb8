// Generated from spec/juju/spaces.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { RpcErrorValue } from './common.schemas.js'

export const ListSpacesResults: z.ZodType = z.object({
  get results() {
    return z.array(Space)
  },
})

export const Space: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  id: z.string(),
  name: z.string(),
  get subnets() {
    return z.array(Subnet)
  },
})

export const Subnet: z.ZodType = z.object({
  cidr: z.string(),
  life: z.string(),
  'provider-id': z.string().optional(),
  'provider-network-id': z.string().optional(),
  'provider-space-id': z.string().optional(),
  'space-tag': z.string(),
  'vlan-tag': z.int(),
  zones: z.array(z.string()),
})

export const listSpacesReply: z.ZodType = ListSpacesResults
