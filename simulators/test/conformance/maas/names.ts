const idFields: Record<string, string> = {
  cache_set: 'bcache-cache-set',

  vlan: 'vlans',
  relay_vlan: 'vlans',
  fabric: 'fabrics',
  space: 'spaces',
  subnet: 'subnets',
  source: 'subnets',
  destination: 'subnets',
  domain: 'domains',
  parent: 'interfaces',
  parents: 'interfaces',
  link_id: 'links',
}

/** Fields that hold ids of disks and partitions. */
function kindsOf(field: string): string[] {
  if (field === 'id') return ['links', 'blockdevices']
  if (/partitions?$/.test(field)) return ['partition']
  if (/devices?$/.test(field)) return ['blockdevices']
  return idFields[field] ? [idFields[field]] : []
}

/** Maps recorded names to simulated ones: system_ids, URIs of objects, keys. */
export class Names {
  readonly #ours = new Map<string, string>()

  learn(recorded: string, ours: string): void {
    this.#ours.set(recorded, ours)
  }

  /** A recorded id in a form field, by the kind of object. */
  field(name: string, value: string): string {
    const kinds = kindsOf(name)
    if (kinds.length === 0 || !/^\d+$/.test(value)) return this.translate(value)
    const found = [...this.#ours].find(([recorded]) =>
      kinds.some((kind) => recorded.endsWith(`/${kind}/${value}/`) || recorded.endsWith(`/${kind}/${value}`)),
    )
    return /\/(\d+)\/?$/.exec(found?.[1] ?? '')?.[1] ?? value
  }

  knows(recorded: string): boolean {
    return this.#ours.has(recorded)
  }

  ours(recorded: string): string {
    return this.#ours.get(recorded) ?? recorded
  }

  /** A recorded text with all names replaced, in one pass, longest first. */
  translate(text: string): string {
    if (this.#ours.size === 0) return text
    const names = [...this.#ours.keys()].toSorted((a, b) => b.length - a.length)
    const pattern = names.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|')
    return text.replaceAll(new RegExp(pattern, 'g'), (name) => this.ours(name))
  }

  /** Walks two replies in parallel and learns the two names of each object. */
  learnFrom(recorded: unknown, ours: unknown): void {
    if (Array.isArray(recorded) && Array.isArray(ours)) {
      recorded.forEach((item, index) => this.learnFrom(item, ours[index]))
    } else if (isObject(recorded) && isObject(ours)) {
      if ('sets' in recorded && isObject(recorded['sets']) && isObject(ours['sets'])) {
        this.learnFrom(dateless(recorded['sets']), dateless(ours['sets']))
      }
      if ('mode' in recorded && typeof recorded['id'] === 'number')
        this.learn(`/links/${recorded['id']}/`, `/links/${String(ours['id'])}/`)
      for (const [key, value] of Object.entries(recorded)) {
        const other = ours[key]
        if (
          (key === 'resource_uri' || key === 'system_id' || key === 'upload_uri') &&
          typeof value === 'string' &&
          typeof other === 'string'
        ) {
          if (!this.knows(value)) this.learn(value, other)
          if (value.includes('/partition/'))
            this.learn(
              value.replace('/partition/', '/partitions/'),
              other.replace('/partition/', '/partitions/'),
            )
        } else if (key === 'anon_resource_uri' && typeof value === 'string' && typeof other === 'string') {
          this.learn(value.split('key=')[1] ?? value, other.split('key=')[1] ?? other)
        } else if (typeof value === 'string' && /^<\w+:\w+>$/.test(value) && typeof other === 'string') {
          // A key that the recording creates and then uses, such as `<token_key:second>`.
          this.learn(value, other)
        } else this.learnFrom(value, other)
      }
    }
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Versions of images are named after the day. */
export const dateless = (value: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key.replace(/^20\d{6}(?=$|\.)/, 'DAY'), member]),
  )
