// Generated from spec/maas/api2/dns-records.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A DNS record. */
export interface DnsRecord {
  id: number
  fqdn: string
  /** In seconds. */
  ttl: number | null
  rrtype: string
  rrdata: string
  resource_uri: string
}

/** Parameters of `dnsRecords.list`. */
export interface DnsRecordListFilters {
  /** Name with its domain, instead of name and domain. */
  fqdn?: string
  name?: string
  /** Name or id of a domain. */
  domain?: number | string
  rrtype?: 'CNAME' | 'MX' | 'NS' | 'SRV' | 'SSHFP' | 'TXT' | (string & {})
}

/** Parameters of `dnsRecords.create`. */
export interface DnsRecordCreateParams {
  rrtype: 'CNAME' | 'MX' | 'NS' | 'SRV' | 'SSHFP' | 'TXT' | (string & {})
  /** Data of the record, as in a zone file. */
  rrdata: string
  /** Name with its domain, instead of name and domain. */
  fqdn?: string
  name?: string
  /** Name or id of a domain. */
  domain?: number | string
  /** In seconds. */
  ttl?: number
}

/** Parameters of `dnsRecords.update`. */
export interface DnsRecordUpdateParams {
  /** Id of a DNS name. */
  dnsresource?: number | string
  /** In seconds; null clears it. */
  ttl?: number | null
  rrtype?: 'CNAME' | 'MX' | 'NS' | 'SRV' | 'SSHFP' | 'TXT' | (string & {})
  /** Data of the record, as in a zone file. */
  rrdata?: string
}

/** DNS records other than addresses. */
export interface MaasDnsRecords {
  /**
   * Lists all DNS records.
   *
   * API: `GET dnsresourcerecords/`.
   *
   * @example
   * for await (const item of maas.dnsRecords.list()) console.log(item)
   */
  list(params?: DnsRecordListFilters, options?: RequestOptions): List<DnsRecord>

  /**
   * Returns a DNS record.
   *
   * API: `GET dnsresourcerecords/{id}/`.
   *
   * @example
   * await maas.dnsRecords.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<DnsRecord>

  /**
   * Creates a DNS record. Administrators only.
   *
   * API: `POST dnsresourcerecords/`.
   *
   * @example
   * await maas.dnsRecords.create({ fqdn: 'www.maas', rrtype: 'CNAME', rrdata: 'web' })
   */
  create(params: DnsRecordCreateParams, options?: RequestOptions): Pending<DnsRecord>

  /**
   * Updates a DNS record. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT dnsresourcerecords/{id}/`.
   *
   * @example
   * await maas.dnsRecords.update(1, { rrdata: 'web-2' })
   */
  update(id: string | number, params?: DnsRecordUpdateParams, options?: RequestOptions): Pending<DnsRecord>

  /**
   * Deletes a DNS record.
   *
   * API: `DELETE dnsresourcerecords/{id}/`.
   *
   * @example
   * await maas.dnsRecords.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>
}

export const dnsRecords: Operations<RestOperation> = {
  list: {
    id: 'dnsRecords.list',
    method: 'GET',
    path: 'dnsresourcerecords/',
    params: 'DnsRecordListFilters',
    reply: 'DnsRecord[]',
    list: 'default',
  },
  get: { id: 'dnsRecords.get', method: 'GET', path: 'dnsresourcerecords/{id}/', reply: 'DnsRecord' },
  create: { id: 'dnsRecords.create', method: 'POST', path: 'dnsresourcerecords/', params: 'DnsRecordCreateParams', reply: 'DnsRecord' },
  update: { id: 'dnsRecords.update', method: 'PUT', path: 'dnsresourcerecords/{id}/', params: 'DnsRecordUpdateParams', reply: 'DnsRecord' },
  delete: { id: 'dnsRecords.delete', method: 'DELETE', path: 'dnsresourcerecords/{id}/' },
}
