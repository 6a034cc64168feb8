import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { type JujuSimulator, startJujuSimulator } from '../../src/juju/simulator.js'
import { type Loose, until, Wire } from './wire.js'

let sim: JujuSimulator
let clock: SimulatedClock
let wire: Wire
let model: string

beforeEach(async () => {
  clock = new SimulatedClock({ timeScale: 3000 })
  sim = await startJujuSimulator({ clock })
  model = sim.addModel({ name: 'test', config: { 'default-base': 'ubuntu@22.04' } })
  wire = await Wire.login(sim, `/model/${model}/api`)
})

afterEach(async () => {
  wire.close()
  await sim.close()
  clock.stop()
})

async function deploy(name: string, more: Record<string, unknown> = {}): Promise<void> {
  const arg = { CharmName: name, ConfigYAML: '', Cons: {}, 'num-units': 1, ...more }
  const { Results } = await wire.call('Application.DeployFromRepository', { Args: [arg] })
  expect(Results[0].Errors).toBeNull()
}

const status = () => wire.call('Client.FullStatus', { patterns: null })
const workload = (name: string) => (all: Loose) =>
  all.applications[name.split('/')[0] as string]?.units?.[name]?.['workload-status']

describe('machines', () => {
  test('start, and containers after their host', async () => {
    await wire.call('MachineManager.AddMachines', { params: [{ 'container-type': 'lxd', 'parent-id': '' }] })
    const before = await status()
    expect(before.machines['0']).toMatchObject({
      'instance-id': 'pending',
      'agent-status': { status: 'pending' },
    })
    const running = await until(status, ({ machines }) => machines['0']['agent-status'].status === 'started')
    expect(running.machines['0']).toMatchObject({
      'instance-id': 'node-0',
      'display-name': 'host-0',
      'instance-status': { status: 'running' },
    })
    const all = await until(
      status,
      ({ machines }) => machines['0'].containers['0/lxd/0']['agent-status'].status === 'started',
    )
    expect(all.machines['0'].containers['0/lxd/0']['instance-id']).toMatch(/^juju-[0-9a-f]{6}-0-lxd-0$/)
  })

  test('report a provisioning error, and can be retried', async () => {
    sim.failProvisioning('0', 'no machine matches the constraints')
    await wire.call('MachineManager.AddMachines', { params: [{}] })
    const failed = await until(
      status,
      ({ machines }) => machines['0']['instance-status'].status === 'provisioning error',
    )
    expect(failed.machines['0']['instance-status'].info).toBe('no machine matches the constraints')
    expect(await wire.call('MachineManager.RetryProvisioning', { machines: ['machine-0'] })).toEqual({
      results: null,
    })
    await until(status, ({ machines }) => machines['0']['agent-status'].status === 'started')
  })
})

describe('units', () => {
  test('wait for required relations, then become active; one is the leader', async () => {
    await deploy('keystone')
    const blocked = await until(status, (all) => workload('keystone/0')(all)?.status === 'blocked')
    expect(workload('keystone/0')(blocked).info).toBe('Missing relations: shared-db')
    expect(blocked.applications.keystone.units['keystone/0']).toMatchObject({
      leader: true,
      'agent-status': { status: 'idle' },
    })
    await deploy('mysql-innodb-cluster', { 'num-units': 3 })
    await deploy('mysql-router', { ApplicationName: 'keystone-mysql-router' })
    await wire.call('Application.AddRelation', {
      endpoints: ['keystone:shared-db', 'keystone-mysql-router:shared-db'],
    })
    await wire.call('Application.AddRelation', {
      endpoints: ['keystone-mysql-router:db-router', 'mysql-innodb-cluster:db-router'],
    })
    const active = await until(status, (all) => workload('keystone/0')(all)?.status === 'active')
    const { subordinates } = active.applications.keystone.units['keystone/0']
    expect(subordinates['keystone-mysql-router/0']).toMatchObject({
      machine: '',
      'workload-status': { status: 'active' },
    })
    expect(active.applications['keystone-mysql-router']).toMatchObject({
      units: null,
      'subordinate-to': ['keystone'],
    })
    expect(
      active.relations.map(({ status: { status: word } }: { status: { status: string } }) => word),
    ).toEqual(['joined', 'joined'])
  })

  test('fail in a hook after failUnit, and continue once resolved', async () => {
    sim.failUnit('ubuntu/0', 'install')
    await deploy('ubuntu')
    const failed = await until(status, (all) => workload('ubuntu/0')(all)?.status === 'error')
    expect(workload('ubuntu/0')(failed).info).toBe('hook failed: "install"')
    expect(failed.applications.ubuntu.status.data).toEqual({ hook: 'install' })
    expect(
      await wire.call('Application.ResolveUnitErrors', {
        tags: { entities: [{ tag: 'unit-ubuntu-0' }] },
        retry: true,
      }),
    ).toEqual({
      results: [{}],
    })
    await until(status, (all) => workload('ubuntu/0')(all)?.status === 'active')
    sim.failUnit('ubuntu/0', 'update-status')
    await until(status, (all) => workload('ubuntu/0')(all)?.status === 'error')
  })

  test('are removed with their application, with their machines', async () => {
    await deploy('ubuntu', { 'num-units': 2 })
    await until(status, (all) => workload('ubuntu/1')(all)?.status === 'active')
    const { results } = await wire.call('Application.DestroyApplication', {
      applications: [{ 'application-tag': 'application-ubuntu' }],
    })
    expect(results[0].info['destroyed-units']).toEqual([{ tag: 'unit-ubuntu-0' }, { tag: 'unit-ubuntu-1' }])
    const gone = await until(
      status,
      ({ applications, machines }) => Object.keys({ ...applications, ...machines }).length === 0,
    )
    expect(gone.relations).toBeNull()
  })
})

