import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import {
  checkClientOptions,
  checkRawRequestOptions,
  checkType,
  definedOptions,
  nameOfCall,
} from '../core/arguments.js'
import { codeOf, type Environment, envList, envValue, requireEnv } from '../core/env.js'
import { ConfigurationError } from '../core/errors.js'
import { ClientEventEmitter, type ClientEvents, type Observable } from '../core/events.js'
import type { HttpCall } from '../core/http/call.js'
import { createTransport, deriveTransport, type SharedTransport } from '../core/http/create-transport.js'
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
  type RequestOptions,
  requireOptions,
  UNQUOTE_HINT,
} from '../core/options.js'
import { Redactor } from '../core/redact.js'
import { Pending, type Reply } from '../core/reply.js'
import { type LandscapeCredentials, tokenOf, Tokens } from './auth.js'
import { classify } from './errors.js'
import { api as actionsApi } from './generated/actions/api.js'
import type { About } from './generated/entities/server.js'
import { api as restApi } from './generated/rest/api.js'
import { type LandscapeLogin, login } from './generated/rest/login.js'
import { about, type LandscapeAbout } from './generated/rest/server.js'
import { type LandscapeResources, resources } from './generated/resources.js'
import { LandscapeRequests, type RestRequest } from './requests.js'
import { apiBase } from './url.js'
import { extendActivities, type LandscapeActivities } from './resources/activities.js'

/** Options of a Landscape client: address, credentials, and HTTP options. */
export type LandscapeClientOptions = LandscapeCredentials &
  HttpClientOptions & {
    /** URL of the API, such as `https://landscape.example.com/api/`; a missing `/api/` is added. */
    uri: string
  }

/** A client of one Landscape account. */
export interface LandscapeClient extends LandscapeResources, Observable, AsyncDisposable {
  /** URL of the API. */
  readonly uri: string
  readonly activities: LandscapeActivities
  /**
   * Returns the release of the server. Needs no valid credentials, so it also checks whether the server can be reached.
   *
   * @example
   * await landscape.about()
   */
  about(options?: RequestOptions): Pending<About>
  /**
   * Calls any action of the signed API, such as `GetScripts`: signed, or with a token if there is no key pair.
   * An action whose name begins with `Get` counts as a read.
   *
   * @param params lists are sent as `name.1`, `name.2`, mappings as `name.key`, bytes as base64, `{ filename, content }` as a file
   * @throws ConfigurationError for empty lists and null, and for an empty `query` of a change: pass {@link landscapeAll} to mean all
   * @example
   * const scripts = await landscape.call('GetScripts', { limit: 10 })
   */
  call<T = unknown>(action: string, params?: object, options?: RequestOptions): Pending<T>
  /**
   * Calls any path of REST v2, such as `/scripts/12:archive`; logs in for a token as needed.
   *
   * @param path path below `/api/v2/`
   *
   * @example
   * await landscape.rest('GET', 'computers', { query: { limit: 10 } })
   */
  rest<T = unknown>(
    method: HttpMethod,
    path: string,
    request?: RestRequest,
    options?: RequestOptions,
  ): Pending<T>
  /**
   * Returns a client with other options; absent options keep their value. It shares the connections of this client, unless the options are
   * about connections; then it needs its own `close()`.
   *
   * @example
   * const patient = landscape.with({ timeoutMs: 600_000 })
   */
  with(options: Partial<LandscapeClientOptions>): LandscapeClient
  /**
   * Ends running calls, closes the connections, and rejects further calls.
   *
   * @example
   * await landscape.close()
   */
  close(): Promise<void>
}

/**
 * Creates a client of a Landscape server. Sends nothing until the first call.
 *
 * @throws ConfigurationError for an invalid uri, credentials or option
 *
 * @example
 * await using landscape = createLandscapeClient({ uri: 'https://landscape.example.com/api/', accessKey: 'key', secretKey: 'secret' })
 */
export function createLandscapeClient(options: LandscapeClientOptions): LandscapeClient {
  return newClient(
    requireOptions(
      'landscape',
      'createLandscapeClient',
      options,
      'Pass { uri, accessKey, secretKey } or other credentials, or use createLandscapeClient.fromEnv()',
    ),
  )
}

