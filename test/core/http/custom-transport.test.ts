import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { StackError } from '../../../src/core/errors.js'
import type { HttpResponse, ResponseBody, Transport } from '../../../src/core/http/transport.js'
import { failureOf } from '../../support/failure.js'
import { bare, call } from '../../support/pipeline.js'

const body = (text = '{}'): ResponseBody => ({
  text: async () => text,
  bytes: async () => Buffer.from(text),
  discard: async () => {},
  async *[Symbol.asyncIterator]() {
    yield Buffer.from(text)
  },
})
const transport = (send: () => unknown): Transport => ({
  send: async () => (await send()) as HttpResponse,
  close: async () => {},
})
const broken = (name: string): Error =>
  Object.defineProperty(new Error('broken'), name, {
    get: () => {
      throw new RangeError('getter')
    },
  })
const trap = (): never => {
  throw new TypeError('trap')
}

describe('what a transport throws ends as a connection error', () => {
  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['a text', 'no more sockets'],
    ['an object that cannot be read', new Proxy({}, { get: trap, has: trap, getPrototypeOf: trap })],
    ['an error that contains itself', Object.assign(new Error('x'), { cause: null })],
    ['an error with a symbol as its message', Object.assign(new Error('x'), { message: Symbol('x') })],
    ...['message', 'code', 'cause', 'name', 'stack'].map((name): [string, unknown] => [
      `an error whose ${name} cannot be read`,
      broken(name),
    ]),
  ])('%s', async (_what, thrown) => {
    const options = { transport: transport(() => Promise.reject(thrown)) }
    const { pipeline } = bare(options)
    const error = await failureOf(pipeline.send(call('http://x.example/', { method: 'POST' })))
    expect(error).toBeInstanceOf(StackError)
    expect(error).toMatchObject({ code: 'ERR_CONNECTION', mayHaveHappened: true, attempts: 1 })
    expect(() => inspect(error)).not.toThrow()
  })

  it('with its own message, where it has no code that says more', async () => {
    const cause = new Error('fetch failed', { cause: new Error('bad port') })
    const { pipeline } = bare({ retries: 0, fetch: () => Promise.reject(cause) })
    const error = await failureOf(pipeline.send(call('http://x.example/')))
    expect(error.message.split('\n')[0]).toContain(
      'the request to x.example failed: fetch failed: bad port. See the cause',
    )
  })
})

describe('what a transport returns', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['an empty object', {}],
    ['a status that is text', { status: '200', headers: {}, body: body() }],
    ['status 0', { status: 0, headers: {}, body: body() }],
    ['no headers', { status: 200, headers: null, body: body() }],
    ['no body', { status: 200, headers: {} }],
  ])('%s is no success', async (_what, response) => {
    const { pipeline } = bare({ transport: transport(() => response) })
    const error = await failureOf(pipeline.send(call('http://x.example/', { method: 'POST' })))
    expect(error).toMatchObject({ code: 'ERR_UNREADABLE_REPLY', mayHaveHappened: true })
    expect(error.message.split('\n')[0]).toContain('the transport returned no HTTP response')
  })

  it('may have headers in any case, and values of any type', async () => {
    const headers = { 'Retry-After': 3600, Date: Symbol('x'), Via: ['a', 'b'], Age: null }
    const { pipeline } = bare({ transport: transport(() => ({ status: 429, headers, body: body() })) })
    expect(await failureOf(pipeline.send(call('http://x.example/')))).toMatchObject({
      code: 'ERR_RATE_LIMIT',
      retryAfterMs: 3_600_000,
    })
  })
})

it.each([{}, { send: async () => {} }, { close: async () => {} }])('refuses %j as a transport', (given) => {
  expect(() => bare({ transport: given as unknown as Transport })).toThrow(
    /transport has no method (send|close)\(\)/,
  )
})

it.each<[string, Record<string, string>, string]>([
  ['a header with a line break', { 'x-a': 'a\r\nb: c' }, 'POST'],
  ['a name with a blank', { 'bad name': 'x' }, 'POST'],
  ['a method that fetch forbids', {}, 'TRACE'],
  ['a header that undici forbids', { expect: '100-continue' }, 'PUT'],
])('%s is refused by fetch before anything is sent', async (_what, headers, method) => {
  const { pipeline } = bare({ fetch: globalThis.fetch })
  const error = await failureOf(pipeline.send(call('http://127.0.0.1:49999/', { method, headers })))
  expect(error).toMatchObject({ code: 'ERR_CONFIGURATION', mayHaveHappened: false })
})

it('a body that is passed on is read once', async () => {
  const { pipeline } = bare({ transport: transport(() => ({ status: 200, headers: {}, body: body() })) })
  const { data } = await pipeline.send<ResponseBody>(call('http://x.example/', { expects: 'stream' }))
  expect(await data.text(100)).toBe('{}')
  expect(await failureOf(data.text(100))).toMatchObject({ code: 'ERR_CONFIGURATION' })
})
