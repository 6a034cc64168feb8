import { onAbort } from '../signals.js'

/**
 * Ends one try of a request. undici uses it as an emitter. An `AbortSignal`, which takes ten times as long to create, is created only
 * for transports that read it.
 */
export class Cancellation {
  /** Whether a time limit ended it. */
  timedOut = false
  #aborted = false
  #listeners: (() => void)[] | undefined
  #controller: AbortController | undefined

  get aborted(): boolean {
    return this.#aborted
  }

  get signal(): AbortSignal {
    this.#controller ??= new AbortController()
    if (this.#aborted) this.#controller.abort()
    return this.#controller.signal
  }

  abort(): void {
    if (this.#aborted) return
    this.#aborted = true
    this.#controller?.abort()
    const listeners = this.#listeners
    this.#listeners = undefined
    for (const listener of listeners ?? []) listener()
  }

  timeOut(): void {
    this.timedOut = true
    this.abort()
  }

  on(_event: 'abort', listener: () => void): this {
    ;(this.#listeners ??= []).push(listener)
    return this
  }

  /** The same as `on`: the event occurs at most once. */
  once(event: 'abort', listener: () => void): this {
    return this.on(event, listener)
  }

  removeListener(_event: 'abort', listener: () => void): this {
    const at = this.#listeners?.indexOf(listener) ?? -1
    if (at >= 0) this.#listeners?.splice(at, 1)
    return this
  }
}

/** Ends a try when one of the signals aborts. Returns a function that removes the listeners, if there are any. */
export function abortWith(
  cancellation: Cancellation,
  ...signals: (AbortSignal | undefined)[]
): (() => void) | undefined {
  let stops: (() => void)[] | undefined
  for (const signal of signals) {
    if (signal === undefined) continue
    // Plain JavaScript may pass anything, even null: onAbort refuses it.
    if (signal?.aborted) cancellation.abort()
    else (stops ??= []).push(onAbort(signal, () => cancellation.abort()))
  }
  return stops && (() => stops.forEach((stop) => stop()))
}

/** Waits for a shared promise, such as a login, or until the try ends. */
export async function unlessAborted<T>(made: Promise<T>, cancellation: Cancellation): Promise<T> {
  let onEnd: (() => void) | undefined
  const ended = new Promise<never>((_resolve, reject) => {
    onEnd = () => reject(new Error('aborted'))
    if (cancellation.aborted) onEnd()
    else cancellation.on('abort', onEnd)
  })
  try {
    return await Promise.race([made, ended])
  } finally {
    if (onEnd !== undefined) cancellation.removeListener('abort', onEnd)
  }
}
