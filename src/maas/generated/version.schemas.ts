// Generated from spec/maas/version.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const Version: z.ZodType = z.object({
  version: z.string(),
  subversion: z.string(),
  capabilities: z.array(z.string()),
})

export const readReply: z.ZodType = Version
