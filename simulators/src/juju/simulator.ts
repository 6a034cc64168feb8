import { randomUUID } from 'node:crypto'
import type { SimulatedClock } from '../clock.js'
import { CallFaults, type FaultAction, type FaultOptions } from '../faults.js'
import type { InstanceProvider } from '../instance-provider.js'
import { createServerCertificate } from '../tls.js'
import { DummyCloud } from './life/dummy-cloud.js'
import { Lifecycle } from './life/lifecycle.js'
import { manualLifecycle } from './life/manual-lifecycle.js'
import { PlannedFailures } from './life/planned-failures.js'
import { fullStatus } from './replies/status.js'
import { JujuServer } from './server/server.js'
import { Charmhub } from './state/charms/charmhub.js'
import { enterScope } from './state/relation-scope.js'
import { setState, type StateChange } from './state/set-state.js'
import { type ModelSeed, JujuState } from './state/state.js'
import { findUnit, type LogLine, type Model, type ModelAccess, status, type User } from './state/types.js'

export type { Charm } from './state/charms/charm.js'
export type { StateChange } from './state/set-state.js'
export type { ModelSeed } from './state/state.js'

/** Options of {@link startJujuSimulator}. */
export interface JujuSimulatorOptions {
  clock: SimulatedClock
  /**
   * The cloud that provides machines.
   * @default a dummy cloud that starts `node-0`, `node-1`, ... in three simulated minutes
   */
  provider?: InstanceProvider
  /**
   * Port on 127.0.0.1.
   * @default a free port
   */
  port?: number
  /** @default 'admin' */
  username?: string
  /** @default 'simulated-juju' */
  password?: string
  /**
   * Whether machines and units advance by themselves in simulated time; otherwise {@link JujuSimulator.set} advances them.
   * @default true
   */
  autoAdvance?: boolean
  /**
   * Names of spaces besides `alpha`, to bind to and for constraints. Models on the dummy cloud cannot list them.
   * @default none
   */
  spaces?: string[]
  controllerUuid?: string
  /** The UUID, the name and the qualifier of the controller's own model. */
  controllerModel?: Partial<ModelSeed>
}

/** A user to seed. */
export interface UserSeed {
  name: string
  password: string
  displayName?: string
  /** @default 'login' */
  access?: 'login' | 'superuser'
  /** Access to models, by UUID or `qualifier/name`. */
  models?: Record<string, ModelAccess>
}

/** A simulated Juju 4.0.15 controller in this process. */
export interface JujuSimulator extends AsyncDisposable {
  /** `127.0.0.1:PORT` */
  readonly address: string
  /** The private CA, in PEM; the server's certificate is for `juju-apiserver` only. */
  readonly caCert: string
  readonly controllerUuid: string
  readonly username: string
  readonly password: string
  /** The simulated Charmhub: `add(charm)`, `fromBundle(yaml)`. */
  readonly charms: Charmhub
  /** Adds a model and returns its UUID. */
  addModel(seed: ModelSeed): string
  /** UUIDs by `qualifier/name`. */
  models(): Record<string, string>
  addUser(seed: UserSeed): void
  /** The reply of `Client.FullStatus` now; `model` is a UUID or `qualifier/name`. @throws Error when the model does not exist. */
  status(model: string): Record<string, unknown>
  /** Changes a state by hand, in the newest model by default. @throws Error when the named entity does not exist. */
  set(change: StateChange & { model?: string }): void
  /** Adds a line to a model's log. */
  log(model: string, line: Partial<LogLine> & Pick<LogLine, 'tag' | 'message'>): void
  /** Makes a hook of a unit fail when it runs, or at once when the unit is installed. It stays failed until the unit is resolved. */
  failUnit(unit: string, hook: string, model?: string): void
  /** Makes the next provisioning of a machine fail; `machine` is an id, or `*` for the next machine. */
  failProvisioning(machine: string, reason: string): void
  /** Injects a fault into the next calls of an operation such as `Application.Deploy`. */
  failCall(operation: string, action: FaultAction, options?: FaultOptions): void
  /** Terminates every open websocket. */
  dropSockets(): void
  /** Stops the server, not the clock. */
  close(): Promise<void>
}

