import { channel } from 'node:diagnostics_channel'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BadRequestError,
  ConnectionError,
  RpcError,
  ValidationError,
  WaitFailedError,
} from '../../src/core/errors.js'
import { List } from '../../src/core/list.js'
import { Redactor } from '../../src/core/redact.js'
import { createJujuClient, createLandscapeClient, createMaasClient } from '../../src/index.js'
import { startServer } from '../support/http-server.js'
import { bare, call } from '../support/pipeline.js'

/** Typical secrets: keys of letters and digits, base64 with + and /, passwords with any character. */
const secret = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...'abcdefghijkmnpqrstuvwxyzABCDEFGH23456789'),
    minLength: 18,
    maxLength: 32,
  }),
  fc
    .string({ unit: fc.constantFrom(...'abcXYZ019+/='), minLength: 20, maxLength: 40 })
    .filter((text) => /[a-z]/.test(text)),
  fc
    .string({ unit: fc.constantFrom(...'pässw0rd !"\'&%$\\<>{}'), minLength: 8, maxLength: 20 })
    .filter((text) => text.trim().length > 6),
)

/** How a server may quote the secret. */
const echo = fc.constantFrom<(text: string) => string>(
  (text) => `Authorization Error: 'Invalid signature. Expected signature base string: &${text}'`,
  (text) => JSON.stringify({ error: 'Nope', message: `key ${text} is not known` }),
  (text) => JSON.stringify({ [text]: ['is not a field'], nested: [{ deep: text }] }),
  (text) => `<html><body>${encodeURIComponent(text)}</body></html>`,
  (text) => `oauth_signature="%26${encodeURIComponent(text)}"`,
  (text) => `Basic ${Buffer.from(text).toString('base64')}`,
  (text) => `${'x'.repeat(9_990)}${text}`,
  (text) => `{"truncated": "${text}`,
  (text) => `{"half": ${text}`,
  (text) => encodeURIComponent(text).replaceAll(/%../g, (code) => code.toLowerCase()),
  (text) => encodeURIComponent(oauth(text)),
  (text) => `<pre>${html(text)}</pre>`,
  (text) => ascii(JSON.stringify({ message: text })),
)
const status = fc.constantFrom(200, 302, 400, 401, 403, 404, 409, 500, 502, 503)

