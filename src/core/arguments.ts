import { ConfigurationError, StackError, type System } from './errors.js'
import { didYouMean } from './near-names.js'
import { type Form, httpClientForm, requestForm, retryForm, tlsForm } from './option-forms.js'
import type { HttpClientOptions, RequestOptions } from './options.js'
import { isSecretName } from './secret-names.js'
import { describeValue, isRevoked } from './shape/explain.js'
import { isObject, typeFits } from './shape/fits.js'
import { describeType, parseType } from './shape/type.js'

export { type Form, requestForm, waitForm } from './option-forms.js'

/**
 * Checks an options object before anything is sent. Rejects unknown fields, wrong types and values that are not objects;
 * `undefined` fields count as absent.
 *
 * @param operation the called operation, such as `applications.deploy`
 * @throws ConfigurationError
 */
export function checkFields<T extends object>(
  system: System,
  operation: string,
  form: Form<T>,
  value: unknown,
): void {
  const types = form as Readonly<Record<string, string>>
  if (isRevoked(value) || !isObject(value))
    throw new ConfigurationError({
      system,
      operation,
      summary: `${operation} takes its options as an object, got ${describeValue(value)}`,
      hint: `Its options are ${Object.keys(types).join(', ')}`,
    })
  for (const [name, field] of readable(system, operation, () => Object.entries(value))) {
    if (field === undefined) continue
    const type = Object.hasOwn(types, name) ? types[name] : undefined
    if (type === undefined)
      throw new ConfigurationError({
        system,
        operation,
        summary: `${operation}: unknown option ${name}`,
        hint: didYouMean(name, Object.keys(types)) ?? `Its options are ${Object.keys(types).join(', ')}`,
      })
    checkType(system, operation, name, type, field)
  }
}

/** What is read of an argument; a getter or a proxy of the caller may throw. */
function readable<T>(system: System | undefined, operation: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new ConfigurationError({
      system,
      operation,
      summary: `${operation}: an argument cannot be read: one of its getters, or its proxy, threw an error`,
      hint: 'Pass plain data',
      cause,
    })
  }
}

/** A copy of an argument, which may be read without surprises. */
export const copyOf = <T extends object>(system: System, operation: string, given: T): T =>
  readable(system, operation, () => ({ ...given }))

/** Deeper arguments are refused: they contain themselves, or no server reads them. */
const DEEPEST = 200
const LONE_SURROGATE = /\p{Surrogate}/u

/**
 * Refuses what cannot be sent in any encoding: text with half of a character (a lone surrogate), and data that contains itself.
 *
 * @throws ConfigurationError
 */
export function checkSendable(
  system: System | undefined,
  operation: string,
  name: string,
  value: unknown,
  depth = 0,
): void {
  if (typeof value === 'string') {
    if (!LONE_SURROGATE.test(value)) return
    const summary = `${operation}: ${name} contains half of a character (a lone surrogate): ${JSON.stringify(value.slice(0, 100))}`
    throw new ConfigurationError({
      system,
      operation,
      summary,
      hint: 'Check how the text was cut or decoded',
    })
  }
  if (!isPlain(value)) return
  if (depth > DEEPEST) {
    const summary = `${operation}: ${name} contains itself, or is nested too deep`
    throw new ConfigurationError({ system, operation, summary, hint: 'Pass plain data' })
  }
  for (const [key, item] of readable(system, operation, () => Object.entries(value))) {
    checkSendable(system, operation, name, key, depth)
    checkSendable(system, operation, name, item, depth + 1)
  }
}

/** Whether a value is an array or an object without a class. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null || Array.isArray(value)
}

/**
 * The result of a function that takes data of a reply, which plain JavaScript may replace by anything.
 *
 * @throws ConfigurationError where the data has another form
 */
export function readData<T>(system: System, operation: string, expected: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof StackError) throw cause
    throw new ConfigurationError({
      system,
      operation,
      summary: `${operation}: its argument is not ${expected}`,
      hint: 'Pass it as the client returned it',
      cause,
    })
  }
}