describe('removal', () => {
  beforeEach(async () => {
    await deploy('ubuntu', { 'num-units': 2 })
    await deploy('ntp')
    await wire.call('Application.AddRelation', { endpoints: ['ntp', 'ubuntu'] })
    await until(
      status,
      (all) => Object.keys(all.applications.ubuntu.units['ubuntu/1']?.subordinates ?? {}).length === 1,
    )
  })

  test('of a relation removes its subordinate units', async () => {
    await wire.call('Application.DestroyRelation', { endpoints: ['ntp', 'ubuntu'] })
    const after = await until(status, ({ applications }) =>
      Object.values<Loose>(applications.ubuntu.units).every((unit) => unit.subordinates === null),
    )
    expect(after).toMatchObject({
      relations: null,
      applications: { ntp: { status: { status: 'unknown' }, 'subordinate-to': [] } },
    })
    expect(Object.keys(after.applications.ubuntu.units)).toEqual(['ubuntu/0', 'ubuntu/1'])
  })

  test('of a unit removes its subordinates, and its machine when it is empty', async () => {
    await wire.call('Application.DestroyUnit', { units: [{ 'unit-tag': 'unit-ubuntu-0' }] })
    const after = await until(status, ({ machines }) => machines['0'] === undefined)
    expect(Object.keys(after.applications.ubuntu.units)).toEqual(['ubuntu/1'])
    await until(status, ({ applications }) => applications.ubuntu.units['ubuntu/1'].leader === true)
  })

  test('of a machine with units needs force', async () => {
    const destroy = (force: boolean) =>
      wire.call('MachineManager.DestroyMachineWithParams', { 'machine-tags': ['machine-1'], force })
    expect((await destroy(false)).results[0].error.message).toContain('without force: machine has units')
    expect((await destroy(true)).results[0].info).toEqual({
      'machine-id': '1',
      'destroyed-units': [{ tag: 'unit-ubuntu-1' }],
    })
    const after = await until(status, ({ machines }) => machines['1'] === undefined)
    expect(Object.keys(after.applications.ubuntu.units)).toEqual(['ubuntu/0'])
  })

  test('of a host lists what is removed with its containers; a dry run removes nothing', async () => {
    await wire.call('Application.AddUnits', {
      application: 'ubuntu',
      'num-units': 1,
      placement: [{ scope: 'lxd', directive: '1' }],
    })
    const destroy = (how: object) =>
      wire.call('MachineManager.DestroyMachineWithParams', { 'machine-tags': ['machine-1'], ...how })
    const info = {
      'machine-id': '1',
      'destroyed-containers': [
        { info: { 'machine-id': '1/lxd/0', 'destroyed-units': [{ tag: 'unit-ubuntu-2' }] } },
      ],
      'destroyed-units': [{ tag: 'unit-ubuntu-1' }],
    }
    expect(await destroy({ 'dry-run': true })).toEqual({ results: [{ info }] })
    expect(await destroy({ force: true })).toEqual({ results: [{ info }] })
    await until(status, ({ machines }) => machines['1'] === undefined)
  })
})

test('a destroyed model is removed', async () => {
  await deploy('ubuntu')
  const controller = await Wire.login(sim)
  await controller.call('ModelManager.DestroyModels', { models: [{ 'model-tag': `model-${model}` }] })
  const entities = [{ tag: `model-${model}` }]
  const { models } = await until(
    () => controller.call('ModelManager.ModelStatus', { entities }),
    (reply) => reply.models[0].error !== undefined,
  )
  expect(models[0].error).toEqual({ message: `model "model-${model}" does not exist`, code: 'not found' })
  controller.close()
})

test('changes are written to the log', async () => {
  const log = await Wire.open(sim, `/model/${model}/log?level=INFO&includeEntity=unit-ubuntu-0`, {
    headers: { authorization: `Basic ${Buffer.from(`user-admin:${sim.password}`).toString('base64')}` },
  })
  const messages: string[] = []
  log.socket.on('message', (data: Buffer) => messages.push(data.toString()))
  await deploy('ubuntu')
  await until(status, (all) => workload('ubuntu/0')(all)?.status === 'active')
  const told = await until(
    () => messages.join(''),
    (text) => text.includes('status-set: active: Unit is ready'),
  )
  expect(told).toContain('ran \\"install\\" hook')
  log.close()
})
