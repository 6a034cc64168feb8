import type { ConnectionReason } from './errors.js'

/** Why a connection failed, and what to do. */
export interface ConnectionFailure {
  reason: ConnectionReason
  /** Whether it is certain that no byte of the request was sent. */
  unsent: boolean
  problem: string
  hint: string
}

/** The names of the options that hints refer to. */
export interface OptionNames {
  ca: string
  serverName: string
  scheme: string
}

const HTTP_NAMES: OptionNames = { ca: 'tls.ca', serverName: 'tls.serverName', scheme: 'http:// or https://' }

/** Classifies the error of a connection. Sockets, TLS, undici and ws each have codes of their own. */
export function classifyConnectionFailure(
  cause: unknown,
  host: string,
  names: OptionNames = HTTP_NAMES,
): ConnectionFailure {
  const codes = codesOf(cause)
  const has = (...some: string[]): boolean => some.some((code) => codes.includes(code))
  if (has('ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA'))
    return before(
      'dns',
      `the host name of ${host} cannot be resolved`,
      'Check the host name and the DNS of this machine',
    )
  if (has('ECONNREFUSED'))
    return before(
      'refused',
      `connection refused by ${host}`,
      'Check the port, and that the server is running',
    )
  if (has('EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'))
    return before('unreachable', `${host} cannot be reached`, 'Check the address and the route to it')
  if (has('ERR_TLS_CERT_ALTNAME_INVALID'))
    return before(
      'tls',
      `the certificate of ${host} is for another name`,
      `Use the name in the certificate, or set ${names.serverName} to it`,
    )
  if (has('CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'))
    return before(
      'tls',
      `the certificate of ${host} has expired or is not valid yet`,
      "Renew the server's certificate, and check this machine's clock",
    )
  if (
    has(
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'CERT_SIGNATURE_FAILURE',
    )
  )
    return before(
      'tls',
      `the certificate of ${host} is not signed by a trusted CA`,
      `Pass the PEM of the server's CA as ${names.ca}`,
    )
  if (has('TLS_ALERT'))
    return before(
      'tls',
      `${host} refused the TLS connection`,
      'See the alert in the cause: the server may want a client certificate, or have only old versions of TLS',
    )
  if (has('ERR_TLS_NOT_SPOKEN', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'EPROTO'))
    return before('tls', `${host} does not speak TLS`, `Check ${names.scheme}, and the port`)
  if (codes.some((code) => code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')))
    return before('tls', `no TLS connection to ${host}`, `See the cause; check ${names.ca}`)
  if (codes.some((code) => code.startsWith('ERR_OSSL')))
    return before(
      'tls',
      `the certificate or key for ${host} cannot be used`,
      'Pass both as PEM, and check that they belong together',
    )
  if (has('UND_ERR_HEADERS_OVERFLOW', 'HPE_HEADER_OVERFLOW'))
    return during(
      'protocol',
      `the headers of the reply of ${host} are too large`,
      'Check the server, and any proxy in between; the option --max-http-header-size of Node is the limit',
    )
  if (has('UND_ERR_DESTROYED', 'UND_ERR_CLOSED'))
    return during(
      'closed',
      'the client whose connections it shares was closed',
      'Close derived clients before the client that they were derived from',
    )
  if (codes.some((code) => code.startsWith('HPE_')))
    return during('protocol', `the reply of ${host} is not HTTP`, `Check the port, and ${names.scheme}`)
  if (codes.some((code) => code.startsWith('WS_ERR_')))
    return during(
      'protocol',
      `the reply of ${host} is not a websocket handshake`,
      `Check the port, and ${names.scheme}, and any proxy in between`,
    )
  if (isWithoutReply(cause))
    return during(
      'closed',
      `${host} closed the connection without sending a reply`,
      `Check ${names.scheme} (a TLS port may do this to plain HTTP), the server, and any proxy in between`,
    )
  return during(
    'closed',
    `the connection to ${host} ended before the reply was complete`,
    'Check the server, and any proxy in between',
  )
}

/** Whether undici's connection ended before the server had sent a byte over it. */
const isWithoutReply = (cause: unknown): boolean =>
  typeof cause === 'object' &&
  cause !== null &&
  'code' in cause &&
  cause.code === 'UND_ERR_SOCKET' &&
  'socket' in cause &&
  (cause.socket as { bytesRead?: unknown } | null)?.bytesRead === 0

/** The connection was not established. */
const before = (reason: ConnectionReason, problem: string, hint: string): ConnectionFailure => ({
  reason,
  unsent: true,
  problem,
  hint,
})

/** The connection was in use. */
const during = (reason: ConnectionReason, problem: string, hint: string): ConnectionFailure => ({
  reason,
  unsent: false,
  problem,
  hint,
})

/** Whether a body could not be decompressed: zlib's errors, as `fetch` passes them on. */
export const isCorruptCoding = (cause: unknown): boolean =>
  codesOf(cause).some(
    (code) => code.startsWith('Z_') || code.startsWith('ERR__ERROR_') || code.startsWith('ERR_BROTLI'),
  )

/** The codes of an error, its causes and, for a race of addresses, its parts. */
export function codesOf(cause: unknown, depth = 0): string[] {
  if (typeof cause !== 'object' || cause === null || depth > 4) return []
  // undici's parser does not always set a code.
  const fallback = 'name' in cause && cause.name === 'HTTPParserError' ? ['HPE_UNKNOWN'] : []
  // A connection in use may end with the code of one that was never established, such as EHOSTUNREACH: then the request may have been sent.
  const inUse =
    'syscall' in cause &&
    (cause.syscall === 'read' || (cause.syscall === 'write' && !('code' in cause && cause.code === 'EPROTO')))
  const own =
    'code' in cause && typeof cause.code === 'string'
      ? [inUse ? `${String(cause.syscall)} ${cause.code}` : cause.code]
      : fallback
  const alert = 'message' in cause && String(cause.message).includes('SSL alert number') ? ['TLS_ALERT'] : []
  const parts =
    cause instanceof AggregateError ? cause.errors.flatMap((error) => codesOf(error, depth + 1)) : []
  return [...own, ...alert, ...parts, ...('cause' in cause ? codesOf(cause.cause, depth + 1) : [])]
}
