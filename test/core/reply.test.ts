import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { Pending, type Reply } from '../../src/core/reply.js'

const response = { status: 200, headers: {}, requestId: 'r1', attempts: 1, durationMs: 1 }
const answered = <T>(data: T): Pending<T> =>
  Pending.ofReply(Promise.resolve({ data, response }), 'GET things/')
const refused = (): Pending<number> =>
  Pending.ofReply(Promise.reject<Reply<number>>(new RangeError('no')), 'GET things/')

describe('a pending request', () => {
  it('is a promise of its data', async () => {
    expect(await answered(1)).toBe(1)
    expect(await Promise.all([answered(1), answered(2)])).toEqual([1, 2])
    expect(answered(1)).toBeInstanceOf(Promise)
    expect(await answered(1).then((data) => data + 1)).toBe(2)
  })

  it('returns the response, before and after it was awaited', async () => {
    const pending = answered('x')
    expect(await pending.withResponse()).toEqual({ data: 'x', response })
    expect(await pending).toBe('x')
    expect(await pending.withResponse()).toEqual({ data: 'x', response })
  })

  it('can be transformed, with the same response', async () => {
    expect(
      await answered(2)
        .transform((data) => data * 2)
        .withResponse(),
    ).toEqual({ data: 4, response })
    await expect(
      answered(2).transform(() => {
        throw new TypeError('mine')
      }),
    ).rejects.toThrow('mine')
    await expect(refused().transform((data) => data)).rejects.toThrow('no')
  })

  it('is inspected with its label', () => {
    expect(inspect(answered(1))).toBe(
      'Pending { GET things/ } (await it for the data, .withResponse() for status and headers)',
    )
    expect(Object.prototype.toString.call(answered(1))).toBe('[object Pending]')
  })

  it('that fails is one unhandled rejection if it is not handled, and none if it is, in any way', async () => {
    const before = process.listeners('unhandledRejection')
    process.removeAllListeners('unhandledRejection')
    const unhandled: unknown[] = []
    process.on('unhandledRejection', (error: Error) => unhandled.push(error.message))
    try {
      const both = refused()
      const ways = [
        both.withResponse(),
        both.then((data) => data),
        both.catch((error: Error) => Promise.reject(error)),
        both.finally(() => {}),
        refused().withResponse(),
        refused().transform((data) => data),
      ]
      expect((await Promise.allSettled(ways)).map(({ status }) => status)).toEqual(ways.map(() => 'rejected'))
      await new Promise((resolve) => setImmediate(resolve))
      expect(unhandled).toEqual([])
      void refused()
      await new Promise((resolve) => setImmediate(resolve))
      expect(unhandled).toEqual(['no'])
    } finally {
      process.removeAllListeners('unhandledRejection')
      for (const listener of before) process.on('unhandledRejection', listener)
    }
  })
})
