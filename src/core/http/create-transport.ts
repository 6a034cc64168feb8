import type { HttpClientOptions } from '../options.js'
import { checkMs } from '../options.js'
import type { System } from '../errors.js'
import { CustomTransport } from './custom.js'
import { FetchTransport } from './fetch.js'
import type { Transport } from './transport.js'
import { UndiciTransport } from './undici.js'

/** Creates a transport from options: `transport`, one that uses `fetch`, or undici. */
export function createTransport(system: System, options: HttpClientOptions): Transport {
  if (options.transport !== undefined) return new CustomTransport(system, options.transport)
  if (options.fetch !== undefined) return new FetchTransport(options.fetch)
  return new UndiciTransport({
    connectTimeoutMs: checkMs(system, 'connectTimeoutMs', options.connectTimeoutMs, 10_000),
    tls: options.tls,
    proxy: options.proxy,
  })
}

/** Options about connections. A derived client that changes one of them needs connections of its own. */
const CONNECTION_OPTIONS = ['tls', 'proxy', 'connectTimeoutMs', 'fetch', 'transport'] as const

/** A transport, and a signal that aborts when the client is closed whose connections it shares. */
export interface SharedTransport {
  transport: Transport
  closing?: AbortSignal
}

/**
 * Returns the transport of a derived client. Unless the changes are about connections, it is shared and stays open when the derived
 * client is closed.
 */
export function deriveTransport(
  system: System,
  { transport, closing }: Required<SharedTransport>,
  options: HttpClientOptions,
  changes: HttpClientOptions,
): SharedTransport {
  if (CONNECTION_OPTIONS.some((name) => changes[name] !== undefined))
    return { transport: createTransport(system, { ...options, ...changes }) }
  return { transport: { send: (request) => transport.send(request), close: async () => {} }, closing }
}
