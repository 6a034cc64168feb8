import type { ReplyIssue } from './errors.js'
import { fitsOf } from './fits.js'

/** The part of a zod schema that checking needs; importing zod itself is left to the schemas, which load with the first reply. */
export interface ZodLike {
  safeParse(
    value: unknown,
  ): { success: true } | { success: false; error: { issues: readonly ZodIssueLike[] } }
  def: ZodDefLike
}

interface ZodIssueLike {
  path: readonly PropertyKey[]
  message: string
}

interface ZodDefLike {
  type: string
  shape?: Record<string, ZodLike>
  element?: ZodLike
  innerType?: ZodLike
  valueType?: ZodLike
  options?: readonly ZodLike[]
  getter?: () => ZodLike
  entries?: Readonly<Record<string, string | number>>
  format?: string
  checks?: readonly unknown[]
}

/** Loads a schema on first use. */
export type SchemaLoader = () => Promise<ZodLike>

type Walk = (value: unknown, path: string, found: Differences) => void

const walks = new WeakMap<ZodLike, Walk>()

/**
 * The differences between a reply and its schema: what has the wrong type, and fields that nobody knows. The reply itself is passed on as
 * it came. An array is looked at item by item: one odd item neither hides the others nor makes them all be looked at closely.
 */
export function replyIssues(schema: ZodLike, value: unknown): readonly ReplyIssue[] {
  if (fitsOf(schema)(value)) return NONE
  const found = new Differences()
  const { type, element } = schema.def
  if (type === 'array' && element !== undefined && Array.isArray(value)) {
    const fits = fitsOf(element)
    const walk = walkOf(element)
    for (const item of value) {
      if (fits(item)) continue
      found.check(element, item, '[]')
      walk(item, '[]', found)
    }
  } else {
    found.check(schema, value, '')
    walkOf(schema)(value, '', found)
  }
  return found.issues ?? NONE
}

const NONE: readonly ReplyIssue[] = []

/** Collects differences, each path once. */
class Differences {
  issues: ReplyIssue[] | undefined
  #seen: Set<string> | undefined

  check(schema: ZodLike, value: unknown, prefix: string): void {
    const result = schema.safeParse(value)
    if (!result.success)
      for (const issue of result.error.issues) this.add(pathOf(prefix, issue.path), issue.message)
  }

  add(path: string, message: string): void {
    this.#seen ??= new Set()
    if (this.#seen.has(path)) return
    this.#seen.add(path)
    ;(this.issues ??= []).push({ path, message })
  }

  unknownField(path: string): void {
    this.add(path, 'unknown field')
  }
}

const pathOf = (prefix: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[]` : text === '' ? String(key) : `${text}.${String(key)}`,
    prefix,
  )

/** What finds unknown fields, made once for each schema: it only visits objects, and asks for each key whether it is known. */
function walkOf(schema: ZodLike): Walk {
  const known = walks.get(schema)
  if (known !== undefined) return known
  let made: Walk | undefined
  // A schema that contains itself finds this one, which asks for the walk when it is made.
  const walk: Walk = (value, path, found) => (made ??= makeWalk(schema))(value, path, found)
  walks.set(schema, walk)
  return walk
}

const nothing: Walk = () => {}

function makeWalk({ def }: ZodLike): Walk {
  if (def.innerType !== undefined) return holdsObjects(def.innerType) ? walkOf(def.innerType) : nothing
  if (def.type === 'lazy' && def.getter !== undefined) return walkOf(def.getter())
  if (def.type === 'array' && def.element !== undefined) {
    if (!holdsObjects(def.element)) return nothing
    const inner = walkOf(def.element)
    return (value, path, found) => {
      if (Array.isArray(value)) for (const item of value) inner(item, `${path}[]`, found)
    }
  }
  if (def.type === 'record' && def.valueType !== undefined) {
    if (!holdsObjects(def.valueType)) return nothing
    const inner = walkOf(def.valueType)
    return (value, path, found) => {
      if (isObject(value)) for (const key in value) inner(value[key], `${path}{}`, found)
    }
  }
  if (def.type === 'object' && def.shape !== undefined) return walkObject(def.shape)
  return nothing
}

function walkObject(shape: Record<string, ZodLike>): Walk {
  const inner = new Map(
    Object.entries(shape).map(([key, field]) => [key, holdsObjects(field) ? walkOf(field) : undefined]),
  )
  return (value, path, found) => {
    if (!isObject(value)) return
    for (const key in value) {
      const walk = inner.get(key)
      if (walk !== undefined) {
        const item = value[key]
        if (typeof item === 'object' && item !== null) walk(item, path === '' ? key : `${path}.${key}`, found)
      } else if (!inner.has(key)) found.unknownField(path === '' ? key : `${path}.${key}`)
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function holdsObjects({ def }: ZodLike): boolean {
  if (def.type === 'object' || def.type === 'lazy') return true
  const inner = def.innerType ?? def.element ?? (def.type === 'record' ? def.valueType : undefined)
  return inner !== undefined && holdsObjects(inner)
}
