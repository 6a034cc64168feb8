import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IdleProgress, Model, ModelStatus } from '../../../src/juju/index.js'
import { lookAt } from '../../../src/juju/status/wait-for-idle.js'
import { decodeStatus } from '../../../src/juju/status/decode.js'
import { SimulatedClock } from '../../../simulators/src/clock.js'
import { haveRecordings, recordedStatus, recording, skipped } from '../recordings.js'
import { simulate, type Simulated } from '../simulated.js'

/** A clock on which nothing happens before `release()`: the first check sees the beginning, however slow the machine is. */
class HeldClock extends SimulatedClock {
  #held: Set<() => void> | undefined = new Set()

  override after(seconds: number, action: () => void): () => void {
    const held = this.#held
    if (held === undefined) return super.after(seconds, action)
    let cancel = (): void => void held.delete(start)
    const start = (): void => void (cancel = super.after(seconds, action))
    held.add(start)
    return () => cancel()
  }

  release(): void {
    const held = this.#held ?? []
    this.#held = undefined
    for (const start of held) start()
  }
}

let simulated: Simulated
let count = 0
beforeAll(async () => {
  simulated = await simulate()
})
afterAll(() => simulated[Symbol.asyncDispose]())

const fresh = async (): Promise<Model> => {
  const name = `w${++count}`
  await simulated.juju.models.add(name)
  return simulated.juju.model(name)
}

const failure = async (work: PromiseLike<unknown>): Promise<unknown> => {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}

const quick = { intervalMs: 20, timeoutMs: 45_000 }

