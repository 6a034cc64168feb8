// Generated from spec/landscape/pending-computers.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { AcceptedComputer } from './computers.schemas.js'

export const PendingComputer: z.ZodType = z.object({
  id: z.int(),
  title: z.string(),
  hostname: z.string(),
  creation_time: z.string(),
  vm_info: z.string().nullable(),
  container_info: z.string().nullable().optional(),
  access_group: z.string().nullable().optional(),
  client_tags: z.array(z.string()),
})

export const listReply: z.ZodType = z.array(PendingComputer)

export const acceptReply: z.ZodType = z.array(AcceptedComputer)
