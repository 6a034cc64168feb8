import { createHmac } from 'node:crypto'
import { request as httpsRequest } from 'node:https'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { type JujuSimulator, startJujuSimulator } from '../../src/juju/simulator.js'
import { type Reply, Wire } from './wire.js'

let sim: JujuSimulator

beforeAll(async () => {
  sim = await startJujuSimulator({ clock: new SimulatedClock(), autoAdvance: false })
  sim.addUser({ name: 'carol', password: 'carol-pw' })
  sim.addUser({ name: 'dave', password: 'dave-pw' })
})

afterAll(() => sim.close())

interface Macaroon {
  c: { i?: string; i64?: string; v64?: string; l?: string }[]
  i64: string
  s64: string
}

/** The fields of the replies of the form and the discharger that the tests use. */
interface Answer {
  token: { value: string }
  Macaroon: { m: Macaroon } & { signature: string }
}

function post(path: string, type: string, body: string): Promise<Answer> {
  const [host, port] = sim.address.split(':')
  const options = {
    host,
    port,
    method: 'POST',
    path,
    headers: { 'content-type': type },
    ca: sim.caCert,
    servername: 'juju-apiserver',
    agent: false,
  }
  return new Promise((resolve, reject) => {
    const request = httpsRequest(options, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
      response.on('end', () => resolve(JSON.parse(text) as Answer))
    })
    request.on('error', reject)
    request.end(body)
  })
}

async function challenge(): Promise<{ wire: Wire; root: Macaroon; id: string; data: string }> {
  const wire = await Wire.open(sim)
  const { response } = await wire.send('Admin', 3, 'Login', {
    'auth-tag': '',
    credentials: '',
    'bakery-version': 3,
  })
  const wrapped = response?.['bakery-discharge-required'] as { m: Macaroon; cdata: Record<string, string> }
  const [id = '', data = ''] = Object.entries(wrapped.cdata)[0] ?? []
  return { wire, root: wrapped.m, id, data }
}

async function discharge(id: string, data: string, user = 'carol', password = 'carol-pw'): Promise<Macaroon> {
  const form = await post('/auth/form', 'application/json', JSON.stringify({ form: { user, password } }))
  const token = Buffer.from(form.token.value, 'base64').toString('utf8')
  const query = new URLSearchParams({ id64: id, caveat64: data, token, 'token-kind': 'juju_userpass' })
  return (await post('/auth/discharge', 'application/x-www-form-urlencoded', query.toString())).Macaroon.m
}

const hmac = (key: Buffer, data: Buffer) => createHmac('sha256', key).update(data).digest()
const bytes = (text: string) => Buffer.from(text, 'base64url')

function bind(root: Macaroon, given: Macaroon): Macaroon {
  const zero = Buffer.alloc(32)
  return {
    ...given,
    s64: hmac(zero, Buffer.concat([hmac(zero, bytes(root.s64)), hmac(zero, bytes(given.s64))])).toString(
      'base64url',
    ),
  }
}

/** Adds a caveat to a macaroon, which its signature chain allows to anyone. */
function narrowed(macaroon: Macaroon, caveat: string): Macaroon {
  return {
    ...macaroon,
    c: [...macaroon.c, { i: caveat }],
    s64: hmac(bytes(macaroon.s64), Buffer.from(caveat)).toString('base64url'),
  }
}

function login(wire: Wire, user: string, macaroons: unknown[][]): Promise<Reply> {
  return wire.send('Admin', 3, 'Login', {
    'auth-tag': `user-${user}`,
    credentials: '',
    macaroons,
    'bakery-version': 3,
  })
}

function isLoggedIn({ response }: Reply): boolean {
  return response?.['user-info'] !== undefined
}

describe('a login without a password', () => {
  test('the bound discharge of an authenticated user logs that user in, on the same socket', async () => {
    const { wire, root, id, data } = await challenge()
    const reply = await login(wire, 'carol', [[root, bind(root, await discharge(id, data))]])
    expect(reply.response).toMatchObject({ 'user-info': { identity: 'user-carol' } })
    wire.close()
  })

  test.each<[string, (root: Macaroon, given: Macaroon) => unknown[][]]>([
    ['the root alone', (root) => [[root]]],
    ['a discharge that is not bound', (root, given) => [[root, given]]],
    [
      'a root that lost its third party',
      (root, given) => [[{ ...root, c: root.c.slice(0, 1) }, bind(root, given)]],
    ],
    [
      'a discharge that declares another',
      (root, given) => [[root, bind(root, { ...given, c: [{ i: 'declared username admin' }] })]],
    ],
    [
      'an expired caveat',
      (root, given) => [[root, bind(root, narrowed(given, 'time-before 2020-01-01T00:00:00Z'))]],
    ],
    ['an unknown caveat', (root, given) => [[root, bind(root, narrowed(given, 'is-friday'))]]],
    ['nothing that is a macaroon', () => [[{ nonsense: 1 }, 7]]],
  ])('%s does not', async (_, slices) => {
    const { wire, root, id, data } = await challenge()
    const reply = await login(wire, 'carol', slices(root, await discharge(id, data)))
    expect(isLoggedIn(reply)).toBe(false)
    expect(reply.response).toHaveProperty('bakery-discharge-required')
    wire.close()
  })

  test('a discharge is valid for one challenge and one user', async () => {
    const first = await challenge()
    const second = await challenge()
    const given = await discharge(first.id, first.data)
    expect(isLoggedIn(await login(second.wire, 'carol', [[second.root, bind(second.root, given)]]))).toBe(
      false,
    )
    const reply = await login(first.wire, 'dave', [[first.root, bind(first.root, given)]])
    expect(reply.error).toBe('invalid entity name or password')
    first.wire.close()
    second.wire.close()
  })

  test('a client without a bakery version gets the oldest format, which works as well', async () => {
    const wire = await Wire.open(sim)
    const { response } = await wire.send('Admin', 3, 'Login', { 'auth-tag': '', credentials: '' })
    const root = response?.['discharge-required'] as {
      caveats: { cid: string; vid?: string }[]
      signature: string
    }
    const cid = root.caveats.find(({ vid }) => vid !== undefined)?.cid ?? ''
    const form = await post(
      '/auth/form',
      'application/json',
      JSON.stringify({ form: { user: 'carol', password: 'carol-pw' } }),
    )
    const token = Buffer.from(form.token.value, 'base64').toString('utf8')
    const { Macaroon: given } = await post(
      '/auth/discharge',
      'application/x-www-form-urlencoded',
      new URLSearchParams({ id: cid, token }).toString(),
    )
    const zero = Buffer.alloc(32)
    const signatures = [root.signature, given.signature].map((signature) =>
      hmac(zero, Buffer.from(signature, 'hex')),
    )
    const bound = { ...given, signature: hmac(zero, Buffer.concat(signatures)).toString('hex') }
    expect(isLoggedIn(await login(wire, 'carol', [[root, bound]]))).toBe(true)
    wire.close()
  })
})
