import { createServer as createTcpServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { urlencoded } from '../../../src/core/http/body.js'
import type { HttpCall } from '../../../src/core/http/call.js'
import type { HttpClientOptions, RequestOptions } from '../../../src/core/options.js'
import type { StackError } from '../../../src/core/errors.js'
import { runProgram } from '../../support/child.js'
import { failureOf } from '../../support/failure.js'
import { startServer } from '../../support/http-server.js'
import { bare, call } from '../../support/pipeline.js'
import { until } from '../../support/until.js'

/** Far less than what a fault takes (10 s and more), and enough for a busy machine. */
const LATE_MS = 3000
const LIMIT_MS = 400

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

/** A TCP server that is silent unless `on` says otherwise. */
async function tcp(
  on: (socket: Socket) => void = () => {},
): Promise<{ address: string; dials: () => number; open: () => number }> {
  const sockets = new Set<Socket>()
  let dials = 0
  const server = createTcpServer((socket) => {
    dials++
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    on(socket)
    // Only a socket that is read notices that the other end is closed.
    socket.resume()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    dials: () => dials,
    open: () => sockets.size,
  }
}

interface Stuck {
  options?: HttpClientOptions
  call: HttpCall
  /** Whether bytes of the request have left. */
  sent: boolean
  /** What the error says of the phase. */
  phase: string
  says: RegExp
  /** Waits until the call is in this phase. */
  reached: () => Promise<unknown>
  /** Sockets that the client still holds. */
  open: () => number
  before?: (pipeline: ReturnType<typeof bare>['pipeline']) => Promise<unknown>
}

const change = (url: string, more: Partial<HttpCall> = {}): HttpCall =>
  call(url, {
    method: 'POST',
    idempotent: false,
    prepare: () => ({ url, headers: {}, body: urlencoded([['a', 'b']]) }),
    ...more,
  })

/** A call that never gets any further than a phase. */
const phases: Record<string, () => Promise<Stuck>> = {
  async login() {
    let asked = false
    return {
      call: change('http://127.0.0.1:1/', {
        prepare: () => {
          asked = true
          return new Promise(() => {})
        },
      }),
      sent: false,
      phase: 'login',
      says: /no credentials for 127\.0\.0\.1:1 within/,
      reached: () => until(() => asked),
      open: () => 0,
    }
  },
  async queue() {
    const server = await startServer(() => {})
    cleanups.push(() => server.close())
    return {
      call: change(server.url),
      sent: false,
      phase: 'queue',
      says: /no free connection to 127\.0\.0\.1:\d+ within/,
      reached: async () => {},
      open: () => 0,
      before: async (pipeline) => {
        for (let n = 0; n < 8; n++) void pipeline.send(change(server.url)).catch(() => {})
        await until(() => server.arrived.length === 8)
        cleanups.push(() => expect(server.arrived).toHaveLength(8))
      },
    }
  },
  async 'TLS handshake'() {
    const { address, dials, open } = await tcp()
    return {
      call: change(`https://${address}/`),
      sent: false,
      phase: 'connect',
      says: new RegExp(`no TLS handshake with ${address} within`),
      reached: () => until(() => dials() === 1),
      open,
    }
  },
  async 'CONNECT at a proxy'() {
    let asked = false
    const { address, open } = await tcp((socket) => void socket.once('data', () => (asked = true)))
    return {
      options: { proxy: `http://me:hunter22@${address}` },
      call: change('https://maas.example/'),
      sent: false,
      phase: 'connect',
      says: new RegExp(`no connection to maas\\.example through the proxy http://${address} within`),
      reached: () => until(() => asked),
      open,
    }
  },
  async 'TLS through a proxy'() {
    let tunnelled = 0
    const { address, open } = await tcp((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        socket.once('data', () => tunnelled++)
      })
    })
    return {
      options: { proxy: `http://${address}` },
      call: change('https://maas.example/'),
      sent: false,
      phase: 'connect',
      says: /no TLS handshake with maas\.example within/,
      reached: () => until(() => tunnelled === 1),
      open,
    }
  },
  async headers() {
    let asked = false
    const { address, open } = await tcp((socket) => void socket.once('data', () => (asked = true)))
    return {
      call: change(`http://${address}/`),
      sent: true,
      phase: 'headers',
      says: /no reply from http:/,
      reached: () => until(() => asked),
      open,
    }
  },
  async body() {
    let asked = false
    const { address, open } = await tcp(
      (socket) =>
        void socket.once('data', () => {
          socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"a"')
          asked = true
        }),
    )
    return {
      call: change(`http://${address}/`),
      sent: true,
      phase: 'body',
      says: /no complete reply from http:/,
      reached: () => until(() => asked),
      open,
    }
  },
  async 'a transport that ignores everything'() {
    let asked = false
    return {
      options: { transport: { send: () => ((asked = true), new Promise(() => {})), close: async () => {} } },
      call: change('http://127.0.0.1:1/'),
      sent: true,
      phase: 'headers',
      says: /no reply from http:/,
      reached: () => until(() => asked),
      open: () => 0,
    }
  },
}

