import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SimulatedClock } from '../clock.js'
import { FaultInjector } from '../faults.js'
import type { Fault } from '../faults.js'
import { ActivityQueue } from './life/activities.js'
import type { ActivityTiming, FailureRule } from './life/activities.js'
import { ApiFault } from './server/refusal.js'
import { landscapeClientFromUserData } from './life/cloud-init.js'
import type { LandscapeContext, ScriptRunner } from './server/context.js'
import { dispatchAction } from './server/action-router.js'
import type { Activity, Computer, PendingComputer } from './state/types.js'
import { ProfileBook } from './life/profiles.js'
import { accept, newComputer, register } from './state/registration.js'
import type { LandscapeClient, Registration } from './state/registration.js'
import { dispatchRest } from './server/rest-router.js'
import { newKeys } from './server/secrets.js'
import { LandscapeState } from './state/state.js'
import { TokenOffice } from './server/tokens.js'
import { readRequest } from './server/request.js'
import type { WireRequest } from './server/request.js'

export interface LandscapeSimulatorOptions {
  clock: SimulatedClock
  /**
   * Port on 127.0.0.1.
   * @default 0 (one that is free)
   */
  port?: number
  /** The account's registration key; without one nothing registers by itself. */
  registrationKey?: string
  /**
   * Whether a computer with the right key is accepted at once.
   * @default false
   */
  autoRegister?: boolean
  /**
   * How many computers the account has licences for.
   * @default 10000
   */
  seats?: number
  /** @default 'admin@example.com' */
  email?: string
  /** @default 'landscape' */
  password?: string
  /**
   * What `GET /about` says.
   * @default '26.04.1'
   */
  packageVersion?: string
  /** What scripts do on computers; by default they print nothing and succeed. */
  runScript?: ScriptRunner
  /** Simulated seconds of an activity's way: 60 to the client's exchange, 120 to 300 of work. */
  timing?: Partial<ActivityTiming>
}

/** One request that reached the simulator and what it answered. */
export interface LandscapeExchange {
  method: string
  path: string
  /** The action of a call of the signed API. */
  action?: string
  /** Undefined when a fault on the wire met it before the server did. */
  status?: number
}

export interface LandscapeSimulator {
  /** `http://127.0.0.1:PORT/api/`, for LANDSCAPE_API_URI. */
  readonly uri: string
  readonly accessKey: string
  readonly secretKey: string
  readonly email: string
  readonly password: string
  /** The one account of a self-hosted server: `standalone`. */
  readonly account: string
  /** What came in so far, oldest first. */
  readonly exchanges: readonly LandscapeExchange[]
  /** Seconds by which the server's wall clock is ahead of this machine's: `Date` headers, timestamps, token expiry. */
  clockSkewSeconds: number
  /** New activities wait for ApproveActivities. */
  requireApproval: boolean
  /** Does what landscape-client on a machine does. */
  register(client: LandscapeClient): Registration
  /** Has a computer that registered long ago. */
  addComputer(client: Omit<LandscapeClient, 'account_name'>): Computer
  /**
   * Boots a machine: registers it when its user data tells cloud-init to.
   *
   * @param userData cloud-init user data, plain or base64
   * @param host what only the machine knows
   * @returns undefined when the user data does not mention Landscape; `failed` when cloud-init refuses it: a real machine would only log that
   */
  boot(
    userData: string,
    host?: Partial<LandscapeClient>,
  ): Promise<Registration | { status: 'failed'; reason: string } | undefined>
  /** Registered computers; what is changed in them is what the server says from then on. */
  computers(): Computer[]
  /** A computer by id, title or host name. */
  computer(key: number | string): Computer | undefined
  pending(): PendingComputer[]
  /** Activities that match an activity query, oldest first; a group's status is in {@link activityStatus}. */
  activities(query?: string): Activity[]
  activityStatus(activity: Activity): Activity['status']
  /** Lets activities fail; the returned function takes the rule back. */
  failActivity(rule: FailureRule): () => void
  /** Takes a computer off line or back; back on line it fetches what waits for it. */
  setOnline(key: number | string, online: boolean): void
  /** Makes the person unable to use an action (`RemoveComputers`) or an operation (`POST /computers:delete`): 403. */
  deny(operation: string): () => void
  /** Makes every token that was issued so far invalid: 401. */
  expireTokens(): void
  /** Arms a fault on the wire; `match.url` sees `/api/?action=NAME` for signed calls by GET and by POST. */
  inject(fault: Fault): () => void
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Starts a self-hosted Landscape server on loopback: the signed API at `/api/` and REST v2 at `/api/v2/`. */
export async function startLandscapeSimulator(
  options: LandscapeSimulatorOptions,
): Promise<LandscapeSimulator> {
  const simulator = new Simulator(options)
  await simulator.listen(options.port ?? 0)
  return simulator
}

class Simulator implements LandscapeSimulator {
  readonly account = 'standalone'
  readonly exchanges: LandscapeExchange[] = []
  clockSkewSeconds = 0
  readonly #state: LandscapeState
  readonly #queue: ActivityQueue
  readonly #context: LandscapeContext
  readonly #faults = new FaultInjector()
  readonly #server = createServer((request, response) => void this.#serve(request, response))

