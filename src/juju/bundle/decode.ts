import type {
  Bundle,
  BundleApplication,
  BundleMachine,
  BundleOffer,
  ExposedEndpoint,
  OptionValue,
} from './bundle.js'
import { nearNames } from '../../core/near-names.js'
import type { Problems } from './problems.js'
import { isMap, Literal, type Raw, type RawMap } from './yaml.js'

const BUNDLE_KEYS = new Set(
  'applications bundle default-base description documentation docs issues machines name relations saas source tags variables website'.split(
    ' ',
  ),
)
const APPLICATION_KEYS = new Set(
  [
    'annotations base bindings channel charm constraints devices expose exposed-endpoints num_units offers',
    'options placement plan resources revision scale storage to trust',
  ].flatMap((keys) => keys.split(' ')),
)
const MACHINE_KEYS = new Set(['annotations', 'base', 'constraints'])

/** Decodes a merged document. A wrong type is a mistake; an unknown key is a warning. */
export function decodeBundle(raw: RawMap, problems: Problems): Bundle {
  const decoder = new Decoder(problems)
  const type = decoder.text(raw.bundle, 'bundle')
  if (type !== undefined && type !== 'kubernetes')
    problems.add('bundle', `"${type}" is not a kind of bundle`, 'Omit it, or write kubernetes.')
  const defaultBase = decoder.text(raw['default-base'], 'default-base')
  const name = decoder.text(raw.name, 'name')
  const description = decoder.text(raw.description, 'description')
  decoder.warnUnknown(raw, BUNDLE_KEYS, '')
  return {
    ...(type === 'kubernetes' && { type }),
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    tags: decoder.texts(raw.tags, 'tags'),
    ...(defaultBase !== undefined && { defaultBase }),
    applications: decoder.each(raw.applications, 'applications', (value, path) =>
      decoder.application(value, path, type === 'kubernetes'),
    ),
    machines: decoder.each(raw.machines, 'machines', (value, path) => decoder.machine(value, path)),
    saas: decoder.each(
      raw.saas,
      'saas',
      (value, path) => decoder.text(decoder.map(value, path).url, `${path}.url`) ?? '',
    ),
    relations: decoder.relations(raw.relations),
    warnings: decoder.warnings,
  }
}

class Decoder {
  readonly warnings: string[] = []

  constructor(readonly problems: Problems) {}

  application(raw: Raw, path: string, kubernetes: boolean): BundleApplication {
    const map = this.map(raw, path)
    this.warnUnknown(map, APPLICATION_KEYS, `${path}.`)
    const at = (field: string) => [map[field], `${path}.${field}`] as const
    const [channel, base] = [this.text(...at('channel')), this.text(...at('base'))]
    const revision = this.whole(...at('revision'))
    const [units, scale] = [this.whole(...at('num_units')), this.whole(...at('scale'))]
    if (units && scale)
      this.problems.add(
        path,
        'has both num_units and scale',
        'Both set the number of units: remove one of them.',
      )
    const placement = this.text(...at('placement'))
    const to = this.texts(...at('to'))
    if (placement !== undefined && !kubernetes)
      this.problems.add(
        `${path}.placement`,
        'is for Kubernetes bundles only',
        'Place units on machines with to.',
      )
    // The juju command treats the option like the field (cmd/juju of Juju), and requires consent for both.
    const { trust, ...options } = this.each(...at('options'), (value, where) => this.option(value, where))
    if (placement !== undefined && to.length > 0)
      this.problems.add(path, 'has both placement and to', 'Remove one of them.')
    return {
      charm: this.text(...at('charm')) ?? '',
      ...(channel !== undefined && { channel }),
      ...(revision !== undefined && { revision }),
      ...(base !== undefined && { base }),
      numUnits: units || scale || 0,
      to: placement === undefined ? to : [placement],
      expose: this.flag(...at('expose')),
      exposedEndpoints: this.each(...at('exposed-endpoints'), (value, where) => this.exposed(value, where)),
      options,
      annotations: this.namedTexts(...at('annotations')),
      constraints: this.text(...at('constraints')) ?? '',
      storage: this.namedTexts(...at('storage')),
      devices: this.namedTexts(...at('devices')),
      bindings: this.namedTexts(...at('bindings')),
      resources: this.each(...at('resources'), (value, where) => this.resource(value, where)),
      offers: this.each(...at('offers'), (value, where) => this.offer(value, where)),
      trust: this.flag(...at('trust')) || trust === true,
    }
  }

  machine(raw: Raw, path: string): BundleMachine {
    const map = this.map(raw, path)
    this.warnUnknown(map, MACHINE_KEYS, `${path}.`)
    const base = this.text(map.base, `${path}.base`)
    return {
      ...(base !== undefined && { base }),
      constraints: this.text(map.constraints, `${path}.constraints`) ?? '',
      annotations: this.namedTexts(map.annotations, `${path}.annotations`),
    }
  }

