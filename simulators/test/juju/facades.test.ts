import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { type JujuSimulator, startJujuSimulator } from '../../src/juju/simulator.js'
import { type Reply, until, Wire } from './wire.js'

let sim: JujuSimulator
let model: string
let wire: Wire
let controller: Wire

const clock = new SimulatedClock({ timeScale: 20_000 })

beforeAll(async () => {
  sim = await startJujuSimulator({ clock })
  sim.charms.add({
    name: 'mysql',
    description: 'a database',
    provides: { server: { interface: 'mysql' }, admin: { interface: 'mysql-root' } },
    actions: { backup: { description: 'b', params: {} } },
  })
  sim.charms.add({ name: 'wordpress', requires: { db: { interface: 'mysql', limit: 1 } } })
  model = sim.addModel({ name: 'prod' })
  sim.addUser({ name: 'carol', password: 'carol-pw', models: { [model]: 'read' } })
  wire = await Wire.login(sim, `/model/${model}/api`)
  controller = await Wire.login(sim)
  await deploy(wire, 'mysql')
})

afterAll(async () => {
  wire.close()
  controller.close()
  await sim.close()
  clock.stop()
})

async function deploy(on: Wire, charm: string): Promise<void> {
  const arg = { CharmName: charm, ApplicationName: '', ConfigYAML: '', Cons: {}, 'num-units': 1 }
  const { Results } = await on.call('Application.DeployFromRepository', { Args: [arg] })
  expect(Results[0].Errors).toBeNull()
}

type Item = NonNullable<Reply['response']>[string]

function results({ response }: Reply): Item[] {
  return response?.['results'] as Item[]
}

describe('actions', () => {
  test('operations and tasks share one counter, and run in simulated time', async () => {
    const first = await wire.call('Action.EnqueueOperation', {
      actions: [{ receiver: 'unit-mysql-0', name: 'backup', parameters: { to: 'x' } }],
    })
    expect([first['operation'], first['actions'][0].action.tag]).toEqual(['operation-0', 'action-1'])
    const second = await wire.call('Action.Run', {
      commands: 'uptime',
      timeout: 0,
      units: ['mysql/0'],
      machines: ['0'],
    })
    expect([second['operation'], ...second['actions'].map((each: Item) => each.action.tag)]).toEqual([
      'operation-2',
      'action-3',
      'action-4',
    ])
    const done = await until(
      () => wire.call('Action.Operations', { entities: [{ tag: 'operation-2' }] }),
      (answer) => answer['results'][0].status === 'completed',
    )
    expect(done['results'][0].completed).not.toBe('0001-01-01T00:00:00Z')
    expect(done['results'][0].actions[0].action.receiver).toBe('machine-0')
  })

  test('operations are listed by application, action and status, in pages', async () => {
    const list = async (query: object) =>
      (await wire.call('Action.ListOperations', query))['results'].map((each: Item) => each.operation)
    expect(await list({ applications: ['mysql'], actions: ['backup'] })).toEqual(['operation-0'])
    expect(await list({ machines: ['0'] })).toEqual(['operation-2'])
    expect(await list({ applications: ['nope'] })).toEqual([])
    expect(await list({ status: ['failed'] })).toEqual([])
    expect(await wire.call('Action.ListOperations', { limit: 1 })).toMatchObject({
      truncated: true,
      results: [{ operation: 'operation-0' }],
    })
    expect(await list({ offset: 1, limit: 5 })).toEqual(['operation-2'])
  })

  test.each([
    ['unit-nope-0', 'backup', 'application "nope" not found'],
    ['unit-mysql-0', 'nope', 'action "nope" not defined for unit "mysql/0".'],
    ['nope/leader', 'backup', 'application "nope" not found in leases'],
    ['mysql', 'backup', '"mysql" is not a valid tag'],
  ])('%s %s fails as a whole', async (receiver, name, words) => {
    const { error } = await wire.send('Action', 7, 'EnqueueOperation', { actions: [{ receiver, name }] })
    expect(error).toContain(words)
  })
})

