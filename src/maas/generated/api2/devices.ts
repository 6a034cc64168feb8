// Generated from spec/maas/api2/devices.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Domain } from './domains.js'
import type { Interface } from './interfaces.js'
import type { MachineConstraints, NodeFilters, NodeRef } from './machines.js'
import type { Zone } from './zones.js'

/** What nodes of every kind have. */
export interface NodeBase {
  system_id: string
  hostname: string
  fqdn: string
  description: string
  domain: Domain
  zone: Zone
  tag_names: string[]
  /** The static addresses, or the DHCP addresses when there are no static ones. */
  ip_addresses: string[]
  interface_set: Interface[]
  node_type: number
  node_type_name: string
  resource_uri: string
}

/** A device. */
export interface Device extends NodeBase {
  owner: string | null
  /** Alias of workload_annotations. */
  owner_data: Record<string, string>
  workload_annotations: Record<string, string>
  parent: NodeRef | string | null
  address_ttl: number | null
}

/** Parameters of `devices.list`. */
export interface DeviceListFilters extends MachineConstraints, NodeFilters {
}

/** Parameters of `devices.create`. */
export interface DeviceCreateParams {
  /** At least one. */
  mac_addresses: readonly string[]
  /** Host name, with or without the domain. */
  hostname?: string
  /** Name or id of a domain. */
  domain?: number | string
  /** In bytes, or with a unit such as 1G. */
  swap_size?: string
  description?: string
  /** System id of the node that the device belongs to. */
  parent?: string
  /** Name of a zone. */
  zone?: string
  disable_ipv4?: boolean
}

/** Parameters of `devices.update`. */
export interface DeviceUpdateParams {
  /** Host name, with or without the domain. */
  hostname?: string
  /** Name or id of a domain. */
  domain?: number | string
  /** In bytes, or with a unit such as 1G. */
  swap_size?: string
  description?: string
  /** System id of the node that the device belongs to. */
  parent?: string
  /** Name of a zone. */
  zone?: string
  disable_ipv4?: boolean
}

/** Parameters of `devices.isActionInProgress`. */
export interface DeviceIsActionInProgressParams {
  mac_address: string
}

/** Parameters of `devices.isRegistered`. */
export interface DeviceIsRegisteredParams {
  mac_address: string
}

/** Parameters of `devices.setZone`. */
export interface DeviceSetZoneParams {
  /** Name of a zone. */
  zone: string
  /** System ids. */
  nodes: readonly string[]
}

/** Devices: hosts on the network that MAAS gives addresses and names to, but does not deploy. */
export interface MaasDevices {
  /**
   * Lists the devices that match every filter.
   *
   * API: `GET devices/`.
   *
   * @example
   * for await (const item of maas.devices.list({ hostname: 'printer-1' })) console.log(item)
   */
  list(params?: DeviceListFilters, options?: RequestOptions): List<Device>

  /**
   * Returns a device.
   *
   * API: `GET devices/{system_id}/`.
   *
   * @example
   * await maas.devices.get('4y3h7n')
   */
  get(systemId: string, options?: RequestOptions): Pending<Device>

  /**
   * Creates a device.
   *
   * API: `POST devices/`.
   *
   * @example
   * await maas.devices.create({ hostname: 'printer-1', mac_addresses: ['52:54:00:12:34:56'] })
   */
  create(params: DeviceCreateParams, options?: RequestOptions): Pending<Device>

  /**
   * Updates a device. Absent parameters keep their value; an empty string clears it.
   *
   * API: `PUT devices/{system_id}/`.
   *
   * @example
   * await maas.devices.update('4y3h7n', { hostname: 'printer-2' })
   */
  update(systemId: string, params?: DeviceUpdateParams, options?: RequestOptions): Pending<Device>

  /**
   * Deletes a device.
   *
   * API: `DELETE devices/{system_id}/`.
   *
   * @example
   * await maas.devices.delete('4y3h7n')
   */
  delete(systemId: string, options?: RequestOptions): Pending<null>

  /**
   * Returns what lshw and LLDP reported about a device, as BSON with the fields lshw and lldp.
   *
   * API: `GET devices/{system_id}/?op=details`.
   *
   * @example
   * await maas.devices.details('4y3h7n')
   */
  details(systemId: string, options?: RequestOptions): Pending<Uint8Array>

  /**
   * Returns the power parameters of a device, with passwords. Administrators only.
   *
   * API: `GET devices/{system_id}/?op=power_parameters`.
   *
   * @example
   * await maas.devices.powerParameters('4y3h7n')
   */
  powerParameters(systemId: string, options?: RequestOptions): Pending<Record<string, string | number | boolean | string[] | null>>

  /**
   * Restores the default network and storage configuration of a device.
   *
   * API: `POST devices/{system_id}/?op=restore_default_configuration`.
   *
   * @example
   * await maas.devices.restoreDefaultConfiguration('4y3h7n')
   */
  restoreDefaultConfiguration(systemId: string, options?: RequestOptions): Pending<Device>

