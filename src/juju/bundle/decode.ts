import { nearNames } from '../../core/near-names.js'
import type { BundleOffer, ExposedEndpoint, OptionValue } from './bundle.js'
import type { ApplicationDocument, BundleDocument, MachineDocument } from './document.js'
import type { Problems } from './problems.js'
import { Literal } from './scalars.js'
import { isMap, type Raw, type RawMap } from './yaml.js'

/** How to read a field; null where the file has nothing for it. */
type Decode<T> = (raw: Raw, path: string) => T

/** The key of each field in the file, and how to read it. */
type Table<T> = { [Field in keyof T]-?: [key: string, decode: Decode<NonNullable<T[Field]> | null>] }

/** Keys that describe a bundle and that Juju ignores. */
const IGNORED = ['documentation', 'docs', 'issues', 'source', 'variables', 'website']

/** Decodes one document. A wrong type is a mistake; an unknown key is a warning. */
export function decodeDocument(raw: RawMap, problems: Problems): BundleDocument {
  const decoder = new Decoder(problems)
  const { text, texts } = decoder
  const document = decoder.fields<BundleDocument>(
    raw,
    {
      type: ['bundle', text],
      name: ['name', (value, path) => (isScalar(value) ? text(value, path) : '')],
      description: ['description', text],
      tags: ['tags', texts],
      defaultBase: ['default-base', text],
      applications: ['applications', decoder.each(nullable(decoder.application))],
      machines: ['machines', decoder.each(nullable(decoder.machine))],
      saas: ['saas', decoder.each(nullable(decoder.saas))],
      relations: ['relations', decoder.list(texts)],
    },
    '',
    IGNORED,
  )
  for (const [name, application] of Object.entries(document.applications ?? {}))
    if (application?.placement && document.type !== 'kubernetes')
      problems.add(
        `applications.${name}.placement`,
        'is for Kubernetes bundles only',
        'Place units on machines with to.',
      )
  return document
}

class Decoder {
  constructor(readonly problems: Problems) {}

  readonly application = (raw: Raw, path: string): ApplicationDocument => {
    const { text, flag } = this
    const names = this.each(text)
    const { scale, ...application } = this.fields<ApplicationDocument & { scale?: number; plan?: string }>(
      raw,
      {
        charm: ['charm', text],
        channel: ['channel', text],
        revision: ['revision', this.whole],
        base: ['base', text],
        numUnits: ['num_units', this.units],
        scale: ['scale', this.units],
        to: ['to', this.texts],
        placement: ['placement', text],
        expose: ['expose', flag],
        exposedEndpoints: ['exposed-endpoints', this.each(this.exposed)],
        options: ['options', this.each(this.option)],
        annotations: ['annotations', names],
        constraints: ['constraints', text],
        storage: ['storage', names],
        devices: ['devices', names],
        bindings: ['bindings', names],
        resources: ['resources', this.each(this.resource)],
        offers: ['offers', this.each(nullable(this.offer))],
        plan: ['plan', text],
        trust: ['trust', flag],
      },
      path,
    )
    if (scale !== undefined && scale > 0) {
      if (application.numUnits !== undefined && application.numUnits > 0)
        this.problems.add(
          path,
          'has both num_units and scale',
          'Both set the number of units: remove one of them.',
        )
      else application.numUnits = scale
    } else if (scale !== undefined)
      this.problems.warn(
        `${path}.scale is ignored: Juju does not read ${scale} as a number of units; write num_units`,
      )
    if (application.placement && application.to && application.to.length > 0)
      this.problems.add(path, 'has both placement and to', 'Remove one of them.')
    return application
  }

  readonly machine = (raw: Raw, path: string): MachineDocument =>
    this.fields<MachineDocument>(
      raw,
      {
        base: ['base', this.text],
        constraints: ['constraints', this.text],
        annotations: ['annotations', this.each(this.text)],
      },
      path,
    )

  readonly saas = (raw: Raw, path: string): { url?: string } =>
    this.fields<{ url?: string }>(raw, { url: ['url', this.text] }, path)

  /** The fields that a mapping has. */
  fields<T>(raw: Raw, table: Table<T>, path: string, ignored: string[] = []): T {
    const map = this.#map(raw, path)
    const prefix = path === '' ? '' : `${path}.`
    const keys = Object.values<Table<T>[keyof T]>(table).map(([key]) => key)
    this.#warnUnknown(map, new Set([...keys, ...ignored]), prefix)
    return Object.fromEntries(
      Object.entries<Table<T>[keyof T]>(table).flatMap(([field, [key, decode]]) => {
        const value = Object.hasOwn(map, key) ? map[key] : undefined
        return value === undefined ? [] : [[field, decode(value, `${prefix}${key}`)]]
      }),
    ) as T
  }

