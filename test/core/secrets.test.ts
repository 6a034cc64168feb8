import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConnectionError, RpcError, ValidationError } from '../../src/core/errors.js'
import { Redactor } from '../../src/core/redact.js'
import { startServer } from '../support/http-server.js'
import { bare, call } from '../support/pipeline.js'

/** Secrets as people have them: keys of letters and digits, base64 with + and /, passwords with anything in them. */
const secret = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abcdefghijkmnpqrstuvwxyzABCDEFGH23456789'), minLength: 18, maxLength: 32 }),
  fc.string({ unit: fc.constantFrom(...'abcXYZ019+/='), minLength: 20, maxLength: 40 }).filter((text) => /[a-z]/.test(text)),
  fc.string({ unit: fc.constantFrom(...'pässw0rd !"\'&%$\\<>{}'), minLength: 8, maxLength: 20 }).filter((text) => text.trim().length > 6),
)

/** What a server may wrap the secret in when it echoes it. */
const echo = fc.constantFrom<(text: string) => string>(
  (text) => `Authorization Error: 'Invalid signature. Expected signature base string: &${text}'`,
  (text) => JSON.stringify({ error: 'Nope', message: `key ${text} is not known` }),
  (text) => JSON.stringify({ [text]: ['is not a field'], nested: [{ deep: text }] }),
  (text) => `<html><body>${encodeURIComponent(text)}</body></html>`,
  (text) => `oauth_signature="%26${encodeURIComponent(text)}"`,
  (text) => `Basic ${Buffer.from(text).toString('base64')}`,
  (text) => `${'x'.repeat(9_990)}${text}`,
  (text) => `{"truncated": "${text}`,
)
const status = fc.constantFrom(200, 400, 401, 403, 404, 409, 500, 502, 503)

const spellings = (text: string): string[] => [
  text,
  JSON.stringify(text).slice(1, -1),
  encodeURIComponent(text),
  Buffer.from(text).toString('base64'),
]

const everythingAbout = (error: unknown): string =>
  [inspect(error, { depth: 10, showHidden: true }), String(error), (error as Error).stack, JSON.stringify(error), inspect((error as Error).cause, { depth: 10 })].join('\n')

describe('a planted secret', () => {
  it('appears in no error, event or log line, whatever the server answers', async () => {
    let answer = { status: 200, body: '' }
    await using server = await startServer((_request, response) => response.writeHead(answer.status, { 'x-request-id': 'r1' }).end(answer.body))
    await fc.assert(
      fc.asyncProperty(secret, echo, status, async (planted, wrap, code) => {
        answer = { status: code, body: wrap(planted) }
        const { pipeline, events, redactor } = bare({ retries: 1 })
        redactor.add(planted)
        const seen: string[] = []
        for (const name of ['request', 'response', 'retry', 'drift'] as const) events.on(name, (event) => seen.push(inspect(event, { depth: 10 })))
        try {
          await pipeline.send(call(server.url, { headers: { authorization: `OAuth ${encodeURIComponent(planted)}` } }))
        } catch (error) {
          seen.push(everythingAbout(error))
        }
        await pipeline.close()
        for (const spelling of spellings(planted)) expect(seen.join('\n')).not.toContain(spelling)
      }),
      { numRuns: 120 },
    )
  })

  it('appears in no error that is built by hand with a redactor', () => {
    fc.assert(
      fc.property(secret, (planted) => {
        const redactor = new Redactor()
        redactor.add(planted)
        const cause = new Error(`connect failed for ${planted}`, { cause: { password: planted } })
        const errors = [
          new ConnectionError({ redactor, cause, summary: `no way to ${planted}`, hint: `try ${planted}`, facts: { key: planted }, reason: 'closed' }),
          new RpcError({ redactor, summary: planted, facade: 'Admin', version: 3, method: 'Login', rpcCode: '', serverMessage: planted, reason: 'other', info: { a: [planted] } }),
          new ValidationError({ redactor, summary: 'drift', issues: [{ path: planted, message: planted }] }),
        ]
        for (const error of errors) for (const spelling of spellings(planted)) expect(everythingAbout(error)).not.toContain(spelling)
      }),
    )
  })
})

describe('names give secrets away', () => {
  const redactor = new Redactor()
  it.each([
    ['oauth_signature="%26abcdef123"', 'abcdef123'],
    ['{"password": "hunter2!"}', 'hunter2!'],
    ['power_pass: hunter22', 'hunter22'],
    ['https://admin:hunter2@host/path', 'hunter2'],
    ['cookie: sessionid=abc123', 'abc123'],
    ['{"access_key": "0GS7553JW74RRM612K02"}', '0GS7553JW74RRM612K02'],
  ])('in %s', (text, hidden) => {
    expect(redactor.text(text)).not.toContain(hidden)
  })

  it('and ordinary words stay', () => {
    const text = 'No Machine matches the given query. {"status_name": "Ready", "tags": ["virtual"]}'
    expect(redactor.text(text)).toBe(text)
    expect(redactor.value({ hostname: 'node-1', power_state: 'on', nested: [{ token_key: 'x1234' }] })).toEqual({ hostname: 'node-1', power_state: 'on', nested: [{ token_key: '[redacted]' }] })
  })
})
