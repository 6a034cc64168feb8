// Generated from spec/maas/api2/dns-resources.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { DnsRecord } from './dns-records.js'
import type { IpAddress } from './ip-addresses.js'

/** A DNS name, with its addresses and records. */
export interface DnsResource {
  /** -1 for a name that MAAS generates. */
  id: number
  fqdn: string
  /** In seconds. */
  address_ttl: number | null
  ip_addresses: IpAddress[] | null
  resource_records: (DnsRecord | GeneratedRecord)[]
  resource_uri: string
}

/** A DNS record that MAAS generates. */
export interface GeneratedRecord {
  /** In seconds. */
  ttl: number | null
  rrtype: string
  rrdata: string
  system_id?: string | null
  node_type?: number | null
  user_id?: number | null
  dnsresource_id?: number | null
  dnsdata_id?: number | null
}

/** Parameters of `dnsResources.list`. */
export interface DnsResourceListFilters {
  /** Name with its domain, instead of name and domain. */
  fqdn?: string
  name?: string
  /** Name or id of a domain. */
  domain?: number | string
  rrtype?: string
  /** Also names that MAAS generates; their id is -1. */
  all?: boolean
}

/** Parameters of `dnsResources.create`. */
export interface DnsResourceCreateParams {
  /** Name with its domain, instead of name and domain. */
  fqdn?: string
  name?: string
  /** Name or id of a domain. */
  domain?: number | string
  /** In seconds; default: that of the domain. */
  address_ttl?: number
  ip_addresses?: string | readonly string[]
}

/** Parameters of `dnsResources.update`. */
export interface DnsResourceUpdateParams {
  /** Name with its domain, instead of name and domain. */
  fqdn?: string
  name?: string
  /** Name or id of a domain. */
  domain?: number | string
  /** In seconds; null: that of the domain. */
  address_ttl?: number | null
  ip_addresses?: string | readonly string[]
}

/** DNS names, with their addresses and records. */
export interface GeneratedMaasDnsResources {
  /**
   * Lists all DNS names.
   *
   * API: `GET dnsresources/`.
   *
   * @example
   * for await (const item of maas.dnsResources.list()) console.log(item)
   */
  list(params?: DnsResourceListFilters, options?: RequestOptions): List<DnsResource>

  /**
   * Returns a DNS name.
   *
   * API: `GET dnsresources/{id}/`.
   *
   * @example
   * await maas.dnsResources.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<DnsResource>

  /**
   * Creates a DNS name. Administrators only.
   *
   * API: `POST dnsresources/`.
   *
   * @example
   * await maas.dnsResources.create({ fqdn: 'keystone.maas', ip_addresses: ['10.0.0.7'] })
   */
  create(params?: DnsResourceCreateParams, options?: RequestOptions): Pending<DnsResource>

  /**
   * Updates a DNS name. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT dnsresources/{id}/`.
   *
   * @example
   * await maas.dnsResources.update(1, { ip_addresses: ['10.0.0.7', '10.0.0.8'] })
   */
  update(id: string | number, params?: DnsResourceUpdateParams, options?: RequestOptions): Pending<DnsResource>

  /**
   * Deletes a DNS name.
   *
   * API: `DELETE dnsresources/{id}/`.
   *
   * @example
   * await maas.dnsResources.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>
}

export const dnsResources: Operations<RestOperation> = {
  list: {
    id: 'dnsResources.list',
    method: 'GET',
    path: 'dnsresources/',
    params: 'DnsResourceListFilters',
    reply: 'DnsResource[]',
    list: 'default',
  },
  get: { id: 'dnsResources.get', method: 'GET', path: 'dnsresources/{id}/', reply: 'DnsResource' },
  create: { id: 'dnsResources.create', method: 'POST', path: 'dnsresources/', params: 'DnsResourceCreateParams', reply: 'DnsResource' },
  update: { id: 'dnsResources.update', method: 'PUT', path: 'dnsresources/{id}/', params: 'DnsResourceUpdateParams', reply: 'DnsResource' },
  delete: { id: 'dnsResources.delete', method: 'DELETE', path: 'dnsresources/{id}/' },
}
