// Generated from spec/maas/machines.yaml by `npm run generate`. Do not edit.

import { z } from 'zod'
import { BlockDevice, SpecialFilesystem } from './blockdevices.schemas.js'
import { Domain } from './domains.schemas.js'
import { Interface } from './interfaces.schemas.js'
import { ResourcePool } from './resource-pools.schemas.js'
import { Zone } from './zones.schemas.js'

export const Machine: z.ZodType = z.object({
  system_id: z.string(),
  hostname: z.string(),
  fqdn: z.string(),
  description: z.string(),
  get domain() {
    return Domain
  },
  get zone() {
    return Zone
  },
  get pool() {
    return ResourcePool
  },
  owner: z.string().nullable(),
  owner_data: z.record(z.string(), z.string()),
  workload_annotations: z.record(z.string(), z.string()),
  tag_names: z.array(z.string()),
  locked: z.boolean(),
  status: z.int(),
  status_name: z.enum(['New', 'Commissioning', 'Failed commissioning', 'Missing', 'Ready', 'Reserved', 'Deployed', 'Retired', 'Broken', 'Deploying', 'Allocated', 'Failed deployment', 'Releasing', 'Releasing failed', 'Disk erasing', 'Failed disk erasing', 'Rescue mode', 'Entering rescue mode', 'Failed to enter rescue mode', 'Exiting rescue mode', 'Failed to exit rescue mode', 'Testing', 'Failed testing']),
  status_message: z.string().nullable(),
  status_action: z.string().nullable(),
  error_description: z.string().optional(),
  architecture: z.string(),
  cpu_count: z.int(),
  cpu_speed: z.int(),
  memory: z.int(),
  storage: z.number(),
  swap_size: z.number().nullable(),
  hardware_uuid: z.string().nullable(),
  get hardware_info() {
    return HardwareInfo
  },
  get numanode_set() {
    return z.array(NumaNode)
  },
  bios_boot_method: z.string().nullable(),
  osystem: z.string(),
  distro_series: z.string(),
  hwe_kernel: z.string().nullable(),
  min_hwe_kernel: z.string().nullable(),
  netboot: z.boolean(),
  ephemeral_deploy: z.boolean(),
  enable_kernel_crash_dump: z.boolean().optional(),
  is_dpu: z.boolean().optional(),
  enable_hw_sync: z.boolean(),
  sync_interval: z.int().nullable(),
  last_sync: z.string().nullable(),
  next_sync: z.string().nullable(),
  power_type: z.string(),
  power_state: z.enum(['on', 'off', 'unknown', 'error']),
  ip_addresses: z.array(z.string()),
  address_ttl: z.int().nullable(),
  get boot_interface() {
    return Interface.nullable()
  },
  get interface_set() {
    return z.array(Interface)
  },
  get default_gateways() {
    return DefaultGateways
  },
  get boot_disk() {
    return BlockDevice.nullable()
  },
  get blockdevice_set() {
    return z.array(BlockDevice)
  },
  get physicalblockdevice_set() {
    return z.array(BlockDevice)
  },
  get virtualblockdevice_set() {
    return z.array(BlockDevice)
  },
  get volume_groups() {
    return z.array(StorageRef)
  },
  get raids() {
    return z.array(StorageRef)
  },
  get bcaches() {
    return z.array(StorageRef)
  },
  get cache_sets() {
    return z.array(StorageRef)
  },
  get special_filesystems() {
    return z.array(SpecialFilesystem)
  },
  get constraints_by_type() {
    return AllocationMatch.optional()
  },
  commissioning_status: z.int(),
  commissioning_status_name: z.string(),
  testing_status: z.int(),
  testing_status_name: z.string(),
  cpu_test_status: z.int(),
  cpu_test_status_name: z.string(),
  memory_test_status: z.int(),
  memory_test_status_name: z.string(),
  network_test_status: z.int(),
  network_test_status_name: z.string(),
  storage_test_status: z.int(),
  storage_test_status_name: z.string(),
  interface_test_status: z.int(),
  interface_test_status_name: z.string(),
  other_test_status: z.int(),
  other_test_status_name: z.string(),
  current_commissioning_result_id: z.int().nullable(),
  current_testing_result_id: z.int().nullable(),
  current_installation_result_id: z.int().nullable(),
  node_type: z.int(),
  node_type_name: z.string(),
  get parent() {
    return NodeRef.nullable()
  },
  get pod() {
    return VmHostRef.nullable().optional()
  },
  virtualmachine_id: z.int().nullable().optional(),
  disable_ipv4: z.boolean(),
  resource_uri: z.string(),
})

