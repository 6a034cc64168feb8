import {
  AuthenticationError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  type ConnectionReason,
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

/** Whether the same request may succeed later: the statuses of servers that are busy, restarting or behind a failing proxy. */
export const isPassingStatus = (status: number): boolean => [408, 429, 502, 503, 504].includes(status)

interface Diagnosis {
  reason: ConnectionReason
  /** Whether it is certain that no byte of the request left. */
  unsent: boolean
  problem: string
  hint: string
}

/** Says in a person's words why there is no connection. Sockets, TLS and undici each have codes of their own. */
export function diagnose(cause: unknown, host: string): Diagnosis {
  const code = codesOf(cause)
  const has = (...codes: string[]): boolean => codes.some((one) => code.includes(one))
  if (has('ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA'))
    return { reason: 'dns', unsent: true, problem: `the name of ${host} cannot be resolved`, hint: 'Check the host name, and the DNS of this machine' }
  if (has('ECONNREFUSED'))
    return { reason: 'refused', unsent: true, problem: `nobody listens at ${host}`, hint: 'Check the port, and that the server runs' }
  if (has('EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'))
    return { reason: 'unreachable', unsent: true, problem: `${host} cannot be reached`, hint: 'Check the address and the route to it' }
  if (has('ERR_TLS_CERT_ALTNAME_INVALID'))
    return { reason: 'tls', unsent: true, problem: `the certificate of ${host} is for another name`, hint: 'Use the name in the certificate, or set tls.serverName to it' }
  if (has('CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'))
    return { reason: 'tls', unsent: true, problem: `the certificate of ${host} is out of date`, hint: "Renew the server's certificate, and check this machine's clock" }
  if (has('DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'CERT_SIGNATURE_FAILURE'))
    return { reason: 'tls', unsent: true, problem: `the certificate of ${host} is signed by nobody that is trusted here`, hint: "Pass the PEM of the server's CA as tls.ca" }
  if (has('ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'EPROTO'))
    return { reason: 'tls', unsent: true, problem: `${host} does not speak TLS as expected`, hint: 'Check http:// or https://, and the port' }
  if (code.some((one) => one.startsWith('ERR_SSL') || one.startsWith('ERR_TLS')))
    return { reason: 'tls', unsent: true, problem: `no TLS connection to ${host}`, hint: 'See the cause; check tls.ca, tls.cert and tls.key' }
  if (code.some((one) => one.startsWith('HPE_')))
    return { reason: 'protocol', unsent: false, problem: `what ${host} answers is not HTTP`, hint: 'Check the port, and http:// or https://' }
  return { reason: 'closed', unsent: false, problem: `the connection to ${host} ended before the answer was complete`, hint: 'Check the server, and any proxy between' }
}

/** The codes of an error, its causes and, for a race of addresses, its parts. */
function codesOf(cause: unknown, depth = 0): string[] {
  if (typeof cause !== 'object' || cause === null || depth > 4) return []
  const own = 'code' in cause && typeof cause.code === 'string' ? [cause.code] : []
  const parts = cause instanceof AggregateError ? cause.errors.flatMap((error) => codesOf(error, depth + 1)) : []
  return [...own, ...parts, ...('cause' in cause ? codesOf(cause.cause, depth + 1) : [])]
}

/** A transport's complaint as a {@link ConnectionError}. */
export function connectionError(cause: unknown, host: string, changes: boolean, label: string, details: Omit<StackErrorDetails, 'summary'>): StackError {
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
