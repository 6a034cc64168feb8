import { onAbort } from './signals.js'

/** The longest delay of a timer in Node; a longer one fires at once. */
export const LONGEST_MS = 2 ** 31 - 1

/** Waits `ms` milliseconds, 24 days at most, or until a signal aborts; returns whether one did. */
export async function sleep(
  ms: number,
  signals: readonly (AbortSignal | undefined)[] = [],
): Promise<boolean> {
  const live = signals.filter((signal) => signal !== undefined)
  if (live.some((signal) => signal.aborted)) return true
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      for (const stop of stops) stop()
      resolve()
    }
    const timer = setTimeout(done, Math.min(ms, LONGEST_MS))
    const stops = live.map((signal) => onAbort(signal, done))
  })
  return live.some((signal) => signal.aborted)
}
