import { DriftWatch } from '../drift.js'
import { ConfigurationError, type ResponseError, StackError, type System } from '../errors.js'
import type { Events, RequestEvent } from '../events.js'
import { checkMs, checkRetries, type HttpClientOptions, type RequestOptions } from '../options.js'
import type { Redactor } from '../redact.js'
import type { Reply, ReplyInfo } from '../reply.js'
import { sleep } from '../sleep.js'
import { isStream } from './body.js'
import type { FailedResponse, HttpCall, PreparedRequest } from './call.js'
import { abortWith, Cancellation, unlessAborted } from './cancellation.js'
import {
  abortedError,
  closedError,
  detailsOf,
  isUnsendable,
  lostError,
  notJsonError,
  redirectError,
  timeoutError,
  type Try,
  unreadBodyError,
  unsendableError,
} from './complaint.js'
import { Deadlines } from './deadlines.js'
import { isPassingStatus } from './failure.js'
import { parseRetryAfter, retryDelay, retryPolicy } from './retry.js'
import { StreamedBody } from './stream.js'
import { type HttpRequest, type HttpResponse, type Transport, UnreadableBody } from './transport.js'

export type { FailedResponse, HttpCall, PreparedRequest } from './call.js'

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
  recover?(error: ResponseError, headers: Readonly<Record<string, string>>, call: HttpCall): boolean
}

const REDIRECTS = new Set([301, 302, 303, 307, 308])
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
const MOST_HOPS = 3
let nextCallId = 1

/** Sign, send, decode, classify, retry: what every HTTP call goes through. */
export class HttpPipeline {
  readonly #setup: PipelineOptions
  /** Tells clients apart, no more: loading node:crypto would be felt at import. */
  readonly #idPrefix = `cs-${Math.random().toString(36).slice(2, 10)}`
  readonly #timeoutMs: number
  readonly #totalTimeoutMs: number
  readonly #maxBytes: number
  readonly #headers: Record<string, string>
  readonly #drift: DriftWatch
  /** The tries that run, and the bodies that are read. */
  readonly #live = new Deadlines()
  readonly #closing = new AbortController()
  #closed = false

