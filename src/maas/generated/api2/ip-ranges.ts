// Generated from spec/maas/api2/ip-ranges.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Subnet } from './subnets.js'
import type { User } from './users.js'

/** An IP range of a subnet. */
export interface IpRange {
  id: number
  type: 'dynamic' | 'reserved' | (string & {})
  start_ip: string
  end_ip: string
  comment: string | null
  user: User | null
  subnet: Subnet
  resource_uri: string
}

/** Parameters of `ipRanges.create`. */
export interface IpRangeCreateParams {
  type: 'dynamic' | 'reserved'
  /** Id, CIDR or name of a subnet; default: that of the addresses. */
  subnet?: number | string
  start_ip: string
  end_ip: string
  /** Name of a user. */
  user?: string
  /** At most 255 characters. */
  comment?: string
}

/** Parameters of `ipRanges.update`. */
export interface IpRangeUpdateParams {
  /** Id, CIDR or name of a subnet. */
  subnet?: number | string
  type?: 'dynamic' | 'reserved'
  start_ip?: string
  end_ip?: string
  /** Name of a user. */
  user?: string
  /** At most 255 characters. */
  comment?: string
}

/** IP ranges of subnets: dynamic ones for DHCP, and reserved ones. */
export interface MaasIpRanges {
  /**
   * Lists all IP ranges.
   *
   * API: `GET ipranges/`.
   *
   * @example
   * for await (const item of maas.ipRanges.list()) console.log(item)
   */
  list(options?: RequestOptions): List<IpRange>

  /**
   * Returns an IP range.
   *
   * API: `GET ipranges/{id}/`.
   *
   * @example
   * await maas.ipRanges.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<IpRange>

  /**
   * Creates an IP range.
   *
   * API: `POST ipranges/`.
   *
   * @example
   * await maas.ipRanges.create({ type: 'dynamic', subnet: 1, start_ip: '10.0.0.100', end_ip: '10.0.0.200' })
   */
  create(params: IpRangeCreateParams, options?: RequestOptions): Pending<IpRange>

  /**
   * Updates an IP range. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT ipranges/{id}/`.
   *
   * @example
   * await maas.ipRanges.update(1, { end_ip: '10.0.0.220' })
   */
  update(id: string | number, params?: IpRangeUpdateParams, options?: RequestOptions): Pending<IpRange>

  /**
   * Deletes an IP range.
   *
   * API: `DELETE ipranges/{id}/`.
   *
   * @example
   * await maas.ipRanges.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>
}

export const ipRanges: Operations<RestOperation> = {
  list: { id: 'ipRanges.list', method: 'GET', path: 'ipranges/', reply: 'IpRange[]', list: 'default' },
  get: { id: 'ipRanges.get', method: 'GET', path: 'ipranges/{id}/', reply: 'IpRange' },
  create: { id: 'ipRanges.create', method: 'POST', path: 'ipranges/', params: 'IpRangeCreateParams', reply: 'IpRange' },
  update: { id: 'ipRanges.update', method: 'PUT', path: 'ipranges/{id}/', params: 'IpRangeUpdateParams', reply: 'IpRange' },
  delete: { id: 'ipRanges.delete', method: 'DELETE', path: 'ipranges/{id}/' },
}
