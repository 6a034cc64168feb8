import {
  AbortedError,
  ConfigurationError,
  ConnectionError,
  ResponseError,
  type StackError,
  type StackErrorDetails,
  type System,
  TimeoutError,
  type TimeoutPhase,
  UnreadableReplyError,
} from '../errors.js'
import type { Redactor } from '../redact.js'
import type { HttpCall } from './call.js'
import { connectionError } from './failure.js'
import type { UnreadableBody } from './transport.js'

/** A try of a call, as errors speak of it. */
export interface Try {
  system: System
  /** The product's name as people write it. */
  label: string
  redactor: Redactor
  call: HttpCall
  attempt: number
  /** Whether the call may change something on the server. */
  changes: boolean
}

/** What every error about a try carries. */
export const detailsOf = ({
  system,
  redactor,
  call,
  attempt,
}: Try): Required<Pick<StackErrorDetails, 'attempts'>> & {
  system: System
  operation: string
  redactor: Redactor
  facts: Record<string, unknown>
} => ({
  system,
  operation: call.operation,
  attempts: attempt,
  redactor,
  facts: { request: `${call.method} ${call.target}`, ...(attempt > 1 ? { attempts: attempt } : {}) },
})

const nameOf = ({ label, call }: Try): string => `${label} ${call.operation}`

/** The caller's signal ended it. */
export function abortedError(about: Try, sent: boolean): AbortedError {
  const unknown = sent && about.changes
  return new AbortedError({
    ...detailsOf(about),
    summary: `${nameOf(about)} was aborted by its signal`,
    hint: unknown ? 'It had been sent and may have been carried out' : undefined,
    mayHaveHappened: unknown,
  })
}

/** `close()` of the client ended it. */
export function closedError(about: Try, sent: boolean): ConnectionError {
  const unknown = sent && about.changes
  return new ConnectionError({
    ...detailsOf(about),
    summary: `${nameOf(about)} was ended: its client was closed`,
    hint: unknown
      ? 'It had been sent and may have been carried out'
      : 'Close the client when its calls are done',
    reason: 'closed',
    mayHaveHappened: unknown,
  })
}

/** Where a try was when its time ran out, and which limit that was. */
export interface LateTry {
  phase: Extract<TimeoutPhase, 'headers' | 'body'>
  /** Whether it was the total time. */
  total: boolean
  timeoutMs: number
  sent: boolean
}

export function timeoutError(about: Try, { phase, total, timeoutMs, sent }: LateTry): TimeoutError {
  const waiting = phase === 'headers' ? 'no answer' : 'no complete answer'
  const unknown = about.changes && sent
  return new TimeoutError({
    ...detailsOf(about),
    summary: `${nameOf(about)} timed out: ${waiting} from ${about.call.target} within ${timeoutMs} ms`,
    hint: unknown
      ? 'It may have been carried out: look before you repeat it'
      : `Raise ${total ? 'totalTimeoutMs' : 'timeoutMs'}, or ask for less`,
    phase: total ? 'total' : phase,
    timeoutMs,
    isRetryable: !total,
    mayHaveHappened: unknown,
  })
}

/** The transport, or what makes the request, cannot work with what it was given. */
export function unsendableError(about: Try, cause: unknown): ConfigurationError {
  return new ConfigurationError({
    ...detailsOf(about),
    cause,
    summary: `${nameOf(about)} could not be built: ${cause instanceof Error ? cause.message : String(cause)}`,
  })
}

/** Undici's complaints about options, URLs and headers. */
export const isUnsendable = (cause: unknown): boolean =>
  typeof cause === 'object' &&
  cause !== null &&
  'code' in cause &&
  (cause.code === 'UND_ERR_INVALID_ARG' || cause.code === 'ERR_INVALID_URL')

/** There was no connection, or it ended too early. */
export function lostError(about: Try, cause: unknown, connectTimeoutMs: number): StackError {
  const host = hostOf(about.call.target)
  if (!isConnectTimeout(cause))
    return connectionError(cause, host, about.changes, nameOf(about), detailsOf(about))
  return new TimeoutError({
    ...detailsOf(about),
    summary: `${nameOf(about)} timed out: no connection to ${host}`,
    hint: 'Check the address, and firewalls on the way; connectTimeoutMs is the limit',
    phase: 'connect',
    timeoutMs: connectTimeoutMs,
    cause,
    isRetryable: true,
  })
}

/** What arrived of a reply that cannot be read. */
export interface Unreadable {
  status: number
  requestId: string
}

/** The reply is not the JSON that it should be. */
export function notJsonError(about: Try, info: Unreadable, text: string): UnreadableReplyError {
  // Nobody needs more, and the rest need not be searched for secrets.
  const body = about.redactor.text(text.slice(0, 1024 * 1024))
  return /^\s*<(!doctype|html)/i.test(body)
    ? unreadableError(
        about,
        info,
        'it got an HTML page instead of JSON',
        'Check the URL that the client was given, and any proxy or login page before the server',
        { body },
      )
    : unreadableError(
        about,
        info,
        'its reply is not complete JSON',
        'Look at the server and at any proxy between; the reply may have been cut off',
        { body, cause: complaintOfParser(body) },
      )
}

/** The transport refuses to read the body: it is too large, or coded in a way that it does not know. */
export const unreadBodyError = (
  about: Try,
  info: Unreadable,
  { problem, hint }: UnreadableBody,
): UnreadableReplyError => unreadableError(about, info, problem, hint, { body: '' })

function unreadableError(
  about: Try,
  { status, requestId }: Unreadable,
  problem: string,
  hint: string,
  more: { body: string; cause?: unknown },
): UnreadableReplyError {
  return new UnreadableReplyError({
    ...detailsOf(about),
    summary: `${nameOf(about)} failed: ${problem} (${status} from ${about.call.target})`,
    hint,
    status,
    requestId,
    mayHaveHappened: about.changes,
    ...more,
  })
}

/** Why it is no JSON. The parser quotes a part of the text, which may be half a secret: so it is asked again about the cleaned one. */
function complaintOfParser(clean: string): unknown {
  try {
    JSON.parse(clean)
    return undefined
  } catch (cause) {
    return cause
  }
}

/** A redirect that is not followed. */
export function redirectError(about: Try, status: number, from: URL, to: URL | undefined): ResponseError {
  return new ResponseError({
    ...detailsOf(about),
    summary: `${nameOf(about)} was redirected to ${to === undefined ? 'nowhere' : `${to.origin}${to.pathname}`} (${status})`,
    hint:
      to === undefined || to.origin === from.origin
        ? 'Check the path of the URL that the client was given'
        : `Give the client the URL ${to.origin} if you trust it; credentials are not sent to another origin`,
    status,
  })
}

const hostOf = (target: string): string => (URL.canParse(target) ? new URL(target).host : target)

/** The system's own complaint only counts while connecting: a connection in use can end so too, and then the request had left. */
const isConnectTimeout = (cause: unknown): boolean =>
  typeof cause === 'object' &&
  cause !== null &&
  'code' in cause &&
  (cause.code === 'UND_ERR_CONNECT_TIMEOUT' ||
    (cause.code === 'ETIMEDOUT' && 'syscall' in cause && cause.syscall === 'connect'))
