// Generated from spec/maas/resource-pools.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const ResourcePool: z.ZodType = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string(),
  resource_uri: z.string(),
})
