// Generated from spec/maas/api2/domains.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A DNS domain. */
export interface Domain {
  id: number
  name: string
  /** In seconds. */
  ttl: number | null
  authoritative: boolean
  is_default: boolean
  resource_record_count: number
  resource_uri: string
}

/** Parameters of `domains.create`. */
export interface DomainCreateParams {
  name: string
  /** Whether MAAS answers for the domain; default: true. */
  authoritative?: boolean
  /** In seconds; default: the setting default_dns_ttl. */
  ttl?: number
  /** Addresses of DNS servers that answer for the domain instead. */
  forward_dns_servers?: string | readonly string[]
}

/** Parameters of `domains.update`. */
export interface DomainUpdateParams {
  name?: string
  /** Whether MAAS answers for the domain; default: true. */
  authoritative?: boolean
  /** In seconds; null: the setting default_dns_ttl. */
  ttl?: number | null
  /** Addresses of DNS servers that answer for the domain instead. */
  forward_dns_servers?: string | readonly string[]
}

/** Parameters of `domains.setSerial`. */
export interface DomainSetSerialParams {
  /** From 1 to 4294967295. */
  serial: number
}

/** DNS domains. */
export interface MaasDomains {
  /**
   * Lists all domains.
   *
   * API: `GET domains/`.
   *
   * @example
   * for await (const item of maas.domains.list()) console.log(item)
   */
  list(options?: RequestOptions): List<Domain>

  /**
   * Returns a domain.
   *
   * API: `GET domains/{id}/`.
   *
   * @example
   * await maas.domains.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<Domain>

  /**
   * Creates a domain. Administrators only.
   *
   * API: `POST domains/`.
   *
   * @example
   * await maas.domains.create({ name: 'example.com' })
   */
  create(params: DomainCreateParams, options?: RequestOptions): Pending<Domain>

  /**
   * Updates a domain. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT domains/{id}/`.
   *
   * @example
   * await maas.domains.update(1, { ttl: 300 })
   */
  update(id: string | number, params?: DomainUpdateParams, options?: RequestOptions): Pending<Domain>

  /**
   * Deletes a domain.
   *
   * API: `DELETE domains/{id}/`.
   *
   * @example
   * await maas.domains.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>

  /**
   * Sets the serial number of all DNS zones. Administrators only.
   *
   * API: `POST domains/?op=set_serial`.
   *
   * @example
   * await maas.domains.setSerial({ serial: 2027013101 })
   */
  setSerial(params: DomainSetSerialParams, options?: RequestOptions): Pending<null>

  /**
   * Makes a domain the default domain.
   *
   * API: `POST domains/{id}/?op=set_default`.
   *
   * @example
   * await maas.domains.setDefault(1)
   */
  setDefault(id: string | number, options?: RequestOptions): Pending<Domain>
}

export const domains: Operations<RestOperation> = {
  list: { id: 'domains.list', method: 'GET', path: 'domains/', reply: 'Domain[]', list: 'default' },
  get: { id: 'domains.get', method: 'GET', path: 'domains/{id}/', reply: 'Domain' },
  create: { id: 'domains.create', method: 'POST', path: 'domains/', params: 'DomainCreateParams', reply: 'Domain' },
  update: { id: 'domains.update', method: 'PUT', path: 'domains/{id}/', params: 'DomainUpdateParams', reply: 'Domain' },
  delete: { id: 'domains.delete', method: 'DELETE', path: 'domains/{id}/' },
  setSerial: { id: 'domains.setSerial', method: 'POST', path: 'domains/?op=set_serial', params: 'DomainSetSerialParams' },
  setDefault: { id: 'domains.setDefault', method: 'POST', path: 'domains/{id}/?op=set_default', reply: 'Domain', idempotent: true },
}
