import { type AddressInfo, createServer, type Socket as TcpSocket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { Redactor } from '../../../src/core/redact.js'
import { dial, type DialOptions } from '../../../src/core/socket/dial.js'
import type { OutgoingFrame, Socket, SocketEnd } from '../../../src/core/socket/socket.js'
import { createServerCertificate, type ServerCertificate } from '../../../simulators/src/tls.js'
import { startWsServer, type WsTestOptions, type WsTestServer } from '../../support/ws-server.js'

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]()
})

async function server(options?: WsTestOptions): Promise<WsTestServer> {
  const started = await startWsServer(options)
  open.push(started)
  return started
}

const dialing = (urls: string[], options: Partial<DialOptions> = {}): Promise<Socket> =>
  dial({
    system: 'juju',
    label: 'Juju connection',
    operation: 'connect',
    redactor: new Redactor(),
    names: { ca: 'caCert', serverName: 'serverName', scheme: 'the address' },
    urls,
    tls: {},
    timeoutMs: 15_000,
    maxPayloadBytes: 1024 * 1024,
    ...options,
  })

/** Collects the texts of a socket, and resolves when it has ended. */
function hear(socket: Socket): { texts: string[]; ended: Promise<SocketEnd> } {
  const texts: string[] = []
  const ended = new Promise<SocketEnd>((resolve) =>
    socket.listen({ onText: (text) => texts.push(text), onEnd: resolve }),
  )
  return { texts, ended }
}

const frameOf = (text: string): OutgoingFrame => ({ text, sent: false })

const until = async (reached: () => boolean): Promise<void> => {
  while (!reached()) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** Accepts connections, sends nothing but one reply, and leaves them open. */
async function mute(reply: string | Buffer = ''): Promise<{ url: string; connections: () => number }> {
  const sockets = new Set<TcpSocket>()
  const silent = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
    // Without reading, the end of the other side is not noticed.
    socket.resume().once('data', () => socket.write(reply))
  })
  await new Promise<void>((resolve) => {
    silent.listen(0, '127.0.0.1', resolve)
  })
  open.push({
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => silent.close(resolve))
    },
  })
  return { url: `ws://127.0.0.1:${(silent.address() as AddressInfo).port}`, connections: () => sockets.size }
}

/** An address that refuses connections. */
async function closedPort(): Promise<string> {
  const gone = createServer()
  await new Promise<void>((resolve) => {
    gone.listen(0, '127.0.0.1', resolve)
  })
  const { port } = gone.address() as AddressInfo
  await new Promise((resolve) => gone.close(resolve))
  return `ws://127.0.0.1:${port}`
}

