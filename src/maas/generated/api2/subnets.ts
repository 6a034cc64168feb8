// Generated from spec/maas/api2/subnets.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Vlan } from './vlans.js'

/** A subnet. */
export interface Subnet {
  id: number
  name: string
  description: string
  vlan: Vlan
  /** "undefined" when the subnet is in no space. */
  space: string
  cidr: string
  /** Null without a gateway; a reply to an update may contain an empty string instead. */
  gateway_ip: string | null
  dns_servers: string[]
  rdns_mode: number
  active_discovery: boolean
  allow_dns: boolean
  allow_proxy: boolean
  managed: boolean
  disabled_boot_architectures: string[]
  resource_uri: string
}

/** How many addresses of a subnet are in use. */
export interface SubnetStatistics {
  num_available: number
  /** Size of the largest free range. */
  largest_available: number
  num_unavailable: number
  total_addresses: number
  /** Share that is in use, from 0 to 1. */
  usage: number
  /** Such as 12%. */
  usage_string: string
  available_string: string
  first_address: string
  last_address: string
  /** 4 or 6. */
  ip_version: number
  /** Only with include_ranges. */
  ranges?: SubnetRange[]
  /** Only with include_suggestions. */
  suggested_gateway?: string | null
  /** Only with include_suggestions. */
  suggested_dynamic_range?: SubnetRange | null
}

/** A range of addresses of a subnet. */
export interface SubnetRange {
  start: string
  end: string
  num_addresses: number
  /** Such as assigned-ip, dynamic or gateway-ip; absent for free ranges. */
  purpose?: string[]
}

/** An address of a subnet that is in use. */
export interface SubnetIpAddress {
  ip: string
  /** 0 automatic, 1 static, 4 reserved by a user, 5 DHCP, 6 observed. */
  alloc_type: number
  created: string
  updated: string
  user?: string
  node_summary?: AddressNode
  bmcs?: AddressBmc[]
  dns_records?: AddressName[]
}

/** The node that has an address. */
export interface AddressNode {
  system_id: string
  node_type: number
  fqdn: string
  hostname: string
  is_container: boolean
  /** Name of the interface. */
  via?: string
}

/** A BMC that has an address. */
export interface AddressBmc {
  id: number
  power_type: string
  nodes: AddressBmcNode[]
}

export interface AddressBmcNode {
  system_id: string
  hostname: string
}

/** A DNS name that has an address. */
export interface AddressName {
  id: number
  name: string
  domain: string
}

export interface SubnetSettings {
  /** Default for a new subnet is its CIDR. */
  name?: string
  description?: string
  /** Id of a VLAN. */
  vlan?: number | string
  /** Name or id of a fabric, instead of vlan. */
  fabric?: number | string
  /** VLAN tag in the fabric, instead of vlan. */
  vid?: number
  /** Name of a space. MAAS up to 3.4. */
  space?: string
  gateway_ip?: string
  dns_servers?: readonly string[]
  /** Reverse DNS: 0 none, 1 enabled, 2 as in RFC 2317. */
  rdns_mode?: number
  /** Let rack controllers scan the subnet. */
  active_discovery?: boolean
  /** Let machines use the DNS server of MAAS. */
  allow_dns?: boolean
  /** Let machines use the proxy of MAAS. */
  allow_proxy?: boolean
  /** Let MAAS assign addresses outside reserved ranges, instead of only inside them. */
  managed?: boolean
  /** Architectures that cannot boot from the network here. */
  disabled_boot_architectures?: readonly string[]
}

/** Parameters of `subnets.create`. */
export interface SubnetCreateParams extends SubnetSettings {
  /** Such as 10.0.0.0/24. */
  cidr: string
}

/** Parameters of `subnets.update`. */
export interface SubnetUpdateParams extends SubnetSettings {
  /** Such as 10.0.0.0/24. */
  cidr?: string
}

/** Parameters of `subnets.delete`. */
export interface SubnetDeleteParams {
  /** Also delete a subnet whose addresses are in use. MAAS 3.7 and later. */
  force?: boolean
}

/** Parameters of `subnets.ipAddresses`. */
export interface SubnetIpAddressesFilters {
  /** Include the user of each address; default: true. */
  with_username?: boolean
  /** Include nodes, BMCs and DNS records; default: true. */
  with_summary?: boolean
  /** Deprecated: the same as with_summary. */
  with_node_summary?: boolean
}

/** Parameters of `subnets.statistics`. */
export interface SubnetStatisticsParams {
  include_ranges?: boolean
  /** Include a suggested gateway and dynamic range. */
  include_suggestions?: boolean
}

