// Generated from spec/landscape/entities/computers.yaml by `npm run generate`. Do not edit.

/** A registered computer. Optional parts are present when the matching with_* parameter is set. */
export interface Computer {
  id: number
  title: string
  comment: string
  hostname: string | null
  access_group: string
  tags: string[]
  /** Release, such as 24.04, or 10 or 11 for Windows. */
  distribution?: string | null
  /** REST v2 only. */
  distribution_info?: DistributionInfo | null
  /** In MB. */
  total_memory?: number | null
  /** In MB. */
  total_swap?: number | null
  reboot_required_flag: boolean
  update_manager_prompt?: 'normal' | 'lts' | 'never' | (string & {})
  clone_id?: number | null
  last_ping_time: string | null
  last_exchange_time: string | null
  registered_at?: string
  /** Empty, or contains ami-id, instance-id and instance-type. */
  cloud_instance_metadata?: Record<string, string>
  /** Such as kvm. */
  vm_info?: string | null
  /** Such as lxc. */
  container_info?: string | null
  ubuntu_pro_info?: UbuntuProInfo | null
  ubuntu_pro_reboot_required_info?: UbuntuProRebootInfo | null
  livepatch_info?: LivepatchInfo | null
  cloud_init?: CloudInit
  archived?: boolean
  employee_id?: number | null
  num_child?: number
  is_wsl_instance?: boolean
  is_default_child?: boolean | null
  default_child?: number | null
  parent?: Computer | null
  children?: Computer[]
  /** Present when with_network or with_all_network is set. */
  network_devices?: NetworkDevice[]
  /** Rows of an attribute, its title and its value; present when with_hardware is set. */
  hardware?: ((string | number | null)[])[]
  /** Present when with_grouped_hardware is set. */
  grouped_hardware?: GroupedHardware
  /** Present when with_annotations is set. */
  annotations?: Record<string, string>
  /** Present when with_alerts is set. */
  alerts?: ComputerAlert[]
  /** Present when with_upgrades is set. */
  upgrades?: UpgradeCounts
  /** Present when with_release_upgrades is set. */
  has_release_upgrades?: boolean
  /** Present when with_profiles is set. */
  profiles?: ProfileRef[]
  /** Present when with_wsl_profiles is set. */
  wsl_profiles?: ProfileRef[]
  /** Names of the packages that need a reboot; present when with_reboot_packages is set. */
  reboot_packages?: string[]
}

/** The Ubuntu Pro subscription of a computer, as its Pro client reports it. After a failure, there are only result and errors. */
export interface UbuntuProInfo {
  attached?: boolean
  expires?: string | null
  services?: UbuntuProService[]
  techSupportLevel?: string
  effective?: string | null
  contract?: UbuntuProContract
  account?: UbuntuProAccount
  result?: 'success' | 'failure' | (string & {})
  errors?: UbuntuProError[]
  warnings?: unknown[]
  notices?: unknown[]
  environment_vars?: unknown[]
  features?: Record<string, unknown>
  /** Settings of the Pro client. */
  config?: Record<string, unknown>
  config_path?: string
  execution_details?: string
  execution_status?: string
  machine_id?: string | null
  simulated?: boolean
  version?: string
  _doc?: string
  _schema_version?: string
}

export interface UbuntuProService {
  name: string
  /** Yes or no. */
  available: string
  description: string
  description_override?: string | null
  /** Yes or no. */
  entitled?: string
  /** Such as enabled, disabled or n/a. */
  status?: string
  status_details?: string
  blocked_by?: unknown[]
  warning?: unknown
}

export interface UbuntuProContract {
  id: string
  name: string
  created_at: string
  products: string[]
  tech_support_level: string
}

export interface UbuntuProAccount {
  id: string
  name: string
  created_at: string
  external_account_ids: UbuntuProExternalAccount[]
}

export interface UbuntuProExternalAccount {
  IDs: string[]
  origin: string
}

export interface UbuntuProError {
  message: string
  message_code: string
  service: string | null
  type: string
}

/** Whether a computer needs a reboot, as its Pro client reports it. */
export interface UbuntuProRebootInfo {
  /** Empty where there was none. */
  error: string
  output?: UbuntuProRebootOutput
}

