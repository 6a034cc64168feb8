import { AbortedError, StackError, type System, type WaitEvidence, WaitFailedError, WaitTimeoutError } from './errors.js'
import { checkMs } from './options.js'
import type { Redactor } from './redact.js'
import { sleep } from './sleep.js'

/** What a wait tells while it waits: told first, and again whenever a state changes. */
export interface WaitProgress {
  elapsedMs: number
  /** The state of each thing that is waited for, by id. */
  states: Readonly<Record<string, string>>
  /** The ids whose state changed since the last time. */
  changed: readonly string[]
  /** How many have arrived. */
  done: number
  total: number
}

/** Options of every wait. */
export interface WaitOptions {
  /** Milliseconds after which the wait gives up; each wait documents its default. */
  timeoutMs?: number
  /**
   * Milliseconds between two looks; a fifth of it is drawn at random, so that many waits do not look together.
   * @default 5000
   */
  intervalMs?: number
  signal?: AbortSignal
  onProgress?: (progress: WaitProgress) => void
}

/** What one look saw. */
export interface WaitLook {
  states: Record<string, string>
  /** Ids that have arrived. */
  done: readonly string[]
  /** Ids that cannot arrive any more, and why. */
  failed?: Readonly<Record<string, string>>
}

export interface Wait {
  system: System
  /** What is waited for, as in "4y3h7n and 2 more to be Ready". */
  goal: string
  operation: string
  timeoutMs: number
  redactor?: Redactor
  /** One request, however many things are waited for. */
  look(signal: AbortSignal | undefined): Promise<WaitLook>
  /** What may explain a failure or a timeout: events, failing scripts, status history. It must not throw. */
  explain?(ids: readonly string[]): Promise<readonly string[]>
}

/** Looks again and again until everything has arrived, something has failed, or the time is up. */
export async function waitUntil(wait: Wait, options: WaitOptions = {}): Promise<void> {
  const { system, operation, goal, redactor } = wait
  const timeoutMs = checkMs(system, 'timeoutMs', options.timeoutMs, wait.timeoutMs)
  const intervalMs = checkMs(system, 'intervalMs', options.intervalMs, 5000)
  const startMs = performance.now()
  const elapsedMs = (): number => Math.round(performance.now() - startMs)
  const patience = AbortSignal.timeout(Math.min(timeoutMs + GRACE_MS, 2 ** 31 - 1))
  const signal = options.signal === undefined ? patience : AbortSignal.any([options.signal, patience])
  let states: Record<string, string> = {}
  let done: readonly string[] = []
  const timeUp = async (cause?: unknown): Promise<WaitTimeoutError> => {
    const late = Object.keys(states).filter((id) => !done.includes(id))
    const who = late.slice(0, 3).map((id) => `${id} is ${states[id]}`).join(', ')
    const trouble = cause instanceof Error ? `the last look failed: ${cause.message.split('\n', 1)[0]}` : who
    return new WaitTimeoutError({
      system,
      operation,
      redactor,
      cause,
      summary: `The wait for ${goal} gave up after ${timeoutMs} ms with ${done.length} of ${Object.keys(states).length} there: ${trouble}`,
      ...(await evidenceOf(wait, states, late)),
      hint: 'Look at the evidence; raise timeoutMs if it is only slow',
      elapsedMs: elapsedMs(),
      isRetryable: true,
    })
  }
  for (let looks = 0; ; looks++) {
    if (options.signal?.aborted === true) throw new AbortedError({ system, operation, summary: `The wait for ${goal} was aborted by its signal` })
    const look = await lookOnce(wait, signal, startMs + timeoutMs, looks === 0 ? MOST_FAILURES_AT_FIRST : Number.POSITIVE_INFINITY).catch(async (error: unknown) => {
      const late = patience.aborted || (looks > 0 && error instanceof StackError && error.isRetryable)
      throw late && options.signal?.aborted !== true ? await timeUp(error) : error
    })
    const changed = Object.keys(look.states).filter((id) => look.states[id] !== states[id])
    states = look.states
    done = look.done
    const total = Object.keys(states).length
    if (changed.length > 0) options.onProgress?.({ elapsedMs: elapsedMs(), states, changed, done: look.done.length, total })
    const failed = Object.entries(look.failed ?? {})
    const first = failed[0]
    if (first !== undefined) {
      const more = failed.length > 1 ? ` (and ${failed.length - 1} more)` : ''
      throw new WaitFailedError({
        system,
        operation,
        redactor,
        summary: `The wait for ${goal} failed: ${first[0]}: ${first[1]}${more}`,
        ...(await evidenceOf(wait, states, failed.map(([id]) => id))),
        elapsedMs: elapsedMs(),
      })
    }
    if (look.done.length >= total) return
    const leftMs = timeoutMs - (performance.now() - startMs)
    if (leftMs <= 0) throw await timeUp()
    await sleep(Math.min(leftMs, intervalMs * (0.9 + Math.random() * 0.2)), [options.signal])
  }
}

/** A look that is under way when the time is up may end within this. */
const GRACE_MS = 10_000

/** Before the first good look the address may be wrong: no wait of hours for that. */
const MOST_FAILURES_AT_FIRST = 4

/** A look that fails in passing, as when a server restarts, is not the end of a wait of hours: only what cannot get better ends it. */
async function lookOnce(wait: Wait, signal: AbortSignal, deadlineMs: number, mostFailures: number): Promise<WaitLook> {
  for (let failures = 0; ; failures++) {
    try {
      return await wait.look(signal)
    } catch (error) {
      if (!(error instanceof StackError) || !error.isRetryable || failures >= mostFailures) throw error
      const delayMs = Math.min(1000 * 2 ** failures, 30_000)
      if (performance.now() + delayMs > deadlineMs || (await sleep(delayMs, [signal]))) throw error
    }
  }
}

async function evidenceOf(wait: Wait, states: Record<string, string>, ids: readonly string[]): Promise<{ evidence: WaitEvidence; facts: Record<string, unknown> }> {
  const notes = (await wait.explain?.(ids)) ?? []
  const shown = Object.fromEntries(notes.slice(0, 5).map((note, index) => [`evidence ${index + 1}`, note]))
  return { evidence: { states, notes }, facts: shown }
}
