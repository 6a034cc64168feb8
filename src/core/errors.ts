import { inspect } from 'node:util'
import type { Redactor } from './redact.js'

/** The systems that an error or an event can come from. */
export type System = 'maas' | 'juju' | 'landscape' | 'stack' | 'testing'

/** Every code that a {@link StackError} can have: a closed set, for an exhaustive `switch`. */
export type ErrorCode = AnyStackError['code']

/** Every error class of the package as a union discriminated by `code`. */
export type AnyStackError =
  | ConfigurationError
  | AbortedError
  | TimeoutError
  | ConnectionError
  | ResponseError
  | BadRequestError
  | AuthenticationError
  | PermissionError
  | NotFoundError
  | ConflictError
  | RateLimitError
  | ServerError
  | UnreadableReplyError
  | RpcError
  | BulkError
  | ValidationError
  | WaitTimeoutError
  | WaitFailedError

/** What every error is built from. Texts and data go through `redactor` before they are kept. */
export interface StackErrorDetails {
  /** What failed and where, in one line, without the final full stop. */
  summary: string
  /** What to do about it; ends the first line. */
  hint?: string | undefined
  /** What is known, one line each. */
  facts?: Record<string, unknown> | undefined
  docs?: string | undefined
  system?: System | undefined
  operation?: string | undefined
  cause?: unknown
  isRetryable?: boolean | undefined
  mayHaveHappened?: boolean | undefined
  attempts?: number | undefined
  redactor?: Redactor | undefined
}

const KINDS = Symbol.for('canonical-stack.error.kinds')

/**
 * The root of all errors of this package. `instanceof` works across two copies of it.
 *
 * The first line of `message` says what failed, where, and what to do; the facts follow, a line each.
 */
export abstract class StackError extends Error {
  static readonly kind: string = 'StackError'
  abstract readonly code: string
  /** What to do about it. */
  readonly hint: string | undefined
  /** A page that explains more. */
  readonly docs: string | undefined
  readonly system: System | undefined
  /** The operation that failed, such as `machines.deploy` or `Application.Deploy`. */
  readonly operation: string | undefined
  /** Whether the same call may succeed later, unchanged. */
  readonly isRetryable: boolean
  /** Whether the server may have done what was asked although the answer did not arrive. */
  readonly mayHaveHappened: boolean
  /** How often the request was tried. */
  readonly attempts: number
  readonly facts: Readonly<Record<string, unknown>>

  constructor(details: StackErrorDetails) {
    const { redactor } = details
    const clean = <T>(value: T): T => (redactor ? (redactor.value(value) as T) : value)
    const hint = clean(details.hint)
    const facts = clean(definedOnly(details.facts ?? {}))
    const cause = redactor ? redactor.cause(details.cause) : details.cause
    super(
      messageOf(oneLine(clean(details.summary)), hint, facts, details.docs),
      cause === undefined ? undefined : { cause },
    )
    const kinds: string[] = []
    for (
      let klass: unknown = new.target;
      typeof klass === 'function' && klass !== Error;
      klass = Object.getPrototypeOf(klass)
    )
      if (Object.hasOwn(klass, 'kind')) kinds.push((klass as typeof StackError).kind)
    Object.defineProperty(this, KINDS, { value: kinds })
    Object.defineProperty(this, 'name', { value: kinds[0], configurable: true })
    this.hint = hint
    this.docs = details.docs
    this.system = details.system
    this.operation = details.operation
    this.isRetryable = details.isRetryable ?? false
    this.mayHaveHappened = details.mayHaveHappened ?? false
    this.attempts = details.attempts ?? 1
    this.facts = facts
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return false
    if (!Object.hasOwn(this, 'kind')) return Object.prototype.isPrototypeOf.call(this.prototype, value)
    return KINDS in value && (value[KINDS] as string[]).includes(this.kind)
  }

  /** Plain data for logs: everything but the stack and the cause. */
  toJSON(): Record<string, unknown> {
    const own = Object.fromEntries(Object.entries(this))
    return definedOnly({ ...own, name: this.name, message: this.message })
  }

  [inspect.custom](depth: number, options: { stylize?: unknown }): string {
    const frames = this.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? []
    const head = `${this.name} [${this.code}]: ${this.message}`
    const cause =
      this.cause === undefined || depth < 0
        ? ''
        : `\n  [cause]: ${inspect(this.cause, { ...options, depth: 0 }).replaceAll('\n', '\n  ')}`
    return `${head}\n${frames.slice(0, 8).join('\n')}${cause}`
  }
}