/** Starts a simulated controller. Resolves once it listens. */
export async function startJujuSimulator(options: JujuSimulatorOptions): Promise<JujuSimulator> {
  const { clock, username = 'admin', password = 'simulated-juju', autoAdvance = true } = options
  const certificate = await createServerCertificate(['juju-apiserver'], 'Juju')
  const provider = options.provider ?? new DummyCloud(clock)
  const faults = new CallFaults()
  const failures = new PlannedFailures()
  const state = new JujuState(
    clock,
    new Charmhub(),
    faults,
    failures,
    options.controllerUuid ?? randomUUID(),
    certificate.caCert,
    username,
    provider,
  )
  seed(state, username, password, options.controllerModel)
  state.spaces.push(...(options.spaces ?? []))
  const lifecycle = autoAdvance ? new Lifecycle(state) : undefined
  state.lifecycle = lifecycle ?? manualLifecycle
  const server = new JujuServer(state, certificate)
  state.address = await server.listen(options.port)

  const close = async () => {
    lifecycle?.close()
    await server.close()
  }
  return {
    address: state.address,
    caCert: state.caCert,
    controllerUuid: state.controllerUuid,
    username,
    password,
    charms: state.charmhub,
    addModel: (model) => state.addModel(model).uuid,
    models: () =>
      Object.fromEntries(
        [...state.models.values()].map((model) => [`${model.qualifier}/${model.name}`, model.uuid]),
      ),
    addUser: (user) => addUser(state, user),
    status: (model) => fullStatus(state, existingModel(state, model)),
    set: ({ model, ...change }) =>
      setState(state, existingModel(state, model), change, (of, unit, id) => enterScope(state, of, unit, id)),
    log: (model, line) =>
      state.log(existingModel(state, model), { severity: 'INFO', module: 'juju.simulator', ...line }),
    failUnit: (unit, hook, model) => failUnit(state, lifecycle, existingModel(state, model), unit, hook),
    failProvisioning: (machine, reason) => failures.failProvisioning(machine, reason),
    failCall: (operation, action, faultOptions) => faults.inject(operation, action, faultOptions),
    dropSockets: () => server.dropSockets(),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function seed(
  state: JujuState,
  username: string,
  password: string,
  controllerModel: Partial<ModelSeed> = {},
): void {
  const now = state.now()
  const user = (name: string, more: Partial<User>): User => ({
    name,
    displayName: '',
    access: '',
    createdBy: username,
    created: now,
    disabled: false,
    ...more,
  })
  state.users.set(username, user(username, { displayName: username, password, access: 'superuser' }))
  state.users.set('everyone@external', user('everyone@external', {}))
  state.clouds.set('dummy', {
    name: 'dummy',
    type: 'dummy',
    authTypes: ['empty', 'access-key', 'userpass'],
    regions: [{ name: 'dummy-region' }],
    access: new Map([[username, 'admin']]),
    modelDefaults: new Map(),
    regionDefaults: new Map(),
  })
  state.credentials.set(`dummy/${username}/default`, {
    cloud: 'dummy',
    owner: username,
    name: 'default',
    authType: 'userpass',
    attributes: { username: 'dummy', password: 'secret' },
    revoked: false,
  })
  state.addModel({ name: 'controller', isController: true, cloud: 'dummy', ...controllerModel })
}

function addUser(
  state: JujuState,
  { name, password, displayName = '', access = 'login', models = {} }: UserSeed,
): void {
  state.users.set(name, {
    name,
    displayName,
    password,
    access,
    createdBy: state.admin,
    created: state.now(),
    disabled: false,
  })
  for (const [model, modelAccess] of Object.entries(models))
    existingModel(state, model).access.set(name, modelAccess)
}

function failUnit(
  state: JujuState,
  lifecycle: Lifecycle | undefined,
  model: Model,
  name: string,
  hook: string,
): void {
  const unit = findUnit(model, name)
  if (lifecycle === undefined) {
    if (unit === undefined) throw new Error(`the model ${model.name} has no unit ${name}`)
    unit.agentStatus = status('error', `hook failed: "${hook}"`, state.now(), { hook })
  } else if (unit?.installed === true) lifecycle.failHook(model, unit, hook)
  else state.failures.failHook(name, hook)
}

/** The model of that name; without a name the newest model. */
function existingModel(state: JujuState, name: string | undefined): Model {
  const model = name === undefined ? [...state.models.values()].at(-1) : state.findModel(name)
  if (model === undefined) throw new Error(`the simulated controller has no model ${name}`)
  return model
}
