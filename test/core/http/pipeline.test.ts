import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { json, urlencoded } from '../../../src/core/http/body.js'
import { createTransport } from '../../../src/core/http/create-transport.js'
import { afterHeaders, stopClock } from '../../support/clock.js'
import { failureOf } from '../../support/failure.js'
import { answerJson, startServer } from '../../support/http-server.js'
import { until } from '../../support/until.js'
import { bare, call } from '../../support/pipeline.js'

const post = (url: string) => ({
  method: 'POST',
  idempotent: false,
  prepare: () => ({ url, headers: {}, body: urlencoded([['a', 'b']]) }),
})

describe('a request', () => {
  it('returns data, status, headers and a request id', async () => {
    await using server = await startServer((_request, response) => answerJson(response, { ok: true }))
    const { pipeline } = bare()
    const { data, response } = await pipeline.send(call(server.url))
    expect(data).toEqual({ ok: true })
    expect(response).toMatchObject({
      status: 200,
      attempts: 1,
      headers: { 'content-type': 'application/json' },
    })
    expect(response.requestId).toBe(server.arrived[0]?.headers['x-request-id'])
    await pipeline.close()
  })

  it('is prepared for every try', async () => {
    let prepared = 0
    await using server = await startServer((_request, response, count) =>
      answerJson(response, {}, count < 3 ? 503 : 200),
    )
    const { pipeline } = bare()
    await pipeline.send(
      call(server.url, { prepare: () => ({ url: server.url, headers: { 'x-nonce': String(++prepared) } }) }),
    )
    expect(server.arrived.map(({ headers }) => headers['x-nonce'])).toEqual(['1', '2', '3'])
    await pipeline.close()
  })

  it.each(['undici', 'fetch'] as const)('sends bodies with their type over %s', async (kind) => {
    await using server = await startServer((_request, response) => answerJson(response, {}))
    const { pipeline } = bare(kind === 'fetch' ? { fetch: globalThis.fetch } : {})
    await pipeline.send(
      call(server.url, {
        method: 'POST',
        prepare: () => ({ url: server.url, headers: {}, body: json({ a: 1 }) }),
      }),
    )
    async function* stream(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('first ')
      yield Buffer.from('second')
    }
    await pipeline.send(
      call(server.url, {
        method: 'PUT',
        prepare: () => ({
          url: server.url,
          headers: {},
          body: { content: stream(), type: 'application/octet-stream' },
        }),
      }),
    )
    expect(server.arrived.map(({ headers, body }) => [headers['content-type'], body])).toEqual([
      ['application/json', '{"a":1}'],
      ['application/octet-stream', 'first second'],
    ])
    await pipeline.close()
  })
})

