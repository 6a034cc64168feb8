// Generated from spec/landscape/access-groups.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const AccessGroup: z.ZodType = z.object({
  name: z.string(),
  title: z.string(),
  parent: z.string().nullable(),
  children: z.string(),
})

export const listReply: z.ZodType = z.array(AccessGroup)

export const createReply: z.ZodType = AccessGroup

export const removeReply: z.ZodType = AccessGroup
