import { once } from 'node:events'
import net from 'node:net'
import { connect, type TLSSocket } from 'node:tls'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { type JujuSimulator, startJujuSimulator } from '../../src/juju/simulator.js'
import { Wire } from './wire.js'

let sim: JujuSimulator
let model: string

beforeAll(async () => {
  sim = await startJujuSimulator({ clock: new SimulatedClock(), autoAdvance: false })
  model = sim.addModel({ name: 'prod' })
})

afterAll(() => sim.close())

async function dial(): Promise<TLSSocket> {
  const [host, port] = sim.address.split(':')
  const socket = connect({ host, port: Number(port), ca: sim.caCert, servername: 'juju-apiserver' })
  socket.on('error', () => {})
  await once(socket, 'secureConnect')
  return socket
}

/** What the server sends in answer to these bytes before it closes the connection, or the first part of it. */
async function answerTo(bytes: string | Buffer): Promise<string> {
  const socket = await dial()
  const first = Promise.race([once(socket, 'data'), once(socket, 'close')])
  socket.write(bytes)
  // A request without its end gets no answer: the client's hanging up ends it.
  const timer = setTimeout(() => socket.end(), 200)
  const [data] = (await first) as [unknown]
  clearTimeout(timer)
  socket.destroy()
  return Buffer.isBuffer(data) ? data.toString('latin1') : ''
}

const request = (method: string, target: string, headers: Record<string, string> = {}, body = '') =>
  [
    `${method} ${target} HTTP/1.1`,
    'host: juju',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n')

const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
}

async function isAlive(): Promise<void> {
  expect(await answerTo(request('GET', '/health'))).toContain('running')
}

test.each([
  ['//%ff', {}, '404'],
  ['//%ff', upgrade, '404'],
  ['http://[', {}, '400'],
  ['http://[', upgrade, '400'],
  ['/%zz', {}, '400'],
  ['//', {}, '404'],
  ['https://other/health', {}, '200'],
  ['/model/%ff/api', upgrade, '400'],
  ['/auth/discharge?caveat64=%ff&token=%00', {}, '404'],
])('GET %s with %j is answered with %s', async (target, headers, status) => {
  expect(await answerTo(request('GET', target, headers))).toContain(`HTTP/1.1 ${status} `)
  await isAlive()
})

const targets = fc.oneof(
  fc.constantFrom(
    '/',
    '//',
    '/register',
    '/auth/form',
    '/auth/discharge',
    '/api',
    '/log',
    `/model-${'0'.repeat(36)}/charms/x-1`,
  ),
  fc.webPath().map((path) => `/${path}`),
  fc.string({ unit: 'grapheme-ascii', maxLength: 40 }).map((text) => `/${text.replaceAll(/\s/g, '%20')}`),
  fc.constantFrom(
    '*',
    'http://',
    'http://[',
    'juju:443',
    '/%',
    '/model/../api',
    '/log?level=%00&startTime=x',
  ),
)
const bodies = fc.oneof(
  fc.json(),
  fc.constantFrom('null', '[]', '{"form":null}', '{"form":{"user":5}}', '{"nonce":7}', '['.repeat(50_000)),
)

test('odd requests and upgrades are answered or closed, and the server goes on', async () => {
  const methods = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH')
  const extra = fc.constantFrom<Record<string, string>>(
    {},
    upgrade,
    { authorization: 'Basic Og==' },
    { authorization: 'Basic !', cookie: 'macaroon-=;;macaroon-x=e30=; =' },
    { authorization: 'Basic dXNlci1hOg==', macaroons: 'W251bGwsNV0=,,x' },
    { expect: '100-continue' },
  )
  await fc.assert(
    fc.asyncProperty(methods, targets, extra, bodies, async (method, target, headers, body) => {
      await answerTo(request(method, target, headers, body))
    }),
    { numRuns: 80 },
  )
  await isAlive()
})

