import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { type JujuSimulator, startJujuSimulator } from '../../src/juju/simulator.js'
import { type Loose, Wire } from './wire.js'

let sim: JujuSimulator
let wire: Wire
let controller: Wire
const base = { name: 'ubuntu', channel: '22.04/stable' }
const origin = { source: 'charm-hub', type: 'charm', id: '', risk: 'stable', track: 'latest', base }

beforeAll(async () => {
  sim = await startJujuSimulator({ clock: new SimulatedClock(), autoAdvance: false })
  sim.charms.add({
    name: 'app',
    bases: ['ubuntu@22.04', 'ubuntu@24.04'],
    provides: { db: { interface: 'db' } },
    options: {
      text: { type: 'string' },
      number: { type: 'int' },
      flag: { type: 'boolean' },
      share: { type: 'float' },
    },
    actions: { backup: { params: { properties: { to: { type: 'string' } } } } },
  })
  sim.charms.add({ name: 'filed', resources: { r: { type: 'file' } } })
  wire = await Wire.login(sim, `/model/${sim.addModel({ name: 'prod' })}/api`)
  controller = await Wire.login(sim)
  for (const url of ['ch:amd64/app-1', 'ch:amd64/filed-1'])
    await wire.call('Charms.AddCharm', { url, 'charm-origin': origin })
  expect(await deploy({ application: 'app' })).toEqual({})
})

afterAll(async () => {
  wire.close()
  controller.close()
  await sim.close()
})

async function deploy(more: Loose): Promise<Loose> {
  const wanted = { 'charm-url': 'ch:amd64/app-1', 'charm-origin': origin, 'num-units': 1, ...more }
  return (await wire.call('Application.Deploy', { applications: [wanted] })).results[0] as Loose
}

describe('a deployment is refused', () => {
  const inserting = 'creating application "x": creating IAAS application "x": inserting IAAS application "x"'
  const preparing = 'preparing application args: validating create application args'
  const options = `${preparing}: validating application config: option`
  test.each<[string, Loose, string]>([
    ['with an unknown charm', { 'charm-url': 'ch:amd64/none-1' }, 'charm "none" not found'],
    [
      'bound to an unknown space',
      { 'endpoint-bindings': { db: 'nope' } },
      `${inserting}: inserting exposed endpoints for application "x": checking space names: space(s) ["nope"] not found`,
    ],
    [
      'with a binding of an unknown endpoint',
      { 'endpoint-bindings': { nope: 'alpha' } },
      `${inserting}: inserting exposed endpoints for application "x": checking charm relation: charm relation(s) or extra binding "nope" not found`,
    ],
    [
      'with constraints on an unknown space',
      { constraints: { spaces: ['^nope'] } },
      `${inserting}: invalid application constraints`,
    ],
    [
      'with a device that the charm lacks',
      { devices: { gpu: {} } },
      `${preparing}: validating device constraints: charm "app" has no device called "gpu"`,
    ],
    [
      'with storage for several units',
      { 'attach-storage': ['storage-data-0'], 'num-units': 2 },
      'AttachStorage is non-empty, but NumUnits is 2',
    ],
    [
      'with storage that does not exist',
      { 'attach-storage': ['storage-data-0'] },
      'storage "data/0" not found',
    ],
    [
      'without the resources of the charm',
      { 'charm-url': 'ch:amd64/filed-1' },
      'not all pending resources for charm provided',
    ],
    [
      'in a container of another kind',
      { placement: [{ scope: 'kvm', directive: '0' }] },
      'creating application "x": making unit args: invalid placement: invalid container type "kvm"',
    ],
    [
      'with half a machine',
      { placement: [{ scope: '#', directive: '0/lxd' }] },
      'creating application "x": making unit args: invalid placement: placement directive "0/lxd" is not in the form of <parent>/<scope>/<child>',
    ],
    [
      'with a number for a text',
      { 'config-yaml': 'x: {text: 5}' },
      `${options} "text" expected string, got 5`,
    ],
    [
      'with a Boolean for a text',
      { 'config-yaml': 'x: {text: yes, flag: 1}' },
      `${options} "flag" expected boolean, got 1`,
    ],
    [
      'with a text for a number',
      { config: { number: '1.5' } },
      `${options} "number" expected int, got "1.5"`,
    ],
    [
      'with a text that only looks like a Boolean',
      { config: { flag: 'tRUE' } },
      `${options} "flag" expected boolean, got "tRUE"`,
    ],
    [
      'with options of Object.prototype',
      { config: { constructor: 'x' } },
      `${preparing}: validating application config: unknown option "constructor"`,
    ],
  ])('%s', async (_, more, words) => {
    expect(await deploy({ application: 'x', ...more })).toMatchObject({
      error: { message: `cannot deploy "x": ${words}` },
    })
    expect((await wire.call('Client.FullStatus')).applications).not.toHaveProperty('x')
  })

  test('and texts of the right kind are parsed', async () => {
    const config = { number: '7', flag: 'T', share: '0.5', text: '5' }
    expect(await deploy({ application: 'parsed', config })).toEqual({})
    const { config: shown } = await wire.call('Application.Get', { application: 'parsed' })
    expect([shown.number.value, shown.flag.value, shown.share.value, shown.text.value]).toEqual([
      7,
      true,
      0.5,
      '5',
    ])
  })
})

