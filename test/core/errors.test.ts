import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import * as errors from '../../src/core/errors.js'
import {
  type AnyStackError,
  ConfigurationError,
  ConflictError,
  NotFoundError,
  ResponseError,
  StackError,
  TimeoutError,
} from '../../src/core/errors.js'
import { ERRORS_PAGE, HOMEPAGE } from '../../src/core/docs-url.js'
import { responseError } from '../../src/core/http/status.js'
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
  it('has what failed and what to do in its first line, then the facts', () => {
    expect(conflict.message.split('\n')).toEqual([
      "MAAS machines.deploy failed (409): Can't deploy a machine. Release the machine first",
      '  request: POST /machines/x/',
      `  docs: ${ERRORS_PAGE}#err_conflict`,
    ])
  })

  it('has a literal code, and is an instance of its base classes', () => {
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

  it("is not an instance of a user's subclass", () => {
    class Mine extends ResponseError {}
    expect(conflict).not.toBeInstanceOf(Mine)
    expect(new Mine({ summary: 'x', status: 400 })).toBeInstanceOf(Mine)
    expect(new Mine({ summary: 'x', status: 400 })).toBeInstanceOf(ResponseError)
  })

  it('serialises to plain data', () => {
    expect(JSON.parse(JSON.stringify(conflict))).toMatchObject({
      name: 'ConflictError',
      code: 'ERR_CONFLICT',
      status: 409,
      operation: 'machines.deploy',
      isRetryable: false,
      attempts: 1,
    })
  })

  it('is discriminated exhaustively by its code', () => {
    const describeError = (error: AnyStackError): string =>
      error.code === 'ERR_TIMEOUT' ? error.phase : error.code
    expect(describeError(new TimeoutError({ summary: 'x', phase: 'connect', timeoutMs: 1 }))).toBe('connect')
    expect(describeError(new ConfigurationError({ summary: 'x' }))).toBe('ERR_CONFIGURATION')
  })
})

/** An error of every class. */
const evidence = { states: {}, notes: [], failed: {} }
const rpc = { facade: 'F', version: 1, method: 'M', rpcCode: '', serverMessage: '', reason: 'other' } as const
const every: AnyStackError[] = [
  new errors.ConfigurationError({ summary: 'x' }),
  new errors.AbortedError({ summary: 'x' }),
  new errors.TimeoutError({ summary: 'x', phase: 'total', timeoutMs: 1 }),
  new errors.ConnectionError({ summary: 'x', reason: 'dns' }),
  ...[304, 400, 401, 403, 404, 409, 429, 500].map((status) => responseError({ summary: 'x', status })),
  new errors.UnreadableReplyError({ summary: 'x', status: 200 }),
  new errors.RpcError({ summary: 'x', ...rpc }),
  new errors.BulkError({ summary: 'x', results: [] }),
  new errors.ValidationError({ summary: 'x', issues: [] }),
  new errors.WaitTimeoutError({ summary: 'x', evidence, elapsedMs: 1 }),
  new errors.WaitFailedError({ summary: 'x', evidence, elapsedMs: 1 }),
]

describe('every class of errors', () => {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
  const { homepage } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as Record<string, string>

  it('is exported, and has a separate class', () => {
    const classes = Object.values(errors).filter((one) => one !== StackError)
    expect(new Set(every.map(({ constructor }) => constructor))).toEqual(new Set<unknown>(classes))
    expect(new Set(every.map(({ code }) => code)).size).toBe(every.length)
  })

  it.each(every.map((error) => [error.code, error] as const))(
    '%s has a section in the docs',
    (code, error) => {
      expect(page).toContain(`\n## ${code}\n\n\`${error.name}\``)
      expect(error.docs).toBe(`${ERRORS_PAGE}#${code.toLowerCase()}`)
      expect(error.message).toBe(`x\n  docs: ${error.docs}`)
      expect(error.toJSON()).toMatchObject({ docs: error.docs, reason: error.reason })
    },
  )

  it('has no section for an unknown code', () => {
    expect([...page.matchAll(/^## (\w+)$/gm)].map(([, code]) => code)).toEqual(every.map(({ code }) => code))
  })

  it('links to the project of package.json', () => {
    expect(homepage?.replace(/#.*/, '')).toBe(HOMEPAGE)
  })
})

describe('the reason of a response', () => {
  it.each([
    [200, 'other'],
    [302, 'redirected'],
    [400, 'bad-request'],
    [401, 'unauthorized'],
    [403, 'permission'],
    [404, 'not-found'],
    [405, 'bad-request'],
    [408, 'timeout'],
    [409, 'conflict'],
    [410, 'not-found'],
    [412, 'conflict'],
    [429, 'rate-limited'],
    [500, 'server-error'],
    [501, 'not-supported'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'unavailable'],
  ])('%i is %s', (status, reason) => {
    expect(responseError({ summary: 'x', status }).reason).toBe(reason)
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

  it('makes the delay random between 0 and a doubling, bounded limit', () => {
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
