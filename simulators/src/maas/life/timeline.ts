import type { SimulatedClock } from '../../clock.js'

export type Track = 'power' | 'node' | 'refresh' | 'import'

interface Pending {
  action: () => void
  cancel: () => void
}

/**
 * The planned changes of each machine: its power and its node have separate tracks.
 * Without automatic advance, changes wait for `run`.
 */
export class Timeline {
  readonly #pending = new Map<string, Pending>()

  constructor(
    private readonly clock: SimulatedClock,
    private readonly auto: boolean,
  ) {}

  /** Plans `action` after this many simulated seconds and drops what the track had planned before. */
  plan(systemId: string, track: Track, seconds: number, action: () => void): void {
    this.cancel(systemId, track)
    const key = `${systemId} ${track}`
    const run = (): void => {
      this.#pending.delete(key)
      action()
    }
    const cancel = this.auto ? this.clock.after(seconds, run) : () => {}
    this.#pending.set(key, { action: run, cancel })
  }

  isPlanned(systemId: string, track: Track): boolean {
    return this.#pending.has(`${systemId} ${track}`)
  }

  cancel(systemId: string, track: Track): void {
    const key = `${systemId} ${track}`
    this.#pending.get(key)?.cancel()
    this.#pending.delete(key)
  }

  cancelAll(systemId: string): void {
    for (const track of ['power', 'node', 'refresh'] as const) this.cancel(systemId, track)
  }

  /** Runs the planned action now; false when nothing is planned. */
  run(systemId: string, track: Track): boolean {
    const pending = this.#pending.get(`${systemId} ${track}`)
    pending?.cancel()
    pending?.action()
    return pending !== undefined
  }

  close(): void {
    for (const pending of this.#pending.values()) pending.cancel()
    this.#pending.clear()
  }
}
