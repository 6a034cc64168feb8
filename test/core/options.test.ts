import { describe, expect, it } from 'vitest'
import { ERRORS_PAGE } from '../../src/core/docs-url.js'
import { requireEnv } from '../../src/core/env.js'
import { retryPolicy } from '../../src/core/http/retry.js'
import { httpClientForm, requestForm, retryForm, tlsForm, waitForm } from '../../src/core/option-forms.js'
import { checkMs, checkRetries, parseBaseUrl } from '../../src/core/options.js'

const parse = (text: string | undefined): URL => parseBaseUrl('testing', 'url', text, 'http://10.0.0.2/api')

describe('a base URL', () => {
  it.each(['http://10.0.0.2/api', 'http://10.0.0.2/api/'])('%s ends in one slash', (text) => {
    expect(parse(text).href).toBe('http://10.0.0.2/api/')
  })

  it.each([
    [undefined, 'url is missing. Pass a URL such as http://10.0.0.2/api'],
    ['', 'url is missing. Pass a URL such as http://10.0.0.2/api'],
    [
      '"http://10.0.0.2/api"',
      'url has quotes around it. Remove the quotes, also in the environment or the file that it comes from',
    ],
    [
      'ftp://10.0.0.2/api',
      'url has another scheme than http and https. Write it as http:// or https://, such as http://10.0.0.2/api',
    ],
    ['10.0.0.2/api', 'url has no scheme. Write it as http:// or https://, such as http://10.0.0.2/api'],
    ['http://', 'url is not a URL. Pass a URL such as http://10.0.0.2/api'],
    ['http://admin:pa/ss@host/', 'url is not a URL. Pass a URL such as http://10.0.0.2/api'],
    [
      'http://admin:pass@host/',
      'url contains a user or password. Remove them from the URL and pass the credentials as options',
    ],
    [
      'http://host/?token=abc',
      'url has a query or fragment. Write only the base, such as http://10.0.0.2/api',
    ],
  ])('%s is rejected: %s', (text, message) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({
        code: 'ERR_CONFIGURATION',
        message: `${message}\n  docs: ${ERRORS_PAGE}#err_configuration`,
      }) as Error,
    )
  })
})

describe('numbers of milliseconds and tries', () => {
  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, null as unknown as number])(
    'reject %s and name the option',
    (value) => {
      expect(() => checkMs('testing', 'timeoutMs', value, 1)).toThrow(
        `timeoutMs must be a non-negative number of milliseconds, got ${String(value)}`,
      )
      expect(() => checkRetries('testing', { maxMs: value })).toThrow(
        `retries.maxMs must be a non-negative number of milliseconds, got ${String(value)}`,
      )
    },
  )

  it('may be absent, and tries may be infinite', () => {
    expect(checkMs('testing', 'timeoutMs', undefined, 7)).toBe(7)
    for (const retries of [undefined, 0, Number.POSITIVE_INFINITY, {}, { max: 3, baseMs: 0 }])
      expect(() => checkRetries('testing', retries)).not.toThrow()
    for (const retries of [-1, 1.5, Number.NaN, { max: -1 }])
      expect(() => checkRetries('testing', retries)).toThrow('must be a whole number of tries, 0 or more')
  })
})

describe('the forms of options', () => {
  it('have the fields of the retry policy', () => {
    expect(Object.keys(retryForm)).toEqual(Object.keys(retryPolicy()))
  })

  it('have the request options that a client has defaults for', () => {
    const shared = Object.keys(requestForm).filter((name) => name !== 'idempotent' && name !== 'extra')
    expect(Object.keys(httpClientForm)).toEqual(expect.arrayContaining(shared))
    for (const name of shared as (keyof typeof requestForm & keyof typeof httpClientForm)[])
      expect(httpClientForm[name]).toBe(requestForm[name])
    expect(waitForm.signal).toBe(requestForm.signal)
    expect(httpClientForm.tls).toBe('object')
    expect(Object.keys(tlsForm)).toContain('insecure')
  })
})

describe('the environment', () => {
  it('is checked completely: the error names every missing variable', () => {
    expect(requireEnv('testing', { A: 'a', B: 'b' }, ['A', 'B'])).toEqual({ A: 'a', B: 'b' })
    expect(() => requireEnv('testing', { A: 'a', B: '' }, ['A', 'B', 'C'])).toThrow(
      'B and C are not set. Export them, or pass the options in code',
    )
    expect(() => requireEnv('testing', { A: 'a' }, ['A', 'B'])).toThrow(
      'B is not set. Export it, or pass the options in code',
    )
  })
})
