import { ConnectionError } from '../../core/errors.js'
import type { Redactor } from '../../core/redact.js'
import { SharedWork } from '../../core/shared-work.js'
import type { ConnectionSettings } from '../options.js'
import { Connection } from './connection.js'
import { CLIENT_CLOSED } from './request.js'

/** The connections of a client and of those derived from it: one for each path, opened on first use and again after it has ended. */
export class ConnectionPool {
  readonly settings: ConnectionSettings
  readonly redactor: Redactor
  readonly #connections = new Map<string, Connection>()
  readonly #opening = new Map<string, SharedWork<Connection>>()
  readonly #closing = new AbortController()

  constructor(settings: ConnectionSettings, redactor: Redactor) {
    this.settings = settings
    this.redactor = redactor
  }

  /** Aborts when the pool is closed. */
  get signal(): AbortSignal {
    return this.#closing.signal
  }

  /** The open connection of a path, or a new one. `signal` ends only this wait, and the dial when no other call waits for it. */
  async connection(path: string, where: string, signal: AbortSignal | undefined): Promise<Connection> {
    if (this.signal.aborted) throw clientClosed('connect')
    const known = this.#connections.get(path)
    if (known?.isOpen === true) return known
    let opening = this.#opening.get(path)
    if (opening === undefined || opening.isAbandoned) {
      const work = new SharedWork((unwanted) => this.#open(path, where, unwanted))
      this.#opening.set(path, (opening = work))
      const forget = (): void => {
        if (this.#opening.get(path) === work) this.#opening.delete(path)
      }
      work.settled.then(forget, forget)
    }
    return await opening.wait(signal)
  }

  /** Ends the connections and the dials under way. */
  async close(): Promise<void> {
    this.#closing.abort(CLIENT_CLOSED)
    const all = [...this.#connections.values()]
    this.#connections.clear()
    const dials = [...this.#opening.values()].map(({ settled }) => settled)
    await Promise.allSettled([...all.map((connection) => connection.close()), ...dials])
  }

  async #open(path: string, where: string, unwanted: AbortSignal): Promise<Connection> {
    const { settings, redactor } = this
    const signal = AbortSignal.any([unwanted, this.signal])
    try {
      const connection: Connection = await Connection.open({
        settings,
        redactor,
        path,
        where,
        signal,
        onEnd: () => {
          if (this.#connections.get(path) === connection) this.#connections.delete(path)
        },
      })
      if (signal.aborted) await connection.close()
      else this.#connections.set(path, connection)
      signal.throwIfAborted()
      return connection
    } catch (error) {
      throw this.signal.aborted ? clientClosed('connect', error) : error
    }
  }
}

export const clientClosed = (operation: string, cause?: unknown): ConnectionError =>
  new ConnectionError({
    system: 'juju',
    operation,
    summary: `Juju ${operation} failed: the client was closed`,
    hint: 'Create a new client; one that with() derived ends with the client it was derived from',
    reason: 'closed',
    cause,
  })
