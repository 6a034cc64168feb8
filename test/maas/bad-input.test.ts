import { spawn } from 'node:child_process'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  ConnectionError,
  ServerError,
  StackError,
  TimeoutError,
  UnreadableReplyError,
} from 'canonical-stack/maas'
import { createTransport } from '../../src/core/http/create-transport.js'
import { afterHeaders, stopClock } from '../support/clock.js'
import { answerJson, startServer, type TestServer } from '../support/http-server.js'
import { API_KEY, client, firstLine } from './support.js'

const caught = async (promise: PromiseLike<unknown>): Promise<StackError> => {
  try {
    await promise
  } catch (error) {
    expect(error).toBeInstanceOf(StackError)
    return error as StackError
  }
  throw new Error('it did not fail')
}

async function freePort(): Promise<number> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

describe('a wrong address', () => {
  it('a port that refuses connections', async () => {
    const port = await freePort()
    await using maas = client(`http://127.0.0.1:${port}/MAAS`)
    const error = await caught(maas.machines.deploy('abc'))
    expect(error).toBeInstanceOf(ConnectionError)
    // Nothing was sent, so even a deploy is retried.
    expect(error).toMatchObject({ reason: 'refused', mayHaveHappened: false, attempts: 3 })
    expect(firstLine(error)).toBe(
      `MAAS machines.deploy failed: connection refused by 127.0.0.1:${port}. Check the port, and that the server is running`,
    )
  })

  it('a port that does not speak HTTP', async () => {
    const server = createTcpServer((socket) => socket.on('error', () => {}).write('SSH-2.0-OpenSSH_9.6\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await using maas = client(`http://127.0.0.1:${(server.address() as AddressInfo).port}/MAAS`)
    const error = await caught(maas.version())
    expect(error).toMatchObject({ code: 'ERR_CONNECTION', reason: 'protocol' })
    expect(firstLine(error)).toContain('is not HTTP. Check the port')
    server.close()
  })

  it('a host name that does not resolve', async () => {
    await using maas = client('http://no-such-host.invalid:5240/MAAS', { retries: 0 })
    expect(firstLine(await caught(maas.version()))).toContain(
      'the host name of no-such-host.invalid:5240 cannot be resolved. Check the host name',
    )
  })

  it('a web server that is not MAAS', async () => {
    await using server = await startServer((_, response) =>
      response
        .writeHead(404, { 'content-type': 'text/html' })
        .end('<html><title>404 Not Found</title></html>'),
    )
    await using maas = client(server.url)
    expect(firstLine(await caught(maas.version()))).toBe(
      'MAAS version failed (404): 404 Not Found. This is not the API of MAAS: check the url option, which should end in /MAAS',
    )
  })

  it('a login page', async () => {
    await using server = await startServer((_, response) =>
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!DOCTYPE html><html><body>Log in</body></html>'),
    )
    await using maas = client(server.url)
    const error = await caught(maas.machines.list())
    expect(error).toBeInstanceOf(UnreadableReplyError)
    expect(firstLine(error)).toContain('the reply is an HTML page instead of JSON')
    expect(firstLine(error)).toContain('and any proxy or login page')
  })

  it('a redirect to another origin, which is not followed', async () => {
    await using server = await startServer((_, response) =>
      response.writeHead(302, { location: 'http://elsewhere.example:5240/MAAS/api/2.0/version/' }).end(),
    )
    await using maas = client(server.url)
    const error = await caught(maas.users.whoami())
    expect(error).toMatchObject({ code: 'ERR_RESPONSE', status: 302 })
    expect(firstLine(error)).toContain('redirected to http://elsewhere.example:5240')
    expect(server.arrived).toHaveLength(1)
  })
})

/** How many changes were sent; the reads that follow a lost reply do not count. */
const changesOf = ({ arrived }: TestServer): number => arrived.filter(({ method }) => method !== 'GET').length

describe('broken replies', () => {
  it('truncated JSON', async () => {
    await using server = await startServer((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"system_id": "ab'),
    )
    await using maas = client(server.url)
    const error = await caught(maas.machines.deploy('abc'))
    expect(error).toMatchObject({ code: 'ERR_UNREADABLE_REPLY', mayHaveHappened: true })
    expect(firstLine(error)).toContain('the reply is not complete JSON')
    expect(changesOf(server)).toBe(1)
  })

  it('a truncated body: a read is retried, a deploy is not', async () => {
    await using server = await startServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
      response.write('{"system_id":')
      setImmediate(() => response.destroy())
    })
    await using maas = client(server.url)
    expect(await caught(maas.machines.deploy('abc'))).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'closed',
      mayHaveHappened: true,
      attempts: 1,
    })
    expect(changesOf(server)).toBe(1)
    expect(await caught(maas.machines.get('abc'))).toMatchObject({
      code: 'ERR_CONNECTION',
      mayHaveHappened: false,
      attempts: 3,
    })
  })

  it.each(['null', '{"machines": []}', '"OK"'])('a reply that is not a list: %j', async (body) => {
    await using server = await startServer((_, response) => response.writeHead(200).end(body))
    await using maas = client(server.url)
    for (const list of [maas.machines.list(), maas.events.query()]) {
      const error = await caught(list)
      expect(error).toBeInstanceOf(UnreadableReplyError)
      expect(firstLine(error)).toMatch(
        /^MAAS \S+ failed \(200\): the reply is not a list( of events)?\. Check that the URL is that of MAAS/,
      )
    }
  })

  it.each([
    [204, ''],
    [200, ''],
    [304, ''],
    [200, '<html><title>Log in</title></html>'],
  ])('%s %j, which is not what machines.deploy returns', async (status, body) => {
    await using server = await startServer((_, response) => response.writeHead(status).end(body))
    await using maas = client(server.url)
    expect(await caught(maas.machines.deploy('abc'))).toMatchObject({
      code: 'ERR_UNREADABLE_REPLY',
      reason: 'unreadable-reply',
      status,
      mayHaveHappened: true,
    })
    expect(changesOf(server)).toBe(1)
  })

  it.each([
    ['text/html', '<!doctype html><title>Log in</title>', 'the reply is an HTML page instead of data'],
    ['application/json', '[{"system_id": "abc', 'the reply is not complete JSON'],
  ])('request() that is answered with %s %j', async (type, body, problem) => {
    await using server = await startServer((_, response) =>
      response.writeHead(200, { 'content-type': type }).end(body),
    )
    await using maas = client(server.url)
    expect(firstLine(await caught(maas.request('GET', 'machines/')))).toContain(`failed (200): ${problem}`)
  })

  it('a reply above the limit', async () => {
    await using server = await startServer((_, response) => answerJson(response, 'x'.repeat(5000)))
    await using maas = client(server.url, { maxResponseBytes: 1000 })
    expect(firstLine(await caught(maas.machines.list()))).toMatch(
      /failed \(200\): the reply is larger than 1000 bytes\. Request less, or raise maxResponseBytes/,
    )
  })

  it('a 502 from a proxy: a read is retried, a deploy is not', async () => {
    await using server = await startServer((_, response) =>
      response
        .writeHead(502, { 'content-type': 'text/html' })
        .end('<html><title>502 Bad Gateway</title></html>'),
    )
    await using maas = client(server.url)
    const error = await caught(maas.machines.deploy('abc'))
    expect(error).toBeInstanceOf(ServerError)
    expect(firstLine(error)).toBe(
      'MAAS machines.deploy failed (502): 502 Bad Gateway. A proxy timed out, but MAAS may still carry it out: read the machine before you try again',
    )
    expect(changesOf(server)).toBe(1)
    expect(await caught(maas.machines.get('abc'))).toMatchObject({ attempts: 3 })
  })
})

