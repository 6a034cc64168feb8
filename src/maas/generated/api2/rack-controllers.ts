// Generated from spec/maas/api2/rack-controllers.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { NodeBase } from './devices.js'
import type { HardwareInfo, MachineConstraints, NodeFilters, PowerState, PowerStateName } from './machines.js'

/** What rack and region controllers have. */
export interface ControllerBase extends NodeBase {
  architecture: string | null
  cpu_count: number
  /** In MHz. */
  cpu_speed: number
  /** In MiB. */
  memory: number
  /** In bytes. */
  swap_size: number | null
  hardware_uuid: string | null
  hardware_info: HardwareInfo
  osystem: string
  distro_series: string
  /** Release of MAAS. */
  version: string | null
  power_type: string
  power_state: PowerStateName
  status_action: string | null
  commissioning_status: number
  commissioning_status_name: string
  testing_status: number
  testing_status_name: string
  cpu_test_status: number
  cpu_test_status_name: string
  memory_test_status: number
  memory_test_status_name: string
  network_test_status: number
  network_test_status_name: string
  storage_test_status: number
  storage_test_status_name: string
  interface_test_status: number
  interface_test_status_name: string
  other_test_status: number
  other_test_status_name: string
  current_commissioning_result_id: number | null
  current_testing_result_id: number | null
  current_installation_result_id: number | null
}

/** A rack controller. */
export interface RackController extends ControllerBase {
  service_set: ControllerService[]
}

/** A service on a controller. */
export interface ControllerService {
  name: string
  status: 'unknown' | 'running' | 'degraded' | 'dead' | 'off' | (string & {})
  status_info: string
}

/** A power type, with its parameters. */
export interface PowerType {
  driver_type: 'power' | 'pod' | (string & {})
  name: string
  description: string
  fields: PowerTypeField[]
  missing_packages: string[]
  /** Whether MAAS can read the power state. */
  queryable?: boolean
  can_probe?: boolean
  chassis?: boolean
}

/** A parameter of a power type. */
export interface PowerTypeField {
  name: string
  label: string
  field_type: string
  /** Pairs of value and title. */
  choices: (string | string[])[]
  default: string | number | boolean | string[] | null
  scope?: string
  required?: boolean
  secret?: boolean
}

/** The boot images of a rack controller. */
export interface RackBootImages {
  images: RackBootImage[]
  connected: boolean
  status: string
}

export interface RackBootImage {
  name: string
  architecture: string
  subarches: string[]
}

/** Parameters of `rackControllers.list`. */
export interface RackControllerListFilters extends MachineConstraints, NodeFilters {
}

/** Parameters of `rackControllers.update`. */
export interface RackControllerUpdateParams {
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

/** Parameters of `rackControllers.delete`. */
export interface RackControllerDeleteParams {
  /** Also delete a rack controller that is the primary or secondary one of a VLAN. */
  force?: boolean
}

/** Parameters of `rackControllers.abort`. */
export interface RackControllerAbortParams {
  /** Comment for the event log. */
  comment?: string
}

/** Parameters of `rackControllers.overrideFailedTesting`. */
export interface RackControllerOverrideFailedTestingParams {
  /** Comment for the event log. */
  comment?: string
}

/** Parameters of `rackControllers.powerOff`. */
export interface RackControllerPowerOffParams {
  /** Default: hard. */
  stop_mode?: 'hard' | 'soft'
  /** Comment for the event log. */
  comment?: string
}

/** Parameters of `rackControllers.powerOn`. */
export interface RackControllerPowerOnParams {
  /** User data for cloud-init; an object is sent as #cloud-config. */
  user_data?: string | Uint8Array | object
  /** Comment for the event log. */
  comment?: string
  /** MAAS up to 3.8. */
  install_kvm?: boolean
  /** MAAS up to 3.8. */
  register_vmhost?: boolean
  /** MAAS up to 3.8. */
  bridge_type?: 'standard' | 'ovs'
  /** MAAS up to 3.8. */
  bridge_stp?: boolean
  /** MAAS up to 3.8. */
  bridge_fd?: number
}

/** Parameters of `rackControllers.test`. */
export interface RackControllerTestParams {
  /** Keep it powered on afterwards and allow SSH access. */
  enable_ssh?: boolean
  /** Names or tags of scripts; default: the scripts tagged commissioning. */
  testing_scripts?: readonly string[]
  /** Parameters of the scripts, by name. */
  script_parameters?: Readonly<Record<string, string | number | boolean>>
}

/** Parameters of `rackControllers.isActionInProgress`. */
export interface RackControllerIsActionInProgressParams {
  mac_address: string
}

/** Parameters of `rackControllers.isRegistered`. */
export interface RackControllerIsRegisteredParams {
  mac_address: string
}

/** Parameters of `rackControllers.allPowerParameters`. */
export interface RackControllerAllPowerParametersParams {
  /** System ids. */
  id: readonly string[]
}

/** Parameters of `rackControllers.setZone`. */
export interface RackControllerSetZoneParams {
  /** Name of a zone. */
  zone: string
  /** System ids. */
  nodes: readonly string[]
}

/** Rack controllers. */
export interface MaasRackControllers {
  /**
   * Lists the rack controllers that match every filter.
   *
   * API: `GET rackcontrollers/`.
   *
   * @example
   * for await (const item of maas.rackControllers.list({ zone: 'default' })) console.log(item)
   */
  list(params?: RackControllerListFilters, options?: RequestOptions): List<RackController>

