import { createHash } from 'node:crypto'
import { parseAllDocuments } from 'yaml'
import type { Base, Charm, CharmEndpoint, CharmOption } from './charm.js'
import { parseBase } from './charm.js'
import { openstackCharms } from './charm-catalogue.js'

/** A charm as the simulated Charmhub publishes it. */
export interface PublishedCharm {
  charm: Charm
  revision: number
  hash: string
  id: string
}

export const DEFAULT_BASES = ['ubuntu@20.04', 'ubuntu@22.04', 'ubuntu@24.04']

/** The stand-in for Charmhub: the charms of Canonical OpenStack, and what is added. It publishes for amd64 only. */
export class Charmhub {
  readonly #charms = new Map<string, PublishedCharm>()

  constructor() {
    for (const charm of openstackCharms()) this.add(charm)
  }

  /** Publishes a charm, in place of one of the same name. Without a revision it gets one made from its name. */
  add(charm: Charm, revision = 100 + charm.name.length): PublishedCharm {
    const hash = createHash('sha256').update(`charm ${charm.name}`).digest('hex')
    const published = { charm: { bases: DEFAULT_BASES, ...charm }, revision, hash, id: hash.slice(0, 32) }
    this.#charms.set(charm.name, published)
    return published
  }

  get(name: string): PublishedCharm | undefined {
    return this.#charms.get(name)
  }

  /**
   * Publishes a stand-in for each charm that a bundle names and the catalogue lacks: endpoints from the relations, options from the
   * options, subordinate when no application of the charm has units or a placement.
   *
   * @returns the charms that were added
   */
  fromBundle(yaml: string): Charm[] {
    const added = charmsOfBundle(yaml).filter((charm) => !this.#charms.has(charm.name))
    for (const charm of added) this.add(charm)
    return added
  }
}

/** The name and revision in a reference such as `ch:amd64/jammy/ubuntu-106` or `ubuntu`. */
export function parseReference(reference: string): { name: string; revision?: number } {
  const last = reference.slice(reference.lastIndexOf('/') + 1).replace(/^[a-z]+:/, '')
  const match = /^(.*?)-(\d+)$/.exec(last)
  return match === null ? { name: last } : { name: match[1] ?? '', revision: Number(match[2]) }
}

/** Newest first, as `ResolveCharms` lists them. */
export function basesOf(charm: Charm): Base[] {
  return (charm.bases ?? DEFAULT_BASES).map(parseBase).toReversed()
}

interface BundleApplication {
  charm?: string
  num_units?: number
  to?: unknown
  options?: Record<string, unknown>
}

interface Bundle {
  applications?: Record<string, BundleApplication | null>
  services?: Record<string, BundleApplication | null>
  relations?: unknown[]
}

function charmsOfBundle(yaml: string): Charm[] {
  const applications = new Map<string, BundleApplication>()
  const relations: string[][] = []
  for (const document of parseAllDocuments(yaml, { merge: true })) {
    const bundle = (document.toJS() ?? {}) as Bundle
    for (const [name, application] of Object.entries(bundle.applications ?? bundle.services ?? {})) {
      applications.set(name, { ...applications.get(name), ...application })
    }
    for (const relation of bundle.relations ?? []) {
      if (Array.isArray(relation)) relations.push(...relation.slice(1).map((other) => [String(relation[0]), String(other)].flat()))
    }
  }

  const charms = new Map<string, Charm>()
  const charmOf = (application: string) => charms.get(parseReference(applications.get(application)?.charm ?? application).name)
  for (const [name, application] of applications) {
    const charmName = parseReference(application.charm ?? name).name
    const charm = charms.get(charmName) ?? { name: charmName, subordinate: true, options: {}, provides: {}, requires: {} }
    if ((application.num_units ?? 0) > 0 || application.to !== undefined) charm.subordinate = false
    for (const [option, value] of Object.entries(application.options ?? {}))
      charm.options = { ...charm.options, [option]: optionFor(value) }
    charms.set(charmName, charm)
  }
  // Without units and without relations nothing tells that it is a subordinate.
  for (const charm of charms.values()) {
    if (!relations.flat().some((end) => charmOf(end.split(':')[0] ?? '') === charm)) charm.subordinate = false
  }
  for (const ends of relations) relate(ends, charmOf)
  return [...charms.values()]
}

function relate([left = '', right = '']: string[], charmOf: (application: string) => Charm | undefined): void {
  const [leftName = '', leftEnd] = left.split(':')
  const [rightName = '', rightEnd] = right.split(':')
  const one = charmOf(leftName)
  const other = charmOf(rightName)
  if (one === undefined || other === undefined) return
  const name = leftEnd ?? rightEnd ?? leftName
  const otherName = rightEnd ?? name
  // What others relate to already provides; juju-info is provided by every principal and required by the subordinate.
  const leftProvides = one.provides?.[name] !== undefined || (name === 'juju-info' && other.subordinate === true)
  const [provider, provided, requirer, required] = leftProvides ? [one, name, other, otherName] : [other, otherName, one, name]
  const known = provider.provides?.[provided] ?? provider.requires?.[provided]
  if (known !== undefined && (requirer.provides?.[required] ?? requirer.requires?.[required]) !== undefined) return
  const endpoint: CharmEndpoint = known ?? { interface: provided }
  if (provided !== 'juju-info') provider.provides = { ...provider.provides, [provided]: endpoint }
  const container = (one.subordinate === true || other.subordinate === true) && !shared(provider, requirer)
  requirer.requires = { ...requirer.requires, [required]: container ? { ...endpoint, scope: 'container' } : endpoint }
}

/** A subordinate's relation to something that it does not live beside is global: only its first relation places it. */
function shared(provider: Charm, requirer: Charm): boolean {
  return [provider, requirer].filter((charm) => charm.subordinate === true).every(isPlaced)
}

function isPlaced(charm: Charm): boolean {
  return Object.values({ ...charm.provides, ...charm.requires }).some((endpoint) => endpoint.scope === 'container')
}

function optionFor(value: unknown): CharmOption {
  if (typeof value === 'boolean') return { type: 'boolean' }
  if (typeof value === 'number') return { type: Number.isInteger(value) ? 'int' : 'float' }
  return { type: 'string', default: '' }
}
