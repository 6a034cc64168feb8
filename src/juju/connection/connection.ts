import { RpcError } from '../../core/errors.js'
import type { RpcOperation } from '../../core/operations.js'
import type { Redactor } from '../../core/redact.js'
import { rpcError } from '../errors.js'
import type { AuthUserInfo, LoginResult } from '../generated/admin.js'
import { passwordLogin } from './login.js'
import type { JujuSettings } from '../options.js'
import { headOf, Rpc, type RpcRequest, type Waiting } from './rpc.js'

const PING_EVERY_MS = 60_000
const PING_LIMIT_MS = 30_000

export interface ConnectionSetup {
  settings: JujuSettings
  redactor: Redactor
  /** `/api`, `/model/UUID/api`. */
  path: string
  /** Which connection, in words. */
  where: string
  signal: AbortSignal
  onEnd(): void
}

/** What the server said at the login. */
export interface LoginFacts {
  serverVersion: string
  controllerTag: string
  user: AuthUserInfo | undefined
  /** Versions by facade. */
  facades: ReadonlyMap<string, readonly number[]>
}

/** How an operation is called on a connection. */
interface Route {
  version: number
  head: string
}

/** What all connections call TLS options in hints. */
export const OPTION_NAMES = {
  ca: 'caCert',
  serverName: 'serverName',
  scheme: 'that it is the API of a Juju controller',
}

/** One logged-in connection, to the controller or to a model. */
export class Connection {
  readonly facts: LoginFacts
  readonly url: string
  readonly #rpc: Rpc
  readonly #routes = new WeakMap<RpcOperation, Route>()
  readonly #versions = new Map<string, number>()
  #closed = false

  private constructor(rpc: Rpc, url: string, facts: LoginFacts) {
    this.#rpc = rpc
    this.url = url
    this.facts = facts
  }

  /** Dials, logs in and starts to ping. Throws `ConnectionError`, `TimeoutError`, `ResponseError` or, for the login, `RpcError`. */
  static async open(setup: ConnectionSetup): Promise<Connection> {
    const { settings, redactor, path, where, signal } = setup
    const startMs = performance.now()
    const { dial } = await import('../../core/socket/dial.js')
    const socket = await dial({
      system: 'juju',
      label: `Juju connection to ${where}`,
      operation: 'connect',
      redactor,
      names: OPTION_NAMES,
      urls: settings.endpoints.map((endpoint) => endpoint + path),
      tls: settings.tls,
      timeoutMs: settings.connectTimeoutMs,
      maxPayloadBytes: settings.maxReplyBytes,
      signal,
    })
    let pinger: NodeJS.Timeout | undefined
    const rpc = new Rpc(socket, () => {
      clearInterval(pinger)
      if (connection !== undefined) connection.#closed = true
      setup.onEnd()
    })
    let connection: Connection | undefined
    try {
      const leftMs = Math.max(1, settings.connectTimeoutMs - (performance.now() - startMs))
      connection = new Connection(rpc, socket.url, await login(rpc, setup, Math.ceil(leftMs)))
    } catch (error) {
      await rpc.close()
      throw error
    }
    const ping = { ...requestOf(setup, 'Pinger', 1, 'Ping'), timeoutMs: PING_LIMIT_MS }
    pinger = setInterval(() => void rpc.send(ping).catch((error: unknown) => rpc.cut(error)), PING_EVERY_MS)
    pinger.unref()
    return connection
  }

  /** The newest version of an operation's facade that both sides know. */
  routeOf(operation: RpcOperation): Route | undefined {
    const known = this.#routes.get(operation)
    if (known !== undefined) return known
    const served = this.facts.facades.get(operation.facade) ?? []
    const common = operation.versions.filter((version) => served.includes(version))
    if (common.length === 0) return undefined
    const version = Math.max(...common)
    const route = { version, head: headOf({ ...operation, version }) }
    this.#routes.set(operation, route)
    const { id, facade, method } = operation
    // A facade by its name may be called in any version; it checks no items.
    if (id !== `${facade}.${method}`) this.#versions.set(`${facade}.${method}`, version)
    return route
  }

  /** The version of a facade that a method of ours was called with. */
  versionOf(facade: string, method: string): number | undefined {
    return this.#versions.get(`${facade}.${method}`)
  }

  get isOpen(): boolean {
    return !this.#closed
  }

  start(waiting: Waiting): void {
    this.#rpc.start(waiting)
  }

  close(): Promise<void> {
    this.#closed = true
    return this.#rpc.close()
  }
}

const requestOf = (
  { where, redactor }: ConnectionSetup,
  facade: string,
  version: number,
  method: string,
): RpcRequest => ({
  facade,
  version,
  method,
  where,
  redactor,
  params: {},
  changes: false,
  timeoutMs: 0,
})

async function login(rpc: Rpc, setup: ConnectionSetup, timeoutMs: number): Promise<LoginFacts> {
  const { settings, signal } = setup
  const call = {
    ...requestOf(setup, 'Admin', 3, 'Login'),
    timeoutMs,
    signal,
    params: passwordLogin(settings.username, settings.password),
  }
  let result: LoginResult
  try {
    result = (await rpc.send(call)) as LoginResult
  } catch (error) {
    throw error instanceof RpcError ? await explainLogin(rpc, setup, call, error) : error
  }
  if (result['discharge-required'] !== undefined || result['bakery-discharge-required'] !== undefined)
    throw rpcError(
      call,
      {
        message:
          result['discharge-required-error'] || `the controller wants macaroons for ${settings.username}`,
        code: 'macaroon discharge required',
      },
      'Log in as a local user with a password; logins by an identity provider are not supported here yet',
    )
  return {
    serverVersion: result['server-version'] ?? '',
    controllerTag: result['controller-tag'] ?? '',
    user: result['user-info'],
    facades: new Map(result.facades?.map(({ name, versions }) => [name, versions])),
  }
}

/** Adds to a failed login what the server says only when asked, and what to do about it. */
async function explainLogin(
  rpc: Rpc,
  setup: ConnectionSetup,
  call: RpcRequest,
  error: RpcError,
): Promise<RpcError> {
  const server = { message: error.serverMessage, code: error.rpcCode, info: error.info }
  const { reason } = error
  if (reason === 'unauthorized')
    return rpcError(
      call,
      server,
      'Check username and password; for a model it may also be that the user has no access to it',
    )
  if (reason === 'not-found') return rpcError(call, server, 'Use models.list() to see which models there are')
  if (reason !== 'redirected') return error
  // JAAS tells the new home only to those who ask on the same connection.
  const info =
    error.info ?? (await rpc.send(requestOf(setup, 'Admin', 3, 'RedirectInfo')).catch(() => undefined))
  return rpcError(
    call,
    { ...server, info },
    "The model lives on another controller now: info has that one's servers and CA",
  )
}
