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

/** The statuses of a machine, as given in status_name. */
export type MachineStatusName = 'New' | 'Commissioning' | 'Failed commissioning' | 'Missing' | 'Ready' | 'Reserved' | 'Deployed' | 'Retired' | 'Broken' | 'Deploying' | 'Allocated' | 'Failed deployment' | 'Releasing' | 'Releasing failed' | 'Disk erasing' | 'Failed disk erasing' | 'Rescue mode' | 'Entering rescue mode' | 'Failed to enter rescue mode' | 'Exiting rescue mode' | 'Failed to exit rescue mode' | 'Testing' | 'Failed testing' | (string & {})

export type PowerStateName = 'on' | 'off' | 'unknown' | 'error' | (string & {})

/** A machine with its hardware, network, storage and status. */
export interface Machine {
  system_id: string
  hostname: string
  fqdn: string
  description: string
  domain: Domain
  zone: Zone
  pool: ResourcePool
  /** Also set while the machine is commissioned or tested, so an owner does not imply Allocated. */
  owner: string | null
  /** Alias of workload_annotations. */
  owner_data: Record<string, string>
  workload_annotations: Record<string, string>
  tag_names: string[]
  locked: boolean
  /** Numeric status; see machineStatuses. */
  status: number
  status_name: MachineStatusName
  /** Latest status message. */
  status_message: string | null
  status_action: string | null
  /** MAAS 3.5 and later. */
  error_description?: string
  architecture: string
  cpu_count: number
  /** In MHz. */
  cpu_speed: number
  /** In MiB. */
  memory: number
  /** In MB (10^6 bytes). */
  storage: number
  /** In bytes. */
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
  /** In seconds. */
  sync_interval: number | null
  last_sync: string | null
  next_sync: string | null
  power_type: string
  power_state: PowerStateName
  /** The static addresses, or the DHCP addresses when there are no static ones. */
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
  /** Only present in the reply of allocate. */
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
  /** Always false. */
  disable_ipv4: boolean
  resource_uri: string
}

/** Hardware details that are reported by the firmware; "Unknown" where a value is missing. */
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
  /** In MiB. */
  memory: number
  cores: number[]
  hugepages_set: HugePages[]
}

