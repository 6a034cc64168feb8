import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import { SimulatedClock } from '../../src/clock.js'
import { type JujuSimulator, startJujuSimulator } from '../../src/juju/simulator.js'

let sim: JujuSimulator
let model: string

beforeAll(async () => {
  sim = await startJujuSimulator({ clock: new SimulatedClock(), autoAdvance: false })
  model = sim.addModel({ name: 'logged' })
  sim.addUser({ name: 'carol', password: 'carol-pw' })
  for (const [i, tag] of ['machine-0', 'unit-mysql-0', 'unit-mysql-1', 'unit-wordpress-0'].entries()) {
    const severity = (['DEBUG', 'INFO', 'WARNING', 'ERROR'] as const)[i] ?? 'INFO'
    sim.log(model, {
      tag,
      message: `line ${i}`,
      severity,
      module: i === 0 ? 'juju.worker.uniter' : 'unit',
      labels: { n: String(i) },
    })
  }
})

afterAll(() => sim.close())

interface Stream {
  frames: Record<string, unknown>[]
  closed: Promise<number>
  socket: WebSocket
  next(): Promise<void>
}

function follow(query: string, credentials = `user-admin:${sim.password}`): Stream {
  const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`
  const options: ClientOptions & { servername: string } = {
    ca: sim.caCert,
    servername: 'juju-apiserver',
    headers: { authorization },
  }
  const socket = new WebSocket(`wss://${sim.address}/model/${model}/log?${query}`, options)
  const frames: Record<string, unknown>[] = []
  let arrived = () => {}
  socket.on('message', (data: Buffer) => {
    frames.push(JSON.parse(data.toString('utf8')) as Record<string, unknown>)
    arrived()
  })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  const next = () =>
    new Promise<void>((resolve) => {
      arrived = resolve
    })
  return { frames, closed, socket, next }
}

async function messages(query: string): Promise<unknown[]> {
  const { frames, closed } = follow(`noTail=true&${query}`)
  expect(await closed).toBe(1006)
  expect(frames[0]).toEqual({})
  return frames.slice(1).map(({ msg }) => msg)
}

describe('the log stream', () => {
  test.each([
    ['replay=true', ['line 0', 'line 1', 'line 2', 'line 3']],
    ['', []],
    ['backlog=2', ['line 2', 'line 3']],
    ['replay=true&maxLines=1', ['line 0']],
    ['replay=true&level=WARNING', ['line 2', 'line 3']],
    ['replay=true&includeEntity=unit-mysql-*', ['line 1', 'line 2']],
    ['replay=true&includeEntity=machine-0&includeEntity=unit-mysql-1', ['line 0', 'line 2']],
    ['replay=true&excludeEntity=unit-mysql-*', ['line 0', 'line 3']],
    ['replay=true&includeModule=juju.worker', ['line 0']],
    ['replay=true&excludeModule=juju', ['line 1', 'line 2', 'line 3']],
    ['replay=true&includeLabels=n=3', ['line 3']],
    ['replay=true&excludeLabels=n=3', ['line 0', 'line 1', 'line 2']],
    ['startTime=2100-01-01T00:00:00Z', []],
  ])('%s', async (query, expected) => {
    expect(await messages(query)).toEqual(expected)
  })

  test('version 2 has labels and the model; version 1 has neither', async () => {
    const second = follow('noTail=true&replay=true&maxLines=1&version=2')
    await second.closed
    expect(second.frames[1]).toMatchObject({ uuid: model, lab: { n: '0' } })
    const first = follow('noTail=true&replay=true&maxLines=1')
    await first.closed
    expect(first.frames[1]).toHaveProperty('lab', null)
    expect(first.frames[1]).not.toHaveProperty('uuid')
  })

  test('without noTail new lines of this model follow', async () => {
    const stream = follow('level=ERROR')
    await stream.next()
    const arrival = stream.next()
    sim.log(sim.models()['admin/controller'] ?? '', {
      tag: 'machine-0',
      message: 'elsewhere',
      severity: 'ERROR',
    })
    sim.log(model, { tag: 'machine-0', message: 'too quiet' })
    sim.log(model, { tag: 'machine-0', message: 'new', severity: 'ERROR' })
    await arrival
    expect(stream.frames.map(({ msg }) => msg)).toEqual([undefined, 'new'])
    stream.socket.terminate()
  })

  test.each([
    [
      'level=nope',
      undefined,
      'level value "nope" is not one of "TRACE", "DEBUG", "INFO", "WARNING", "ERROR"',
      '',
    ],
    ['backlog=-1', undefined, 'backlog value "-1" is not a valid unsigned number', ''],
    ['noTail=maybe', undefined, 'noTail value "maybe" is not a valid boolean', ''],
    ['startTime=noon', undefined, 'startTime value "noon" is not a valid time in RFC3339 format', ''],
    ['', 'user-admin:wrong', 'authentication failed: invalid entity name or password', 'unauthorized access'],
    ['', 'user-carol:carol-pw', 'permission denied', 'unauthorized access'],
  ])('%s as %s ends with an error in the first frame', async (query, credentials, message, code) => {
    const { frames, closed } = follow(query, credentials)
    expect(await closed).toBe(1001)
    expect(frames).toEqual([{ error: { message, code } }])
  })
})