describe('the race', () => {
  test('uses the first connection, although others hang or refuse, and closes the rest', async () => {
    const hanging = await mute()
    const good = await server()
    const socket = await dialing([hanging.url, await closedPort(), `ws://${good.address}/api`])
    expect(socket.url).toBe(`ws://${good.address}/api`)
    hear(socket)
    await until(() => hanging.connections() === 0)
    await socket.close()
    await until(() => good.sockets.size === 0)
  })

  test('dials one address after another, not all at once', async () => {
    const first = await server()
    const second = await server()
    const socket = await dialing([`ws://${first.address}`, `ws://${second.address}`])
    expect([first.upgrades.length, second.upgrades.length]).toEqual([1, 0])
    hear(socket)
    await socket.close()
  })

  test('names every address when all refuse the connection', async () => {
    const urls = [await closedPort(), await closedPort()]
    const error: unknown = await dialing(urls).catch((cause: unknown) => cause)
    expect(error).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'refused',
      isRetryable: true,
      mayHaveHappened: false,
    })
    expect((error as Error).message).toMatch(
      /^Juju connection failed: connection refused by 127\.0\.0\.1:\d+ \(2 addresses tried\)\. Check the port, and that the server is running\n/,
    )
    for (const url of urls) expect((error as Error).message).toContain(url.slice('ws://'.length))
  })

  test('reports the address with the most progress', async () => {
    const wrong = await server({ refuse: { status: 404, body: '404 page not found\n' } })
    await expect(dialing([await closedPort(), `ws://${wrong.address}/nope`])).rejects.toMatchObject({
      code: 'ERR_NOT_FOUND',
      status: 404,
      body: '404 page not found',
    })
  })

  test('times out, and leaves nothing open', async () => {
    const hanging = await mute()
    await expect(dialing([hanging.url], { timeoutMs: 120 })).rejects.toMatchObject({
      code: 'ERR_TIMEOUT',
      phase: 'connect',
      timeoutMs: 120,
      isRetryable: true,
    })
    await until(() => hanging.connections() === 0)
  })

  test('ends when its signal aborts, before and during dialling', async () => {
    const hanging = await mute()
    const controller = new AbortController()
    const dialled = dialing([hanging.url], { signal: controller.signal })
    await until(() => hanging.connections() === 1)
    controller.abort()
    await expect(dialled).rejects.toMatchObject({ code: 'ERR_ABORTED' })
    await until(() => hanging.connections() === 0)
    await expect(dialing([hanging.url], { signal: controller.signal })).rejects.toMatchObject({
      code: 'ERR_ABORTED',
    })
  })

  test('a rejected handshake is the error of its status, with the message of the server', async () => {
    const refusing = await server({ refuse: { status: 400, body: 'invalid model UUID "nope"\n' } })
    await expect(dialing([`ws://${refusing.address}/model/nope/api`])).rejects.toMatchObject({
      code: 'ERR_BAD_REQUEST',
      body: 'invalid model UUID "nope"',
      message: expect.stringContaining(
        ' answered with HTTP instead of a websocket: invalid model UUID "nope"',
      ) as string,
    })
    const busy = await server({ refuse: { status: 503, body: 'apiserver shutdown in progress' } })
    await expect(dialing([`ws://${busy.address}`])).rejects.toMatchObject({
      code: 'ERR_SERVER',
      isRetryable: true,
    })
  })
})

describe('a reply that is not a websocket', () => {
  const handshake = (accept: string): string =>
    `HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`

  test('leaves no connection open, although the server would go on', async () => {
    const { url, connections } = await mute('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi')
    await expect(dialing([url])).rejects.toMatchObject({ code: 'ERR_RESPONSE', status: 200 })
    await until(() => connections() === 0)
  })

  test('is told as a wrong handshake, which is not repeated', async () => {
    const { url } = await mute(handshake('wrong'))
    await expect(dialing([url])).rejects.toMatchObject({
      reason: 'protocol',
      isRetryable: false,
      message: expect.stringContaining('is not a websocket handshake') as string,
    })
  })

  test('is told as a refusal of TLS, if it is an alert', async () => {
    const { url } = await mute(Buffer.from([0x15, 3, 3, 0, 2, 2, 40]))
    await expect(dialing([url.replace('ws:', 'wss:')])).rejects.toMatchObject({
      reason: 'tls',
      message: expect.stringContaining('refused the TLS connection') as string,
    })
  })
})

describe('TLS', () => {
  let certificate: ServerCertificate
  let other: ServerCertificate
  beforeAll(async () => {
    certificate = await createServerCertificate(['juju-apiserver'], 'Juju')
    other = await createServerCertificate(['juju-apiserver'], 'Somebody else')
  })

  test('trusts the given CA and the given name, whatever the host', async () => {
    const secure = await server({ tls: certificate })
    const socket = await dialing([`wss://${secure.address}`], {
      tls: { ca: certificate.caCert, serverName: 'juju-apiserver' },
    })
    hear(socket)
    await socket.close()
  })

  test('names the option to set for an unknown CA and for another name', async () => {
    const secure = await server({ tls: certificate })
    const url = `wss://${secure.address}`
    await expect(
      dialing([url], { tls: { ca: other.caCert, serverName: 'juju-apiserver' } }),
    ).rejects.toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'tls',
      isRetryable: false,
      hint: "Pass the PEM of the server's CA as caCert",
    })
    await expect(dialing([url], { tls: { ca: certificate.caCert } })).rejects.toMatchObject({
      reason: 'tls',
      hint: 'Use the name in the certificate, or set serverName to it',
    })
    const insecure = await dialing([url], { tls: { insecure: true } })
    hear(insecure)
    await insecure.close()
  })

  test('to a port without TLS fails with a hint at the address', async () => {
    const plain = await server()
    await expect(dialing([`wss://${plain.address}`])).rejects.toMatchObject({
      reason: 'tls',
      hint: 'Check the address, and the port',
    })
  })
})

