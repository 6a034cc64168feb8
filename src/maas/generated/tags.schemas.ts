// Generated from spec/maas/tags.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { Machine } from './machines.schemas.js'

export const Tag: z.ZodType = z.object({
  name: z.string(),
  definition: z.string(),
  comment: z.string(),
  kernel_opts: z.string(),
  resource_uri: z.string(),
})

export const TagUpdate: z.ZodType = z.object({
  added: z.int(),
  removed: z.int(),
})

export const listReply: z.ZodType = z.array(Tag)

export const getReply: z.ZodType = Tag

export const createReply: z.ZodType = Tag

export const updateReply: z.ZodType = Tag

export const machinesReply: z.ZodType = z.array(Machine)

export const updateNodesReply: z.ZodType = TagUpdate
