import { AbortedError, ConnectionError, RpcError, TimeoutError } from '../../core/errors.js'
import type { RpcOperation } from '../../core/operations.js'
import { onAbort } from '../../core/signals.js'
import { dial } from '../../core/socket/dial.js'
import type { Socket, SocketEnd } from '../../core/socket/socket.js'
import type { FacadeCaller } from './caller.js'
import { OPTION_NAMES } from './connection.js'
import { clientClosed } from './pool.js'
import { CLIENT_CLOSED } from './request.js'

export interface LogStreamOptions {
  /** What the user called. */
  operation: string
  /** Path and query below an address of the controller. */
  path: string
  signal: AbortSignal | undefined
  /** Whether the server is expected to end the stream. */
  ends: boolean
}

/** The number of unread frames at which reading from the connection pauses. */
const PAUSE_AT = 1000
const PING_EVERY_MS = 60_000
const PING_LIMIT_MS = 30_000

const PING: RpcOperation = {
  id: 'Pinger.Ping',
  facade: 'Pinger',
  method: 'Ping',
  versions: [1],
  reads: true,
}

/**
 * The frames of a model's log, in a connection of its own, which ends with the signal or with its client, whether or not somebody waits
 * for a frame.
 */
export class LogStream {
  readonly #caller: FacadeCaller
  readonly #options: LogStreamOptions
  readonly #signal: AbortSignal
  readonly #unlisten: () => void
  readonly #socket: Socket
  readonly #frames: string[] = []
  #end: SocketEnd | undefined
  #wake: (() => void) | undefined
  #pinger: NodeJS.Timeout | undefined
  #timer: NodeJS.Timeout | undefined
  /** Whether the server answers pings of the websocket protocol: one that does not may be alive. */
  #answersPings = false
  #isHeard = false
  /** The log did not begin in time. */
  #late: TimeoutError | undefined

