import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { StackError } from '../../src/core/errors.js'
import type { JujuClient } from '../../src/juju/index.js'
import { createLandscapeClient, type LandscapeClient } from '../../src/landscape/index.js'
import type { MaasClient } from '../../src/maas/index.js'
import { script } from '../juju/scripted.js'
import { client as maasClient } from '../maas/support.js'
import { failureOf } from '../support/failure.js'
import { answerJson, startServer, type TestServer } from '../support/http-server.js'

const src = fileURLToPath(new URL('../../src/', import.meta.url))
const here = fileURLToPath(import.meta.url)

/** The first frame of a stack outside the package that has a file; frames of Node's queues and timers are below asynchronous code. */
const firstFrameOutside = ({ stack = '' }: Error): string | undefined =>
  stack
    .split('\n')
    .filter((line) => /^ +at /.test(line) && !line.includes('at async Promise.all'))
    .find((line) => !line.includes(src) && !line.includes('node:internal/'))

/** A function as a user writes it, which awaits a call. */
type UserCode<Client> = (client: Client) => Promise<unknown>

const drain = async (items: AsyncIterable<unknown>): Promise<void> => {
  for await (const _ of items);
}

async function expectUserFrame<Client>(userCode: UserCode<Client>, client: Client): Promise<StackError> {
  // V8 names a frame after the function that awaits.
  const named = {
    async userFunction() {
      return await userCode(client)
    },
  }
  const error = await failureOf(named.userFunction())
  const frame = firstFrameOutside(error) ?? `no frame outside the package in ${error.stack}`
  expect(frame).toContain(here)
  expect(error.stack).toContain('userFunction')
  expect(error.stack?.split('\n')[0]).toBe(`${error.name}: ${error.message.split('\n')[0]}`)
  return error
}

const failing = (): Promise<TestServer> =>
  startServer((_, response) => response.writeHead(404, { 'content-type': 'text/plain' }).end('no such thing'))

const quick = { retries: { max: 1, baseMs: 1 } }

const maasCalls: [string, UserCode<MaasClient>][] = [
  ['a call', async (maas) => await maas.machines.commission('abc')],
  ['a call with its response', async (maas) => await maas.machines.get('abc').withResponse()],
  ['a raw request', async (maas) => await maas.request('GET', 'nothing/')],
  ['calls in parallel', async (maas) => await Promise.all([maas.version(), maas.users.whoami()])],
  ['the first page of a list', async (maas) => await maas.machines.list()],
  ['every item of a list', async (maas) => await drain(maas.tags.list())],
  ['a list as an array', async (maas) => await maas.machines.list().toArray()],
  ['following the events', async (maas) => await drain(maas.events.tail())],
]
const maasWait: UserCode<MaasClient> = async (maas) => await maas.machines.waitFor('abc', 'Ready')
const maasMistake: UserCode<MaasClient> = async (maas) => await maas.machines.commission('')

