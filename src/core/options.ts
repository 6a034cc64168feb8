import type { Transport } from './http/transport.js'
import { ConfigurationError, type System } from './errors.js'
import { describeValue } from './shape/explain.js'

/** What to do with a reply that differs from its schema: `'report'` emits an event and passes it on, `'strict'` throws, `'off'` disables validation. */
export type ValidateMode = 'report' | 'strict' | 'off'

/** When and how often a failed request is tried again. Only requests that are safe to repeat are repeated. */
export interface RetryOptions {
  /**
   * Tries after the first.
   * @default 2
   */
  max?: number
  /**
   * Upper bound of the first delay in milliseconds. It doubles with each try; the delay is random between 0 and the bound.
   * @default 250
   */
  baseMs?: number
  /**
   * Upper bound of every random delay in milliseconds.
   * @default 8000
   */
  maxMs?: number
  /**
   * A `Retry-After` above this many milliseconds is not waited for; the call fails instead.
   * @default 60000
   */
  maxRetryAfterMs?: number
}

/** Trusted authorities and client certificate of a TLS connection. */
export interface TlsOptions {
  /** PEM of the certificate authorities to trust instead of the system's. */
  ca?: string | string[]
  /** PEM of the client's certificate. */
  cert?: string
  /** PEM of the client's key. */
  key?: string
  /** Name in the server's certificate, where it is not the host of the URL. */
  serverName?: string
  /**
   * Accept any certificate. Only for tests: anyone on the network path can read and change everything.
   * @default false
   */
  insecure?: boolean
}

/** Options of one call. Absent options keep the client's value. */
export interface RequestOptions {
  /** Aborts the call, which then rejects with `AbortedError`. */
  signal?: AbortSignal
  /**
   * Milliseconds for the call, from the moment it is made until the whole reply is received, or its headers where the body is a stream:
   * waiting for a connection, connecting, logging in, all tries and the delays between them. 0 for no limit.
   */
  timeoutMs?: number
  /** Milliseconds for a method with all the calls that it makes; 0 for no limit. */
  totalTimeoutMs?: number
  /** Tries after the first, or all retry options. */
  retries?: number | RetryOptions
  /** Whether the call is idempotent, and may be repeated when it is unknown whether it was carried out. */
  idempotent?: boolean
  /** Headers to add. Headers that sign the request cannot be replaced. */
  headers?: Record<string, string>
  /** What to do with a reply that differs from its schema. */
  validate?: ValidateMode
  /** Parameters unknown to this package, such as those of a newer server; sent unchanged with the others. */
  extra?: Readonly<Record<string, unknown>>
}

/** Options of every HTTP client. */
export interface HttpClientOptions {
  /**
   * Milliseconds for each call with all its tries and delays; 0 for no limit.
   * @default 120000
   */
  timeoutMs?: number
  /**
   * Milliseconds for each method with all the calls that it makes; 0 for no limit.
   * @default 0
   */
  totalTimeoutMs?: number
  /**
   * Milliseconds for a connection to be established.
   * @default 10000
   */
  connectTimeoutMs?: number
  /** Tries after the first, or all retry options. */
  retries?: number | RetryOptions
  /** Aborts every call of this client. */
  signal?: AbortSignal
  /** Headers of every request. */
  headers?: Record<string, string>
  /** Appended to the `User-Agent` header. */
  userAgent?: string
  /** Trusted authorities and client certificate. */
  tls?: TlsOptions
  /**
   * URL of an HTTP proxy; `false` for none.
   * @default HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment
   */
  proxy?: string | false
  /**
   * Largest body of a reply in bytes.
   * @default 268435456
   */
  maxResponseBytes?: number
  /**
   * What to do with a reply that differs from its schema.
   * @default 'report'
   */
  validate?: ValidateMode
  /** A `fetch` to use instead of undici, for msw, Deno and Bun. `tls` and `proxy` have no effect on it. */
  fetch?: typeof globalThis.fetch
  /** A transport of your own. */
  transport?: Transport
}

/** Rejects missing options, which plain JavaScript may pass. */
export function requireOptions<Options extends object>(
  system: System,
  maker: string,
  options: Options,
  hint: string,
): Options {
  if (typeof options === 'object' && options !== null) return options
  throw new ConfigurationError({
    system,
    summary: `${maker} needs an object of options, got ${describeValue(options)}`,
    hint,
  })
}

/** Whether a value is in quotes, which `docker --env-file` and some `.env` files keep. */
export const isQuoted = (text: string): boolean => /^["'`]|["'`]$/.test(text.trim())

export const UNQUOTE_HINT = 'Remove the quotes, also in the environment or the file that it comes from'

/** Checks a number of milliseconds; returns the fallback if it is absent. */
export const checkMs = (system: System, name: string, value: number | undefined, fallback: number): number =>
  value === undefined
    ? fallback
    : checkNumber(system, name, value, value >= 0, 'a non-negative number of milliseconds')

/** Checks a number of bytes; returns the fallback if it is absent. */
export const checkBytes = (
  system: System,
  name: string,
  value: number | undefined,
  fallback: number,
): number =>
  value === undefined ? fallback : checkNumber(system, name, value, value > 0, 'a positive number of bytes')

/** Rejects retry options that are not non-negative numbers. */
export function checkRetries(system: System, retries: number | RetryOptions | undefined): void {
  const { max, ...times } = typeof retries === 'object' && retries !== null ? retries : { max: retries }
  // Infinity is accepted: it means no limit.
  if (max !== undefined && !(max === Number.POSITIVE_INFINITY || (Number.isInteger(max) && max >= 0)))
    throw notA(system, 'retries', max, 'a whole number of tries, 0 or more')
  for (const [name, value] of Object.entries(times)) checkMs(system, `retries.${name}`, value, 0)
}

function checkNumber(system: System, name: string, value: number, inRange: boolean, what: string): number {
  if (Number.isFinite(value) && inRange) return value
  throw notA(system, name, value, what)
}

const notA = (system: System, name: string, value: unknown, what: string): ConfigurationError =>
  new ConfigurationError({ summary: `${name} must be ${what}, got ${describeValue(value)}`, system })

/**
 * Parses a base URL, without the blanks around it, and adds a final slash.
 *
 * @throws ConfigurationError for an invalid URL
 */
export function parseBaseUrl(system: System, name: string, given: unknown, example: string): URL {
  const text = typeof given === 'string' ? given.trim() : ''
  if (text === '')
    throw new ConfigurationError({
      summary: `${name} is missing`,
      hint: `Pass a URL such as ${example}`,
      system,
    })
  // Not quoted: it may contain a password, or be a key that was mistaken for the URL.
  const invalid = (problem: string, hint: string): ConfigurationError =>
    new ConfigurationError({ summary: `${name} ${problem}`, hint, system })
  if (isQuoted(text)) throw invalid('has quotes around it', UNQUOTE_HINT)
  if (!/^https?:\/\//i.test(text))
    throw invalid(
      `has ${/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? 'another scheme than http and https' : 'no scheme'}`,
      `Write it as http:// or https://, such as ${example}`,
    )
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw invalid('is not a URL', `Pass a URL such as ${example}`)
  }
  // Also behind the host: a password with a slash in it ends there.
  if (url.href.includes('@'))
    throw invalid(
      'contains a user or password',
      'Remove them from the URL and pass the credentials as options',
    )
  if (url.search !== '' || url.hash !== '')
    throw invalid('has a query or fragment', `Write only the base, such as ${example}`)
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}
