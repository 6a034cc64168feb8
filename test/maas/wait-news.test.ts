import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { answerJson, startServer, type TestServer } from '../support/http-server.js'
import { client } from './support.js'

/** A bare machine of MAAS 3.4 has 16.7 KB. */
const HARDWARE = 'x'.repeat(16_000)

interface Simple {
  system_id: string
  status_name: string
  status_message: string | null
  owner: null
  hardware_uuid: string
}

interface StubOptions {
  /** Called before the reply to each request for events. */
  onCheck?: (region: StubRegion) => void
  answerEvents?: (response: ServerResponse, check: number) => boolean
  hardware?: string
}

/** A region that counts what it is asked, and whose machines change when a test says so. */
class StubRegion {
  readonly machines = new Map<string, Simple>()
  readonly events: { id: number; node: string; type: string; description: string }[] = []
  /** The machines that were read, by request. */
  readonly read: string[][] = []
  readonly eventUrls: URL[] = []
  bytes = 0
  readonly #options: StubOptions

  constructor(ids: readonly string[], state: string, options: StubOptions = {}) {
    this.#options = options
    for (const id of ids)
      this.machines.set(id, {
        system_id: id,
        status_name: state,
        status_message: null,
        owner: null,
        hardware_uuid: options.hardware ?? '',
      })
  }

  /** Moves a machine to a state, with an event, or without one as `mark_broken` does. */
  move(id: string, state: string, type: string | null = state): void {
    const machine = this.machines.get(id)
    if (machine !== undefined) machine.status_name = state
    if (type !== null) this.tell(id, type)
  }

  tell(node: string, type: string): void {
    this.events.push({ id: this.events.length + 1, node, type, description: '' })
    const machine = this.machines.get(node)
    if (machine !== undefined) machine.status_message = type
  }

  start(port?: number) {
    return startServer(({ url: path }, response) => {
      const url = new URL(path, 'http://x')
      if (!path.includes('/events/')) {
        const ids = url.searchParams.getAll('id')
        this.read.push(ids)
        return this.#answer(
          response,
          ids.flatMap((id) => this.machines.get(id) ?? []),
        )
      }
      if (url.searchParams.has('level')) return this.#answer(response, { count: 0, events: [] })
      this.eventUrls.push(url)
      this.#options.onCheck?.(this)
      if (this.#options.answerEvents?.(response, this.eventUrls.length) === true) return
      const after = url.searchParams.get('after')
      const limit = Number(url.searchParams.get('limit'))
      const wanted = url.searchParams.getAll('id')
      const chosen = this.events.filter(
        ({ id, node }) => id > Number(after ?? 0) && (wanted.length === 0 || wanted.includes(node)),
      )
      const page = (after === null ? chosen.slice(-limit) : chosen.slice(0, limit)).toReversed()
      this.#answer(response, { count: page.length, events: page })
    }, port)
  }

  #answer(response: ServerResponse, value: unknown): void {
    this.bytes += JSON.stringify(value).length
    answerJson(response, value)
  }
}

const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `m${10_000 + at}`)

/** Waits for machines of a stub region. */
async function waiting(region: StubRegion, goal: 'Ready' | 'Deployed' = 'Ready', timeoutMs = 20_000) {
  await using server = await region.start()
  await using maas = client(server.url, { validate: 'off' })
  return await maas.machines.waitFor([...region.machines.keys()], goal, { intervalMs: 1, timeoutMs })
}

