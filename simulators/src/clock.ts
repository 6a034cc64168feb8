/** Options of a {@link SimulatedClock}. */
export interface ClockOptions {
  /**
   * Simulated seconds per real second.
   * @default 1
   */
  timeScale?: number
  /**
   * The simulated time at the start, in epoch milliseconds.
   * @default Date.now()
   */
  startMs?: number
}

/** The longest delay of Node's timers: a longer one would fire at once. */
const longestMs = 2 ** 31 - 1

/**
 * The clock of a simulator: machines, units and activities advance in simulated time, `timeScale` times faster than real time.
 *
 * Protocol times (OAuth timestamps, JWT expiry) are wall-clock times, as in the clients under test.
 */
export class SimulatedClock {
  readonly timeScale: number
  readonly #startMs: number
  readonly #realStartMs = performance.now()
  readonly #timers = new Set<NodeJS.Timeout>()

  constructor(options: ClockOptions = {}) {
    this.timeScale = options.timeScale ?? 1
    if (!(this.timeScale > 0)) throw new RangeError(`timeScale must be above 0, got ${options.timeScale}`)
    this.#startMs = options.startMs ?? Date.now()
  }

  /** The simulated time in epoch milliseconds. */
  now(): number {
    return this.#startMs + (performance.now() - this.#realStartMs) * this.timeScale
  }

  /** Runs `action` once `seconds` of simulated time have passed; the returned function cancels it. */
  after(seconds: number, action: () => void): () => void {
    let timer: NodeJS.Timeout
    const wait = (leftMs: number): void => {
      timer = setTimeout(
        () => {
          this.#timers.delete(timer)
          if (leftMs > longestMs) wait(leftMs - longestMs)
          else action()
        },
        Math.min(leftMs, longestMs),
      )
      this.#timers.add(timer)
    }
    wait((seconds * 1000) / this.timeScale)
    return () => {
      clearTimeout(timer)
      this.#timers.delete(timer)
    }
  }

  /** Cancels all pending actions; `now()` still works. */
  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }
}