/** What ends the call, and what is told. */
const endings: Record<
  string,
  (stuck: Stuck) => { options?: RequestOptions; end?: 'abort' | 'close'; expected: object }
> = {
  timeoutMs: ({ phase }) => ({
    options: { timeoutMs: LIMIT_MS },
    expected: { code: 'ERR_TIMEOUT', phase, timeoutMs: LIMIT_MS },
  }),
  totalTimeoutMs: () => ({
    options: { totalTimeoutMs: LIMIT_MS },
    expected: { code: 'ERR_TIMEOUT', phase: 'total', timeoutMs: LIMIT_MS },
  }),
  signal: () => ({ end: 'abort', expected: { code: 'ERR_ABORTED' } }),
  close: () => ({ end: 'close', expected: { code: 'ERR_CONNECTION', reason: 'closed' } }),
}

/** Loads undici, so that no limit passes while it loads. */
async function warm(): Promise<void> {
  await using server = await startServer((_request, response) => response.end('{}'))
  const { pipeline } = bare()
  await pipeline.send(call(server.url))
  await pipeline.close()
}

describe.each(Object.keys(phases))('a call that waits for %s', (phase) => {
  it.each(Object.keys(endings))(
    'is ended by %s, at once, and leaves no connection or timer',
    async (ending) => {
      await warm()
      const stuck = await (phases[phase] as () => Promise<Stuck>)()
      const { options = {}, end, expected } = (endings[ending] as (typeof endings)[string])(stuck)
      const { pipeline } = bare({ retries: 0, ...stuck.options })
      await stuck.before?.(pipeline)
      const controller = new AbortController()
      const startMs = performance.now()
      const failing = failureOf(pipeline.send(stuck.call, { ...options, signal: controller.signal }))
      let endedMs = startMs + LIMIT_MS
      if (end !== undefined) {
        await stuck.reached()
        // The transport's own work, such as reading headers, is done after the server's.
        await new Promise((resolve) => setTimeout(resolve, 50))
        endedMs = performance.now()
        if (end === 'abort') controller.abort()
        else void pipeline.close()
      }
      const error: StackError = await failing
      expect(performance.now() - endedMs).toBeLessThan(LATE_MS)
      expect(error).toMatchObject({ ...expected, mayHaveHappened: stuck.sent })
      if (expected !== undefined && 'phase' in expected) expect(error.message).toMatch(stuck.says)
      expect(error.message).not.toContain('hunter22')
      // Nothing goes on after the call, even while the client is open.
      await until(() => stuck.open() === 0)
      await pipeline.close()
    },
  )
})

describe('calls that are aborted together', () => {
  it('do not cost a connection each, report correctly which were sent, and are never sent later', async () => {
    const arrived: string[] = []
    const server = await tcp((socket) => void socket.on('data', (data) => arrived.push(data.toString())))
    const url = `http://${server.address}/`
    const { pipeline } = bare({ retries: 0 })
    const controller = new AbortController()
    const calls = Array.from({ length: 1000 }, () =>
      failureOf(pipeline.send(change(url), { signal: controller.signal })),
    )
    await until(() => arrived.length === 8)
    controller.abort()
    const errors = await Promise.all(calls)
    expect(errors.filter(({ mayHaveHappened }) => mayHaveHappened)).toHaveLength(8)
    // The next call uses a connection that those would have used.
    void failureOf(pipeline.send(call(url)))
    await until(() => arrived.length === 9)
    expect(arrived.at(-1)).toMatch(/^GET /)
    expect(server.dials()).toBe(9)
    await pipeline.close()
  })
})

