import { describe, expect, it } from 'vitest'
import type { MaasClient, Machine } from 'canonical-stack/maas'
import { recording } from '../../simulators/test/conformance/maas/recording.js'
import { answerJson, startServer } from '../support/http-server.js'
import { client, haveReference, skipped } from './support.js'

interface Sent {
  method: string
  path: string
  query: [string, string][]
  fields: [string, string][]
}

/** The request of a call, in the format of the recordings. */
async function sent(act: (maas: MaasClient) => PromiseLike<unknown>): Promise<Sent> {
  await using server = await startServer(({ url }, response) =>
    answerJson(response, url.includes('/events/') ? { events: [] } : []),
  )
  await using maas = client(server.url, { validate: 'off' })
  await act(maas)
  const [{ method, url, body } = { method: '', url: '', body: '' }] = server.arrived
  const { pathname, searchParams } = new URL(url, server.url)
  return { method, path: pathname, query: [...searchParams], fields: [...new URLSearchParams(body)] }
}

/** A recorded request, with its `op` moved to the query. */
function recorded(file: string, name: string): Sent {
  const request = recording(`${file}.json`).find((one) => one.name === name)?.request
  if (request === undefined) throw new Error(`${file} has no ${name}`)
  const fields = (request.fields ?? []).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value] as [string, string]] : [],
  )
  const op = fields.filter(([key]) => key === 'op')
  return {
    method: request.method,
    path: request.path,
    query: [...op, ...new URLSearchParams(request.query)],
    fields: fields.filter(([key]) => key !== 'op'),
  }
}

describe.skipIf(!haveReference)(`calls send what was recorded${skipped}`, () => {
  it.each<[string, string, (maas: MaasClient) => PromiseLike<unknown>]>([
    ['auth', 'good key, whoami', (maas) => maas.users.whoami()],
    ['auth', 'version anonymous', (maas) => maas.version()],
    [
      'machines-lifecycle',
      'create: deployed=true',
      (maas) =>
        maas.machines.create({
          architecture: 'amd64/generic',
          mac_addresses: ['52:54:00:86:01:0d'],
          hostname: 'm-dep',
          deployed: true,
        }),
    ],
    [
      'machines-lifecycle',
      'update: hostname, empty description, swap_size',
      (maas) =>
        maas.machines.update('d47xwt', { hostname: 'm-nocomm2', description: '', swap_size: 1_073_741_824 }),
    ],
    ['machines-lifecycle', 'update: empty pool', (maas) => maas.machines.update('d47xwt', { pool: '' })],
    [
      'machines-lifecycle',
      'accept: one known and one unknown',
      (maas) => maas.machines.accept({ machines: ['d47xwt', 'xxxxxx'] }),
    ],
    ['machines-lifecycle', 'abort again', (maas) => maas.machines.abort('d47xwt', { comment: 'again' })],
    [
      'machines-lifecycle',
      'commission: commissioning_scripts=none',
      (maas) =>
        maas.machines.commission('d47xwt', { testing_scripts: ['none'], commissioning_scripts: ['none'] }),
    ],
    [
      'machines-allocate-deploy',
      'allocate: nothing Ready at all',
      (maas) => maas.machines.allocate({ anyMachine: true }),
    ],
    [
      'machines-allocate-deploy',
      'release with erase',
      (maas) =>
        maas.machines.release('t8cyby', {
          erase: true,
          secure_erase: true,
          quick_erase: true,
          comment: 'wipe',
          force: true,
        }),
    ],
    [
      'machines-allocate-deploy',
      'delete of a locked machine with force (admin)',
      (maas) => maas.machines.delete('t8cyby', { force: true }),
    ],
    [
      'machines-allocate-deploy',
      'bulk release: Deployed and Allocated',
      (maas) => maas.machines.releaseMany({ machines: ['pcbsen', 'mspb6d'], comment: 'bulk' }),
    ],
    [
      'machines-allocate-deploy',
      'mark_broken by its owner',
      (maas) => maas.machines.markBroken('7x6sma', { comment: 'disk is bad' }),
    ],
    [
      'machines-list',
      '/machines/?id=pcbsen&id=qmpyrp',
      (maas) => maas.machines.list({ id: ['pcbsen', 'qmpyrp'] }),
    ],
    ['events-and-rest', 'events: after', (maas) => maas.events.query({ limit: 2, after: 3145 })],
    [
      'events-and-rest',
      "events: level 'WARNING'",
      (maas) => maas.events.query({ level: 'WARNING', limit: 2 }),
    ],
    [
      'events-and-rest',
      'tag create',
      (maas) => maas.tags.create({ name: 't1', comment: 'c', kernel_opts: 'quiet' }),
    ],
    [
      'events-and-rest',
      'update_nodes add and remove',
      (maas) => maas.tags.updateNodes('t1', { add: ['pcbsen'], remove: ['pcbsen'] }),
    ],
    ['events-and-rest', 'tag rename', (maas) => maas.tags.update('t1', { name: 't1b' })],
    ['events-and-rest', 'tag op=machines', (maas) => maas.tags.machines('t1')],
    [
      'images-and-files',
      'results {"filters": "maas-lshw"}',
      (maas) => maas.results.list('mdqgwn', { filters: ['maas-lshw'] }),
    ],
  ])('%s: %s', async (file, name, act) => {
    expect(await sent(act)).toEqual(recorded(file, name))
  })
})

