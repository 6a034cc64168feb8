import type { JujuSimulator } from '../../../src/juju/simulator.js'
import { isObject } from '../compare.js'
import {
  type CommandRun,
  type HttpProbe,
  type Probe,
  read,
  realBundle,
  type Reply,
  type Request,
  type Step,
  type StreamProbe,
} from './recordings.js'
import { answerOf, login, patiently, type Replay } from './replay.js'
import { basic, http, HandshakeRefused, Wire } from './wire.js'

/** `order.json`: the commands of the main run, and the states set by hand between them. */
export async function replayOrder(replay: Replay, model: string): Promise<void> {
  for (const line of logLines()) replay.sim.log(model, line)
  for (const step of read('order') as Step[]) {
    if ('set' in step) {
      const { what, name } = step.set
      try {
        replay.sim.set({ ...step.set, model })
      } catch (error) {
        replay.fail('order', `set ${what} ${name ?? ''}`, step.set, error)
      }
    } else {
      const file = `commands/${step.command}`
      await replay.run(file, (read(file) as CommandRun).exchange, model)
    }
  }
}

/** `login.json`: the whole replies of the real command's two logins. */
export async function replayLogin(replay: Replay): Promise<void> {
  const recorded = read('login') as Record<
    'model' | 'controller',
    { path: string; request: Request; reply: Reply }
  >
  for (const name of ['model', 'controller'] as const) {
    const { path, request, reply } = recorded[name]
    const params = { ...(request.params as object), credentials: replay.sim.password }
    await replay.score('login', name, reply, () =>
      once(replay, replay.comparer.translate(path), { ...request, params }),
    )
  }
}

/** `errors.json`: 46 probes of frames, logins, names and paths, on a controller connection. */
export async function replayErrors(replay: Replay, model: string): Promise<void> {
  const probes = read('errors') as Probe[]
  const { sim } = replay
  const beforeLogin = await Wire.dial(sim, '/api')
  const loggedIn = await replay.dial('/api')
  const wrong = login(sim.username, 'wrong')
  const ping: Request = { type: 'Pinger', version: 1, request: 'Ping', params: {} }
  for (const { name = '', request, reply, handshake, socket, replies } of probes) {
    const score = (recorded: unknown, answer: () => Promise<unknown>) =>
      replay.score('errors', name, recorded, answer)
    if (name.endsWith('before login')) await score(reply, () => beforeLogin.call(request ?? ping))
    else if (name === 'wrong password') await score(reply, () => beforeLogin.call(wrong))
    else if (name.startsWith('login: '))
      await score(reply && withList(reply), async () =>
        withList(await once(replay, '/api', loginProbe(replay, request))),
      )
    else if (name.startsWith('dial ')) await dialProbe(replay, model, name, handshake, reply)
    else if (socket !== undefined) await score(socket, () => afterNonsense(replay))
    else if (replies !== undefined)
      await score(replies, () => withoutAnswer(replay, name === 'request-id 0' ? 0 : 7, replies.length))
    else if (request !== undefined)
      await score(reply, () =>
        patiently(loggedIn.call(replay.comparer.translate(withSecret(replay, request)))),
      )
  }
  beforeLogin.close()
  replay.hangUp()
}

/** The login probes have only the parameters, with the password as "(given)". */
function loginProbe(replay: Replay, params: unknown): Request {
  const given =
    isObject(params) && params.credentials === '(given)'
      ? { ...params, credentials: replay.sim.password }
      : params
  return { type: 'Admin', version: 3, request: 'Login', params: given }
}

function withSecret(replay: Replay, request: Request): Request {
  const { params } = request
  return isObject(params) && 'credentials' in params
    ? { ...request, params: { ...params, credentials: replay.sim.password } }
    : request
}

