// Generated from spec/maas/zones.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const Zone: z.ZodType = z.looseObject({
  id: z.int(),
  name: z.string(),
  description: z.string(),
  resource_uri: z.string(),
})