  /**
   * Returns a rack controller.
   *
   * API: `GET rackcontrollers/{system_id}/`.
   *
   * @example
   * await maas.rackControllers.get('4y3h7n')
   */
  get(systemId: string, options?: RequestOptions): Pending<RackController>

  /**
   * Updates a rack controller. Absent parameters keep their value; an empty string clears it. Administrators only.
   *
   * API: `PUT rackcontrollers/{system_id}/`.
   *
   * @example
   * await maas.rackControllers.update('4y3h7n', { description: 'rack in room 12' })
   */
  update(systemId: string, params?: RackControllerUpdateParams, options?: RequestOptions): Pending<RackController>

  /**
   * Deletes a rack controller. Administrators only.
   *
   * API: `DELETE rackcontrollers/{system_id}/`.
   *
   * @example
   * await maas.rackControllers.delete('4y3h7n')
   */
  delete(systemId: string, params?: RackControllerDeleteParams, options?: RequestOptions): Pending<null>

  /**
   * Returns what lshw and LLDP reported about a rack controller, as BSON with the fields lshw and lldp.
   *
   * API: `GET rackcontrollers/{system_id}/?op=details`.
   *
   * @example
   * await maas.rackControllers.details('4y3h7n')
   */
  details(systemId: string, options?: RequestOptions): Pending<Uint8Array>

  /**
   * Lists the boot images that a rack controller has. Deprecated.
   *
   * API: `GET rackcontrollers/{system_id}/?op=list_boot_images`.
   *
   * @example
   * await maas.rackControllers.listBootImages('4y3h7n')
   */
  listBootImages(systemId: string, options?: RequestOptions): Pending<RackBootImages>

  /**
   * Returns the power parameters of a rack controller, with passwords. Administrators only.
   *
   * API: `GET rackcontrollers/{system_id}/?op=power_parameters`.
   *
   * @example
   * await maas.rackControllers.powerParameters('4y3h7n')
   */
  powerParameters(systemId: string, options?: RequestOptions): Pending<Record<string, string | number | boolean | string[] | null>>

  /**
   * Queries the power state of a rack controller from the BMC, which may take a minute.
   *
   * API: `GET rackcontrollers/{system_id}/?op=query_power_state`.
   *
   * @example
   * await maas.rackControllers.queryPowerState('4y3h7n')
   */
  queryPowerState(systemId: string, options?: RequestOptions): Pending<PowerState>

  /**
   * Aborts what MAAS is doing with a rack controller. The reply still contains the previous status.
   *
   * API: `POST rackcontrollers/{system_id}/?op=abort`.
   *
   * @example
   * await maas.rackControllers.abort('4y3h7n')
   */
  abort(systemId: string, params?: RackControllerAbortParams, options?: RequestOptions): Pending<RackController>

