import type { machineStatuses } from '../../generated/maas/statuses.js'
import type { PowerParameters } from './power-types.js'

export type StatusName = (typeof machineStatuses)[number]['name']
export type PowerState = 'on' | 'off' | 'unknown' | 'error'

/** Numbers of script set statuses in MAAS; -1 is none. */
export type ScriptStatus = -1 | 0 | 1 | 2 | 3 | 4 | 5

export interface User {
  username: string
  email: string
  password: string
  isAdmin: boolean
}

export interface Tag {
  name: string
  definition: string
  comment: string
  kernelOpts: string
}

export interface Zone {
  id: number
  name: string
  description: string
}

export interface Pool {
  id: number
  name: string
  description: string
}

export interface Domain {
  id: number
  name: string
  authoritative: boolean
  ttl: number | null
  isDefault: boolean
}

export interface Vlan {
  id: number
  vid: number
  name: string
  fabricId: number
  mtu: number
  dhcpOn: boolean
  primaryRack: string | null
  secondaryRack: string | null
  relayVlanId: number | null
  spaceId: number | null
}

export interface Fabric {
  id: number
  name: string
  classType: string | null
}

export interface Space {
  id: number
  name: string
  description: string
}

export interface IpRange {
  id: number
  subnetId: number
  type: 'dynamic' | 'reserved'
  startIp: string
  endIp: string
  comment: string
  username: string
}

export interface StaticRoute {
  id: number
  sourceId: number
  destinationId: number
  gatewayIp: string
  metric: number
}

export interface Subnet {
  id: number
  name: string
  description: string
  cidr: string
  gatewayIp: string | null
  rdnsMode: number
  dnsServers: string[]
  vlanId: number
  allowDns: boolean
  allowProxy: boolean
  activeDiscovery: boolean
  managed: boolean
  disabledBootArchitectures: string[]
}

export interface Link {
  id: number
  mode: 'auto' | 'dhcp' | 'static' | 'link_up'
  subnetId?: number
  ipAddress?: string
}

export interface Interface {
  id: number
  name: string
  type: 'physical' | 'bond' | 'bridge' | 'vlan'
  mac: string
  vlanId: number | null
  links: Link[]
  linkSpeed: number
  interfaceSpeed: number
  linkConnected: boolean
  enabled: boolean
  tags: string[]
  params: Record<string, unknown>
  parentIds: number[]
  vendor: string | null
  product: string | null
  firmware: string | null
  /** The address seen during commissioning, or null. */
  discovered: { subnetId: number; ipAddress: string } | null
}

export interface Filesystem {
  fstype: string
  label: string | null
  uuid: string
  mountPoint: string | null
  mountOptions: string | null
}

export interface Partition {
  id: number
  uuid: string
  size: number
  bootable: boolean
  tags: string[]
  filesystem: Filesystem | null
}

export interface Disk {
  id: number
  name: string
  type: 'physical' | 'virtual'
  size: number
  blockSize: number
  uuid: string | null
  model: string
  serial: string
  idPath: string
  firmware: string | null
  tags: string[]
  partitions: Partition[]
  filesystem: Filesystem | null
}

/** A member of a storage group: a disk or a partition of the machine. */
export type StorageMember = { kind: 'disk' | 'partition'; id: number; isSpare: boolean }

/** RAID, volume group, bcache or VMFS datastore: built from members; most provide virtual disks. */
export interface StorageGroup {
  id: number
  kind: 'raid' | 'vg' | 'bcache' | 'vmfs'
  name: string
  uuid: string
  /** RAID level or bcache mode. */
  mode: string
  members: StorageMember[]
  /** The virtual disks that it provides. */
  diskIds: number[]
  cacheSetId: number | null
}

export interface CacheSet {
  id: number
  member: StorageMember
}

export type ScriptStage = 'commissioning' | 'testing' | 'installation'

/** The current set of scripts of one kind. */
export interface ScriptRun {
  status: ScriptStatus
  resultId: number | null
  startedMs?: number
  endedMs?: number
  suppressed?: boolean
  /** Names and tags of the testing scripts that were asked for; absent for the default ones. */
  scripts?: readonly string[]
}

export interface Machine {
  id: number
  systemId: string
  hostname: string
  description: string
  status: StatusName
  /** The status to return to after a test, rescue mode or mark_fixed. */
  previousStatus: StatusName
  owner: string | null
  agentName: string
  powerType: string
  powerParameters: PowerParameters
  powerState: PowerState
  /** The last power command: the BMC reports it when queried. */
  bmcState: 'on' | 'off'
  locked: boolean
  architecture: string
  osystem: string
  distroSeries: string
  hweKernel: string | null
  minHweKernel: string
  netboot: boolean
  ephemeralDeploy: boolean
  enableHwSync: boolean
  /** Shown and set since 3.7. */
  isDpu: boolean
  kernelCrashDump: boolean
  cpuCount: number
  cpuSpeed: number
  memoryMib: number
  swapSize: number | null
  zoneId: number
  poolId: number
  domainId: number
  tags: string[]
  annotations: Record<string, string>
  interfaces: Interface[]
  /** Interfaces found by commissioning. */
  foundInterfaces?: { name: string; mac: string }[]
  /** The link whose gateway was selected by hand. */
  gatewayLinkId: number | null
  disks: Disk[]
  storageLayout: string
  bootDiskId: number | null
  groups: StorageGroup[]
  cacheSets: CacheSet[]
  specialFilesystems: Filesystem[]
  hardware: Record<string, string> | null
  hardwareUuid: string | null
  commissioning: ScriptRun
  testing: ScriptRun
  installation: ScriptRun
  /** Script sets that are no longer the current ones, newest first. */
  pastRuns?: { stage: ScriptStage; run: ScriptRun }[]
  skipNetworking: boolean
  skipStorage: boolean
  enableSsh: boolean
  userData: string | undefined
  /** The key that the node reports with; set once it has fetched its preseed. */
  nodeToken?: { token_key: string; token_secret: string; consumer_key: string }
  /** The hardware that commissioning will find. */
  inventory: Inventory
}

/** A device that MAAS does not manage: it has interfaces, an owner and perhaps a parent machine. */
export interface Device extends Machine {
  parentId: string | null
}

/** The hardware of a machine, known to MAAS only after commissioning. */
export interface Inventory {
  cpuCount: number
  cpuSpeed: number
  memoryMib: number
  disks: { sizeBytes: number; tags: string[] }[]
  /** Interfaces that were not enlisted are found by commissioning. */
  interfaceCount: number
}

export type EventLevel = 'AUDIT' | 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL'

export interface MaasEvent {
  id: number
  systemId: string
  level: EventLevel
  type: string
  description: string
  action: string
  createdMs: number
}
