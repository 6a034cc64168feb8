import { getEventListeners } from 'node:events'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  ConnectionError,
  NotFoundError,
  type WaitFailedError,
  type WaitTimeoutError,
} from '../../src/core/errors.js'
import { ERRORS_PAGE } from '../../src/core/docs-url.js'
import { sleep } from '../../src/core/sleep.js'
import { type Wait, type WaitLook, type WaitOptions, waitUntil } from '../../src/core/wait.js'
import { failureOf } from '../support/failure.js'

/** A wait whose checks return one result after the other, and repeat the last one. */
function wait(
  looks: (WaitLook | Error)[],
  options: WaitOptions = {},
  more: Partial<Wait> = {},
): { result: Promise<void>; count: () => number } {
  let count = 0
  const look = async (): Promise<WaitLook> => {
    const seen = looks[Math.min(count++, looks.length - 1)] as WaitLook | Error
    if (seen instanceof Error) throw seen
    return seen
  }
  const result = waitUntil(
    {
      system: 'testing',
      operation: 'things.waitFor',
      goal: 'things to be there',
      timeoutMs: 60_000,
      look,
      ...more,
    },
    { intervalMs: 1, ...options },
  )
  return { result, count: () => count }
}

const coming: WaitLook = { states: { a: 'there', b: 'coming' }, done: ['a'] }
const there: WaitLook = { states: { a: 'there', b: 'there' }, done: ['a', 'b'] }
const passing = new ConnectionError({ summary: 'gone for a moment', reason: 'closed', isRetryable: true })

afterEach(() => void vi.useRealTimers())

