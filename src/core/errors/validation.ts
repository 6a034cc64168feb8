import { anyRedactor } from '../redact.js'
import { StackError, type StackErrorDetails } from './base.js'

/** One difference between a reply and its schema. */
export interface ReplyIssue {
  /** Path in the reply, array positions as `[]`, such as `[].boot_interface.vlan`. */
  path: string
  message: string
}

/** A reply differs from its schema, and `validate` is `'strict'`. */
export class ValidationError extends StackError {
  static override readonly kind: string = 'ValidationError'
  readonly code = 'ERR_VALIDATION'
  readonly reason = 'unexpected-reply'
  readonly issues: readonly ReplyIssue[]

  constructor(details: StackErrorDetails & { issues: readonly ReplyIssue[] }) {
    super(details)
    this.issues = (details.redactor ?? anyRedactor).value(details.issues) as ReplyIssue[]
  }
}