describe('waiting for a model', () => {
  test('ends when every unit is active and idle, subordinates too, and reports progress', async () => {
    const clock = new HeldClock({ timeScale: 2000 })
    await using lab = await simulate({ clock })
    await lab.juju.models.add('w0')
    const model = lab.juju.model('w0')
    await model.applications.deploy('web', { units: 2 })
    await model.applications.deploy('watch')
    await model.applications.integrate('web', 'watch')
    const seen: IdleProgress[] = []
    const status = await model.waitForIdle({
      ...quick,
      onProgress: (progress) => {
        seen.push(progress)
        clock.release()
      },
    })
    const units = status.applications.flatMap((application) => application.units)
    expect(units.map(({ name, workload, agent }) => `${name} ${workload.current}/${agent.current}`)).toEqual([
      'watch/0 active/idle',
      'watch/1 active/idle',
      'web/0 active/idle',
      'web/1 active/idle',
    ])
    expect(seen[0]).toMatchObject({
      done: 0,
      total: 4,
      states: { 'web/0': 'waiting/allocating', 'watch on web/0': 'not added yet' },
      status: { name: 'w0' },
    })
    expect(seen.at(-1)).toMatchObject({ done: 4, total: 4, states: { 'watch/1': 'active/idle' } })
  })

  test('does not wait for a subordinate without a relation, nor for applications that were not named', async () => {
    const model = await fresh()
    await model.applications.deploy('watch')
    expect((await model.waitForIdle(quick)).applications.map(({ name }) => name)).toEqual(['watch'])
    await model.applications.deploy('web')
    await model.applications.deploy('web', { name: 'other', constraints: 'mem=2G' })
    simulated.simulator.failUnit('other/0', 'install', `admin/${model.name}`)
    await model.waitForIdle({ ...quick, applications: ['web'] })
  })

  test('fails at once on a failed hook, with the status history as evidence', async () => {
    const model = await fresh()
    await model.applications.deploy('web')
    simulated.simulator.failUnit('web/0', 'config-changed', `admin/${model.name}`)
    const error = await failure(model.waitForIdle(quick))
    expect(error).toMatchObject({
      code: 'ERR_WAIT_FAILED',
      operation: 'model.waitForIdle',
      evidence: { states: { 'web/0': expect.stringMatching(/^error\//) as string } },
    })
    expect((error as Error).message).toMatch(
      /^The wait for model w\d+ to be active and idle failed: web\/0: error: hook failed: "config-changed"/,
    )
    expect((error as { evidence: { notes: string[] } }).evidence.notes.join('\n')).toContain(
      'web/0: error (hook failed: "config-changed")',
    )
    await model.applications.resolve('web/0')
    // The hook runs again a moment later; until then the unit is in error.
    while ((await model.status()).applications[0]?.units[0]?.workload.current === 'error')
      await new Promise((resolve) => setTimeout(resolve, 2))
    await model.waitForIdle(quick)
  })

  test('fails at once on a machine that cannot be started', async () => {
    const model = await fresh()
    simulated.simulator.failProvisioning('*', 'no matching node for mem=1024G')
    await model.applications.deploy('web')
    const error = await failure(model.waitForIdle(quick))
    expect(error).toMatchObject({ code: 'ERR_WAIT_FAILED' })
    expect((error as Error).message).toMatch(
      /failed: machine 0: provisioning error: no matching node for mem=1024G/,
    )
    await model.machines.retryProvisioning('0')
    await model.waitForIdle(quick)
  })

  test('fails at once for an unknown application, and suggests similar names', async () => {
    const model = await fresh()
    await model.applications.deploy('web')
    expect(
      ((await failure(model.waitForIdle({ ...quick, applications: ['wep'] }))) as Error).message,
    ).toMatch(/there is no application wep; did you mean web\?/)
  })

  test('fails for an application that every object inherits a name of', async () => {
    const model = await fresh()
    await expect(model.waitForIdle({ ...quick, applications: ['__proto__'] })).rejects.toMatchObject({
      code: 'ERR_WAIT_FAILED',
      message: expect.stringContaining('there is no application __proto__') as string,
    })
  })

  test('times out with the units that are late, lost agents first', async () => {
    const model = await fresh()
    await model.applications.deploy('web')
    await model.waitForIdle(quick)
    simulated.simulator.set({ what: 'unit-agent-gone', name: 'web/0', model: `admin/${model.name}` })
    const error = await failure(model.waitForIdle({ intervalMs: 20, timeoutMs: 120 }))
    expect(error).toMatchObject({
      code: 'ERR_WAIT_TIMEOUT',
      isRetryable: true,
      evidence: { states: { 'web/0': 'unknown/lost' } },
    })
    expect((error as Error).message).toMatch(
      /timed out after 120 ms with 0 of 1 done: web\/0 is unknown\/lost/,
    )
    expect(
      (error as { evidence: { notes: string[] } }).evidence.notes.some((note) =>
        /web\/0: its agent is lost since .*: is machine 0 up\?/.test(note),
      ),
    ).toBe(true)
  })

  test('may wait for other workload statuses, and for a duration', async () => {
    const model = await fresh()
    await model.applications.deploy('web')
    await model.waitForIdle(quick)
    simulated.simulator.set({
      what: 'unit-workload-status',
      name: 'web/0',
      status: 'blocked',
      message: 'vault is sealed',
      model: `admin/${model.name}`,
    })
    await model.waitForIdle({ ...quick, workload: ['active', 'blocked'] })
    const before = performance.now()
    await model.waitForIdle({ ...quick, workload: ['blocked'], forMs: 120 })
    expect(performance.now() - before).toBeGreaterThan(100)
    expect(await failure(model.waitForIdle({ intervalMs: 20, timeoutMs: 60 }))).toMatchObject({
      evidence: {
        notes: expect.arrayContaining([expect.stringContaining('blocked (vault is sealed)')]) as string[],
      },
    })
  })

  test('ends with its signal, and continues after a lost connection', async () => {
    const model = await fresh()
    await model.applications.deploy('web')
    simulated.simulator.failCall('Client.FullStatus', 'drop')
    await model.waitForIdle(quick)
    const controller = new AbortController()
    simulated.simulator.set({
      what: 'unit-workload-status',
      name: 'web/0',
      status: 'blocked',
      model: `admin/${model.name}`,
    })
    const waiting = failure(
      model.waitForIdle({ ...quick, signal: controller.signal, onProgress: () => controller.abort() }),
    )
    expect(await waiting).toMatchObject({ code: 'ERR_ABORTED' })
  })
})

describe('the life of an application', () => {
  const status = (life: string): ModelStatus =>
    ({
      machines: [],
      applications: [
        {
          name: 'web',
          life,
          subordinateTo: [],
          units: [
            {
              name: 'web/0',
              application: 'web',
              machine: '0',
              workload: { current: 'waiting', message: '', data: {} },
              agent: { current: 'allocating', message: '', data: {} },
              subordinates: [],
            },
          ],
        },
      ],
    }) as unknown as ModelStatus

  test.each([
    ['alive', { 'web/0': 'waiting/allocating' }],
    // Juju 3 and before.
    ['', { 'web/0': 'waiting/allocating' }],
    ['dying', {}],
    ['dead', {}],
  ])('%j', (life, states) => {
    expect(lookAt(status(life), undefined, ['active'])).toEqual({ states, done: [], failed: {} })
  })
})

describe.skipIf(!haveRecordings)(`reading a real status${skipped}`, () => {
  const look = (status: ModelStatus, applications?: string[]): ReturnType<typeof lookAt> =>
    lookAt(status, applications, ['active'])

  test('finds the failed hook and the lost agent', () => {
    const [first] = recording('model-calls') as { reply: { response: Parameters<typeof decodeStatus>[0] } }[]
    const status = decodeStatus(first?.reply.response as never)
    const { states, done, failed } = look(
      status,
      status.applications.map(({ name }) => name),
    )
    expect(states['wordpress/1']).toBe('unknown/lost')
    expect(failed).toEqual({ 'dummy/0': 'error: hook failed: "install"' })
    expect(done).toContain('mysql/0')
    expect(done).not.toContain('wordpress/1')
  })

  test('waits for the missing subordinate of wordpress/1', () => {
    const { states } = look(decodeStatus(recordedStatus('commands/status-active')), ['logging'])
    expect(states).toEqual({
      'logging/1': 'waiting/allocating',
      'logging on wordpress/1': 'not added yet',
      'logging on wordpress/2': 'not added yet',
    })
  })
})
