import { traceToCaller } from '../caller-stack.js'
import { ConfigurationError } from '../errors.js'
import type { Cancellation } from './cancellation.js'
import type { ResponseBody } from './transport.js'

/** A body passed on as a stream. Signals and `close()` end it; its errors are `StackError`s. */
export class StreamedBody implements ResponseBody {
  readonly #body: ResponseBody
  readonly #cancellation: Cancellation
  readonly #explain: (cause: unknown) => Error
  readonly #end: () => void
  #begun = false

  constructor(
    body: ResponseBody,
    cancellation: Cancellation,
    explain: (cause: unknown) => Error,
    end: () => void,
  ) {
    this.#body = body
    this.#cancellation = cancellation
    this.#explain = explain
    this.#end = end
  }

  text(maxBytes: number): Promise<string> {
    return this.#read(() => this.#body.text(maxBytes))
  }

  bytes(maxBytes: number): Promise<Uint8Array> {
    return this.#read(() => this.#body.bytes(maxBytes))
  }

  discard(): Promise<void> {
    return this.#read(() => this.#body.discard())
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    this.#begin()
    const chunks = this.#body[Symbol.asyncIterator]()
    try {
      for (;;) {
        const { done, value } = await this.#cancellation.race(chunks.next())
        if (done === true) return
        yield value
      }
    } catch (cause) {
      throw this.#failed(cause)
    } finally {
      this.#end()
      // A transport that ignores the signal may still be waiting.
      void chunks.return?.()?.catch(() => {})
    }
  }

  #failed(cause: unknown): Error {
    const error = this.#explain(cause)
    traceToCaller(error)
    return error
  }

  #begin(): void {
    if (this.#begun)
      throw new ConfigurationError({
        summary: 'The body of a reply was read twice',
        hint: 'Read it once, and keep what you need',
      })
    this.#begun = true
  }

  async #read<T>(read: () => Promise<T>): Promise<T> {
    this.#begin()
    try {
      return await this.#cancellation.race(read())
    } catch (cause) {
      throw this.#failed(cause)
    } finally {
      this.#end()
    }
  }
}