export const HardwareInfo: z.ZodType = z.object({
  system_vendor: z.string(),
  system_product: z.string(),
  system_family: z.string(),
  system_version: z.string(),
  system_sku: z.string(),
  system_serial: z.string(),
  cpu_model: z.string(),
  mainboard_vendor: z.string(),
  mainboard_product: z.string(),
  mainboard_serial: z.string(),
  mainboard_version: z.string(),
  mainboard_firmware_vendor: z.string(),
  mainboard_firmware_date: z.string(),
  mainboard_firmware_version: z.string(),
  chassis_vendor: z.string(),
  chassis_type: z.string(),
  chassis_serial: z.string(),
  chassis_version: z.string(),
})

export const NumaNode: z.ZodType = z.object({
  index: z.int(),
  memory: z.int(),
  cores: z.array(z.int()),
  get hugepages_set() {
    return z.array(HugePages)
  },
})

export const HugePages: z.ZodType = z.object({
  page_size: z.number(),
  total: z.number(),
})

export const DefaultGateways: z.ZodType = z.object({
  get ipv4() {
    return DefaultGateway
  },
  get ipv6() {
    return DefaultGateway
  },
})

export const DefaultGateway: z.ZodType = z.object({
  gateway_ip: z.string().nullable(),
  link_id: z.int().nullable(),
})

export const StorageRef: z.ZodType = z.object({
  system_id: z.string(),
  id: z.int(),
  __incomplete__: z.boolean(),
})

export const NodeRef: z.ZodType = z.object({
  system_id: z.string(),
  resource_uri: z.string().optional(),
  __incomplete__: z.boolean().optional(),
})

export const VmHostRef: z.ZodType = z.object({
  id: z.int(),
  name: z.string(),
  resource_uri: z.string(),
})

export const AllocationMatch: z.ZodType = z.object({
  storage: z.record(z.string(), z.array(z.union([z.string(), z.int()]))).optional(),
  interfaces: z.record(z.string(), z.array(z.int())).optional(),
  verbose_storage: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  verbose_interfaces: z.record(z.string(), z.unknown()).optional(),
})

export const PowerState: z.ZodType = z.object({
  state: z.enum(['on', 'off', 'unknown', 'error']),
})

export const listReply: z.ZodType = z.array(Machine)

export const getReply: z.ZodType = Machine

export const createReply: z.ZodType = Machine

export const updateReply: z.ZodType = Machine

export const acceptReply: z.ZodType = z.array(Machine)

export const commissionReply: z.ZodType = Machine

export const testReply: z.ZodType = Machine

export const abortReply: z.ZodType = Machine

export const overrideFailedTestingReply: z.ZodType = Machine

export const allocateReply: z.ZodType = Machine

export const deployReply: z.ZodType = Machine

export const releaseReply: z.ZodType = Machine

export const releaseManyReply: z.ZodType = z.array(z.string())

export const powerOnReply: z.ZodType = Machine

export const powerOffReply: z.ZodType = Machine.nullable()

export const queryPowerStateReply: z.ZodType = PowerState

export const lockReply: z.ZodType = Machine

export const unlockReply: z.ZodType = Machine

export const markBrokenReply: z.ZodType = Machine

export const markFixedReply: z.ZodType = Machine

export const rescueModeReply: z.ZodType = Machine

export const exitRescueModeReply: z.ZodType = Machine

export const setWorkloadAnnotationsReply: z.ZodType = Machine
