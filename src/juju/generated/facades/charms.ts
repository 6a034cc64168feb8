// Generated from spec/juju/facades/charms.yaml by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Base, CharmOrigin, CharmRelation, Macaroon, RpcErrorValue } from './common.js'

export interface AddCharmWithOrigin {
  'charm-origin': CharmOrigin
  force?: boolean
  url: string
}

export interface Charm {
  actions?: CharmActions
  config: Record<string, CharmOption>
  'lxd-profile'?: CharmLXDProfile
  manifest?: CharmManifest
  meta?: CharmMeta
  revision: number
  url: string
  version?: string
}

export interface CharmActionSpec {
  description: string
  'execution-group'?: string
  parallel?: boolean
  params: Record<string, unknown>
}

export interface CharmActions {
  specs?: Record<string, CharmActionSpec>
}

export interface CharmBase {
  architectures?: string[]
  channel?: string
  name?: string
}

export interface CharmContainer {
  gid?: number
  mounts?: CharmMount[]
  resource?: string
  uid?: number
}

export interface CharmDevice {
  CountMax: number
  CountMin: number
  Description: string
  Name: string
  Type: string
}

export interface CharmLXDProfile {
  config: Record<string, string>
  description: string
  devices: Record<string, Record<string, string>>
}

export interface CharmManifest {
  bases?: CharmBase[]
}

export interface CharmMeta {
  'assumes-expr'?: ExpressionTree
  categories?: string[]
  'charm-user'?: string
  containers?: Record<string, CharmContainer>
  description: string
  devices?: Record<string, CharmDevice>
  'extra-bindings'?: Record<string, string>
  'min-juju-version'?: string
  name: string
  peers?: Record<string, CharmRelation>
  provides?: Record<string, CharmRelation>
  requires?: Record<string, CharmRelation>
  resources?: Record<string, CharmResourceMeta>
  storage?: Record<string, CharmStorage>
  subordinate: boolean
  summary: string
  tags?: string[]
  terms?: string[]
}

export interface CharmMount {
  location?: string
  storage?: string
}

export interface CharmOption {
  default?: string | number | boolean
  description?: string
  type: string
}

export interface CharmOriginResult {
  'charm-origin': CharmOrigin
  error?: RpcErrorValue
}

export interface CharmResourceMeta {
  description: string
  name: string
  path: string
  type: string
}

export interface CharmStorage {
  'count-max': number
  'count-min': number
  description: string
  location?: string
  'minimum-size': number
  name: string
  properties?: string[]
  'read-only': boolean
  shared: boolean
  type: string
}

export interface CharmURL {
  url: string
}

export interface ExpressionTree {
  Expression: unknown
}

export interface ResolveCharmWithChannel {
  'charm-origin': CharmOrigin
  reference: string
  'switch-charm'?: boolean
}

export interface ResolveCharmWithChannelResult {
  'charm-origin': CharmOrigin
  error?: RpcErrorValue
  'supported-bases': Base[] | null
  url: string
}

export interface ResolveCharmWithChannelResults {
  Results: ResolveCharmWithChannelResult[]
}

export interface ResolveCharmsWithChannel {
  macaroon?: Macaroon | null
  resolve: ResolveCharmWithChannel[]
}

/** Charms facade: charms of a model and of Charmhub. */
export interface CharmsFacade {
  /**
   * Resolves charms to their URL, revision and supported bases.
   *
   * Rejects with `RpcError` when its one item failed, with `BulkError` when some of several did.
   *
   * API: `Charms.ResolveCharms`.
   */
  resolveCharms(params: ResolveCharmsWithChannel, options?: RequestOptions): Pending<ResolveCharmWithChannelResult[]>

  /**
   * Adds a charm to the model.
   *
   * API: `Charms.AddCharm`.
   */
  addCharm(params: AddCharmWithOrigin, options?: RequestOptions): Pending<CharmOriginResult>

  /**
   * Returns the contents of a charm: endpoints, options and resources.
   *
   * API: `Charms.CharmInfo`.
   */
  charmInfo(params: CharmURL, options?: RequestOptions): Pending<Charm>
}

/** The methods of the facade by their names on the wire, with what they take and return. */
export interface CharmsCalls {
  ResolveCharms: { params: ResolveCharmsWithChannel; reply: ResolveCharmWithChannelResults }
  AddCharm: { params: AddCharmWithOrigin; reply: CharmOriginResult }
  CharmInfo: { params: CharmURL; reply: Charm }
}

export const charms: Operations<RpcOperation> = {
  resolveCharms: {
    id: 'Charms.ResolveCharms',
    facade: 'Charms',
    method: 'ResolveCharms',
    versions: [7],
    params: 'ResolveCharmsWithChannel',
    reply: 'ResolveCharmWithChannelResults',
    reads: true,
    each: 'resolve.reference',
  },
  addCharm: {
    id: 'Charms.AddCharm',
    facade: 'Charms',
    method: 'AddCharm',
    versions: [7],
    params: 'AddCharmWithOrigin',
    reply: 'CharmOriginResult',
    idempotent: true,
  },
  charmInfo: { id: 'Charms.CharmInfo', facade: 'Charms', method: 'CharmInfo', versions: [7], params: 'CharmURL', reply: 'Charm', reads: true },
}