describe('what a wait asks of the region', () => {
  it('reads at most 5 % of the bytes of 100 full lists, for 1,000 machines of which 1 % change at each of 100 checks', async () => {
    const all = ids(1000)
    const left = [...all]
    const region = new StubRegion(all, 'Deploying', {
      hardware: HARDWARE,
      onCheck: (one) => {
        if (one.eventUrls.length > 1) for (const id of left.splice(0, 10)) one.move(id, 'Deployed')
      },
    })
    const fullList = JSON.stringify([...region.machines.values()]).length
    expect(await waiting(region, 'Deployed', 60_000)).toHaveLength(1000)
    expect(region.eventUrls).toHaveLength(101)
    expect(region.bytes / (100 * fullList)).toBeLessThan(0.05)
    // No check reads many machines at once, as a full list every minute would.
    expect(Math.max(...region.read.slice(10).map(({ length }) => length))).toBeLessThan(40)
  }, 60_000)

  it('reads the machines and the newest event once, then the events after it and the machines that they are about', async () => {
    const region = new StubRegion(['a', 'b'], 'Deploying', {
      onCheck: (one) => {
        const check = one.eventUrls.length
        if (check === 3) one.move('b', 'Deployed')
        if (check === 5) one.move('a', 'Deployed')
      },
    })
    region.tell('a', 'Deploying')
    region.tell('other', 'Deploying')
    region.tell('b', 'Deploying')
    await waiting(region, 'Deployed')
    expect(region.eventUrls.map(({ search }) => search)).toEqual([
      '?op=query&limit=20&id=a&id=b',
      '?op=query&after=3&limit=1000&id=a&id=b',
      '?op=query&after=3&limit=1000&id=a&id=b',
      '?op=query&after=4&limit=1000&id=a&id=b',
      '?op=query&after=4&limit=1000&id=a&id=b',
    ])
    expect(region.read).toEqual([['a', 'b'], ['b'], ['a']])
  })

  it('asks for the events of all machines when the ids do not fit into a URL', async () => {
    const all = ids(1300)
    const region = new StubRegion(all, 'Deploying', {
      onCheck: (one) => {
        if (one.eventUrls.length === 2) for (const id of [...all, 'stranger']) one.move(id, 'Deployed')
      },
    })
    expect(await waiting(region, 'Deployed')).toHaveLength(1300)
    expect(region.eventUrls.map(({ search }) => search)).toEqual([
      '?op=query&limit=20',
      '?op=query&after=0&limit=1000',
      '?op=query&after=1000&limit=1000',
    ])
    expect(region.read.flat()).not.toContain('stranger')
  })

  it('sees a change without an event, such as a machine that was marked broken, within twelve checks', async () => {
    const region = new StubRegion(['a'], 'Deploying', {
      onCheck: (one) => {
        if (one.eventUrls.length === 2) one.move('a', 'Broken', null)
      },
    })
    await expect(waiting(region, 'Deployed')).rejects.toThrow('a: it is Broken')
    expect(region.eventUrls.length).toBeLessThanOrEqual(13)
    expect(region.read).toEqual([['a'], ['a']])
  })

  it('reads at most 20 of 5,000 machines without news at a check', async () => {
    const region = new StubRegion(ids(5000), 'Deploying', {
      onCheck: (one) => {
        if (one.eventUrls.length === 12) one.move('m10000', 'Broken')
      },
    })
    await expect(waiting(region, 'Deployed')).rejects.toThrow('m10000: it is Broken')
    expect(region.read.slice(50).map(({ length }) => length)).toEqual([...Array<number>(10).fill(20), 21])
  })

  it('reads every machine before it times out', async () => {
    const region = new StubRegion(['a', 'b'], 'Deploying', {
      onCheck: (one) => {
        if (one.eventUrls.length > 1) one.move('b', 'Deployed', null)
      },
    })
    await using server = await region.start()
    await using maas = client(server.url, { validate: 'off' })
    const wait = maas.machines.waitFor(['a', 'b'], 'Deployed', { intervalMs: 60_000, timeoutMs: 100 })
    await expect(wait).rejects.toThrow('timed out after 100 ms with 1 of 2 done: a is Deploying')
    expect(region.read).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ])
  })

  it('reads a machine again after an event that came before its change, as that of an abort does', async () => {
    const region = new StubRegion(['a'], 'Deploying', {
      onCheck: (one) => {
        const check = one.eventUrls.length
        if (check === 2) one.tell('a', 'Aborted deployment')
        if (check === 8) one.move('a', 'Allocated', null)
      },
    })
    await expect(waiting(region, 'Deployed')).rejects.toThrow(
      'a: it went from Deploying to Allocated (Aborted deployment)',
    )
    expect(region.eventUrls).toHaveLength(8)
  })

  it('reads the machines at every check when this API key may not read the events', async () => {
    const region = new StubRegion(['a', 'b'], 'Deploying', {
      answerEvents: (response) => {
        response.writeHead(403, { 'content-type': 'text/plain' }).end('no')
        return true
      },
    })
    let checks = 0
    await using server = await region.start()
    await using maas = client(server.url, { validate: 'off' })
    await maas.machines.waitFor(['a', 'b'], 'Deployed', {
      intervalMs: 1,
      onProgress: () => {
        const id = ['a', 'b'][checks++]
        if (id !== undefined) region.move(id, 'Deployed')
      },
    })
    expect(region.eventUrls).toHaveLength(1)
    expect(region.read).toEqual([['a', 'b'], ['a', 'b'], ['b']])
  })

  it('reads the machines when the events cannot be read for a while, and the events again afterwards', async () => {
    const region = new StubRegion(['a'], 'Deploying', {
      onCheck: (one) => {
        const check = one.eventUrls.length
        if (check === 3) one.move('a', 'Deployed')
      },
      answerEvents: (response, check) => {
        if (check !== 2) return false
        response.writeHead(500, { 'content-type': 'text/plain' }).end('busy')
        return true
      },
    })
    await using server = await region.start()
    await using maas = client(server.url, { validate: 'off', retries: 0 })
    await maas.machines.waitFor('a', 'Deployed', { intervalMs: 1 })
    expect(region.read).toEqual([['a'], ['a'], ['a']])
    expect(region.eventUrls.map(({ search }) => search.includes('after'))).toEqual([false, true, false])
  })

  it('goes on after a restart of the region, in which no connection is accepted', async () => {
    const region = new StubRegion(['a'], 'Deploying')
    const first = await region.start()
    await using maas = client(first.url, { validate: 'off', retries: 0 })
    let restarted: Promise<TestServer> | undefined
    const restart = async (): Promise<TestServer> => {
      await first.close()
      region.move('a', 'Deployed')
      await sleep(300)
      return await region.start(Number(new URL(first.url).port))
    }
    const wait = maas.machines.waitFor('a', 'Deployed', {
      intervalMs: 1,
      timeoutMs: 30_000,
      onProgress: () => {
        restarted ??= restart()
      },
    })
    await expect(wait).resolves.toMatchObject([{ status_name: 'Deployed' }])
    await (await restarted)?.close()
  })
})