describe('secrets', () => {
  const list = async (filter = {}, on = wire) =>
    results(await on.send('Secrets', 2, 'ListSecrets', { 'show-secrets': true, filter }))

  test('a secret is created, updated, granted and removed', async () => {
    const created = await wire.send('Secrets', 2, 'CreateSecrets', {
      args: [{ label: 'key', content: { data: { a: 'MQ==' } } }],
    })
    const uri = results(created)[0].result as string
    expect(uri).toMatch(/^secret:[0-9a-v]{20}$/)
    const again = await wire.send('Secrets', 2, 'CreateSecrets', {
      args: [{ label: 'key', content: { data: { a: 'MQ==' } } }],
    })
    expect(results(again)[0].error.code).toBe('already exists')
    await wire.send('Secrets', 2, 'UpdateSecrets', {
      args: [{ 'existing-label': 'key', content: { data: { a: 'Mg==' } } }],
    })
    await wire.send('Secrets', 2, 'GrantSecret', { uri, applications: ['mysql'] })
    const [secret] = await list({ uri })
    expect(secret).toMatchObject({
      'latest-revision': 2,
      value: { data: { a: 'Mg==' } },
      access: [{ 'target-tag': 'application-mysql', role: 'view' }],
    })
    expect((await list({ uri, revision: 1 }))[0].value).toEqual({ data: { a: 'MQ==' } })
    await wire.send('Secrets', 2, 'RemoveSecrets', { args: [{ uri: '', label: 'key' }] })
    expect(await list()).toEqual([])
    const gone = await wire.send('Secrets', 2, 'RevokeSecret', { uri, label: '', applications: ['mysql'] })
    expect(gone['error-code']).toBe('secret not found')
  })

  test('values need more than read access', async () => {
    const reader = await Wire.login(sim, `/model/${model}/api`, 'carol', 'carol-pw')
    const { error } = await reader.send('Secrets', 2, 'ListSecrets', { 'show-secrets': true, filter: {} })
    expect(error).toBe('permission denied')
    expect(
      results(await reader.send('Secrets', 2, 'ListSecrets', { 'show-secrets': false, filter: {} })),
    ).toEqual([])
    reader.close()
  })
})

test('a block prevents its kind of calls, with its message, until it is removed', async () => {
  await wire.call('Block.SwitchBlockOn', { type: 'BlockChange', message: 'release week' })
  expect(await wire.call('Block.List')).toMatchObject({
    results: [{ result: { type: 'BlockChange', message: 'release week' } }],
  })
  const refused = await wire.send('Application', 22, 'Expose', { application: 'mysql' })
  expect([refused.error, refused['error-code']]).toEqual(['release week', 'operation is blocked'])
  await wire.call('Block.SwitchBlockOff', { type: 'BlockChange' })
  expect(await wire.call('Application.Expose', { application: 'mysql' })).toEqual({})
  expect(await wire.call('Block.List')).toEqual({})
})

test('SSH keys are added once, listed in full or by fingerprint, and deleted', async () => {
  const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ1V1d2b7W3Jt0VJ0mE0iYy3sQ9Yw0uX4g2mJz8s0c1Q demo@host'
  const list = async (mode: boolean) =>
    results(
      await wire.send('KeyManager', 1, 'ListKeys', { entities: { entities: [{ tag: 'admin' }] }, mode }),
    )[0]
  for (let i = 0; i < 2; i++)
    await wire.send('KeyManager', 1, 'AddKeys', { user: 'admin', 'ssh-keys': [key] })
  expect(await list(true)).toEqual({ result: [key] })
  expect((await list(false)).result[0]).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2} \(demo@host\)$/)
  await wire.send('KeyManager', 1, 'DeleteKeys', { user: 'admin', 'ssh-keys': ['demo@host'] })
  expect(await list(true)).toEqual({})
})

