import { AbortedError } from '../../core/errors.js'
import type { Caller, PathArguments, RpcOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import { List } from '../../core/paginate.js'
import type { Pending } from '../../core/reply.js'
import { onAbort } from '../../core/signals.js'
import { Call, type CallLink, nameOf, signalOf } from './call.js'
import type { Connection } from './connection.js'
import type { CallFacts } from '../errors.js'
import type { Session } from './context.js'

/** Where a link goes: a path, which may have to be asked for first. */
export interface Target {
  /** In words: `the controller`, `model admin/openstack`. */
  readonly where: string
  path(): string | Promise<string>
  /** Told of a failed login: whether the path may be another one now. */
  isStale?(error: unknown): boolean
}

const NO_OPTIONS: RequestOptions = {}

/** Carries out the calls of one connection: connects with the first, and again after an end. */
export class Link implements Caller<RpcOperation>, CallLink {
  readonly session: Session
  readonly #target: Target
  /** The last connection that was used. */
  #last: Connection | undefined

  constructor(session: Session, target: Target) {
    this.session = session
    this.#target = target
  }

  get where(): string {
    return this.#target.where
  }

  get open(): Connection | undefined {
    return this.#last?.isOpen === true ? this.#last : undefined
  }

  call<T>(
    operation: RpcOperation,
    _path: PathArguments,
    params: object,
    options?: RequestOptions,
  ): Pending<T> {
    const pending = this.send<T>(operation, params, options)
    // What answers nothing answers {} on the wire.
    return operation.schema === undefined ? pending.map(() => null as T) : pending
  }

  /** A call with its reply as it came. */
  send<T>(operation: RpcOperation, params: object, options: RequestOptions = NO_OPTIONS): Pending<T> {
    const call = new Call<T>(this, operation, params, options)
    call.start()
    return call.pending
  }

  /** Juju's lists do not page: the first page is everything. */
  list<T>(operation: RpcOperation, path: PathArguments, params: object, options?: RequestOptions): List<T> {
    return new List<T>(
      async () => {
        const { data, response } = await this.call<T[]>(operation, path, params, options).withResponse()
        return { data: { items: data }, response }
      },
      `Juju ${nameOf(operation)} on ${this.where}`,
    )
  }

  /** What errors about a call say of it. */
  factsOf(facade: string, method: string): CallFacts {
    return {
      facade,
      method,
      version: this.#last?.versionOf(facade, method) ?? 0,
      where: this.where,
      redactor: this.session.redactor,
    }
  }

  /** The connection, opened if there is none. What opens it is shared: the options of one call end only the wait of that call. */
  async connection(options: RequestOptions = NO_OPTIONS): Promise<Connection> {
    const signal = signalOf(options, this.session)
    return await unlessAborted(this.#connect(), signal, this.where)
  }

  async #connect(): Promise<Connection> {
    for (let again = false; ; again = true) {
      const path = await this.#target.path()
      try {
        return (this.#last = await this.session.connection(path, this.where))
      } catch (error) {
        if (again || this.#target.isStale?.(error) !== true) throw error
      }
    }
  }
}

async function unlessAborted<T>(
  opening: Promise<T>,
  signal: AbortSignal | undefined,
  where: string,
): Promise<T> {
  if (signal === undefined) return await opening
  let stop: (() => void) | undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    const abort = (): void =>
      reject(
        new AbortedError({
          system: 'juju',
          operation: 'connect',
          summary: `Juju connection to ${where}: the wait for it was aborted by its signal`,
        }),
      )
    if (signal.aborted) abort()
    else stop = onAbort(signal, abort)
  })
  try {
    return await Promise.race([opening, aborted])
  } finally {
    stop?.()
  }
}
