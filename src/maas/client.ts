import { inspect } from 'node:util'
import {
  checkClientOptions,
  checkRawRequestOptions,
  checkType,
  definedOptions,
  nameOfCall,
} from '../core/arguments.js'
import { type Environment, envList, requireEnv } from '../core/env.js'
import { ClientEventEmitter, type ClientEvents, type Observable } from '../core/events.js'
import { createTransport, deriveTransport, type SharedTransport } from '../core/http/create-transport.js'
import { HttpExecutor } from '../core/http/executor.js'
import { HttpPipeline } from '../core/http/pipeline.js'
import { retryPolicy } from '../core/http/retry.js'
import type { Transport } from '../core/http/transport.js'
import { describeObject } from '../core/inspect.js'
import {
  defineResources,
  EXECUTORS,
  type Executors,
  makeResource,
  type RestOperation,
  bindOperations,
} from '../core/operations.js'
import { type HttpClientOptions, type RequestOptions, requireOptions } from '../core/options.js'
import { Redactor } from '../core/redact.js'
import { Pending, type Reply } from '../core/reply.js'
import { Signer } from './auth.js'
import { classify } from './errors.js'
import { api } from './generated/api2/api.js'
import { type MaasVersion, type Version, version } from './generated/api2/version.js'
import { type MaasResources, resources } from './generated/resources.js'
import type { StartedWork } from './machine-actions.js'
import { MaasRequests, type MaasRequest } from './requests.js'
import { extendBootResources, type MaasBootResources } from './resources/boot-resources.js'
import type { MaasConfig } from './resources/config.js'
import { type MaasDnsResources, extendDnsResources } from './resources/dns-resources.js'
import { extendEvents, type MaasEvents } from './resources/events.js'
import { extendInterfaces, type MaasInterfaces } from './resources/interfaces.js'
import { extendMachines, type MaasMachines } from './resources/machines.js'
import { createNetwork, type MaasNetwork } from './resources/network.js'
import { createStorage, type MaasStorage } from './resources/storage.js'
import { extendResults, type MaasResults } from './resources/results.js'
import { extendVlans, type MaasVlans } from './resources/vlans.js'
import { readProfile } from './profiles.js'
import { type MaasCredentials, readCredentials, signIn } from './sign-in.js'
import { parseMaasUrl } from './url.js'

/** Options of a MAAS client: address, credentials, and HTTP options. */
export type MaasClientOptions = MaasCredentials &
  HttpClientOptions & {
    /** Address of the region, such as `http://10.0.0.2:5240/MAAS`. */
    url: string
  }

/** A client of one MAAS region, with the permissions of one user. */
export interface MaasClient extends MaasResources, Observable, AsyncDisposable {
  readonly machines: MaasMachines
  readonly events: MaasEvents
  readonly interfaces: MaasInterfaces
  readonly vlans: MaasVlans
  readonly dnsResources: MaasDnsResources
  /** Network of machines, by description. */
  readonly network: MaasNetwork
  /** Storage of machines, by description. */
  readonly storage: MaasStorage
  readonly results: MaasResults
  readonly bootResources: MaasBootResources
  readonly config: MaasConfig
  /**
   * Returns the release of MAAS. Needs no valid key, so it also checks whether the region can be reached.
   *
   * API: `GET version/`.
   *
   * @example
   * const { version } = await maas.version()
   */
  version(options?: RequestOptions): Pending<Version>
  /**
   * Sends a signed request, for operations without a method.
   *
   * @param path path below the API's root, such as `machines/`, or a `resource_uri` or `next_uri` of a reply. Nearly all paths end in a
   * slash.
   *
   * @example
   * await maas.request('GET', 'zones/')
   */
  request<T = unknown>(
    method: string,
    path: string,
    request?: MaasRequest,
    options?: RequestOptions,
  ): Pending<T>
  /**
   * Returns a client with other options; absent options keep their value. It shares the connections of this client, unless the options are
   * about connections; then it needs its own `close()`.
   *
   * @example
   * const patient = maas.with({ timeoutMs: 600_000 })
   */
  with(options: Partial<MaasClientOptions>): MaasClient
  /**
   * Closes all connections; pending calls reject.
   *
   * @example
   * await maas.close()
   */
  close(): Promise<void>
}

