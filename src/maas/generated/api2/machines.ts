// Generated from spec/maas/api2/machines.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { BlockDevice, SpecialFilesystem } from './blockdevices.js'
import type { Domain } from './domains.js'
import type { Interface } from './interfaces.js'
import type { ResourcePool } from './resource-pools.js'
import type { Zone } from './zones.js'

/** The states of a machine, as status_name shows them. */
export type MachineStatusName = 'New' | 'Commissioning' | 'Failed commissioning' | 'Missing' | 'Ready' | 'Reserved' | 'Deployed' | 'Retired' | 'Broken' | 'Deploying' | 'Allocated' | 'Failed deployment' | 'Releasing' | 'Releasing failed' | 'Disk erasing' | 'Failed disk erasing' | 'Rescue mode' | 'Entering rescue mode' | 'Failed to enter rescue mode' | 'Exiting rescue mode' | 'Failed to exit rescue mode' | 'Testing' | 'Failed testing' | (string & {})

export type PowerStateName = 'on' | 'off' | 'unknown' | 'error' | (string & {})

/** A machine, with all that MAAS knows of it. */
export interface Machine {
  system_id: string
  hostname: string
  fqdn: string
  description: string
  domain: Domain
  zone: Zone
  pool: ResourcePool
  /** Also set while it is commissioned or tested, so an owner does not mean allocated. */
  owner: string | null
  /** The same as workload_annotations. */
  owner_data: Record<string, string>
  workload_annotations: Record<string, string>
  tag_names: string[]
  locked: boolean
  /** See machineStatuses. */
  status: number
  status_name: MachineStatusName
  /** What MAAS last said of it. */
  status_message: string | null
  status_action: string | null
  /** MAAS 3.5 and later. */
  error_description?: string
  architecture: string
  cpu_count: number
  /** MHz. */
  cpu_speed: number
  /** MiB. */
  memory: number
  /** MB of 10^6 bytes. */
  storage: number
  /** Bytes. */
  swap_size: number | null
  hardware_uuid: string | null
  hardware_info: HardwareInfo
  numanode_set: NumaNode[]
  bios_boot_method: string | null
  osystem: string
  distro_series: string
  hwe_kernel: string | null
  min_hwe_kernel: string | null
  netboot: boolean
  ephemeral_deploy: boolean
  /** MAAS 3.6 and later. */
  enable_kernel_crash_dump?: boolean
  /** MAAS 3.7 and later. */
  is_dpu?: boolean
  enable_hw_sync: boolean
  /** Seconds. */
  sync_interval: number | null
  last_sync: string | null
  next_sync: string | null
  power_type: string
  power_state: PowerStateName
  /** The assigned addresses, or those of DHCP where none is assigned. */
  ip_addresses: string[]
  address_ttl: number | null
  boot_interface: Interface | null
  interface_set: Interface[]
  default_gateways: DefaultGateways
  boot_disk: BlockDevice | null
  blockdevice_set: BlockDevice[]
  physicalblockdevice_set: BlockDevice[]
  virtualblockdevice_set: BlockDevice[]
  volume_groups: StorageRef[]
  raids: StorageRef[]
  bcaches: StorageRef[]
  cache_sets: StorageRef[]
  special_filesystems: SpecialFilesystem[]
  /** Only in the reply of allocate. */
  constraints_by_type?: AllocationMatch
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
  node_type: number
  node_type_name: string
  parent: NodeRef | null
  /** MAAS up to 3.8. */
  pod?: VmHostRef | null
  /** MAAS up to 3.8. */
  virtualmachine_id?: number | null
  disable_ipv4: boolean
  resource_uri: string
}

/** What the firmware says of the hardware; "Unknown" where it says nothing. */
export interface HardwareInfo {
  system_vendor: string
  system_product: string
  system_family: string
  system_version: string
  system_sku: string
  system_serial: string
  cpu_model: string
  mainboard_vendor: string
  mainboard_product: string
  mainboard_serial: string
  mainboard_version: string
  mainboard_firmware_vendor: string
  mainboard_firmware_date: string
  mainboard_firmware_version: string
  chassis_vendor: string
  chassis_type: string
  chassis_serial: string
  chassis_version: string
}

export interface NumaNode {
  index: number
  /** MiB. */
  memory: number
  cores: number[]
  hugepages_set: HugePages[]
}

export interface HugePages {
  /** Bytes. */
  page_size: number
  /** Bytes. */
  total: number
}

