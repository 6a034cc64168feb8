import { parseTime } from '../replies/time.js'
import { refuse } from './refusal.js'

/** Parameters of every signed call, which are not passed to actions (legacy-actions.json, common_params). */
const common = new Set([
  'action',
  'version',
  'access_key_id',
  'signature_method',
  'signature_version',
  'timestamp',
  'signature',
])

/** How one parameter is read from the flat names of a request (protocol.md section 4). */
export interface ParamType<T> {
  read(raw: RawParams, name: string): T
}

export type ParamTypes = Record<string, ParamType<unknown>>
export type ParamValues<P extends ParamTypes> = {
  [K in keyof P]: P[K] extends ParamType<infer T> ? T : never
}

/** The flat parameters of one call; remembers which ones were read. */
export class RawParams {
  readonly #values: Map<string, string>
  readonly #read = new Set<string>()

  constructor(entries: Iterable<readonly [string, string]>) {
    this.#values = new Map(entries)
  }

  get(name: string): string | undefined {
    this.#read.add(name)
    return this.#values.get(name)
  }

  /** Values of `name.1`, `name.2`, ... in the order of their numbers. */
  list(name: string): string[] {
    return this.mapping(name)
      .map(([key, value]) => {
        if (!/^[1-9]\d*$/.test(key))
          throw refuse('InvalidParameterValue', `${name}.${key} is not an item of a list that counts from 1`)
        return [Number(key), value] as const
      })
      .toSorted(([a], [b]) => a - b)
      .map(([, value]) => value)
  }

  /** Pairs of `name.<key>=<value>`. */
  mapping(name: string): [string, string][] {
    const prefix = `${name}.`
    const found: [string, string][] = []
    for (const [key, value] of this.#values) {
      if (!key.startsWith(prefix)) continue
      this.#read.add(key)
      found.push([key.slice(prefix.length), value])
    }
    return found
  }

  /** Reads the parameters of an action. That an unknown name is rejected is inferred. */
  parse<P extends ParamTypes>(types: P): ParamValues<P> {
    const values = Object.fromEntries(
      Object.entries(types).map(([name, type]) => [name, type.read(this, name)]),
    )
    const unknown = [...this.#values.keys()].find((name) => !this.#read.has(name) && !common.has(name))
    if (unknown !== undefined) throw refuse('UnknownParameter', `The parameter ${unknown} is not known here`)
    return values as ParamValues<P>
  }
}

const missing = (name: string) => refuse('MissingParameter', `The parameter ${name} is missing`)
const invalid = (name: string, what: string) =>
  refuse('InvalidParameterValue', `The value of ${name} is not ${what}`)

function scalar<T>(convert: (value: string, name: string) => T): {
  required: ParamType<T>
  or: <D>(fallback: D) => ParamType<T | D>
} {
  const read = (raw: RawParams, name: string): T | undefined => {
    const value = raw.get(name)
    return value === undefined ? undefined : convert(value, name)
  }
  return {
    required: {
      read(raw, name) {
        const value = read(raw, name)
        if (value === undefined) throw missing(name)
        return value
      },
    },
    or: (fallback) => ({ read: (raw, name) => read(raw, name) ?? fallback }),
  }
}

const toInteger = (value: string, name: string): number => {
  if (!/^-?\d+$/.test(value)) throw invalid(name, 'an integer')
  return Number(value)
}

export const text = scalar((value) => value)
export const integer = scalar(toInteger)

export const boolean = scalar((value, name) => {
  if (value !== 'true' && value !== 'false') throw invalid(name, 'true or false')
  return value === 'true'
})

/** A date; the error code is InvalidTime, which actions with a delivery time list. */
export const date = scalar((value) => {
  const ms = parseTime(value)
  if (ms === undefined) throw refuse('InvalidTime', `${value} is not a date`)
  return ms
})

/** base64 of UTF-8 text, as `code` of a script. */
export const data = scalar((value, name) => {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(value) || value.length % 4 !== 0) throw invalid(name, 'base64')
  return Buffer.from(value, 'base64').toString()
})

/** `<file name>$$<base64 bytes>`. */
export const file = scalar((value, name) => {
  const [filename, content, ...rest] = value.split('$$')
  if (!filename || content === undefined || rest.length > 0) throw invalid(name, '<file name>$$<base64>')
  return { filename, content: Buffer.from(content, 'base64') }
})

function listOf<T>(convert: (value: string, name: string) => T): {
  required: ParamType<T[]>
  optional: ParamType<T[]>
} {
  const read = (raw: RawParams, name: string) => raw.list(name).map((value) => convert(value, name))
  return {
    required: {
      read(raw, name) {
        const values = read(raw, name)
        if (values.length === 0) throw missing(name)
        return values
      },
    },
    optional: { read },
  }
}

export const texts = listOf((value) => value)
export const integers = listOf(toInteger)

/** A mapping from an integer key, such as `computer_titles.30=name`. */
export function byId<T>(
  convert: (value: string, name: string) => T,
  required: boolean,
): ParamType<[number, T][]> {
  return {
    read(raw, name) {
      const pairs = raw
        .mapping(name)
        .map(([key, value]): [number, T] => [toInteger(key, name), convert(value, name)])
      if (required && pairs.length === 0) throw missing(name)
      return pairs
    },
  }
}

export const titlesById = byId((value) => value, true)
export const idsById = byId(toInteger, false)
