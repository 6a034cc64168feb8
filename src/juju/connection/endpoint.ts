import { withOperation } from '../../core/errors/with-operation.js'
import type { RequestOptions } from '../../core/options.js'
import type { Connection } from './connection.js'
import type { ClientContext } from './context.js'
import { clientClosed } from './pool.js'
import { endedError, limitCall, type RpcRequest } from './request.js'

/** The location of an endpoint: a path of the controller, which may require a lookup. */
export interface Location {
  /** For messages: `the controller`, `model admin/openstack`. */
  readonly where: string
  /** `signal` ends the lookup. */
  path(options: RequestOptions, signal: AbortSignal | undefined): string | Promise<string>
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
   * The connection, opened if there is none; `signal` ends the wait for it.
   *
   * @param operation what the user called
   */
  async connection(
    options: RequestOptions,
    operation: string,
    signal: AbortSignal | undefined,
  ): Promise<Connection> {
    if (this.context.isClosed) throw clientClosed(operation)
    try {
      return await this.#connect(options, signal)
    } catch (error) {
      throw withOperation(error, operation)
    }
  }

  /**
   * Waits for work that callers share, within the limits of one call: they end only its own wait, and each caller gets an error of its
   * own.
   *
   * @param operation what the user called
   */
  async waitFor<T>(
    work: (signal: AbortSignal) => Promise<T>,
    options: RequestOptions,
    operation: string,
  ): Promise<T> {
    const { context, where } = this
    const { redactor } = context
    const request: RpcRequest = {
      operation,
      facade: 'Admin',
      version: 3,
      method: 'Login',
      params: {},
      where,
      redactor,
      changes: false,
      signal: context.signalOf(options),
      timeoutMs: context.timeoutOf(options),
    }
    if (request.signal?.aborted === true) throw endedError(request, false)
    const leaving = new AbortController()
    let unlimit: (() => void) | undefined
    const ended = new Promise<never>((_resolve, reject) => {
      unlimit = limitCall(request, (error) => {
        reject(error(false, false))
        leaving.abort()
      })
    })
    try {
      return await Promise.race([work(leaving.signal), ended])
    } catch (error) {
      throw withOperation(error, operation)
    } finally {
      unlimit?.()
    }
  }

  async #connect(options: RequestOptions, signal: AbortSignal | undefined): Promise<Connection> {
    for (let again = false; ; again = true) {
      const path = await this.#location.path(options, signal)
      try {
        return (this.#last = await this.context.pool.connection(path, this.where, signal))
      } catch (error) {
        if (again || this.#location.isStale?.(error) !== true) throw error
      }
    }
  }
}
