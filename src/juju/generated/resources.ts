// Generated from spec/juju/resources.yaml by `npm run generate`. Do not edit.

import { Operations, type RpcOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'
import type { CharmOrigin, RpcErrorValue } from './common.js'

export interface AddPendingResourcesArgsV2 {
  'charm-origin': CharmOrigin
  macaroon?: unknown
  resources: CharmResource[]
  tag: string
  url: string
}

export interface AddPendingResourcesResult {
  error?: RpcErrorValue
  'pending-ids': string[]
}

export interface CharmResource {
  description?: string
  /** SHA-384 in base64 */
  fingerprint: string
  name: string
  origin: 'store' | 'upload' | (string & {})
  path: string
  /** of the store, -1 for the newest */
  revision: number
  size: number
  type: 'file' | 'oci-image' | (string & {})
}

const table = {
  addPendingResources: {
    id: 'resources.addPendingResources',
    facade: 'Resources',
    method: 'AddPendingResources',
    versions: [3],
    reads: false,
    idempotent: false,
    schema: async () => (await import('./resources.schemas.js')).addPendingResourcesReply,
  },
} satisfies Record<string, RpcOperation>

/** The Resources facade. */
export class ResourcesOperations extends Operations<RpcOperation> {
  /**
   * Announces the resources of an application that is about to be deployed.
   *
   * `Resources.AddPendingResources`. Facts: recorded-4.0.15 (commands/deploy-resource).
   */
  addPendingResources(params: AddPendingResourcesArgsV2, options?: RequestOptions): Pending<AddPendingResourcesResult> {
    return this.caller.call(table.addPendingResources, {}, params, options)
  }
}
