// Generated from spec/juju/key-manager.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { Entities, ErrorResults, StringsResults } from './common.schemas.js'

export const ListSSHKeys: z.ZodType = z.object({
  get entities() {
    return Entities
  },
  mode: z.boolean().optional(),
})

export const ModifyUserSSHKeys: z.ZodType = z.object({
  'ssh-keys': z.array(z.string()),
  user: z.string(),
})

export const listKeysReply: z.ZodType = StringsResults

export const addKeysReply: z.ZodType = ErrorResults
