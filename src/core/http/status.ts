import {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ResponseError,
  type ResponseErrorDetails,
  ServerError,
} from '../errors.js'

/** What to do where neither the product nor its message says more. */
export function hintOfStatus(status: number): string | undefined {
  if (status === 403) return 'Use credentials with more rights, or check what a proxy in between allows'
  if (status === 407) return 'A proxy requires authentication: write user and password into its URL'
  if (status === 408) return 'The server or a proxy stopped waiting: check before you repeat a change'
  if (status === 409 || status === 412) return 'Read the object: its state does not allow this'
  if (status === 413 || status === 414 || status === 431)
    return 'Send less at once, or raise the limit of the server'
  if (status === 425 || status === 429) return 'Call less often, or wait as long as retryAfterMs says'
  if (status >= 500) return 'Check the logs of the server, and any proxy in between'
  return status >= 400 ? 'Correct the request as the message says' : undefined
}

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

/** Which releases have something, as a sentence about it; undefined if all have it. */
export function releasesHint(
  product: string,
  name: string,
  { since, until }: { since?: string | undefined; until?: string | undefined } = {},
): string | undefined {
  if (since === undefined) return until === undefined ? undefined : `${name} exists up to ${product} ${until}`
  if (until === undefined) return `${name} needs ${product} ${since} or later`
  return since === until
    ? `Only ${product} ${since} has ${name}`
    : `${name} needs ${product} ${since} to ${until}`
}

/** The first line of an error about a failed response, without its hint. */
export const failureLine = (name: string, status: number, problem: string): string =>
  `${name} failed (${status}): ${problem === '' ? `HTTP ${status} with an empty body` : problem}`

/** The reply of nginx and Apache to plain HTTP on a TLS port. */
export const isPlainOnTls = (body: string): boolean =>
  /plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled server port/.test(body)

export const PLAIN_ON_TLS_HINT = 'This port speaks TLS: write the URL with https://'

const TRANSIENT = new Set([408, 425, 429, 502, 503, 504])

/**
 * Whether the same request may succeed later: the server is busy or restarting, or a proxy in front of it failed. `Retry-After` says so
 * for other failures of the server too, and for 409, with which MAAS reports a busy database. It says nothing about a request that the
 * server refused for what it is, such as 400 or 404.
 */
export const isTransient = (status: number, retryAfterMs: number | undefined): boolean =>
  TRANSIENT.has(status) || (retryAfterMs !== undefined && (status === 409 || status >= 500))

/**
 * Whether a change that was answered with this status may have been carried out. Servers refuse with 4xx before they change anything;
 * but 408 also comes from proxies that stop waiting for a server which goes on.
 */
export const leavesUnknown = (status: number): boolean => status >= 500 || status === 408
