import { StackError, type StackErrorDetails } from './base.js'
import type { ErrorReason } from './reason.js'

/** The caller's signal ended the call. */
export class AbortedError extends StackError {
  static override readonly kind: string = 'AbortedError'
  readonly code = 'ERR_ABORTED'
  readonly reason = 'aborted'
}

/** What a call was waiting for when its time ran out. */
export type TimeoutPhase = 'queue' | 'login' | 'connect' | 'headers' | 'body' | 'reply' | 'total'

/** A call took too long. */
export class TimeoutError extends StackError {
  static override readonly kind: string = 'TimeoutError'
  readonly code = 'ERR_TIMEOUT'
  readonly reason = 'timeout'
  readonly phase: TimeoutPhase
  readonly timeoutMs: number

  constructor(details: StackErrorDetails & { phase: TimeoutPhase; timeoutMs: number }) {
    super(details)
    this.phase = details.phase
    this.timeoutMs = details.timeoutMs
  }
}

/** Why there is no connection, such as an unknown host name, a refused connection, or an untrusted certificate. */
export type ConnectionReason = Extract<
  ErrorReason,
  'dns' | 'refused' | 'unreachable' | 'tls' | 'closed' | 'protocol'
>

/** The server could not be reached, or the connection ended before the reply. */
export class ConnectionError extends StackError {
  static override readonly kind: string = 'ConnectionError'
  readonly code = 'ERR_CONNECTION'
  readonly reason: ConnectionReason

  constructor(details: StackErrorDetails & { reason: ConnectionReason }) {
    super(details)
    this.reason = details.reason
  }
}
