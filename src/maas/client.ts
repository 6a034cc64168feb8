import { inspect } from 'node:util'
import { type Environment, requireEnv } from '../core/env.js'
import { ConfigurationError } from '../core/errors.js'
import { type ClientEvents, ClientEventEmitter, type Observable } from '../core/events.js'
import type { FormFile } from '../core/http/body.js'
import { deriveTransport, createTransport } from '../core/http/create-transport.js'
import type { Expects } from '../core/http/call.js'
import { HttpPipeline } from '../core/http/pipeline.js'
import type { Transport } from '../core/http/transport.js'
import { describeObject } from '../core/inspect.js'
import { type HttpClientOptions, type RequestOptions, requireOptions } from '../core/options.js'
import { Redactor } from '../core/redact.js'
import type { Pending } from '../core/reply.js'
import { parseApiKey, Signer } from './auth.js'
import { MaasCaller } from './caller.js'
import { type Encoded, encodeRaw } from './encode.js'
import { classify } from './errors.js'
import { ResultsOperations } from './generated/results.js'
import { TagsOperations } from './generated/tags.js'
import { UsersOperations } from './generated/users.js'
import { type Version, VersionOperations } from './generated/version.js'
import { Events } from './resources/events.js'
import { Machines } from './resources/machines.js'
import { parseMaasUrl } from './url.js'

/** Where MAAS is, who asks, and how. */
export interface MaasClientOptions extends HttpClientOptions {
  /** Address of the region, such as `http://10.0.0.2:5240/MAAS`. */
  url: string
  /** An API key, `consumer:token:secret`, from your preferences in MAAS. */
  apiKey: string
}

/** What {@link MaasClient.request} sends. */
export interface MaasRequest {
  /** MAAS's `?op=`. */
  op?: string
  /** Parameters in the URL; an array repeats its name. */
  query?: Readonly<Record<string, unknown>>
  /** Fields of the body; an array repeats its name. */
  form?: Readonly<Record<string, unknown>>
  /** Files of the body, by field; it is then sent as multipart. */
  files?: Readonly<Record<string, FormFile>>
  /** A body of your own instead of a form, such as a chunk of an image. */
  body?: { content: string | Uint8Array; type: string }
  /**
   * How the reply is read.
   * @default 'any'
   */
  expects?: Expects
}

/** A client of one MAAS region, acting for the owner of one API key. */
export interface MaasClient extends Observable, AsyncDisposable {
  readonly machines: Machines
  readonly tags: TagsOperations
  readonly events: Events
  readonly results: ResultsOperations
  readonly users: UsersOperations
  /** Tells the release of MAAS. It needs no valid key, so it also tells whether the region can be reached. */
  version(options?: RequestOptions): Pending<Version>
  /**
   * Sends any request, signed: for what has no method here yet.
   *
   * @param path Below the API's root, such as `machines/`, or a `resource_uri` or `next_uri` of a reply. MAAS wants the last slash
   * nearly everywhere.
   */
  request<T = unknown>(
    method: string,
    path: string,
    request?: MaasRequest,
    options?: RequestOptions,
  ): Pending<T>
  /** A client with other options; what is absent stays. It shares this one's connections unless the options are about those, and then needs its own `close()`. */
  with(options: Partial<MaasClientOptions>): MaasClient
  /** Ends all connections, and whatever is on its way over them. */
  close(): Promise<void>
}

/**
 * Makes a client of a MAAS region. Nothing is sent until you ask for something.
 *
 * @throws ConfigurationError for a URL or key that cannot be right.
 */
export function createMaasClient(options: MaasClientOptions): MaasClient {
  return new Client(
    requireOptions(
      'maas',
      'createMaasClient',
      options,
      'Give { url, apiKey }, or use createMaasClient.fromEnv()',
    ),
  )
}

/**
 * Makes a client from `MAAS_API_URL` and `MAAS_API_KEY`.
 *
 * @param env Where they are read from; `process.env` unless given.
 * @throws ConfigurationError that names what is missing.
 */
