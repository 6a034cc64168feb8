import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../../src/core/errors.js'
import { Redactor } from '../../src/core/redact.js'
import { parseApiKey, Signer } from '../../src/maas/auth.js'
import { answerJson, startServer } from '../support/http-server.js'
import { API_KEY, client } from './support.js'

const whoami = {
  username: 'admin',
  email: 'a@example.com',
  is_superuser: true,
  is_local: true,
  resource_uri: '/MAAS/api/2.0/users/admin/',
}

const fieldsOf = (header: string | undefined): Record<string, string> =>
  Object.fromEntries(
    [...(header ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      decodeURIComponent(value),
    ]),
  )

describe('the API key', () => {
  it.each([
    [undefined, 'is missing'],
    ['', 'is missing'],
    ['justoneword', 'must have three parts between colons, got 1'],
    ['two:parts', 'must have three parts between colons, got 2'],
    ['a:b:c:d', 'must have three parts between colons, got 4'],
    ['secretA::secretC', 'has an empty part'],
    ['secretA:secretB:secret C', 'contains spaces'],
  ])('%j is rejected, and not shown', (key, problem) => {
    const refused = (): unknown => parseApiKey(key)
    expect(refused).toThrow(ConfigurationError)
    expect(refused).toThrow(problem)
    expect(refused).toThrow('maas apikey')
    expect(refused).not.toThrow(/secretA|secretC/)
  })

  it.each([
    '"secretA:secretB:secretC"',
    "'secretA:secretB:secretC'",
    '"secretA:secretB:secretC',
    ' "secretA"\n',
  ])('%j is rejected for its quotes, and not shown', (key) => {
    const refused = (): unknown => parseApiKey(key)
    expect(refused).toThrow(ConfigurationError)
    expect(refused).toThrow(
      'The MAAS API key has quotes around it. Remove the quotes, also in the environment or the file that it comes from',
    )
    expect(refused).not.toThrow(/secretA/)
  })

  it('may have spaces and a line break around it, as copied keys do', () => {
    expect(parseApiKey(' a:b:c\n')).toEqual({ consumer: 'a', token: 'b', secret: 'c' })
  })
})

describe('signing', () => {
  it('sends what MAAS requires: seven fields, the scheme in mixed case, the secret after an ampersand', async () => {
    const header = await new Signer(parseApiKey('ck:tk:s&c=r%t'), new Redactor()).sign()
    expect(header).toMatch(/^OAuth oauth_/)
    expect(fieldsOf(header)).toEqual({
      oauth_consumer_key: 'ck',
      oauth_token: 'tk',
      oauth_signature: '&s%26c%3Dr%25t',
      oauth_signature_method: 'PLAINTEXT',
      oauth_version: '1.0',
      oauth_timestamp: expect.stringMatching(/^\d{10}$/),
      oauth_nonce: expect.stringMatching(/^[\w-]{13,30}$/),
    })
  })

  it('never repeats a nonce, in one client or in two of the same key', async () => {
    const nonces = new Set<string>()
    for (const signer of [
      new Signer(parseApiKey(API_KEY), new Redactor()),
      new Signer(parseApiKey(API_KEY), new Redactor()),
    ])
      for (let i = 0; i < 500; i++) nonces.add(fieldsOf(await signer.sign())['oauth_nonce'] ?? '')
    expect(nonces.size).toBe(1000)
  })

  it('is synchronous once the library is loaded', async () => {
    const signer = new Signer(parseApiKey(API_KEY), new Redactor())
    expect(signer.sign()).toBeInstanceOf(Promise)
    await signer.sign()
    expect(signer.sign()).toBeTypeOf('string')
  })

  it('signs every try', async () => {
    await using server = await startServer((_, response, count) =>
      count < 3 ? response.writeHead(503).end('busy') : answerJson(response, whoami),
    )
    await using maas = client(server.url)
    expect(await maas.users.whoami()).toEqual(whoami)
    const nonces = server.arrived.map(({ headers }) => fieldsOf(headers.authorization)['oauth_nonce'])
    expect(new Set(nonces).size).toBe(3)
  })

  it('sends no credentials for anonymous operations', async () => {
    await using server = await startServer((_, response) =>
      answerJson(response, { version: '3.4.10', subversion: '', capabilities: [] }),
    )
    await using maas = client(server.url)
    expect((await maas.version()).version).toBe('3.4.10')
    expect(server.arrived[0]?.headers.authorization).toBeUndefined()
    expect(server.arrived[0]?.url).toBe('/MAAS/api/2.0/version/')
  })
})

