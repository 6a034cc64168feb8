import { diagnose } from '../diagnose.js'
import {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ResponseError,
  type ResponseErrorDetails,
  ServerError,
  type StackError,
  type StackErrorDetails,
} from '../errors.js'

/** The error class of a status. */
export function responseError(details: ResponseErrorDetails): ResponseError {
  const { status } = details
  if (status === 401) return new AuthenticationError(details)
  if (status === 403) return new PermissionError(details)
  if (status === 404 || status === 410) return new NotFoundError(details)
  if (status === 409 || status === 412) return new ConflictError(details)
  if (status === 429) return new RateLimitError(details)
  if (status >= 500) return new ServerError(details)
  if (status >= 400) return new BadRequestError(details)
  return new ResponseError(details)
}

/** nginx and Apache answer so to what comes without TLS to a port of theirs that wants it. */
export const isPlainOnTls = (body: string): boolean =>
  /plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled server port/.test(body)

export const PLAIN_ON_TLS_HINT = 'This port speaks TLS: write the URL with https://'

/** Whether the same request may succeed later: the statuses of servers that are busy, restarting or behind a failing proxy. */
export const isPassingStatus = (status: number): boolean => [408, 429, 502, 503, 504].includes(status)

/** A transport's complaint as a {@link ConnectionError}. */
export function connectionError(
  cause: unknown,
  host: string,
  changes: boolean,
  label: string,
  details: Omit<StackErrorDetails, 'summary'>,
): StackError {
  const { reason, unsent, problem, hint } = diagnose(cause, host)
  const unknown = !unsent && changes
  return new ConnectionError({
    ...details,
    summary: `${label} failed: ${problem}`,
    hint: unknown ? `The request may have been carried out: look before you repeat it. ${hint}` : hint,
    reason,
    cause,
    isRetryable: reason !== 'tls' && reason !== 'protocol',
    mayHaveHappened: unknown,
  })
}