  /**
   * Restores the default network configuration of a device.
   *
   * API: `POST devices/{system_id}/?op=restore_networking_configuration`.
   *
   * @example
   * await maas.devices.restoreNetworkingConfiguration('4y3h7n')
   */
  restoreNetworkingConfiguration(systemId: string, options?: RequestOptions): Pending<Device>

  /**
   * Deprecated: use setWorkloadAnnotations, which does the same.
   *
   * API: `POST devices/{system_id}/?op=set_owner_data`.
   *
   * @example
   * await maas.devices.setOwnerData('4y3h7n', { room: 'b12' })
   */
  setOwnerData(systemId: string, params: Readonly<Record<string, string>>, options?: RequestOptions): Pending<Device>

  /**
   * Sets workload annotations of a device. An empty value removes its key. Only the owner may do this.
   *
   * API: `POST devices/{system_id}/?op=set_workload_annotations`.
   *
   * @example
   * await maas.devices.setWorkloadAnnotations('4y3h7n', { room: 'b12' })
   */
  setWorkloadAnnotations(systemId: string, params: Readonly<Record<string, string>>, options?: RequestOptions): Pending<Device>

  /**
   * Returns whether MAAS is working on the node with a MAC address.
   *
   * API: `GET devices/?op=is_action_in_progress`.
   *
   * @example
   * await maas.devices.isActionInProgress({ mac_address: '52:54:00:12:34:56' })
   */
  isActionInProgress(params: DeviceIsActionInProgressParams, options?: RequestOptions): Pending<boolean>

  /**
   * Returns whether a node with a MAC address is registered.
   *
   * API: `GET devices/?op=is_registered`.
   *
   * @example
   * await maas.devices.isRegistered({ mac_address: '52:54:00:12:34:56' })
   */
  isRegistered(params: DeviceIsRegisteredParams, options?: RequestOptions): Pending<boolean>

  /**
   * Moves nodes to a zone.
   *
   * API: `POST devices/?op=set_zone`.
   *
   * @example
   * await maas.devices.setZone({ zone: 'room-12', nodes: ['4y3h7n'] })
   */
  setZone(params: DeviceSetZoneParams, options?: RequestOptions): Pending<null>
}

export const devices: Operations<RestOperation> = {
  list: { id: 'devices.list', method: 'GET', path: 'devices/', params: 'DeviceListFilters', reply: 'Device[]', list: 'default' },
  get: { id: 'devices.get', method: 'GET', path: 'devices/{system_id}/', reply: 'Device' },
  create: { id: 'devices.create', method: 'POST', path: 'devices/', params: 'DeviceCreateParams', reply: 'Device' },
  update: { id: 'devices.update', method: 'PUT', path: 'devices/{system_id}/', params: 'DeviceUpdateParams', reply: 'Device' },
  delete: { id: 'devices.delete', method: 'DELETE', path: 'devices/{system_id}/' },
  details: { id: 'devices.details', method: 'GET', path: 'devices/{system_id}/?op=details', expects: 'bytes' },
  powerParameters: {
    id: 'devices.powerParameters',
    method: 'GET',
    path: 'devices/{system_id}/?op=power_parameters',
    reply: 'map<string | number | bool | string[] | null>',
  },
  restoreDefaultConfiguration: {
    id: 'devices.restoreDefaultConfiguration',
    method: 'POST',
    path: 'devices/{system_id}/?op=restore_default_configuration',
    reply: 'Device',
  },
  restoreNetworkingConfiguration: {
    id: 'devices.restoreNetworkingConfiguration',
    method: 'POST',
    path: 'devices/{system_id}/?op=restore_networking_configuration',
    reply: 'Device',
  },
  setOwnerData: {
    id: 'devices.setOwnerData',
    method: 'POST',
    path: 'devices/{system_id}/?op=set_owner_data',
    params: 'map<string>',
    reply: 'Device',
    idempotent: true,
  },
  setWorkloadAnnotations: {
    id: 'devices.setWorkloadAnnotations',
    method: 'POST',
    path: 'devices/{system_id}/?op=set_workload_annotations',
    params: 'map<string>',
    reply: 'Device',
    idempotent: true,
  },
  isActionInProgress: {
    id: 'devices.isActionInProgress',
    method: 'GET',
    path: 'devices/?op=is_action_in_progress',
    params: 'DeviceIsActionInProgressParams',
    reply: 'bool',
    anonymous: true,
  },
  isRegistered: { id: 'devices.isRegistered', method: 'GET', path: 'devices/?op=is_registered', params: 'DeviceIsRegisteredParams', reply: 'bool' },
  setZone: { id: 'devices.setZone', method: 'POST', path: 'devices/?op=set_zone', params: 'DeviceSetZoneParams', idempotent: true },
}
