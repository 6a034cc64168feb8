import type { LandscapeContext } from './context.js'
import { Refusal, refuse } from './refusal.js'
import { isSince } from './release.js'
import type { WireRequest } from './request.js'

/** A reply with another status than 200. */
export class RestReply {
  constructor(
    readonly status: number,
    readonly body?: unknown,
  ) {}
}

/** 204 without a body. */
export const noContent = () => new RestReply(204)

export type RestHandler = (context: LandscapeContext, input: RestInput) => unknown

export interface Route {
  method: string
  /** Below `/api/v2`, such as `/scripts/{id}:archive`. */
  path: string
  pattern: RegExp
  /** Whether it works without a token. */
  open: boolean
  /** The release that added it. */
  since: string
  run: RestHandler
}

/** Self-hosted servers have REST since this release (protocol.md section 1). */
const restSince = '24.04'

/** Declares one operation, such as `GET /computers/{id}`; ids and numbers consist of digits, names of anything but `/` and `:`. */
export function route(
  operation: string,
  run: RestHandler,
  options: { open?: boolean; since?: string } = {},
): Route {
  const [method = '', path = ''] = operation.split(' ')
  const source = path
    .replace(/[.:]/g, String.raw`\$&`)
    .replace(
      /\{(\w+)\}/g,
      (_, name: string) => `(?<${name}>${/(id|number)$/.test(name) ? String.raw`\d+` : '[^/:]+'})`,
    )
  return {
    method,
    path,
    pattern: new RegExp(`^${source}$`),
    open: options.open ?? false,
    since: options.since ?? restSince,
    run,
  }
}

type Fields = Record<string, unknown>

/**
 * Path arguments, query and JSON body of one REST call. Error codes for invalid values are inferred from the signed API.
 */
export class RestInput {
  readonly request: WireRequest
  readonly #path: Record<string, string>
  readonly #query: URLSearchParams
  readonly #body: Fields
  readonly #packageVersion: string

  constructor(request: WireRequest, path: Record<string, string>, packageVersion: string) {
    this.request = request
    this.#path = path
    this.#query = new URLSearchParams(request.query)
    this.#packageVersion = packageVersion
    this.#body = readBody(request, this.isSince('26.04'))
  }

  /** Whether the server has what a release added. */
  isSince(release: string): boolean {
    return isSince(this.#packageVersion, release)
  }

  id(name: string): number {
    return Number(this.#path[name])
  }

  segment(name: string): string {
    const segment = this.#path[name] ?? ''
    try {
      return decodeURIComponent(segment)
    } catch {
      return segment
    }
  }

  query(name: string): string {
    return this.#query.get(name) ?? ''
  }

  integer(name: string, fallback: number): number {
    const value = this.#query.get(name)
    if (value === null) return fallback
    if (!/^\d+$/.test(value)) throw refuse('InvalidParameterValue', `${name} is not a number`)
    return Number(value)
  }

  /** `true`, `false` or, when absent, `fallback`. */
  flag<T>(name: string, fallback: T): boolean | T {
    const value = this.#query.get(name)
    if (value === null) return fallback
    if (value !== 'true' && value !== 'false')
      throw refuse('InvalidParameterValue', `${name} is neither true nor false`)
    return value === 'true'
  }

  /** A comma-joined array (protocol.md section 5). */
  csv(name: string): string[] {
    return this.query(name).split(',').filter(Boolean)
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#body, name)
  }

  text(name: string): string | undefined {
    return this.#typed(name, 'a string', isText)
  }

  number(name: string): number | undefined {
    return this.#typed(name, 'an integer', isInteger)
  }

  boolean(name: string): boolean | undefined {
    return this.#typed(name, 'a boolean', (value) => typeof value === 'boolean')
  }

  texts(name: string): string[] | undefined {
    return this.#typed(name, 'a list of strings', listOf(isText))
  }

  ids(name: string): number[] | undefined {
    return this.#typed(name, 'a list of integers', listOf(isInteger))
  }

  objects(name: string): Fields[] | undefined {
    return this.#typed(name, 'a list of objects', listOf(isFields))
  }

  /** The value. @throws Refusal when it is absent. */
  required<T>(name: string, value: T | undefined): T {
    if (value === undefined) throw refuse('MissingParameter', `${name} is missing`)
    return value
  }

  /** One page in the envelope of REST lists; `next` and `previous` are absolute. */
  page<T>(items: readonly T[], render: (item: T) => unknown) {
    const limit = this.integer('limit', 1000)
    const offset = this.integer('offset', 0)
    const link = (offset: number) => {
      const query = new URLSearchParams(this.#query)
      query.set('limit', String(limit))
      query.set('offset', String(offset))
      return `http://${this.request.host}${this.request.path}?${query.toString()}`
    }
    return {
      count: items.length,
      results: items.slice(offset, offset + limit).map(render),
      next: limit > 0 && offset + limit < items.length ? link(offset + limit) : null,
      previous: offset > 0 ? link(Math.max(0, offset - limit)) : null,
    }
  }

  #typed<T>(name: string, what: string, is: (value: unknown) => value is T): T | undefined {
    const value = this.#body[name]
    if (value === undefined || value === null) return undefined
    if (!is(value)) throw refuse('InvalidParameterValue', `${name} is not ${what}`)
    return value
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isInteger = (value: unknown): value is number => Number.isInteger(value)
const listOf =
  <T>(is: (value: unknown) => value is T) =>
  (value: unknown): value is T[] =>
    Array.isArray(value) && value.every(is)
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Since 26.04 POST, PUT and PATCH need a JSON content type, even without a body: 415 otherwise (protocol.md section 5). */
function readBody({ method, contentType, body }: WireRequest, isStrict: boolean): Fields {
  if (!['POST', 'PUT', 'PATCH'].includes(method)) return {}
  if (isStrict && contentType !== 'application/json')
    throw new Refusal(415, 'UnsupportedMediaType', 'The content type must be application/json')
  if (body.trim() === '') return {}
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw refuse('BadRequest', 'The body is not JSON')
  }
  if (!isFields(value)) throw refuse('BadRequest', 'The body is not a JSON object')
  return value
}
