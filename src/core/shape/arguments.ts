import { ConfigurationError, type System } from '../errors.js'
import { nearNames } from '../near-names.js'
import { explainMisfit, type ShapeIssue } from './explain.js'
import { fitsOf, isObject } from './fits.js'
import { fieldsOf, type FieldFacts, type ShapeContext, type Shapes } from './shape.js'

/** The call whose arguments are checked, as errors name it. */
export interface CheckedCall {
  system: System
  /** The product's name as people write it. */
  label: string
  /** Such as `machines.deploy`. */
  operation: string
}

/**
 * Checks what a caller gives before anything is sent: required and unknown names, types, words of closed sets.
 *
 * @throws ConfigurationError that names the argument, and for a misspelt one the nearest known name
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
        ? `Known are ${known.join(', ')}; options.extra sends what only a newer server knows`
        : `Did you mean ${near}?`,
    missing: `Give ${message.replace('missing; expected ', '')}`,
    type: undefined,
  }
  return new ConfigurationError({
    system,
    operation,
    summary: `${label} ${operation} was not sent: ${problems[kind]}`,
    hint: hints[kind],
    facts: count > 1 ? { 'further mistakes': count - 1 } : {},
  })
}

/** The names that may stand beside the one at a path. */
function knownNames(shapes: Shapes, type: string, path: string, context: ShapeContext): string[] {
  const shape = shapes[type]
  return shape === undefined || typeof shape === 'string' || path.includes('.')
    ? []
    : fieldsOf(shape, context).map(({ name }) => name)
}

/**
 * The parameters that are empty lists and would vanish on the way, so that everything were meant instead of nothing.
 *
 * @returns whether one of them means that nothing is selected
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
        hint: `Leave ${name} out if it is not to limit anything`,
      })
  }
  return nothing
}

const facts = new WeakMap<object, Map<string, FieldFacts>>()

/** What is known of a parameter beside its type. */
export function fieldFacts(shapes: Shapes, type: string, name: string): FieldFacts | undefined {
  const shape = shapes[type]
  if (!isObject(shape)) return undefined
  let known = facts.get(shape)
  if (known === undefined)
    facts.set(shape, (known = new Map(fieldsOf(shape, {}).map((field) => [field.name, field.facts]))))
  return known.get(name)
}
