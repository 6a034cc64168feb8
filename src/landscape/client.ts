import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { checkClientOptions, checkRequestOptions } from '../core/arguments.js'
import { type Environment, requireEnv } from '../core/env.js'
import { ConfigurationError } from '../core/errors.js'
import { ClientEventEmitter, type ClientEvents, type Observable } from '../core/events.js'
import type { HttpCall } from '../core/http/call.js'
import { createTransport, deriveTransport } from '../core/http/create-transport.js'
import { HttpExecutor } from '../core/http/executor.js'
import { HttpPipeline } from '../core/http/pipeline.js'
import type { Transport } from '../core/http/transport.js'
import { describeObject } from '../core/inspect.js'
import {
  type ActionOperation,
  bindOperations,
  defineResources,
  EXECUTORS,
  type Executors,
  type HttpMethod,
  makeResource,
  type OperationExecutor,
  type RestOperation,
} from '../core/operations.js'
import {
  type HttpClientOptions,
  isQuoted,
  parseBaseUrl,
  type RequestOptions,
  requireOptions,
  UNQUOTE_HINT,
} from '../core/options.js'
import { Redactor } from '../core/redact.js'
import { Pending, type Reply } from '../core/reply.js'
import { type LandscapeCredentials, Tokens } from './auth.js'
import { classify } from './errors.js'
import { api as actionsApi } from './generated/actions/api.js'
import type { Login } from './generated/entities/login.js'
import type { About } from './generated/entities/server.js'
import { api as restApi } from './generated/rest/api.js'
import { type LandscapeLogin, login } from './generated/rest/login.js'
import { type LandscapeServer, server } from './generated/rest/server.js'
import { type LandscapeResources, resources } from './generated/resources.js'
import { LandscapeRequests, type RestRequest } from './requests.js'
import { extendActivities, type LandscapeActivities } from './resources/activities.js'

/** Where the server is, who asks, and how. */
export type LandscapeClientOptions = LandscapeCredentials &
  HttpClientOptions & {
    /** URL of the API, such as `https://landscape.example.com/api/`; `/api/` is added where it is missing. */
    uri: string
  }

