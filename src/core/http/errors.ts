import {
  AbortedError,
  ConfigurationError,
  ConnectionError,
  type ConnectionReason,
  ResponseError,
  type StackError,
  type StackErrorDetails,
  type System,
  TimeoutError,
  type TimeoutPhase,
  UnreadableReplyError,
} from '../errors.js'
import {
  classifyConnectionFailure,
  type ConnectionFailure,
  codesOf,
  isCorruptCoding,
} from '../connection-failure.js'
import type { PackageLoadError } from '../load-package.js'
import type { Redactor } from '../redact.js'
import { describeValue } from '../shape/explain.js'
import type { FailedResponse, HttpCall } from './call.js'
import { failureLine, hintOfStatus, responseError } from './status.js'
import { ProxyFailure } from './proxy.js'
import { type RequestProgress, UnreadableBody } from './transport.js'

/** A try of a call, for errors about it. */
export interface Try {
  system: System
  /** The product's name. */
  label: string
  redactor: Redactor
  call: HttpCall
  attempt: number
  /** Whether the call may change something on the server. */
  changes: boolean
}

/** Details of every error about a try. */
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

/** The caller's signal ended the call. */
export function abortedError(about: Try, sent: boolean): AbortedError {
  const unknown = sent && about.changes
  return new AbortedError({
    ...detailsOf(about),
    summary: `${nameOf(about)} was aborted by its signal`,
    hint: unknown ? 'The request was sent and may have been carried out' : undefined,
    mayHaveHappened: unknown,
  })
}

/** `close()` of the client ended the call. */
export function closedError(about: Try, sent: boolean): ConnectionError {
  const unknown = sent && about.changes
  return new ConnectionError({
    ...detailsOf(about),
    summary: `${nameOf(about)} failed: its client was closed`,
    hint: unknown
      ? 'The request was sent and may have been carried out'
      : 'Close a client after its calls are done',
    reason: 'closed',
    mayHaveHappened: unknown,
  })
}

/** A try that the time of its call ended, and which limit applied. */
export interface LateTry {
  phase: 'headers' | 'body'
  handedOver: boolean
  progress: RequestProgress
  sent: boolean
  limit: { name: 'timeoutMs' | 'totalTimeoutMs'; ms: number }
}

export function timeoutError(about: Try, late: LateTry): TimeoutError {
  const { limit, sent } = late
  const [phase, missing] = missingOf(about, late)
  const unknown = about.changes && sent
  return new TimeoutError({
    ...detailsOf(about),
    summary: `${nameOf(about)} timed out: ${missing} within ${limit.ms} ms`,
    hint: unknown
      ? 'The request may have been carried out: check before you repeat it'
      : timeoutHint(phase, limit.name),
    phase: limit.name === 'totalTimeoutMs' ? 'total' : phase,
    timeoutMs: limit.ms,
    isRetryable: true,
    mayHaveHappened: unknown,
  })
}

/** What a try was waiting for, for `phase` and in words. */
function missingOf(
  { call }: Try,
  { phase, handedOver, progress: { stage, proxy } }: Pick<LateTry, 'phase' | 'handedOver' | 'progress'>,
): [phase: TimeoutPhase, missing: string] {
  const host = hostOf(call.target)
  if (!handedOver) return ['login', `no credentials for ${host}`]
  switch (stage) {
    case 'load':
      return ['queue', 'undici was not loaded']
    case 'queue':
      return ['queue', `no free connection to ${host}`]
    case 'connect':
      return ['connect', `no connection to ${proxy === undefined ? host : `the proxy ${proxy}`}`]
    case 'proxy':
      return ['connect', `no connection to ${host} through the proxy ${proxy}`]
    case 'tls':
      return ['connect', `no TLS handshake with ${host}`]
    case 'sent':
    case undefined:
      return [phase, `${phase === 'headers' ? 'no reply' : 'no complete reply'} from ${call.target}`]
  }
}

function timeoutHint(phase: TimeoutPhase, limit: string): string {
  if (phase === 'queue') return `Raise ${limit}, or call less at once: a client uses eight connections`
  if (phase === 'connect')
    return `Check the address, and firewalls and proxies on the way; ${limit} is the limit`
  return `Raise ${limit}, or request less`
}

/** The request cannot be built or sent from the given arguments. */
export function unsendableError(about: Try, cause: unknown): ConfigurationError {
  return new ConfigurationError({
    ...detailsOf(about),
    cause,
    summary: `${nameOf(about)} could not be built: ${cause instanceof Error ? cause.message : String(cause)}`,
  })
}

/** The transport needs a package that cannot be loaded. */
export function notLoadedError(about: Try, cause: PackageLoadError): ConfigurationError {
  return new ConfigurationError({
    ...detailsOf(about),
    cause: cause.cause,
    summary: `${nameOf(about)} failed: ${cause.message}`,
    hint: cause.hint,
  })
}

/** Whether undici, or `fetch`, which has the error of undici as its cause, rejected the options, the URL or the headers. */
export const isUnsendable = (cause: unknown): boolean => codesOf(cause).some((code) => UNSENDABLE.has(code))

const UNSENDABLE = new Set([
  'UND_ERR_INVALID_ARG',
  'UND_ERR_NOT_SUPPORTED',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
  'ERR_INVALID_URL',
  'ERR_INVALID_ARG_VALUE',
])

