import { createHash } from 'node:crypto'
import { charmsForBundle } from './bundle-charms.js'
import { spacesOfBundle } from './bundle-spaces.js'
import { openstackCharms } from './catalogue.js'
import { type Base, type Charm, parseBase } from './charm.js'

/** A charm as the simulated Charmhub publishes it. */
export interface PublishedCharm {
  charm: Charm
  revision: number
  hash: string
  id: string
}

export const DEFAULT_BASES = ['ubuntu@20.04', 'ubuntu@22.04', 'ubuntu@24.04']

/** The simulated Charmhub: the charms of Canonical OpenStack, and those that are added, for amd64 only. */
export class Charmhub {
  readonly #charms = new Map<string, PublishedCharm>()
  /** @internal The spaces of the bundles that {@link fromBundle} has read. */
  readonly spaces = new Set<string>()

  constructor() {
    for (const charm of openstackCharms()) this.add(charm)
  }

  /** Publishes a charm and replaces one of the same name. The default revision is derived from the name. */
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
   * Publishes a placeholder for each charm of a bundle that the catalogue lacks: endpoints from relations, offers and bindings, and the
   * options, storage and resources that it sets; subordinate when no application of the charm has units or a placement. Local charms are
   * skipped: they are uploaded. The spaces that the bundle names exist from then on; it may be an overlay.
   *
   * @returns the charms that were added
   */
  fromBundle(yaml: string): Charm[] {
    for (const space of spacesOfBundle(yaml)) this.spaces.add(space)
    const added = charmsForBundle(yaml).filter(({ charm }) => !this.#charms.has(charm.name))
    for (const { charm, revision } of added) this.add(charm, revision)
    return added.map(({ charm }) => charm)
  }
}

/** Newest first, as `ResolveCharms` lists them. */
export function basesOf(charm: Charm): Base[] {
  return (charm.bases ?? DEFAULT_BASES).map(parseBase).toReversed()
}