export interface HugePages {
  /** In bytes. */
  page_size: number
  /** In bytes. */
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

/** A reference to a RAID, volume group, bcache or cache set. */
export interface StorageRef {
  system_id: string
  id: number
  __incomplete__: boolean
}

/** A reference to another node. */
export interface NodeRef {
  system_id: string
  resource_uri?: string
  __incomplete__?: boolean
}

/** A reference to a VM host. */
export interface VmHostRef {
  id: number
  name: string
  resource_uri: string
}

/** The block devices and interfaces that matched the labels of the storage and interfaces constraints. */
export interface AllocationMatch {
  /** Ids of block devices, or "partition:ID", by label. */
  storage?: Record<string, (string | number)[]>
  /** Ids of interfaces by label. */
  interfaces?: Record<string, number[]>
  /** By database id; includes machines that are not Ready. */
  verbose_storage?: Record<string, Record<string, string>>
  verbose_interfaces?: Record<string, unknown>
}

/** The key with which a machine reports to MAAS. */
export interface NodeToken {
  consumer_key: string
  token_key: string
  token_secret: string
}

export interface PowerState {
  /** Error when the BMC does not respond. */
  state: PowerStateName
}

/** A block device or partition that a machine must have. The first of several is the one that holds the root filesystem. */
export interface StorageConstraint {
  /** Letters and digits; names it in constraints_by_type. */
  label?: string
  /** Minimum size, in GB (10^9 bytes). */
  size: number
  /** The block device must have all of them, such as ssd; partition asks for a partition instead of a whole device. */
  tags?: string[]
}

/** An interface that a machine must have. All fields must match; of several values of a field, one. */
export interface InterfaceConstraint {
  id?: number | string | (number | string)[]
  not_id?: number | string | (number | string)[]
  name?: string | string[]
  not_name?: string | string[]
  hostname?: string | string[]
  not_hostname?: string | string[]
  /** Such as physical. */
  type?: string | string[]
  mode?: 'unconfigured' | (string & {})
  ip?: string | string[]
  not_ip?: string | string[]
  fabric?: number | string | (number | string)[]
  not_fabric?: number | string | (number | string)[]
  fabric_class?: string | string[]
  not_fabric_class?: string | string[]
  space?: string | string[]
  not_space?: string | string[]
  subnet?: number | string | (number | string)[]
  not_subnet?: number | string | (number | string)[]
  subnet_cidr?: string | string[]
  not_subnet_cidr?: string | string[]
  vlan?: number | string | (number | string)[]
  not_vlan?: number | string | (number | string)[]
  vid?: number | number[]
  not_vid?: number | number[]
  tag?: string | string[]
  not_tag?: string | string[]
  /** Minimum speed, in Mbit/s. */
  link_speed?: number
}

/** A PCI or USB device that a machine must have. */
export interface DeviceConstraint {
  /** Four hexadecimal digits. */
  vendor_id?: string
  /** Four hexadecimal digits. */
  product_id?: string
  vendor_name?: string
  product_name?: string
  commissioning_driver?: string
}

export interface MachineConstraints {
  /** Such as amd64 or amd64/generic; matches any of the values. */
  arch?: string | readonly string[]
  not_arch?: string | readonly string[]
  /** Minimum number of CPUs. */
  cpu_count?: number | readonly number[]
  /** Minimum speed, in MHz. */
  cpu_speed?: number | readonly number[]
  /** Minimum memory, in MiB. */
  mem?: number | readonly number[]
  /** The machine must have all of them. */
  tags?: string | readonly string[]
  not_tags?: string | readonly string[]
  zone?: string | readonly string[]
  not_in_zone?: string | readonly string[]
  pool?: string | readonly string[]
  not_in_pool?: string | readonly string[]
  /** Id, CIDR, name, or a specifier such as space:internal; the machine must be in all of them. */
  subnets?: string | readonly string[]
  not_subnets?: string | readonly string[]
  /** Specifier such as vid:10 or id:2; a bare number is not accepted as an id. */
  vlans?: string | readonly string[]
  not_vlans?: string | readonly string[]
  fabrics?: string | readonly string[]
  not_fabrics?: string | readonly string[]
  fabric_classes?: string | readonly string[]
  not_fabric_classes?: string | readonly string[]
  /** Minimum speed, in Mbit/s. */
  link_speed?: number | readonly number[]
  /** By label, or as text: "label:key=value,key=value;label:...". */
  interfaces?: string | Readonly<Record<string, InterfaceConstraint>>
  /** With sizes in GB; or as text: "label:size(tag,tag),...". */
  storage?: string | readonly StorageConstraint[]
  /** All of them; or as text: "vendor_id=..,product_id=..". */
  devices?: string | DeviceConstraint | readonly (string | DeviceConstraint)[]
  owner?: string | readonly string[]
  not_owner?: string | readonly string[]
  power_state?: PowerStateName | readonly PowerStateName[]
  not_power_state?: PowerStateName | readonly PowerStateName[]
  /** MAAS 3.5 and later. */
  deployment_target?: 'memory' | 'disk' | readonly ('memory' | 'disk')[]
  /** MAAS 3.5 and later. */
  not_deployment_target?: 'memory' | 'disk' | readonly ('memory' | 'disk')[]
  /** A VM host. MAAS up to 3.8. */
  pod?: string | readonly string[]
  not_pod?: string | readonly string[]
  pod_type?: string | readonly string[]
  not_pod_type?: string | readonly string[]
}

export interface NodeFilters {
  /** System ids. */
  id?: string | readonly string[]
  not_id?: string | readonly string[]
  /** Same as id. */
  system_id?: string | readonly string[]
  /** Host name without the domain, in lower case. */
  hostname?: string | readonly string[]
  not_hostname?: string | readonly string[]
  mac_address?: string | readonly string[]
  domain?: string | readonly string[]
  not_domain?: string | readonly string[]
  /** Matches any of the values. */
  status?: MachineStatusName | readonly MachineStatusName[]
  not_status?: MachineStatusName | readonly MachineStatusName[]
  agent_name?: string | readonly string[]
  not_agent_name?: string | readonly string[]
  /** Such as ready, deployed or failed; 3.4 answers every valid value with 500: use status. */
  simple_status?: string | readonly string[]
  not_simple_status?: string | readonly string[]
}

export interface CommissioningOptions {
  /** Keep the machine powered on afterwards and allow SSH access. */
  enable_ssh?: boolean
  /** Keep the BMC configuration. */
  skip_bmc_config?: boolean
  /** Keep the network configuration. */
  skip_networking?: boolean
  /** Keep the storage layout. */
  skip_storage?: boolean
  /** Names or tags of scripts; default: all enabled scripts. */
  commissioning_scripts?: readonly string[]
  /** Names or tags of scripts, or ["none"] to skip testing; default: the scripts tagged commissioning. */
  testing_scripts?: readonly string[]
  /** Parameters of the scripts, by name. */
  script_parameters?: Readonly<Record<string, string | number | boolean>>
}

/** Parameters of `machines.list`. */
export interface MachineListFilters extends MachineConstraints, NodeFilters {
}

/** Parameters of `machines.create`. */
export interface MachineCreateParams extends CommissioningOptions {
  /** Required unless the power type is ipmi or the machine is already deployed. */
  mac_addresses?: readonly string[]
  hostname?: string
  domain?: string
  /** Such as amd64/generic. */
  architecture?: string
  /** Where architecture has none. */
  subarchitecture?: string
  min_hwe_kernel?: string
  description?: string
  /** In bytes, or with a unit such as 1G. */
  swap_size?: number | string
  cpu_count?: number
  /** In MiB. */
  memory?: number
  zone?: string
  pool?: string
  /** Such as manual, ipmi, redfish, virsh or lxd; send its power_parameters in the same call. */
  power_type?: string
  /** By name, such as power_address. */
  power_parameters?: Readonly<Record<string, string | number | boolean | readonly string[]>>
  power_parameters_skip_check?: boolean
  /** Only false is accepted. */
  disable_ipv4?: boolean
  /** MAAS up to 3.8. */
  install_rackd?: boolean
  /** Default: true for administrators; requires a power type. */
  commission?: boolean
  /** The machine is already deployed: add it as Deployed. */
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
  /** In bytes, or with a unit such as 1G. */
  swap_size?: number | string
  cpu_count?: number
  /** In MiB. */
  memory?: number
  zone?: string
  pool?: string
  /** Such as manual, ipmi, redfish, virsh or lxd; send its power_parameters in the same call. */
  power_type?: string
  /** By name, such as power_address. */
  power_parameters?: Readonly<Record<string, string | number | boolean | readonly string[]>>
  power_parameters_skip_check?: boolean
  /** Only false is accepted. */
  disable_ipv4?: boolean
  /** MAAS 3.8 and later. */
  commission?: boolean
  /** MAAS 3.8 and later. */
  deployed?: boolean
  /** MAAS 3.8 and later. */
  osystem?: string
  /** MAAS 3.8 and later. */
  distro_series?: string
  /** MAAS 3.8 and later. */
  license_key?: string
  /** MAAS 3.8 and later. */
  hwe_kernel?: string
  /** MAAS 3.8 and later. */
  ephemeral_deploy?: boolean
  /** MAAS 3.8 and later. */
  enable_kernel_crash_dump?: boolean
  /** MAAS 3.8 and later. */
  enable_hw_sync?: boolean
  /** MAAS 3.8 and later. */
  is_dpu?: boolean
  /** MAAS 3.8 to 3.8. */
  install_rackd?: boolean
}

/** Parameters of `machines.delete`. */
export interface MachineDeleteParams {
  /** Also delete a VM host that has virtual machines. */
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
  /** Keep the machine powered on afterwards and allow SSH access. */
  enable_ssh?: boolean
  /** Names or tags of scripts; default: the scripts tagged commissioning. */
  testing_scripts?: readonly string[]
  /** Parameters of the scripts, by name. */
  script_parameters?: Readonly<Record<string, string | number | boolean>>
}

/** Parameters of `machines.abort`. */
export interface MachineAbortParams {
  /** Comment for the event log. */
  comment?: string
}

/** Parameters of `machines.overrideFailedTesting`. */
export interface MachineOverrideFailedTestingParams {
  /** Comment for the event log. */
  comment?: string
}

/** Parameters of `machines.allocate`. */
export interface MachineAllocateParams extends MachineConstraints {
  system_id?: string | readonly string[]
  /** Host name, with or without the domain. */
  name?: string | readonly string[]
  /** Stored with the machine; at most 255 characters. */
  agent_name?: string
  /** Return the machine that would be allocated without allocating it. */
  dry_run?: boolean
  /** Report what matched the storage and interfaces constraints. */
  verbose?: boolean
  ephemeral_deploy?: boolean
  enable_hw_sync?: boolean
  /** MAAS up to 3.8. */
  install_kvm?: boolean
  /** MAAS up to 3.8. */
  register_vmhost?: boolean
  /** MAAS up to 3.8. */
  install_rackd?: boolean
  /** Create a bridge on every interface. */
  bridge_all?: boolean
  bridge_type?: 'standard' | 'ovs'
  /** Enable the Spanning Tree Protocol. */
  bridge_stp?: boolean
  /** Forward delay, in seconds. */
  bridge_fd?: number
  /** Comment for the event log. */
  comment?: string
}

/** Parameters of `machines.deploy`. */
export interface MachineDeployParams {
  /** Such as jammy, ubuntu/jammy or custom/name; default: the series in the settings. */
  distro_series?: string
  /** Such as ga-22.04 or hwe-22.04. */
  hwe_kernel?: string
  /** User data for cloud-init, encoded as base64 unless it already is base64; an object is sent as #cloud-config. */
  user_data?: string | Uint8Array | object
  /** Run the operating system from memory. */
  ephemeral_deploy?: boolean
  /** MAAS 3.6 and later. */
  enable_kernel_crash_dump?: boolean
  /** Report hardware changes while the machine is deployed. */
  enable_hw_sync?: boolean
  /** Administrators only. MAAS up to 3.8. */
  install_kvm?: boolean
  /** Administrators only. MAAS up to 3.8. */
  register_vmhost?: boolean
  /** Deprecated. */
  install_rackd?: boolean
  /** License key for Windows. */
  license_key?: string
  vcenter_registration?: boolean
  agent_name?: string
  /** Create a bridge on every interface. */
  bridge_all?: boolean
  bridge_type?: 'standard' | 'ovs'
  /** Enable the Spanning Tree Protocol. */
  bridge_stp?: boolean
  /** Forward delay, in seconds. */
  bridge_fd?: number
  /** Comment for the event log. */
  comment?: string
}

/** Parameters of `machines.release`. */
export interface MachineReleaseParams {
  /** Erase the disks by overwriting them. */
  erase?: boolean
  /** Use the secure erase function of the disks. */
  secure_erase?: boolean
  /** Erase quickly instead of overwriting the whole disk; with secure_erase, the fallback. */
  quick_erase?: boolean
  /** Also release a VM host, together with its virtual machines. */
  force?: boolean
  /** Release scripts. MAAS 3.5 and later. */
  scripts?: readonly string[]
  /** Parameters of the scripts, by name. */
  script_parameters?: Readonly<Record<string, string | number | boolean>>
  /** Comment for the event log. */
  comment?: string
}

/** Parameters of `machines.releaseMany`. */
export interface MachineReleaseManyParams {
  /** System ids. */
  machines: readonly string[]
  /** Comment for the event log. */
  comment?: string
}

/** Parameters of `machines.powerOn`. */
export interface MachinePowerOnParams {
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
  /** Forward delay, in seconds. MAAS up to 3.8. */
  bridge_fd?: number
}

/** Parameters of `machines.powerOff`. */
export interface MachinePowerOffParams {
  /** Default: hard. */
  stop_mode?: 'hard' | 'soft'
  /** Comment for the event log. */
  comment?: string
}

/** Parameters of `machines.lock`. */
export interface MachineLockParams {
  /** Comment for the event log. */
  comment?: string
}

/** Parameters of `machines.unlock`. */
export interface MachineUnlockParams {
  /** Comment for the event log. */
  comment?: string
}

/** Parameters of `machines.markBroken`. */
export interface MachineMarkBrokenParams {
  error_description?: string
  /** Comment for the event log. */
  comment?: string
}

/** Parameters of `machines.markFixed`. */
export interface MachineMarkFixedParams {
  /** Comment for the event log. */
  comment?: string
}

/** Parameters of `machines.mountSpecial`. */
export interface MachineMountSpecialParams {
  /** Absolute path. */
  mount_point: string
  /** Tmpfs or ramfs. */
  fstype: string
  /** Options of mount, separated by commas. */
  mount_options?: string
}

/** Parameters of `machines.setStorageLayout`. */
export interface MachineSetStorageLayoutParams {
  /** Custom uses what a commissioning script has described. */
  storage_layout: 'flat' | 'lvm' | 'bcache' | 'vmfs6' | 'vmfs7' | 'custom' | 'blank'
  /** Of the boot partition, in bytes or such as 512M. */
  boot_size?: number | string
  /** In bytes, or such as 20%. */
  root_size?: number | string
  /** Id of a block device; default: the boot disk. */
  root_device?: number | string
  /** Default: vgroot. */
  vg_name?: string
  /** Default: lvroot. */
  lv_name?: string
  /** In bytes; default: all. */
  lv_size?: number | string
  /** Id of a block device; default: the first SSD. */
  cache_device?: number | string
  /** Default: writethrough. */
  cache_mode?: 'writeback' | 'writethrough' | 'writearound'
  /** In bytes; default: all of the device. */
  cache_size?: number | string
  /** Use the whole cache device instead of a partition. */
  cache_no_part?: boolean
}

/** Parameters of `machines.unmountSpecial`. */
export interface MachineUnmountSpecialParams {
  mount_point: string
}

/** Parameters of `machines.isActionInProgress`. */
export interface MachineIsActionInProgressParams {
  mac_address: string
}

/** Parameters of `machines.isRegistered`. */
export interface MachineIsRegisteredParams {
  mac_address: string
}

/** Parameters of `machines.listAllocated`. */
export interface MachineListAllocatedFilters {
  /** System ids. */
  id?: readonly string[]
}

/** Parameters of `machines.allPowerParameters`. */
export interface MachineAllPowerParametersParams {
  /** System ids. */
  id: readonly string[]
}

/** Parameters of `machines.addChassis`. */
export interface MachineAddChassisParams {
  /** Kind of the chassis. */
  chassis_type: 'hmcz' | 'mscm' | 'msftocs' | 'powerkvm' | 'proxmox' | 'recs_box' | 'seamicro15k' | 'ucsm' | 'virsh' | 'vmware' | (string & {})
  /** URL, host name or address of the chassis. */
  hostname: string
  /** Commission all machines that are found. */
  accept_all?: boolean
  /** Only virtual machines whose names begin with it. */
  prefix_filter?: string
  /** Of seamicro15k. */
  power_control?: 'ipmi' | 'restapi' | 'restapi2'
  port?: number
  /** Of vmware; default: https. */
  protocol?: string
  /** Of proxmox. */
  verify_ssl?: boolean
  /** Domain of the machines. */
  domain?: number | string
  /** System id of the rack controller that connects to it; default: any that can. */
  rack_controller?: string
  username?: string
  password?: string
  /** Of proxmox, instead of a password. */
  token_name?: string
  /** Of proxmox. */
  token_secret?: string
}

/** Parameters of `machines.clone`. */
export interface MachineCloneParams {
  /** System id of the machine to copy from. */
  source: string
  /** System ids of the machines to copy to. */
  destinations: readonly string[]
  /** Copy the storage layout; this or interfaces is required. */
  storage?: boolean
  /** Copy the network configuration; this or storage is required. */
  interfaces?: boolean
}

/** Parameters of `machines.setZone`. */
export interface MachineSetZoneParams {
  /** Name of a zone. */
  zone: string
  /** System ids. */
  nodes: readonly string[]
}

/** Machines that are managed by MAAS. */
export interface GeneratedMaasMachines {
  /**
   * Lists the machines that match every filter. MAAS does not paginate this list and a machine takes 20 to 100 KB, so use filters.
   *
   * API: `GET machines/`.
   *
   * @example
   * for await (const item of maas.machines.list({ status: ['Ready'] })) console.log(item)
   */
  list(params?: MachineListFilters, options?: RequestOptions): List<Machine>