describe('a wait', () => {
  it('reports changes only', async () => {
    const seen: unknown[] = []
    await wait([coming, coming, there], {
      onProgress: ({ changed, done, total }) => seen.push({ changed, done, total }),
    }).result
    expect(seen).toEqual([
      { changed: ['a', 'b'], done: 1, total: 2 },
      { changed: ['b'], done: 2, total: 2 },
    ])
  })

  it('for nothing ends at once', async () => {
    const { result, count } = wait([{ states: {}, done: [] }])
    await result
    expect(count()).toBe(1)
  })

  it('rejects with the error that onProgress throws', async () => {
    const { result } = wait([coming], {
      onProgress: () => {
        throw new RangeError('mine')
      },
    })
    await expect(result).rejects.toThrow(new RangeError('mine'))
  })

  it('fails at once, with the evidence, when something can no longer reach the goal', async () => {
    const { result, count } = wait(
      [{ ...coming, failed: { b: 'it broke', c: 'too' } }],
      {},
      { explain: async (ids) => [`${ids.join()} saw smoke`] },
    )
    const error = (await failureOf(result)) as WaitFailedError
    expect(error).toMatchObject({
      code: 'ERR_WAIT_FAILED',
      evidence: {
        states: coming.states,
        notes: ['b,c saw smoke'],
        failed: { b: 'it broke', c: 'too' },
      },
    })
    expect(error.message).toBe(
      `The wait for things to be there failed: b: it broke (and 1 more)\n  evidence 1: b,c saw smoke\n  docs: ${ERRORS_PAGE}#err_wait_failed`,
    )
    expect(count()).toBe(1)
  })

  it('checks once more at its timeout, then names what is late', async () => {
    vi.useFakeTimers()
    const { result, count } = wait([coming], { timeoutMs: 30 })
    const failing = failureOf(result)
    await vi.advanceTimersByTimeAsync(30)
    const error = (await failing) as WaitTimeoutError
    expect(error).toMatchObject({
      code: 'ERR_WAIT_TIMEOUT',
      isRetryable: true,
      evidence: { states: coming.states, failed: {} },
    })
    expect(error.message).toContain('timed out after 30 ms with 1 of 2 done: b is coming. See the evidence')
    expect(error.elapsedMs).toBeGreaterThanOrEqual(30)
    expect(count()).toBeGreaterThan(1)
    expect((await failureOf(wait([coming], { timeoutMs: 0 }).result)).code).toBe('ERR_WAIT_TIMEOUT')
  })

  it('fails in the same way when the explanation fails', async () => {
    expect(
      await failureOf(wait([coming], { timeoutMs: 0 }, { explain: () => Promise.reject(passing) }).result),
    ).toMatchObject({ code: 'ERR_WAIT_TIMEOUT', evidence: { notes: [] } })
  })

  it('retries transient errors, but not forever', async () => {
    vi.useFakeTimers()
    const survived = wait([passing, passing, there])
    const gaveUp = wait([passing])
    const failure = failureOf(gaveUp.result)
    await vi.advanceTimersByTimeAsync(20_000)
    await survived.result
    expect(await failure).toBe(passing)
    expect(gaveUp.count()).toBe(5)
  })

  it('waits for a server that restarts, after one successful check', async () => {
    vi.useFakeTimers()
    const looks: (WaitLook | Error)[] = [coming, ...Array.from({ length: 9 }, () => passing), there]
    const { result, count } = wait(looks, { timeoutMs: 600_000 })
    await vi.advanceTimersByTimeAsync(300_000)
    await result
    expect(count()).toBe(11)
  })

  it('reports a server that did not come back in time', async () => {
    vi.useFakeTimers()
    const failure = failureOf(wait([coming, passing], { timeoutMs: 90_000 }).result)
    await vi.advanceTimersByTimeAsync(90_000)
    expect(await failure).toMatchObject({
      code: 'ERR_WAIT_TIMEOUT',
      cause: passing,
      message: expect.stringContaining(
        'timed out after 90000 ms with 1 of 2 done: the last check failed: gone for a moment',
      ) as string,
    })
  })

  it('ends when a check fails with a permanent error', async () => {
    const gone = new NotFoundError({ summary: 'no such thing', status: 404 })
    const { result, count } = wait([coming, gone])
    expect(await failureOf(result)).toBe(gone)
    expect(count()).toBe(2)
  })

  it('ends although a check hangs', async () => {
    vi.useFakeTimers()
    const ended = vi.fn()
    const look = (signal: AbortSignal): Promise<never> =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          ended()
          reject(passing)
        })
      })
    const failure = failureOf(wait([], { timeoutMs: 10_000 }, { look }).result)
    await vi.advanceTimersByTimeAsync(10_199)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(await failure).toMatchObject({
      code: 'ERR_WAIT_TIMEOUT',
      message: expect.stringContaining('timed out after 10000 ms without a reply') as string,
    })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('with a timeout of years sets no timer longer than Node allows', async () => {
    const warnings: string[] = []
    const warn = (warning: Error): void => void warnings.push(warning.name)
    process.on('warning', warn)
    await wait([coming, there], { timeoutMs: 365 * 86_400_000 }).result
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', warn)
    expect(warnings).toEqual([])
  })
})

