import { anyRedactor } from '../redact.js'
import { StackError, type StackErrorDetails } from './base.js'

/** What a wait observed: the state of each object, and notes that may explain it. */
export interface WaitEvidence {
  /** The last state of each, by id. */
  states: Readonly<Record<string, string>>
  /** What the server reports about it, newest first: events, failing scripts, status messages. */
  notes: readonly string[]
  /** Why those that can no longer reach the goal cannot, by id; empty after a timeout. A wait for the others may go on without them. */
  failed: Readonly<Record<string, string>>
}

/** A wait that did not reach its goal. */
abstract class WaitError extends StackError {
  /** The last observation of the wait, and notes that may explain it. */
  readonly evidence: WaitEvidence
  /** Milliseconds from the start of the wait to this error. */
  readonly elapsedMs: number

  constructor(details: StackErrorDetails & { evidence: WaitEvidence; elapsedMs: number }) {
    super(details)
    const { states, notes, failed } = details.evidence
    const { redactor = anyRedactor } = details
    const clean = (text: string): string => redactor.text(text)
    const cleanAll = (texts: Readonly<Record<string, string>>): Record<string, string> =>
      Object.fromEntries(Object.entries(texts).map(([id, text]) => [clean(id), clean(text)]))
    this.evidence = { states: cleanAll(states), notes: notes.map(clean), failed: cleanAll(failed) }
    this.elapsedMs = details.elapsedMs
  }
}

/** A wait reached its deadline. */
export class WaitTimeoutError extends WaitError {
  static override readonly kind: string = 'WaitTimeoutError'
  readonly code = 'ERR_WAIT_TIMEOUT'
  readonly reason = 'wait-timeout'
}

/** A wait failed: something reached a state from which the goal cannot be reached. */
export class WaitFailedError extends WaitError {
  static override readonly kind: string = 'WaitFailedError'
  readonly code = 'ERR_WAIT_FAILED'
  readonly reason = 'wait-failed'
}

export type { WaitError }
