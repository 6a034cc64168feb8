import type { Interface } from '../generated/api2/interfaces.js'
import type { Problems } from '../plan/problems.js'
import type {
  BondDescription,
  BridgeDescription,
  InterfaceContents,
  NetworkDescription,
  PhysicalDescription,
  VlanInterfaceDescription,
} from './description.js'
import { resolveLinks, vlanOfLinks, type WantedLink } from './links.js'
import type { NetworkState } from './state.js'

type Described =
  | { kind: 'physical'; description: PhysicalDescription }
  | { kind: 'bond'; description: BondDescription }
  | { kind: 'bridge'; description: BridgeDescription }
  | { kind: 'vlan'; description: VlanInterfaceDescription }
  | { kind: 'existing'; description: InterfaceContents }

/** An interface that the description mentions. */
export type Node = Described & {
  name: string
  existing: Interface | undefined
  /** In the order of the description. */
  parents: Node[]
  /** Undefined: they stay as they are. */
  links: WantedLink[] | undefined
  /** Id of the VLAN that it shall be on; undefined: it stays. */
  vlan: number | undefined
  /** The bond or bridge that it is a part of. */
  master: Node | undefined
  /** Set by the step that adds it. */
  made?: number
}

/** The id of an interface, once the steps before have run. */
export function idOf({ name, existing, made }: Node): number {
  const id = existing?.id ?? made
  if (id === undefined) throw new RangeError(`${name} was not added by an earlier step`)
  return id
}

/** Reads a description: its interfaces, parents first, with their VLANs. */
export class Nodes {
  readonly #nodes = new Map<string, Node>()

  constructor(
    readonly state: NetworkState,
    readonly problems: Problems,
  ) {}

