import { setMaxListeners } from 'node:events'
import { ConfigurationError } from './errors.js'

/**
 * Calls `listener` when a signal aborts; the returned function ends that. One signal may end any number of calls: no warning about it.
 *
 * @throws ConfigurationError for what is no signal
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  if (!(signal instanceof AbortSignal))
    throw new ConfigurationError({
      summary: `signal is ${signal === null ? 'null' : `of type ${typeof signal}`}, which is no AbortSignal`,
      hint: 'Give the signal of an AbortController, or AbortSignal.timeout(ms)',
    })
  setMaxListeners(0, signal)
  signal.addEventListener('abort', listener, { once: true })
  return () => signal.removeEventListener('abort', listener)
}
