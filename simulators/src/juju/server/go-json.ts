import { Refusal } from './refusal.js'

/**
 * Reads JSON parameters as Juju's Go decoder does: names match without regard to case, unknown names are ignored, null and absent
 * give the zero value, a wrong type gives the decoder's error message (`errors.json`, "params of the wrong type").
 */
export interface Decoder<T> {
  /** The name of the type in Go's messages. */
  readonly goType: string
  zero(): T
  decode(value: unknown, at: Place): T
}

interface Place {
  struct: string
  path: string[]
}

export type Decoded<D> = D extends Decoder<infer T> ? T : never

/** Decodes the parameters of one call. */
export function decodeParams<T>(decoder: Decoder<T>, value: unknown): T {
  return value === undefined || value === null
    ? decoder.zero()
    : decoder.decode(value, { struct: '', path: [] })
}

export const str: Decoder<string> = primitive('string', '', (value) =>
  typeof value === 'string' ? value : undefined,
)
export const bool: Decoder<boolean> = primitive('bool', false, (value) =>
  typeof value === 'boolean' ? value : undefined,
)
export const int: Decoder<number> = primitive('int', 0, (value) =>
  isIntegerIn(value, -(2 ** 63), 2 ** 63) ? value : undefined,
)
export const uint: Decoder<number> = primitive('uint64', 0, (value) =>
  isIntegerIn(value, 0, 2 ** 64) ? value : undefined,
)

/** Any JSON value, unchanged. */
export const anything: Decoder<unknown> = {
  goType: 'interface {}',
  zero: () => undefined,
  decode: (value) => value,
}

/** A pointer in Go: absent and null differ from the zero value. */
export function optional<T>(inner: Decoder<T>): Decoder<T | undefined> {
  return { goType: inner.goType, zero: () => undefined, decode: (value, at) => inner.decode(value, at) }
}

export function list<T>(inner: Decoder<T>): Decoder<T[]> {
  const goType = `[]${inner.goType}`
  return {
    goType,
    zero: () => [],
    decode(value, at) {
      if (!Array.isArray(value)) throw mismatch(value, goType, at)
      return value.map((item) => (item === null ? inner.zero() : inner.decode(item, at)))
    },
  }
}

export function map<T>(inner: Decoder<T>): Decoder<Record<string, T>> {
  const goType = `map[string]${inner.goType}`
  return {
    goType,
    zero: () => ({}),
    decode(value, at) {
      if (!isObject(value)) throw mismatch(value, goType, at)
      const entries = Object.entries(value).map(([key, item]) => [
        key,
        item === null ? inner.zero() : inner.decode(item, at),
      ])
      return Object.fromEntries(entries) as Record<string, T>
    },
  }
}

type Fields = Record<string, Decoder<unknown>>
type Struct<F extends Fields> = { [K in keyof F]: Decoded<F[K]> }

/** A Go struct: `name` is its type name in `params`, the keys are the wire names. */
export function struct<F extends Fields>(name: string, fields: F): Decoder<Struct<F>> {
  const goType = `params.${name}`
  const byLowerCase = new Map(Object.keys(fields).map((key) => [key.toLowerCase(), key]))
  const zero = () =>
    Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, field.zero()])) as Struct<F>
  return {
    goType,
    zero,
    decode(value, at) {
      if (!isObject(value)) throw mismatch(value, goType, at)
      const result: Record<string, unknown> = zero()
      for (const [given, item] of Object.entries(value)) {
        const key = byLowerCase.get(given.toLowerCase())
        const field = key === undefined ? undefined : fields[key]
        if (key === undefined || field === undefined || item === null) continue
        result[key] = field.decode(item, { struct: name, path: [...at.path, key] })
      }
      return result as Struct<F>
    },
  }
}

function primitive<T>(goType: string, zero: T, read: (value: unknown) => T | undefined): Decoder<T> {
  return {
    goType,
    zero: () => zero,
    decode(value, at) {
      const result = read(value)
      if (result === undefined) throw mismatch(value, goType, at)
      return result
    },
  }
}

function isIntegerIn(value: unknown, from: number, below: number): value is number {
  return Number.isInteger(value) && (value as number) >= from && (value as number) < below
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function mismatch(value: unknown, goType: string, at: Place): Refusal {
  const target = at.struct === '' ? 'value' : `struct field ${at.struct}.${at.path.join('.')}`
  return new Refusal(`json: cannot unmarshal ${jsonKind(value, goType)} into Go ${target} of type ${goType}`)
}

function jsonKind(value: unknown, goType: string): string {
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  // Go quotes the literal only when it is a number that does not fit.
  if (typeof value === 'number') return /int/.test(goType) ? `number ${value}` : 'number'
  return 'object'
}
