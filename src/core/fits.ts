import type { ZodLike } from './schema.js'

type Fits = (value: unknown) => boolean

const made = new WeakMap<ZodLike, Fits>()

/**
 * Whether a value is just what a schema says, unknown fields included. It answers yes or no in a third of the time that zod takes to say
 * what is wrong; nearly every reply fits, and only the others are worth more.
 */
export function fitsOf(schema: ZodLike): Fits {
  const known = made.get(schema)
  if (known !== undefined) return known
  let fits: Fits | undefined
  // A schema that contains itself finds this one, which asks for the other when it is made.
  const later: Fits = (value) => (fits ??= makeFits(schema))(value)
  made.set(schema, later)
  fits = makeFits(schema)
  made.set(schema, fits)
  return fits
}

const anything: Fits = () => true

function makeFits(schema: ZodLike): Fits {
  const { type, shape, element, innerType, valueType, options, entries, format, checks } = schema.def
  const plain = format === undefined && (checks === undefined || checks.length === 0)
  if (type === 'unknown' || type === 'any') return anything
  if (type === 'string' && plain) return (value) => typeof value === 'string'
  if (type === 'boolean') return (value) => typeof value === 'boolean'
  if (type === 'null') return (value) => value === null
  if (type === 'number' && plain) return (value) => Number.isFinite(value)
  if (type === 'number' && format === 'safeint') return (value) => Number.isSafeInteger(value)
  if (type === 'enum' && entries !== undefined) {
    const words = new Set<unknown>(Object.values(entries))
    return (value) => words.has(value)
  }
  if (type === 'nullable' && innerType !== undefined) {
    const inner = fitsOf(innerType)
    return (value) => value === null || inner(value)
  }
  if (type === 'optional' && innerType !== undefined) return fitsOf(innerType)
  if (type === 'union' && options !== undefined) {
    const parts = options.map(fitsOf)
    return (value) => parts.some((fits) => fits(value))
  }
  if (type === 'array' && element !== undefined && plain) {
    const inner = fitsOf(element)
    return (value) => Array.isArray(value) && value.every(inner)
  }
  if (type === 'record' && valueType !== undefined) return fitsRecord(fitsOf(valueType))
  if (type === 'object' && shape !== undefined) return fitsObject(shape)
  // Whatever else the schemas come to use is zod's to judge.
  return (value) => schema.safeParse(value).success
}

function fitsRecord(inner: Fits): Fits {
  return (value) => {
    if (!isObject(value)) return false
    for (const key in value) if (!inner(value[key])) return false
    return true
  }
}

function fitsObject(shape: Record<string, ZodLike>): Fits {
  const fields = new Map(
    Object.entries(shape).map(([key, field]) => [
      key,
      { fits: fitsOf(field), required: field.def.type !== 'optional' },
    ]),
  )
  const needed = [...fields.values()].filter(({ required }) => required).length
  return (value) => {
    if (!isObject(value)) return false
    let found = 0
    for (const key in value) {
      const field = fields.get(key)
      if (field === undefined || !field.fits(value[key])) return false
      if (field.required) found++
    }
    return found === needed
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