test.each<[string, Loose, string, string]>([
  ['bindings to an unknown space', { bindings: { db: 'nope' } }, 'space(s) "nope" not found', ''],
  [
    'bindings of an unknown endpoint',
    { bindings: { db: 'alpha', nope: 'alpha' } },
    'one or more of the provided endpoints "db, nope" do not exist',
    '',
  ],
])('%s are refused', async (_, args, message, code) => {
  const wanted = { args: [{ 'application-tag': 'application-app', ...args }] }
  expect(await wire.call('Application.MergeBindings', wanted)).toEqual({
    results: [{ error: { message, code } }],
  })
})

test.each<[string, string, Loose, string, string | undefined]>([
  [
    'constraints on an unknown space',
    'SetConstraints',
    { constraints: { spaces: ['nope'] } },
    'invalid application constraints',
    undefined,
  ],
  [
    'constraints on an unknown container',
    'SetConstraints',
    { constraints: { container: 'kvm' } },
    'invalid application constraints',
    undefined,
  ],
  [
    'an exposure to an unknown space',
    'Expose',
    { 'exposed-endpoints': { db: { 'expose-to-spaces': ['nope'] } } },
    'space "nope" not found',
    'not found',
  ],
])('%s is refused', async (_, method, params, message, code) => {
  const reply = await wire.send('Application', 22, method, { application: 'app', ...params })
  expect([reply.error, reply['error-code']]).toEqual([message, code])
})

test('secrets have ids that Go clients can read: 96 bits in base 32', async () => {
  for (let n = 0; n < 50; n += 1) {
    const created = await wire.send('Secrets', 2, 'CreateSecrets', {
      args: [{ content: { data: { k: 'dg==' } } }],
    })
    expect(created.response?.results[0].result).toMatch(/^secret:[0-9a-v]{19}[0g]$/)
  }
})

test('commands on what does not exist are refused for it alone', async () => {
  const { actions, operation } = await wire.call('Action.Run', {
    commands: 'uptime',
    timeout: 1,
    units: ['app/0', 'none/0'],
    machines: ['99'],
  })
  expect(actions.map((each: Loose) => each.error?.message ?? each.action.receiver)).toEqual([
    'getting machine UUID for "99": machine "99" not found',
    'unit-app-0',
    'linking task to unit: getting unit UUID for "none/0": unit "none/0" not found',
  ])
  const { results } = await wire.call('Action.Operations', { entities: [{ tag: operation }] })
  expect(results[0].actions).toHaveLength(1)
  const none = await wire.send('Action', 7, 'Run', { commands: 'uptime', applications: ['none'] })
  expect(none.error).toContain('application "none" not found')
})

