import type * as Undici from 'undici'
import { loadPackage } from '../load-package.js'
import type { TlsOptions } from '../options.js'
import type { Connections } from './connections.js'
import type { Dialling } from './dial.js'
import { Exchange } from './exchange.js'
import { proxyFor } from './proxy.js'
import type { HttpRequest, HttpResponse, Transport } from './transport.js'

export interface UndiciTransportOptions {
  connectTimeoutMs: number
  tls?: TlsOptions | undefined
  /** URL of a proxy, `false` for none. Default: from the environment. */
  proxy?: string | false | undefined
}

interface Loaded {
  undici: typeof Undici
  dialling: Dialling
  Connections: typeof Connections
}

/** Sends requests with undici, which is loaded on first use. */
export class UndiciTransport implements Transport {
  readonly #options: UndiciTransportOptions
  readonly #origins = new Map<string, Connections>()
  #loaded: Loaded | undefined
  #loading: Promise<Loaded> | undefined
  #closed = false

  constructor(options: UndiciTransportOptions) {
    this.#options = options
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    request.progress.stage = 'load'
    const loaded = this.#loaded ?? (await (this.#loading ??= this.#load()))
    request.progress.stage = 'queue'
    if (this.#closed) throw closedError()
    const connections = this.#connectionsTo(new URL(request.url), loaded)
    const exchange = new Exchange(request)
    connections.run(request, exchange)
    return await exchange.response
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#origins.values()].map((connections) => connections.close(closedError())))
  }

  #connectionsTo(url: URL, { undici, dialling, Connections }: Loaded): Connections {
    let connections = this.#origins.get(url.origin)
    if (connections === undefined) {
      const origin = new URL(url.origin)
      connections = new Connections(undici, origin, proxyFor(origin, this.#options.proxy), dialling)
      this.#origins.set(url.origin, connections)
    }
    return connections
  }

  async #load(): Promise<Loaded> {
    const [undici, { Connections }] = await Promise.all([
      // Bun replaces the package undici by its own, which lacks dispatchers, but not its main file.
      loadPackage('undici', () => import('undici/index.js')),
      import('./connections.js'),
    ])
    const { tls, connectTimeoutMs } = this.#options
    const dialling: Dialling = {
      timeoutMs: connectTimeoutMs,
      secure: undici.buildConnector({
        timeout: 0,
        ...(tls?.ca === undefined ? {} : { ca: tls.ca }),
        ...(tls?.cert === undefined ? {} : { cert: tls.cert }),
        ...(tls?.key === undefined ? {} : { key: tls.key }),
        ...(tls?.serverName === undefined ? {} : { servername: tls.serverName }),
        ...(tls?.insecure === true ? { rejectUnauthorized: false } : {}),
      }),
      secureProxy: undici.buildConnector({ timeout: 0 }),
    }
    return (this.#loaded = { undici, dialling, Connections })
  }
}

const closedError = (): Error =>
  Object.assign(new Error('The connections were closed'), { code: 'UND_ERR_DESTROYED' })
