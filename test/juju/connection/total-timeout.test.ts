import { afterEach, describe, expect, test, vi } from 'vitest'
import { stopClock } from '../../support/clock.js'
import { failureOf } from '../../support/failure.js'
import { script, type Scripted } from '../scripted.js'

const UUID = '00000000-0000-4000-8000-00000000000a'

let scripted: Scripted
afterEach(() => scripted[Symbol.asyncDispose]())

const timedOut = (operation: string, timeoutMs: number, more: object = {}): object => ({
  code: 'ERR_TIMEOUT',
  phase: 'total',
  operation,
  timeoutMs,
  isRetryable: false,
  mayHaveHappened: false,
  message: expect.stringMatching(
    new RegExp(`^Juju ${operation} timed out: it was not done within ${timeoutMs} ms`),
  ) as string,
  ...more,
})

describe('totalTimeoutMs', () => {
  test('ends a call without a reply, and leaves others alone', async () => {
    scripted = await script(({ method }) => (method === 'FullStatus' ? 'silence' : undefined))
    const model = scripted.juju.model(UUID)
    expect(await failureOf(model.status({}, { totalTimeoutMs: 60 }))).toMatchObject(
      timedOut('model.status', 60, { hint: expect.stringContaining('totalTimeoutMs') as string }),
    )
    await model.config.set({ a: 1 }, { totalTimeoutMs: 60_000 })
    await model.config.set({ a: 1 }, { totalTimeoutMs: 0 })
  })

  test('covers all tries of a call', async () => {
    let tries = 0
    scripted = await script(({ method }) =>
      method === 'Clouds' ? (++tries < 3 ? 'cut' : 'silence') : undefined,
    )
    await scripted.juju.whoami()
    const options = {
      totalTimeoutMs: 1500,
      retries: { max: 1000, baseMs: 1, maxMs: 1 },
      idempotent: true,
    }
    const call = scripted.juju.facade('Cloud').call('Clouds', {}, options)
    expect(await failureOf(call)).toMatchObject(timedOut('Cloud.Clouds', 1500))
    expect(scripted.named().length).toBeGreaterThan(1)
  })

  test('covers all calls of a verb, and says whether a change may have happened', async () => {
    // Each call takes less than the limit, both together more.
    scripted = await script(
      ({ method }) => {
        if (method !== 'ApplicationsInfo' && method !== 'AddUnits') return undefined
        vi.advanceTimersByTime(60)
        return method === 'AddUnits'
          ? 'silence'
          : { response: { results: [{ result: { principal: true } }] } }
      },
      { validate: 'off' },
    )
    const { applications } = scripted.juju.model(UUID)
    stopClock()
    try {
      expect(await failureOf(applications.addUnit('web', {}, { totalTimeoutMs: 100 }))).toMatchObject(
        timedOut('applications.addUnit', 100, { mayHaveHappened: true }),
      )
    } finally {
      vi.useRealTimers()
    }
    expect(scripted.named()).toEqual(['Application.ApplicationsInfo', 'Application.AddUnits'])
  })

  test.each(['Login', 'ListModels'])('covers %s, which other callers share', async (silent) => {
    scripted = await script(({ method }) => (method === silent ? 'silence' : undefined))
    const { machines } = scripted.juju.model('shop')
    expect(await failureOf(machines.add({}, { totalTimeoutMs: 60 }))).toMatchObject(
      timedOut('machines.add', 60),
    )
    const signal = AbortSignal.timeout(20)
    expect(await failureOf(machines.add({}, { signal }))).toMatchObject({
      code: 'ERR_ABORTED',
      operation: 'machines.add',
    })
  })

  test('must be a number, and together with a signal either ends the call', async () => {
    scripted = await script(({ method }) => (method === 'FullStatus' ? 'silence' : undefined))
    const model = scripted.juju.model(UUID)
    expect(await failureOf(model.status({}, { totalTimeoutMs: -1 }))).toMatchObject({
      code: 'ERR_CONFIGURATION',
    })
    const signal = AbortSignal.timeout(20)
    expect(await failureOf(model.status({}, { totalTimeoutMs: 60_000, signal }))).toMatchObject({
      code: 'ERR_ABORTED',
    })
    expect(
      await failureOf(model.status({}, { totalTimeoutMs: 20, signal: new AbortController().signal })),
    ).toMatchObject(timedOut('model.status', 20))
  })
})