  private constructor(caller: FacadeCaller, options: LogStreamOptions, socket: Socket, signal: AbortSignal) {
    this.#caller = caller
    this.#options = options
    this.#socket = socket
    this.#signal = signal
    this.#unlisten = onAbort(signal, () => socket.cut(undefined))
    socket.listen({ onText: (text) => this.#receive(text), onEnd: (end) => this.#ended(end) })
    this.#pinger = setInterval(() => this.#check(), PING_EVERY_MS)
    this.#pinger.unref()
    if (!options.ends) this.#ping()
  }

  /** Connects. Throws `ConnectionError`, `TimeoutError`, `AbortedError` or `ResponseError`. */
  static async open(caller: FacadeCaller, options: LogStreamOptions): Promise<LogStream> {
    const { context } = caller
    const { settings, redactor } = context.pool
    const { operation, path } = options
    const signals = [context.closing, context.signalOf(options)].filter((one) => one !== undefined)
    const signal = AbortSignal.any(signals)
    try {
      const socket = await dial({
        system: 'juju',
        label: `Juju ${operation}`,
        operation,
        redactor,
        names: OPTION_NAMES,
        urls: settings.endpoints.map((endpoint) => endpoint + path),
        tls: settings.tls,
        headers: settings.login.headers(),
        timeoutMs: settings.connectTimeoutMs,
        maxPayloadBytes: settings.maxReplyBytes,
        signal,
      })
      return new LogStream(caller, options, socket, signal)
    } catch (error) {
      throw context.closing.aborted ? clientClosed(operation) : error
    }
  }

  /** The first frame, which is the reply to opening the log. Throws as {@link next}, and `TimeoutError`. */
  async first(): Promise<string> {
    const { context, where } = this.#caller
    const { operation } = this.#options
    const timeoutMs = context.settings.connectTimeoutMs
    const error = new TimeoutError({
      system: 'juju',
      redactor: context.redactor,
      operation,
      summary: `Juju ${operation} timed out: the log of ${where} did not begin within ${timeoutMs} ms`,
      hint: 'Check the controller; connectTimeoutMs is the limit',
      phase: 'reply',
      timeoutMs,
      isRetryable: true,
    })
    const timer = setTimeout(() => {
      this.#late = error
      this.#socket.cut(error)
    }, timeoutMs)
    try {
      return (await this.next()) ?? this.#failed(1006)
    } finally {
      clearTimeout(timer)
    }
  }

  /**
   * The next frame; undefined when a stream that is expected to end has ended.
   *
   * @throws ConnectionError, AbortedError
   */
  async next(): Promise<string | undefined> {
    for (;;) {
      this.#checkSignal()
      const frame = this.#frames.shift()
      if (frame !== undefined) return frame
      if (this.#end !== undefined) {
        const { code, cause } = this.#end
        if (this.#options.ends && isOrdinary(cause)) return undefined
        this.#failed(code, cause)
      }
      this.#socket.release()
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  async close(): Promise<void> {
    this.#unlisten()
    this.#stopPings()
    await this.#socket.close()
  }

  #receive(text: string): void {
    this.#isHeard = true
    this.#frames.push(text)
    if (this.#frames.length >= PAUSE_AT) this.#socket.hold()
    this.#wake?.()
  }

  #ended(end: SocketEnd): void {
    this.#end = end
    this.#stopPings()
    this.#wake?.()
  }

  #stopPings(): void {
    clearInterval(this.#pinger)
    clearTimeout(this.#timer)
  }

  /** Nothing arrives while reading is paused, and a connection over which something arrived is alive. */
  #check(): void {
    const isAlive = this.#isHeard || this.#socket.isHeld
    this.#isHeard = false
    if (isAlive) return
    this.#ping()
    this.#timer = setTimeout(() => void this.#judge(), PING_LIMIT_MS)
    this.#timer.unref()
  }

  #ping(): void {
    this.#socket.ping(() => {
      this.#answersPings = true
      this.#isHeard = true
    })
  }

  /** No frame and no pong: a server that has never answered a ping is asked over the model's API. */
  async #judge(): Promise<void> {
    if (this.#isHeard || this.#socket.isHeld) return
    const silence = new Error(`nothing arrived within ${PING_LIMIT_MS} ms after a ping`)
    if (this.#answersPings) return this.#socket.cut(silence)
    try {
      await this.#caller.send(PING, {}, { timeoutMs: PING_LIMIT_MS, retries: 0, signal: this.#signal })
    } catch (error) {
      if (!(error instanceof RpcError) && !this.#isHeard) this.#socket.cut(error)
    }
  }

  #checkSignal(): void {
    if (!this.#signal.aborted) return
    const { context } = this.#caller
    const { operation } = this.#options
    if (this.#signal.reason === CLIENT_CLOSED) throw clientClosed(operation)
    throw new AbortedError({
      system: 'juju',
      redactor: context.redactor,
      operation,
      summary: `Juju ${operation} was aborted by its signal`,
    })
  }

  #failed(code: number, cause?: unknown): never {
    if (cause !== undefined && cause === this.#late) throw this.#late
    const { context, where } = this.#caller
    const { operation } = this.#options
    const ended = code === 1000 || code === 1001
    throw new ConnectionError({
      system: 'juju',
      redactor: context.redactor,
      operation,
      summary: ended
        ? `Juju ${operation} ended: the controller closed the log (close code ${code})`
        : `Juju ${operation} failed: the connection ended`,
      hint: ended
        ? 'It may restart, or the log may have been open for its maximum time; start again with `from` set to the time of the last line'
        : 'Check the controller; start again with `from` set to the time of the last line',
      facts: { log: where, 'close code': code },
      reason: 'closed',
      cause,
      isRetryable: true,
    })
  }
}

/** Whether a connection ended without an error other than a reset by the server. */
const isOrdinary = (cause: unknown): boolean =>
  cause === undefined || (cause instanceof Error && 'code' in cause && cause.code === 'ECONNRESET')
