import { DriftWatch } from '../drift.js'
import { afterChange } from '../errors/with-operation.js'
import { ConnectionError, type ResponseError, StackError, type System } from '../errors.js'
import type { ClientEventEmitter, RequestEvent } from '../events.js'
import { checkBytes, checkMs, checkRetries, type HttpClientOptions, type RequestOptions } from '../options.js'
import { PackageLoadError } from '../load-package.js'
import type { CallSecrets, Redactor } from '../redact.js'
import type { Reply, ReplyInfo } from '../reply.js'
import { secretsOfOptions } from '../secret-arguments.js'
import { sleep } from '../sleep.js'
import { isStream } from './body.js'
import type { FailedResponse, HttpCall, PreparedRequest } from './call.js'
import { abortWith, Cancellation } from './cancellation.js'
import {
  abortedError,
  closedError,
  detailsOf,
  isUnsendable,
  lostError,
  notLoadedError,
  redirectError,
  timeoutError,
  type Try,
  unclassifiedError,
  unreadableError,
  unreadableOf,
  unsendableError,
} from './errors.js'
import { checkKind, checkStatus, decodeAny, decodeJson, decodeText } from './decode.js'
import { Deadlines } from './deadlines.js'
import { Outgoing } from './outgoing.js'
import { isRedirect, isSafeMethod, mayFollow, redirectTarget } from './redirect.js'
import { isSent, type RequestState, type TryState } from './request-state.js'
import { parseRetryAfter, retryDelay, retryPolicy } from './retry.js'
import { isTransient, leavesUnknown } from './status.js'
import { StreamedBody } from './stream.js'
import type { HttpResponse, Transport } from './transport.js'

export type { FailedResponse, HttpCall, PreparedRequest } from './call.js'

export interface PipelineOptions {
  system: System
  /** The product's name. */
  label: string
  transport: Transport
  events: ClientEventEmitter
  redactor: Redactor
  options: HttpClientOptions
  classify(failed: FailedResponse): ResponseError
  /** Lower-case name of the response header that holds the server's id of a request, where it is not `x-request-id`. */
  requestIdHeader?: string
  /** Aborts when the client whose connections are shared is closed. */
  closing?: AbortSignal | undefined
  /** Called at most once per call, after an authentication error; returns whether credentials were renewed, so that the call is retried. */
  recover?(error: ResponseError, headers: Readonly<Record<string, string>>, call: HttpCall): boolean
}

let nextCallId = 1

/** Signs, sends, decodes, classifies and retries HTTP calls. */
export class HttpPipeline {
  readonly #setup: PipelineOptions
  /** Only distinguishes clients; node:crypto would slow down the import. */
  readonly #idPrefix = `cs-${Math.random().toString(36).slice(2, 10)}`
  readonly #timeoutMs: number
  readonly #totalTimeoutMs: number
  readonly #maxBytes: number
  readonly #headers: Record<string, string>
  readonly #drift: DriftWatch
  /** Running tries, and bodies that are being read. */
  readonly #live = new Deadlines()
  /** What running calls send that errors must not show. */
  readonly #running = new Set<CallSecrets>()
  readonly #closing = new AbortController()
  /** Aborts when this client, or the one whose connections it shares, is closed. */
  readonly closing: AbortSignal
  #closed = false

