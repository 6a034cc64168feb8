import fc from 'fast-check'
import { StackError } from '../../src/core/errors.js'

/** A function that people can call, by its path from the client or entry point. */
export interface PublicFunction {
  path: string
  call: (...args: unknown[]) => unknown
}

/** Every function that is reachable from an object: its own and inherited members, and those of its namespaces. */
export function functionsOf(root: object, name: string, skip: readonly string[] = []): PublicFunction[] {
  const found: PublicFunction[] = []
  const visit = (object: object, path: string): void => {
    for (const key of membersOf(object)) {
      const at = `${path}.${key}`
      if (skip.includes(key)) continue
      const value = (object as Record<string, unknown>)[key]
      if (typeof value === 'function') {
        if (!String(value).startsWith('class')) {
          found.push({ path: at, call: (...args) => Reflect.apply(value, object, args) as unknown })
          visit(value, at)
        }
      } else if (typeof value === 'object' && value !== null && isNamespace(value)) visit(value, at)
    }
  }
  visit(root, name)
  return found
}

/** Whether an object holds functions, as a resource does; lists and values do not. */
const isNamespace = (value: object): boolean =>
  !Array.isArray(value) && membersOf(value).some((key) => typeof Reflect.get(value, key) !== 'string')

function membersOf(object: object): string[] {
  const names = new Set<string>()
  for (
    let at: unknown = object;
    typeof at === 'object' || typeof at === 'function';
    at = Object.getPrototypeOf(at)
  ) {
    if (at === null || at === Object.prototype) break
    for (const name of Object.getOwnPropertyNames(at))
      if (
        !['constructor', ...(typeof at === 'function' ? ['length', 'name', 'prototype'] : [])].includes(name)
      )
        names.add(name)
    if (typeof at === 'function') break
  }
  return [...names]
}

const TEXTS = [
  '',
  ' ',
  'a',
  'web',
  'web/0',
  'id:1',
  '1',
  '\ud800',
  'a\udfffb',
  '\0',
  '\n',
  '../..',
  '%',
  'lxd:0',
  'ä',
  '{',
  'a: &a [*a]',
]

const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', maxLength: 8 }))

const scalar = fc.oneof(
  { arbitrary: text, weight: 6 },
  fc.constantFrom(0, 1, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 3n),
  fc.constantFrom(null, undefined, true, false),
  fc.constantFrom(
    Symbol('odd'),
    new Date(0),
    new Date(Number.NaN),
    new Uint8Array(2),
    /a/,
    new Map([['a', 1]]),
  ),
  fc.constant(() => '\ud800'),
)

const circular: Record<string, unknown> = { a: 1 }
circular['self'] = circular
/** An object without a prototype, whose conversion to text throws. */
const bare = Object.assign(Object.create(null) as object, { a: 'x' })
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    { arbitrary: scalar, weight: 6 },
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(text, tie('any'), { maxKeys: 3 }),
    fc.constantFrom(circular, bare),
  ),
})).any

/** The names of options or parameters that a function takes at a position, as its own errors tell them. */
async function namesAt({ call }: PublicFunction, position: number): Promise<string[]> {
  const args: unknown[] = Array.from({ length: position }, () => 'a')
  const outcome = await outcomeOf(() => call(...args, { zzzzzzzz: 1 }))
  if (!(outcome instanceof StackError)) return []
  const listed = /(?:options are|parameters:) ([\w, ]+)/.exec(outcome.message)?.[1]
  return listed?.split(', ') ?? []
}

/** Arguments for a function: odd values, and objects with odd values of the names that it takes. */
export async function argumentsFor(one: PublicFunction): Promise<fc.Arbitrary<unknown[]>> {
  const positions = [0, 1, 2, 3]
  const names = await Promise.all(positions.map((position) => namesAt(one, position)))
  const at = positions.map((position) => {
    const known = names[position] ?? []
    if (known.length === 0) return value
    const fields = fc.dictionary(fc.constantFrom(...known), value, { maxKeys: 4 })
    return fc.oneof({ arbitrary: fields, weight: 3 }, value)
  })
  return fc.tuple(fc.nat({ max: 4 }), ...at).map(([count, ...args]) => (args as unknown[]).slice(0, count))
}

const HANGS_AFTER_MS = 30_000
export const PENDING = Symbol('pending')

/** How a call ends: its result, its error, or that it does not end. What iterates is asked for one item. */
export async function outcomeOf(call: () => unknown): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve(PENDING), HANGS_AFTER_MS)
  })
  const ended = (async () => {
    try {
      const result: unknown = call()
      if (typeof result !== 'object' || result === null) return result
      if ('then' in result) return await (result as PromiseLike<unknown>)
      if (Symbol.asyncIterator in result) {
        const iterator = (result as AsyncIterable<unknown>)[Symbol.asyncIterator]()
        const first = await iterator.next()
        await iterator.return?.()
        return first
      }
      return result
    } catch (error) {
      return error
    }
  })()
  try {
    return await Promise.race([ended, late])
  } finally {
    clearTimeout(timer)
  }
}
