import type { Cancellation } from './cancellation.js'

/**
 * What a request waits for: the package that sends it, a free connection, a new one, the reply of a proxy, the TLS handshake; `sent` once
 * bytes of it may have left.
 */
export type RequestStage = 'load' | 'queue' | 'connect' | 'proxy' | 'tls' | 'sent'

/** How far a request has got, kept by the transport. */
export interface RequestProgress {
  /** Absent if the transport does not say: then the request counts as sent. */
  stage?: RequestStage
  /** The proxy on the way, without user and password. */
  proxy?: string
}

/** A request for a transport, which adds nothing to it and follows no redirects. */
export interface HttpRequest {
  method: string
  url: string
  headers: Record<string, string>
  body?: string | Uint8Array | AsyncIterable<Uint8Array> | undefined
  /** Ends the request and the reading of its reply. */
  readonly signal: AbortSignal
  /** A transport may write here how far the request has got, so that errors know whether it may have been carried out. */
  readonly progress: RequestProgress
  /**
   * The same as `signal`, which is expensive to create.
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
    if (size > maxBytes) throw tooLarge(maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The error of a body above a limit. */
export const tooLarge = (maxBytes: number): UnreadableBody =>
  new UnreadableBody(`the reply is larger than ${maxBytes} bytes`, 'Request less, or raise maxResponseBytes')

/** Decodes UTF-8, without a byte order mark. */
export function decodeUtf8(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}
