import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Model } from '../../../src/juju/index.js'
import { simulate, type Simulated } from '../simulated.js'

let simulated: Simulated
let model: Model
let count = 0
const calls: string[] = []

beforeAll(async () => {
  simulated = await simulate()
  simulated.simulator.charms.add({
    name: 'kept',
    resources: { data: { type: 'file', path: 'data.zip', description: 'd' } },
  } as never)
  simulated.simulator.charms.add({ name: 'sub', subordinate: true })
  simulated.simulator.charms.add({
    name: 'typed',
    options: {
      flag: { type: 'boolean', default: false },
      count: { type: 'int', default: 1 },
      share: { type: 'float', default: 1 },
      text: { type: 'string', default: '' },
    },
  } as never)
  simulated.juju.on('request', ({ operation }) => calls.push(operation))
})
afterAll(() => simulated[Symbol.asyncDispose]())

const fresh = async (): Promise<Model> => {
  const name = `b${++count}`
  await simulated.juju.models.add(name)
  calls.length = 0
  return (model = simulated.juju.model(`admin/${name}`))
}

const failure = async (work: PromiseLike<unknown>): Promise<unknown> => {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}

const steps = async (bundle: string, options: Parameters<Model['deployBundle']>[1] = {}): Promise<string[]> =>
  (await model.deployBundle(bundle, options)).steps.map(({ text }) => text)

