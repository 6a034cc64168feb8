import type { Interface, InterfaceLink } from '../generated/api2/interfaces.js'
import type { WorkStep } from '../plan/plan.js'
import { checkRemovals, Problems } from '../plan/problems.js'
import { type NetworkDescription, OPERATION, SETTINGS } from './description.js'
import { addressLinks, planLinks, unlinkStep } from './links.js'
import { idOf, type Node, Nodes } from './nodes.js'
import { type NetworkResources, type NetworkState, settingsOf } from './state.js'

/** In which states MAAS changes interfaces (recorded refusals). */
const CHANGEABLE = ['New', 'Ready', 'Failed testing', 'Allocated', 'Broken']

/**
 * The steps from the network that a machine has to the one that is described, in an order that works.
 *
 * @throws ConfigurationError with everything that stands against it
 */
export function planNetwork(
  state: NetworkState,
  description: NetworkDescription,
  resources: NetworkResources,
  replace: boolean | undefined,
): WorkStep[] {
  return new NetworkPlanner(state, resources).plan(description, replace)
}

class NetworkPlanner {
  readonly #problems = new Problems()
  readonly #removals: WorkStep[] = []
  readonly #steps: WorkStep[] = []
  readonly #links: WorkStep[] = []
  readonly #gone = new Set<Interface>()
  readonly #unlinked = new Set<InterfaceLink>()
  #nodes: readonly Node[] = []

  constructor(
    readonly state: NetworkState,
    readonly resources: NetworkResources,
  ) {}

  plan(description: NetworkDescription, replace: boolean | undefined): WorkStep[] {
    this.#nodes = new Nodes(this.state, this.#problems).read(description)
    for (const node of this.#nodes) this.#settle(node)
    for (const node of this.#nodes) this.#link(node)
    const steps = [...this.#removals, ...this.#steps, ...this.#links]
    this.#checkMachine(steps)
    checkRemovals(this.#problems, steps, replace)
    this.#problems.throwIfAny(OPERATION, this.state.machine.system_id)
    return steps
  }

  get #id(): string {
    return this.state.machine.system_id
  }

  /** Adds or changes one interface, after its parents. */
  #settle(node: Node): void {
    const { existing, kind } = node
    if (kind === 'bond' || kind === 'bridge') {
      if (existing !== undefined && existing.type !== kind) this.#remove(existing)
      for (const { existing: parent } of node.parents)
        if (parent !== undefined) {
          this.#release(parent, node.existing, kind === 'bond')
          this.#unlink(parent, addressLinks(parent.links))
        }
    }
    // A part of a bond or bridge has no links, and a part of a bond no VLAN of its own.
    const movesAway =
      node.master?.kind !== 'bond' &&
      node.vlan !== undefined &&
      existing?.vlan?.id !== node.vlan &&
      this.#isInBond(existing)
    const hasLinks = node.master === undefined && (node.links?.length ?? 0) > 0
    if (existing !== undefined && (hasLinks || movesAway)) this.#release(existing, undefined, false)
    if (existing !== undefined && this.#gone.has(existing)) {
      if (kind === 'existing')
        this.#problems.add(`${node.name} is used, but would be deleted`, 'Describe it as well')
      node.existing = undefined
    }
    if (node.existing === undefined) this.#create(node)
    else this.#update(node, node.existing)
  }

  /** Frees an interface of what is built on it, except what stays; VLAN interfaces are in the way of bonds only. */
  #release(parent: Interface, kept: Interface | undefined, ofVlans: boolean): void {
    if (this.#gone.has(parent)) return
    for (const child of this.state.interfaces)
      if (
        (ofVlans || child.type === 'bond' || child.type === 'bridge') &&
        child !== kept &&
        child.parents.includes(parent.name) &&
        !this.#leaves(child, parent)
      )
        this.#remove(child)
  }

  /** Whether it is a part of a bond, and stays one. */
  #isInBond(nic: Interface | undefined): boolean {
    return this.state.interfaces.some(
      (child) =>
        nic !== undefined &&
        child.type === 'bond' &&
        !this.#gone.has(child) &&
        child.parents.includes(nic.name) &&
        !this.#leaves(child, nic),
    )
  }

  /** Whether the description takes a parent away from a bond or bridge, whose other parents are there already. */
  #leaves(child: Interface, parent: Interface): boolean {
    const node = this.#nodes.find(({ existing }) => existing === child)
    return (
      node?.kind === child.type &&
      node.parents.every(
        ({ existing }) => existing !== undefined && existing !== parent && !this.#gone.has(existing),
      )
    )
  }