describe('unexpected behaviour of MAAS', () => {
  it('15: a BMC that does not respond is a successful reply', async () => {
    await using server = await startServer((_, response) => answerJson(response, { state: 'error' }))
    await using maas = client(server.url, { validate: 'strict' })
    expect(await maas.machines.queryPowerState('abc')).toEqual({ state: 'error' })
  })

  it('2: power_off returns null when nothing was sent', async () => {
    await using server = await startServer((_, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end('null'),
    )
    await using maas = client(server.url, { validate: 'strict' })
    expect(await maas.machines.powerOff('abc')).toBeNull()
  })

  it('17: agent_name is a parameter, and is in no reply', async () => {
    expect((await sent((maas) => maas.machines.list({ agent_name: 'juju' }))).query).toEqual([
      ['agent_name', 'juju'],
    ])
    // @ts-expect-error no machine has it
    const name = ({} as Machine).agent_name
    expect(name).toBeUndefined()
  })

  it('27: allocate reports matches by label, and in verbose replies by database id', async () => {
    const constraints_by_type = {
      storage: { root: [231], data: ['partition:163'] },
      interfaces: { nic: [179] },
      verbose_storage: { '87': { '180': 'root' } },
      verbose_interfaces: {},
    }
    await using server = await startServer((_, response) =>
      answerJson(response, { system_id: 'abc', constraints_by_type }),
    )
    await using maas = client(server.url)
    const drift: string[] = []
    maas.on('drift', ({ path }) => drift.push(path))
    expect((await maas.machines.allocate({ storage: 'root:8', verbose: true })).constraints_by_type).toEqual(
      constraints_by_type,
    )
    expect(drift.filter((path) => path.startsWith('constraints_by_type'))).toEqual([])
  })

  it('35: a boolean is never sent as 0, no or off, which mean true', async () => {
    const { fields } = await sent((maas) =>
      maas.machines.commission('abc', { enable_ssh: false, skip_networking: true }),
    )
    expect(fields).toEqual([
      ['enable_ssh', 'false'],
      ['skip_networking', 'true'],
    ])
  })

  it('35: a false boolean is omitted where MAAS reads every value as true', async () => {
    expect((await sent((maas) => maas.results.list('abc', { include_output: false }))).query).toEqual([])
    expect((await sent((maas) => maas.results.list('abc', { include_output: true }))).query).toEqual([
      ['include_output', 'true'],
    ])
  })
})
