import type { SimulatedClock } from '../clock.js'
import { FaultInjector } from '../faults.js'
import { createToken } from './handlers/users.js'
import { ImageImport } from './life/image-import.js'
import { Lifecycle } from './life/lifecycle.js'
import { Timeline } from './life/timeline.js'
import { type Durations, defaultDurations, type Failable, type Signal } from './life/types.js'
import { OAuthProvider } from './server/authentication.js'
import type { MaasContext } from './server/context.js'
import { MaasServer } from './server/server.js'
import { blankMachine } from './state/blank-machine.js'
import { defaultBootSource, syncedImages } from './state/boot-images.js'
import { defaultInventory, discoverHardware, enlistedInterface } from './state/hardware.js'
import type { MaasRelease } from './state/releases.js'
import { seedFrom } from './state/seed-from.js'
import { inventMac } from './state/invented-macs.js'
import { MaasState } from './state/state.js'
import type { Inventory, MaasEvent, Machine, User } from './state/types.js'

export interface MaasSimulatorOptions {
  clock: SimulatedClock
  /**
   * Which release of MAAS to be; `master` is the state of development after 3.8.
   * @default '3.4'
   */
  release?: MaasRelease
  /**
   * Port on 127.0.0.1.
   * @default a free port
   */
  port?: number
  /**
   * Whether machines advance by themselves in simulated time; otherwise `signal()` and `settlePower()` advance them.
   * @default true
   */
  autoAdvance?: boolean
  /** Simulated seconds of each step. Absent steps keep their default. */
  durations?: Partial<Durations>
}

/** A machine to seed. Absent fields have the defaults of `POST /machines/`. */
export interface MachineSeed {
  hostname?: string
  /** Ready machines are commissioned and have no owner. @default 'Ready' */
  status?: 'New' | 'Ready'
  macs?: string[]
  powerType?: string
  powerParameters?: Record<string, string | string[]>
  tags?: string[]
  zone?: string
  pool?: string
  inventory?: Partial<Inventory>
}

/** A user with an API key. */
export interface SimulatedUser {
  username: string
  password: string
  isAdmin: boolean
  /** `consumer:token:secret`. */
  apiKey: string
}