  /**
   * Starts the import of boot images on a rack controller. Deprecated. Administrators only.
   *
   * API: `POST rackcontrollers/{system_id}/?op=import_boot_images`.
   *
   * @example
   * await maas.rackControllers.importBootImages('4y3h7n')
   */
  importBootImages(systemId: string, options?: RequestOptions): Pending<string>

  /**
   * Ignores the failed tests of a rack controller.
   *
   * API: `POST rackcontrollers/{system_id}/?op=override_failed_testing`.
   *
   * @example
   * await maas.rackControllers.overrideFailedTesting('4y3h7n')
   */
  overrideFailedTesting(systemId: string, params?: RackControllerOverrideFailedTestingParams, options?: RequestOptions): Pending<RackController>

  /**
   * Powers off a rack controller. Returns null when no power command was sent.
   *
   * API: `POST rackcontrollers/{system_id}/?op=power_off`.
   *
   * @example
   * await maas.rackControllers.powerOff('4y3h7n')
   */
  powerOff(systemId: string, params?: RackControllerPowerOffParams, options?: RequestOptions): Pending<RackController | null>

  /**
   * Powers on a rack controller.
   *
   * API: `POST rackcontrollers/{system_id}/?op=power_on`.
   *
   * @example
   * await maas.rackControllers.powerOn('4y3h7n')
   */
  powerOn(systemId: string, params?: RackControllerPowerOnParams, options?: RequestOptions): Pending<RackController>

  /**
   * Tests the hardware of a rack controller.
   *
   * API: `POST rackcontrollers/{system_id}/?op=test`.
   *
   * @example
   * await maas.rackControllers.test('4y3h7n')
   */
  test(systemId: string, params?: RackControllerTestParams, options?: RequestOptions): Pending<RackController>

  /**
   * Lists the power types that the rack controllers know, with their parameters.
   *
   * API: `GET rackcontrollers/?op=describe_power_types`.
   *
   * @example
   * for await (const item of maas.rackControllers.describePowerTypes()) console.log(item)
   */
  describePowerTypes(options?: RequestOptions): List<PowerType>

  /**
   * Returns whether MAAS is working on the node with a MAC address.
   *
   * API: `GET rackcontrollers/?op=is_action_in_progress`.
   *
   * @example
   * await maas.rackControllers.isActionInProgress({ mac_address: '52:54:00:12:34:56' })
   */
  isActionInProgress(params: RackControllerIsActionInProgressParams, options?: RequestOptions): Pending<boolean>

  /**
   * Returns whether a node with a MAC address is registered.
   *
   * API: `GET rackcontrollers/?op=is_registered`.
   *
   * @example
   * await maas.rackControllers.isRegistered({ mac_address: '52:54:00:12:34:56' })
   */
  isRegistered(params: RackControllerIsRegisteredParams, options?: RequestOptions): Pending<boolean>

  /**
   * Returns the power parameters of several nodes by system id, with passwords. Administrators only.
   *
   * API: `GET rackcontrollers/?op=power_parameters`.
   *
   * @example
   * await maas.rackControllers.allPowerParameters({ id: ['4y3h7n'] })
   */
  allPowerParameters(params: RackControllerAllPowerParametersParams, options?: RequestOptions): Pending<Record<string, Record<string, string | number | boolean | string[] | null>>>

  /**
   * Starts the import of boot images on all rack controllers. Deprecated. Administrators only.
   *
   * API: `POST rackcontrollers/?op=import_boot_images`.
   *
   * @example
   * await maas.rackControllers.importAllBootImages()
   */
  importAllBootImages(options?: RequestOptions): Pending<string>

