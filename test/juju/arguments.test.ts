import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createJujuClient, formatStatus, type JujuClient, type Model } from '../../src/juju/index.js'
import { script, type Scripted } from './scripted.js'

const UUID = '00000000-0000-4000-8000-00000000000a'

let scripted: Scripted
beforeEach(async () => {
  scripted = await script(() => undefined)
})
afterEach(() => scripted[Symbol.asyncDispose]())

/** A type with untyped functions, as in plain JavaScript. */
type Loose<T> = {
  readonly [Name in keyof T]: T[Name] extends (...args: never[]) => infer Result
    ? (...args: unknown[]) => Loose<Result>
    : Loose<T[Name]>
}

const first = (log: unknown): unknown => (log as AsyncGenerator).next()

/** Calls that plain JavaScript may make, with the first line of the expected error. */
const calls: [
  what: string,
  call: (model: Loose<Model>, juju: Loose<JujuClient>) => unknown,
  message: RegExp,
][] = [
  [
    'deployBundle with dryrun',
    (model) => model.deployBundle('applications: {}', { dryrun: true }),
    /^model\.deployBundle: unknown option dryrun\. Did you mean dryRun\?/,
  ],
  [
    'deployBundle with an unknown part of the bundle',
    (model) => model.deployBundle({ text: '', overlay: 'a' }),
    /^model\.deployBundle: unknown option overlay\. Did you mean overlays\?/,
  ],
  [
    'deployBundle without a text',
    (model) => model.deployBundle({ path: 'bundle.yaml' }),
    /^model\.deployBundle: the text of the bundle must be a string, got undefined/,
  ],
  [
    'deploy with num_units',
    (model) => model.applications.deploy('web', { num_units: 3 }),
    /^applications\.deploy: unknown option num_units\. Did you mean units\?/,
  ],
  [
    'deploy with the timeout of a request under another name',
    (model) => model.applications.deploy('web', {}, { timeout: 5 }),
    /^applications\.deploy: unknown option timeout\. Did you mean timeoutMs/,
  ],
  [
    'deploy with text for a number',
    (model) => model.applications.deploy('web', { units: '3' }),
    /^applications\.deploy: units must be a whole number, got "3"/,
  ],
  [
    'deploy with options that are no object',
    (model) => model.applications.deploy('web', 'stable'),
    /^applications\.deploy takes its options as an object, got a string/,
  ],
  [
    'deploy with an unknown constraint',
    (model) => model.applications.deploy('web', { constraints: { memry: 8 } }),
    /^constraints: unknown option memry/,
  ],
  [
    'addUnit with the option of deploy',
    (model) => model.applications.addUnit('web', { units: 2 }),
    /^applications\.addUnit: unknown option units\. Its options are count, to/,
  ],
  [
    'addUnit with a count below 1',
    (model) => model.applications.addUnit('web', { count: 0 }),
    /^applications\.addUnit: count must be at least 1, got 0/,
  ],
  [
    'addUnit with a placement that is none',
    (model) => model.applications.addUnit('web', { to: 'over there' }),
    /^"over there" is not a placement/,
  ],
  [
    'addUnit with more placements than units',
    (model) => model.applications.addUnit('web', { count: 1, to: '1,2' }),
    /^applications\.addUnit: 2 placements for 1 units/,
  ],
  [
    'removeUnit with destroy_storage',
    (model) => model.applications.removeUnit('web/0', { destroy_storage: true }),
    /^applications\.removeUnit: unknown option destroy_storage.*Did you mean destroyStorage\?/,
  ],
  [
    'remove with a string for a boolean',
    (model) => model.applications.remove('web', { force: 'yes' }),
    /^applications\.remove: force must be a boolean, got "yes"/,
  ],
  [
    'integrate with viaCidr',
    (model) => model.applications.integrate('a', 'b', { viaCidr: ['10.0.0.0/8'] }),
    /Did you mean viaCidrs\?/,
  ],
  [
    'removeRelation with forced',
    (model) => model.applications.removeRelation('a', 'b', { forced: true }),
    /Did you mean force\?/,
  ],
  [
    'setConfig with a value that is no option value',
    (model) => model.applications.setConfig('web', { port: [80] }),
    /^applications\.setConfig: port in values must be a string or a finite number or a boolean, got a list/,
  ],
  [
    'resetConfig with one name',
    (model) => model.applications.resetConfig('web', 'port'),
    /^applications\.resetConfig: names must be a list of strings, got "port"/,
  ],
  [
    'expose with space',
    (model) => model.applications.expose('web', { website: { space: ['public'] } }),
    /^applications\.expose: unknown option space\. Did you mean spaces\?/,
  ],
  [
    'unexpose with one endpoint',
    (model) => model.applications.unexpose('web', 'website'),
    /^applications\.unexpose: endpoints must be a list/,
  ],
  [
    'resolve with noRetry',
    (model) => model.applications.resolve('web/0', { noRetry: true }),
    /^applications\.resolve: unknown option noRetry/,
  ],
  [
    'machines.add with units',
    (model) => model.machines.add({ count: 1, constraint: 'mem=8G' }),
    /^machines\.add: unknown option constraint\. Did you mean constraints\?/,
  ],
  [
    'machines.add with a placement that is none',
    (model) => model.machines.add({ placement: 'a b' }),
    /^"a b" is not a placement/,
  ],
  ...['zone=a', 'system-id=4y3h7n', 'new', '3'].map((placement): (typeof calls)[number] => [
    `machines.add with the placement ${placement}, which 4.0 refuses`,
    (model) => model.machines.add({ placement }),
    new RegExp(
      `^machines\\.add: Juju 4 accepts only containers as the placement of a machine, got "${placement}"\\. P.*applications\\.deploy`,
    ),
  ]),
  [
    'machines.add with a zone has a hint for the constraint',
    (model) => model.machines.add({ placement: 'zone=a' }),
    /Pass constraints: 'zones=a', or place the units/,
  ],
  [
    'setConfig with null',
    (model) => model.applications.setConfig('web', { s: null }),
    /^applications\.setConfig: s in values must be a string or a finite number or a boolean, got null\. Omit it/,
  ],
  [
    'trust with null',
    (model) => model.applications.trust('web', null),
    /^applications\.trust: trusted must be a boolean, got null/,
  ],
  [
    'deploy with null in its config',
    (model) => model.applications.deploy('web', { config: { s: null } }),
    /^applications\.deploy: s in config must be .*got null/,
  ],
  [
    'deploy with half of a character',
    (model) => model.applications.deploy('\ud800'),
    /^applications\.deploy: the charm .* is not a charm name/,
  ],
  [
    'models.add with null in its config',
    (_model, juju) => juju.models.add('m', { config: { s: null } }),
    /^models\.add: s in config must be .*got null/,
  ],
  [
    'config.set with null',
    (model) => model.config.set({ 'default-base': null }),
    /^config\.set: default-base has no value\. Omit it, or set it to its default with config\.reset/,
  ],
  ['a model whose name is a symbol', (_model, juju) => juju.models.get(Symbol('m')), / is not a model name/],
  [
    'a facade whose name is not text',
    (_model, juju) => juju.facade(null),
    /^facade: name must be a string, got null/,
  ],
  [
    'clouds.update with an unknown field of a region',
    (_model, juju) =>
      juju.clouds.update({ name: 'c', type: 'maas', authTypes: [], regions: [{ name: 'r', url: 'x' }] }),
    /^clouds\.update regions: unknown option url/,
  ],
  [
    'clouds.add without regions',
    (_model, juju) => juju.clouds.add({ name: 'c', type: 'maas', authTypes: [] }),
    /^clouds\.add: regions must be a list/,
  ],
  [
    'machines.remove with keepInstance',
    (model) => model.machines.remove('0', { keepInstance: true }),
    /^machines\.remove: unknown option keepInstance/,
  ],
  [
    'config.set with no object',
    (model) => model.config.set('a=1'),
    /^config\.set: values must be an object, got "a=1"/,
  ],
  [
    'status with a pattern',
    (model) => model.status({ pattern: 'web' }),
    /^model\.status: unknown option pattern\. Did you mean patterns\?/,
  ],
  [
    'waitForIdle with timeout',
    (model) => model.waitForIdle({ timeout: 5 }),
    /^model\.waitForIdle: unknown option timeout\. Did you mean timeoutMs\?/,
  ],
  [
    'waitForIdle with one application',
    (model) => model.waitForIdle({ applications: 'web' }),
    /^model\.waitForIdle: applications must be a list/,
  ],
  [
    'debugLog with an unknown level',
    (model) => first(model.debugLog({ level: 'FATAL' })),
    /^model\.debugLog: level must be one of TRACE, DEBUG, INFO, WARNING, ERROR, got "FATAL"/,
  ],
  [
    'debugLog with tail',
    (model) => first(model.debugLog({ notail: true })),
    /^model\.debugLog: unknown option notail\. Did you mean noTail\?/,
  ],
  [
    'models.list with an unknown filter',
    (_model, juju) => juju.models.list({ al: true }),
    /^models\.list: unknown option al\. Did you mean all\?/,
  ],
  [
    'models.add with clud',
    (_model, juju) => juju.models.add('m', { clud: 'maas' }),
    /^models\.add: unknown option clud\. Did you mean cloud\?/,
  ],
  [
    'models.destroy with an unknown option of the wait',
    (_model, juju) => juju.models.destroy('m', { wait: { timeout: 5 } }),
    /^models\.destroy wait: unknown option timeout\. Did you mean timeoutMs\?/,
  ],
  [
    'clouds.add with a field of the wire',
    (_model, juju) => juju.clouds.add({ name: 'c', type: 'maas', 'auth-types': [], regions: [] }),
    /^clouds\.add: unknown option auth-types\. Did you mean authTypes\?/,
  ],
  [
    'clouds.addMaas with forced',
    (_model, juju) => juju.clouds.addMaas('c', 'http://m/MAAS', { forced: true }),
    /^clouds\.addMaas: unknown option forced\. Did you mean force\?/,
  ],
  [
    'clouds.setCredential with attributes that are a secret text',
    (_model, juju) => juju.clouds.setCredential('c', 'k', { authType: 'oauth1', attributes: 'hush-hush' }),
    /^clouds\.setCredential: the credential must be \{ authType, attributes \}, both of strings\. Write (?!.*hush)/,
  ],
  [
    'a facade with an unknown option of the request',
    (_model, juju) => juju.facade('Client').call('FullStatus', {}, { idempotnt: true }),
    /^Client\.FullStatus: unknown option idempotnt\. Did you mean idempotent\?/,
  ],
  [
    'a facade with headers',
    (_model, juju) => juju.facade('Client').call('FullStatus', {}, { headers: { a: 'b' } }),
    /^Client\.FullStatus: unknown option headers\. Its options are signal, /,
  ],
  [
    'a verb with headers',
    (model) => model.applications.deploy('web', {}, { headers: { a: 'b' } }),
    /^applications\.deploy: unknown option headers\. Its options are signal, (?!.*extra)/,
  ],
  [
    'a verb with extra, which would go into each of its calls',
    (model) => model.applications.addUnit('web', {}, { extra: { 'attach-storage': [] } }),
    /^applications\.addUnit: unknown option extra\. Use facade\(name\)\.call\(method, params, \{ extra \}\)/,
  ],
  [
    'with() with an unknown option',
    (_model, juju) => juju.with({ timeout: 5 }),
    /^with: unknown option timeout\. Did you mean timeoutMs/,
  ],
]

