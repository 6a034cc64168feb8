// The entry point canonical-stack/maas.
export * from '../core/public.js'
export { createMaasClient, type MaasClient, type MaasClientOptions } from './client.js'
export type { Version } from './generated/api2/version.js'
export { machineStatuses } from './generated/statuses.js'
export type { MaasRequest } from './requests.js'
export { maasSettings } from './generated/settings.js'
export type { BootResourceUploadParams, MaasBootResources } from './resources/boot-resources.js'
export type { ConfigName, ConfigSetting, ConfigTypes, ConfigValue, MaasConfig } from './resources/config.js'
export type { DnsResourceSetParams, MaasDnsResources } from './resources/dns-resources.js'
export type { EventTailFilters, EventTailOptions, MaasEvents } from './resources/events.js'
export type { MachineAllocation } from './allocate-machine.js'
export type { MachineAdoptParams, MachineVerbs, PowerParametersById } from './machine-verbs.js'
export type { MaasMachines, MachineRef, MachineRefs } from './resources/machines.js'
export type { MaasInterfaces } from './resources/interfaces.js'
export type { MaasVlans, VlanEnableDhcpParams } from './resources/vlans.js'
export type { MaasNetwork } from './resources/network.js'
export type {
  BondDescription,
  BridgeDescription,
  InterfaceContents,
  LinkDescription,
  NetworkDescription,
  PhysicalDescription,
  VlanInterfaceDescription,
} from './network/description.js'
export type { MaasStorage } from './resources/storage.js'
export type { ApplyOptions, MaasPlan, PlanOptions, PlanProgress, PlanStep } from './plan/plan.js'
export type {
  BcacheDescription,
  DeviceContents,
  DeviceRef,
  DiskDescription,
  FilesystemDescription,
  PartitionDescription,
  RaidDescription,
  SpecialDescription,
  StorageDescription,
  VolumeDescription,
  VolumeGroupDescription,
} from './storage/description.js'
export type { MaasResults, ScriptOutput, ScriptRun } from './resources/results.js'
export type { MaasCredentials } from './sign-in.js'
export type { ImageSource, UploadOptions, UploadProgress } from './upload-image.js'
export type { MachineGoal, MachineState } from './wait-goals.js'
export type * from './generated/types.js'
