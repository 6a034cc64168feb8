import { fieldsOf, OTHERS, type Shape, type ShapeContext, type Shapes } from './shape.js'
import { hasForm, TEXT_FORMS } from './text-forms.js'
import { parseType, type Type } from './type.js'

export type Fits = (value: unknown) => boolean

/** Levels of nesting that a recursive shape may have; no server nests deeper. */
export const DEEPEST = 100

/** A value is nested more deeply than {@link DEEPEST}. */
export class NestedTooDeeply extends RangeError {
  constructor() {
    super('nested too deeply')
  }
}

const compiled = new WeakMap<Shapes, Map<string, Fits>>()

/**
 * Returns a fast check whether a value matches a type, without unknown fields; `explainMisfit` reports the differences.
 */
export function fitsOf(shapes: Shapes, type: string, context: ShapeContext = {}): Fits {
  let known = compiled.get(shapes)
  if (known === undefined) compiled.set(shapes, (known = new Map()))
  const key = `${context.version ?? ''}${context.given === true ? '>' : '<'}${type}`
  const made = known.get(key)
  if (made !== undefined) return made
  let fits: Fits | undefined
  // A recursive shape uses this placeholder while it is compiled, and keeps it for each level of nesting.
  let depth = 0
  known.set(key, (value) => {
    if (depth === DEEPEST) throw new NestedTooDeeply()
    depth++
    try {
      return (fits as Fits)(value)
    } finally {
      depth--
    }
  })
  const parsed = parseType(type)
  fits =
    parsed.kind === 'ref'
      ? shapeFits(shapes[parsed.name], shapes, context)
      : typeFits(parsed, shapes, context)
  known.set(key, fits)
  return fits
}

/** An object that only inherits from AbortSignal throws when it is read. */
function isSignal(value: unknown): boolean {
  try {
    return value instanceof AbortSignal && typeof value.aborted === 'boolean'
  } catch {
    return false
  }
}

const anything: Fits = () => true

const isText: Fits = (value) => typeof value === 'string'

const PLAIN: Record<string, Fits> = {
  ...Object.fromEntries(Object.keys(TEXT_FORMS).map((name) => [name, isText])),
  string: isText,
  int: Number.isSafeInteger,
  number: Number.isFinite,
  bool: (value) => typeof value === 'boolean',
  null: (value) => value === null,
}

const GIVEN: Record<string, Fits> = {
  ...PLAIN,
  ...Object.fromEntries(Object.entries(TEXT_FORMS).map(([name, form]) => [name, hasForm(form)])),
  object: (value) => isObject(value),
  function: (value) => typeof value === 'function',
  signal: isSignal,
  bytes: (value) => value instanceof Uint8Array,
  date: (value) => typeof value === 'string' || (value instanceof Date && !Number.isNaN(value.getTime())),
  file: (value) =>
    isObject(value) &&
    typeof value['filename'] === 'string' &&
    (typeof value['content'] === 'string' || value['content'] instanceof Uint8Array),
}

/** Returns a check whether a value matches a type. */
export function typeFits(type: Type, shapes: Shapes, context: ShapeContext): Fits {
  switch (type.kind) {
    case 'plain':
      return (context.given === true ? GIVEN : PLAIN)[type.name] ?? anything
    case 'ref':
      return fitsOf(shapes, type.name, context)
    case 'enum': {
      if (type.open) return (value) => typeof value === 'string'
      const words = new Set<unknown>(type.words)
      return (value) => words.has(value)
    }
    case 'nullable': {
      const inner = typeFits(type.of, shapes, context)
      return (value) => value === null || inner(value)
    }
    case 'union': {
      const parts = type.of.map((part) => typeFits(part, shapes, context))
      return (value) => parts.some((fits) => fits(value))
    }
    case 'array': {
      const inner = typeFits(type.of, shapes, context)
      return (value) => Array.isArray(value) && value.every((item) => inner(item))
    }
    case 'map': {
      const inner = typeFits(type.of, shapes, context)
      return (value) => {
        if (!isObject(value)) return false
        for (const key in value) if (!inner(value[key])) return false
        return true
      }
    }
  }
}

/** Whether a value, and each item of a list, is of the kind of a type: an object, a list, a text. Their fields are not checked. */
export function isOfKind(type: Type, shapes: Shapes, value: unknown): boolean {
  switch (type.kind) {
    case 'plain':
      return (PLAIN[type.name] ?? anything)(value)
    case 'ref': {
      const shape = shapes[type.name]
      if (typeof shape === 'string') return isOfKind(parseType(shape), shapes, value)
      return shape === undefined || isObject(value)
    }
    case 'enum':
      return typeof value === 'string'
    case 'nullable':
      return value === null || isOfKind(type.of, shapes, value)
    case 'union':
      return type.of.some((part) => isOfKind(part, shapes, value))
    case 'array':
      return Array.isArray(value) && value.every((item) => isOfKind(type.of, shapes, item))
    case 'map':
      return isObject(value)
  }
}

/** The same for a list, which is the whole value or in a field of it. */
export function isListOfKind(
  type: string,
  shapes: Shapes,
  field: string | undefined,
  items: unknown,
): boolean {
  if (field === undefined) return isOfKind(parseType(type), shapes, items)
  const shape = shapes[type]
  const known = isObject(shape) ? fieldsOf(shape, {}).find(({ name }) => name === field) : undefined
  return known === undefined || isOfKind(known.type, shapes, items)
}

function shapeFits(shape: Shape | undefined, shapes: Shapes, context: ShapeContext): Fits {
  if (shape === undefined) return anything
  if (typeof shape === 'string') return fitsOf(shapes, shape, context)
  const known = fieldsOf(shape, context)
  const fields = new Map(
    known.map((field) => [
      field.name,
      { name: field.name, fits: typeFits(field.type, shapes, context), required: field.required },
    ]),
  )
  // The fields of the last value in their order: those of the next one nearly always follow it, and need no lookup.
  const last: { name: string; fits: Fits; required: boolean }[] = []
  const needed = known.filter(({ required }) => required).length
  const given = context.given === true
  const open = OTHERS in shape
  return (value) => {
    if (!isObject(value)) return false
    let found = 0
    let at = 0
    for (const key in value) {
      let field = last[at]
      if (field?.name !== key) {
        field = fields.get(key)
        if ((given && value[key] === undefined) || (open && field === undefined)) continue
        if (field === undefined) return false
        last[at] = field
      }
      at++
      if (given && value[key] === undefined) continue
      if (!field.fits(value[key])) return false
      if (field.required) found++
    }
    return found === needed
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
