// Generated from spec/maas/events.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const MaasEvent: z.ZodType = z.object({
  id: z.int(),
  level: z.enum(['AUDIT', 'DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL']),
  created: z.string(),
  type: z.string(),
  description: z.string(),
  node: z.string().nullable(),
  hostname: z.string(),
  username: z.string(),
})

export const queryReply: z.ZodType = z.object({
  events: z.array(MaasEvent),
  count: z.int().optional(),
  next_uri: z.string().nullable().optional(),
  prev_uri: z.string().nullable().optional(),
})
