import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import {
  AbortedError,
  AuthenticationError,
  BadRequestError,
  ConfigurationError,
  ConnectionError,
  createLandscapeClient,
  type LandscapeClientOptions,
  NotFoundError,
  PermissionError,
  ResponseError,
  ServerError,
  type StackError,
  TimeoutError,
  UnreadableReplyError,
} from '../../src/landscape/index.js'
import { answerJson, startServer } from '../support/http-server.js'
import { failure, startLab } from './support.js'

const key = { accessKey: 'AKAKAKAKAKAK', secretKey: 'PLANTED/SECRET+KEY' }
const firstLine = (error: Error): string => error.message.split('\n')[0] ?? ''
const client = (uri: string, options: Partial<LandscapeClientOptions> = {}) =>
  createLandscapeClient({ uri, ...key, proxy: false, retries: { max: 2, baseMs: 1 }, ...options })

describe('invalid options', () => {
  it.each<[string, object, RegExp]>([
    [
      'a URI without scheme',
      { uri: 'landscape.example.com/api/', ...key },
      /^uri has no scheme\. Write it as http:\/\/ or https:\/\//,
    ],
    [
      'a URI with a password',
      { uri: 'https://me:hunter22@ls.example.com/', ...key },
      /^uri contains a user or password/,
    ],
    [
      'no credentials',
      { uri: 'https://ls.example.com' },
      /^There are no credentials\. Pass accessKey and secretKey/,
    ],
    ['half of a key pair', { uri: 'https://ls.example.com', accessKey: 'A' }, /^There are no credentials/],
    [
      'two kinds of credentials',
      { uri: 'https://ls.example.com', ...key, token: 'x.y.z' },
      /^There is more than one kind of credentials/,
    ],
    [
      'an email and an identity',
      { uri: 'https://ls.example.com', email: 'a@b.c', identity: 'me', password: 'secret' },
      /^There is more than one kind/,
    ],
    [
      'no options',
      undefined as unknown as object,
      /^createLandscapeClient needs an object of options, got undefined\. Pass \{ uri, accessKey, secretKey \}/,
    ],
    [
      'a key in quotes',
      { uri: 'https://ls.example.com', accessKey: '"A"', secretKey: 'PLANTED' },
      /^accessKey has quotes around it\. Remove the quotes/,
    ],
    [
      'a secret key in quotes',
      { uri: 'https://ls.example.com', accessKey: 'A', secretKey: "'PLANTED'" },
      /^secretKey has quotes around it/,
    ],
    [
      'a token in quotes',
      { uri: 'https://ls.example.com', token: '"PLANTED"' },
      /^token has quotes around it/,
    ],
    [
      'a URI in quotes',
      { uri: '"https://ls.example.com"', ...key },
      /has quotes around it\. Remove the quotes/,
    ],
    [
      'a key with a line break',
      { uri: 'https://ls.example.com', accessKey: 'A', secretKey: 'PLANTED\n' },
      /^secretKey is not a string, or has spaces or line breaks around it\. Copy it again/,
    ],
    ['an empty token', { uri: 'https://ls.example.com', token: '' }, /^token is empty/],
    [
      'a negative timeout',
      { uri: 'https://ls.example.com', ...key, timeoutMs: -1 },
      /^timeoutMs must be a non-negative number of milliseconds, got -1/,
    ],
  ])('rejects %s', (_, options, message) => {
    const make = (): unknown => createLandscapeClient(options as LandscapeClientOptions)
    expect(make).toThrow(ConfigurationError)
    expect(make).toThrow(message)
    expect(make).not.toThrow(/PLANTED|hunter22/)
  })

  it('explains what to pass to with()', () => {
    expect(() => client('http://127.0.0.1:1/').with(undefined as unknown as object)).toThrow(
      'with needs an object of options, got undefined. Pass the options to change',
    )
  })

  it('accepts a password in quotes, which may be intended', () => {
    expect(() =>
      createLandscapeClient({ uri: 'https://ls.example.com', email: 'a@b.c', password: '"secret"' }),
    ).not.toThrow()
  })

  it('rejects invalid ids and values that cannot be encoded', async () => {
    await using landscape = client('http://127.0.0.1:1/')
    expect(firstLine(await failure(landscape.computers.get('')))).toBe(
      'computers.get: computer_id must be a whole number, got "". Pass the id that the list of these objects returns, not a name or title',
    )
    await expect(landscape.rest('GET', 'https://elsewhere.example.com/')).rejects.toThrow(
      'Landscape rest() takes a path',
    )
    expect(await failure(landscape.computers.list({ limit: Number.NaN }))).toBeInstanceOf(ConfigurationError)
  })
})

