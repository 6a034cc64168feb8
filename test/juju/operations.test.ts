import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type JujuClient, type Model, RpcError } from '../../src/juju/index.js'
import { script, type Scripted } from './scripted.js'

const UUID = '00000000-0000-4000-8000-00000000000a'

let scripted: Scripted
afterEach(() => scripted[Symbol.asyncDispose]())

const failure = async (work: PromiseLike<unknown>): Promise<Error> => {
  try {
    await work
  } catch (error) {
    return error as Error
  }
  throw new Error('it did not fail')
}

interface Case {
  operation: string
  facade: string
  method: string
  call: (model: Model, juju: JujuClient) => PromiseLike<unknown>
}

const cases: Case[] = [
  {
    operation: 'applications.deploy',
    facade: 'Application',
    method: 'DeployFromRepository',
    call: ({ applications }) => applications.deploy('web'),
  },
  {
    operation: 'applications.addUnit',
    facade: 'Application',
    method: 'ApplicationsInfo',
    call: ({ applications }) => applications.addUnit('web'),
  },
  {
    operation: 'applications.trust',
    facade: 'Application',
    method: 'SetConfigs',
    call: ({ applications }) => applications.trust('web', true),
  },
  {
    operation: 'machines.add',
    facade: 'MachineManager',
    method: 'AddMachines',
    call: ({ machines }) => machines.add(),
  },
  { operation: 'model.status', facade: 'Client', method: 'FullStatus', call: (model) => model.status() },
  {
    operation: 'model.waitForIdle',
    facade: 'Client',
    method: 'FullStatus',
    call: (model) => model.waitForIdle(),
  },
  {
    operation: 'model.deployBundle',
    facade: 'ModelManager',
    method: 'ModelInfo',
    call: (model) => model.deployBundle('applications: {web: {charm: web, num_units: 1}}'),
  },
  {
    operation: 'config.set',
    facade: 'ModelConfig',
    method: 'ModelSet',
    call: ({ config }) => config.set({ a: 1 }),
  },
  {
    operation: 'models.add',
    facade: 'ModelManager',
    method: 'CreateModel',
    call: (_model, juju) => juju.models.add('m'),
  },
  {
    operation: 'models.destroy',
    facade: 'ModelManager',
    method: 'DestroyModels',
    call: (_model, juju) => juju.models.destroy(UUID),
  },
  {
    operation: 'clouds.setMaasCredential',
    facade: 'Cloud',
    method: 'UpdateCredentialsCheckModels',
    call: (_model, juju) => juju.clouds.setMaasCredential('maas', 'key', 'consumer:token:secret'),
  },
  {
    operation: 'Application.AddUnits',
    facade: 'Application',
    method: 'AddUnits',
    call: (model) => model.facade('Application').call('AddUnits', { application: 'web', 'num-units': 1 }),
  },
]

describe('the operation of an error is what the user called', () => {
  beforeEach(async () => {
    scripted = await script(({ method }) =>
      method === 'Login' ? undefined : { error: 'boom', 'error-code': '' },
    )
  })

  test.each(cases)('$operation', async ({ operation, facade, method, call }) => {
    const error = await failure(call(scripted.juju.model(UUID), scripted.juju))
    expect(error).toMatchObject({ code: 'ERR_RPC', operation, facade, method })
    const { version } = error as unknown as { version: number }
    expect(version).toBeGreaterThan(0)
    const [first, ...facts] = error.message.split('\n')
    expect(first).toBe(`Juju ${operation} failed: boom`)
    const where = ['ModelManager', 'Cloud'].includes(facade) ? 'the controller' : `model ${UUID}`
    expect(facts).toContain(`  call: ${facade}(${version}).${method} on ${where}`)
  })
})

test('an error of an item names what the user called, and the facade call as a fact', async () => {
  scripted = await script(({ method }) =>
    method === 'DestroyUnit'
      ? { response: { results: [{ error: { message: 'unit "a/0" not found', code: 'not found' } }] } }
      : undefined,
  )
  const error = await failure(scripted.juju.model(UUID).applications.removeUnit('a/0'))
  expect(error).toMatchObject({
    operation: 'applications.removeUnit',
    facade: 'Application',
    method: 'DestroyUnit',
  })
  expect(error.message).toMatch(/^Juju applications\.removeUnit failed: unit "a\/0" not found\n {2}call: /)
})

