import { describe, expect, it } from 'vitest'
import { answerJson, startServer } from '../support/http-server.js'
import { client } from './support.js'

const event = (id: number) => ({
  id,
  level: 'INFO',
  created: 'Sun, 22 Nov. 2026 13:58:40',
  type: 'Ready',
  description: '',
  node: 'a',
  hostname: 'host',
  username: 'admin',
})

/** Replies as the region does: newest first; with `after` the oldest ones after it; the next_uri of an empty page loses the position (fact 54). */
async function region(ids: number[]) {
  const server = await startServer(({ url }, response) => {
    const query = new URL(url, 'http://x').searchParams
    const limit = Math.max(1, Number(query.get('limit') ?? 100))
    const after = query.get('after')
    const before = query.get('before')
    if (after !== null && before !== null)
      return response
        .writeHead(400)
        .end('There is undetermined behaviour when both `after` and `before` are specified.')
    const fitting = ids
      .filter((id) => (after === null || id > Number(after)) && (before === null || id < Number(before)))
      .toSorted((a, b) => b - a)
    const page = after === null ? fitting.slice(0, limit) : fitting.slice(-limit)
    return answerJson(response, {
      count: page.length,
      events: page.map(event),
      next_uri: `/MAAS/api/2.0/events/?op=query${page[0] === undefined ? '' : `&after=${page[0]}`}`,
      prev_uri: page.length === 0 ? null : `/MAAS/api/2.0/events/?op=query&before=${page.at(-1)}`,
    })
  })
  const queries = (): Record<string, string>[] =>
    server.arrived.map(({ url }) => Object.fromEntries(new URL(url, 'http://x').searchParams))
  return { ...server, queries }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1))
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

describe('events', () => {
  it('are newest first, with later pages going back in time', async () => {
    await using server = await region(upTo(7))
    await using maas = client(server.url, { validate: 'strict' })
    const page = await maas.events.query({ limit: 3 })
    expect(page.map(({ id }) => id)).toEqual([7, 6, 5])
    expect(page.hasNext).toBe(true)
    expect((await maas.events.query({ limit: 3 }).toArray()).map(({ id }) => id)).toEqual([
      7, 6, 5, 4, 3, 2, 1,
    ])
    expect(server.queries().slice(1)).toEqual([
      { op: 'query', limit: '3' },
      { op: 'query', limit: '3', before: '5' },
      { op: 'query', limit: '3', before: '2' },
    ])
  })

  it('with after are oldest first, and pages go forwards', async () => {
    await using server = await region(upTo(7))
    await using maas = client(server.url)
    expect((await maas.events.query({ after: 2, limit: 2 }).toArray()).map(({ id }) => id)).toEqual([
      3, 4, 5, 6, 7,
    ])
    expect(server.queries().map(({ after, before }) => [after, before])).toEqual([
      ['2', undefined],
      ['4', undefined],
      ['6', undefined],
    ])
  })

  it('a limit of 0 returns one event per page, and the pages still end', async () => {
    await using server = await region(upTo(2))
    await using maas = client(server.url)
    expect((await maas.events.query({ limit: 0 }).toArray()).map(({ id }) => id)).toEqual([2, 1])
  })
})