  relations(raw: Raw | undefined): [string, string][] {
    return this.list(raw, 'relations').flatMap((pair, index) => {
      const path = `relations[${index}]`
      const before = this.problems.found.length
      const ends = this.texts(pair, path)
      if (this.problems.found.length > before) return []
      const [one, other] = ends
      if (one !== undefined && other !== undefined && ends.length === 2) return [[one, other]]
      this.problems.add(
        path,
        `has ${ends.length} endpoint${ends.length === 1 ? '' : 's'}, not 2`,
        'Write one pair of application:endpoint an entry.',
      )
      return []
    })
  }

  each<T>(raw: Raw | undefined, path: string, decode: (value: Raw, path: string) => T): Record<string, T> {
    return Object.fromEntries(
      Object.entries(this.map(raw, path)).map(([key, value]) => [key, decode(value, `${path}.${key}`)]),
    )
  }

  map(raw: Raw | undefined, path: string): RawMap {
    if (raw === undefined || raw === null) return {}
    if (isMap(raw)) return raw
    this.problems.add(path, `is ${typeName(raw)}, not a mapping`)
    return {}
  }

  texts(raw: Raw | undefined, path: string): string[] {
    return this.list(raw, path).map((item, index) => this.text(item, `${path}[${index}]`) ?? '')
  }

  text(raw: Raw | undefined, path: string): string | undefined {
    if (raw === undefined || raw === null) return undefined
    if (typeof raw === 'string') return raw
    if (raw instanceof Literal) return raw.text
    this.problems.add(path, `is ${typeName(raw)}, not a string`)
    return undefined
  }

  /** Old and unknown keys: Juju ignores them with a warning (4.0.15, bundle-dry-run). */
  warnUnknown(map: RawMap, known: Set<string>, prefix: string): void {
    for (const key of Object.keys(map))
      if (key === 'series')
        this.warnings.push(
          `${prefix}series is ignored: Juju 4 reads ${prefix === '' ? 'default-base' : 'base'}`,
        )
      else if (!known.has(key) && !key.startsWith('x-'))
        this.warnings.push(`${prefix}${key} is not a known key and is ignored${meant(key, known)}`)
  }

  private list(raw: Raw | undefined, path: string): Raw[] {
    if (raw === undefined || raw === null) return []
    if (Array.isArray(raw)) return raw
    this.problems.add(
      path,
      `is ${typeName(raw)}, not a list`,
      typeof raw === 'string' ? `Write ["${raw}"].` : undefined,
    )
    return []
  }

  private namedTexts(raw: Raw | undefined, path: string): Record<string, string> {
    return this.each(raw, path, (value, where) => this.text(value, where) ?? '')
  }

  private flag(raw: Raw | undefined, path: string): boolean {
    if (raw === undefined || raw === null) return false
    if (raw instanceof Literal && typeof raw.value === 'boolean') return raw.value
    this.problems.add(path, `is ${typeName(raw)}, not true or false`)
    return false
  }

  private whole(raw: Raw | undefined, path: string): number | undefined {
    if (raw === undefined || raw === null) return undefined
    if (raw instanceof Literal && Number.isSafeInteger(raw.value)) return Number(raw.value)
    this.problems.add(path, `is ${typeName(raw)}, not a whole number`)
    return undefined
  }

  private option(raw: Raw, path: string): OptionValue {
    if (raw === null || typeof raw === 'string') return raw
    if (raw instanceof Literal) return raw.value
    this.problems.add(
      path,
      `is ${typeName(raw)}; an option is a string, a number or a boolean`,
      'Quote text that looks like YAML, or write it after |.',
    )
    return null
  }

  private resource(raw: Raw, path: string): number | string {
    if (typeof raw === 'string') return raw
    if (raw instanceof Literal && Number.isSafeInteger(raw.value)) return Number(raw.value)
    this.problems.add(path, `is ${typeName(raw)}, not a revision or a path`)
    return ''
  }

  private exposed(raw: Raw, path: string): ExposedEndpoint {
    const map = this.map(raw, path)
    return {
      spaces: this.texts(map['expose-to-spaces'], `${path}.expose-to-spaces`),
      cidrs: this.texts(map['expose-to-cidrs'], `${path}.expose-to-cidrs`),
    }
  }

  private offer(raw: Raw, path: string): BundleOffer {
    const map = this.map(raw, path)
    return {
      endpoints: this.texts(map.endpoints, `${path}.endpoints`),
      acl: this.namedTexts(map.acl, `${path}.acl`),
    }
  }
}

/** A suggestion for a misspelled key. */
function meant(key: string, known: ReadonlySet<string>): string {
  const [near] = key.length > 3 ? nearNames(key, [...known]) : []
  return near === undefined ? '' : `; did you mean ${near}?`
}

function typeName(raw: Raw): string {
  if (raw === null) return 'nothing'
  if (Array.isArray(raw)) return 'a list'
  if (raw instanceof Literal) return `the ${typeof raw.value} ${raw.text}`
  return typeof raw === 'string' ? 'a string' : 'a mapping'
}
