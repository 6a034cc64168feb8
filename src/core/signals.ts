import { setMaxListeners } from 'node:events'
import { ConfigurationError } from './errors.js'

/** The listeners of each signal. A signal walks through all of its own to add or remove one, so it has one for all of these. */
const listening = new WeakMap<AbortSignal, Listeners>()

class Listeners {
  readonly all = new Set<() => void>()
  readonly #signal: AbortSignal
  readonly #onAbort = (): void => {
    for (const listener of this.all) listener()
  }

  constructor(signal: AbortSignal) {
    this.#signal = signal
  }

  add(listener: () => void): void {
    if (this.all.size === 0) {
      setMaxListeners(0, this.#signal)
      this.#signal.addEventListener('abort', this.#onAbort, { once: true })
    }
    this.all.add(listener)
  }

  delete(listener: () => void): void {
    if (this.all.delete(listener) && this.all.size === 0)
      this.#signal.removeEventListener('abort', this.#onAbort)
  }
}

/**
 * Calls `listener` when a signal aborts; the returned function removes it. One signal may end any number of calls without a warning.
 *
 * @param listener another function in each call; must not throw
 * @throws ConfigurationError for anything but an AbortSignal
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  if (!(signal instanceof AbortSignal))
    throw new ConfigurationError({
      summary: `signal must be an AbortSignal, got ${signal === null ? 'null' : `a value of type ${typeof signal}`}`,
      hint: 'Pass the signal of an AbortController, or AbortSignal.timeout(ms)',
    })
  let listeners = listening.get(signal)
  if (listeners === undefined) listening.set(signal, (listeners = new Listeners(signal)))
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Waits for a promise, but no longer than until a signal aborts; then it rejects. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: (() => void) | undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    const end = (): void => reject(new Error('aborted'))
    if (signal.aborted) end()
    else stop = onAbort(signal, end)
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    stop?.()
  }
}