/**
 * Creates a client of a MAAS region. Sends nothing until the first call, which exchanges a user name and password for an API key
 * (`POST /MAAS/accounts/authenticate/`).
 *
 * @throws ConfigurationError for an invalid URL, key or option
 *
 * @example
 * await using maas = createMaasClient({ url: 'http://10.0.0.2:5240/MAAS', apiKey: 'consumer:token:secret' })
 */
export function createMaasClient(options: MaasClientOptions): MaasClient {
  return newClient(
    requireOptions(
      'maas',
      'createMaasClient',
      options,
      'Pass { url, apiKey } or { url, username, password }, or use createMaasClient.fromEnv()',
    ),
  )
}

/**
 * Creates a client from environment variables:
 *
 * - `MAAS_API_URL`: the address of the region, such as `http://10.0.0.2:5240/MAAS`
 * - `MAAS_API_KEY`: an API key, `consumer:token:secret`
 *
 * @param env environment variables; default: `process.env`
 * @param overrides options that replace what the variables say; `url` and `apiKey` make their variables unnecessary
 * @throws ConfigurationError naming the missing variables
 * @example
 * await using maas = createMaasClient.fromEnv()
 */
createMaasClient.fromEnv = (
  env: Environment = process.env,
  overrides: HttpClientOptions & { url?: string; apiKey?: string } = {},
): MaasClient => {
  const names = [
    ...(overrides.url === undefined ? (['MAAS_API_URL'] as const) : []),
    ...(overrides.apiKey === undefined ? (['MAAS_API_KEY'] as const) : []),
  ]
  const found: Partial<Record<string, string>> = requireEnv('maas', env, names)
  return createMaasClient({
    ...overrides,
    url: overrides.url ?? envList(found['MAAS_API_URL'] ?? '').join(','),
    apiKey: overrides.apiKey ?? found['MAAS_API_KEY'] ?? '',
  })
}

/**
 * Creates a client from a profile that `maas login` wrote on this machine: its URL, its API key, and the authorities that it trusts.
 *
 * @param name name of the profile; may be absent where there is only one
 * @param options HTTP options; `file` is the database of profiles, by default `~/.maascli.db`, then that of the snap,
 * `~/snap/maas/current/.maascli.db`
 * @throws ConfigurationError that lists the profiles where this one does not exist, has no API key or cannot be read
 * @example
 * await using maas = createMaasClient.fromProfile('admin')
 */
createMaasClient.fromProfile = (
  name?: string,
  options: HttpClientOptions & { file?: string } = {},
): MaasClient => {
  const { file, ...others } = requireOptions('maas', 'fromProfile', options, 'Pass HTTP options, or none')
  if (name !== undefined) checkType('maas', 'fromProfile', 'name', 'string', name)
  if (file !== undefined) checkType('maas', 'fromProfile', 'file', 'string', file)
  const { url, apiKey, ca } = readProfile(name, file)
  return createMaasClient({
    ...others,
    url,
    apiKey,
    ...(ca === undefined ? {} : { tls: { ca, ...others.tls } }),
  })
}

const ownOptions = { url: 'any', apiKey: 'any', username: 'any', password: 'any' }

/** The generated resources are defined on the prototype. */
const newClient = (options: MaasClientOptions, shared?: SharedTransport, started?: StartedWork): MaasClient =>
  new Client(options, shared, started) as unknown as MaasClient

class Client implements Omit<MaasClient, keyof MaasResources> {
  readonly machines: MaasMachines
  readonly events: MaasEvents
  readonly interfaces: MaasInterfaces
  readonly vlans: MaasVlans
  readonly dnsResources: MaasDnsResources
  readonly network: MaasNetwork
  readonly storage: MaasStorage
  readonly results: MaasResults
  readonly bootResources: MaasBootResources
  /** Its generated methods have narrower types. */
  declare readonly config: MaasConfig
  readonly [EXECUTORS]: Executors
  readonly #options: MaasClientOptions
  readonly #url: URL
  readonly #events = new ClientEventEmitter()
  readonly #transport: Transport
  readonly #pipeline: HttpPipeline
  readonly #requests: MaasRequests
  readonly #version: MaasVersion
  readonly #started: StartedWork