  /**
   * Moves nodes to a zone.
   *
   * API: `POST rackcontrollers/?op=set_zone`.
   *
   * @example
   * await maas.rackControllers.setZone({ zone: 'room-12', nodes: ['4y3h7n'] })
   */
  setZone(params: RackControllerSetZoneParams, options?: RequestOptions): Pending<null>
}

export const rackControllers: Operations<RestOperation> = {
  list: {
    id: 'rackControllers.list',
    method: 'GET',
    path: 'rackcontrollers/',
    params: 'RackControllerListFilters',
    reply: 'RackController[]',
    list: 'default',
  },
  get: { id: 'rackControllers.get', method: 'GET', path: 'rackcontrollers/{system_id}/', reply: 'RackController' },
  update: {
    id: 'rackControllers.update',
    method: 'PUT',
    path: 'rackcontrollers/{system_id}/',
    params: 'RackControllerUpdateParams',
    reply: 'RackController',
  },
  delete: { id: 'rackControllers.delete', method: 'DELETE', path: 'rackcontrollers/{system_id}/', params: 'RackControllerDeleteParams' },
  details: { id: 'rackControllers.details', method: 'GET', path: 'rackcontrollers/{system_id}/?op=details', expects: 'bytes' },
  listBootImages: { id: 'rackControllers.listBootImages', method: 'GET', path: 'rackcontrollers/{system_id}/?op=list_boot_images', reply: 'RackBootImages' },
  powerParameters: {
    id: 'rackControllers.powerParameters',
    method: 'GET',
    path: 'rackcontrollers/{system_id}/?op=power_parameters',
    reply: 'map<string | number | bool | string[] | null>',
  },
  queryPowerState: { id: 'rackControllers.queryPowerState', method: 'GET', path: 'rackcontrollers/{system_id}/?op=query_power_state', reply: 'PowerState' },
  abort: {
    id: 'rackControllers.abort',
    method: 'POST',
    path: 'rackcontrollers/{system_id}/?op=abort',
    params: 'RackControllerAbortParams',
    reply: 'RackController',
  },
  importBootImages: { id: 'rackControllers.importBootImages', method: 'POST', path: 'rackcontrollers/{system_id}/?op=import_boot_images', expects: 'text' },
  overrideFailedTesting: {
    id: 'rackControllers.overrideFailedTesting',
    method: 'POST',
    path: 'rackcontrollers/{system_id}/?op=override_failed_testing',
    params: 'RackControllerOverrideFailedTestingParams',
    reply: 'RackController',
  },
  powerOff: {
    id: 'rackControllers.powerOff',
    method: 'POST',
    path: 'rackcontrollers/{system_id}/?op=power_off',
    params: 'RackControllerPowerOffParams',
    reply: 'RackController | null',
  },
  powerOn: {
    id: 'rackControllers.powerOn',
    method: 'POST',
    path: 'rackcontrollers/{system_id}/?op=power_on',
    params: 'RackControllerPowerOnParams',
    reply: 'RackController',
  },
  test: {
    id: 'rackControllers.test',
    method: 'POST',
    path: 'rackcontrollers/{system_id}/?op=test',
    params: 'RackControllerTestParams',
    reply: 'RackController',
  },
  describePowerTypes: {
    id: 'rackControllers.describePowerTypes',
    method: 'GET',
    path: 'rackcontrollers/?op=describe_power_types',
    reply: 'PowerType[]',
    list: 'default',
  },
  isActionInProgress: {
    id: 'rackControllers.isActionInProgress',
    method: 'GET',
    path: 'rackcontrollers/?op=is_action_in_progress',
    params: 'RackControllerIsActionInProgressParams',
    reply: 'bool',
    anonymous: true,
  },
  isRegistered: {
    id: 'rackControllers.isRegistered',
    method: 'GET',
    path: 'rackcontrollers/?op=is_registered',
    params: 'RackControllerIsRegisteredParams',
    reply: 'bool',
  },
  allPowerParameters: {
    id: 'rackControllers.allPowerParameters',
    method: 'GET',
    path: 'rackcontrollers/?op=power_parameters',
    params: 'RackControllerAllPowerParametersParams',
    reply: 'map<map<string | number | bool | string[] | null>>',
  },
  importAllBootImages: { id: 'rackControllers.importAllBootImages', method: 'POST', path: 'rackcontrollers/?op=import_boot_images', expects: 'text' },
  setZone: {
    id: 'rackControllers.setZone',
    method: 'POST',
    path: 'rackcontrollers/?op=set_zone',
    params: 'RackControllerSetZoneParams',
    idempotent: true,
  },
}