/** A client of one Landscape account. */
export interface LandscapeClient extends LandscapeResources, Observable, AsyncDisposable {
  /** URL of the API. */
  readonly uri: string
  readonly activities: LandscapeActivities
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
    method: HttpMethod,
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
  return newClient(
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
  return newClient({ uri, accessKey, secretKey, ...overrides, ...(tls === undefined ? {} : { tls }) })
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

const ownOptions = Object.fromEntries(
  ['uri', 'accessKey', 'secretKey', 'email', 'identity', 'password', 'token', 'account'].map((name) => [
    name,
    'any',
  ]),
)

/** The generated resources are defined on the prototype. */
const newClient = (options: LandscapeClientOptions, transport?: Transport): LandscapeClient =>
  new Client(options, transport) as unknown as LandscapeClient

class Client implements Omit<LandscapeClient, keyof LandscapeResources> {
  readonly uri: string
  readonly activities: LandscapeActivities
  readonly [EXECUTORS]: Executors
  readonly #options: LandscapeClientOptions
  readonly #as: string
  readonly #events = new ClientEventEmitter()
  readonly #transport: Transport
  readonly #pipeline: HttpPipeline
  readonly #requests: LandscapeRequests
  readonly #server: LandscapeServer

  constructor(options: LandscapeClientOptions, transport = createTransport('landscape', options)) {
    checkClientOptions('landscape', 'createLandscapeClient', ownOptions, options)
    this.#options = options
    this.#transport = transport
    const credentials = checkCredentials(options)
    const as = 'accessKey' in credentials ? 'key' : 'password' in credentials ? 'password' : 'token'
    this.#as = as === 'key' ? 'access key' : as
    const redactor = new Redactor()
    redactor.add(...secretsOf(credentials))
    const base = apiBase(options.uri)
    this.uri = base.href
    const tokens = new Tokens(
      'token' in credentials ? credentials.token : () => this.#login(credentials, redactor),
    )
    const requests = (this.#requests = new LandscapeRequests(
      base,
      restApi.base ?? '',
      'accessKey' in credentials ? credentials : undefined,
      tokens,
    ))
    this.#pipeline = new HttpPipeline({
      system: 'landscape',
      label: 'Landscape',
      transport,
      events: this.#events,
      redactor,
      options,
      classify: (failed) => classify(failed, as),
      recover: (error, headers, call) =>
        error.operation === call.operation && requests.recover(headers, call),
    })
    const product = { system: 'landscape', label: 'Landscape' } as const
    const rest = new HttpExecutor<RestOperation>(this.#pipeline, {
      ...product,
      facts: restApi,
      loadShapes: async () => (await import('./generated/rest/shapes.js')).shapes,
      describe: (operation, path, params, shapes) => requests.operation(operation, path, params, shapes),
    })
    const actions = new HttpExecutor<ActionOperation>(this.#pipeline, {
      ...product,
      facts: actionsApi,
      loadShapes: async () => (await import('./generated/actions/shapes.js')).shapes,
      describe: (operation, _path, params, shapes) => requests.action(operation, params, shapes),
    })
    this[EXECUTORS] = { rest, actions }
    this.#server = bindOperations('server', [[rest, server]])
    this.activities = extendActivities(
      makeResource('activities', resources, this[EXECUTORS]),
      makeResource('computers', resources, this[EXECUTORS]),
      redactor,
    )
  }

  about(options?: RequestOptions): Pending<About> {
    return this.#server.about(options)
  }

  call<T = unknown>(action: string, params: object = {}, options?: RequestOptions): Pending<T> {
    return this.#send<T>(
      `Landscape ${action}`,
      () => this.#requests.action({ id: action, action, expects: 'any' }, params, {}),
      options,
    )
  }

  rest<T = unknown>(
    method: HttpMethod,
    path: string,
    request: RestRequest = {},
    options?: RequestOptions,
  ): Pending<T> {
    return this.#send<T>(
      `Landscape ${method} ${path}`,
      () => this.#requests.raw(method, path, request),
      options,
    )
  }

  #send<T>(label: string, make: () => HttpCall, options?: RequestOptions): Pending<T> {
    const send = async (): Promise<Reply<T>> => {
      checkRequestOptions('landscape', label, options)
      return await this.#pipeline.send<T>(make(), options)
    }
    return Pending.ofReply(send(), label)
  }

  /** Gets a token. The call that waits for it decides about another try. */
  async #login(
    credentials: Exclude<LandscapeCredentials, { token: string }>,
    redactor: Redactor,
  ): Promise<Login> {
    const operations = makeLogin(this[EXECUTORS])
    const options = { retries: 0 }
    const reply = await ('accessKey' in credentials
      ? operations.withAccessKey(
          { access_key: credentials.accessKey, secret_key: credentials.secretKey },
          options,
        )
      : operations.withPassword(credentials, options))
    redactor.add(reply.token)
    return reply
  }

  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  with(options: HttpClientOptions): LandscapeClient {
    requireOptions('landscape', 'with', options, 'Give the options that differ, such as { timeoutMs: 5000 }')
    checkClientOptions('landscape', 'with', ownOptions, options)
    return newClient(
      { ...this.#options, ...options },
      deriveTransport('landscape', this.#transport, this.#options, options),
    )
  }

  close(): Promise<void> {
    return this.#pipeline.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  [inspect.custom](): string {
    const names = [...new Set(Object.keys(resources).map((path) => path.split('.')[0] ?? ''))]
    return describeObject('LandscapeClient', { uri: this.uri, as: this.#as }, [
      ...names,
      'about()',
      'call()',
      'rest()',
      'with()',
      'on()',
      'close()',
    ])
  }
}

defineResources(Client.prototype, resources)

const makeLogin = (executors: Executors): LandscapeLogin =>
  bindOperations('login', [[executors['rest'] as OperationExecutor<never>, login]])

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