  /**
   * Returns a machine.
   *
   * API: `GET machines/{system_id}/`.
   *
   * @example
   * await maas.machines.get('4y3h7n')
   */
  get(systemId: string, options?: RequestOptions): Pending<Machine>

  /**
   * Adds a machine. A machine that an administrator adds is commissioned at once by default; an invalid commissioning parameter is then silently ignored and the machine stays New.
   *
   * API: `POST machines/`.
   *
   * @example
   * await maas.machines.create({ architecture: 'amd64/generic', mac_addresses: ['52:54:00:12:34:56'], power_type: 'manual' })
   */
  create(params?: MachineCreateParams, options?: RequestOptions): Pending<Machine>

  /**
   * Updates a machine. Absent parameters keep their value; an empty string clears it. Administrators only.
   *
   * API: `PUT machines/{system_id}/`.
   *
   * @example
   * await maas.machines.update('4y3h7n', { hostname: 'node-7' })
   */
  update(systemId: string, params?: MachineUpdateParams, options?: RequestOptions): Pending<Machine>

  /**
   * Deletes a machine in any state, without confirmation, unless it is locked. Administrators only.
   *
   * API: `DELETE machines/{system_id}/`.
   *
   * @example
   * await maas.machines.delete('4y3h7n')
   */
  delete(systemId: string, params?: MachineDeleteParams, options?: RequestOptions): Pending<null>

