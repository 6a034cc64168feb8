import { onAbort } from './signals.js'

/** Work that several callers wait for, such as dialling. It is aborted when no caller waits for it any more. */
export class SharedWork<T> {
  readonly #ending = new AbortController()
  /** The result, without a claim on it: the work ends although somebody reads this. */
  readonly settled: Promise<T>
  #waiting = 0
  #done = false

  constructor(run: (signal: AbortSignal) => Promise<T>) {
    this.settled = run(this.#ending.signal).finally(() => (this.#done = true))
    this.settled.catch(() => {})
  }

  /** Whether it was aborted: a new caller has to start it again. */
  get isAbandoned(): boolean {
    return this.#ending.signal.aborted
  }

  /** Waits for the result. When `signal` aborts it rejects at once with the signal's reason. */
  async wait(signal: AbortSignal | undefined): Promise<T> {
    this.#waiting++
    let stop: (() => void) | undefined
    try {
      if (signal === undefined) return await this.settled
      signal.throwIfAborted()
      const left = new Promise<never>((_resolve, reject) => {
        stop = onAbort(signal, () => reject(signal.reason as Error))
      })
      return await Promise.race([this.settled, left])
    } finally {
      stop?.()
      if (--this.#waiting === 0 && !this.#done) this.#ending.abort()
    }
  }
}
