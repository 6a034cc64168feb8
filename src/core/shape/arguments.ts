import { ConfigurationError, type System } from '../errors.js'
import { nearNames } from '../near-names.js'
import { explainMisfit, type ShapeIssue } from './explain.js'
import { fitsOf, isObject } from './fits.js'
import { fieldsOf, type FieldFacts, type KnownField, type ShapeContext, type Shapes } from './shape.js'

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
  const hints = {
    unknown:
      near === undefined
        ? `Known parameters: ${known.join(', ')}. options.extra sends others`
        : `Did you mean ${near}?`,
    missing: `Pass ${message.replace('missing; expected ', '')}`,
    type: undefined,
  }
  return new ConfigurationError({
    system,
    operation,
    summary: `${operation}: ${problems[kind]}`,
    hint: hints[kind],
    facts: count > 1 ? { 'further errors': count - 1 } : {},
  })
}

/** The known names at a path. */
function knownNames(shapes: Shapes, type: string, path: string, context: ShapeContext): string[] {
  const shape = shapes[type]
  return shape === undefined || typeof shape === 'string' || path.includes('.')
    ? []
    : fieldsOf(shape, context).map(({ name }) => name)
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
