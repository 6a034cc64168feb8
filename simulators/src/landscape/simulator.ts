import type { SimulatedClock } from '../clock.js'
import { FaultInjector } from '../faults.js'
import type { Fault } from '../faults.js'
import { ActivityQueue } from './life/activities.js'
import type { ActivityTiming, FailureRule } from './life/activities.js'
import { landscapeClientFromUserData } from './life/cloud-init.js'
import { ProfileScheduler } from './life/profiles.js'
import type { LandscapeContext, ScriptRunner } from './server/context.js'
import { newKeys } from './server/secrets.js'
import { type LandscapeExchange, LandscapeServer } from './server/server.js'
import { TokenIssuer } from './server/tokens.js'
import { accept, newComputer, register } from './state/registration.js'
import type { LandscapeClient, Registration } from './state/registration.js'
import { LandscapeState } from './state/state.js'
import type { Activity, Computer, PendingComputer } from './state/types.js'

export interface LandscapeSimulatorOptions {
  clock: SimulatedClock
  /**
   * Port on 127.0.0.1.
   * @default a free port
   */
  port?: number
  /** The account's registration key. Without one, no computer is accepted automatically. */
  registrationKey?: string
  /**
   * Whether a computer with the right key is accepted automatically.
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
   * The version of the server: what later releases added is not served.
   * @default '26.04.1'
   */
  packageVersion?: string
  /** What scripts do on computers. @default they print nothing and succeed */
  runScript?: ScriptRunner
  /** Simulated seconds of an activity. @default 60 until the client's exchange, 120 to 300 of work */
  timing?: Partial<ActivityTiming>
}

export interface LandscapeSimulator {
  /** `http://127.0.0.1:PORT/api/`, for LANDSCAPE_API_URI. */
  readonly uri: string
  readonly accessKey: string
  readonly secretKey: string
  readonly email: string
  readonly password: string
  /** The only account of a self-hosted server: `standalone`. */
  readonly account: string
  /** The requests so far, oldest first. */
  readonly exchanges: readonly LandscapeExchange[]
  /** Seconds by which the server's wall clock is ahead of this machine's: `Date` headers, timestamps, token expiry. */
  clockSkewSeconds: number
  /** Whether new activities wait for ApproveActivities. */
  requireApproval: boolean
  /** Registers a computer, as landscape-client does. */
  register(client: LandscapeClient): Registration
  /** Adds a computer that is registered already. */
  addComputer(client: Omit<LandscapeClient, 'account_name'>): Computer
  /**
   * Boots a machine: registers it when its user data configures landscape-client.
   *
   * @param userData cloud-init user data, plain or base64
   * @param host facts about the machine that are not in its user data
   * @returns undefined when the user data does not mention Landscape; `failed` when cloud-init rejects it, which a real machine would only log
   */
  boot(
    userData: string,
    host?: Partial<LandscapeClient>,
  ): Promise<Registration | { status: 'failed'; reason: string } | undefined>
  /** The registered computers. Changes to them show in later replies. */
  computers(): Computer[]
  /** A computer by id, title or host name. */
  computer(key: number | string): Computer | undefined
  pending(): PendingComputer[]
  /** Activities that match an activity query, oldest first; a group's status is in {@link activityStatus}. */
  activities(query?: string): Activity[]
  activityStatus(activity: Activity): Activity['status']
  /** Makes activities fail; the returned function removes the rule. */
  failActivity(rule: FailureRule): () => void
  /** Takes a computer offline or online. Once online, it fetches waiting activities. */
  setOnline(key: number | string, online: boolean): void
  /** Denies an action (`RemoveComputers`) or an operation (`POST /computers:delete`) with 403; the returned function allows it again. */
  deny(operation: string): () => void
  /** Invalidates every token issued so far: 401. */
  expireTokens(): void
  /** Injects a fault; `match.url` sees `/api/?action=NAME` for signed calls by GET and by POST. */
  inject(fault: Fault): () => void
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Starts a simulated self-hosted Landscape server on loopback: the signed API at `/api/` and REST v2 at `/api/v2/`. */
export async function startLandscapeSimulator(
  options: LandscapeSimulatorOptions,
): Promise<LandscapeSimulator> {
  const simulator = new Simulator(options)
  await simulator.listen(options.port)
  return simulator
}

class Simulator implements LandscapeSimulator {
  readonly account = 'standalone'
  clockSkewSeconds = 0
  readonly #state: LandscapeState
  readonly #queue: ActivityQueue
  readonly #context: LandscapeContext
  readonly #faults = new FaultInjector()
  readonly #server: LandscapeServer

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
      profiles: new ProfileScheduler(this.#state, this.#queue),
      tokens: new TokenIssuer(wallNow),
      credentials: { ...newKeys(), password: options.password ?? 'landscape' },
      uri: '',
      packageVersion: options.packageVersion ?? '26.04.1',
      runScript: options.runScript ?? (() => ({ output: '', code: 0 })),
      wallNow,
      denied: new Set(),
    }
    this.#server = new LandscapeServer(this.#context, this.#faults)
  }

  async listen(port: number | undefined): Promise<void> {
    this.#context.uri = `http://${await this.#server.listen(port)}/api/`
  }

  get exchanges(): readonly LandscapeExchange[] {
    return this.#server.exchanges
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
    await this.#server.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}
