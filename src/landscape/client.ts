import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { type Environment, requireEnv } from '../core/env.js'
import { ConfigurationError } from '../core/errors.js'
import { type ClientEvents, ClientEventEmitter, type Observable } from '../core/events.js'
import { deriveTransport, createTransport } from '../core/http/create-transport.js'
import type { Transport } from '../core/http/transport.js'
import { describeObject } from '../core/inspect.js'
import type { RestOperation } from '../core/operations.js'
import {
  type HttpClientOptions,
  isQuoted,
  parseBaseUrl,
  type RequestOptions,
  requireOptions,
  UNQUOTE_HINT,
} from '../core/options.js'
import { Redactor } from '../core/redact.js'
import type { Pending } from '../core/reply.js'
import type { LandscapeCredentials } from './auth.js'
import { LandscapeCaller, type RestRequest } from './caller.js'
import { AccessGroupsOperations } from './generated/access-groups.js'
import { AlertsOperations } from './generated/alerts.js'
import { ComputersOperations } from './generated/computers.js'
import { PackagesOperations } from './generated/packages.js'
import { PendingComputersOperations } from './generated/pending-computers.js'
import { type About, ServerOperations } from './generated/server.js'
import { TagsOperations } from './generated/tags.js'
import { Activities } from './resources/activities.js'

/** Where the server is, who asks, and how. */
export type LandscapeClientOptions = LandscapeCredentials &
  HttpClientOptions & {
    /** URL of the API, such as `https://landscape.example.com/api/`; `/api/` is added where it is missing. */
    uri: string
  }

/** A client of one Landscape account. */
export interface LandscapeClient extends Observable, AsyncDisposable {
  /** URL of the API. */
  readonly uri: string
  readonly accessGroups: AccessGroupsOperations
  readonly activities: Activities
  readonly alerts: AlertsOperations
  readonly computers: ComputersOperations
  readonly packages: PackagesOperations
  readonly pendingComputers: PendingComputersOperations
  readonly tags: TagsOperations
  /** Tells the release of the server. It needs no valid credentials, so it also tells whether the server can be reached. */
  about(options?: RequestOptions): Pending<About>
  /**
   * Calls any action of the signed API, such as `GetScripts`: signed, or with a token where there is no key pair.
   * One whose name begins with `Get` is taken to change nothing.
   *
   * @param params lists become `name.1`, `name.2`, mappings `name.key`, bytes base64, `{ filename, content }` a file
   */
  call<T = unknown>(action: string, params?: object, options?: RequestOptions): Pending<T>
  /**
   * Calls any path of REST v2, such as `/scripts/12:archive`, with a token that is got by itself.
   *
   * @param path below `/api/v2/`
   */
  rest<T = unknown>(
    method: RestOperation['method'],
    path: string,
    request?: RestRequest,
    options?: RequestOptions,
  ): Pending<T>
  /** A client with other options; what is absent stays. It shares this one's connections unless the options are about those, and then needs its own `close()`. */
  with(options: HttpClientOptions): LandscapeClient
  /** Ends the calls that run, closes the connections, and refuses further calls. */
  close(): Promise<void>
}

const EXAMPLE = 'https://landscape.example.com/api/'

/**
 * Makes a client. Nothing is sent, read or loaded before its first call.
 *
 * @throws ConfigurationError when the uri or the credentials cannot be right.
 */
export function createLandscapeClient(options: LandscapeClientOptions): LandscapeClient {
  return new Client(
    requireOptions(
      'landscape',
      'createLandscapeClient',
      options,
      'Give { uri, accessKey, secretKey } or other credentials, or use createLandscapeClient.fromEnv()',
    ),
  )
}

/**
 * Makes a client from `LANDSCAPE_API_URI`, `LANDSCAPE_API_KEY`, `LANDSCAPE_API_SECRET` and, for a private CA, the file that
 * `LANDSCAPE_API_SSL_CA_FILE` names, which is read here.
 *
 * @throws ConfigurationError that names what is not set, or cannot be read.
 */
createLandscapeClient.fromEnv = (
  env: Environment = process.env,
  overrides: HttpClientOptions & { uri?: string } = {},
): LandscapeClient => {
  const names = [
    ...(overrides.uri === undefined ? (['LANDSCAPE_API_URI'] as const) : []),
    'LANDSCAPE_API_KEY',
    'LANDSCAPE_API_SECRET',
  ] as const
  const found: Partial<Record<string, string>> = requireEnv('landscape', env, names)
  const caFile = env['LANDSCAPE_API_SSL_CA_FILE'] ?? ''
  const tls = caFile === '' ? overrides.tls : { ca: readCa(caFile), ...overrides.tls }
  const [uri = '', accessKey = '', secretKey = ''] = [
    'LANDSCAPE_API_URI',
    'LANDSCAPE_API_KEY',
    'LANDSCAPE_API_SECRET',
  ].map((name) => found[name])
  return new Client({ uri, accessKey, secretKey, ...overrides, ...(tls === undefined ? {} : { tls }) })
}

function readCa(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ConfigurationError({
      system: 'landscape',
      summary: `LANDSCAPE_API_SSL_CA_FILE names ${path}, which cannot be read`,
      hint: 'Name a PEM file that exists',
      cause,
    })
  }
}

