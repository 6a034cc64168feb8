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
  'machine-tags', 'relation-id', 'config', 'options', 'constraints', 'num-units', 'patterns', 'base', 'channel', 'charm-origin', 'yaml', 'user', 'uri', 'filters', 'CharmName', 'limit', 'offset', 'placement', 'directive', 'scope', 'resolve', 'resources', 'action', 'access',
] // prettier-ignore

/** Texts and numbers that no client of Juju sends: long runs for slow patterns, names of `Object.prototype`, halves of characters. */
const odd = fc.constantFrom<unknown>(
  'constructor',
  '__proto__',
  'application-constructor',
  '\ud800',
  'a\n\0b',
  `application-a-${'a'.repeat(60_000)}!`,
  `unit-a-${'a'.repeat(60_000)}!`,
  `${'/'.repeat(60_000)}\n`,
  `${'a'.repeat(60_000)}!`,
  ' '.repeat(60_000),
  '*'.repeat(40).replaceAll('*', '*a*'),
  1e9,
  1e300,
  -1,
  0.5,
  2 ** 53,
  JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`),
  JSON.parse('{"__proto__":{"constructor":1},"constructor":{"x":1}}'),
)

/** Parameters with the names that calls use: existing and missing entities, and wrong types. */
const params = fc.letrec((tie) => ({
  leaf: fc.oneof(
    { arbitrary: fc.constantFrom(...names), weight: 6 },
    fc.integer({ min: -1, max: 9 }),
    fc.boolean(),
    fc.constant(null),
    odd,
  ),
  object: fc.dictionary(fc.constantFrom(...keys), tie('any'), { maxKeys: 6 }),
  any: fc.oneof({ maxDepth: 3 }, tie('leaf'), fc.array(tie('any'), { maxLength: 2 }), tie('object')),
})).object

test('any parameters give a reply or an error of Juju, not a bug of the simulator', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...calls), params, async ({ kind, facade, version, method }, given) => {
      const reply = await sockets.get(kind)?.send(facade, version, method, given)
      expect(reply?.error ?? '').not.toContain('simulator:')
    }),
    { numRuns: 1000 },
  )
})

test('texts made to occupy a slow pattern are answered at once', async () => {
  const run = 'a'.repeat(200_000)
  const started = performance.now()
  const wire = sockets.get('model')
  const entities = [
    `application-a-${run}!`,
    `unit-a-${run}!`,
    `machine-${'0/'.repeat(100_000)}x`,
    `user-${run}!`,
  ]
  await wire?.send('Application', 22, 'ApplicationsInfo', { entities: entities.map((tag) => ({ tag })) })
  await wire?.send('Application', 22, 'UnitsInfo', { entities: entities.map((tag) => ({ tag })) })
  await wire?.call('Application.DeployFromRepository', {
    Args: [{ CharmName: 'a', ApplicationName: 'a'.repeat(60), ConfigYAML: '', Cons: {} }],
  })
  await wire?.send('Client', 8, 'FullStatus', { patterns: [`${'*a'.repeat(30)}*b`] })
  await wire?.send('MachineManager', 11, 'AddMachines', {
    params: [{ base: { name: 'ubuntu', channel: `${'/'.repeat(200_000)}\n` } }],
  })
  await wire?.send('Client', 8, 'FullStatus', {})
  await sockets
    .get('controller')
    ?.send('ModelManager', 11, 'CreateModel', { name: `${run}!`, qualifier: 'admin' })
  expect(performance.now() - started).toBeLessThan(5_000)
})

test.each([
  ['Application.AddUnits', { application: 'a', 'num-units': 1e9 }],
  [
    'Application.DeployFromRepository',
    { Args: [{ CharmName: 'a', ApplicationName: 'many', 'num-units': 1e9 }] },
  ],
])('%s adds no thousand million units', async (operation, params) => {
  const [facade = '', name = ''] = operation.split('.')
  const reply = await sockets.get('model')?.send(facade, 22, name, params)
  expect(JSON.stringify(reply)).toContain('at most 10000 units in one call')
})
