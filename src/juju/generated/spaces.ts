// Generated from spec/juju/spaces.yaml by `npm run generate`. Do not edit.

import { Operations, type RpcOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'
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

const table = {
  listSpaces: { id: 'spaces.listSpaces', facade: 'Spaces', method: 'ListSpaces', versions: [6], reads: true, idempotent: true, schema: async () => (await import('./spaces.schemas.js')).listSpacesReply },
} satisfies Record<string, RpcOperation>

/** The Spaces facade. */
export class SpacesOperations extends Operations<RpcOperation> {
  /**
   * Lists the network spaces and their subnets.
   *
   * `Spaces.ListSpaces`. Facts: recorded-4.0.15 (charmhub/bundle-again, charmhub/bundle-dry-run, charmhub/bundle and more).
   */
  listSpaces(options?: RequestOptions): Pending<ListSpacesResults> {
    return this.caller.call(table.listSpaces, {}, {}, options)
  }
}
