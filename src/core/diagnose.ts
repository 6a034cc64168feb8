import type { ConnectionReason } from './errors.js'

export interface Diagnosis {
  reason: ConnectionReason
  /** Whether it is certain that no byte of the request left. */
  unsent: boolean
  problem: string
  hint: string
}

/** What a client calls the options that the hints speak of. */
export interface OptionNames {
  ca: string
  serverName: string
  scheme: string
}

const HTTP_NAMES: OptionNames = { ca: 'tls.ca', serverName: 'tls.serverName', scheme: 'http:// or https://' }

/** Says in a person's words why there is no connection. Sockets, TLS, undici and ws each have codes of their own. */
export function diagnose(cause: unknown, host: string, names: OptionNames = HTTP_NAMES): Diagnosis {
  const code = codesOf(cause)
  const has = (...codes: string[]): boolean => codes.some((one) => code.includes(one))
  if (has('ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA'))
    return {
      reason: 'dns',
      unsent: true,
      problem: `the name of ${host} cannot be resolved`,
      hint: 'Check the host name, and the DNS of this machine',
    }
  if (has('ECONNREFUSED'))
    return {
      reason: 'refused',
      unsent: true,
      problem: `nobody listens at ${host}`,
      hint: 'Check the port, and that the server runs',
    }
  if (has('EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'))
    return {
      reason: 'unreachable',
      unsent: true,
      problem: `${host} cannot be reached`,
      hint: 'Check the address and the route to it',
    }
  if (has('ERR_TLS_CERT_ALTNAME_INVALID'))
    return {
      reason: 'tls',
      unsent: true,
      problem: `the certificate of ${host} is for another name`,
      hint: `Use the name in the certificate, or set ${names.serverName} to it`,
    }
  if (has('CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'))
    return {
      reason: 'tls',
      unsent: true,
      problem: `the certificate of ${host} is out of date`,
      hint: "Renew the server's certificate, and check this machine's clock",
    }
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
    return {
      reason: 'tls',
      unsent: true,
      problem: `the certificate of ${host} is signed by nobody that is trusted here`,
      hint: `Pass the PEM of the server's CA as ${names.ca}`,
    }
  if (has('ERR_TLS_NOT_SPOKEN', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'EPROTO'))
    return {
      reason: 'tls',
      unsent: true,
      problem: `${host} does not speak TLS`,
      hint: `Check ${names.scheme}, and the port`,
    }
  if (code.some((one) => one.startsWith('ERR_SSL') || one.startsWith('ERR_TLS')))
    return {
      reason: 'tls',
      unsent: true,
      problem: `no TLS connection to ${host}`,
      hint: `See the cause; check ${names.ca}`,
    }
  if (code.some((one) => one.startsWith('ERR_OSSL')))
    return {
      reason: 'tls',
      unsent: true,
      problem: `the certificate or key for ${host} cannot be used`,
      hint: 'Pass them as PEM, and those that belong together',
    }
  if (has('Z_DATA_ERROR'))
    return {
      reason: 'protocol',
      unsent: false,
      problem: `what ${host} answers is not compressed as it says`,
      hint: 'Check the server, and any proxy between',
    }
  if (has('UND_ERR_DESTROYED', 'UND_ERR_CLOSED'))
    return {
      reason: 'closed',
      unsent: false,
      problem: 'the client whose connections it shares was closed',
      hint: 'Close the client that others were derived from after them',
    }
  if (code.some((one) => one.startsWith('HPE_')))
    return {
      reason: 'protocol',
      unsent: false,
      problem: `what ${host} answers is not HTTP`,
      hint: `Check the port, and ${names.scheme}`,
    }
  if (isWordless(cause))
    return {
      reason: 'closed',
      unsent: false,
      problem: `${host} ended the connection without a word`,
      hint: `Check ${names.scheme} (a TLS port may do so when it is spoken to without), the server, and any proxy between`,
    }
  return {
    reason: 'closed',
    unsent: false,
    problem: `the connection to ${host} ended before the answer was complete`,
    hint: 'Check the server, and any proxy between',
  }
}

/** Whether undici's connection ended before the server had sent a byte over it. */
const isWordless = (cause: unknown): boolean =>
  typeof cause === 'object' &&
  cause !== null &&
  'code' in cause &&
  cause.code === 'UND_ERR_SOCKET' &&
  'socket' in cause &&
  (cause.socket as { bytesRead?: unknown } | null)?.bytesRead === 0

/** The codes of an error, its causes and, for a race of addresses, its parts. */
function codesOf(cause: unknown, depth = 0): string[] {
  if (typeof cause !== 'object' || cause === null || depth > 4) return []
  // undici's parser says what it stumbled over, but not always by a code.
  const fallback = 'name' in cause && cause.name === 'HTTPParserError' ? ['HPE_UNKNOWN'] : []
  // What ends a connection in use may have the code of one that never came about, such as EHOSTUNREACH: then the request may have left.
  const inUse =
    'syscall' in cause &&
    (cause.syscall === 'read' || (cause.syscall === 'write' && !('code' in cause && cause.code === 'EPROTO')))
  const own =
    'code' in cause && typeof cause.code === 'string'
      ? [inUse ? `${String(cause.syscall)} ${cause.code}` : cause.code]
      : fallback
  const parts =
    cause instanceof AggregateError ? cause.errors.flatMap((error) => codesOf(error, depth + 1)) : []
  return [...own, ...parts, ...('cause' in cause ? codesOf(cause.cause, depth + 1) : [])]
}
