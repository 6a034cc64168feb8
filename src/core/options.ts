import type { Transport } from './http/transport.js'
import { ConfigurationError, type System } from './errors.js'

/** What to do with a reply that differs from its schema: report it and pass it on, refuse it, or do not look. */
export type ValidateMode = 'report' | 'strict' | 'off'

/** When and how often a failed request is tried again. Only what is safe to repeat is repeated. */
export interface RetryOptions {
  /**
   * Tries after the first.
   * @default 2
   */
  max?: number
  /**
   * Upper bound of the first delay in milliseconds; it doubles each time, and the delay is drawn between 0 and it.
   * @default 250
   */
  baseMs?: number
  /**
   * Upper bound of any drawn delay in milliseconds.
   * @default 8000
   */
  maxMs?: number
  /**
   * A `Retry-After` above this many milliseconds is not waited for.
   * @default 60000
   */
  maxRetryAfterMs?: number
}

/** Trust and identity of a TLS connection. */
export interface TlsOptions {
  /** PEM of the authorities to trust instead of the system's. */
  ca?: string | string[]
  /** PEM of the client's certificate. */
  cert?: string
  /** PEM of the client's key. */
  key?: string
  /** Name that the server's certificate must carry, when it is not the host of the URL. */
  serverName?: string
  /**
   * Accept any certificate. Only for a laboratory: anybody between can read and change everything.
   * @default false
   */
  insecure?: boolean
}

/** Options of one call; what is absent comes from the client. */
export interface RequestOptions {
  /** Ends the call; an ended call rejects with `AbortedError`. */
  signal?: AbortSignal
  /** Milliseconds for each try, from the first byte sent to the last received, or to the headers where the body is handed on as a stream. */
  timeoutMs?: number
  /** Milliseconds for the call with all its tries and delays. */
  totalTimeoutMs?: number
  /** Tries after the first, or more about them. */
  retries?: number | RetryOptions
  /** Says that doing it twice is the same as doing it once, so that it may be tried again when its fate is unknown. */
  idempotent?: boolean
  /** Headers to add; those that sign the request cannot be replaced. */
  headers?: Record<string, string>
  /** What to do with a reply that differs from its schema. */
  validate?: ValidateMode
  /** Parameters that only a newer server knows, sent as they are beside the known ones. */
  extra?: Readonly<Record<string, unknown>>
}

/** Options that the clients of HTTP systems share. */
export interface HttpClientOptions {
  /**
   * Milliseconds for each try of a request.
   * @default 120000
   */
  timeoutMs?: number
  /**
   * Milliseconds for a call with all its tries and delays; 0 for no limit.
   * @default 0
   */
  totalTimeoutMs?: number
  /**
   * Milliseconds for a connection to be established.
   * @default 10000
   */
  connectTimeoutMs?: number
  /** Tries after the first, or more about them. */
  retries?: number | RetryOptions
  /** Ends every call of this client. */
  signal?: AbortSignal
  /** Headers of every request. */
  headers?: Record<string, string>
  /** Appended to the `User-Agent` header. */
  userAgent?: string
  /** Trust and identity, where the system's own will not do. */
  tls?: TlsOptions
  /**
   * URL of an HTTP proxy; `false` for none.
   * @default HTTPS_PROXY, HTTP_PROXY and NO_PROXY of the environment
   */
  proxy?: string | false
  /**
   * Bytes of a reply's body that are read at the most.
   * @default 268435456
   */
  maxResponseBytes?: number
  /**
   * What to do with a reply that differs from its schema.
   * @default 'report'
   */
  validate?: ValidateMode
  /** A `fetch` to send with instead of undici: for msw, Deno and Bun. TLS and proxy are then its own affair. */
  fetch?: typeof globalThis.fetch
  /** A transport of your own. */
  transport?: Transport
}

/** The options that a client is made from; plain JavaScript may leave them away. */
export function requireOptions<Options extends object>(
  system: System,
  maker: string,
  options: Options,
  hint: string,
): Options {
  if (typeof options === 'object' && options !== null) return options
  throw new ConfigurationError({
    system,
    summary: `${maker} was called ${options === undefined ? 'without options' : `with ${String(options)} for its options`}`,
    hint,
  })
}

/** Whether quotes stand around a value: `.env` files and `docker --env-file` may leave them there. */
export const isQuoted = (text: string): boolean => /^["'`]|["'`]$/.test(text.trim())

export const UNQUOTE_HINT = 'Take the quotes away, also where the environment or a file gives it'

/** A positive number of milliseconds, or a complaint that names the option. */
export function checkMs(system: System, name: string, value: number | undefined, fallback: number): number {
  if (value === undefined) return fallback
  if (Number.isFinite(value) && value >= 0) return value
  throw new ConfigurationError({
    summary: `${name} is ${String(value)}, which is no number of milliseconds`,
    hint: 'Give a number from 0 up',
    system,
  })
}

/** Complains about numbers of tries and milliseconds that cannot be meant. */
export function checkRetries(system: System, retries: number | RetryOptions | undefined): void {
  const { max, ...times } = typeof retries === 'object' ? retries : { max: retries }
  if (max !== undefined && !(max >= 0))
    throw new ConfigurationError({
      summary: `retries is ${String(max)}, which is no number of tries`,
      hint: 'Give a number from 0 up',
      system,
    })
  for (const [name, value] of Object.entries(times)) checkMs(system, `retries.${name}`, value, 0)
}

/** A base URL that ends in a slash, or a complaint that says what is wrong with it. */
export function parseBaseUrl(system: System, name: string, text: string | undefined, example: string): URL {
  if (typeof text !== 'string' || text === '')
    throw new ConfigurationError({ summary: `${name} is missing`, hint: `Write it like ${example}`, system })
  // What may be a password or a token is not shown.
  const shown = text
    .replace(/\/\/.*@/, '//[redacted]@')
    .replace(/[?#].*/s, (rest) => `${rest.charAt(0)}[redacted]`)
  const bad = (problem: string, hint: string): ConfigurationError =>
    new ConfigurationError({ summary: `${name} ${JSON.stringify(shown)} ${problem}`, hint, system })
  if (isQuoted(text)) throw bad('has quotes around it', UNQUOTE_HINT)
  if (!/^https?:\/\//i.test(text))
    throw bad('has no scheme', `Write it as http:// or https://, such as ${example}`)
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw bad('is not a URL', `Write it like ${example}`)
  }
  if (url.username !== '' || url.password !== '')
    throw bad('carries a user or password', 'Take them out of the URL and pass the API key as an option')
  if (url.search !== '' || url.hash !== '')
    throw bad('has a query or fragment', `Write only the base, such as ${example}`)
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}
