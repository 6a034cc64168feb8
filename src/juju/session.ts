import { ConfigurationError, type StackError } from '../core/errors.js'
import { DriftWatch } from '../core/drift.js'
import { ClientEventEmitter } from '../core/events.js'
import { Redactor } from '../core/redact.js'
import { Connection } from './connection.js'
import { type JujuClientOptions, type JujuSettings, readOptions } from './options.js'

/** What the parts of a client share: its settings, and one connection for each path. */
export class Session {
  readonly options: JujuClientOptions
  readonly settings: JujuSettings
  readonly redactor = new Redactor()
  readonly events = new ClientEventEmitter()
  readonly drift = new DriftWatch({
    system: 'juju',
    label: 'Juju',
    events: this.events,
    redactor: this.redactor,
  })
  readonly #connections = new Map<string, Promise<Connection>>()
  readonly #closing = new AbortController()

  constructor(options: JujuClientOptions) {
    this.options = options
    this.settings = readOptions(options)
    this.redactor.add(options.password)
  }

  /** Ends when the client is closed. */
  get signal(): AbortSignal {
    return this.#closing.signal
  }

  /** The connection of a path: the one that stands, or a new one if there is none. */
  async connection(path: string, where: string): Promise<Connection> {
    if (this.#closing.signal.aborted) throw closed(where)
    const known = this.#connections.get(path)
    if (known !== undefined) {
      const connection = await known
      if (connection.isOpen) return connection
      // Whoever comes first after an end opens the next one.
      if (this.#connections.get(path) !== known) return await this.connection(path, where)
    }
    const { settings, redactor } = this
    const forget = (): void => {
      if (this.#connections.get(path) === opening) this.#connections.delete(path)
    }
    const opening: Promise<Connection> = Connection.open({
      settings,
      redactor,
      path,
      where,
      signal: this.#closing.signal,
      onEnd: forget,
    })
    this.#connections.set(path, opening)
    try {
      return await opening
    } catch (error) {
      forget()
      throw this.#closing.signal.aborted ? closed(where, error) : error
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

const closed = (where: string, cause?: unknown): StackError =>
  new ConfigurationError({
    system: 'juju',
    summary: `The Juju client was closed; ${where} cannot be called any more`,
    hint: 'Make a new client',
    cause,
  })
