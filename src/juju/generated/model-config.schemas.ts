// Generated from spec/juju/model-config.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { ConstraintsValue } from './common.schemas.js'

export const ConfigValue: z.ZodType = z.looseObject({
  source: z.string(),
  value: z.unknown(),
})

export const GetConstraintsResults: z.ZodType = z.looseObject({
  get constraints() {
    return ConstraintsValue
  },
})

export const ModelConfigResults: z.ZodType = z.looseObject({
  get config() {
    return z.record(z.string(), ConfigValue)
  },
})

export const ModelSequencesResult: z.ZodType = z.looseObject({
  sequences: z.record(z.string(), z.int()).nullable(),
})

export const ModelSet: z.ZodType = z.looseObject({
  config: z.record(z.string(), z.unknown()).optional(),
})

export const ModelUnset: z.ZodType = z.looseObject({
  keys: z.array(z.string()),
})

export const modelGetReply: z.ZodType = ModelConfigResults

export const getModelConstraintsReply: z.ZodType = GetConstraintsResults

export const sequencesReply: z.ZodType = ModelSequencesResult
