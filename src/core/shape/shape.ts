import { parseType, type Type } from './type.js'

/** What is known of a field beside its type text. */
export interface FieldFacts {
  readonly type: string
  /** The first release of the server that has it. */
  readonly since?: string
  /** The last release of the server that has it. */
  readonly until?: string
  /** Juju: the versions of the facade that have it, such as `15-19` or `22-`. */
  readonly versions?: string
  /** How a parameter is sent where it differs from the usual way of the API. */
  readonly wire?: string
  /** Where a parameter is sent where that differs from the usual place of the operation. */
  readonly in?: 'query' | 'body' | 'header'
  /** What an empty list given for a parameter means: it is sent, it selects nothing, or it is left out. Default: refused. */
  readonly empty?: 'send' | 'nothing' | 'omit'
}

export type Field = string | FieldFacts | readonly FieldFacts[]

/** An object by its fields (`name?` may be absent), or another name for a type. */
export type Shape = string | Readonly<Record<string, Field>>

/** The shapes of an API by name: plain data that replies and arguments are checked against. */
export type Shapes = Readonly<Record<string, Shape>>

/** Loads the shapes of an API on first use. */
export type ShapesLoader = () => Promise<Shapes>

/** What a value is looked at as. */
export interface ShapeContext {
  /** Juju: the version of the facade that it comes from or goes to. */
  readonly version?: number | undefined
  /** Whether it is what a caller gives: undefined fields are absent, and open sets of words take any. */
  readonly given?: boolean
}

/** A field as it holds in a context. */
export interface KnownField {
  readonly name: string
  readonly type: Type
  readonly required: boolean
  readonly facts: FieldFacts
}

/** The fields of an object shape that may stand in a context. */
export function fieldsOf(shape: Readonly<Record<string, Field>>, context: ShapeContext): KnownField[] {
  const known: KnownField[] = []
  for (const key in shape) {
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

/** Whether a range such as `15`, `15-19`, `-19` or `22-` has a version; without either it does. */
export function includesVersion(range: string | undefined, version: number | undefined): boolean {
  if (range === undefined || version === undefined) return true
  const [from = '', to = from] = range.split('-')
  return (from === '' || version >= Number(from)) && (to === '' || version <= Number(to))
}
