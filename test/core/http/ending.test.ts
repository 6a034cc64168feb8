import { getEventListeners } from 'node:events'
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createTransport } from '../../../src/core/http/create-transport.js'
import { afterHeaders, stopClock } from '../../support/clock.js'
import { failureOf } from '../../support/failure.js'
import { answerJson, startServer } from '../../support/http-server.js'
import { until } from '../../support/until.js'
import { bare, call } from '../../support/pipeline.js'

const post = (url: string, headers: Record<string, string> = {}) => ({
  method: 'POST',
  idempotent: false,
  prepare: () => ({ url, headers }),
})
const transports = ['undici', 'fetch'] as const
const over = (kind: (typeof transports)[number]) => (kind === 'fetch' ? { fetch: globalThis.fetch } : {})
/** Sends over a kind of transport, and calls `then` while the client reads the body. */
const whileReading = (kind: (typeof transports)[number], then: () => void) => ({
  transport: afterHeaders(createTransport('testing', { proxy: false, ...over(kind) }), then),
})
/** Reads a body that the server never ends. */
const halfBody = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('{"a": ')
}

describe.each(transports)('a signal, over %s', (kind) => {
  it('before anything is sent: nothing is sent, and there is no response event', async () => {
    await using server = await startServer((_request, response) => answerJson(response, {}))
    const { pipeline, events } = bare(over(kind))
    const seen: string[] = []
    for (const name of ['request', 'response', 'retry'] as const) events.on(name, () => seen.push(name))
    expect(
      await failureOf(pipeline.send(call(server.url, post(server.url)), { signal: AbortSignal.abort() })),
    ).toMatchObject({ code: 'ERR_ABORTED', mayHaveHappened: false })
    expect(server.arrived).toEqual([])
    expect(seen).toEqual([])
    await pipeline.close()
  })

  it('while the body arrives', async () => {
    const controller = new AbortController()
    await using server = await startServer((_request, response) => halfBody(response))
    const { pipeline } = bare(whileReading(kind, () => controller.abort()))
    expect(
      await failureOf(pipeline.send(call(server.url, post(server.url)), { signal: controller.signal })),
    ).toMatchObject({ code: 'ERR_ABORTED', mayHaveHappened: true })
    await pipeline.close()
  })

  it('while the body of an error arrives', async () => {
    const controller = new AbortController()
    await using server = await startServer((_request, response) => {
      response.writeHead(500)
      response.write('Inter')
    })
    const { pipeline } = bare(whileReading(kind, () => controller.abort()))
    expect(await failureOf(pipeline.send(call(server.url), { signal: controller.signal }))).toMatchObject({
      code: 'ERR_ABORTED',
    })
    await pipeline.close()
  })

  it('has no listeners after the call, however it ended', async () => {
    const { signal } = new AbortController()
    await using server = await startServer((_request, response, count) =>
      answerJson(response, {}, count % 2 === 1 ? 503 : 200),
    )
    const { pipeline } = bare({ ...over(kind), signal })
    await pipeline.send(call(server.url), { signal })
    await failureOf(pipeline.send(call(server.url), { signal, retries: 0 }))
    expect(getEventListeners(signal, 'abort')).toEqual([])
    await pipeline.close()
  })
})

describe('a signal', () => {
  it('ends the wait before the next try', async () => {
    const controller = new AbortController()
    await using server = await startServer((_request, response) =>
      answerJson(response, {}, 503, { 'retry-after': '30' }),
    )
    const { pipeline, events } = bare()
    events.on('retry', () => controller.abort())
    expect(await failureOf(pipeline.send(call(server.url), { signal: controller.signal }))).toMatchObject({
      code: 'ERR_ABORTED',
      attempts: 1,
    })
    expect(server.arrived).toHaveLength(1)
    await pipeline.close()
  })

  it('ends the preparation of a request, such as a login', async () => {
    const controller = new AbortController()
    const { pipeline } = bare()
    const prepare = () => {
      controller.abort()
      return new Promise<never>(() => {})
    }
    expect(
      await failureOf(pipeline.send(call('http://127.0.0.1:1', { prepare }), { signal: controller.signal })),
    ).toMatchObject({ code: 'ERR_ABORTED', mayHaveHappened: false })
    await pipeline.close()
  })

  it('may be used for many calls without a warning', async () => {
    const warnings: string[] = []
    const warn = (warning: Error): void => void warnings.push(warning.name)
    process.on('warning', warn)
    const { signal } = new AbortController()
    await using server = await startServer((_request, response) => answerJson(response, {}))
    const { pipeline } = bare({ signal })
    await Promise.all(Array.from({ length: 32 }, () => pipeline.send(call(server.url), { signal })))
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', warn)
    expect(warnings).toEqual([])
    await pipeline.close()
  })
})

