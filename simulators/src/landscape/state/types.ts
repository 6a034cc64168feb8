/** The administrator of the simulated account, who makes every call. */
export interface Person {
  id: number
  name: string
  email: string
}

/** A package on a computer. */
export interface ComputerPackage {
  name: string
  summary: string
  /** The installed version; null when it is not installed. */
  installed: string | null
  /** The newest version of its package sources, or null. */
  available: string | null
  /** Whether `available` comes from the security pocket. */
  security: boolean
  held: boolean
}

export interface NetworkDevice {
  interface: string
  ip_address: string
  mac_address: string
  netmask: string
  broadcast_address: string
}

export interface Process {
  id: number
  pid: number
  gid: number
  name: string
  startedAtMs: number
  vmSizeKib: number
}

export interface Snap {
  name: string
  revision: string
  /** The channel that it tracks, such as `5.21/stable`. */
  channel: string
  heldUntilMs: number | null
}

/** A registered computer. */
export interface Computer {
  readonly id: number
  title: string
  comment: string
  hostname: string
  /** Release number, such as `24.04`. */
  distribution: string
  accessGroup: string
  tags: string[]
  annotations: Record<string, string>
  networkDevices: NetworkDevice[]
  packages: ComputerPackage[]
  snaps: Snap[]
  processes: Process[]
  registeredAtMs: number
  lastPingMs: number | null
  lastExchangeMs: number | null
  rebootRequired: boolean
  totalMemoryMib: number | null
  totalSwapMib: number | null
  vmInfo: string | null
  containerInfo: string | null
  cloudInstanceMetadata: Record<string, string>
  availabilityZone: string | null
  /** Whether its client runs with `include_manager_plugins = ScriptExecution`. */
  scriptExecution: boolean
  /** An offline computer neither pings nor fetches activities. */
  online: boolean
}

/** A computer that waits for an administrator to accept its registration. */
export interface PendingComputer {
  readonly id: number
  createdAtMs: number
  /** The computer that it becomes when accepted. */
  computer: Computer
}

export interface PackageChange {
  package: string
  type: 'install' | 'remove' | 'upgrade' | 'downgrade' | 'hold' | 'unhold'
  version?: string
  install_version?: string
  remove_version?: string
  complemented: boolean
}

export type ActivityStatus =
  'undelivered' | 'scheduled' | 'unapproved' | 'delivered' | 'succeeded' | 'failed' | 'canceled'

/** The result of an activity on the computer. */
export interface Outcome {
  failed?: boolean
  resultText?: string | null
  resultCode?: number | null
}

/** A group (`computerId` null), or the activity of one computer in it. */
export interface Activity {
  readonly id: number
  readonly type: string
  readonly summary: string
  readonly creator: Person
  readonly parentId: number | null
  readonly computerId: number | null
  readonly createdAtMs: number
  readonly deliverAfterMs: number | null
  readonly deliverDelayWindow: number
  readonly packages?: { ids: number[]; changes: PackageChange[] }
  /** The status of a child; a group's is derived from its children. */
  status: ActivityStatus
  approvedAtMs: number | null
  deliveredAtMs: number | null
  completedAtMs: number | null
  modifiedAtMs: number
  resultText: string | null
  resultCode: number | null
}

export interface AccessGroup {
  name: string
  title: string
  parent: string | null
}

export interface SavedSearch {
  name: string
  title: string
  search: string
}

export interface ScriptAttachment {
  id: number
  filename: string
  content: Buffer
}

export interface ScriptVersion {
  id: number
  number: number
  title: string
  interpreter: string
  /** Without the `#!` line, as the server stores it (workflows.md section 8). */
  code: string
  createdAtMs: number
}

export interface Script {
  readonly id: number
  readonly kind: 'V1' | 'V2'
  status: 'ACTIVE' | 'ARCHIVED' | 'REDACTED'
  timeLimit: number
  username: string | null
  accessGroup: string
  attachments: ScriptAttachment[]
  /** Oldest first; never empty. */
  versions: [ScriptVersion, ...ScriptVersion[]]
}

export interface Role {
  key: number
  name: string
  description: string
  permissions: string[]
  globalPermissions: string[]
  persons: string[]
  accessGroups: string[]
  readOnly: boolean
}

export interface EventLogItem {
  id: number
  createdAtMs: number
  entityType: string
  entityId: number
  entityName: string
  message: string
}

/** The computers that an alert watches, and whether the administrator gets mail about it. */
export interface AlertSetting {
  tags: string[]
  allComputers: boolean
  subscribed: boolean
  dismissed: boolean
}