createMaasClient.fromEnv = (
  env: Environment = process.env,
  overrides: Partial<MaasClientOptions> = {},
): MaasClient => {
  const names = [
    ...(overrides.url === undefined ? (['MAAS_API_URL'] as const) : []),
    ...(overrides.apiKey === undefined ? (['MAAS_API_KEY'] as const) : []),
  ]
  const found: Partial<Record<string, string>> = requireEnv('maas', env, names)
  return createMaasClient({
    ...overrides,
    url: overrides.url ?? found['MAAS_API_URL'] ?? '',
    apiKey: overrides.apiKey ?? found['MAAS_API_KEY'] ?? '',
  })
}

class Client implements MaasClient {
  readonly machines: Machines
  readonly tags: TagsOperations
  readonly events: Events
  readonly results: ResultsOperations
  readonly users: UsersOperations
  readonly #options: MaasClientOptions
  readonly #root: URL
  readonly #hooks = new ClientEventEmitter()
  readonly #transport: Transport
  readonly #pipeline: HttpPipeline
  readonly #caller: MaasCaller
  readonly #version: VersionOperations

  constructor(options: MaasClientOptions, transport = createTransport('maas', options)) {
    this.#options = options
    this.#root = parseMaasUrl(options.url)
    const redactor = new Redactor()
    const signer = new Signer(parseApiKey(options.apiKey), redactor)
    this.#transport = transport
    this.#pipeline = new HttpPipeline({
      system: 'maas',
      label: 'MAAS',
      transport,
      events: this.#hooks,
      redactor,
      options,
      classify,
      requestIdHeader: 'maas-trace-id',
      recover: ({ body = '' }, { date }) => signer.adjustClock(body, date),
    })
    this.#caller = new MaasCaller(this.#pipeline, signer, this.#root.href)
    this.machines = new Machines(this.#caller, redactor)
    this.tags = new TagsOperations(this.#caller)
    this.events = new Events(this.#caller)
    this.results = new ResultsOperations(this.#caller)
    this.users = new UsersOperations(this.#caller)
    this.#version = new VersionOperations(this.#caller)
  }

  version(options?: RequestOptions): Pending<Version> {
    return this.#version.read(options)
  }

  request<T = unknown>(
    method: string,
    path: string,
    request: MaasRequest = {},
    options?: RequestOptions,
  ): Pending<T> {
    const { op, query = {}, form = {}, files = {}, body, expects = 'any' } = request
    const verb = method.toUpperCase()
    // What MAAS itself calls a thing is an absolute path.
    const below = path.startsWith(this.#root.pathname)
      ? path.slice(this.#root.pathname.length)
      : path.replace(/^\/+/, '')
    const id = `${verb} ${below.replace(/\?.*/s, '')}`
    const idempotent = ['GET', 'HEAD', 'PUT', 'DELETE'].includes(verb)
    const make = (): Encoded => {
      if (/^[a-z]+:\/\//i.test(path))
        throw new ConfigurationError({
          system: 'maas',
          operation: id,
          summary: `MAAS request() takes a path and was given ${JSON.stringify(path)}`,
          hint: 'Leave the host away: credentials only go to the url of the client',
        })
      const encoded = encodeRaw(id, below, op, query, { ...form, ...files })
      return body === undefined ? encoded : { path: encoded.path, body }
    }
    return this.#caller.send<T>({ id, method: verb, idempotent, expects }, make, options)
  }

  with(options: Partial<MaasClientOptions>): MaasClient {
    const changes: Partial<MaasClientOptions> = Object.fromEntries(
      Object.entries(
        requireOptions('maas', 'with', options, 'Give what is to differ, such as { timeoutMs: 5000 }'),
      ).filter(([, value]) => value !== undefined),
    )
    return new Client(
      { ...this.#options, ...changes },
      deriveTransport('maas', this.#transport, this.#options, changes),
    )
  }

  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void {
    return this.#hooks.on(name, listener)
  }

  async close(): Promise<void> {
    await this.#pipeline.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  [inspect.custom](): string {
    const members = [
      'machines',
      'tags',
      'events',
      'results',
      'users',
      'version()',
      'request()',
      'with()',
      'on()',
      'close()',
    ]
    return describeObject('MaasClient', { url: this.#root.href }, members)
  }
}