export interface UbuntuProRebootOutput {
  livepatch_enabled: boolean
  livepatch_enabled_and_kernel_patched: boolean
  livepatch_state: string | null
  livepatch_support: string | null
  /** Such as yes or no. */
  reboot_required: string
  reboot_required_packages: UbuntuProRebootPackages
}

export interface UbuntuProRebootPackages {
  kernel_packages: string[] | null
  standard_packages: string[] | null
}

/** The status of Livepatch on a computer, as its client reports it for people and for programs. */
export interface LivepatchInfo {
  humane?: LivepatchText
  json?: LivepatchReport
}

export interface LivepatchText {
  /** Empty where there was none. */
  error: string
  return_code: number
  output?: Record<string, string | number>
}

export interface LivepatchReport {
  /** Empty where there was none. */
  error: string
  return_code: number
  output?: LivepatchOutput
}

export interface LivepatchOutput {
  Status: LivepatchKernel[]
  tier: string
  Architecture?: string
  'Boot-Time'?: string
  'CPU-Model'?: string
  'Client-Version'?: string
  'Cloud-Enabled'?: LivepatchCloud
  'Machine-Id'?: string
}

export interface LivepatchCloud {
  az: string
  cloud: string
  'cloud-enabled': boolean
  region: string
}

export interface LivepatchKernel {
  Kernel: string
  Livepatch: LivepatchPatch
  Running: boolean
  Supported: string
  UpgradeRequiredDate: string | null
}

export interface LivepatchPatch {
  CheckState: string
  State: string
  Version: string
  Fixes?: LivepatchFix[]
}

export interface LivepatchFix {
  Name: string
  Description: string
  Bug: string
  Patched: boolean
}

/** A computer as it is returned immediately after it was accepted. */
export interface AcceptedComputer {
  id: number
  title: string
  comment: string
  hostname: string | null
  last_exchange_time: string | null
}

export interface DistributionInfo {
  code_name: string | null
  description: string
  distributor: string
  release: string
}

export interface CloudInit {
  availability_zone?: string | null
}

export interface NetworkDevice {
  interface: string
  ip_address: string
  mac_address: string
  netmask: string
  broadcast_address: string
}

export interface ComputerAlert {
  type: string
  summary: string
  severity: 'warning' | 'danger' | 'info' | (string & {})
}

/** The numbers of packages that can be upgraded. */
export interface UpgradeCounts {
  regular: number
  security: number
}

export interface ProfileRef {
  id: number
  name: string | null
  title: string
  type: 'package' | 'reboot' | 'removal' | 'repository' | 'usg' | 'script' | 'upgrade' | 'wsl' | (string & {})
}

/** Hardware details by category. An unknown value is the text "Not available". */
export interface GroupedHardware {
  cpu: HardwareCpu[]
  display: HardwareDevice
  memory: HardwareMemory
  multimedia: HardwareDevice
  network: HardwareNetwork[] | string
  pci: HardwareBus[]
  scsi: HardwareBus[]
  storage: HardwareDisk[] | string
  system: HardwareSystem
  usb: HardwareBus[]
}

export interface HardwareFlag {
  code: string
  title: string
}

export interface HardwareCpu {
  architecture: string
  cache: Record<string, string>
  clock_speed: string
  flags: HardwareFlag[]
  model: string
  vendor: string
}

export interface HardwareDevice {
  model: string
  vendor: string
}

export interface HardwareMemory {
  size: string
}

export interface HardwareNetwork {
  description: string
  ip: string
  mac: string
  product: string
  vendor: string
}

export interface HardwareBus {
  description: string
  model: string
  vendor: string
  attached_devices?: HardwareBus[]
}

export interface HardwareDisk {
  description: string
  product: string
  size: string
  vendor: string
  partitions: HardwarePartition[]
}

export interface HardwarePartition {
  description: string
  filesystem: string
  size: string
}

export interface HardwareSystem {
  bios_capabilities: HardwareFlag[]
  bios_date: string
  bios_vendor: string
  bios_version: string
  chassis: string
  model: string
  serial: string
  vendor: string
}
