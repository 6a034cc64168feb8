import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import {
  createJujuClient,
  type DebugLogLine,
  type JujuClient,
  type JujuClientOptions,
  type Model,
} from '../../../src/juju/index.js'
import { until } from '../../support/until.js'
import { startWsServer, type WsTestServer } from '../../support/ws-server.js'
import { loggedIn } from '../scripted.js'
import { simulate, type Simulated } from '../simulated.js'

let simulated: Simulated
let model: Model
beforeAll(async () => {
  simulated = await simulate({ autoAdvance: false })
  await simulated.juju.models.add('logged')
  model = simulated.juju.model('logged')
  const levels = ['INFO', 'DEBUG', 'WARNING', 'ERROR'] as const
  const tags = ['machine-0', 'unit-mysql-0', 'unit-wordpress-0', 'machine-0-lxd-1']
  for (let line = 0; line < 40; line++)
    simulated.simulator.log('admin/logged', {
      tag: tags[line % 4] ?? '',
      severity: levels[line % 4] ?? 'INFO',
      module: `juju.module${line % 2}`,
      message: `message ${line}`,
    })
})
afterAll(() => simulated[Symbol.asyncDispose]())

const all = async (lines: AsyncIterable<DebugLogLine>): Promise<DebugLogLine[]> => {
  const found: DebugLogLine[] = []
  for await (const line of lines) found.push(line)
  return found
}

const failure = async (work: PromiseLike<unknown>): Promise<unknown> => {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}