test('a model that must be looked up first, and one that is not there, belong to the call that needed it', async () => {
  scripted = await script(({ method }) =>
    method === 'ListModels' ? { response: { 'user-models': [] } } : undefined,
  )
  const error = await failure(scripted.juju.model('nowhere').applications.addUnit('web'))
  expect(error).toMatchObject({
    code: 'ERR_RPC',
    reason: 'not-found',
    operation: 'applications.addUnit',
    facade: 'ModelManager',
    method: 'ListModels',
  })
  expect(error.message).toMatch(/^Juju applications\.addUnit failed: admin has no model "nowhere"\./)
})

test('a timeout and an abort name what the user called too', async () => {
  scripted = await script(({ method }) => (method === 'CreateModel' ? 'silence' : undefined))
  const { models } = scripted.juju
  await scripted.juju.whoami()
  expect(await failure(models.add('m', {}, { timeoutMs: 300, retries: 0 }))).toMatchObject({
    code: 'ERR_TIMEOUT',
    operation: 'models.add',
    message: expect.stringMatching(/^Juju models\.add timed out: no reply within 300 ms/) as string,
  })
  const controller = new AbortController()
  const aborted = failure(models.add('m', {}, { signal: controller.signal }))
  controller.abort()
  expect(await aborted).toMatchObject({
    code: 'ERR_ABORTED',
    operation: 'models.add',
    message: expect.stringMatching(/^Juju models\.add was aborted by its signal/) as string,
  })
})

test('callers that share an attempt to connect get an error each, which names what they called', async () => {
  scripted = await script(({ method }) =>
    method === 'Login' ? { error: 'no such user', 'error-code': 'unauthorized access' } : undefined,
  )
  const { juju } = scripted
  const calls: [operation: string, call: (client: JujuClient) => PromiseLike<unknown>][] = [
    ['models.list', (client) => client.models.list()],
    ['whoami', (client) => client.whoami()],
    ['Cloud.Clouds', (client) => client.facade('Cloud').call('Clouds')],
    ['model.status', (client) => client.model('m').status()],
    ['model.uuid', (client) => client.model('m').uuid()],
  ]
  const refused = await Promise.all(calls.map(([, call]) => failure(call(juju))))
  expect(new Set(refused).size).toBe(calls.length)
  expect(scripted.calls).toHaveLength(1)
  for (const [index, [operation]] of calls.entries()) {
    const error = refused[index]
    expect(error).toBeInstanceOf(RpcError)
    expect(error).toMatchObject({ operation, reason: 'unauthorized', method: 'Login', system: 'juju' })
    expect(error?.message).toMatch(new RegExp(`^Juju ${operation} failed: no such user\\. Check username`))
    expect(error?.stack).toMatch(new RegExp(`^RpcError: Juju ${operation} failed`))
  }
  const gone = scripted.client({ address: 'ws://127.0.0.1:1', retries: 0 })
  for (const [operation, call] of calls)
    expect(await failure(call(gone))).toMatchObject({
      operation,
      reason: 'refused',
      message: expect.stringMatching(new RegExp(`^Juju ${operation} failed: connection refused`)) as string,
    })
  await gone.close()
  for (const [operation, call] of calls)
    expect(await failure(call(gone))).toMatchObject({ operation, reason: 'closed', mayHaveHappened: false })
})

test('calls that share the lookup of a model get an error each', async () => {
  scripted = await script(({ method }) =>
    method === 'ListModels' ? { response: { 'user-models': [] } } : undefined,
  )
  const model = scripted.juju.model('nowhere')
  const [status, added] = await Promise.all([failure(model.status()), failure(model.machines.add())])
  expect(scripted.named()).toEqual(['ModelManager.ListModels'])
  expect(status).toMatchObject({ operation: 'model.status', reason: 'not-found' })
  expect(added).toMatchObject({ operation: 'machines.add', reason: 'not-found' })
})