  /**
   * Accepts enlisted machines and starts commissioning them. Returns the machines whose commissioning was started. Administrators only.
   *
   * API: `POST machines/?op=accept`.
   *
   * @example
   * await maas.machines.accept({ machines: ['4y3h7n'] })
   */
  accept(params: MachineAcceptParams, options?: RequestOptions): Pending<Machine[]>

  /**
   * Commissions a machine: detects its hardware, then tests it. Allowed in New, Ready, Broken and Failed commissioning. Administrators only.
   *
   * API: `POST machines/{system_id}/?op=commission`.
   *
   * @example
   * await maas.machines.commission('4y3h7n')
   */
  commission(systemId: string, params?: MachineCommissionParams, options?: RequestOptions): Pending<Machine>

  /**
   * Tests the hardware of a machine that has been commissioned. Administrators only.
   *
   * API: `POST machines/{system_id}/?op=test`.
   *
   * @example
   * await maas.machines.test('4y3h7n')
   */
  test(systemId: string, params?: MachineTestParams, options?: RequestOptions): Pending<Machine>

  /**
   * Aborts commissioning, testing, deployment or disk erasing. The reply still contains the previous status; read the machine again to get the new one.
   *
   * API: `POST machines/{system_id}/?op=abort`.
   *
   * @example
   * await maas.machines.abort('4y3h7n')
   */
  abort(systemId: string, params?: MachineAbortParams, options?: RequestOptions): Pending<Machine>

