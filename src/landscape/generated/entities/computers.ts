// Generated from spec/landscape/entities/computers.yaml by `npm run generate`. Do not edit.

/** A registered computer. The optional parts appear when the matching with_* parameter asks for them. */
export interface Computer {
  id: number
  title: string
  comment: string
  hostname: string | null
  access_group: string
  tags: string[]
  /** Release such as 24.04, or 10 / 11 for Windows. */
  distribution?: string | null
  /** REST only. */
  distribution_info?: DistributionInfo | null
  /** MB. */
  total_memory?: number | null
  /** MB. */
  total_swap?: number | null
  reboot_required_flag: boolean
  update_manager_prompt?: 'normal' | 'lts' | 'never' | (string & {})
  clone_id?: number | null
  last_ping_time: string | null
  last_exchange_time: string | null
  registered_at?: string
  /** Empty, or ami-id, instance-id and instance-type. */
  cloud_instance_metadata?: Record<string, string>
  /** Such as kvm. */
  vm_info?: string | null
  /** Such as lxc. */
  container_info?: string | null
  ubuntu_pro_info?: unknown
  ubuntu_pro_reboot_required_info?: unknown
  livepatch_info?: unknown
  cloud_init?: CloudInit
  archived?: boolean
  employee_id?: number | null
  num_child?: number
  is_wsl_instance?: boolean
  is_default_child?: boolean | null
  default_child?: number | null
  parent?: Computer | null
  children?: Computer[]
  /** With_network or with_all_network. */
  network_devices?: NetworkDevice[]
  /** With_hardware, as lshw reports it. */
  hardware?: unknown
  /** With_grouped_hardware. */
  grouped_hardware?: GroupedHardware
  /** With_annotations. */
  annotations?: Record<string, string>
  /** With_alerts. */
  alerts?: ComputerAlert[]
  /** With_upgrades. */
  upgrades?: UpgradeCounts
  /** With_release_upgrades. */
  has_release_upgrades?: boolean
  /** With_profiles. */
  profiles?: ProfileRef[]
  /** With_wsl_profiles. */
  wsl_profiles?: ProfileRef[]
  /** With_reboot_packages. */
  reboot_packages?: unknown
}

/** What is known of a computer right after it was accepted. */
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

/** How many packages can be upgraded. */
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

/** The hardware in groups. What is not known is the text "Not available". */
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