/** Subnets. */
export interface MaasSubnets {
  /**
   * Lists all subnets.
   *
   * API: `GET subnets/`.
   *
   * @example
   * for await (const item of maas.subnets.list()) console.log(item)
   */
  list(options?: RequestOptions): List<Subnet>

  /**
   * Returns a subnet by id, CIDR, name or a specifier such as name:NAME.
   *
   * API: `GET subnets/{id}/`.
   *
   * @example
   * await maas.subnets.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<Subnet>

  /**
   * Creates a subnet. Administrators only.
   *
   * API: `POST subnets/`.
   *
   * @example
   * await maas.subnets.create({ cidr: '10.0.0.0/24', gateway_ip: '10.0.0.1' })
   */
  create(params: SubnetCreateParams, options?: RequestOptions): Pending<Subnet>

  /**
   * Updates a subnet. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT subnets/{id}/`.
   *
   * @example
   * await maas.subnets.update(1, { dns_servers: ['10.0.0.2'] })
   */
  update(id: string | number, params?: SubnetUpdateParams, options?: RequestOptions): Pending<Subnet>

  /**
   * Deletes a subnet.
   *
   * API: `DELETE subnets/{id}/`.
   *
   * @example
   * await maas.subnets.delete(1)
   */
  delete(id: string | number, params?: SubnetDeleteParams, options?: RequestOptions): Pending<null>

  /**
   * Lists the addresses of a subnet that are in use.
   *
   * API: `GET subnets/{id}/?op=ip_addresses`.
   *
   * @example
   * for await (const item of maas.subnets.ipAddresses(1)) console.log(item)
   */
  ipAddresses(id: string | number, params?: SubnetIpAddressesFilters, options?: RequestOptions): List<SubnetIpAddress>

  /**
   * Lists the ranges of a subnet that are in use or reserved.
   *
   * API: `GET subnets/{id}/?op=reserved_ip_ranges`.
   *
   * @example
   * for await (const item of maas.subnets.reservedIpRanges(1)) console.log(item)
   */
  reservedIpRanges(id: string | number, options?: RequestOptions): List<SubnetRange>

  /**
   * Returns how many addresses of a subnet are in use.
   *
   * API: `GET subnets/{id}/?op=statistics`.
   *
   * @example
   * await maas.subnets.statistics(1, { include_ranges: true })
   */
  statistics(id: string | number, params?: SubnetStatisticsParams, options?: RequestOptions): Pending<SubnetStatistics>

  /**
   * Lists the ranges of a subnet that are free.
   *
   * API: `GET subnets/{id}/?op=unreserved_ip_ranges`.
   *
   * @example
   * for await (const item of maas.subnets.unreservedIpRanges(1)) console.log(item)
   */
  unreservedIpRanges(id: string | number, options?: RequestOptions): List<SubnetRange>
}

export const subnets: Operations<RestOperation> = {
  list: { id: 'subnets.list', method: 'GET', path: 'subnets/', reply: 'Subnet[]', list: 'default' },
  get: { id: 'subnets.get', method: 'GET', path: 'subnets/{id}/', reply: 'Subnet' },
  create: { id: 'subnets.create', method: 'POST', path: 'subnets/', params: 'SubnetCreateParams', reply: 'Subnet' },
  update: { id: 'subnets.update', method: 'PUT', path: 'subnets/{id}/', params: 'SubnetUpdateParams', reply: 'Subnet' },
  delete: { id: 'subnets.delete', method: 'DELETE', path: 'subnets/{id}/', params: 'SubnetDeleteParams' },
  ipAddresses: {
    id: 'subnets.ipAddresses',
    method: 'GET',
    path: 'subnets/{id}/?op=ip_addresses',
    params: 'SubnetIpAddressesFilters',
    reply: 'SubnetIpAddress[]',
    list: 'default',
  },
  reservedIpRanges: { id: 'subnets.reservedIpRanges', method: 'GET', path: 'subnets/{id}/?op=reserved_ip_ranges', reply: 'SubnetRange[]', list: 'default' },
  statistics: {
    id: 'subnets.statistics',
    method: 'GET',
    path: 'subnets/{id}/?op=statistics',
    params: 'SubnetStatisticsParams',
    reply: 'SubnetStatistics',
  },
  unreservedIpRanges: {
    id: 'subnets.unreservedIpRanges',
    method: 'GET',
    path: 'subnets/{id}/?op=unreserved_ip_ranges',
    reply: 'SubnetRange[]',
    list: 'default',
  },
}