describe('the log', () => {
  test('is replayed to its end: after noTail the server drops the connection, which is not an error', async () => {
    const lines = await all(model.debugLog({ replay: true, noTail: true }))
    expect(lines).toHaveLength(40)
    expect(lines[1]).toMatchObject({
      entity: 'mysql/0',
      level: 'DEBUG',
      module: 'juju.module1',
      message: 'message 1',
      labels: [],
    })
    expect(lines[3]?.entity).toBe('0/lxd/1')
    expect(lines[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT/)
  })

  test('is filtered by level, entity and module, by their user-facing names', async () => {
    const messages = async (options: Parameters<Model['debugLog']>[0]): Promise<string[]> =>
      (await all(model.debugLog({ replay: true, noTail: true, ...options }))).map(({ message }) => message)
    expect(await messages({ level: 'ERROR' })).toHaveLength(10)
    expect(await messages({ include: ['mysql/0', '0/lxd/1'] })).toHaveLength(20)
    expect(await messages({ include: ['wordpress'] })).toEqual(
      Array.from({ length: 10 }, (_, index) => `message ${index * 4 + 2}`),
    )
    expect(await messages({ exclude: ['0'], includeModules: ['juju.module0'] })).toHaveLength(10)
    expect(await messages({ include: ['unit-*'], excludeModules: ['juju.module1'] })).toHaveLength(10)
    expect(await messages({ backlog: 3, replay: false })).toEqual(['message 37', 'message 38', 'message 39'])
  })

  test('ends after the given number of lines, which the client counts: the server applies the limit to the backlog', async () => {
    expect((await all(model.debugLog({ replay: true, lines: 7 }))).map(({ message }) => message)).toEqual(
      Array.from({ length: 7 }, (_, index) => `message ${index}`),
    )
    expect(await all(model.debugLog({ replay: true, lines: 0 }))).toEqual([])
  })

  test('continues with later lines, until the loop or the signal ends it', async () => {
    const controller = new AbortController()
    const seen: string[] = []
    const tail = failure(
      (async () => {
        for await (const { message } of model.debugLog({ backlog: 1, signal: controller.signal })) {
          seen.push(message)
          if (seen.length === 1)
            simulated.simulator.log('admin/logged', { tag: 'machine-0', message: 'later' })
          else controller.abort()
        }
      })(),
    )
    expect(await tail).toMatchObject({ code: 'ERR_ABORTED' })
    expect(seen).toEqual(['message 39', 'later'])
    for await (const { message } of model.debugLog({ backlog: 1 })) {
      expect(message).toBe('later')
      break
    }
  })

  test('that is refused has the reason of the server', async () => {
    const wrong = simulated.client({ password: 'not-the-password' })
    expect(await failure(all(wrong.model(await model.uuid()).debugLog({ noTail: true })))).toMatchObject({
      code: 'ERR_RPC',
      reason: 'unauthorized',
    })
  })
})

test.each<[object, RegExp]>([
  [
    { level: 'WARN' },
    /^model\.debugLog: level must be one of TRACE, DEBUG, INFO, WARNING, ERROR, got "WARN"/,
  ],
  [{ signal: 5 }, /^model\.debugLog: signal must be an AbortSignal, got 5/],
])('a log with %j is rejected', async (options, message) => {
  expect(await failure(all(model.debugLog(options)))).toMatchObject({
    code: 'ERR_CONFIGURATION',
    message: expect.stringMatching(message) as string,
  })
})

describe('a log stream', () => {
  const uuid = '00000000-0000-4000-8000-00000000000a'

  async function stream(
    talk: (ws: WebSocket) => void,
    options: Partial<JujuClientOptions> = {},
  ): Promise<{
    server: WsTestServer
    juju: JujuClient
    lines: (options?: Parameters<Model['debugLog']>[0]) => AsyncIterable<DebugLogLine>
  }> {
    const server = await startWsServer({
      onSocket(ws, request) {
        if (request.url?.includes('/log')) talk(ws)
        else ws.on('message', () => ws.send(JSON.stringify({ 'request-id': 1, ...(loggedIn() as object) })))
      },
    })
    const juju = createJujuClient({
      address: `ws://${server.address}`,
      username: 'admin',
      password: 'hunter22',
      ...options,
    })
    return { server, juju, lines: (options) => juju.model(uuid).debugLog(options) }
  }

  const line = (number: number): string =>
    `${JSON.stringify({ tag: 'machine-0', ts: '2026-11-22T12:00:00Z', sev: 'INFO', mod: 'm', loc: 'f.go:1', msg: `line ${number}`, lab: { k: 'v' } })}\n`

  test('sends user and password in a header, and reads labels that are a map', async () => {
    const { server, lines } = await stream((ws) => {
      ws.send('{"error":null}\n')
      ws.send(line(1), () => ws.terminate())
    })
    expect(await all(lines({ noTail: true, from: new Date('2026-11-22T12:00:00Z') }))).toMatchObject([
      { message: 'line 1', labels: ['k=v'] },
    ])
    expect(server.upgrades[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('user-admin:hunter22').toString('base64')}`,
    )
    expect(server.upgrades[0]?.url).toBe(
      `/model/${uuid}/log?noTail=true&startTime=2026-11-22T12%3A00%3A00.000Z`,
    )
    await server[Symbol.asyncDispose]()
  })

  test('that is cut off is a retryable error, and one that the server closes says so', async () => {
    const cut = await stream((ws) => {
      ws.send('{}\n')
      ws.send(line(1), () => ws.terminate())
    })
    expect(await failure(all(cut.lines()))).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'closed',
      isRetryable: true,
      message: expect.stringMatching(/^Juju model\.debugLog failed: the connection ended/) as string,
    })
    await cut.server[Symbol.asyncDispose]()
    for (const code of [1000, 1001]) {
      const ended = await stream((ws) => {
        ws.send('{}\n')
        ws.send(line(1), () => ws.close(code))
      })
      expect(await all(ended.lines({ noTail: true }))).toHaveLength(1)
      const seen: string[] = []
      const read = async (): Promise<void> => {
        for await (const { message } of ended.lines()) seen.push(message)
      }
      expect(await failure(read())).toMatchObject({
        code: 'ERR_CONNECTION',
        reason: 'closed',
        isRetryable: true,
        message: expect.stringMatching(
          new RegExp(`^Juju model\\.debugLog ended: the controller closed the log \\(close code ${code}\\)`),
        ) as string,
      })
      expect(seen).toEqual(['line 1'])
      await ended.server[Symbol.asyncDispose]()
    }
    const silent = await stream((ws) => ws.terminate())
    expect(await failure(all(silent.lines({ noTail: true })))).toMatchObject({ code: 'ERR_CONNECTION' })
    await silent.server[Symbol.asyncDispose]()
  })

  test('faster than its reader is paused, and loses no line', async () => {
    const { server, lines } = await stream((ws) => {
      ws.send('{}\n')
      for (let number = 0; number < 5000; number++) ws.send(line(number))
      ws.close(1000)
    })
    let read = 0
    for await (const { message } of lines({ noTail: true })) {
      expect(message).toBe(`line ${read++}`)
      if (read % 1000 === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect(read).toBe(5000)
    await server[Symbol.asyncDispose]()
  })

  test('ends when its client is closed, also a client that shares connections', async () => {
    await using lab = await simulate()
    await lab.juju.models.add('logged')
    for (const client of [lab.juju.with({ timeoutMs: 5000 }), lab.juju]) {
      const log = client.model('logged').debugLog()
      const ended = failure(all(log))
      await client.whoami()
      await client.close()
      expect(await ended).toMatchObject({
        code: expect.stringMatching(/^ERR_(CONNECTION|ABORTED)$/) as string,
        system: 'juju',
      })
    }
  })

  test.each(['<html>', 'null', '5', '"text"', '[]', '{"tag":5}', '{"msg":{}}', '{"lab":[5]}', '{"lab":5}'])(
    'with the line %s is a protocol error',
    async (text) => {
      const { server, lines } = await stream((ws) => {
        ws.send('{}')
        ws.send(text)
      })
      expect(await failure(all(lines()))).toMatchObject({ code: 'ERR_CONNECTION', reason: 'protocol' })
      await server[Symbol.asyncDispose]()
    },
  )

  test.each(['<html>', 'null', '[]', '{"error":5}', '{"error":{"message":5}}'])(
    'that begins with %s is a protocol error',
    async (text) => {
      const { server, lines } = await stream((ws) => ws.send(text))
      expect(await failure(all(lines()))).toMatchObject({ code: 'ERR_CONNECTION', reason: 'protocol' })
      await server[Symbol.asyncDispose]()
    },
  )

  test('that does not begin ends after connectTimeoutMs', async () => {
    const { server, lines } = await stream(() => {}, { connectTimeoutMs: 300 })
    expect(await failure(all(lines()))).toMatchObject({
      code: 'ERR_TIMEOUT',
      phase: 'reply',
      timeoutMs: 300,
      operation: 'model.debugLog',
    })
    await server[Symbol.asyncDispose]()
  })

  test('ends with its client and with its signal while no reader waits for a line', async () => {
    const { server, lines, juju } = await stream((ws) => {
      ws.send('{}')
      ws.send(line(1))
    })
    const controller = new AbortController()
    const first = lines({ signal: controller.signal })[Symbol.asyncIterator]()
    const second = lines()[Symbol.asyncIterator]()
    await Promise.all([first.next(), second.next()])
    expect(server.sockets.size).toBe(2)
    controller.abort()
    await until(() => server.sockets.size === 1)
    await juju.close()
    await until(() => server.sockets.size === 0)
    expect(await failure(first.next())).toMatchObject({ code: 'ERR_ABORTED' })
    expect(await failure(second.next())).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'closed',
      message: expect.stringContaining('the client was closed') as string,
    })
    await server[Symbol.asyncDispose]()
  })
})
