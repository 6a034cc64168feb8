import { checkFields, checkType, type Form, formatValue } from '../core/arguments.js'
import { ConfigurationError } from '../core/errors.js'
import { raw, type RequestBody } from '../core/http/body.js'
import type { HttpCall, PreparedRequest } from '../core/http/call.js'
import { isIdempotentRequest, readsByRequest } from '../core/http/executor.js'
import { fillPath } from '../core/http/path.js'
import { placeParams } from '../core/http/place-params.js'
import type { ActionOperation, PathArguments, RestOperation } from '../core/operations.js'
import { fieldFacts } from '../core/shape/arguments.js'
import { isObject } from '../core/shape/fits.js'
import type { Shapes } from '../core/shape/shape.js'
import type { Tokens } from './auth.js'
import { flatten, queryOf } from './encode.js'
import { clockSkewMs } from './errors.js'
import { checkQuery } from './query.js'
import { type AccessKey, API_VERSION, isoSeconds, plainForm, signedForm } from './signature.js'

/** Query and body of `LandscapeClient.rest`. */
export interface RestRequest {
  /** Query parameters; lists are joined by commas. */
  query?: object
  /** Sent as JSON. */
  body?: unknown
}

const restForm: Form<RestRequest> = { query: 'object', body: 'any' }

/** Builds the requests of both APIs: actions are signed or have a token, REST calls have a token. */
export class LandscapeRequests {
  readonly #base: URL
  readonly #baseHref: string
  readonly #restBase: string
  readonly #key: AccessKey | undefined
  readonly #tokens: Tokens
  /** The token that each call was sent with. */
  readonly #sentWith = new WeakMap<HttpCall, string>()
  #clockOffsetMs = 0

  /**
   * @param base URL that ends in `/api/`
   * @param restPath path of REST v2 below it
   */
  constructor(base: URL, restPath: string, key: AccessKey | undefined, tokens: Tokens) {
    this.#base = base
    this.#baseHref = base.href
    this.#restBase = `${base.href}${restPath}`
    this.#key = key
    this.#tokens = tokens
  }

  /** The request of an action. */
  action({ id, action, ...facts }: ActionOperation, given: object, shapes: Shapes): HttpCall {
    const reads = facts.reads ?? action.startsWith('Get')
    const params = withQuery(id, given, !reads)
    const target = `${this.#baseHref}?action=${action}`
    const wireOf = (name: string): string | undefined =>
      facts.params === undefined ? undefined : fieldFacts(shapes, facts.params, name)?.wire
    const call: HttpCall = {
      operation: id,
      method: 'POST',
      target,
      reads,
      idempotent: facts.idempotent ?? reads,
      expects: facts.expects ?? 'json',
      params,
      prepare: async () => {
        const flat = flatten(params, wireOf)
        if (this.#key === undefined)
          return this.#withToken(call, {
            url: `${target}&version=${API_VERSION}`,
            headers: {},
            body: form(plainForm(flat)),
          })
        const at = new Date(Date.now() + this.#clockOffsetMs)
        return {
          url: this.#baseHref,
          headers: {},
          body: form(await signedForm(this.#base, this.#key, action, flat, at)),
        }
      },
    }
    return call
  }

  /** The request of a REST operation. */
  operation(operation: RestOperation, path: PathArguments, params: object, shapes: Shapes): HttpCall {
    const { id, path: pattern } = operation
    const { query, body } = placeParams(operation, params, shapes)
    for (const [name, value] of Object.entries(path))
      if (!/^\d+$/.test(formatValue(value).replaceAll('"', '')))
        throw new ConfigurationError({
          system: 'landscape',
          operation: id,
          summary: `${id}: ${name} must be a whole number, got ${formatValue(value)}`,
          hint: 'Pass the id that the list of these objects returns, not a name or title',
        })
    const filled = fillPath({ system: 'landscape', operation: id }, pattern, path)
    return this.#rest(operation, filled, { query, ...(body === undefined ? {} : { body }) })
  }

  /** Any REST call, by its path below `/api/v2/`. */
  raw(method: RestOperation['method'], path: string, request: RestRequest): HttpCall {
    checkType('landscape', 'rest', 'method', 'enum(GET|POST|PUT|PATCH|DELETE)', method)
    checkType('landscape', 'rest', 'path', 'string', path)
    checkFields('landscape', 'rest', restForm, request)
    const below = path.replace(/^\/?(api\/)?(v2\/)?/, '')
    if (/^[a-z]+:\/\//i.test(path) || below === '')
      throw new ConfigurationError({
        system: 'landscape',
        summary: `Landscape rest() takes a path, got ${below === '' ? 'an empty one' : 'a URL'}`,
        hint: 'Omit the host: credentials are only sent to the uri of the client',
      })
    const call = this.#rest(
      { id: `${method} /${below}`, method, path: below, expects: 'any' },
      below,
      request,
    )
    call.params = request
    return call
  }

  #rest(operation: RestOperation, path: string, given: RestRequest): HttpCall {
    const { id, method, expects = 'json', anonymous } = operation
    const reads = readsByRequest(operation)
    const query = withQuery(id, given.query ?? {}, !reads)
    const body = isObject(given.body) ? withQuery(id, given.body, !reads) : given.body
    const target = `${this.#restBase}${path}`
    const call: HttpCall = {
      operation: id,
      method,
      target,
      reads,
      idempotent: isIdempotentRequest(operation),
      expects,
      shared: anonymous === true,
      prepare: () => {
        // 26.04 replies 415 to a write without the content type of JSON, even without a body.
        const headers: Record<string, string> =
          method === 'GET' || method === 'DELETE' ? {} : { 'content-type': 'application/json' }
        const request: PreparedRequest = {
          url: `${target}${queryOf(query)}`,
          headers,
          body: body === undefined ? undefined : jsonOf(body),
        }
        return anonymous === true ? request : this.#withToken(call, request)
      },
    }
    return call
  }

  #withToken(call: HttpCall, request: PreparedRequest): PreparedRequest | Promise<PreparedRequest> {
    const add = (token: string): PreparedRequest => {
      this.#sentWith.set(call, token)
      return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } }
    }
    const token = this.#tokens.get()
    return typeof token === 'string' ? add(token) : token.then(add)
  }

  /** Renews a rejected token once; after a rejected signature, adopts the server's clock if it differs. Returns whether to retry. */
  recover(headers: Readonly<Record<string, string>>, call: HttpCall): boolean {
    const token = this.#sentWith.get(call)
    if (token !== undefined) return this.#tokens.drop(token)
    if (this.#key === undefined || call.method !== 'POST' || call.target.startsWith(this.#restBase))
      return false
    const skewMs = clockSkewMs(headers)
    if (Math.abs(skewMs - this.#clockOffsetMs) < 30_000) return false
    this.#clockOffsetMs = skewMs
    return true
  }
}

/** The parameters with a checked `query`. */
function withQuery(operation: string, params: object, changes: boolean): object {
  if (!('query' in params)) return params
  const query = checkQuery(operation, params.query, changes)
  return query === params.query ? params : { ...params, query }
}

const form = (content: string): RequestBody => raw(content, 'application/x-www-form-urlencoded')

/** Encodes as JSON; times have no milliseconds, as in Landscape. */
const jsonOf = (body: unknown): RequestBody =>
  raw(
    JSON.stringify(body, function (this: Record<string, unknown>, key: string, value: unknown) {
      const given = this[key]
      return given instanceof Date ? isoSeconds(given) : value
    }),
    'application/json',
  )