  each =
    <T>(decode: Decode<T>): Decode<Record<string, T> | null> =>
    (raw, path) =>
      raw === null
        ? null
        : Object.fromEntries(
            Object.entries(this.#map(raw, path)).map(([key, value]) => [
              key,
              decode(value, `${path}.${key}`),
            ]),
          )

  list =
    <T>(decode: Decode<T>): Decode<T[]> =>
    (raw, path) => {
      if (raw === null) return []
      if (Array.isArray(raw)) return raw.map((item, index) => decode(item, `${path}[${index}]`))
      this.problems.add(
        path,
        `is ${typeName(raw)}, not a list`,
        typeof raw === 'string' ? `Write ["${raw}"].` : undefined,
      )
      return []
    }

  /** The text of any scalar, as it stands in the file. */
  readonly text = (raw: Raw, path: string): string => {
    if (raw === null) return ''
    if (typeof raw === 'string') return raw
    if (raw instanceof Literal) return raw.text
    this.problems.add(path, `is ${typeName(raw)}, not a string`)
    return ''
  }

  readonly texts = this.list(this.text)

  readonly flag = (raw: Raw, path: string): boolean => {
    if (raw === null) return false
    if (raw instanceof Literal && typeof raw.value === 'boolean') return raw.value
    this.problems.add(path, `is ${typeName(raw)}, not true or false`)
    return false
  }

  /** Juju cuts off a fraction: 3.0 is 3. */
  readonly whole = (raw: Raw, path: string): number | null => {
    if (raw === null) return null
    const value = raw instanceof Literal && typeof raw.value === 'number' ? Math.trunc(raw.value) : NaN
    if (Number.isSafeInteger(value)) return value
    this.problems.add(path, `is ${typeName(raw)}, not a whole number`)
    return null
  }

  readonly units = (raw: Raw, path: string): number => this.whole(raw, path) ?? 0

  readonly option = (raw: Raw, path: string): OptionValue => {
    if (raw === null || typeof raw === 'string') return raw
    if (raw instanceof Literal) return raw.value
    this.problems.add(
      path,
      `is ${typeName(raw)}; an option is a string, a number or a boolean`,
      'Quote text that looks like YAML, or write it after |.',
    )
    return null
  }

  readonly resource = (raw: Raw, path: string): number | string | null => {
    if (raw === null || typeof raw === 'string') return raw
    if (raw instanceof Literal && raw.isWhole && typeof raw.value === 'number') return raw.value
    this.problems.add(path, `is ${typeName(raw)}, not a revision or a path`)
    return ''
  }

  readonly exposed = (raw: Raw, path: string): ExposedEndpoint | null => {
    const { spaces, cidrs } = this.fields<Partial<ExposedEndpoint>>(
      raw,
      {
        spaces: ['expose-to-spaces', nullable(this.texts)],
        cidrs: ['expose-to-cidrs', nullable(this.texts)],
      },
      path,
    )
    return spaces || cidrs ? { spaces: spaces ?? [], cidrs: cidrs ?? [] } : null
  }

  readonly offer = (raw: Raw, path: string): BundleOffer => {
    const { endpoints, acl } = this.fields<Partial<BundleOffer>>(
      raw,
      { endpoints: ['endpoints', this.texts], acl: ['acl', this.each(this.text)] },
      path,
    )
    return { endpoints: endpoints ?? [], acl: acl ?? {} }
  }

  #map(raw: Raw, path: string): RawMap {
    if (raw === null) return {}
    if (isMap(raw)) return raw
    this.problems.add(path, `is ${typeName(raw)}, not a mapping`)
    return {}
  }

  /** Old and unknown keys: Juju ignores them with a warning (4.0.15, bundle-dry-run). */
  #warnUnknown(map: RawMap, known: ReadonlySet<string>, prefix: string): void {
    for (const key of Object.keys(map))
      if (key === 'series')
        this.problems.warn(
          `${prefix}series is ignored: Juju 4 reads ${prefix === '' ? 'default-base' : 'base'}`,
        )
      else if (!known.has(key) && !key.startsWith('x-'))
        this.problems.warn(`${prefix}${key} is not a known key and is ignored${meant(key, known)}`)
  }
}

const nullable =
  <T>(decode: Decode<T>): Decode<T | null> =>
  (raw, path) =>
    raw === null ? null : decode(raw, path)

const isScalar = (raw: Raw): boolean => raw instanceof Literal || typeof raw === 'string'

/** A suggestion for a misspelled key. */
function meant(key: string, known: ReadonlySet<string>): string {
  const [near] = key.length > 3 ? nearNames(key, [...known]) : []
  return near === undefined ? '' : `; did you mean ${near}?`
}

function typeName(raw: Raw): string {
  if (raw === null) return 'nothing'
  if (Array.isArray(raw)) return 'a list'
  if (raw instanceof Literal)
    return `the ${typeof raw.value === 'bigint' ? 'number' : typeof raw.value} ${raw.text}`
  return typeof raw === 'string' ? 'a string' : 'a mapping'
}
