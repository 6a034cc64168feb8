import { BodyTooLarge, type HttpRequest, type HttpResponse, type ResponseBody, type Transport } from './transport.js'

/** Sends with a `fetch`: what msw intercepts, and what Deno and Bun have. TLS and proxies are its own affair. */
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
      ...(body === undefined ? {} : { body: streams ? ReadableStream.from(body) : (body as string | Uint8Array<ArrayBuffer>) }),
      ...(streams ? { duplex: 'half' } : {}),
    }
    const response = await this.#fetch(request.url, init)
    return { status: response.status, headers: Object.fromEntries(response.headers), body: new FetchBody(response) }
  }

  async close(): Promise<void> {}
}

class FetchBody implements ResponseBody {
  readonly #response: Response

  constructor(response: Response) {
    this.#response = response
  }

  async text(maxBytes: number): Promise<string> {
    return new TextDecoder().decode(await this.bytes(maxBytes))
  }

  async bytes(maxBytes: number): Promise<Uint8Array> {
    const chunks: Uint8Array[] = []
    let size = 0
    for await (const chunk of this) {
      size += chunk.byteLength
      if (size > maxBytes) throw new BodyTooLarge(maxBytes)
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  }

  async discard(): Promise<void> {
    await this.#response.body?.cancel()
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    if (this.#response.body !== null) yield* this.#response.body
  }
}
