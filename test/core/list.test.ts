import { inspect } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { List, Page, type PageCursor } from '../../src/core/list.js'
import type { Reply } from '../../src/core/reply.js'

const reply = <T>(data: T): Reply<T> => ({
  data,
  response: { status: 200, headers: {}, requestId: 'r1', attempts: 1, durationMs: 1 },
})

/** Numbers from 0, two per page. */
function numbers(count: number) {
  const fetch = vi.fn(async (cursor: unknown) => {
    const at = (cursor as number | undefined) ?? 0
    return reply({
      items: Array.from({ length: Math.min(2, count - at) }, (_nothing, index) => at + index),
      next: at + 2 < count ? at + 2 : undefined,
    })
  })
  return { fetch, list: new List<number>(fetch, { label: 'numbers.list', operation: 'numbers.list' }) }
}

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

describe('a list', () => {
  it('sends nothing until it is awaited or iterated', () => {
    const { fetch, list } = numbers(5)
    expect(inspect(list)).toContain('List { numbers.list }')
    expect(Object.prototype.toString.call(list)).toBe('[object List]')
    expect(fetch).not.toHaveBeenCalled()
  })

  it('returns its first page when awaited, with or without the response, fetched once', async () => {
    const { fetch, list } = numbers(5)
    expect([...(await list)]).toEqual([0, 1])
    expect(await list.withResponse()).toMatchObject({ response: { requestId: 'r1' } })
    expect((await list).hasNext).toBe(true)
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('iterates over all items, repeatedly, also after it was awaited', async () => {
    const { fetch, list } = numbers(5)
    await list
    expect(await collect(list)).toEqual([0, 1, 2, 3, 4])
    expect(fetch).toHaveBeenCalledTimes(3)
    expect(await collect(list)).toEqual([0, 1, 2, 3, 4])
    expect(await list.toArray()).toEqual([0, 1, 2, 3, 4])
  })

  it('fetches no further page after a break', async () => {
    const { fetch, list } = numbers(100)
    for await (const item of list) if (item === 2) break
    expect(fetch).toHaveBeenCalledTimes(2)
  })

  it.each([
    [0, [], 1],
    [2, [0, 1], 1],
    [3, [0, 1, 2], 2],
    [50, [0, 1, 2, 3, 4], 3],
  ])('to an array of at most %i', async (limit, items, fetched) => {
    const { fetch, list } = numbers(5)
    expect(await list.toArray({ limit })).toEqual(items)
    expect(fetch).toHaveBeenCalledTimes(fetched)
  })

  it('ends at once if it is empty', async () => {
    expect(await collect(numbers(0).list)).toEqual([])
    expect((await numbers(0).list).hasNext).toBe(false)
  })

  it('continues from page to page, and to an empty one after the last', async () => {
    const first = await numbers(3).list
    const second = await first.next()
    expect([[...second], second.hasNext]).toEqual([[2], false])
    expect([...(await second.next())]).toEqual([])
  })

  it('continues from the cursor of a page, also after JSON', async () => {
    const { fetch, list } = numbers(7)
    const first = await list
    expect(first.cursor).toBe(2)
    const cursor = JSON.parse(JSON.stringify(first.cursor)) as PageCursor
    const rest = list.from(cursor)
    expect(fetch).toHaveBeenCalledTimes(1)
    expect([...(await rest)]).toEqual([2, 3])
    expect(await rest.toArray()).toEqual([2, 3, 4, 5, 6])
    expect(await collect(numbers(7).list.from(cursor))).toEqual([2, 3, 4, 5, 6])
    expect(await list.toArray()).toEqual([0, 1, 2, 3, 4, 5, 6])
    for await (const page of list.pages()) expect(page.cursor === undefined).toBe(!page.hasNext)
  })

  it('rejects the cursor of the last page, which is undefined', async () => {
    const last = await numbers(2).list
    expect(last.cursor).toBeUndefined()
    expect(() => numbers(2).list.from(last.cursor as PageCursor)).toThrow(
      'numbers.list: from() needs the cursor of a page, got undefined. The last page has none: check page.hasNext first',
    )
    expect(() => numbers(2).list.from(last.cursor as PageCursor)).toThrow(
      expect.objectContaining({ operation: 'numbers.list' }) as Error,
    )
  })

  it('rejects like a promise, on any page', async () => {
    const finished = vi.fn()
    const broken = new List(() => Promise.reject(new RangeError('first')), { label: 'x', operation: 'x' })
    expect(await broken.catch(String)).toBe('RangeError: first')
    await expect(broken.finally(finished)).rejects.toThrow('first')
    expect(finished).toHaveBeenCalledOnce()
    const later = new List<number>(
      async (cursor) =>
        cursor === undefined ? reply({ items: [1], next: 1 }) : Promise.reject(new RangeError('second')),
      { label: 'x', operation: 'x' },
    )
    expect([...(await later)]).toEqual([1])
    await expect(later.toArray()).rejects.toThrow('second')
  })
})

describe('a page', () => {
  const page = new Page([3, 1, 2], { cursor: 4, fetch: async () => new Page([4]) })

  it('behaves as an array', () => {
    expect(Array.isArray(page)).toBe(true)
    expect([page.length, page[0], page.at(-1), page.includes(1)]).toEqual([3, 3, 2, true])
    expect(JSON.stringify(page)).toBe('[3,1,2]')
    expect(structuredClone(page)).toEqual([3, 1, 2])
    expect(inspect(page)).toBe('Page(3) [ 3, 1, 2 ]')
  })

  it('is inspected by its name, also if a bundler renames its class, to the given depth', () => {
    const Renamed = class _Page<T> extends Page<T> {}
    expect(inspect(new Renamed([{ a: { b: { c: {} } } }]), { depth: 1 })).toBe('Page(1) [ { a: [Object] } ]')
    expect(inspect({ within: { it: new Renamed([{ a: {} }]) } })).toBe(
      '{ within: { it: Page(1) [ [Object] ] } }',
    )
    expect(inspect({ in: { so: { deep: new Renamed([1]) } } })).toBe(
      '{ in: { so: { deep: Page(1) [Array] } } }',
    )
    expect(inspect(new Renamed([]))).toBe('Page(0) []')
  })

  it('with one number is not an array of that length', () => {
    expect([...new Page([5])]).toEqual([5])
  })

  it('is mapped and filtered to plain arrays', () => {
    const made = [
      page.map((item) => item * 2),
      page.filter((item) => item > 1),
      page.slice(1),
      page.concat([9]),
      page.toSorted(),
      page.toReversed(),
      page.flatMap((item) => [item]),
      page.with(0, 7),
      [...page].splice(0, 1),
    ]
    expect(made).toEqual([
      [6, 2, 4],
      [3, 2],
      [1, 2],
      [3, 1, 2, 9],
      [1, 2, 3],
      [2, 1, 3],
      [3, 1, 2],
      [7, 1, 2],
      [3],
    ])
    for (const array of made) expect(Object.getPrototypeOf(array)).toBe(Array.prototype)
  })
})

it('that repeats a page ends with an error, however it is read', async () => {
  const fetch = async (cursor: unknown) =>
    reply({
      items: [{ id: 1 }, { id: 2 }],
      next: Number(cursor ?? 0) > 50 ? undefined : Number(cursor ?? 0) + 2,
    })
  const list = (): List<{ id: number }> =>
    new List(fetch, { label: 'Test things.list', operation: 'things.list' })
  const problem = 'Test things.list failed (200): the server returned the same page twice'
  await expect(list().toArray()).rejects.toThrow(problem)
  await expect(collect(list())).rejects.toMatchObject({ code: 'ERR_UNREADABLE_REPLY', isRetryable: false })
  await expect((await list()).next()).rejects.toThrow(problem)
  expect(await list().toArray({ limit: 2 })).toHaveLength(2)
})
