// Generated from spec/landscape/server.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const About: z.ZodType = z.object({
  self_hosted: z.boolean(),
  package_version: z.string(),
  revision: z.string(),
  display_disa_stig_banner: z.boolean(),
})

export const aboutReply: z.ZodType = About
