import { isObject } from '../compare.js'

/** What replies have at one path: kinds of values, and of objects the keys of all of them and of each of them. */
interface Place {
  kinds: Set<string>
  all: Set<string>
  always: Set<string> | undefined
}

/** The places of a reply by path; items of a list share one path. */
export type Shape = ReadonlyMap<string, Place>

/**
 * The shape of one or more replies.
 *
 * @param free paths of values that are not looked at, such as annotations
 */
export function shapeOf(reply: unknown, free: RegExp): Shape {
  const shape = new Map<string, Place>()
  collect(shape, '', reply, free)
  return shape
}

function collect(shape: Map<string, Place>, path: string, value: unknown, free: RegExp): void {
  const place = shape.get(path) ?? { kinds: new Set(), all: new Set(), always: undefined }
  shape.set(path, place)
  if (free.test(path)) return
  place.kinds.add(kindOf(value))
  if (Array.isArray(value)) for (const item of value) collect(shape, `${path}[]`, item, free)
  if (!isObject(value)) return
  const keys = Object.keys(value)
  for (const key of keys) place.all.add(key)
  place.always = new Set(keys.filter((key) => place.always === undefined || place.always.has(key)))
  for (const [key, item] of Object.entries(value)) collect(shape, `${path}.${key}`, item, free)
}

/** Where one shape could not have been recorded as the other: keys at every depth, and the kinds of values that are not null. */
export function misfits(recorded: Shape, ours: Shape): string[] {
  return [...ours].flatMap(([path, place]) => {
    const known = recorded.get(path)
    if (!known) return []
    const real = [...known.kinds].filter((kind) => kind !== 'null')
    const wrong = [...place.kinds].filter(
      (kind) => kind !== 'null' && real.length > 0 && !real.includes(kind),
    )
    const extra = known.always ? [...place.all].filter((key) => !known.all.has(key)) : []
    const missing = place.always ? [...(known.always ?? [])].filter((key) => !place.always?.has(key)) : []
    return [
      ...wrong.map((kind) => `${path || '.'} is ${kind}, recorded ${real.join(' or ')}`),
      ...extra.map((key) => `${path}.${key} was not recorded`),
      ...missing.map((key) => `${path}.${key} is missing`),
    ]
  })
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'list' : typeof value
}
