import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { WaitFailedError, type WaitProgress, WaitTimeoutError } from 'canonical-stack/maas'
import { defaultTimeoutMs } from '../../src/maas/wait-goals.js'
import { answerJson, startServer } from '../support/http-server.js'
import { client } from './support.js'

interface Seen {
  status_name: string
  status_message?: string | null
  owner?: string | null
  error_description?: string
}

const machine = (id: string, seen: Seen) => ({
  system_id: id,
  hostname: `host-${id}`,
  status_message: null,
  owner: null,
  ...seen,
})

/** A region whose machines have, check after check, the states in the columns; the last one stays. `null` is a missing machine. */
async function region(
  courses: Record<string, readonly (Seen | string | null)[]>,
  events: object[] = [],
  answerEvents?: (response: ServerResponse) => void,
  results: object[] = [],
) {
  let looks = 0
  const server = await startServer(({ url }, response) => {
    if (url.includes('/events/'))
      return answerEvents === undefined
        ? answerJson(response, { count: events.length, events, next_uri: '', prev_uri: null })
        : answerEvents(response)
    if (url.includes('/results/')) return answerJson(response, results)
    const asked = new URL(url, 'http://x').searchParams.getAll('id')
    const at = looks++
    const seen = Object.entries(courses).map(
      ([id, course]) => [id, course[Math.min(at, course.length - 1)]] as const,
    )
    return answerJson(
      response,
      seen.flatMap(([id, one]) =>
        one === null || one === undefined || !asked.includes(id)
          ? []
          : [machine(id, typeof one === 'string' ? { status_name: one } : one)],
      ),
    )
  })
  return { ...server, looks: () => looks }
}

const fast = { intervalMs: 1 }

async function failure(
  courses: Parameters<typeof region>[0],
  goal: 'Ready' | 'Deployed' | 'New' | 'Allocated' | 'Rescue mode' | 'Failed testing',
  events: object[] = [],
) {
  await using server = await region(courses, events)
  await using maas = client(server.url, { validate: 'off' })
  return {
    error: (await maas.machines
      .waitFor(Object.keys(courses), goal, fast)
      .catch((caught: unknown) => caught)) as WaitFailedError,
    looks: server.looks(),
  }
}

describe('waiting for machines', () => {
  it('reads all of them with one request, and returns them in the requested order', async () => {
    await using server = await region({
      a: ['Deploying', 'Deployed'],
      b: ['Allocated', 'Deploying', 'Deployed'],
    })
    await using maas = client(server.url, { validate: 'off' })
    const seen: WaitProgress[] = []
    const machines = await maas.machines.waitFor(['b', 'a', 'b'], 'Deployed', {
      ...fast,
      onProgress: (progress) => seen.push(progress),
    })
    expect(machines.map(({ system_id, status_name }) => [system_id, status_name])).toEqual([
      ['b', 'Deployed'],
      ['a', 'Deployed'],
    ])
    expect(server.arrived[1]?.url).toBe('/MAAS/api/2.0/machines/?id=b&id=a')
    expect(seen[0]).toMatchObject({ states: { a: 'Deploying', b: 'Allocated' }, done: 0, total: 2 })
    expect(seen.at(-1)).toMatchObject({ states: { a: 'Deployed', b: 'Deployed' }, done: 2, total: 2 })
  })

  it('reads a hundred at a time, which a region needs ten seconds for', async () => {
    const ids = Array.from({ length: 250 }, (_, index) => String(100_000 + index))
    await using server = await region(Object.fromEntries(ids.map((id) => [id, ['Ready']])))
    await using maas = client(server.url, { validate: 'off' })
    expect((await maas.machines.waitFor(ids, 'Ready')).map(({ system_id }) => system_id)).toEqual(ids)
    expect(
      server.arrived
        .filter(({ url }) => url.includes('/machines/'))
        .map(({ url }) => new URL(url, server.url).searchParams.size),
    ).toEqual([100, 100, 50])
  })

  it('accepts one id, and returns at once for an empty list', async () => {
    await using server = await region({ a: ['Ready'] })
    await using maas = client(server.url, { validate: 'off' })
    expect((await maas.machines.waitFor('a', 'Ready'))[0]?.hostname).toBe('host-a')
    expect(await maas.machines.waitFor([], 'Ready')).toEqual([])
    expect(server.looks()).toBe(1)
  })

  it('follows commissioning through testing to Ready, and an abort back to New (the reply of abort still says Commissioning: fact 12)', async () => {
    await using server = await region({
      a: ['Commissioning', 'Testing', 'Ready'],
      b: ['Commissioning', 'New'],
    })
    await using maas = client(server.url, { validate: 'off' })
    expect((await maas.machines.waitFor('a', 'Ready', fast))[0]?.status_name).toBe('Ready')
    await using other = await region({ b: ['Commissioning', 'New'] })
    await using again = client(other.url, { validate: 'off' })
    expect((await again.machines.waitFor('b', 'New', fast))[0]?.status_name).toBe('New')
  })

  it('waits for a failed state if it is the goal', async () => {
    await using server = await region({ a: ['Testing', 'Failed testing'] })
    await using maas = client(server.url, { validate: 'off' })
    expect((await maas.machines.waitFor('a', 'Failed testing', fast))[0]?.status_name).toBe('Failed testing')
  })
})