export interface DefaultGateways {
  ipv4: DefaultGateway
  ipv6: DefaultGateway
}

export interface DefaultGateway {
  gateway_ip: string | null
  link_id: number | null
}

/** Points to a RAID, volume group, bcache or cache set. */
export interface StorageRef {
  system_id: string
  id: number
  __incomplete__: boolean
}

/** Points to another node. */
export interface NodeRef {
  system_id: string
  resource_uri?: string
  __incomplete__?: boolean
}

/** Points to a VM host. */
export interface VmHostRef {
  id: number
  name: string
  resource_uri: string
}

/** What matched the labels of the storage and interfaces constraints. */
export interface AllocationMatch {
  /** Ids of block devices, or "partition:ID", by label. */
  storage?: Record<string, (string | number)[]>
  /** Ids of interfaces by label. */
  interfaces?: Record<string, number[]>
  /** By database id, and also for machines that are not Ready. */
  verbose_storage?: Record<string, Record<string, string>>
  verbose_interfaces?: Record<string, unknown>
}

export interface PowerState {
  /** Error when the BMC does not answer. */
  state: PowerStateName
}

export interface MachineConstraints {
  /** Such as amd64 or amd64/generic; any of them. */
  arch?: string | readonly string[]
  not_arch?: string | readonly string[]
  /** At least. */
  cpu_count?: number
  /** At least, in MHz. */
  cpu_speed?: number
  /** At least, in MiB. */
  mem?: number
  /** All of them. */
  tags?: string | readonly string[]
  not_tags?: string | readonly string[]
  zone?: string | readonly string[]
  not_in_zone?: string | readonly string[]
  pool?: string | readonly string[]
  not_in_pool?: string | readonly string[]
  /** An id, CIDR or name, or a specifier such as space:internal; all of them. */
  subnets?: string | readonly string[]
  not_subnets?: string | readonly string[]
  /** A specifier such as vid:10 or id:2; a bare number is no id here. */
  vlans?: string | readonly string[]
  not_vlans?: string | readonly string[]
  fabrics?: string | readonly string[]
  not_fabrics?: string | readonly string[]
  fabric_classes?: string | readonly string[]
  not_fabric_classes?: string | readonly string[]
  /** At least, in Mbit/s. */
  link_speed?: number
  /** "label:key=value,key=value;label:...". */
  interfaces?: string
  /** "label:size(tag,tag),..." in GB. */
  storage?: string
  /** "vendor_id=..,product_id=..". */
  devices?: string | readonly string[]
  owner?: string | readonly string[]
  not_owner?: string | readonly string[]
  power_state?: PowerStateName | readonly PowerStateName[]
  not_power_state?: PowerStateName | readonly PowerStateName[]
  /** MAAS 3.5 and later. */
  deployment_target?: 'memory' | 'disk'
  /** MAAS 3.5 and later. */
  not_deployment_target?: 'memory' | 'disk'
  /** A VM host. MAAS up to 3.8. */
  pod?: string | readonly string[]
  not_pod?: string | readonly string[]
  pod_type?: string | readonly string[]
  not_pod_type?: string | readonly string[]
}

export interface CommissioningOptions {
  /** Leave the machine on afterwards, for SSH. */
  enable_ssh?: boolean
  skip_bmc_config?: boolean
  /** Keep the network configuration. */
  skip_networking?: boolean
  /** Keep the storage layout. */
  skip_storage?: boolean
  /** Names or tags; all enabled ones when absent. */
  commissioning_scripts?: readonly string[]
  /** Names or tags; ["none"] for no tests, the default ones when absent. */
  testing_scripts?: readonly string[]
  /** Parameters of the scripts by name. */
  script_parameters?: Readonly<Record<string, string | number | boolean>>
}

/** Parameters of `machines.list`. */
export interface MachineListFilters extends MachineConstraints {
  /** System ids. */
  id?: string | readonly string[]
  not_id?: string | readonly string[]
  /** The same as id. */
  system_id?: string | readonly string[]
  /** Without the domain, in lower case. */
  hostname?: string | readonly string[]
  not_hostname?: string | readonly string[]
  mac_address?: string | readonly string[]
  domain?: string | readonly string[]
  not_domain?: string | readonly string[]
  /** Any of them. */
  status?: MachineStatusName | readonly MachineStatusName[]
  not_status?: MachineStatusName | readonly MachineStatusName[]
  agent_name?: string | readonly string[]
  not_agent_name?: string | readonly string[]
}

