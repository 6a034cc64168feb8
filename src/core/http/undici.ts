import type * as Undici from 'undici'
import type { Agent, Dispatcher } from 'undici'
import type { TlsOptions } from '../options.js'
import { BodyTooLarge, type HttpRequest, type HttpResponse, type ResponseBody, type Transport } from './transport.js'

export interface UndiciTransportOptions {
  connectTimeoutMs: number
  tls?: TlsOptions | undefined
  /** URL of a proxy, `false` for none; absent: the environment decides. */
  proxy?: string | false | undefined
}

interface Ready {
  undici: typeof Undici
  dispatcher: Dispatcher
}

/** Several connections beat pipelining on one by three to four times; more than eight bring nothing. */
const CONNECTIONS = 8

/** Sends with undici's `request`, which is loaded with the first one. */
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
      // undici's types know a Readable but not an async iterable of bytes, which it sends all the same.
      body: (request.body ?? null) as Dispatcher.DispatchOptions['body'] & string,
      signal: request.cancellation ?? request.signal,
      // The pipeline has one clock for a whole try.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    return { status: statusCode, headers: flatten(headers), body: new UndiciBody(body, headers['content-length']) }
  }

  async close(): Promise<void> {
    this.#closed = true
    const ready = await this.#loading
    await ready?.dispatcher.destroy()
  }

  async #load(): Promise<Ready> {
    const undici = await import('undici')
    const { tls, proxy, connectTimeoutMs } = this.#options
    const connect: Agent.Options['connect'] = {
      timeout: connectTimeoutMs,
      ...(tls?.ca === undefined ? {} : { ca: tls.ca }),
      ...(tls?.cert === undefined ? {} : { cert: tls.cert }),
      ...(tls?.key === undefined ? {} : { key: tls.key }),
      ...(tls?.serverName === undefined ? {} : { servername: tls.serverName }),
      ...(tls?.insecure === true ? { rejectUnauthorized: false } : {}),
    }
    const common = { connections: CONNECTIONS, pipelining: 1, connect }
    const dispatcher =
      proxy === false
        ? new undici.Agent(common)
        : typeof proxy === 'string'
          ? new undici.ProxyAgent({ ...common, uri: proxy, requestTls: connect })
          : proxyInEnvironment()
            ? new undici.EnvHttpProxyAgent({ ...common, requestTls: connect })
            : new undici.Agent(common)
    if (this.#closed) await dispatcher.destroy()
    return (this.#ready = { undici, dispatcher })
  }
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
  readonly #length: string | string[] | undefined

  constructor(body: Dispatcher.ResponseData['body'], length: string | string[] | undefined) {
    this.#body = body
    this.#length = length
  }

  async text(maxBytes: number): Promise<string> {
    // A length that was announced is kept to by the parser: no need to count.
    if (this.#length !== undefined && Number(this.#length) <= maxBytes) return this.#body.text()
    return new TextDecoder().decode(await this.bytes(maxBytes))
  }

  async bytes(maxBytes: number): Promise<Uint8Array> {
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of this) {
      size += chunk.byteLength
      if (size > maxBytes) {
        this.#body.destroy()
        throw new BodyTooLarge(maxBytes)
      }
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  }

  async discard(): Promise<void> {
    await this.#body.dump()
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this.#body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  }
}