describe('a server that is unreachable or not Landscape', () => {
  it('names the host that refuses the connection', async () => {
    await using landscape = client('http://127.0.0.1:1/api/', { retries: 0 })
    const error = await failure(landscape.computers.list())
    expect(error).toBeInstanceOf(ConnectionError)
    expect(firstLine(error)).toBe(
      'Landscape computers.list failed: connection refused by 127.0.0.1:1. Check the port, and that the server is running',
    )
  })

  it('rejects an HTML page', async () => {
    await using server = await startServer(
      (_, response) =>
        void response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<!doctype html><title>Log in</title>'),
    )
    await using landscape = client(server.url)
    const error = await failure(landscape.computers.list())
    expect(error).toBeInstanceOf(UnreadableReplyError)
    expect(firstLine(error)).toContain('the reply is an HTML page instead of JSON')
    expect(firstLine(error)).toContain('Check the URL of the client')
    expect((error as StackError).mayHaveHappened).toBe(false)
  })

  it('reports a truncated reply', async () => {
    await using server = await startServer(
      (_, response) =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end('[{"id": 1, "ti'),
    )
    await using landscape = client(server.url)
    const error = await failure(landscape.packages.upgrade({ query: 'tag:web' }))
    expect(error).toBeInstanceOf(UnreadableReplyError)
    expect(firstLine(error)).toContain('the reply is not complete JSON')
    expect((error as StackError).mayHaveHappened).toBe(true)
    expect(server.arrived).toHaveLength(1)
  })

  it('rejects a reply that is not a list', async () => {
    await using server = await startServer((_, response) => answerJson(response, { results: 'none' }))
    await using landscape = client(server.url)
    expect(firstLine(await failure(landscape.computers.list()))).toContain(
      'Landscape computers.list failed (200): the reply is not a list. Check that the URL',
    )
    const token = client(server.url, { accessKey: undefined, secretKey: undefined, token: 'x.y.zzzz' })
    expect(await failure(token.v2.computers.list())).toBeInstanceOf(UnreadableReplyError)
    await token.close()
  })

  it('retries reads through a failing proxy, but not changes', async () => {
    await using server = await startServer(
      (_, response) =>
        void response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad Gateway</html>'),
    )
    await using landscape = client(server.url)
    const read = await failure(landscape.computers.list())
    expect(read).toBeInstanceOf(ServerError)
    expect(firstLine(read)).toBe(
      'Landscape computers.list failed (502): the reply is an HTML page. A proxy in front of Landscape, or Landscape itself, failed: try again later',
    )
    expect(server.arrived).toHaveLength(3)
    expect(new Set(server.arrived.map(({ body }) => body.includes('timestamp='))).has(false)).toBe(false)
    const change = await failure(landscape.packages.upgrade({ query: 'tag:web' }))
    expect(change).toMatchObject({ mayHaveHappened: true, attempts: 1 })
    expect(server.arrived).toHaveLength(4)
    await failure(landscape.computers.addTags({ query: 'tag:web', tags: ['x'] }))
    expect(server.arrived).toHaveLength(7)
  })

  it('retries a read after its connection was lost, and reports a change with an unknown outcome', async () => {
    await using lab = await startLab({ retries: { max: 2, baseMs: 1 } })
    const { landscape, simulator } = lab
    simulator.inject({ match: { url: 'action=GetComputers' }, effect: { kind: 'truncate', bytes: 20 } })
    expect(await landscape.computers.list()).toHaveLength(3)
    simulator.inject({ match: { url: 'action=UpgradePackages' }, afterWork: true, effect: { kind: 'reset' } })
    const error = await failure(landscape.packages.upgrade({ query: 'tag:web' }))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ mayHaveHappened: true, attempts: 1 })
    expect(firstLine(error)).toContain('The request may have been carried out: check before you repeat it')
    expect(simulator.activities().filter(({ type }) => type === 'ActivityGroup')).toHaveLength(1)
  })

  it('ends when the server does not reply, and when the signal aborts', async () => {
    await using lab = await startLab({ retries: 0 })
    const { landscape, simulator } = lab
    simulator.inject({ match: { url: 'action=' }, times: 2, effect: { kind: 'hang' } })
    const late = await failure(landscape.computers.reboot({ computer_ids: [1] }, { timeoutMs: 50 }))
    expect(late).toBeInstanceOf(TimeoutError)
    expect(late).toMatchObject({ phase: 'headers', mayHaveHappened: true })
    const stop = new AbortController()
    const call = failure(landscape.computers.list({}, { signal: stop.signal }))
    setTimeout(() => stop.abort(), 20)
    expect(await call).toBeInstanceOf(AbortedError)
  })

  it('retries the login of a change through a failing proxy, since the change was not sent yet', async () => {
    await using server = await startServer(({ url }, response, count) => {
      if (count === 1) response.writeHead(502).end()
      else
        answerJson(
          response,
          url.includes('login') ? { token: 'tok1', email: '', accounts: [], current_account: '' } : {},
        )
    })
    await using landscape = client(server.url)
    await landscape.rest('POST', 'scripts', { body: { title: 'x' } })
    expect(server.arrived.map(({ url }) => url)).toEqual([
      '/api/v2/login/access-key',
      '/api/v2/login/access-key',
      '/api/v2/scripts',
    ])
  })

  it('an aborted call does not end a login that other calls wait for', async () => {
    let release = (): void => {}
    const stop = new AbortController()
    await using server = await startServer(({ url }, response) => {
      const answer = (): void =>
        answerJson(
          response,
          url.includes('login')
            ? { token: 'tok1', email: '', accounts: [], current_account: '' }
            : { results: [], count: 0 },
        )
      if (url.includes('login')) {
        release = answer
        stop.abort()
      } else answer()
    })
    await using landscape = client(server.url)
    const [left, stays] = [
      failure(landscape.v2.computers.list({}, { signal: stop.signal })),
      landscape.v2.computers.list().toArray(),
    ]
    expect(await left).toMatchObject({ code: 'ERR_ABORTED', mayHaveHappened: false })
    await vi.waitFor(() => expect(server.arrived).toHaveLength(1), { timeout: 15_000 })
    release()
    expect(await stays).toEqual([])
    expect(server.arrived.filter(({ url }) => url.includes('login'))).toHaveLength(1)
  })
})

