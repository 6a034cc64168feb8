import type { Dispatcher } from 'undici'
import { decodeUtf8, type ResponseBody, readBytes, tooLarge } from './transport.js'

/** Bytes that wait to be read before the connection is paused. */
const HIGH_WATER_MARK = 65_536
/** More than this is not read only to keep a connection. */
const MAX_DISCARDED = 131_072

/** The body of a response of undici, which pushes chunks. */
export class IncomingBody implements ResponseBody {
  readonly #controller: Dispatcher.DispatchController
  readonly #headers: Readonly<Record<string, string>>
  #chunks: Buffer[] = []
  #size = 0
  #ended = false
  #failure: { cause: unknown } | undefined
  /** Who waits for more than `above` bytes, or the end. */
  #reader: { above: number; wake: () => void } | undefined

  constructor(controller: Dispatcher.DispatchController, headers: Readonly<Record<string, string>>) {
    this.#controller = controller
    this.#headers = headers
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#size += chunk.byteLength
    if (this.#reader === undefined) {
      if (this.#size >= HIGH_WATER_MARK) this.#controller.pause()
    } else if (this.#size > this.#reader.above) this.#wake()
  }

  end(): void {
    this.#ended = true
    this.#wake()
  }

  fail(cause: unknown): void {
    this.#failure ??= { cause }
    this.#wake()
  }

  async text(maxBytes: number): Promise<string> {
    return decodeUtf8(await this.bytes(maxBytes))
  }

  async bytes(maxBytes: number): Promise<Uint8Array> {
    if (this.#headers['content-encoding'] !== undefined) return await readBytes(this, maxBytes)
    if (!this.#ended) await this.#more(maxBytes)
    if (this.#failure !== undefined) throw this.#failure.cause as Error
    if (this.#size > maxBytes) {
      this.#abort()
      throw tooLarge(maxBytes)
    }
    const chunks = this.#take()
    return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)
  }

  async discard(): Promise<void> {
    await this.#more(MAX_DISCARDED)
    if (this.#failure !== undefined) throw this.#failure.cause as Error
    if (!this.#ended) this.#abort()
    this.#take()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    const coding = this.#headers['content-encoding']
    if (coding === undefined) return yield* this.#raw()
    const { decompress } = await import('./decompress.js')
    yield* decompress(this.#raw(), coding)
  }

  async *#raw(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (;;) {
        yield* this.#take()
        if (this.#failure !== undefined) throw this.#failure.cause as Error
        if (this.#ended && this.#size === 0) return
        await this.#more(0)
      }
    } finally {
      if (!this.#ended) this.#abort()
    }
  }

  #take(): Buffer[] {
    const chunks = this.#chunks
    this.#chunks = []
    this.#size = 0
    return chunks
  }

  /** Waits until there are more than `above` bytes, or no more will come. */
  async #more(above: number): Promise<void> {
    if (this.#ended || this.#failure !== undefined || this.#size > above) return
    await new Promise<void>((resolve) => {
      this.#reader = { above, wake: resolve }
      this.#controller.resume()
    })
  }

  #wake(): void {
    const reader = this.#reader
    this.#reader = undefined
    reader?.wake()
  }

  #abort(): void {
    if (this.#failure === undefined) this.#controller.abort(new Error('The rest of the reply is not read'))
  }
}
