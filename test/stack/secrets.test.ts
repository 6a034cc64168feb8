import { inspect } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLandscapeClient, type LandscapeClient } from '../../src/landscape/index.js'
import { connectMaas, matchHosts, registerHosts } from '../../src/stack/index.js'
import { type Answer, script, type Scripted } from '../juju/scripted.js'
import { startServer } from '../support/http-server.js'
import { reveals } from '../support/spellings.js'

const secret = fc
  .string({ unit: fc.constantFrom(...'abcXYZ0189'), minLength: 16, maxLength: 32 })
  .filter((text) => /[A-Z0-9]/.test(text))

let answer: Answer = { response: {} }
let body = ''
let scripted: Scripted
let server: Awaited<ReturnType<typeof startServer>>
let landscape: LandscapeClient

beforeAll(async () => {
  scripted = await script(({ facade }) => (facade === 'Admin' ? undefined : answer), { retries: 0 })
  server = await startServer((_request, response) => response.writeHead(400).end(body))
  landscape = createLandscapeClient({
    uri: server.url,
    token: 'TOKEN-Xk4fW9qLm2',
    proxy: false,
    retries: 0,
  })
})
afterAll(async () => {
  await landscape.close()
  await server[Symbol.asyncDispose]()
  await scripted[Symbol.asyncDispose]()
})

/** Everything that an error shows. */
async function shown(work: () => unknown): Promise<string> {
  try {
    await work()
  } catch (error) {
    return [
      inspect(error, { depth: 9, showHidden: true }),
      JSON.stringify(error),
      (error as Error).stack,
    ].join('\n')
  }
  return ''
}

const url = 'http://10.0.0.2:5240/MAAS'
const keyOf = (planted: string): string => `consumer01:token0001:${planted}`

/** Arguments with the secret where it belongs, and where it was put by mistake. */
const clouds: Record<string, (planted: string) => object> = {
  'the key': (planted) => ({ name: 'rack', url, apiKey: keyOf(planted) }),
  'a malformed key': (planted) => ({ name: 'rack', url, apiKey: `${keyOf(planted)}:x` }),
  'a key that is not text': (planted) => ({ name: 'rack', url, apiKey: [planted] }),
  'the key as name': (planted) => ({ name: keyOf(planted), url, apiKey: keyOf(planted) }),
  'a part of the key as credential': (planted) => ({
    name: 'rack',
    credential: planted,
    url,
    apiKey: keyOf(planted),
  }),
  'the key as URL': (planted) => ({ name: 'rack', url: keyOf(planted), apiKey: keyOf(planted) }),
  'a password in the URL': (planted) => ({
    name: 'rack',
    url: `http://me:${planted}@10.0.0.2/MAAS`,
    apiKey: keyOf('0123456789'),
  }),
  'a field too many': (planted) => ({ name: 'rack', url, apiKey: keyOf(planted), password: planted }),
}
/** How the controller may quote it. */
const replies = fc.constantFrom<(text: string) => Answer>(
  (text) => ({ error: `refused ${text}`, 'error-code': text }),
  (text) => ({ error: 'cloud exists', 'error-code': 'already exists', 'error-info': { at: text } }),
  (text) => ({ response: { results: [{ error: { message: `bad credential ${text}`, code: text } }] } }),
  (text) => ({ frame: `<html>${text}` }),
  () => ({ response: {} }),
)

describe('connectMaas', () => {
  it.each(Object.keys(clouds))('no error shows a secret of its arguments: %s', async (name) => {
    await fc.assert(
      fc.asyncProperty(secret, replies, async (planted, reply) => {
        const cloud = (clouds[name] as (planted: string) => object)(planted)
        answer = reply(name === 'the key' ? 'other' : planted)
        const all = await shown(() => connectMaas(scripted.juju, cloud as never))
        expect(reveals(all, planted), all).toBe(false)
      }),
      { numRuns: 6 },
    )
  })

  it('refuses a name that has the key in it, since names are shown', async () => {
    const key = keyOf('Xk4fW9qLm2Xk4fW9')
    const error = await shown(() =>
      connectMaas(scripted.juju, { name: 'Xk4fW9qLm2Xk4fW9', url, apiKey: key }),
    )
    expect(error).toContain('a name contains the API key')
  })
})

describe('registerHosts and matchHosts', () => {
  it('no error shows a secret of the client or of the arguments', async () => {
    await fc.assert(
      fc.asyncProperty(secret, async (planted) => {
        const own = createLandscapeClient({ uri: server.url, token: planted, proxy: false, retries: 0 })
        body = JSON.stringify({ error: planted, message: `refused ${planted}` })
        const all = [
          await shown(() => registerHosts(own, ['node-1'], { tags: ['x'], intervalMs: 1 })),
          await shown(() => registerHosts(own, [{ password: planted }] as never)),
          await shown(() => registerHosts(landscape, ['node-1'], { password: planted } as never)),
          await shown(() => registerHosts({ password: planted } as never, ['node-1'])),
          await shown(() =>
            matchHosts({ machines: [{ power_parameters: { power_pass: planted } }] } as never),
          ),
          await shown(() => matchHosts({ machines: planted, password: planted } as never)),
          await shown(() => matchHosts({ model: { password: planted, machines: 5 } } as never)),
        ]
        await own.close()
        expect(all.filter((text) => text !== '').length).toBeGreaterThan(4)
        for (const text of all) expect(reveals(text, planted), text).toBe(false)
      }),
      { numRuns: 6 },
    )
  })
})
