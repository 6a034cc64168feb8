import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { JujuClient, Model } from '../../../src/juju/index.js'
import { haveRecordings, recordedCalls, skipped } from '../recordings.js'
import { script, type Scripted } from '../scripted.js'

const UUID = '00000000-0000-4000-8000-00000000000a'

/** Without values that the server treats as absent: null, empty, false, zero. */
function essence(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(essence)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    // YAML is compared by its values.
    const part =
      /^config-?yaml$/i.test(key) && typeof item === 'string' ? essence(parse(item)) : essence(item)
    const empty =
      part === null ||
      part === undefined ||
      part === '' ||
      part === false ||
      part === 0 ||
      (typeof part === 'object' && Object.keys(part).length === 0)
    return empty ? [] : [[key, part]]
  })
  return Object.fromEntries(kept)
}

/** The model's UUID, and its placeholder in `DeployFromRepository`, differ from run to run. */
const neutral = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value).replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UUID'),
  ) as unknown

interface Case {
  /** The recorded run of the real command. */
  file: string
  call: string
  ours: (model: Model, juju: JujuClient) => unknown
}

const cases: Case[] = [
  {
    file: 'charmhub/deploy-one',
    call: 'Application.DeployFromRepository',
    ours: ({ applications }) => applications.deploy('ubuntu', { base: 'ubuntu@22.04' }),
  },
  {
    file: 'charmhub/deploy-config-ok',
    call: 'Application.DeployFromRepository',
    ours: ({ applications }) =>
      applications.deploy('ubuntu', { name: 'ubuntu2', config: { hostname: 'x1' }, trust: true }),
  },
  {
    file: 'charmhub/deploy-dry-run',
    call: 'Application.DeployFromRepository',
    ours: ({ applications }) => applications.deploy('mysql', { name: 'db3', dryRun: true }),
  },
  {
    file: 'charmhub/deploy-systemid',
    call: 'Application.DeployFromRepository',
    ours: ({ applications }) => applications.deploy('ubuntu', { name: 'u11', to: ['system-id=4y3h7n'] }),
  },
  {
    file: 'charmhub/deploy-bad-placement',
    call: 'Application.DeployFromRepository',
    ours: ({ applications }) => applications.deploy('ubuntu', { name: 'u8', to: ['99'] }),
  },
  {
    file: 'commands/add-unit',
    call: 'Application.AddUnits',
    ours: ({ applications }) => applications.addUnit('wordpress', { count: 2, to: ['2', 'new'] }),
  },
  {
    file: 'commands/remove-unit',
    call: 'Application.DestroyUnit',
    ours: ({ applications }) => applications.removeUnit('wordpress/2'),
  },
  {
    file: 'commands/integrate',
    call: 'Application.AddRelation',
    ours: ({ applications }) => applications.integrate('mysql', 'wordpress'),
  },
  {
    file: 'commands/remove-relation',
    call: 'Application.DestroyRelation',
    ours: ({ applications }) => applications.removeRelation('mysql', 'wordpress'),
  },
  {
    file: 'commands/config-set',
    call: 'Application.SetConfigs',
    ours: ({ applications }) => applications.setConfig('dummy', { title: 'hello', 'skill-level': 7 }),
  },
  {
    file: 'commands/config-reset',
    call: 'Application.UnsetApplicationsConfig',
    ours: ({ applications }) => applications.resetConfig('dummy', ['title']),
  },
  {
    file: 'commands/config-get',
    call: 'Application.Get',
    ours: ({ applications }) => applications.config('dummy'),
  },
  {
    file: 'commands/trust',
    call: 'Application.SetConfigs',
    ours: ({ applications }) => applications.trust('dummy', true),
  },
  {
    file: 'commands/expose',
    call: 'Application.Expose',
    ours: ({ applications }) => applications.expose('wordpress', { url: {} }),
  },
  {
    file: 'commands/unexpose',
    call: 'Application.Unexpose',
    ours: ({ applications }) => applications.unexpose('mysql'),
  },
  {
    file: 'commands/constraints',
    call: 'Application.GetConstraints',
    ours: ({ applications }) => applications.constraints('riak'),
  },
  {
    file: 'commands/set-constraints',
    call: 'Application.SetConstraints',
    ours: ({ applications }) => applications.setConstraints('dummy', 'mem=4G'),
  },
  {
    file: 'commands/resolved',
    call: 'Application.ResolveUnitErrors',
    ours: ({ applications }) => applications.resolve('dummy/0'),
  },
  {
    file: 'commands/remove-application',
    call: 'Application.DestroyApplication',
    ours: ({ applications }) => applications.remove('dummy'),
  },
  {
    file: 'commands/remove-application-dry-run',
    call: 'Application.DestroyApplication',
    ours: ({ applications }) => applications.remove('wordpress', { dryRun: true }),
  },
  {
    file: 'commands/remove-application-force',
    call: 'Application.DestroyApplication',
    ours: ({ applications }) => applications.remove('dummy2', { force: true, destroyStorage: true }),
  },
  {
    file: 'commands/add-machine',
    call: 'MachineManager.AddMachines',
    ours: ({ machines }) => machines.add({ constraints: 'cores=4 mem=8G tags=compute' }),
  },
  {
    file: 'commands/add-machine-lxd',
    call: 'MachineManager.AddMachines',
    ours: ({ machines }) => machines.add({ placement: 'lxd:0' }),
  },
  {
    file: 'commands/add-machine-n',
    call: 'MachineManager.AddMachines',
    ours: ({ machines }) => machines.add({ count: 2 }),
  },
  {
    file: 'commands/remove-machine',
    call: 'MachineManager.DestroyMachineWithParams',
    ours: ({ machines }) => machines.remove('4'),
  },
  {
    file: 'commands/remove-machine-force',
    call: 'MachineManager.DestroyMachineWithParams',
    ours: ({ machines }) => machines.remove('3', { force: true }),
  },
  {
    file: 'clouds-offers-users/user-retry-provisioning',
    call: 'MachineManager.RetryProvisioning',
    ours: ({ machines }) => machines.retryProvisioning('0'),
  },
  {
    file: 'commands/model-config-set',
    call: 'ModelConfig.ModelSet',
    ours: ({ config }) => config.set({ 'logging-config': '<root>=DEBUG' }),
  },
  {
    file: 'commands/model-config-reset',
    call: 'ModelConfig.ModelUnset',
    ours: ({ config }) => config.reset(['logging-config']),
  },
  {
    file: 'commands/set-model-constraints',
    call: 'ModelConfig.SetModelConstraints',
    ours: ({ config }) => config.setConstraints('arch=amd64'),
  },
  {
    file: 'commands/status-pattern',
    call: 'Client.FullStatus',
    ours: (model) => model.status({ patterns: ['mysql'] }),
  },
  {
    file: 'commands/models',
    call: 'ModelManager.ListModelSummaries',
    ours: (_, { models }) => models.list(),
  },
  { file: 'commands/show-model', call: 'ModelManager.ModelInfo', ours: (_, { models }) => models.get(UUID) },
  {
    file: 'clouds-offers-users/cloud-add-model',
    call: 'ModelManager.CreateModel',
    ours: (_, { models }) => models.add('openstack', { cloud: 'maas1', credential: 'key1' }),
  },
  {
    file: 'clouds-offers-users/cloud-add-cloud',
    call: 'Cloud.AddCloud',
    ours: (_, { clouds }) => clouds.addMaas('maas1', 'http://10.0.0.2:5240/MAAS', { force: true }),
  },
  {
    file: 'clouds-offers-users/cloud-add-credential',
    call: 'Cloud.UpdateCredentialsCheckModels',
    ours: (_, { clouds }) =>
      clouds.setMaasCredential('maas1', 'key1', `${'a'.repeat(18)}:${'b'.repeat(18)}:${'c'.repeat(32)}`),
  },
  {
    file: 'clouds-offers-users/cloud-remove-credential-used',
    call: 'Cloud.RevokeCredentialsCheckModels',
    ours: (_, { clouds }) => clouds.removeCredential('maas1', 'key1'),
  },
  {
    file: 'clouds-offers-users/cloud-update-cloud',
    call: 'Cloud.UpdateCloud',
    ours: (_, { clouds }) =>
      clouds.update({
        name: 'maas1',
        type: 'maas',
        authTypes: ['oauth1'],
        endpoint: 'http://10.0.0.2:5240/MAAS',
        regions: [{ name: 'default', endpoint: 'http://10.0.0.2:5240/MAAS' }],
      }),
  },
]