describe('a reply that is not what was asked for', () => {
  it.each([
    ['no token', {}],
    ['nothing', null],
    ['a list', []],
    ['an empty token', { token: '' }],
    ['a token that is not text', { token: 5 }],
    ['a token with a line break', { token: 'a\nb' }],
  ])('to the login, with %s, ends the call and is never sent on', async (_what, reply) => {
    await using server = await startServer((_request, response) => answerJson(response, reply))
    await using landscape = client(server.url)
    const error = await failure(landscape.rest('POST', 'scripts', { body: {} }))
    expect(error).toBeInstanceOf(UnreadableReplyError)
    expect(error).toMatchObject({ status: 200, mayHaveHappened: false })
    expect(firstLine(error)).toContain(
      'Landscape login failed (200): the reply has no token. Check that the uri',
    )
    expect(server.arrived.map(({ url }) => url)).toEqual(['/api/v2/login/access-key'])
  })

  it.each([
    ['text/html', '<!doctype html><title>Log in</title>', 'the reply is an HTML page instead of data'],
    ['application/json', '[{"id": 1', 'the reply is not complete JSON'],
  ])('to call() and rest(): %s %j', async (type, body, problem) => {
    await using server = await startServer((_request, response) =>
      response.writeHead(200, { 'content-type': type }).end(body),
    )
    await using landscape = client(server.url)
    await using withToken = client(server.url, { accessKey: undefined, secretKey: undefined, token: 'x.y.z' })
    for (const ask of [() => landscape.call('GetComputers'), () => withToken.rest('GET', 'computers')]) {
      const error = await failure(ask())
      expect(error).toBeInstanceOf(UnreadableReplyError)
      expect(firstLine(error)).toContain(`failed (200): ${problem}`)
    }
  })

  it('is bytes: rest() returns an attachment as it is', async () => {
    const bytes = Uint8Array.from([0x50, 0x4b, 3, 4, 0xff, 0])
    await using server = await startServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes),
    )
    await using landscape = client(server.url, {
      accessKey: undefined,
      secretKey: undefined,
      token: 'x.y.zzzz',
    })
    const got = await landscape.rest('GET', 'scripts/1/attachments/2')
    expect(Buffer.from(got as Uint8Array)).toEqual(Buffer.from(bytes))
  })

  it.each(['constructor', '__proto__', 'toString'])(
    'is an error with the code %s, which is the message and nothing else',
    async (code) => {
      await using server = await startServer((_request, response) =>
        answerJson(response, { error: code, message: 'odd', errors: [{ error: code }] }, 400),
      )
      await using landscape = client(server.url)
      expect(await failure(landscape.call('GetComputers'))).toMatchObject({ status: 400, serverCode: code })
    },
  )
})

