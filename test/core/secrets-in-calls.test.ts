import { channel } from 'node:diagnostics_channel'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLandscapeClient, createMaasClient } from '../../src/index.js'
import type { JujuClient, LandscapeClient, MaasClient } from '../../src/index.js'
import { type Answer, script, type Scripted } from '../juju/scripted.js'
import { startServer } from '../support/http-server.js'
import { reveals, shownBy, spelling } from '../support/spellings.js'

const secret = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abcXYZ0189'), minLength: 8, maxLength: 40 }),
  fc
    .string({ unit: fc.constantFrom(...'pÄs9 !"\'&%$\\<>{}/+=@_-'), minLength: 8, maxLength: 20 })
    .filter(
      (text) =>
        text === text.trim() && /[\p{L}\d].*[\p{L}\d].*[\p{L}\d]/u.test(text) && !/^["'`]|["'`]$/.test(text),
    ),
)

/** How a server may quote what it was sent. */
const echo = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => JSON.stringify({ error: 'Nope', message: `bad value ${text}` }),
  (text) => JSON.stringify({ [text]: ['is not a field'], nested: [{ deep: text }] }),
  (text) => `<html><title>${text}</title><pre>${text}</pre></html>`,
  (text) => `{"half": "${text}`,
  (text) => `[${text}]`,
)
const status = fc.constantFrom(200, 302, 400, 401, 403, 404, 409, 500, 503)

let answer = { status: 200, body: '', headers: {} as Record<string, string> }
let reply: Answer = { response: {} }
let server: Awaited<ReturnType<typeof startServer>>
let scripted: Scripted
const seen: string[] = []
const see = (thing: unknown): void => void seen.push(shownBy(thing))
const names = ['request', 'response', 'retry', 'drift'] as const

beforeAll(async () => {
  server = await startServer((_request, response) =>
    response.writeHead(answer.status, answer.headers).end(answer.body),
  )
  scripted = await script(({ facade }) => (facade === 'Admin' ? undefined : reply))
  for (const name of names) channel(`canonical-stack:${name}`).subscribe(see)
})
afterAll(async () => {
  for (const name of names) channel(`canonical-stack:${name}`).unsubscribe(see)
  await server[Symbol.asyncDispose]()
  await scripted[Symbol.asyncDispose]()
})

type Use<Client> = (secret: string) => { client: Client; call: (client: Client) => PromiseLike<unknown> }

const maas = (options: Partial<Parameters<typeof createMaasClient>[0]> = {}): MaasClient =>
  createMaasClient({
    url: `${server.url}/MAAS`,
    apiKey: 'ckey:tkey:skey',
    proxy: false,
    retries: { max: 1, baseMs: 1 },
    ...options,
  })
const landscape = (options: object = {}): LandscapeClient =>
  createLandscapeClient({
    uri: server.url,
    accessKey: 'AKEY12345',
    secretKey: 'SKEY12345',
    proxy: false,
    retries: { max: 1, baseMs: 1 },
    ...options,
  })
const safe = (text: string): string => Buffer.from(text).toString('base64url')

/** Where a secret comes from: an option of a client, or an argument of a call. */
const overHttp: Record<string, Use<MaasClient> | Use<LandscapeClient>> = {
  'maas: a part of the key': (text) => ({
    client: maas({ apiKey: `ckey:tkey:${safe(text)}` }),
    call: (client: MaasClient) => client.machines.get('abc'),
  }),
  'maas: a header of the client': (text) => ({
    client: maas({ headers: { 'x-auth-token': safe(text) } }),
    call: (client: MaasClient) => client.machines.list(),
  }),
  'maas: a header of a call': (text) => ({
    client: maas(),
    call: (client: MaasClient) =>
      client.users.whoami({ headers: { cookie: `theme=dark; id=${safe(text)}` } }),
  }),
  'maas: user data': (text) => ({
    client: maas(),
    call: (client: MaasClient) => client.machines.deploy('abc', { user_data: text }),
  }),
  'maas: a line of user data': (text) => ({
    client: maas(),
    call: (client: MaasClient) =>
      client.machines.deploy('abc', { user_data: `#cloud-config\n${text}\nhostname: web\n` }),
  }),
  'maas: the password of a BMC': (text) => ({
    client: maas(),
    call: (client: MaasClient) =>
      client.machines.update('abc', { power_type: 'ipmi', power_parameters: { power_pass: text } }),
  }),
  'maas: a form of a request': (text) => ({
    client: maas(),
    call: (client: MaasClient) => client.request('POST', 'scripts/', { form: { name: 'x', script: text } }),
  }),
  'landscape: the access key': (text) => ({
    client: landscape({ accessKey: safe(text) }),
    call: (client: LandscapeClient) => client.computers.list(),
  }),
  'landscape: the secret key': (text) => ({
    client: landscape({ secretKey: text }),
    call: (client: LandscapeClient) => client.v2.computers.list(),
  }),
  'landscape: the password': (text) => ({
    client: landscape({
      accessKey: undefined,
      secretKey: undefined,
      email: 'me@example.com',
      password: text,
    }),
    call: (client: LandscapeClient) => client.v2.computers.list(),
  }),
  'landscape: the code of a script': (text) => ({
    client: landscape(),
    call: (client: LandscapeClient) => client.call('CreateScript', { title: 'x', code: text }),
  }),
  'landscape: a registration key': (text) => ({
    client: landscape({ accessKey: undefined, secretKey: undefined, token: 'TOKEN12345' }),
    call: (client: LandscapeClient) =>
      client.rest('PATCH', '/accounts', { body: { registration_key: text } }),
  }),
}

