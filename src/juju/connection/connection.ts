import type { RpcOperation } from '../../core/operations.js'
import type { StackError } from '../../core/errors.js'
import type { Redactor } from '../../core/redact.js'
import { onAbort } from '../../core/signals.js'
import type { Socket, SocketEnd } from '../../core/socket/socket.js'
import { rpcError } from '../errors.js'
import { facades } from '../generated/facades.js'
import type { ConnectionSettings } from '../options.js'
import { logIn, type LoginFacts } from './login.js'
import { endedError, headOf, lostError, ProtocolError, type RpcRequest, timeoutError } from './request.js'

const PING_EVERY_MS = 60_000
const PING_LIMIT_MS = 30_000

export interface ConnectionSetup {
  settings: ConnectionSettings
  redactor: Redactor
  /** `/api`, `/model/UUID/api`. */
  path: string
  /** The connection, for messages. */
  where: string
  signal: AbortSignal
  onEnd: () => void
}

/** Facade, version and method of an operation on a connection. */
interface Route {
  version: number
  head: string
}

interface RpcReply {
  'request-id'?: number
  response?: unknown
  error?: string
  'error-code'?: string
  'error-info'?: unknown
}

/** A call that waits for its reply. */
export interface PendingReply {
  request: RpcRequest
  resolve(response: unknown): void
  reject(error: StackError): void
}

/** Option names for hints. */
export const OPTION_NAMES = {
  ca: 'caCert',
  serverName: 'serverName',
  scheme: 'that it is the API of a Juju controller',
}

/**
 * A logged-in websocket, to the controller or to a model. Replies arrive in any order; the request id identifies the call.
 */
export class Connection {
  readonly url: string
  readonly #socket: Socket
  readonly #onEnd: () => void
  readonly #pending = new Map<number, PendingReply>()
  readonly #routes = new WeakMap<RpcOperation, Route>()
  readonly #versions = new Map<string, number>()
  #facts: LoginFacts = { serverVersion: '', controllerTag: '', user: undefined, facades: new Map() }
  #nextId = 1
  #pinger: NodeJS.Timeout | undefined
  #end: SocketEnd | undefined
  #closing = false

