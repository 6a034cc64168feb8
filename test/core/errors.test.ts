import { describe, expect, it, vi } from 'vitest'
import {
  type AnyStackError,
  ConfigurationError,
  ConflictError,
  NotFoundError,
  ResponseError,
  StackError,
  TimeoutError,
} from '../../src/core/errors.js'
import { ERRORS_PAGE } from '../../src/core/docs-url.js'
import { parseRetryAfter, retryDelay, retryPolicy } from '../../src/core/http/retry.js'

const conflict = new ConflictError({
  system: 'maas',
  operation: 'machines.deploy',
  summary: "MAAS machines.deploy failed (409): Can't deploy\n a machine.",
  hint: 'Release the machine first',
  facts: { request: 'POST /machines/x/', nothing: undefined },
  status: 409,
  body: 'text',
})

describe('an error', () => {
  it('says in its first line what failed and what to do, then the facts', () => {
    expect(conflict.message.split('\n')).toEqual([
      "MAAS machines.deploy failed (409): Can't deploy a machine. Release it first",
      '  request: POST /machines/x/',
      `  docs: ${ERRORS_PAGE}#err_conflict`,
    ])
  })

  it('has a literal code, and instanceof up its family', () => {
    expect(conflict.code).toBe('ERR_CONFLICT')
    expect(conflict.name).toBe('ConflictError')
    for (const family of [ConflictError, ResponseError, StackError, Error])
      expect(conflict).toBeInstanceOf(family)
    expect(conflict).not.toBeInstanceOf(NotFoundError)
  })

  it('is recognised by another copy of the package', async () => {
    vi.resetModules()
    const copy = await import('../../src/core/errors.js')
    expect(copy.ConflictError).not.toBe(ConflictError)
    expect(conflict).toBeInstanceOf(copy.ConflictError)
    expect(conflict).toBeInstanceOf(copy.StackError)
    expect(conflict).not.toBeInstanceOf(copy.TimeoutError)
  })

  it("is no member of a subclass of the user's own", () => {
    class Mine extends ResponseError {}
    expect(conflict).not.toBeInstanceOf(Mine)
    expect(new Mine({ summary: 'x', status: 400 })).toBeInstanceOf(Mine)
    expect(new Mine({ summary: 'x', status: 400 })).toBeInstanceOf(ResponseError)
  })

  it('turns into plain data', () => {
    expect(JSON.parse(JSON.stringify(conflict))).toMatchObject({
      name: 'ConflictError',
      code: 'ERR_CONFLICT',
      status: 409,
      operation: 'machines.deploy',
      isRetryable: false,
      attempts: 1,
    })
  })

  it('can be told apart exhaustively by its code', () => {
    const told = (error: AnyStackError): string => (error.code === 'ERR_TIMEOUT' ? error.phase : error.code)
    expect(told(new TimeoutError({ summary: 'x', phase: 'connect', timeoutMs: 1 }))).toBe('connect')
    expect(told(new ConfigurationError({ summary: 'x' }))).toBe('ERR_CONFIGURATION')
  })
})

describe('retry rules', () => {
  it.each([
    ['120', 120_000],
    ['1.5', 1500],
    ['Wed, 21 Oct 2026 07:28:10 GMT', 10_000],
    ['Wed, 21 Oct 2026 07:27:00 GMT', 0],
    ['soon', undefined],
  ])('Retry-After %s', (header, expected) => {
    expect(parseRetryAfter(header, Date.parse('Wed, 21 Oct 2026 07:28:00 GMT'))).toBe(expected)
  })

  it('draws the delay between nothing and a doubling, bounded limit', () => {
    const failing = new ConflictError({ summary: 'x', status: 409, isRetryable: true })
    const policy = retryPolicy({ max: 20, baseMs: 100, maxMs: 1000 })
    for (let attempt = 1; attempt <= 20; attempt++) {
      const delay = retryDelay(failing, attempt, true, policy)
      expect(delay).toBeGreaterThanOrEqual(0)
      expect(delay).toBeLessThanOrEqual(Math.min(1000, 100 * 2 ** (attempt - 1)))
    }
    expect(retryDelay(failing, 21, true, policy)).toBeUndefined()
  })
})
