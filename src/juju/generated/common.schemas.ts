// Generated from spec/juju/common.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'

export const Base: z.ZodType = z.object({
  channel: z.string(),
  name: z.string(),
})

export const CharmOrigin: z.ZodType = z.object({
  architecture: z.string().optional(),
  get base() {
    return Base.optional()
  },
  branch: z.string().optional(),
  hash: z.string().optional(),
  id: z.string(),
  'instance-key': z.string().optional(),
  revision: z.int().optional(),
  risk: z.string().optional(),
  source: z.string(),
  track: z.string().optional(),
  type: z.string(),
})

export const CharmRelation: z.ZodType = z.object({
  interface: z.string(),
  limit: z.int(),
  name: z.string(),
  optional: z.boolean(),
  role: z.string(),
  scope: z.string(),
})

export const StorageDirective: z.ZodType = z.object({
  Count: z.int(),
  Pool: z.string(),
  Size: z.int(),
})

export const Entities: z.ZodType = z.object({
  get entities() {
    return z.array(Entity)
  },
})

export const Entity: z.ZodType = z.object({
  tag: z.string(),
})

export const EntityStatus: z.ZodType = z.object({
  data: z.record(z.string(), z.unknown()).optional(),
  info: z.string(),
  since: z.string(),
  status: z.string(),
})

export const RpcErrorValue: z.ZodType = z.object({
  code: z.string(),
  info: z.record(z.string(), z.unknown()).optional(),
  message: z.string(),
})

export const ErrorResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
})

export const ErrorResults: z.ZodType = z.object({
  get results() {
    return z.array(ErrorResult).nullable()
  },
})

export const ExposedEndpoint: z.ZodType = z.object({
  'expose-to-cidrs': z.array(z.string()).optional(),
  'expose-to-spaces': z.array(z.string()).optional(),
})

export const ExternalControllerInfo: z.ZodType = z.object({
  addrs: z.array(z.string()),
  'ca-cert': z.string(),
  'controller-alias': z.string(),
  'controller-tag': z.string(),
})

export const OfferUserDetails: z.ZodType = z.object({
  access: z.string(),
  'display-name': z.string(),
  user: z.string(),
})

export const Placement: z.ZodType = z.object({
  directive: z.string(),
  scope: z.string(),
})

export const RemoteEndpoint: z.ZodType = z.object({
  interface: z.string(),
  limit: z.int(),
  name: z.string(),
  role: z.string(),
})

export const SetConstraints: z.ZodType = z.object({
  application: z.string(),
  get constraints() {
    return ConstraintsValue.optional()
  },
})

export const StringsResult: z.ZodType = z.object({
  get error() {
    return RpcErrorValue.optional()
  },
  result: z.array(z.string()).optional(),
})

export const StringsResults: z.ZodType = z.object({
  get results() {
    return z.array(StringsResult)
  },
})

export const ConstraintsValue: z.ZodType = z.object({
  'allocate-public-ip': z.boolean().optional(),
  arch: z.string().optional(),
  container: z.string().optional(),
  cores: z.int().optional(),
  'cpu-power': z.int().optional(),
  'image-id': z.string().optional(),
  'instance-role': z.string().optional(),
  'instance-type': z.string().optional(),
  mem: z.int().optional(),
  'root-disk': z.int().optional(),
  'root-disk-source': z.string().optional(),
  spaces: z.array(z.string()).optional(),
  tags: z.array(z.string()).optional(),
  'virt-type': z.string().optional(),
  zones: z.array(z.string()).optional(),
})
