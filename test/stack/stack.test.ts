import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  createJujuClient,
  createLandscapeClient,
  createMaasClient,
  type JujuClient,
  type LandscapeClient,
  type MaasClient,
} from '../../src/index.js'
import type { ModelStatus } from '../../src/juju/index.js'
import type { Machine } from '../../src/maas/index.js'
import { connectMaas, matchHosts, registerHosts } from '../../src/stack/index.js'
import { type Simulator, startSimulator } from '../../simulators/src/index.js'
import { failureOf } from '../support/failure.js'

let simulator: Simulator
let maas: MaasClient
let juju: JujuClient
let landscape: LandscapeClient

beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 3000 })
  maas = createMaasClient.fromEnv(simulator.env, { proxy: false })
  juju = createJujuClient.fromEnv(simulator.env)
  landscape = createLandscapeClient.fromEnv(simulator.env, { proxy: false })
})

afterAll(async () => {
  await Promise.all([maas.close(), juju.close(), landscape.close()])
  await simulator.close()
})

const quick = { intervalMs: 10 }
const boots = (hostname: string, title = 'OpenStack host') =>
  simulator.landscape.register({
    account_name: 'standalone',
    computer_title: title,
    hostname: `${hostname}.maas`,
  })

describe('connectMaas', () => {
  const cloud = () => ({ name: 'rack', url: simulator.maas.url, apiKey: simulator.maas.apiKey })

  it('adds a cloud and a credential for models, and can be repeated', async () => {
    expect(await connectMaas(juju, cloud())).toEqual({ cloud: 'rack', credential: 'rack' })
    expect(await connectMaas(juju, { ...cloud(), url: `${simulator.maas.url}/` })).toEqual({
      cloud: 'rack',
      credential: 'rack',
    })
    expect((await juju.clouds.list()).filter(({ name }) => name === 'rack')).toMatchObject([
      { type: 'maas', endpoint: simulator.maas.url },
    ])
    expect(await juju.clouds.credentials('rack')).toEqual(['rack'])
    expect(await connectMaas(juju, { ...cloud(), credential: 'second' })).toEqual({
      cloud: 'rack',
      credential: 'second',
    })
    expect((await juju.clouds.credentials('rack')).toSorted()).toEqual(['rack', 'second'])
  })

  it('a wrong key gets no machines', async () => {
    const key = ['a', 'b', 'c'].join(':')
    const wrong = await connectMaas(juju, { ...cloud(), credential: 'wrong', apiKey: key })
    await juju.models.add('wrong', wrong)
    const model = juju.model('wrong')
    await model.machines.add()
    await expect
      .poll(async () => (await model.status()).machines[0]?.instance, { timeout: 20_000 })
      .toMatchObject({ current: 'provisioning error', message: "Authorization Error: 'Invalid API key.'" })
  })

  it('trims URL and key, and checks both before it changes anything', async () => {
    const padded = {
      ...cloud(),
      name: 'padded',
      url: ` ${simulator.maas.url}/api/2.0/\n`,
      apiKey: ` ${simulator.maas.apiKey}\n`,
    }
    for (const wrong of [
      { apiKey: 'a:b' },
      { url: 'http://10.0.0.2:5240/' },
      { url: 'http://10.0.0.2:5240/MAAS/r/machines' },
    ])
      expect(await failureOf(connectMaas(juju, { ...padded, ...wrong }))).toMatchObject({
        code: 'ERR_CONFIGURATION',
      })
    expect((await juju.clouds.list()).map(({ name }) => name)).not.toContain('padded')
    await connectMaas(juju, padded)
    expect(await juju.clouds.get('padded')).toMatchObject({ endpoint: simulator.maas.url })
  })

  it('does not add the key to another cloud with the same name', async () => {
    const error = await failureOf(connectMaas(juju, { ...cloud(), url: 'http://10.0.0.99:5240/MAAS' }))
    expect(error).toMatchObject({
      code: 'ERR_RPC',
      reason: 'already-exists',
      operation: 'stack.connectMaas',
    })
    expect(error.message.split('\n')[0]).toBe(
      `stack.connectMaas failed: Juju already has a cloud named rack, the MAAS at ${simulator.maas.url} instead of the MAAS at http://10.0.0.99:5240/MAAS. Use another name for the cloud`,
    )
  })

  it('rejects with the error of the controller', async () => {
    simulator.juju.failCall('Cloud.AddCloud', { message: 'permission denied', code: 'unauthorized access' })
    expect(await failureOf(connectMaas(juju, { ...cloud(), name: 'other' }))).toMatchObject({
      code: 'ERR_RPC',
      serverMessage: 'permission denied',
    })
  })
})

