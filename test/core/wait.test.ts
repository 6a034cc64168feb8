import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ConnectionError, NotFoundError, WaitFailedError, WaitTimeoutError } from '../../src/core/errors.js'
import { type Wait, type WaitLook, type WaitOptions, type WaitProgress, waitUntil } from '../../src/core/wait.js'

const lost = (): ConnectionError => new ConnectionError({ summary: 'Test look failed: the connection ended', reason: 'closed', isRetryable: true })
const at = (states: Record<string, string>, more: Partial<WaitLook> = {}): WaitLook => ({ states, done: Object.keys(states).filter((id) => states[id] === 'there'), ...more })

/** A wait whose looks are given; the last one stays. */
function waiting(looks: (WaitLook | Error)[], options: WaitOptions = {}, more: Partial<Wait> = {}) {
  const told: WaitProgress[] = []
  let count = 0
  const promise = waitUntil(
    {
      system: 'testing',
      operation: 'things.waitFor',
      goal: 'a to be there',
      timeoutMs: 60_000,
      look: async () => {
        const one = looks[Math.min(count++, looks.length - 1)]
        if (one === undefined || one instanceof Error) throw one
        return one
      },
      ...more,
    },
    { onProgress: (progress) => told.push(progress), ...options },
  )
  promise.catch(() => {})
  return { promise, told, looks: () => count }
}

describe('a wait', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
  afterEach(() => void vi.useRealTimers())

  it('tells what changes, and ends when all are there', async () => {
    const { promise, told } = waiting([at({ a: 'away', b: 'there' }), at({ a: 'away', b: 'there' }), at({ a: 'there', b: 'there' })])
    await vi.runAllTimersAsync()
    await promise
    expect(told.map(({ changed, done, total }) => [changed, done, total])).toEqual([[['a', 'b'], 1, 2], [['a'], 2, 2]])
  })

  it('looks about every five seconds, and once more when the time is up', async () => {
    const { promise, looks } = waiting([at({ a: 'away' })], { timeoutMs: 12_000 })
    await vi.advanceTimersByTimeAsync(11_900)
    expect(looks()).toBe(3)
    await vi.advanceTimersByTimeAsync(100)
    await expect(promise).rejects.toThrow('The wait for a to be there gave up after 12000 ms with 0 of 1 there: a is away')
    expect(looks()).toBe(4)
  })

  it('ends at once when something cannot arrive, with what explains it', async () => {
    const { promise } = waiting([at({ a: 'dead', b: 'away' }, { failed: { a: 'it is dead' } })], {}, { explain: async (ids) => [`${ids.join()} had an accident`] })
    const error: unknown = await promise.catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(WaitFailedError)
    expect(error).toMatchObject({ evidence: { states: { a: 'dead', b: 'away' }, notes: ['a had an accident'] } })
  })

  it('sits out a server that restarts: failures in passing, until the time is up', async () => {
    const { promise, looks } = waiting([at({ a: 'away' }), ...Array.from({ length: 20 }, lost), at({ a: 'there' })], { timeoutMs: 3_600_000 })
    await vi.runAllTimersAsync()
    await promise
    expect(looks()).toBe(22)
  })

  it('but not one that was never there: the address may be wrong', async () => {
    const { promise, looks } = waiting([lost()], { timeoutMs: 3_600_000 })
    await vi.runAllTimersAsync()
    await expect(promise).rejects.toMatchObject({ code: 'ERR_CONNECTION' })
    expect(looks()).toBe(5)
  })

  it('says that the last look failed when the time is up meanwhile', async () => {
    const { promise } = waiting([at({ a: 'away' }), lost()], { timeoutMs: 30_000 })
    await vi.runAllTimersAsync()
    const error: unknown = await promise.catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(WaitTimeoutError)
    expect(error).toMatchObject({ message: expect.stringContaining('the last look failed: Test look failed'), evidence: { states: { a: 'away' } }, cause: { message: 'Test look failed: the connection ended' } })
  })

  it('ends with what cannot get better', async () => {
    const { promise, looks } = waiting([at({ a: 'away' }), new NotFoundError({ summary: 'gone', status: 404 })])
    await vi.runAllTimersAsync()
    await expect(promise).rejects.toMatchObject({ code: 'ERR_NOT_FOUND' })
    expect(looks()).toBe(2)
  })

  it('ends when its signal says so, while it sleeps', async () => {
    const controller = new AbortController()
    const { promise } = waiting([at({ a: 'away' })], { signal: controller.signal })
    await vi.advanceTimersByTimeAsync(10)
    controller.abort()
    await expect(promise).rejects.toMatchObject({ code: 'ERR_ABORTED' })
  })
})

describe('a look that hangs', () => {
  it('is ended ten seconds after the time is up', async () => {
    const patience = new AbortController()
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(patience.signal)
    const { promise } = waiting([], { timeoutMs: 20 }, {
      look: async (signal) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(new ConnectionError({ summary: 'Test look was ended', reason: 'closed' })))
          queueMicrotask(() => patience.abort())
        }),
    })
    await expect(promise).rejects.toThrow('gave up after 20 ms with 0 of 0 there: the last look failed: Test look was ended')
    expect(timeout).toHaveBeenCalledWith(10_020)
    timeout.mockRestore()
  })
})
