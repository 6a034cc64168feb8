import { DriftWatch } from '../../core/drift.js'
import { ClientEventEmitter } from '../../core/events.js'
import { checkMs, type RequestOptions } from '../../core/options.js'
import { Redactor } from '../../core/redact.js'
import type { Shapes } from '../../core/shape/shape.js'
import { changesConnections, type JujuClientOptions, type JujuSettings, readOptions } from '../options.js'
import { ConnectionPool } from './pool.js'
import { CLIENT_CLOSED } from './request.js'

/** The shared parts of a client: settings, events and connections. */
export class ClientContext {
  readonly options: JujuClientOptions
  readonly settings: JujuSettings
  readonly redactor: Redactor
  readonly pool: ConnectionPool
  readonly events = new ClientEventEmitter()
  readonly drift: DriftWatch
  /** The shapes of replies and arguments, after they are loaded. */
  shapes: Shapes | undefined
  /** Whether {@link close} was called; a boolean, since reading a signal in every call is slower. */
  isClosed = false
  /** Aborts when this client, or the one whose connections it shares, is closed. */
  readonly closing: AbortSignal
  readonly #ownsPool: boolean
  readonly #closing = new AbortController()
  /** Ends every call: the signal of the options, and for a client without connections of its own its `close()`. */
  readonly #callSignal: AbortSignal | undefined

  /** @param origin the client whose connections are shared */
  constructor(options: JujuClientOptions, origin?: ClientContext) {
    this.options = options
    this.settings = readOptions(options)
    this.#ownsPool = origin === undefined
    this.redactor = origin?.redactor ?? new Redactor()
    this.redactor.add(...this.settings.login.secrets)
    this.pool = origin?.pool ?? new ConnectionPool(this.settings, this.redactor)
    this.closing = this.#ownsPool
      ? this.pool.signal
      : AbortSignal.any([this.pool.signal, this.#closing.signal])
    this.#callSignal = this.#ownsPool
      ? options.signal
      : AbortSignal.any([this.#closing.signal, ...(options.signal === undefined ? [] : [options.signal])])
    this.drift = new DriftWatch({
      system: 'juju',
      label: 'Juju',
      events: this.events,
    })
  }

  /** A context with other options. It shares the connections unless the changes are about them. */
  derive(options: JujuClientOptions, changes: Partial<JujuClientOptions>): ClientContext {
    return new ClientContext(options, changesConnections(changes) ? undefined : this)
  }

  async loadShapes(): Promise<Shapes> {
    return (this.shapes ??= (await import('../generated/facades/shapes.js')).shapes)
  }

  /** Milliseconds for a call, 0 for no limit. Throws `ConfigurationError`. */
  timeoutOf({ timeoutMs }: RequestOptions): number {
    return timeoutMs === undefined ? this.settings.timeoutMs : checkMs('juju', 'timeoutMs', timeoutMs, 0)
  }

  /** The signal that ends a call: its own, the client's, or a combination. */
  signalOf({ signal }: RequestOptions): AbortSignal | undefined {
    if (signal === undefined) return this.#callSignal
    return this.#callSignal === undefined ? signal : AbortSignal.any([signal, this.#callSignal])
  }

  async close(): Promise<void> {
    this.isClosed = true
    this.#closing.abort(CLIENT_CLOSED)
    if (this.#ownsPool) await this.pool.close()
  }
}
