import { anyRedactor } from '../redact.js'
import { StackError, type StackErrorDetails } from './base.js'
import type { ErrorReason } from './reason.js'

/** Details of an error about an HTTP response. */
export interface ResponseErrorDetails extends StackErrorDetails {
  status: number
  requestId?: string | undefined
  /** The body as text, redacted and cut to 10,000 characters. */
  body?: string | undefined
  /** Messages by field of the form that was sent. */
  fieldErrors?: Record<string, string[]> | undefined
  /** The server's own error code. */
  serverCode?: string | undefined
  retryAfterMs?: number | undefined
  /** Whether this release of the server does not have what was asked for. */
  isUnsupported?: boolean | undefined
}

/** The server replied with an error status. */
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
  readonly reason: ErrorReason
  readonly status: number
  readonly requestId: string | undefined
  readonly body: string | undefined
  readonly fieldErrors: Readonly<Record<string, string[]>> | undefined
  readonly serverCode: string | undefined
  readonly retryAfterMs: number | undefined

  constructor(details: ResponseErrorDetails) {
    super(details)
    const { redactor = anyRedactor } = details
    const clean = (text: string): string => redactor.text(text)
    const { status, requestId, body, fieldErrors, serverCode } = details
    this.status = status
    this.reason = details.isUnsupported === true ? 'not-supported' : reasonOf(status)
    this.requestId = requestId && clean(requestId)
    this.body = body && clean(body).slice(0, 10_000)
    // A field such as "password" has harmless messages: its name does not make them secret.
    this.fieldErrors =
      fieldErrors &&
      Object.fromEntries(
        Object.entries(fieldErrors).map(([field, messages]) => [clean(field), messages.map(clean)]),
      )
    this.serverCode = serverCode && clean(serverCode)
    this.retryAfterMs = details.retryAfterMs
  }
}

/** The reason of a status, for classes that cover several. */
function reasonOf(status: number): ErrorReason {
  if (status >= 300 && status < 400) return 'redirected'
  if (status === 404 || status === 410) return 'not-found'
  if (status === 408) return 'timeout'
  if (status === 501) return 'not-supported'
  if (status === 502 || status === 503 || status === 504) return 'unavailable'
  if (status >= 500) return 'server-error'
  return status >= 400 ? 'bad-request' : 'other'
}

/** 400 and other 4xx: the server does not accept the request; `fieldErrors` has the rejected fields, if the server names them. */
export class BadRequestError extends ResponseError {
  static override readonly kind: string = 'BadRequestError'
  override readonly code = 'ERR_BAD_REQUEST'
  declare readonly reason: 'bad-request' | 'timeout' | 'not-supported'
}

/** 401: the credentials are missing or not valid. */
export class AuthenticationError extends ResponseError {
  static override readonly kind: string = 'AuthenticationError'
  override readonly code = 'ERR_AUTHENTICATION'
  override readonly reason = 'unauthorized'
}

/** 403: the credentials are valid and do not permit this call. */
export class PermissionError extends ResponseError {
  static override readonly kind: string = 'PermissionError'
  override readonly code = 'ERR_PERMISSION'
  override readonly reason = 'permission'
}

/** 404 and 410: the object does not exist, these credentials cannot see it, or this release does not have the operation. */
export class NotFoundError extends ResponseError {
  static override readonly kind: string = 'NotFoundError'
  override readonly code = 'ERR_NOT_FOUND'
  declare readonly reason: 'not-found' | 'not-supported'
}

/** 409 and 412: the state of the object does not allow this call. */
export class ConflictError extends ResponseError {
  static override readonly kind: string = 'ConflictError'
  override readonly code = 'ERR_CONFLICT'
  override readonly reason = 'conflict'
}

/** 429: too many requests. */
export class RateLimitError extends ResponseError {
  static override readonly kind: string = 'RateLimitError'
  override readonly code = 'ERR_RATE_LIMIT'
  override readonly reason = 'rate-limited'
}

/** 5xx: the server, or a proxy before it, failed. */
export class ServerError extends ResponseError {
  static override readonly kind: string = 'ServerError'
  override readonly code = 'ERR_SERVER'
  declare readonly reason: 'server-error' | 'unavailable' | 'not-supported'
}

/** The reply cannot be read: empty, HTML instead of JSON, incomplete JSON, something other than the expected list, too many bytes. */
export class UnreadableReplyError extends ResponseError {
  static override readonly kind: string = 'UnreadableReplyError'
  override readonly code = 'ERR_UNREADABLE_REPLY'
  override readonly reason = 'unreadable-reply'
}
