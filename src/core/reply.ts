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

/** What a {@link Pending} stands for. */
export interface Sent {
  /** What is shown of the request when it is looked at. */
  readonly label: string
  /** What arrived beside the data; asked for once the data is there. */
  info(): ReplyInfo
}

/**
 * A request on its way: awaiting it gives the data, `.withResponse()` the data with status, headers and request id.
 *
 * It was sent when it was made; it is a promise, and rejects like any.
 */
export class Pending<T> extends Promise<T> {
  static override get [Symbol.species](): PromiseConstructor {
    return Promise
  }

  readonly #sent: Sent

  constructor(
    executor: (resolve: (data: T | PromiseLike<T>) => void, reject: (reason: unknown) => void) => void,
    sent: Sent,
  ) {
    super(executor)
    this.#sent = sent
  }

  static ofReply<T>(reply: Promise<Reply<T>>, label: string): Pending<T> {
    let response: ReplyInfo | undefined
    const executor = (resolve: (data: T) => void, reject: (reason: unknown) => void): void => {
      reply.then((arrived) => {
        response = arrived.response
        resolve(arrived.data)
      }, reject)
    }
    return new Pending(executor, { label, info: () => response as ReplyInfo })
  }

  /** The data together with what arrived beside it. */
  withResponse(): Promise<Reply<T>> {
    return this.then((data) => ({ data, response: this.#sent.info() }))
  }

  /** The same request with its data turned into something else. */
  map<U>(turn: (data: T) => U): Pending<U> {
    const executor = (resolve: (data: U) => void, reject: (reason: unknown) => void): void => {
      this.then((data) => resolve(turn(data))).catch(reject)
    }
    return new Pending(executor, this.#sent)
  }

  override get [Symbol.toStringTag](): string {
    return 'Pending'
  }

  [inspect.custom](): string {
    return `Pending { ${this.#sent.label} } (await it for the data, .withResponse() for status and headers)`
  }
}

// What says that it was made by Promise is awaited as it is; for anything else a second promise and a turn of the queue are spent.
void Object.defineProperty(Pending.prototype, 'constructor', { value: Promise })
