import type { HttpClientOptions, RequestOptions, RetryOptions, TlsOptions } from './options.js'
import type { WaitOptions } from './wait.js'

/** The fields of an options object with their types. A field that is missing or unknown does not compile. */
export type Form<T> = { readonly [Field in keyof T]-?: string }

export const retryForm: Form<RetryOptions> = {
  max: 'number',
  baseMs: 'number',
  maxMs: 'number',
  maxRetryAfterMs: 'number',
}

export const tlsForm: Form<TlsOptions> = {
  ca: 'string | string[]',
  cert: 'string',
  key: 'string',
  serverName: 'string',
  insecure: 'bool',
}

export const requestForm: Form<RequestOptions> = {
  signal: 'signal',
  timeoutMs: 'number',
  totalTimeoutMs: 'number',
  retries: 'number | object',
  idempotent: 'bool',
  headers: 'map<string>',
  validate: 'enum(report|strict|off)',
  extra: 'object',
}

export const waitForm: Form<WaitOptions> = {
  timeoutMs: 'number',
  intervalMs: 'number',
  signal: 'signal',
  onProgress: 'function',
}

export const httpClientForm: Form<HttpClientOptions> = {
  timeoutMs: 'number',
  totalTimeoutMs: 'number',
  connectTimeoutMs: 'number',
  retries: 'number | object',
  signal: 'signal',
  headers: 'map<string>',
  userAgent: 'string',
  tls: 'object',
  proxy: 'string | bool',
  maxResponseBytes: 'number',
  validate: 'enum(report|strict|off)',
  fetch: 'function',
  transport: 'object',
}
