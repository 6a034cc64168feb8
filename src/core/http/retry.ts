import type { StackError } from '../errors.js'
import type { RetryOptions } from '../options.js'

export type RetryPolicy = Required<RetryOptions>

const DEFAULTS: RetryPolicy = { max: 2, baseMs: 250, maxMs: 8000, maxRetryAfterMs: 60_000 }

/** The policy that a client's option and a call's option come to. */
export function retryPolicy(...options: (number | RetryOptions | undefined)[]): RetryPolicy {
  let policy = DEFAULTS
  for (const option of options)
    if (option !== undefined)
      policy = { ...policy, ...(typeof option === 'number' ? { max: option } : option) }
  return policy
}

/** The dates of HTTP; `Date.parse` alone would take "-5" for one. */
const HTTP_DATE = /^\s*(mon|tue|wed|thu|fri|sat|sun)[a-z]*,/i

/** A server's `Retry-After` in milliseconds: seconds, or a date; what is neither counts as absent. */
export function parseRetryAfter(header: string | undefined, nowMs: number = Date.now()): number | undefined {
  if (header === undefined) return undefined
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000
  const date = HTTP_DATE.test(header) ? Date.parse(header) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs)
}

/**
 * How long to wait before the next try, or `undefined` when there must be none.
 *
 * A failed try is repeated when the request never left, when the server said when to come back, or when doing it twice is the same
 * as doing it once. Delays are drawn between 0 and a doubling bound (full jitter), so that many clients do not come back together.
 */
export function retryDelay(
  error: StackError & { retryAfterMs?: number | undefined },
  attempt: number,
  idempotent: boolean,
  policy: RetryPolicy,
): number | undefined {
  if (attempt > policy.max || !error.isRetryable) return undefined
  if (error.retryAfterMs !== undefined)
    return error.retryAfterMs <= policy.maxRetryAfterMs ? error.retryAfterMs : undefined
  if (error.mayHaveHappened && !idempotent) return undefined
  return Math.random() * Math.min(policy.maxMs, policy.baseMs * 2 ** (attempt - 1))
}
