import { inspect } from 'node:util'
import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../../src/core/errors.js'
import { createMaasClient, type MaasClient, type MaasClientOptions } from '../../src/maas/index.js'
import { answerJson, type Arrived, startServer, type TestServer } from '../support/http-server.js'
import { API_KEY } from './support.js'

const PASSWORD = 'correct horse battery'
const key = (number = 1): Record<string, string> => ({
  consumer_key: `consumerkey000000${number}`,
  name: 'canonical-stack',
  token_key: `tokenkey000000000${number}`,
  token_secret: `tokensecret000000${number}`,
})
const isSignIn = ({ url }: Arrived): boolean => url === '/MAAS/accounts/authenticate/'

/** A region that gives a key for the password, and replies `[]` to what is signed. */
const region = (
  handle: (request: Arrived, response: ServerResponse, signIns: number) => boolean = () => false,
): Promise<TestServer> => {
  let signIns = 0
  return startServer((request, response) => {
    if (isSignIn(request)) signIns++
    if (handle(request, response, signIns)) return
    if (!isSignIn(request)) answerJson(response, [])
    else if (new URLSearchParams(request.body).get('password') === PASSWORD)
      answerJson(response, key(signIns))
    else response.writeHead(403, { 'content-type': 'text/html; charset=utf-8' }).end()
  })
}

const client = (url: string, options: Partial<MaasClientOptions> = {}): MaasClient =>
  createMaasClient({
    url: `${url}/MAAS`,
    username: 'bob',
    password: PASSWORD,
    proxy: false,
    retries: { baseMs: 1, maxMs: 2 },
    ...options,
  })

const failure = (call: PromiseLike<unknown>): Promise<Error & Record<string, unknown>> =>
  Promise.resolve(call).then(
    () => expect.fail('it succeeded'),
    (error: unknown) => error as Error & Record<string, unknown>,
  )

