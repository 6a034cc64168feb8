import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createLandscapeClient, landscapeAnyOf, landscapeCloudInit } from '../../src/landscape/index.js'
import { answerJson, startServer } from '../support/http-server.js'
import { startLab } from './support.js'

const key = { accessKey: 'AKAKAKAKAKAK', secretKey: 'SEKRIT/SEKRIT+SEKRIT' }

describe('a client', () => {
  it.each([
    ['https://landscape.example.com', 'https://landscape.example.com/api/'],
    ['https://landscape.example.com/api', 'https://landscape.example.com/api/'],
    ['https://landscape.example.com/api/', 'https://landscape.example.com/api/'],
    ['https://landscape.example.com/api/v2/', 'https://landscape.example.com/api/'],
    ['HTTPS://Landscape.example.com:443/sub/', 'https://landscape.example.com/sub/api/'],
  ])('reads %s as %s', (uri, base) => {
    expect(createLandscapeClient({ uri, ...key }).uri).toBe(base)
  })

  it('is inspected without secrets', () => {
    const text = inspect(createLandscapeClient({ uri: 'https://ls.example.com', ...key }))
    expect(text).toContain("uri: 'https://ls.example.com/api/'")
    expect(text).toContain("as: 'access key'")
    expect(text).toContain('computers')
    expect(text).not.toContain('SEKRIT')
    expect(inspect(createLandscapeClient({ uri: 'https://ls.example.com', ...key }).computers)).toContain(
      'addTags',
    )
  })

  it('is created from the environment variables of other clients', () => {
    const env = {
      LANDSCAPE_API_URI: 'https://ls.example.com/api/',
      LANDSCAPE_API_KEY: 'A',
      LANDSCAPE_API_SECRET: 'B',
    }
    expect(createLandscapeClient.fromEnv(env).uri).toBe('https://ls.example.com/api/')
    expect(() =>
      createLandscapeClient.fromEnv({ ...env, LANDSCAPE_API_KEY: '', LANDSCAPE_API_SECRET: undefined }),
    ).toThrow('LANDSCAPE_API_KEY and LANDSCAPE_API_SECRET are not set')
    expect(() =>
      createLandscapeClient.fromEnv({ ...env, LANDSCAPE_API_SSL_CA_FILE: '/no/such.pem' }),
    ).toThrow('cannot read the file in LANDSCAPE_API_SSL_CA_FILE (ENOENT)')
  })

  it('completes a workflow: registration, acceptance, tags, security upgrades', async () => {
    await using lab = await startLab({}, { autoRegister: false })
    const { landscape, simulator } = lab
    await simulator.boot(
      landscapeCloudInit({
        server: '127.0.0.1',
        accountName: 'standalone',
        computerTitle: 'node-1',
        registrationKey: 'sesame',
        tags: ['openstack'],
      }),
    )
    const pending = await landscape.pendingComputers.list()
    expect(pending.map(({ title }) => title)).toContain('node-1')
    const accepted = await landscape.pendingComputers.accept({ computer_ids: pending.map(({ id }) => id) })
    expect(accepted).toHaveLength(pending.length)
    const tagged = await landscape.computers.addTags({
      query: landscapeAnyOf(
        'id',
        accepted.map(({ id }) => id),
      ),
      tags: ['fresh'],
    })
    expect(tagged).toHaveLength(accepted.length)
    expect(await landscape.tags.list().toArray()).toContain('fresh')
    const group = await landscape.packages.upgrade({ query: 'tag:fresh', security_only: true })
    const done = await landscape.activities.waitFor(group.id, { intervalMs: 20 })
    expect(done).toHaveLength(accepted.length)
    expect(simulator.computers().every(({ packages }) => packages.every(({ security }) => !security))).toBe(
      true,
    )
  })

  it('reads all pages', async () => {
    await using lab = await startLab()
    const { landscape, simulator } = lab
    const titles = (await landscape.computers.list({ limit: 2 }).toArray()).map(({ title }) => title)
    expect(titles).toEqual(['web-1', 'web-2', 'db-1'])
    expect(simulator.exchanges.filter(({ action }) => action === 'GetComputers')).toHaveLength(2)
    const page = await landscape.v2.computers.list({ limit: 2 })
    expect(page).toHaveLength(2)
    expect(page.hasNext).toBe(true)
    expect((await page.next()).map(({ title }) => title)).toEqual(['db-1'])
    expect(
      (await landscape.computers.list({ limit: 2, offset: 1 }).toArray()).map(({ title }) => title),
    ).toEqual(['web-2', 'db-1'])
  })

  it('sends requests of any kind', async () => {
    await using lab = await startLab()
    const { landscape, simulator } = lab
    const [computer] = await landscape.computers.list({ query: 'title:db-1' })
    await landscape.call('RenameComputers', { computer_titles: { [computer?.id ?? 0]: 'db-one' } })
    expect(simulator.computer('db-one')?.hostname).toBe('db-1.example.com')
    const reply = await landscape
      .rest<{ results: { title: string }[] }>('GET', '/computers', {
        query: { query: 'title:db-one', with_network: true },
      })
      .withResponse()
    expect(reply.data.results.map(({ title }) => title)).toEqual(['db-one'])
    expect(reply.response.status).toBe(200)
    expect(await landscape.computers.get(computer?.id ?? 0)).toMatchObject({ title: 'db-one' })
  })

  it('supports a password, and a given token', async () => {
    await using lab = await startLab()
    const { uri, email, password } = lab.simulator
    await using landscape = createLandscapeClient({ uri, email, password, proxy: false, validate: 'strict' })
    expect(await landscape.computers.list()).toHaveLength(3)
    await landscape.computers.addTags({ query: 'tag:web', tags: ['front'] })
    const { token } = await landscape.rest<{ token: string }>('POST', 'login', { body: { email, password } })
    await using other = createLandscapeClient({ uri, token, proxy: false, validate: 'strict' })
    expect(await other.computers.list({ query: 'tag:front' })).toHaveLength(2)
    expect((await other.v2.computers.list({ query: 'tag:front' })).map(({ title }) => title)).toEqual([
      'web-1',
      'web-2',
    ])
  })

  it('logs in once for many calls, and again when the token was rejected', async () => {
    await using lab = await startLab()
    const { landscape, simulator } = lab
    const logins = (): number =>
      simulator.exchanges.filter(({ path }) => path.endsWith('/login/access-key')).length
    await Promise.all(Array.from({ length: 20 }, () => landscape.v2.computers.list()))
    expect(logins()).toBe(1)
    simulator.expireTokens()
    await Promise.all(Array.from({ length: 20 }, () => landscape.v2.computers.list()))
    expect(logins()).toBe(2)
  })

  it('renews a token before it expires, by its own claims', async () => {
    const jwt = (seconds: number): string =>
      `x.${Buffer.from(JSON.stringify({ iat: 1_000, exp: 1_000 + seconds })).toString('base64url')}.y`
    let life = 0
    await using server = await startServer(({ url }, response) =>
      answerJson(
        response,
        url.includes('login')
          ? { token: jwt(life), email: '', accounts: [], current_account: '' }
          : { count: 0, results: [], next: null, previous: null },
      ),
    )
    await using landscape = createLandscapeClient({ uri: server.url, ...key, proxy: false })
    const logins = (): number => server.arrived.filter(({ url }) => url === '/api/v2/login/access-key').length
    await landscape.v2.computers.list()
    life = 600
    await landscape.v2.computers.list()
    expect(logins()).toBe(2)
    await landscape.v2.computers.list()
    expect(logins()).toBe(2)
    expect(JSON.parse(server.arrived[0]?.body ?? '')).toEqual({
      access_key: key.accessKey,
      secret_key: key.secretKey,
    })
    expect(server.arrived[1]?.headers.authorization).toBe(`Bearer ${jwt(0)}`)
  })

  it('signs again with the clock of a server that is ahead', async () => {
    await using lab = await startLab()
    lab.simulator.clockSkewSeconds = 3600
    expect(await lab.landscape.computers.list()).toHaveLength(3)
    await lab.landscape.computers.list()
    expect(lab.simulator.exchanges.map(({ status }) => status)).toEqual([400, 200, 200])
  })

  it('sends a JSON content type with every change, even without a body, and keeps the colon of verbs', async () => {
    await using server = await startServer(({ url }, response) =>
      answerJson(
        response,
        url.includes('login') ? { token: 'tok', email: '', accounts: [], current_account: '' } : {},
      ),
    )
    await using landscape = createLandscapeClient({ uri: server.url, ...key, proxy: false })
    await landscape.rest('POST', '/api/v2/computers:delete', {
      body: { computer_ids: [1], at: new Date('2026-01-02T03:04:05.678Z') },
    })
    await landscape.alerts.dismiss(7)
    const [, remove, dismiss] = server.arrived
    expect(remove).toMatchObject({
      url: '/api/v2/computers:delete',
      body: '{"computer_ids":[1],"at":"2026-01-02T03:04:05Z"}',
    })
    expect(dismiss).toMatchObject({ url: '/api/v2/alerts/7/dismiss', body: '' })
    expect([remove, dismiss].map((request) => request?.headers['content-type'])).toEqual([
      'application/json',
      'application/json',
    ])
  })

  it('derives a client with other defaults', async () => {
    await using lab = await startLab({ validate: 'off' })
    const seen: string[] = []
    const other = lab.landscape.with({ headers: { 'x-who': 'me' } })
    other.on('request', ({ operation, target }) => seen.push(`${operation} ${target}`))
    expect(await other.computers.list()).toHaveLength(3)
    expect(seen).toEqual([`computers.list ${lab.simulator.uri}?action=GetComputers`])
    await other.close()
    expect(await lab.landscape.computers.list()).toHaveLength(3)
    await using patient = lab.landscape.with({ connectTimeoutMs: 60_000 })
    expect(await patient.computers.list()).toHaveLength(3)
  })

  it('reads the release without credentials', async () => {
    await using lab = await startLab()
    await using landscape = createLandscapeClient({ uri: lab.simulator.uri, ...key, proxy: false })
    expect(await landscape.about()).toMatchObject({ package_version: '26.04.1', self_hosted: true })
    expect(lab.simulator.exchanges.map(({ path }) => path)).toEqual(['/api/v2/about'])
  })
})

describe('with()', () => {
  it('keeps what is undefined, and replaces credentials as a whole', async () => {
    const headers: (string | undefined)[] = []
    await using server = await startServer((request, response) => {
      headers.push(request.headers.authorization)
      answerJson(response, { results: [], count: 0 })
    })
    await using landscape = createLandscapeClient({
      uri: server.url,
      accessKey: 'a',
      secretKey: 'b',
      proxy: false,
    })
    const token = landscape.with({ token: 'tok' })
    await token.v2.computers.list()
    expect(headers).toEqual(['Bearer tok'])
    const patient = token.with({ timeoutMs: undefined, retries: 0 })
    await patient.v2.computers.list()
    expect(headers).toEqual(['Bearer tok', 'Bearer tok'])
  })
})

it('an error of about() names what was called', async () => {
  await using server = await startServer((_, response) => response.writeHead(503).end())
  await using landscape = createLandscapeClient({ uri: server.url, token: 'a', proxy: false, retries: 0 })
  await expect(landscape.about()).rejects.toMatchObject({ operation: 'about', reason: 'unavailable' })
})
