import { getEventListeners } from 'node:events'
import type { ServerResponse } from 'node:http'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import type { StreamedBody } from '../../../src/core/http/stream.js'
import { parseRetryAfter } from '../../../src/core/http/retry.js'
import { stopClock } from '../../support/clock.js'
import { failureOf } from '../../support/failure.js'
import { answerJson, startServer, type TestServer } from '../../support/http-server.js'
import { bare, call } from '../../support/pipeline.js'

const transports = ['undici', 'fetch'] as const
const over = (kind: (typeof transports)[number]) => (kind === 'fetch' ? { fetch: globalThis.fetch } : {})

describe.each(transports)('a reply over %s', (kind) => {
  const replyTo = async (
    answer: (response: ServerResponse) => void,
    more: Parameters<typeof call>[1] = {},
  ): Promise<unknown> => {
    await using server = await startServer((_request, response) => answer(response))
    const { pipeline } = bare(over(kind))
    try {
      return (await pipeline.send(call(server.url, more))).data
    } finally {
      await pipeline.close()
    }
  }

  it.each([200, 204, 205])('with status %s and no body is null if none is expected', async (status) => {
    expect(await replyTo((response) => response.writeHead(status).end())).toBeNull()
  })

  it('without a body is empty as text and as bytes', async () => {
    expect(await replyTo((response) => response.writeHead(204).end(), { expects: 'text' })).toBe('')
    expect(await replyTo((response) => response.writeHead(204).end(), { expects: 'bytes' })).toHaveLength(0)
  })

  it('to HEAD has no body, whatever its content-length', async () => {
    expect(
      await replyTo((response) => response.writeHead(200, { 'content-length': '5000' }).end(), {
        method: 'HEAD',
      }),
    ).toBeNull()
  })

  it('is read without its byte order mark, with and without a length', async () => {
    const text = '\uFEFF{"name": "Zürich"}'
    expect(
      await replyTo((response) =>
        response.writeHead(200, { 'content-length': String(Buffer.byteLength(text)) }).end(text),
      ),
    ).toEqual({ name: 'Zürich' })
    expect(await replyTo((response) => response.writeHead(200).write(text) && response.end())).toEqual({
      name: 'Zürich',
    })
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('that is compressed with %s without a request for it is decompressed', async (coding, compress) => {
    const body = compress(JSON.stringify({ ok: 'ü'.repeat(1000) }))
    expect(
      await replyTo((response) =>
        response
          .writeHead(200, { 'content-encoding': coding, 'content-length': String(body.byteLength) })
          .end(body),
      ),
    ).toEqual({ ok: 'ü'.repeat(1000) })
  })

  it('has each header once, in lower case, repeated ones joined', async () => {
    await using server = await startServer((_request, response) =>
      answerJson(response.setHeader('Set-Cookie', ['a=1', 'b=2']).setHeader('X-More', ['c', 'd']), {}),
    )
    const { pipeline } = bare(over(kind))
    expect((await pipeline.send(call(server.url))).response.headers).toMatchObject({
      'set-cookie': 'a=1, b=2',
      'x-more': 'c, d',
    })
    await pipeline.close()
  })

  it.each([200, 500])('in chunks is read up to the limit, with status %s', async (status) => {
    await using server = await startServer((_request, response) => {
      response.writeHead(status)
      const more = (): void =>
        void (response.destroyed || (response.write('x'.repeat(10_000)), setImmediate(more)))
      more()
    })
    const { pipeline } = bare({ ...over(kind), maxResponseBytes: 50_000, retries: 0 })
    const error = await failureOf(pipeline.send(call(server.url)))
    expect(error).toMatchObject({ status, code: status === 200 ? 'ERR_UNREADABLE_REPLY' : 'ERR_SERVER' })
    await pipeline.close()
  })

  it('that is too large after decompression is rejected', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000, 'x'))
    await using server = await startServer((_request, response) =>
      response
        .writeHead(200, { 'content-encoding': 'gzip', 'content-length': String(bomb.byteLength) })
        .end(bomb),
    )
    const { pipeline } = bare({ ...over(kind), maxResponseBytes: 100_000 })
    expect((await failureOf(pipeline.send(call(server.url)))).message).toContain('larger than 100000 bytes')
    await pipeline.close()
  })
})

describe('a reply', () => {
  it.each(['-5', '5 apples', '2026-10-21', 'May'])('ignores Retry-After %s', (header) => {
    expect(parseRetryAfter(header)).toBeUndefined()
  })

  it('is requested with each header once', async () => {
    await using server = await startServer((_request, response) => answerJson(response, {}))
    const { pipeline } = bare({ headers: { Accept: 'text/csv', 'X-Team': 'a' } })
    await pipeline.send(call(server.url, { expects: 'text' }))
    await pipeline.send(call(server.url), { headers: { ACCEPT: 'text/plain' } })
    expect(server.arrived.map(({ headers }) => [headers.accept, headers['x-team']])).toEqual([
      ['text/csv', 'a'],
      ['text/plain', 'a'],
    ])
    await pipeline.close()
  })
})

