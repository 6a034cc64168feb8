import { describe, expect, it } from 'vitest'
import {
  AbortedError,
  createLandscapeClient,
  WaitFailedError,
  type WaitProgress,
  WaitTimeoutError,
} from '../../src/landscape/index.js'
import { answerJson, startServer } from '../support/http-server.js'
import { failure, startLab } from './support.js'

const creator = { id: 1, name: 'A', email: 'a@example.com' }
const activity = (id: number, rest: object): object => ({
  id,
  type: 'X',
  summary: 'x',
  creation_time: '',
  creator,
  parent_id: null,
  ...rest,
})

/** A server that replies to GetActivities with one list after another, and repeats the last one. */
async function scripted(...looks: object[][]) {
  let look = 0
  const server = await startServer(({ body }, response) => {
    answerJson(
      response,
      body.includes('action=GetActivities') ? looks[Math.min(look++, looks.length - 1)] : [],
    )
  })
  const landscape = createLandscapeClient({
    uri: server.url,
    accessKey: 'A',
    secretKey: 'secret',
    proxy: false,
  })
  return {
    server,
    landscape,
    [Symbol.asyncDispose]: async () => void (await Promise.all([landscape.close(), server.close()])),
  }
}

describe('waiting for activities', () => {
  it('accepts an id as a string, as plain JavaScript may pass it', async () => {
    await using lab = await scripted([
      activity(12, { activity_status: 'succeeded' }),
      activity(1, { activity_status: 'succeeded' }),
    ])
    for (const id of ['12', ['12', 12]])
      expect((await lab.landscape.activities.waitFor(id as unknown as number)).map((one) => one.id)).toEqual([
        12,
      ])
    expect(
      lab.server.arrived.every(
        ({ body }) => new URLSearchParams(body).get('query') === 'id:12 OR parent-id:12',
      ),
    ).toBe(true)
  })

  it.each([
    ['abc', '"abc"'],
    ['', '""'],
    ['1,2', '"1,2"'],
    [0, '0'],
    [1.5, '1.5'],
    [[1, Number.NaN], 'NaN'],
    [undefined, 'undefined'],
    [null, 'null'],
    [{ title: 'a' }, 'an object'],
    [[['1']], 'a list'],
  ])('rejects %j, which is not an activity id', async (ids, shown) => {
    await using lab = await scripted([])
    const error = await failure(lab.landscape.activities.waitFor(ids as number))
    expect(error).toMatchObject({
      code: 'ERR_CONFIGURATION',
      message: expect.stringContaining(
        `Landscape activities.waitFor: an activity id must be a positive whole number, got ${shown}. Pass a number`,
      ),
    })
    expect(lab.server.arrived).toHaveLength(0)
  })

  it('follows the children of a group with one request a check, and reports changes', async () => {
    await using lab = await startLab()
    const { landscape, simulator } = lab
    const group = await landscape.computers.reboot({
      computer_ids: simulator.computers().map(({ id }) => id),
    })
    const seen: WaitProgress[] = []
    const done = await landscape.activities.waitFor([group.id], {
      intervalMs: 15,
      onProgress: (progress) => seen.push(progress),
    })
    expect(done.map(({ type, activity_status }) => `${type} ${activity_status}`)).toEqual(
      Array(3).fill('RestartRequest succeeded'),
    )
    expect(done.every(({ parent_id }) => parent_id === group.id)).toBe(true)
    expect(seen[0]).toMatchObject({ total: 3 })
    expect(seen.at(-1)).toMatchObject({ done: 3, total: 3 })
    expect(
      simulator.exchanges.map(({ action }) => action).filter((action) => action !== 'GetActivities'),
    ).toEqual(['RebootComputers'])
  })

  it('waits for many groups with one request a check', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => index + 1)
    const look = (activity_status: string): object[] =>
      ids.flatMap((id) => [
        activity(id, { activity_status }),
        activity(id + 100, { parent_id: id, activity_status }),
      ])
    await using lab = await scripted(look('undelivered'), look('delivered'), look('succeeded'))
    const done = await lab.landscape.activities.waitFor(ids, { intervalMs: 1 })
    expect(done.map(({ id }) => id)).toEqual(ids.map((id) => id + 100))
    expect(lab.server.arrived).toHaveLength(3)
    expect(new URLSearchParams(lab.server.arrived[0]?.body).get('query')).toBe(
      ids.map((id) => `id:${id} OR parent-id:${id}`).join(' OR '),
    )
  })

  it('fails at once when one child failed, with its result and its computer', async () => {
    await using lab = await startLab()
    const { landscape, simulator } = lab
    simulator.failActivity({
      computer: 'web-2',
      resultText: 'E: Could not get lock /var/lib/dpkg/lock',
      resultCode: 100,
    })
    simulator.setOnline('web-1', false)
    const group = await landscape.packages.upgrade({ query: 'tag:web' })
    const error = await failure(landscape.activities.waitFor(group.id, { intervalMs: 15 }))
    expect(error).toBeInstanceOf(WaitFailedError)
    const computer = simulator.computer('web-2')
    expect(error.message.split('\n')[0]).toBe(
      `The wait for activity ${group.id} to succeed failed: ${group.id + 2}: on "web-2" (computer ${computer?.id}) failed with code 100: E: Could not get lock /var/lib/dpkg/lock`,
    )
    const { evidence } = error as WaitFailedError
    expect(evidence.states).toEqual({ [group.id + 1]: 'undelivered', [group.id + 2]: 'failed' })
    expect(evidence.notes).toHaveLength(1)
    expect(evidence.notes[0]).toMatch(
      /^\d+ on "web-2" \(computer \d+\), Upgrade packages .*: failed with code 100: E: Could not get lock/,
    )
  })

  it('fails when it was canceled', async () => {
    await using lab = await startLab()
    const { landscape, simulator } = lab
    // A computer that is offline cannot finish before the cancel.
    simulator.setOnline('db-1', false)
    const group = await landscape.packages.upgrade({ query: 'title:db-1' })
    expect(await landscape.activities.cancel({ query: `id:${group.id}` })).toEqual([group.id])
    await expect(landscape.activities.waitFor(group.id)).rejects.toThrow(
      /on "db-1" \(computer \d+\) canceled/,
    )
  })

  it('names activities that wait for approval, and how to approve them', async () => {
    await using lab = await startLab()
    const { landscape, simulator } = lab
    simulator.requireApproval = true
    const group = await landscape.packages.upgrade({ query: 'title:db-1' })
    const error = await failure(landscape.activities.waitFor(group.id, { intervalMs: 5, timeoutMs: 30 }))
    expect(error).toBeInstanceOf(WaitTimeoutError)
    expect(error.message).toContain(`${group.id + 1} is unapproved`)
    expect((error as WaitTimeoutError).evidence.notes[0]).toContain(
      `it waits for approval: activities.approve({ query: 'id:${group.id + 1}' })`,
    )
    await landscape.activities.approve({ query: `id:${group.id}` })
    expect(await landscape.activities.waitFor(group.id, { intervalMs: 15 })).toHaveLength(1)
  })

  it('ends when its signal aborts', async () => {
    await using lab = await startLab()
    const { landscape, simulator } = lab
    simulator.setOnline('db-1', false)
    const group = await landscape.packages.upgrade({ query: 'title:db-1' })
    const stop = new AbortController()
    const error = await failure(
      landscape.activities.waitFor(group.id, {
        intervalMs: 10,
        signal: stop.signal,
        onProgress: () => stop.abort(),
      }),
    )
    expect(error).toBeInstanceOf(AbortedError)
  })

  it('fails at once for an activity that does not exist', async () => {
    await using lab = await startLab()
    await expect(lab.landscape.activities.waitFor([4711])).rejects.toThrow('4711: it does not exist')
    expect(await lab.landscape.activities.waitFor([])).toEqual([])
  })

  it('supports activities of the server, which have a progress instead of a status', async () => {
    await using ok = await scripted(
      [activity(1, { progress: 0 })],
      [activity(1, { progress: 37 })],
      [activity(1, { progress: 100 })],
    )
    const states: string[] = []
    await ok.landscape.activities.waitFor(1, {
      intervalMs: 1,
      onProgress: (progress) => states.push(progress.states['1'] ?? ''),
    })
    expect(states).toEqual(['0 %', '37 %', 'succeeded'])
    await using broken = await scripted([activity(1, { progress: -1, result_text: 'mirror is gone' })])
    await expect(broken.landscape.activities.waitFor(1)).rejects.toThrow(
      '1: on the server failed: mirror is gone',
    )
  })

  it('passes on unknown statuses, and treats complete as succeeded', async () => {
    await using lab = await scripted(
      [activity(1, { activity_status: 'napping' })],
      [activity(1, { activity_status: 'complete' })],
    )
    const states: string[] = []
    await lab.landscape.activities.waitFor(1, {
      intervalMs: 1,
      onProgress: (progress) => states.push(progress.states['1'] ?? ''),
    })
    expect(states).toEqual(['napping', 'complete'])
  })

  it('keeps the evidence when the titles of the computers cannot be read', async () => {
    await using lab = await startLab({ retries: 0 })
    lab.simulator.deny('GetComputers')
    lab.simulator.failActivity({ resultText: 'no' })
    const group = await lab.landscape.packages.upgrade({ query: 'title:db-1' })
    await expect(lab.landscape.activities.waitFor(group.id, { intervalMs: 15 })).rejects.toThrow(
      /on computer \d+ failed with code 1: no/,
    )
  })
})
