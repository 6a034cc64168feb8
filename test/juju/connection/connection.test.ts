import { inspect } from 'node:util'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { RequestEvent, ResponseEvent, RetryEvent } from '../../../src/juju/index.js'
import { stopClock } from '../../support/clock.js'
import { loggedIn, script, type Scripted } from '../scripted.js'

let scripted: Scripted | undefined
afterEach(async () => {
  await scripted?.[Symbol.asyncDispose]()
  scripted = undefined
})

const failure = async (work: PromiseLike<unknown>): Promise<unknown> => {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}

describe('the login', () => {
  test('sends what a 4.0 controller expects, once a connection, and reads the identity', async () => {
    scripted = await script(() => undefined)
    const { juju, calls } = scripted
    expect(await juju.whoami()).toEqual({
      user: 'admin',
      controllerAccess: 'superuser',
      controllerUuid: '00000000-0000-4000-8000-000000000001',
      serverVersion: '4.0.15',
      address: scripted.server.address,
    })
    await Promise.all([juju.facade('Pinger').call('Ping'), juju.facade('Pinger').call('Ping'), juju.whoami()])
    expect(calls.filter(({ method }) => method === 'Login')).toEqual([
      {
        id: 1,
        facade: 'Admin',
        version: 3,
        method: 'Login',
        path: '/api',
        params: {
          'auth-tag': 'user-admin',
          credentials: 'hunter22',
          nonce: '',
          'user-data': '',
          'cli-args': 'canonical-stack',
          'bakery-version': 3,
          'client-version': '4.0.15',
        },
      },
    ])
  })

  test('with a wrong password has a hint, and leaves no connection open', async () => {
    scripted = await script(({ method }) =>
      method === 'Login'
        ? { error: 'invalid entity name or password', 'error-code': 'unauthorized access' }
        : undefined,
    )
    const error = await failure(scripted.juju.models.list())
    expect(error).toMatchObject({
      code: 'ERR_RPC',
      reason: 'unauthorized',
      rpcCode: 'unauthorized access',
      operation: 'models.list',
      facade: 'Admin',
      method: 'Login',
      version: 3,
      isRetryable: false,
    })
    expect((error as Error).message).toMatch(
      /^Juju models\.list failed: invalid entity name or password\. Check username and password/,
    )
    expect(inspect(error)).not.toContain('hunter22')
    expect(scripted.calls).toHaveLength(1)
    const { sockets } = scripted.server
    while (sockets.size > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  })

  test('that needs macaroons is a typed error with a hint', async () => {
    scripted = await script(({ method }) =>
      method === 'Login'
        ? {
            response: {
              'bakery-discharge-required': { m: {}, v: 3 },
              'discharge-required': {},
              'discharge-required-error': 'macaroon discharge required: authentication required',
            },
          }
        : undefined,
    )
    expect(await failure(scripted.juju.whoami())).toMatchObject({
      code: 'ERR_RPC',
      reason: 'discharge-required',
      hint: expect.stringContaining('local user with a password') as string,
    })
  })

  test('that is redirected has the new address, also where the server sends it on request only', async () => {
    const servers = [[{ value: '10.9.9.9', type: 'ipv4', scope: 'public', port: 17070 }]]
    scripted = await script(({ method }) =>
      method === 'Login'
        ? {
            error: 'redirection required',
            'error-code': 'redirection required',
            'error-info': { servers, 'ca-cert': 'PEM' },
          }
        : undefined,
    )
    expect(await failure(scripted.juju.whoami())).toMatchObject({
      reason: 'redirected',
      info: { servers, 'ca-cert': 'PEM' },
    })
    await scripted[Symbol.asyncDispose]()
    scripted = await script(({ method }) =>
      method === 'Login'
        ? { error: 'redirection required', 'error-code': 'redirection required' }
        : method === 'RedirectInfo'
          ? { response: { servers, 'ca-cert': 'PEM' } }
          : undefined,
    )
    expect(await failure(scripted.juju.whoami())).toMatchObject({ reason: 'redirected', info: { servers } })
  })

  test('without a reply ends after connectTimeoutMs', async () => {
    scripted = await script(
      ({ method }) => {
        if (method !== 'Login') return undefined
        vi.advanceTimersByTime(150)
        return 'silence'
      },
      { connectTimeoutMs: 150, retries: 0 },
    )
    stopClock()
    try {
      expect(await failure(scripted.juju.whoami())).toMatchObject({
        code: 'ERR_TIMEOUT',
        phase: 'reply',
        operation: 'whoami',
      })
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('versions of facades', () => {
  test('the newest that both sides know is used, although the server has newer ones', async () => {
    scripted = await script(({ method }) =>
      method === 'ListModels' ? { response: { 'user-models': [] } } : undefined,
    )
    await failure(scripted.juju.model('nothere').status())
    expect(scripted.calls.find(({ method }) => method === 'ListModels')?.version).toBe(11)
  })

  test('without a common one are an error with the versions of both sides', async () => {
    scripted = await script(({ method }) =>
      method === 'Login' ? loggedIn({ ModelManager: [5, 9] }) : undefined,
    )
    const error = await failure(scripted.juju.models.list())
    expect(error).toMatchObject({ code: 'ERR_RPC', reason: 'not-supported' })
    expect((error as Error).message).toMatch(
      /serves version 5, 9 of the facade ModelManager, and the call needs 11\. This package knows version 10, 11 of it\. Use a version that is served/,
    )
    expect(await failure(scripted.juju.clouds.list())).toMatchObject({
      reason: 'not-supported',
      message: expect.stringContaining('does not serve the facade Cloud') as string,
    })
    expect(scripted.named()).toEqual([])
  })

  test('may be given for a facade by name, and must be for an unknown one', async () => {
    scripted = await script(({ method }) =>
      method === 'Login' ? loggedIn({ ModelManager: [9, 11], Strange: [4] }) : { response: { fine: true } },
    )
    const { juju, calls } = scripted
    expect(await juju.facade('Strange', 4).call('Do', { what: 1 })).toEqual({ fine: true })
    await juju.facade('ModelManager', 9).call('ListModels')
    expect(
      await failure(juju.facade('Strange', 4).call('Do', {}, { signal: 5 as unknown as AbortSignal })),
    ).toMatchObject({
      code: 'ERR_CONFIGURATION',
      message: expect.stringContaining('signal must be an AbortSignal, got 5') as string,
    })
    expect(calls.slice(1)).toMatchObject([
      { facade: 'Strange', version: 4, method: 'Do', params: { what: 1 } },
      { version: 9 },
    ])
    expect(() => juju.facade('Strange')).toThrow(
      /^No version of the facade Strange is known\. .*A facade that this package does not know needs a version: facade\('Strange', 1\)/,
    )
    expect(() => juju.facade('Aplication')).toThrow(
      /^No version of the facade Aplication is known\. Did you mean Application/,
    )
    const chosen = failure(juju.facade('ModelManager', 999).call('ListModels'))
    expect(((await chosen) as Error).message).toMatch(
      /serves version 9, 11 of the facade ModelManager, and the call needs 999\. This package knows version 10, 11 of it/,
    )
    const strange = failure(juju.facade('Strange', 999).call('Do'))
    expect(((await strange) as Error).message).toMatch(
      /and the call needs 999\. Use a version that is served/,
    )
  })
})

describe('a lost connection', () => {
  test('is opened again for a call that may be repeated', async () => {
    scripted = await script(({ method }, count) =>
      method === 'Clouds' ? (count === 1 ? 'cut' : { response: { clouds: {} } }) : undefined,
    )
    const retries: RetryEvent[] = []
    scripted.juju.on('retry', (event) => retries.push(event))
    expect(await scripted.juju.clouds.list()).toEqual([])
    expect(retries).toMatchObject([
      { operation: 'Cloud.Clouds', attempt: 1, error: { code: 'ERR_CONNECTION', reason: 'closed' } },
    ])
    expect(scripted.calls.map(({ method }) => method)).toEqual(['Login', 'Clouds', 'Login', 'Clouds'])
  })

  test('ends a call that changes something: it is not repeated', async () => {
    scripted = await script(({ method }) => (method === 'CreateModel' ? 'cut' : undefined))
    const error = await failure(scripted.juju.models.add('m'))
    expect(error).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'closed',
      mayHaveHappened: true,
      facts: { sent: true },
    })
    expect((error as Error).message).toMatch(
      /^Juju models\.add failed: the connection ended before the reply\. It was sent and may have been carried out/,
    )
    expect(scripted.named()).toEqual(['ModelManager.CreateModel'])
  })

  test('repeats an idempotent change, which may have happened when every attempt fails', async () => {
    scripted = await script(({ method }) => (method === 'ModelSet' ? 'cut' : undefined))
    const error = await failure(
      scripted.juju.model('00000000-0000-4000-8000-00000000000a').config.set({ a: 1 }),
    )
    expect(error).toMatchObject({ code: 'ERR_CONNECTION', mayHaveHappened: true })
    expect(scripted.named()).toEqual(['ModelConfig.ModelSet', 'ModelConfig.ModelSet', 'ModelConfig.ModelSet'])
  })

  test('rejects every pending call, and the next call connects again', async () => {
    scripted = await script(({ method }, count) =>
      method === 'Slow' ? 'silence' : method === 'Cut' && count === 1 ? 'cut' : undefined,
    )
    const facade = scripted.juju.facade('Pinger')
    const calls = [facade.call('Slow'), facade.call('Slow'), facade.call('Cut')].map((call) => failure(call))
    for (const error of await Promise.all(calls))
      expect(error).toMatchObject({ code: 'ERR_CONNECTION', mayHaveHappened: true })
    await facade.call('Ping')
    expect(scripted.calls.filter(({ method }) => method === 'Login')).toHaveLength(2)
  })

  test('for a frame that is not JSON is a protocol error without a retry', async () => {
    scripted = await script(({ method }) =>
      method === 'Clouds' ? { frame: '<html>proxy</html>' } : undefined,
    )
    const error = await failure(scripted.juju.clouds.list())
    expect(error).toMatchObject({ code: 'ERR_CONNECTION', reason: 'protocol', isRetryable: false })
    expect((error as Error).message).toContain('the server sent a frame that is not JSON: <html>proxy</html>')
    expect(scripted.named()).toEqual(['Cloud.Clouds'])
  })

  test('for a reply that is too large names the option', async () => {
    scripted = await script(
      ({ method }) =>
        method === 'Clouds' ? { response: { clouds: {}, padding: 'x'.repeat(5000) } } : undefined,
      { maxReplyBytes: 4000 },
    )
    expect(await failure(scripted.juju.clouds.list())).toMatchObject({
      code: 'ERR_CONNECTION',
      isRetryable: false,
      hint: 'Raise maxReplyBytes, or request less',
    })
  })
})

describe('time and signals', () => {
  test('a call may have a limit, and says whether it may have happened', async () => {
    scripted = await script(({ method }) =>
      method === 'CreateModel' || method === 'Clouds' ? 'silence' : undefined,
    )
    const { juju } = scripted
    await juju.whoami()
    expect(await failure(juju.models.add('m', {}, { timeoutMs: 300 }))).toMatchObject({
      code: 'ERR_TIMEOUT',
      phase: 'reply',
      timeoutMs: 300,
      mayHaveHappened: true,
    })
    expect(await failure(juju.clouds.list({ timeoutMs: 300, retries: 1 }))).toMatchObject({
      code: 'ERR_TIMEOUT',
      mayHaveHappened: false,
    })
    // The limit is for all tries: no time is left for a second one.
    const sent = ['ModelManager.CreateModel', 'Cloud.Clouds']
    await vi.waitFor(() => expect(scripted?.named()).toEqual(sent), { timeout: 15_000 })
  })

  test('ignores a reply to a call that has ended', async () => {
    let late: (() => void) | undefined
    scripted = await script(({ method }) =>
      method === 'Late' ? (reply) => void (late = () => reply({ response: {} })) : undefined,
    )
    const facade = scripted.juju.facade('Pinger')
    const controller = new AbortController()
    const call = failure(facade.call('Late', {}, { signal: controller.signal }))
    while (!scripted.named().includes('Pinger.Late')) await new Promise((resolve) => setTimeout(resolve, 2))
    controller.abort()
    expect(await call).toMatchObject({
      code: 'ERR_ABORTED',
      mayHaveHappened: true,
      hint: 'It was sent, and the server still carries it out',
    })
    late?.()
    await facade.call('Ping')
    expect(await failure(facade.call('Ping', {}, { signal: controller.signal }))).toMatchObject({
      code: 'ERR_ABORTED',
      mayHaveHappened: false,
    })
    expect(scripted.calls.filter(({ method }) => method === 'Login')).toHaveLength(1)
  })

  test('an aborted call does not end a login that other calls wait for', async () => {
    scripted = await script(() => undefined)
    const { juju } = scripted
    const controller = new AbortController()
    const aborted = failure(juju.facade('Pinger').call('Ping', {}, { signal: controller.signal }))
    const other = juju.facade('Pinger').call('Ping')
    controller.abort()
    expect(await aborted).toMatchObject({ code: 'ERR_ABORTED', mayHaveHappened: false })
    await other
  })

  test('one signal may end any number of calls, without a warning of the runtime', async () => {
    scripted = await script(({ method }) => (method === 'Slow' ? 'silence' : undefined))
    const warnings: Error[] = []
    const warn = (warning: Error): unknown => warnings.push(warning)
    process.on('warning', warn)
    const controller = new AbortController()
    const { signal } = controller
    const facade = scripted.juju.facade('Client')
    const calls = Array.from({ length: 50 }, () => failure(facade.call('Slow', {}, { signal })))
    while (scripted.named().length < 50) await new Promise((resolve) => setTimeout(resolve, 2))
    controller.abort()
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ code: 'ERR_ABORTED' })
    process.off('warning', warn)
    expect(warnings).toEqual([])
  })

  test('an aborted call does not end the lookup of a model that other calls wait for', async () => {
    const found = {
      response: {
        'user-models': [
          {
            model: {
              name: 'm',
              qualifier: 'admin',
              uuid: '00000000-0000-4000-8000-00000000000a',
              type: 'iaas',
            },
            'last-connection': null,
          },
        ],
      },
    }
    let answer = (): void => {}
    scripted = await script(({ method }) =>
      method === 'ListModels' ? (reply) => void (answer = () => reply(found)) : undefined,
    )
    const model = scripted.juju.model('m')
    const controller = new AbortController()
    const aborted = failure(model.config.set({ a: 1 }, { signal: controller.signal }))
    const other = model.config.set({ a: 1 })
    while (!scripted.named().includes('ModelManager.ListModels'))
      await new Promise((resolve) => setTimeout(resolve, 2))
    controller.abort()
    expect(await aborted).toMatchObject({ code: 'ERR_ABORTED', mayHaveHappened: false })
    answer()
    await other
    expect(scripted.named()).toEqual(['ModelManager.ListModels', 'ModelConfig.ModelSet'])
  })

  test('the signal of the client ends its calls, also while they connect', async () => {
    const controller = new AbortController()
    scripted = await script(({ method }) => (method === 'Slow' ? 'silence' : undefined), {
      signal: controller.signal,
    })
    const call = failure(scripted.juju.facade('Pinger').call('Slow'))
    while (!scripted.named().includes('Pinger.Slow')) await new Promise((resolve) => setTimeout(resolve, 2))
    controller.abort()
    expect(await call).toMatchObject({ code: 'ERR_ABORTED' })
    const connecting = new AbortController()
    const early = failure(scripted.client({ signal: connecting.signal }).whoami())
    connecting.abort()
    expect(await early).toMatchObject({ code: 'ERR_ABORTED', mayHaveHappened: false })
  })
})

test('a connection without a reply to its ping is closed, and its pending calls are rejected', async () => {
  scripted = await script(({ method }) => (method === 'Ping' || method === 'Slow' ? 'silence' : undefined))
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] })
  try {
    const { juju } = scripted
    const named = (): string[] => scripted?.named() ?? []
    const turns = async (reached: () => boolean): Promise<void> => {
      while (!reached()) await new Promise((resolve) => setImmediate(resolve))
    }
    await juju.whoami()
    const slow = failure(juju.facade('Client').call('Slow'))
    await turns(() => named().includes('Client.Slow'))
    vi.advanceTimersByTime(60_000)
    await turns(() => named().includes('Pinger.Ping'))
    vi.advanceTimersByTime(30_000)
    expect(await slow).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'closed',
      mayHaveHappened: true,
      cause: { message: expect.stringContaining('Juju ping timed out') as string },
    })
  } finally {
    vi.useRealTimers()
  }
})

