import { channel } from 'node:diagnostics_channel'
import { EventEmitter } from 'eventemitter3'
import type { StackError, System } from './errors.js'

/** A request or a call that is about to be sent. Nothing in it is secret. */
export interface RequestEvent {
  system: System
  operation: string
  /** The same for all tries of one call. */
  callId: number
  /** 1 for the first try. */
  attempt: number
  method: string
  /** URL, or the facade and version of a call. */
  target: string
}

/** A request that ended: with a status, or with the error that the caller or the retry gets. */
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

/** A reply that differs from what is known of the operation; told once for each path. */
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

/** What every client offers to those who want to watch it. */
export interface Observable {
  /** Calls `listener` for each event of this name; the returned function ends it. What a listener throws is uncaught: it does not disturb the call. */
  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void
}

/** Tells the client's listeners and the `diagnostics_channel` `canonical-stack:<event>` what happens. */
export class Events implements Observable {
  readonly #emitter = new EventEmitter()

  on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): () => void {
    this.#emitter.on(name, listener)
    return () => void this.#emitter.off(name, listener)
  }

  /** Whether anybody listens: building an event that nobody hears costs more than the question. */
  wants(name: keyof ClientEvents): boolean {
    return channels[name].hasSubscribers || this.#emitter.listenerCount(name) > 0
  }

  emit<Name extends keyof ClientEvents>(name: Name, event: ClientEvents[Name]): void {
    if (channels[name].hasSubscribers) channels[name].publish(event)
    try {
      this.#emitter.emit(name, event)
    } catch (error) {
      // As diagnostics_channel does with its subscribers: a watcher's mistake must not pass for a failure of the call.
      queueMicrotask(() => {
        throw error
      })
    }
  }
}
