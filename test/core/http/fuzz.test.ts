import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { StackError } from '../../../src/core/errors.js'
import type { HttpResponse, Transport } from '../../../src/core/http/transport.js'
import { createLandscapeClient } from '../../../src/landscape/index.js'
import { createMaasClient } from '../../../src/maas/index.js'
import { anyJson, anyText } from '../../support/odd-values.js'

const BATCH = 500

/** Answers requests with the given responses, in memory. */
class Responses implements Transport {
  queue: { status: number; headers: Record<string, string>; body: Uint8Array }[] = []

  send(): Promise<HttpResponse> {
    const { status, headers, body } = this.queue.pop() ?? {
      status: 200,
      headers: {},
      body: Buffer.from('{}'),
    }
    return Promise.resolve({
      status,
      headers,
      body: {
        text: () => Promise.resolve(Buffer.from(body).toString()),
        bytes: () => Promise.resolve(body),
        discard: () => Promise.resolve(),
        async *[Symbol.asyncIterator]() {
          yield await Promise.resolve(body)
        },
      },
    })
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

const oddHeader = fc.constantFrom(
  'constructor',
  '__proto__',
  '',
  '-5',
  '1e999',
  'Wed, 99 Foo 2026',
  'gzip',
  'text/html',
  'application/json; charset=constructor',
  '//[',
  'http://[',
  'javascript:0',
  '/elsewhere',
)
const bodies: fc.Arbitrary<string> = fc.oneof(
  anyJson.map((value) => JSON.stringify(value)),
  fc.tuple(anyJson, fc.nat(20)).map(([value, cut]) => JSON.stringify(value).slice(0, -cut)),
  anyText,
  anyText.map((text) => `<html><title>${text}</title><h1>${text}`),
  anyText.map((text) => `${text}: released in ${text}`),
  fc
    .tuple(anyText, anyJson)
    .map(([name, value]) => JSON.stringify({ [name]: value, error: value, message: value })),
)
const response = fc.record({
  status: fc.oneof(
    fc.constantFrom(200, 201, 204, 206, 301, 302, 304, 307, 308, 400, 401, 403, 404, 408, 409, 410, 425, 429),
    fc.integer({ min: 200, max: 599 }),
  ),
  headers: fc.dictionary(
    fc.constantFrom(
      'content-type',
      'content-encoding',
      'retry-after',
      'location',
      'date',
      'x-request-id',
      'etag',
    ),
    fc.oneof(oddHeader, anyText),
    { maxKeys: 3 },
  ),
  body: bodies.map((text) => Buffer.from(text)),
})

const transport = new Responses()
const common = { transport, retries: { max: 1, baseMs: 0, maxMs: 0, maxRetryAfterMs: 0 } } as const
const maas = createMaasClient({
  url: 'http://127.0.0.1:1/MAAS',
  apiKey: 'consumerkey0000001:tokenkey0000000002:tokensecret0000000000000000000003',
  ...common,
})
const landscape = createLandscapeClient({
  uri: 'https://landscape.example/api/',
  accessKey: 'ABCDEFGHIJ',
  secretKey: 'secretsecretsecret',
  ...common,
})

const { stackTraceLimit } = Error
beforeAll(() => {
  // Frames of a stack are most of the cost of an error.
  Error.stackTraceLimit = 0
})
afterAll(async () => {
  Error.stackTraceLimit = stackTraceLimit
  await maas.close()
  await landscape.close()
})

test.each<[string, readonly (() => PromiseLike<unknown>)[]]>([
  [
    'MAAS',
    [
      () => maas.version(),
      () => maas.users.whoami(),
      () => maas.machines.list(),
      () => maas.machines.get('4y3h7n'),
      () => maas.machines.deploy('4y3h7n'),
      () => maas.tags.list().toArray(),
      () => maas.request('GET', 'machines/'),
      () => maas.request('POST', 'tags/', { form: { name: 'a' } }),
    ],
  ],
  [
    'Landscape',
    [
      () => landscape.about(),
      () => landscape.computers.list(),
      () => landscape.computers.list().toArray({ limit: 10 }),
      () => landscape.activities.list(),
      () => landscape.call('GetScripts', {}),
      () => landscape.call('RemoveTags', { query: 'id:1', tags: ['a'] }),
      () => landscape.rest('GET', '/computers'),
      () => landscape.rest('POST', '/scripts/1:archive'),
    ],
  ],
])('1,000 responses of any form to %s are replies, or errors', async (_name, calls) => {
  let failed = 0
  await fc.assert(
    fc.asyncProperty(fc.array(response, { minLength: BATCH, maxLength: BATCH }), async (responses) => {
      transport.queue = [...responses]
      while (transport.queue.length > 0) {
        const outcomes = await Promise.allSettled(calls.map(async (call) => await call()))
        for (const outcome of outcomes)
          if (outcome.status === 'rejected') {
            if (!(outcome.reason instanceof StackError)) throw outcome.reason
            failed++
          }
      }
    }),
    { numRuns: 1000 / BATCH, endOnFailure: true },
  )
  expect(failed).toBeGreaterThan(100)
})
