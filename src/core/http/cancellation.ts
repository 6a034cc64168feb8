import { onAbort } from '../signals.js'

/**
 * Ends one try of a request. An `AbortSignal`, which takes ten times as long to create, is created only for transports that read it.
 */
export class Cancellation {
  /** Whether a time limit ended it. */
  timedOut = false
  #aborted = false
  /** Two or three at most: a request, and who waits for it. */
  #listeners: (() => void)[] = []
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
    this.#listeners = []
    for (const listener of listeners) listener()
  }

  timeOut(): void {
    this.timedOut = true
    this.abort()
  }

  /** Calls `listener` when the try is aborted; at once if it was. The returned function removes it. */
  onAbort(listener: () => void): () => void {
    if (this.#aborted) listener()
    else this.#listeners.push(listener)
    return () => {
      const at = this.#listeners.indexOf(listener)
      if (at >= 0) this.#listeners.splice(at, 1)
    }
  }

  /**
   * Waits for a promise, but no longer than the try lasts: what it waits for, such as a transport or a login that others wait for too,
   * may not end with it.
   */
  race<T>(promise: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const stop = this.onAbort(() => reject(new Error('aborted')))
      promise.then(
        (value) => {
          stop()
          resolve(value)
        },
        (error: unknown) => {
          stop()
          // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- as it was rejected
          reject(error)
        },
      )
    })
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
