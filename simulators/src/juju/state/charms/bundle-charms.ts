import { parseAllDocuments } from 'yaml'
import { type Charm, type CharmEndpoint, type CharmOption, endpointsOf as endpointNames } from './charm.js'
import { parseReference } from './reference.js'

export interface BundleCharm {
  charm: Charm
  revision?: number
}

/** An endpoint of a charm, derived from the relations of the bundle. */
interface Node {
  charm: BundleCharm
  name: string
  /** The applications that it is related to. */
  others: Set<string>
  related: Node[]
}

interface BundleApplication {
  charm?: string
  revision?: number
  num_units?: number
  scale?: number
  to?: unknown
  options?: Record<string, unknown>
  storage?: Record<string, unknown>
  resources?: Record<string, unknown>
  bindings?: Record<string, unknown>
  offers?: Record<string, { endpoints?: unknown[] } | null>
  'exposed-endpoints'?: Record<string, unknown>
}

interface Bundle {
  applications?: Record<string, BundleApplication | null>
  relations?: unknown[]
}

/** A placeholder for each Charmhub charm of a bundle, whose overlays are further YAML documents. */
export function charmsForBundle(yaml: string): BundleCharm[] {
  const applications = new Map<string, BundleApplication>()
  const relations: [string, string][] = []
  for (const document of parseAllDocuments(yaml, { merge: true })) {
    const bundle = ('toJS' in document ? document.toJS() : null) as Bundle | null
    for (const [name, application] of Object.entries(bundle?.applications ?? {})) {
      applications.set(name, { ...applications.get(name), ...application })
    }
    for (const relation of bundle?.relations ?? []) relations.push(...pairs(relation))
  }
  const charms = new Map<string, BundleCharm>()
  for (const [name, application] of applications) addTo(charms, name, application)
  const nodes = endpointsOf(relations, (application) =>
    charms.get(charmName(application, applications.get(application))),
  )
  for (const { charm } of charms.values()) {
    // Without a relation it cannot be recognized as a subordinate.
    if (!nodes.some((node) => node.charm.charm === charm)) charm.subordinate = false
  }
  for (const component of components(nodes)) giveRoles(component, nodes)
  for (const [name, application] of applications) {
    const standIn = charms.get(charmName(name, application))
    if (standIn !== undefined) addNamedEndpoints(standIn.charm, application)
  }
  return [...charms.values()]
}

/** `[a, b]` and the old `[a, [b, c]]`. */
function pairs(relation: unknown): [string, string][] {
  if (!Array.isArray(relation)) return []
  const [one, ...others] = relation as unknown[]
  return others.flat().map((other) => [String(one), String(other)])
}

function charmName(application: string, { charm = application }: BundleApplication = {}): string {
  return isLocal(charm) ? charm : parseReference(charm).name
}

function isLocal(charm: string): boolean {
  return /^(?:[./]|local:)/.test(charm)
}

function addTo(charms: Map<string, BundleCharm>, application: string, given: BundleApplication): void {
  const name = charmName(application, given)
  if (isLocal(name)) return
  const standIn = charms.get(name) ?? { charm: { name, subordinate: true, options: {} } }
  if ((given.num_units ?? given.scale ?? 0) > 0 || given.to !== undefined) standIn.charm.subordinate = false
  if (given.revision !== undefined) standIn.revision = given.revision
  for (const [option, value] of Object.entries(given.options ?? {})) {
    standIn.charm.options = { ...standIn.charm.options, [option]: optionFor(value) }
  }
  for (const resource of Object.keys(given.resources ?? {}))
    standIn.charm.resources = { ...standIn.charm.resources, [resource]: { type: 'file' } }
  standIn.charm.storage = [
    ...new Set([...(standIn.charm.storage ?? []), ...Object.keys(given.storage ?? {})]),
  ]
  charms.set(name, standIn)
}