describe('a clock that is behind', () => {
  const serverAheadBy = (seconds: number, message: (given: string, now: number) => string) =>
    startServer(({ headers }, response) => {
      const now = Math.floor(Date.now() / 1000) + seconds
      const given = fieldsOf(headers.authorization)['oauth_timestamp'] ?? ''
      if (Number(given) < now - 300)
        response
          .writeHead(401, { 'content-type': 'text/html', date: new Date(now * 1000).toUTCString() })
          .end(message(given, now))
      else answerJson(response, whoami)
    })

  it.each([
    [
      'its message',
      (given: string, now: number) =>
        `Authorization Error: 'Expired timestamp: given ${given} and now ${now} has a greater difference than threshold 300'`,
    ],
    ['its Date header', () => "Authorization Error: 'Expired timestamp'"],
  ])('is corrected by %s, once for all further requests', async (_, message) => {
    await using server = await serverAheadBy(4000, message)
    await using maas = client(server.url)
    expect(await maas.users.whoami()).toEqual(whoami)
    expect(server.arrived).toHaveLength(2)
    expect(await maas.users.whoami()).toEqual(whoami)
    expect(server.arrived).toHaveLength(3)
  })

  it('is reported when the server keeps rejecting timestamps', async () => {
    await using server = await startServer((_, response) =>
      response
        .writeHead(401)
        .end(
          "Authorization Error: 'Expired timestamp: given 1 and now 5000000000 has a greater difference than threshold 300'",
        ),
    )
    await using maas = client(server.url)
    const error = await maas.users.whoami().catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'ERR_AUTHENTICATION', hint: expect.stringContaining('clock') })
    expect(server.arrived).toHaveLength(2)
  })

  it('does not resend a request whose nonce was already used: it may have been carried out', async () => {
    await using server = await startServer((_, response) =>
      response.writeHead(401).end("Authorization Error: 'Nonce already used: x'"),
    )
    await using maas = client(server.url)
    await expect(maas.machines.lock('abc')).rejects.toThrow('check before you repeat it')
    expect(server.arrived).toHaveLength(1)
  })
})

describe('a wrong key', () => {
  it('is explained, without the secret that the server quotes', async () => {
    await using server = await startServer((_, response) =>
      response
        .writeHead(401, { 'www-authenticate': 'OAuth realm="OAuth"' })
        .end(
          "Authorization Error: 'Invalid signature. Expected signature base string: &theRealSecretOfTheKey0000000001'",
        ),
    )
    await using maas = client(server.url)
    const error = await maas.users.whoami().catch((caught: unknown) => caught)
    expect(error).toMatchObject({
      code: 'ERR_AUTHENTICATION',
      status: 401,
      hint: expect.stringContaining('copy the key again'),
    })
    expect(JSON.stringify(error)).not.toContain('theRealSecret')
    expect(String(error)).not.toContain('theRealSecret')
  })

  it.each([
    ['Authorization Error: Invalid API key.', 'create a new one'],
    ["Authorization Error: 'Missing signature.'", 'a proxy may have removed it'],
    ['Forbidden', 'a proxy may have removed it'],
  ])('%s', async (text, hint) => {
    await using server = await startServer((_, response) => response.writeHead(401).end(text))
    await using maas = client(server.url)
    await expect(maas.users.whoami()).rejects.toMatchObject({
      code: 'ERR_AUTHENTICATION',
      hint: expect.stringContaining(hint),
    })
    expect(server.arrived).toHaveLength(1)
  })
})
