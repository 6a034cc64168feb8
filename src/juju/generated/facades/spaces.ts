// Generated from spec/juju/facades/spaces.yaml by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { RpcErrorValue } from './common.js'

export interface ListSpacesResults {
  results: Space[]
}

export interface Space {
  error?: RpcErrorValue
  id: string
  name: string
  subnets: Subnet[]
}

export interface Subnet {
  cidr: string
  life: string
  'provider-id'?: string
  'provider-network-id'?: string
  'provider-space-id'?: string
  'space-tag': string
  'vlan-tag': number
  zones: string[]
}

/** Spaces facade: network spaces. */
export interface SpacesFacade {
  /**
   * Lists the network spaces and their subnets.
   *
   * API: `Spaces.ListSpaces`.
   */
  listSpaces(options?: RequestOptions): Pending<ListSpacesResults>
}

/** The methods of the facade by their names on the wire, with what they take and return. */
export interface SpacesCalls {
  ListSpaces: { params: Record<string, never>; reply: ListSpacesResults }
}

export const spaces: Operations<RpcOperation> = {
  listSpaces: { id: 'Spaces.ListSpaces', facade: 'Spaces', method: 'ListSpaces', versions: [6], reply: 'ListSpacesResults', reads: true },
}
