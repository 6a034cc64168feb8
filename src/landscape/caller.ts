import { ConfigurationError, ValidationError } from '../core/errors.js'
import type { ClientEventEmitter } from '../core/events.js'
import { raw, type RequestBody } from '../core/http/body.js'
import type { Transport } from '../core/http/transport.js'
import type { HttpCall, PreparedRequest } from '../core/http/call.js'
import { HttpPipeline } from '../core/http/pipeline.js'
import type { ActionOperation, Caller, PathArguments, RestOperation } from '../core/operations.js'
import type { HttpClientOptions, RequestOptions } from '../core/options.js'
import { List } from '../core/list.js'
import type { Redactor } from '../core/redact.js'
import { Pending, type Reply } from '../core/reply.js'
import { type LandscapeCredentials, Tokens } from './auth.js'
import { classify, clockSkewMs } from './errors.js'
import { LoginOperations } from './generated/login.js'
import { flatten, queryOf } from './parameters.js'
import { type AccessKey, API_VERSION, isoSeconds, plainForm, signedForm } from './signature.js'

/** An operation of either API. */
export type LandscapeOperation = ActionOperation | RestOperation

/** What `rest` sends beside method and path. */
export interface RestRequest {
  /** Query parameters; lists are joined by commas. */
  query?: object
  /** Sent as JSON. */
  body?: unknown
}

export interface CallerSetup {
  /** Ends in `/api/`. */
  base: URL
  credentials: LandscapeCredentials
  options: HttpClientOptions
  events: ClientEventEmitter
  redactor: Redactor
  transport: Transport
}

/** Both APIs answer a page of this many where no limit is given (protocol.md section 6). */
const DEFAULT_LIMIT = 1000

/** Carries out Landscape's operations: actions signed or with a token, REST calls with a token. */
export class LandscapeCaller implements Caller<LandscapeOperation> {
  readonly #base: URL
  readonly #key: AccessKey | undefined
  readonly #redactor: Redactor
  readonly #tokens: Tokens
  readonly #pipeline: HttpPipeline
  /** The token that each call was sent with. */
  readonly #sentWith = new WeakMap<HttpCall, string>()
  #clockOffsetMs = 0

