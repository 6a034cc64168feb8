import { withOperation } from '../../core/errors/with-operation.js'
import type { RequestOptions } from '../../core/options.js'
import { onAbort } from '../../core/signals.js'
import type { Connection } from './connection.js'
import type { ClientContext } from './context.js'
import { clientClosed } from './pool.js'
import { endedError } from './request.js'

/** The location of an endpoint: a path of the controller, which may require a lookup. */
export interface Location {
  /** For messages: `the controller`, `model admin/openstack`. */
  readonly where: string
  path(options: RequestOptions): string | Promise<string>
  /** Whether the path may have changed, after this failure to connect. */
  isStale?(error: unknown): boolean
}

/** The controller or a model. Its connection is opened with the first call, and again after it has ended. */
export class Endpoint {
  readonly context: ClientContext
  readonly #location: Location
  #last: Connection | undefined

  constructor(context: ClientContext, location: Location) {
    this.context = context
    this.#location = location
  }

  get where(): string {
    return this.#location.where
  }

  /** The connection, if it is open. */
  get open(): Connection | undefined {
    return this.#last?.isOpen === true && !this.context.isClosed ? this.#last : undefined
  }

  /** The version of a facade with which a verb last called a method. */
  versionOf(facade: string, method: string): number {
    return this.#last?.versionOf(facade, method) ?? 0
  }

  /**
   * The connection, opened if there is none.
   *
   * @param operation what the user called
   */
  async connection(options: RequestOptions, operation: string): Promise<Connection> {
    if (this.context.isClosed) throw clientClosed(operation)
    return await this.waitFor(this.#connect(options), options, operation)
  }

  /**
   * Waits for work that callers share: the signal of one call ends only its own wait, and each caller gets an error of its own.
   *
   * @param operation what the user called
   */
  async waitFor<T>(work: Promise<T>, options: RequestOptions, operation: string): Promise<T> {
    const { context } = this
    const signal = context.signalOf(options)
    let stop: (() => void) | undefined
    try {
      if (signal === undefined) return await work
      const ended = new Promise<never>((_resolve, reject) => {
        const end = (): void => {
          const { where } = this
          const { redactor } = context
          const call = { operation, facade: 'Admin', version: 3, method: 'Login', where, redactor }
          reject(endedError({ ...call, params: {}, changes: false, timeoutMs: 0, signal }, false))
        }
        if (signal.aborted) end()
        else stop = onAbort(signal, end)
      })
      return await Promise.race([work, ended])
    } catch (error) {
      throw withOperation(error, operation)
    } finally {
      stop?.()
    }
  }

  async #connect(options: RequestOptions): Promise<Connection> {
    for (let again = false; ; again = true) {
      const path = await this.#location.path(options)
      try {
        return (this.#last = await this.context.pool.connection(path, this.where))
      } catch (error) {
        if (again || this.#location.isStale?.(error) !== true) throw error
      }
    }
  }
}
