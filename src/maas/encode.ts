import { ConfigurationError } from '../core/errors.js'
import { type FormFile, isFormFile, multipart, raw, type RequestBody, urlencoded } from '../core/http/body.js'
import { fillPath } from '../core/http/path.js'
import type { PathArguments, RestOperation } from '../core/operations.js'
import { fieldFacts } from '../core/shape/arguments.js'
import type { FieldFacts, Shapes } from '../core/shape/shape.js'
import {
  deviceConstraint,
  interfaceConstraint,
  MalformedConstraint,
  storageConstraint,
} from './constraints.js'
import { machineStatuses } from './generated/statuses.js'

type Entry = readonly [string, string | FormFile]
/** The encoded parts of a request. */
export interface Encoded {
  /** Path below the API's root, with the query. */
  path: string
  body?: RequestBody | undefined
}

/**
 * The region rejects request lines and headers of more than 16 KiB in total, first with an empty 400, then by closing the connection
 * (exchanges http, fact 32).
 */
const MAX_PATH = 15_000

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/**
 * Encodes the arguments of an operation: `op` always in the query; the others in the query of a GET or DELETE and in the form of a POST
 * or PUT. Never as JSON: the server then sees an empty form and ignores parts of the body (protocol.md, section 4).
 *
 * @throws ConfigurationError for an argument that cannot be sent
 */
export function encode(
  operation: RestOperation,
  path: PathArguments,
  params: object,
  shapes: Shapes,
): Encoded {
  const { id, method, params: type } = operation
  const factsOf = (name: string): FieldFacts | undefined =>
    type === undefined ? undefined : fieldFacts(shapes, type, name)
  const usualPlace = method === 'GET' || method === 'DELETE' ? 'query' : 'body'
  const query: Entry[] = []
  const form: Entry[] = []
  for (const [name, value] of Object.entries(params) as [string, unknown][]) {
    if (value === undefined) continue
    const { in: place = usualPlace, wire, empty } = factsOf(name) ?? {}
    if (empty === 'omit' && Array.isArray(value) && value.length === 0) continue
    ;(place === 'query' ? query : form).push(...entryOf(id, name, value, wire))
  }
  const filled = fillPath({ system: 'maas', operation: id }, operation.path, path)
  const where = withQuery(id, filled, query)
  if (operation.body === 'bytes') return { path: where, body: wholeBody(form) }
  return finish(id, where, form)
}

/** The same for a request without a known operation. */
export function encodeRaw(
  id: string,
  path: string,
  op: string | undefined,
  query: object,
  form: object,
): Encoded {
  const withOp =
    op === undefined ? path : `${path}${path.includes('?') ? '&' : '?'}op=${encodeURIComponent(op)}`
  return finish(id, withQuery(id, withOp, entriesOf(id, query)), entriesOf(id, form))
}

function finish(id: string, path: string, entries: readonly Entry[]): Encoded {
  if (path.length > MAX_PATH)
    throw invalid(
      id,
      `its URL must be at most ${MAX_PATH} characters, got ${path.length}`,
      'Split it into several requests, with fewer ids each',
    )
  return { path, body: bodyOf(entries) }
}

/** A body that is the one parameter in it. */
const wholeBody = ([first]: readonly Entry[]): RequestBody =>
  raw(isFormFile(first?.[1]) ? first[1].content : (first?.[1] ?? ''), 'application/octet-stream')

/** No body without fields: 3.6 and later reply to an empty form with an empty 400. */
function bodyOf(entries: readonly Entry[]): RequestBody | undefined {
  if (entries.length === 0) return undefined
  return entries.some(([, value]) => isFormFile(value))
    ? multipart(entries)
    : urlencoded(entries as [string, string][])
}

function withQuery(id: string, path: string, entries: readonly Entry[]): string {
  if (entries.length === 0) return path
  if (entries.some(([, value]) => isFormFile(value)))
    throw invalid(id, 'a query cannot contain a file', 'Pass it in the form')
  return `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams(entries as [string, string][]).toString()}`
}

function entriesOf(id: string, params: object): Entry[] {
  const entries: Entry[] = []
  for (const [name, value] of Object.entries(params) as [string, unknown][])
    if (value !== undefined) entries.push(...entryOf(id, name, value, undefined))
  return entries
}