  /**
   * Ignores the failed tests of a machine in Failed testing and makes it available again.
   *
   * API: `POST machines/{system_id}/?op=override_failed_testing`.
   *
   * @example
   * await maas.machines.overrideFailedTesting('4y3h7n')
   */
  overrideFailedTesting(systemId: string, params?: MachineOverrideFailedTestingParams, options?: RequestOptions): Pending<Machine>

  /**
   * Allocates the smallest Ready machine that meets every constraint. Without constraints, any Ready machine may be allocated.
   *
   * API: `POST machines/?op=allocate`.
   *
   * @example
   * await maas.machines.allocate({ cpu_count: 8, mem: 16384 })
   */
  allocate(params?: MachineAllocateParams, options?: RequestOptions): Pending<Machine>

  /**
   * Deploys an operating system to an Allocated machine. A Ready machine is first allocated to the caller.
   *
   * API: `POST machines/{system_id}/?op=deploy`.
   *
   * @example
   * await maas.machines.deploy('4y3h7n', { distro_series: 'jammy' })
   */
  deploy(systemId: string, params?: MachineDeployParams, options?: RequestOptions): Pending<Machine>

  /**
   * Releases a machine. A Ready machine is left unchanged; one that never passed commissioning becomes New.
   *
   * API: `POST machines/{system_id}/?op=release`.
   *
   * @example
   * await maas.machines.release('4y3h7n')
   */
  release(systemId: string, params?: MachineReleaseParams, options?: RequestOptions): Pending<Machine>