describe('registerHosts', () => {
  it('accepts, titles and tags hosts, in the order of their names', async () => {
    boots('compute-1')
    boots('compute-0')
    boots('stranger')
    const seen: unknown[] = []
    const computers = await registerHosts(landscape, ['compute-0', 'compute-1', 'compute-0'], {
      ...quick,
      tags: ['openstack', 'new'],
      onProgress: ({ states }) => seen.push(states),
    })
    expect(
      computers.map(({ title, hostname, tags }) => ({ title, hostname, tags: tags.toSorted() })),
    ).toEqual([
      { title: 'compute-0', hostname: 'compute-0.maas', tags: ['new', 'openstack'] },
      { title: 'compute-1', hostname: 'compute-1.maas', tags: ['new', 'openstack'] },
    ])
    expect(seen.at(-1)).toEqual({ 'compute-0': 'registered', 'compute-1': 'registered' })
    expect(simulator.landscape.pending().map(({ computer }) => computer.hostname)).toEqual(['stranger.maas'])
  })

  it('tags hosts that are already registered, and keeps their titles', async () => {
    const [known] = await landscape.computers.list({ query: 'hostname:compute-0.maas' }).toArray()
    await landscape.computers.rename({ computer_titles: { [String(known?.id)]: 'The first one' } })
    boots('compute-2')
    const computers = await registerHosts(landscape, ['compute-0', 'compute-2'], {
      ...quick,
      tags: ['twice'],
    })
    expect(computers.map(({ title, tags }) => [title, tags.includes('twice')])).toEqual([
      ['The first one', true],
      ['compute-2', true],
    ])
  })

  it('waits for a host that boots later', async () => {
    const waiting = registerHosts(landscape, ['late'], {
      ...quick,
      onProgress: ({ done }) => done === 0 && boots('late'),
    })
    expect((await waiting).map(({ title }) => title)).toEqual(['late'])
  })

  it('names a host that does not register', async () => {
    boots('compute-3')
    const error = await failureOf(
      registerHosts(landscape, ['compute-3', 'ghost'], { ...quick, timeoutMs: 60 }),
    )
    expect(error).toMatchObject({
      code: 'ERR_WAIT_TIMEOUT',
      operation: 'stack.registerHosts',
      evidence: { states: { 'compute-3': 'registered', ghost: 'not registered' } },
    })
    expect(error.message.split('\n')[0]).toBe(
      'The wait for 2 hosts compute-3, ghost to register with Landscape timed out after 60 ms with 1 of 2 done: ghost is not registered. See the evidence; raise timeoutMs if it is only slow',
    )
  })

  it('ends when its signal aborts', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 20)
    expect(
      await failureOf(registerHosts(landscape, ['ghost'], { intervalMs: 60_000, signal: controller.signal })),
    ).toMatchObject({ code: 'ERR_ABORTED', operation: 'stack.registerHosts' })
  })

  it('sends nothing without hosts', async () => {
    const before = simulator.landscape.exchanges.length
    expect(await registerHosts(landscape, [], { tags: ['x'] })).toEqual([])
    expect(simulator.landscape.exchanges).toHaveLength(before)
  })

  it('assigns hosts to an existing access group, and rejects an unknown one', async () => {
    boots('compute-4')
    expect(
      await failureOf(registerHosts(landscape, ['compute-4'], { ...quick, accessGroup: 'nowhere' })),
    ).toMatchObject({
      system: 'landscape',
      operation: 'pendingComputers.accept',
      serverCode: 'UnknownAccessGroup',
    })
  })
})

describe('matchHosts', () => {
  it('joins the machines of the simulated systems', async () => {
    const seeds = ['node-2', 'node-10'].map((hostname) => simulator.maas.addMachine({ hostname }))
    const cloud = await connectMaas(juju, {
      name: 'rack',
      url: simulator.maas.url,
      apiKey: simulator.maas.apiKey,
    })
    const { fullName } = await juju.models.add('matched', cloud)
    const model = juju.model(fullName)
    simulator.juju.charms.add({ name: 'web' })
    await model.applications.deploy('web', { units: 2 })
    const status = await model.waitForIdle({ intervalMs: 20 })
    for (const { hostname } of seeds) boots(hostname)
    await registerHosts(landscape, ['node-2', 'node-10'], quick)
    const hosts = matchHosts({
      machines: await maas.machines.list({ id: seeds.map(({ systemId }) => systemId) }),
      model: status,
      computers: await landscape.computers.list().toArray(),
    })
    const ours = hosts.filter(({ hostname }) => hostname.startsWith('node-'))
    expect(
      ours.map(({ hostname, maas: machine, landscape: computer }) => [
        hostname,
        machine?.status_name,
        computer?.title,
      ]),
    ).toEqual([
      ['node-2', 'Deployed', 'node-2'],
      ['node-10', 'Deployed', 'node-10'],
    ])
    expect(ours.map(({ jujuMachine = '' }) => jujuMachine).toSorted()).toEqual(['0', '1'])
    expect(ours.flatMap(({ units }) => units).toSorted()).toEqual(['web/0', 'web/1'])
  })

  const idle = { current: '', message: '', since: '' }
  const machine = (id: string, hostname: string, instanceId: string) => ({
    id,
    hostname,
    instanceId,
    agent: idle,
    instance: idle,
    base: '',
    addresses: [],
    constraints: '',
    hardware: '',
    containers: [],
  })
  const unit = (name: string, on: string) => ({ name, machine: on })
  const model = {
    machines: [machine('0', 'juju-name', 'abc'), machine('1', '', 'pending'), machine('2', '', 'pending')],
    applications: [
      {
        name: 'nova',
        subordinateTo: [],
        units: [unit('nova/0', '0/lxd/1'), unit('nova/1', '10'), unit('nova/2', '')],
      },
      { name: 'agent', subordinateTo: ['nova'], units: [unit('agent/0', '0')] },
    ],
  } as unknown as ModelStatus

  it('prefers the instance id to the name, includes containers, and excludes subordinates', () => {
    const [host, ...others] = matchHosts({
      machines: [{ system_id: 'abc', hostname: 'maas-name' } as Machine],
      model,
    })
    expect(host).toMatchObject({
      hostname: 'maas-name',
      systemId: 'abc',
      jujuMachine: '0',
      units: ['nova/0'],
    })
    expect(others.map(({ hostname, jujuMachine }) => [hostname, jujuMachine])).toEqual([
      ['machine 1', '1'],
      ['machine 2', '2'],
    ])
  })

  it('returns an empty list for empty lists', () => {
    expect(matchHosts({})).toEqual([])
  })
})
