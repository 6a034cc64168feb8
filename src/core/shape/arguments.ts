import { ConfigurationError, type System } from '../errors.js'
import { nearNames } from '../near-names.js'
import { explainMisfit, type ShapeIssue } from './explain.js'
import { fitsOf, isObject } from './fits.js'
import { fieldsOf, type FieldFacts, type KnownField, type ShapeContext, type Shapes } from './shape.js'
import { parseType, type Type } from './type.js'

/** The call whose arguments are checked, for errors. */
export interface CheckedCall {
  system: System
  /** Such as `machines.deploy`. */
  operation: string
}

/**
 * Checks arguments before anything is sent: required and unknown names, types, values of closed enums.
 *
 * @throws ConfigurationError naming the argument, and the nearest known name for a misspelled one
 */
export function checkArguments(
  call: CheckedCall,
  shapes: Shapes,
  type: string,
  given: unknown,
  context: ShapeContext = {},
): void {
  const asGiven = { ...context, given: true }
  if (fitsOf(shapes, type, asGiven)(given)) return
  const issues = explainMisfit(shapes, type, given, asGiven)
  const [first] = issues
  throw invalidArguments(
    call,
    first === undefined ? { path: '', kind: 'type', message: 'has the wrong type' } : first,
    issues.length,
    knownNames(shapes, type, first?.path ?? '', asGiven),
  )
}

function invalidArguments(
  { system, operation }: CheckedCall,
  { path, kind, message }: ShapeIssue,
  count: number,
  known: readonly string[],
): ConfigurationError {
  const name = path === '' ? 'the parameters' : path.replace(/^\{\}/, 'each value')
  const [near] = kind === 'unknown' ? nearNames(name.slice(name.lastIndexOf('.') + 1), known) : []
  const problems = {
    unknown: `unknown parameter ${name}`,
    missing: `${name} is required`,
    type: `${name} ${message.replace(/^expected/, 'must be')}`,
  }
  const all = known.length === 0 ? undefined : `Known parameters: ${known.join(', ')}`
  const hints = {
    unknown:
      near !== undefined
        ? `Did you mean ${near}?`
        : all !== undefined && !path.includes('.')
          ? `${all}. options.extra sends others`
          : all,
    missing: `Pass ${message.replace('missing; expected ', '')}`,
    type: path === '' ? all : undefined,
  }
  return new ConfigurationError({
    system,
    operation,
    summary: `${operation}: ${problems[kind]}`,
    hint: hints[kind],
    facts: count > 1 ? { 'further errors': count - 1 } : {},
  })
}

/** The known names beside the last name of a path, such as those of `size` for `nested.size`. */
function knownNames(shapes: Shapes, type: string, path: string, context: ShapeContext): string[] {
  let types = [parseType(type)]
  for (const step of path.split('.').slice(0, -1)) {
    const [name = ''] = step.split(/[[{]/, 1)
    if (name !== '') types = fieldsIn(types).flatMap((field) => (field.name === name ? [field.type] : []))
  }
  return [...new Set(fieldsIn(types).map(({ name }) => name))]

  /** The fields of the objects in types: in lists, in maps, and among alternatives. */
  function fieldsIn(of: readonly Type[]): KnownField[] {
    return of.flatMap((one) => {
      if (one.kind === 'union') return fieldsIn(one.of)
      if (one.kind !== 'ref') return 'of' in one ? fieldsIn([one.of]) : []
      const shape = shapes[one.name]
      if (typeof shape === 'string') return fieldsIn([parseType(shape)])
      return shape === undefined ? [] : fieldsOf(shape, context)
    })
  }
}

/**
 * Checks values that are empty: lists that the encoding would drop, and required strings. The request could select everything instead
 * of nothing. In the filters of a list, any of no values is nothing, and none of no values (`not_id`) no condition; elsewhere, and where
 * all values must match, an empty value has no clear meaning.
 *
 * @param isListed whether the values are filters of a list
 * @returns whether an empty list means that nothing is selected
 * @throws ConfigurationError where an empty value has no meaning
 */
export function selectsNothing(
  call: CheckedCall,
  shapes: Shapes,
  type: string,
  given: object,
  isListed: boolean,
): boolean {
  let nothing = false
  for (const [name, value] of Object.entries(given) as [string, unknown][]) {
    const isList = Array.isArray(value)
    if (isList ? value.length > 0 : typeof value !== 'string' || value.trim() !== '') continue
    const field = fieldOf(shapes, type, name)
    const empty = field?.facts.empty
    if (empty === 'nothing' && isListed) nothing = true
    else if (empty === 'nothing' || (empty === undefined && (isList || field?.required === true)))
      throw new ConfigurationError({
        system: call.system,
        operation: call.operation,
        summary: `${call.operation}: ${name} is ${isList ? 'an empty list' : 'empty'}`,
        hint: isList ? `Omit ${name}, or pass at least one value` : undefined,
      })
  }
  return nothing
}

const known = new WeakMap<object, Map<string, KnownField>>()

/** A parameter of a shape. */
function fieldOf(shapes: Shapes, type: string, name: string): KnownField | undefined {
  const shape = shapes[type]
  if (!isObject(shape)) return undefined
  let fields = known.get(shape)
  if (fields === undefined)
    known.set(shape, (fields = new Map(fieldsOf(shape, {}).map((field) => [field.name, field]))))
  return fields.get(name)
}

/** The facts about a parameter. */
export const fieldFacts = (shapes: Shapes, type: string, name: string): FieldFacts | undefined =>
  fieldOf(shapes, type, name)?.facts
