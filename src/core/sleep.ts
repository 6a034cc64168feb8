/** Waits `ms` milliseconds, or until a signal ends it; says whether one did. */
export async function sleep(ms: number, signals: readonly (AbortSignal | undefined)[] = []): Promise<boolean> {
  const live = signals.filter((signal) => signal !== undefined)
  if (live.some((signal) => signal.aborted)) return true
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      for (const signal of live) signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    for (const signal of live) signal.addEventListener('abort', done, { once: true })
  })
  return live.some((signal) => signal.aborted)
}