/** Calls with names that are empty, or no names, with what must be in the first line of the error. */
const names: [call: (model: Loose<Model>, juju: Loose<JujuClient>) => unknown, message: string][] = [
  [({ applications }) => applications.remove([]), 'applications.remove: application must be a string, got '],
  [({ applications }) => applications.remove(''), 'applications.remove: application must not be empty'],
  [({ applications }) => applications.remove(' '), 'applications.remove: application must not be empty'],
  [({ applications }) => applications.addUnit(''), 'applications.addUnit: application must not be empty'],
  [({ applications }) => applications.config(), 'applications.config: application must be a string, got '],
  [({ applications }) => applications.setConfig('', {}), 'applications.setConfig: application must not be'],
  [({ applications }) => applications.resetConfig('', []), 'applications.resetConfig: application must not'],
  [({ applications }) => applications.trust('', true), 'applications.trust: application must not be empty'],
  [({ applications }) => applications.constraints(''), 'applications.constraints: application must not be'],
  [
    ({ applications }) => applications.setConstraints('', ''),
    'applications.setConstraints: application must',
  ],
  [({ applications }) => applications.expose(''), 'applications.expose: application must not be empty'],
  [({ applications }) => applications.unexpose(''), 'applications.unexpose: application must not be empty'],
  [({ applications }) => applications.integrate('a', ''), 'applications.integrate: other must not be empty'],
  [
    ({ applications }) => applications.removeRelation('', 'b'),
    'applications.removeRelation: one must not be',
  ],
  [({ applications }) => applications.removeUnit(''), 'applications.removeUnit: units must not be empty'],
  [({ applications }) => applications.removeUnit(['a/0', '']), 'applications.removeUnit: units must not be'],
  [({ applications }) => applications.removeUnit([5]), 'applications.removeUnit: units must be '],
  [({ applications }) => applications.resolve(''), 'applications.resolve: units must not be empty'],
  [({ machines }) => machines.remove(''), 'machines.remove: machines must not be empty'],
  [({ machines }) => machines.remove(5), 'machines.remove: machines must be '],
  [
    ({ machines }) => machines.retryProvisioning(['']),
    'machines.retryProvisioning: machines must not be empty',
  ],
  [(model) => first(model.debugLog({ include: [''] })), 'model.debugLog: include must not be empty'],
  [(model) => first(model.debugLog({ exclude: [''] })), 'model.debugLog: exclude must not be empty'],
  [(_, { models }) => models.add(''), 'models.add: name must not be empty'],
  [(_, { models }) => models.get(''), '"" is not a model name'],
  [(_, { models }) => models.destroy(''), '"" is not a model name'],
  [(_, { models }) => models.resolve(''), '"" is not a model name'],
  [(_, { clouds }) => clouds.get(''), 'clouds.get: name must not be empty'],
  [(_, { clouds }) => clouds.remove(''), 'clouds.remove: name must not be empty'],
  [
    (_, { clouds }) => clouds.add({ name: '', type: 'maas', authTypes: [], regions: [] }),
    'clouds.add: name must',
  ],
  [(_, { clouds }) => clouds.addMaas('', 'http://m/MAAS'), 'clouds.addMaas: name must not be empty'],
  [(_, { clouds }) => clouds.credentials(''), 'clouds.credentials: cloud must not be empty'],
  [
    (_, { clouds }) => clouds.setMaasCredential('c', '', 'a:b:c'),
    'clouds.setMaasCredential: name must not be',
  ],
  [(_, { clouds }) => clouds.removeCredential('', 'k'), 'clouds.removeCredential: cloud must not be empty'],
]

