// Generated from spec/landscape/tags.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const listReply: z.ZodType = z.object({
  results: z.array(z.string()),
  count: z.int().optional(),
  next: z.string().nullable().optional(),
  previous: z.string().nullable().optional(),
})
