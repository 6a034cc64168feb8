// Generated from spec/maas/api2/region-controllers.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { MachineConstraints, NodeFilters } from './machines.js'
import type { ControllerBase } from './rack-controllers.js'

/** A region controller. */
export interface RegionController extends ControllerBase {
}

/** Parameters of `regionControllers.list`. */
export interface RegionControllerListFilters extends MachineConstraints, NodeFilters {
}

/** Parameters of `regionControllers.update`. */
export interface RegionControllerUpdateParams {
  description?: string
  /** Name or id of a domain. */
  domain?: number | string
  /** Name of a zone. */
  zone?: string
  /** Such as manual, ipmi, redfish, virsh or lxd; send its power_parameters in the same call. */
  power_type?: string
  /** Accept power parameters that the power type does not know. */
  power_parameters_skip_check?: boolean
  /** By name, such as power_address. */
  power_parameters?: Readonly<Record<string, string | number | boolean | readonly string[]>>
}

/** Parameters of `regionControllers.delete`. */
export interface RegionControllerDeleteParams {
  force?: boolean
}

/** Parameters of `regionControllers.isActionInProgress`. */
export interface RegionControllerIsActionInProgressParams {
  mac_address: string
}

/** Parameters of `regionControllers.isRegistered`. */
export interface RegionControllerIsRegisteredParams {
  mac_address: string
}

/** Parameters of `regionControllers.setZone`. */
export interface RegionControllerSetZoneParams {
  /** Name of a zone. */
  zone: string
  /** System ids. */
  nodes: readonly string[]
}

/** Region controllers. */
export interface MaasRegionControllers {
  /**
   * Lists the region controllers that match every filter.
   *
   * API: `GET regioncontrollers/`.
   *
   * @example
   * for await (const item of maas.regionControllers.list()) console.log(item)
   */
  list(params?: RegionControllerListFilters, options?: RequestOptions): List<RegionController>

  /**
   * Returns a region controller.
   *
   * API: `GET regioncontrollers/{system_id}/`.
   *
   * @example
   * await maas.regionControllers.get('4y3h7n')
   */
  get(systemId: string, options?: RequestOptions): Pending<RegionController>

  /**
   * Updates a region controller. Absent parameters keep their value; an empty string clears it. Administrators only.
   *
   * API: `PUT regioncontrollers/{system_id}/`.
   *
   * @example
   * await maas.regionControllers.update('4y3h7n', { description: 'region in room 12' })
   */
  update(systemId: string, params?: RegionControllerUpdateParams, options?: RequestOptions): Pending<RegionController>

  /**
   * Deletes a region controller. Administrators only.
   *
   * API: `DELETE regioncontrollers/{system_id}/`.
   *
   * @example
   * await maas.regionControllers.delete('4y3h7n')
   */
  delete(systemId: string, params?: RegionControllerDeleteParams, options?: RequestOptions): Pending<null>

  /**
   * Returns what lshw and LLDP reported about a region controller, as BSON with the fields lshw and lldp.
   *
   * API: `GET regioncontrollers/{system_id}/?op=details`.
   *
   * @example
   * await maas.regionControllers.details('4y3h7n')
   */
  details(systemId: string, options?: RequestOptions): Pending<Uint8Array>

  /**
   * Returns the power parameters of a region controller, with passwords. Administrators only.
   *
   * API: `GET regioncontrollers/{system_id}/?op=power_parameters`.
   *
   * @example
   * await maas.regionControllers.powerParameters('4y3h7n')
   */
  powerParameters(systemId: string, options?: RequestOptions): Pending<Record<string, string | number | boolean | string[] | null>>

  /**
   * Returns whether MAAS is working on the node with a MAC address.
   *
   * API: `GET regioncontrollers/?op=is_action_in_progress`.
   *
   * @example
   * await maas.regionControllers.isActionInProgress({ mac_address: '52:54:00:12:34:56' })
   */
  isActionInProgress(params: RegionControllerIsActionInProgressParams, options?: RequestOptions): Pending<boolean>

  /**
   * Returns whether a node with a MAC address is registered.
   *
   * API: `GET regioncontrollers/?op=is_registered`.
   *
   * @example
   * await maas.regionControllers.isRegistered({ mac_address: '52:54:00:12:34:56' })
   */
  isRegistered(params: RegionControllerIsRegisteredParams, options?: RequestOptions): Pending<boolean>

  /**
   * Moves nodes to a zone.
   *
   * API: `POST regioncontrollers/?op=set_zone`.
   *
   * @example
   * await maas.regionControllers.setZone({ zone: 'room-12', nodes: ['4y3h7n'] })
   */
  setZone(params: RegionControllerSetZoneParams, options?: RequestOptions): Pending<null>
}

export const regionControllers: Operations<RestOperation> = {
  list: {
    id: 'regionControllers.list',
    method: 'GET',
    path: 'regioncontrollers/',
    params: 'RegionControllerListFilters',
    reply: 'RegionController[]',
    list: 'default',
  },
  get: { id: 'regionControllers.get', method: 'GET', path: 'regioncontrollers/{system_id}/', reply: 'RegionController' },
  update: {
    id: 'regionControllers.update',
    method: 'PUT',
    path: 'regioncontrollers/{system_id}/',
    params: 'RegionControllerUpdateParams',
    reply: 'RegionController',
  },
  delete: { id: 'regionControllers.delete', method: 'DELETE', path: 'regioncontrollers/{system_id}/', params: 'RegionControllerDeleteParams' },
  details: { id: 'regionControllers.details', method: 'GET', path: 'regioncontrollers/{system_id}/?op=details', expects: 'bytes' },
  powerParameters: {
    id: 'regionControllers.powerParameters',
    method: 'GET',
    path: 'regioncontrollers/{system_id}/?op=power_parameters',
    reply: 'map<string | number | bool | string[] | null>',
  },
  isActionInProgress: {
    id: 'regionControllers.isActionInProgress',
    method: 'GET',
    path: 'regioncontrollers/?op=is_action_in_progress',
    params: 'RegionControllerIsActionInProgressParams',
    reply: 'bool',
    anonymous: true,
  },
  isRegistered: {
    id: 'regionControllers.isRegistered',
    method: 'GET',
    path: 'regioncontrollers/?op=is_registered',
    params: 'RegionControllerIsRegisteredParams',
    reply: 'bool',
  },
  setZone: {
    id: 'regionControllers.setZone',
    method: 'POST',
    path: 'regioncontrollers/?op=set_zone',
    params: 'RegionControllerSetZoneParams',
    idempotent: true,
  },
}
