import { isObject, typeFits } from './fits.js'
import { fieldsOf, OTHERS, type ShapeContext, type Shapes } from './shape.js'
import { TEXT_FORMS } from './text-forms.js'
import { describeType, parseType, type Type } from './type.js'

/** One difference between a value and its shape. */
export interface ShapeIssue {
  /** Path in the value, list positions as `[]`, keys of a map as `{}`, such as `[].boot_interface.vlan`. */
  path: string
  kind: 'type' | 'missing' | 'unknown'
  message: string
}

/** Returns every difference between a value and a type, once per path. */
export function explainMisfit(
  shapes: Shapes,
  type: string,
  value: unknown,
  context: ShapeContext = {},
): ShapeIssue[] {
  const found = new Map<string, ShapeIssue>()
  explain(parseType(type), value, '', { shapes, context, found })
  return [...found.values()]
}

interface Search {
  shapes: Shapes
  context: ShapeContext
  found: Map<string, ShapeIssue>
}

function explain(type: Type, value: unknown, path: string, search: Search): void {
  const { shapes, context, found } = search
  if (typeFits(type, shapes, context)(value)) return
  const report = (kind: ShapeIssue['kind'], at: string, message: string): void => {
    if (!found.has(at)) found.set(at, { path: at, kind, message })
  }
  const looked = target(type, value, shapes)
  if (looked.kind === 'array' && Array.isArray(value)) {
    for (const item of value) explain(looked.of, item, `${path}[]`, search)
  } else if (looked.kind === 'map' && isObject(value)) {
    for (const key in value) explain(looked.of, value[key], `${path}{}`, search)
  } else if (looked.kind === 'ref' && isObject(value)) {
    const shape = shapes[looked.name]
    if (shape === undefined || typeof shape === 'string')
      return report('type', path, `expected ${describeType(looked)}, got ${describeValue(value)}`)
    const fields = new Map(fieldsOf(shape, context).map((field) => [field.name, field]))
    const below = (name: string): string => (path === '' ? name : `${path}.${name}`)
    for (const key in value) {
      const field = fields.get(key)
      if (field !== undefined) {
        if (context.given !== true || value[key] !== undefined)
          explain(field.type, value[key], below(key), search)
      } else if (!(OTHERS in shape) && (context.given !== true || value[key] !== undefined))
        report('unknown', below(key), 'unknown field')
    }
    for (const { name, required, type: missing } of fields.values())
      if (required && value[name] === undefined)
        report('missing', below(name), `missing; expected ${describeType(missing)}`)
  } else report('type', path, `expected ${describeType(type)}, got ${shownIn(type, value)}`)
}

/** The value, where it should be an address or a known word, which are not secret; otherwise its kind. */
const shownIn = (type: Type, value: unknown): string =>
  typeof value === 'string' && value !== '' && isHarmless(type)
    ? JSON.stringify(value.slice(0, 100))
    : describeValue(value)

const isHarmless = (type: Type): boolean =>
  type.kind === 'plain'
    ? Object.hasOwn(TEXT_FORMS, type.name)
    : type.kind === 'nullable'
      ? isHarmless(type.of)
      : type.kind === 'enum' || (type.kind === 'union' && type.of.some(isHarmless))

/** Resolves `null`, named types and unions to the part of a type that a value is compared with. */
function target(type: Type, value: unknown, shapes: Shapes): Type {
  if (type.kind === 'nullable') return target(type.of, value, shapes)
  if (type.kind === 'ref') {
    const shape = shapes[type.name]
    return typeof shape === 'string' ? target(parseType(shape), value, shapes) : type
  }
  if (type.kind !== 'union') return type
  const kinds = Array.isArray(value) ? ['array'] : isObject(value) ? ['ref', 'map'] : []
  const fitting = type.of
    .map((part) => target(part, value, shapes))
    .filter(({ kind }) => kinds.includes(kind))
  return fitting.length === 1 && fitting[0] !== undefined ? fitting[0] : type
}

/** A revoked proxy throws whatever is done with it. */
export function isRevoked(value: unknown): boolean {
  try {
    Array.isArray(value)
    return false
  } catch {
    return true
  }
}

/** The kind of a value; strings are not shown, since they may be secrets. */
export function describeValue(value: unknown): string {
  if (value === null) return 'null'
  if (isRevoked(value)) return 'a revoked proxy'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'string') return value === '' ? 'an empty string' : 'a string'
  if (typeof value === 'number' || typeof value === 'boolean' || value === undefined) return String(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : 'a Date'
  if (value instanceof Uint8Array) return 'bytes'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
