import type * as Undici from 'undici'
import type { buildConnector, Client, Dispatcher } from 'undici'
import { dial, type Dialling } from './dial.js'
import type { Exchange } from './exchange.js'
import type { Proxy } from './proxy.js'
import type { HttpRequest } from './transport.js'

/** Several connections are three to four times as fast as pipelining on one; more than eight are no faster. */
export const CONNECTIONS = 8

interface Job {
  request: HttpRequest
  exchange: Exchange
}

/**
 * The connections to one origin, each a client of undici with one request at a time. Further requests wait here in their order, not in
 * undici, which sends what has been cancelled, and goes on connecting for it.
 */
export class Connections {
  readonly #open: () => Connection
  readonly #all = new Set<Connection>()
  readonly #idle: Connection[] = []
  readonly #waiting = new Set<Job>()

  /** @param origin of the server; requests go to the proxy if it forwards them */
  constructor(undici: typeof Undici, origin: URL, proxy: Proxy | undefined, dialling: Dialling) {
    const shared = { connected: false }
    this.#open = () => new Connection(undici, origin, proxy, dialling, shared)
  }

  run(request: HttpRequest, exchange: Exchange): void {
    if (exchange.isDone) return
    const job = { request, exchange }
    const connection = this.#idle.pop() ?? (this.#all.size < CONNECTIONS ? this.#new() : undefined)
    if (connection !== undefined) return this.#start(connection, job)
    this.#waiting.add(job)
    exchange.onDone = () => this.#waiting.delete(job)
  }

  /** Ends everything at once. */
  async close(cause: Error): Promise<void> {
    for (const { exchange } of this.#waiting) exchange.fail(cause)
    await Promise.all([...this.#all].map((connection) => connection.close(cause)))
  }

  #new(): Connection {
    const connection = this.#open()
    this.#all.add(connection)
    return connection
  }

  #start(connection: Connection, job: Job): void {
    job.exchange.onDone = (reusable) => {
      if (!reusable) {
        this.#all.delete(connection)
        void connection.close()
      }
      // undici has not finished with the connection yet.
      queueMicrotask(() => this.#next(reusable ? connection : undefined))
    }
    connection.start(job)
  }

  #next(free: Connection | undefined): void {
    const [job] = this.#waiting
    if (job === undefined) return void (free !== undefined && this.#idle.push(free))
    this.#waiting.delete(job)
    this.#start(free ?? this.#new(), job)
  }
}

class Connection {
  readonly #client: Client
  readonly #origin: URL
  /** The proxy to which requests are sent as they are. */
  readonly #forwarder: Proxy | undefined
  #job: Job | undefined
  #cancelDial: (() => void) | undefined

  constructor(
    undici: typeof Undici,
    origin: URL,
    proxy: Proxy | undefined,
    dialling: Dialling,
    shared: { connected: boolean },
  ) {
    const forwards = proxy !== undefined && origin.protocol === 'http:'
    this.#origin = origin
    this.#forwarder = forwards ? proxy : undefined
    const connect = (options: buildConnector.Options, callback: buildConnector.Callback): void => {
      const { progress } = this.#job?.request ?? {}
      if (progress !== undefined && proxy !== undefined) progress.proxy = proxy.name
      this.#cancelDial = dial(
        dialling,
        options,
        { proxy, forwards },
        (stage) => progress !== undefined && (progress.stage = stage),
        (error, socket) => {
          this.#cancelDial = undefined
          if (error !== null) return callback(shared.connected ? error : markMissingTls(options, error), null)
          shared.connected = true
          callback(null, socket)
        },
      )
    }
    // The pipeline limits the time of a whole try.
    this.#client = new undici.Client(forwards ? proxy.url.origin : origin.origin, {
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      connect,
    })
  }

  start(job: Job): void {
    this.#job = job
    const { request, exchange } = job
    const { method, headers, body } = request
    const url = new URL(request.url)
    const path = `${url.pathname}${url.search}`
    request.progress.stage = 'connect'
    this.#client.dispatch(
      {
        method,
        // undici accepts an async iterable of bytes, but its types do not.
        body: (body ?? null) as Dispatcher.DispatchOptions['body'],
        ...(this.#forwarder === undefined
          ? { path, headers }
          : { path: `${this.#origin.origin}${path}`, headers: this.#forwarded(headers) }),
      },
      exchange,
    )
  }

  async close(cause?: Error): Promise<void> {
    this.#cancelDial?.()
    if (cause !== undefined) this.#job?.exchange.fail(cause)
    await this.#client.destroy(cause ?? null)
  }

  #forwarded(headers: Record<string, string>): Record<string, string> {
    const authorization = this.#forwarder?.authorization
    return {
      host: this.#origin.host,
      ...headers,
      ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }),
    }
  }
}

/**
 * A port without TLS may reset a connection that begins with TLS, and there is no error code for it. Only a reset before any connection
 * was established counts as missing TLS; a later one may be a server that restarts.
 */
function markMissingTls({ protocol }: buildConnector.Options, error: Error): Error {
  if (protocol === 'https:' && 'code' in error && error.code === 'ECONNRESET')
    error.cause ??= Object.assign(new Error('The connection ended before the TLS handshake'), {
      code: 'ERR_TLS_NOT_SPOKEN',
    })
  return error
}