  /**
   * Releases several machines, all or none. Returns the ids of the machines whose release was started; Ready machines are not included. Fails when one of the machines is already Releasing.
   *
   * API: `POST machines/?op=release`.
   *
   * @example
   * await maas.machines.releaseMany({ machines: ['4y3h7n'] })
   */
  releaseMany(params: MachineReleaseManyParams, options?: RequestOptions): Pending<string[]>

  /**
   * Powers on a machine that has an owner. Note that an Allocated machine starts deploying with the default series.
   *
   * API: `POST machines/{system_id}/?op=power_on`.
   *
   * @example
   * await maas.machines.powerOn('4y3h7n')
   */
  powerOn(systemId: string, params?: MachinePowerOnParams, options?: RequestOptions): Pending<Machine>

  /**
   * Powers off a machine in any state without changing its status: a Deploying machine stays Deploying. Returns null when no power command was sent.
   *
   * API: `POST machines/{system_id}/?op=power_off`.
   *
   * @example
   * await maas.machines.powerOff('4y3h7n')
   */
  powerOff(systemId: string, params?: MachinePowerOffParams, options?: RequestOptions): Pending<Machine | null>

  /**
   * Queries the power state from the BMC, which may take a minute.
   *
   * API: `GET machines/{system_id}/?op=query_power_state`.
   *
   * @example
   * await maas.machines.queryPowerState('4y3h7n')
   */
  queryPowerState(systemId: string, options?: RequestOptions): Pending<PowerState>

  /**
   * Locks a Deployed or Deploying machine. Every change to a locked machine is refused.
   *
   * API: `POST machines/{system_id}/?op=lock`.
   *
   * @example
   * await maas.machines.lock('4y3h7n')
   */
  lock(systemId: string, params?: MachineLockParams, options?: RequestOptions): Pending<Machine>

  /**
   * Unlocks a machine.
   *
   * API: `POST machines/{system_id}/?op=unlock`.
   *
   * @example
   * await maas.machines.unlock('4y3h7n')
   */
  unlock(systemId: string, params?: MachineUnlockParams, options?: RequestOptions): Pending<Machine>

  /**
   * Marks a machine as Broken and removes its owner. Only the owner may do this.
   *
   * API: `POST machines/{system_id}/?op=mark_broken`.
   *
   * @example
   * await maas.machines.markBroken('4y3h7n', { comment: 'fan 2 fails' })
   */
  markBroken(systemId: string, params?: MachineMarkBrokenParams, options?: RequestOptions): Pending<Machine>

  /**
   * Marks a Broken machine as fixed. It becomes Ready or, if it was Deployed before, Deployed without an owner. Administrators only.
   *
   * API: `POST machines/{system_id}/?op=mark_fixed`.
   *
   * @example
   * await maas.machines.markFixed('4y3h7n')
   */
  markFixed(systemId: string, params?: MachineMarkFixedParams, options?: RequestOptions): Pending<Machine>

  /**
   * Boots a machine into rescue mode, an ephemeral system for inspecting and repairing it.
   *
   * API: `POST machines/{system_id}/?op=rescue_mode`.
   *
   * @example
   * await maas.machines.rescueMode('4y3h7n')
   */
  rescueMode(systemId: string, options?: RequestOptions): Pending<Machine>

  /**
   * Exits rescue mode and returns the machine to its previous status.
   *
   * API: `POST machines/{system_id}/?op=exit_rescue_mode`.
   *
   * @example
   * await maas.machines.exitRescueMode('4y3h7n')
   */
  exitRescueMode(systemId: string, options?: RequestOptions): Pending<Machine>

  /**
   * Sets workload annotations of a machine. An empty value removes its key; releasing the machine removes all annotations. Only the owner may do this.
   *
   * API: `POST machines/{system_id}/?op=set_workload_annotations`.
   *
   * @example
   * await maas.machines.setWorkloadAnnotations('4y3h7n', { service: 'openstack' })
   */
  setWorkloadAnnotations(systemId: string, params: Readonly<Record<string, string>>, options?: RequestOptions): Pending<Machine>

  /**
   * Returns what lshw and LLDP reported about a machine, as BSON with the fields lshw and lldp.
   *
   * API: `GET machines/{system_id}/?op=details`.
   *
   * @example
   * await maas.machines.details('4y3h7n')
   */
  details(systemId: string, options?: RequestOptions): Pending<Uint8Array>

  /**
   * Returns the configuration of the installer of a machine that is Deploying, Deployed or in Failed deployment, as YAML.
   *
   * API: `GET machines/{system_id}/?op=get_curtin_config`.
   *
   * @example
   * await maas.machines.getCurtinConfig('4y3h7n')
   */
  getCurtinConfig(systemId: string, options?: RequestOptions): Pending<string>

  /**
   * Returns the key with which a machine reports to MAAS; null until it has fetched its configuration.
   *
   * API: `GET machines/{system_id}/?op=get_token`.
   *
   * @example
   * await maas.machines.getToken('4y3h7n')
   */
  getToken(systemId: string, options?: RequestOptions): Pending<NodeToken | null>