describe('retries', () => {
  it('repeats a read after an error of a proxy', async () => {
    await using server = await startServer((_request, response, count) =>
      count === 1
        ? response.writeHead(502).end('<html>Bad Gateway</html>')
        : answerJson(response, { n: count }),
    )
    const { pipeline, events } = bare()
    const retries: number[] = []
    events.on('retry', ({ attempt }) => retries.push(attempt))
    expect((await pipeline.send(call(server.url))).data).toEqual({ n: 2 })
    expect(retries).toEqual([1])
    await pipeline.close()
  })

  it('does not repeat a change with an unknown outcome, and reports that', async () => {
    await using server = await startServer((_request, response) =>
      response.writeHead(502).end('<html>Bad Gateway</html>'),
    )
    const { pipeline } = bare()
    const error = await failureOf(pipeline.send(call(server.url, post(server.url))))
    expect(error).toMatchObject({ code: 'ERR_SERVER', mayHaveHappened: true, attempts: 1 })
    expect(server.arrived).toHaveLength(1)
    await pipeline.close()
  })

  it('does not repeat a change after its connection was lost', async () => {
    await using server = await startServer((_request, response) => response.destroy())
    const { pipeline } = bare()
    const error = await failureOf(pipeline.send(call(server.url, post(server.url))))
    expect(error).toMatchObject({ code: 'ERR_CONNECTION', reason: 'closed', mayHaveHappened: true })
    expect(error.message.split('\n')[0]).toContain('check before you repeat it')
    expect(server.arrived).toHaveLength(1)
    const again = await failureOf(pipeline.send(call(server.url, post(server.url)), { idempotent: true }))
    expect(again.attempts).toBe(3)
    expect(server.arrived).toHaveLength(4)
    await pipeline.close()
  })

  const retried = async (
    status: number,
    more: Parameters<typeof call>[1],
    headers: Record<string, string> = { 'retry-after': '0' },
  ): Promise<{ sent: number; mayHaveHappened: boolean }> => {
    await using server = await startServer((_request, response) => answerJson(response, {}, status, headers))
    const { pipeline } = bare()
    const { url } = server
    const error = await failureOf(
      pipeline.send(call(url, { ...more, prepare: () => ({ url, headers: {}, body: json({}) }) })),
    )
    await pipeline.close()
    return { sent: server.arrived.length, mayHaveHappened: error.mayHaveHappened }
  }
  const change = { method: 'POST', idempotent: false }

  it.each([408, 500, 501, 502, 503, 504, 507, 520])(
    'never repeat a change that may have been carried out: %s, even with Retry-After',
    async (status) => {
      expect(await retried(status, change)).toEqual({ sent: 1, mayHaveHappened: true })
      expect(await retried(status, { method: 'PUT' })).toEqual({ sent: 1, mayHaveHappened: true })
    },
  )

  it.each([400, 401, 403, 404, 410, 412, 422])(
    'never repeat what the server refuses for what it is: %s, even with Retry-After',
    async (status) => {
      expect(await retried(status, change)).toEqual({ sent: 1, mayHaveHappened: false })
      expect(await retried(status, {})).toEqual({ sent: 1, mayHaveHappened: false })
    },
  )

  it.each([409, 425, 429])('repeat what the server refused for now: %s with Retry-After', async (status) => {
    expect(await retried(status, change)).toEqual({ sent: 3, mayHaveHappened: false })
  })

  it('do not repeat what is known to end like that each time', async () => {
    const facts = () => ({ permanent: [409] })
    expect(await retried(409, { ...change, facts })).toEqual({ sent: 1, mayHaveHappened: false })
    expect(await retried(429, { ...change, facts })).toEqual({ sent: 3, mayHaveHappened: false })
  })

  it.each([
    [408, 1],
    [409, 1],
    [425, 3],
    [429, 3],
  ])('without Retry-After, send a change that is answered with %s %s times', async (status, sent) => {
    expect((await retried(status, change, {})).sent).toBe(sent)
  })

  it.each([500, 501, 502, 503, 504, 507, 520])('repeat a read with %s and Retry-After', async (status) => {
    expect((await retried(status, {})).sent).toBe(3)
    expect((await retried(status, { method: 'PUT', idempotent: true })).sent).toBe(3)
  })

  it('does not wait for a Retry-After beyond the bound', async () => {
    await using server = await startServer((_request, response) =>
      answerJson(response, {}, 429, { 'retry-after': '3600' }),
    )
    const { pipeline } = bare()
    expect(await failureOf(pipeline.send(call(server.url)))).toMatchObject({
      code: 'ERR_RATE_LIMIT',
      retryAfterMs: 3_600_000,
      attempts: 1,
    })
    await pipeline.close()
  })

  it('repeats a change that was never sent', async () => {
    const port = await freePort()
    const { pipeline } = bare()
    const error = await failureOf(
      pipeline.send(call(`http://127.0.0.1:${port}`, post(`http://127.0.0.1:${port}`))),
    )
    expect(error).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'refused',
      mayHaveHappened: false,
      attempts: 3,
    })
    expect(error.message.split('\n')[0]).toBe(
      `Test things.get failed: connection refused by 127.0.0.1:${port}. Check the port, and that the server is running`,
    )
    await pipeline.close()
  })

  it('signs once more after a 401 that the product can recover from', async () => {
    await using server = await startServer((_request, response, count) =>
      answerJson(response, {}, count === 1 ? 401 : 200),
    )
    const { pipeline } = bare({ retries: 0 }, { recover: () => true })
    await pipeline.send(call(server.url, post(server.url)))
    expect(server.arrived).toHaveLength(2)
    await pipeline.close()
  })
})