describe('arguments are checked before anything is sent', () => {
  test.each(names.map(([call, message]) => [message, call] as const))('%s', async (message, call) => {
    const { juju } = scripted
    const work = async (): Promise<unknown> =>
      await call(juju.model(UUID) as Loose<Model>, juju as Loose<JujuClient>)
    await expect(work()).rejects.toThrow(message)
    const operation = expect.stringMatching(/^(applications|machines|models|model|clouds)\.\w+$/) as string
    await expect(work()).rejects.toMatchObject({ code: 'ERR_CONFIGURATION', operation, system: 'juju' })
    expect(scripted.calls).toEqual([])
  })

  test.each(calls)('%s', async (_what, call, message) => {
    const { juju } = scripted
    const work = async (model: Model, client: JujuClient): Promise<unknown> =>
      await call(model as Loose<Model>, client as Loose<JujuClient>)
    await expect(work(juju.model(UUID), juju)).rejects.toThrow(message)
    await expect(work(juju.model(UUID), juju)).rejects.toMatchObject({
      code: 'ERR_CONFIGURATION',
      system: 'juju',
    })
    expect(scripted.calls).toEqual([])
  })

  test('also mistakes in a bundle, although its model must be looked up', async () => {
    await expect(scripted.juju.model('shop').deployBundle('services: {}')).rejects.toMatchObject({
      code: 'ERR_CONFIGURATION',
      operation: 'model.deployBundle',
    })
    expect(scripted.calls).toEqual([])
  })
})