describe('errors of calls', () => {
  test('a call that changes something is not repeated after an error of the server', async () => {
    scripted = await script(({ method }) =>
      method === 'CreateModel' ? { error: 'try again', 'error-code': 'try again' } : undefined,
    )
    expect(await failure(scripted.juju.models.add('m'))).toMatchObject({
      code: 'ERR_RPC',
      reason: 'unavailable',
      isRetryable: true,
    })
    expect(scripted.named()).toEqual(['ModelManager.CreateModel'])
  })

  test('one failure among several items is a BulkError with every outcome', async () => {
    scripted = await script(({ method }) =>
      method === 'DestroyUnit'
        ? {
            response: {
              results: [{ info: {} }, { error: { message: 'unit "b/9" not found', code: 'not found' } }],
            },
          }
        : undefined,
    )
    const model = scripted.juju.model('00000000-0000-4000-8000-00000000000a')
    const error = await failure(model.applications.removeUnit(['a/0', 'b/9']))
    expect(error).toMatchObject({
      code: 'ERR_BULK',
      operation: 'applications.removeUnit',
      results: [
        { item: 'a/0', value: { info: {} } },
        { item: 'b/9', error: { code: 'ERR_RPC', reason: 'not-found', version: 22 } },
      ],
    })
    expect((error as Error).message).toMatch(
      /^Juju applications\.removeUnit failed for 1 of 2: b\/9: unit "b\/9" not found/,
    )
    expect(scripted.calls.at(-1)?.path).toBe('/model/00000000-0000-4000-8000-00000000000a/api')
  })

  test('a reply that differs from its schema is reported once as drift, and refused in strict mode', async () => {
    scripted = await script(({ method }) =>
      method === 'Clouds'
        ? { response: { clouds: { 'cloud-x': { type: 'maas', moon: 'full' } } } }
        : undefined,
    )
    const drifts: string[] = []
    scripted.juju.on('drift', ({ operation, path, message }) =>
      drifts.push(`${operation} ${path}: ${message}`),
    )
    expect(await scripted.juju.clouds.list()).toMatchObject([{ name: 'x', type: 'maas' }])
    await scripted.juju.clouds.list()
    expect(drifts).toEqual(['Cloud.Clouds clouds{}.moon: unknown field'])
    expect(await failure(scripted.juju.clouds.list({ validate: 'strict' }))).toMatchObject({
      code: 'ERR_VALIDATION',
      issues: [{ path: 'clouds{}.moon' }],
    })
  })
})

