import { checkFields, waitForm } from './arguments.js'
import {
  AbortedError,
  ConnectionError,
  StackError,
  type System,
  type WaitEvidence,
  WaitFailedError,
  WaitTimeoutError,
} from './errors.js'
import { checkMs } from './options.js'
import type { Redactor } from './redact.js'
import { onAbort, unlessAborted } from './signals.js'
import { LONGEST_MS, sleep } from './sleep.js'
import { firstLine } from './text.js'

/** The progress of a wait: reported at the start, and whenever a state changes. */
export interface WaitProgress {
  /** Milliseconds since the wait began. */
  elapsedMs: number
  /** The state of each thing that is waited for, by id. */
  states: Readonly<Record<string, string>>
  /** The ids whose state changed since the last report. */
  changed: readonly string[]
  /** How many have reached the goal. */
  done: number
  total: number
}

/** Options of every wait. */
export interface WaitOptions {
  /** Milliseconds until the wait times out; each wait documents its default. A check that is in progress then, and the evidence for
   * the error, get a fiftieth of it more: 150 ms at least, five seconds at most. */
  timeoutMs?: number
  /**
   * Milliseconds between two checks, plus or minus a random tenth, so that many waits do not check at the same time.
   * @default 5000
   */
  intervalMs?: number
  /** Aborts the wait, which then rejects with `AbortedError`. */
  signal?: AbortSignal
  /** Called on every change; an error thrown by it ends the wait. */
  onProgress?: (progress: WaitProgress) => void
}

/** The result of one check. */
export interface WaitLook {
  states: Record<string, string>
  /** Ids that have reached the goal. */
  done: readonly string[]
  /** Ids that can no longer reach the goal, and why. */
  failed?: Readonly<Record<string, string>>
  /** Whether some states are those of an earlier check. Everything is then checked once more before a timeout is reported. */
  isPartial?: boolean
}

export interface Wait {
  system: System
  /** The goal in words, such as "4y3h7n and 2 more to be Ready". */
  goal: string
  operation: string
  timeoutMs: number
  redactor?: Redactor
  /** Aborts when the client is closed, which ends the wait at once. */
  closing?: AbortSignal | undefined
  /**
   * Checks all ids, with one request if possible.
   *
   * @param signal aborts when the wait ends
   * @param isFinal whether the wait times out unless this check finds everything done; only after a partial check
   */
  look(signal: AbortSignal, isFinal: boolean): Promise<WaitLook>
  /** Returns notes that may explain a failure or a timeout: events, failing scripts, status history. */
  explain?(ids: readonly string[]): Promise<readonly string[]>
}

/** A check that is in progress when the time is up may still succeed, but must not hang. */
const GRACE_MS = 5000
const graceOf = (timeoutMs: number): number => Math.min(GRACE_MS, Math.max(150, timeoutMs / 50))
/** Limit until one check has succeeded, since the address may be wrong. */
const MAX_FIRST_FAILURES = 4
const MAX_PAUSE_MS = 30_000

/**
 * Checks until everything has reached the goal, something has failed, or the timeout has passed. Transient errors are retried.
 *
 * @throws WaitFailedError, WaitTimeoutError, AbortedError, ConnectionError when the client is closed, the error of a check unless it is transient, what `onProgress` throws
 */
export async function waitUntil(wait: Wait, options: WaitOptions = {}): Promise<void> {
  const { system } = wait
  checkFields(system, wait.operation, waitForm, options)
  const timeoutMs = checkMs(system, 'timeoutMs', options.timeoutMs, wait.timeoutMs)
  const intervalMs = checkMs(system, 'intervalMs', options.intervalMs, 5000)
  const ending = new AbortController()
  const end = (): void => ending.abort()
  const unlisten = [options.signal, wait.closing].map((signal) => {
    if (signal?.aborted === true) end()
    return signal === undefined ? undefined : onAbort(signal, end)
  })
  const timer = setTimeout(end, Math.min(timeoutMs + graceOf(timeoutMs), LONGEST_MS))
  try {
    await checkUntil(wait, { ...options, timeoutMs, intervalMs }, ending.signal)
  } finally {
    clearTimeout(timer)
    for (const stop of unlisten) stop?.()
  }
}

