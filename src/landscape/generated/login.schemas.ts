// Generated from spec/landscape/login.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const Login: z.ZodType = z.object({
  token: z.string(),
  email: z.string(),
  name: z.string().optional(),
  get accounts() {
    return z.array(LoginAccount)
  },
  current_account: z.string(),
  self_hosted: z.boolean().optional(),
  has_password: z.boolean().optional(),
  identity_source: z.string().optional(),
  return_to: z.unknown().optional(),
  attach_code: z.string().nullable().optional(),
  invitation_id: z.string().nullable().optional(),
})

export const LoginAccount: z.ZodType = z.object({
  name: z.string(),
  title: z.string(),
  default: z.boolean().optional(),
  subdomain: z.string().nullable().optional(),
  classic_dashboard_url: z.string().optional(),
})

export const withAccessKeyReply: z.ZodType = Login

export const withPasswordReply: z.ZodType = Login
