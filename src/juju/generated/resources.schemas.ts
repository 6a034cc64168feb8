// Generated from spec/juju/resources.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { CharmOrigin, RpcErrorValue } from './common.schemas.js'

export const AddPendingResourcesArgsV2: z.ZodType = z.object({
  get 'charm-origin'() {
    return CharmOrigin
  },
  macaroon: z.unknown().optional(),
  get resources() {
    return z.array(CharmResource)
  },
  tag: z.string(),
  url: z.string(),
})

export const AddPendingResourcesResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  'pending-ids': z.array(z.string()),
})

export const CharmResource: z.ZodType = z.object({
  description: z.string().optional(),
  fingerprint: z.string(),
  name: z.string(),
  origin: z.enum(['store', 'upload']),
  path: z.string(),
  revision: z.int(),
  size: z.int(),
  type: z.enum(['file', 'oci-image']),
})

export const addPendingResourcesReply: z.ZodType = AddPendingResourcesResult