/** The connection failed, or ended too early; `timeoutMs` is the limit for connecting. */
export function lostError(
  about: Try,
  cause: unknown,
  late: Omit<LateTry, 'limit'> & { timeoutMs: number },
): StackError {
  const host = hostOf(about.call.target)
  const { timeoutMs, sent } = late
  if (cause instanceof ProxyFailure) return proxyError(about, cause, host)
  if (isConnectTimeout(cause))
    return new TimeoutError({
      ...detailsOf(about),
      summary: `${nameOf(about)} timed out: ${sent ? `no connection to ${host}` : missingOf(about, late)[1]} within ${timeoutMs} ms`,
      hint: timeoutHint('connect', 'connectTimeoutMs'),
      phase: 'connect',
      timeoutMs,
      cause,
      isRetryable: true,
    })
  const { reason, unsent, problem, hint } =
    codesOf(cause).length > 0 ? classifyConnectionFailure(cause, host) : unknownFailure(cause, host)
  const unknown = sent && !unsent && about.changes
  return new ConnectionError({
    ...detailsOf(about),
    summary: `${nameOf(about)} failed: ${problem}`,
    hint: unknown ? `The request may have been carried out: check before you repeat it. ${hint}` : hint,
    reason,
    cause,
    isRetryable: reason !== 'tls' && reason !== 'protocol' && !isDestroyed(cause),
    mayHaveHappened: unknown,
  })
}

/** What a custom transport or `fetch` threw, which has no code that says more. */
const unknownFailure = (cause: unknown, host: string): ConnectionFailure => ({
  reason: 'closed',
  unsent: false,
  problem: `the request to ${host} failed: ${messageOf(cause)}`,
  hint: 'See the cause; check the server, and the transport or fetch of the client',
})

const messageOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return typeof cause === 'string' ? cause : describeValue(cause)
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message
}

/** The connections were closed by the client that they belong to. */
const isDestroyed = (cause: unknown): boolean =>
  typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'UND_ERR_DESTROYED'

/** The proxy could not be reached, or refused. */
function proxyError(about: Try, { proxy, status, cause }: ProxyFailure, host: string): ConnectionError {
  const name = `the proxy ${proxy}`
  const lost = classifyConnectionFailure(cause, name)
  const unavailable = status !== undefined && status >= 500
  const [reason, problem, hint]: [ConnectionReason, string, string] =
    status === undefined
      ? [
          lost.reason,
          lost.problem,
          `${lost.hint}; the proxy is set by the option proxy or by HTTPS_PROXY and HTTP_PROXY`,
        ]
      : status === 407
        ? [
            'refused',
            `${name} requires authentication (407)`,
            'Write user and password into the URL of the proxy',
          ]
        : unavailable
          ? [
              'unreachable',
              `${name} has no connection to ${host} (${status})`,
              'Check the address, and the network of the proxy',
            ]
          : [
              'refused',
              `${name} refused a connection to ${host} (${status})`,
              'Allow the host in the proxy, or add it to NO_PROXY',
            ]
  return new ConnectionError({
    ...detailsOf(about),
    summary: `${nameOf(about)} failed: ${problem}`,
    hint,
    reason,
    cause,
    isRetryable: status === undefined ? reason !== 'tls' && reason !== 'protocol' : unavailable,
  })
}

/** The received part of an unreadable reply. */
export interface Unreadable {
  status: number
  requestId: string
}

/** Why a body cannot be read, if that is what failed. */
export function unreadableOf(cause: unknown): UnreadableBody | undefined {
  if (cause instanceof UnreadableBody) return cause
  return isCorruptCoding(cause)
    ? new UnreadableBody(
        'the reply is not compressed as its headers say',
        'Check the server, and any proxy in between',
      )
    : undefined
}

/** The body cannot be read, or is not what was asked for. */
export function unreadableError(
  about: Try,
  { status, requestId }: Unreadable,
  { problem, hint, text }: UnreadableBody,
): UnreadableReplyError {
  // Enough for an error, and the rest need not be searched for secrets.
  const body = about.redactor.text(text.slice(0, 1024 * 1024))
  return new UnreadableReplyError({
    ...detailsOf(about),
    summary: failureLine(nameOf(about), status, problem),
    hint,
    status,
    requestId,
    mayHaveHappened: about.changes,
    body,
    cause: parserError(body),
  })
}

/** The parser's message. It quotes a part of the text, which may be half a secret, so the redacted text is parsed. */
function parserError(clean: string): unknown {
  if (clean === '' || clean.startsWith('<')) return undefined
  try {
    JSON.parse(clean)
    return undefined
  } catch (cause) {
    return cause
  }
}

/** The error of a status whose text cannot be read. */
export const unclassifiedError = (about: Try, { status, details }: FailedResponse): ResponseError =>
  responseError({
    ...details,
    summary: failureLine(nameOf(about), status, 'the reply cannot be read'),
    hint: hintOfStatus(status),
  })

/** A redirect that is not followed. */
export function redirectError(about: Try, status: number, from: URL, to: URL | undefined): ResponseError {
  return new ResponseError({
    ...detailsOf(about),
    summary: failureLine(
      nameOf(about),
      status,
      to === undefined ? 'redirected without a usable location' : `redirected to ${to.origin}${to.pathname}`,
    ),
    hint:
      to === undefined || to.origin === from.origin
        ? 'Check the path of the URL of the client'
        : `Give the client its URL at ${to.origin} if you trust it; credentials are not sent to another origin`,
    status,
  })
}

const hostOf = (target: string): string => (URL.canParse(target) ? new URL(target).host : target)

/** ETIMEDOUT counts only while connecting: a connection in use can end with it too, and then the request was sent. */
const isConnectTimeout = (cause: unknown): boolean =>
  typeof cause === 'object' &&
  cause !== null &&
  'code' in cause &&
  (cause.code === 'UND_ERR_CONNECT_TIMEOUT' ||
    (cause.code === 'ETIMEDOUT' && 'syscall' in cause && cause.syscall === 'connect'))
