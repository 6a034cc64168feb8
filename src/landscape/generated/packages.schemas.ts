// Generated from spec/landscape/packages.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { ActivityGroup } from './activities.schemas.js'

export const Package: z.ZodType = z.object({
  name: z.string(),
  summary: z.string(),
  version: z.string(),
  get computers() {
    return PackageComputers
  },
})

export const PackageComputers: z.ZodType = z.object({
  available: z.array(z.int()),
  installed: z.array(z.int()),
  upgrades: z.array(z.int()),
  held: z.array(z.int()),
})

export const PackageV2: z.ZodType = z.object({
  id: z.int(),
  name: z.string(),
  summary: z.string(),
  get computers() {
    return z.array(PackageOnComputer)
  },
})

export const PackageOnComputer: z.ZodType = z.object({
  id: z.int(),
  status: z.enum(['available', 'installed', 'held', 'security']),
  available_version: z.string().nullable(),
  current_version: z.string().nullable(),
})

export const listReply: z.ZodType = z.array(Package)

export const listV2Reply: z.ZodType = z.object({
  results: z.array(PackageV2),
  count: z.int().optional(),
  next: z.string().nullable().optional(),
  previous: z.string().nullable().optional(),
})

export const upgradeReply: z.ZodType = ActivityGroup

export const installReply: z.ZodType = ActivityGroup

export const removeReply: z.ZodType = ActivityGroup
