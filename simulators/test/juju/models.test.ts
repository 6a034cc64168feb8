import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { type JujuSimulator, startJujuSimulator } from '../../src/juju/simulator.js'
import { type Loose, Wire } from './wire.js'

const clock = new SimulatedClock({ timeScale: 10_000 })
const denied = { message: 'permission denied', code: 'unauthorized access' }
let sim: JujuSimulator
let admin: Wire
let carol: Wire
let uuid: string

beforeAll(async () => {
  sim = await startJujuSimulator({ clock })
  uuid = sim.addModel({ name: 'shared' })
  sim.addUser({ name: 'carol', password: 'secret', models: { [uuid]: 'read' } })
  admin = await Wire.login(sim)
  carol = await Wire.login(sim, '/api', 'carol', 'secret')
})

afterAll(async () => {
  admin.close()
  carol.close()
  await sim.close()
  clock.stop()
})

const names = ({ results }: Loose): string[] => results.map(({ result }: Loose) => result.name).toSorted()
const create = (wire: Wire, params: object) => wire.send('ModelManager', 11, 'CreateModel', params)

describe('a user with read access', () => {
  test('lists the models shared with them, but not all models', async () => {
    expect(names(await carol.call('ModelManager.ListModelSummaries', { 'user-tag': 'user-carol' }))).toEqual([
      'shared',
    ])
    const all = await carol.send('ModelManager', 11, 'ListModelSummaries', {
      'user-tag': 'user-carol',
      all: true,
    })
    expect(all.error).toBe('permission denied: cannot list all models as non-admin user')
    const others = await carol.send('ModelManager', 11, 'ListModels', { tag: 'user-admin' })
    expect(others['error-code']).toBe('unauthorized access')
  })

  test('gets the same error for a hidden and for a missing model', async () => {
    const hidden = sim.addModel({ name: 'hidden' })
    const entities = [hidden, '00000000-0000-4000-8000-000000000000'].map((id) => ({ tag: `model-${id}` }))
    const { results } = await carol.call('ModelManager.ModelInfo', { entities })
    expect(results).toEqual([{ error: denied }, { error: denied }])
    const { results: destroyed } = await carol.call('ModelManager.DestroyModels', {
      models: entities.map(({ tag }) => ({ 'model-tag': tag })),
    })
    expect(destroyed).toEqual([{ error: denied }, { error: denied }])
  })

  test('sees a model without its machines, its secrets and its other users', async () => {
    const { results } = await carol.call('ModelManager.ModelInfo', { entities: [{ tag: `model-${uuid}` }] })
    expect(results[0].result).toMatchObject({
      name: 'shared',
      machines: null,
      'secret-backends': null,
      users: [{ user: 'carol', access: 'read' }],
    })
    const whole = await admin.call('ModelManager.ModelInfo', { entities: [{ tag: `model-${uuid}` }] })
    expect(whole.results[0].result.users).toHaveLength(2)
  })

  test('learns of a cloud with access to it only', async () => {
    const entities = [{ tag: 'cloud-dummy' }]
    expect(await carol.call('Cloud.Clouds')).toEqual({ clouds: {} })
    expect(await carol.call('Cloud.Cloud', { entities })).toEqual({
      results: [{ error: { message: 'cloud "dummy" not found', code: 'not found' } }],
    })
    expect(await carol.call('Cloud.CloudInfo', { entities })).toEqual({ results: [{ error: denied }] })
  })

  test('creates own models after a grant on the cloud', async () => {
    expect(await create(carol, { name: 'mine' })).toMatchObject({ error: 'permission denied' })
    await admin.call('Cloud.ModifyCloudAccess', {
      changes: [
        { 'user-tag': 'user-carol', 'cloud-tag': 'cloud-dummy', action: 'grant', access: 'add-model' },
      ],
    })
    expect(await create(carol, { name: 'mine' })).toMatchObject({
      response: { name: 'mine', qualifier: 'carol' },
    })
    expect(await create(carol, { name: 'hers', qualifier: 'admin' })).toMatchObject({
      error: '"add-model" permission does not permit creation of models for different owners',
    })
    expect(await create(carol, { name: 'mine' })).toMatchObject({ 'error-code': 'already exists' })
    // An administrator sees it in the list of all models, but not among the models shared with them.
    expect(
      names(await admin.call('ModelManager.ListModelSummaries', { 'user-tag': 'user-admin' })),
    ).not.toContain('mine')
    expect(
      names(await admin.call('ModelManager.ListModelSummaries', { 'user-tag': 'user-admin', all: true })),
    ).toContain('mine')
  })
})

test('any block prevents the destruction of a model, with the message of the block', async () => {
  const model = sim.addModel({ name: 'kept' })
  const wire = await Wire.login(sim, `/model/${model}/api`)
  await wire.call('Block.SwitchBlockOn', { type: 'BlockDestroy', message: 'in production' })
  const destroy = () =>
    admin.call('ModelManager.DestroyModels', { models: [{ 'model-tag': `model-${model}` }] })
  expect((await destroy()).results).toEqual([
    { error: { message: 'in production', code: 'operation is blocked' } },
  ])
  await wire.call('Block.SwitchBlockOff', { type: 'BlockDestroy' })
  expect((await destroy()).results).toEqual([{}])
  wire.close()
})

test('models have the defaults of their cloud and region; the region has priority', async () => {
  const set = (config: object, region = '') =>
    admin.call('ModelManager.SetModelDefaults', {
      config: [{ 'cloud-tag': 'cloud-dummy', 'cloud-region': region, config }],
    })
  await set({ 'http-proxy': 'http://proxy', 'ftp-proxy': 'ftp://proxy' })
  await set({ 'http-proxy': 'http://near' }, 'dummy-region')
  expect((await set({ 'http-proxy': 'x' }, 'nowhere')).results[0].error.code).toBe('not found')
  const { results } = await admin.call('ModelManager.ModelDefaultsForClouds', {
    entities: [{ tag: 'cloud-dummy' }],
  })
  expect(results[0].config['http-proxy']).toEqual({
    default: '',
    controller: 'http://proxy',
    regions: [{ 'region-name': 'dummy-region', value: 'http://near' }],
  })
  const wire = await Wire.login(sim, `/model/${uuid}/api`)
  const { config } = await wire.call('ModelConfig.ModelGet')
  expect(config['http-proxy']).toEqual({ value: 'http://near', source: 'region' })
  expect(config['ftp-proxy']).toEqual({ value: 'ftp://proxy', source: 'controller' })
  wire.close()
})
