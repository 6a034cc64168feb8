import { RpcError, StackError } from '../../core/errors.js'
import type { RequestEvent } from '../../core/events.js'
import { retryDelay, retryPolicy } from '../../core/http/retry.js'
import type { RpcOperation } from '../../core/operations.js'
import { checkMs, type RequestOptions } from '../../core/options.js'
import type { Redactor } from '../../core/redact.js'
import { Pending, type ReplyInfo, type Sent } from '../../core/reply.js'
import { sleep } from '../../core/sleep.js'
import { checkSignal } from '../checks.js'
import type { Connection } from './connection.js'
import type { CallFacts } from '../errors.js'
import type { RpcRequest, Waiting } from './rpc.js'
import type { Session } from './context.js'

/** The connection that a call goes over, as the call sees it. */
export interface CallLink {
  readonly session: Session
  readonly where: string
  /** The connection that stands, if one does. */
  readonly open: Connection | undefined
  connection(options: RequestOptions): Promise<Connection>
}

let nextCallId = 1

/**
 * One call on its way: connect, send, check, and again where that is safe.
 *
 * It is itself what the wire waits with, and does without an async function: with a thousand calls at once each object and each promise
 * of a call is to be felt (`npm run bench -- rpc`).
 */
export class Call<T> implements RpcRequest, Waiting, Sent {
  readonly params: object
  version = 0
  head = ''
  readonly #link: CallLink
  readonly #operation: RpcOperation
  readonly #options: RequestOptions
  /** The reply's data, or why there is none. */
  readonly pending: Pending<T>
  #done!: (data: T) => void
  #failed!: (reason: unknown) => void
  readonly #callId = nextCallId++
  readonly #startMs = performance.now()
  /** Of the tries after the first. */
  #attemptMs: number | undefined
  #endMs = 0
  #attempt = 0

  constructor(link: CallLink, operation: RpcOperation, params: object, options: RequestOptions) {
    this.#link = link
    this.#operation = operation
    this.params = params
    this.#options = options
    this.pending = new Pending<T>((resolve, reject) => {
      this.#done = resolve
      this.#failed = reject
    }, this)
  }

  get label(): string {
    return `Juju ${nameOf(this.#operation)} on ${this.where}`
  }

  get request(): RpcRequest {
    return this
  }

  get facade(): string {
    return this.#operation.facade
  }

  get method(): string {
    return this.#operation.method
  }

  get where(): string {
    return this.#link.where
  }

  get redactor(): Redactor {
    return this.#link.session.redactor
  }

  /** A call without a method of its own here may change anything, unless its caller says that it may be repeated. */
  get changes(): boolean {
    return !this.#operation.reads && this.#options.idempotent !== true
  }

  get signal(): AbortSignal | undefined {
    return signalOf(this.#options, this.#link.session)
  }

  get timeoutMs(): number {
    const { timeoutMs } = this.#options
    return timeoutMs === undefined
      ? this.#link.session.settings.timeoutMs
      : checkMs('juju', 'timeoutMs', timeoutMs, 0)
  }

  get #idempotent(): boolean {
    return this.#options.idempotent ?? this.#operation.idempotent
  }

  /** Goes over the connection that stands, or over one that is opened for it. */
  start(): void {
    if (this.#attempt++ > 0) this.#attemptMs = performance.now()
    const { open } = this.#link
    if (open === undefined)
      this.#link.connection(this.#options).then(
        (connection) => this.#go(connection),
        (error: unknown) => this.reject(error),
      )
    else this.#go(open)
  }

  #go(connection: Connection): void {
    try {
      const { version, head } =
        connection.routeOf(this.#operation) ?? unsupported(this.#operation, connection, this)
      this.version = version
      this.head = head
      const { events } = this.#link.session
      if (events.wants('request')) events.emit('request', this.#event())
      connection.start(this)
    } catch (error) {
      this.reject(error)
    }
  }

  /** The reply came. */
  resolve(data: unknown): void {
    const { schema } = this.#operation
    if (schema === undefined) return this.#finish(data)
    const { drift, options } = this.#link.session
    try {
      const checking = drift.check(
        nameOf(this.#operation),
        schema,
        data,
        this.#options.validate ?? options.validate ?? 'report',
      )
      if (checking === undefined) this.#finish(data)
      else
        checking.then(
          () => this.#finish(data),
          (error: unknown) => this.reject(error),
        )
    } catch (error) {
      this.reject(error)
    }
  }

  #finish(data: unknown): void {
    const { events } = this.#link.session
    this.#endMs = performance.now()
    if (events.wants('response'))
      events.emit('response', {
        ...this.#event(),
        durationMs: this.#endMs - (this.#attemptMs ?? this.#startMs),
      })
    this.#done(data as T)
  }

  /** What there is to say of the call beside its data, once that is there. */
  info(): ReplyInfo {
    return {
      headers: {},
      requestId: `juju-${this.#callId}`,
      attempts: this.#attempt,
      durationMs: this.#endMs - this.#startMs,
    }
  }

  /** The call failed; it is made again where that is safe. */
  reject(reason: unknown): void {
    if (reason instanceof StackError) this.#again(reason).catch(this.#failed)
    else this.#failed(reason)
  }

  async #again(error: StackError): Promise<void> {
    const { events, options, signal } = this.#link.session
    const event = this.#event()
    if (events.wants('response'))
      events.emit('response', {
        ...event,
        durationMs: performance.now() - (this.#attemptMs ?? this.#startMs),
        error,
      })
    // An answer that is an error may be the answer of a call that was half done.
    const safe = !(error instanceof RpcError) || this.#idempotent
    const delayMs = safe
      ? retryDelay(
          error,
          this.#attempt,
          this.#idempotent,
          retryPolicy(options.retries, this.#options.retries),
        )
      : undefined
    if (delayMs === undefined) throw error
    if (events.wants('retry')) events.emit('retry', { ...event, delayMs, error })
    if (await sleep(delayMs, [signal, options.signal, this.#options.signal])) throw error
    this.start()
  }

  #event(): RequestEvent {
    const { facade, method } = this.#operation
    return {
      system: 'juju',
      operation: nameOf(this.#operation),
      callId: this.#callId,
      attempt: this.#attempt,
      method,
      target: `${facade}(${this.version}) on ${this.where}`,
    }
  }
}

/** What ends a call: its own signal, the client's, or either. */
export function signalOf(
  { signal }: RequestOptions,
  { options: { signal: shared } }: Session,
): AbortSignal | undefined {
  if (signal === undefined) return shared
  checkSignal(signal)
  return shared === undefined ? signal : AbortSignal.any([signal, shared])
}

export const nameOf = (operation: RpcOperation): string => `${operation.facade}.${operation.method}`

function unsupported(
  operation: RpcOperation,
  connection: Connection,
  { where, redactor, version }: CallFacts,
): never {
  const { facade, method } = operation
  const served = connection.facts.facades.get(facade) ?? []
  const release = connection.facts.serverVersion
  const problem =
    served.length === 0
      ? `${where} (Juju ${release}) does not serve the facade ${facade}`
      : `${where} (Juju ${release}) serves version ${served.join(', ')} of it, and known here are ${operation.versions.join(', ')}`
  throw new RpcError({
    system: 'juju',
    redactor,
    facade,
    method,
    version,
    operation: nameOf(operation),
    summary: `Juju ${nameOf(operation)} is not supported: ${problem}`,
    hint:
      served.length === 0
        ? 'Some facades are served on the controller only, others on models only; others came or went with a release'
        : 'Use a release of Juju that this package knows',
    rpcCode: '',
    serverMessage: '',
    reason: 'not-supported',
  })
}
