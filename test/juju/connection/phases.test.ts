import { type AddressInfo, createServer, type Socket as TcpSocket } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { WebSocket } from 'ws'
import { createJujuClient, type JujuClient, type JujuClientOptions } from '../../../src/juju/index.js'
import { failureOf } from '../../support/failure.js'
import { until } from '../../support/until.js'
import { startWsServer } from '../../support/ws-server.js'
import { loggedIn } from '../scripted.js'

const UUID = '00000000-0000-4000-8000-00000000000a'

/** Where a call is when it ends. */
type Phase = 'lookup' | 'dial' | 'TLS' | 'handshake' | 'login' | 'reply'

const open: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]()
})

interface Controller {
  juju: JujuClient
  /** Resolves when a call has reached the phase. */
  reached: Promise<void>
  /** The connections that the server still has. */
  connections: () => number
}

/** Accepts connections and sends nothing. */
async function mute(): Promise<{ port: number; reached: Promise<void>; connections: () => number }> {
  const sockets = new Set<TcpSocket>()
  let reach: () => void
  const reached = new Promise<void>((resolve) => (reach = resolve))
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => sockets.delete(socket))
    // Bytes of a handshake show that the client has connected.
    socket.on('data', () => reach())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  open.push({
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  })
  const { port } = server.address() as AddressInfo
  return { port, reached, connections: () => sockets.size }
}

/** A controller with which every call stays in a phase. */
async function stuckIn(phase: Phase, options: Partial<JujuClientOptions> = {}): Promise<Controller> {
  let server: { address: string; reached: Promise<void>; connections: () => number }
  if (phase === 'dial' || phase === 'TLS' || phase === 'handshake') {
    const { port, reached, connections } = await mute()
    const address = `${phase === 'TLS' ? 'wss' : 'ws'}://127.0.0.1:${port}`
    server = { address, reached, connections }
  } else {
    const silent = { lookup: 'ListModels', login: 'Login', reply: 'AddUnits' }[phase]
    let reach: () => void
    const reached = new Promise<void>((resolve) => (reach = resolve))
    const started = await startWsServer({
      onSocket(ws: WebSocket) {
        ws.on('message', (data: Buffer) => {
          const { 'request-id': id, request: method } = JSON.parse(data.toString()) as {
            'request-id': number
            request: string
          }
          if (method === silent) return reach()
          ws.send(
            JSON.stringify({
              'request-id': id,
              ...(method === 'Login' ? (loggedIn() as object) : { response: {} }),
            }),
          )
        })
      },
    })
    open.push(started)
    server = {
      address: `ws://${started.address}`,
      reached,
      connections: () => started.sockets.size,
    }
  }
  const juju = createJujuClient({
    addresses: phase === 'dial' ? [server.address, 'ws://127.0.0.1:1'] : [server.address],
    username: 'admin',
    password: 'hunter22',
    connectTimeoutMs: 30_000,
    retries: 0,
    ...options,
  })
  return { ...server, juju }
}

/** A change: it is sent in the last phase only. */
const change = ({ juju }: Controller, phase: Phase, options: object): Promise<unknown> =>
  Promise.resolve(
    juju
      .model(phase === 'lookup' ? 'shop' : UUID)
      .facade('Application')
      .call('AddUnits', { application: 'web', 'num-units': 1 } as never, options),
  )

/** Milliseconds after its limit that a call may take on a busy machine; without the limits it takes 30 s, or for ever. */
const SLACK_MS = 5000

const PHASES: readonly Phase[] = ['lookup', 'dial', 'TLS', 'handshake', 'login', 'reply']

describe.each(PHASES)('a call in its phase %s', (phase) => {
  const sent = phase === 'reply'

  const settles = async (limit: object, act: () => void = () => {}, late = false): Promise<unknown> => {
    const controller = await stuckIn(phase)
    const failing = failureOf(change(controller, phase, limit))
    if (late) await controller.reached
    act()
    const startMs = performance.now()
    const error = await failing
    expect(performance.now() - startMs).toBeLessThan(SLACK_MS)
    if (phase !== 'reply' && phase !== 'lookup') await until(() => controller.connections() === 0)
    await controller.juju.close()
    await until(() => controller.connections() === 0)
    return error
  }

  test('ends by timeoutMs', async () => {
    expect(await settles({ timeoutMs: 400 })).toMatchObject({
      code: 'ERR_TIMEOUT',
      phase: sent ? 'reply' : 'connect',
      timeoutMs: 400,
      operation: 'Application.AddUnits',
      mayHaveHappened: sent,
    })
  })

  test('ends by totalTimeoutMs', async () => {
    expect(await settles({ totalTimeoutMs: 400 })).toMatchObject({
      code: 'ERR_TIMEOUT',
      phase: 'total',
      timeoutMs: 400,
      mayHaveHappened: sent,
    })
  })

  test('ends by its signal', async () => {
    const controller = new AbortController()
    const error = await settles({ signal: controller.signal }, () => controller.abort(), true)
    expect(error).toMatchObject({
      code: 'ERR_ABORTED',
      operation: 'Application.AddUnits',
      mayHaveHappened: sent,
    })
  })

  test('ends by close(), of which every caller is told', async () => {
    const controller = await stuckIn(phase)
    const failing = Array.from({ length: 20 }, () => failureOf(change(controller, phase, {})))
    await controller.reached
    const startMs = performance.now()
    await controller.juju.close()
    const errors = await Promise.all(failing)
    expect(performance.now() - startMs).toBeLessThan(SLACK_MS)
    for (const error of errors)
      expect(error).toMatchObject({
        code: 'ERR_CONNECTION',
        reason: 'closed',
        isRetryable: false,
        operation: 'Application.AddUnits',
        message: expect.stringContaining('the client was closed') as string,
      })
    if (!sent) for (const error of errors) expect(error.mayHaveHappened).toBe(false)
    await until(() => controller.connections() === 0)
  })

  test('ends alone: others go on, until the last one ends', async () => {
    const controller = await stuckIn(phase)
    const [first, second] = [new AbortController(), new AbortController()]
    const one = failureOf(change(controller, phase, { signal: first.signal }))
    let ended = false
    const other = failureOf(change(controller, phase, { signal: second.signal })).finally(
      () => (ended = true),
    )
    await controller.reached
    first.abort()
    expect(await one).toMatchObject({ code: 'ERR_ABORTED' })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(ended).toBe(false)
    expect(controller.connections()).toBeGreaterThan(0)
    second.abort()
    expect(await other).toMatchObject({ code: 'ERR_ABORTED' })
    if (!sent && phase !== 'lookup') await until(() => controller.connections() === 0)
    await controller.juju.close()
  })
})

