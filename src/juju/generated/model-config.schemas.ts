// Generated from spec/juju/model-config.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { ConstraintsValue } from './common.schemas.js'

export const ConfigValue: z.ZodType = z.object({
  source: z.string(),
  value: z.unknown(),
})

export const GetConstraintsResults: z.ZodType = z.object({
  get constraints() {
    return ConstraintsValue
  },
})

export const ModelConfigResults: z.ZodType = z.object({
  get config() {
    return z.record(z.string(), ConfigValue)
  },
})

export const ModelSequencesResult: z.ZodType = z.object({
  sequences: z.record(z.string(), z.int()).nullable(),
})

export const ModelSet: z.ZodType = z.object({
  config: z.record(z.string(), z.unknown()).optional(),
})

export const ModelUnset: z.ZodType = z.object({
  keys: z.array(z.string()),
})

export const modelGetReply: z.ZodType = ModelConfigResults

export const getModelConstraintsReply: z.ZodType = GetConstraintsResults

export const sequencesReply: z.ZodType = ModelSequencesResult
