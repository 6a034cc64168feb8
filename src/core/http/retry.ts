import type { StackError } from '../errors.js'
import type { RetryOptions } from '../options.js'

export type RetryPolicy = Required<RetryOptions>

const DEFAULTS: RetryPolicy = { max: 2, baseMs: 250, maxMs: 8000, maxRetryAfterMs: 60_000 }

/** Combines the options of a client and of a call. */
export function retryPolicy(...options: (number | RetryOptions | undefined)[]): RetryPolicy {
  let policy = DEFAULTS
  for (const option of options)
    if (option !== undefined)
      policy = { ...policy, ...(typeof option === 'number' ? { max: option } : option) }
  return policy
}

/** HTTP dates; `Date.parse` alone accepts "-5". */
const HTTP_DATE = /^\s*(mon|tue|wed|thu|fri|sat|sun)[a-z]*,/i

/** A `Retry-After` header, seconds or a date, in milliseconds; anything else counts as absent. */
export function parseRetryAfter(header: string | undefined, nowMs: number = Date.now()): number | undefined {
  if (header === undefined) return undefined
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000
  const date = HTTP_DATE.test(header) ? Date.parse(header) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs)
}

/**
 * How long to wait before the next try, or `undefined` if there must be none.
 *
 * A failed try is repeated if it may succeed later and the request is idempotent, was never sent, or was refused before anything was
 * done: 425, 429, and 409 with `Retry-After`. A change that may have been carried out (408, any 5xx, a lost connection) is never repeated,
 * not even with `Retry-After`. The delay is that of `Retry-After`, up to `maxRetryAfterMs`; else random between 0 and a doubling bound
 * (full jitter), so that many clients do not retry at the same time.
 */
export function retryDelay(
  error: StackError & { retryAfterMs?: number | undefined },
  attempt: number,
  idempotent: boolean,
  policy: RetryPolicy,
): number | undefined {
  if (attempt > policy.max || !error.isRetryable) return undefined
  if (error.mayHaveHappened && !idempotent) return undefined
  if (error.retryAfterMs !== undefined)
    return error.retryAfterMs <= policy.maxRetryAfterMs ? error.retryAfterMs : undefined
  return Math.random() * Math.min(policy.maxMs, policy.baseMs * 2 ** (attempt - 1))
}
