import { ConfigurationError, type System } from './errors.js'
import { didYouMean } from './near-names.js'
import type { RequestOptions, RetryOptions } from './options.js'
import type { WaitOptions } from './wait.js'

/**
 * The fields of an options object and their types, in the type language of `spec/` and with the names of {@link matches}. A field that is
 * missing here does not compile.
 */
export type Form<T> = { readonly [Field in keyof T]-?: string }

/**
 * Checks an options object before anything is sent: unknown fields, wrong types, and what is not an object at all. A field that is
 * `undefined` counts as absent.
 *
 * @param operation what the user called, such as `applications.deploy`
 * @throws ConfigurationError
 */
export function checkFields<T extends object>(
  system: System,
  operation: string,
  form: Form<T>,
  value: unknown,
): void {
  const names = Object.keys(form)
  if (!matches('object', value))
    throw new ConfigurationError({
      system,
      operation,
      summary: `${operation} takes its options as an object, got ${formatValue(value)}`,
      hint: `Its options are ${names.join(', ')}`,
    })
  for (const [name, field] of Object.entries(value as object)) {
    if (field === undefined) continue
    if (!Object.hasOwn(form, name))
      throw new ConfigurationError({
        system,
        operation,
        summary: `${operation} was given ${name}, which it does not take`,
        hint: didYouMean(name, names) ?? `It takes ${names.join(', ')}`,
      })
    checkType(system, operation, name, (form as Readonly<Record<string, string>>)[name] ?? 'any', field)
  }
}

/** Checks one argument against a type. Throws `ConfigurationError`. */
export function checkType(
  system: System,
  operation: string,
  name: string,
  type: string,
  value: unknown,
): void {
  if (matches(type, value)) return
  throw new ConfigurationError({
    system,
    operation,
    summary: `${operation}: ${name} must be ${describeType(type)}, got ${formatValue(value)}`,
  })
}

export const requestForm: Form<RequestOptions> = {
  signal: 'signal',
  timeoutMs: 'number',
  totalTimeoutMs: 'number',
  retries: 'number | object',
  idempotent: 'bool',
  headers: 'map<string>',
  validate: 'enum(report|strict|off)',
}

const retryForm: Form<RetryOptions> = {
  max: 'number',
  baseMs: 'number',
  maxMs: 'number',
  maxRetryAfterMs: 'number',
}

export const waitForm: Form<WaitOptions> = {
  timeoutMs: 'number',
  intervalMs: 'number',
  signal: 'signal',
  onProgress: 'function',
}

/** Checks the options of one request. Throws `ConfigurationError`. */
export function checkRequestOptions(system: System, operation: string, options: unknown): void {
  if (options === undefined) return
  checkFields(system, operation, requestForm, options)
  checkRetryOptions(system, operation, (options as RequestOptions).retries)
}

/** Checks `retries` where it is an object. Throws `ConfigurationError`. */
export function checkRetryOptions(system: System, operation: string, retries: unknown): void {
  if (typeof retries === 'object') checkFields(system, `${operation} retries`, retryForm, retries)
}

/** Types of options that replies do not have. */
const JAVASCRIPT: Readonly<Record<string, [description: string, test: (value: unknown) => boolean]>> = {
  object: ['an object', (value) => typeof value === 'object' && value !== null && !Array.isArray(value)],
  function: ['a function', (value) => typeof value === 'function'],
  signal: ['an AbortSignal', (value) => value instanceof AbortSignal],
  Date: ['a valid Date', (value) => value instanceof Date && !Number.isNaN(value.getTime())],
}

const PLAIN: typeof JAVASCRIPT = {
  ...JAVASCRIPT,
  any: ['a value', () => true],
  null: ['null', (value) => value === null],
  string: ['a string', (value) => typeof value === 'string'],
  int: ['a whole number', (value) => Number.isSafeInteger(value)],
  number: ['a finite number', (value) => Number.isFinite(value)],
  bool: ['a boolean', (value) => typeof value === 'boolean'],
}

/** Whether a value is of a type such as `string | string[]`, `map<int>`, `enum(a|b)` or `function`. */
export function matches(type: string, value: unknown): boolean {
  const parsed = parse(type)
  if ('either' in parsed) return parsed.either.some((part) => matches(part, value))
  if ('items' in parsed) return Array.isArray(value) && value.every((item) => matches(parsed.items, item))
  if ('values' in parsed)
    return (
      matches('object', value) && Object.values(value as object).every((item) => matches(parsed.values, item))
    )
  if ('words' in parsed) return typeof value === 'string' && parsed.words.includes(value)
  return parsed.plain[1](value)
}

/** A type in the words of an error: `a string or a list of strings`. */
function describeType(type: string): string {
  const parsed = parse(type)
  if ('either' in parsed) return parsed.either.map(describeType).join(' or ')
  if ('items' in parsed) return `a list, each item ${describeType(parsed.items)}`
  if ('values' in parsed) return `an object, each value ${describeType(parsed.values)}`
  if ('words' in parsed) return `one of ${parsed.words.join(', ')}`
  return parsed.plain[0]
}

type Parsed =
  | { either: string[] }
  | { items: string }
  | { values: string }
  | { words: string[] }
  | { plain: [description: string, test: (value: unknown) => boolean] }

function parse(text: string): Parsed {
  const type = text.trim()
  const either = splitAlternatives(type)
  if (either.length > 1) return { either }
  if (type.endsWith('[]')) return { items: type.slice(0, -2) }
  if (type.startsWith('(')) return parse(type.slice(1, -1))
  if (type.startsWith('map<')) return { values: type.slice('map<'.length, -1) }
  if (type.startsWith('enum(')) return { words: type.slice('enum('.length, -1).split('|') }
  const plain = PLAIN[type]
  if (plain === undefined) throw new TypeError(`Unknown type ${JSON.stringify(text)}`)
  return { plain }
}

/** The parts of `T | U`, bars inside brackets left alone. */
function splitAlternatives(type: string): string[] {
  const parts = ['']
  let depth = 0
  for (const char of type) {
    if ('(<'.includes(char)) depth++
    if (')>'.includes(char)) depth--
    if (char === '|' && depth === 0) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts
}

/** A value as an error shows it, on one line. */
export function formatValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

/** Checks that a whole number is not below a minimum. Throws `ConfigurationError`. */
export function checkMinimum(
  system: System,
  operation: string,
  name: string,
  value: number,
  minimum: number,
): void {
  if (value >= minimum) return
  throw new ConfigurationError({
    system,
    operation,
    summary: `${operation}: ${name} must be at least ${minimum}, got ${value}`,
  })
}
