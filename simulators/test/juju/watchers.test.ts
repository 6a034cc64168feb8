import { afterAll, beforeAll, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { type JujuSimulator, startJujuSimulator } from '../../src/juju/simulator.js'
import { until, Wire } from './wire.js'

const clock = new SimulatedClock({ timeScale: 10_000 })
let sim: JujuSimulator
let wire: Wire

beforeAll(async () => {
  sim = await startJujuSimulator({ clock, spaces: ['public'] })
  wire = await Wire.login(sim, `/model/${sim.addModel({ name: 'test' })}/api`)
})

afterAll(async () => {
  wire.close()
  await sim.close()
  clock.stop()
})

test('a task runs and completes; the watcher of its progress waits until it is stopped', async () => {
  await wire.call('MachineManager.AddMachines', { params: [{}] })
  await wire.call('Action.Run', { commands: 'uptime', machines: ['0'] })
  const entities = [{ tag: 'action-1' }]
  const { results } = await wire.call('Action.WatchActionsProgress', { entities })
  const id = results[0]['watcher-id']
  const next = wire.send('StringsWatcher', 1, 'Next', {}, id)
  const done = await until(
    () => wire.call('Action.Actions', { entities }),
    (reply) => reply.results[0].status === 'completed',
  )
  expect(done.results[0].output).toEqual({ 'return-code': 0, stdout: '' })
  expect(await wire.send('StringsWatcher', 1, 'Stop', {}, id)).toMatchObject({ response: {} })
  expect(await next).toMatchObject({ error: 'watcher has been stopped', 'error-code': 'stopped' })
  expect(await wire.send('StringsWatcher', 1, 'Next', {}, id)).toMatchObject({
    error: 'unknown watcher id',
    'error-code': 'not found',
  })
})

test('a cloud with spaces lists them; the dummy cloud has none', async () => {
  const controller = await Wire.login(sim)
  await controller.call('Cloud.AddCloud', {
    name: 'maas',
    cloud: { type: 'maas', 'auth-types': ['oauth1'], endpoint: 'http://10.0.0.2:5240/MAAS' },
    force: true,
  })
  const { uuid } = await controller.call('ModelManager.CreateModel', {
    name: 'metal',
    'cloud-tag': 'cloud-maas',
  })
  const metal = await Wire.login(sim, `/model/${uuid}/api`)
  const { response } = await metal.send('Spaces', 6, 'ListSpaces')
  expect(response?.results.map(({ name }: { name: string }) => name)).toEqual(['alpha', 'public'])
  expect((await wire.send('Spaces', 6, 'ListSpaces'))['error-code']).toBe('not supported')
  metal.close()
  controller.close()
})

test('a method that is not simulated gives an error that says so', async () => {
  const { error } = await wire.send('Backups', 3, 'Create')
  expect(error).toBe('the simulator does not serve Backups.Create')
})