/** Endpoints that no relation has: those of offers and those that are exposed are provided, those that are bound are extra bindings. */
function addNamedEndpoints(charm: Charm, given: BundleApplication): void {
  const isUnknown = (name: string): boolean =>
    name !== '' &&
    !endpointNames(charm).some((each) => each.name === name) &&
    charm.extraBindings?.includes(name) !== true
  const offered = Object.values(given.offers ?? {}).flatMap((offer) => (offer?.endpoints ?? []).map(String))
  for (const name of [...offered, ...Object.keys(given['exposed-endpoints'] ?? {})].filter(isUnknown))
    charm.provides = { ...charm.provides, [name]: { interface: name } }
  for (const name of Object.keys(given.bindings ?? {}).filter(isUnknown))
    charm.extraBindings = [...(charm.extraBindings ?? []), name]
}

/** All endpoints of the relations. One without a name gets that of the other end, or of the relation. */
function endpointsOf(
  relations: readonly [string, string][],
  charmOf: (application: string) => BundleCharm | undefined,
): Node[] {
  const nodes = new Map<string, Node>()
  const nodeFor = (charm: BundleCharm, name: string): Node => {
    const key = `${charm.charm.name}:${name}`
    const node = nodes.get(key) ?? { charm, name, others: new Set(), related: [] }
    nodes.set(key, node)
    return node
  }
  for (const ends of relations) {
    const [[one = '', oneEnd], [other = '', otherEnd]] = [ends[0].split(':'), ends[1].split(':')]
    const [oneCharm, otherCharm] = [charmOf(one), charmOf(other)]
    if (oneCharm === undefined || otherCharm === undefined) continue
    const left = nodeFor(oneCharm, oneEnd ?? otherEnd ?? `${one}-${other}`)
    const right = nodeFor(otherCharm, otherEnd ?? oneEnd ?? `${one}-${other}`)
    left.related.push(right)
    right.related.push(left)
    left.others.add(other)
    right.others.add(one)
  }
  return [...nodes.values()]
}

/** Endpoints that are related, directly or through others, share an interface. */
function components(nodes: readonly Node[]): Node[][] {
  const seen = new Set<Node>()
  return nodes.flatMap((start) => {
    if (seen.has(start)) return []
    const component = [start]
    seen.add(start)
    for (const node of component) {
      for (const next of node.related) {
        if (seen.has(next)) continue
        seen.add(next)
        component.push(next)
      }
    }
    return [component]
  })
}

/**
 * The endpoint with the most relations is the provider, those related to it are requirers, and so on. On a tie the principal is the provider, or
 * the second end, as bundles mostly name the requirer first.
 */
function giveRoles(component: readonly Node[], nodes: readonly Node[]): void {
  const rank = (node: Node) => node.related.length * 2 + (node.charm.charm.subordinate === true ? 0 : 1)
  const hub = component.find(isImplicit) ?? component.toReversed().toSorted((a, b) => rank(b) - rank(a))[0]
  if (hub === undefined) return
  const provides = new Map<Node, boolean>([[hub, true]])
  const queue = [hub]
  for (const node of queue) {
    for (const next of node.related) {
      if (provides.has(next)) continue
      provides.set(next, provides.get(node) !== true)
      queue.push(next)
    }
  }
  for (const node of component) {
    if (isImplicit(node)) continue
    const endpoint: CharmEndpoint = {
      interface: hub.name,
      ...(places(node, nodes) ? { scope: 'container' as const } : {}),
    }
    const { charm } = node.charm
    if (provides.get(node) === true) charm.provides = { ...charm.provides, [node.name]: endpoint }
    else charm.requires = { ...charm.requires, [node.name]: endpoint }
  }
}

/** Every principal has an implicit `juju-info` endpoint. */
function isImplicit({ charm, name }: Node): boolean {
  return name === 'juju-info' && charm.charm.subordinate !== true
}

/**
 * Whether this endpoint relates a subordinate to its principals: the one to `juju-info`, or else the one with the most different
 * applications at the other end.
 */
function places(node: Node, nodes: readonly Node[]): boolean {
  if (node.charm.charm.subordinate !== true) return false
  const own = nodes.filter(
    (each) =>
      each.charm === node.charm && each.related.some((other) => other.charm.charm.subordinate !== true),
  )
  const informed = own.find((each) => each.related.some(isImplicit))
  return node === (informed ?? own.toSorted((a, b) => b.others.size - a.others.size)[0])
}

function optionFor(value: unknown): CharmOption {
  if (typeof value === 'boolean') return { type: 'boolean' }
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'int' : 'float' }
  return { type: 'string', default: '' }
}