async function dialProbe(
  replay: Replay,
  model: string,
  name: string,
  handshake: string | undefined,
  reply: Reply | undefined,
): Promise<void> {
  const path = name.replace('dial ', '').replace('<model>', model)
  const recorded = handshake ?? (reply && withList(reply))
  await replay.score('errors', name, recorded, async () => {
    try {
      const answer = withList(await once(replay, path, login(replay.sim.username, replay.sim.password)))
      return answer
    } catch (error) {
      if (error instanceof HandshakeRefused) return `HTTP ${error.status} ${error.body}`
      throw error
    }
  })
}

async function afterNonsense(replay: Replay): Promise<unknown> {
  const wire = await Wire.dial(replay.sim, '/api')
  wire.send('this is not JSON')
  return patiently(wire.closed)
}

/** Sends two pings with one id, and collects what arrives before the reply to a later ping. */
async function withoutAnswer(replay: Replay, id: number, count: number): Promise<unknown> {
  const wire = await Wire.dial(replay.sim, '/api')
  await patiently(wire.call(login(replay.sim.username, replay.sim.password)))
  const ping = { type: 'Pinger', version: 1, request: 'Ping', params: {} }
  for (let i = 0; i < 2; i++) wire.send(JSON.stringify({ ...ping, 'request-id': id }))
  const frames = await patiently(wire.frames(count))
  await patiently(wire.call({ ...ping, 'request-id': 99 }))
  const late = await patiently(Promise.race([wire.frames(1), Promise.resolve([])]))
  wire.close()
  return [...frames, ...late]
}

/** The recordings have "(list)" as the facades of a successful login; `login.json` has them. */
export function withList(reply: Reply): Reply {
  const { response } = reply
  return isObject(response) && 'facades' in response
    ? { ...reply, response: { ...response, facades: '(list)' } }
    : reply
}

export async function once(replay: Replay, path: string, request: Request): Promise<Reply> {
  const wire = await Wire.dial(replay.sim, path)
  try {
    return await patiently(wire.call(request))
  } finally {
    wire.close()
  }
}

/** `model-calls.json`: 42 calls on a model connection. */
export async function replayModelCalls(replay: Replay, model: string): Promise<void> {
  const path = `/model/${model}/api`
  await replay.dial(path)
  for (const { name = '', request, reply } of read('model-calls') as Probe[]) {
    if (request !== undefined && reply !== undefined)
      await replay.call('model-calls', name, path, request, reply)
  }
  replay.hangUp()
}

export const reader = { name: 'carol', password: 'carol-pw' }

/** Adds the user with read access of `permissions.json` and `discharge.json`. */
export async function addReader(replay: Replay, model: string): Promise<void> {
  const wire = await replay.dial('/api')
  const user = { username: reader.name, 'display-name': '', password: reader.password }
  const change = {
    'user-tag': `user-${reader.name}`,
    action: 'grant',
    access: 'read',
    'model-tag': `model-${model}`,
  }
  await patiently(
    wire.call({ type: 'UserManager', version: 3, request: 'AddUser', params: { users: [user] } }),
  )
  await patiently(
    wire.call({
      type: 'ModelManager',
      version: 11,
      request: 'ModifyModelAccess',
      params: { changes: [change] },
    }),
  )
  replay.hangUp()
}

interface BundleCase {
  name: string
  yaml: string
  error?: string
  code?: string
}

/** `bundle-changes/`: the controller's own planner, on 53 small bundles and on four real ones. */
export async function replayBundleChanges(replay: Replay, model: string): Promise<void> {
  const path = `/model/${model}/api`
  await replay.dial(path)
  const plan = (file: string, name: string, yaml: string, reply: Reply) =>
    replay.call(
      file,
      name,
      path,
      { type: 'Bundle', version: 8, request: 'GetChangesMapArgs', params: { yaml, bundleURL: '' } },
      reply,
    )
  for (const { name, yaml, error, code, ...response } of read('bundle-changes/cases') as BundleCase[]) {
    const failed = { error, ...(code === undefined ? {} : { 'error-code': code }), response: {} }
    await plan('bundle-changes/cases', name, yaml, error === undefined ? { response } : failed)
  }
  for (const name of ['ceph-base', 'loadbalancer-octavia', 'openstack-base-yoga', 'openstack-telemetry']) {
    const file = `bundle-changes/${name}`
    await plan(file, 'Bundle.GetChangesMapArgs', realBundle(name), { response: read(file) })
  }
  replay.hangUp()
}