/**
 * Creates a client from environment variables, the same as those of Landscape's own command:
 *
 * - `LANDSCAPE_API_URI`: the URL of the API, such as `https://landscape.example.com/api/`
 * - `LANDSCAPE_API_KEY`: the access key
 * - `LANDSCAPE_API_SECRET`: the secret key
 * - `LANDSCAPE_API_SSL_CA_FILE`, optional: the path of a PEM file with the CA of the server
 *
 * @param env environment variables; default: `process.env`
 * @param overrides options that replace what the variables say; `uri` makes its variable unnecessary
 * @throws ConfigurationError naming the missing variables, or the file that cannot be read
 * @example
 * await using landscape = createLandscapeClient.fromEnv()
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
  const caFile = envValue(env, 'LANDSCAPE_API_SSL_CA_FILE')
  const tls = caFile === undefined ? overrides.tls : { ca: readCa(caFile), ...overrides.tls }
  const [uri = '', accessKey = '', secretKey = ''] = [
    'LANDSCAPE_API_URI',
    'LANDSCAPE_API_KEY',
    'LANDSCAPE_API_SECRET',
  ].map((name) => found[name])
  return newClient({
    uri: envList(uri).join(','),
    accessKey,
    secretKey,
    ...overrides,
    ...(tls === undefined ? {} : { tls }),
  })
}

function readCa(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ConfigurationError({
      system: 'landscape',
      // Neither the text nor its error, which quotes it: it may be a secret.
      summary: `cannot read the file in LANDSCAPE_API_SSL_CA_FILE (${codeOf(cause)})`,
      hint: 'Set it to the path of a PEM file',
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
const newClient = (options: LandscapeClientOptions, shared?: SharedTransport): LandscapeClient =>
  new Client(options, shared) as unknown as LandscapeClient

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
  readonly #about: LandscapeAbout

  constructor(options: LandscapeClientOptions, shared?: SharedTransport) {
    checkClientOptions('landscape', 'createLandscapeClient', ownOptions, options)
    this.#options = options
    this.#transport = shared?.transport ?? createTransport('landscape', options)
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
      transport: this.#transport,
      events: this.#events,
      redactor,
      options,
      closing: shared?.closing,
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
    this.#about = bindOperations('about', [[rest, about]])
    this.activities = extendActivities(
      makeResource('activities', resources, this[EXECUTORS]),
      makeResource('computers', resources, this[EXECUTORS]),
      redactor,
      this.#pipeline.closing,
    )
  }

  about(options?: RequestOptions): Pending<About> {
    return this.#about.about(options)
  }

  call<T = unknown>(action: string, params: object = {}, options?: RequestOptions): Pending<T> {
    return this.#send<T>(
      nameOfCall('Landscape', action),
      () => {
        checkType('landscape', 'call', 'action', 'string', action)
        checkType('landscape', 'call', 'params', 'object', params)
        return this.#requests.action({ id: action, action, expects: 'any' }, params, {})
      },
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
      nameOfCall('Landscape', method, path),
      () => this.#requests.raw(method, path, request),
      options,
    )
  }

  #send<T>(label: string, make: () => HttpCall, options?: RequestOptions): Pending<T> {
    const send = async (): Promise<Reply<T>> => {
      checkRawRequestOptions('landscape', label.replace('Landscape ', ''), options)
      return await this.#pipeline.send<T>(make(), options)
    }
    return Pending.ofReply(send(), label)
  }

  /** Requests a token. Not retried here: the call that needs the token is. */
  async #login(
    credentials: Exclude<LandscapeCredentials, { token: string }>,
    redactor: Redactor,
  ): Promise<string> {
    const operations = makeLogin(this[EXECUTORS])
    // tokenOf checks the reply.
    const options: RequestOptions = { retries: 0, validate: 'off' }
    const sent =
      'accessKey' in credentials
        ? operations.withAccessKey(
            { access_key: credentials.accessKey, secret_key: credentials.secretKey },
            options,
          )
        : operations.withPassword(credentials, options)
    const reply = await sent.withResponse()
    const token = tokenOf(reply, redactor)
    redactor.learn(token)
    return token
  }

  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  with(options: Partial<LandscapeClientOptions>): LandscapeClient {
    requireOptions('landscape', 'with', options, 'Pass the options to change, such as { timeoutMs: 5000 }')
    checkClientOptions('landscape', 'with', ownOptions, options)
    const changes = definedOptions(options)
    return newClient(
      withCredentials(this.#options, changes),
      deriveTransport(
        'landscape',
        { transport: this.#transport, closing: this.#pipeline.closing },
        this.#options,
        changes,
      ),
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

const isCredential = (name: string): boolean => name in ownOptions && name !== 'uri'

/** Options with changes; other credentials replace the present ones as a whole. */
function withCredentials(
  options: LandscapeClientOptions,
  changes: Partial<LandscapeClientOptions>,
): LandscapeClientOptions {
  const kept = Object.keys(changes).some(isCredential)
    ? Object.fromEntries(Object.entries(options).filter(([name]) => !isCredential(name)))
    : options
  return { ...kept, ...changes } as LandscapeClientOptions
}

const secretsOf = (credentials: LandscapeCredentials): (string | undefined)[] =>
  'accessKey' in credentials
    ? [credentials.accessKey, credentials.secretKey]
    : 'token' in credentials
      ? [credentials.token]
      : [credentials.password]

/** Credentials generated by the server: they never contain quotes. */
const QUOTELESS = new Set(['accessKey', 'secretKey', 'token'])

/** Returns the credentials in the options; rejects missing, incomplete and ambiguous ones. */
function checkCredentials(options: object): LandscapeCredentials {
  const given = (name: string): string | undefined => {
    const value = (options as Record<string, unknown>)[name]
    if (value === undefined) return undefined
    // A password may begin and end with quotes.
    if (typeof value === 'string' && QUOTELESS.has(name) && isQuoted(value))
      throw invalid(`${name} has quotes around it`, UNQUOTE_HINT)
    if (typeof value === 'string' && value !== '' && value === value.trim() && !/[\r\n]/.test(value))
      return value
    throw invalid(
      `${name} is ${value === '' ? 'empty' : 'not a string, or has spaces or line breaks around it'}`,
      'Copy it again, without surrounding spaces',
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
  throw invalid(
    credentials === undefined ? 'There are no credentials' : 'There is more than one kind of credentials',
    'Pass accessKey and secretKey, or email (or identity) and password, or token',
  )
}

const invalid = (summary: string, hint: string): ConfigurationError =>
  new ConfigurationError({ system: 'landscape', summary, hint })