test.each(['dial', 'TLS', 'handshake', 'login'] as const)(
  'whoami() and uuid() in the phase %s end by the timeoutMs of the client',
  async (phase) => {
    const { juju } = await stuckIn(phase, { timeoutMs: 300 })
    for (const failing of [failureOf(juju.whoami()), failureOf(juju.model('shop').uuid())])
      expect(await failing).toMatchObject({ code: 'ERR_TIMEOUT', phase: 'connect', timeoutMs: 300 })
    await juju.close()
  },
)

describe.each(['dial', 'TLS', 'handshake', 'lookup', 'login'] as const)('a log in the phase %s', (phase) => {
  const next = (juju: JujuClient, signal?: AbortSignal): Promise<unknown> =>
    juju
      .model(phase === 'lookup' || phase === 'login' ? 'shop' : UUID)
      .debugLog(signal === undefined ? {} : { signal })
      .next()

  test('ends by its signal and by close()', async () => {
    const controller = await stuckIn(phase)
    const ending = new AbortController()
    const one = failureOf(next(controller.juju, ending.signal))
    const other = failureOf(next(controller.juju))
    await controller.reached
    ending.abort()
    expect(await one).toMatchObject({ code: 'ERR_ABORTED', operation: 'model.debugLog' })
    await controller.juju.close()
    expect(await other).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'closed',
      operation: 'model.debugLog',
      message: expect.stringContaining('the client was closed') as string,
    })
    await until(() => controller.connections() === 0)
  })
})

test('a call that is aborted before its frame is written is not sent, and has not happened', async () => {
  const arrived: string[] = []
  const server = await startWsServer({
    onSocket: (ws) =>
      ws.on('message', (data: Buffer) => {
        const { 'request-id': id, request: method } = JSON.parse(data.toString()) as {
          'request-id': number
          request: string
        }
        arrived.push(method)
        ws.send(
          JSON.stringify({
            'request-id': id,
            ...(method === 'Login' ? (loggedIn() as object) : { response: {} }),
          }),
        )
      }),
  })
  open.push(server)
  const juju = createJujuClient({
    address: `ws://${server.address}`,
    username: 'admin',
    password: 'hunter22',
  })
  const facade = juju.facade('Pinger')
  await facade.call('Ping')
  const controller = new AbortController()
  const { signal } = controller
  const aborted = Array.from({ length: 1000 }, () => failureOf(facade.call('Change', {}, { signal })))
  controller.abort()
  for (const error of await Promise.all(aborted))
    expect(error).toMatchObject({ code: 'ERR_ABORTED', mayHaveHappened: false })
  await facade.call('Ping')
  expect(arrived).toEqual(['Login', 'Ping', 'Ping'])
  await juju.close()
})

test('waiting between two tries ends by the signal and by close(), and says so', async () => {
  const { port } = await mute()
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]()
  const juju = createJujuClient({
    addresses: [`ws://127.0.0.1:${port}`],
    username: 'admin',
    password: 'long-password',
    retries: { max: 5, baseMs: 3_600_000, maxMs: 3_600_000 },
  })
  vi.spyOn(Math, 'random').mockReturnValue(0.9)
  try {
    const ending = new AbortController()
    let retries = 0
    juju.on('retry', () => retries++)
    const one = failureOf(juju.clouds.list({ signal: ending.signal }))
    const other = failureOf(juju.clouds.list())
    await until(() => retries === 2)
    ending.abort()
    expect(await one).toMatchObject({ code: 'ERR_ABORTED', operation: 'clouds.list' })
    await juju.close()
    expect(await other).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'closed',
      message: expect.stringContaining('the client was closed') as string,
    })
  } finally {
    vi.restoreAllMocks()
  }
})
