import { afterEach, expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { createJujuClient, type JujuClient } from '../../../src/juju/index.js'
import { failureOf } from '../../support/failure.js'
import { until } from '../../support/until.js'
import { startWsServer } from '../../support/ws-server.js'
import { loggedIn } from '../scripted.js'

const UUID = '00000000-0000-4000-8000-00000000000a'
const open: AsyncDisposable[] = []
afterEach(async () => {
  vi.useRealTimers()
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]()
})

interface Controller {
  juju: JujuClient
  arrived: string[]
  logs: WebSocket[]
}

/** A controller whose replies to pings of the API are given; it answers pings of the websocket itself. */
async function controller(ping: object | undefined): Promise<Controller> {
  const arrived: string[] = []
  const logs: WebSocket[] = []
  const server = await startWsServer({
    onSocket(ws, request) {
      if (request.url?.includes('/log') === true) {
        logs.push(ws)
        ws.send('{}')
        ws.send('{"msg":"a line"}')
      }
      ws.on('message', (data: Buffer) => {
        const { 'request-id': id, request: method } = JSON.parse(data.toString()) as {
          'request-id': number
          request: string
        }
        arrived.push(method)
        const answer = method === 'Login' ? (loggedIn() as object) : method === 'Ping' ? ping : undefined
        if (answer !== undefined) ws.send(JSON.stringify({ 'request-id': id, ...answer }))
      })
    },
  })
  const juju = createJujuClient({
    address: `ws://${server.address}`,
    username: 'admin',
    password: 'hunter22',
    retries: 0,
  })
  open.push(juju, server)
  return { juju, arrived, logs }
}

/** Only intervals and timers of the code under test stand still. */
const stopTimers = (): void =>
  void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] })

test('a ping that is answered with an error does not end running calls', async () => {
  stopTimers()
  const { juju, arrived } = await controller({ error: 'no', 'error-code': 'not implemented' })
  let ended = false
  const running = failureOf(juju.facade('Client').call('Slow')).finally(() => (ended = true))
  await until(() => arrived.includes('Slow'))
  vi.advanceTimersByTime(60_000)
  await until(() => arrived.includes('Ping'))
  await juju
    .facade('Pinger')
    .call('Ping')
    .catch(() => {})
  expect(ended).toBe(false)
  vi.useRealTimers()
  await juju.close()
  expect(await running).toMatchObject({ message: expect.stringContaining('the client was closed') as string })
})

test('a ping that is not answered ends running calls', async () => {
  stopTimers()
  const { juju, arrived } = await controller(undefined)
  const running = failureOf(juju.facade('Client').call('Slow'))
  await until(() => arrived.includes('Slow'))
  vi.advanceTimersByTime(60_000)
  await until(() => arrived.includes('Ping'))
  vi.advanceTimersByTime(30_000)
  expect(await running).toMatchObject({ code: 'ERR_CONNECTION', reason: 'closed', mayHaveHappened: true })
})

test.each([
  ['that used to answer pings', true],
  ['that never answers, while its API is silent too', false],
])('a silent log of a server %s is lost', async (_what, answers) => {
  stopTimers()
  const { juju, arrived, logs } = await controller(undefined)
  const lines = juju.model(UUID).debugLog()
  expect((await lines.next()).value).toMatchObject({ message: 'a line' })
  const [log] = logs as [WebSocket]
  const reading = failureOf(lines.next())
  if (answers) {
    // The first ping is sent at once: time for its pong.
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  log.pause()
  if (!answers) log.removeAllListeners('ping')
  for (let step = 0; step < 20; step++) {
    vi.advanceTimersByTime(10_000)
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
  expect(await reading).toMatchObject({
    code: 'ERR_CONNECTION',
    reason: 'closed',
    isRetryable: true,
    operation: 'model.debugLog',
  })
  if (answers) expect(arrived).not.toContain('Ping')
})
