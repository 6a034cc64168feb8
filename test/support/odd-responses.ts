import fc from 'fast-check'
import type { HttpResponse, Transport } from '../../src/core/http/transport.js'
import { anyJson, anyText } from './odd-values.js'

/** Answers requests with the given responses, in memory. */
export class Responses implements Transport {
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
/** A response of any form, which no server sends. */
export const oddResponse = fc.record({
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
