import { describeValue } from './explain.js'
import { DEEPEST, isObject, NestedTooDeeply } from './fits.js'
import { fieldsOf, type ShapeContext, type Shapes } from './shape.js'
import { describeType, parseType, type Type } from './type.js'

/** A value has another kind than its type: a number where an object belongs. */
export class MisfitError extends Error {
  /** @param path path in the reply, list positions as `[]` */
  constructor(
    readonly path: string,
    problem: string,
  ) {
    super(problem)
  }
}

/**
 * A copy of a reply that code can read without checks, as Go reads JSON: what is absent or null has the empty value of its type, and
 * fields that the shape does not know come last.
 *
 * @throws MisfitError for a value of another kind, NestedTooDeeply
 */
export function completeReply(
  shapes: Shapes,
  type: string,
  value: unknown,
  context: ShapeContext = {},
): unknown {
  return complete(parseType(type), value, '', 0)

  function complete(of: Type, given: unknown, path: string, depth: number): unknown {
    if (depth > DEEPEST) throw new NestedTooDeeply()
    const misfit = (): MisfitError =>
      new MisfitError(path, `expected ${describeType(of)}, got ${describeValue(given)}`)
    switch (of.kind) {
      case 'nullable':
        return given === null || given === undefined ? null : complete(of.of, given, path, depth)
      case 'plain': {
        const empty = EMPTY[of.name]
        if (empty === undefined) return given ?? null
        if (given === null || given === undefined) return empty
        if (typeof given !== typeof empty) throw misfit()
        return given
      }
      case 'enum':
        if (given !== null && given !== undefined && typeof given !== 'string') throw misfit()
        return given ?? ''
      case 'array':
        if (given === null || given === undefined) return []
        if (!Array.isArray(given)) throw misfit()
        return given.map((item) => complete(of.of, item, `${path}[]`, depth + 1))
      case 'map':
        if (given === null || given === undefined) return {}
        if (!isObject(given)) throw misfit()
        return Object.fromEntries(
          Object.entries(given).map(([key, item]) => [key, complete(of.of, item, `${path}{}`, depth + 1)]),
        )
      case 'union': {
        for (const part of of.of)
          try {
            return complete(part, given, path, depth + 1)
          } catch (error) {
            if (!(error instanceof MisfitError)) throw error
          }
        throw misfit()
      }
      case 'ref': {
        const shape = shapes[of.name]
        if (shape === undefined) return given
        if (typeof shape === 'string') return complete(parseType(shape), given, path, depth)
        if (given !== null && given !== undefined && !isObject(given)) throw misfit()
        const whole: Record<string, unknown> = {}
        const names = new Set<string>()
        for (const { name, type: field, required } of fieldsOf(shape, context)) {
          names.add(name)
          const known =
            given !== null && given !== undefined && Object.hasOwn(given, name) ? given[name] : undefined
          if (required || (known !== undefined && (known !== null || field.kind === 'nullable')))
            whole[name] = complete(field, known, path === '' ? name : `${path}.${name}`, depth + 1)
        }
        const extra = Object.entries(given ?? {}).filter(([name]) => !names.has(name))
        return { ...whole, ...Object.fromEntries(extra) }
      }
    }
  }
}

/** The empty values of plain types; a type that is not here accepts anything. */
const EMPTY: Readonly<Record<string, unknown>> = { string: '', int: 0, number: 0, bool: false }