/** Parameters of `machines.create`. */
export interface MachineCreateParams extends CommissioningOptions {
  /** Needed unless the power type is ipmi or it is deployed already. */
  mac_addresses?: readonly string[]
  hostname?: string
  domain?: string
  /** Such as amd64/generic. */
  architecture?: string
  min_hwe_kernel?: string
  description?: string
  /** Bytes, or with a unit such as 1G. */
  swap_size?: number | string
  cpu_count?: number
  /** MiB. */
  memory?: number
  zone?: string
  pool?: string
  /** Manual, ipmi, redfish, virsh, lxd and more; send its parameters with it. */
  power_type?: string
  /** By name, such as power_address. */
  power_parameters?: Readonly<Record<string, string | number | boolean | readonly string[]>>
  power_parameters_skip_check?: boolean
  /** True when absent and you are an admin; needs a power type. */
  commission?: boolean
  /** It runs already, so take it as Deployed. */
  deployed?: boolean
  osystem?: string
  distro_series?: string
  hwe_kernel?: string
  license_key?: string
  ephemeral_deploy?: boolean
  /** MAAS 3.6 and later. */
  enable_kernel_crash_dump?: boolean
  enable_hw_sync?: boolean
  /** MAAS 3.7 and later. */
  is_dpu?: boolean
}

/** Parameters of `machines.update`. */
export interface MachineUpdateParams {
  hostname?: string
  domain?: string
  /** Such as amd64/generic. */
  architecture?: string
  min_hwe_kernel?: string
  description?: string
  /** Bytes, or with a unit such as 1G. */
  swap_size?: number | string
  cpu_count?: number
  /** MiB. */
  memory?: number
  zone?: string
  pool?: string
  /** Manual, ipmi, redfish, virsh, lxd and more; send its parameters with it. */
  power_type?: string
  /** By name, such as power_address. */
  power_parameters?: Readonly<Record<string, string | number | boolean | readonly string[]>>
  power_parameters_skip_check?: boolean
}

/** Parameters of `machines.delete`. */
export interface MachineDeleteParams {
  /** Also a VM host with machines on it. */
  force?: boolean
}

/** Parameters of `machines.accept`. */
export interface MachineAcceptParams {
  /** System ids. */
  machines: readonly string[]
}

/** Parameters of `machines.commission`. */
export interface MachineCommissionParams extends CommissioningOptions {
}

/** Parameters of `machines.test`. */
export interface MachineTestParams {
  /** Leave the machine on afterwards, for SSH. */
  enable_ssh?: boolean
  /** Names or tags; the default ones when absent. */
  testing_scripts?: readonly string[]
  /** Parameters of the scripts by name. */
  script_parameters?: Readonly<Record<string, string | number | boolean>>
}

/** Parameters of `machines.abort`. */
export interface MachineAbortParams {
  /** For the event log. */
  comment?: string
}

/** Parameters of `machines.overrideFailedTesting`. */
export interface MachineOverrideFailedTestingParams {
  /** For the event log. */
  comment?: string
}

/** Parameters of `machines.allocate`. */
export interface MachineAllocateParams extends MachineConstraints {
  system_id?: string
  /** Host name, or with the domain. */
  name?: string
  /** Stored with the machine, up to 255 characters. */
  agent_name?: string
  /** Only tell which one it would be. */
  dry_run?: boolean
  /** Tell what matched the storage and interface constraints. */
  verbose?: boolean
  ephemeral_deploy?: boolean
  enable_hw_sync?: boolean
  /** MAAS up to 3.8. */
  install_kvm?: boolean
  /** MAAS up to 3.8. */
  register_vmhost?: boolean
  /** MAAS up to 3.8. */
  install_rackd?: boolean
  /** Make a bridge on every interface. */
  bridge_all?: boolean
  bridge_type?: 'standard' | 'ovs'
  bridge_stp?: boolean
  /** Seconds. */
  bridge_fd?: number
  /** For the event log. */
  comment?: string
}

