// Generated from spec/maas/api2/dhcp-snippets.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Device } from './devices.js'
import type { Machine } from './machines.js'
import type { RackController } from './rack-controllers.js'
import type { RegionController } from './region-controllers.js'
import type { Subnet } from './subnets.js'

/** A DHCP snippet. */
export interface DhcpSnippet {
  id: number
  name: string
  value: string
  description: string
  enabled: boolean
  node: Machine | Device | RackController | RegionController | null
  subnet: Subnet | null
  global_snippet: boolean
  history: DhcpSnippetVersion[]
  resource_uri: string
}

export interface DhcpSnippetVersion {
  id: number
  value: string
  created: string
}

/** Parameters of `dhcpSnippets.create`. */
export interface DhcpSnippetCreateParams {
  name: string
  /** The configuration. */
  value: string
  description?: string
  enabled?: boolean
  /** System id of the node that it is for. */
  node?: string
  /** Id, CIDR or name of the subnet that it is for. */
  subnet?: number | string
  /** Id of the IP range that it is for. */
  iprange?: number | string
  /** Whether it is for all of DHCP. */
  global_snippet?: boolean
}

/** Parameters of `dhcpSnippets.update`. */
export interface DhcpSnippetUpdateParams {
  name?: string
  /** The configuration. */
  value?: string
  description?: string
  enabled?: boolean
  /** System id of the node that it is for. */
  node?: string
  /** Id, CIDR or name of the subnet that it is for. */
  subnet?: number | string
  /** Id of the IP range that it is for. */
  iprange?: number | string
  /** Whether it is for all of DHCP. */
  global_snippet?: boolean
}

/** Parameters of `dhcpSnippets.revert`. */
export interface DhcpSnippetRevertParams {
  /** Id in the history, or a negative number of steps back. */
  to: number
}

/** Snippets of DHCP configuration. */
export interface MaasDhcpSnippets {
  /**
   * Lists all DHCP snippets.
   *
   * API: `GET dhcp-snippets/`.
   *
   * @example
   * for await (const item of maas.dhcpSnippets.list()) console.log(item)
   */
  list(options?: RequestOptions): List<DhcpSnippet>

  /**
   * Returns a DHCP snippet.
   *
   * API: `GET dhcp-snippets/{id}/`.
   *
   * @example
   * await maas.dhcpSnippets.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<DhcpSnippet>

  /**
   * Creates a DHCP snippet. Administrators only.
   *
   * API: `POST dhcp-snippets/`.
   *
   * @example
   * await maas.dhcpSnippets.create({ name: 'ntp', value: 'option ntp-servers 10.0.0.2;', subnet: 1 })
   */
  create(params: DhcpSnippetCreateParams, options?: RequestOptions): Pending<DhcpSnippet>

  /**
   * Updates a DHCP snippet. Absent parameters keep their value; an empty string clears it. Administrators only.
   *
   * API: `PUT dhcp-snippets/{id}/`.
   *
   * @example
   * await maas.dhcpSnippets.update(1, { enabled: false })
   */
  update(id: string | number, params?: DhcpSnippetUpdateParams, options?: RequestOptions): Pending<DhcpSnippet>

  /**
   * Deletes a DHCP snippet. Administrators only.
   *
   * API: `DELETE dhcp-snippets/{id}/`.
   *
   * @example
   * await maas.dhcpSnippets.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>

  /**
   * Restores an older version of a DHCP snippet. Administrators only.
   *
   * API: `POST dhcp-snippets/{id}/?op=revert`.
   *
   * @example
   * await maas.dhcpSnippets.revert(1, { to: -1 })
   */
  revert(id: string | number, params: DhcpSnippetRevertParams, options?: RequestOptions): Pending<DhcpSnippet>
}

export const dhcpSnippets: Operations<RestOperation> = {
  list: { id: 'dhcpSnippets.list', method: 'GET', path: 'dhcp-snippets/', reply: 'DhcpSnippet[]', list: 'default' },
  get: { id: 'dhcpSnippets.get', method: 'GET', path: 'dhcp-snippets/{id}/', reply: 'DhcpSnippet' },
  create: { id: 'dhcpSnippets.create', method: 'POST', path: 'dhcp-snippets/', params: 'DhcpSnippetCreateParams', reply: 'DhcpSnippet' },
  update: { id: 'dhcpSnippets.update', method: 'PUT', path: 'dhcp-snippets/{id}/', params: 'DhcpSnippetUpdateParams', reply: 'DhcpSnippet' },
  delete: { id: 'dhcpSnippets.delete', method: 'DELETE', path: 'dhcp-snippets/{id}/' },
  revert: {
    id: 'dhcpSnippets.revert',
    method: 'POST',
    path: 'dhcp-snippets/{id}/?op=revert',
    params: 'DhcpSnippetRevertParams',
    reply: 'DhcpSnippet',
  },
}