/** `permissions.json`: what a user with read access may do. */
export async function replayPermissions(replay: Replay, model: string): Promise<void> {
  const path = `/model/${model}/api`
  for (const { name, request, reply } of read('permissions') as Probe[]) {
    if (reply === undefined) continue
    if (request === undefined) {
      const answer = async () => withList(await once(replay, path, login(reader.name, reader.password)))
      await replay.score('permissions', name ?? '', withList(reply), answer)
      await replay.dial(path, reader.name, reader.password).catch(() => {})
    } else {
      await replay.call('permissions', `${request.type}.${request.request}`, path, request, reply)
    }
  }
  replay.hangUp()
}

/** `debug-log.json`: the log stream with every filter. */
export async function replayDebugLog(replay: Replay, model: string): Promise<void> {
  for (const { name, query, frames, close } of read('debug-log') as StreamProbe[]) {
    const headers: Record<string, string> =
      name === 'no authorization'
        ? {}
        : { authorization: basic(`user-${replay.sim.username}`, replay.sim.password) }
    await replay.score('debug-log', name, { frames, close }, async () => {
      const wire = await Wire.dial(replay.sim, `/model/${model}/log${query}`, headers)
      const closed = await patiently(wire.closed).finally(() => wire.close())
      return { frames: await wire.frames(Number.POSITIVE_INFINITY), close: closed }
    })
  }
}

/** `http.json`: the HTTP endpoints. */
export async function replayHttp(replay: Replay): Promise<void> {
  for (const probe of read('http') as HttpProbe[]) await httpProbe(replay, probe)
}

async function httpProbe(
  replay: Replay,
  { name, request, status, headers = {}, body = '', error }: HttpProbe,
): Promise<void> {
  const { sim } = replay
  const right = basic(`user-${sim.username}`, sim.password)
  const sent = Object.entries(request.headers).map(([key, value]) => [
    key,
    value.replace('Basic (user-admin:password)', right),
  ])
  // The recording has no body where it was a charm.
  const payload = request.body ?? (name === 'upload wrong hash' ? replay.charms.get('mysql') : undefined)
  await replay.score(
    'http',
    name,
    error ?? { status, ...answerOf(headers, body) },
    async () => {
      try {
        const answer = await patiently(
          http(
            sim,
            request.method,
            replay.comparer.translate(request.path),
            Object.fromEntries(sent),
            payload,
          ),
        )
        return { status: answer.status, ...answerOf(answer.headers, answer.body) }
      } catch (failure) {
        return failure instanceof Error ? failure.message : String(failure)
      }
    },
    (answer) => typeof answer !== 'string' && (answer.status === 404 || answer.status === 501),
  )
}

type LogLine = Parameters<JujuSimulator['log']>[1]

/** The log lines that the recorder wrote: three entities, four levels, one line per second. */
function logLines(): LogLine[] {
  const entities = [
    ['machine-0', 'juju.worker.uniter'],
    ['unit-mysql-0', 'unit.mysql/0.juju-log'],
    ['unit-wordpress-0', 'juju.apiserver'],
  ] as const
  const levels = ['INFO', 'DEBUG', 'WARNING', 'ERROR'] as const
  return Array.from({ length: 40 }, (_, i) => {
    const [tag, module] = entities[i % 3] ?? entities[0]
    const message = `message ${i} with unicode é and "quotes"`
    const severity = levels[i % 4] ?? 'INFO'
    return {
      tag,
      module,
      severity,
      message,
      location: 'uniter.go:42',
      time: Date.UTC(2026, 10, 22, 12, 0, i, 123),
      labels: { k: 'v' },
    }
  })
}