/** RFC 3986, as OAuth libraries encode; Python's JSON; Django's HTML. */
const oauth = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
const ascii = (text: string): string =>
  text.replaceAll(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
const html = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#x27;')

const spellings = (text: string): string[] => [
  text,
  JSON.stringify(text).slice(1, -1),
  ascii(JSON.stringify(text).slice(1, -1)),
  encodeURIComponent(text),
  oauth(text),
  html(text),
  Buffer.from(text).toString('base64'),
]

const everythingAbout = (error: unknown): string =>
  [
    inspect(error, { depth: 10, showHidden: true }),
    String(error),
    (error as Error).stack,
    JSON.stringify(error),
    inspect((error as Error).cause, { depth: 10 }),
  ].join('\n')

describe('a planted secret', () => {
  it('appears in no error, event, channel or log line, whatever the server replies', async () => {
    let answer: { status: number; body: string; headers: Record<string, string> } = {
      status: 200,
      body: '',
      headers: {},
    }
    await using server = await startServer((_request, response) =>
      response.writeHead(answer.status, answer.headers).end(answer.body),
    )
    const seen: string[] = []
    const see = (event: unknown): void => void seen.push(inspect(event, { depth: 10 }), JSON.stringify(event))
    const names = ['request', 'response', 'retry', 'drift'] as const
    for (const name of names) channel(`canonical-stack:${name}`).subscribe(see)
    await fc.assert(
      fc.asyncProperty(secret, echo, status, async (planted, wrap, code) => {
        const inHeader = encodeURIComponent(planted)
        answer = {
          status: code,
          body: wrap(planted),
          headers: {
            'x-request-id': inHeader,
            location: `http://127.0.0.1:1/${inHeader}?key=${inHeader}`,
            'retry-after': '0',
          },
        }
        const { pipeline, events, redactor } = bare({ retries: 1 })
        redactor.add(planted)
        seen.length = 0
        for (const name of names) events.on(name, see)
        try {
          await pipeline.send(call(server.url, { headers: { authorization: `OAuth ${inHeader}` } }))
        } catch (error) {
          seen.push(everythingAbout(error))
        }
        await pipeline.close()
        for (const spelling of spellings(planted)) expect(seen.join('\n')).not.toContain(spelling)
      }),
      { numRuns: 40 },
    )
    for (const name of names) channel(`canonical-stack:${name}`).unsubscribe(see)
  })

  it('appears in no error that is built by hand with a redactor', () => {
    fc.assert(
      fc.property(secret, (planted) => {
        const redactor = new Redactor()
        redactor.add(planted)
        const undici = Object.assign(new TypeError(`fetch failed at ${planted}`), {
          code: 'UND_ERR_SOCKET',
          socket: { remoteAddress: planted },
        })
        const cause = new AggregateError(
          [undici, new Error(planted, { cause: undici })],
          `connect failed for ${planted}`,
          { cause: { password: planted } },
        )
        const errors = [
          new ConnectionError({
            redactor,
            cause,
            summary: `no way to ${planted}`,
            hint: `try ${planted}`,
            facts: { key: planted },
            reason: 'closed',
          }),
          new RpcError({
            redactor,
            summary: planted,
            facade: 'Admin',
            version: 3,
            method: 'Login',
            rpcCode: '',
            serverMessage: planted,
            reason: 'other',
            info: { a: [planted] },
          }),
          new ValidationError({ redactor, summary: 'drift', issues: [{ path: planted, message: planted }] }),
          new BadRequestError({
            redactor,
            summary: 'no',
            status: 400,
            requestId: planted,
            serverCode: planted,
            body: planted,
            fieldErrors: { [planted]: [planted] },
          }),
          new RpcError({
            redactor,
            summary: 'no',
            facade: 'Admin',
            version: 3,
            method: 'Login',
            rpcCode: planted,
            serverMessage: '',
            reason: 'other',
          }),
          new WaitFailedError({
            redactor,
            summary: 'no',
            elapsedMs: 1,
            evidence: { states: { [planted]: planted }, notes: [planted], failed: { [planted]: planted } },
          }),
        ]
        const all = errors.map(everythingAbout).join('\n')
        for (const spelling of spellings(planted)) expect(all).not.toContain(spelling)
      }),
      { numRuns: 30 },
    )
  })
})

describe('a secret', () => {
  const cleaned = (text: string, ...secrets: string[]): string => {
    const redactor = new Redactor()
    redactor.add(...secrets)
    return redactor.text(text)
  }

  it('may contain the syntax of regular expressions and replacements', () => {
    expect(cleaned('say (a+)+$ and $& twice: $&$1', '(a+)+$', '$&$1')).toBe(
      'say [redacted] and $& twice: [redacted]',
    )
    expect(cleaned('.*.*', '.{3}')).toBe('.*.*')
  })

  it('may be part of another: the longer one is masked completely', () => {
    expect(cleaned('key abcdef-secret-suffix and abcdef', 'abcdef', 'abcdef-secret-suffix')).toBe(
      'key [redacted] and [redacted]',
    )
  })

  it('may be the mask itself, or a lone surrogate', () => {
    expect(cleaned('nothing here', 'redacted', '\ud800abcd')).toBe('nothing here')
  })

  it('of less than four characters is not masked', () => {
    expect(cleaned('abc abcd', 'abc')).toBe('abc abcd')
    expect(cleaned('abc abcd', 'abcd')).toBe('abc [redacted]')
  })

  it('is not quoted in part by the error of the JSON parser', async () => {
    const planted = 'Xk4fW9qLm2'
    await using server = await startServer((_request, response) => response.end(`{"a": 1} ${planted}`))
    const { pipeline, redactor } = bare()
    redactor.add(planted)
    const error = await pipeline.send(call(server.url)).catch((cause: unknown) => cause)
    expect(everythingAbout(error)).toContain('SyntaxError')
    expect(everythingAbout(error)).not.toContain(planted.slice(0, 4))
    await pipeline.close()
  })

  it('is in no inspected client, list or call', async () => {
    const planted = 'Xk4fW9qLm2Xk4fW9qLm2'
    const clients = [
      createMaasClient({ url: 'http://127.0.0.1:1/MAAS', apiKey: `${planted}:${planted}:${planted}` }),
      createLandscapeClient({ uri: 'http://127.0.0.1:1/api/', accessKey: 'AKEY', secretKey: planted }),
      createLandscapeClient({ uri: 'http://127.0.0.1:1/api/', email: 'a@example.com', password: planted }),
      createLandscapeClient({ uri: 'http://127.0.0.1:1/api/', token: planted }),
      createJujuClient({ addresses: ['127.0.0.1:1'], username: 'admin', password: planted }),
    ]
    const [maas, landscape] = [
      clients[0] as ReturnType<typeof createMaasClient>,
      clients[1] as ReturnType<typeof createLandscapeClient>,
    ]
    const pending = maas.request('POST', 'machines/', { form: { power_pass: planted } })
    const things = [
      ...clients,
      pending,
      maas.machines.list({}),
      landscape.computers.list(),
      new List(() => Promise.reject(new Error(planted)), { label: 'things.list', operation: 'things.list' }),
    ]
    const text = things
      .map((thing) => `${inspect(thing, { depth: 10, showHidden: true })} ${JSON.stringify(thing)}`)
      .join('\n')
    await pending.catch(() => {})
    await Promise.all(clients.map((client) => client.close()))
    expect(text).toContain('MaasClient')
    expect(text).not.toContain(planted)
  })
})

describe('names that mark secrets', () => {
  const redactor = new Redactor()
  it.each([
    ['oauth_signature="%26abcdef123"', 'abcdef123'],
    ['{"password": "hunter2!"}', 'hunter2!'],
    ['power_pass: hunter22', 'hunter22'],
    ['https://admin:hunter2@host/path', 'hunter2'],
    ['cookie: sessionid=abc123', 'abc123'],
    ['{"access_key": "0GS7553JW74RRM612K02"}', '0GS7553JW74RRM612K02'],
    ['authorization: Bearer abc.def-123', 'abc.def-123'],
    ['Authorization: OAuth oauth_version="1.0", oauth_consumer_key="ckey12", oauth_token="tkey34"', 'ckey12'],
    ['cookie: theme=dark; sessionid=abc123', 'abc123'],
    ["password='correct horse battery'", 'horse'],
    ['{"password": ["hunter2"]}', 'hunter2'],
    ['{"macaroons": [[{"i64": "aWQ", "s64": "c2lnbmF0dXJl"}]]}', 'c2lnbmF0dXJl'],
    ['{"credentials": {"username": "admin", "password": "a\\"b}"}}', 'a\\"b'],
    ['{"token": "cut off in the mid', 'cut off'],
    ['{"token": 8371}', '8371'],
    ['signature: c2lnbmF0dXJl=', 'c2lnbmF0dXJl'],
    ['signature=method%3DGET%26abc', 'method%3DGET'],
    ['signature: method=GETc2ln', 'GETc2ln'],
    ['signature: method=GET token=abc12345', 'abc12345'],
  ])('in %s', (text, hidden) => {
    expect(redactor.text(text)).not.toContain(hidden)
  })

  it('ordinary words are kept', () => {
    const text = 'No Machine matches the given query. {"status_name": "Ready", "tags": ["virtual"]}'
    expect(redactor.text(text)).toBe(text)
    for (const ordinary of [
      'power_pass: This field is required.',
      '{"password": ["This field is required.", "It is too short."]}',
      '{"has_password": true, "password": null, "secret": "", "token": false}',
      "Authorization Error: 'Expired timestamp: given 1 and now 2 has a greater difference than threshold 300'",
      'Unrecognised signature: method=GET op=nosuch',
      'There is no token: ask for one',
      'secret-store/0: active',
    ])
      expect(redactor.text(ordinary)).toBe(ordinary)
    expect(redactor.text(redactor.text('{"password": "a", "token": ["b"]} password=c'))).toBe(
      '{"password": "[redacted]", "token": "[redacted]"} password=[redacted]',
    )
    expect(
      redactor.value({ hostname: 'node-1', power_state: 'on', nested: [{ token_key: 'x1234' }] }),
    ).toEqual({ hostname: 'node-1', power_state: 'on', nested: [{ token_key: '[redacted]' }] })
  })
})

describe('messages about a field', () => {
  it('stay readable, whatever the field is called', () => {
    const { fieldErrors } = new BadRequestError({
      redactor: new Redactor(),
      summary: 'no',
      status: 400,
      fieldErrors: { power_pass: ['This field is required.'], name: ['Taken.'] },
    })
    expect(fieldErrors).toEqual({ power_pass: ['This field is required.'], name: ['Taken.'] })
  })

  it('states of objects named after secrets are kept', () => {
    const { evidence } = new WaitFailedError({
      redactor: new Redactor(),
      summary: 'no',
      elapsedMs: 1,
      evidence: { states: { 'secret-store': 'blocked' }, notes: [], failed: {} },
    })
    expect(evidence.states).toEqual({ 'secret-store': 'blocked' })
  })
})

// A pattern that backtracks needs minutes for these, more than the limit of a test.
describe('a long text is redacted in linear time', () => {
  const much = (text: string): string => text.repeat(Math.ceil(200_000 / text.length))
  it.each([
    ['one word', much('a')],
    ['dashes', much('-')],
    ['quotes', much('"')],
    ['blanks after a name', `token${much(' ')}`],
    ['names', much('token:')],
    ['names and signs', much('token=')],
    ['brackets that never close', much('"token":[')],
    ['brackets that never close, with a mask behind', `${much('"token":[')}[redacted]`],
    ['lists of sentences', much('"password":["a b c"],')],
    ['lists in lists', much('token:["a b c",')],
    ['escaped quotes', `token="${much('\\"')}`],
    ['quotes that never close', much('token="\\')],
    ['single quotes that never close', much("token='a\\")],
    ['addresses', much('//a:b')],
    ['an address with many colons', `//${much('a:')}`],
    ['one long name', `${much('password')}:x`],
    ['headers', much('authorization: =')],
  ])('%s', (_what, text) => {
    const redactor = new Redactor()
    redactor.add('Xk4fW9qLm2')
    expect(redactor.text(`${text} Xk4fW9qLm2`)).not.toContain('Xk4fW9qLm2')
  })
})

it('of a very long argument, such as an image, only the beginning is searched for: an error must not take seconds', () => {
  const lines = Array.from({ length: 10_000 }, (_, at) => `line ${at} of the file`).join('\n')
  for (const content of [lines, Buffer.from(lines)]) {
    const redactor = new Redactor().ofCall({ params: { body: { content } } })
    expect(redactor.text('bad: line 77 of the file')).toBe('bad: [redacted]')
    expect(redactor.text('bad: line 9999 of the file')).toBe('bad: line 9999 of the file')
  }
})
