import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SimulatedClock } from '../src/clock.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const day = 86_400

test('waits longer than the maximum of a Node timer, and can be canceled', () => {
  const clock = new SimulatedClock()
  const done = vi.fn()
  clock.after(60 * day, done)
  const cancel = clock.after(60 * day, () => expect.unreachable())
  vi.advanceTimersByTime(59 * day * 1000)
  expect(done).not.toHaveBeenCalled()
  cancel()
  vi.advanceTimersByTime(day * 1000)
  expect(done).toHaveBeenCalledOnce()
  expect(vi.getTimerCount()).toBe(0)
})

test('scales time, and stops', () => {
  const clock = new SimulatedClock({ timeScale: 60, startMs: 1000 })
  const done = vi.fn()
  clock.after(60, done)
  clock.after(61, () => expect.unreachable())
  vi.advanceTimersByTime(1000)
  expect(done).toHaveBeenCalledOnce()
  expect(clock.now()).toBe(61_000)
  clock.stop()
  expect(vi.getTimerCount()).toBe(0)
})
