import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SimulatedClock } from '../clock.js'
import { FaultInjector } from '../faults.js'
import { defaultInventory, discoverHardware, enlistedInterface } from './state/hardware.js'
import { type Durations, defaultDurations, type Failable, Lifecycle, type Signal } from './life/lifecycle.js'
import type { Inventory, MaasEvent, Machine, User } from './state/types.js'
import { OAuthProvider } from './server/authentication.js'
import { accountKeyResources } from './handlers/account-keys.js'
import { snippetResources } from './handlers/dhcp-snippets.js'
import { blockDeviceResources } from './handlers/blockdevices.js'
import { discoveryResources } from './handlers/discovery.js'
import { notificationResources } from './handlers/notifications.js'
import { repositoryResources } from './handlers/package-repositories.js'
import { dnsResourceResources } from './handlers/dns.js'
import { ipAddressResources } from './handlers/ip-addresses.js'
import { domainResources } from './handlers/domains.js'
import { interfaceResources } from './handlers/interfaces.js'
import { networkResources } from './handlers/networks.js'
import { rangeResources } from './handlers/ranges.js'
import { resultResources } from './handlers/results.js'
import { storageGroupResources } from './handlers/storage-groups.js'
import { bootResourceResources, syncedImages } from './handlers/boot-resources.js'
import { bootSourceResources } from './handlers/boot-sources.js'
import { fileResources } from './handlers/files.js'
import { licenseKeyResources } from './handlers/license-keys.js'
import { vmHostResources } from './handlers/vm-hosts.js'
import { vmfsResources } from './handlers/vmfs.js'
import { scriptResources } from './handlers/scripts.js'
import { subnetResources } from './handlers/subnets.js'
import { eventResources } from './handlers/events.js'
import { machinesResource } from './handlers/machines.js'
import { controllerResources } from './handlers/controllers.js'
import { deviceResources } from './handlers/devices.js'
import { nodeResources } from './handlers/nodes.js'
import { machineResource } from './handlers/machine.js'
import { placeResources } from './handlers/places.js'
import { tagResources } from './handlers/tags.js'
import { createToken, userResources } from './handlers/users.js'
import { regionResources } from './handlers/version.js'
import { blankMachine } from './state/blank-machine.js'
import { Router, type Region } from './server/router.js'
import { RequestHandler } from './server/server.js'
import { Timeline } from './life/timeline.js'
import { World } from './state/state.js'

export interface MaasSimulatorOptions {
  clock: SimulatedClock
  /**
   * Port on 127.0.0.1.
   * @default one that is free
   */
  port?: number
  /**
   * Whether machines move by themselves, in the clock's time; otherwise `signal()` and `settlePower()` move them.
   * @default true
   */
  autoAdvance?: boolean
  /** Simulated seconds of each step, where the defaults do not suit. */
  durations?: Partial<Durations>
}