describe('the stack of a MAAS error begins in user code', () => {
  it.each([
    ...maasCalls,
    ['a wait whose check fails', maasWait] as const,
    ['an invalid argument', maasMistake] as const,
  ])('%s', async (_, userCode) => {
    await using server = await failing()
    await using maas = maasClient(server.url, quick)
    await expectUserFrame(userCode, maas)
  })

  it.each(maasCalls)('%s without a server', async (_, userCode) => {
    await using maas = maasClient('http://127.0.0.1:1', { retries: 0 })
    expect(await expectUserFrame(userCode, maas)).toMatchObject({ code: 'ERR_CONNECTION' })
  })

  it('mistakes in a list of a client that has loaded its checks, and a list of a closed one', async () => {
    await using server = await startServer((_, response) => answerJson(response, []))
    await using maas = maasClient(server.url, { ...quick, validate: 'off' })
    await maas.machines.list()
    const filter: UserCode<MaasClient> = async (client) =>
      await client.machines.list({ hostnam: 'a' } as object)
    const option: UserCode<MaasClient> = async (client) =>
      await drain(client.machines.list({}, { timeout: 1 } as object))
    for (const userCode of [filter, option])
      expect(await expectUserFrame(userCode, maas)).toMatchObject({ code: 'ERR_CONFIGURATION' })
    await maas.close()
    const list: UserCode<MaasClient> = async (client) => await client.machines.list().toArray()
    expect(await expectUserFrame(list, maas)).toMatchObject({ reason: 'closed' })
  })

  it('a timeout, an abort, and a wait that times out or fails', async () => {
    await using silent = await startServer(() => {})
    await using maas = maasClient(silent.url, { ...quick, retries: 0 })
    const timeout = async (): Promise<unknown> => await maas.machines.get('abc', { timeoutMs: 50 })
    expect(await expectUserFrame(timeout, maas)).toMatchObject({ code: 'ERR_TIMEOUT' })
    const aborted = async (): Promise<unknown> =>
      await maas.machines.get('abc', { signal: AbortSignal.timeout(50) })
    expect(await expectUserFrame(aborted, maas)).toMatchObject({ code: 'ERR_ABORTED' })

    const machine = { system_id: 'abc', status_name: 'Broken', status_message: null, owner: null }
    await using server = await startServer((_, response) => answerJson(response, [machine]))
    await using broken = maasClient(server.url, { ...quick, validate: 'off' })
    const failed = async (): Promise<unknown> => await broken.machines.waitFor('abc', 'Ready')
    expect(await expectUserFrame(failed, broken)).toMatchObject({ code: 'ERR_WAIT_FAILED' })
    machine.status_name = 'Deploying'
    expect(
      await expectUserFrame(
        async () => await broken.machines.waitFor('abc', 'Deployed', { timeoutMs: 0 }),
        broken,
      ),
    ).toMatchObject({ code: 'ERR_WAIT_TIMEOUT' })
  })
})

const landscapeCalls: [string, UserCode<LandscapeClient>][] = [
  ['an action', async (landscape) => await landscape.call('GetThings')],
  ['a REST call, whose login fails', async (landscape) => await landscape.rest('GET', 'things')],
  ['an operation', async (landscape) => await landscape.computers.get(1)],
  ['the first page of a list', async (landscape) => await landscape.computers.list()],
  ['every item of a list', async (landscape) => await drain(landscape.computers.list())],
  ['a list as an array', async (landscape) => await landscape.computers.list().toArray()],
]
const landscapeWait: UserCode<LandscapeClient> = async (landscape) => await landscape.activities.waitFor([1])

describe('the stack of a Landscape error begins in user code', () => {
  it.each([...landscapeCalls, ['a wait whose check fails', landscapeWait] as const])(
    '%s',
    async (_, userCode) => {
      await using server = await failing()
      await using landscape = createLandscapeClient({
        uri: `${server.url}/api/`,
        accessKey: 'A',
        secretKey: 'secretSecret',
        proxy: false,
        ...quick,
      })
      await expectUserFrame(userCode, landscape)
    },
  )

  it.each(landscapeCalls)('%s without a server', async (_, userCode) => {
    await using landscape = createLandscapeClient({
      uri: 'http://127.0.0.1:1/api/',
      token: 'x.y.zzzz',
      proxy: false,
      retries: 0,
    })
    expect(await expectUserFrame(userCode, landscape)).toMatchObject({ code: 'ERR_CONNECTION' })
  })
})

const jujuCalls: [string, UserCode<JujuClient>][] = [
  ['a call of a facade', async (juju) => await juju.facade('Cloud').call('Clouds')],
  ['a verb of a model', async (juju) => await juju.model('m').applications.addUnit('web', { count: 2 })],
  ['the status of a model', async (juju) => await juju.model('m').status()],
  ['a list', async (juju) => await juju.models.list()],
  ['every item of a list', async (juju) => await drain(juju.models.list())],
]
const jujuWait: UserCode<JujuClient> = async (juju) => await juju.model('m').waitForIdle()

