import { afterEach, describe, expect, test } from 'vitest'
import type { JujuClient, JujuClientOptions } from '../../../src/juju/index.js'
import { script, type Scripted } from '../scripted.js'
import { simulate } from '../simulated.js'

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

const ping = (juju: JujuClient, method = 'Ping'): PromiseLike<unknown> => juju.facade('Pinger').call(method)

const logins = (): string[] =>
  (scripted?.calls ?? []).filter(({ method }) => method === 'Login').map(({ path }) => path)

/** Waits until the controller has got a number of calls of a method. */
const arrived = async (method: string, count: number): Promise<void> => {
  while ((scripted?.calls ?? []).filter((call) => call.method === method).length < count)
    await new Promise((resolve) => setTimeout(resolve, 2))
}

describe('a client derived by with()', () => {
  test('shares the connections, of models too, when only calls change', async () => {
    scripted = await script(() => undefined)
    const { juju } = scripted
    const model = '00000000-0000-4000-8000-00000000000a'
    const patient = juju.with({ timeoutMs: 60_000, retries: 0 })
    const strict = patient.with({ validate: 'strict', signal: new AbortController().signal })
    await Promise.all([ping(juju), ping(patient), ping(strict)])
    for (const client of [juju, patient, strict]) await client.model(model).config.set({ a: 1 })
    expect(logins()).toEqual(['/api', `/model/${model}/api`])
    expect(scripted.server.sockets.size).toBe(2)
  })

  test('shares one login of a simulated controller, and logs in anew for other credentials', async () => {
    await using lab = await simulate()
    lab.simulator.addUser({ name: 'bob', password: 'bobs-password' })
    await lab.juju.whoami()
    lab.simulator.failCall('Admin.Login', { message: 'no further login' })
    expect(await lab.juju.with({ timeoutMs: 5000 }).whoami()).toMatchObject({ user: 'admin' })
    await using bob = lab.juju.with({ username: 'bob', password: 'bobs-password' })
    expect(await failure(bob.whoami())).toMatchObject({ serverMessage: 'no further login' })
    expect(await bob.whoami()).toMatchObject({ user: 'bob' })
    expect(await lab.juju.whoami()).toMatchObject({ user: 'admin' })
  })

  test.each<[keyof JujuClientOptions, Partial<JujuClientOptions>]>([
    ['username', { username: 'bob' }],
    ['connectTimeoutMs', { connectTimeoutMs: 2000 }],
    ['maxReplyBytes', { maxReplyBytes: 10_000 }],
    ['serverName', { serverName: 'other' }],
  ])('has connections of its own when %s changes', async (_name, changes) => {
    scripted = await script(() => undefined)
    const { juju } = scripted
    await using derived = juju.with(changes)
    await Promise.all([ping(juju), ping(derived)])
    expect(logins()).toHaveLength(2)
    await juju.close()
    await ping(derived)
  })

  test('goes to a new address although its origin had several', async () => {
    scripted = await script(() => undefined)
    await using elsewhere = scripted.client({ addresses: ['127.0.0.1:1'] })
    await using derived = elsewhere.with({ address: `ws://${scripted.server.address}` })
    expect(await derived.whoami()).toMatchObject({ address: scripted.server.address })
  })

  test('keeps options that are undefined in the changes', async () => {
    scripted = await script(() => undefined)
    const changes: object = { password: undefined, timeoutMs: 5000 }
    const derived = scripted.juju.with(changes)
    await Promise.all([ping(scripted.juju), ping(derived)])
    expect(logins()).toHaveLength(1)
  })

  test('has defaults of its own for its calls', async () => {
    scripted = await script(({ method }) => (method === 'Slow' ? 'silence' : undefined))
    const hasty = scripted.juju.with({ timeoutMs: 40 })
    expect(await failure(ping(hasty, 'Slow'))).toMatchObject({ code: 'ERR_TIMEOUT', timeoutMs: 40 })
    const pending = ping(scripted.juju, 'Slow')
    const first = await Promise.race([
      failure(pending),
      new Promise((resolve) => setTimeout(() => resolve('still pending'), 100)),
    ])
    expect(first).toBe('still pending')
    pending.then(undefined, () => {})
  })

  test('ends only its own calls when it is closed', async () => {
    scripted = await script(({ method }) => (method === 'Slow' ? 'silence' : undefined))
    const { juju } = scripted
    const derived = juju.with({ timeoutMs: 60_000 })
    const other = ping(juju, 'Slow')
    const own = failure(ping(derived, 'Slow'))
    await arrived('Slow', 2)
    await derived.close()
    expect(await own).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'closed',
      operation: 'Pinger.Slow',
      mayHaveHappened: true,
      message: expect.stringMatching(/^Juju Pinger\.Slow failed: the client was closed/) as string,
    })
    expect(await failure(derived.models.list())).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'closed',
      operation: 'models.list',
      mayHaveHappened: false,
    })
    await ping(juju)
    expect(logins()).toHaveLength(1)
    await juju.close()
    expect(await failure(other)).toMatchObject({ code: 'ERR_CONNECTION', reason: 'closed' })
  })

  test('ends with the client whose connections it shares', async () => {
    scripted = await script(() => undefined)
    const derived = scripted.juju.with({ timeoutMs: 60_000 })
    await ping(derived)
    await scripted.juju.close()
    expect(await failure(ping(derived))).toMatchObject({
      code: 'ERR_CONNECTION',
      reason: 'closed',
      hint: expect.stringContaining('ends with the client it was derived from') as string,
    })
  })
})
