import { onAbort } from '../signals.js'

/**
 * Ends one try of a request. undici listens to it as to an emitter; an `AbortSignal`, which costs ten times as much to make, is there for
 * transports that ask for one.
 */
export class Cancellation {
  /** Whether it was the time that ended it. */
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

  /** As `on`: it happens once at the most. */
  once(event: 'abort', listener: () => void): this {
    return this.on(event, listener)
  }

  removeListener(_event: 'abort', listener: () => void): this {
    const at = this.#listeners?.indexOf(listener) ?? -1
    if (at >= 0) this.#listeners?.splice(at, 1)
    return this
  }
}

/** Lets signals end a try too; the returned function, where there are any, stops that. */
export function abortWith(
  cancellation: Cancellation,
  ...signals: (AbortSignal | undefined)[]
): (() => void) | undefined {
  let stops: (() => void)[] | undefined
  for (const signal of signals) {
    if (signal === undefined) continue
    // Plain JavaScript may give anything, null too: onAbort says so.
    if (signal?.aborted) cancellation.abort()
    else (stops ??= []).push(onAbort(signal, () => cancellation.abort()))
  }
  return stops && (() => stops.forEach((stop) => stop()))
}

/** The outcome of what others may wait for too, such as a login, unless the try ends before it. */
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
