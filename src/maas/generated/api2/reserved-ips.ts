// Generated from spec/maas/api2/reserved-ips.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Subnet } from './subnets.js'

/** An IP address that is reserved for a MAC address. */
export interface ReservedIp {
  id: number
  ip: string
  subnet: Subnet
  mac_address: string
  comment: string | null
  resource_uri: string
}

/** Parameters of `reservedIps.create`. */
export interface ReservedIpCreateParams {
  ip: string
  mac_address: string
  subnet?: number | string
  /** Comment for the event log. */
  comment?: string
}

/** Parameters of `reservedIps.update`. */
export interface ReservedIpUpdateParams {
  ip?: string
  subnet?: number | string
  mac_address?: string
  /** Comment for the event log. */
  comment?: string
}

/** IP addresses that are reserved for a MAC address. */
export interface MaasReservedIps {
  /**
   * Lists all reserved IP addresses.
   *
   * API: `GET reservedips/`. MAAS 3.6 and later.
   *
   * @example
   * for await (const item of maas.reservedIps.list()) console.log(item)
   */
  list(options?: RequestOptions): List<ReservedIp>

  /**
   * Returns a reserved IP address.
   *
   * API: `GET reservedips/{id}/`. MAAS 3.6 and later.
   *
   * @example
   * await maas.reservedIps.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<ReservedIp>

  /**
   * Creates a reserved IP address. Administrators only.
   *
   * API: `POST reservedips/`. MAAS 3.6 and later.
   *
   * @example
   * await maas.reservedIps.create({ ip: '10.0.0.7', mac_address: '52:54:00:12:34:56' })
   */
  create(params: ReservedIpCreateParams, options?: RequestOptions): Pending<ReservedIp>

  /**
   * Updates a reserved IP address. Absent parameters keep their value; an empty string clears it. Administrators only.
   *
   * API: `PUT reservedips/{id}/`. MAAS 3.6 and later.
   *
   * @example
   * await maas.reservedIps.update(1, { comment: 'printer' })
   */
  update(id: string | number, params?: ReservedIpUpdateParams, options?: RequestOptions): Pending<ReservedIp>

  /**
   * Deletes a reserved IP address. Administrators only.
   *
   * API: `DELETE reservedips/{id}/`. MAAS 3.6 and later.
   *
   * @example
   * await maas.reservedIps.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>
}

export const reservedIps: Operations<RestOperation> = {
  list: { id: 'reservedIps.list', method: 'GET', path: 'reservedips/', reply: 'ReservedIp[]', list: 'default', since: '3.6' },
  get: { id: 'reservedIps.get', method: 'GET', path: 'reservedips/{id}/', reply: 'ReservedIp', since: '3.6' },
  create: { id: 'reservedIps.create', method: 'POST', path: 'reservedips/', params: 'ReservedIpCreateParams', reply: 'ReservedIp', since: '3.6' },
  update: {
    id: 'reservedIps.update',
    method: 'PUT',
    path: 'reservedips/{id}/',
    params: 'ReservedIpUpdateParams',
    reply: 'ReservedIp',
    since: '3.6',
  },
  delete: { id: 'reservedIps.delete', method: 'DELETE', path: 'reservedips/{id}/', since: '3.6' },
}
