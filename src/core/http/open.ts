import type { HttpClientOptions } from '../options.js'
import { checkMs } from '../options.js'
import type { System } from '../errors.js'
import { FetchTransport } from './fetch.js'
import type { Transport } from './transport.js'
import { UndiciTransport } from './undici.js'

/** The transport that the options ask for: their own, one over their `fetch`, or undici. */
export function openTransport(system: System, options: HttpClientOptions): Transport {
  if (options.transport !== undefined) return options.transport
  if (options.fetch !== undefined) return new FetchTransport(options.fetch)
  return new UndiciTransport({
    connectTimeoutMs: checkMs(system, 'connectTimeoutMs', options.connectTimeoutMs, 10_000),
    tls: options.tls,
    proxy: options.proxy,
  })
}