test('unknown options of a client are refused', () => {
  const options = { address: 'h', username: 'admin', password: 'hunter22' }
  const create = createJujuClient as (options: object) => unknown
  expect(() => create({ ...options, timeout: 5 })).toThrow(
    /^createJujuClient: unknown option timeout\. Did you mean timeoutMs/,
  )
  expect(() => create({ ...options, user: 'admin' })).toThrow(/createJujuClient: unknown option user/)
  expect(() => create({ ...options, retries: { tries: 1 } })).toThrow(
    /^createJujuClient retries: unknown option tries/,
  )
  const env = { JUJU_CONTROLLER_ADDRESSES: 'h', JUJU_USERNAME: 'admin', JUJU_PASSWORD: 'hunter22' }
  const fromEnv = createJujuClient.fromEnv as (env: object, overrides: object) => unknown
  expect(() => fromEnv(env, { addresss: 'h' })).toThrow(
    /^createJujuClient\.fromEnv: unknown option addresss\. Did you mean address/,
  )
})

test('unknown options of formatStatus are refused', () => {
  expect(() => formatStatus({} as never, { widht: 80 } as object)).toThrow(
    /^formatStatus: unknown option widht\. Did you mean width\?/,
  )
})

test('extra parameters of a call by facade are sent beside the known ones', async () => {
  const extra = { newer: true }
  await scripted.juju.facade('Client').call('FullStatus', { patterns: ['web'] }, { extra, validate: 'off' })
  expect(scripted.calls.at(-1)?.params).toEqual({ patterns: ['web'], newer: true })
})
