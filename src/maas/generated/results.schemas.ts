// Generated from spec/maas/results.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const ScriptSet: z.ZodType = z.object({
  id: z.int(),
  system_id: z.string(),
  type: z.int(),
  type_name: z.string(),
  status: z.int(),
  status_name: z.string(),
  started: z.string().nullable(),
  ended: z.string().nullable(),
  runtime: z.string(),
  last_ping: z.string().nullable(),
  get results() {
    return z.array(ScriptResult)
  },
  suppressed: z.boolean().nullable().optional(),
  resource_uri: z.string(),
})

export const ScriptResult: z.ZodType = z.object({
  id: z.int(),
  name: z.string(),
  status: z.int(),
  status_name: z.string(),
  exit_status: z.int().nullable(),
  created: z.string(),
  updated: z.string(),
  started: z.string().nullable(),
  ended: z.string().nullable(),
  runtime: z.string(),
  starttime: z.union([z.number(), z.string()]).nullable(),
  endtime: z.union([z.number(), z.string()]).nullable(),
  estimated_runtime: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  script_id: z.int().nullable(),
  script_revision_id: z.int().nullable(),
  suppressed: z.boolean(),
  output: z.string().optional(),
  stdout: z.string().optional(),
  stderr: z.string().optional(),
  result: z.string().optional(),
})

export const listReply: z.ZodType = z.array(ScriptSet)