  constructor(options: LandscapeSimulatorOptions) {
    const {
      clock,
      registrationKey,
      autoRegister = false,
      seats = 10_000,
      email = 'admin@example.com',
    } = options
    this.#state = new LandscapeState({
      clock,
      email,
      autoRegister,
      seats,
      ...(registrationKey !== undefined && { registrationKey }),
    })
    this.#queue = new ActivityQueue(this.#state, {
      exchangeSeconds: 60,
      workSeconds: [120, 300],
      ...options.timing,
    })
    const wallNow = () => Date.now() + this.clockSkewSeconds * 1000
    this.#context = {
      state: this.#state,
      queue: this.#queue,
      profiles: new ProfileBook(this.#state, this.#queue),
      tokens: new TokenOffice(wallNow),
      credentials: { ...newKeys(), password: options.password ?? 'landscape' },
      uri: '',
      packageVersion: options.packageVersion ?? '26.04.1',
      runScript: options.runScript ?? (() => ({ output: '', code: 0 })),
      wallNow,
      denied: new Set(),
    }
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, '127.0.0.1', resolve)
    })
    this.#context.uri = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api/`
  }

  get uri(): string {
    return this.#context.uri
  }

  get accessKey(): string {
    return this.#context.credentials.accessKey
  }

  get secretKey(): string {
    return this.#context.credentials.secretKey
  }

  get email(): string {
    return this.#state.person.email
  }

  get password(): string {
    return this.#context.credentials.password
  }

  get requireApproval(): boolean {
    return this.#queue.requireApproval
  }

  set requireApproval(required: boolean) {
    this.#queue.requireApproval = required
  }

  register(client: LandscapeClient): Registration {
    return register(this.#state, client)
  }

  addComputer(client: Omit<LandscapeClient, 'account_name'>): Computer {
    const computer = newComputer(this.#state, { account_name: this.account, ...client })
    return accept(this.#state, { id: computer.id, createdAtMs: this.#state.clock.now(), computer }, null)
  }

  async boot(
    userData: string,
    host: Partial<LandscapeClient> = {},
  ): Promise<Registration | { status: 'failed'; reason: string } | undefined> {
    try {
      const settings = await landscapeClientFromUserData(userData)
      return settings && this.register({ ...host, ...settings })
    } catch (error) {
      return { status: 'failed', reason: String(error) }
    }
  }

  computers(): Computer[] {
    return [...this.#state.computers.values()]
  }

  computer(key: number | string): Computer | undefined {
    return this.computers().find(({ id, title, hostname }) => key === id || key === title || key === hostname)
  }

  pending(): PendingComputer[] {
    return [...this.#state.pending.values()]
  }

  activities(query = ''): Activity[] {
    return this.#queue.select(query)
  }

  activityStatus(activity: Activity): Activity['status'] {
    return this.#queue.status(activity)
  }

  failActivity(rule: FailureRule): () => void {
    return this.#queue.fail(rule)
  }

  setOnline(key: number | string, online: boolean): void {
    const computer = this.computer(key)
    if (!computer) throw new Error(`no computer ${key}`)
    if (computer.online === online) return
    computer.online = online
    computer.lastPingMs = this.#state.clock.now()
    if (online) this.#queue.deliverWaiting(computer)
  }

  deny(operation: string): () => void {
    this.#context.denied.add(operation)
    return () => void this.#context.denied.delete(operation)
  }

  expireTokens(): void {
    this.#context.tokens.invalidate()
  }

  inject(fault: Fault): () => void {
    return this.#faults.inject(fault)
  }

  async close(): Promise<void> {
    this.#queue.stop()
    this.#context.profiles.stop()
    if (!this.#server.listening) return
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    this.#server.closeAllConnections()
    await closed
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message).catch(() => undefined)
    if (!request) return
    const action = new Map([...request.query, ...request.form]).get('action')
    // So that a fault can be armed for an action that is in the body.
    if (isSigned(request.path)) message.url = `${request.path}?action=${action ?? ''}`
    const exchange: LandscapeExchange = {
      method: request.method,
      path: request.path,
      ...(isSigned(request.path) && action && { action }),
    }
    this.exchanges.push(exchange)
    if (await this.#faults.intercept(message, response)) return
    const { status, body } = this.#answer(request)
    exchange.status = status
    response.statusCode = status
    response.setHeader('Date', new Date(this.#context.wallNow()).toUTCString())
    if (body === undefined || Buffer.isBuffer(body)) {
      response.end(body)
    } else {
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify(body))
    }
  }

  #answer(request: WireRequest): { status: number; body?: unknown } {
    try {
      if (isSigned(request.path)) {
        if (!['GET', 'POST'].includes(request.method))
          throw new ApiFault(404, 'NotFound', `There is no ${request.method} here`)
        return { status: 200, body: dispatchAction(this.#context, request) ?? null }
      }
      const path = /^\/api(?:\/v2)?(\/.+)$/.exec(request.path)?.[1]
      if (path === undefined) throw new ApiFault(404, 'NotFound', `There is no ${request.path}`)
      return dispatchRest(this.#context, request, path)
    } catch (error) {
      if (error instanceof ApiFault)
        return { status: error.status, body: { error: error.error, message: error.message } }
      return {
        status: 500,
        body: { error: 'InternalError', message: `the simulator failed: ${String(error)}` },
      }
    }
  }
}

/** Whether a path is that of the signed API; that the slash may be missing is inferred from the Python client's documentation. */
const isSigned = (path: string): boolean => path === '/api/' || path === '/api'
