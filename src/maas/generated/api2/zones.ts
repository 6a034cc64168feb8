// Generated from spec/maas/api2/zones.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A physical zone, such as a rack or a power feed. */
export interface Zone {
  id: number
  name: string
  description: string
  resource_uri: string
}

/** Parameters of `zones.create`. */
export interface ZoneCreateParams {
  name: string
  description?: string
}

/** Parameters of `zones.update`. */
export interface ZoneUpdateParams {
  /** Another name. */
  name?: string
  description?: string
}

/** Availability zones. */
export interface MaasZones {
  /**
   * Lists all zones.
   *
   * API: `GET zones/`.
   *
   * @example
   * for await (const item of maas.zones.list()) console.log(item)
   */
  list(options?: RequestOptions): List<Zone>

  /**
   * Returns a zone.
   *
   * API: `GET zones/{name}/`.
   *
   * @example
   * await maas.zones.get('openstack')
   */
  get(name: string, options?: RequestOptions): Pending<Zone>

  /**
   * Creates a zone. Administrators only.
   *
   * API: `POST zones/`.
   *
   * @example
   * await maas.zones.create({ name: 'room-12' })
   */
  create(params: ZoneCreateParams, options?: RequestOptions): Pending<Zone>

  /**
   * Updates a zone. Absent parameters keep their value. Administrators only.
   *
   * API: `PUT zones/{name}/`.
   *
   * @example
   * await maas.zones.update('openstack', { description: 'room 12' })
   */
  update(name: string, params?: ZoneUpdateParams, options?: RequestOptions): Pending<Zone>

  /**
   * Deletes a zone. Its machines move to the default zone. Administrators only.
   *
   * API: `DELETE zones/{name}/`.
   *
   * @example
   * await maas.zones.delete('openstack')
   */
  delete(name: string, options?: RequestOptions): Pending<null>
}

export const zones: Operations<RestOperation> = {
  list: { id: 'zones.list', method: 'GET', path: 'zones/', reply: 'Zone[]', list: 'default' },
  get: { id: 'zones.get', method: 'GET', path: 'zones/{name}/', reply: 'Zone' },
  create: { id: 'zones.create', method: 'POST', path: 'zones/', params: 'ZoneCreateParams', reply: 'Zone' },
  update: { id: 'zones.update', method: 'PUT', path: 'zones/{name}/', params: 'ZoneUpdateParams', reply: 'Zone' },
  delete: { id: 'zones.delete', method: 'DELETE', path: 'zones/{name}/' },
}