describe('redirects', () => {
  const to = (response: ServerResponse, location: string, status = 302): void =>
    void response.writeHead(status, { location }).end()

  it.each([
    ['/a/b?c=d', '/a/b?c=d'],
    ['new?x=1', '/old/new?x=1'],
    ['../up', '/up'],
    ['', '/old/path'],
  ])('with Location %j go to %s', async (location, arrivesAt) => {
    await using server = await startServer((_request, response, count) =>
      count === 1 ? to(response, location) : answerJson(response, {}),
    )
    const { pipeline } = bare()
    await pipeline.send(call(`${server.url}/old/path`))
    expect(server.arrived[1]?.url).toBe(arrivesAt)
    await pipeline.close()
  })

  it('in a loop end after the third, with one request and one response event each', async () => {
    await using server = await startServer(({ url }, response) => to(response, url === '/a' ? '/b' : '/a'))
    const { pipeline, events } = bare()
    const seen: unknown[] = []
    events.on('request', ({ attempt }) => seen.push(['request', attempt]))
    events.on('response', ({ status, error }) => seen.push([status, error?.code]))
    expect(await failureOf(pipeline.send(call(`${server.url}/a`)))).toMatchObject({
      code: 'ERR_RESPONSE',
      status: 302,
    })
    expect(server.arrived).toHaveLength(4)
    expect(seen).toEqual([
      ...Array.from({ length: 3 }, () => [
        ['request', 1],
        [302, undefined],
      ]).flat(),
      ['request', 1],
      [302, 'ERR_RESPONSE'],
    ])
    await pipeline.close()
  })

  it.each([undefined, 'http://[', 'mailto:admin@example.com'])('to %s are not followed', async (location) => {
    await using server = await startServer((_request, response) =>
      response.writeHead(301, location === undefined ? {} : { location }).end(),
    )
    const { pipeline } = bare()
    const error = await failureOf(pipeline.send(call(server.url)))
    expect(error).toMatchObject({ code: 'ERR_RESPONSE', status: 301 })
    expect(error.message.split('\n')[0]).toContain(
      'failed (301): redirected without a usable location. Check the path of the URL',
    )
    await pipeline.close()
  })

  it('to a 401 renew credentials once', async () => {
    await using server = await startServer(({ url }, response) =>
      url === '/new' ? answerJson(response, {}, 401) : to(response, '/new'),
    )
    let asked = 0
    const { pipeline, events } = bare({}, { recover: () => (++asked, true) })
    const errors: string[] = []
    events.on('response', ({ error }) => error !== undefined && errors.push(error.code))
    expect(await failureOf(pipeline.send(call(`${server.url}/old`)))).toMatchObject({
      code: 'ERR_AUTHENTICATION',
    })
    expect(asked).toBe(1)
    expect(server.arrived.map(({ url }) => url)).toEqual(['/old', '/new', '/new'])
    expect(errors).toEqual(['ERR_AUTHENTICATION', 'ERR_AUTHENTICATION'])
    await pipeline.close()
  })
})

describe('events', () => {
  it('report a renewal as two requests, each with its response', async () => {
    await using server = await startServer((_request, response, count) =>
      answerJson(response, {}, count === 1 ? 401 : 200),
    )
    const { pipeline, events } = bare({}, { recover: () => true })
    const seen: unknown[] = []
    events.on('request', ({ callId }) => seen.push(callId))
    events.on('response', ({ status }) => seen.push(status))
    events.on('retry', () => seen.push('retry'))
    const { response } = await pipeline.send(call(server.url))
    expect(response.attempts).toBe(1)
    expect(seen).toEqual([seen[0], 401, seen[0], 200])
    await pipeline.close()
  })

  it('with a listener that throws do not affect the call; the error is uncaught', async () => {
    const before = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    const uncaught: string[] = []
    process.on('uncaughtException', (error) => uncaught.push(error.message))
    try {
      await using server = await startServer((_request, response) => answerJson(response, { ok: true }))
      const { pipeline, events } = bare()
      for (const name of ['request', 'response'] as const)
        events.on(name, () => {
          throw new Error(`mistake in ${name}`)
        })
      expect((await pipeline.send(call(server.url))).data).toEqual({ ok: true })
      await new Promise((resolve) => setImmediate(resolve))
      expect(uncaught).toEqual(['mistake in request', 'mistake in response'])
      expect(server.arrived).toHaveLength(1)
      await pipeline.close()
    } finally {
      process.removeAllListeners('uncaughtException')
      for (const listener of before) process.on('uncaughtException', listener)
    }
  })
})

