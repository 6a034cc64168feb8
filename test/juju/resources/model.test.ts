import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApplicationDeployParams, Model, RequestOptions } from '../../../src/juju/index.js'
import { simulate, type Simulated } from '../simulated.js'

let simulated: Simulated
let model: Model
let count = 0
const calls: string[] = []

beforeAll(async () => {
  simulated = await simulate({ autoAdvance: false })
  simulated.juju.on('request', ({ operation }) => calls.push(operation))
})
afterAll(() => simulated[Symbol.asyncDispose]())

const failure = async (work: PromiseLike<unknown>): Promise<unknown> => {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}

const fresh = async (): Promise<Model> => {
  const name = `m${++count}`
  await simulated.juju.models.add(name, { config: { 'default-base': 'ubuntu@22.04' } })
  calls.length = 0
  return (model = simulated.juju.model(name))
}

const unitMachines = async (): Promise<Record<string, string>> =>
  Object.fromEntries(
    (await model.status()).applications.flatMap(({ units }) =>
      units.map(({ name, machine }) => [name, machine]),
    ),
  )

describe('deploying', () => {
  test('returns what was deployed, with the given config, constraints and placement', async () => {
    await fresh()
    await model.machines.add({ count: 2 })
    for (const name of ['0', '1'])
      simulated.simulator.set({ what: 'machine-provisioned', name, model: `admin/${model.name}` })
    const deployed = await model.applications.deploy('keystone', {
      name: 'id',
      channel: 'yoga/stable',
      units: 3,
      to: ['1', 'lxd:0'],
      config: { 'openstack-origin': 'cloud:focal-yoga' },
      constraints: 'mem=4G cores=2 tags=compute,^slow',
      trust: true,
      bindings: { '': 'alpha' },
    })
    expect(deployed).toEqual({
      name: 'id',
      channel: 'yoga/stable',
      revision: 108,
      base: 'ubuntu@22.04',
      architecture: 'amd64',
      pendingUploads: [],
    })
    expect(await unitMachines()).toEqual({ 'id/0': '1', 'id/1': '0/lxd/0', 'id/2': '2' })
    expect((await model.applications.config('id'))['openstack-origin']).toMatchObject({
      value: 'cloud:focal-yoga',
      source: 'user',
    })
    expect(await model.applications.constraints('id')).toEqual({
      arch: 'amd64',
      mem: 4096,
      cores: 2,
      tags: ['compute', '^slow'],
    })
  })

  test('throws the errors inside a successful reply', async () => {
    await fresh()
    expect(await failure(model.applications.deploy('nosuchcharm'))).toMatchObject({
      code: 'ERR_RPC',
      reason: 'not-found',
      hint: 'Look for nosuchcharm on charmhub.io',
    })
    expect(await failure(model.applications.deploy('keystone', { to: ['99'] }))).toMatchObject({
      reason: 'unavailable',
      serverMessage: 'machine "99" not started, please retry when started',
      hint: expect.stringContaining('the reply is the same for a machine that does not exist') as string,
    })
    expect(await failure(model.applications.deploy('keystone', { config: { nope: 1 } }))).toMatchObject({
      reason: 'bad-request',
      version: 22,
      hint: expect.stringContaining('charmhub.io/keystone/configurations') as string,
    })
    expect(await failure(model.applications.deploy('keystone', { base: 'ubuntu@10.04' }))).toMatchObject({
      reason: 'not-supported',
      rpcCode: 'not supported',
    })
    await model.applications.deploy('keystone')
    expect(await failure(model.applications.deploy('keystone'))).toMatchObject({
      reason: 'already-exists',
      rpcCode: '',
    })
  })

  test('a charm that is not on Charmhub sends nothing', async () => {
    model = simulated.juju.model('m1')
    calls.length = 0
    for (const charm of ['./keystone.charm', 'keystone.charm', 'local:keystone-0'])
      expect(await failure(model.applications.deploy(charm))).toMatchObject({
        code: 'ERR_CONFIGURATION',
        message: expect.stringContaining(
          `applications.deploy: the charm ${charm} is a file, and charms from files are not supported yet. Deploy it with juju deploy`,
        ) as string,
      })
    expect(await failure(model.applications.deploy('cs:keystone'))).toMatchObject({
      code: 'ERR_CONFIGURATION',
      message: expect.stringContaining(
        'applications.deploy: the charm "cs:keystone" is a charm of the old charm store, which is closed. Write ch:keystone and a channel',
      ) as string,
    })
    expect(await failure(model.applications.deploy(undefined as unknown as string))).toMatchObject({
      code: 'ERR_CONFIGURATION',
      message: expect.stringContaining('the charm must be a string, got undefined') as string,
    })
    expect(calls).toEqual([])
  })

  test('accepts one string as its placements, as the command does', async () => {
    await fresh()
    await model.applications.deploy('keystone', { units: 2, to: 'lxd, lxd' })
    expect(Object.values(await unitMachines())).toEqual(['0/lxd/0', '1/lxd/0'])
    expect(await model.applications.addUnit('keystone', { to: 'lxd:0' })).toEqual(['keystone/2'])
    expect((await unitMachines())['keystone/2']).toBe('0/lxd/1')
    expect(await failure(model.applications.deploy('glance', { to: 'lxd:99' }))).toMatchObject({
      code: 'ERR_RPC',
      serverMessage: expect.stringContaining('99') as string,
    })
  })

  test('may be a dry run', async () => {
    await fresh()
    expect(await model.applications.deploy('keystone', { dryRun: true })).toMatchObject({
      name: 'keystone',
      revision: 108,
    })
    expect((await model.status()).applications).toEqual([])
  })

  test.each([
    ['more placements than units', { to: ['0', '1'] }, /2 placements for 1 units/],
    [
      'a revision without a channel',
      { revision: 3 },
      /applications\.deploy needs a channel together with a revision/,
    ],
    ['an invalid base', { base: 'jammy' }, /"jammy" is not a base\. Write it as ubuntu@22\.04/],
    [
      'invalid constraints',
      { constraints: 'mem=lots' },
      /The constraints "mem=lots" are not valid: "mem=lots" needs a number with M, G, T or P/,
    ],
    ['an invalid placement', { to: ['nowhere:3'] }, /"nowhere:3" is not a placement\. Write a machine/],
    [
      'an invalid storage directive',
      { storage: { data: 'ebs,-1G' } },
      /^The storage directive "ebs,-1G" is not valid/,
    ],
    [
      'units that are not a number',
      { units: 'three' as unknown as number },
      /^applications\.deploy: units must be a whole number, got "three"/,
    ],
    ['negative units', { units: -1 }, /^applications\.deploy: units must be at least 0, got -1/],
    [
      'placements that are not a list',
      { to: 3 as unknown as string[] },
      /^applications\.deploy: to must be a string or a list of strings, got 3/,
    ],
    [
      'a placement that is not a string',
      { to: [3 as unknown as string] },
      /^applications\.deploy: to must be a string or a list/,
    ],
    ['more placements than units in one string', { to: '0,1' }, /2 placements for 1 units/],
    [
      'a signal that is not an AbortSignal',
      {},
      /^applications\.deploy: signal must be an AbortSignal, got 5/,
      { signal: 5 as unknown as AbortSignal },
    ],
  ])(
    'with %s sends nothing',
    async (_what, params: ApplicationDeployParams, message: RegExp, callOptions?: RequestOptions) => {
      model = simulated.juju.model('m1')
      calls.length = 0
      expect(
        ((await failure(model.applications.deploy('keystone', params, callOptions))) as Error).message,
      ).toMatch(message)
      expect(calls).toEqual([])
    },
  )
})