  private constructor(socket: Socket, onEnd: () => void) {
    this.url = socket.url
    this.#socket = socket
    this.#onEnd = onEnd
    socket.listen({ onText: (text) => this.#receive(text), onEnd: (end) => this.#ended(end) })
  }

  /** Dials, logs in and starts to ping. Throws `ConnectionError`, `TimeoutError`, `ResponseError` or, for the login, `RpcError`. */
  static async open(setup: ConnectionSetup): Promise<Connection> {
    const { settings, redactor, path, where, signal } = setup
    const startMs = performance.now()
    const { dial } = await import('../../core/socket/dial.js')
    const socket = await dial({
      system: 'juju',
      label: 'Juju connect',
      operation: 'connect',
      redactor,
      names: OPTION_NAMES,
      urls: settings.endpoints.map((endpoint) => endpoint + path),
      tls: settings.tls,
      timeoutMs: settings.connectTimeoutMs,
      maxPayloadBytes: settings.maxReplyBytes,
      signal,
    })
    const connection = new Connection(socket, setup.onEnd)
    const request = { operation: 'login', where, redactor, changes: false }
    const send = (call: RpcRequest): Promise<unknown> => connection.#send(call)
    try {
      const timeoutMs = Math.ceil(Math.max(1, settings.connectTimeoutMs - (performance.now() - startMs)))
      connection.#facts = await logIn(settings.login, { ...request, timeoutMs, signal }, send)
    } catch (error) {
      await connection.close()
      throw error
    }
    const ping = {
      ...request,
      operation: 'ping',
      facade: 'Pinger',
      version: 1,
      method: 'Ping',
      params: {},
      timeoutMs: PING_LIMIT_MS,
    }
    connection.#pinger = setInterval(
      () => void send(ping).catch((error: unknown) => socket.cut(error)),
      PING_EVERY_MS,
    )
    connection.#pinger.unref()
    return connection
  }

  /** The login result. */
  get facts(): LoginFacts {
    return this.#facts
  }

  get isOpen(): boolean {
    return this.#end === undefined && !this.#closing
  }

  /** The newest version of an operation's facade that both sides support; undefined if there is none. */
  routeOf(operation: RpcOperation): Route | undefined {
    const known = this.#routes.get(operation)
    if (known !== undefined) return known
    const served = this.#facts.facades.get(operation.facade) ?? []
    const common = operation.versions.filter((version) => served.includes(version))
    if (common.length === 0) return undefined
    const version = Math.max(...common)
    const route = { version, head: headOf({ ...operation, version }) }
    this.#routes.set(operation, route)
    const { facade, method } = operation
    // A facade called by its name may be called in any version; no items are checked there.
    if (Object.values(facades[facade] ?? {}).includes(operation))
      this.#versions.set(`${facade}.${method}`, version)
    return route
  }

  /** The version of a facade with which a verb called a method. */
  versionOf(facade: string, method: string): number | undefined {
    return this.#versions.get(`${facade}.${method}`)
  }

  /** Sends a call. It is rejected with `RpcError`, `ConnectionError`, `TimeoutError` or `AbortedError`. */
  start(pending: PendingReply): void {
    const { request } = pending
    if (this.#end !== undefined) return pending.reject(lostError(request, this.#end, false))
    const { signal, timeoutMs } = request
    if (signal?.aborted === true) return pending.reject(endedError(request, false))
    const id = this.#nextId++
    const text = `{"request-id":${id}${request.head ?? headOf(request)}${JSON.stringify(request.params)}}`
    // The process stays alive while a reply is awaited, and may exit when none is.
    if (this.#pending.size === 0) this.#socket.ref()
    this.#pending.set(id, signal === undefined && timeoutMs === 0 ? pending : this.#limited(id, pending))
    this.#socket.send(text)
  }

  close(): Promise<void> {
    this.#closing = true
    return this.#socket.close()
  }

  /** As {@link start}, with a promise; calls of users do without it, for speed (`npm run bench -- rpc`). */
  #send(request: RpcRequest): Promise<unknown> {
    return new Promise((resolve, reject) => this.start({ request, resolve, reject }))
  }

  /** The protocol cannot cancel a call: its late reply is ignored. */
  #limited(id: number, pending: PendingReply): PendingReply {
    const { request } = pending
    const { signal, timeoutMs } = request
    const fail = (error: StackError): void => {
      this.#forget(id)
      limited.reject(error)
    }
    const timer = timeoutMs > 0 ? setTimeout(() => fail(timeoutError(request)), timeoutMs) : undefined
    const unlisten = signal === undefined ? undefined : onAbort(signal, () => fail(endedError(request, true)))
    const clear = (): void => {
      clearTimeout(timer)
      unlisten?.()
    }
    const limited: PendingReply = {
      request,
      resolve(response) {
        clear()
        pending.resolve(response)
      },
      reject(error) {
        clear()
        pending.reject(error)
      },
    }
    return limited
  }

  #receive(text: string): void {
    let reply: RpcReply
    try {
      reply = JSON.parse(text) as RpcReply
    } catch (cause) {
      return this.#socket.cut(new ProtocolError(text, { cause }))
    }
    const id = reply['request-id'] ?? 0
    const pending = this.#pending.get(id)
    if (pending === undefined) return
    this.#forget(id)
    if (reply.error)
      pending.reject(
        rpcError(pending.request, {
          message: reply.error,
          code: reply['error-code'],
          info: reply['error-info'],
        }),
      )
    else pending.resolve(reply.response)
  }

  #forget(id: number): void {
    this.#pending.delete(id)
    if (this.#pending.size === 0) this.#socket.unref()
  }

  #ended(end: SocketEnd): void {
    this.#end = end
    clearInterval(this.#pinger)
    const all = [...this.#pending.values()]
    this.#pending.clear()
    for (const pending of all) pending.reject(lostError(pending.request, end, true))
    this.#onEnd()
  }
}
