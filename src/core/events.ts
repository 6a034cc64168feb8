import { channel } from 'node:diagnostics_channel'
import { EventEmitter } from 'eventemitter3'
import { checkType, formatValue } from './arguments.js'
import { ConfigurationError, type StackError, type System } from './errors.js'
import { didYouMean } from './near-names.js'

/** A request that is about to be sent. It holds no secrets. */
export interface RequestEvent {
  system: System
  operation: string
  /** The same for all tries of one call. */
  callId: number
  /** 1 for the first try. */
  attempt: number
  method: string
  /** The URL, or the endpoint and facade of a remote procedure call. */
  target: string
}

/** A request that ended: with a status, or with an error. */
export interface ResponseEvent extends RequestEvent {
  durationMs: number
  status?: number
  requestId?: string
  error?: StackError
}

/** A failed try that is followed by another. */
export interface RetryEvent extends RequestEvent {
  delayMs: number
  error: StackError
}

/** A reply that differs from its schema; emitted once per path. */
export interface DriftEvent {
  system: System
  operation: string
  /** Path in the reply, array positions as `[]`. */
  path: string
  message: string
}

/** The events of every client, by name. */
export interface ClientEvents {
  request: RequestEvent
  response: ResponseEvent
  retry: RetryEvent
  drift: DriftEvent
}

const channels = {
  request: channel('canonical-stack:request'),
  response: channel('canonical-stack:response'),
  retry: channel('canonical-stack:retry'),
  drift: channel('canonical-stack:drift'),
}

/** The events of a client. */
export interface Observable {
  /**
   * Calls `listener` for each event of this name. Errors thrown by a listener become uncaught exceptions and do not affect the call.
   *
   * @returns a function that removes the listener
   */
  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void
}

/** Emits events to the listeners of a client and to the `diagnostics_channel` named `canonical-stack:<event>`. */
export class ClientEventEmitter implements Observable {
  readonly #emitter = new EventEmitter()

  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void {
    const names = Object.keys(channels)
    const given: unknown = name
    if (!names.includes(name))
      throw new ConfigurationError({
        operation: 'on',
        summary: `on: there is no event ${formatValue(given)}`,
        hint:
          (typeof given === 'string' ? didYouMean(given, names) : undefined) ??
          `The events are ${names.join(', ')}`,
      })
    checkType(undefined, 'on', 'listener', 'function', listener)
    this.#emitter.on(name, listener)
    return () => void this.#emitter.off(name, listener)
  }

  /** Whether there is a listener: building an event without one costs more than this check. */
  wants(name: keyof ClientEvents): boolean {
    return channels[name].hasSubscribers || this.#emitter.listenerCount(name) > 0
  }

  emit<Name extends keyof ClientEvents>(name: Name, event: ClientEvents[Name]): void {
    if (channels[name].hasSubscribers) channels[name].publish(event)
    try {
      this.#emitter.emit(name, event)
    } catch (error) {
      // As diagnostics_channel does: an error in a listener must not become a failure of the call.
      queueMicrotask(() => {
        throw error
      })
    }
  }
}