describe('units', () => {
  test('are added with placements, and removed', async () => {
    await fresh()
    await model.applications.deploy('keystone')
    expect(await model.applications.addUnit('keystone', { count: 2, to: ['0', 'system-id=4y3h7n'] })).toEqual(
      ['keystone/1', 'keystone/2'],
    )
    expect(await unitMachines()).toMatchObject({ 'keystone/1': '0' })
    expect(await model.applications.removeUnit('keystone/2')).toEqual({
      units: ['keystone/2'],
      destroyedStorage: [],
      detachedStorage: [],
    })
    expect(await failure(model.applications.removeUnit('keystone/99'))).toMatchObject({
      code: 'ERR_RPC',
      reason: 'not-found',
      rpcCode: 'not found',
    })
    expect(await failure(model.applications.addUnit('keystone', { to: ['99'] }))).toMatchObject({
      reason: 'not-found',
      rpcCode: '',
    })
  })

  test('in an invalid number, or of an unknown application, are refused with a hint', async () => {
    await fresh()
    await model.applications.deploy('keystone')
    expect(await failure(model.applications.addUnit('keyston'))).toMatchObject({
      code: 'ERR_RPC',
      reason: 'not-found',
      version: 22,
      hint: 'Did you mean keystone?',
    })
    expect(await failure(model.applications.addUnit('nova-compute'))).toMatchObject({
      reason: 'not-found',
      hint: 'The model has keystone',
    })
    calls.length = 0
    for (const count of ['two', 0, -1, 1.5] as number[]) {
      for (const work of [
        () => model.applications.addUnit('keystone', { count }),
        () => model.machines.add({ count }),
      ])
        expect(await failure(work())).toMatchObject({
          code: 'ERR_CONFIGURATION',
          message: expect.stringMatching(
            /^(applications\.addUnit|machines\.add): count must be (a whole number|at least 1), got/,
          ) as string,
        })
    }
    expect(calls).toEqual([])
  })

  test('of a subordinate are refused before AddUnits is sent: the server would accept it and add none', async () => {
    await fresh()
    await model.applications.deploy('ntp')
    expect(await failure(model.applications.addUnit('ntp'))).toMatchObject({
      code: 'ERR_RPC',
      reason: 'not-supported',
      operation: 'applications.addUnit',
      hint: expect.stringContaining('use integrate') as string,
    })
    expect(calls).not.toContain('Application.AddUnits')
  })

  test('in error are resolved; others are refused', async () => {
    await fresh()
    await model.applications.deploy('keystone')
    const name = `admin/${model.name}`
    simulated.simulator.failUnit('keystone/0', 'install', name)
    expect((await model.status()).applications[0]?.units[0]?.workload).toMatchObject({
      current: 'error',
      message: 'hook failed: "install"',
    })
    await model.applications.resolve('keystone/0')
    await model.applications.deploy('glance')
    expect(await failure(model.applications.resolve('glance/0'))).toMatchObject({
      reason: 'conflict',
      rpcCode: '',
    })
  })
})

