import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Redactor } from '../../../src/core/redact.js'
import { dial } from '../../../src/core/socket/dial.js'
import { textFrames } from '../../../src/core/socket/frames.js'
import type { Socket } from '../../../src/core/socket/socket.js'
import { startWsServer, type WsTestServer } from '../../support/ws-server.js'

let server: WsTestServer
let socket: Socket
const arrived: string[] = []

beforeAll(async () => {
  server = await startWsServer({
    onSocket: (ws) =>
      ws.on('message', (data: Buffer, isBinary) => arrived.push(isBinary ? 'binary' : data.toString())),
  })
  socket = await dial({
    system: 'juju',
    label: 'test',
    operation: 'connect',
    redactor: new Redactor(),
    names: { ca: '', serverName: '', scheme: '' },
    urls: [`ws://${server.address}`],
    tls: {},
    timeoutMs: 15_000,
    maxPayloadBytes: 1024,
  })
  socket.listen({ onText() {}, onEnd() {} })
})
afterAll(async () => {
  await socket.close()
  await server[Symbol.asyncDispose]()
})

async function sent(texts: readonly string[]): Promise<string[]> {
  arrived.length = 0
  for (const text of texts) socket.send({ text, sent: false })
  while (arrived.length < texts.length) await new Promise((resolve) => setTimeout(resolve, 1))
  return [...arrived]
}

test('frames with every header size arrive unchanged', async () => {
  const texts = [0, 1, 125, 126, 127, 65_535, 65_536, 200_000].map((size) => 'x'.repeat(size))
  expect(await sent(texts)).toEqual(texts)
})

test('texts of any content arrive in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 300 }),
          fc.string({ unit: 'binary', maxLength: 50 }),
        ),
        { minLength: 1, maxLength: 20 },
      ),
      async (texts) => {
        expect(await sent(texts)).toEqual(texts.map((text) => Buffer.from(text).toString()))
      },
    ),
    { numRuns: 60 },
  )
})

test('each frame is masked with a key of its own', () => {
  const frames = textFrames(Array.from({ length: 3000 }, () => ''))
  const keys = new Set<number>()
  for (let at = 0; at < frames.length; at += 6) {
    expect([frames[at], frames[at + 1]]).toEqual([0x81, 0x80])
    keys.add(frames.readUInt32BE(at + 2))
  }
  expect(keys.size).toBeGreaterThan(2990)
})

test('frames sent in the same turn as the close arrive', async () => {
  const other = await startWsServer({
    onSocket: (ws) => ws.on('message', (data: Buffer) => arrived.push(data.toString())),
  })
  const closing = await dial({
    system: 'juju',
    label: 'test',
    operation: 'connect',
    redactor: new Redactor(),
    names: { ca: '', serverName: '', scheme: '' },
    urls: [`ws://${other.address}`],
    tls: {},
    timeoutMs: 15_000,
    maxPayloadBytes: 1024,
  })
  closing.listen({ onText() {}, onEnd() {} })
  arrived.length = 0
  closing.send({ text: 'last words', sent: false })
  await closing.close()
  expect(arrived).toEqual(['last words'])
  // After the end nothing is written.
  closing.send({ text: 'too late', sent: false })
  await new Promise((resolve) => setTimeout(resolve, 5))
  await other[Symbol.asyncDispose]()
  expect(arrived).toEqual(['last words'])
})
