// Generated from spec/maas/api2/spaces.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Subnet } from './subnets.js'
import type { Vlan } from './vlans.js'

/** A space. */
export interface Space {
  /** -1 for the space undefined, of the VLANs that are in none. */
  id: number
  name: string
  description?: string
  vlans: Vlan[]
  subnets: Subnet[]
  resource_uri: string
}

/** Parameters of `spaces.create`. */
export interface SpaceCreateParams {
  name?: string
  description?: string
}

/** Parameters of `spaces.update`. */
export interface SpaceUpdateParams {
  name?: string
  description?: string
}

/** Spaces: sets of subnets that can reach each other. */
export interface MaasSpaces {
  /**
   * Lists all spaces.
   *
   * API: `GET spaces/`.
   *
   * @example
   * for await (const item of maas.spaces.list()) console.log(item)
   */
  list(options?: RequestOptions): List<Space>

  /**
   * Returns a space.
   *
   * API: `GET spaces/{id}/`.
   *
   * @example
   * await maas.spaces.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<Space>

  /**
   * Creates a space. Administrators only.
   *
   * API: `POST spaces/`.
   *
   * @example
   * await maas.spaces.create({ name: 'internal' })
   */
  create(params?: SpaceCreateParams, options?: RequestOptions): Pending<Space>

  /**
   * Updates a space. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT spaces/{id}/`.
   *
   * @example
   * await maas.spaces.update(1, { name: 'internal' })
   */
  update(id: string | number, params?: SpaceUpdateParams, options?: RequestOptions): Pending<Space>

  /**
   * Deletes a space.
   *
   * API: `DELETE spaces/{id}/`.
   *
   * @example
   * await maas.spaces.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>
}

export const spaces: Operations<RestOperation> = {
  list: { id: 'spaces.list', method: 'GET', path: 'spaces/', reply: 'Space[]', list: 'default' },
  get: { id: 'spaces.get', method: 'GET', path: 'spaces/{id}/', reply: 'Space' },
  create: { id: 'spaces.create', method: 'POST', path: 'spaces/', params: 'SpaceCreateParams', reply: 'Space' },
  update: { id: 'spaces.update', method: 'PUT', path: 'spaces/{id}/', params: 'SpaceUpdateParams', reply: 'Space' },
  delete: { id: 'spaces.delete', method: 'DELETE', path: 'spaces/{id}/' },
}
