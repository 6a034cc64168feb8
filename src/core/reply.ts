import { inspect } from 'node:util'

/** What arrived beside the data of a reply. */
export interface ReplyInfo {
  /** HTTP status; absent for Juju's calls. */
  status?: number
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>
  /** The server's id of the request, or the one that the client sent. */
  requestId: string
  /** Tries that it took. */
  attempts: number
  durationMs: number
}

export interface Reply<T> {
  data: T
  response: ReplyInfo
}

/**
 * A request on its way: awaiting it gives the data, `.withResponse()` the data with status, headers and request id.
 *
 * It was sent when it was made; it rejects like any promise.
 */
export class Pending<T> implements PromiseLike<T> {
  readonly #reply: Promise<Reply<T>>
  readonly #label: string
  #data: Promise<T> | undefined

  constructor(reply: Promise<Reply<T>>, label: string) {
    this.#reply = reply
    this.#label = label
  }

  /** The data together with what arrived beside it. */
  withResponse(): Promise<Reply<T>> {
    return this.#reply
  }

  then<A = T, B = never>(onFulfilled?: ((data: T) => A | PromiseLike<A>) | null, onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<A | B> {
    return this.#promise().then(onFulfilled, onRejected)
  }

  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.#promise().catch(onRejected)
  }

  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.#promise().finally(onFinally)
  }

  /** The same request with its data turned into something else. */
  map<U>(turn: (data: T) => U): Pending<U> {
    return new Pending(
      this.#reply.then(({ data, response }) => ({ data: turn(data), response })),
      this.#label,
    )
  }

  #promise(): Promise<T> {
    return (this.#data ??= this.#reply.then(({ data }) => data))
  }

  get [Symbol.toStringTag](): string {
    return 'Pending'
  }

  [inspect.custom](): string {
    return `Pending { ${this.#label} } (await it for the data, .withResponse() for status and headers)`
  }
}
