import { anyRedactor } from '../redact.js'
import { StackError, type StackErrorDetails } from './base.js'
import type { ErrorReason } from './reason.js'

export interface RpcErrorDetails extends StackErrorDetails {
  facade: string
  version: number
  method: string
  /** The server's error code; empty when it sent none. */
  rpcCode: string
  /** The server's own message. */
  serverMessage: string
  reason: ErrorReason
  info?: unknown
}

/** The server replied to a remote procedure call with an error. */
export class RpcError extends StackError {
  static override readonly kind: string = 'RpcError'
  readonly code = 'ERR_RPC'
  readonly facade: string
  readonly version: number
  readonly method: string
  readonly rpcCode: string
  readonly serverMessage: string
  readonly reason: ErrorReason
  readonly info: unknown

  constructor(details: RpcErrorDetails) {
    super(details)
    const { redactor = anyRedactor } = details
    this.facade = redactor.text(details.facade)
    this.version = details.version
    this.method = redactor.text(details.method)
    this.rpcCode = redactor.text(details.rpcCode)
    this.serverMessage = redactor.text(details.serverMessage)
    this.reason = details.reason
    this.info = redactor.value(details.info)
  }
}