describe('a machine that can no longer reach the state ends the wait at once', () => {
  it('a failed deployment, with the messages of MAAS about it (fact 13: the reply of deploy showed nothing)', async () => {
    const said = "Marking node failed - Could not contact node's BMC"
    const events = [
      {
        id: 9,
        level: 'ERROR',
        created: 'Sun, 22 Nov. 2026 13:58:40',
        type: 'Marking node failed',
        description: 'BMC',
        node: 'a',
        hostname: 'host-a',
        username: 'admin',
      },
    ]
    const { error, looks } = await failure(
      {
        a: ['Deploying', { status_name: 'Failed deployment', status_message: said, owner: 'admin' }],
        b: ['Deploying'],
      },
      'Deployed',
      events,
    )
    expect(error).toBeInstanceOf(WaitFailedError)
    expect(error.message.split('\n')[0]).toBe(
      `The wait for a, b to be Deployed failed: a: it is Failed deployment (${said})`,
    )
    expect(error.evidence.states).toEqual({ a: 'Failed deployment', b: 'Deploying' })
    expect(error.evidence.notes).toEqual([
      `a (host-a), Failed deployment: ${said}`,
      'Sun, 22 Nov. 2026 13:58:40 ERROR a: Marking node failed: BMC',
    ])
    expect(looks).toBe(2)
  })

  it.each<[string, 'Ready' | 'Deployed' | 'New' | 'Rescue mode', readonly (string | Seen)[], string]>([
    ['Broken', 'Deployed', ['Deploying', 'Broken'], 'it is Broken'],
    [
      'an abort, or a power-on that failed',
      'Deployed',
      ['Deploying', 'Allocated'],
      'it went from Deploying to Allocated',
    ],
    [
      'a release by another user',
      'Deployed',
      ['Deploying', 'Releasing', 'Ready'],
      'it went from Deploying to Ready',
    ],
    [
      'a deployment that reset the machine',
      'Deployed',
      ['Deploying', 'New'],
      'it went from Deploying to New',
    ],
    [
      'failed commissioning',
      'Ready',
      ['Commissioning', 'Failed commissioning'],
      'it is Failed commissioning',
    ],
    ['failed tests', 'Ready', ['Commissioning', 'Testing', 'Failed testing'], 'it is Failed testing'],
    [
      'a BMC that does not respond to commissioning',
      'Ready',
      ['Commissioning', 'New'],
      'it went from Commissioning to New',
    ],
    [
      'a release of a machine that was never commissioned',
      'Ready',
      ['Releasing', 'New'],
      'it went from Releasing to New; it was never commissioned',
    ],
    [
      'an allocation by another user',
      'Ready',
      ['Commissioning', { status_name: 'Allocated', owner: 'juju' }],
      'it went from Commissioning to Allocated of juju',
    ],
    ['a release that failed', 'Ready', ['Releasing', 'Releasing failed'], 'it is Releasing failed'],
    [
      'an aborted disk erasure',
      'Ready',
      ['Disk erasing', 'Failed disk erasing'],
      'it is Failed disk erasing',
    ],
    [
      'a failed rescue mode',
      'Rescue mode',
      ['Entering rescue mode', 'Failed to enter rescue mode'],
      'it is Failed to enter rescue mode',
    ],
    [
      'a cancelled rescue mode',
      'Rescue mode',
      ['Entering rescue mode', 'Exiting rescue mode', 'Deployed'],
      'it went from Entering rescue mode to Deployed',
    ],
  ])('%s', async (_, goal, course, why) => {
    const { error, looks } = await failure({ a: course }, goal)
    expect(error).toBeInstanceOf(WaitFailedError)
    expect(error.message).toContain(`a: ${why}`)
    expect(looks).toBe(course.length)
  })

  it('an id that every object inherits a name of', async () => {
    await using server = await startServer((_request, response) => answerJson(response, []))
    await using maas = client(server.url)
    await expect(maas.machines.waitFor(['__proto__'], 'Ready')).rejects.toThrow(
      '__proto__: it does not exist',
    )
  })

  it('a deleted machine', async () => {
    const { error } = await failure({ a: ['Releasing', null], b: ['Ready'] }, 'Ready')
    expect(error.message).toContain(
      'a: it was deleted, as a composed machine is by its release, or this API key cannot see it',
    )
    expect(error.evidence.states).toEqual({ a: 'deleted', b: 'Ready' })
  })

  it('but not a state before the transition: Deployed may still be released, Ready may still be deployed', async () => {
    await using server = await region({ a: ['Deployed', 'Releasing', 'Ready'] })
    await using maas = client(server.url, { validate: 'off' })
    await expect(maas.machines.waitFor('a', 'Ready', fast)).resolves.toHaveLength(1)
    await using other = await region({ a: ['Commissioning', 'Ready', 'Allocated', 'Deploying', 'Deployed'] })
    await using again = client(other.url, { validate: 'off' })
    await expect(again.machines.waitFor('a', 'Deployed', fast)).resolves.toHaveLength(1)
  })

  it('names failed scripts of the last run', async () => {
    const script = (name: string, status: number, status_name: string, exit_status: number | null) => ({
      name,
      status,
      status_name,
      exit_status,
    })
    const results = [
      {
        id: 7,
        results: [
          script('50-maas-01-commissioning', 3, 'Failed', 1),
          script('maas-lshw', 2, 'Passed', 0),
          script('bmc-detect', 4, 'Timed out', null),
        ],
      },
      { id: 3, results: [script('of an earlier run', 3, 'Failed', 1)] },
    ]
    await using server = await region(
      { a: ['Commissioning', 'Failed commissioning'] },
      [],
      undefined,
      results,
    )
    await using maas = client(server.url, { validate: 'off' })
    const error = (await maas.machines
      .waitFor('a', 'Ready', fast)
      .catch((caught: unknown) => caught)) as WaitFailedError
    expect(error.evidence.notes).toEqual([
      'a script 50-maas-01-commissioning: Failed, exit status 1',
      'a script bmc-detect: Timed out',
    ])
    expect(error.message).toContain('evidence 1: a script 50-maas-01-commissioning: Failed, exit status 1')
    expect(server.arrived.map(({ url }) => url)).toContain(
      '/MAAS/api/2.0/nodes/a/results/?type=commissioning',
    )
  })

  it('evidence that cannot be read does not hide the failure', async () => {
    await using server = await region({ a: ['Broken'] }, [], (response) =>
      response.writeHead(500).end('no events today'),
    )
    await using maas = client(server.url, { validate: 'off' })
    const error = (await maas.machines
      .waitFor('a', 'Ready', fast)
      .catch((caught: unknown) => caught)) as WaitFailedError
    expect(error).toBeInstanceOf(WaitFailedError)
    expect(error.evidence.notes.join()).toContain(
      'the events could not be read: MAAS events.query failed (500): no events today',
    )
  })
})

