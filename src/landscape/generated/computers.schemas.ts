// Generated from spec/landscape/computers.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { ActivityGroup } from './activities.schemas.js'

export const Computer: z.ZodType = z.object({
  id: z.int(),
  title: z.string(),
  comment: z.string(),
  hostname: z.string().nullable(),
  access_group: z.string(),
  tags: z.array(z.string()),
  distribution: z.string().nullable().optional(),
  get distribution_info() {
    return DistributionInfo.nullable().optional()
  },
  total_memory: z.int().nullable().optional(),
  total_swap: z.int().nullable().optional(),
  reboot_required_flag: z.boolean(),
  update_manager_prompt: z.enum(['normal', 'lts', 'never']).optional(),
  clone_id: z.int().nullable().optional(),
  last_ping_time: z.string().nullable(),
  last_exchange_time: z.string().nullable(),
  registered_at: z.string().optional(),
  cloud_instance_metadata: z.record(z.string(), z.string()).optional(),
  vm_info: z.string().nullable().optional(),
  container_info: z.string().nullable().optional(),
  ubuntu_pro_info: z.unknown().optional(),
  ubuntu_pro_reboot_required_info: z.unknown().optional(),
  livepatch_info: z.unknown().optional(),
  get cloud_init() {
    return CloudInit.optional()
  },
  archived: z.boolean().optional(),
  employee_id: z.int().nullable().optional(),
  num_child: z.int().optional(),
  is_wsl_instance: z.boolean().optional(),
  is_default_child: z.boolean().nullable().optional(),
  default_child: z.int().nullable().optional(),
  get parent() {
    return Computer.nullable().optional()
  },
  get children() {
    return z.array(Computer).optional()
  },
  get network_devices() {
    return z.array(NetworkDevice).optional()
  },
  hardware: z.unknown().optional(),
  get grouped_hardware() {
    return GroupedHardware.optional()
  },
  annotations: z.record(z.string(), z.string()).optional(),
  get alerts() {
    return z.array(ComputerAlert).optional()
  },
  get upgrades() {
    return UpgradeCounts.optional()
  },
  has_release_upgrades: z.boolean().optional(),
  get profiles() {
    return z.array(ProfileRef).optional()
  },
  get wsl_profiles() {
    return z.array(ProfileRef).optional()
  },
  reboot_packages: z.unknown().optional(),
})

export const AcceptedComputer: z.ZodType = z.object({
  id: z.int(),
  title: z.string(),
  comment: z.string(),
  hostname: z.string().nullable(),
  last_exchange_time: z.string().nullable(),
})

export const DistributionInfo: z.ZodType = z.object({
  code_name: z.string().nullable(),
  description: z.string(),
  distributor: z.string(),
  release: z.string(),
})

export const CloudInit: z.ZodType = z.object({
  availability_zone: z.string().nullable().optional(),
})

export const NetworkDevice: z.ZodType = z.object({
  interface: z.string(),
  ip_address: z.string(),
  mac_address: z.string(),
  netmask: z.string(),
  broadcast_address: z.string(),
})

export const ComputerAlert: z.ZodType = z.object({
  type: z.string(),
  summary: z.string(),
  severity: z.enum(['warning', 'danger', 'info']),
})

export const UpgradeCounts: z.ZodType = z.object({
  regular: z.int(),
  security: z.int(),
})

export const ProfileRef: z.ZodType = z.object({
  id: z.int(),
  name: z.string().nullable(),
  title: z.string(),
  type: z.enum(['package', 'reboot', 'removal', 'repository', 'usg', 'script', 'upgrade', 'wsl']),
})

export const GroupedHardware: z.ZodType = z.object({
  get cpu() {
    return z.array(HardwareCpu)
  },
  get display() {
    return HardwareDevice
  },
  get memory() {
    return HardwareMemory
  },
  get multimedia() {
    return HardwareDevice
  },
  get network() {
    return z.union([z.array(HardwareNetwork), z.string()])
  },
  get pci() {
    return z.array(HardwareBus)
  },
  get scsi() {
    return z.array(HardwareBus)
  },
  get storage() {
    return z.union([z.array(HardwareDisk), z.string()])
  },
  get system() {
    return HardwareSystem
  },
  get usb() {
    return z.array(HardwareBus)
  },
})

export const HardwareFlag: z.ZodType = z.object({
  code: z.string(),
  title: z.string(),
})

export const HardwareCpu: z.ZodType = z.object({
  architecture: z.string(),
  cache: z.record(z.string(), z.string()),
  clock_speed: z.string(),
  get flags() {
    return z.array(HardwareFlag)
  },
  model: z.string(),
  vendor: z.string(),
})

export const HardwareDevice: z.ZodType = z.object({
  model: z.string(),
  vendor: z.string(),
})

export const HardwareMemory: z.ZodType = z.object({
  size: z.string(),
})

export const HardwareNetwork: z.ZodType = z.object({
  description: z.string(),
  ip: z.string(),
  mac: z.string(),
  product: z.string(),
  vendor: z.string(),
})

export const HardwareBus: z.ZodType = z.object({
  description: z.string(),
  model: z.string(),
  vendor: z.string(),
  get attached_devices() {
    return z.array(HardwareBus).optional()
  },
})

export const HardwareDisk: z.ZodType = z.object({
  description: z.string(),
  product: z.string(),
  size: z.string(),
  vendor: z.string(),
  get partitions() {
    return z.array(HardwarePartition)
  },
})

export const HardwarePartition: z.ZodType = z.object({
  description: z.string(),
  filesystem: z.string(),
  size: z.string(),
})

export const HardwareSystem: z.ZodType = z.object({
  get bios_capabilities() {
    return z.array(HardwareFlag)
  },
  bios_date: z.string(),
  bios_vendor: z.string(),
  bios_version: z.string(),
  chassis: z.string(),
  model: z.string(),
  serial: z.string(),
  vendor: z.string(),
})

export const listReply: z.ZodType = z.array(Computer)

export const listV2Reply: z.ZodType = z.object({
  results: z.array(Computer),
  count: z.int().optional(),
  next: z.string().nullable().optional(),
  previous: z.string().nullable().optional(),
})

export const getReply: z.ZodType = Computer

export const editReply: z.ZodType = Computer

export const addTagsReply: z.ZodType = z.array(Computer)

export const removeTagsReply: z.ZodType = z.array(Computer)

export const changeAccessGroupReply: z.ZodType = z.array(Computer)

export const rebootReply: z.ZodType = ActivityGroup

export const shutdownReply: z.ZodType = ActivityGroup