/** Checks one argument against a type. Throws `ConfigurationError`. */
export function checkType(
  system: System | undefined,
  operation: string,
  name: string,
  type: string,
  value: unknown,
): void {
  if (!isRevoked(value) && readable(system, operation, () => matches(type, value)))
    return checkSendable(system, operation, name, value)
  const valueType = type.startsWith('map<') && type.endsWith('>') ? type.slice(4, -1) : undefined
  if (valueType !== undefined && !isRevoked(value) && isObject(value))
    for (const [key, each] of readable(system, operation, () => Object.entries(value)))
      if (!matches(valueType, each))
        throw new ConfigurationError({
          system,
          operation,
          summary: `${operation}: ${key} in ${name} must be ${describeType(parseType(valueType))}, got ${describeValue(each)}`,
          hint: each === null || each === undefined ? 'Omit it' : undefined,
        })
  throw new ConfigurationError({
    system,
    operation,
    summary: `${operation}: ${name} must be ${describeType(parseType(type))}, got ${isSecretOption(name) ? describeValue(value) : formatValue(value)}`,
    hint: type === 'signal' ? 'Pass the signal of an AbortController, or AbortSignal.timeout(ms)' : undefined,
  })
}

/** Options that may contain a password, a token or a key. */
const isSecretOption = (name: string): boolean =>
  isSecretName(name) || /^(headers|proxy|tls|ca|cert|key)$/.test(name)

/** Checks the options of one request. Throws `ConfigurationError`. */
export function checkRequestOptions(system: System, operation: string, options: unknown): void {
  if (options === undefined) return
  checkFields(system, operation, requestForm, options)
  checkRetryOptions(system, operation, (options as RequestOptions).retries)
}

/**
 * Checks the options of a request that has no parameters of its own to add `extra` to.
 *
 * @throws ConfigurationError
 */
export function checkRawRequestOptions(system: System, operation: string, options: unknown): void {
  checkRequestOptions(system, operation, options)
  if ((options as RequestOptions | undefined)?.extra !== undefined)
    throw new ConfigurationError({
      system,
      operation,
      summary: `${operation}: extra has no effect here`,
      hint: 'Pass every parameter with the request itself',
    })
}

/** The changes that with() is given: an option that is `undefined` keeps its value. */
export const definedOptions = <Options extends object>(changes: Options): Options =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Options

/** Checks `retries` where it is an object. Throws `ConfigurationError`. */
export function checkRetryOptions(system: System, operation: string, retries: unknown): void {
  if (typeof retries === 'object') checkFields(system, `${operation} retries`, retryForm, retries)
}

/**
 * Checks the options of an HTTP client, or changes of them.
 *
 * @param own options specific to this client; credentials have type `any`: they are checked separately and never shown
 * @throws ConfigurationError
 */
export function checkClientOptions(
  system: System,
  operation: string,
  own: Readonly<Record<string, string>>,
  options: HttpClientOptions,
): void {
  checkFields(system, operation, { ...httpClientForm, ...own }, options)
  checkRetryOptions(system, operation, options.retries)
  if (options.tls !== undefined) checkFields(system, `${operation} tls`, tlsForm, options.tls)
}

/** Whether an argument matches a type such as `string | string[]`, `map<int>`, `enum(a|b)` or `function`. */
export const matches = (type: string, value: unknown): boolean =>
  typeFits(parseType(type), {}, { given: true })(value)

/** The name of a call by an argument that should be text, such as a method or a path. */
export const nameOfCall = (...parts: unknown[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : describeValue(part))).join(' ')

/** Formats a value for an error message, on one line. */
export const formatValue = (value: unknown): string =>
  typeof value === 'string' ? JSON.stringify(value) : describeValue(value)

/** Checks that a number is at least `minimum`. Throws `ConfigurationError`. */
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
