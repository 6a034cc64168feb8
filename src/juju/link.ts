import { AbortedError, RpcError, StackError } from '../core/errors.js'
import type { RequestEvent } from '../core/events.js'
import { retryDelay, retryPolicy } from '../core/http/retry.js'
import type { Caller, PathArguments, RpcOperation } from '../core/operations.js'
import { checkMs, type RequestOptions } from '../core/options.js'
import { List } from '../core/paginate.js'
import { Pending, type Reply } from '../core/reply.js'
import { sleep } from '../core/sleep.js'
import type { Connection } from './connection.js'
import type { CallFacts } from './errors.js'
import type { RpcRequest } from './rpc.js'
import type { Session } from './session.js'

/** Where a link goes: a path, which may have to be asked for first. */
export interface Target {
  /** In words: `the controller`, `model admin/openstack`. */
  readonly where: string
  path(options: RequestOptions | undefined): string | Promise<string>
  /** Told of a failed login: whether the path may be another one now. */
  isStale?(error: unknown): boolean
}

let nextCallId = 1

/** Carries out the calls of one connection: connects with the first, and again after an end. */
export class Link implements Caller<RpcOperation> {
  readonly session: Session
  readonly #target: Target
  /** The last connection that was used. */
  #open: Connection | undefined

  constructor(session: Session, target: Target) {
    this.session = session
    this.#target = target
  }

  get where(): string {
    return this.#target.where
  }

  call<T>(operation: RpcOperation, _path: PathArguments, params: object, options: RequestOptions = {}): Pending<T> {
    const pending = this.send<T>(operation, params, options)
    // What answers nothing answers {} on the wire.
    return operation.schema === undefined ? pending.map(() => null as T) : pending
  }

  /** A call with its reply as it came. */
  send<T>(operation: RpcOperation, params: object, options: RequestOptions = {}): Pending<T> {
    return new Pending<T>(this.#run<T>(operation, params, options), `Juju ${nameOf(operation)} on ${this.where}`)
  }

  /** Juju's lists do not page: the first page is everything. */
  list<T>(operation: RpcOperation, path: PathArguments, params: object, options?: RequestOptions): List<T> {
    return new List<T>(async () => {
      const { data, response } = await this.call<T[]>(operation, path, params, options).withResponse()
      return { data: { items: data }, response }
    }, `Juju ${nameOf(operation)} on ${this.where}`)
  }

  /** What errors about a call say of it. */
  factsOf(facade: string, method: string, version = 0): CallFacts {
    return { facade, method, version, where: this.where, redactor: this.session.redactor }
  }

  /** The connection, opened if there is none. */
  async connection(options: RequestOptions = {}): Promise<Connection> {
    for (let again = false; ; again = true) {
      const path = await this.#target.path(options)
      try {
        return await unlessAborted(this.session.connection(path, this.where), options.signal, this.where)
      } catch (error) {
        if (again || this.#target.isStale?.(error) !== true) throw error
      }
    }
  }

  /** On the way of every call: nothing is made here that only failures or listeners need. */
  async #run<T>(operation: RpcOperation, params: object, options: RequestOptions): Promise<Reply<T>> {
    const { events, drift, options: defaults } = this.session
    const idempotent = options.idempotent ?? operation.idempotent
    const callId = nextCallId++
    const startMs = performance.now()
    for (let attempt = 1; ; attempt++) {
      const attemptMs = performance.now()
      let version = 0
      try {
        const connection = this.#open?.isOpen === true ? this.#open : (this.#open = await this.connection(options))
        version = connection.versionOf(operation) ?? unsupported(operation, connection, this.factsOf(operation.facade, operation.method))
        if (events.wants('request')) events.emit('request', this.#event(operation, version, callId, attempt))
        const data = await connection.send(this.#request(operation, version, params, options, !idempotent))
        if (operation.schema !== undefined) await drift.check(nameOf(operation), operation.schema, data, options.validate ?? defaults.validate ?? 'report')
        const nowMs = performance.now()
        if (events.wants('response')) events.emit('response', { ...this.#event(operation, version, callId, attempt), durationMs: nowMs - attemptMs })
        return { data: data as T, response: { headers: NO_HEADERS, requestId: `juju-${callId}`, attempts: attempt, durationMs: nowMs - startMs } }
      } catch (error) {
        if (!(error instanceof StackError)) throw error
        const event = this.#event(operation, version, callId, attempt)
        if (events.wants('response')) events.emit('response', { ...event, durationMs: performance.now() - attemptMs, error })
        // An answer that is an error may be the answer of a call that was half done.
        const delayMs = error instanceof RpcError && !idempotent ? undefined : retryDelay(error, attempt, idempotent, retryPolicy(defaults.retries, options.retries))
        if (delayMs === undefined) throw error
        if (events.wants('retry')) events.emit('retry', { ...event, delayMs, error })
        if (await sleep(delayMs, [this.session.signal, defaults.signal, options.signal])) throw error
      }
    }
  }

  #event(operation: RpcOperation, version: number, callId: number, attempt: number): RequestEvent {
    return { system: 'juju', operation: nameOf(operation), callId, attempt, method: operation.method, target: `${operation.facade}(${version}) on ${this.where}` }
  }

  #request(operation: RpcOperation, version: number, params: object, options: RequestOptions, changes: boolean): RpcRequest {
    const { settings, redactor, options: defaults } = this.session
    return {
      facade: operation.facade,
      version,
      method: operation.method,
      where: this.where,
      redactor,
      params,
      changes,
      signal: bothOf(options.signal, defaults.signal),
      timeoutMs: options.timeoutMs === undefined ? settings.timeoutMs : checkMs('juju', 'timeoutMs', options.timeoutMs, 0),
    }
  }
}

const NO_HEADERS = {}

const nameOf = (operation: RpcOperation): string => `${operation.facade}.${operation.method}`

const bothOf = (one: AbortSignal | undefined, other: AbortSignal | undefined): AbortSignal | undefined =>
  one === undefined ? other : other === undefined ? one : AbortSignal.any([one, other])

function unsupported(operation: RpcOperation, connection: Connection, call: CallFacts): never {
  const { facade, method, where, redactor } = call
  const served = connection.facts.facades.get(facade) ?? []
  const release = connection.facts.serverVersion
  const problem =
    served.length === 0
      ? `${where} (Juju ${release}) does not serve the facade ${facade}`
      : `${where} (Juju ${release}) serves version ${served.join(', ')} of it, and known here are ${operation.versions.join(', ')}`
  throw new RpcError({
    ...call,
    system: 'juju',
    redactor,
    operation: `${facade}.${method}`,
    summary: `Juju ${facade}.${method} is not supported: ${problem}`,
    hint: served.length === 0 ? 'Some facades are served on the controller only, others on models only; others came or went with a release' : 'Use a release of Juju that this package knows',
    rpcCode: '',
    serverMessage: '',
    reason: 'not-supported',
  })
}

/** An aborted call does not end a connection that others wait for too. */
async function unlessAborted<T>(opening: Promise<T>, signal: AbortSignal | undefined, where: string): Promise<T> {
  if (signal === undefined) return await opening
  let abort: (() => void) | undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(new AbortedError({ system: 'juju', operation: 'connect', summary: `Juju connection to ${where}: the wait for it was aborted by its signal` }))
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
  try {
    return await Promise.race([opening, aborted])
  } finally {
    if (abort !== undefined) signal.removeEventListener('abort', abort)
  }
}
