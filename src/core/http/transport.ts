import type { Cancellation } from './cancellation.js'

/** A request for a transport, which adds nothing to it and follows no redirects. */
export interface HttpRequest {
  method: string
  url: string
  headers: Record<string, string>
  body?: string | Uint8Array | AsyncIterable<Uint8Array> | undefined
  /** Ends the request and the reading of its reply. */
  readonly signal: AbortSignal
  /**
   * The same as an emitter, which is cheaper if a library accepts one.
   *
   * @internal
   */
  readonly cancellation?: Cancellation
}

/** A response. Its body can be read once. */
export interface HttpResponse {
  status: number
  /** Lower-case names; repeated headers are joined by `, `. */
  headers: Record<string, string>
  body: ResponseBody
}

export interface ResponseBody extends AsyncIterable<Uint8Array> {
  /** The whole body as UTF-8; rejects with `UnreadableBody` above `maxBytes`. */
  text(maxBytes: number): Promise<string>
  /** The whole body; rejects with `UnreadableBody` above `maxBytes`. */
  bytes(maxBytes: number): Promise<Uint8Array>
  /** Reads and drops the rest, so that the connection can be reused. */
  discard(): Promise<void>
}

/** Sends requests. The default uses undici; options are `fetch` and a transport of your own. */
export interface Transport {
  send(request: HttpRequest): Promise<HttpResponse>
  close(): Promise<void>
}

/** A body that cannot be read. A custom transport may throw it to explain why. */
export class UnreadableBody extends Error {
  readonly problem: string
  readonly hint: string
  /** What was read. */
  readonly text: string

  constructor(problem: string, hint: string, text = '') {
    super(problem)
    this.problem = problem
    this.hint = hint
    this.text = text
  }
}

/** Reads all bytes of a body, at most `maxBytes`. */
export async function readBytes(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > maxBytes)
      throw new UnreadableBody(
        `the reply is larger than ${maxBytes} bytes`,
        'Request less, or raise maxResponseBytes',
      )
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