describe('time and signals', () => {
  afterEach(() => void vi.useRealTimers())

  it('ends a try that takes too long, and reports the phase', async () => {
    await using server = await startServer(() => {})
    const { pipeline } = bare({ retries: 0 })
    expect(await failureOf(pipeline.send(call(server.url), { timeoutMs: 40 }))).toMatchObject({
      code: 'ERR_TIMEOUT',
      phase: 'headers',
      timeoutMs: 40,
    })
    await pipeline.close()
  })

  it('ends a body that does not arrive', async () => {
    await using server = await startServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"half":')
    })
    const transport = afterHeaders(createTransport('testing', { proxy: false }), () =>
      vi.advanceTimersByTime(60),
    )
    const { pipeline } = bare({ retries: 0, transport })
    stopClock()
    expect(await failureOf(pipeline.send(call(server.url), { timeoutMs: 60 }))).toMatchObject({
      code: 'ERR_TIMEOUT',
      phase: 'body',
    })
    await pipeline.close()
  })

  it.each(['timeoutMs', 'totalTimeoutMs'])('has one clock for all tries: %s', async (name) => {
    // Each try takes 20 ms, and up to 1 ms passes before the next.
    await using server = await startServer((_request, response) => {
      vi.advanceTimersByTime(20)
      response.destroy()
    })
    const { pipeline } = bare({ retries: { max: 50, baseMs: 1, maxMs: 1 } })
    stopClock()
    const startMs = performance.now()
    const ended = failureOf(pipeline.send(call(server.url), { [name]: 90 }))
    const pump = setInterval(() => void vi.advanceTimersByTimeAsync(1), 1)
    const error = await ended
    clearInterval(pump)
    expect(error.attempts).toBeGreaterThan(1)
    expect(performance.now() - startMs).toBeLessThan(130)
    await pipeline.close()
  })

  it('does not repeat a call whose time is up', async () => {
    let requests = 0
    await using server = await startServer(() => void requests++)
    const { pipeline } = bare()
    const error = await failureOf(pipeline.send(call(server.url), { timeoutMs: 100 }))
    expect(error).toMatchObject({ code: 'ERR_TIMEOUT', phase: 'headers', timeoutMs: 100, attempts: 1 })
    expect(requests).toBe(1)
    await pipeline.close()
  })

  it('knows of an earlier try that may have been carried out', async () => {
    let requests = 0
    await using server = await startServer((_request, response) => {
      if (++requests === 1) response.destroy()
      else response.writeHead(404).end()
    })
    const { pipeline } = bare()
    const error = await failureOf(pipeline.send(call(server.url, { method: 'DELETE', idempotent: true })))
    expect(error).toMatchObject({ status: 404, attempts: 2, mayHaveHappened: true })
    await pipeline.close()
  })

  it('ends when the signal of the call or of the client aborts', async () => {
    await using server = await startServer(() => {})
    const controller = new AbortController()
    const { pipeline } = bare({ signal: controller.signal })
    const own = new AbortController()
    const first = failureOf(pipeline.send(call(server.url, post(server.url)), { signal: own.signal }))
    const second = failureOf(pipeline.send(call(server.url)))
    setTimeout(() => own.abort(), 30)
    expect(await first).toMatchObject({ code: 'ERR_ABORTED', mayHaveHappened: true })
    controller.abort()
    expect(await second).toMatchObject({ code: 'ERR_ABORTED', mayHaveHappened: false })
    expect(await failureOf(pipeline.send(call(server.url)))).toMatchObject({ code: 'ERR_ABORTED' })
    await pipeline.close()
  })
})

