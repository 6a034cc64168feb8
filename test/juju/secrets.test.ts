import { inspect } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, script, type Scripted } from './scripted.js'

const PASSWORD = 'pa55-w0rd+&= "x'
const API_KEY = 'consumerABC:tokenDEF:secretGHI'

/** The secrets as a server, a proxy or a library may spell them. */
const spellings = [PASSWORD, API_KEY].flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64'),
  JSON.stringify(secret).slice(1, -1),
])

let scripted: Scripted
let answer: Answer = { response: { results: [{}] } }
const heard: unknown[] = []

beforeAll(async () => {
  scripted = await script(({ facade }) => (facade === 'Admin' ? undefined : answer), {
    password: PASSWORD,
    retries: 0,
  })
  for (const name of ['request', 'response', 'retry', 'drift'] as const)
    scripted.juju.on(name, (event) => heard.push(event))
  await scripted.juju.clouds.setMaasCredential('rack', 'key', API_KEY)
})
afterAll(() => scripted[Symbol.asyncDispose]())

/** Everything that is visible of a call. */
async function seen(): Promise<string> {
  heard.length = 0
  const shown: unknown[] = [scripted.juju, scripted.juju.clouds]
  for (const call of [
    scripted.juju.clouds.setMaasCredential('rack', 'key', API_KEY),
    scripted.juju.models.add('m'),
    scripted.juju.clouds.list({ validate: 'strict' }),
  ]) {
    try {
      await call
    } catch (error) {
      shown.push(error, (error as Error).message, (error as Error).stack, JSON.stringify(error))
    }
  }
  return [...shown, ...heard]
    .map((one) => (typeof one === 'string' ? one : inspect(one, { depth: 12, showHidden: true })))
    .join('\n')
}

describe('the password and the key of a credential', () => {
  const text = fc
    .tuple(fc.string({ maxLength: 90 }), fc.constantFrom(...spellings), fc.string({ maxLength: 20 }))
    .map((parts) => parts.join(''))
  const replies: fc.Arbitrary<Answer> = fc.oneof(
    text.map((error) => ({ error })),
    fc.tuple(text, text).map(([error, code]) => ({ error, 'error-code': code })),
    fc.tuple(text, text).map(([error, info]) => ({
      error,
      'error-info': { attrs: { 'maas-oauth': info }, servers: [[{ value: info }]] },
    })),
    text.map((message) => ({
      response: {
        results: [{ error: { message, code: '' } }],
        clouds: { [message]: { type: message, [message]: message } },
      },
    })),
    text.map((frame) => ({ frame: `<html>${frame}` })),
  )

  test('appear in no error, event or inspected client, whatever the controller answers', async () => {
    await fc.assert(
      fc.asyncProperty(replies, async (reply) => {
        answer = reply
        const all = await seen()
        for (const spelling of spellings)
          expect(all.includes(spelling), `${spelling} in ${all.slice(0, 2000)}`).toBe(false)
      }),
      { numRuns: 20 },
    )
  })
})

describe('errors that a verb makes of what it finds in a reply', () => {
  const planted = 'Xk4fW9qLm2Zr'
  const model = '00000000-0000-4000-8000-000000000002'
  const options = { config: { token: planted, motd: `${planted} and more` } }
  const deploy = (): Promise<unknown> => scripted.juju.model(model).applications.deploy('nginx', options)
  const set = (): Promise<unknown> => scripted.juju.model(model).applications.setConfig('web', options.config)
  const add = (): Promise<unknown> => scripted.juju.models.add('m', { cloud: 'rack', ...options })
  const message = `refused ${planted}`

  test.each<[string, Answer, () => Promise<unknown>]>([
    [
      'deploy',
      { response: { Results: [{ Errors: [{ message, code: planted, info: { a: planted } }] }] } },
      deploy,
    ],
    ['deploy, at once', { error: message, 'error-info': { a: planted } }, deploy],
    ['setConfig', { response: { results: [{ error: { message, code: '' } }] } }, set],
    [
      'setConfig, with a hint',
      { error: `unknown option "${planted}"`, 'error-info': { [planted]: planted } },
      set,
    ],
    ['models.add', { error: message }, add],
  ])('show no secret of its arguments: %s', async (_name, reply, call) => {
    answer = reply
    const error: unknown = await call().catch((caught: unknown) => caught)
    const all = `${inspect(error, { depth: 12, showHidden: true })} ${JSON.stringify(error)}`
    expect(error).toMatchObject({ code: 'ERR_RPC' })
    expect(all).toContain('[redacted]')
    expect(all).not.toContain(planted)
  })
})
