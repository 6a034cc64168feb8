// Generated from spec/landscape/alerts.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const Alert: z.ZodType = z.object({
  alert_type: z.string(),
  label: z.string().optional(),
  description: z.string(),
  scope: z.enum(['account', 'computer']),
  status: z.enum(['OK', 'Alerted', 'Disabled']),
  subscribed: z.union([z.boolean(), z.enum(['Yes', 'No'])]).optional(),
  all_computers: z.boolean(),
  tags: z.array(z.string()),
  id: z.int().optional(),
})

export const AlertSummary: z.ZodType = z.object({
  id: z.int().optional(),
  alert_type: z.string(),
  summary: z.string(),
  activation_time: z.string(),
})

export const listReply: z.ZodType = z.array(Alert)

export const listV2Reply: z.ZodType = z.array(Alert)

export const summaryReply: z.ZodType = z.object({
  alerts_summary: z.array(AlertSummary),
  count: z.int().optional(),
  next: z.string().nullable().optional(),
  previous: z.string().nullable().optional(),
})

export const dismissReply: z.ZodType = Alert
