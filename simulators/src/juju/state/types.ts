import type { CharmOrigin } from '../server/params.js'
import type { Base, Charm, Endpoint } from './charms/charm.js'
import type { Constraints } from './constraints.js'

/** The state of the simulated controller: plain records, changed by the functions of this folder. Times are epoch milliseconds. */

export type Life = 'alive' | 'dying' | 'dead'

export interface StatusValue {
  status: string
  info: string
  data: Record<string, unknown>
  since: number
}

export interface Machine {
  id: string
  uuid: string
  base: Base
  constraints: Constraints
  /** The placement directive for the provider, such as `zone=rack-1`. */
  placement?: string
  parentId?: string
  life: Life
  agentStatus: StatusValue
  instanceStatus: StatusValue
  agentPresent: boolean
  instanceId?: string
  displayName: string
  addresses: string[]
  macAddress?: string
  hardware: string
}

export interface Unit {
  name: string
  number: number
  uuid: string
  application: string
  life: Life
  /** Absent on subordinates, which run on the machine of their principal. */
  machineId?: string
  principal?: string
  agentStatus: StatusValue
  workloadStatus: StatusValue
  workloadVersion: string
  agentPresent: boolean
  /** Hooks that fail when they run. */
  installed: boolean
  /** The relations whose scope the unit has entered, by id, with its settings. */
  entered: Map<number, Record<string, string>>
}

export interface StoredCharm {
  url: string
  source: 'charm-hub' | 'local'
  revision: number
  architecture: string
  hash: string
  /** Charmhub's id; empty for a local charm. */
  id: string
  charm: Charm
}

export interface ExposedEndpoint {
  spaces?: string[]
  cidrs?: string[]
}

export interface Application {
  name: string
  uuid: string
  charm: StoredCharm
  origin: CharmOrigin
  base: Base
  life: Life
  config: Map<string, unknown>
  trust: boolean
  constraints: Constraints
  bindings: Record<string, string>
  exposed: boolean
  exposedEndpoints: Record<string, ExposedEndpoint>
  /** Set by the charm's leader; otherwise the status is derived from the units. */
  status?: StatusValue
  units: Map<string, Unit>
  leader?: string
  instanceKey: string
  resources: Map<string, ResourceRecord>
}

export interface RelationEndpoint extends Endpoint {
  application: string
}

export interface Relation {
  id: number
  key: string
  life: Life
  scope: 'global' | 'container'
  /** Requirer first, then provider; one entry for a peer relation. */
  endpoints: RelationEndpoint[]
  status: StatusValue
}

export interface ResourceRecord {
  name: string
  type: string
  path: string
  description: string
  origin: string
  revision: number
  fingerprint: string
  size: number
  id: string
  username: string
  timestamp: number
  content?: Buffer
}

export interface Offer {
  uuid: string
  name: string
  application: string
  description: string
  endpoints: string[]
  access: Map<string, string>
}

export interface RemoteApplication {
  name: string
  offerUuid: string
  offerUrl: string
  endpoints: Endpoint[]
  life: Life
  status: StatusValue
}

export interface Secret {
  id: string
  label: string
  description?: string
  created: number
  revisions: { revision: number; created: number; data: Record<string, string> }[]
  grants: Set<string>
}

export interface Task {
  id: number
  receiver: string
  name: string
  parameters: Record<string, unknown>
  parallel: boolean
  executionGroup?: string
  status: string
  enqueued: number
  started?: number
  completed?: number
  message?: string
  output?: Record<string, unknown>
}

export interface Operation {
  id: number
  summary: string
  enqueued: number
  tasks: Task[]
}

export interface LogLine {
  tag: string
  time: number
  severity: 'TRACE' | 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR'
  module: string
  location: string
  message: string
  labels: Record<string, string>
}

export type ModelAccess = 'read' | 'write' | 'admin'

export interface Model {
  uuid: string
  name: string
  qualifier: string
  isController: boolean
  cloud: string
  region: string
  /** `cloud/owner/name` */
  credential: string
  life: Life
  created: number
  config: Map<string, unknown>
  constraints: Constraints
  access: Map<string, ModelAccess>
  lastConnection: Map<string, number>
  machines: Map<string, Machine>
  applications: Map<string, Application>
  relations: Map<number, Relation>
  charms: Map<string, StoredCharm>
  offers: Map<string, Offer>
  remoteApplications: Map<string, RemoteApplication>
  annotations: Map<string, Record<string, string>>
  /** Block type to message. */
  blocks: Map<string, string>
  secrets: Map<string, Secret>
  operations: Operation[]
  sshKeys: string[]
  pendingResources: Map<string, ResourceRecord>
  log: LogLine[]
  /** Counters that only grow: `machine`, `container-0-lxd`, `relation`, `unit-mysql`, `task`. */
  sequences: Map<string, number>
}

export interface Cloud {
  name: string
  type: string
  authTypes: string[]
  endpoint?: string
  regions: { name: string; endpoint?: string }[]
  access: Map<string, string>
  caCertificates?: string[]
  modelDefaults: Map<string, unknown>
  /** By region. */
  regionDefaults: Map<string, Map<string, unknown>>
}

export interface Credential {
  cloud: string
  owner: string
  name: string
  authType: string
  attributes: Record<string, string>
  revoked: boolean
}

export interface User {
  name: string
  displayName: string
  /** Absent until the user registers. */
  password?: string
  secretKey?: Buffer
  access: '' | 'login' | 'superuser'
  createdBy: string
  created: number
  lastConnection?: number
  disabled: boolean
}

/** The next number of a counter, from 0. */
export function nextNumber(model: Model, sequence: string): number {
  const value = model.sequences.get(sequence) ?? 0
  model.sequences.set(sequence, value + 1)
  return value
}

export function status(
  word: string,
  info: string,
  since: number,
  data: Record<string, unknown> = {},
): StatusValue {
  return { status: word, info, data, since }
}

export function findUnit(model: Model, name: string): Unit | undefined {
  return model.applications.get(name.replace(/\/\d+$/, ''))?.units.get(name)
}

export function* unitsOf(model: Model): Generator<Unit> {
  for (const application of model.applications.values()) yield* application.units.values()
}

/** The machine of a unit, or of its principal. */
export function machineOf(model: Model, unit: Unit): Machine | undefined {
  if (unit.principal !== undefined) {
    const principal = findUnit(model, unit.principal)
    return principal === undefined ? undefined : machineOf(model, principal)
  }
  return unit.machineId === undefined ? undefined : model.machines.get(unit.machineId)
}

export function isSubordinate(application: Application): boolean {
  return application.charm.charm.subordinate ?? false
}

export function relationsOf(model: Model, application: string): Relation[] {
  return [...model.relations.values()].filter((relation) =>
    relation.endpoints.some((end) => end.application === application),
  )
}
