import { setMaxListeners } from 'node:events'

/** Calls `listener` when a signal aborts; the returned function ends that. One signal may end any number of calls: no warning about it. */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  setMaxListeners(0, signal)
  signal.addEventListener('abort', listener, { once: true })
  return () => signal.removeEventListener('abort', listener)
}