describe('following events', () => {
  it('starts after the newest event, and keeps the last id after empty replies (fact 54)', async () => {
    const ids = upTo(5)
    await using server = await region(ids)
    await using maas = client(server.url)
    const seen: number[] = []
    const soon = async (): Promise<void> => {
      await until(() => server.arrived.length >= 4)
      ids.push(6, 7)
      await until(() => seen.length >= 2)
      ids.push(8)
    }
    const pushing = soon()
    for await (const { id } of maas.events.tail({ id: 'a', level: 'DEBUG' }, { intervalMs: 1 })) {
      seen.push(id)
      if (seen.length === 3) break
    }
    await pushing
    expect(seen).toEqual([6, 7, 8])
    const [first, ...looks] = server.queries()
    expect(first).toEqual({ op: 'query', id: 'a', level: 'DEBUG', limit: '1' })
    expect(new Set(looks.map(({ after }) => after))).toEqual(new Set(['5', '7']))
  })

  it('can start at any event, and requests the next page at once after a full page', async () => {
    await using server = await region(upTo(2500))
    await using maas = client(server.url)
    const seen: number[] = []
    for await (const { id } of maas.events.tail({}, { after: 100, intervalMs: 60_000 })) {
      seen.push(id)
      if (id === 2500) break
    }
    expect(seen).toEqual(upTo(2500).slice(100))
    expect(server.queries().map(({ after }) => after)).toEqual(['100', '1100', '2100'])
  })

  it('starts at 0 if there is no matching event', async () => {
    const ids: number[] = []
    await using server = await region(ids)
    await using maas = client(server.url)
    const next = maas.events.tail({}, { intervalMs: 1 }).next()
    await until(() => server.arrived.length >= 3)
    ids.push(1)
    expect((await next).value).toMatchObject({ id: 1 })
    expect(server.queries()[1]).toMatchObject({ after: '0' })
  })

  it('retries a transient error', async () => {
    await using server = await startServer((_, response, count) => {
      if (count === 2) response.destroy()
      else answerJson(response, { count: 1, events: [event(count)], next_uri: '', prev_uri: null })
    })
    await using maas = client(server.url, { retries: 0 })
    for await (const { id } of maas.events.tail({}, { intervalMs: 1 })) {
      expect(id).toBe(3)
      break
    }
  })

  it('ends on a permanent error, and when its signal aborts', async () => {
    await using server = await startServer((_, response, count) =>
      count === 1
        ? answerJson(response, { count: 0, events: [], next_uri: '', prev_uri: null })
        : response.writeHead(401).end('Authorization Error: Invalid API key.'),
    )
    await using maas = client(server.url)
    await expect(maas.events.tail().next()).rejects.toMatchObject({ code: 'ERR_AUTHENTICATION' })
    await using quiet = await region(upTo(3))
    await using other = client(quiet.url)
    const controller = new AbortController()
    const next = other.events.tail({}, { intervalMs: 60_000, signal: controller.signal }).next()
    await until(() => quiet.arrived.length >= 2)
    controller.abort()
    await expect(next).rejects.toMatchObject({ code: 'ERR_ABORTED' })
  })

  it.each(['its client', 'the client that it was derived from'])(
    'ends at once, between two requests, when %s is closed',
    async (which) => {
      await using quiet = await region(upTo(3))
      await using maas = client(quiet.url)
      await using derived = maas.with({ timeoutMs: 60_000 })
      const next = derived.events.tail({}, { intervalMs: 600_000 }).next()
      void next.catch(() => {})
      await until(() => quiet.arrived.length >= 2)
      // The second reply is read, and the sleep has begun.
      await new Promise((resolve) => setTimeout(resolve, 50))
      await (which === 'its client' ? derived : maas).close()
      await expect(next).rejects.toMatchObject({ code: 'ERR_CONNECTION', reason: 'closed' })
    },
  )
})

describe('a tail of a server that', () => {
  const answering = (events: unknown) =>
    startServer((_request, response) => answerJson(response, { count: 1, events }))

  it('repeats its events returns each once, and waits between requests', async () => {
    await using server = await answering(upTo(1000).toReversed().map(event))
    await using maas = client(server.url)
    const ids: number[] = []
    const signal = AbortSignal.timeout(600)
    await expect(async () => {
      for await (const { id } of maas.events.tail({}, { after: 0, intervalMs: 100_000, signal })) ids.push(id)
    }).rejects.toThrow()
    expect(ids).toEqual(upTo(1000))
    expect(server.arrived.length).toBeLessThanOrEqual(2)
  })

  it.each([null, 'abc', 1.5, 1e300])('has the event id %j ends with an error', async (id) => {
    await using server = await answering([{ ...event(1), id }])
    await using maas = client(server.url)
    const tail = maas.events.tail({}, { intervalMs: 1 })
    await expect(tail.next()).rejects.toMatchObject({ code: 'ERR_UNREADABLE_REPLY', status: 200 })
  })

  it.each([[[null]], [[5]]])('has %j as its events ends with an error', async (events) => {
    await using server = await answering(events)
    await using maas = client(server.url)
    await expect(maas.events.tail({}, { after: 1, intervalMs: 1 }).next()).rejects.toThrow('not a list')
    await expect(maas.events.query()).rejects.toMatchObject({ code: 'ERR_UNREADABLE_REPLY' })
  })
})
