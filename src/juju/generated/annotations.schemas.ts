// Generated from spec/juju/annotations.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { ErrorResult, ErrorResults } from './common.schemas.js'

export const AnnotationsGetResult: z.ZodType = z.object({
  annotations: z.record(z.string(), z.string()),
  entity: z.string(),
  get error() {
    return ErrorResult.optional()
  },
})

export const AnnotationsGetResults: z.ZodType = z.object({
  get results() {
    return z.array(AnnotationsGetResult)
  },
})

export const AnnotationsSet: z.ZodType = z.object({
  get annotations() {
    return z.array(EntityAnnotations)
  },
})

export const EntityAnnotations: z.ZodType = z.object({
  annotations: z.record(z.string(), z.string()),
  entity: z.string(),
})

export const getReply: z.ZodType = AnnotationsGetResults

export const setReply: z.ZodType = ErrorResults