describe('the signal of a wait', () => {
  it('ends it before a check', async () => {
    const { result, count } = wait([there], { signal: AbortSignal.abort() })
    expect(await failureOf(result)).toMatchObject({ code: 'ERR_ABORTED', operation: 'things.waitFor' })
    expect(count()).toBe(0)
  })

  it.each([
    [
      'during a check',
      (controller: AbortController) => async () => (controller.abort(), Promise.reject(passing)),
    ],
    [
      'between two checks',
      (controller: AbortController) => async () => (setTimeout(() => controller.abort(), 5), coming),
    ],
    [
      'before a failed check is repeated',
      (controller: AbortController) => async () => (
        setTimeout(() => controller.abort(), 5),
        Promise.reject(passing)
      ),
    ],
  ])('ends it %s', async (_when, lookWith) => {
    const controller = new AbortController()
    const { result } = wait(
      [],
      { signal: controller.signal, intervalMs: 60_000 },
      { look: lookWith(controller) },
    )
    expect(await failureOf(result)).toMatchObject({ code: 'ERR_ABORTED', operation: 'things.waitFor' })
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
  })

  it('has one listener at any time, and none after the wait', async () => {
    const { signal } = new AbortController()
    const counts: number[] = []
    const looks = Array.from({ length: 50 }, (_nothing, index): WaitLook => ({
      ...coming,
      states: { a: 'there', b: `step ${index}` },
    }))
    await wait([...looks, there], {
      signal,
      onProgress: () => counts.push(getEventListeners(signal, 'abort').length),
    }).result
    expect(new Set(counts)).toEqual(new Set([1]))
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})

describe('sleep', () => {
  it('leaves neither timer nor listener, whichever ends it', async () => {
    vi.useFakeTimers()
    const controller = new AbortController()
    const long = sleep(60_000, [controller.signal, undefined])
    controller.abort()
    expect(await long).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
    const { signal } = new AbortController()
    const short = sleep(10, [signal])
    await vi.advanceTimersByTimeAsync(10)
    expect(await short).toBe(false)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })
})

describe('a wait whose client is closed', () => {
  it.each([
    ['between two checks', coming, 60_000],
    ['before its next try of a check', passing, 60_000],
  ])('ends at once %s', async (_when, look, intervalMs) => {
    const closing = new AbortController()
    const { result, count } = wait([look], { intervalMs }, { closing: closing.signal })
    const failing = failureOf(result)
    await new Promise((resolve) => setTimeout(resolve, 20))
    closing.abort()
    expect(await failing).toMatchObject({ code: 'ERR_CONNECTION', reason: 'closed', mayHaveHappened: false })
    expect(count()).toBe(1)
  })

  it('ends at once during a check that goes on', async () => {
    const closing = new AbortController()
    const look = (): Promise<never> => new Promise(() => {})
    const failing = failureOf(wait([coming], {}, { look, closing: closing.signal }).result)
    closing.abort()
    expect((await failing).message).toContain('The wait for things to be there ended: its client was closed')
  })

  it('checks nothing if it is closed already', async () => {
    const { result, count } = wait([there], {}, { closing: AbortSignal.abort() })
    expect(await failureOf(result)).toMatchObject({ code: 'ERR_CONNECTION', reason: 'closed' })
    expect(count()).toBe(0)
  })
})

describe('an explanation that hangs', () => {
  it('does not keep the failure of the wait', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const failed: WaitLook = { states: { a: 'broken' }, done: [], failed: { a: 'it broke' } }
    const { result } = wait([failed], {}, { explain: () => new Promise(() => {}) })
    const failing = failureOf(result)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await failing).toMatchObject({ code: 'ERR_WAIT_FAILED' })
  })
})

describe('partial checks', () => {
  it('are followed by a whole one before a timeout, which may find everything done', async () => {
    const finals: boolean[] = []
    const look = async (_signal: AbortSignal, isFinal: boolean): Promise<WaitLook> => {
      finals.push(isFinal)
      return { states: { a: isFinal ? 'up' : 'down' }, done: isFinal ? ['a'] : [], isPartial: !isFinal }
    }
    await waitUntil(
      { system: 'maas', operation: 'x', goal: 'a to be up', timeoutMs: 30, look },
      { intervalMs: 10 },
    )
    expect(finals.filter(Boolean)).toEqual([true])
    expect(finals.at(-1)).toBe(true)
    const late = waitUntil(
      {
        system: 'maas',
        operation: 'x',
        goal: 'a to be up',
        timeoutMs: 30,
        look: async (_signal, isFinal) => ({
          states: { a: isFinal ? 'late' : 'down' },
          done: [],
          isPartial: !isFinal,
        }),
      },
      { intervalMs: 10 },
    )
    await expect(late).rejects.toMatchObject({
      code: 'ERR_WAIT_TIMEOUT',
      evidence: { states: { a: 'late' } },
    })
  })
})
