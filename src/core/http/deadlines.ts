import type { Cancellation } from './cancellation.js'

/**
 * Ends tries whose time is up, with one timer for all: there may be thousands of tries, and few of them time out.
 * The timer does not keep the process alive: the sockets do.
 */
export class Deadlines {
  readonly #tries = new Map<Cancellation, number>()
  #timer: NodeJS.Timeout | undefined
  #firesAtMs = Number.POSITIVE_INFINITY

  /** @param atMs time of `performance.now()`; infinite for none */
  add(cancellation: Cancellation, atMs: number): void {
    this.#tries.set(cancellation, atMs)
    if (atMs < this.#firesAtMs) this.#arm(atMs)
  }

  delete(cancellation: Cancellation): void {
    this.#tries.delete(cancellation)
  }

  /** Ends all tries. */
  abortAll(): void {
    for (const cancellation of this.#tries.keys()) cancellation.abort()
    clearTimeout(this.#timer)
    this.#firesAtMs = Number.POSITIVE_INFINITY
  }

  #arm(atMs: number): void {
    clearTimeout(this.#timer)
    this.#firesAtMs = atMs
    // Node fires a longer timer at once.
    const delayMs = Math.min(2 ** 31 - 1, Math.max(0, Math.ceil(atMs - performance.now())))
    this.#timer = setTimeout(() => this.#fire(), delayMs)
    this.#timer.unref()
  }

  #fire(): void {
    const nowMs = performance.now()
    let nextMs = Number.POSITIVE_INFINITY
    for (const [cancellation, atMs] of this.#tries) {
      if (atMs <= nowMs) cancellation.timeOut()
      else nextMs = Math.min(nextMs, atMs)
    }
    this.#timer = undefined
    this.#firesAtMs = Number.POSITIVE_INFINITY
    if (nextMs < Number.POSITIVE_INFINITY) this.#arm(nextMs)
  }
}