test('bytes that are no HTTP end the connection only', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 200 }).map((each) => Buffer.from(each)),
    fc.constantFrom(
      '\r\n\r\n',
      'GET\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      `GET /${'a'.repeat(40_000)} HTTP/1.1\r\n\r\n`,
      'CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n',
    ),
  )
  await fc.assert(
    fc.asyncProperty(bytes, async (each) => void (await answerTo(each))),
    { numRuns: 50 },
  )
  await isAlive()
})

test('a client that hangs up during an upgrade ends only its own connection', async () => {
  for (const path of ['/nope', `/model/${model}/log`, '/api']) {
    const socket = await dial()
    socket.write(request('GET', path, upgrade))
    socket.destroy()
  }
  await isAlive()
})

const frames = fc.oneof(
  fc.json(),
  fc.constantFrom(
    'null',
    '[]',
    '{}',
    '{"request-id":1.5}',
    '{"request-id":1e400,"type":"Pinger","version":1,"request":"Ping"}',
    '{"request-id":-1,"type":"Pinger","version":1,"request":"Ping"}',
    '{"request-id":2,"type":"constructor","version":1,"request":"constructor"}',
    '{"request-id":2,"type":"__proto__","version":1,"request":"toString","params":{"__proto__":{}}}',
    '{"request-id":2,"type":"Admin","version":3,"request":"Login","params":{"auth-tag":"user-","macaroons":[null,[null,5],[{"c":5}]]}}',
    `{"request-id":3,"type":"Pinger","version":1,"request":"Ping","params":${'['.repeat(9_000)}${']'.repeat(9_000)}}`,
    '['.repeat(200_000),
    '"'.repeat(100_001),
  ),
  fc
    .record({
      'request-id': fc.oneof(fc.nat(), fc.anything()),
      type: fc.oneof(
        fc.constantFrom('Admin', 'Application', 'Client', 'Pinger', 'constructor'),
        fc.anything(),
      ),
      version: fc.oneof(fc.nat(25), fc.anything()),
      request: fc.oneof(
        fc.constantFrom('Login', 'RedirectInfo', 'Deploy', 'FullStatus', 'valueOf'),
        fc.anything(),
      ),
      id: fc.oneof(fc.constant(''), fc.anything()),
      params: fc.anything(),
    })
    .map((frame) =>
      JSON.stringify(frame, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)),
    ),
)

test('odd frames are answered, ignored, or end their socket, before and after the login', async () => {
  const open = (loggedIn: boolean) =>
    loggedIn ? Wire.login(sim, `/model/${model}/api`) : Wire.open(sim, `/model/${model}/api`)
  const wires = { true: await open(true), false: await open(false) }
  await fc.assert(
    fc.asyncProperty(frames, fc.boolean(), async (frame, loggedIn) => {
      let wire = wires[`${loggedIn}`]
      wire.socket.send(frame)
      // The reply to the next call shows that the frame did not stop the socket, unless the frame has ended it.
      const next = await Promise.race([wire.send('Pinger', 1, 'Ping'), wire.closed])
      if (typeof next === 'number') {
        wire = await open(loggedIn)
        wires[`${loggedIn}`] = wire
      } else expect(next.error ?? '').not.toContain('simulator:')
    }),
    { numRuns: 200 },
  )
  wires.true.close()
  wires.false.close()
  await isAlive()
})

test('JSON deeper than Go reads ends the socket like no JSON', async () => {
  const wire = await Wire.open(sim)
  wire.socket.send(
    `{"request-id":3,"type":"Pinger","version":1,"request":"Ping","params":${'['.repeat(10_001)}${']'.repeat(10_001)}}`,
  )
  expect(await wire.closed).toBe(1000)
})

test('the simulator closes although clients keep their connections open', async () => {
  const other = await startJujuSimulator({ clock: new SimulatedClock(), autoAdvance: false })
  const [host, port] = other.address.split(':')
  const silent = net.connect(Number(port), host)
  await once(silent, 'connect')
  const refused = connect({
    host,
    port: Number(port),
    ca: other.caCert,
    servername: 'juju-apiserver',
  })
  refused.write(request('GET', '/nope', upgrade))
  await once(refused, 'data')
  await other.close()
  silent.destroy()
  refused.destroy()
})
