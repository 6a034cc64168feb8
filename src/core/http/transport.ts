import type { Cancellation } from './cancellation.js'

/** A request as a transport sends it: nothing is added to it and nothing is followed. */
export interface HttpRequest {
  method: string
  url: string
  headers: Record<string, string>
  body?: string | Uint8Array | AsyncIterable<Uint8Array> | undefined
  /** Ends the request and the reading of its reply. */
  readonly signal: AbortSignal
  /** The same as an emitter, which is cheaper where it is understood. */
  readonly cancellation?: Cancellation
}

/** A response whose body is still to be read, once. */
export interface HttpResponse {
  status: number
  /** Lower-case names; what came several times is joined by `, `. */
  headers: Record<string, string>
  body: ResponseBody
}

export interface ResponseBody extends AsyncIterable<Uint8Array> {
  /** The whole body; rejects with {@link BodyTooLarge} above `maxBytes`. */
  text(maxBytes: number): Promise<string>
  bytes(maxBytes: number): Promise<Uint8Array>
  /** Reads and drops the rest, so that the connection can be used again. */
  discard(): Promise<void>
}

/** Sends requests. The undici transport is the default; `fetch` and your own are options. */
export interface Transport {
  send(request: HttpRequest): Promise<HttpResponse>
  close(): Promise<void>
}

export class BodyTooLarge extends Error {
  constructor(readonly maxBytes: number) {
    super(`the body is larger than ${maxBytes} bytes`)
  }
}
