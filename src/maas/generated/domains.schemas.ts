// Generated from spec/maas/domains.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const Domain: z.ZodType = z.object({
  id: z.int(),
  name: z.string(),
  ttl: z.int().nullable(),
  authoritative: z.boolean(),
  is_default: z.boolean(),
  resource_record_count: z.int(),
  resource_uri: z.string(),
})