describe.each(transports)('a streamed body, over %s', (kind) => {
  const open = async (
    server: TestServer,
    options: Parameters<ReturnType<typeof bare>['pipeline']['send']>[1] = {},
  ) => {
    const { pipeline } = bare(over(kind))
    const { data } = await pipeline.send<StreamedBody>(call(server.url, { expects: 'stream' }), options)
    return { pipeline, body: data }
  }
  /** One chunk, and no end. */
  const trickle = (response: ServerResponse): void => {
    response.writeHead(200)
    response.write('first')
  }
  const read = async (body: AsyncIterable<Uint8Array>, onChunk: () => void = () => {}): Promise<string> => {
    let text = ''
    for await (const chunk of body) {
      text += Buffer.from(chunk).toString()
      onChunk()
    }
    return text
  }

  it('is read chunk by chunk, for longer than timeoutMs', async () => {
    let rest: (() => void) | undefined
    await using server = await startServer((_request, response) => {
      trickle(response)
      rest = () => response.end(' second')
    })
    stopClock()
    const { pipeline, body } = await open(server, { timeoutMs: 60 })
    const onChunk = (): void => {
      vi.advanceTimersByTime(120)
      rest?.()
      rest = undefined
    }
    expect(await read(body, onChunk)).toBe('first second')
    vi.useRealTimers()
    await pipeline.close()
  })

  it('ends when the signal aborts, as an aborted call', async () => {
    await using server = await startServer((_request, response) => trickle(response))
    const controller = new AbortController()
    const { pipeline, body } = await open(server, { signal: controller.signal })
    expect(await failureOf(read(body, () => controller.abort()))).toMatchObject({
      code: 'ERR_ABORTED',
      operation: 'things.get',
    })
    await pipeline.close()
  })

  it('ends with close()', async () => {
    await using server = await startServer((_request, response) => trickle(response))
    const { pipeline, body } = await open(server)
    expect(await failureOf(read(body, () => void pipeline.close()))).toMatchObject({
      code: 'ERR_CONNECTION',
      message: expect.stringContaining('its client was closed') as string,
    })
  })

  it('that breaks off is a lost connection, with the host name', async () => {
    let die = (): void => {}
    await using server = await startServer((_request, response) => {
      trickle(response)
      die = () => response.destroy()
    })
    const { pipeline, body } = await open(server)
    expect(await failureOf(read(body, die))).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'closed',
      message: expect.stringContaining(new URL(server.url).host) as string,
    })
    await pipeline.close()
  })

  it('that is too large for text() is an unreadable reply', async () => {
    await using server = await startServer((_request, response) => response.end('x'.repeat(1000)))
    const { pipeline, body } = await open(server)
    expect(await failureOf(body.text(100))).toMatchObject({ code: 'ERR_UNREADABLE_REPLY', status: 200 })
    await pipeline.close()
  })

  it('leaves no listener on the signal, whether read, left early or discarded', async () => {
    const { signal } = new AbortController()
    await using server = await startServer((_request, response) => response.end('all of it'))
    for (const use of [
      read,
      (body: StreamedBody) => body.discard(),
      async (body: StreamedBody) => {
        for await (const _chunk of body) break
      },
    ]) {
      const { pipeline, body } = await open(server, { signal })
      expect(getEventListeners(signal, 'abort')).toHaveLength(1)
      await use(body)
      expect(getEventListeners(signal, 'abort')).toHaveLength(0)
      await pipeline.close()
    }
  })
})

describe('a body that is sent as a stream', () => {
  it.each(['undici', 'fetch'] as const)(
    'is sent once over %s, although the call is idempotent',
    async (kind) => {
      await using server = await startServer((_request, response) =>
        answerJson(response, {}, 503, { 'retry-after': '0' }),
      )
      const { pipeline } = bare(over(kind))
      const prepare = vi.fn(() => ({
        url: server.url,
        headers: {},
        body: { type: 'application/octet-stream', content: chunks() },
      }))
      expect(
        await failureOf(pipeline.send(call(server.url, { method: 'PUT', idempotent: true, prepare }))),
      ).toMatchObject({ code: 'ERR_SERVER', attempts: 1 })
      expect(server.arrived.map(({ body }) => body)).toEqual(['one two'])
      await pipeline.close()
    },
  )

  it('is not sent again after a 401', async () => {
    await using server = await startServer((_request, response) => answerJson(response, {}, 401))
    const { pipeline } = bare({}, { recover: () => true })
    const prepare = () => ({
      url: server.url,
      headers: {},
      body: { type: 'application/octet-stream', content: chunks() },
    })
    expect(await failureOf(pipeline.send(call(server.url, { method: 'PUT', prepare })))).toMatchObject({
      code: 'ERR_AUTHENTICATION',
    })
    expect(server.arrived).toHaveLength(1)
    await pipeline.close()
  })

  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('one ')
    yield Buffer.from('two')
  }
})