describe('replies that cannot be read', () => {
  it.each(['undici', 'fetch'] as const)('reads at most maxResponseBytes over %s', async (kind) => {
    await using server = await startServer((_request, response) =>
      response.writeHead(200).end(`"${'x'.repeat(100_000)}"`),
    )
    const { pipeline } = bare({
      maxResponseBytes: 50_000,
      ...(kind === 'fetch' ? { fetch: globalThis.fetch } : {}),
    })
    expect((await failureOf(pipeline.send(call(server.url)))).message).toContain('larger than 50000 bytes')
    await pipeline.close()
  })

  it('reports drift once per path and returns the reply', async () => {
    await using server = await startServer((_request, response) =>
      answerJson(response, [
        { id: 1, name: 'a' },
        { id: '2', name: 'b', extra: true },
        { id: 3, name: null },
      ]),
    )
    const { pipeline, events } = bare()
    const drift: string[] = []
    events.on('drift', ({ path }) => drift.push(path))
    const reply = { shapes: { Thing: { id: 'int', name: 'string' } }, type: 'Thing[]' }
    const { data } = await pipeline.send<unknown[]>(call(server.url, { reply }))
    await pipeline.send(call(server.url, { reply }))
    expect(data[1]).toEqual({ id: '2', name: 'b', extra: true })
    expect(drift.toSorted()).toEqual(['[].extra', '[].id', '[].name'])
    const strict = await failureOf(pipeline.send(call(server.url, { reply }), { validate: 'strict' }))
    expect(strict).toMatchObject({ code: 'ERR_VALIDATION' })
    expect(strict.message).toContain('[].id')
    expect((await pipeline.send(call(server.url, { reply }), { validate: 'off' })).response.status).toBe(200)
    await pipeline.close()
  })
})

describe('redirects', () => {
  it.each(['undici', 'fetch'] as const)('are followed by reads within the origin over %s', async (kind) => {
    await using server = await startServer((request, response) =>
      request.url === '/new'
        ? answerJson(response, 'here')
        : response.writeHead(301, { location: '/new' }).end(),
    )
    const { pipeline } = bare(kind === 'fetch' ? { fetch: globalThis.fetch } : {})
    expect((await pipeline.send(call(`${server.url}/old`))).data).toBe('here')
    await pipeline.close()
  })

  it('never carry credentials to another origin', async () => {
    await using other = await startServer((_request, response) => answerJson(response, {}))
    await using server = await startServer((_request, response) =>
      response.writeHead(302, { location: `${other.url}/steal` }).end(),
    )
    const { pipeline } = bare()
    const error = await failureOf(
      pipeline.send(call(server.url, { headers: { authorization: 'OAuth secret' } })),
    )
    expect(error).toMatchObject({ code: 'ERR_RESPONSE', status: 302 })
    expect(error.message).toContain(`Give the client its URL at ${other.url}`)
    expect(other.arrived).toHaveLength(0)
    await pipeline.close()
  })

  it('of a change are not followed', async () => {
    await using server = await startServer((_request, response) =>
      response.writeHead(307, { location: '/new' }).end(),
    )
    const { pipeline } = bare()
    expect(await failureOf(pipeline.send(call(server.url, post(server.url))))).toMatchObject({
      code: 'ERR_RESPONSE',
      status: 307,
    })
    expect(server.arrived).toHaveLength(1)
    await pipeline.close()
  })
})

describe('close', () => {
  it('leaves no socket open and rejects further calls', async () => {
    await using server = await startServer((_request, response) => answerJson(response, {}))
    const before = process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length
    const { pipeline } = bare()
    await pipeline.send(call(server.url))
    await pipeline.close()
    await server.close()
    const open = (): number =>
      process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length
    await until(() => open() <= before)
    expect(await failureOf(pipeline.send(call(server.url)))).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'closed',
      mayHaveHappened: false,
    })
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
