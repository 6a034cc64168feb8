import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { startLandscapeSimulator } from '../../src/landscape/simulator.js'
import type { LandscapeSimulator } from '../../src/landscape/simulator.js'
import { call, login, rest } from './client.js'

let simulator: LandscapeSimulator

beforeAll(async () => {
  simulator = await startLandscapeSimulator({ clock: new SimulatedClock() })
  simulator.register({ account_name: 'standalone', computer_title: 'one' })
})

afterAll(() => simulator.close())

const secondsAgo = (seconds: number) =>
  new Date(Date.now() - seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z')

describe('signed calls', () => {
  test.each(['GET', 'POST'] as const)(
    '%s with hard characters and more than nine list items',
    async (method) => {
      const ids = Object.fromEntries(
        Array.from({ length: 11 }, (_, index) => [`tags.${index + 1}`, `t${index}`]),
      )
      const { status, body } = await call(
        simulator,
        'AddTagsToComputers',
        { query: `title:"été (~prod)*!'"`, ...ids },
        { method },
      )
      expect([status, body]).toEqual([200, []])
    },
  )

  test.each([
    ['another secret', { secretKey: 'x'.repeat(40) }, 403, 'SignatureDoesNotMatch'],
    [
      'a signature cut short',
      { tamper: (params: URLSearchParams) => params.set('signature', 'AAAA') },
      403,
      'SignatureDoesNotMatch',
    ],
    [
      'a parameter that was not signed',
      { tamper: (params: URLSearchParams) => params.set('limit', '5') },
      403,
      'SignatureDoesNotMatch',
    ],
    ['an unknown access key', { accessKey: 'NOBODY' }, 401, 'AuthFailure'],
    ['a timestamp of long ago', { timestamp: secondsAgo(16 * 60) }, 400, 'RequestExpired'],
    ['a timestamp with milliseconds', { timestamp: new Date().toISOString() }, 400, 'InvalidParameterValue'],
    [
      'signature version 1',
      { tamper: (params: URLSearchParams) => params.set('signature_version', '1') },
      403,
      'InvalidSignature',
    ],
    [
      'no timestamp',
      { tamper: (params: URLSearchParams) => params.delete('timestamp') },
      400,
      'MissingParameter',
    ],
    ['nothing that says who calls', { tamper: strip }, 401, 'Unauthorised'],
  ])('%s is refused', async (_, options, status, error) => {
    const reply = await call(simulator, 'GetComputers', {}, options)
    expect(reply).toMatchObject({ status, body: { error, message: expect.any(String) } })
  })

  function strip(params: URLSearchParams): void {
    params.delete('signature')
    params.delete('access_key_id')
  }

  test('a timestamp of ten minutes ago still works', async () => {
    expect(await call(simulator, 'GetComputers', {}, { timestamp: secondsAgo(600) })).toMatchObject({
      status: 200,
    })
  })

  test('timestamps are checked by the clock of the server, which its Date header shows', async () => {
    simulator.clockSkewSeconds = 3600
    const { status, body, headers } = await call(simulator, 'GetComputers')
    simulator.clockSkewSeconds = 0
    expect([status, body.error]).toEqual([400, 'RequestExpired'])
    expect(Date.parse(headers.get('date') ?? '') - Date.now()).toBeGreaterThan(3_500_000)
  })

  test('a request signed for GET and sent by POST is rejected', async () => {
    let query = ''
    await call(
      simulator,
      'GetComputers',
      {},
      { method: 'GET', tamper: (params) => void (query = params.toString()) },
    )
    const response = await fetch(simulator.uri, { method: 'POST', body: new URLSearchParams(query) })
    expect([response.status, await response.json()]).toMatchObject([403, { error: 'SignatureDoesNotMatch' }])
  })

  test.each([
    ['an unknown action', 'GetNothing', {}, 'InvalidAction'],
    ['a name that every object has', 'constructor', {}, 'InvalidAction'],
    ['a missing parameter', 'AddTagsToComputers', { query: 'id:1' }, 'MissingParameter'],
    ['an unknown parameter', 'GetComputers', { querry: 'id:1' }, 'UnknownParameter'],
    ['a limit that is no number', 'GetComputers', { limit: 'many' }, 'InvalidParameterValue'],
    ['a list that counts from 0', 'RebootComputers', { 'computer_ids.0': 1 }, 'InvalidParameterValue'],
  ])('%s is refused', async (_, action, params, error) => {
    expect(await call(simulator, action, params as Record<string, string>)).toMatchObject({
      status: 400,
      body: { error },
    })
  })

  test('a denied action or operation gives 403', async () => {
    const allow = simulator.deny('GetComputers')
    expect(await call(simulator, 'GetComputers')).toMatchObject({
      status: 403,
      body: { error: 'Unauthorised' },
    })
    allow()
    expect(await call(simulator, 'GetComputers')).toMatchObject({ status: 200 })
  })
})

describe('tokens', () => {
  test('a login by password, and its claims', async () => {
    const { status, body } = await rest(simulator, 'POST', '/login', {
      body: { email: simulator.email, password: simulator.password, expiry_minutes: 10 },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      email: simulator.email,
      current_account: 'standalone',
      accounts: [{ name: 'standalone', default: true }],
    })
    const claims = JSON.parse(Buffer.from(body.token.split('.')[1], 'base64url').toString())
    expect(claims).toMatchObject({ sub: simulator.email, acc: 'standalone', id: 1 })
    expect(claims.exp - claims.iat).toBe(600)
  })

  test('the access key is exchanged for a token that works in both APIs', async () => {
    const { body } = await rest(simulator, 'POST', '/login/access-key', {
      body: { access_key: simulator.accessKey, secret_key: simulator.secretKey },
    })
    const headers = { Authorization: `Bearer ${body.token}` }
    const legacy = await fetch(`${simulator.uri}?action=GetPendingComputers&version=2011-08-01`, { headers })
    expect([legacy.status, await legacy.json()]).toMatchObject([200, [{ title: 'one' }]])
    const mixed = await fetch(`${simulator.uri}?action=GetComputers&version=2011-08-01`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ query: 'id:99' }),
    })
    expect([mixed.status, await mixed.json()]).toEqual([200, []])
    expect(await rest(simulator, 'GET', '/computers', { token: body.token })).toMatchObject({
      status: 200,
      body: { count: 0 },
    })
    const short = await fetch(new URL('computers', simulator.uri), { headers })
    expect(short.status).toBe(200)
  })

  test.each([
    ['a wrong password', { email: 'admin@example.com', password: 'no' }, 401, 'InvalidCredentials'],
    ['a wrong email', { email: 'b@example.com', password: 'landscape' }, 401, 'InvalidCredentials'],
    [
      'email and identity',
      { email: 'admin@example.com', identity: 'admin', password: 'landscape' },
      400,
      'InvalidParameterCombination',
    ],
    ['no password', { email: 'admin@example.com' }, 400, 'MissingParameter'],
    [
      'a text for expiry_minutes',
      { email: 'admin@example.com', password: 'landscape', expiry_minutes: '5' },
      400,
      'InvalidParameterValue',
    ],
    ['a body that is not JSON', '{', 400, 'BadRequest'],
  ])('a login with %s is refused', async (_, body, status, error) => {
    expect(await rest(simulator, 'POST', '/login', { body })).toMatchObject({ status, body: { error } })
  })

  test('a missing, malformed, forged or expired token gives 401', async () => {
    const token = await login(simulator, 5)
    const [header, claims, signature] = token.split('.')
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
    const ask = async (token?: string) =>
      (await rest(simulator, 'GET', '/computers', token === undefined ? {} : { token })).status
    expect(await ask(token)).toBe(200)
    expect(await ask()).toBe(401)
    expect(await ask('x.y.z')).toBe(401)
    expect(await ask(`${none}.${claims}.`)).toBe(401)
    expect(await ask(`${header}.${claims}.${signature?.slice(1)}`)).toBe(401)
    simulator.clockSkewSeconds = 301
    expect(await ask(token)).toBe(401)
    simulator.clockSkewSeconds = 0
    expect(await ask(token)).toBe(200)
    simulator.expireTokens()
    expect(await ask(token)).toBe(401)
    const legacy = await fetch(`${simulator.uri}?action=GetComputers&version=2011-08-01`, {
      headers: { Authorization: `Bearer ${token}` },
    })
    expect(legacy.status).toBe(401)
  })

  test('me is empty without a login and a session with one; about is public', async () => {
    expect(await rest(simulator, 'GET', '/me')).toMatchObject({ status: 200, body: {} })
    const { body } = await rest(simulator, 'GET', '/me', { token: await login(simulator) })
    expect(body).toMatchObject({ email: simulator.email, token: expect.stringContaining('.') })
    expect((await rest(simulator, 'GET', '/about')).body).toMatchObject({
      self_hosted: true,
      package_version: expect.any(String),
    })
  })

  test('a body without the JSON content type gives 415, an empty body with it does not', async () => {
    const token = await login(simulator)
    const form = await rest(simulator, 'POST', '/tokens/invalidate-me', {
      token,
      headers: { 'Content-Type': 'text/plain' },
    })
    expect(form).toMatchObject({ status: 415, body: { error: expect.any(String) } })
    expect((await rest(simulator, 'POST', '/tokens/invalidate-me', { token })).status).toBe(200)
    expect((await rest(simulator, 'GET', '/me', { token })).body).toEqual({})
  })

  test('an unknown path is 404 with a token and 401 without', async () => {
    expect((await rest(simulator, 'GET', '/nothing')).status).toBe(401)
    expect((await rest(simulator, 'GET', '/nothing', { token: await login(simulator) })).status).toBe(404)
  })
})
