import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AbortedError, BulkError, ConnectionError } from '../../../src/core/errors.js'
import { type BundleProgress, executePlan } from '../../../src/juju/bundle/execute.js'
import { planBundle } from '../../../src/juju/bundle/plan.js'
import { readBundle } from '../../../src/juju/bundle/read.js'
import { deployInto, MemoryModel } from './memory-model.js'

const BUNDLE = `
machines: { 0: {}, 3: {} }
applications:
  a: { charm: ubuntu, num_units: 2, to: [0, 3] }
  b: { charm: mysql, num_units: 2, to: [lxd:0, lxd:a/1], annotations: { k: v } }
  c: { charm: ntp }
relations: [[a:x, b:y], [a, c]]
`
const bundle = () => readBundle(BUNDLE)
const lost = (mayHaveHappened: boolean) =>
  new ConnectionError({ summary: 'the controller hung up', reason: 'closed', mayHaveHappened })

async function failure(model: MemoryModel, call: string): Promise<BulkError> {
  model.failing = { call, error: lost(!call.startsWith('resolveCharm')) }
  const error = await deployInto(model, await bundle()).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(BulkError)
  return error as BulkError
}

describe('executePlan', () => {
  it('finds all charms, then performs all steps, and returns what was added', async () => {
    const model = new MemoryModel()
    const plan = planBundle(await bundle())
    const progress: BundleProgress[] = []
    const outcome = await executePlan(plan, model, { onProgress: (event) => progress.push(event) })
    expect(outcome).toEqual({ machines: { 0: '0', 3: '1' }, units: { a: ['a/0', 'a/1'], b: ['b/0', 'b/1'] } })
    expect(model.state.applications.b?.units).toEqual({ 'b/0': '0/lxd/0', 'b/1': '1/lxd/0' })
    expect(model.calls.slice(0, 3).toSorted()).toEqual([
      'resolveCharm mysql',
      'resolveCharm ntp',
      'resolveCharm ubuntu',
    ])
    const done = progress.filter(({ state }) => state === 'done')
    expect(done.map((event) => event.done)).toEqual(plan.steps.map((_, index) => index + 1))
    expect(done.find(({ step }) => step.kind === 'addUnit' && step.unit === 'b/1')?.made).toBe('b/1')
  })

  it.each([1, 3])('has at most %i calls in progress', async (concurrency) => {
    const model = new MemoryModel()
    await deployInto(model, await bundle(), {}, concurrency)
    expect(model.mostRunning).toBe(concurrency)
  })

  it('changes nothing when a charm cannot be found', async () => {
    const model = new MemoryModel()
    const error = await failure(model, 'resolveCharm ntp')
    expect(error.message.split('\n')[0]).toBe(
      'the bundle was not deployed: could not add charm ntp: the controller hung up. Nothing was changed.',
    )
    expect(model.calls.filter((call) => !call.startsWith('resolveCharm'))).toEqual([])
    expect(error.results).toHaveLength(1)
  })

  it('reports the failed step and the completed ones, and stops', async () => {
    const model = new MemoryModel()
    const error = await failure(model, 'addUnit b')
    expect(error.message).toContain(
      'could not add unit b/0 in a new lxd container on new machine 0: the controller hung up',
    )
    expect(error.failures.map(({ item }) => item)).toEqual([
      'add unit b/0 in a new lxd container on new machine 0',
    ])
    expect(error.results.map(({ item }) => item)).toContain('integrate a:x - b:y')
    expect(error.mayHaveHappened).toBe(true)
    expect(error.facts).toMatchObject({ machineMap: { 0: '0', 3: '1' } })
    expect(model.state.applications.b?.units).toEqual({})
    expect(model.running).toBe(0)
  })

  it('says which steps have an unknown outcome, whichever of them failed first', async () => {
    const model = new MemoryModel()
    const plan = planBundle(await bundle())
    const failing = (name: string, error: Error): Promise<never> =>
      new Promise((_resolve, reject) => setTimeout(reject, name === 'a' ? 1 : 20, error))
    model.deploy = (_charm, { application }) =>
      failing(application, application === 'a' ? new TypeError('first') : lost(true))
    const error: unknown = await executePlan(plan, model).catch((reason: unknown) => reason)
    expect(error).toMatchObject({
      mayHaveHappened: true,
      cause: new TypeError('first'),
      facts: { 'outcome unknown': 'deploy b (charm mysql), deploy c (charm ntp)' },
    })
  })

  it('says on abort which steps have an unknown outcome', async () => {
    const model = new MemoryModel()
    const controller = new AbortController()
    model.deploy = () => {
      controller.abort()
      return Promise.reject(lost(true))
    }
    const run = executePlan(planBundle(await bundle()), model, { signal: controller.signal })
    await expect(run).rejects.toMatchObject({ code: 'ERR_ABORTED', mayHaveHappened: true })
  })

  it('adds units to an application called constructor', async () => {
    const model = new MemoryModel()
    const read = await readBundle('applications: { constructor: { charm: ubuntu, num_units: 2 } }')
    const { units } = await executePlan(planBundle(read), model)
    expect(units).toEqual({ constructor: ['constructor/0', 'constructor/1'] })
  })

  it('takes a chain of 10,000 placements', async () => {
    const chain = Array.from(
      { length: 10_000 },
      (_, index) =>
        `  a${index}: { charm: ubuntu, num_units: 1${index < 9999 ? `, to: [a${index + 1}/0]` : ''} }`,
    )
    const { steps } = planBundle(await readBundle(['applications:', ...chain].join('\n')))
    expect(steps.filter(({ kind }) => kind === 'addUnit')).toHaveLength(10_000)
  }, 60_000)

  it('keeps an error from outside the package as the cause', async () => {
    const model = new MemoryModel()
    model.failing = { call: 'addUnit a', error: new TypeError('a mistake in the target') }
    await expect(deployInto(model, await bundle())).rejects.toMatchObject({
      code: 'ERR_BULK',
      cause: new TypeError('a mistake in the target'),
      failures: [],
    })
  })

  it('stops on abort, after the running steps have ended', async () => {
    const model = new MemoryModel()
    const controller = new AbortController()
    const run = executePlan(planBundle(await bundle()), model, {
      signal: controller.signal,
      onProgress: ({ done }) => done === 5 && controller.abort(),
    })
    const error = await run.catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(AbortedError)
    expect(model.running).toBe(0)
    const { length } = model.calls
    await new Promise(setImmediate)
    expect(model.calls).toHaveLength(length)
    await expect(
      executePlan(planBundle(await bundle()), new MemoryModel(), { signal: AbortSignal.abort() }),
    ).rejects.toThrow(
      'Juju model.deployBundle was aborted by its signal after 0 of 17 steps. Nothing was changed.',
    )
  })

  it('continues after a failure when the bundle is deployed again with its machine map', async () => {
    const calls = [
      'deploy b',
      'addRelation a c',
      'addUnit a',
      'addUnit b',
      'setAnnotations',
      'deploy c',
      'addMachine',
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...calls),
        fc.integer({ min: 1, max: 6 }),
        async (call, concurrency) => {
          const model = new MemoryModel()
          const read = await bundle()
          model.failing = { call, error: lost(true) }
          const error = (await deployInto(model, read, {}, concurrency).catch(
            (reason: unknown) => reason,
          )) as BulkError
          model.failing = undefined
          const { machineMap } = error.facts as { machineMap?: Record<string, string> }
          await deployInto(model, read, machineMap ? { machineMap } : {}, concurrency)
          expect(planBundle(read, model.state).steps).toEqual([])
          expect(Object.keys(model.state.machines).filter((id) => !id.includes('/'))).toEqual(['0', '1'])
          expect(model.state.relations).toHaveLength(2)
        },
      ),
    )
  })
})