describe('the total time', () => {
  it('includes the renewal of credentials and the second signature', async () => {
    await using server = await startServer((_request, response) => answerJson(response, {}, 401))
    let prepared = 0
    const { pipeline } = bare({}, { recover: () => true })
    const prepare = () => {
      if (++prepared === 1) return { url: server.url, headers: {} }
      setImmediate(() => vi.advanceTimersByTime(60))
      return new Promise<never>(() => {})
    }
    stopClock()
    expect(
      await failureOf(pipeline.send(call(server.url, { prepare }), { totalTimeoutMs: 60 })),
    ).toMatchObject({ code: 'ERR_TIMEOUT', phase: 'total', timeoutMs: 60 })
    expect(server.arrived).toHaveLength(1)
    await pipeline.close()
  })

  it('is not exceeded by a delay', async () => {
    await using server = await startServer((_request, response) =>
      answerJson(response, {}, 503, { 'retry-after': '30' }),
    )
    const { pipeline } = bare()
    expect(await failureOf(pipeline.send(call(server.url), { totalTimeoutMs: 5000 }))).toMatchObject({
      code: 'ERR_SERVER',
      attempts: 1,
    })
    await pipeline.close()
  })

  it('is measured by a monotonic clock', async () => {
    const { pipeline } = bare({ retries: 0 })
    await using server = await startServer((_request, response) => {
      vi.setSystemTime(Date.now() + 86_400_000)
      answerJson(response, {})
    })
    vi.useFakeTimers({ toFake: ['Date'] })
    const { response } = await pipeline.send(call(server.url), { totalTimeoutMs: 10_000 })
    expect(response.durationMs).toBeLessThan(10_000)
    await pipeline.close()
  })

  afterEach(() => void vi.useRealTimers())
})

describe.each(transports)('close(), over %s', (kind) => {
  it.each([
    ['waits for the reply', (_response: ServerResponse, arrived: () => void) => arrived()],
    ['reads the body', halfBody],
  ])('ends a call that %s, and the error names the client', async (_what, answer) => {
    let arrived = (): void => {}
    const there = new Promise<void>((resolve) => (arrived = resolve))
    await using server = await startServer((_request, response) => answer(response, arrived))
    const { pipeline, events } = bare(whileReading(kind, arrived))
    let retries = 0
    events.on('retry', () => retries++)
    const failure = failureOf(pipeline.send(call(server.url, post(server.url)), { idempotent: true }))
    await there
    await pipeline.close()
    expect(await failure).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'closed',
      mayHaveHappened: true,
      attempts: 1,
      message: expect.stringContaining('its client was closed') as string,
    })
    expect(retries).toBe(0)
  })

  it('ends a wait before the next try', async () => {
    await using server = await startServer((_request, response) =>
      answerJson(response, {}, 503, { 'retry-after': '30' }),
    )
    const { pipeline, events } = bare(over(kind))
    events.on('retry', () => void pipeline.close())
    expect(await failureOf(pipeline.send(call(server.url)))).toMatchObject({
      code: 'ERR_CONNECTION',
      message: expect.stringContaining('its client was closed') as string,
    })
  })
})

