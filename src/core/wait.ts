import {
  AbortedError,
  StackError,
  type System,
  type WaitEvidence,
  WaitFailedError,
  WaitTimeoutError,
} from './errors.js'
import { checkMs } from './options.js'
import type { Redactor } from './redact.js'
import { onAbort } from './signals.js'
import { LONGEST_MS, sleep } from './sleep.js'

/** What a wait tells while it waits: told first, and again whenever a state changes. */
export interface WaitProgress {
  /** Milliseconds since the wait began. */
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
  /** Milliseconds after which the wait gives up; each wait documents its default. A look that is under way then gets five seconds more. */
  timeoutMs?: number
  /**
   * Milliseconds between two looks; a fifth of it is drawn at random, so that many waits do not look together.
   * @default 5000
   */
  intervalMs?: number
  /** Ends the wait, which then rejects with `AbortedError`. */
  signal?: AbortSignal
  /** Told of every change; what it throws ends the wait. */
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
  /** One request, however many things are waited for; `signal` aborts when the wait ends. */
  look(signal: AbortSignal): Promise<WaitLook>
  /** What may explain a failure or a timeout: events, failing scripts, status history. Without it there is no explanation. */
  explain?(ids: readonly string[]): Promise<readonly string[]>
}

/** A look that is under way when the time is up may still bring the good news, but not hang. */
const GRACE_MS = 5000
/** Before the first good look the address may be wrong: no wait of hours for that. */
const MOST_FAILURES_AT_FIRST = 4
const LONGEST_PAUSE_MS = 30_000

/**
 * Looks again and again until everything has arrived, something has failed, or the time is up.
 *
 * @throws WaitFailedError, WaitTimeoutError, AbortedError; what a look fails with, unless it passes; what `onProgress` throws
 */
export async function waitUntil(wait: Wait, options: WaitOptions = {}): Promise<void> {
  const { system } = wait
  const timeoutMs = checkMs(system, 'timeoutMs', options.timeoutMs, wait.timeoutMs)
  const intervalMs = checkMs(system, 'intervalMs', options.intervalMs, 5000)
  const ending = new AbortController()
  const end = (): void => ending.abort()
  const unlisten = options.signal === undefined ? undefined : onAbort(options.signal, end)
  const timer = setTimeout(end, Math.min(timeoutMs + GRACE_MS, LONGEST_MS))
  try {
    await lookUntil(wait, { ...options, timeoutMs, intervalMs }, ending.signal)
  } finally {
    clearTimeout(timer)
    unlisten?.()
  }
}

async function lookUntil(
  wait: Wait,
  { timeoutMs, intervalMs, signal, onProgress }: WaitOptions & { timeoutMs: number; intervalMs: number },
  ending: AbortSignal,
): Promise<void> {
  const { system, operation, goal, redactor } = wait
  const startMs = performance.now()
  const elapsedMs = (): number => Math.round(performance.now() - startMs)
  let seen: WaitLook | undefined
  for (;;) {
    const mostFailures = seen === undefined ? MOST_FAILURES_AT_FIRST : Number.POSITIVE_INFINITY
    const looked =
      signal?.aborted === true ? {} : await lookOnce(wait, ending, startMs + timeoutMs, mostFailures)
    const { look } = looked
    if (look === undefined && signal?.aborted === true)
      throw new AbortedError({
        system,
        operation,
        redactor,
        summary: `The wait for ${goal} was aborted by its signal`,
      })
    const { states, done, failed = {} } = look ?? seen ?? { states: {}, done: [] }
    const ids = Object.keys(states)
    const changed = ids.filter((id) => states[id] !== seen?.states[id])
    if (changed.length > 0)
      onProgress?.({ elapsedMs: elapsedMs(), states, changed, done: done.length, total: ids.length })
    const [first, ...more] = Object.entries(failed)
    if (first !== undefined) {
      throw new WaitFailedError({
        system,
        operation,
        redactor,
        summary: `The wait for ${goal} failed: ${first[0]}: ${first[1]}${more.length > 0 ? ` (and ${more.length} more)` : ''}`,
        ...(await evidenceOf(wait, states, Object.keys(failed))),
        elapsedMs: elapsedMs(),
      })
    }
    if (look !== undefined && done.length >= ids.length) return
    const leftMs = timeoutMs - (performance.now() - startMs)
    if (look === undefined || leftMs <= 0) {
      const late = ids.filter((id) => !done.includes(id))
      const last =
        looked.failure === undefined
          ? late
              .slice(0, 3)
              .map((id) => `${id} is ${states[id]}`)
              .join(', ')
          : `the last look failed: ${looked.failure.message.split('\n', 1)[0]}`
      const said =
        ids.length === 0 ? 'without an answer' : `with ${done.length} of ${ids.length} there: ${last}`
      throw new WaitTimeoutError({
        system,
        operation,
        redactor,
        summary: `The wait for ${goal} gave up after ${timeoutMs} ms ${said}`,
        cause: looked.failure,
        ...(await evidenceOf(wait, states, late)),
        hint: 'Look at the evidence; raise timeoutMs if it is only slow',
        elapsedMs: elapsedMs(),
        isRetryable: true,
      })
    }
    seen = look
    await sleep(Math.min(leftMs, intervalMs * (0.9 + Math.random() * 0.2)), [ending])
  }
}

/**
 * What a look sees, or nothing when the wait ended over it. One that fails in passing, as when a server restarts, is repeated until the
 * time is up: only what cannot get better ends a wait of hours.
 */
async function lookOnce(
  wait: Wait,
  ending: AbortSignal,
  deadlineMs: number,
  mostFailures: number,
): Promise<{ look?: WaitLook; failure?: StackError }> {
  for (let failures = 0; ; failures++) {
    try {
      return { look: await wait.look(ending) }
    } catch (error) {
      if (ending.aborted) return {}
      if (!(error instanceof StackError) || !error.isRetryable || failures >= mostFailures) throw error
      const pauseMs = Math.min(1000 * 2 ** failures, LONGEST_PAUSE_MS)
      if (performance.now() + pauseMs < deadlineMs) {
        if (await sleep(pauseMs, [ending])) return { failure: error }
      } else if (mostFailures === Number.POSITIVE_INFINITY) return { failure: error }
      else throw error
    }
  }
}

async function evidenceOf(
  wait: Wait,
  states: Record<string, string>,
  ids: readonly string[],
): Promise<{ evidence: WaitEvidence; facts: Record<string, unknown> }> {
  // That nothing explains the failure must not hide it.
  const notes = (await wait.explain?.(ids).catch(() => [])) ?? []
  const shown = Object.fromEntries(notes.slice(0, 5).map((note, index) => [`evidence ${index + 1}`, note]))
  return { evidence: { states, notes }, facts: shown }
}