  constructor(options: MaasClientOptions, shared?: SharedTransport, started: StartedWork = new Map()) {
    checkClientOptions('maas', 'createMaasClient', ownOptions, options)
    this.#options = options
    this.#started = started
    this.#url = parseMaasUrl(options.url)
    const redactor = new Redactor()
    const credentials = readCredentials(options)
    if ('password' in credentials) redactor.add(credentials.password)
    const signer = new Signer(
      'password' in credentials
        ? () => signIn(this.#pipeline, redactor, this.#url, credentials)
        : credentials,
      redactor,
    )
    this.#transport = shared?.transport ?? createTransport('maas', options)
    this.#pipeline = new HttpPipeline({
      system: 'maas',
      label: 'MAAS',
      transport: this.#transport,
      events: this.#events,
      redactor,
      options,
      closing: shared?.closing,
      classify,
      requestIdHeader: 'maas-trace-id',
      recover: ({ operation, body = '' }, { date }, call) =>
        operation === call.operation && signer.recover(body, date),
    })
    const requests = (this.#requests = new MaasRequests(signer, new URL(api.base ?? '', this.#url)))
    const executor = new HttpExecutor<RestOperation>(this.#pipeline, {
      system: 'maas',
      label: 'MAAS',
      facts: api,
      loadShapes: async () => (await import('./generated/api2/shapes.js')).shapes,
      describe: (operation, path, params, shapes) => requests.describe(operation, path, params, shapes),
    })
    this[EXECUTORS] = { api2: executor }
    this.#version = bindOperations('version', [[executor, version]])
    this.events = extendEvents(makeResource('events', resources, this[EXECUTORS]), this.#pipeline.closing)
    this.results = extendResults(makeResource('results', resources, this[EXECUTORS]))
    this.bootResources = extendBootResources(makeResource('bootResources', resources, this[EXECUTORS]), {
      redactor,
      closing: this.#pipeline.closing,
    })
    this.machines = extendMachines(
      makeResource('machines', resources, this[EXECUTORS]),
      redactor,
      { events: this.events, results: this.results },
      this.#pipeline.closing,
      started,
      retryPolicy(options.retries).baseMs,
    )
    const self = this as unknown as MaasClient
    this.interfaces = extendInterfaces(makeResource('interfaces', resources, this[EXECUTORS]), self)
    this.vlans = extendVlans(makeResource('vlans', resources, this[EXECUTORS]), self)
    this.dnsResources = extendDnsResources(makeResource('dnsResources', resources, this[EXECUTORS]), self)
    this.network = createNetwork(self, redactor)
    this.storage = createStorage(self, redactor)
  }

  version(options?: RequestOptions): Pending<Version> {
    return this.#version.version(options)
  }

  request<T = unknown>(
    method: string,
    path: string,
    request: MaasRequest = {},
    options?: RequestOptions,
  ): Pending<T> {
    return Pending.ofReply(this.#request<T>(method, path, request, options), nameOfCall('MAAS', method, path))
  }

  async #request<T>(
    method: string,
    path: string,
    request: MaasRequest,
    options?: RequestOptions,
  ): Promise<Reply<T>> {
    checkRawRequestOptions('maas', 'request', options)
    return await this.#pipeline.send<T>(this.#requests.raw(method, path, request), options)
  }

  with(options: Partial<MaasClientOptions>): MaasClient {
    requireOptions('maas', 'with', options, 'Pass the options to change, such as { timeoutMs: 5000 }')
    checkClientOptions('maas', 'with', ownOptions, options)
    const changes = definedOptions(options)
    return newClient(
      withCredentials(this.#options, changes),
      deriveTransport(
        'maas',
        { transport: this.#transport, closing: this.#pipeline.closing },
        this.#options,
        changes,
      ),
      changes.url === undefined ? this.#started : undefined,
    )
  }

  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  async close(): Promise<void> {
    await this.#pipeline.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  [inspect.custom](): string {
    const members = [
      ...Object.keys(resources),
      'network',
      'storage',
      'version()',
      'request()',
      'with()',
      'on()',
      'close()',
    ]
    return describeObject('MaasClient', { url: this.#url.href }, members)
  }
}

defineResources(Client.prototype, resources)

const isCredential = (name: string): boolean => name in ownOptions && name !== 'url'

/** Options with changes; other credentials replace the present ones as a whole. */
function withCredentials(options: MaasClientOptions, changes: Partial<MaasClientOptions>): MaasClientOptions {
  const kept = Object.keys(changes).some(isCredential)
    ? Object.fromEntries(Object.entries(options).filter(([name]) => !isCredential(name)))
    : options
  return { ...kept, ...changes } as MaasClientOptions
}