  read({ physicals = [], bonds = [], bridges = [], vlans = [] }: NetworkDescription): Node[] {
    for (const description of physicals) this.#add(description.name, { kind: 'physical', description })
    for (const description of bonds) this.#add(description.name, { kind: 'bond', description })
    for (const description of bridges) this.#add(description.name, { kind: 'bridge', description })
    for (const description of vlans)
      this.#add(`${description.parent}.${description.vid}`, { kind: 'vlan', description })
    for (const node of this.#nodes.values()) this.#join(node)
    const ordered = this.#ordered()
    // A bridge tells the VLAN of its bond, and that the VLAN of its cards; then the other way round.
    for (const node of ordered.toReversed()) this.#vlanOfParents(node)
    for (const node of ordered) this.#vlanOf(node)
    for (const node of ordered)
      if (node.master !== undefined && (node.links?.length ?? 0) > 0)
        this.problems.add(
          `${node.name} is a part of ${node.master.name} and cannot have links of its own`,
          `Give the links to ${node.master.name}`,
        )
    for (const node of ordered)
      if (node.kind === 'vlan' && node.parents[0]?.master?.kind === 'bond')
        this.problems.add(
          `${node.parents[0].name} is a part of ${node.parents[0].master.name} and cannot have the VLAN interface ${node.name}`,
          `Build it on ${node.parents[0].master.name}`,
        )
    return ordered
  }

  #add(name: string, described: Described): void {
    const { links, vlan } = described.description as InterfaceContents
    if (this.#nodes.has(name)) this.problems.add(`the interface ${name} is described twice`)
    const wanted = links && resolveLinks(this.problems, this.state.subnets, name, links)
    if (vlan !== undefined && !this.state.vlans.some(({ id }) => id === vlan))
      this.problems.add(
        `${name}: there is no VLAN with the id ${vlan}`,
        'Its id is not its tag: see fabrics.list()',
      )
    this.#nodes.set(name, {
      ...described,
      name,
      existing: this.#existing(name, described),
      parents: [],
      links: wanted,
      vlan: vlan ?? vlanOfLinks(this.problems, name, wanted ?? []),
      master: undefined,
    })
  }

  #existing(name: string, { kind, description }: Described): Interface | undefined {
    const { interfaces } = this.state
    if (kind === 'vlan')
      return interfaces.find(
        ({ type, parents, vlan }) =>
          type === 'vlan' && parents.includes(description.parent) && vlan?.vid === description.vid,
      )
    const named = interfaces.find((one) => one.name === name)
    if (kind !== 'physical') return named
    const mac = description.mac_address?.trim() || undefined
    const found =
      mac === undefined
        ? named
        : interfaces.find(({ type, mac_address }) => type === 'physical' && isSameMac(mac_address, mac))
    if (found === undefined && mac === undefined)
      this.problems.add(
        `the machine has no interface ${name}`,
        `It has ${interfaces.map((one) => one.name).join(', ') || 'none'}; to add one, pass its mac_address`,
      )
    else if (named !== undefined && named !== found)
      this.problems.add(
        `the machine has another interface ${name}, with the MAC address ${named.mac_address}`,
      )
    else if (found !== undefined && found.type !== 'physical')
      this.problems.add(`${name} is a ${found.type}, not a physical interface`)
    return found
  }

  /** Finds the parents of an interface. */
  #join(node: Node): void {
    const names =
      node.kind === 'bond'
        ? node.description.parents
        : node.kind === 'bridge' || node.kind === 'vlan'
          ? [node.description.parent]
          : []
    if (node.kind === 'bond' && names.length === 0) this.problems.add(`the bond ${node.name} has no parents`)
    node.parents = names.flatMap((name) => this.#parent(name, node))
    if (node.kind === 'vlan') return
    for (const parent of node.parents) {
      if (parent.master !== undefined && parent.master !== node)
        this.problems.add(
          `${parent.name} is described as a part of ${parent.master.name} and of ${node.name}`,
        )
      parent.master ??= node
    }
  }

  #parent(name: string, child: Node): Node | [] {
    const known = this.#nodes.get(name)
    if (known !== undefined) return known
    const existing = this.state.interfaces.find((one) => one.name === name)
    if (existing === undefined) {
      this.problems.add(
        `${child.name}: there is no interface ${name}`,
        `Known are ${[...this.#nodes.keys(), ...this.state.interfaces.map((one) => one.name)].join(', ')}`,
      )
      return []
    }
    const node: Node = {
      kind: 'existing',
      description: {},
      name,
      existing,
      parents: [],
      links: undefined,
      vlan: undefined,
      master: undefined,
    }
    this.#nodes.set(name, node)
    return node
  }

  /** Parents before their children. */
  #ordered(): Node[] {
    const ordered = new Set<Node>()
    const visit = (node: Node, above: readonly Node[]): void => {
      if (ordered.has(node)) return
      if (above.includes(node)) this.problems.add(`${node.name} would be a part of itself`)
      else for (const parent of node.parents) visit(parent, [...above, node])
      ordered.add(node)
    }
    for (const node of this.#nodes.values()) visit(node, [])
    return [...ordered]
  }

  #vlanOfParents(node: Node): void {
    if (node.kind !== 'bond' && node.kind !== 'bridge') return
    node.vlan ??= node.parents.map(({ vlan }) => vlan).find((vlan) => vlan !== undefined)
    for (const parent of node.parents) {
      if (parent.vlan !== undefined && node.vlan !== undefined && parent.vlan !== node.vlan)
        this.problems.add(`${parent.name} and ${node.name} are described on different VLANs`)
      parent.vlan ??= node.vlan
    }
  }

  #vlanOf(node: Node): void {
    if (node.kind === 'bond' || node.kind === 'bridge') {
      node.vlan ??= node.parents
        .map((parent) => parent.vlan ?? parent.existing?.vlan?.id)
        .find((id) => id !== undefined)
      // The parents of a bond are on its VLAN.
      for (const parent of node.parents) parent.vlan ??= node.vlan
    }
    if (node.kind !== 'vlan') return
    const [parent] = node.parents
    if (parent === undefined) return
    const { vid } = node.description
    const home = this.state.vlans.find(({ id }) => id === (parent.vlan ?? parent.existing?.vlan?.id))
    const vlan = this.state.vlans.find((one) => one.fabric_id === home?.fabric_id && one.vid === vid)
    if (home === undefined)
      this.problems.add(
        `${parent.name} is on no VLAN, so ${node.name} cannot be built on it`,
        `Describe the vlan of ${parent.name}`,
      )
    else if (vid === 0 || vlan === undefined)
      this.problems.add(
        `the fabric ${home.fabric} has no VLAN with the tag ${vid} for ${node.name}`,
        `Add it with vlans.create(${home.fabric_id}, { vid: ${vid} })`,
      )
    else if (node.vlan !== undefined && node.vlan !== vlan.id)
      this.problems.add(
        `the links of ${node.name} are not on the VLAN with the tag ${vid} of the fabric ${home.fabric}`,
      )
    node.vlan = vlan?.id
  }
}

const isSameMac = (one: string | null, other: string): boolean =>
  one?.toLowerCase().replaceAll('-', ':') === other.trim().toLowerCase().replaceAll('-', ':')