describe('errors of the server', () => {
  it('reports an unknown access key', async () => {
    await using lab = await startLab()
    await using landscape = client(lab.simulator.uri)
    const error = await failure(landscape.computers.list())
    expect(error).toBeInstanceOf(AuthenticationError)
    expect(error).toMatchObject({ serverCode: 'AuthFailure', status: 401, attempts: 1 })
    expect(firstLine(error)).toContain(
      'Check the access key and the secret key (LANDSCAPE_API_KEY, LANDSCAPE_API_SECRET)',
    )
    const rest = await failure(landscape.v2.computers.list())
    expect(rest).toBeInstanceOf(AuthenticationError)
    expect(rest).toMatchObject({ operation: 'login.withAccessKey', attempts: 1 })
    expect(lab.simulator.exchanges).toHaveLength(2)
    for (const one of [error, rest])
      expect(inspect(one, { depth: 9 }) + JSON.stringify(one)).not.toContain('PLANTED')
  })

  it('classifies a wrong secret key by its code, with any status', async () => {
    await using lab = await startLab()
    await using landscape = client(lab.simulator.uri, { accessKey: lab.simulator.accessKey })
    const error = await failure(landscape.computers.list())
    expect(error).toBeInstanceOf(AuthenticationError)
    expect(error).toMatchObject({ serverCode: 'SignatureDoesNotMatch', status: 403 })
  })

  it('retries a signature only once if the difference between the clocks is not the cause', async () => {
    await using lab = await startLab()
    lab.simulator.clockSkewSeconds = -600
    await using landscape = client(lab.simulator.uri, { accessKey: lab.simulator.accessKey })
    const error = await failure(landscape.computers.list())
    expect(error).toMatchObject({ serverCode: 'SignatureDoesNotMatch' })
    expect(error.message).toMatch(/clock: the server's clock is (600|599|601) s behind this machine's/)
    expect(lab.simulator.exchanges).toHaveLength(2)
  })

  it('reports an expired token', async () => {
    await using lab = await startLab()
    const { uri, email, password } = lab.simulator
    const { token } = await lab.landscape.rest<{ token: string }>('POST', 'login', {
      body: { email, password },
    })
    await using landscape = createLandscapeClient({ uri, token, proxy: false })
    lab.simulator.expireTokens()
    const error = await failure(landscape.computers.list())
    expect(error).toBeInstanceOf(AuthenticationError)
    expect(firstLine(error)).toContain('The token has expired or was revoked: get a new one')
    expect(inspect(error, { depth: 9 })).not.toContain(token)
  })

  it('names an action that is not permitted', async () => {
    await using lab = await startLab()
    lab.simulator.deny('RemoveComputers')
    const error = await failure(lab.landscape.computers.remove({ computer_ids: [1] }))
    expect(error).toBeInstanceOf(PermissionError)
    expect(firstLine(error)).toContain('You may not use RemoveComputers')
    expect(firstLine(error)).toContain('The role of this person does not allow it')
  })

  it('explains an invalid query, an unknown computer, and a missing login', async () => {
    await using lab = await startLab()
    const query = await failure(lab.landscape.computers.list({ query: 'colour:red' }))
    expect(query).toBeInstanceOf(BadRequestError)
    expect(query).toMatchObject({ serverCode: 'InvalidQuery' })
    expect(firstLine(query)).toContain('Check the query')
    expect(await failure(lab.landscape.computers.get(999))).toBeInstanceOf(NotFoundError)
    await using old = await startServer((_, response) => void response.writeHead(404).end('Not Found'))
    await using landscape = client(old.url)
    expect(firstLine(await failure(landscape.v2.computers.list()))).toContain(
      'access keys need Landscape 24.10',
    )
  })

  it.each([
    [{ error: 'InvalidQueryError', message: 'no' }, 'InvalidQuery', 'InvalidQuery: no'],
    [{ error: 'DuplicateRole', message: 'there' }, 'DuplicateRoleName', 'DuplicateRoleName: there'],
    [{ code: 7, message: 'only a number' }, undefined, 'only a number'],
    [
      {
        error: 'MultiError',
        message: 'Several',
        errors: [
          { error: 'UnknownComputerError', message: 'a' },
          { error: 'InvalidTag', message: 'b' },
        ],
      },
      'MultiError',
      'MultiError: Several UnknownComputer: a',
    ],
    [
      { error: 'InvalidActivityStatusChange', message: '12 => is done\n13 => is done' },
      'InvalidActivityStatusChange',
      '12 => is done 13 => is done',
    ],
  ])('reads %j', async (body, code, text) => {
    await using server = await startServer((_, response) => answerJson(response, body, 400))
    await using landscape = client(server.url)
    const error = await failure(landscape.call('EditThing'))
    expect(error).toBeInstanceOf(BadRequestError)
    expect((error as ResponseError).serverCode).toBe(code)
    expect(firstLine(error)).toContain(text)
  })

  it.each([
    [
      400,
      { error: 'MissingParameter', message: 'The parameter computer_ids is missing' },
      'Pass the parameter that the message names; if it was passed, it was empty or in another form',
    ],
    [404, { error: 'NotFound', message: 'There is no /foo/api/' }, 'Check the uri, which ends in /api/'],
    [400, "Reason: You're speaking plain HTTP to an SSL-enabled server port.", 'write the URL with https://'],
  ])('has a hint for %i %j', async (status, body, hint) => {
    await using server = await startServer((_, response) =>
      typeof body === 'string' ? response.writeHead(status).end(body) : answerJson(response, body, status),
    )
    await using landscape = client(server.url)
    expect(firstLine(await failure(landscape.call('RemoveComputers')))).toContain(hint)
  })

  it('has a hint about the id for an object that does not exist, and sends no name as an id', async () => {
    await using server = await startServer((_, response) => void response.writeHead(404).end('Not Found'))
    await using landscape = client(server.url, {
      ...key,
      accessKey: undefined,
      secretKey: undefined,
      token: 'x.y.zzzz',
    })
    expect(firstLine(await failure(landscape.computers.get(999)))).toContain('Check the id, which the list')
    expect(server.arrived).toHaveLength(1)
    for (const id of ['web-1', '', '1/../2', '\ud800', 1.5])
      expect(firstLine(await failure(landscape.computers.get(id as number)))).toMatch(
        /^computers\.get: computer_id must be a whole number, got .*\. Pass the id that the list/,
      )
    expect(server.arrived).toHaveLength(1)
  })

  it.each([
    ['pendingComputers.accept', 'List the pending computers'],
    ['pendingComputers.reject', 'List the pending computers'],
    ['computers.reboot', 'List the computers'],
  ])('has a hint for an unknown computer of %s', async (operation, hint) => {
    await using server = await startServer((_, response) =>
      answerJson(response, { error: 'UnknownComputers', message: 'Unknown computers: 9' }, 400),
    )
    await using landscape = client(server.url)
    const [resource = '', method = ''] = operation.split('.')
    const call = (
      landscape as unknown as Record<string, Record<string, (params: object) => PromiseLike<unknown>>>
    )[resource]?.[method]
    expect(firstLine(await failure(call?.({ computer_ids: [9] }) as PromiseLike<unknown>))).toContain(hint)
  })

  it('has a hint about the uri for an unknown path of the server', async () => {
    await using lab = await startLab()
    await using landscape = client(lab.simulator.uri.replace('/api/', '/foo/api/'))
    expect(firstLine(await failure(landscape.computers.list()))).toContain(
      'Check the uri, which ends in /api/',
    )
  })

  it('has every part of a MultiError', async () => {
    await using server = await startServer((_, response) =>
      answerJson(
        response,
        {
          error: 'MultiError',
          message: '',
          errors: [
            { error: 'A', message: 'a' },
            { error: 'BError', message: 'b' },
          ],
        },
        400,
      ),
    )
    await using landscape = client(server.url)
    expect((await failure(landscape.call('EditThing'))).message).toContain('error 2: B: b')
  })

  it('does not follow redirects of a signed call', async () => {
    await using server = await startServer(
      (_, response) => void response.writeHead(301, { location: '/elsewhere/' }).end(),
    )
    await using landscape = client(server.url)
    const error = await failure(landscape.computers.list())
    expect(error).toBeInstanceOf(ResponseError)
    expect(firstLine(error)).toContain(`failed (301): redirected to ${server.url}/elsewhere/`)
    expect(server.arrived).toHaveLength(1)
  })
})

describe('close', () => {
  it('leaves no socket open, and rejects further calls', async () => {
    const sockets = new Set<Socket>()
    const server = createServer((socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      socket.on('data', () =>
        socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n[]'),
      )
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const landscape = client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    await Promise.all([1, 2, 3].map(() => landscape.computers.list()))
    expect(sockets.size).toBeGreaterThan(0)
    await landscape.close()
    await landscape.close()
    const later = await failure(landscape.computers.list())
    expect(firstLine(later)).toBe(
      'Landscape computers.list was called on a closed client. Create a new client',
    )
    expect(later).toMatchObject({ code: 'ERR_CONNECTION', reason: 'closed', mayHaveHappened: false })
    // A server closes after its last connection has closed: this would not end with an open one.
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
  })
})
