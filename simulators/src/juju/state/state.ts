import { randomUUID } from 'node:crypto'
import type { SimulatedClock } from '../../clock.js'
import type { CallFaults } from '../../faults.js'
import type { InstanceProvider } from '../../instance-provider.js'
import type { PlannedFailures } from '../life/planned-failures.js'
import { Refusal } from '../server/refusal.js'
import type { Charmhub } from './charms/charmhub.js'
import type {
  Application,
  Cloud,
  Credential,
  LogLine,
  Machine,
  Model,
  ModelAccess,
  Relation,
  Unit,
  User,
} from './types.js'

/** Hooks that a change of state calls, so that machines and units advance by themselves. */
export interface LifecycleHooks {
  machineAdded(model: Model, machine: Machine): void
  unitAdded(model: Model, unit: Unit): void
  relationAdded(model: Model, relation: Relation): void
  relationDying(model: Model, relation: Relation): void
  unitDying(model: Model, unit: Unit, force: boolean): void
  applicationDying(model: Model, application: Application): void
  machineDying(model: Model, machine: Machine, force: boolean): void
  modelDying(model: Model): void
  unitResolved(model: Model, unit: Unit): void
  provisioningRetried(model: Model, machine: Machine): void
  taskAdded(model: Model, taskId: number): void
  /** All revisions when the list is empty. */
  secretRemoved(model: Model, secretId: string, revisions: number[]): void
}

export interface ModelSeed {
  name: string
  /** @default the controller's user */
  qualifier?: string
  uuid?: string
  cloud?: string
  region?: string
  credential?: string
  isController?: boolean
  config?: Record<string, unknown>
}

/** The whole state of one simulated controller. */
export class JujuState {
  readonly models = new Map<string, Model>()
  readonly users = new Map<string, User>()
  readonly clouds = new Map<string, Cloud>()
  /** By `cloud/owner/name`. */
  readonly credentials = new Map<string, Credential>()
  readonly controllerConfig = new Map<string, unknown>()
  readonly secretBackendId = randomUUID()
  /** Spaces beside `alpha`. */
  readonly spaces: string[] = []
  address = ''
  #lifecycle: LifecycleHooks | undefined
  readonly #logListeners = new Set<(model: Model, line: LogLine) => void>()

  constructor(
    readonly clock: SimulatedClock,
    readonly charmhub: Charmhub,
    readonly faults: CallFaults,
    readonly failures: PlannedFailures,
    readonly controllerUuid: string,
    readonly caCert: string,
    readonly admin: string,
    readonly provider: InstanceProvider,
  ) {}

  get lifecycle(): LifecycleHooks {
    if (this.#lifecycle === undefined) throw new Error('the simulated controller has not started')
    return this.#lifecycle
  }

  set lifecycle(hooks: LifecycleHooks) {
    this.#lifecycle = hooks
  }

  now(): number {
    return this.clock.now()
  }

  get port(): number {
    return Number(this.address.slice(this.address.lastIndexOf(':') + 1))
  }

  get controllerModel(): Model {
    for (const model of this.models.values()) if (model.isController) return model
    throw new Error('the simulated controller has no controller model')
  }

  addModel(seed: ModelSeed): Model {
    const qualifier = seed.qualifier ?? this.admin
    const cloud = this.clouds.get(seed.cloud ?? this.controllerModelCloud())
    if (cloud === undefined) throw new Refusal(`cloud "${seed.cloud}" not found`, 'not found')
    const model: Model = {
      uuid: seed.uuid ?? randomUUID(),
      name: seed.name,
      qualifier,
      isController: seed.isController ?? false,
      cloud: cloud.name,
      region: seed.region ?? (cloud.type === 'maas' ? '' : (cloud.regions[0]?.name ?? '')),
      credential: seed.credential ?? this.#defaultCredential(cloud.name),
      life: 'alive',
      created: this.now(),
      config: new Map(Object.entries(seed.config ?? {})),
      constraints: {},
      access: new Map<string, ModelAccess>([[this.users.has(qualifier) ? qualifier : this.admin, 'admin']]),
      lastConnection: new Map(),
      machines: new Map(),
      applications: new Map(),
      relations: new Map(),
      charms: new Map(),
      offers: new Map(),
      remoteApplications: new Map(),
      annotations: new Map(),
      blocks: new Map(),
      secrets: new Map(),
      operations: [],
      sshKeys: [],
      pendingResources: new Map(),
      log: [],
      sequences: new Map(),
    }
    this.models.set(model.uuid, model)
    return model
  }

  /** The model with this `name`, `qualifier/name` or UUID. */
  findModel(name: string): Model | undefined {
    const byUuid = this.models.get(name)
    if (byUuid !== undefined) return byUuid
    return [...this.models.values()].find(
      (model) => model.name === name || `${model.qualifier}/${model.name}` === name,
    )
  }

  controllerModelCloud(): string {
    return (
      [...this.models.values()].find((model) => model.isController)?.cloud ?? [...this.clouds.keys()][0] ?? ''
    )
  }

  log(model: Model, line: Omit<LogLine, 'time' | 'labels' | 'location'> & Partial<LogLine>): void {
    const full: LogLine = { time: this.now(), labels: {}, location: 'simulator.go:1', ...line }
    model.log.push(full)
    for (const listener of this.#logListeners) listener(model, full)
  }

  onLog(listener: (model: Model, line: LogLine) => void): () => void {
    this.#logListeners.add(listener)
    return () => this.#logListeners.delete(listener)
  }

  #defaultCredential(cloud: string): string {
    for (const [id, credential] of this.credentials) {
      if (credential.cloud === cloud && credential.owner === this.admin && !credential.revoked) return id
    }
    return ''
  }
}

/** A time in the API's format. */
export function wireTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.000Z$/, 'Z')
}

/** A time without fractions of a second, as in connection times. */
export function wireSeconds(ms: number): string {
  return new Date(Math.floor(ms / 1000) * 1000).toISOString().replace('.000Z', 'Z')
}

/** Go's zero time: not set. */
export const ZERO_TIME = '0001-01-01T00:00:00Z'
