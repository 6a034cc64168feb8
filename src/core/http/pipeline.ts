import { randomBytes } from 'node:crypto'
import { DriftWatch } from '../drift.js'
import { AbortedError, ConfigurationError, type ResponseError, ResponseError as AnyResponseError, StackError, type System, TimeoutError, type TimeoutPhase, UnreadableReplyError } from '../errors.js'
import type { Events, RequestEvent } from '../events.js'
import type { HttpClientOptions, RequestOptions } from '../options.js'
import { checkMs } from '../options.js'
import { sleep } from '../sleep.js'
import type { Redactor } from '../redact.js'
import type { Reply, ReplyInfo } from '../reply.js'
import type { SchemaLoader } from '../schema.js'
import { isStream, type RequestBody } from './body.js'
import { abortWith, Cancellation, unlessAborted } from './cancellation.js'
import { connectionError, isPassingStatus } from './failure.js'
import { parseRetryAfter, retryDelay, retryPolicy } from './retry.js'
import { BodyTooLarge, type HttpResponse, type Transport } from './transport.js'

/** How the body of a good reply is read: JSON, text, bytes, whichever of JSON and text it is, or not at all but handed on. */
export type Expects = 'json' | 'text' | 'bytes' | 'any' | 'stream'

/** One try of a request: signed, with its body. */
export interface PreparedRequest {
  url: string
  headers: Record<string, string>
  body?: RequestBody | undefined
}

/** A call of an operation over HTTP. */
export interface HttpCall {
  operation: string
  method: string
  /** What the request is shown as: URL without query, free of secrets. */
  target: string
  /** Whether doing it twice is the same as doing it once. */
  idempotent: boolean
  /** Whether it changes nothing although its method may; GET and its like never do. */
  reads?: boolean
  /** The body is a stream, which cannot be sent a second time. */
  once?: boolean
  expects: Expects
  schema?: SchemaLoader | undefined
  /** Makes each try anew, so that each is signed anew. */
  prepare(): PreparedRequest | Promise<PreparedRequest>
}

/** A failed response as the product's classifier gets it. */
export interface FailedResponse {
  call: HttpCall
  status: number
  headers: Readonly<Record<string, string>>
  /** The body, already redacted. */
  text: string
  /** What the error is to carry whatever the product adds. */
  details: { system: System; operation: string; status: number; body: string; requestId: string; attempts: number; retryAfterMs: number | undefined; isRetryable: boolean; mayHaveHappened: boolean; facts: Record<string, unknown>; redactor: Redactor }
}

export interface PipelineOptions {
  system: System
  /** The product's name as people write it. */
  label: string
  transport: Transport
  events: Events
  redactor: Redactor
  options: HttpClientOptions
  classify(failed: FailedResponse): ResponseError
  /** Told of a refused authentication once a call: whether credentials were renewed, so that the call is worth another try. It was not carried out. */
  recover?(error: ResponseError, headers: Readonly<Record<string, string>>, call: HttpCall): boolean | Promise<boolean>
}

const REDIRECTS = new Set([301, 302, 303, 307, 308])
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
let nextCallId = 1

/** Sign, send, decode, classify, retry: what every HTTP call goes through. */
export class HttpPipeline {
  readonly #setup: PipelineOptions
  readonly #idPrefix = `cs-${randomBytes(4).toString('hex')}`
  readonly #timeoutMs: number
  readonly #totalTimeoutMs: number
  readonly #maxBytes: number
  readonly #drift: DriftWatch
  #closed = false

  constructor(setup: PipelineOptions) {
    this.#setup = setup
    this.#drift = new DriftWatch(setup)
    const { system, options } = setup
    this.#timeoutMs = checkMs(system, 'timeoutMs', options.timeoutMs, 120_000)
    this.#totalTimeoutMs = checkMs(system, 'totalTimeoutMs', options.totalTimeoutMs, 0)
    this.#maxBytes = options.maxResponseBytes ?? 256 * 1024 * 1024
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#setup.transport.close()
  }

