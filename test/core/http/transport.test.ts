import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer, type Server } from 'node:https'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { setupServer } from 'msw/node'
import { http, HttpResponse } from 'msw'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { multipart, raw, urlencoded } from '../../../src/core/http/body.js'
import { createServerCertificate, type ServerCertificate } from '../../../simulators/src/tls.js'
import { failureOf } from '../../support/failure.js'
import { answerJson, startServer } from '../../support/http-server.js'
import { bare, call } from '../../support/pipeline.js'

let certificate: ServerCertificate
let server: Server
let port: number

beforeAll(async () => {
  certificate = await createServerCertificate(['maas.internal'], 'Test')
  server = createHttpsServer(
    {
      cert: certificate.cert,
      key: certificate.key,
      ca: certificate.caCert,
      requestCert: true,
      rejectUnauthorized: false,
    },
    (request, response) => {
      answerJson(response, { client: (request.socket as TLSSocket).getPeerCertificate().subject?.CN ?? null })
    },
  )
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  port = (server.address() as AddressInfo).port
})

afterAll(() => void server.close())

/** A port that calls `end` for each connection after its first bytes; the URL has https. */
async function endingAfterHello(
  end: (socket: Socket, hello: Buffer) => void,
): Promise<AsyncDisposable & { url: string; count: () => number }> {
  let count = 0
  const tcp = createTcpServer((socket) => {
    count++
    socket.on('error', () => {})
    socket.once('data', (hello: Buffer) => end(socket, hello))
  })
  await new Promise<void>((resolve) => {
    tcp.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `https://127.0.0.1:${(tcp.address() as AddressInfo).port}/`,
    count: () => count,
    [Symbol.asyncDispose]: async () => void tcp.close(),
  }
}

describe('TLS', () => {
  const url = (): string => `https://127.0.0.1:${port}/`

  it('trusts a private CA and checks the given server name', async () => {
    const { pipeline } = bare({ tls: { ca: certificate.caCert, serverName: 'maas.internal' } })
    expect((await pipeline.send(call(url()))).data).toEqual({ client: null })
    await pipeline.close()
  })

  it('shows a client certificate', async () => {
    const { pipeline } = bare({
      tls: {
        ca: certificate.caCert,
        serverName: 'maas.internal',
        cert: certificate.cert,
        key: certificate.key,
      },
    })
    expect((await pipeline.send(call(url()))).data).toEqual({ client: 'maas.internal' })
    await pipeline.close()
  })

  it('rejects a certificate that is not signed by a trusted CA, with a hint', async () => {
    const { pipeline } = bare()
    const error = await failureOf(pipeline.send(call(url())))
    expect(error).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'tls',
      attempts: 1,
      mayHaveHappened: false,
    })
    expect(error.message.split('\n')[0]).toContain("Pass the PEM of the server's CA as tls.ca")
    await pipeline.close()
  })

  it.each([{ cert: 'x', key: 'x' }, { ca: 'x', cert: 'x' }, { serverName: '\n' }])(
    'ends the call where %j cannot be used',
    async (tls) => {
      const { pipeline } = bare({ tls, retries: 0 })
      expect(await failureOf(pipeline.send(call(url(), { method: 'POST' })))).toMatchObject({
        code: 'ERR_CONNECTION',
        mayHaveHappened: false,
      })
      await pipeline.close()
    },
  )

  it('rejects a certificate for another name', async () => {
    const { pipeline } = bare({ tls: { ca: certificate.caCert, serverName: 'other.internal' } })
    const error = await failureOf(pipeline.send(call(url())))
    expect(error).toMatchObject({ code: 'ERR_CONNECTION', reason: 'tls' })
    expect(error.message).toContain('is for another name')
    await pipeline.close()
  })

  it('is insecure only with the option', async () => {
    const { pipeline } = bare({ tls: { insecure: true } })
    expect((await pipeline.send(call(url()))).response.status).toBe(200)
    await pipeline.close()
  })

  it('reports a port that does not speak TLS', async () => {
    await using plain = await startServer((_request, response) => answerJson(response, {}))
    const { pipeline } = bare()
    const error = await failureOf(pipeline.send(call(plain.url.replace('http:', 'https:'))))
    expect(error).toMatchObject({ code: 'ERR_CONNECTION', reason: 'tls', attempts: 1 })
    expect(error.message).toContain('does not speak TLS. Check http:// or https://')
    await pipeline.close()
  })

  it.each([
    ['closes', (socket: Socket) => void socket.end()],
    ['resets', (socket: Socket) => void socket.resetAndDestroy()],
  ])('reports a port without TLS that only %s the connection', async (_, end) => {
    await using plain = await endingAfterHello(end)
    const { pipeline } = bare()
    const error = await failureOf(pipeline.send(call(plain.url, { method: 'POST' })))
    expect(error).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'tls',
      attempts: 1,
      mayHaveHappened: false,
    })
    expect(error.message).toContain('does not speak TLS. Check http:// or https://')
    expect(plain.count()).toBe(1)
    await pipeline.close()
  })

  it('retries if the port has spoken TLS before: the server is restarting', async () => {
    let restarting = false
    await using front = await endingAfterHello((socket, hello) => {
      if (restarting) return void socket.end()
      const upstream = connect(port, '127.0.0.1', () => void upstream.write(hello))
      upstream.pipe(socket).pipe(upstream)
      upstream.on('error', () => socket.destroy())
      socket.on('error', () => upstream.destroy())
    })
    const { pipeline } = bare({ tls: { insecure: true }, headers: { connection: 'close' } })
    await pipeline.send(call(front.url))
    restarting = true
    expect(await failureOf(pipeline.send(call(front.url)))).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'closed',
      attempts: 3,
    })
    await pipeline.close()
  })

  it('has a hint about https:// if a TLS port closes a plain connection without a reply', async () => {
    const { pipeline } = bare({ retries: 0 })
    const error = await failureOf(pipeline.send(call(url().replace('https:', 'http:'))))
    expect(error).toMatchObject({ code: 'ERR_CONNECTION', reason: 'closed' })
    expect(error.message).toContain(
      'closed the connection without sending a reply. Check http:// or https://',
    )
    await pipeline.close()
  })
})

