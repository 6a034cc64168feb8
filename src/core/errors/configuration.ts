import { StackError } from './base.js'

/** An option, an argument or a file cannot be used. Nothing was sent. */
export class ConfigurationError extends StackError {
  static override readonly kind: string = 'ConfigurationError'
  readonly code = 'ERR_CONFIGURATION'
  readonly reason = 'invalid-argument'
}