test('what the real controller accepts is accepted', async () => {
  expect(await wire.call('ModelConfig.ModelSet', { config: { name: 'foo' } })).toEqual({})
  const { config } = await wire.call('ModelConfig.ModelGet')
  expect(config.name.value).toBe('prod')
  const on = (message: string) => wire.call('Block.SwitchBlockOn', { type: 'BlockDestroy', message })
  expect([await on('first'), await on('second')]).toEqual([{}, {}])
  expect((await wire.call('Block.List')).results[0].result.message).toBe('first')
  expect(await wire.call('Block.SwitchBlockOff', { type: 'BlockDestroy' })).toEqual({})
  const gone = { models: [{ 'model-tag': 'model-00000000-0000-4000-8000-000000000000' }] }
  expect(await controller.call('ModelManager.DestroyModels', gone)).toEqual({ results: [{}] })
})

describe('a charm from Charmhub', () => {
  const resolve = async (more: Loose) => {
    const resolving = [
      { reference: 'ch:app', 'charm-origin': { ...origin, base: { name: '', channel: '' }, ...more } },
    ]
    return (await wire.call('Charms.ResolveCharms', { resolve: resolving })).Results[0]['charm-origin']
      .base as Loose
  }

  test('has a base of its own choice without a revision only', async () => {
    expect(await resolve({})).toEqual({ name: 'ubuntu', channel: '24.04/stable' })
    expect(await resolve({ revision: 1 })).toEqual({ name: '', channel: '' })
    expect(await resolve({ revision: 1, base })).toEqual(base)
  })

  test.each([
    ['keeps the channel of its new origin', { track: '8', risk: 'edge' }, '8/edge'],
    ['keeps a branch', { track: '8', risk: 'edge', branch: 'fix' }, '8/edge/fix'],
    ['has only a risk without a track', { track: '', risk: 'beta' }, 'beta'],
    ['drops the channel without a risk', { track: '8', risk: '' }, ''],
  ])('%s', async (_, more, channel) => {
    await wire.call('Application.SetCharm', {
      application: 'app',
      'charm-url': 'ch:amd64/app-1',
      'charm-origin': { ...origin, ...more },
    })
    expect((await wire.call('Application.Get', { application: 'app' })).channel).toBe(channel)
    const shown = (await wire.call('Client.FullStatus')).applications.app
    expect(shown['charm-channel']).toBe(channel === '' ? undefined : channel)
  })

  test('has actions with a complete schema', async () => {
    const { actions } = await wire.call('Charms.CharmInfo', { url: 'ch:amd64/app-1' })
    expect(actions.specs.backup.params).toEqual({
      additionalProperties: true,
      description: '',
      properties: { to: { type: 'string' } },
      title: 'backup',
      type: 'object',
    })
  })
})

test('a model without machines has null for them', async () => {
  const empty = sim.addModel({ name: 'empty' })
  const { results } = await controller.call('ModelManager.ModelInfo', {
    entities: [{ tag: `model-${empty}` }],
  })
  expect(results[0].result.machines).toBeNull()
})

test('a machine without an instance has no address', async () => {
  const entities = [{ tag: 'machine-0' }]
  for (const kind of ['Private', 'Public']) {
    const { response } = await wire.send('SSHClient', 5, `${kind}Address`, { entities })
    expect(response?.results).toEqual([
      { error: { message: `no ${kind.toLowerCase()} address(es)`, code: '' } },
    ])
  }
})

test('a cloud in use stays', async () => {
  const { results } = await controller.call('Cloud.RemoveClouds', { entities: [{ tag: 'cloud-dummy' }] })
  expect(results[0].error.message).toBe('cannot delete cloud "dummy" as it is still referenced by models')
})

test('the spaces that a bundle binds to exist once the simulator has read it', async () => {
  const args = [{ 'application-tag': 'application-app', bindings: { db: 'oam' } }]
  const merge = async () => (await wire.call('Application.MergeBindings', { args })).results[0] as Loose
  expect(await merge()).toHaveProperty('error')
  sim.charms.fromBundle(
    'applications: {app: {charm: app, bindings: {"": oam}, constraints: "mem=1G spaces=^dmz"}}',
  )
  expect(await merge()).toEqual({})
  expect(
    await wire.call('ModelConfig.SetModelConstraints', { constraints: { spaces: ['dmz', '^oam'] } }),
  ).toEqual({})
})
