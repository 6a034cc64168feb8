import { releasable } from '../../../src/maas/life/lifecycle-rules.js'
import type { MaasSimulator, MachineSeed } from '../../../src/maas/simulator.js'
import type { Machine, StatusName } from '../../../src/maas/state/types.js'
import { Ids } from './ids.js'
import { isObject, Names } from './names.js'
import { type MachineState, objectsIn, type Recorded } from './recording.js'

const silent = /BMC (does not answer|still silent)/

/** How the recorder brought a machine into a state, step by step, from New. */
const paths: Partial<Record<StatusName, StatusName>> = {
  Commissioning: 'New',
  Ready: 'New',
  'Failed commissioning': 'New',
  Allocated: 'Ready',
  Testing: 'Ready',
  'Failed testing': 'Ready',
  'Entering rescue mode': 'Ready',
  'Rescue mode': 'Ready',
  Deploying: 'Allocated',
  Deployed: 'Allocated',
  'Failed deployment': 'Allocated',
  Broken: 'Allocated',
  'Disk erasing': 'Deployed',
  'Failed disk erasing': 'Disk erasing',
}

/** Prepares the state for each exchange, as the recorder's actions between exchanges are not recorded. */
export class Stage {
  readonly names = new Names()
  readonly ids = new Ids()

  constructor(
    readonly simulator: MaasSimulator,
    recorded: readonly Recorded[],
    private readonly seeds: Record<string, MachineSeed> = {},
  ) {
    this.names.learn('fndrty', simulator.state.rackId)
    this.names.learn('t8dtm7', simulator.state.regionId)
    this.ids.bind('node', 'fndrty', simulator.state.rackId)
    this.ids.bind('node', 't8dtm7', simulator.state.regionId)
    this.names.learn('maas.example%3A5240', encodeURIComponent(new URL(simulator.url).host))
    const created = new Set<string>()
    for (const entry of recorded) {
      if (entry.request.path.includes('/devices/') && isObject(entry.reply))
        created.add(String(entry.reply['system_id']))
      if (isCreation(entry) && isObject(entry.reply)) created.add(String(entry.reply['system_id']))
      for (const [id, found] of mentioned(entry))
        if (!created.has(id) && !this.names.knows(id)) this.#seed(id, found, recorded)
    }
  }