describe('offers', () => {
  const send = (request: string, params: unknown, on = controller) =>
    on.send('ApplicationOffers', 6, request, params)
  const filter = { Filters: [{ 'offer-name': 'db', endpoints: [] }] }

  test('an offer is consumed in another model, related to, and removed', async () => {
    const offer = {
      'model-tag': `model-${model}`,
      'offer-name': 'db',
      'application-name': 'mysql',
      endpoints: { server: 'server' },
    }
    expect(results(await send('Offer', { Offers: [offer] }))).toEqual([{}])
    expect(results(await send('Offer', { Offers: [offer] }))[0].error.code).toBe('already exists')
    expect(
      results(
        await send('Offer', { Offers: [{ ...offer, 'offer-name': 'x', endpoints: { nope: 'nope' } }] }),
      )[0].error.message,
    ).toBe('creating offer "x": "nope": endpoint not found')
    const [found] = results(await send('FindApplicationOffers', filter))
    expect(found).toMatchObject({
      'offer-url': 'admin/prod.db',
      'application-description': 'a database',
      endpoints: [{ name: 'server' }],
    })

    const [details] = results(
      await send('GetConsumeDetails', { 'offer-urls': { 'offer-urls': ['admin/prod.db'] } }),
    )
    expect(details['external-controller'].addrs[0]).toBe(sim.address.replace('127.0.0.1', 'localhost'))
    const other = await Wire.login(sim, `/model/${sim.addModel({ name: 'web' })}/api`)
    await deploy(other, 'wordpress')
    const arg = { ...details.offer, macaroon: details.macaroon, 'application-alias': 'remote' }
    expect(results(await other.send('Application', 22, 'Consume', { args: [arg] }))).toEqual([{}])
    await other.call('Application.AddRelation', { endpoints: ['wordpress:db', 'remote'] })
    const status = await other.call('Client.FullStatus')
    expect(status['remote-applications'].remote).toMatchObject({
      'offer-url': 'admin/prod.db',
      relations: { server: ['wordpress'] },
    })
    const gone = await other.send('Application', 22, 'DestroyConsumedApplications', {
      applications: [{ 'application-tag': 'application-remote' }],
    })
    expect(results(gone)).toEqual([{}])
    expect(await other.call('Client.FullStatus')).toMatchObject({
      'remote-applications': {},
      relations: null,
    })
    other.close()
  })

  test('an offer is not found without access; access is granted and revoked in steps', async () => {
    const carol = await Wire.login(sim, '/api', 'carol', 'carol-pw')
    const change = (action: string, access: string) =>
      send('ModifyOfferAccess', {
        changes: [{ 'user-tag': 'user-carol', action, access, 'offer-url': 'admin/prod.db' }],
      })
    const show = async () =>
      results(await send('ApplicationOffers', { 'offer-urls': ['admin/prod.db'] }, carol))[0]
    const consume = async () =>
      results(
        await send('GetConsumeDetails', { 'offer-urls': { 'offer-urls': ['admin/prod.db'] } }, carol),
      )[0]
    expect(results(await send('FindApplicationOffers', filter, carol))).toBeNull()
    expect((await show()).error.code).toBe('not found')
    await change('grant', 'read')
    expect(await show()).toHaveProperty('result')
    expect((await consume()).error.code).toBe('unauthorized access')
    await change('grant', 'consume')
    expect(results(await change('grant', 'read'))[0].error.message).toContain(
      'already has "read" access or greater',
    )
    expect(await consume()).toHaveProperty('macaroon')
    await change('revoke', 'consume')
    expect(await show()).toHaveProperty('result')
    await change('revoke', 'read')
    expect((await show()).error.code).toBe('not found')
    expect(
      results(await send('DestroyOffers', { 'offer-urls': ['admin/prod.db'] }, carol))[0].error.code,
    ).toBe('unauthorized access')
    expect(results(await send('DestroyOffers', { 'offer-urls': ['admin/prod.db'] }))).toEqual([{}])
    carol.close()
  })
})
