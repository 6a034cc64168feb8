/** One status of an entity. */
export interface EntityStatus {
  /** `active`, `blocked`, `idle`, `started`: the word depends on the kind of entity. */
  current: string
  message: string
  /** RFC 3339; absent when it was never set. */
  since?: string
  /** What goes with it, such as `hook` in the status of an application one of whose hooks failed. */
  data: Readonly<Record<string, unknown>>
}

/** A unit; units of subordinate applications are listed inside the unit whose machine they share. */
export interface UnitStatus {
  name: string
  application: string
  /** Id of its machine, such as `0/lxd/1`; of a subordinate that of its principal; `''` while it has none. */
  machine: string
  workload: EntityStatus
  agent: EntityStatus
  leader: boolean
  workloadVersion: string
  publicAddress: string
  /** On Kubernetes. */
  address?: string
  openedPorts: string[]
  subordinates: UnitStatus[]
}

export interface ApplicationStatus {
  name: string
  /** Charm URL, such as `ch:amd64/keystone-108`. */
  charm: string
  /** The name in the charm URL. */
  charmName: string
  /** Absent for a local charm. */
  channel?: string
  revision: number
  /** Such as `ubuntu@22.04/stable`. */
  base: string
  exposed: boolean
  exposedEndpoints: Record<string, { spaces: string[]; cidrs: string[] }>
  life: string
  status: EntityStatus
  workloadVersion: string
  /** On Kubernetes: the number of units that the application should have. */
  scale?: number
  /** On Kubernetes. */
  publicAddress: string
  /** Of a subordinate: its principal applications. */
  subordinateTo: string[]
  /** Names of the related applications by endpoint. */
  relations: Record<string, string[]>
  /** Space by endpoint; `''` is the default. */
  endpointBindings: Record<string, string>
  /** Its units in order, also for a subordinate, whose units are listed inside their principals as well. */
  units: UnitStatus[]
}

export interface JujuMachineStatus {
  /** `0`, or `0/lxd/1` for a container. */
  id: string
  agent: EntityStatus
  instance: EntityStatus
  /** Changes of a running machine, such as LXD profiles: `error` with the reason when they failed. */
  modification: EntityStatus
  hostname: string
  /** The name in the cloud, such as a MAAS host name; `''` where there is none. */
  displayName: string
  instanceId: string
  base: string
  /** Juju 2.9 only, such as `jammy`. */
  series?: string
  /** The address that Juju uses for the machine; `''` while there is none. */
  address: string
  addresses: string[]
  /** As the controller writes them, such as `arch=amd64 mem=8192M`. */
  constraints: string
  hardware: string
  containers: JujuMachineStatus[]
}

export interface RelationStatus {
  id: number
  interface: string
  /** `global`, or `container` between a subordinate and its principal. */
  scope: string
  endpoints: { application: string; name: string; role: string; subordinate: boolean }[]
  status: EntityStatus
}

export interface RemoteApplicationStatus {
  name: string
  offerUrl: string
  status: EntityStatus
  endpoints: { name: string; role: string; interface: string }[]
}

export interface OfferStatus {
  name: string
  application: string
  /** Charm URL of the application, such as `ch:amd64/mysql-108`. */
  charm: string
  /** By the names under which they are offered. */
  endpoints: { name: string; role: string; interface: string }[]
  activeConnections: number
  totalConnections: number
}

/** One storage of a unit, or one that is detached. */
export interface StorageStatus {
  /** Such as `data/0`. */
  id: string
  /** `''` where it is detached. */
  unit: string
  /** `block` or `filesystem`. */
  kind: string
  /** `''` if it is not known. */
  pool: string
  /** `''` if there is none. */
  mountpoint: string
  /** MiB; 0 if it is not known. */
  sizeMib: number
  status: EntityStatus
}

/** A branch of a model's configuration. Juju 3 and before. */
export interface BranchStatus {
  name: string
  /** RFC 3339. */
  created: string
  createdBy: string
  /** Names of the units that have the changes. */
  units: string[]
}

/** A model at one moment. */
export interface ModelStatus {
  name: string
  type: string
  cloud: string
  region: string
  version: string
  /** A newer version that the model can be upgraded to. */
  availableVersion?: string
  /** Juju 3 and before. */
  sla?: string
  status: EntityStatus
  /** Machines of metal or cloud, in order, with their containers inside. */
  machines: JujuMachineStatus[]
  applications: ApplicationStatus[]
  relations: RelationStatus[]
  remoteApplications: RemoteApplicationStatus[]
  offers: OfferStatus[]
  /** Absent without any. */
  branches?: BranchStatus[]
  /** Present if it was asked for with `storage: true`. */
  storage?: StorageStatus[]
  /** The controller's clock, RFC 3339; `''` if the controller does not tell it. */
  timestamp: string
}