  constructor(setup: PipelineOptions) {
    this.#setup = setup
    this.#drift = new DriftWatch(setup)
    const own = this.#closing.signal
    this.closing = setup.closing === undefined ? own : AbortSignal.any([own, setup.closing])
    const { system, options } = setup
    setup.redactor.add(...secretsOfOptions(options))
    this.#timeoutMs = checkMs(system, 'timeoutMs', options.timeoutMs, 120_000)
    this.#totalTimeoutMs = checkMs(system, 'totalTimeoutMs', options.totalTimeoutMs, 0)
    this.#maxBytes = checkBytes(system, 'maxResponseBytes', options.maxResponseBytes, 256 * 1024 * 1024)
    checkRetries(system, options.retries)
    this.#headers = {
      'user-agent':
        options.userAgent === undefined ? 'canonical-stack' : `canonical-stack ${options.userAgent}`,
      ...lowerCase(options.headers ?? {}),
    }
  }

  /** Ends running calls and refuses new ones. */
  async close(): Promise<void> {
    this.#closed = true
    this.#closing.abort()
    this.#live.abortAll()
    await this.#setup.transport.close()
  }

  async send<T>(call: HttpCall, options: RequestOptions = {}): Promise<Reply<T>> {
    const { label, system, redactor } = this.#setup
    if (this.#closed)
      throw new ConnectionError({
        summary: `${label} ${call.operation} was called on a closed client`,
        hint: 'Create a new client',
        system,
        operation: call.operation,
        reason: 'closed',
      })
    if (options.retries !== undefined) checkRetries(system, options.retries)
    const idempotent = options.idempotent ?? call.idempotent
    const totalMs = checkMs(system, 'totalTimeoutMs', options.totalTimeoutMs, this.#totalTimeoutMs)
    const ms = checkMs(system, 'timeoutMs', options.timeoutMs, this.#timeoutMs)
    const limit: RequestState['limit'] =
      totalMs > 0 && (ms === 0 || totalMs <= ms)
        ? { name: 'totalTimeoutMs', ms: totalMs }
        : { name: 'timeoutMs', ms }
    const secrets: CallSecrets = { params: call.params, headers: options.headers }
    const state: RequestState = {
      call,
      options,
      redactor: call.shared === true ? redactor.ofCalls(this.#running) : redactor.ofCall(secrets),
      callId: nextCallId++,
      attempt: 1,
      endsMs: performance.now() + (limit.ms || Number.POSITIVE_INFINITY),
      limit,
      unknown: false,
      changes: call.reads !== true && !isSafeMethod(call.method),
      bodyIsStream: false,
      recovered: false,
      redirects: 0,
    }
    this.#running.add(secrets)
    return this.#sendUntilDone<T>(state, idempotent).finally(() => this.#running.delete(secrets))
  }

  async #sendUntilDone<T>(state: RequestState, idempotent: boolean): Promise<Reply<T>> {
    const { events, options: defaults } = this.#setup
    const { options } = state
    for (;;) {
      try {
        const reply = await this.#try<T>(state)
        if (reply !== undefined) return reply
      } catch (error) {
        if (!(error instanceof StackError)) throw error
        if (state.unknown) afterChange(error)
        if (this.#recovered(error, state)) continue
        const delayMs =
          state.bodyIsStream || this.#closed
            ? undefined
            : retryDelay(error, state.attempt, idempotent, retryPolicy(defaults.retries, options.retries))
        if (delayMs === undefined || performance.now() + delayMs >= state.endsMs) throw error
        state.unknown ||= error.mayHaveHappened
        if (events.wants('retry')) events.emit('retry', { ...this.#event(state), delayMs, error })
        if (await sleep(delayMs, [defaults.signal, options.signal, this.closing]))
          throw this.closing.aborted
            ? closedError(this.#about(state), state.unknown)
            : abortedError(this.#about(state), state.unknown)
        state.attempt++
      }
    }
  }

  /** One request and its reply; undefined after a redirect, when the request has to be sent again to `state.url`. */
  async #try<T>(state: RequestState): Promise<Reply<T> | undefined> {
    const { call, options } = state
    const { events, transport, options: defaults } = this.#setup
    const cancellation = new Cancellation()
    const startMs = performance.now()
    const current: TryState = {
      phase: 'headers',
      cancellation,
      handedOver: false,
      progress: {},
      handedOn: false,
      info: undefined,
    }
    const unlisten =
      defaults.signal === undefined && options.signal === undefined
        ? undefined
        : abortWith(cancellation, defaults.signal, options.signal)
    this.#live.add(cancellation, state.endsMs)
    const requestId = `${this.#idPrefix}-${state.callId}`
    try {
      if (cancellation.aborted) throw abortedError(this.#about(state), false)
      const made = call.prepare()
      const prepared = made instanceof Promise ? await cancellation.race(made) : made
      state.bodyIsStream = isStream(prepared.body)
      const url = state.url ?? prepared.url
      if (events.wants('request')) events.emit('request', this.#event(state))
      const outgoing = new Outgoing(
        call.method,
        url,
        this.#headersOf(prepared, options, requestId),
        prepared.body?.content,
        cancellation,
        current.progress,
      )
      current.handedOver = true
      const response = await cancellation.race(transport.send(outgoing))
      const { status, headers } = response
      current.phase = 'body'
      const info: ReplyInfo = {
        status,
        headers,
        requestId: this.#serverRequestId(headers) ?? requestId,
        attempts: state.attempt,
        durationMs: 0,
      }
      current.info = info
      if (status >= 400) throw await this.#failed(state, response, info, cancellation)
      let data: unknown
      const redirected = isRedirect(status)
      if (redirected) {
        await cancellation.race(response.body.discard())
        this.#follow(state, new URL(url), response)
      } else if (call.expects === 'stream') {
        current.handedOn = true
        data = new StreamedBody(
          response.body,
          cancellation,
          (cause) => this.#explain(cause, state, current),
          () => this.#end(cancellation, unlisten),
        )
      } else {
        checkStatus(call, status)
        data = await cancellation.race(this.#read(call, response))
        const mode = options.validate ?? defaults.validate ?? 'report'
        if (call.reply !== undefined && mode !== 'off') {
          checkKind(data, call)
          this.#drift.check({ operation: call.operation, ...call.reply }, data, mode, state)
        }
      }
      info.durationMs = performance.now() - startMs
      if (events.wants('response'))
        events.emit('response', {
          ...this.#event(state),
          durationMs: info.durationMs,
          status,
          requestId: state.redactor.text(info.requestId),
        })
      return redirected ? undefined : { data: data as T, response: info }
    } catch (cause) {
      const error = this.#explain(cause, state, current)
      // Whatever is left of it.
      cancellation.abort()
      if (current.handedOver && events.wants('response'))
        events.emit('response', {
          ...this.#event(state),
          durationMs: performance.now() - startMs,
          error,
          ...(current.info?.status === undefined ? {} : { status: current.info.status }),
        })
      throw error
    } finally {
      // A streamed body has no time limit, but ends with the client.
      if (current.handedOn) this.#live.add(cancellation, Number.POSITIVE_INFINITY)
      else this.#end(cancellation, unlisten)
    }
  }

  #end(cancellation: Cancellation, unlisten: (() => void) | undefined): void {
    unlisten?.()
    this.#live.delete(cancellation)
  }

  #headersOf(prepared: PreparedRequest, options: RequestOptions, requestId: string): Record<string, string> {
    const { body } = prepared
    const all: Record<string, string> = {
      'x-request-id': requestId,
      ...this.#headers,
      ...(options.headers === undefined ? undefined : lowerCase(options.headers)),
      ...prepared.headers,
    }
    if (body !== undefined) {
      all['content-type'] ??= body.type
      if (body.length !== undefined && isStream(body)) all['content-length'] = String(body.length)
    }
    return all
  }

  #serverRequestId(headers: Readonly<Record<string, string>>): string | undefined {
    const { requestIdHeader } = this.#setup
    return (requestIdHeader === undefined ? undefined : headers[requestIdHeader]) ?? headers['x-request-id']
  }

  #follow(state: RequestState, from: URL, response: HttpResponse): void {
    const to = redirectTarget(response, from)
    if (!mayFollow(state.call.method, from, to, ++state.redirects))
      throw redirectError(this.#about(state), response.status, from, to)
    state.url = to.href
  }

  async #failed(
    state: RequestState,
    response: HttpResponse,
    info: ReplyInfo,
    cancellation: Cancellation,
  ): Promise<ResponseError> {
    const { status, headers } = response
    const reading = response.body.text(Math.min(this.#maxBytes, 1024 * 1024)).catch(() => '')
    const raw = await cancellation.race(reading)
    // Redacted before a part of it is quoted: half a secret would not be recognised.
    const text = state.redactor.text(raw)
    const retryAfterMs = parseRetryAfter(headers['retry-after'])
    state.failedHeaders = headers
    const failed: FailedResponse = {
      call: state.call,
      status,
      headers,
      text,
      details: {
        ...detailsOf(this.#about(state)),
        status,
        body: text,
        requestId: info.requestId,
        retryAfterMs,
        isRetryable:
          isTransient(status, retryAfterMs) && state.call.facts?.()?.permanent?.includes(status) !== true,
        mayHaveHappened: state.changes && leavesUnknown(status),
      },
    }
    try {
      return this.#setup.classify(failed)
    } catch {
      // The server chose the text: no form of it may hide the status.
      return unclassifiedError(this.#about(state), failed)
    }
  }

  #recovered(error: StackError, state: RequestState): boolean {
    if (state.recovered || state.bodyIsStream || error.code !== 'ERR_AUTHENTICATION') return false
    state.recovered = true
    return this.#setup.recover?.(error as ResponseError, state.failedHeaders ?? {}, state.call) ?? false
  }

  async #read(call: HttpCall, { headers, body }: HttpResponse): Promise<unknown> {
    const { expects } = call
    if (expects === 'bytes') return await body.bytes(this.#maxBytes)
    if (expects === 'any') return decodeAny(await body.bytes(this.#maxBytes), headers['content-type'])
    const text = await body.text(this.#maxBytes)
    return expects === 'text' ? decodeText(text) : decodeJson(text, call)
  }

  #explain(cause: unknown, state: RequestState, current: TryState): StackError {
    try {
      return this.#errorOf(cause, state, current)
    } catch {
      // A custom transport may throw anything, such as a proxy.
      return this.#errorOf(new Error('it threw a value that cannot be read'), state, current)
    }
  }

  #errorOf(cause: unknown, state: RequestState, current: TryState): StackError {
    if (cause instanceof StackError) return cause
    const { options } = this.#setup
    const about = this.#about(state)
    const sent = isSent(current)
    if (current.cancellation.timedOut)
      return timeoutError(about, {
        ...current,
        sent,
        limit: state.limit,
      })
    if (options.signal?.aborted === true || state.options.signal?.aborted === true)
      return abortedError(about, sent)
    if (this.#closed) return closedError(about, sent)
    if (cause instanceof PackageLoadError) return notLoadedError(about, cause)
    if (!current.handedOver || (isUnsendable(cause) && current.progress.stage !== 'sent'))
      return unsendableError(about, cause)
    const unreadable = unreadableOf(cause)
    if (unreadable !== undefined)
      return unreadableError(
        about,
        { status: current.info?.status ?? 0, requestId: current.info?.requestId ?? '' },
        unreadable,
      )
    return lostError(about, cause, { ...current, sent, timeoutMs: options.connectTimeoutMs ?? 10_000 })
  }

  #about({ call, attempt, changes, redactor }: RequestState): Try {
    const { system, label } = this.#setup
    return { system, label, redactor, call, attempt, changes }
  }

  #event({ call, callId, attempt, redactor }: RequestState): RequestEvent {
    const operation = redactor.text(call.operation)
    const target = redactor.text(call.target)
    return { system: this.#setup.system, operation, callId, attempt, method: call.method, target }
  }
}

const lowerCase = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