/** Calls that look up the model first. */
const jujuLookups: [string, UserCode<JujuClient>][] = [
  [
    'deployBundle',
    async (juju) => await juju.model('m').deployBundle('applications: { web: { charm: web } }'),
  ],
  ['debugLog', async (juju) => await drain(juju.model('m').debugLog())],
  ['uuid', async (juju) => await juju.model('m').uuid()],
  [
    'calls that share the lookup',
    async (juju) => {
      const model = juju.model('m')
      return await Promise.all([model.status(), model.machines.add()])
    },
  ],
]

describe('the stack of a Juju error begins in user code', () => {
  it.each(jujuLookups)('%s of a model that is not there', async (_, userCode) => {
    await using scripted = await script(({ method }) =>
      method === 'ListModels' ? { response: { 'user-models': [] } } : undefined,
    )
    expect(await expectUserFrame(userCode, scripted.juju)).toMatchObject({ reason: 'not-found' })
  })

  it('mistakes in a list of a connected client, and a list of a closed one', async () => {
    await using scripted = await script(() => undefined)
    await scripted.juju.whoami()
    const mistake: UserCode<JujuClient> = async (juju) => await juju.models.list({ al: true } as object)
    expect(await expectUserFrame(mistake, scripted.juju)).toMatchObject({ code: 'ERR_CONFIGURATION' })
    await scripted.juju.close()
    for (const userCode of [jujuCalls[3], jujuCalls[4]].flatMap((call) => call?.[1] ?? []))
      expect(await expectUserFrame(userCode, scripted.juju)).toMatchObject({ reason: 'closed' })
  })

  it.each([...jujuCalls, ['a wait whose check fails', jujuWait] as const])('%s', async (_, userCode) => {
    await using scripted = await script(({ method }) =>
      method === 'Login' ? undefined : { error: 'permission denied', 'error-code': 'unauthorized access' },
    )
    expect(await expectUserFrame(userCode, scripted.juju)).toMatchObject({ code: 'ERR_RPC' })
  })

  it.each(jujuCalls)('%s, when the connection ends', async (_, userCode) => {
    await using scripted = await script(({ method }) => (method === 'Login' ? undefined : 'cut'), {
      retries: 0,
    })
    expect(await expectUserFrame(userCode, scripted.juju)).toMatchObject({ code: 'ERR_CONNECTION' })
  })

  it.each(jujuCalls)('%s, when the login is refused', async (_, userCode) => {
    await using scripted = await script(() => ({ error: 'no', 'error-code': 'unauthorized access' }))
    expect(await expectUserFrame(userCode, scripted.juju)).toMatchObject({ code: 'ERR_RPC' })
  })

  it('a call without a server, one that times out and one that is aborted', async () => {
    await using scripted = await script(({ method }) => (method === 'Login' ? undefined : 'silence'))
    const gone = scripted.client({ address: 'ws://127.0.0.1:1', retries: 0 })
    const call = async (juju: JujuClient, options?: object): Promise<unknown> =>
      await juju.facade('Cloud').call('Clouds', {}, options)
    expect(await expectUserFrame(call, gone)).toMatchObject({ code: 'ERR_CONNECTION', reason: 'refused' })
    const late = async (juju: JujuClient): Promise<unknown> => await call(juju, { timeoutMs: 50, retries: 0 })
    expect(await expectUserFrame(late, scripted.juju)).toMatchObject({ code: 'ERR_TIMEOUT' })
    const aborted = async (juju: JujuClient): Promise<unknown> =>
      await call(juju, { signal: AbortSignal.timeout(50) })
    expect(await expectUserFrame(aborted, scripted.juju)).toMatchObject({ code: 'ERR_ABORTED' })
  })
})
