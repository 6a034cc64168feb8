import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { facades } from '../../src/juju/handlers/index.js'
import { versionsOf } from '../../src/juju/server/authentication.js'
import { type JujuSimulator, startJujuSimulator } from '../../src/juju/simulator.js'
import { Wire } from './wire.js'

let sim: JujuSimulator
const sockets = new Map<'model' | 'controller', Wire>()

beforeAll(async () => {
  sim = await startJujuSimulator({ clock: new SimulatedClock(), autoAdvance: false })
  sim.charms.add({
    name: 'a',
    provides: { s: { interface: 'i' } },
    peers: { p: { interface: 'p' } },
    options: { o: { type: 'int' } },
    actions: { act: {} },
  })
  sim.charms.add({ name: 'b', requires: { s: { interface: 'i' } } })
  const model = await Wire.login(sim, `/model/${sim.addModel({ name: 'prod' })}/api`)
  for (const name of ['a', 'b']) {
    await model.call('Application.DeployFromRepository', {
      Args: [{ CharmName: name, ApplicationName: name, ConfigYAML: '', Cons: {}, 'num-units': 2 }],
    })
  }
  await model.call('Application.AddRelation', { endpoints: ['a', 'b'] })
  sockets.set('model', model).set('controller', await Wire.login(sim))
})

afterAll(async () => {
  for (const wire of sockets.values()) wire.close()
  await sim.close()
})

const kinds = ['model', 'controller'] as const
const calls = kinds.flatMap((kind) =>
  Object.entries(facades).flatMap(([facade, methods]) => {
    const version = versionsOf(kind, facade)?.at(-1)
    return version === undefined
      ? []
      : Object.keys(methods).map((method) => ({ kind, facade, version, method }))
  }),
)

const names = [
  'a',
  'a:s',
  'a/0',
  '0',
  'b',
  'application-a',
  'unit-a-0',
  'machine-0',
  'user-admin',
  'cloud-dummy',
  'model-x',
  'act',
  'grant',
  'x.y',
  '',
]
const keys = [
  'entities', 'tag', 'applications', 'application', 'application-tag', 'application-name', 'unit-tag', 'user-tag', 'cloud-tag', 'units', 'args',
  'Args', 'actions', 'receiver', 'name', 'changes', 'users', 'username', 'credentials', 'offer-urls', 'Offers', 'Filters', 'endpoints', 'machines',
  'machine-tags', 'relation-id', 'config', 'options', 'constraints', 'placement', 'directive', 'scope', 'resolve', 'resources', 'action', 'access',
] // prettier-ignore

/** Parameters with the names that calls use: existing and missing entities, and wrong types. */
const params = fc.letrec((tie) => ({
  leaf: fc.oneof(fc.constantFrom(...names), fc.integer({ min: -1, max: 9 }), fc.boolean(), fc.constant(null)),
  object: fc.dictionary(fc.constantFrom(...keys), tie('any'), { maxKeys: 6 }),
  any: fc.oneof({ maxDepth: 3 }, tie('leaf'), fc.array(tie('any'), { maxLength: 2 }), tie('object')),
})).object

test('any parameters give a reply or an error of Juju, not a bug of the simulator', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...calls), params, async ({ kind, facade, version, method }, given) => {
      const reply = await sockets.get(kind)?.send(facade, version, method, given)
      expect(reply?.error ?? '').not.toContain('simulator:')
    }),
    { numRuns: 1_000 },
  )
})
