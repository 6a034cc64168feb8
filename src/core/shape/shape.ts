import { parseType, type Type } from './type.js'

/** Facts about a field. */
export interface FieldFacts {
  readonly type: string
  /** The first release of the server that has it. */
  readonly since?: string
  /** The last release of the server that has it. */
  readonly until?: string
  /** Juju: the versions of the facade that have it, such as `15-19` or `22-`. */
  readonly versions?: string
  /** The encoding of a parameter. Default: that of the API. */
  readonly wire?: string
  /** The location of a parameter. Default: that of the operation. */
  readonly in?: 'query' | 'body' | 'header'
  /** How an empty list is handled: sent, selects nothing, or omitted. Default: refused. */
  readonly empty?: 'send' | 'nothing' | 'omit'
}

export type Field = string | FieldFacts | readonly FieldFacts[]

/** In place of a field's name: the object may have other fields. */
export const OTHERS = '...'

/** An object by its fields (`name?` may be absent), or an alias of a type. */
export type Shape = string | Readonly<Record<string, Field>>

/** The shapes of an API by name: plain data that replies and arguments are checked against. */
export type Shapes = Readonly<Record<string, Shape>>

/** Loads the shapes of an API on first use. */
export type ShapesLoader = () => Promise<Shapes>

/** How a value is checked. */
export interface ShapeContext {
  /** Juju: the version of the facade. */
  readonly version?: number | undefined
  /** Whether it is an argument: undefined fields are absent, and open enums accept any string. */
  readonly given?: boolean
}

/** A field resolved for a context. */
export interface KnownField {
  readonly name: string
  readonly type: Type
  readonly required: boolean
  readonly facts: FieldFacts
}

/** The fields of an object shape that apply in a context. */
export function fieldsOf(shape: Readonly<Record<string, Field>>, context: ShapeContext): KnownField[] {
  const known: KnownField[] = []
  for (const key in shape) {
    if (key === OTHERS) continue
    const name = key.endsWith('?') ? key.slice(0, -1) : key
    const field = shape[key] as Field
    const forms = (
      typeof field === 'string' ? [{ type: field }] : Array.isArray(field) ? field : [field]
    ) as FieldFacts[]
    const held = forms.filter(({ versions }) => includesVersion(versions, context.version))
    const [first] = held
    if (first === undefined) continue
    const types = held.map(({ type }) => parseType(type))
    const [type] = types
    const conditional = held.some(
      ({ since, until, versions }) =>
        (since ?? until ?? (context.version === undefined ? versions : undefined)) !== undefined,
    )
    known.push({
      name,
      type: types.length > 1 || type === undefined ? { kind: 'union', of: types } : type,
      required: name === key && !conditional,
      facts: first,
    })
  }
  return known
}

/** Whether a range such as `15`, `15-19`, `-19` or `22-` includes a version; true if either is absent. */
export function includesVersion(range: string | undefined, version: number | undefined): boolean {
  if (range === undefined || version === undefined) return true
  const [from = '', to = from] = range.split('-')
  return (from === '' || version >= Number(from)) && (to === '' || version <= Number(to))
}