describe('an open socket', () => {
  test('was not offered compression', async () => {
    const plain = await server()
    const socket = await dialing([`ws://${plain.address}`])
    expect(plain.upgrades[0]?.headers['sec-websocket-extensions']).toBeUndefined()
    hear(socket)
    await socket.close()
  })

  test('loses no frame that arrives before it is listened to', async () => {
    const eager = await server({ onSocket: (ws) => ws.send('first') })
    const socket = await dialing([`ws://${eager.address}`])
    await new Promise((resolve) => setTimeout(resolve, 30))
    const { texts } = hear(socket)
    await until(() => texts.length === 1)
    expect(texts).toEqual(['first'])
    await socket.close()
  })

  test('sends the frames of one tick together', async () => {
    let chunks = 0
    let frames = 0
    const counting = await server({
      onUpgrade: (socket) => socket.on('data', () => chunks++),
      onSocket: (ws) => ws.on('message', () => frames++),
    })
    const socket = await dialing([`ws://${counting.address}`])
    hear(socket)
    for (let frame = 0; frame < 200; frame++) socket.send(frameOf(`{"frame":${frame}}`))
    await until(() => frames === 200)
    expect(chunks).toBeLessThan(10)
    await socket.close()
  })

  test('does not send a frame that is withdrawn in time, and says which ones it has sent', async () => {
    const texts: string[] = []
    const listening = await server({
      onSocket: (ws) => ws.on('message', (data: Buffer) => texts.push(data.toString())),
    })
    const socket = await dialing([`ws://${listening.address}`])
    hear(socket)
    const [first, second] = [frameOf('first'), frameOf('second')]
    socket.send(first)
    socket.send(second)
    first.text = undefined
    expect([first.sent, second.sent]).toEqual([false, false])
    await until(() => texts.length === 1)
    expect(texts).toEqual(['second'])
    expect([first.sent, second.sent]).toEqual([false, true])
    await socket.close()
  })

  test('ends when its listener throws, without effect on other dials', async () => {
    const talking = await server({ onSocket: (ws) => ws.send('anything') })
    const socket = await dialing([`ws://${talking.address}`])
    const mistake = new Error('a mistake')
    const ended = new Promise<SocketEnd>((resolve) =>
      socket.listen({
        onText() {
          throw mistake
        },
        onEnd(end) {
          resolve(end)
          throw new Error('another mistake')
        },
      }),
    )
    expect(await ended).toMatchObject({ cause: mistake })
  })

  test('reports how it ended: closed, terminated, or a frame too large', async () => {
    const sockets: WebSocket[] = []
    const ending = await server({ onSocket: (ws) => sockets.push(ws) })
    const dialled = async (): Promise<{ ended: Promise<SocketEnd> }> =>
      hear(await dialing([`ws://${ending.address}`], { maxPayloadBytes: 1000 }))
    const closed = await dialled()
    sockets[0]?.close(1001, 'going away')
    expect(await closed.ended).toMatchObject({ code: 1001, reason: 'going away' })
    const cut = await dialled()
    sockets[1]?.terminate()
    expect(await cut.ended).toMatchObject({ code: 1006 })
    const large = await dialled()
    sockets[2]?.send('x'.repeat(2000))
    expect(await large.ended).toMatchObject({ code: 1006, cause: expect.any(RangeError) as Error })
  })

  test('waits at most a second for a server that does not close the connection', async () => {
    const rude = await server({ onSocket: (ws) => ws.pause() })
    const socket = await dialing([`ws://${rude.address}`])
    const { ended } = hear(socket)
    await socket.close()
    expect(await ended).toMatchObject({ code: 1006 })
  })

  test('pauses a fast server until it is released', async () => {
    const fast = await server({
      onSocket(ws) {
        for (let line = 0; line < 5; line++) ws.send(String(line))
      },
    })
    const socket = await dialing([`ws://${fast.address}`])
    const texts: string[] = []
    socket.listen({
      onText(text) {
        texts.push(text)
        socket.hold()
      },
      onEnd() {},
    })
    await until(() => texts.length > 0)
    socket.release()
    await until(() => texts.length > 1)
    expect(texts.slice(0, 2)).toEqual(['0', '1'])
    await socket.close()
  })
})

afterAll(() => expect(open).toEqual([]))
