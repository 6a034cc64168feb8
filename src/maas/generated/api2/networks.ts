// Generated from spec/maas/api2/networks.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A subnet in the format of old releases. */
export interface LegacyNetwork {
  name: string
  ip: string
  netmask: string
  vlan_tag: number
  description: string
  default_gateway: string | null
  dns_servers: string[]
  resource_uri: string
}

export interface ConnectedMac {
  mac_address: string
}

/** Parameters of `networks.list`. */
export interface NetworkListFilters {
  /** System ids of nodes that are connected. */
  node?: readonly string[]
}

/** Subnets in the format of old releases, read-only; use subnets instead. */
export interface MaasNetworks {
  /**
   * Lists all networks.
   *
   * API: `GET networks/`.
   *
   * @example
   * for await (const item of maas.networks.list()) console.log(item)
   */
  list(params?: NetworkListFilters, options?: RequestOptions): List<LegacyNetwork>

  /**
   * Returns a network.
   *
   * API: `GET networks/{name}/`.
   *
   * @example
   * await maas.networks.get('openstack')
   */
  get(name: string, options?: RequestOptions): Pending<LegacyNetwork>

  /**
   * Removed from MAAS: every release from 3.3 on answers it with 410. Use subnets.create. Administrators only.
   *
   * API: `POST networks/`.
   *
   * @example
   * await maas.networks.create()
   */
  create(options?: RequestOptions): Pending<null>

  /**
   * Removed from MAAS: every release from 3.3 on answers it with 410. Use subnets.update. Administrators only.
   *
   * API: `PUT networks/{name}/`.
   *
   * @example
   * await maas.networks.update('openstack')
   */
  update(name: string, options?: RequestOptions): Pending<null>

  /**
   * Removed from MAAS: every release from 3.3 on answers it with 410. Use subnets.delete. Administrators only.
   *
   * API: `DELETE networks/{name}/`.
   *
   * @example
   * await maas.networks.delete('openstack')
   */
  delete(name: string, options?: RequestOptions): Pending<null>

  /**
   * Lists the MAC addresses that are connected to a network. Deprecated.
   *
   * API: `GET networks/{name}/?op=list_connected_macs`.
   *
   * @example
   * for await (const item of maas.networks.listConnectedMacs('openstack')) console.log(item)
   */
  listConnectedMacs(name: string, options?: RequestOptions): List<ConnectedMac>

  /**
   * Removed from MAAS: every release from 3.3 on answers it with 410. Administrators only.
   *
   * API: `POST networks/{name}/?op=connect_macs`.
   *
   * @example
   * await maas.networks.connectMacs('openstack')
   */
  connectMacs(name: string, options?: RequestOptions): Pending<null>

  /**
   * Removed from MAAS: every release from 3.3 on answers it with 410. Administrators only.
   *
   * API: `POST networks/{name}/?op=disconnect_macs`.
   *
   * @example
   * await maas.networks.disconnectMacs('openstack')
   */
  disconnectMacs(name: string, options?: RequestOptions): Pending<null>
}

export const networks: Operations<RestOperation> = {
  list: { id: 'networks.list', method: 'GET', path: 'networks/', params: 'NetworkListFilters', reply: 'LegacyNetwork[]', list: 'default' },
  get: { id: 'networks.get', method: 'GET', path: 'networks/{name}/', reply: 'LegacyNetwork' },
  create: { id: 'networks.create', method: 'POST', path: 'networks/' },
  update: { id: 'networks.update', method: 'PUT', path: 'networks/{name}/' },
  delete: { id: 'networks.delete', method: 'DELETE', path: 'networks/{name}/' },
  listConnectedMacs: {
    id: 'networks.listConnectedMacs',
    method: 'GET',
    path: 'networks/{name}/?op=list_connected_macs',
    reply: 'ConnectedMac[]',
    list: 'default',
  },
  connectMacs: { id: 'networks.connectMacs', method: 'POST', path: 'networks/{name}/?op=connect_macs' },
  disconnectMacs: { id: 'networks.disconnectMacs', method: 'POST', path: 'networks/{name}/?op=disconnect_macs' },
}