describe('relations', () => {
  test('are added once; a second time is an already-exists error', async () => {
    await fresh()
    await model.applications.deploy('keystone')
    await model.applications.deploy('glance')
    expect(await model.applications.integrate('glance', 'keystone')).toMatchObject({
      glance: { name: 'identity-service', role: 'requirer' },
      keystone: { role: 'provider' },
    })
    expect(await failure(model.applications.integrate('glance:identity-service', 'keystone'))).toMatchObject({
      code: 'ERR_RPC',
      reason: 'already-exists',
      rpcCode: '',
    })
    expect(await failure(model.applications.integrate('glance', 'nothere'))).toMatchObject({
      reason: 'not-found',
      hint: 'The model has glance, keystone',
    })
    expect(await failure(model.applications.integrate('glance', 'keystne'))).toMatchObject({
      reason: 'not-found',
      version: 22,
      hint: 'Did you mean keystone?',
    })
    expect(await failure(model.applications.integrate('glance', 'keystone:nope'))).toMatchObject({
      reason: 'not-found',
      hint: expect.stringMatching(
        /^keystone has no such endpoint \(keystone has .*identity-service/,
      ) as string,
    })
    await model.applications.deploy('ceph-mon')
    expect(
      await failure(model.applications.integrate('keystone:identity-service', 'ceph-mon:client')),
    ).toMatchObject({
      reason: 'bad-request',
      hint: expect.stringMatching(
        /^One application must provide an interface that the other requires; .*keystone has .*; ceph-mon has .*client/,
      ) as string,
    })
  })

  test('are removed', async () => {
    await using moving = await simulate()
    await moving.juju.models.add('moving')
    const other = moving.juju.model('moving')
    await other.applications.deploy('keystone')
    await other.applications.deploy('glance')
    await other.applications.integrate('glance', 'keystone')
    await other.applications.removeRelation('keystone', 'glance')
    const relations = async (): Promise<number> =>
      (await other.status()).relations.filter(({ endpoints }) => endpoints.length > 1).length
    while ((await relations()) > 0) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(await failure(other.applications.removeRelation('keystone', 'glance'))).toMatchObject({
      reason: 'not-found',
    })
  })
})

describe('applications', () => {
  test('are configured, and reset', async () => {
    await fresh()
    await model.applications.deploy('ceph-mon')
    await model.applications.setConfig('ceph-mon', { 'monitor-count': 5 })
    expect((await model.applications.config('ceph-mon'))['monitor-count']).toMatchObject({
      value: 5,
      source: 'user',
    })
    await model.applications.resetConfig('ceph-mon', ['monitor-count'])
    expect((await model.applications.config('ceph-mon'))['monitor-count']?.source).not.toBe('user')
    expect(await failure(model.applications.setConfig('ceph-mon', { nope: 1 }))).toMatchObject({
      reason: 'bad-request',
      rpcCode: 'not valid',
      version: 22,
      hint: "See applications.config('ceph-mon') for its options",
    })
    expect(await failure(model.applications.setConfig('ceph-mon', { 'monitor-coun': 1 }))).toMatchObject({
      hint: 'Did you mean monitor-count?',
    })
    expect(
      await failure(model.applications.setConfig('ceph-mon', { 'monitor-count': 'many' })),
    ).toMatchObject({ reason: 'bad-request', rpcCode: '' })
    await model.applications.trust('ceph-mon', true)
    const { 'application-config': config } = await model
      .facade('Application')
      .call<{ 'application-config': Record<string, { value: unknown }> }>('Get', { application: 'ceph-mon' })
    expect(config.trust?.value).toBe(true)
  })

  test('are exposed and unexposed', async () => {
    await fresh()
    await model.applications.deploy('openstack-dashboard')
    await model.applications.expose('openstack-dashboard')
    expect((await model.status()).applications[0]).toMatchObject({
      exposed: true,
      exposedEndpoints: { '': { cidrs: expect.arrayContaining(['0.0.0.0/0', '::/0']) as string[] } },
    })
    await model.applications.unexpose('openstack-dashboard')
    await model.applications.expose('openstack-dashboard', { 'juju-info': { cidrs: ['10.0.0.0/8'] } })
    expect((await model.status()).applications[0]?.exposedEndpoints).toEqual({
      'juju-info': { spaces: [], cidrs: ['10.0.0.0/8'] },
    })
  })

  test('have constraints that are replaced as a whole', async () => {
    await fresh()
    await model.applications.deploy('keystone', { constraints: 'mem=2G' })
    await model.applications.setConstraints('keystone', { cores: 4, rootDisk: 10_240 })
    expect(await model.applications.constraints('keystone')).toEqual({ cores: 4, 'root-disk': 10_240 })
  })

  test('are removed, unless that command is disabled', async () => {
    await fresh()
    await model.applications.deploy('keystone', { units: 2 })
    expect(await model.applications.remove('keystone', { dryRun: true })).toMatchObject({
      units: ['keystone/0', 'keystone/1'],
    })
    await model.facade('Block').call('SwitchBlockOn', { type: 'BlockRemove', message: 'hands off' })
    expect(await failure(model.applications.remove('keystone'))).toMatchObject({
      reason: 'blocked',
      hint: expect.stringContaining('disabled-commands') as string,
    })
    await model.facade('Block').call('SwitchBlockOff', { type: 'BlockRemove' })
    await model.applications.remove('keystone', { force: true })
    expect((await model.status()).applications.filter(({ life }) => life === 'alive')).toEqual([])
  })
})

describe('machines', () => {
  test('are added: machines, containers, with constraints', async () => {
    await fresh()
    expect(await model.machines.add({ constraints: 'cores=4 mem=8G tags=compute' })).toEqual(['0'])
    expect(await model.machines.add({ placement: 'lxd:0' })).toEqual(['0/lxd/0'])
    expect(await model.machines.add({ container: 'lxd', parent: '0', base: 'ubuntu@24.04' })).toEqual([
      '0/lxd/1',
    ])
    expect(await model.machines.add({ count: 2 })).toEqual(['1', '2'])
    const [first] = (await model.status()).machines
    expect(first).toMatchObject({
      id: '0',
      constraints: expect.stringContaining('mem=8192M') as string,
      containers: [{ id: '0/lxd/0' }, { id: '0/lxd/1', base: 'ubuntu@24.04/stable' }],
    })
  })

  test('are refused by the controller with any placement for the cloud, also in its own scope', async () => {
    await fresh()
    const machine = { jobs: ['JobHostUnits'], constraints: {}, 'parent-id': '', 'container-type': '' }
    const placement = { scope: await model.uuid(), directive: 'zone=x' }
    const adding = model.facade('MachineManager').call('AddMachines', { params: [{ ...machine, placement }] })
    expect(await adding).toEqual({
      machines: [{ machine: '', error: { message: 'invalid model id "zone=x"', code: '' } }],
    })
    expect((await model.status()).machines).toEqual([])
  })

  test('with containers are kept unless forced', async () => {
    await fresh()
    await model.machines.add({ placement: 'lxd' })
    expect(await failure(model.machines.remove('0'))).toMatchObject({
      code: 'ERR_RPC',
      reason: 'conflict',
      rpcCode: '',
    })
    expect((await model.machines.remove('0', { force: true })).machines).toContain('0')
    expect(await failure(model.machines.retryProvisioning('0/lxd/0'))).toMatchObject({ code: 'ERR_RPC' })
  })
})

describe('settings', () => {
  test('of a model are read, set and reset', async () => {
    await fresh()
    await model.config.set({ 'logging-config': '<root>=DEBUG' })
    expect((await model.config.get())['logging-config']).toEqual({ value: '<root>=DEBUG', source: 'model' })
    await model.config.reset(['logging-config'])
    expect((await model.config.get())['logging-config']?.value).not.toBe('<root>=DEBUG')
    await model.config.setConstraints('arch=amd64')
    expect(await model.config.constraints()).toEqual({ arch: 'amd64' })
  })
})

test('a status with a pattern has only what matches', async () => {
  await fresh()
  await model.applications.deploy('keystone')
  await model.applications.deploy('glance')
  expect((await model.status({ patterns: ['glance'] })).applications.map(({ name }) => name)).toEqual([
    'glance',
  ])
})
