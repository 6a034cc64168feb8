// Generated from spec/maas/machines.yaml by `npm run generate`. Do not edit.

import { Operations, type RestOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { List } from '../../core/list.js'
import type { Pending } from '../../core/reply.js'
import type { BlockDevice, SpecialFilesystem } from './blockdevices.js'
import type { Domain } from './domains.js'
import type { Interface } from './interfaces.js'
import type { ResourcePool } from './resource-pools.js'
import type { Zone } from './zones.js'

/** A machine, with all that MAAS knows of it. */
export interface Machine {
  system_id: string
  hostname: string
  fqdn: string
  description: string
  domain: Domain
  zone: Zone
  pool: ResourcePool
  /** also set while it is commissioned or tested, so an owner does not mean allocated */
  owner: string | null
  /** the same as workload_annotations */
  owner_data: Record<string, string>
  workload_annotations: Record<string, string>
  tag_names: string[]
  locked: boolean
  /** see machineStatuses */
  status: number
  status_name: 'New' | 'Commissioning' | 'Failed commissioning' | 'Missing' | 'Ready' | 'Reserved' | 'Deployed' | 'Retired' | 'Broken' | 'Deploying' | 'Allocated' | 'Failed deployment' | 'Releasing' | 'Releasing failed' | 'Disk erasing' | 'Failed disk erasing' | 'Rescue mode' | 'Entering rescue mode' | 'Failed to enter rescue mode' | 'Exiting rescue mode' | 'Failed to exit rescue mode' | 'Testing' | 'Failed testing' | (string & {})
  /** what MAAS last said of it */
  status_message: string | null
  status_action: string | null
  /** 3.5 and later */
  error_description?: string
  architecture: string
  cpu_count: number
  /** MHz */
  cpu_speed: number
  /** MiB */
  memory: number
  /** MB of 10^6 bytes */
  storage: number
  /** bytes */
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
  /** 3.6 and later */
  enable_kernel_crash_dump?: boolean
  /** 3.7 and later */
  is_dpu?: boolean
  enable_hw_sync: boolean
  /** seconds */
  sync_interval: number | null
  last_sync: string | null
  next_sync: string | null
  power_type: string
  power_state: 'on' | 'off' | 'unknown' | 'error' | (string & {})
  /** the assigned ones, or where there are none, those of DHCP */
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
  /** only in the reply of allocate */
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
  /** gone after 3.8 */
  pod?: VmHostRef | null
  /** gone after 3.8 */
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
  /** MiB */
  memory: number
  cores: number[]
  hugepages_set: HugePages[]
}

export interface HugePages {
  /** bytes */
  page_size: number
  /** bytes */
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
  /** ids of block devices, or "partition:ID", by label */
  storage?: Record<string, (string | number)[]>
  /** ids of interfaces by label */
  interfaces?: Record<string, number[]>
  /** by database id, and also for machines that are not Ready */
  verbose_storage?: Record<string, Record<string, string>>
  verbose_interfaces?: Record<string, unknown>
}

export interface PowerState {
  /** error when the BMC does not answer */
  state: 'on' | 'off' | 'unknown' | 'error' | (string & {})
}

/** Parameters of `machines.list`. */
export interface MachineListFilters {
  /** system ids */
  id?: string | readonly string[]
  not_id?: string | readonly string[]
  /** the same as id */
  system_id?: string | readonly string[]
  /** without the domain, in lower case */
  hostname?: string | readonly string[]
  not_hostname?: string | readonly string[]
  mac_address?: string | readonly string[]
  domain?: string | readonly string[]
  not_domain?: string | readonly string[]
  /** lower-case words; any of them */
  status?: 'new' | 'commissioning' | 'failed_commissioning' | 'missing' | 'ready' | 'reserved' | 'deployed' | 'retired' | 'broken' | 'deploying' | 'allocated' | 'failed_deployment' | 'releasing' | 'failed_releasing' | 'disk_erasing' | 'failed_disk_erasing' | 'rescue_mode' | 'entering_rescue_mode' | 'failed_entering_rescue_mode' | 'exiting_rescue_mode' | 'failed_exiting_rescue_mode' | 'testing' | 'failed_testing' | (string & {}) | readonly ('new' | 'commissioning' | 'failed_commissioning' | 'missing' | 'ready' | 'reserved' | 'deployed' | 'retired' | 'broken' | 'deploying' | 'allocated' | 'failed_deployment' | 'releasing' | 'failed_releasing' | 'disk_erasing' | 'failed_disk_erasing' | 'rescue_mode' | 'entering_rescue_mode' | 'failed_entering_rescue_mode' | 'exiting_rescue_mode' | 'failed_exiting_rescue_mode' | 'testing' | 'failed_testing' | (string & {}))[]
  not_status?: 'new' | 'commissioning' | 'failed_commissioning' | 'missing' | 'ready' | 'reserved' | 'deployed' | 'retired' | 'broken' | 'deploying' | 'allocated' | 'failed_deployment' | 'releasing' | 'failed_releasing' | 'disk_erasing' | 'failed_disk_erasing' | 'rescue_mode' | 'entering_rescue_mode' | 'failed_entering_rescue_mode' | 'exiting_rescue_mode' | 'failed_exiting_rescue_mode' | 'testing' | 'failed_testing' | (string & {}) | readonly ('new' | 'commissioning' | 'failed_commissioning' | 'missing' | 'ready' | 'reserved' | 'deployed' | 'retired' | 'broken' | 'deploying' | 'allocated' | 'failed_deployment' | 'releasing' | 'failed_releasing' | 'disk_erasing' | 'failed_disk_erasing' | 'rescue_mode' | 'entering_rescue_mode' | 'failed_entering_rescue_mode' | 'exiting_rescue_mode' | 'failed_exiting_rescue_mode' | 'testing' | 'failed_testing' | (string & {}))[]
  agent_name?: string | readonly string[]
  not_agent_name?: string | readonly string[]
  /** such as amd64 or amd64/generic; any of them */
  arch?: string | readonly string[]
  not_arch?: string | readonly string[]
  /** at least */
  cpu_count?: number
  /** at least, in MHz */
  cpu_speed?: number
  /** at least, in MiB */
  mem?: number
  /** all of them */
  tags?: string | readonly string[]
  not_tags?: string | readonly string[]
  zone?: string | readonly string[]
  not_in_zone?: string | readonly string[]
  pool?: string | readonly string[]
  not_in_pool?: string | readonly string[]
  /** an id, CIDR or name, or a specifier such as space:internal; all of them */
  subnets?: string | readonly string[]
  not_subnets?: string | readonly string[]
  /** a specifier such as vid:10 or id:2; a bare number is no id here */
  vlans?: string | readonly string[]
  not_vlans?: string | readonly string[]
  fabrics?: string | readonly string[]
  not_fabrics?: string | readonly string[]
  fabric_classes?: string | readonly string[]
  not_fabric_classes?: string | readonly string[]
  /** at least, in Mbit/s */
  link_speed?: number
  /** "label:key=value,key=value;label:..." */
  interfaces?: string
  /** "label:size(tag,tag),..." in GB */
  storage?: string
  /** "vendor_id=..,product_id=.." */
  devices?: string | readonly string[]
  owner?: string | readonly string[]
  not_owner?: string | readonly string[]
  power_state?: 'on' | 'off' | 'unknown' | 'error' | (string & {}) | readonly ('on' | 'off' | 'unknown' | 'error' | (string & {}))[]
  not_power_state?: 'on' | 'off' | 'unknown' | 'error' | (string & {}) | readonly ('on' | 'off' | 'unknown' | 'error' | (string & {}))[]
  /** 3.5 and later */
  deployment_target?: 'memory' | 'disk' | (string & {})
  /** 3.5 and later */
  not_deployment_target?: 'memory' | 'disk' | (string & {})
  /** a VM host; gone after 3.8 */
  pod?: string | readonly string[]
  not_pod?: string | readonly string[]
  pod_type?: string | readonly string[]
  not_pod_type?: string | readonly string[]
}

/** Parameters of `machines.create`. */
export interface MachineCreateParams {
  /** needed unless the power type is ipmi or it is deployed already */
  mac_addresses?: readonly string[]
  hostname?: string
  domain?: string
  /** such as amd64/generic */
  architecture?: string
  min_hwe_kernel?: string
  description?: string
  /** bytes, or with a unit such as 1G */
  swap_size?: number | string
  cpu_count?: number
  /** MiB */
  memory?: number
  zone?: string
  pool?: string
  /** manual, ipmi, redfish, virsh, lxd and more; send its parameters with it */
  power_type?: string
  /** by name, such as power_address */
  power_parameters?: Readonly<Record<string, string | number | boolean | readonly string[]>>
  power_parameters_skip_check?: boolean
  /** true when absent and you are an admin; needs a power type */
  commission?: boolean
  /** it runs already, so take it as Deployed */
  deployed?: boolean
  osystem?: string
  distro_series?: string
  hwe_kernel?: string
  license_key?: string
  ephemeral_deploy?: boolean
  /** 3.6 and later */
  enable_kernel_crash_dump?: boolean
  enable_hw_sync?: boolean
  /** 3.7 and later */
  is_dpu?: boolean
  /** leave the machine on afterwards, for SSH */
  enable_ssh?: boolean
  skip_bmc_config?: boolean
  /** keep the network configuration */
  skip_networking?: boolean
  /** keep the storage layout */
  skip_storage?: boolean
  /** names or tags; all enabled ones when absent */
  commissioning_scripts?: readonly string[]
  /** names or tags; ["none"] for no tests, the default ones when absent */
  testing_scripts?: readonly string[]
  /** parameters of the scripts by name */
  script_parameters?: Readonly<Record<string, string | number | boolean>>
}

/** Parameters of `machines.update`. */
export interface MachineUpdateParams {
  hostname?: string
  domain?: string
  /** such as amd64/generic */
  architecture?: string
  min_hwe_kernel?: string
  description?: string
  /** bytes, or with a unit such as 1G */
  swap_size?: number | string
  cpu_count?: number
  /** MiB */
  memory?: number
  zone?: string
  pool?: string
  /** manual, ipmi, redfish, virsh, lxd and more; send its parameters with it */
  power_type?: string
  /** by name, such as power_address */
  power_parameters?: Readonly<Record<string, string | number | boolean | readonly string[]>>
  power_parameters_skip_check?: boolean
}

/** Parameters of `machines.delete`. */
export interface MachineDeleteParams {
  /** also a VM host with machines on it */
  force?: boolean
}

/** Parameters of `machines.accept`. */
export interface MachineAcceptParams {
  /** system ids */
  machines: readonly string[]
}

/** Parameters of `machines.commission`. */
export interface MachineCommissionParams {
  /** leave the machine on afterwards, for SSH */
  enable_ssh?: boolean
  skip_bmc_config?: boolean
  /** keep the network configuration */
  skip_networking?: boolean
  /** keep the storage layout */
  skip_storage?: boolean
  /** names or tags; all enabled ones when absent */
  commissioning_scripts?: readonly string[]
  /** names or tags; ["none"] for no tests, the default ones when absent */
  testing_scripts?: readonly string[]
  /** parameters of the scripts by name */
  script_parameters?: Readonly<Record<string, string | number | boolean>>
}

/** Parameters of `machines.test`. */
export interface MachineTestParams {
  /** leave the machine on afterwards, for SSH */
  enable_ssh?: boolean
  /** names or tags; the default ones when absent */
  testing_scripts?: readonly string[]
  /** parameters of the scripts by name */
  script_parameters?: Readonly<Record<string, string | number | boolean>>
}

/** Parameters of `machines.abort`. */
export interface MachineAbortParams {
  /** for the event log */
  comment?: string
}

/** Parameters of `machines.overrideFailedTesting`. */
export interface MachineOverrideFailedTestingParams {
  /** for the event log */
  comment?: string
}

/** Parameters of `machines.allocate`. */
export interface MachineAllocateParams {
  system_id?: string
  /** host name, or with the domain */
  name?: string
  /** such as amd64 or amd64/generic; any of them */
  arch?: string | readonly string[]
  not_arch?: string | readonly string[]
  /** at least */
  cpu_count?: number
  /** at least, in MHz */
  cpu_speed?: number
  /** at least, in MiB */
  mem?: number
  /** all of them */
  tags?: string | readonly string[]
  not_tags?: string | readonly string[]
  zone?: string | readonly string[]
  not_in_zone?: string | readonly string[]
  pool?: string | readonly string[]
  not_in_pool?: string | readonly string[]
  /** an id, CIDR or name, or a specifier such as space:internal; all of them */
  subnets?: string | readonly string[]
  not_subnets?: string | readonly string[]
  /** a specifier such as vid:10 or id:2; a bare number is no id here */
  vlans?: string | readonly string[]
  not_vlans?: string | readonly string[]
  fabrics?: string | readonly string[]
  not_fabrics?: string | readonly string[]
  fabric_classes?: string | readonly string[]
  not_fabric_classes?: string | readonly string[]
  /** at least, in Mbit/s */
  link_speed?: number
  /** "label:key=value,key=value;label:..." */
  interfaces?: string
  /** "label:size(tag,tag),..." in GB */
  storage?: string
  /** "vendor_id=..,product_id=.." */
  devices?: string | readonly string[]
  owner?: string | readonly string[]
  not_owner?: string | readonly string[]
  power_state?: 'on' | 'off' | 'unknown' | 'error' | (string & {}) | readonly ('on' | 'off' | 'unknown' | 'error' | (string & {}))[]
  not_power_state?: 'on' | 'off' | 'unknown' | 'error' | (string & {}) | readonly ('on' | 'off' | 'unknown' | 'error' | (string & {}))[]
  /** 3.5 and later */
  deployment_target?: 'memory' | 'disk' | (string & {})
  /** 3.5 and later */
  not_deployment_target?: 'memory' | 'disk' | (string & {})
  /** a VM host; gone after 3.8 */
  pod?: string | readonly string[]
  not_pod?: string | readonly string[]
  pod_type?: string | readonly string[]
  not_pod_type?: string | readonly string[]
  /** stored with the machine, up to 255 characters */
  agent_name?: string
  /** only tell which one it would be */
  dry_run?: boolean
  /** tell what matched the storage and interface constraints */
  verbose?: boolean
  ephemeral_deploy?: boolean
  enable_hw_sync?: boolean
  /** gone after 3.8 */
  install_kvm?: boolean
  /** gone after 3.8 */
  register_vmhost?: boolean
  /** gone after 3.8 */
  install_rackd?: boolean
  /** make a bridge on every interface */
  bridge_all?: boolean
  bridge_type?: 'standard' | 'ovs' | (string & {})
  bridge_stp?: boolean
  /** seconds */
  bridge_fd?: number
  /** for the event log */
  comment?: string
}

/** Parameters of `machines.deploy`. */
export interface MachineDeployParams {
  /** such as jammy, ubuntu/jammy or custom/name; the default of the settings when absent */
  distro_series?: string
  /** such as ga-22.04 or hwe-22.04 */
  hwe_kernel?: string
  /** for cloud-init; base64 is done for you, and what is base64 already stays as it is */
  user_data?: string | Uint8Array
  /** run from memory */
  ephemeral_deploy?: boolean
  /** 3.6 and later */
  enable_kernel_crash_dump?: boolean
  /** report hardware changes while deployed */
  enable_hw_sync?: boolean
  /** for admins; gone after 3.8 */
  install_kvm?: boolean
  /** for admins; gone after 3.8 */
  register_vmhost?: boolean
  /** for Windows */
  license_key?: string
  vcenter_registration?: boolean
  agent_name?: string
  /** make a bridge on every interface */
  bridge_all?: boolean
  bridge_type?: 'standard' | 'ovs' | (string & {})
  bridge_stp?: boolean
  /** seconds */
  bridge_fd?: number
  /** for the event log */
  comment?: string
}

/** Parameters of `machines.release`. */
export interface MachineReleaseParams {
  /** overwrite the disks */
  erase?: boolean
  /** with the disks' own erase */
  secure_erase?: boolean
  /** only where partitions begin and end */
  quick_erase?: boolean
  /** also a VM host, with its machines */
  force?: boolean
  /** release scripts; 3.5 and later */
  scripts?: readonly string[]
  /** parameters of the scripts by name */
  script_parameters?: Readonly<Record<string, string | number | boolean>>
  /** for the event log */
  comment?: string
}

/** Parameters of `machines.releaseMany`. */
export interface MachineReleaseManyParams {
  /** system ids */
  machines: readonly string[]
  /** for the event log */
  comment?: string
}

/** Parameters of `machines.powerOn`. */
export interface MachinePowerOnParams {
  /** for cloud-init */
  user_data?: string | Uint8Array
  /** for the event log */
  comment?: string
}

/** Parameters of `machines.powerOff`. */
export interface MachinePowerOffParams {
  /** hard when absent */
  stop_mode?: 'hard' | 'soft' | (string & {})
  /** for the event log */
  comment?: string
}

/** Parameters of `machines.lock`. */
export interface MachineLockParams {
  /** for the event log */
  comment?: string
}

/** Parameters of `machines.unlock`. */
export interface MachineUnlockParams {
  /** for the event log */
  comment?: string
}

/** Parameters of `machines.markBroken`. */
export interface MachineMarkBrokenParams {
  error_description?: string
  /** for the event log */
  comment?: string
}

/** Parameters of `machines.markFixed`. */
export interface MachineMarkFixedParams {
  /** for the event log */
  comment?: string
}

const table = {
  list: { id: 'machines.list', method: 'GET', path: 'machines/', idempotent: true, expects: 'json', schema: async () => (await import('./machines.schemas.js')).listReply },
  get: { id: 'machines.get', method: 'GET', path: 'machines/{system_id}/', idempotent: true, expects: 'json', schema: async () => (await import('./machines.schemas.js')).getReply },
  create: {
    id: 'machines.create',
    method: 'POST',
    path: 'machines/',
    idempotent: false,
    expects: 'json',
    wire: { power_parameters: 'prefixed', commissioning_scripts: 'comma', testing_scripts: 'comma', script_parameters: 'spread' },
    schema: async () => (await import('./machines.schemas.js')).createReply,
  },
  update: {
    id: 'machines.update',
    method: 'PUT',
    path: 'machines/{system_id}/',
    idempotent: true,
    expects: 'json',
    wire: { power_parameters: 'prefixed' },
    schema: async () => (await import('./machines.schemas.js')).updateReply,
  },
  delete: { id: 'machines.delete', method: 'DELETE', path: 'machines/{system_id}/', idempotent: true, expects: 'json' },
  accept: { id: 'machines.accept', method: 'POST', path: 'machines/', op: 'accept', idempotent: false, expects: 'json', schema: async () => (await import('./machines.schemas.js')).acceptReply },
  commission: {
    id: 'machines.commission',
    method: 'POST',
    path: 'machines/{system_id}/',
    op: 'commission',
    idempotent: false,
    expects: 'json',
    wire: { commissioning_scripts: 'comma', testing_scripts: 'comma', script_parameters: 'spread' },
    schema: async () => (await import('./machines.schemas.js')).commissionReply,
  },
  test: {
    id: 'machines.test',
    method: 'POST',
    path: 'machines/{system_id}/',
    op: 'test',
    idempotent: false,
    expects: 'json',
    wire: { testing_scripts: 'comma', script_parameters: 'spread' },
    schema: async () => (await import('./machines.schemas.js')).testReply,
  },
  abort: { id: 'machines.abort', method: 'POST', path: 'machines/{system_id}/', op: 'abort', idempotent: false, expects: 'json', schema: async () => (await import('./machines.schemas.js')).abortReply },
  overrideFailedTesting: {
    id: 'machines.overrideFailedTesting',
    method: 'POST',
    path: 'machines/{system_id}/',
    op: 'override_failed_testing',
    idempotent: false,
    expects: 'json',
    schema: async () => (await import('./machines.schemas.js')).overrideFailedTestingReply,
  },
  allocate: { id: 'machines.allocate', method: 'POST', path: 'machines/', op: 'allocate', idempotent: false, expects: 'json', schema: async () => (await import('./machines.schemas.js')).allocateReply },
  deploy: {
    id: 'machines.deploy',
    method: 'POST',
    path: 'machines/{system_id}/',
    op: 'deploy',
    idempotent: false,
    expects: 'json',
    wire: { user_data: 'base64' },
    schema: async () => (await import('./machines.schemas.js')).deployReply,
  },
  release: {
    id: 'machines.release',
    method: 'POST',
    path: 'machines/{system_id}/',
    op: 'release',
    idempotent: false,
    expects: 'json',
    wire: { scripts: 'comma', script_parameters: 'spread' },
    schema: async () => (await import('./machines.schemas.js')).releaseReply,
  },
  releaseMany: { id: 'machines.releaseMany', method: 'POST', path: 'machines/', op: 'release', idempotent: false, expects: 'json', schema: async () => (await import('./machines.schemas.js')).releaseManyReply },
  powerOn: {
    id: 'machines.powerOn',
    method: 'POST',
    path: 'machines/{system_id}/',
    op: 'power_on',
    idempotent: false,
    expects: 'json',
    wire: { user_data: 'base64' },
    schema: async () => (await import('./machines.schemas.js')).powerOnReply,
  },
  powerOff: { id: 'machines.powerOff', method: 'POST', path: 'machines/{system_id}/', op: 'power_off', idempotent: false, expects: 'json', schema: async () => (await import('./machines.schemas.js')).powerOffReply },
  queryPowerState: {
    id: 'machines.queryPowerState',
    method: 'GET',
    path: 'machines/{system_id}/',
    op: 'query_power_state',
    idempotent: true,
    expects: 'json',
    schema: async () => (await import('./machines.schemas.js')).queryPowerStateReply,
  },
  lock: { id: 'machines.lock', method: 'POST', path: 'machines/{system_id}/', op: 'lock', idempotent: false, expects: 'json', schema: async () => (await import('./machines.schemas.js')).lockReply },
  unlock: { id: 'machines.unlock', method: 'POST', path: 'machines/{system_id}/', op: 'unlock', idempotent: false, expects: 'json', schema: async () => (await import('./machines.schemas.js')).unlockReply },
  markBroken: { id: 'machines.markBroken', method: 'POST', path: 'machines/{system_id}/', op: 'mark_broken', idempotent: false, expects: 'json', schema: async () => (await import('./machines.schemas.js')).markBrokenReply },
  markFixed: { id: 'machines.markFixed', method: 'POST', path: 'machines/{system_id}/', op: 'mark_fixed', idempotent: false, expects: 'json', schema: async () => (await import('./machines.schemas.js')).markFixedReply },
  rescueMode: { id: 'machines.rescueMode', method: 'POST', path: 'machines/{system_id}/', op: 'rescue_mode', idempotent: false, expects: 'json', schema: async () => (await import('./machines.schemas.js')).rescueModeReply },
  exitRescueMode: {
    id: 'machines.exitRescueMode',
    method: 'POST',
    path: 'machines/{system_id}/',
    op: 'exit_rescue_mode',
    idempotent: false,
    expects: 'json',
    schema: async () => (await import('./machines.schemas.js')).exitRescueModeReply,
  },
  setWorkloadAnnotations: {
    id: 'machines.setWorkloadAnnotations',
    method: 'POST',
    path: 'machines/{system_id}/',
    op: 'set_workload_annotations',
    idempotent: true,
    expects: 'json',
    schema: async () => (await import('./machines.schemas.js')).setWorkloadAnnotationsReply,
  },
} satisfies Record<string, RestOperation>

/** The machines of MAAS. */
export class MachinesOperations extends Operations<RestOperation> {
  /**
   * Lists machines, those that match every filter. MAAS does not page, and a machine is 20 to 100 KB, so filter.
   *
   * `GET machines/`. Facts: operations.json, recorded-3.4.10/machines, exchanges machines-list.
   */
  list(params: MachineListFilters = {}, options?: RequestOptions): List<Machine> {
    return this.caller.list(table.list, {}, params, options)
  }

  /**
   * Reads one machine.
   *
   * `GET machines/{system_id}/`. Facts: recorded-3.4.10/machine-raid, exchanges machines-states.
   */
  get(systemId: string, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.get, { system_id: systemId }, {}, options)
  }

  /**
   * Adds a machine. An admin's is commissioned at once unless told otherwise, and a mistake in a commissioning parameter then passes in silence and leaves it New.
   *
   * `POST machines/`. Facts: operations.json, exchanges machines-lifecycle (fact 20).
   */
  create(params: MachineCreateParams = {}, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.create, {}, params, options)
  }

  /**
   * Changes a machine; what is absent stays, an empty string clears. For admins.
   *
   * `PUT machines/{system_id}/`. Facts: operations.json, exchanges machines-lifecycle (fact 22).
   */
  update(systemId: string, params: MachineUpdateParams = {}, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.update, { system_id: systemId }, params, options)
  }

  /**
   * Deletes a machine in any state, without asking, unless it is locked. For admins.
   *
   * `DELETE machines/{system_id}/`. Facts: exchanges machines-states (facts 3 and 9).
   */
  delete(systemId: string, params: MachineDeleteParams = {}, options?: RequestOptions): Pending<null> {
    return this.caller.call(table.delete, { system_id: systemId }, params, options)
  }

  /**
   * Takes enlisted machines in and starts to commission them. Answers those that it started on. For admins.
   *
   * `POST machines/?op=accept`. Facts: operations.json, exchanges machines-lifecycle (fact 20).
   */
  accept(params: MachineAcceptParams, options?: RequestOptions): Pending<Machine[]> {
    return this.caller.call(table.accept, {}, params, options)
  }

  /**
   * Finds out what the hardware is, then tests it. From New, Ready, Broken and Failed commissioning. For admins.
   *
   * `POST machines/{system_id}/?op=commission`. Facts: workflows.md 0 and 3, exchanges machines-lifecycle.
   */
  commission(systemId: string, params: MachineCommissionParams = {}, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.commission, { system_id: systemId }, params, options)
  }

  /**
   * Tests the hardware of a machine that has been commissioned. For admins.
   *
   * `POST machines/{system_id}/?op=test`. Facts: workflows.md 0 and 4, exchanges machines-lifecycle.
   */
  test(systemId: string, params: MachineTestParams = {}, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.test, { system_id: systemId }, params, options)
  }

  /**
   * Stops commissioning, testing, deploying or disk erasing. The reply still shows the old status; read the machine again.
   *
   * `POST machines/{system_id}/?op=abort`. Facts: workflows.md 0 and 8, exchanges machines-states (facts 11 and 12).
   */
  abort(systemId: string, params: MachineAbortParams = {}, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.abort, { system_id: systemId }, params, options)
  }

  /**
   * Takes a machine whose tests failed as good.
   *
   * `POST machines/{system_id}/?op=override_failed_testing`. Facts: workflows.md 0.
   */
  overrideFailedTesting(systemId: string, params: MachineOverrideFailedTestingParams = {}, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.overrideFailedTesting, { system_id: systemId }, params, options)
  }

  /**
   * Takes the smallest Ready machine that meets every constraint; without one, any Ready machine.
   *
   * `POST machines/?op=allocate`. Facts: operations.json, exchanges machines-allocate-deploy (facts 24 to 27).
   */
  allocate(params: MachineAllocateParams = {}, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.allocate, {}, params, options)
  }

  /**
   * Installs an operating system. From Allocated, and from Ready, which it then allocates to you.
   *
   * `POST machines/{system_id}/?op=deploy`. Facts: workflows.md 0 and 6, exchanges machines-allocate-deploy and machines-deploy-errors (facts 16 to 18).
   */
  deploy(systemId: string, params: MachineDeployParams = {}, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.deploy, { system_id: systemId }, params, options)
  }

  /**
   * Gives a machine back. A Ready one stays as it is. One that never passed commissioning becomes New.
   *
   * `POST machines/{system_id}/?op=release`. Facts: workflows.md 0 and 7, exchanges machines-states (facts 10 and 13).
   */
  release(systemId: string, params: MachineReleaseParams = {}, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.release, { system_id: systemId }, params, options)
  }

  /**
   * Gives machines back, all or none. Answers the ids of those that started, which Ready ones are not among; a Releasing one refuses all.
   *
   * `POST machines/?op=release`. Facts: workflows.md 7, exchanges machines-allocate-deploy (facts 9 and 10).
   */
  releaseMany(params: MachineReleaseManyParams, options?: RequestOptions): Pending<string[]> {
    return this.caller.call(table.releaseMany, {}, params, options)
  }

  /**
   * Switches a machine on that has an owner. An Allocated one starts to deploy with the default series!
   *
   * `POST machines/{system_id}/?op=power_on`. Facts: exchanges machines-states (fact 1).
   */
  powerOn(systemId: string, params: MachinePowerOnParams = {}, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.powerOn, { system_id: systemId }, params, options)
  }

  /**
   * Switches a machine off in whatever state it is, so a Deploying one stays Deploying. Answers null when nothing was sent.
   *
   * `POST machines/{system_id}/?op=power_off`. Facts: exchanges machines-states (facts 2 and 15).
   */
  powerOff(systemId: string, params: MachinePowerOffParams = {}, options?: RequestOptions): Pending<Machine | null> {
    return this.caller.call(table.powerOff, { system_id: systemId }, params, options)
  }

  /**
   * Asks the BMC, which may take a minute.
   *
   * `GET machines/{system_id}/?op=query_power_state`. Facts: exchanges machines-lifecycle (fact 15).
   */
  queryPowerState(systemId: string, options?: RequestOptions): Pending<PowerState> {
    return this.caller.call(table.queryPowerState, { system_id: systemId }, {}, options)
  }

  /**
   * Locks a machine that is Deployed or Deploying; every change is then refused.
   *
   * `POST machines/{system_id}/?op=lock`. Facts: exchanges machines-states (fact 9).
   */
  lock(systemId: string, params: MachineLockParams = {}, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.lock, { system_id: systemId }, params, options)
  }

  /**
   * Unlocks a machine.
   *
   * `POST machines/{system_id}/?op=unlock`. Facts: exchanges machines-states (fact 9).
   */
  unlock(systemId: string, params: MachineUnlockParams = {}, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.unlock, { system_id: systemId }, params, options)
  }

  /**
   * Takes a machine out of use and its owner away. Only for its owner.
   *
   * `POST machines/{system_id}/?op=mark_broken`. Facts: exchanges machines-states (facts 4 and 5).
   */
  markBroken(systemId: string, params: MachineMarkBrokenParams = {}, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.markBroken, { system_id: systemId }, params, options)
  }

  /**
   * Takes a Broken machine back into use, as Ready, or as Deployed without an owner if it was that. For admins.
   *
   * `POST machines/{system_id}/?op=mark_fixed`. Facts: exchanges machines-states (fact 5).
   */
  markFixed(systemId: string, params: MachineMarkFixedParams = {}, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.markFixed, { system_id: systemId }, params, options)
  }

  /**
   * Boots a machine into a system in memory, to look at it.
   *
   * `POST machines/{system_id}/?op=rescue_mode`. Facts: workflows.md 0 and 9, exchanges machines-states (fact 7).
   */
  rescueMode(systemId: string, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.rescueMode, { system_id: systemId }, {}, options)
  }

  /**
   * Boots a machine back into what it was.
   *
   * `POST machines/{system_id}/?op=exit_rescue_mode`. Facts: workflows.md 0 and 9, exchanges machines-states (fact 7).
   */
  exitRescueMode(systemId: string, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.exitRescueMode, { system_id: systemId }, {}, options)
  }

  /**
   * Adds annotations to a machine; an empty value takes its key away, and release takes all. Only for its owner.
   *
   * `POST machines/{system_id}/?op=set_workload_annotations`. Facts: workflows.md 15, exchanges machines-allocate-deploy (fact 6).
   */
  setWorkloadAnnotations(systemId: string, params: Readonly<Record<string, string>>, options?: RequestOptions): Pending<Machine> {
    return this.caller.call(table.setWorkloadAnnotations, { system_id: systemId }, params, options)
  }
}