describe('a bundle on a model', () => {
  test('deploys exposure, trust, constraints, options, machine annotations and placement beside units, once', async () => {
    await fresh()
    const bundle = `
default-base: ubuntu@22.04
machines:
  "0": {constraints: mem=4G, annotations: {rack: r1}}
applications:
  ceph-mon: {charm: ceph-mon, channel: quincy/stable, num_units: 1, to: ["lxd:0"], options: {monitor-count: 1}, constraints: mem=2G}
  vault: {charm: vault, num_units: 1, to: [ceph-mon/0], expose: true}
  keystone: {charm: keystone, num_units: 2, trust: true}
relations: [[keystone:certificates, vault:certificates]]
`
    expect(await failure(model.deployBundle(bundle))).toMatchObject({
      code: 'ERR_CONFIGURATION',
      hint: 'Pass { trust: true } if you agree.',
    })
    await model.deployBundle(bundle, { trust: true })
    const status = await model.status()
    const machines = Object.fromEntries(
      status.applications.flatMap(({ units }) => units.map(({ name, machine }) => [name, machine])),
    )
    expect(machines).toMatchObject({ 'ceph-mon/0': '0/lxd/0', 'vault/0': '0/lxd/0' })
    expect(new Set([machines['keystone/0'], machines['keystone/1'], '0']).size).toBe(3)
    expect(status.applications.find(({ name }) => name === 'vault')?.exposed).toBe(true)
    expect(status.machines[0]?.constraints).toContain('mem=4096M')
    const { results } = await model
      .facade('Annotations')
      .call<{ results: { annotations: Record<string, string> }[] }>('Get', {
        entities: [{ tag: 'machine-0' }],
      })
    expect(results[0]?.annotations).toEqual({ rack: 'r1' })
    expect(await steps(bundle, { trust: true })).toEqual([])
    expect(await steps(bundle)).toEqual([])
    expect((await model.applications.constraints('ceph-mon')).mem).toBe(2048)
  })

  test('that has changed deploys only the changes', async () => {
    await fresh()
    await model.deployBundle(
      'applications:\n  web: {charm: ceph-mon, channel: quincy/stable, num_units: 1, options: {monitor-count: 1}}\n',
    )
    const changed =
      'applications:\n  web: {charm: ceph-mon, channel: reef/stable, num_units: 2, options: {monitor-count: 3}, constraints: cores=2, trust: true, expose: true, annotations: {gui-x: "1"}}\n'
    expect(await failure(model.deployBundle(changed, { trust: true }))).toMatchObject({
      code: 'ERR_CONFIGURATION',
      hint: expect.stringContaining('force: true') as string,
    })
    const done = await steps(changed, { trust: true, force: true })
    expect(done).toHaveLength(7)
    const [web] = (await model.status()).applications
    expect(web).toMatchObject({
      channel: 'reef/stable',
      exposed: true,
      units: [{ name: 'web/0' }, { name: 'web/1' }],
    })
    expect((await model.applications.config('web'))['monitor-count']).toMatchObject({ value: 3 })
    expect((await model.applications.constraints('web')).cores).toBe(2)
    expect(await steps(changed, { trust: true, force: true })).toEqual([])
  })

  test('creates offers with access for users, and another model consumes them', async () => {
    await fresh()
    simulated.simulator.addUser({ name: 'carol', password: 'carols-password' })
    const offering = `
applications:
  keystone: {charm: keystone, num_units: 1}
--- # overlay
applications:
  keystone:
    offers:
      id: {endpoints: [identity-service], acl: {admin: admin, carol: consume}}
`
    await model.deployBundle(offering)
    expect((await model.status()).offers).toMatchObject([
      { name: 'id', application: 'keystone', endpoints: [{ name: 'identity-service' }] },
    ])
    expect(await steps(offering)).toEqual([])
    const source = model.name
    await fresh()
    const consuming = `
saas: {id: {url: ${source}.id}}
applications:
  glance: {charm: glance, num_units: 1}
relations: [[glance:identity-service, id:identity-service]]
`
    await model.deployBundle(consuming)
    const status = await model.status()
    expect(status.remoteApplications).toMatchObject([{ name: 'id', offerUrl: `${source}.id` }])
    expect(status.relations).toHaveLength(1)
    expect(await steps(consuming)).toEqual([])
  })

  test('registers the resources of a charm, at the given revision or the newest', async () => {
    await fresh()
    await model.deployBundle(
      'applications:\n  a: {charm: kept, num_units: 1, resources: {data: 4}}\n  b: {charm: kept, num_units: 1}\n',
    )
    expect(calls.filter((call) => call === 'Resources.AddPendingResources')).toHaveLength(2)
    const { results } = await model
      .facade('Resources')
      .call<{ results: { resources: { name: string; revision: number }[] }[] }>('ListResources', {
        entities: [{ tag: 'application-a' }, { tag: 'application-b' }],
      })
    expect(results.map(({ resources }) => resources[0]?.name)).toEqual(['data', 'data'])
  })

  test.each([
    [
      'a subordinate with units',
      'sub: {charm: sub, num_units: 1}',
      'applications.sub.num_units: sub is a subordinate',
    ],
    [
      'an unknown resource',
      'kept: {charm: kept, resources: {date: 4}}',
      'applications.kept.resources.date: the charm kept has no such resource. It has data.',
    ],
    [
      'a resource that is a file',
      'kept: {charm: kept, resources: {data: ./data.zip}}',
      'data.zip is a file, and files are not supported yet',
    ],
    [
      'an offer of another controller',
      'glance: {charm: glance}\nsaas: {id: {url: "other:admin/m.id"}}',
      'saas.id.url: the offer other:admin/m.id is on another controller',
    ],
    [
      'a remote application without its URL that is not there',
      'glance: {charm: glance}\nsaas: {id: {}}',
      'saas.id.url: is missing, and the model has no such remote application',
    ],
  ])('with %s is refused before an application is changed', async (_, part, message) => {
    await fresh()
    const error = await failure(
      model.deployBundle(`applications:\n  web: {charm: web, num_units: 1}\n  ${part}\n`),
    )
    expect(error).toMatchObject({
      // Only the charm, once it is added, tells its resources and that it is a subordinate.
      code: calls.includes('Charms.AddCharm') ? 'ERR_BULK' : 'ERR_CONFIGURATION',
      mayHaveHappened: false,
      message: expect.stringContaining(message) as string,
    })
    const changes = calls.filter((call) => /Deploy|Add|Consume|Set|Expose/.test(call))
    expect(changes.filter((call) => call !== 'Charms.AddCharm')).toEqual([])
    expect((await model.status()).applications).toEqual([])
  })

  test('that is only planned finds its charms, and changes nothing', async () => {
    await fresh()
    const bundle = 'applications:\n  web: {charm: web, num_units: 1}\n'
    expect((await model.deployBundle(bundle, { dryRun: true })).steps).toHaveLength(3)
    expect(calls).toContain('Charms.ResolveCharms')
    expect(calls).not.toContain('Charms.AddCharm')
    expect(
      await failure(model.deployBundle(bundle.replace('charm: web', 'charm: no-such'), { dryRun: true })),
    ).toMatchObject({
      code: 'ERR_BULK',
      message: expect.stringContaining('could not add charm no-such') as string,
    })
  })

  test('with options in other spellings plans nothing the second time', async () => {
    await fresh()
    const bundle =
      'applications:\n  typed: {charm: typed, num_units: 1, options: {flag: "True", count: "010", share: "0.50", text: "yes"}}\n'
    await model.deployBundle(bundle)
    expect((await model.applications.config('typed')).flag).toMatchObject({ value: true })
    expect(await steps(bundle)).toEqual([])
    expect(await steps(bundle.replace('True', 'F'))).toEqual(['set flag of typed'])
  })

  test('keeps option texts with characters that YAML cannot have as they are', async () => {
    await fresh()
    const text = 'a\u0007b\u0085c\u007fd\u009fe\u2028f\ufeffg\ufffeh\n\ti\u{1f427}"\\'
    const options = JSON.stringify(text).replaceAll(
      /[\x7F-\x84\x86-\x9F\uFEFF\uFFFE]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    await model.deployBundle(
      `applications:\n  typed: {charm: typed, num_units: 1, options: {text: ${options}}}\n`,
    )
    expect((await model.applications.config('typed')).text).toMatchObject({ value: text })
  })

  test('with a charm from a file fails before anything is changed', async () => {
    await fresh()
    const error = await failure(
      model.deployBundle({
        text: 'applications:\n  web: {charm: web, num_units: 1}\n  mine: {charm: ./mine.charm, num_units: 1}\n',
        path: '/tmp/bundle.yaml',
      }),
    )
    expect((error as Error).message).toContain('charms from files are not supported yet')
    expect((await model.status()).applications).toEqual([])
  })

  test('may use existing machines', async () => {
    await fresh()
    await model.machines.add({ count: 2 })
    const deployed = await model.deployBundle(
      'machines: {"5": {}}\napplications:\n  web: {charm: web, num_units: 1, to: ["5"]}\n',
      { machineMap: { '5': '1' } },
    )
    expect(deployed).toMatchObject({ machines: { '5': '1' }, units: { web: ['web/0'] } })
    expect((await model.status()).applications[0]?.units[0]?.machine).toBe('1')
  })

  test('is aborted by its signal, with the number of steps that were done', async () => {
    await fresh()
    const controller = new AbortController()
    const error = await failure(
      model.deployBundle('applications:\n  web: {charm: web, num_units: 3}\n', {
        signal: controller.signal,
        concurrency: 1,
        onProgress: ({ step, state }) => {
          if (step.kind === 'deploy' && state === 'done') controller.abort()
        },
      }),
    )
    expect(error).toMatchObject({ code: 'ERR_ABORTED', facts: { done: '2 of 5 steps' } })
  })

  test('that fails on a call with an unknown outcome says that it may have happened', async () => {
    await fresh()
    simulated.simulator.failCall('Application.AddUnits', 'drop-after')
    const bundle = 'applications:\n  web: {charm: web, num_units: 1}\n'
    expect(await failure(model.deployBundle(bundle))).toMatchObject({
      code: 'ERR_BULK',
      mayHaveHappened: true,
    })
    expect(await steps(bundle)).toEqual([])
    expect((await model.status()).applications[0]?.units).toHaveLength(1)
  })
})
