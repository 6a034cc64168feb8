// Generated from spec/maas/api2/fabrics.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Vlan } from './vlans.js'

/** A fabric. */
export interface Fabric {
  id: number
  name: string
  class_type: string | null
  vlans: Vlan[]
  resource_uri: string
}

/** Parameters of `fabrics.create`. */
export interface FabricCreateParams {
  name?: string
  description?: string
  class_type?: string
}

/** Parameters of `fabrics.update`. */
export interface FabricUpdateParams {
  name?: string
  description?: string
  class_type?: string
}

/** Fabrics: sets of VLANs that are connected. */
export interface MaasFabrics {
  /**
   * Lists all fabrics.
   *
   * API: `GET fabrics/`.
   *
   * @example
   * for await (const item of maas.fabrics.list()) console.log(item)
   */
  list(options?: RequestOptions): List<Fabric>

  /**
   * Returns a fabric.
   *
   * API: `GET fabrics/{id}/`.
   *
   * @example
   * await maas.fabrics.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<Fabric>

  /**
   * Creates a fabric. Administrators only.
   *
   * API: `POST fabrics/`.
   *
   * @example
   * await maas.fabrics.create({ name: 'provider' })
   */
  create(params?: FabricCreateParams, options?: RequestOptions): Pending<Fabric>

  /**
   * Updates a fabric. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT fabrics/{id}/`.
   *
   * @example
   * await maas.fabrics.update(1, { name: 'provider' })
   */
  update(id: string | number, params?: FabricUpdateParams, options?: RequestOptions): Pending<Fabric>

  /**
   * Deletes a fabric.
   *
   * API: `DELETE fabrics/{id}/`.
   *
   * @example
   * await maas.fabrics.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>
}

export const fabrics: Operations<RestOperation> = {
  list: { id: 'fabrics.list', method: 'GET', path: 'fabrics/', reply: 'Fabric[]', list: 'default' },
  get: { id: 'fabrics.get', method: 'GET', path: 'fabrics/{id}/', reply: 'Fabric' },
  create: { id: 'fabrics.create', method: 'POST', path: 'fabrics/', params: 'FabricCreateParams', reply: 'Fabric' },
  update: { id: 'fabrics.update', method: 'PUT', path: 'fabrics/{id}/', params: 'FabricUpdateParams', reply: 'Fabric' },
  delete: { id: 'fabrics.delete', method: 'DELETE', path: 'fabrics/{id}/' },
}