/** A machine to seed. What is left out is as `POST /machines/` would leave it. */
export interface MachineSeed {
  hostname?: string
  /** Seeded machines are Ready, commissioned and owned by nobody, unless a status says New. */
  status?: 'New' | 'Ready'
  macs?: string[]
  powerType?: string
  powerParameters?: Record<string, string>
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

/** A MAAS 3.4.10 region in this process. */
export interface MaasSimulator {
  /** `http://127.0.0.1:PORT/MAAS`. */
  readonly url: string
  /** The administrator's key, `consumer:token:secret`. */
  readonly apiKey: string
  readonly users: { admin: SimulatedUser; user: SimulatedUser }
  readonly machines: readonly Machine[]
  readonly events: readonly MaasEvent[]
  /** All that the region knows: read it, or change what no call can. */
  readonly world: World
  readonly lifecycle: Lifecycle
  readonly faults: FaultInjector
  addMachine(seed?: MachineSeed): Machine
  addUser(user: User): SimulatedUser
  addTag(name: string, systemIds?: string[]): void
  /** The next such action, of this machine or of any, fails as it would in a real region. */
  failNext(action: Failable, systemId?: string, message?: string): void
  /**
   * A node reports to the region; false when the region does not listen in this state.
   *
   * @throws Error when there is no such machine.
   */
  signal(systemId: string, signal: Signal, message?: string): boolean
  /** Lets the power action that is under way finish now; false when none is. */
  settlePower(systemId: string): boolean
  onDeployed(listener: (machine: Machine, userData: string | undefined) => void): () => void
  onEvent(listener: (event: MaasEvent) => void): () => void
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Starts a simulated region with an administrator, a user and no machines. */
export async function startMaasSimulator(options: MaasSimulatorOptions): Promise<MaasSimulator> {
  const world = new World(options.clock)
  const timeline = new Timeline(options.clock, options.autoAdvance ?? true)
  const lifecycle = new Lifecycle(world, timeline, { ...defaultDurations, ...options.durations })
  const region: Region = { world, lifecycle, oauth: new OAuthProvider() }
  const faults = new FaultInjector()
  region.world.extras.bootResources.push(...syncedImages(region.world))
  const resources = [
    ...regionResources,
    ...userResources,
    machinesResource,
    machineResource,
    ...tagResources,
    ...placeResources,
    ...eventResources,
    ...networkResources,
    ...subnetResources,
    ...rangeResources,
    ...domainResources,
    ...interfaceResources,
    ...nodeResources,
    ...deviceResources,
    ...controllerResources,
    ...scriptResources,
    ...resultResources,
    ...notificationResources,
    ...accountKeyResources,
    ...snippetResources,
    ...repositoryResources,
    ...discoveryResources,
    ...blockDeviceResources,
    ...storageGroupResources,
    ...vmfsResources,
    ...ipAddressResources,
    ...dnsResourceResources,
    ...fileResources,
    ...bootSourceResources,
    ...bootResourceResources,
    ...vmHostResources,
    ...licenseKeyResources,
  ]
  const handler = new RequestHandler(region, new Router(resources))
  // The real limit is checked by hand: it answers in two ways that node's own does not know.
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    faults
      .intercept(request, response)
      .then((done) => (done ? undefined : handler.handle(request, response)))
      .catch(() => request.socket.destroy())
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  await listen(server, options.port ?? 0)

  const addUser = (user: User): SimulatedUser => {
    world.users.push(user)
    const { consumerKey, tokenKey, tokenSecret } = createToken(region, user.username, `${user.username} key`)
    return {
      username: user.username,
      password: user.password,
      isAdmin: user.isAdmin,
      apiKey: [consumerKey, tokenKey, tokenSecret].join(':'),
    }
  }
  // The system user that every region has.
  world.users.push({ username: 'MAAS', email: 'maas@localhost', password: '', isAdmin: false })
  const admin = addUser({ username: 'admin', email: 'admin@example.com', password: 'adminpw', isAdmin: true })
  const user = addUser({ username: 'bob', email: 'bob@example.com', password: 'bobpw', isAdmin: false })

  const close = async (): Promise<void> => {
    timeline.close()
    server.closeAllConnections()
    if (server.listening) await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  const machineNamed = (systemId: string): Machine => {
    const machine = world.machine(systemId)
    if (!machine) throw new Error(`The simulated MAAS has no machine ${systemId}`)
    return machine
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/MAAS`,
    apiKey: admin.apiKey,
    users: { admin, user },
    machines: world.machines,
    events: world.events,
    world,
    lifecycle,
    faults,
    addMachine: (seed = {}) => seedMachine(world, seed),
    addUser,
    addTag: (name, systemIds = []) => {
      if (!world.tags.some((tag) => tag.name === name))
        world.tags.push({ name, definition: '', comment: '', kernelOpts: '' })
      for (const id of systemIds) machineNamed(id).tags = [...new Set([...machineNamed(id).tags, name])]
    },
    failNext: (action, systemId, message) => {
      lifecycle.failures.push({
        action,
        ...(systemId !== undefined && { systemId }),
        ...(message !== undefined && { message }),
      })
    },
    signal: (systemId, signal, message) => lifecycle.signal(machineNamed(systemId), signal, message),
    settlePower: (systemId) => timeline.run(systemId, 'power'),
    onDeployed: (listener) => lifecycle.onDeployed(listener),
    onEvent: (listener) => world.onEvent(listener),
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function seedMachine(world: World, seed: MachineSeed): Machine {
  const machine = blankMachine(world)
  machine.hostname = seed.hostname ?? machine.hostname
  machine.architecture = 'amd64/generic'
  machine.powerType = seed.powerType ?? 'virsh'
  machine.powerParameters = seed.powerParameters ?? {
    power_address: 'qemu+ssh://ubuntu@10.10.0.3/system',
    power_id: machine.hostname,
  }
  machine.inventory = { ...defaultInventory, ...seed.inventory }
  const macs = seed.macs ?? [macOf(machine.id)]
  machine.interfaces = macs.map((mac, index) => enlistedInterface(world, `eth${index}`, mac))
  for (const name of seed.tags ?? []) {
    if (!world.tags.some((tag) => tag.name === name))
      world.tags.push({ name, definition: '', comment: '', kernelOpts: '' })
    machine.tags.push(name)
  }
  if (seed.zone) machine.zoneId = placed(world.zones, seed.zone, () => world.next('zone'))
  if (seed.pool) machine.poolId = placed(world.pools, seed.pool, () => world.next('pool'))
  world.machines.push(machine)
  if (seed.status === 'New') return machine
  discoverHardware(world, machine)
  const seconds = (count: number): number => world.clock.now() - count * 1000
  machine.commissioning = {
    status: 2,
    resultId: world.next('scriptset'),
    startedMs: seconds(300),
    endedMs: seconds(60),
  }
  machine.testing = {
    status: 2,
    resultId: world.next('scriptset'),
    startedMs: seconds(60),
    endedMs: seconds(0),
  }
  machine.powerState = 'off'
  machine.status = 'Ready'
  world.log(machine, 'INFO', 'Ready')
  return machine
}

const macOf = (id: number): string =>
  `52:54:00:${[id >> 8, id & 0xff, 0].map((byte) => byte.toString(16).padStart(2, '0')).join(':')}`

/** The zone or pool of that name, made when it is not there yet. */
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
