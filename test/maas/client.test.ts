import type { MaasClient } from '../../src/maas/index.js'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ConfigurationError, createMaasClient, type RequestEvent } from 'canonical-stack/maas'
import { answerJson, startServer } from '../support/http-server.js'
import { API_KEY, client } from './support.js'

const version = { version: '3.4.10', subversion: '', capabilities: [] }
const refused = (url: string): string => {
  try {
    createMaasClient({ url, apiKey: API_KEY })
    return 'not refused'
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError)
    return (error as Error).message.split('\n')[0] ?? ''
  }
}

describe('the url', () => {
  it.each(['/MAAS', '/MAAS/', '/MAAS//', '/MAAS/api/2.0', '/MAAS/api/2.0/', '/proxied/MAAS/'])(
    'may end in %s',
    async (path) => {
      await using server = await startServer((_, response) => answerJson(response, version))
      await using maas = client(`${server.url}${path}`)
      await maas.version()
      expect(server.arrived[0]?.url).toBe(
        `${path.startsWith('/proxied') ? '/proxied' : ''}/MAAS/api/2.0/version/`,
      )
    },
  )

  it.each([
    ['', 'is missing. Pass the address of the region'],
    ['10.0.0.2:5240/MAAS', 'has no scheme. Write it as http:// or https://'],
    ['maas.example:5240', 'has no scheme'],
    ['"http://10.0.0.2:5240/MAAS"', 'has quotes around it. Remove the quotes'],
    ['http://', 'is not a URL'],
    ['http://10.0.0.2:5240', 'has no path. MAAS is served under /MAAS'],
    ['http://10.0.0.2:5240/MAAS/api/1.0/', 'is that of API 1.0. This client uses API 2.0'],
    ['http://10.0.0.2:5240/MAAS/api/2.0/machines/', 'has a path below the root of the API'],
    ['http://10.0.0.2:5240/MAAS/a/v3', 'is that of API v3'],
    ['http://10.0.0.2:5240/MAAS/r/machines', "is a page of MAAS's web interface"],
    ['http://user:hunter22@10.0.0.2:5240/MAAS', 'contains a user or password'],
    ['http://10.0.0.2:5240/MAAS?x=1', 'has a query or fragment'],
  ])('%j is rejected', (url, problem) => {
    expect(refused(url)).toContain(problem)
    expect(refused(url)).not.toContain('hunter22')
  })
})

describe('no options', () => {
  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['http://10.0.0.2:5240/MAAS', 'a string'],
  ])('%j is rejected', (options, problem) => {
    const make = (): unknown => createMaasClient(options as unknown as Parameters<typeof createMaasClient>[0])
    expect(make).toThrow(ConfigurationError)
    expect(make).toThrow(
      `createMaasClient needs an object of options, got ${problem}. Pass { url, apiKey } or { url, username, password }, or use createMaasClient.fromEnv()`,
    )
  })
})

describe('a client with other options', () => {
  it('explains what to pass if there are none', () => {
    expect(() => client('http://127.0.0.1:1').with(undefined as unknown as object)).toThrow(
      'with needs an object of options, got undefined. Pass the options to change',
    )
  })
})

describe('a client from the environment', () => {
  it('reports a value with quotes around it', () => {
    const env = { MAAS_API_URL: 'http://h:5240/MAAS', MAAS_API_KEY: API_KEY }
    expect(() => createMaasClient.fromEnv({ ...env, MAAS_API_KEY: `"${API_KEY}"` })).toThrow(
      'has quotes around it',
    )
    expect(() => createMaasClient.fromEnv({ ...env, MAAS_API_URL: `'${env.MAAS_API_URL}'` })).toThrow(
      'has quotes around it',
    )
  })

  it('requires both variables, and names the missing ones', () => {
    expect(() => createMaasClient.fromEnv({})).toThrow(
      'MAAS_API_URL and MAAS_API_KEY are not set. Export them, or pass the options in code',
    )
    expect(() => createMaasClient.fromEnv({ MAAS_API_URL: 'http://h:5240/MAAS' })).toThrow(
      'MAAS_API_KEY is not set',
    )
  })

  it('uses the variables, and options that override them', async () => {
    await using server = await startServer((_, response) => answerJson(response, version))
    await using maas = createMaasClient.fromEnv(
      { MAAS_API_URL: `${server.url}/MAAS/`, MAAS_API_KEY: API_KEY },
      { proxy: false },
    )
    expect(await maas.version()).toEqual(version)
    await using other = createMaasClient.fromEnv(
      { MAAS_API_KEY: API_KEY },
      { url: `${server.url}/MAAS`, apiKey: undefined, proxy: false },
    )
    expect(await other.version()).toEqual(version)
  })
})

