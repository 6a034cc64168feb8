import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js'
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

/** The header as the `juju` command sends it: the tag, and the password when it has one. */
const basic = (user: string, password = '') =>
  `Basic ${Buffer.from(`user-${user}:${password}`).toString('base64')}`

async function post(path: string, type: string, body: string): Promise<Answer> {
  return JSON.parse((await send('POST', path, { 'content-type': type }, body)).text) as Answer
}

function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body = '',
): Promise<{ status: number; headers: IncomingHttpHeaders; text: string }> {
  const [host, port] = sim.address.split(':')
  const options = {
    host,
    port,
    method,
    path,
    headers,
    ca: sim.caCert,
    servername: 'juju-apiserver',
    agent: false,
  }
  return new Promise((resolve, reject) => {
    const request = httpsRequest(options, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    request.on('error', reject)
    request.end(body)
  })
}

async function challenge(tag = ''): Promise<{ wire: Wire; root: Macaroon; id: string; data: string }> {
  const wire = await Wire.open(sim)
  const { response } = await wire.send('Admin', 3, 'Login', {
    'auth-tag': tag,
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

describe('the juju command', () => {
  /** `juju login -u carol`: everything is in the query of the discharge, and the body is empty. */
  async function loggedIn(): Promise<[Macaroon, Macaroon]> {
    const { wire, root, id, data } = await challenge('user-carol')
    wire.close()
    const asked = new URLSearchParams({ caveat64: data, id64: id })
    const first = await send('POST', `/auth/discharge?${asked.toString()}`, {})
    expect([first.status, JSON.parse(first.text)]).toMatchObject([401, { Code: 'interaction required' }])
    const form = { form: { user: 'carol', password: 'carol-pw' } }
    const { token } = await post('/auth/form', 'application/json', JSON.stringify(form))
    const value = Buffer.from(token.value, 'base64').toString('utf8')
    const wanted = new URLSearchParams({
      caveat64: data,
      id64: id,
      token: value,
      'token-kind': 'juju_userpass',
    })
    const path = `/auth/discharge?${wanted.toString()}`
    const { status, text } = await send('POST', path, {})
    expect(status).toBe(200)
    expect((await send('POST', path, {})).text).toContain('invalid token')
    return [root, bind(root, (JSON.parse(text) as Answer).Macaroon.m)]
  }

  test('logs in, and its macaroons open HTTP endpoints and the log', async () => {
    const session = await loggedIn()
    const wire = await Wire.open(sim)
    expect(isLoggedIn(await login(wire, 'carol', [session]))).toBe(true)
    wire.close()

    const model = sim.addModel({ name: 'http' })
    const path = `/model/${model}/applications/a/resources/r`
    const encoded = Buffer.from(JSON.stringify(session)).toString('base64')
    const cookie = { authorization: basic('carol'), cookie: `a=b; macaroon-0=${encoded}` }
    expect((await send('GET', path, cookie)).status).toBe(403)
    sim.addUser({ name: 'carol', password: 'carol-pw', models: { [model]: 'read' } })
    expect((await send('GET', path, cookie)).status).toBe(404)
    expect((await send('GET', path, { authorization: basic('carol'), macaroons: encoded })).status).toBe(404)
    expect((await send('GET', path, { ...cookie, authorization: basic('dave') })).status).toBe(401)
    expect((await send('GET', path, { ...cookie, authorization: basic('carol', 'x') })).status).toBe(401)

    const log = await Wire.open(sim, `/model/${model}/log?noTail=true`, { headers: cookie })
    const [first] = (await once(log.socket, 'message')) as [Buffer]
    expect(first.toString()).toBe('{}\n')
    log.close()
  })

  test('without macaroons is told which to discharge', async () => {
    const model = sim.addModel({ name: 'unproven' })
    const headers = { authorization: basic('carol'), 'bakery-protocol-version': '3' }
    const answer = await send('GET', `/model/${model}/applications/a/resources/r`, headers)
    const { error } = JSON.parse(answer.text) as { error: unknown }
    expect([answer.status, error]).toMatchObject([
      401,
      { code: 'macaroon discharge required', info: { 'bakery-macaroon': { v: 3 }, 'macaroon-path': '/' } },
    ])
  })

  test('may not discharge for another user', async () => {
    const { wire, id, data } = await challenge('user-dave')
    wire.close()
    await expect(discharge(id, data)).rejects.toThrow()
  })

  test('registers, and logs in with the cookie that it gets, not the password', async () => {
    const admin = await Wire.login(sim)
    const { results } = await admin.call('UserManager.AddUser', { users: [{ username: 'erin' }] })
    admin.close()
    const key = Buffer.from(results[0]['secret-key'] as string, 'base64')
    const nonce = Buffer.alloc(24, 5)
    const sealed = xsalsa20poly1305(key, nonce).encrypt(Buffer.from('{"password":"chosen"}'))
    const body = {
      user: 'user-erin',
      nonce: nonce.toString('base64'),
      'cipher-text': Buffer.from(sealed).toString('base64'),
    }
    const registered = await send('POST', '/register', {}, JSON.stringify(body))
    const [cookie = '', expires] = (registered.headers['set-cookie']?.[0] ?? '').split('; ')
    expect(cookie).toMatch(/^macaroon-[0-9a-f]{64}=[\w+/]+=*$/)
    expect(expires).toMatch(/^Expires=.* GMT$/)

    for (const [user, allowed] of [
      ['dave', false],
      ['erin', true],
    ] as const) {
      const { wire, root, id, data } = await challenge(`user-${user}`)
      const asked = new URLSearchParams({ caveat64: data, id64: id })
      const answer = await send('POST', `/auth/discharge?${asked.toString()}`, { cookie })
      expect([user, answer.status]).toEqual([user, allowed ? 200 : 401])
      if (allowed) {
        const given = (JSON.parse(answer.text) as Answer).Macaroon.m
        expect(isLoggedIn(await login(wire, user, [[root, bind(root, given)]]))).toBe(true)
      }
      wire.close()
    }
  })

  test('is sent to the address that it has dialled', async () => {
    const { wire, root } = await challenge('user-carol')
    wire.close()
    expect(root.c.at(-1)?.l).toBe(`https://${sim.address}/auth`)
  })
})
