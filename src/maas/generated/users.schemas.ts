// Generated from spec/maas/users.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const User: z.ZodType = z.object({
  username: z.string(),
  email: z.string(),
  is_superuser: z.boolean(),
  is_local: z.boolean(),
  resource_uri: z.string(),
})

export const whoamiReply: z.ZodType = User