class Client implements LandscapeClient {
  readonly uri: string
  readonly accessGroups: AccessGroupsOperations
  readonly activities: Activities
  readonly alerts: AlertsOperations
  readonly computers: ComputersOperations
  readonly packages: PackagesOperations
  readonly pendingComputers: PendingComputersOperations
  readonly tags: TagsOperations
  readonly #options: LandscapeClientOptions
  readonly #as: string
  readonly #events = new ClientEventEmitter()
  readonly #transport: Transport
  readonly #caller: LandscapeCaller

  constructor(options: LandscapeClientOptions, transport = createTransport('landscape', options)) {
    this.#options = options
    this.#transport = transport
    const credentials = checkCredentials(options)
    this.#as = 'accessKey' in credentials ? 'access key' : 'password' in credentials ? 'password' : 'token'
    const redactor = new Redactor()
    redactor.add(...secretsOf(credentials))
    const base = apiBase(options.uri)
    this.uri = base.href
    const caller = (this.#caller = new LandscapeCaller({
      base,
      credentials,
      options,
      events: this.#events,
      redactor,
      transport,
    }))
    this.accessGroups = new AccessGroupsOperations(caller)
    this.activities = new Activities(caller, redactor)
    this.alerts = new AlertsOperations(caller)
    this.computers = new ComputersOperations(caller)
    this.packages = new PackagesOperations(caller)
    this.pendingComputers = new PendingComputersOperations(caller)
    this.tags = new TagsOperations(caller)
  }

  about(options?: RequestOptions): Pending<About> {
    return new ServerOperations(this.#caller).about(options)
  }

  call<T = unknown>(action: string, params: object = {}, options?: RequestOptions): Pending<T> {
    const reads = action.startsWith('Get')
    return this.#caller.call<T>(
      { id: action, action, reads, idempotent: reads, expects: 'any' },
      {},
      params,
      options,
    )
  }

  rest<T = unknown>(
    method: RestOperation['method'],
    path: string,
    request: RestRequest = {},
    options?: RequestOptions,
  ): Pending<T> {
    return this.#caller.rest<T>(method, path, request, options)
  }

  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  with(options: HttpClientOptions): LandscapeClient {
    requireOptions('landscape', 'with', options, 'Give what is to differ, such as { timeoutMs: 5000 }')
    return new Client(
      { ...this.#options, ...options },
      deriveTransport('landscape', this.#transport, this.#options, options),
    )
  }

  close(): Promise<void> {
    return this.#caller.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  [inspect.custom](): string {
    const members = [
      'accessGroups',
      'activities',
      'alerts',
      'computers',
      'packages',
      'pendingComputers',
      'tags',
    ]
    return describeObject('LandscapeClient', { uri: this.uri, as: this.#as }, [
      ...members,
      'about()',
      'call()',
      'rest()',
      'with()',
      'on()',
      'close()',
    ])
  }
}

/** The URL that is signed and that all paths stand on: it ends in `/api/`, whatever of it was given. */
function apiBase(uri: string): URL {
  const base = parseBaseUrl('landscape', 'uri', uri, EXAMPLE)
  base.pathname = base.pathname.replace(/\/v2\/$/, '/')
  if (!base.pathname.endsWith('/api/')) base.pathname += 'api/'
  return base
}

const secretsOf = (credentials: LandscapeCredentials): (string | undefined)[] =>
  'accessKey' in credentials
    ? [credentials.secretKey]
    : 'token' in credentials
      ? [credentials.token]
      : [credentials.password]

/** Credentials that the server makes up itself: they hold no quotes. */
const QUOTELESS = new Set(['accessKey', 'secretKey', 'token'])

/** Takes the credentials out of the options, and refuses what cannot be meant: none, a part, or two kinds. */
function checkCredentials(options: object): LandscapeCredentials {
  const given = (name: string): string | undefined => {
    const value = (options as Record<string, unknown>)[name]
    if (value === undefined) return undefined
    // A password may have them by right.
    if (typeof value === 'string' && QUOTELESS.has(name) && isQuoted(value))
      throw bad(`${name} has quotes around it`, UNQUOTE_HINT)
    if (typeof value === 'string' && value !== '' && value === value.trim() && !/[\r\n]/.test(value))
      return value
    throw bad(
      `${name} is ${value === '' ? 'empty' : 'no text, or has spaces or line breaks around it'}`,
      'Copy it again, without what surrounds it',
    )
  }
  const [accessKey, secretKey, email, identity, password, token, account] = [
    'accessKey',
    'secretKey',
    'email',
    'identity',
    'password',
    'token',
    'account',
  ].map(given)
  const where = account === undefined ? {} : { account }
  const kinds: LandscapeCredentials[] = []
  if (accessKey !== undefined && secretKey !== undefined) kinds.push({ accessKey, secretKey })
  if (email !== undefined && password !== undefined) kinds.push({ email, password, ...where })
  if (identity !== undefined && password !== undefined) kinds.push({ identity, password, ...where })
  if (token !== undefined) kinds.push({ token })
  const [credentials, ...others] = kinds
  if (credentials !== undefined && others.length === 0) return credentials
  throw bad(
    credentials === undefined ? 'There are no credentials' : 'There is more than one kind of credentials',
    'Pass accessKey and secretKey, or email (or identity) and password, or token',
  )
}

const bad = (summary: string, hint: string): ConfigurationError =>
  new ConfigurationError({ system: 'landscape', summary, hint })