const definedOnly = (data: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ').trim()

function messageOf(
  summary: string,
  hint: string | undefined,
  facts: Record<string, unknown>,
  docs: string | undefined,
): string {
  const first = hint === undefined ? summary : `${summary.replace(/[.:]$/, '')}. ${hint}`
  const lines = Object.entries(facts).map(
    ([name, fact]) => `  ${name}: ${typeof fact === 'string' ? fact : JSON.stringify(fact)}`,
  )
  if (docs !== undefined) lines.push(`  docs: ${docs}`)
  return [first, ...lines].join('\n')
}

/** The package was given something it cannot work with: an option, an argument, a file. Nothing was sent. */
export class ConfigurationError extends StackError {
  static override readonly kind: string = 'ConfigurationError'
  readonly code = 'ERR_CONFIGURATION'
}

/** The caller's signal ended the call. */
export class AbortedError extends StackError {
  static override readonly kind: string = 'AbortedError'
  readonly code = 'ERR_ABORTED'
}

/** Where a call was when its time ran out. */
export type TimeoutPhase = 'connect' | 'headers' | 'body' | 'reply' | 'total'

/** A call took too long. */
export class TimeoutError extends StackError {
  static override readonly kind: string = 'TimeoutError'
  readonly code = 'ERR_TIMEOUT'
  readonly phase: TimeoutPhase
  readonly timeoutMs: number

  constructor(details: StackErrorDetails & { phase: TimeoutPhase; timeoutMs: number }) {
    super(details)
    this.phase = details.phase
    this.timeoutMs = details.timeoutMs
  }
}

/** Why there was no connection: no such name, nobody listening, no trust, or it ended. */
export type ConnectionReason = 'dns' | 'refused' | 'unreachable' | 'tls' | 'closed' | 'protocol'

/** The server could not be reached, or the connection ended before the answer. */
export class ConnectionError extends StackError {
  static override readonly kind: string = 'ConnectionError'
  readonly code = 'ERR_CONNECTION'
  readonly reason: ConnectionReason

  constructor(details: StackErrorDetails & { reason: ConnectionReason }) {
    super(details)
    this.reason = details.reason
  }
}

/** What an error about an HTTP response knows beside the rest. */
export interface ResponseErrorDetails extends StackErrorDetails {
  status: number
  requestId?: string | undefined
  /** The body as text; it is redacted, then cut to 10,000 characters. */
  body?: string | undefined
  /** Messages by field, as MAAS's forms answer them. */
  fieldErrors?: Record<string, string[]> | undefined
  /** The server's own error code, as Landscape sends one. */
  serverCode?: string | undefined
  retryAfterMs?: number | undefined
}

/** The server answered with a status that means failure. */
export class ResponseError extends StackError {
  static override readonly kind: string = 'ResponseError'
  readonly code:
    | 'ERR_RESPONSE'
    | 'ERR_BAD_REQUEST'
    | 'ERR_AUTHENTICATION'
    | 'ERR_PERMISSION'
    | 'ERR_NOT_FOUND'
    | 'ERR_CONFLICT'
    | 'ERR_RATE_LIMIT'
    | 'ERR_SERVER'
    | 'ERR_UNREADABLE_REPLY' = 'ERR_RESPONSE'
  readonly status: number
  readonly requestId: string | undefined
  readonly body: string | undefined
  readonly fieldErrors: Readonly<Record<string, string[]>> | undefined
  readonly serverCode: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(details: ResponseErrorDetails) {
    super(details)
    const { redactor } = details
    const clean = (text: string): string => redactor?.text(text) ?? text
    const { requestId, body, fieldErrors, serverCode } = details
    this.status = details.status
    this.requestId = requestId && clean(requestId)
    this.body = body && clean(body).slice(0, 10_000)
    // The name of a field says nothing about its messages: "password" has some too.
    this.fieldErrors =
      fieldErrors &&
      Object.fromEntries(
        Object.entries(fieldErrors).map(([field, messages]) => [clean(field), messages.map(clean)]),
      )
    this.serverCode = serverCode && clean(serverCode)
    this.retryAfterMs = details.retryAfterMs
  }
}

/** 400 and its like: the server does not accept what was sent; `fieldErrors` says which part, where it can. */
export class BadRequestError extends ResponseError {
  static override readonly kind: string = 'BadRequestError'
  override readonly code = 'ERR_BAD_REQUEST'
}

/** 401: the server does not know who is asking. */
export class AuthenticationError extends ResponseError {
  static override readonly kind: string = 'AuthenticationError'
  override readonly code = 'ERR_AUTHENTICATION'
}

/** 403: the server knows who is asking and refuses. */
export class PermissionError extends ResponseError {
  static override readonly kind: string = 'PermissionError'
  override readonly code = 'ERR_PERMISSION'
}

/** 404 and 410: there is no such thing, or none that the caller may see. */
export class NotFoundError extends ResponseError {
  static override readonly kind: string = 'NotFoundError'
  override readonly code = 'ERR_NOT_FOUND'
}

/** 409: the thing is not in a state in which this can be done. */
export class ConflictError extends ResponseError {
  static override readonly kind: string = 'ConflictError'
  override readonly code = 'ERR_CONFLICT'
}

/** 429: too many requests. */
export class RateLimitError extends ResponseError {
  static override readonly kind: string = 'RateLimitError'
  override readonly code = 'ERR_RATE_LIMIT'
}

/** 5xx: the server, or a proxy before it, failed. */
export class ServerError extends ResponseError {
  static override readonly kind: string = 'ServerError'
  override readonly code = 'ERR_SERVER'
}

/** The answer is not what the operation answers: HTML instead of JSON, JSON that ends early, too many bytes. */
export class UnreadableReplyError extends ResponseError {
  static override readonly kind: string = 'UnreadableReplyError'
  override readonly code = 'ERR_UNREADABLE_REPLY'
}

/** What Juju's many errors come down to; 4.x leaves the code of most of them empty. */
export type RpcErrorReason =
  | 'not-found'
  | 'already-exists'
  | 'unauthorized'
  | 'permission'
  | 'blocked'
  | 'not-supported'
  | 'not-valid'
  | 'conflict'
  | 'unavailable'
  | 'redirected'
  | 'discharge-required'
  | 'other'

export interface RpcErrorDetails extends StackErrorDetails {
  facade: string
  version: number
  method: string
  /** The server's `error-code`; empty when it sent none. */
  rpcCode: string
  /** The server's own message. */
  serverMessage: string
  reason: RpcErrorReason
  info?: unknown
}

/** A Juju controller answered a call with an error. */
export class RpcError extends StackError {
  static override readonly kind: string = 'RpcError'
  readonly code = 'ERR_RPC'
  readonly facade: string
  readonly version: number
  readonly method: string
  readonly rpcCode: string
  readonly serverMessage: string
  readonly reason: RpcErrorReason
  readonly info: unknown

  constructor(details: RpcErrorDetails) {
    super(details)
    this.facade = details.facade
    this.version = details.version
    this.method = details.method
    this.rpcCode = details.redactor?.text(details.rpcCode) ?? details.rpcCode
    this.serverMessage = details.redactor?.text(details.serverMessage) ?? details.serverMessage
    this.reason = details.reason
    this.info = details.redactor ? details.redactor.value(details.info) : details.info
  }
}

/** The outcome of one item of a call that takes many. */
export type BulkItem<T = unknown> =
  { item: string; value: T; error?: undefined } | { item: string; error: StackError; value?: undefined }

/** Some items of a call that takes many failed; the others were done. */
export class BulkError extends StackError {
  static override readonly kind: string = 'BulkError'
  readonly code = 'ERR_BULK'
  readonly results: readonly BulkItem[]

  constructor(details: StackErrorDetails & { results: readonly BulkItem[] }) {
    super(details)
    this.results = details.results
  }

  /** The items that failed. */
  get failures(): readonly BulkItem[] {
    return this.results.filter((result) => result.error !== undefined)
  }
}

/** One difference between a reply and what the operation is known to answer. */
export interface ReplyIssue {
  /** Path in the reply, array positions as `[]`, such as `[].boot_interface.vlan`. */
  path: string
  message: string
}

/** A reply differs from its schema, and the client was told to be strict. */
export class ValidationError extends StackError {
  static override readonly kind: string = 'ValidationError'
  readonly code = 'ERR_VALIDATION'
  readonly issues: readonly ReplyIssue[]

  constructor(details: StackErrorDetails & { issues: readonly ReplyIssue[] }) {
    super(details)
    this.issues = details.redactor ? (details.redactor.value(details.issues) as ReplyIssue[]) : details.issues
  }
}

/** What a wait saw: the state of each thing it waited for, and what may explain it. */
export interface WaitEvidence {
  /** The last state of each, by id. */
  states: Readonly<Record<string, string>>
  /** What the server has to say about it, newest first: events, failing scripts, status messages. */
  notes: readonly string[]
}

abstract class WaitError extends StackError {
  /** What the wait last saw, and what may explain it. */
  readonly evidence: WaitEvidence
  /** Milliseconds that it had waited. */
  readonly elapsedMs: number

  constructor(details: StackErrorDetails & { evidence: WaitEvidence; elapsedMs: number }) {
    super(details)
    const { states, notes } = details.evidence
    const clean = (text: string): string => details.redactor?.text(text) ?? text
    this.evidence = {
      states: Object.fromEntries(Object.entries(states).map(([id, state]) => [clean(id), clean(state)])),
      notes: notes.map(clean),
    }
    this.elapsedMs = details.elapsedMs
  }
}

/** A wait reached its deadline. */
export class WaitTimeoutError extends WaitError {
  static override readonly kind: string = 'WaitTimeoutError'
  readonly code = 'ERR_WAIT_TIMEOUT'
}

/** What was waited for cannot happen any more: a terminal bad state. */
export class WaitFailedError extends WaitError {
  static override readonly kind: string = 'WaitFailedError'
  readonly code = 'ERR_WAIT_FAILED'
}
