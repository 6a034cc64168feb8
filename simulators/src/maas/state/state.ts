import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { SimulatedClock } from '../../clock.js'
import { Extras } from './extras.js'
import { type MaasRelease, releaseFacts } from './releases.js'
import { builtInScripts, type Script } from './scripts.js'
import { RegionSettings } from './settings.js'
import type {
  Device,
  Domain,
  EventLevel,
  Fabric,
  Interface,
  IpRange,
  MaasEvent,
  Machine,
  Pool,
  ScriptStatus,
  Space,
  StaticRoute,
  Subnet,
  Tag,
  User,
  Vlan,
  Zone,
} from './types.js'

const told: ReadonlySet<EventLevel> = new Set(['INFO', 'WARNING', 'ERROR', 'CRITICAL'])
const idAlphabet = 'abcdefghkmnprstwxy34678'
const keyAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'
const adjectives = ['happy', 'quick', 'clever', 'calm', 'brave', 'fair', 'keen', 'proud', 'sunny', 'vocal']
const animals = ['jay', 'bee', 'fox', 'crab', 'mole', 'seal', 'wren', 'toad', 'lynx', 'goat']

/** The whole state of a region, and its id counters. */
export class MaasState {
  readonly users: User[] = []
  readonly machines: Machine[] = []
  /** Devices have a subset of a machine's fields. */
  readonly devices: Device[] = []
  /** The addresses of interfaces that commissioning has found, by the machine. */
  readonly inventedMacs = new Map<string, Machine>()
  readonly rack: { description: string; zoneId: number; testing: ScriptStatus; isDeleted: boolean } = {
    description: '',
    zoneId: 1,
    testing: -1,
    isDeleted: false,
  }
  readonly region = { description: '', zoneId: 1 }
  readonly tags: Tag[] = []
  readonly zones: Zone[] = [{ id: 1, name: 'default', description: '' }]
  readonly pools: Pool[] = [{ id: 0, name: 'default', description: 'Default pool' }]
  readonly domains: Domain[] = [{ id: 0, name: 'maas', authoritative: true, ttl: null, isDefault: true }]
  readonly fabrics: Fabric[] = [
    { id: 0, name: 'fabric-0', classType: null },
    { id: 1, name: 'fabric-1', classType: null },
  ]
  readonly vlans: Vlan[] = [newVlan({ id: 2, fabricId: 0, dhcpOn: true }), newVlan({ id: 3, fabricId: 1 })]
  readonly spaces: Space[] = []
  readonly ipRanges: IpRange[] = [
    {
      id: 1,
      subnetId: 2,
      type: 'dynamic',
      startIp: '10.10.0.200',
      endIp: '10.10.0.250',
      comment: '',
      username: 'admin',
    },
  ]
  readonly staticRoutes: StaticRoute[] = []
  readonly subnets: Subnet[] = [
    newSubnet({ id: 2, cidr: '10.10.0.0/24', vlanId: 2, gatewayIp: '10.10.0.1', dnsServers: ['10.10.0.2'] }),
  ]
  readonly events: MaasEvent[] = []
  readonly settings = new RegionSettings()
  readonly scripts: Script[]
  readonly extras = new Extras()
  /** Without a rack the region has no images and reaches no BMC. */
  rackConnected = true
  /** Uploaded images, deployed as `custom/NAME`. */
  readonly customImages: string[] = []
  readonly rackId = randomId(6, idAlphabet)
  readonly regionId = randomId(6, idAlphabet)
  regionDeleted = false
  readonly #counters = new Map<string, number>()
  readonly #statusEvents = new Map<string, MaasEvent>()
  readonly #eventListeners = new Set<(event: MaasEvent) => void>()

  /** It is on the untagged VLAN of the first subnet. */
  readonly rackInterface: Interface = {
    id: this.next('interface'),
    name: 'eth0',
    type: 'physical',
    mac: '52:54:00:00:00:02',
    vlanId: 2,
    links: [{ id: this.next('link'), mode: 'link_up' }],
    linkSpeed: 1000,
    interfaceSpeed: 1000,
    linkConnected: true,
    enabled: true,
    tags: [],
    params: {},
    parentIds: [],
    vendor: null,
    product: null,
    firmware: null,
    discovered: null,
  }

  constructor(
    readonly clock: SimulatedClock,
    readonly release: MaasRelease = '3.4',
  ) {
    this.scripts = builtInScripts(clock.now())
    this.#counters
      .set('repository', 2)
      .set('script', this.scripts.length)
      .set('revision', this.scripts.length)
    for (const vlan of this.vlans) if (vlan.dhcpOn) vlan.primaryRack = this.rackId
    this.#counters.set('iprange', 1).set('vlan', 4).set('subnet', 2).set('fabric', 1).set('zone', 1)
  }

