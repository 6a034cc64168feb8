import { Scoreboard } from '../scoreboard.js'
import { type CommandRun, read, type Reply, type Request } from './recordings.js'
import { patiently, type Replay } from './replay.js'

/** One call by hand: its reply, or its error. */
interface RawCall {
  n: number
  connection: 'controller' | 'model'
  facade: string
  version: number
  method: string
  params: unknown
  reply?: unknown
  error?: { message: string; code: string }
}

const UNKNOWN = '11111111-2222-4333-8444-555555555555'

/** `raw-calls.json`: calls with names, places and values that do not exist, on five applications. */
export async function replayRawCalls(replay: Replay, model: string): Promise<void> {
  await prepare(replay, model)
  const paths = { controller: '/api', model: `/model/${model}/api` }
  await replay.dial(paths.controller)
  await replay.dial(paths.model)
  const named: [string, string][] = [
    [model, '<model-uuid>'],
    [replay.sim.controllerUuid, '<controller-uuid>'],
    [replay.sim.models()['prod/controller'] ?? '', '<controller-model-uuid>'],
  ]
  const filled = (value: unknown) => JSON.parse(fill(JSON.stringify(value), named)) as unknown
  for (const { n, connection, facade, version, method, params, reply, error } of read(
    'raw-calls',
  ) as RawCall[]) {
    const socket = await replay.on(paths[connection])
    for (const missing of UNRECORDED[n] ?? []) await patiently(socket.call(missing))
    const code = error === undefined || error.code === '' ? {} : { 'error-code': error.code }
    const recorded: Reply =
      error === undefined ? { response: reply } : { error: error.message, ...code, response: {} }
    const request = { type: facade, version, request: method, params: filled(params) }
    const name = `${n} ${facade}.${method}`
    await replay.score('raw-calls', name, recorded, async () => {
      const { 'request-id': _, ...answer } = await patiently(
        (await replay.on(paths[connection])).call(request),
      )
      return JSON.parse(masked(JSON.stringify(answer), named)) as Reply
    })
  }
  replay.hangUp()
}

/** The state that the calls find: what the first commands of `order.json` made, without the scoreboard. */
async function prepare(replay: Replay, model: string): Promise<void> {
  const silent = replay.onto(new Scoreboard([]))
  const names = ['deploy-local-mysql', 'deploy-local-wordpress', 'deploy-local-dummy', 'deploy-3-placed', 'deploy-subordinate', 'integrate'] // prettier-ignore
  for (const name of names) {
    const file = `commands/${name}`
    await silent.run(file, (read(file) as CommandRun).exchange, model)
  }
  for (const id of ['0', '1', '2']) {
    const machine = { name: id, model }
    replay.sim.set({
      ...machine,
      what: 'machine-provisioned',
      instanceId: `node-${id}`,
      displayName: `host-${id}`,
    })
    replay.sim.set({ ...machine, what: 'machine-status', status: 'started' })
  }
  replay.sim.set({ what: 'leaders', data: { mysql: 'mysql/0' }, model })
  // This controller was not bootstrapped by Juju's own command, and lacks the user that offers are made for.
  const wire = await replay.dial('/api')
  const entities = [{ tag: 'user-everyone@external' }]
  await patiently(wire.call({ type: 'UserManager', version: 3, request: 'RemoveUser', params: { entities } }))
  replay.hangUp()
}

/** Calls that are not in the file, and whose effects later ones show; by the number of the call that they come before. */
const UNRECORDED: Record<number, Request[]> = {
  56: [
    {
      type: 'UserManager',
      version: 3,
      request: 'AddUser',
      params: { users: [{ username: 'zed', 'display-name': '' }] },
    },
  ],
  127: [
    {
      type: 'Action',
      version: 7,
      request: 'EnqueueOperation',
      params: { actions: [{ receiver: 'unit-dummy-0', name: 'snapshot', parameters: { outfile: 'a' } }] },
    },
  ],
  130: [
    {
      type: 'Action',
      version: 7,
      request: 'Run',
      params: { commands: 'uptime', timeout: 300_000_000_000, machines: ['0'], units: ['mysql/0'] },
    },
  ],
}

function fill(text: string, named: readonly [string, string][]): string {
  const known = named.reduce((filled, [id, name]) => filled.replaceAll(name, id), text)
  return known.replaceAll('<uuid>', UNKNOWN)
}

/** The simulated reply in the words of the file, which has names for what differs from run to run. */
function masked(text: string, named: readonly [string, string][]): string {
  return named
    .reduce((shown, [id, name]) => shown.replaceAll(id, name), text)
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, '<time>')
    .replaceAll(/"(ca-?cert)":"-----BEGIN[^"]*"/g, '"$1":"<pem>"')
    .replaceAll(/"secret-key":"[^"]+"/g, '"secret-key":"<secret>"')
}
