import {
  decodeUtf8,
  type HttpRequest,
  type HttpResponse,
  readBytes,
  type ResponseBody,
  type Transport,
} from './transport.js'

/** Sends requests with a `fetch`, as for msw, Deno and Bun. It uses the TLS and proxy settings of that `fetch`. */
export class FetchTransport implements Transport {
  readonly #fetch: typeof globalThis.fetch

  constructor(fetch: typeof globalThis.fetch) {
    this.#fetch = fetch
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    const { body } = request
    const streams = body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array)
    const init: RequestInit & { duplex?: 'half' } = {
      method: request.method,
      headers: request.headers,
      redirect: 'manual',
      signal: request.signal,
      ...(body === undefined
        ? {}
        : { body: streams ? ReadableStream.from(body) : (body as string | Uint8Array<ArrayBuffer>) }),
      ...(streams ? { duplex: 'half' } : {}),
    }
    const response = await this.#fetch(request.url, init).catch((cause: unknown) => {
      throw asUnsendable(request, cause)
    })
    return { status: response.status, headers: joined(response.headers), body: new FetchBody(response) }
  }

  async close(): Promise<void> {}
}

/** Marks the error of a `fetch` that refuses the URL, the method or the headers: nothing was sent. */
function asUnsendable({ url, method, headers }: HttpRequest, cause: unknown): unknown {
  try {
    void new Request(url, { method, headers })
    return cause
  } catch (refused) {
    return Object.assign(new Error((refused as Error).message, { cause: refused }), {
      code: 'ERR_INVALID_ARG_VALUE',
    })
  }
}

/** `set-cookie` is the only header that `Headers` does not join. */
function joined(headers: Headers): Record<string, string> {
  const all = Object.fromEntries(headers)
  if (all['set-cookie'] !== undefined) all['set-cookie'] = headers.getSetCookie().join(', ')
  return all
}

class FetchBody implements ResponseBody {
  readonly #response: Response

  constructor(response: Response) {
    this.#response = response
  }

  async text(maxBytes: number): Promise<string> {
    return decodeUtf8(await this.bytes(maxBytes))
  }

  bytes(maxBytes: number): Promise<Uint8Array> {
    return readBytes(this, maxBytes)
  }

  async discard(): Promise<void> {
    await this.#response.body?.cancel()
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    if (this.#response.body !== null) yield* this.#response.body
  }
}
