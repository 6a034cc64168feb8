import { inspect } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { BulkError, RpcError } from '../../src/core/errors.js'
import type { HttpClientOptions } from '../../src/core/options.js'
import { Redactor } from '../../src/core/redact.js'
import { secretArguments } from '../../src/core/secret-arguments.js'
import { bare } from '../support/pipeline.js'

const PLANTED = 'Xk4fW9qLm2Zr'

describe('what the options of an HTTP client have', () => {
  afterEach(() => vi.unstubAllEnvs())

  /** Whether the redactor of a client with these options knows the secret. */
  async function isKnown(options: HttpClientOptions): Promise<boolean> {
    const { pipeline, redactor } = bare(options)
    await pipeline.close()
    return redactor.text(`refused ${PLANTED} there`) === 'refused [redacted] there'
  }

  it('the password of the proxy is a secret', async () => {
    expect(await isKnown({ proxy: `http://squid:${PLANTED}@127.0.0.1:3128` })).toBe(true)
    expect(await isKnown({ proxy: 'http://127.0.0.1:3128' })).toBe(false)
  })

  it.each(['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'])(
    'the password of the proxy in %s is a secret',
    async (name) => {
      vi.stubEnv(name, `http://squid:${PLANTED}@127.0.0.1:3128`)
      expect(await isKnown({ proxy: undefined })).toBe(true)
      expect(await isKnown({ proxy: false })).toBe(false)
    },
  )

  it('the key of a TLS client is a secret, line by line', async () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${PLANTED}\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----\n`
    expect(await isKnown({ tls: { key } })).toBe(true)
    expect(await isKnown({ tls: { ca: key } })).toBe(false)
  })
})

describe('learned secrets', () => {
  it('are forgotten from the oldest on, so that a client does not grow', () => {
    const redactor = new Redactor()
    redactor.add('password-of-the-client')
    for (let index = 0; index < 5000; index++) redactor.learn(`token-${index}-${PLANTED}`)
    expect(redactor.secrets().length).toBeLessThanOrEqual(101)
    expect(redactor.text(`token-4999-${PLANTED} and password-of-the-client`)).toBe(
      '[redacted] and [redacted]',
    )
    redactor.learn(...Array.from({ length: 5000 }, (_, index) => `other-${index}-${PLANTED}`))
    expect(redactor.secrets().length).toBeLessThanOrEqual(101)
  })
})

describe('errors', () => {
  const redactor = new Redactor()
  redactor.add(PLANTED)

  it('the JSON of a BulkError has no secrets in its items and values; the values themselves are kept', () => {
    const results = [
      { item: `machine ${PLANTED}`, value: { note: PLANTED } },
      { item: 'other', error: new BulkError({ summary: 'no', redactor, results: [] }) },
    ]
    // A word in lower case is known to its own client only.
    const own = new Redactor()
    own.add('openstackpassword')
    const error = new BulkError({ summary: 'no', redactor, results })
    const other = new BulkError({
      summary: 'no',
      redactor: own,
      results: [{ item: 'openstackpassword', value: ['openstackpassword'] }],
    })
    expect(JSON.stringify(error)).toContain('machine [redacted]')
    expect(JSON.stringify(error)).not.toContain(PLANTED)
    expect(JSON.stringify(other)).not.toContain('openstackpassword')
    expect(error.results[0]?.value).toEqual({ note: PLANTED })
  })

  it('an RpcError shows no secret as facade, method or code', () => {
    const error = new RpcError({
      redactor,
      summary: 'no',
      facade: `A${PLANTED}`,
      version: 1,
      method: `B${PLANTED}`,
      rpcCode: PLANTED,
      serverMessage: PLANTED,
      reason: 'other',
    })
    expect(error).toMatchObject({ facade: 'A[redacted]', method: 'B[redacted]', rpcCode: '[redacted]' })
    expect(JSON.stringify(error) + inspect(error, { showHidden: true })).not.toContain(PLANTED)
  })
})

describe('values of telling names', () => {
  const redactor = new Redactor()
  const inner = { user: 'admin', password: PLANTED, nested: { token: [PLANTED] } }
  it.each([
    ['JSON in JSON', JSON.stringify({ body: JSON.stringify(inner) })],
    ['JSON in JSON in JSON', JSON.stringify({ a: JSON.stringify({ body: JSON.stringify(inner) }) })],
    ['JSON in a form', `data=${encodeURIComponent(JSON.stringify(inner))}`],
    ['JSON in HTML', `<pre>${JSON.stringify(inner).replaceAll('"', '&quot;')}</pre>`],
  ])('are masked in %s', (_what, text) => {
    expect(redactor.text(text)).toContain('admin')
    expect(redactor.text(text)).not.toContain(PLANTED)
  })
})

describe('arguments', () => {
  const longer = `${PLANTED}${PLANTED}`
  it.each<[string, object]>([
    ['password', { password: PLANTED }],
    ['a password that is a number', { power_parameters: { power_pass: 40_771_234 } }],
    ['ConfigYAML', { Args: [{ ConfigYAML: `web:\n  key: ${longer}\n` }] }],
    ['config-yaml', { 'config-yaml': longer }],
    ['config-settings', { 'config-settings': { any: longer } }],
    ['application-config', { 'application-config': { any: longer } }],
    ['user-data', { 'user-data': longer }],
    ['script_parameters', { script_parameters: { any: longer } }],
    ['a part of an OAuth key', { attrs: { 'maas-oauth': `abcdefgh1:abcdefgh2:${longer}` } }],
  ])('%s is a secret', (_name, params) => {
    const found = secretArguments(params)
    expect(found.some((text) => text.includes(PLANTED) || text === '40771234')).toBe(true)
    const redactor = new Redactor().ofCall({ params })
    expect(redactor.text(`x ${longer} x ${PLANTED} x 40771234 x`)).toContain('[redacted]')
  })
})