/** A simulated MAAS region in this process. */
export interface MaasSimulator {
  /** `http://127.0.0.1:PORT/MAAS`. */
  readonly url: string
  /** The administrator's key, `consumer:token:secret`. */
  readonly apiKey: string
  readonly users: { admin: SimulatedUser; user: SimulatedUser }
  readonly machines: readonly Machine[]
  readonly events: readonly MaasEvent[]
  /** The whole state of the region, to read or to change beyond what the API allows. */
  readonly state: MaasState
  readonly lifecycle: Lifecycle
  readonly faults: FaultInjector
  addMachine(seed?: MachineSeed): Machine
  /**
   * Adds machines as a real region listed them (`GET /machines/`), with the zones, pools, domains, users, tags and networks that they name.
   * Machines with the same system id are replaced.
   */
  seedFrom(machines: readonly object[]): Machine[]
  addUser(user: User): SimulatedUser
  /** The user of an API key; undefined for a key that the region does not know. */
  keyOwner(apiKey: string): User | undefined
  addTag(name: string, systemIds?: string[]): void
  /** Makes the next such action of this machine, or of any machine, fail as it would in a real region. */
  failNext(action: Failable, systemId?: string, message?: string): void
  /**
   * The node of the next such action never reports, or its BMC never answers: the region gives up after its limit in simulated time,
   * which is the setting `node_timeout`, and five minutes for a release and the end of rescue mode.
   */
  silenceNext(action: Failable, systemId?: string): void
  /**
   * Sends a node's report to the region; false when the region ignores it in this status.
   *
   * @throws Error when the machine does not exist.
   */
  signal(systemId: string, signal: Signal, message?: string): boolean
  /** Finishes the running power action now; false when there is none. */
  settlePower(systemId: string): boolean
  onDeployed(listener: (machine: Machine, userData: string | undefined) => void): () => void
  onEvent(listener: (event: MaasEvent) => void): () => void
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Starts a simulated region with an administrator, a user and no machines. */
export async function startMaasSimulator(options: MaasSimulatorOptions): Promise<MaasSimulator> {
  const state = new MaasState(options.clock, options.release)
  const timeline = new Timeline(options.clock, options.autoAdvance ?? true)
  const durations = { ...defaultDurations, ...options.durations }
  const lifecycle = new Lifecycle(state, timeline, durations)
  const images = new ImageImport(state, timeline, durations.import)
  const context: MaasContext = { state, lifecycle, images, oauth: new OAuthProvider() }
  const faults = new FaultInjector()
  const source = defaultBootSource(state)
  state.extras.bootSources.push(source)
  state.extras.bootResources.push(...syncedImages(state, source))
  const server = new MaasServer(context, faults)
  const address = await server.listen(options.port)

  const addUser = (user: User): SimulatedUser => {
    state.users.push(user)
    const { consumerKey, tokenKey, tokenSecret } = createToken(context, user.username, `${user.username} key`)
    return {
      username: user.username,
      password: user.password,
      isAdmin: user.isAdmin,
      apiKey: [consumerKey, tokenKey, tokenSecret].join(':'),
    }
  }
  // The system user of every region.
  state.users.push({ username: 'MAAS', email: 'maas@localhost', password: '', isAdmin: false })
  const admin = addUser({ username: 'admin', email: 'admin@example.com', password: 'adminpw', isAdmin: true })
  const user = addUser({ username: 'bob', email: 'bob@example.com', password: 'bobpw', isAdmin: false })

  const close = async (): Promise<void> => {
    timeline.close()
    await server.close()
  }
  const machineNamed = (systemId: string): Machine => {
    const machine = state.machine(systemId)
    if (!machine) throw new Error(`The simulated MAAS has no machine ${systemId}`)
    return machine
  }
  return {
    url: `http://${address}/MAAS`,
    apiKey: admin.apiKey,
    users: { admin, user },
    machines: state.machines,
    events: state.events,
    state,
    lifecycle,
    faults,
    addMachine: (seed = {}) => seedMachine(state, seed),
    seedFrom: (machines) => seedFrom(state, machines),
    addUser,
    keyOwner: (apiKey) => {
      const token = context.oauth.tokens.find(
        ({ consumerKey, tokenKey, tokenSecret }) => [consumerKey, tokenKey, tokenSecret].join(':') === apiKey,
      )
      return token && state.user(token.username)
    },
    addTag: (name, systemIds = []) => {
      if (!state.tags.some((tag) => tag.name === name))
        state.tags.push({ name, definition: '', comment: '', kernelOpts: '' })
      for (const id of systemIds) machineNamed(id).tags = [...new Set([...machineNamed(id).tags, name])]
    },
    failNext: (action, systemId, message) => {
      lifecycle.failures.push({
        action,
        ...(systemId !== undefined && { systemId }),
        ...(message !== undefined && { message }),
      })
    },
    silenceNext: (action, systemId) => {
      lifecycle.failures.push({ action, isSilent: true, ...(systemId !== undefined && { systemId }) })
    },
    signal: (systemId, signal, message) => lifecycle.signal(machineNamed(systemId), signal, message),
    settlePower: (systemId) => timeline.run(systemId, 'power'),
    onDeployed: (listener) => lifecycle.onDeployed(listener),
    onEvent: (listener) => state.onEvent(listener),
    close,
    [Symbol.asyncDispose]: close,
  }
}

function seedMachine(state: MaasState, seed: MachineSeed): Machine {
  const machine = blankMachine(state)
  machine.hostname = seed.hostname ?? machine.hostname
  machine.architecture = 'amd64/generic'
  machine.powerType = seed.powerType ?? 'virsh'
  machine.powerParameters = seed.powerParameters ?? {
    power_address: 'qemu+ssh://u@10.10.0.9/system',
    power_id: machine.hostname,
  }
  machine.inventory = { ...defaultInventory, ...seed.inventory }
  const macs = seed.macs ?? [macOf(machine.id)]
  machine.interfaces = macs.map((mac, index) => enlistedInterface(state, `eth${index}`, mac))
  for (const name of seed.tags ?? []) {
    if (!state.tags.some((tag) => tag.name === name))
      state.tags.push({ name, definition: '', comment: '', kernelOpts: '' })
    machine.tags.push(name)
  }
  if (seed.zone) machine.zoneId = placed(state.zones, seed.zone, () => state.next('zone'))
  if (seed.pool) machine.poolId = placed(state.pools, seed.pool, () => state.next('pool'))
  state.machines.push(machine)
  if (seed.status === 'New') return machine
  for (let index = macs.length; index < machine.inventory.interfaceCount; index++)
    machine.interfaces.push(enlistedInterface(state, `eth${index}`, inventMac(state, machine, index, true)))
  discoverHardware(state, machine)
  const seconds = (count: number): number => state.clock.now() - count * 1000
  machine.commissioning = {
    status: 2,
    resultId: state.next('scriptset'),
    startedMs: seconds(300),
    endedMs: seconds(60),
  }
  machine.testing = {
    status: 2,
    resultId: state.next('scriptset'),
    startedMs: seconds(60),
    endedMs: seconds(0),
  }
  machine.powerState = 'off'
  machine.status = 'Ready'
  state.log(machine, 'INFO', 'Ready')
  return machine
}

const macOf = (id: number): string =>
  `52:54:00:${[id & 0xff, (id >> 8) & 0xff, id & 0xff].map((byte) => byte.toString(16).padStart(2, '0')).join(':')}`

/** The id of the zone or pool of that name, which is created when it does not exist. */
function placed(
  places: { id: number; name: string; description: string }[],
  name: string,
  next: () => number,
): number {
  const known = places.find((place) => place.name === name)
  if (known) return known.id
  const place = { id: next(), name, description: '' }
  places.push(place)
  return place.id
}