/** Parameters of `machines.deploy`. */
export interface MachineDeployParams {
  /** Such as jammy, ubuntu/jammy or custom/name; the default of the settings when absent. */
  distro_series?: string
  /** Such as ga-22.04 or hwe-22.04. */
  hwe_kernel?: string
  /** For cloud-init; base64 is done for you, and what is base64 already stays as it is. */
  user_data?: string | Uint8Array
  /** Run from memory. */
  ephemeral_deploy?: boolean
  /** MAAS 3.6 and later. */
  enable_kernel_crash_dump?: boolean
  /** Report hardware changes while deployed. */
  enable_hw_sync?: boolean
  /** For admins. MAAS up to 3.8. */
  install_kvm?: boolean
  /** For admins. MAAS up to 3.8. */
  register_vmhost?: boolean
  /** For Windows. */
  license_key?: string
  vcenter_registration?: boolean
  agent_name?: string
  /** Make a bridge on every interface. */
  bridge_all?: boolean
  bridge_type?: 'standard' | 'ovs'
  bridge_stp?: boolean
  /** Seconds. */
  bridge_fd?: number
  /** For the event log. */
  comment?: string
}

/** Parameters of `machines.release`. */
export interface MachineReleaseParams {
  /** Overwrite the disks. */
  erase?: boolean
  /** With the disks' own erase. */
  secure_erase?: boolean
  /** Only where partitions begin and end. */
  quick_erase?: boolean
  /** Also a VM host, with its machines. */
  force?: boolean
  /** Release scripts. MAAS 3.5 and later. */
  scripts?: readonly string[]
  /** Parameters of the scripts by name. */
  script_parameters?: Readonly<Record<string, string | number | boolean>>
  /** For the event log. */
  comment?: string
}

/** Parameters of `machines.releaseMany`. */
export interface MachineReleaseManyParams {
  /** System ids. */
  machines: readonly string[]
  /** For the event log. */
  comment?: string
}

/** Parameters of `machines.powerOn`. */
export interface MachinePowerOnParams {
  /** For cloud-init. */
  user_data?: string | Uint8Array
  /** For the event log. */
  comment?: string
}

/** Parameters of `machines.powerOff`. */
export interface MachinePowerOffParams {
  /** Hard when absent. */
  stop_mode?: 'hard' | 'soft'
  /** For the event log. */
  comment?: string
}

/** Parameters of `machines.lock`. */
export interface MachineLockParams {
  /** For the event log. */
  comment?: string
}

/** Parameters of `machines.unlock`. */
export interface MachineUnlockParams {
  /** For the event log. */
  comment?: string
}

/** Parameters of `machines.markBroken`. */
export interface MachineMarkBrokenParams {
  error_description?: string
  /** For the event log. */
  comment?: string
}

/** Parameters of `machines.markFixed`. */
export interface MachineMarkFixedParams {
  /** For the event log. */
  comment?: string
}

/** The machines of MAAS. */
export interface MaasMachines {
  /**
   * Lists machines, those that match every filter. MAAS does not page, and a machine is 20 to 100 KB, so filter.
   *
   * API: `GET machines/`.
   */
  list(params?: MachineListFilters, options?: RequestOptions): List<Machine>

  /**
   * Reads one machine.
   *
   * API: `GET machines/{system_id}/`.
   */
  get(systemId: string, options?: RequestOptions): Pending<Machine>

  /**
   * Adds a machine. An admin's is commissioned at once unless told otherwise, and a mistake in a commissioning parameter then passes in silence and leaves it New.
   *
   * API: `POST machines/`.
   */
  create(params?: MachineCreateParams, options?: RequestOptions): Pending<Machine>

  /**
   * Changes a machine; what is absent stays, an empty string clears. For admins.
   *
   * API: `PUT machines/{system_id}/`.
   */
  update(systemId: string, params?: MachineUpdateParams, options?: RequestOptions): Pending<Machine>

  /**
   * Deletes a machine in any state, without asking, unless it is locked. For admins.
   *
   * API: `DELETE machines/{system_id}/`.
   */
  delete(systemId: string, params?: MachineDeleteParams, options?: RequestOptions): Pending<null>

  /**
   * Takes enlisted machines in and starts to commission them. Answers those that it started on. For admins.
   *
   * API: `POST machines/?op=accept`.
   */
  accept(params: MachineAcceptParams, options?: RequestOptions): Pending<Machine[]>

  /**
   * Finds out what the hardware is, then tests it. From New, Ready, Broken and Failed commissioning. For admins.
   *
   * API: `POST machines/{system_id}/?op=commission`.
   */
  commission(systemId: string, params?: MachineCommissionParams, options?: RequestOptions): Pending<Machine>