test('events report each call and its end, without its contents', async () => {
  scripted = await script(({ method }) => (method === 'Clouds' ? { response: { clouds: {} } } : undefined))
  const events: (RequestEvent | ResponseEvent)[] = []
  scripted.juju.on('request', (event) => events.push(event))
  scripted.juju.on('response', (event) => events.push(event))
  await scripted.juju.clouds.list()
  expect(events).toMatchObject([
    {
      system: 'juju',
      operation: 'Cloud.Clouds',
      attempt: 1,
      method: 'Clouds',
      target: 'Cloud(8) on the controller',
    },
    { operation: 'Cloud.Clouds', durationMs: expect.any(Number) as number },
  ])
})

test('a thousand calls at once get their own replies, in whatever order they arrive', async () => {
  const held: (() => void)[] = []
  scripted = await script(({ method, params }) => {
    if (method !== 'Echo') return undefined
    return (reply) => {
      held.push(() => reply({ response: params }))
      if (held.length === 1000) for (const answer of held.toReversed()) answer()
    }
  })
  const facade = scripted.juju.facade('Pinger')
  const asked = Array.from({ length: 1000 }, (_, number) => ({ number }))
  expect(await Promise.all(asked.map((params) => facade.call('Echo', params)))).toEqual(asked)
})