describe('an inspected client', () => {
  it('shows its URL and members, and no part of the key', () => {
    const maas = client('http://10.0.0.2:5240/MAAS')
    const shown =
      inspect(maas, { depth: 5, showHidden: true }) +
      inspect(maas.machines, { depth: 5, showHidden: true }) +
      JSON.stringify(maas)
    expect(shown).toContain("url: 'http://10.0.0.2:5240/MAAS/'")
    expect(shown).toMatch(
      /\[account, .*events, .*zones, .*version\(\), request\(\), with\(\), on\(\), close\(\)\]/,
    )
    expect(shown).toMatch(/machines \{.*waitFor/)
    for (const part of API_KEY.split(':')) expect(shown).not.toContain(part)
    expect(inspect(maas.machines.list({ hostname: 'a' }))).toContain('List { MAAS machines.list }')
    expect(inspect(Reflect.get(maas.tags, 'get'))).toBe('[Function: tags.get]')
  })
})

describe('with()', () => {
  it('keeps absent options, and shares the connections', async () => {
    await using server = await startServer((_, response) => answerJson(response, version))
    await using maas = client(server.url, { headers: { 'x-team': 'blue' } })
    const quick = maas.with({ timeoutMs: 5000, userAgent: 'mine', headers: undefined })
    expect(await quick.version()).toEqual(version)
    expect(server.arrived[0]?.headers).toMatchObject({
      'x-team': 'blue',
      'user-agent': 'canonical-stack mine',
    })
    await quick.close()
    await expect(quick.version()).rejects.toThrow('was called on a closed client')
    expect(await maas.version()).toEqual(version)
  })

  it('has its own connections if the options are about connections', async () => {
    await using server = await startServer((_, response) => answerJson(response, version))
    await using maas = client('http://127.0.0.1:9/MAAS')
    await using other = maas.with({ url: `${server.url}/MAAS`, connectTimeoutMs: 3000 })
    await maas.close()
    expect(await other.version()).toEqual(version)
  })
})

describe('events and responses', () => {
  it('listeners get request events without secrets until they are removed', async () => {
    await using server = await startServer((_, response) => answerJson(response, []))
    await using maas = client(server.url)
    const heard: RequestEvent[] = []
    const leave = maas.on('request', (event) => heard.push(event))
    await maas.machines.list({ hostname: 'secret-host' })
    leave()
    await maas.machines.list()
    expect(heard).toEqual([
      {
        system: 'maas',
        operation: 'machines.list',
        callId: expect.any(Number),
        attempt: 1,
        method: 'GET',
        target: `${server.url}/MAAS/api/2.0/machines/`,
      },
    ])
  })

  it('a reply that differs emits an event, throws, or is ignored', async () => {
    await using server = await startServer((_, response) =>
      answerJson(response, { ...version, capabilities: 'many', region: 'new' }),
    )
    await using maas = client(server.url)
    const drift: string[] = []
    maas.on('drift', ({ operation, path, message }) => drift.push(`${operation} ${path}: ${message}`))
    expect(await maas.version()).toMatchObject({ region: 'new' })
    expect(drift).toEqual([
      'version capabilities: expected a list of strings, got a string',
      'version region: unknown field',
    ])
    await expect(maas.with({ validate: 'strict' }).version()).rejects.toMatchObject({
      code: 'ERR_VALIDATION',
      issues: [{ path: 'capabilities' }, { path: 'region' }],
    })
    expect(await maas.with({ validate: 'off' }).version()).toMatchObject({ capabilities: 'many' })
  })

  it('withResponse() returns status, headers and tries', async () => {
    await using server = await startServer((_, response) =>
      answerJson(response, version, 200, { 'x-maas-api-hash': 'abc' }),
    )
    await using maas = client(server.url)
    const { data, response } = await maas.version().withResponse()
    expect(data).toEqual(version)
    expect(response).toMatchObject({ status: 200, attempts: 1, headers: { 'x-maas-api-hash': 'abc' } })
  })
})

describe('fetch instead of undici', () => {
  it('is used for all requests', async () => {
    const asked: [string, string | null][] = []
    const maas = client('http://maas.example:5240/MAAS', {
      fetch: async (input, init) => {
        const request = new Request(input, init)
        asked.push([request.url, request.headers.get('authorization')])
        return Response.json([])
      },
    })
    expect(await maas.machines.list({ status: ['Ready', 'New'] })).toEqual([])
    expect(asked).toEqual([
      [
        'http://maas.example:5240/MAAS/api/2.0/machines/?status=ready&status=new',
        expect.stringMatching(/^OAuth /),
      ],
    ])
  })
})

describe('what would silently do something else', () => {
  it.each<[string, (maas: MaasClient) => PromiseLike<unknown>, string]>([
    [
      'null as filters',
      (maas) => maas.machines.list(null as never),
      'machines.list: the parameters must be an object',
    ],
    [
      'a string as filters',
      (maas) => maas.machines.list('abc' as never),
      'machines.list: the parameters must be an object',
    ],
    [
      'a cursor that is none',
      (maas) => maas.machines.list().from('abc'),
      'from() needs the cursor of a page, got a string',
    ],
    [
      'an unknown part of a request',
      (maas) => maas.request('POST', 'x/', { frm: {} } as never),
      'request: unknown option frm. Did you mean form?',
    ],
    [
      'extra with request()',
      (maas) => maas.request('GET', 'x/', {}, { extra: { a: 1 } }),
      'request: extra has no effect here',
    ],
    [
      'an unknown option of a call',
      (maas) => maas.tags.list({ timeout: 5 } as never),
      'tags.list: unknown option timeout. Did you mean timeoutMs?',
    ],
    ['an empty required parameter', (maas) => maas.tags.create({ name: '' }), 'tags.create: name is empty'],
  ])('%s is rejected before anything is sent', async (_what, act, problem) => {
    await using server = await startServer((_, response) => answerJson(response, []))
    await using maas = client(server.url)
    await expect(act(maas)).rejects.toMatchObject({
      code: 'ERR_CONFIGURATION',
      message: expect.stringContaining(problem),
    })
    expect(server.arrived).toHaveLength(0)
  })

  it('an empty list of ids selects nothing, without a request', async () => {
    await using server = await startServer((_, response) => answerJson(response, [{ system_id: 'a' }]))
    await using maas = client(server.url)
    expect(await maas.machines.list({ id: [] }).toArray()).toEqual([])
    expect(server.arrived).toHaveLength(0)
    expect(await maas.machines.list({ not_id: [] }).toArray()).toHaveLength(1)
  })

  it('extra parameters of a call are sent as they are', async () => {
    await using server = await startServer((_, response) => answerJson(response, {}))
    await using maas = client(server.url, { validate: 'off' })
    await maas.machines.deploy('abc', { distro_series: 'noble' }, { extra: { new_option: 'yes' } })
    expect(server.arrived[0]?.body).toBe('distro_series=noble&new_option=yes')
  })

  it('an unknown option of a client', () => {
    expect(() => client('http://127.0.0.1:1', { timeout: 5 } as never)).toThrow(
      'createMaasClient: unknown option timeout. Did you mean timeoutMs?',
    )
    expect(() => client('http://127.0.0.1:1').with({ tls: { cA: '' } } as never)).toThrow(
      'with tls: unknown option cA. Did you mean ca?',
    )
  })
})
