import type { RpcOperation } from '../../core/operations.js'
import { ConfigurationError, RpcError, type StackError } from '../../core/errors.js'
import type { Redactor } from '../../core/redact.js'
import type { OutgoingFrame, Socket, SocketEnd } from '../../core/socket/socket.js'
import { rpcError } from '../errors.js'
import { facades } from '../generated/facades.js'
import type { ConnectionSettings } from '../options.js'
import { isPlainSuccess, outcomeOf, parseFrame, type ReplyFrame } from './frame.js'
import { logIn, type LoginFacts } from './login.js'
import {
  closedError,
  endedError,
  headOf,
  limitCall,
  lostError,
  type RpcRequest,
  unreadableError,
} from './request.js'

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

/** A call that waits for its reply. */
export interface PendingReply {
  request: RpcRequest
  resolve(response: object): void
  reject(error: StackError): void
}

/** A call whose message is queued or sent. */
class OpenCall implements OutgoingFrame {
  sent = false

  constructor(
    public text: string | undefined,
    readonly pending: PendingReply,
  ) {}
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
  readonly #calls = new Map<number, OpenCall>()
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
    const send = (call: RpcRequest): Promise<object> => connection.#send(call)
    try {
      const timeoutMs = Math.ceil(Math.max(1, settings.connectTimeoutMs - (performance.now() - startMs)))
      connection.#facts = await logIn(settings.login, { ...request, timeoutMs, signal }, send)
    } catch (error) {
      socket.cut(error)
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
      () =>
        void send(ping).catch((error: unknown) => {
          // A reply with an error is a reply.
          if (!(error instanceof RpcError)) socket.cut(error)
        }),
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

  /**
   * Sends a call, which is rejected with `RpcError` or `ConnectionError`; its limits are up to the caller.
   *
   * @returns the id for {@link withdraw}
   * @throws ConfigurationError for parameters that are not JSON
   */
  start(pending: PendingReply): number {
    const { request } = pending
    const id = this.#nextId++
    if (!this.isOpen) {
      pending.reject(this.#lost(request, false))
      return id
    }
    const text = `{"request-id":${id}${request.head ?? headOf(request)}${encode(request)}}`
    // The process stays alive while a reply is awaited, and may exit when none is.
    if (this.#calls.size === 0) this.#socket.ref()
    const call = new OpenCall(text, pending)
    this.#calls.set(id, call)
    this.#socket.send(call)
    return id
  }

  /**
   * Forgets a call: it is not sent any more, or its reply is ignored, since the protocol cannot cancel it.
   *
   * @returns whether it was sent
   */
  withdraw(id: number): boolean {
    const call = this.#calls.get(id)
    if (call === undefined) return false
    call.text = undefined
    this.#forget(id)
    return call.sent
  }

  /** Closes the connection, which rejects the running calls. */
  close(): Promise<void> {
    this.#closing = true
    return this.#socket.close()
  }

  /** As {@link start}, with a promise and with the limits of the request. */
  #send(request: RpcRequest): Promise<object> {
    return new Promise((resolve, reject) => {
      if (request.signal?.aborted === true) return reject(endedError(request, false))
      const unlimit = limitCall(request, (error) => reject(error(this.withdraw(id), true)))
      const id = this.start({
        request,
        resolve(response) {
          unlimit?.()
          resolve(response)
        },
        reject(error) {
          unlimit?.()
          reject(error)
        },
      })
    })
  }

  #receive(text: string): void {
    let frame: ReplyFrame
    try {
      frame = parseFrame(text)
    } catch (cause) {
      return this.#socket.cut(cause)
    }
    const id = frame['request-id']
    const pending = this.#calls.get(id)?.pending
    // A reply to a call that was withdrawn.
    if (pending === undefined) return
    if (isPlainSuccess(frame)) {
      this.#forget(id)
      pending.resolve(frame.response)
      return
    }
    const outcome = outcomeOf(frame)
    if ('response' in outcome) {
      this.#forget(id)
      pending.resolve(outcome.response)
      return
    }
    const { request } = pending
    const error =
      'error' in outcome
        ? rpcError(request, outcome.error)
        : unreadableError(request, `the server sent ${outcome.problem}`)
    this.#forget(id)
    pending.reject(error)
  }

  #forget(id: number): void {
    this.#calls.delete(id)
    if (this.#calls.size === 0) this.#socket.unref()
  }

  #ended(end: SocketEnd): void {
    this.#end = end
    clearInterval(this.#pinger)
    const all = [...this.#calls.values()]
    this.#calls.clear()
    for (const { pending, sent } of all) pending.reject(this.#lost(pending.request, sent))
    this.#onEnd()
  }

  #lost(request: RpcRequest, sent: boolean): StackError {
    return this.#closing || this.#end === undefined
      ? closedError(request, sent)
      : lostError(request, this.#end, sent)
  }
}

/** The parameters of a message. */
function encode({ params, operation }: RpcRequest): string {
  let cause: unknown
  try {
    // What JSON has no form for, such as a function, gives undefined.
    const text = JSON.stringify(params) as string | undefined
    if (text !== undefined) return text
  } catch (error) {
    cause = error
  }
  throw new ConfigurationError({
    system: 'juju',
    operation,
    summary: `${operation}: the parameters cannot be written as JSON`,
    hint: 'Pass plain data without cycles and BigInts',
    cause,
  })
}