  #seed(id: string, found: Sighting, recorded: readonly Recorded[]): void {
    const hostname = hostnameOf(id, recorded)
    const machine = this.simulator.addMachine({ ...this.seeds[hostname], status: 'New', hostname })
    this.names.learn(id, machine.systemId)
    this.ids.bind('node', id, machine.systemId)
    this.names.learn(`/MAAS/api/2.0/machines/${id}/`, `/MAAS/api/2.0/machines/${machine.systemId}/`)
    this.bring(machine, found.status, found.owner ?? 'admin')
    if (found.locked) machine.locked = true
  }

  machineOf(entry: Recorded): Machine | undefined {
    const field = entry.request.fields?.find(([name]) => name === 'system_id')?.[1]
    const id =
      /\/(?:machines|nodes)\/(\w{6})\//.exec(entry.request.path)?.[1] ??
      (typeof field === 'string' ? field : undefined)
    return id === undefined ? undefined : this.simulator.state.machine(this.names.ours(id))
  }

  /** Moves a machine along the recorder's path to a status. */
  bring(machine: Machine, status: StatusName, owner = 'admin'): void {
    const { lifecycle } = this.simulator
    const signal = (name: 'OK' | 'FAILED') => this.simulator.signal(machine.systemId, name)
    const from = paths[status]
    if (from) this.bring(machine, from, owner)
    const steps: Partial<Record<StatusName, () => unknown>> = {
      Commissioning: () => lifecycle.commission(machine, owner, false),
      Ready: () => [lifecycle.commission(machine, owner, true), signal('OK')],
      'Failed commissioning': () => [lifecycle.commission(machine, owner, false), signal('FAILED')],
      Allocated: () => Object.assign(machine, { status: 'Allocated', owner }),
      Testing: () => lifecycle.test(machine, owner),
      'Failed testing': () => [lifecycle.test(machine, owner), signal('FAILED')],
      'Entering rescue mode': () => lifecycle.enterRescue(machine, owner),
      'Rescue mode': () => [lifecycle.enterRescue(machine, owner), signal('OK')],
      Deploying: () => lifecycle.deploy(withImage(machine)),
      Deployed: () => [lifecycle.deploy(withImage(machine)), signal('OK')],
      'Failed deployment': () => [lifecycle.deploy(withImage(machine)), signal('FAILED')],
      Broken: () => lifecycle.markBroken(machine),
      'Disk erasing': () => lifecycle.release(machine, true),
      'Failed disk erasing': () => signal('FAILED'),
    }
    steps[status]?.()
    this.simulator.settlePower(machine.systemId)
  }

  /** What happened before this exchange, as far as the exchange shows it. */
  prepare(entry: Recorded): void {
    this.simulator.state.rackConnected =
      !entry.name.includes('no rack connected') && !entry.name.includes('without rack')
    const machine = this.machineOf(entry)
    if (!machine) {
      // The recorder waited for the BMC between its calls.
      for (const other of this.simulator.machines) this.simulator.settlePower(other.systemId)
      return
    }
    const said = /^(New|Allocated|Deployed|Ready|Broken): /.exec(entry.name)?.[1] as StatusName | undefined
    if (said && machine.status !== said) this.bring(machine, said)
    if (entry.before?.status_name) this.#restore(machine, entry.before)
    else if (entry.request.method === 'GET') this.#follow(machine, entry)
    else this.#readyFor(machine, entry)
    if (machine) this.#catchUp(machine, entry)
  }

  /** Makes the BMC unresponsive for the calls that need it. */
  arm(entry: Recorded): void {
    const machine = this.machineOf(entry)
    if (machine && silent.test(entry.name)) this.simulator.failNext('power', machine.systemId)
  }

  /** An unresponsive BMC fails at once. */
  conclude(entry: Recorded): void {
    const machine = this.machineOf(entry)
    if (machine && silent.test(entry.name)) this.simulator.settlePower(machine.systemId)
  }

  /** One exchange in seven is not published: effects that later ones show are applied without a call. */
  #catchUp(machine: Machine, entry: Recorded): void {
    const { reply, request } = entry
    if (!isObject(reply)) return
    if ('effective_mtu' in reply) catchUpInterface(machine, entry, this.names)
    if (request.method !== 'PUT' && typeof reply['description'] === 'string')
      machine.description = reply['description']
    const sends = (field: string): boolean => request.fields?.some(([name]) => name === field) ?? false
    if (!sends('power_type') && typeof reply['power_type'] === 'string')
      machine.powerType = reply['power_type']
    if (Array.isArray(reply['tag_names'])) machine.tags = reply['tag_names'].map(String)
    const annotates = /annotations|owner_data/.test(request.query ?? '')
    const forgets = ['Releasing', 'Broken'].includes(String(reply['status_name']))
    if (!annotates && !forgets && isObject(reply['owner_data']))
      machine.annotations = reply['owner_data'] as Record<string, string>
  }

  #restore(machine: Machine, before: MachineState): void {
    this.simulator.settlePower(machine.systemId)
    if (machine.powerState !== before.power_state && before.power_state) {
      machine.powerState = before.power_state as Machine['powerState']
      machine.bmcState = before.power_state === 'on' ? 'on' : 'off'
    }
  }

  /** Applies reports of the node that a read shows. */
  #follow(machine: Machine, entry: Recorded): void {
    const { reply } = entry
    if (!isObject(reply) || !('power_type' in reply)) return
    const status = reply['status_name'] as StatusName | undefined
    if (status === undefined || (machine.status === status && machine.powerState === reply['power_state']))
      return
    if (status === 'Ready' && releasable.includes(machine.status))
      this.simulator.lifecycle.release(machine, false)
    this.simulator.settlePower(machine.systemId)
    const failed = status.includes('ailed')
    for (let step = 0; step < 3 && machine.status !== status; step++) {
      const failure = entry.name.includes('script failed') ? 'SCRIPT_FAILED' : 'FAILED'
      this.simulator.signal(machine.systemId, failed ? failure : status === 'Testing' ? 'TESTING' : 'OK')
      this.simulator.settlePower(machine.systemId)
    }
  }

  /** An accepted call needs a machine in a status that allows it: aborts or finishes the running operation, as the recorder did. */
  #readyFor(machine: Machine, entry: Recorded): void {
    this.simulator.settlePower(machine.systemId)
    const op = /op=(\w+)/.exec(entry.request.query ?? '')?.[1] ?? ''
    if (op === 'allocate' && entry.status === 200 && machine.status !== 'Ready') {
      this.simulator.lifecycle.release(machine, false)
      this.simulator.settlePower(machine.systemId)
    }
    const said = JSON.stringify(entry.reply)
    const looked =
      entry.status === 200 ||
      /distro_series|hwe_kernel|license_key|_scripts|"storage"|"network"|Cannot deploy as/.test(said)
    if (!looked || entry.status === 409 || !['deploy', 'commission', 'test'].includes(op)) return
    if (machine.status === 'Commissioning' && op !== 'commission')
      this.simulator.signal(machine.systemId, 'OK')
    if (['Commissioning', 'Testing', 'Deploying'].includes(machine.status)) {
      this.simulator.lifecycle.abort(machine)
      this.simulator.settlePower(machine.systemId)
    }
    if (op === 'commission' && machine.status === 'Allocated')
      this.simulator.lifecycle.release(machine, false)
  }
}

