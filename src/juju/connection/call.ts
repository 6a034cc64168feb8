import { checkSendable } from '../../core/arguments.js'
import { rejection } from '../../core/caller-stack.js'
import { ConfigurationError, RpcError, StackError } from '../../core/errors.js'
import { afterChange } from '../../core/errors/with-operation.js'
import type { RequestEvent } from '../../core/events.js'
import { retryDelay, retryPolicy } from '../../core/http/retry.js'
import type { RpcOperation } from '../../core/operations.js'
import type { Redactor } from '../../core/redact.js'
import { Pending, type ReplyInfo, type Sent } from '../../core/reply.js'
import { checkArguments } from '../../core/shape/arguments.js'
import type { Shapes } from '../../core/shape/shape.js'
import { sleep } from '../../core/sleep.js'
import { readReply } from './read-reply.js'
import type { Connection, PendingReply } from './connection.js'
import type { Endpoint } from './endpoint.js'
import { closedError, endedError, limitCall, type RpcRequest, unsupportedError } from './request.js'
import { givenTo, type VerbOptions, verbOf } from './verb.js'

let nextCallId = 1

/**
 * One call: connects, sends, checks the reply, and repeats that where it is safe.
 *
 * The object is also the request and the pending reply, and avoids async functions, since objects and promises determine the speed of
 * many parallel calls (`npm run bench -- rpc`).
 */
export class PendingCall<T> implements RpcRequest, PendingReply, Sent {
  /** The parameters as sent, including `extra`. */
  readonly params: object
  readonly #given: object
  version = 0
  head = ''
  readonly #endpoint: Endpoint
  readonly #operation: RpcOperation
  readonly #options: VerbOptions
  readonly #isRead: boolean
  /** Resolves with the reply's data. */
  readonly pending: Pending<T>
  #done!: (data: T | PromiseLike<T>) => void
  readonly #callId = nextCallId++
  readonly #startMs = performance.now()
  /** Start time of the current try; undefined for the first. */
  #attemptMs: number | undefined
  #endMs = 0
  #attempt = 0
  /** The number of the try that is under way; 0 for none. */
  #running = 0
  #connection: Connection | undefined
  /** The id on the connection. */
  #id = 0
  #signal: AbortSignal | undefined
  #unlimit: (() => void) | undefined
  #leaving: AbortController | undefined
  /** Whether an earlier try may have been carried out. */
  #unknown = false
  #redactor: Redactor | undefined

