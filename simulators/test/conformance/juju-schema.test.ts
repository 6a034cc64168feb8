/**
 * Compares replies that are not recorded with the schema of 4.0.15: no unknown keys, no missing keys that Go always writes, no wrong types.
 * Each method is called with various parameters, for existing and missing entities.
 */
import { expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { facades } from '../../src/juju/handlers/index.js'
import { versionsOf } from '../../src/juju/server/authentication.js'
import { startJujuSimulator } from '../../src/juju/simulator.js'
import { Wire } from '../juju/wire.js'
import { facadeSchemas, haveSchemas, misfits } from './juju/schema.js'

const charmhub = {
  source: 'charm-hub',
  type: 'charm',
  id: '',
  base: { name: 'ubuntu', channel: '22.04/stable' },
}

function parameters(model: string): unknown[] {
  const tags = [
    'unit-a-0', 'unit-z-9', 'machine-0', 'machine-9', 'application-a', 'application-z', `model-${model}`, 'user-admin', 'user-zed',
    'cloud-dummy', 'cloud-z', 'action-1', 'action-9', 'operation-0', 'operation-9', 'cloudcred-dummy_admin_default', 'cloudcred-z_z_z', 'space-alpha', 'space-z',
    'model-00000000-0000-4000-8000-000000000000', 'nonsense',
  ] // prettier-ignore
  return [
    {},
    ...tags.flatMap((tag) => [{ entities: [{ tag }] }, { tag }, { 'user-tag': tag, all: true }]),
    ...['a', 'z'].flatMap((application) => [
      { application },
      { args: [{ application }] },
      { placements: [{ application }] },
    ]),
    ...['admin/m.x', 'admin/m.z'].flatMap((url) => [
      { 'offer-urls': [url] },
      { 'offer-urls': { 'offer-urls': [url] } },
    ]),
    ...['ch:amd64/a-101', 'ch:amd64/z-1'].flatMap((url) => [
      { url },
      { entities: [{ 'charm-url': url, 'charm-origin': charmhub }] },
    ]),
    {
      changes: [
        {
          'user-tag': 'user-carol',
          'cloud-tag': 'cloud-dummy',
          action: 'grant',
          access: 'add-model',
          'model-tag': `model-${model}`,
        },
      ],
    },
    { credentials: [{ tag: 'cloudcred-dummy_admin_x', credential: { 'auth-type': 'userpass', attrs: {} } }] },
    { commands: 'uptime', timeout: 0, units: ['a/0'] },
    { keys: [{ 'cloud-tag': 'cloud-dummy', keys: ['x'] }] },
    { filters: [{}] },
    { Filters: [{}] },
    { 'user-clouds': [{ 'user-tag': 'user-admin', 'cloud-tag': 'cloud-dummy' }] },
    {
      resolve: [
        { reference: 'ch:a', 'charm-origin': { ...charmhub, type: '', base: { name: '', channel: '' } } },
      ],
    },
    { requests: [{ tag: 'unit-a-0' }] },
  ]
}

test.skipIf(!haveSchemas)(
  'every reply fits the schema of its method (skipped without ../shared/reference)',
  { timeout: 120_000 },
  async () => {
    const sim = await startJujuSimulator({ clock: new SimulatedClock(), autoAdvance: false })
    const model = sim.addModel({ name: 'm' })
    sim.addUser({ name: 'carol', password: 'x', models: { [model]: 'read' } })
    sim.charms.add({
      name: 'a',
      provides: { s: { interface: 'i' } },
      peers: { p: { interface: 'p' } },
      options: { o: { type: 'int', description: 'd' } },
      resources: { r: { type: 'file', filename: 'x' } },
      actions: { act: { description: 'd', params: {} } },
    })
    sim.charms.add({ name: 'b', requires: { s: { interface: 'i' } } })
    const sockets = { model: await Wire.login(sim, `/model/${model}/api`), controller: await Wire.login(sim) }
    for (const name of ['a', 'b']) {
      const arg = { CharmName: name, ApplicationName: name, ConfigYAML: '', Cons: {}, 'num-units': 2 }
      await sockets.model.call('Application.DeployFromRepository', { Args: [arg] })
    }
    await sockets.model.call('Application.AddRelation', { endpoints: ['a', 'b'] })
    await sockets.model.call('Action.EnqueueOperation', { actions: [{ receiver: 'unit-a-0', name: 'act' }] })
    const offer = {
      'model-tag': `model-${model}`,
      'offer-name': 'x',
      'application-name': 'a',
      endpoints: { s: 's' },
    }
    await sockets.controller.send('ApplicationOffers', 6, 'Offer', { Offers: [offer] })

    const schemas = facadeSchemas()
    const found = new Set<string>()
    let looked = 0
    for (const kind of ['model', 'controller'] as const) {
      for (const [facade, methods] of Object.entries(facades)) {
        const [version, schema] = [versionsOf(kind, facade)?.at(-1), schemas.get(facade)]
        if (version === undefined || schema === undefined) continue
        // Methods that remove entities would leave less to test.
        for (const method of Object.keys(methods).filter(
          (name) => !/Destroy|Remove|Disable|Revoke/.test(name),
        )) {
          for (const params of parameters(model)) {
            const { response, error } = await sockets[kind].send(facade, version, method, params)
            if (error !== undefined) continue
            looked += 1
            for (const misfit of misfits(schema, method, response)) found.add(`${facade}.${method} ${misfit}`)
          }
        }
      }
    }
    for (const wire of Object.values(sockets)) wire.close()
    await sim.close()
    expect([...found]).toEqual([])
    expect(looked).toBeGreaterThan(5_000)
  },
)