/** Tags and the cable of an interface, where unpublished calls changed them. */
function catchUpInterface(machine: Machine, { request, reply }: Recorded, names: Names): void {
  const id = /\/interfaces\/(\d+)\//.exec(names.translate(request.path))?.[1]
  const nic = machine.interfaces.find((candidate) => String(candidate.id) === id)
  if (!nic || !isObject(reply)) return
  const sent = (field: string): unknown => request.fields?.find(([name]) => name === field)?.[1]
  if (Array.isArray(reply['tags']) && sent('tags') === undefined)
    nic.tags = reply['tags'].map(String).filter((tag) => tag !== sent('tag'))
  if (typeof reply['link_connected'] === 'boolean' && sent('link_connected') === undefined)
    nic.linkConnected = reply['link_connected']
}

const withImage = (machine: Machine): Machine =>
  Object.assign(machine, { osystem: 'ubuntu', distroSeries: 'focal', hweKernel: 'ga-20.04' })

const isCreation = (entry: Recorded): boolean =>
  entry.request.method === 'POST' &&
  entry.request.path.endsWith('/machines/') &&
  entry.request.query === undefined &&
  entry.status === 200

interface Sighting {
  status: StatusName
  owner?: string
  locked?: boolean
}

/** The machines of an exchange, with the status that they must have had before it. */
function mentioned(entry: Recorded): Map<string, Sighting> {
  const found = new Map<string, Sighting>()
  const isRead = entry.request.method === 'GET'
  for (const object of objectsIn(entry.reply)) {
    const { system_id: id, status_name: status, owner } = object
    if (typeof id !== 'string' || typeof status !== 'string' || 'type_name' in object) continue
    const listed = isRead || entry.name.includes('list_allocated')
    found.set(id, {
      status: listed ? (status as StatusName) : 'Ready',
      ...(listed && typeof owner === 'string' && { owner }),
    })
  }
  const text = JSON.stringify(entry.reply)
  const named = [...entry.request.path.matchAll(/\/(?:machines|nodes)\/(\w{6})\//g)].map((match) => match[1]!)
  for (const [field, value] of entry.request.fields ?? []) {
    if (
      ['system_id', 'machines', 'nodes', 'add', 'remove', 'source', 'destinations'].includes(field) &&
      typeof value === 'string' &&
      /^\w{6}$/.test(value)
    )
      named.push(value)
  }
  for (const match of (entry.request.query ?? '').matchAll(/(?:^|&)id=(\w{6})/g)) named.push(match[1]!)
  for (const id of named) {
    if (/^x+$/.test(id) || found.has(id)) continue
    const said = new RegExp(`${id}(?: is in state | \\(')([A-Z][a-z ]+)`).exec(text)?.[1]
    const status = (entry.before?.status_name ?? said ?? 'Ready') as StatusName
    found.set(id, {
      status,
      ...(entry.before?.owner && { owner: entry.before.owner }),
      ...(entry.before?.locked && { locked: true }),
    })
  }
  if (entry.before?.status_name) {
    const id = named[0]
    if (id)
      found.set(id, {
        status: entry.before.status_name as StatusName,
        ...(entry.before.owner && { owner: entry.before.owner }),
        ...(entry.before.locked && { locked: true }),
      })
  }
  return found
}

function hostnameOf(id: string, recorded: readonly Recorded[]): string {
  for (const entry of recorded) {
    for (const object of objectsIn(entry.reply)) {
      if (object['system_id'] === id && typeof object['hostname'] === 'string') return object['hostname']
    }
    const said =
      entry.request.path.includes(id) &&
      /^{"text":"Machine (\S+) is not in/.exec(JSON.stringify(entry.reply))?.[1]
    if (said) return said
    const other =
      entry.request.path.includes(id) && /for node: (\w+)\.maas/.exec(JSON.stringify(entry.reply))?.[1]
    if (other) return other
  }
  return `machine-${id}`
}
