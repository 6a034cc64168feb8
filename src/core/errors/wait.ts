import { anyRedactor } from '../redact.js'
import { StackError, type StackErrorDetails } from './base.js'

/** What a wait observed: the state of each object, and notes that may explain it. */
export interface WaitEvidence {
  /** The last state of each, by id. */
  states: Readonly<Record<string, string>>
  /** What the server reports about it, newest first: events, failing scripts, status messages. */
  notes: readonly string[]
}

/** A wait that did not reach its goal. */
abstract class WaitError extends StackError {
  /** The last observation of the wait, and notes that may explain it. */
  readonly evidence: WaitEvidence
  /** Milliseconds from the start of the wait to this error. */
  readonly elapsedMs: number

  constructor(details: StackErrorDetails & { evidence: WaitEvidence; elapsedMs: number }) {
    super(details)
    const { states, notes } = details.evidence
    const { redactor = anyRedactor } = details
    const clean = (text: string): string => redactor.text(text)
    this.evidence = {
      states: Object.fromEntries(Object.entries(states).map(([id, state]) => [clean(id), clean(state)])),
      notes: notes.map(clean),
    }
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