function entryOf(id: string, name: string, value: unknown, wire: string | undefined): Entry[] {
  const text = (one: unknown): string => textOf(id, name, one)
  switch (wire) {
    case 'comma':
      return [[name, Array.isArray(value) ? value.map(text).join(',') : text(value)]]
    case 'space':
      return [[name, Array.isArray(value) ? value.map(text).join(' ') : text(value)]]
    case 'base64':
      return [[name, base64(id, name, value, text)]]
    case 'json':
      return [[name, JSON.stringify(value)]]
    case 'file':
      return [[name, { filename: name, content: value instanceof Uint8Array ? value : text(value) }]]
    case 'boolean-presence':
      return value === false ? [] : [[name, text(value)]]
    case 'boolean-digit':
      return [[name, typeof value === 'boolean' ? (value ? '1' : '0') : text(value)]]
    case 'machine-status':
      return [value].flat().map((one) => [name, filterWord(text(one))])
    case 'storage-constraint':
      return [[name, constraintOf(id, name, value, storageConstraint)]]
    case 'interface-constraint':
      return [[name, constraintOf(id, name, value, interfaceConstraint)]]
    case 'device-constraint':
      return [value].flat().map((one) => [name, constraintOf(id, name, one, deviceConstraint)])
    case 'spread':
      return entriesOf(id, mapOf(id, name, value))
    case 'prefixed':
      return entriesOf(id, mapOf(id, name, value)).map(([key, one]) => [`${name}_${key}`, one])
    case undefined:
    default:
      if (!Array.isArray(value)) return [[name, isFormFile(value) ? value : text(value)]]
      if (value.length === 0)
        throw invalid(
          id,
          `${name} is an empty list, which would be left out`,
          `Omit ${name}, or pass at least one value`,
        )
      return value.map((one) => [name, text(one)])
  }
}

/**
 * One value as text. Booleans are lower-case words, since MAAS's forms read `0` and `no` as true (fact 35); null is the empty string,
 * which clears a field.
 */
function textOf(id: string, name: string, value: unknown): string {
  if (value === null) return ''
  if (
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    typeof value === 'bigint'
  )
    return String(value)
  const kind =
    typeof value === 'number'
      ? String(value)
      : Array.isArray(value)
        ? 'an array in an array'
        : typeof value === 'object'
          ? 'an object'
          : `a ${typeof value}`
  throw invalid(
    id,
    `${name} must not contain ${kind}`,
    'Pass a string, a number, a boolean, or an array of these',
  )
}

function constraintOf(id: string, name: string, value: unknown, turn: (value: unknown) => string): string {
  try {
    return turn(value)
  } catch (error) {
    if (!(error instanceof MalformedConstraint)) throw error
    throw invalid(id, `${name} ${error.message}`, `Pass ${name} as the types of the package describe it`)
  }
}

/**
 * Encodes bytes, text and objects as base64; an object is `#cloud-config` in JSON, which is YAML too. Text that already is base64, also in lines as `base64` writes it, is not encoded again, such as user
 * data prepared for MAAS's own command. User data in plain text begins with `#` or a header, so it never looks like base64.
 */
function base64(id: string, name: string, value: unknown, text: (value: unknown) => string): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (typeof value === 'object' && value !== null) {
    if (!isPlain(value))
      throw invalid(
        id,
        `${name} must be text, bytes or a plain object, got an object of the class ${value.constructor.name}`,
        'Pass bytes as a Uint8Array',
      )
    return Buffer.from(`#cloud-config\n${JSON.stringify(value, null, 2)}\n`).toString('base64')
  }
  const plain = text(value)
  const compact = plain.replaceAll(/\s/g, '')
  return BASE64.test(compact) ? compact : Buffer.from(plain).toString('base64')
}

/** Whether an object is no instance of a class, such as a Date or an ArrayBuffer, of which JSON would lose the content. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function mapOf(id: string, name: string, value: unknown): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw invalid(id, `${name} must be an object of names and values`, 'Pass { name: value }')
}

const invalid = (operation: string, problem: string, hint: string): ConfigurationError =>
  new ConfigurationError({
    system: 'maas',
    operation,
    summary: `MAAS ${operation} was not sent: ${problem}`,
    hint,
  })

/** The list filters use other words for states than `status_name`. */
const filterWord = (state: string): string =>
  machineStatuses.find(({ name }) => name === state)?.filter ?? state