  /**
   * Returns the power parameters of a machine, with passwords. Administrators only.
   *
   * API: `GET machines/{system_id}/?op=power_parameters`.
   *
   * @example
   * await maas.machines.powerParameters('4y3h7n')
   */
  powerParameters(systemId: string, options?: RequestOptions): Pending<Record<string, string | number | boolean | string[] | null>>

  /**
   * Removes the default gateways that were chosen for a machine. Administrators only.
   *
   * API: `POST machines/{system_id}/?op=clear_default_gateways`.
   *
   * @example
   * await maas.machines.clearDefaultGateways('4y3h7n')
   */
  clearDefaultGateways(systemId: string, options?: RequestOptions): Pending<Machine>

  /**
   * Mounts a filesystem without a block device, such as tmpfs, on a Ready or Allocated machine.
   *
   * API: `POST machines/{system_id}/?op=mount_special`.
   *
   * @example
   * await maas.machines.mountSpecial('4y3h7n', { fstype: 'tmpfs', mount_point: '/scratch', mount_options: 'size=1G' })
   */
  mountSpecial(systemId: string, params: MachineMountSpecialParams, options?: RequestOptions): Pending<Machine>

  /**
   * Restores the default network and storage configuration of a machine.
   *
   * API: `POST machines/{system_id}/?op=restore_default_configuration`.
   *
   * @example
   * await maas.machines.restoreDefaultConfiguration('4y3h7n')
   */
  restoreDefaultConfiguration(systemId: string, options?: RequestOptions): Pending<Machine>

  /**
   * Restores the default network configuration of a machine.
   *
   * API: `POST machines/{system_id}/?op=restore_networking_configuration`.
   *
   * @example
   * await maas.machines.restoreNetworkingConfiguration('4y3h7n')
   */
  restoreNetworkingConfiguration(systemId: string, options?: RequestOptions): Pending<Machine>

  /**
   * Restores the default storage configuration of a machine.
   *
   * API: `POST machines/{system_id}/?op=restore_storage_configuration`.
   *
   * @example
   * await maas.machines.restoreStorageConfiguration('4y3h7n')
   */
  restoreStorageConfiguration(systemId: string, options?: RequestOptions): Pending<Machine>

  /**
   * Deprecated: use setWorkloadAnnotations, which does the same.
   *
   * API: `POST machines/{system_id}/?op=set_owner_data`.
   *
   * @example
   * await maas.machines.setOwnerData('4y3h7n', { service: 'openstack' })
   */
  setOwnerData(systemId: string, params: Readonly<Record<string, string>>, options?: RequestOptions): Pending<Machine>

  /**
   * Replaces the storage configuration of a Ready machine by a layout. Administrators only.
   *
   * API: `POST machines/{system_id}/?op=set_storage_layout`.
   *
   * @example
   * await maas.machines.setStorageLayout('4y3h7n', { storage_layout: 'lvm' })
   */
  setStorageLayout(systemId: string, params: MachineSetStorageLayoutParams, options?: RequestOptions): Pending<Machine>

  /**
   * Removes a filesystem without a block device.
   *
   * API: `POST machines/{system_id}/?op=unmount_special`.
   *
   * @example
   * await maas.machines.unmountSpecial('4y3h7n', { mount_point: '/scratch' })
   */
  unmountSpecial(systemId: string, params: MachineUnmountSpecialParams, options?: RequestOptions): Pending<Machine>

  /**
   * Returns whether MAAS is working on the node with a MAC address.
   *
   * API: `GET machines/?op=is_action_in_progress`.
   *
   * @example
   * await maas.machines.isActionInProgress({ mac_address: '52:54:00:12:34:56' })
   */
  isActionInProgress(params: MachineIsActionInProgressParams, options?: RequestOptions): Pending<boolean>

  /**
   * Returns whether a node with a MAC address is registered.
   *
   * API: `GET machines/?op=is_registered`.
   *
   * @example
   * await maas.machines.isRegistered({ mac_address: '52:54:00:12:34:56' })
   */
  isRegistered(params: MachineIsRegisteredParams, options?: RequestOptions): Pending<boolean>

  /**
   * Lists the machines that are allocated to the caller.
   *
   * API: `GET machines/?op=list_allocated`.
   *
   * @example
   * for await (const item of maas.machines.listAllocated()) console.log(item)
   */
  listAllocated(params?: MachineListAllocatedFilters, options?: RequestOptions): List<Machine>

  /**
   * Returns the power parameters of several nodes by system id, with passwords. Administrators only.
   *
   * API: `GET machines/?op=power_parameters`.
   *
   * @example
   * await maas.machines.allPowerParameters({ id: ['4y3h7n'] })
   */
  allPowerParameters(params: MachineAllPowerParametersParams, options?: RequestOptions): Pending<Record<string, Record<string, string | number | boolean | string[] | null>>>

  /**
   * Accepts all enlisted machines that the caller may accept, and starts commissioning them. Returns those machines.
   *
   * API: `POST machines/?op=accept_all`.
   *
   * @example
   * await maas.machines.acceptAll()
   */
  acceptAll(options?: RequestOptions): Pending<Machine[]>

