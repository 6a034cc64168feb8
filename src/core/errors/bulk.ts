import { anyRedactor, type Redactor } from '../redact.js'
import { StackError, type StackErrorDetails } from './base.js'

/** The outcome of one item of a bulk call. */
export type BulkItem<T = unknown> =
  { item: string; value: T; error?: undefined } | { item: string; error: StackError; value?: undefined }

/** Some items of a bulk call failed; the others succeeded. */
export class BulkError extends StackError {
  static override readonly kind: string = 'BulkError'
  readonly code = 'ERR_BULK'
  readonly reason = 'partial-failure'
  readonly results: readonly BulkItem[]
  readonly #redactor: Redactor

  constructor(details: StackErrorDetails & { results: readonly BulkItem[] }) {
    super(details)
    this.results = details.results
    this.#redactor = details.redactor ?? anyRedactor
  }

  /** Plain data for logs; secrets in `results` are masked. */
  override toJSON(): Record<string, unknown> {
    const results = this.results.map(({ item, value, error }) => ({
      item: this.#redactor.text(item),
      ...(error === undefined ? { value: this.#redactor.value(value) } : { error }),
    }))
    return { ...super.toJSON(), results }
  }

  /** The items that failed. */
  get failures(): readonly BulkItem[] {
    return this.results.filter((result) => result.error !== undefined)
  }
}
