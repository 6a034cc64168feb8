// Generated from spec/landscape/activities.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const Creator: z.ZodType = z.object({
  id: z.int(),
  name: z.string(),
  email: z.string(),
})

export const Activity: z.ZodType = z.object({
  id: z.int(),
  type: z.string(),
  summary: z.string(),
  activity_status: z.enum(['undelivered', 'scheduled', 'waiting', 'blocked', 'unapproved', 'delivered', 'succeeded', 'failed', 'canceled']).nullable().optional(),
  creation_time: z.string(),
  get creator() {
    return Creator.nullable()
  },
  computer_id: z.int().nullable().optional(),
  parent_id: z.int().nullable(),
  completion_time: z.string().nullable().optional(),
  modification_time: z.string().optional(),
  delivery_time: z.string().nullable().optional(),
  approval_time: z.string().nullable().optional(),
  deliver_after_time: z.string().nullable().optional(),
  deliver_before_time: z.string().nullable().optional(),
  schedule_after_time: z.string().nullable().optional(),
  schedule_before_time: z.string().nullable().optional(),
  deliver_delay_window: z.int().optional(),
  result_text: z.string().nullable().optional(),
  result_code: z.int().nullable().optional(),
  package_ids: z.array(z.int()).optional(),
  get changes() {
    return z.array(PackageChange).optional()
  },
  get children() {
    return z.array(Activity).optional()
  },
  progress: z.int().optional(),
  pocket_id: z.int().optional(),
  pocket_name: z.string().optional(),
  get actions() {
    return ActivityActions.optional()
  },
})

export const ActivityActions: z.ZodType = z.object({
  approvable: z.boolean(),
  cancelable: z.boolean(),
  reappliable: z.boolean(),
})

export const PackageChange: z.ZodType = z.object({
  package: z.string(),
  type: z.enum(['install', 'remove', 'upgrade', 'downgrade', 'hold', 'unhold']),
  version: z.string().optional(),
  install_version: z.string().optional(),
  remove_version: z.string().optional(),
  complemented: z.boolean(),
})

export const ActivityGroup: z.ZodType = z.object({
  id: z.int(),
  type: z.string(),
  summary: z.string(),
  creation_time: z.string(),
  get creator() {
    return Creator
  },
  activity_status: z.enum(['undelivered', 'scheduled', 'waiting', 'blocked', 'unapproved', 'delivered', 'succeeded', 'failed', 'canceled']).nullable().optional(),
  completion_time: z.string().nullable().optional(),
  approval_time: z.string().nullable().optional(),
  parent_id: z.int().nullable(),
  computer_id: z.int().nullable().optional(),
  deliver_delay_window: z.int().optional(),
  result_text: z.string().nullable().optional(),
  result_code: z.int().nullable().optional(),
  modification_time: z.string().optional(),
  delivery_time: z.string().nullable().optional(),
  deliver_after_time: z.string().nullable().optional(),
})

export const ActivityParent: z.ZodType = z.object({
  id: z.int(),
  type: z.string(),
  summary: z.string(),
  creation_time: z.string(),
  get creator() {
    return Creator.nullable()
  },
  activity_status: z.enum(['undelivered', 'scheduled', 'waiting', 'blocked', 'unapproved', 'delivered', 'succeeded', 'failed', 'canceled']).nullable().optional(),
  completion_time: z.string().nullable(),
  parent_id: z.int().nullable(),
  deliver_delay_window: z.int().optional(),
  result_text: z.string().nullable(),
  result_code: z.int().nullable(),
  children_count: z.int(),
  get children_statuses() {
    return ChildrenStatuses
  },
  computer_count: z.int(),
  computer: z.unknown(),
})

export const ChildrenStatuses: z.ZodType = z.object({
  good: z.int(),
  warning: z.int(),
  bad: z.int(),
})

export const listReply: z.ZodType = z.array(Activity)

export const listV2Reply: z.ZodType = z.object({
  results: z.array(Activity),
  count: z.int().optional(),
  next: z.string().nullable().optional(),
  previous: z.string().nullable().optional(),
})

export const parentsReply: z.ZodType = z.object({
  results: z.array(ActivityParent),
  count: z.int().optional(),
  next: z.string().nullable().optional(),
  previous: z.string().nullable().optional(),
})

export const getReply: z.ZodType = Activity

export const typesReply: z.ZodType = z.array(z.string())

export const approveReply: z.ZodType = z.array(z.int())

export const cancelReply: z.ZodType = z.array(z.int())