describe('a proxy', () => {
  const tunnels: string[] = []
  const proxy = createHttpServer((request, response) => {
    tunnels.push(request.url ?? '')
    answerJson(response, 'from the proxy')
  })
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '')
    const [host, target] = (request.url ?? '').split(':')
    const upstream = connect(Number(target), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
    upstream.on('error', () => socket.destroy())
    socket.on('error', () => upstream.destroy())
  })
  let proxyUrl = ''
  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      proxy.listen(0, '127.0.0.1', resolve)
    })
    proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  })
  afterAll(() => void proxy.close())
  afterEach(() => {
    vi.unstubAllEnvs()
    tunnels.length = 0
  })

  const tls = () => ({ ca: certificate.caCert, serverName: 'maas.internal' })

  it('is used for HTTPS if the environment has one', async () => {
    vi.stubEnv('HTTPS_PROXY', proxyUrl)
    const { pipeline } = bare({ proxy: undefined, tls: tls() })
    expect((await pipeline.send(call(`https://127.0.0.1:${port}/`))).response.status).toBe(200)
    expect(tunnels).toEqual([`127.0.0.1:${port}`])
    await pipeline.close()
  })

  it('is not used for hosts in NO_PROXY', async () => {
    vi.stubEnv('HTTPS_PROXY', proxyUrl)
    vi.stubEnv('NO_PROXY', '127.0.0.1')
    const { pipeline } = bare({ proxy: undefined, tls: tls() })
    await pipeline.send(call(`https://127.0.0.1:${port}/`))
    expect(tunnels).toEqual([])
    await pipeline.close()
  })

  it('can be an option', async () => {
    const { pipeline } = bare({ proxy: proxyUrl, tls: tls() })
    await pipeline.send(call(`https://127.0.0.1:${port}/`))
    expect(tunnels).toEqual([`127.0.0.1:${port}`])
    await pipeline.close()
  })
})

describe('bodies', () => {
  it('are urlencoded, multipart with files, or raw', () => {
    expect(
      urlencoded([
        ['a', '1 2'],
        ['a', 'ü&'],
      ]),
    ).toEqual({ content: 'a=1+2&a=%C3%BC%26', length: 17, type: 'application/x-www-form-urlencoded' })
    const form = multipart([
      ['name', 'x"y'],
      ['script', { filename: 'a\nb.sh', content: '#!/bin/sh', type: 'text/x-sh' }],
    ])
    const boundary = /boundary=(.+)$/.exec(form.type)?.[1]
    expect(Buffer.from(form.content as Uint8Array).toString()).toBe(
      `--${boundary}\r\nContent-Disposition: form-data; name="name"\r\n\r\nx"y\r\n` +
        `--${boundary}\r\nContent-Disposition: form-data; name="script"; filename="a%0Ab.sh"\r\nContent-Type: text/x-sh\r\n\r\n#!/bin/sh\r\n--${boundary}--\r\n`,
    )
    expect(raw(Buffer.from('abc'), 'application/octet-stream')).toMatchObject({ length: 3 })
  })
})

describe('the fetch transport', () => {
  const fake = setupServer(
    http.get('http://maas.example/MAAS/api/2.0/version/', () => HttpResponse.json({ version: '3.4.10' })),
  )
  beforeAll(() => fake.listen({ onUnhandledRequest: 'error' }))
  afterAll(() => fake.close())

  it('is intercepted by msw', async () => {
    const { pipeline } = bare({ fetch: globalThis.fetch })
    expect((await pipeline.send(call('http://maas.example/MAAS/api/2.0/version/'))).data).toEqual({
      version: '3.4.10',
    })
    await pipeline.close()
  })
})