/** The secret of a use, as it is in what was sent. */
const sentAs = (name: string, planted: string): string =>
  /part of the key|header|access key/.test(name) ? safe(planted) : planted

describe('over HTTP, a secret is in no error, event or inspected object, whatever the server replies', () => {
  it.each(Object.keys(overHttp))('%s', async (name) => {
    const use = overHttp[name] as unknown as Use<AsyncDisposable & { close(): Promise<void> }>
    await fc.assert(
      fc.asyncProperty(secret, spelling, echo, status, async (given, spell, wrap, code) => {
        const planted = sentAs(name, given)
        const spelled = spell(planted)
        fc.pre(reveals(spelled, planted))
        answer = {
          status: code,
          body: wrap(spelled),
          headers: {
            'x-request-id': safe(planted),
            location: `http://127.0.0.1:1/${encodeURIComponent(planted)}`,
            'retry-after': '0',
          },
        }
        seen.length = 0
        const { client, call } = use(given)
        see(client)
        await Promise.resolve(call(client)).catch(see)
        await client.close()
        const all = seen.join('\n')
        expect(reveals(all, planted), `${JSON.stringify(planted)} in ${all}`).toBe(false)
      }),
      { numRuns: 8 },
    )
  })
})

const overWebsocket: Record<string, Use<JujuClient>> = {
  'the password': (text) => ({
    client: scripted.client({ password: text, retries: 0 }),
    call: (client) => client.clouds.list({ validate: 'strict' }),
  }),
  'a credential': (text) => ({
    client: scripted.client({ retries: 0 }),
    call: (client) => client.clouds.setMaasCredential('rack', 'key', text),
  }),
  'the config of a model': (text) => ({
    client: scripted.client({ retries: 0 }),
    call: (client) => client.models.add('m', { cloud: 'rack', config: { 'http-proxy': text } }),
  }),
  'a call by facade and method': (text) => ({
    client: scripted.client({ retries: 0 }),
    call: (client) =>
      client.facade('Application', 19).call('SetConfigs', {
        args: [{ application: 'web', 'config-yaml': `web:\n  key: "${text.replaceAll(/["\\]/g, 'x')}"\n` }],
      }),
  }),
}

describe('over a websocket, a secret is in no error, event or inspected object, whatever the controller replies', () => {
  it.each(Object.keys(overWebsocket))('%s', async (name) => {
    const use = overWebsocket[name] as Use<JujuClient>
    const replies: fc.Arbitrary<(text: string) => Answer> = fc.constantFrom<(text: string) => Answer>(
      (text) => ({ error: text, 'error-code': text, 'error-info': { attrs: [text] } }),
      (text) => ({ response: { results: [{ error: { message: `cannot use ${text}`, code: '' } }] } }),
      (text) => ({ response: { clouds: { [text]: { type: text, [text]: text } }, [text]: 5 } }),
      (text) => ({ frame: `<html>${text}` }),
      (text) => ({ frame: `{"request-id":1,"error":"${text}` }),
    )
    await fc.assert(
      fc.asyncProperty(secret, spelling, replies, async (given, spell, make) => {
        const planted = name.startsWith('a call') ? given.replaceAll(/["\\]/g, 'x') : given
        const spelled = spell(planted)
        fc.pre(reveals(spelled, planted))
        reply = make(spelled)
        seen.length = 0
        const { client, call } = use(given)
        see(client)
        await Promise.resolve(call(client)).catch(see)
        await client.close()
        const all = seen.join('\n')
        expect(reveals(all, planted), `${JSON.stringify(planted)} in ${all}`).toBe(false)
      }),
      { numRuns: 8 },
    )
  })
})

describe('secrets of calls', () => {
  it('are forgotten after the call', async () => {
    await using client = maas()
    const errorOf = async (call: PromiseLike<unknown>): Promise<string> =>
      Promise.resolve(call).then(String, (error: unknown) => (error as Error).message)
    answer = { status: 400, body: 'said Xk4fW9qLm2', headers: {} }
    expect(await errorOf(client.machines.deploy('abc', { user_data: 'Xk4fW9qLm2' }))).toContain(
      'said [redacted]',
    )
    expect(await errorOf(client.machines.get('abc'))).toContain('said Xk4fW9qLm2')
  })
})