describe.skipIf(!haveRecordings)(`what is sent is what the real command sent${skipped}`, () => {
  let scripted: Scripted
  const recorded = haveRecordings ? recordedCalls() : []
  let answer: unknown

  beforeAll(async () => {
    scripted = await script(
      ({ facade, method }) =>
        facade === 'Admin'
          ? undefined
          : {
              response:
                method === 'ApplicationsInfo' ? { results: [{ result: { principal: true } }] } : answer,
            },
      { validate: 'off' },
    )
  })
  afterAll(() => scripted[Symbol.asyncDispose]())

  test.each(cases)('$call of $file', async ({ file, call, ours }) => {
    const theirs = recorded.find((one) => one.file === file && `${one.facade}.${one.method}` === call)
    expect(theirs, 'the recorded call').toBeDefined()
    answer = theirs?.reply.response
    scripted.calls.length = 0
    // The result of the recorded reply is not tested here.
    await Promise.resolve(ours(scripted.juju.model(UUID), scripted.juju)).catch(() => {})
    const sent = scripted.calls.find((one) => `${one.facade}.${one.method}` === call)
    expect(sent?.version).toBe(theirs?.version)
    expect(neutral(essence(sent?.params))).toEqual(neutral(essence(theirs?.params)))
  })
})

test('request ids begin at 1, since 0 is never answered, and none is used twice', async () => {
  const scripted = await script(() => undefined)
  const facade = scripted.juju.facade('Pinger')
  await Promise.all([facade.call('Ping'), facade.call('Ping')])
  await facade.call('Ping')
  expect(scripted.calls.map(({ id }) => id)).toEqual([1, 2, 3, 4])
  await scripted[Symbol.asyncDispose]()
})