  /** Removes an interface, what is built on it first. */
  #remove(gone: Interface): void {
    if (this.#gone.has(gone)) return
    for (const child of this.state.interfaces) if (child.parents.includes(gone.name)) this.#remove(child)
    this.#gone.add(gone)
    this.#removals.push({
      text: `delete the ${gone.type === 'vlan' ? 'VLAN interface' : gone.type} ${gone.name}`,
      operation: 'interfaces.delete',
      removes: true,
      run: (request) => this.resources.interfaces.delete(this.#id, gone.id, request),
    })
  }

  #unlink(owner: Interface, links: readonly InterfaceLink[]): void {
    for (const link of links) {
      if (this.#unlinked.has(link)) continue
      this.#unlinked.add(link)
      this.#removals.push(unlinkStep(this.resources.interfaces, owner, link))
    }
  }

  #create(node: Node): void {
    const { interfaces } = this.resources
    const { name, vlan, parents, kind } = node
    const { mtu } = node.description
    const base = { ...(mtu !== undefined && { mtu }) }
    const made = (operation: string, text: string, run: WorkStep['run']): void => {
      this.#steps.push({
        text,
        operation: `interfaces.${operation}`,
        removes: false,
        run: async (request) => {
          node.made = ((await run(request)) as Interface).id
        },
      })
    }
    const names = parents.map((parent) => parent.name).join(', ')
    if (kind === 'physical') {
      const { mac_address = '' } = node.description
      const params = { ...base, name, mac_address, ...(vlan !== undefined && { vlan }) }
      made('createPhysical', `add the physical interface ${name} (${mac_address})`, (request) =>
        interfaces.createPhysical(this.#id, params, request),
      )
    } else if (kind === 'bond')
      made('createBond', `create the bond ${name} of ${names}`, (request) =>
        interfaces.createBond(
          this.#id,
          { ...base, ...this.#settings(node), name, parents: parents.map(idOf) },
          request,
        ),
      )
    else if (kind === 'bridge')
      made('createBridge', `create the bridge ${name} on ${names}`, (request) =>
        interfaces.createBridge(
          this.#id,
          { ...base, ...this.#settings(node), name, parents: parents.map(idOf) },
          request,
        ),
      )
    else if (kind === 'vlan')
      made('createVlan', `create the VLAN interface ${name} on ${names}`, (request) =>
        interfaces.createVlan(
          this.#id,
          { ...base, parent: idOf(parents[0] as Node), vlan: vlan as number },
          request,
        ),
      )
  }

  #settings(node: Node): Record<string, string | number | boolean> {
    if (node.kind !== 'bond' && node.kind !== 'bridge') return {}
    const given: Readonly<Record<string, unknown>> = { ...node.description }
    return Object.fromEntries(
      SETTINGS[node.kind].flatMap((name) =>
        given[name] === undefined ? [] : [[name, given[name] as string | number | boolean]],
      ),
    )
  }

  /** Changes what differs. */
  #update(node: Node, existing: Interface): void {
    const { name, vlan, parents, kind } = node
    const { mtu } = node.description
    const present: Readonly<Record<string, unknown>> = { ...settingsOf(existing) }
    const changes: Record<string, string | number | boolean> = Object.fromEntries(
      Object.entries({ ...this.#settings(node), ...(mtu !== undefined && { mtu }) }).filter(
        ([setting, value]) => present[setting] !== value,
      ),
    )
    if (kind === 'physical' && existing.name !== name) changes['name'] = name
    // MAAS keeps an interface in a bond on the VLAN of the bond.
    if (kind !== 'vlan' && vlan !== undefined && existing.vlan?.id !== vlan && !this.#isInBond(existing)) {
      // An address belongs to a subnet, and that to a VLAN.
      this.#unlink(existing, addressLinks(existing.links))
      changes['vlan'] = vlan
    }
    const leaving =
      kind === 'bond' || kind === 'bridge'
        ? existing.parents.filter(
            (parent) => !parents.some((one) => (one.existing?.name ?? one.name) === parent),
          )
        : []
    const joins =
      (kind === 'bond' || kind === 'bridge') &&
      parents.some((one) => !existing.parents.includes(one.existing?.name ?? one.name))
    if (Object.keys(changes).length === 0 && leaving.length === 0 && !joins) return
    const parts = [
      ...Object.entries(changes).map(([setting, value]) => `${setting} ${value}`),
      ...(joins || leaving.length > 0 ? [`parents ${parents.map((one) => one.name).join(', ')}`] : []),
      ...(leaving.length > 0 ? [`without ${leaving.join(', ')}`] : []),
    ]
    // Who gives a parent away does so before another takes it.
    const steps =
      leaving.length > 0 && parents.every((one) => one.existing !== undefined) ? this.#removals : this.#steps
    steps.push({
      text: `change ${existing.name}: ${parts.join(', ')}`,
      operation: 'interfaces.update',
      removes: leaving.length > 0,
      run: (request) =>
        this.resources.interfaces.update(
          this.#id,
          existing.id,
          { ...changes, ...((joins || leaving.length > 0) && { parents: parents.map(idOf) }) },
          request,
        ),
    })
  }

  #link(node: Node): void {
    const { links, existing, name } = node
    if (links === undefined) return
    const { unwanted, steps } = planLinks(
      this.resources.interfaces,
      {
        systemId: this.#id,
        name,
        links: existing?.links.filter((link) => !this.#unlinked.has(link)) ?? [],
        id: () => idOf(node),
      },
      links,
      this.state.machine.default_gateways,
    )
    if (existing !== undefined) this.#unlink(existing, unwanted)
    this.#links.push(...steps)
  }

  #checkMachine(steps: readonly WorkStep[]): void {
    const { isAdmin, machine, username } = this.state
    if (steps.length === 0) return
    if (machine.locked) this.#problems.add('the machine is locked', 'Unlock it with machines.unlock')
    if (!CHANGEABLE.includes(machine.status_name))
      this.#problems.add(
        `the machine is ${machine.status_name}; its interfaces can be changed while it is ${CHANGEABLE.slice(0, -1).join(', ')} or ${CHANGEABLE.at(-1)}`,
        'Wait for Ready with machines.waitFor, or release the machine',
      )
    if (!isAdmin) this.#problems.add(`${username} is no administrator`, 'Use the API key of an administrator')
  }
}