async function checkUntil(
  wait: Wait,
  { timeoutMs, intervalMs, signal, onProgress }: WaitOptions & { timeoutMs: number; intervalMs: number },
  ending: AbortSignal,
): Promise<void> {
  const { system, operation, goal, redactor, closing } = wait
  const startMs = performance.now()
  const elapsedMs = (): number => Math.round(performance.now() - startMs)
  let seen: WaitLook | undefined
  for (let isFinal = false; ;) {
    const maxFailures = seen === undefined ? MAX_FIRST_FAILURES : Number.POSITIVE_INFINITY
    const isEnded = (): boolean => signal?.aborted === true || closing?.aborted === true
    const looked = isEnded() ? {} : await checkOnce(wait, ending, startMs + timeoutMs, maxFailures, isFinal)
    const { look } = looked
    if (look === undefined && isEnded()) throw endedError(wait, signal)
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
        ...(await evidenceOf(wait, states, Object.keys(failed), ending, failed)),
        elapsedMs: elapsedMs(),
      })
    }
    if (look !== undefined && done.length >= ids.length) return
    const leftMs = timeoutMs - (performance.now() - startMs)
    if (look?.isPartial === true && leftMs <= 0 && !isFinal) {
      isFinal = true
      seen = look
      continue
    }
    if (look === undefined || leftMs <= 0) {
      const late = ids.filter((id) => !done.includes(id))
      const last =
        looked.failure === undefined
          ? late
              .slice(0, 3)
              .map((id) => `${id} is ${states[id]}`)
              .join(', ')
          : `the last check failed: ${firstLine(looked.failure)}`
      const progress =
        ids.length === 0 ? 'without a reply' : `with ${done.length} of ${ids.length} done: ${last}`
      throw new WaitTimeoutError({
        system,
        operation,
        redactor,
        summary: `The wait for ${goal} timed out after ${timeoutMs} ms ${progress}`,
        cause: looked.failure,
        ...(await evidenceOf(wait, states, late, ending)),
        hint: 'See the evidence; raise timeoutMs if it is only slow',
        elapsedMs: elapsedMs(),
        isRetryable: true,
      })
    }
    seen = look
    await sleep(Math.min(leftMs, intervalMs * (0.9 + Math.random() * 0.2)), [ending])
  }
}

/**
 * The result of one check, or none if the wait ended during it. Transient errors, as when a server restarts, are retried until the time
 * is up; any other error ends the wait.
 */
async function checkOnce(
  wait: Wait,
  ending: AbortSignal,
  deadlineMs: number,
  maxFailures: number,
  isFinal: boolean,
): Promise<{ look?: WaitLook; failure?: StackError }> {
  for (let failures = 0; ; failures++) {
    try {
      return { look: await unlessAborted(wait.look(ending, isFinal), ending) }
    } catch (error) {
      if (ending.aborted) return {}
      if (!(error instanceof StackError) || !error.isRetryable || failures >= maxFailures) throw error
      const pauseMs = Math.min(1000 * 2 ** failures, MAX_PAUSE_MS)
      if (performance.now() + pauseMs < deadlineMs) {
        if (await sleep(pauseMs, [ending])) return { failure: error }
      } else if (maxFailures === Number.POSITIVE_INFINITY) return { failure: error }
      else throw error
    }
  }
}

async function evidenceOf(
  wait: Wait,
  states: Record<string, string>,
  ids: readonly string[],
  ending: AbortSignal,
  failed: Readonly<Record<string, string>> = {},
): Promise<{ evidence: WaitEvidence; facts: Record<string, unknown> }> {
  // An explanation that fails or hangs must not hide the failure of the wait.
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), GRACE_MS)
  const signal = AbortSignal.any([late.signal, ending])
  const explained = wait.explain === undefined ? [] : unlessAborted(wait.explain(ids), signal).catch(() => [])
  const notes = await explained
  clearTimeout(timer)
  const shown = Object.fromEntries(notes.slice(0, 5).map((note, index) => [`evidence ${index + 1}`, note]))
  return { evidence: { states, notes, failed }, facts: shown }
}

/** The error of a wait that its signal or the `close()` of its client has ended. */
function endedError(
  { system, operation, goal, redactor }: Wait,
  signal: AbortSignal | undefined,
): StackError {
  const details = { system, operation, redactor }
  return signal?.aborted === true
    ? new AbortedError({ ...details, summary: `The wait for ${goal} was aborted by its signal` })
    : new ConnectionError({
        ...details,
        summary: `The wait for ${goal} ended: its client was closed`,
        hint: 'Close a client after its waits are done',
        reason: 'closed',
      })
}
