import { ConfigurationError, type System } from '../errors.js'
import { nearNames } from '../near-names.js'
import { explainMisfit, type ShapeIssue } from './explain.js'
import { fitsOf, isObject } from './fits.js'
import { fieldsOf, type FieldFacts, type ShapeContext, type Shapes } from './shape.js'

/** The call whose arguments are checked, for errors. */
export interface CheckedCall {
  system: System
  /** The product's name, for messages. */
  label: string
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
  { system, label, operation }: CheckedCall,
  { path, kind, message }: ShapeIssue,
  count: number,
  known: readonly string[],
): ConfigurationError {
  const name = path === '' ? 'parameters' : path
  const [near] = kind === 'unknown' ? nearNames(name.replace(/.*\./, ''), known) : []
  const problems = {
    unknown: `unknown parameter ${name}`,
    missing: `${name} is required`,
    type: `${name}: ${message}`,
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
    summary: `${label} ${operation} was not sent: ${problems[kind]}`,
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
 * Checks empty lists that the encoding would drop, so that the request would select everything instead of nothing.
 *
 * @returns whether an empty list means that nothing is selected
 * @throws ConfigurationError where an empty list has no meaning
 */
export function selectsNothing(call: CheckedCall, shapes: Shapes, type: string, given: object): boolean {
  let nothing = false
  for (const [name, value] of Object.entries(given)) {
    if (!Array.isArray(value) || value.length > 0) continue
    const { empty } = fieldFacts(shapes, type, name) ?? {}
    if (empty === 'nothing') nothing = true
    else if (empty === undefined)
      throw new ConfigurationError({
        system: call.system,
        operation: call.operation,
        summary: `${call.label} ${call.operation} was not sent: ${name} is an empty list`,
        hint: `Omit ${name}, or pass at least one value`,
      })
  }
  return nothing
}

const facts = new WeakMap<object, Map<string, FieldFacts>>()

/** The facts about a parameter. */
export function fieldFacts(shapes: Shapes, type: string, name: string): FieldFacts | undefined {
  const shape = shapes[type]
  if (!isObject(shape)) return undefined
  let known = facts.get(shape)
  if (known === undefined)
    facts.set(shape, (known = new Map(fieldsOf(shape, {}).map((field) => [field.name, field.facts]))))
  return known.get(name)
}