describe('a user name and password', () => {
  it('are exchanged for an API key by the first call, once for all that run', async () => {
    await using server = await region()
    await using maas = client(server.url)
    expect(server.arrived).toHaveLength(0)
    await Promise.all([1, 2, 3].map(() => maas.request('GET', 'zones/')))
    await maas.request('GET', 'zones/')
    const [first, ...others] = server.arrived
    expect(first).toMatchObject({ method: 'POST', url: '/MAAS/accounts/authenticate/' })
    expect(Object.fromEntries(new URLSearchParams(first?.body))).toEqual({
      username: 'bob',
      password: PASSWORD,
      consumer: 'canonical-stack',
    })
    expect(others).toHaveLength(4)
    for (const { headers } of others) {
      expect(headers.authorization).toContain('oauth_token="tokenkey0000000001"')
      expect(headers.cookie).toBeUndefined()
    }
  })

  it('that are wrong are an AuthenticationError, and are not tried again', async () => {
    await using server = await region()
    await using maas = client(server.url, { password: 'wrong password' })
    const error = await failure(maas.request('GET', 'zones/'))
    expect(error).toMatchObject({ code: 'ERR_AUTHENTICATION', status: 403, reason: 'unauthorized' })
    expect(error.message).toMatch(
      /^MAAS signIn failed \(403\): the user name or the password is wrong\. Try them/,
    )
    expect(server.arrived).toHaveLength(1)
    expect(`${inspect(error)}${JSON.stringify(error)}${inspect(maas)}`).not.toContain('wrong password')
  })

  it('are exchanged by the next call after an exchange that failed', async () => {
    await using server = await region((request, response, count) => {
      if (!isSignIn(request) || count > 3) return false
      response.writeHead(503).end('busy')
      return true
    })
    await using maas = client(server.url)
    expect(await failure(maas.machines.lock('abc'))).toMatchObject({
      operation: 'signIn',
      status: 503,
      mayHaveHappened: false,
    })
    expect(await maas.request('GET', 'zones/')).toEqual([])
  })

  it('are exchanged again when the key was deleted', async () => {
    await using server = await region(({ headers }, response) => {
      if (headers.authorization?.includes('tokenkey0000000001') !== true) return false
      response.writeHead(401).end("Authorization Error: 'Invalid access token: x'")
      return true
    })
    await using maas = client(server.url)
    expect(await maas.request('GET', 'zones/')).toEqual([])
    expect(server.arrived.filter(isSignIn)).toHaveLength(2)
  })

  it('survive a clock that is behind', async () => {
    const ahead = 4000
    await using server = await region(({ headers }, response) => {
      const given = Number(/oauth_timestamp="(\d+)"/.exec(headers.authorization ?? '')?.[1] ?? Infinity)
      const now = Math.floor(Date.now() / 1000) + ahead
      if (given >= now - 300) return false
      response
        .writeHead(401)
        .end(
          `Authorization Error: 'Expired timestamp: given ${given} and now ${now} has a greater difference than threshold 300'`,
        )
      return true
    })
    await using maas = client(server.url)
    await maas.request('GET', 'zones/')
    await maas.request('GET', 'zones/')
    expect(server.arrived.map(isSignIn)).toEqual([true, false, false, false])
  })

  it.each([
    ['{}', 'MAAS signIn failed (200): the reply has no API key'],
    ['[]', 'MAAS signIn failed (200): the reply has no API key'],
    [JSON.stringify({ ...key(), token_secret: '' }), 'MAAS signIn failed (200): the reply has no API key'],
    ['<html><title>Log in</title></html>', 'MAAS signIn failed (200): '],
    [`{"token_secret": "${key()['token_secret'] ?? ''}`, 'MAAS signIn failed (200): '],
  ])('with a reply that has no key: %s', async (text, message) => {
    await using server = await startServer((_, response) => response.writeHead(200).end(text))
    await using maas = client(server.url)
    const error = await failure(maas.request('GET', 'zones/'))
    expect(error).toMatchObject({ code: 'ERR_UNREADABLE_REPLY' })
    expect(error.message).toContain(message)
    expect(`${inspect(error)}${JSON.stringify(error)}`).not.toContain(key()['token_secret'])
  })

  it('are in no error, although a server quotes them', async () => {
    await using server = await startServer(({ body }, response) =>
      response.writeHead(500).end(`${body} is wrong: ${new URLSearchParams(body).get('password') ?? ''}`),
    )
    await using maas = client(server.url, { password: 'hunter2-hunter2' })
    const error = await failure(maas.request('GET', 'zones/'))
    expect(`${inspect(error)}${JSON.stringify(error)}`).not.toContain('hunter2')
  })
})

describe('credentials in the options', () => {
  it.each([
    [{}, 'The MAAS API key is missing'],
    [{ username: 'bob' }, 'The MAAS password must be a text that is not empty. Pass { username, password }'],
    [{ password: 'secretpassword' }, 'The MAAS username must be a text that is not empty'],
    [{ username: '', password: '' }, 'The MAAS username and password must be a text that is not empty'],
    [{ username: 1, password: {} }, 'The MAAS username and password must be a text that is not empty'],
    [
      { apiKey: API_KEY, username: 'bob', password: 'secretpassword' },
      'The MAAS credentials are ambiguous: an API key and a user name or password. Pass only one of them',
    ],
  ])('%o is refused', (credentials, message) => {
    const make = (): unknown =>
      createMaasClient({ url: 'http://x/MAAS', ...credentials } as MaasClientOptions)
    expect(make).toThrow(ConfigurationError)
    expect(make).toThrow(message)
    expect(make).not.toThrow(/secretpassword|tokensecret/)
  })

  it('of with() replace the others as a whole', async () => {
    await using server = await region()
    await using maas = client(server.url)
    await using other = maas.with({ apiKey: API_KEY })
    await other.request('GET', 'zones/')
    expect(server.arrived.map(isSignIn)).toEqual([false])
    await using same = maas.with({ timeoutMs: 5000 })
    await same.request('GET', 'zones/')
    expect(server.arrived.map(isSignIn)).toEqual([false, true, false])
  })
})
