import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createJujuClient, type JujuClientOptions, type WaitProgress } from '../../src/juju/index.js'
import { createServerCertificate } from '../../simulators/src/tls.js'
import { startWsServer } from '../support/ws-server.js'
import { until } from '../support/until.js'
import { script } from './scripted.js'
import { simulate, type Simulated } from './simulated.js'

let simulated: Simulated
beforeAll(async () => {
  simulated = await simulate()
})
afterAll(() => simulated[Symbol.asyncDispose]())

const CA = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
const options: JujuClientOptions = {
  address: '10.0.0.5',
  username: 'admin',
  password: 'hunter22',
  caCert: CA,
}

const failure = async (work: PromiseLike<unknown>): Promise<unknown> => {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}

describe('making a client', () => {
  test('sends nothing, and is inspected with its addresses and without secrets', async () => {
    const juju = createJujuClient({
      ...options,
      addresses: ['10.0.0.5', 'juju.example.com:443', 'wss://jimm.example.com/some/path'],
    })
    expect(inspect(juju)).toBe(
      "JujuClient {\n  addresses: [\n  '10.0.0.5:17070',\n  'juju.example.com',\n  'jimm.example.com:17070/some/path'\n]\n  username: 'admin'\n  [models, clouds, model, whoami, facade, with, on, close]\n}",
    )
    expect(inspect(juju.model('admin/openstack'))).toMatch(/^JujuModel {\n {2}name: 'admin\/openstack'\n/)
    expect(inspect(juju, { depth: 9 })).not.toContain('hunter22')
    const model = juju.model('admin/openstack')
    expect(inspect(juju.models)).toBe('models { add, destroy, get, list, resolve }')
    expect(inspect(juju.clouds)).toBe(
      'clouds { add, addMaas, credentials, get, list, remove, removeCredential, setCredential, setMaasCredential, update }',
    )
    expect(inspect(model.applications)).toMatch(/^applications \{ addUnit, config, .*unexpose \}$/)
    expect(inspect(model.machines)).toBe('machines { add, remove, retryProvisioning }')
    expect(inspect(model.config)).toBe('config { constraints, get, reset, set, setConstraints }')
    expect(inspect(model.facade('Application'))).toBe('Facade Application { call }')
    await juju.close()
  })

  test.each<[string, Partial<JujuClientOptions>, RegExp]>([
    ['no address', { addresses: [] }, /addresses are missing\. Set addresses to HOST:PORT/],
    [
      'a URL of another kind',
      { addresses: ['https://10.0.0.5'] },
      /addresses\[0\] is not the address of a controller\. Write HOST:PORT/,
    ],
    ['a user in the address', { addresses: ['wss://u:p4ssw0rd@h'] }, /addresses\[0\] is not the address/],
    ['an empty address', { addresses: [''] }, /addresses are missing/],
    ['no user', { username: '' }, /username is empty/],
    ['a tag as the user', { username: 'user admin' }, /is not a Juju user name/],
    ['no password', { password: '' }, /password is empty/],
    ['a CA that is not PEM', { caCert: 'nope' }, /caCert is not a PEM certificate/],
    [
      'the path of a CA',
      { caCert: '/tmp/ca.pem' },
      /caCert is a path, not a PEM certificate\. Pass the text of the file: readFileSync.*fromEnv\(\) may be a path/,
    ],
    ['a CA that is not a string', { caCert: 5 as unknown as string }, /caCert is not a PEM certificate/],
    [
      'a string as addresses',
      { addresses: '127.0.0.1:17070' as unknown as string[] },
      /addresses must be a list, got a string\. Write addresses: \['HOST:PORT'\]/,
    ],
    [
      'an address that is not a string',
      { addresses: [17070 as unknown as string] },
      /an address must be a string, got 17070\. Write HOST:PORT/,
    ],
    [
      'the address of an HTTP server',
      { address: 'http://10.0.0.5:17070' },
      /the address is not the address of a controller\. Write HOST:PORT without a scheme/,
    ],
    ['a password that is not a string', { password: 5 as unknown as string }, /password is empty/],
    [
      'a signal that is not an AbortSignal',
      { signal: 5 as unknown as AbortSignal },
      /^createJujuClient: signal must be an AbortSignal, got 5/,
    ],
    ['NaN as a time', { timeoutMs: Number.NaN }, /timeoutMs must be a finite number, got NaN/],
  ])('with %s is rejected with a hint', (_what, bad, message) => {
    expect(() => createJujuClient({ ...options, ...bad })).toThrow(message)
    expect(() => createJujuClient({ ...options, ...bad })).toThrow(
      expect.objectContaining({ code: 'ERR_CONFIGURATION', system: 'juju' }) as Error,
    )
  })

  test.each([[], [undefined], [null], ['10.0.0.5']])(
    'without options (%j) is rejected with a hint',
    (...given) => {
      const attempt = createJujuClient as (...options: unknown[]) => unknown
      expect(() => attempt(...given)).toThrow(
        expect.objectContaining({
          code: 'ERR_CONFIGURATION',
          message: expect.stringMatching(
            /options are missing\. Pass { addresses: .* or use createJujuClient\.fromEnv\(\)/,
          ) as string,
        }) as Error,
      )
    },
  )

  test('a CA may be a file that was read without an encoding', () => {
    expect(() => createJujuClient({ ...options, caCert: Buffer.from(CA) as unknown as string })).not.toThrow()
  })

  test('undefined is not a model name', () => {
    expect(() => createJujuClient(options).model(undefined as unknown as string)).toThrow(
      /^undefined is not a model name\. Write owner\/name/,
    )
  })

  test.each(['Admin/x y', 'UPPER', 'a/b/c', ''])('%j is not a model name', (name) => {
    const attempt = (): unknown => createJujuClient(options).model(name)
    expect(attempt).toThrow(/is not a model name\. Write owner\/name/)
    expect(attempt).toThrow(expect.objectContaining({ system: 'juju', operation: 'model' }) as Error)
  })

  test('from the environment takes addresses, user, password and the CA as text or as a path', async () => {
    const { address, caCert, username, password } = simulated.simulator
    const folder = mkdtempSync(join(tmpdir(), 'juju-ca-'))
    try {
      writeFileSync(join(folder, 'ca.pem'), caCert)
      for (const JUJU_CA_CERT of [caCert, join(folder, 'ca.pem')]) {
        const juju = createJujuClient.fromEnv({
          JUJU_CONTROLLER_ADDRESSES: `${address}, ${address}`,
          JUJU_USERNAME: username,
          JUJU_PASSWORD: password,
          JUJU_CA_CERT,
        })
        expect(await juju.whoami()).toMatchObject({ user: 'admin', serverVersion: '4.0.15', address })
        await juju.close()
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
    expect(() => createJujuClient.fromEnv({ JUJU_USERNAME: 'admin' })).toThrow(
      /^JUJU_CONTROLLER_ADDRESSES and JUJU_PASSWORD are not set/,
    )
    expect(() =>
      createJujuClient.fromEnv({
        JUJU_CONTROLLER_ADDRESSES: 'h',
        JUJU_USERNAME: 'a1',
        JUJU_PASSWORD: 'b',
        JUJU_CA_CERT: '/no/such/file',
      }),
    ).toThrow(/JUJU_CA_CERT is neither a certificate nor a readable file/)
  })
})

describe('TLS of a controller', () => {
  test('with the wrong CA, the wrong name and no CA says which option to set', async () => {
    const other = await createServerCertificate(['juju-apiserver'], 'Somebody else')
    expect(await failure(simulated.client({ caCert: other.caCert }).whoami())).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'tls',
      hint: "Pass the PEM of the server's CA as caCert",
    })
    expect(await failure(simulated.client({ serverName: 'example.com' }).whoami())).toMatchObject({
      reason: 'tls',
      hint: 'Use the name in the certificate, or set serverName to it',
    })
    const { address, username, password } = simulated.simulator
    const trusting = createJujuClient({ address, username, password, insecure: true })
    expect(await trusting.whoami()).toMatchObject({ user: 'admin' })
    await trusting.close()
  })

  test('an address that says TLS for a port without it, or the reverse, gives a hint', async () => {
    await using plain = await startWsServer()
    expect(await failure(simulated.client({ addresses: [plain.address] }).whoami())).toMatchObject({
      reason: 'tls',
      hint: 'Check that it is the API of a Juju controller, and the port',
    })
    const { address } = simulated.simulator
    expect(
      await failure(simulated.client({ addresses: [`ws://${address}`], retries: 0 }).whoami()),
    ).toMatchObject({ code: 'ERR_CONNECTION', hint: expect.stringContaining('wss://') as string })
    await using go = await startWsServer({
      refuse: { status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' },
    })
    expect(await failure(simulated.client({ addresses: [`ws://${go.address}`] }).whoami())).toMatchObject({
      code: 'ERR_BAD_REQUEST',
      hint: expect.stringContaining('wss://') as string,
    })
  })

  test('a refused connection is reported after its retries', async () => {
    await using gone = await simulate()
    await gone.simulator.close()
    const error = await failure(gone.juju.models.list())
    expect(error).toMatchObject({ code: 'ERR_CONNECTION', reason: 'refused', operation: 'models.list' })
    expect((error as Error).message).toMatch(
      /^Juju models\.list failed: connection refused by 127\.0\.0\.1:\d+\. Check the port, and that the server is running/,
    )
  })
})

describe('models', () => {
  test('are added, listed, described and destroyed', async () => {
    const { juju } = simulated
    const added = await juju.models.add('openstack', { config: { 'default-base': 'ubuntu@22.04' } })
    expect(added).toMatchObject({
      fullName: 'admin/openstack',
      owner: 'admin',
      cloud: 'dummy',
      region: 'dummy-region',
      life: 'alive',
      access: 'admin',
    })
    expect((await juju.models.list()).map(({ fullName }) => fullName)).toEqual(
      expect.arrayContaining(['admin/controller', 'admin/openstack']),
    )
    for (const name of ['openstack', 'admin/openstack', added.uuid])
      expect((await juju.models.get(name)).uuid).toBe(added.uuid)
    expect(await failure(juju.models.add('openstack'))).toMatchObject({
      code: 'ERR_RPC',
      reason: 'already-exists',
    })
    await juju.models.destroy('openstack')
    expect((await juju.models.list()).map(({ name }) => name)).not.toContain('openstack')
  })

  test('that are not gone in time are reported with what they still have', async () => {
    await using still = await simulate({ autoAdvance: false })
    await still.juju.models.add('stubborn')
    await still.juju.model('stubborn').applications.deploy('web')
    const states: string[] = []
    const wait = {
      timeoutMs: 60,
      intervalMs: 20,
      onProgress: (progress: WaitProgress) => states.push(progress.states['stubborn'] ?? ''),
    }
    const error = await failure(still.juju.models.destroy('stubborn', { wait }))
    expect(error).toMatchObject({
      code: 'ERR_WAIT_TIMEOUT',
      operation: 'models.destroy',
      mayHaveHappened: true,
    })
    expect(states[0]).toBe('dying with 1 machines and 1 units')
    await still.juju.models.destroy('stubborn', {
      wait: false,
      force: true,
      destroyStorage: true,
      maxWaitMs: 0,
    })
  })

  test('that are unknown are a not-found error with similar names', async () => {
    const { juju } = simulated
    for (const name of ['openstack', 'kubernetes']) await juju.models.add(name)
    expect(await failure(juju.model('admin/openstak').status())).toMatchObject({
      code: 'ERR_RPC',
      reason: 'not-found',
      operation: 'model.status',
      hint: 'Did you mean admin/openstack?',
      facts: { models: 'admin/controller, admin/kubernetes, admin/openstack' },
    })
    expect(await failure(juju.model('bob/kubernetes').status())).toMatchObject({
      hint: 'Did you mean admin/kubernetes?',
    })
    expect(await failure(juju.model('zzz').status())).toMatchObject({
      hint: 'See models.list() for existing models',
    })
  })

  test('with an unknown UUID are not found at login, with a hint', async () => {
    const error = await failure(simulated.juju.model('00000000-0000-4000-8000-000000000000').status())
    expect(error).toMatchObject({
      code: 'ERR_RPC',
      reason: 'not-found',
      rpcCode: 'model not found',
      hint: 'See models.list() for existing models',
    })
    expect((error as Error).message).toContain('unknown model: "00000000-0000-4000-8000-000000000000"')
  })

  test('that were added again under the same name are found again', async () => {
    const { juju } = simulated
    await juju.models.add('again')
    const model = juju.model('again')
    const first = await model.uuid()
    await model.status()
    await juju.models.destroy('again')
    await juju.models.add('again')
    simulated.simulator.dropSockets()
    await model.status()
    expect(await model.uuid()).not.toBe(first)
  })

  test('of a user with read access can be read, and not changed', async () => {
    await simulated.juju.models.add('shared')
    simulated.simulator.addUser({
      name: 'bob',
      password: 'bobs-password',
      models: { 'admin/shared': 'read' },
    })
    const bob = simulated.client({ username: 'bob', password: 'bobs-password' })
    expect((await bob.model('admin/shared').status()).name).toBe('shared')
    expect(await failure(bob.model('admin/shared').applications.deploy('keystone'))).toMatchObject({
      code: 'ERR_RPC',
      reason: 'permission',
    })
    expect((await bob.model('shared').status()).name).toBe('shared')
  })
})

describe('clouds', () => {
  test('a MAAS is added with its credential and used by a model', async () => {
    const { juju } = simulated
    const apiKey = 'consumer12345:token67890:secretabcdef'
    expect(await failure(juju.clouds.addMaas('rack', 'http://10.0.0.2:5240/MAAS'))).toMatchObject({
      code: 'ERR_RPC',
      rpcCode: 'incompatible clouds',
      hint: expect.stringContaining('force') as string,
    })
    await juju.clouds.addMaas('rack', 'http://10.0.0.2:5240/MAAS', { force: true })
    await juju.clouds.setMaasCredential('rack', 'my_key', apiKey)
    expect(await juju.clouds.get('rack')).toEqual({
      name: 'rack',
      type: 'maas',
      authTypes: ['oauth1'],
      endpoint: 'http://10.0.0.2:5240/MAAS',
      regions: [{ name: 'default', endpoint: 'http://10.0.0.2:5240/MAAS' }],
    })
    expect((await juju.clouds.list()).map(({ name }) => name)).toEqual(['dummy', 'rack'])
    expect(await juju.clouds.credentials('rack')).toEqual(['my_key'])
    expect(await juju.models.add('racked', { cloud: 'rack', credential: 'my_key' })).toMatchObject({
      cloud: 'rack',
      credential: 'rack/admin/my_key',
    })
    expect(await failure(juju.clouds.removeCredential('rack', 'my_key'))).toMatchObject({
      code: 'ERR_RPC',
      reason: 'conflict',
    })
    expect(await failure(juju.clouds.get('nowhere'))).toMatchObject({ code: 'ERR_RPC', reason: 'not-found' })
    expect(await failure(juju.models.add('x', { credential: 'my_key' }))).toMatchObject({
      code: 'ERR_CONFIGURATION',
    })
  })

  test('a cloud that was read and is written again keeps everything', async () => {
    const wire = {
      type: 'openstack',
      'host-cloud-region': 'aws/eu',
      'auth-types': ['userpass'],
      endpoint: 'https://keystone/v3',
      'identity-endpoint': 'https://identity/v3',
      'storage-endpoint': 'https://swift/v1',
      regions: [
        {
          name: 'r1',
          endpoint: 'https://r1/v3',
          'identity-endpoint': 'https://r1/identity',
          'storage-endpoint': 'https://r1/swift',
        },
        { name: 'r2' },
      ],
      'ca-certificates': ['PEM'],
      'skip-tls-verify': true,
      config: { 'use-floating-ip': true },
      'region-config': { r1: { network: 'n1' } },
    }
    await using scripted = await script(({ method }) =>
      method === 'Cloud'
        ? { response: { results: [{ cloud: { ...wire, 'is-controller-cloud': true } }] } }
        : method === 'UpdateCloud'
          ? { response: { results: [{}] } }
          : undefined,
    )
    const drifts: unknown[] = []
    scripted.juju.on('drift', (drift) => drifts.push(drift))
    const cloud = await scripted.juju.clouds.get('stack')
    expect(cloud).toMatchObject({
      identityEndpoint: 'https://identity/v3',
      storageEndpoint: 'https://swift/v1',
      skipTlsVerify: true,
      config: { 'use-floating-ip': true },
      regionConfig: { r1: { network: 'n1' } },
    })
    await scripted.juju.clouds.update(cloud)
    const update = scripted.calls.find(({ method }) => method === 'UpdateCloud')
    expect(update?.params).toEqual({ clouds: [{ name: 'stack', cloud: wire }] })
    expect(drifts).toEqual([])
  })

  test('a reply without the cloud is an error', async () => {
    await using scripted = await script(({ method }) =>
      method === 'Cloud' ? { response: { results: [{}] } } : undefined,
    )
    expect(await failure(scripted.juju.clouds.get('x'))).toMatchObject({ code: 'ERR_RPC', reason: 'other' })
  })

  test('the key of a credential is removed from an error of the controller', async () => {
    const apiKey = 'consumer12345:token67890:secretabcdef'
    simulated.simulator.failCall('Cloud.UpdateCredentialsCheckModels', {
      message: `the key ${apiKey} is refused`,
    })
    const error = await failure(simulated.juju.clouds.setMaasCredential('dummy', 'k', apiKey))
    expect(inspect(error, { depth: 9 }) + JSON.stringify(error)).not.toContain('token67890')
  })
})

describe('closing', () => {
  test('rejects pending calls and refuses new ones', async () => {
    const { simulator } = simulated
    const juju = simulated.client()
    await juju.models.add('closing')
    await juju.model('closing').status()
    simulator.failCall('Client.FullStatus', 'hang')
    const waiting = failure(juju.model('closing').status({}, { retries: 0 }))
    await new Promise((resolve) => setTimeout(resolve, 30))
    await juju.close()
    expect(await waiting).toMatchObject({ code: 'ERR_CONNECTION', reason: 'closed' })
    expect(await failure(juju.models.list())).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'closed',
      message: expect.stringContaining('Juju models.list failed: the client was closed') as string,
    })
    await juju.close()
  })

  test('ends a connection attempt', async () => {
    const juju = createJujuClient({
      ...options,
      address: '127.0.0.1:1',
      connectTimeoutMs: 10_000,
      retries: { max: 5, baseMs: 60_000 },
    })
    const dialling = failure(juju.models.list())
    await new Promise((resolve) => setTimeout(resolve, 20))
    await juju.close()
    expect(await dialling).toMatchObject({ system: 'juju' })
  })

  test('leaves nothing that keeps the process alive', async () => {
    const before = process
      .getActiveResourcesInfo()
      .filter((name) => name === 'TLSSocketWrap' || name === 'Timeout').length
    const juju = simulated.client()
    await juju.model('closing').status()
    await juju.model('closing').status({}, { timeoutMs: 60_000, signal: new AbortController().signal })
    await juju.close()
    const after = (): number =>
      process.getActiveResourcesInfo().filter((name) => name === 'TLSSocketWrap' || name === 'Timeout').length
    await until(() => after() <= before)
  })
})
