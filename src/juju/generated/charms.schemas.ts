// Generated from spec/juju/charms.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { Base, CharmOrigin, CharmRelation, RpcErrorValue } from './common.schemas.js'

export const AddCharmWithOrigin: z.ZodType = z.object({
  get 'charm-origin'() {
    return CharmOrigin
  },
  force: z.boolean().optional(),
  url: z.string(),
})

export const Charm: z.ZodType = z.object({
  get actions() {
    return CharmActions.optional()
  },
  get config() {
    return z.record(z.string(), CharmOption)
  },
  get 'lxd-profile'() {
    return CharmLXDProfile.optional()
  },
  get manifest() {
    return CharmManifest.optional()
  },
  get meta() {
    return CharmMeta.optional()
  },
  revision: z.int(),
  url: z.string(),
  version: z.string().optional(),
})

export const CharmActionSpec: z.ZodType = z.object({
  description: z.string(),
  'execution-group': z.string().optional(),
  parallel: z.boolean().optional(),
  params: z.record(z.string(), z.unknown()),
})

export const CharmActions: z.ZodType = z.object({
  get specs() {
    return z.record(z.string(), CharmActionSpec).optional()
  },
})

export const CharmBase: z.ZodType = z.object({
  architectures: z.array(z.string()).optional(),
  channel: z.string().optional(),
  name: z.string().optional(),
})

export const CharmContainer: z.ZodType = z.object({
  gid: z.int().optional(),
  get mounts() {
    return z.array(CharmMount).optional()
  },
  resource: z.string().optional(),
  uid: z.int().optional(),
})

export const CharmDevice: z.ZodType = z.object({
  CountMax: z.int(),
  CountMin: z.int(),
  Description: z.string(),
  Name: z.string(),
  Type: z.string(),
})

export const CharmLXDProfile: z.ZodType = z.object({
  config: z.record(z.string(), z.string()),
  description: z.string(),
  devices: z.record(z.string(), z.record(z.string(), z.string())),
})

export const CharmManifest: z.ZodType = z.object({
  get bases() {
    return z.array(CharmBase).optional()
  },
})

export const CharmMeta: z.ZodType = z.object({
  get 'assumes-expr'() {
    return ExpressionTree.optional()
  },
  categories: z.array(z.string()).optional(),
  'charm-user': z.string().optional(),
  get containers() {
    return z.record(z.string(), CharmContainer).optional()
  },
  description: z.string(),
  get devices() {
    return z.record(z.string(), CharmDevice).optional()
  },
  'extra-bindings': z.record(z.string(), z.string()).optional(),
  'min-juju-version': z.string().optional(),
  name: z.string(),
  get peers() {
    return z.record(z.string(), CharmRelation).optional()
  },
  get provides() {
    return z.record(z.string(), CharmRelation).optional()
  },
  get requires() {
    return z.record(z.string(), CharmRelation).optional()
  },
  get resources() {
    return z.record(z.string(), CharmResourceMeta).optional()
  },
  get storage() {
    return z.record(z.string(), CharmStorage).optional()
  },
  subordinate: z.boolean(),
  summary: z.string(),
  tags: z.array(z.string()).optional(),
  terms: z.array(z.string()).optional(),
})

export const CharmMount: z.ZodType = z.object({
  location: z.string().optional(),
  storage: z.string().optional(),
})

export const CharmOption: z.ZodType = z.object({
  default: z.unknown().optional(),
  description: z.string().optional(),
  type: z.string(),
})

export const CharmOriginResult: z.ZodType = z.object({
  get 'charm-origin'() {
    return CharmOrigin
  },
  get error() {
    return RpcErrorValue.optional()
  },
})

export const CharmResourceMeta: z.ZodType = z.object({
  description: z.string(),
  name: z.string(),
  path: z.string(),
  type: z.string(),
})

export const CharmStorage: z.ZodType = z.object({
  'count-max': z.int(),
  'count-min': z.int(),
  description: z.string(),
  location: z.string().optional(),
  'minimum-size': z.int(),
  name: z.string(),
  properties: z.array(z.string()).optional(),
  'read-only': z.boolean(),
  shared: z.boolean(),
  type: z.string(),
})

export const CharmURL: z.ZodType = z.object({
  url: z.string(),
})

export const ExpressionTree: z.ZodType = z.object({
  Expression: z.unknown(),
})

export const ResolveCharmWithChannel: z.ZodType = z.object({
  get 'charm-origin'() {
    return CharmOrigin
  },
  reference: z.string(),
  'switch-charm': z.boolean().optional(),
})

export const ResolveCharmWithChannelResult: z.ZodType = z.object({
  get 'charm-origin'() {
    return CharmOrigin
  },
  get error() {
    return RpcErrorValue.optional()
  },
  get 'supported-bases'() {
    return z.array(Base).nullable()
  },
  url: z.string(),
})

export const ResolveCharmWithChannelResults: z.ZodType = z.object({
  get Results() {
    return z.array(ResolveCharmWithChannelResult)
  },
})

export const ResolveCharmsWithChannel: z.ZodType = z.object({
  macaroon: z.unknown().optional(),
  get resolve() {
    return z.array(ResolveCharmWithChannel)
  },
})

export const resolveCharmsReply: z.ZodType = ResolveCharmWithChannelResults

export const addCharmReply: z.ZodType = CharmOriginResult

export const charmInfoReply: z.ZodType = Charm
