// Generated from spec/maas/api2/ip-addresses.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Interface } from './interfaces.js'
import type { Subnet } from './subnets.js'
import type { User } from './users.js'

/** An IP address that a user has reserved, or MAAS has assigned. */
export interface IpAddress {
  ip: string
  /** 0 automatic, 1 static, 4 reserved by a user, 5 DHCP, 6 observed. */
  alloc_type: number
  alloc_type_name: string
  created: string
  owner: User | null
  interface_set: Interface[]
  subnet: Subnet | null
  resource_uri: string
}

/** Parameters of `ipAddresses.list`. */
export interface IpAddressListFilters {
  /** Addresses of all users, for administrators. */
  all?: boolean
  ip?: string
  /** Name of a user, for administrators. */
  owner?: string
}

/** Parameters of `ipAddresses.release`. */
export interface IpAddressReleaseParams {
  ip: string
  /** Release an address of another user, for administrators. */
  force?: boolean
  /** Release an address that was only observed. */
  discovered?: boolean
}

/** Parameters of `ipAddresses.reserve`. */
export interface IpAddressReserveParams {
  /** CIDR or id of a subnet; required without ip. */
  subnet?: string
  /** Default: the next free one. */
  ip?: string
  /** Name in the default domain, or with its domain. */
  hostname?: string
  /** Link the address to this MAC address, as a device. */
  mac?: string
}

/** IP addresses that users have reserved, and others that MAAS has assigned. */
export interface MaasIpAddresses {
  /**
   * Lists the IP addresses that the user has reserved.
   *
   * API: `GET ipaddresses/`.
   *
   * @example
   * for await (const item of maas.ipAddresses.list({ all: true })) console.log(item)
   */
  list(params?: IpAddressListFilters, options?: RequestOptions): List<IpAddress>

  /**
   * Releases an IP address that was reserved.
   *
   * API: `POST ipaddresses/?op=release`.
   *
   * @example
   * await maas.ipAddresses.release({ ip: '10.0.0.7' })
   */
  release(params: IpAddressReleaseParams, options?: RequestOptions): Pending<null>

  /**
   * Reserves an IP address.
   *
   * API: `POST ipaddresses/?op=reserve`.
   *
   * @example
   * await maas.ipAddresses.reserve({ subnet: '10.0.0.0/24', hostname: 'vip-keystone' })
   */
  reserve(params?: IpAddressReserveParams, options?: RequestOptions): Pending<IpAddress>
}

export const ipAddresses: Operations<RestOperation> = {
  list: { id: 'ipAddresses.list', method: 'GET', path: 'ipaddresses/', params: 'IpAddressListFilters', reply: 'IpAddress[]', list: 'default' },
  release: { id: 'ipAddresses.release', method: 'POST', path: 'ipaddresses/?op=release', params: 'IpAddressReleaseParams' },
  reserve: { id: 'ipAddresses.reserve', method: 'POST', path: 'ipaddresses/?op=reserve', params: 'IpAddressReserveParams', reply: 'IpAddress' },
}