  /** @param isRead whether code of this package reads the reply, which must then be complete */
  constructor(
    endpoint: Endpoint,
    operation: RpcOperation,
    params: object,
    options: VerbOptions,
    isRead: boolean,
  ) {
    this.#isRead = isRead
    this.#endpoint = endpoint
    this.#operation = operation
    this.#given = params
    this.params = options.extra === undefined ? params : { ...params, ...options.extra }
    this.#options = options
    this.pending = new Pending<T>((resolve) => (this.#done = resolve), this)
  }

  get label(): string {
    return `Juju ${this.operation} on ${this.where}`
  }

  get request(): RpcRequest {
    return this
  }

  /** The name of the call in user code. */
  get operation(): string {
    return verbOf(this.#options) ?? nameOf(this.#operation)
  }

  get facade(): string {
    return this.#operation.facade
  }

  get method(): string {
    return this.#operation.method
  }

  get where(): string {
    return this.#endpoint.where
  }

  /** Knows the secrets of the client and of this call. */
  get redactor(): Redactor {
    return (this.#redactor ??= this.#endpoint.context.redactor.ofCall({
      params: [...givenTo(this.#options), this.params],
    }))
  }

  /** A call by facade and method counts as a change, unless it is declared idempotent. */
  get changes(): boolean {
    return this.#operation.reads !== true && this.#options.idempotent !== true
  }

  get signal(): AbortSignal | undefined {
    return (this.#signal ??= this.#endpoint.context.signalOf(this.#options))
  }

  get timeoutMs(): number {
    return this.#endpoint.context.timeoutOf(this.#options)
  }

  get #idempotent(): boolean {
    return this.#options.idempotent ?? this.#operation.idempotent ?? this.#operation.reads ?? false
  }

  /** Sends the call over the open connection, or over one that is opened for it. The limits of the try begin here. */
  start(): void {
    this.#running = ++this.#attempt
    if (this.#attempt > 1) this.#attemptMs = performance.now()
    this.#connection = undefined
    const { open, context } = this.#endpoint
    try {
      if (this.signal?.aborted === true) return this.reject(endedError(this, false))
      if (this.signal !== undefined || this.timeoutMs !== 0)
        this.#unlimit = limitCall(this, (error) => this.#expire(error), this.#startMs)
    } catch (error) {
      return this.reject(error)
    }
    if (open !== undefined && context.shapes !== undefined) this.#go(open, context.shapes)
    else void this.#connect(this.#attempt)
  }

  /** Checks what can be checked before there is a connection, opens one, and sends the call unless it has ended meanwhile. */
  async #connect(attempt: number): Promise<void> {
    try {
      if (this.#unlimit !== undefined) this.#leaving = new AbortController()
      const signal = this.#leaving?.signal
      const shapes = await this.#endpoint.context.loadShapes()
      this.#checkArguments(shapes)
      const connection = await this.#endpoint.connection(this.#options, this.operation, signal)
      if (this.#running === attempt) this.#go(connection, shapes)
    } catch (error) {
      if (this.#running === attempt) this.reject(error)
    }
  }

  #go(connection: Connection, shapes: Shapes): void {
    try {
      const { version, head } = connection.routeOf(this.#operation) ?? this.#unsupported(connection)
      this.version = version
      this.head = head
      this.#checkArguments(shapes, version)
      const { events } = this.#endpoint.context
      if (events.wants('request')) events.emit('request', this.#event())
      this.#connection = connection
      this.#id = connection.start(this)
    } catch (error) {
      this.reject(error instanceof StackError ? error : this.#unsendable(error))
    }
  }

  #unsendable(cause: unknown): ConfigurationError {
    const { operation, redactor } = this
    const summary = `${operation}: its parameters cannot be written as JSON`
    return new ConfigurationError({ system: 'juju', operation, redactor, summary, cause })
  }

  /** A limit of the try has passed. */
  #expire(error: (sent: boolean, connected: boolean) => StackError): void {
    const sent = this.#connection?.withdraw(this.#id) ?? false
    this.reject(error(sent, this.#connection !== undefined))
    this.#leaving?.abort()
  }

  #checkArguments(shapes: Shapes, version?: number): void {
    checkSendable('juju', this.operation, 'a parameter', this.params)
    const { params: type } = this.#operation
    if (type !== undefined)
      checkArguments({ system: 'juju', operation: this.operation }, shapes, type, this.#given, { version })
  }

  /** The reply has arrived. */
  resolve(data: object): void {
    try {
      this.#finish(this.#checked(data))
    } catch (error) {
      this.reject(error)
    }
  }

  #checked(data: object): unknown {
    const { reply: type } = this.#operation
    const { drift, options, shapes } = this.#endpoint.context
    if (type === undefined || shapes === undefined) return data
    const mode = this.#options.validate ?? options.validate ?? 'report'
    const context = { version: this.version }
    const operation = mode === 'strict' ? this.operation : nameOf(this.#operation)
    const fits = drift.check({ operation, shapes, type, context }, data, mode, this)
    return this.#isRead && (!fits || mode === 'off') ? readReply(this, shapes, type, data) : data
  }

  #unsupported(connection: Connection): never {
    const { facades, serverVersion } = connection.facts
    throw unsupportedError(this, this.#operation, serverVersion, facades.get(this.facade) ?? [])
  }

  #finish(data: unknown): void {
    this.#running = 0
    this.#unlimit?.()
    const { events } = this.#endpoint.context
    this.#endMs = performance.now()
    if (events.wants('response'))
      events.emit('response', {
        ...this.#event(),
        durationMs: this.#endMs - (this.#attemptMs ?? this.#startMs),
      })
    this.#done(data as T)
  }

  /** Metadata of the reply. */
  info(): ReplyInfo {
    return {
      headers: {},
      requestId: `juju-${this.#callId}`,
      attempts: this.#attempt,
      durationMs: this.#endMs - this.#startMs,
    }
  }

  /** The call failed; repeats it if that is safe. */
  reject(reason: unknown): void {
    this.#running = 0
    this.#unlimit?.()
    if (this.#unknown && reason instanceof StackError) afterChange(reason)
    if (reason instanceof StackError) this.#retry(reason).catch((error: unknown) => this.#fail(error))
    else this.#fail(reason)
  }

  #fail(reason: unknown): void {
    this.#done(rejection(reason))
  }

  async #retry(error: StackError): Promise<void> {
    const { events, options, closing } = this.#endpoint.context
    const event = this.#event()
    if (events.wants('response'))
      events.emit('response', {
        ...event,
        durationMs: performance.now() - (this.#attemptMs ?? this.#startMs),
        error,
      })
    // The server may have carried out a part of a failed call.
    const safe = !(error instanceof RpcError) || this.#idempotent
    const delayMs = safe
      ? retryDelay(
          error,
          this.#attempt,
          this.#idempotent,
          retryPolicy(options.retries, this.#options.retries),
        )
      : undefined
    const leftMs = this.timeoutMs === 0 ? Infinity : this.#startMs + this.timeoutMs - performance.now()
    if (delayMs === undefined || delayMs >= leftMs) throw error
    this.#unknown ||= error.mayHaveHappened
    if (events.wants('retry')) events.emit('retry', { ...event, delayMs, error })
    if (await sleep(delayMs, [closing, options.signal, this.#options.signal])) {
      throw closing.aborted ? closedError(this, this.#unknown) : endedError(this, this.#unknown)
    }
    this.start()
  }

  #event(): RequestEvent {
    const { facade, method } = this.#operation
    return {
      system: 'juju',
      operation: this.redactor.text(nameOf(this.#operation)),
      callId: this.#callId,
      attempt: this.#attempt,
      method: this.redactor.text(method),
      target: this.redactor.text(`${facade}(${this.version}) on ${this.where}`),
    }
  }
}

/** `Application.AddUnits`. */
export const nameOf = (operation: RpcOperation): string => `${operation.facade}.${operation.method}`