  constructor({ base, credentials, options, events, redactor, transport }: CallerSetup) {
    this.#base = base
    this.#redactor = redactor
    if ('accessKey' in credentials)
      this.#key = { accessKey: credentials.accessKey, secretKey: credentials.secretKey }
    this.#tokens = new Tokens('token' in credentials ? credentials.token : () => this.#login(credentials))
    this.#pipeline = new HttpPipeline({
      system: 'landscape',
      label: 'Landscape',
      transport,
      events,
      redactor,
      options,
      classify: (failed) =>
        classify(failed, this.#key === undefined ? ('token' in credentials ? 'token' : 'password') : 'key'),
      recover: (error, headers, call) => error.operation === call.operation && this.#recover(headers, call),
    })
  }

  close(): Promise<void> {
    return this.#pipeline.close()
  }

  call<T>(
    operation: LandscapeOperation,
    path: PathArguments,
    params: object,
    options?: RequestOptions,
  ): Pending<T> {
    return Pending.ofReply(this.#send<T>(operation, path, params, options), `landscape ${operation.id}`)
  }

  list<T>(
    operation: LandscapeOperation,
    path: PathArguments,
    params: object & { limit?: number; offset?: number },
    options?: RequestOptions,
  ): List<T> {
    const { limit = DEFAULT_LIMIT, offset = 0 } = params
    const fetch = async (cursor: unknown): Promise<Reply<{ items: T[]; next?: number | undefined }>> => {
      const at = typeof cursor === 'number' ? cursor : offset
      const { data, response } = await this.#send<unknown>(
        operation,
        path,
        typeof cursor === 'number' ? { ...params, offset: at } : params,
        options,
      )
      const { items, next } = this.#itemsOf(operation, data, limit)
      // The address of the next page comes in four spellings (protocol.md section 6): the offset says the same.
      return {
        data: {
          items: items as T[],
          next: operation.pages === 'offset' && next && items.length > 0 ? at + items.length : undefined,
        },
        response,
      }
    }
    return new List<T>(fetch, `landscape ${operation.id}`)
  }

  /** Any REST v2 call, by its path below `/api/v2/`. */
  rest<T>(
    method: RestOperation['method'],
    path: string,
    request: RestRequest,
    options?: RequestOptions,
  ): Pending<T> {
    const below = path.replace(/^\/?(api\/)?(v2\/)?/, '')
    if (/^[a-z]+:\/\//i.test(path) || below === '')
      throw new ConfigurationError({
        system: 'landscape',
        summary: `Landscape rest() takes a path and was given ${JSON.stringify(path)}`,
        hint: 'Leave the host away: credentials only go to the uri of the client',
      })
    const operation: RestOperation = {
      id: `${method} /${below}`,
      method,
      path: below,
      idempotent: method !== 'POST' && method !== 'PATCH',
      expects: 'any',
    }
    return Pending.ofReply(
      this.#pipeline.send<T>(this.#restCall(operation, below, request), options),
      `landscape ${operation.id}`,
    )
  }

  async #send<T>(
    operation: LandscapeOperation,
    path: PathArguments,
    params: object,
    options?: RequestOptions,
  ): Promise<Reply<T>> {
    if ('action' in operation) return this.#pipeline.send<T>(this.#actionCall(operation, params), options)
    const inQuery = operation.method === 'GET' || operation.method === 'DELETE'
    const body = Object.keys(params).length > 0 ? params : undefined
    return this.#pipeline.send<T>(
      this.#restCall(operation, fillPath(operation, path), inQuery ? { query: params } : { body }),
      options,
    )
  }

  #actionCall(operation: ActionOperation, params: object): HttpCall {
    const { id, action, reads, idempotent, expects, schema, wire } = operation
    const target = `${this.#base.href}?action=${action}`
    const call: HttpCall = {
      operation: id,
      method: 'POST',
      target,
      reads,
      idempotent,
      expects,
      schema,
      prepare: async () => {
        const flat = flatten(params, wire)
        if (this.#key === undefined)
          return this.#withToken(call, {
            url: `${target}&version=${API_VERSION}`,
            headers: {},
            body: form(plainForm(flat)),
          })
        return {
          url: this.#base.href,
          headers: {},
          body: form(
            await signedForm(this.#base, this.#key, action, flat, new Date(Date.now() + this.#clockOffsetMs)),
          ),
        }
      },
    }
    return call
  }

  #restCall(operation: RestOperation, path: string, { query, body }: RestRequest): HttpCall {
    const { id, method, reads = false, idempotent, expects, schema, anonymous } = operation
    const target = `${this.#base.href}v2/${path}`
    const call: HttpCall = {
      operation: id,
      method,
      target,
      reads,
      idempotent,
      expects,
      schema,
      prepare: () => {
        // 26.04 answers 415 to what changes something and does not say that it is JSON, even where there is no body.
        const headers: Record<string, string> =
          method === 'GET' || method === 'DELETE' ? {} : { 'content-type': 'application/json' }
        const request: PreparedRequest = {
          url: `${target}${queryOf(query ?? {})}`,
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

  /** A refused token is replaced once; a refused signature is made again once when the server's clock is not ours. */
  #recover(headers: Readonly<Record<string, string>>, call: HttpCall): boolean {
    const token = this.#sentWith.get(call)
    if (token !== undefined) return this.#tokens.refused(token)
    if (this.#key === undefined || call.method !== 'POST' || call.target.includes('/v2/')) return false
    const skewMs = clockSkewMs(headers)
    if (Math.abs(skewMs - this.#clockOffsetMs) < 30_000) return false
    this.#clockOffsetMs = skewMs
    return true
  }

  async #login(credentials: Exclude<LandscapeCredentials, { token: string }>) {
    const login = new LoginOperations(this)
    // The call that waits for it decides about another try.
    const options = { retries: 0 }
    const reply = await ('accessKey' in credentials
      ? login.withAccessKey({ access_key: credentials.accessKey, secret_key: credentials.secretKey }, options)
      : login.withPassword(credentials, options))
    this.#redactor.add(reply.token)
    return reply
  }

  #itemsOf(operation: LandscapeOperation, data: unknown, limit: number): { items: unknown[]; next: boolean } {
    const field = 'items' in operation ? operation.items : undefined
    const envelope = typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {}
    const items = field === undefined ? data : envelope[field]
    if (Array.isArray(items))
      return {
        items,
        next: field === undefined ? items.length >= limit : typeof envelope['next'] === 'string',
      }
    throw new ValidationError({
      system: 'landscape',
      operation: operation.id,
      redactor: this.#redactor,
      summary: `Landscape ${operation.id} answered something that is no list`,
      hint: 'Check the uri, and tell us about the release of this server',
      issues: [{ path: field ?? '', message: 'not an array' }],
    })
  }
}

const form = (content: string): RequestBody => raw(content, 'application/x-www-form-urlencoded')

/** As JSON, points in time without the milliseconds that Landscape does not write. */
const jsonOf = (body: unknown): RequestBody =>
  raw(
    JSON.stringify(body, function (this: Record<string, unknown>, key: string, value: unknown) {
      const given = this[key]
      return given instanceof Date ? isoSeconds(given) : value
    }),
    'application/json',
  )

/** An empty argument would ask for the whole collection instead of one thing of it. */
function fillPath({ id, path }: RestOperation, args: PathArguments): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const text = String(args[name] ?? '')
    if (text === '' || text === '.' || text === '..')
      throw new ConfigurationError({
        system: 'landscape',
        operation: id,
        summary: `Landscape ${id} was called with ${name} ${JSON.stringify(text)}`,
        hint: 'Give the id or name of one thing',
      })
    return encodeURIComponent(text)
  })
}