  /**
   * Tests the hardware of a machine that has been commissioned. For admins.
   *
   * API: `POST machines/{system_id}/?op=test`.
   */
  test(systemId: string, params?: MachineTestParams, options?: RequestOptions): Pending<Machine>

  /**
   * Stops commissioning, testing, deploying or disk erasing. The reply still shows the old status; read the machine again.
   *
   * API: `POST machines/{system_id}/?op=abort`.
   */
  abort(systemId: string, params?: MachineAbortParams, options?: RequestOptions): Pending<Machine>

  /**
   * Takes a machine whose tests failed as good.
   *
   * API: `POST machines/{system_id}/?op=override_failed_testing`.
   */
  overrideFailedTesting(systemId: string, params?: MachineOverrideFailedTestingParams, options?: RequestOptions): Pending<Machine>

  /**
   * Takes the smallest Ready machine that meets every constraint; without one, any Ready machine.
   *
   * API: `POST machines/?op=allocate`.
   */
  allocate(params?: MachineAllocateParams, options?: RequestOptions): Pending<Machine>

  /**
   * Installs an operating system. From Allocated, and from Ready, which it then allocates to you.
   *
   * API: `POST machines/{system_id}/?op=deploy`.
   */
  deploy(systemId: string, params?: MachineDeployParams, options?: RequestOptions): Pending<Machine>

  /**
   * Gives a machine back. A Ready one stays as it is. One that never passed commissioning becomes New.
   *
   * API: `POST machines/{system_id}/?op=release`.
   */
  release(systemId: string, params?: MachineReleaseParams, options?: RequestOptions): Pending<Machine>

  /**
   * Gives machines back, all or none. Answers the ids of those that started, which Ready ones are not among; a Releasing one refuses all.
   *
   * API: `POST machines/?op=release`.
   */
  releaseMany(params: MachineReleaseManyParams, options?: RequestOptions): Pending<string[]>

  /**
   * Switches a machine on that has an owner. An Allocated one starts to deploy with the default series!
   *
   * API: `POST machines/{system_id}/?op=power_on`.
   */
  powerOn(systemId: string, params?: MachinePowerOnParams, options?: RequestOptions): Pending<Machine>

  /**
   * Switches a machine off in whatever state it is, so a Deploying one stays Deploying. Answers null when nothing was sent.
   *
   * API: `POST machines/{system_id}/?op=power_off`.
   */
  powerOff(systemId: string, params?: MachinePowerOffParams, options?: RequestOptions): Pending<Machine | null>

  /**
   * Asks the BMC, which may take a minute.
   *
   * API: `GET machines/{system_id}/?op=query_power_state`.
   */
  queryPowerState(systemId: string, options?: RequestOptions): Pending<PowerState>

  /**
   * Locks a machine that is Deployed or Deploying; every change is then refused.
   *
   * API: `POST machines/{system_id}/?op=lock`.
   */
  lock(systemId: string, params?: MachineLockParams, options?: RequestOptions): Pending<Machine>

  /**
   * Unlocks a machine.
   *
   * API: `POST machines/{system_id}/?op=unlock`.
   */
  unlock(systemId: string, params?: MachineUnlockParams, options?: RequestOptions): Pending<Machine>

  /**
   * Takes a machine out of use and its owner away. Only for its owner.
   *
   * API: `POST machines/{system_id}/?op=mark_broken`.
   */
  markBroken(systemId: string, params?: MachineMarkBrokenParams, options?: RequestOptions): Pending<Machine>

  /**
   * Takes a Broken machine back into use, as Ready, or as Deployed without an owner if it was that. For admins.
   *
   * API: `POST machines/{system_id}/?op=mark_fixed`.
   */
  markFixed(systemId: string, params?: MachineMarkFixedParams, options?: RequestOptions): Pending<Machine>

  /**
   * Boots a machine into a system in memory, to look at it.
   *
   * API: `POST machines/{system_id}/?op=rescue_mode`.
   */
  rescueMode(systemId: string, options?: RequestOptions): Pending<Machine>

  /**
   * Boots a machine back into what it was.
   *
   * API: `POST machines/{system_id}/?op=exit_rescue_mode`.
   */
  exitRescueMode(systemId: string, options?: RequestOptions): Pending<Machine>

  /**
   * Adds annotations to a machine; an empty value takes its key away, and release takes all. Only for its owner.
   *
   * API: `POST machines/{system_id}/?op=set_workload_annotations`.
   */
  setWorkloadAnnotations(systemId: string, params: Readonly<Record<string, string>>, options?: RequestOptions): Pending<Machine>
}