  get facts() {
    return releaseFacts[this.release]
  }

  next(kind: string): number {
    const value = (this.#counters.get(kind) ?? 0) + 1
    this.#counters.set(kind, value)
    return value
  }

  /** Makes the next number of a kind greater than one that is used already. */
  reserve(kind: string, value: number): void {
    this.#counters.set(kind, Math.max(this.#counters.get(kind) ?? 0, value))
  }

  newSystemId(): string {
    let id: string
    do id = randomId(6, idAlphabet)
    while (this.machine(id))
    return id
  }

  newHostname(): string {
    const isTaken = (name: string): boolean => this.machines.some((machine) => machine.hostname === name)
    let name = `${pick(adjectives)}-${pick(animals)}`
    while (isTaken(name)) name = `${pick(adjectives)}-${pick(animals)}${randomInt(10_000)}`
    return name
  }

  machine(systemId: string): Machine | undefined {
    return this.machines.find((machine) => machine.systemId === systemId)
  }

  /** A machine or a device. */
  node(systemId: string): Machine | undefined {
    return this.machine(systemId) ?? this.devices.find((device) => device.systemId === systemId)
  }

  /** The user that nodes fetch their preseeds as exists once one has done so. */
  addNodeUser(): void {
    if (this.user('maas-init-node')) return
    const email = 'node-init-user@localhost'
    this.users.push({ username: 'maas-init-node', email, password: '', isAdmin: false })
  }

  user(username: string): User | undefined {
    return this.users.find((user) => user.username === username)
  }

  log(machine: Machine, level: EventLevel, type: string, description = '', action = ''): void {
    const event: MaasEvent = {
      id: this.next('event'),
      systemId: machine.systemId,
      level,
      type,
      description,
      action,
      createdMs: this.clock.now(),
    }
    this.events.push(event)
    if (told.has(level) && type !== 'Image Deployed') this.#statusEvents.set(machine.systemId, event)
    for (const listener of this.#eventListeners) listener(event)
  }

  /** The newest event shown in `status_message` and `status_action`; events of the image do not count. */
  statusEvent(machine: Machine): MaasEvent | undefined {
    return this.#statusEvents.get(machine.systemId)
  }

  onEvent(listener: (event: MaasEvent) => void): () => void {
    this.#eventListeners.add(listener)
    return () => this.#eventListeners.delete(listener)
  }

  fqdn(machine: Machine): string {
    return `${machine.hostname}.${this.domains.find((domain) => domain.id === machine.domainId)?.name ?? 'maas'}`
  }
}

const months = 'Jan Feb March April May June July Aug Sept Oct Nov Dec'.split(' ')

/** `Sun, 22 Nov. 2026 17:51:45`: a date as Django formats it, with a dot after abbreviated months, without a time zone. */
export function djangoDate(ms: number): string {
  const date = new Date(ms)
  const month = months[date.getUTCMonth()] ?? ''
  const name = ['March', 'April', 'May', 'June', 'July'].includes(month) ? month : `${month}.`
  const day = date.toUTCString().slice(0, 3)
  return `${day}, ${String(date.getUTCDate()).padStart(2, '0')} ${name} ${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)}`
}

/** `2026-11-22T17:44:36.551`, with `Z` in later releases. */
export const isoDate = ({ facts }: MaasState, ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 23)}${facts.isoZone}`

/** `Sun, 22 Nov 2026 17:51:45 -0000`, of scripts and their results. */
export const rfcDate = ({ facts }: MaasState, ms: number): string =>
  new Date(ms).toUTCString().replace('GMT', facts.rfcZone)

/** A VLAN with default values. */
export const newVlan = (vlan: Pick<Vlan, 'id' | 'fabricId'> & Partial<Vlan>): Vlan => ({
  vid: 0,
  name: 'untagged',
  mtu: 1500,
  dhcpOn: false,
  primaryRack: null,
  secondaryRack: null,
  relayVlanId: null,
  spaceId: null,
  ...vlan,
})

export const newSubnet = (subnet: Pick<Subnet, 'id' | 'cidr' | 'vlanId'> & Partial<Subnet>): Subnet => ({
  name: subnet.cidr,
  description: '',
  gatewayIp: null,
  rdnsMode: 2,
  dnsServers: [],
  allowDns: true,
  allowProxy: true,
  activeDiscovery: false,
  managed: true,
  disabledBootArchitectures: [],
  ...subnet,
})

function pick(words: readonly string[]): string {
  return words[randomInt(words.length)] ?? ''
}

function randomId(length: number, alphabet: string): string {
  return [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join('')
}

export const newKey = (length: number): string => randomId(length, keyAlphabet)
export const newUuid = (): string => randomUUID()