describe('lost connections', () => {
  it('during a change: reported, not repeated', async () => {
    await using server = await startServer((_, response) => response.destroy())
    await using maas = client(server.url)
    const error = await caught(maas.machines.deploy('abc'))
    expect(error).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'closed',
      mayHaveHappened: true,
      attempts: 1,
    })
    expect(firstLine(error)).toContain('The request may have been carried out: check before you repeat it')
    expect(changesOf(server)).toBe(1)
  })

  it('during an idempotent change: repeated', async () => {
    await using server = await startServer((_, response, count) =>
      count === 1 ? response.destroy() : answerJson(response, { added: 1, removed: 0 }),
    )
    await using maas = client(server.url)
    expect(await maas.tags.updateNodes('blue', { add: ['abc'] })).toEqual({ added: 1, removed: 0 })
    expect(server.arrived).toHaveLength(2)
  })

  it('during a change that the caller declares idempotent: repeated', async () => {
    await using server = await startServer((_, response, count) =>
      count === 1 ? response.destroy() : answerJson(response, []),
    )
    await using maas = client(server.url)
    await maas.machines.releaseMany({ machines: ['abc'] }, { idempotent: true })
    expect(server.arrived).toHaveLength(2)
  })
})

describe('time and signals', () => {
  afterEach(() => void vi.useRealTimers())

  it('no reply: the headers phase', async () => {
    await using server = await startServer(() => {})
    await using maas = client(server.url, { timeoutMs: 40, retries: 0 })
    const error = await caught(maas.machines.deploy('abc'))
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({ phase: 'headers', timeoutMs: 40, mayHaveHappened: true })
    expect(firstLine(error)).toContain('no reply from')
    expect(firstLine(error)).toContain('The request may have been carried out: check before you repeat it')
  })

  it('an incomplete reply: the body phase', async () => {
    await using server = await startServer((_, response) => void response.writeHead(200).write('['))
    const transport = afterHeaders(createTransport('maas', { proxy: false }), () =>
      vi.advanceTimersByTime(60),
    )
    await using maas = client(server.url, { timeoutMs: 60, retries: 0, transport })
    stopClock()
    expect(await caught(maas.machines.list())).toMatchObject({ phase: 'body', mayHaveHappened: false })
  })

  it('no connection: the connect phase', async () => {
    // An address of the documentation range, which is not routed; networks that reject it at once are also fine.
    await using maas = client('http://192.0.2.1:5240/MAAS', {
      connectTimeoutMs: 50,
      timeoutMs: 5000,
      retries: 0,
    })
    const error = await caught(maas.version())
    expect(
      error instanceof TimeoutError
        ? error.phase
        : error instanceof ConnectionError
          ? error.reason
          : error.code,
    ).toMatch(/^(connect|unreachable|refused)$/)
  })

  it('all tries together: the total phase', async () => {
    await using server = await startServer(() => vi.advanceTimersByTime(60))
    await using maas = client(server.url, { totalTimeoutMs: 60, timeoutMs: 1000 })
    stopClock()
    expect(await caught(maas.machines.list())).toMatchObject({ phase: 'total', timeoutMs: 60 })
    expect(server.arrived).toHaveLength(1)
  })

  it.each([5, null, {}, 'stop'])('%j is rejected as a signal, and nothing is sent', async (signal) => {
    await using server = await startServer((_, response) => answerJson(response, []))
    await using maas = client(server.url)
    const options = { signal: signal as unknown as AbortSignal }
    for (const call of [maas.machines.list({}, options), maas.machines.waitFor('abc', 'Ready', options)]) {
      const error = await caught(call)
      expect(error.code).toBe('ERR_CONFIGURATION')
      expect(firstLine(error)).toMatch(
        /^machines\.\w+: signal must be an AbortSignal, got .*\. Pass the signal of an AbortController/,
      )
    }
    expect(server.arrived).toHaveLength(0)
  })

  it('an abort before and during a call', async () => {
    await using server = await startServer(() => {})
    await using maas = client(server.url)
    expect(await caught(maas.machines.list({}, { signal: AbortSignal.abort() }))).toMatchObject({
      code: 'ERR_ABORTED',
      mayHaveHappened: false,
    })
    expect(server.arrived).toHaveLength(0)
    const controller = new AbortController()
    const deploying = caught(maas.machines.deploy('abc', {}, { signal: controller.signal }))
    while (server.arrived.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    controller.abort()
    expect(await deploying).toMatchObject({ code: 'ERR_ABORTED', mayHaveHappened: true })
  })
})

describe('closing', () => {
  it('ends running calls, and rejects later ones', async () => {
    await using server = await startServer(() => {})
    const maas = client(server.url)
    const waiting = caught(maas.machines.list({}, { retries: 0 }))
    while (server.arrived.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    await maas.close()
    expect((await waiting).code).toBe('ERR_CONNECTION')
    const later = await caught(maas.machines.list())
    expect(firstLine(later)).toBe('MAAS machines.list was called on a closed client. Create a new client')
    expect(later).toMatchObject({ code: 'ERR_CONNECTION', reason: 'closed', mayHaveHappened: false })
  })

  it('leaves nothing open that keeps a process alive', async () => {
    await using server = await startServer((_, response) => answerJson(response, []))
    const program = `
      import { createMaasClient } from '${new URL('../../src/maas/index.ts', import.meta.url).href}'
      const maas = createMaasClient({ url: '${server.url}/MAAS', apiKey: '${API_KEY}', proxy: false })
      await Promise.all(Array.from({ length: 10 }, () => maas.machines.list()))
      await maas.close()
      console.log(process.getActiveResourcesInfo().filter((kind) => kind !== 'PipeWrap' && kind !== 'TTYWrap').join())`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect(code).toBe(0)
    expect(said.trim()).toBe('')
  })
})

it.each([402, 405, 408, 409, 413, 418, 425, 429, 431, 451, 499, 500, 511, 599])(
  'an error about a status of %j without a text says what to do',
  async (status) => {
    await using server = await startServer((_request, response) => response.writeHead(status).end('no'))
    await using maas = client(server.url, { retries: 0 })
    const error = await caught(maas.machines.get('abc'))
    expect(error.hint).toMatch(/^[A-Z].{15}/)
    expect(firstLine(error)).toContain(`failed (${status}): no. ${error.hint}`)
  },
)
