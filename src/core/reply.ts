import { inspect } from 'node:util'
import { rejection } from './caller-stack.js'
import { refuseUseBeforeAwait } from './not-awaited.js'
import { viewShort } from './short-view.js'
import { anyRedactor } from './redact.js'

/** Metadata of a reply. */
export interface ReplyInfo {
  /** HTTP status; absent for Juju's calls. */
  status?: number
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>
  /** The server's id of the request, or the one that the client sent. */
  requestId: string
  /** Number of tries. */
  attempts: number
  durationMs: number
}

export interface Reply<T> {
  data: T
  response: ReplyInfo
}

/** The request of a {@link Pending}. */
export interface Sent {
  /** What `util.inspect` shows of the request. */
  readonly label: string
  /** Metadata of the reply; called after the data has arrived. */
  info(): ReplyInfo
}

/**
 * A request that was sent: awaiting it returns the data, `.withResponse()` the data with status, headers and request id.
 *
 * It is sent when created, and rejects as any promise does.
 */
export class Pending<T> extends Promise<T> {
  static override get [Symbol.species](): PromiseConstructor {
    return Promise
  }

  readonly #sent: Sent

  /** @internal */
  constructor(
    executor: (resolve: (data: T | PromiseLike<T>) => void, reject: (reason: unknown) => void) => void,
    sent: Sent,
  ) {
    super(executor)
    this.#sent = sent
  }

  /** @internal */
  static ofReply<T>(reply: Promise<Reply<T>>, label: string): Pending<T> {
    let response: ReplyInfo | undefined
    const executor = (resolve: (data: T | PromiseLike<T>) => void): void => {
      reply.then(
        (arrived) => {
          response = arrived.response
          resolve(viewShort(arrived.data))
        },
        (error: unknown) => resolve(rejection(error)),
      )
    }
    return new Pending(executor, { label, info: () => response as ReplyInfo })
  }

  /** Returns the data with status, headers and request id. */
  withResponse(): Promise<Reply<T>> {
    return this.then((data) => ({ data, response: this.#sent.info() }))
  }

  /**
   * Returns the same request with its data transformed.
   *
   * @internal
   */
  transform<U>(turn: (data: T) => U): Pending<U> {
    const executor = (resolve: (data: U | PromiseLike<U>) => void): void => {
      this.then((data) => resolve(turn(data))).catch((error: unknown) => resolve(rejection(error)))
    }
    return new Pending(executor, this.#sent)
  }

  /** @internal */
  static labelOf(pending: Pending<unknown>): string {
    return pending.#sent.label
  }

  override get [Symbol.toStringTag](): string {
    return 'Pending'
  }

  [inspect.custom](): string {
    return `Pending { ${anyRedactor.text(this.#sent.label)} } (await it for the data, .withResponse() for status and headers)`
  }
}

// A promise whose constructor is Promise is awaited directly; any other costs a second promise and one more microtask.
void Object.defineProperty(Pending.prototype, 'constructor', { value: Promise })
refuseUseBeforeAwait(Pending.prototype, (pending) => Pending.labelOf(pending))
