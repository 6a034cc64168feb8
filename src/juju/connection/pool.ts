import { ConnectionError } from '../../core/errors.js'
import type { Redactor } from '../../core/redact.js'
import type { ConnectionSettings } from '../options.js'
import { Connection } from './connection.js'

/** The connections of a client and of those derived from it: one for each path, opened on first use and again after it has ended. */
export class ConnectionPool {
  readonly settings: ConnectionSettings
  readonly redactor: Redactor
  readonly #connections = new Map<string, Promise<Connection>>()
  readonly #closing = new AbortController()

  constructor(settings: ConnectionSettings, redactor: Redactor) {
    this.settings = settings
    this.redactor = redactor
  }

  /** Aborts when the pool is closed. */
  get signal(): AbortSignal {
    return this.#closing.signal
  }

  /** The open connection of a path, or a new one. */
  async connection(path: string, where: string): Promise<Connection> {
    if (this.signal.aborted) throw clientClosed('connect')
    const known = this.#connections.get(path)
    if (known !== undefined) {
      const connection = await known
      if (connection.isOpen) return connection
      // The first caller after an end opens the next connection.
      if (this.#connections.get(path) !== known) return await this.connection(path, where)
    }
    const { settings, redactor, signal } = this
    const forget = (): void => {
      if (this.#connections.get(path) === opening) this.#connections.delete(path)
    }
    const opening: Promise<Connection> = Connection.open({
      settings,
      redactor,
      path,
      where,
      signal,
      onEnd: forget,
    })
    this.#connections.set(path, opening)
    try {
      return await opening
    } catch (error) {
      forget()
      throw signal.aborted ? clientClosed('connect', error) : error
    }
  }

  async close(): Promise<void> {
    this.#closing.abort()
    const all = [...this.#connections.values()]
    this.#connections.clear()
    await Promise.all(
      all.map(async (opening) => {
        const connection = await opening.catch(() => undefined)
        await connection?.close()
      }),
    )
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