describe('the end of a wait', () => {
  it('at its timeout, naming the machines that are late', async () => {
    await using server = await region({ a: ['Deploying'], b: ['Deployed'] })
    await using maas = client(server.url, { validate: 'off' })
    const error = (await maas.machines
      .waitFor(['a', 'b'], 'Deployed', { ...fast, timeoutMs: 30 })
      .catch((caught: unknown) => caught)) as WaitTimeoutError
    expect(error).toBeInstanceOf(WaitTimeoutError)
    expect(error.message).toContain('timed out after 30 ms with 1 of 2 done: a is Deploying')
  })

  it('when its signal aborts', async () => {
    await using server = await region({ a: ['Deploying'] })
    await using maas = client(server.url, { validate: 'off' })
    const controller = new AbortController()
    const wait = maas.machines.waitFor('a', 'Deployed', {
      intervalMs: 60_000,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    })
    await expect(wait).rejects.toMatchObject({ code: 'ERR_ABORTED' })
  })

  it('not on a transient error', async () => {
    let looks = 0
    await using server = await startServer((_, response) =>
      ++looks === 1 ? response.destroy() : answerJson(response, [machine('a', { status_name: 'Ready' })]),
    )
    await using maas = client(server.url, { validate: 'off', retries: 0 })
    await expect(maas.machines.waitFor('a', 'Ready', fast)).resolves.toHaveLength(1)
  })

  it('before they begin, on invalid arguments', async () => {
    await using maas = client('http://127.0.0.1:9')
    await expect(maas.machines.waitFor('a', 'ready' as 'Ready')).rejects.toThrow(
      'unknown state "ready". Did you mean Ready?',
    )
    await expect(maas.machines.waitFor('a', 'Finished' as 'Ready')).rejects.toThrow(
      'unknown state "Finished". States are New, Commissioning',
    )
    await expect(maas.machines.waitFor('a', undefined as unknown as 'Ready')).rejects.toThrow(
      'the state to wait for must be text, got undefined. States are New, Commissioning',
    )
    await expect(maas.machines.waitFor(['a', ''], 'Ready')).rejects.toThrow(
      'a system id must be a non-empty string',
    )
    await expect(maas.machines.waitFor('a', 'Ready', { timeoutMs: -1 })).rejects.toThrow(
      'timeoutMs must be a non-negative number',
    )
  })

  it('by default after the longest duration of the action', () => {
    expect(
      [
        defaultTimeoutMs('Deployed'),
        defaultTimeoutMs('Ready'),
        defaultTimeoutMs('Rescue mode'),
        defaultTimeoutMs('New'),
      ].map((ms) => ms / 60_000),
    ).toEqual([60, 45, 20, 10])
  })
})
