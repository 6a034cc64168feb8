import { setMaxListeners } from 'node:events'
import { ConfigurationError } from './errors.js'

/**
 * Calls `listener` when a signal aborts; the returned function removes it. One signal may end any number of calls without a warning.
 *
 * @throws ConfigurationError for anything but an AbortSignal
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  if (!(signal instanceof AbortSignal))
    throw new ConfigurationError({
      summary: `signal must be an AbortSignal, got ${signal === null ? 'null' : `a value of type ${typeof signal}`}`,
      hint: 'Pass the signal of an AbortController, or AbortSignal.timeout(ms)',
    })
  setMaxListeners(0, signal)
  signal.addEventListener('abort', listener, { once: true })
  return () => signal.removeEventListener('abort', listener)
}
