// Generated from spec/juju/facades/resources.yaml by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { CharmOrigin, Macaroon, RpcErrorValue } from './common.js'

export interface AddPendingResourcesArgsV2 {
  'charm-origin': CharmOrigin
  macaroon?: Macaroon | null
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
  /** SHA-384 hash in base64. */
  fingerprint: string
  name: string
  origin: 'store' | 'upload' | (string & {})
  path: string
  /** Revision in the store; -1 for the latest. */
  revision: number
  size: number
  type: 'file' | 'oci-image' | (string & {})
}

/** Resources facade: charm resources. */
export interface ResourcesFacade {
  /**
   * Registers the resources of an application before it is deployed.
   *
   * API: `Resources.AddPendingResources`.
   */
  addPendingResources(params: AddPendingResourcesArgsV2, options?: RequestOptions): Pending<AddPendingResourcesResult>
}

/** The methods of the facade by their names on the wire, with what they take and return. */
export interface ResourcesCalls {
  AddPendingResources: { params: AddPendingResourcesArgsV2; reply: AddPendingResourcesResult }
}

export const resources: Operations<RpcOperation> = {
  addPendingResources: {
    id: 'Resources.AddPendingResources',
    facade: 'Resources',
    method: 'AddPendingResources',
    versions: [3],
    params: 'AddPendingResourcesArgsV2',
    reply: 'AddPendingResourcesResult',
  },
}