  constructor(setup: PipelineOptions) {
    this.#setup = setup
    this.#drift = new DriftWatch(setup)
    const { system, options } = setup
    this.#timeoutMs = checkMs(system, 'timeoutMs', options.timeoutMs, 120_000)
    this.#totalTimeoutMs = checkMs(system, 'totalTimeoutMs', options.totalTimeoutMs, 0)
    this.#maxBytes = checkBytes(system, options.maxResponseBytes ?? 256 * 1024 * 1024)
    checkRetries(system, options.retries)
    this.#headers = {
      'user-agent':
        options.userAgent === undefined ? 'canonical-stack' : `canonical-stack ${options.userAgent}`,
      ...lowerCase(options.headers ?? {}),
    }
  }

  /** Ends what runs, and refuses what comes. */
  async close(): Promise<void> {
    this.#closed = true
    this.#closing.abort()
    this.#live.abortAll()
    await this.#setup.transport.close()
  }

  async send<T>(call: HttpCall, options: RequestOptions = {}): Promise<Reply<T>> {
    const { label, system, events, options: defaults } = this.#setup
    if (this.#closed)
      throw new ConfigurationError({
        summary: `${label} ${call.operation} was called on a closed client`,
        hint: 'Make a new client',
        system,
        operation: call.operation,
      })
    if (options.retries !== undefined) checkRetries(system, options.retries)
    const idempotent = options.idempotent ?? call.idempotent
    const totalMs = checkMs(system, 'totalTimeoutMs', options.totalTimeoutMs, this.#totalTimeoutMs)
    const run: Run = {
      call,
      options,
      callId: nextCallId++,
      attempt: 1,
      deadlineMs: totalMs > 0 ? performance.now() + totalMs : Number.POSITIVE_INFINITY,
      totalMs,
      timeoutMs: checkMs(system, 'timeoutMs', options.timeoutMs, this.#timeoutMs),
      changes: call.reads !== true && !SAFE_METHODS.has(call.method),
      once: false,
      recovered: false,
      hops: 0,
    }
    for (;;) {
      try {
        const reply = await this.#try<T>(run)
        if (reply !== undefined) return reply
      } catch (error) {
        if (!(error instanceof StackError)) throw error
        if (this.#recovered(error, run)) continue
        const delayMs =
          run.once || this.#closed
            ? undefined
            : retryDelay(error, run.attempt, idempotent, retryPolicy(defaults.retries, options.retries))
        if (delayMs === undefined || performance.now() + delayMs >= run.deadlineMs) throw error
        if (events.wants('retry')) events.emit('retry', { ...this.#event(run), delayMs, error })
        if (await sleep(delayMs, [defaults.signal, options.signal, this.#closing.signal]))
          throw this.#closed ? closedError(this.#about(run), false) : abortedError(this.#about(run), false)
        run.attempt++
      }
    }
  }

  /** One request and its reply; nothing when it was redirected, and is to be sent again to `run.url`. */
  async #try<T>(run: Run): Promise<Reply<T> | undefined> {
    const { call, options } = run
    const { events, transport, options: defaults } = this.#setup
    const cancellation = new Cancellation()
    const startMs = performance.now()
    const tryEndsMs = run.timeoutMs === 0 ? Number.POSITIVE_INFINITY : startMs + run.timeoutMs
    const state: TryState = {
      phase: 'headers',
      cancellation,
      total: run.deadlineMs <= tryEndsMs,
      sent: false,
      handedOn: false,
      info: undefined,
    }
    const unlisten =
      defaults.signal === undefined && options.signal === undefined
        ? undefined
        : abortWith(cancellation, defaults.signal, options.signal)
    this.#live.add(cancellation, Math.min(run.deadlineMs, tryEndsMs))
    const requestId = `${this.#idPrefix}-${run.callId}`
    try {
      if (cancellation.aborted) throw abortedError(this.#about(run), false)
      const made = call.prepare()
      const prepared = made instanceof Promise ? await unlessAborted(made, cancellation) : made
      run.once = isStream(prepared.body)
      const url = run.url ?? prepared.url
      if (events.wants('request')) events.emit('request', this.#event(run))
      state.sent = true
      const response = await transport.send(
        new Outgoing(
          call.method,
          url,
          this.#headersOf(prepared, options, requestId),
          prepared.body?.content,
          cancellation,
        ),
      )
      const { status, headers } = response
      state.phase = 'body'
      const info: ReplyInfo = {
        status,
        headers,
        requestId: headers['maas-trace-id'] ?? headers['x-request-id'] ?? requestId,
        attempts: run.attempt,
        durationMs: 0,
      }
      state.info = info
      if (status >= 400) throw await this.#failed(run, response, info, cancellation)
      let data: unknown
      const redirected = REDIRECTS.has(status)
      if (redirected) await this.#follow(run, url, response)
      else if (call.expects === 'stream') {
        state.handedOn = true
        data = new StreamedBody(
          response.body,
          (cause) => this.#explain(cause, run, state),
          () => this.#end(cancellation, unlisten),
        )
      } else {
        data =
          call.expects === 'bytes'
            ? await response.body.bytes(this.#maxBytes)
            : this.#decode(run, await response.body.text(this.#maxBytes), info)
        if (call.reply !== undefined)
          this.#drift.check(
            { operation: call.operation, ...call.reply },
            data,
            options.validate ?? defaults.validate ?? 'report',
          )
      }
      info.durationMs = performance.now() - startMs
      if (events.wants('response'))
        events.emit('response', {
          ...this.#event(run),
          durationMs: info.durationMs,
          status,
          requestId: this.#setup.redactor.text(info.requestId),
        })
      return redirected ? undefined : { data: data as T, response: info }
    } catch (cause) {
      const error = this.#explain(cause, run, state)
      if (state.sent && events.wants('response'))
        events.emit('response', {
          ...this.#event(run),
          durationMs: performance.now() - startMs,
          error,
          ...(state.info?.status === undefined ? {} : { status: state.info.status }),
        })
      throw error
    } finally {
      // A body that is handed on has no time limit, but still ends with the client.
      if (state.handedOn) this.#live.add(cancellation, Number.POSITIVE_INFINITY)
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

  /** Follows a redirect of a read within the same origin; anything else would carry credentials away or change what is asked. */
  async #follow(run: Run, url: string, response: HttpResponse): Promise<void> {
    const { status, headers, body } = response
    await body.discard()
    const from = new URL(url)
    const to = targetOf(headers['location'], from)
    if (
      to === undefined ||
      to.origin !== from.origin ||
      !SAFE_METHODS.has(run.call.method) ||
      ++run.hops > MOST_HOPS
    )
      throw redirectError(this.#about(run), status, from, to)
    run.url = to.href
  }

  async #failed(
    run: Run,
    response: HttpResponse,
    info: ReplyInfo,
    cancellation: Cancellation,
  ): Promise<ResponseError> {
    const { status, headers } = response
    const raw = await response.body.text(Math.min(this.#maxBytes, 1024 * 1024)).catch((cause: unknown) => {
      if (cancellation.aborted) throw cause
      return ''
    })
    // Cleaned before anybody quotes a part of it: half a secret is beyond recognition.
    const text = this.#setup.redactor.text(raw)
    const retryAfterMs = parseRetryAfter(headers['retry-after'])
    const error = this.#setup.classify({
      call: run.call,
      status,
      headers,
      text,
      details: {
        ...detailsOf(this.#about(run)),
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

  #recovered(error: StackError, run: Run): boolean {
    if (run.recovered || run.once || error.code !== 'ERR_AUTHENTICATION') return false
    run.recovered = true
    return this.#setup.recover?.(error as ResponseError, run.failedHeaders ?? {}, run.call) ?? false
  }

  #decode(run: Run, text: string, info: ReplyInfo): unknown {
    const { expects } = run.call
    if (expects === 'text') return text
    try {
      return JSON.parse(text)
    } catch {
      if (text.trim() === '') return null
      if (expects === 'any') return text
      throw notJsonError(this.#about(run), { ...info, status: info.status ?? 0 }, text)
    }
  }

  #explain(cause: unknown, run: Run, state: TryState): StackError {
    if (cause instanceof StackError) return cause
    const { options } = this.#setup
    const about = this.#about(run)
    if (state.cancellation.timedOut)
      return timeoutError(about, { ...state, timeoutMs: state.total ? run.totalMs : run.timeoutMs })
    if (options.signal?.aborted === true || run.options.signal?.aborted === true)
      return abortedError(about, state.sent)
    if (this.#closed) return closedError(about, state.sent)
    if (!state.sent || isUnsendable(cause)) return unsendableError(about, cause)
    if (cause instanceof UnreadableBody)
      return unreadBodyError(
        about,
        { status: state.info?.status ?? 0, requestId: state.info?.requestId ?? '' },
        cause,
      )
    return lostError(about, cause, options.connectTimeoutMs ?? 10_000)
  }

  #about({ call, attempt, changes }: Run): Try {
    const { system, label, redactor } = this.#setup
    return { system, label, redactor, call, attempt, changes }
  }

  #event({ call, callId, attempt }: Run): RequestEvent {
    const { operation, method, target } = call
    return { system: this.#setup.system, operation, callId, attempt, method, target }
  }
}

/** A request on its way; its signal is only made for transports that look at it. */
class Outgoing implements HttpRequest {
  constructor(
    readonly method: string,
    readonly url: string,
    readonly headers: Record<string, string>,
    readonly body: HttpRequest['body'],
    readonly cancellation: Cancellation,
  ) {}

  get signal(): AbortSignal {
    return this.cancellation.signal
  }
}

interface Run {
  call: HttpCall
  options: RequestOptions
  callId: number
  attempt: number
  deadlineMs: number
  totalMs: number
  timeoutMs: number
  /** Whether the call may change something on the server. */
  changes: boolean
  /** The body is a stream, which cannot be sent a second time. */
  once: boolean
  recovered: boolean
  failedHeaders?: Readonly<Record<string, string>>
  /** Where a redirect led to. */
  url?: string
  hops: number
}

interface TryState {
  phase: 'headers' | 'body'
  cancellation: Cancellation
  /** Whether it is the total time that runs out first. */
  total: boolean
  sent: boolean
  /** Whether the body outlives the try. */
  handedOn: boolean
  info: ReplyInfo | undefined
}

/** Where a redirect leads, if it is anywhere that HTTP goes. */
function targetOf(location: string | undefined, from: URL): URL | undefined {
  const to =
    location !== undefined && URL.canParse(location, from.href) ? new URL(location, from.href) : undefined
  return to?.protocol === 'http:' || to?.protocol === 'https:' ? to : undefined
}

const lowerCase = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

function checkBytes(system: System, bytes: number): number {
  if (Number.isFinite(bytes) && bytes > 0) return bytes
  throw new ConfigurationError({
    system,
    summary: `maxResponseBytes is ${String(bytes)}, which is no number of bytes`,
    hint: 'Give a number from 1 up',
  })
}
