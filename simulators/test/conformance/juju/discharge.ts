import { createHmac } from 'node:crypto'
import { type HttpProbe, type Probe, read, type Reply, type Request } from './recordings.js'
import { answerOf, login, patiently, type Replay } from './replay.js'
import { reader, withList } from './suites.js'
import { http, Wire } from './wire.js'

/** A macaroon in its second JSON format. */
interface Macaroon {
  i?: string
  i64?: string
  s64: string
  c?: { i?: string; i64?: string; v64?: string; l?: string }[]
}

interface Discharge {
  m: Macaroon
  cdata: Record<string, string>
}

/** `discharge.json`: a login without a password in steps, each with the simulator's previous reply. */
export async function replayDischarge(replay: Replay, model: string): Promise<void> {
  const probes = read('discharge') as (Probe & Partial<HttpProbe>)[]
  const probe = (start: string) => probes.find(({ name }) => name?.startsWith(start)) ?? {}
  const path = `/model/${model}/api`
  const wire = await patiently(Wire.dial(replay.sim, path))
  const score = (start: string, answer: () => Promise<Reply>) => {
    const { name = '', reply } = probe(start)
    return replay.score('discharge', name, reply && withList(reply), async () => withList(await answer()))
  }

  const asked = await score('1 ', () =>
    patiently(wire.call(login('', '', { 'auth-tag': '', 'bakery-version': 3 }))),
  )
  await score('1b ', () => patiently(wire.call(login('', '', { 'auth-tag': '' }))))
  const root = (asked?.response as { 'bakery-discharge-required'?: Discharge } | undefined)?.[
    'bakery-discharge-required'
  ]
  const caveat = Object.entries(root?.cdata ?? {})[0] ?? ['', '']

  const post = (start: string, body: (recorded: string) => string) => httpStep(replay, probe(start), body)
  const discharge = `id64=${caveat[0]}&caveat64=${caveat[1]}`
  await post('2 ', () => discharge)
  await post('3 ', (body) => body)
  await post('4a ', (body) => body)
  const form = await post('4b ', (body) => body)
  const token = Buffer.from(
    (form as { token?: { value?: string } } | undefined)?.token?.value ?? '',
    'base64',
  ).toString('utf8')
  const given = await post(
    '5 ',
    () => `${discharge}&token-kind=juju_userpass&token=${encodeURIComponent(token)}`,
  )
  const discharged = (given as { Macaroon?: { m: Macaroon } } | undefined)?.Macaroon?.m

  const slice = root === undefined || discharged === undefined ? [] : [root.m, bound(root.m, discharged)]
  await score('6 ', () => patiently(wire.call(withMacaroons(slice))))
  wire.close()

  const alone = await patiently(Wire.dial(replay.sim, path))
  await score('6b ', () => patiently(alone.call(withMacaroons(slice.slice(0, 1)))))
  alone.close()
}

function withMacaroons(macaroons: unknown[]): Request {
  return login(reader.name, '', { macaroons: [macaroons], 'bakery-version': 3 })
}

async function httpStep(
  replay: Replay,
  probe: Partial<HttpProbe>,
  fill: (recorded: string) => string,
): Promise<unknown> {
  const { name = '', request, status, headers = {}, body = '' } = probe
  if (request === undefined) throw new Error(`discharge.json has no ${name}`)
  const recorded = { status, ...answerOf(headers, body) }
  const answer = await replay.score(
    'discharge',
    name,
    recorded,
    async () => {
      const got = await patiently(
        http(replay.sim, request.method, request.path, request.headers, fill(request.body ?? '')),
      )
      return { status: got.status, ...answerOf(got.headers, got.body) }
    },
    (got) => got.status === 404,
  )
  return answer?.body
}

/** A discharge bound to its root macaroon: HMAC(0, HMAC(0, root) + HMAC(0, discharge)). */
function bound(root: Macaroon, discharge: Macaroon): Macaroon {
  const zero = Buffer.alloc(32)
  const hmac = (data: Buffer) => createHmac('sha256', zero).update(data).digest()
  const signature = (macaroon: Macaroon) => Buffer.from(macaroon.s64, 'base64url')
  const sealed = hmac(Buffer.concat([hmac(signature(root)), hmac(signature(discharge))]))
  return { ...discharge, s64: sealed.toString('base64url') }
}
