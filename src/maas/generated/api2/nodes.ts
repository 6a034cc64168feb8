// Generated from spec/maas/api2/nodes.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Device } from './devices.js'
import type { Machine, MachineConstraints, NodeFilters } from './machines.js'
import type { RackController } from './rack-controllers.js'
import type { RegionController } from './region-controllers.js'

/** Parameters of `nodes.list`. */
export interface NodeListFilters extends MachineConstraints, NodeFilters {
}

/** Parameters of `nodes.isActionInProgress`. */
export interface NodeIsActionInProgressParams {
  mac_address: string
}

/** Parameters of `nodes.isRegistered`. */
export interface NodeIsRegisteredParams {
  mac_address: string
}

/** Parameters of `nodes.setZone`. */
export interface NodeSetZoneParams {
  /** Name of a zone. */
  zone: string
  /** System ids. */
  nodes: readonly string[]
}

/** Machines, devices, rack controllers and region controllers, whatever their kind. */
export interface MaasNodes {
  /**
   * Lists the nodes of any kind that match every filter. Use filters: a node takes up to 100 KB.
   *
   * API: `GET nodes/`.
   *
   * @example
   * for await (const item of maas.nodes.list({ mac_address: '52:54:00:12:34:56' })) console.log(item)
   */
  list(params?: NodeListFilters, options?: RequestOptions): List<Machine | Device | RackController | RegionController>

  /**
   * Returns a node.
   *
   * API: `GET nodes/{system_id}/`.
   *
   * @example
   * await maas.nodes.get('4y3h7n')
   */
  get(systemId: string, options?: RequestOptions): Pending<Machine | Device | RackController | RegionController>

  /**
   * Deletes a node of any kind.
   *
   * API: `DELETE nodes/{system_id}/`.
   *
   * @example
   * await maas.nodes.delete('4y3h7n')
   */
  delete(systemId: string, options?: RequestOptions): Pending<null>

  /**
   * Returns what lshw and LLDP reported about a node, as BSON with the fields lshw and lldp.
   *
   * API: `GET nodes/{system_id}/?op=details`.
   *
   * @example
   * await maas.nodes.details('4y3h7n')
   */
  details(systemId: string, options?: RequestOptions): Pending<Uint8Array>

  /**
   * Returns the power parameters of a node, with passwords. Administrators only.
   *
   * API: `GET nodes/{system_id}/?op=power_parameters`.
   *
   * @example
   * await maas.nodes.powerParameters('4y3h7n')
   */
  powerParameters(systemId: string, options?: RequestOptions): Pending<Record<string, string | number | boolean | string[] | null>>

  /**
   * Returns whether MAAS is working on the node with a MAC address.
   *
   * API: `GET nodes/?op=is_action_in_progress`.
   *
   * @example
   * await maas.nodes.isActionInProgress({ mac_address: '52:54:00:12:34:56' })
   */
  isActionInProgress(params: NodeIsActionInProgressParams, options?: RequestOptions): Pending<boolean>

  /**
   * Returns whether a node with a MAC address is registered.
   *
   * API: `GET nodes/?op=is_registered`.
   *
   * @example
   * await maas.nodes.isRegistered({ mac_address: '52:54:00:12:34:56' })
   */
  isRegistered(params: NodeIsRegisteredParams, options?: RequestOptions): Pending<boolean>

  /**
   * Moves nodes to a zone.
   *
   * API: `POST nodes/?op=set_zone`.
   *
   * @example
   * await maas.nodes.setZone({ zone: 'room-12', nodes: ['4y3h7n'] })
   */
  setZone(params: NodeSetZoneParams, options?: RequestOptions): Pending<null>
}

export const nodes: Operations<RestOperation> = {
  list: {
    id: 'nodes.list',
    method: 'GET',
    path: 'nodes/',
    params: 'NodeListFilters',
    reply: '(Machine | Device | RackController | RegionController)[]',
    list: 'default',
  },
  get: { id: 'nodes.get', method: 'GET', path: 'nodes/{system_id}/', reply: 'Machine | Device | RackController | RegionController' },
  delete: { id: 'nodes.delete', method: 'DELETE', path: 'nodes/{system_id}/' },
  details: { id: 'nodes.details', method: 'GET', path: 'nodes/{system_id}/?op=details', expects: 'bytes' },
  powerParameters: {
    id: 'nodes.powerParameters',
    method: 'GET',
    path: 'nodes/{system_id}/?op=power_parameters',
    reply: 'map<string | number | bool | string[] | null>',
  },
  isActionInProgress: {
    id: 'nodes.isActionInProgress',
    method: 'GET',
    path: 'nodes/?op=is_action_in_progress',
    params: 'NodeIsActionInProgressParams',
    reply: 'bool',
    anonymous: true,
  },
  isRegistered: { id: 'nodes.isRegistered', method: 'GET', path: 'nodes/?op=is_registered', params: 'NodeIsRegisteredParams', reply: 'bool' },
  setZone: { id: 'nodes.setZone', method: 'POST', path: 'nodes/?op=set_zone', params: 'NodeSetZoneParams', idempotent: true },
}