  async send<T>(call: HttpCall, options: RequestOptions = {}): Promise<Reply<T>> {
    const { label, system, options: defaults } = this.#setup
    if (this.#closed)
      throw new ConfigurationError({ summary: `${label} ${call.operation} was called on a closed client`, hint: 'Make a new client', system, operation: call.operation })
    const idempotent = options.idempotent ?? call.idempotent
    const totalMs = checkMs(system, 'totalTimeoutMs', options.totalTimeoutMs, this.#totalTimeoutMs)
    const run: Run = {
      call,
      options,
      callId: nextCallId++,
      startMs: performance.now(),
      deadlineMs: totalMs > 0 ? performance.now() + totalMs : Number.POSITIVE_INFINITY,
      totalMs,
      timeoutMs: checkMs(system, 'timeoutMs', options.timeoutMs, this.#timeoutMs),
      changes: call.reads !== true && !SAFE_METHODS.has(call.method),
      recovered: false,
    }
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt<T>(run, attempt)
      } catch (error) {
        if (!(error instanceof StackError)) throw error
        const delayMs = call.once === true ? undefined : retryDelay(error, attempt, idempotent, retryPolicy(defaults.retries, options.retries))
        if (delayMs === undefined || performance.now() + delayMs >= run.deadlineMs) throw error
        if (this.#setup.events.wants('retry')) this.#setup.events.emit('retry', { ...this.#event(run, attempt), delayMs, error })
        if (await sleep(delayMs, [defaults.signal, options.signal])) throw this.#aborted(run, attempt, false)
      }
    }
  }

  async #attempt<T>(run: Run, attempt: number): Promise<Reply<T>> {
    const { call, options } = run
    const { events, transport, options: defaults } = this.#setup
    const cancellation = new Cancellation()
    const leftMs = run.deadlineMs - performance.now()
    const limitMs = Math.min(run.timeoutMs === 0 ? Number.POSITIVE_INFINITY : run.timeoutMs, leftMs)
    const state: TryState = { phase: 'headers', timedOut: false, total: leftMs <= limitMs, limitMs, sent: false }
    const timer =
      limitMs < 2 ** 31
        ? setTimeout(() => {
            state.timedOut = true
            cancellation.abort()
          }, Math.max(0, limitMs))
        : undefined
    const unlisten = abortWith(cancellation, defaults.signal, options.signal)
    const startMs = performance.now()
    const requestId = `${this.#idPrefix}-${run.callId}`
    let status: number | undefined
    try {
      if (cancellation.aborted) throw this.#aborted(run, attempt, false)
      const made = call.prepare()
      const prepared = made instanceof Promise ? await unlessAborted(made, cancellation) : made
      if (events.wants('request')) events.emit('request', this.#event(run, attempt))
      state.sent = true
      const response = await transport.send({
        method: call.method,
        url: prepared.url,
        headers: this.#headers(prepared, options, requestId),
        body: prepared.body?.content,
        cancellation,
        get signal() {
          return cancellation.signal
        },
      })
      status = response.status
      state.phase = 'body'
      const info: ReplyInfo = {
        status,
        headers: response.headers,
        requestId: response.headers['maas-trace-id'] ?? response.headers['x-request-id'] ?? requestId,
        attempts: attempt,
        durationMs: 0,
      }
      if (REDIRECTS.has(status)) return await this.#follow(run, attempt, prepared, response)
      if (status >= 400) throw await this.#failed(run, attempt, response, info)
      const data = await this.#decode(run, attempt, response, info)
      if (call.schema !== undefined && call.expects !== 'stream') {
        const checking = this.#drift.check(call.operation, call.schema, data, options.validate ?? defaults.validate ?? 'report')
        if (checking !== undefined) await checking
      }
      info.durationMs = performance.now() - startMs
      if (events.wants('response')) events.emit('response', { ...this.#event(run, attempt), durationMs: info.durationMs, status, requestId: info.requestId })
      return { data: data as T, response: info }
    } catch (cause) {
      const error = cause instanceof StackError ? cause : this.#explain(cause, run, attempt, state)
      if (events.wants('response'))
        events.emit('response', { ...this.#event(run, attempt), durationMs: performance.now() - startMs, error, ...(status === undefined ? {} : { status }) })
      if (await this.#recovered(error, run)) return await this.#attempt(run, attempt)
      throw error
    } finally {
      clearTimeout(timer)
      unlisten?.()
    }
  }

  #headers(prepared: PreparedRequest, options: RequestOptions, requestId: string): Record<string, string> {
    const { headers, userAgent } = this.#setup.options
    const { body } = prepared
    const all: Record<string, string> = {
      accept: 'application/json',
      'user-agent': userAgent === undefined ? 'canonical-stack' : `canonical-stack ${userAgent}`,
      'x-request-id': requestId,
      ...headers,
      ...options.headers,
      ...prepared.headers,
    }
    if (body !== undefined) {
      all['content-type'] ??= body.type
      if (body.length !== undefined && isStream(body)) all['content-length'] = String(body.length)
    }
    return all
  }

  /** Follows a redirect of a read within the same origin; anything else would carry credentials away or change what is asked. */
  async #follow<T>(run: Run, attempt: number, prepared: PreparedRequest, response: HttpResponse): Promise<Reply<T>> {
    const { call } = run
    await response.body.discard()
    const from = new URL(prepared.url)
    const location = response.headers['location']
    const to = location !== undefined && URL.canParse(location, from.href) ? new URL(location, from.href) : undefined
    const hops = (run.hops ?? 0) + 1
    if (to === undefined || to.origin !== from.origin || !SAFE_METHODS.has(call.method) || hops > 3) {
      const where = to === undefined ? 'nowhere' : `${to.origin}${to.pathname}`
      throw new AnyResponseError({
        ...this.#details(run, attempt),
        summary: `${this.#setup.label} ${call.operation} was redirected to ${where} (${response.status})`,
        hint: to === undefined || to.origin === from.origin ? 'Check the path of the URL that the client was given' : `Give the client the URL ${to.origin} if you trust it; credentials are not sent to another origin`,
        status: response.status,
      })
    }
    const redirected = { ...call, prepare: async () => ({ ...(await call.prepare()), url: to.href }) }
    return this.#attempt<T>({ ...run, call: redirected, hops }, attempt)
  }

  async #failed(run: Run, attempt: number, response: HttpResponse, info: ReplyInfo): Promise<ResponseError> {
    const { status, headers } = response
    const raw = await response.body.text(Math.min(this.#maxBytes, 1024 * 1024)).catch(() => '')
    // Cleaned before anybody quotes a part of it: half a secret is beyond recognition.
    const text = this.#setup.redactor.text(raw)
    const retryAfterMs = parseRetryAfter(headers['retry-after'])
    const error = this.#setup.classify({
      call: run.call,
      status,
      headers,
      text,
      details: {
        ...this.#details(run, attempt),
        status,
        body: text,
        requestId: info.requestId,
        retryAfterMs,
        isRetryable: isPassingStatus(status) || retryAfterMs !== undefined,
        mayHaveHappened: status >= 500 && run.changes,
      },
    })
    run.failedHeaders = headers
    return error
  }

  async #recovered(error: StackError, run: Run): Promise<boolean> {
    if (run.recovered || run.call.once === true || error.code !== 'ERR_AUTHENTICATION') return false
    run.recovered = true
    return (await this.#setup.recover?.(error as ResponseError, run.failedHeaders ?? {}, run.call)) ?? false
  }

  async #decode(run: Run, attempt: number, response: HttpResponse, info: ReplyInfo): Promise<unknown> {
    const { expects } = run.call
    const { body, status } = response
    if (expects === 'stream') return body
    if (status === 204) {
      await body.discard()
      return null
    }
    try {
      if (expects === 'bytes') return await body.bytes(this.#maxBytes)
      const text = await body.text(this.#maxBytes)
      if (expects === 'text') return text
      if (text.trim() === '') return null
      try {
        return JSON.parse(text)
      } catch (cause) {
        if (expects === 'any') return text
        throw this.#unreadable(run, attempt, info, text, cause)
      }
    } catch (cause) {
      if (!(cause instanceof BodyTooLarge)) throw cause
      throw this.#unreadable(run, attempt, info, '', cause)
    }
  }

  #unreadable(run: Run, attempt: number, info: ReplyInfo, text: string, cause: unknown): UnreadableReplyError {
    const looksLikeHtml = /^\s*<(!doctype|html)/i.test(text)
    const [problem, hint] =
      cause instanceof BodyTooLarge
        ? [`its reply is larger than ${cause.maxBytes} bytes`, 'Ask for less, or raise maxResponseBytes']
        : looksLikeHtml
          ? ['it got an HTML page instead of JSON', 'Check the URL that the client was given, and any proxy or login page before the server']
          : ['its reply is not complete JSON', 'Look at the server and at any proxy between; the reply may have been cut off']
    return new UnreadableReplyError({
      ...this.#details(run, attempt),
      summary: `${this.#setup.label} ${run.call.operation} failed: ${problem} (${info.status ?? ''} from ${run.call.target})`,
      hint,
      cause: cause instanceof BodyTooLarge ? undefined : cause,
      status: info.status ?? 0,
      requestId: info.requestId,
      body: text,
      mayHaveHappened: run.changes,
    })
  }

  #explain(cause: unknown, run: Run, attempt: number, state: TryState): StackError {
    const { label, system, redactor } = this.#setup
    const { call } = run
    if (state.timedOut) {
      const phase: TimeoutPhase = state.total ? 'total' : state.phase
      const ms = Math.round(state.total ? run.totalMs : state.limitMs)
      const waiting = state.phase === 'headers' ? 'no answer' : 'no complete answer'
      return new TimeoutError({
        ...this.#details(run, attempt),
        summary: `${label} ${call.operation} timed out: ${waiting} from ${call.target} within ${ms} ms`,
        hint: run.changes && state.sent ? 'It may have been carried out: look before you repeat it' : `Raise ${state.total ? 'totalTimeoutMs' : 'timeoutMs'}, or ask for less`,
        phase,
        timeoutMs: ms,
        isRetryable: !state.total,
        mayHaveHappened: run.changes && state.sent,
      })
    }
    if (this.#setup.options.signal?.aborted === true || run.options.signal?.aborted === true) return this.#aborted(run, attempt, state.sent)
    if (!state.sent) {
      return new ConfigurationError({ system, redactor, operation: call.operation, cause, summary: `${label} ${call.operation} could not be built: ${cause instanceof Error ? cause.message : String(cause)}` })
    }
    if (isConnectTimeout(cause)) {
      return new TimeoutError({
        ...this.#details(run, attempt),
        summary: `${label} ${call.operation} timed out: no connection to ${hostOf(call.target)}`,
        hint: 'Check the address, and firewalls on the way; connectTimeoutMs is the limit',
        phase: 'connect',
        timeoutMs: this.#setup.options.connectTimeoutMs ?? 10_000,
        cause,
        isRetryable: true,
      })
    }
    return connectionError(cause, hostOf(call.target), run.changes, `${label} ${call.operation}`, this.#details(run, attempt))
  }

  #aborted(run: Run, attempt: number, sent: boolean): AbortedError {
    const unknown = sent && run.changes
    return new AbortedError({
      ...this.#details(run, attempt),
      summary: `${this.#setup.label} ${run.call.operation} was aborted by its signal`,
      hint: unknown ? 'It had been sent and may have been carried out' : undefined,
      mayHaveHappened: unknown,
    })
  }

  #details(run: Run, attempt: number): { system: System; operation: string; attempts: number; redactor: Redactor; facts: Record<string, unknown> } {
    const { system, redactor } = this.#setup
    const { operation, method, target } = run.call
    return { system, operation, attempts: attempt, redactor, facts: { request: `${method} ${target}`, ...(attempt > 1 ? { attempts: attempt } : {}) } }
  }

  #event(run: Run, attempt: number): RequestEvent {
    const { operation, method, target } = run.call
    return { system: this.#setup.system, operation, callId: run.callId, attempt, method, target }
  }
}

interface Run {
  call: HttpCall
  options: RequestOptions
  callId: number
  startMs: number
  deadlineMs: number
  totalMs: number
  timeoutMs: number
  /** Whether the call may change something on the server. */
  changes: boolean
  recovered: boolean
  failedHeaders?: Readonly<Record<string, string>>
  hops?: number
}

interface TryState {
  phase: 'headers' | 'body'
  timedOut: boolean
  /** Whether it is the total time that runs out first. */
  total: boolean
  limitMs: number
  sent: boolean
}

const hostOf = (target: string): string => (URL.canParse(target) ? new URL(target).host : target)

const isConnectTimeout = (cause: unknown): boolean =>
  typeof cause === 'object' && cause !== null && 'code' in cause && (cause.code === 'UND_ERR_CONNECT_TIMEOUT' || cause.code === 'ETIMEDOUT')