describe('requests that cannot be sent', () => {
  it.each([
    ['a header with a line break', { headers: { 'x-note': 'a\nb' } }],
    ['an invalid URL', { url: 'http://[' }],
  ])(
    'such as %s: reported as such, not as a lost connection',
    async (
      _what,
      { headers = {}, url = 'http://127.0.0.1:1/' }: { headers?: Record<string, string>; url?: string },
    ) => {
      const { pipeline } = bare()
      const error = await failureOf(pipeline.send(call(url, post(url, headers))))
      expect(error).toMatchObject({ code: 'ERR_CONFIGURATION', mayHaveHappened: false })
      expect(error.message).toContain('could not be built')
      await pipeline.close()
    },
  )

  it('such as an invalid proxy URL, does not make close() fail', async () => {
    const { pipeline } = bare({ proxy: 'not a url' })
    expect(await failureOf(pipeline.send(call('http://127.0.0.1:1/')))).toMatchObject({
      code: 'ERR_CONFIGURATION',
    })
    await pipeline.close()
  })

  it.each([
    ['retries', { retries: Number.NaN }],
    ['retries.baseMs', { retries: { baseMs: -1 } }],
    ['timeoutMs', { timeoutMs: Number.NaN }],
    ['maxResponseBytes', { maxResponseBytes: 0 }],
  ])('because of options: an invalid %s is rejected at once', (name, options) => {
    expect(() => bare(options)).toThrow(name)
  })

  it('because of retries of a call that are not a number: rejected before it is sent', async () => {
    const { pipeline } = bare()
    expect(
      await failureOf(pipeline.send(call('http://127.0.0.1:1/'), { retries: Number.NaN })),
    ).toMatchObject({ code: 'ERR_CONFIGURATION' })
    await pipeline.close()
  })
})

describe('a connection in use that is lost', () => {
  const lost = (code: string, syscall: string) => ({
    send: () => Promise.reject(Object.assign(new Error(`${syscall} ${code}`), { code, syscall })),
    close: async () => {},
  })

  it.each(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'])(
    'with %s may have sent the request: a change is not repeated',
    async (code) => {
      const { pipeline } = bare({ transport: lost(code, 'read') })
      expect(
        await failureOf(pipeline.send(call('http://10.0.0.1/', post('http://10.0.0.1/')))),
      ).toMatchObject({ code: 'ERR_CONNECTION', reason: 'closed', mayHaveHappened: true, attempts: 1 })
    },
  )

  it.each([
    ['ETIMEDOUT', 'ERR_TIMEOUT'],
    ['EHOSTUNREACH', 'ERR_CONNECTION'],
  ])('with %s while connecting has not sent the request: a change is repeated', async (code, seen) => {
    const { pipeline } = bare({ transport: lost(code, 'connect') })
    expect(await failureOf(pipeline.send(call('http://10.0.0.1/', post('http://10.0.0.1/'))))).toMatchObject({
      code: seen,
      mayHaveHappened: false,
      attempts: 3,
    })
  })
})

describe('after errors', () => {
  it('of every kind, nothing is open or running', async () => {
    const controller = new AbortController()
    await using server = await startServer(({ url }, response) => {
      if (url === '/broken') response.writeHead(200).end('{"a"')
      else if (url === '/die') response.destroy()
      else if (url === '/large') response.writeHead(200).end('x'.repeat(200_000))
      else if (url === '/half') halfBody(response)
      else if (url === '/away') response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
      else response.writeHead(502).end('no')
    })
    const handles = (): string[] =>
      process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap' || name === 'Timeout')
    const before = handles().length
    const { pipeline } = bare({ maxResponseBytes: 100_000, retries: 0 })
    const paths = ['/broken', '/die', '/large', '/half', '/away', '/502']
    const failures = paths.map((path) =>
      failureOf(pipeline.send(call(`${server.url}${path}`), path === '/half' ? { timeoutMs: 100 } : {})),
    )
    failures.push(failureOf(pipeline.send(call(`http://127.0.0.1:${await freePort()}/`))))
    failures.push(failureOf(pipeline.send(call(`${server.url}/half`), { signal: controller.signal })))
    setTimeout(() => controller.abort(), 50)
    expect((await Promise.all(failures)).map(({ code }) => code)).toEqual([
      'ERR_UNREADABLE_REPLY',
      'ERR_CONNECTION',
      'ERR_UNREADABLE_REPLY',
      'ERR_TIMEOUT',
      'ERR_RESPONSE',
      'ERR_SERVER',
      'ERR_CONNECTION',
      'ERR_ABORTED',
    ])
    await pipeline.close()
    await server.close()
    await until(() => handles().length <= before)
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => {
    server.close(resolve)
  })
  return port
}