  /**
   * Adds all machines of a chassis. They appear later, when a rack controller has found them. Administrators only.
   *
   * API: `POST machines/?op=add_chassis`.
   *
   * @example
   * await maas.machines.addChassis({ chassis_type: 'proxmox', hostname: '10.0.0.5', username: 'root@pam', password: process.env['CHASSIS_PASSWORD'] ?? '' })
   */
  addChassis(params: MachineAddChassisParams, options?: RequestOptions): Pending<string>

  /**
   * Copies the storage layout or network configuration of a machine to others, which must be Ready or in Failed testing.
   *
   * API: `POST machines/?op=clone`.
   *
   * @example
   * await maas.machines.clone({ source: '4y3h7n', destinations: ['abc3fg'], storage: true })
   */
  clone(params: MachineCloneParams, options?: RequestOptions): Pending<null>

  /**
   * Moves nodes to a zone.
   *
   * API: `POST machines/?op=set_zone`.
   *
   * @example
   * await maas.machines.setZone({ zone: 'room-12', nodes: ['4y3h7n'] })
   */
  setZone(params: MachineSetZoneParams, options?: RequestOptions): Pending<null>
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
  details: { id: 'machines.details', method: 'GET', path: 'machines/{system_id}/?op=details', expects: 'bytes' },
  getCurtinConfig: { id: 'machines.getCurtinConfig', method: 'GET', path: 'machines/{system_id}/?op=get_curtin_config', expects: 'text' },
  getToken: { id: 'machines.getToken', method: 'GET', path: 'machines/{system_id}/?op=get_token', reply: 'NodeToken | null' },
  powerParameters: {
    id: 'machines.powerParameters',
    method: 'GET',
    path: 'machines/{system_id}/?op=power_parameters',
    reply: 'map<string | number | bool | string[] | null>',
  },
  clearDefaultGateways: {
    id: 'machines.clearDefaultGateways',
    method: 'POST',
    path: 'machines/{system_id}/?op=clear_default_gateways',
    reply: 'Machine',
    idempotent: true,
  },
  mountSpecial: {
    id: 'machines.mountSpecial',
    method: 'POST',
    path: 'machines/{system_id}/?op=mount_special',
    params: 'MachineMountSpecialParams',
    reply: 'Machine',
  },
  restoreDefaultConfiguration: {
    id: 'machines.restoreDefaultConfiguration',
    method: 'POST',
    path: 'machines/{system_id}/?op=restore_default_configuration',
    reply: 'Machine',
  },
  restoreNetworkingConfiguration: {
    id: 'machines.restoreNetworkingConfiguration',
    method: 'POST',
    path: 'machines/{system_id}/?op=restore_networking_configuration',
    reply: 'Machine',
  },
  restoreStorageConfiguration: {
    id: 'machines.restoreStorageConfiguration',
    method: 'POST',
    path: 'machines/{system_id}/?op=restore_storage_configuration',
    reply: 'Machine',
  },
  setOwnerData: {
    id: 'machines.setOwnerData',
    method: 'POST',
    path: 'machines/{system_id}/?op=set_owner_data',
    params: 'map<string>',
    reply: 'Machine',
    idempotent: true,
  },
  setStorageLayout: {
    id: 'machines.setStorageLayout',
    method: 'POST',
    path: 'machines/{system_id}/?op=set_storage_layout',
    params: 'MachineSetStorageLayoutParams',
    reply: 'Machine',
  },
  unmountSpecial: {
    id: 'machines.unmountSpecial',
    method: 'POST',
    path: 'machines/{system_id}/?op=unmount_special',
    params: 'MachineUnmountSpecialParams',
    reply: 'Machine',
  },
  isActionInProgress: {
    id: 'machines.isActionInProgress',
    method: 'GET',
    path: 'machines/?op=is_action_in_progress',
    params: 'MachineIsActionInProgressParams',
    reply: 'bool',
    anonymous: true,
  },
  isRegistered: { id: 'machines.isRegistered', method: 'GET', path: 'machines/?op=is_registered', params: 'MachineIsRegisteredParams', reply: 'bool' },
  listAllocated: {
    id: 'machines.listAllocated',
    method: 'GET',
    path: 'machines/?op=list_allocated',
    params: 'MachineListAllocatedFilters',
    reply: 'Machine[]',
    list: 'default',
  },
  allPowerParameters: {
    id: 'machines.allPowerParameters',
    method: 'GET',
    path: 'machines/?op=power_parameters',
    params: 'MachineAllPowerParametersParams',
    reply: 'map<map<string | number | bool | string[] | null>>',
  },
  acceptAll: { id: 'machines.acceptAll', method: 'POST', path: 'machines/?op=accept_all', reply: 'Machine[]' },
  addChassis: { id: 'machines.addChassis', method: 'POST', path: 'machines/?op=add_chassis', params: 'MachineAddChassisParams', expects: 'text' },
  clone: { id: 'machines.clone', method: 'POST', path: 'machines/?op=clone', params: 'MachineCloneParams' },
  setZone: { id: 'machines.setZone', method: 'POST', path: 'machines/?op=set_zone', params: 'MachineSetZoneParams', idempotent: true },
}