describe('a proxy', () => {
  it('that hangs up is dialled once a try, and told with its address', async () => {
    const proxy = await tcp((socket) => void socket.once('data', () => socket.destroy()))
    const { pipeline } = bare({
      proxy: `http://me:hunter22@${proxy.address}`,
      retries: { max: 1, baseMs: 1 },
    })
    const error = await failureOf(pipeline.send(change('https://maas.example/')))
    expect(error).toMatchObject({ code: 'ERR_CONNECTION', mayHaveHappened: false, attempts: 2 })
    expect(error.message).toContain(`the proxy http://${proxy.address}`)
    expect(error.message).not.toContain('hunter22')
    expect(proxy.dials()).toBe(2)
    await pipeline.close()
  })

  it.each([
    [403, 'refused', 'refused a connection to maas.example (403)', 1],
    [407, 'refused', 'requires authentication (407)', 1],
    [502, 'unreachable', 'has no connection to maas.example (502)', 3],
  ])('that replies %s to CONNECT is told as such: %s', async (status, reason, says, attempts) => {
    const proxy = await tcp(
      (socket) =>
        void socket.once('data', () => socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`)),
    )
    const { pipeline } = bare({ proxy: `http://me:hunter22@${proxy.address}` })
    const error = await failureOf(pipeline.send(change('https://maas.example/')))
    expect(error).toMatchObject({ code: 'ERR_CONNECTION', reason, mayHaveHappened: false, attempts })
    expect(error.message.split('\n')[0]).toContain(`the proxy http://${proxy.address} ${says}`)
    expect(JSON.stringify(error)).not.toContain('hunter22')
    await pipeline.close()
  })

  it.each(['http', 'https'])('that is down is told with its address, for %s', async (scheme) => {
    const { pipeline } = bare({ proxy: 'http://me:hunter22@127.0.0.1:1', retries: 0 })
    const error = await failureOf(pipeline.send(change(`${scheme}://maas.example/`)))
    expect(error).toMatchObject({ code: 'ERR_CONNECTION', reason: 'refused', mayHaveHappened: false })
    expect(error.message.split('\n')[0]).toContain('connection refused by the proxy http://127.0.0.1:1.')
    expect(JSON.stringify(error)).not.toContain('hunter22')
    await pipeline.close()
  })

  it('forwards plain HTTP: it gets the whole URL, the host and its credentials', async () => {
    await using proxy = await startServer((_request, response) => response.end('{"ok": true}'))
    const { pipeline } = bare({ proxy: proxy.url.replace('//', '//me:hunter%2022@') })
    expect((await pipeline.send(call('http://maas.example:5240/MAAS/?op=x'))).data).toEqual({ ok: true })
    expect(proxy.arrived[0]).toMatchObject({
      url: 'http://maas.example:5240/MAAS/?op=x',
      headers: {
        host: 'maas.example:5240',
        'proxy-authorization': `Basic ${Buffer.from('me:hunter 22').toString('base64')}`,
      },
    })
    await pipeline.close()
  })

  it.each(['not a url', 'socks5://127.0.0.1:1', 'http://me:hunter22@:99999'])(
    'with the URL %s is refused without repeating it',
    async (proxy) => {
      const { pipeline } = bare({ proxy })
      const error = await failureOf(pipeline.send(call('http://127.0.0.1:1/')))
      expect(error).toMatchObject({ code: 'ERR_CONFIGURATION', attempts: 1 })
      expect(error.message).toContain('is not the URL of an HTTP proxy. Write it as')
      expect(error.message).not.toContain(proxy)
      await pipeline.close()
    },
  )
})

describe('a program', () => {
  it('ends by itself after close(), whatever its calls were doing', async () => {
    const silent = await tcp()
    const child = runProgram('test/support/close-all-phases.ts', [silent.address])
    const startMs = performance.now()
    expect(await child.ended).toEqual({ code: 0, signal: null })
    expect(child.stderr).toBe('')
    const { codes, closedAtMs } = JSON.parse(child.stdout) as { codes: string[]; closedAtMs: number }
    expect(codes).toEqual(Array.from({ length: 14 }, () => 'ERR_CONNECTION closed'))
    // The limits of what it did are 10 s and more.
    expect(Date.now() - closedAtMs).toBeLessThan(LATE_MS + 3000)
    expect(performance.now() - startMs).toBeLessThan(60_000)
  })
})
