import type * as Undici from 'undici'
import type { Agent, Dispatcher } from 'undici'
import { loadPackage } from '../load-package.js'
import type { TlsOptions } from '../options.js'
import {
  type HttpRequest,
  type HttpResponse,
  readBytes,
  type ResponseBody,
  type Transport,
} from './transport.js'

export interface UndiciTransportOptions {
  connectTimeoutMs: number
  tls?: TlsOptions | undefined
  /** URL of a proxy, `false` for none. Default: from the environment. */
  proxy?: string | false | undefined
}

interface Ready {
  undici: typeof Undici
  dispatcher: Dispatcher
}

/** Several connections are three to four times as fast as pipelining on one; more than eight are no faster. */
const CONNECTIONS = 8

/** Sends requests with undici, which is loaded on first use. */
export class UndiciTransport implements Transport {
  readonly #options: UndiciTransportOptions
  #ready: Ready | undefined
  #loading: Promise<Ready> | undefined
  #closed = false

  constructor(options: UndiciTransportOptions) {
    this.#options = options
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    const { undici, dispatcher } = this.#ready ?? (await (this.#loading ??= this.#load()))
    const { statusCode, headers, body } = await undici.request(request.url, {
      dispatcher,
      method: request.method,
      headers: request.headers,
      // undici accepts an async iterable of bytes, but its types do not.
      body: (request.body ?? null) as Dispatcher.DispatchOptions['body'] & string,
      signal: request.cancellation ?? request.signal,
    })
    const flat = flatten(headers)
    return { status: statusCode, headers: flat, body: new UndiciBody(body, flat) }
  }

  async close(): Promise<void> {
    this.#closed = true
    // If loading failed, the call has already failed.
    const ready = await this.#loading?.catch(() => undefined)
    await ready?.dispatcher.destroy()
  }

  async #load(): Promise<Ready> {
    // Bun replaces the package undici by its own, which lacks dispatchers, but not its main file.
    const undici = await loadPackage('undici', () => import('undici/index.js'))
    const { tls, proxy, connectTimeoutMs } = this.#options
    const connect: Agent.Options['connect'] = {
      timeout: connectTimeoutMs,
      ...(tls?.ca === undefined ? {} : { ca: tls.ca }),
      ...(tls?.cert === undefined ? {} : { cert: tls.cert }),
      ...(tls?.key === undefined ? {} : { key: tls.key }),
      ...(tls?.serverName === undefined ? {} : { servername: tls.serverName }),
      ...(tls?.insecure === true ? { rejectUnauthorized: false } : {}),
    }
    // The pipeline limits the time of a whole try.
    const common = { connections: CONNECTIONS, pipelining: 1, headersTimeout: 0, bodyTimeout: 0, connect }
    const dispatcher =
      proxy === false
        ? new undici.Agent(common)
        : typeof proxy === 'string'
          ? new undici.ProxyAgent({ ...common, uri: proxy, requestTls: connect })
          : proxyInEnvironment()
            ? new undici.EnvHttpProxyAgent({ ...common, requestTls: connect })
            : new undici.Agent(common)
    dispatcher.on('connectionError', markMissingTls)
    dispatcher.once('connect', () => dispatcher.off('connectionError', markMissingTls))
    if (this.#closed) await dispatcher.destroy()
    return (this.#ready = { undici, dispatcher })
  }
}

/**
 * A port without TLS may reset a connection that begins with TLS, and there is no error code for it. Only a reset before the connection is
 * established counts as missing TLS; a later one may be a server that restarts.
 */
function markMissingTls(origin: URL, _targets: unknown, error: Error): void {
  if (origin.protocol === 'https:' && 'code' in error && error.code === 'ECONNRESET')
    error.cause ??= Object.assign(new Error('The connection ended before the TLS handshake'), {
      code: 'ERR_TLS_NOT_SPOKEN',
    })
}

const proxyInEnvironment = (): boolean =>
  ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'].some((name) => (process.env[name] ?? '') !== '')

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  for (const name in headers) {
    const value = headers[name]
    if (Array.isArray(value)) headers[name] = value.join(', ')
  }
  return headers as Record<string, string>
}

class UndiciBody implements ResponseBody {
  readonly #body: Dispatcher.ResponseData['body']
  readonly #headers: Record<string, string>

  constructor(body: Dispatcher.ResponseData['body'], headers: Record<string, string>) {
    this.#body = body
    this.#headers = headers
  }

  text(maxBytes: number): Promise<string> {
    const length = this.#headers['content-length']
    // The parser enforces an announced length: no need to count.
    if (length !== undefined && Number(length) <= maxBytes && this.#headers['content-encoding'] === undefined)
      return this.#body.text()
    return this.bytes(maxBytes).then((bytes) => new TextDecoder().decode(bytes))
  }

  bytes(maxBytes: number): Promise<Uint8Array> {
    return readBytes(this, maxBytes)
  }

  async discard(): Promise<void> {
    await this.#body.dump()
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    const coding = this.#headers['content-encoding']
    return coding === undefined
      ? (this.#body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>)
      : this.#decompressed(coding)
  }

  async *#decompressed(coding: string): AsyncGenerator<Uint8Array, void, undefined> {
    const { decompress } = await import('./decompress.js')
    yield* decompress(this.#body as AsyncIterable<Uint8Array>, coding)
  }
}