export const machines: Operations<RestOperation> = {
  list: { id: 'machines.list', method: 'GET', path: 'machines/', params: 'MachineListFilters', reply: 'Machine[]', list: 'default' },
  get: { id: 'machines.get', method: 'GET', path: 'machines/{system_id}/', reply: 'Machine' },
  create: { id: 'machines.create', method: 'POST', path: 'machines/', params: 'MachineCreateParams', reply: 'Machine' },
  update: { id: 'machines.update', method: 'PUT', path: 'machines/{system_id}/', params: 'MachineUpdateParams', reply: 'Machine' },
  delete: { id: 'machines.delete', method: 'DELETE', path: 'machines/{system_id}/', params: 'MachineDeleteParams' },
  accept: { id: 'machines.accept', method: 'POST', path: 'machines/?op=accept', params: 'MachineAcceptParams', reply: 'Machine[]' },
  commission: {
    id: 'machines.commission',
    method: 'POST',
    path: 'machines/{system_id}/?op=commission',
    params: 'MachineCommissionParams',
    reply: 'Machine',
  },
  test: { id: 'machines.test', method: 'POST', path: 'machines/{system_id}/?op=test', params: 'MachineTestParams', reply: 'Machine' },
  abort: { id: 'machines.abort', method: 'POST', path: 'machines/{system_id}/?op=abort', params: 'MachineAbortParams', reply: 'Machine' },
  overrideFailedTesting: {
    id: 'machines.overrideFailedTesting',
    method: 'POST',
    path: 'machines/{system_id}/?op=override_failed_testing',
    params: 'MachineOverrideFailedTestingParams',
    reply: 'Machine',
  },
  allocate: { id: 'machines.allocate', method: 'POST', path: 'machines/?op=allocate', params: 'MachineAllocateParams', reply: 'Machine' },
  deploy: { id: 'machines.deploy', method: 'POST', path: 'machines/{system_id}/?op=deploy', params: 'MachineDeployParams', reply: 'Machine' },
  release: { id: 'machines.release', method: 'POST', path: 'machines/{system_id}/?op=release', params: 'MachineReleaseParams', reply: 'Machine' },
  releaseMany: { id: 'machines.releaseMany', method: 'POST', path: 'machines/?op=release', params: 'MachineReleaseManyParams', reply: 'string[]' },
  powerOn: { id: 'machines.powerOn', method: 'POST', path: 'machines/{system_id}/?op=power_on', params: 'MachinePowerOnParams', reply: 'Machine' },
  powerOff: {
    id: 'machines.powerOff',
    method: 'POST',
    path: 'machines/{system_id}/?op=power_off',
    params: 'MachinePowerOffParams',
    reply: 'Machine | null',
  },
  queryPowerState: { id: 'machines.queryPowerState', method: 'GET', path: 'machines/{system_id}/?op=query_power_state', reply: 'PowerState' },
  lock: { id: 'machines.lock', method: 'POST', path: 'machines/{system_id}/?op=lock', params: 'MachineLockParams', reply: 'Machine' },
  unlock: { id: 'machines.unlock', method: 'POST', path: 'machines/{system_id}/?op=unlock', params: 'MachineUnlockParams', reply: 'Machine' },
  markBroken: {
    id: 'machines.markBroken',
    method: 'POST',
    path: 'machines/{system_id}/?op=mark_broken',
    params: 'MachineMarkBrokenParams',
    reply: 'Machine',
  },
  markFixed: {
    id: 'machines.markFixed',
    method: 'POST',
    path: 'machines/{system_id}/?op=mark_fixed',
    params: 'MachineMarkFixedParams',
    reply: 'Machine',
  },
  rescueMode: { id: 'machines.rescueMode', method: 'POST', path: 'machines/{system_id}/?op=rescue_mode', reply: 'Machine' },
  exitRescueMode: { id: 'machines.exitRescueMode', method: 'POST', path: 'machines/{system_id}/?op=exit_rescue_mode', reply: 'Machine' },
  setWorkloadAnnotations: {
    id: 'machines.setWorkloadAnnotations',
    method: 'POST',
    path: 'machines/{system_id}/?op=set_workload_annotations',
    params: 'map<string>',
    reply: 'Machine',
    idempotent: true,
  },
}
