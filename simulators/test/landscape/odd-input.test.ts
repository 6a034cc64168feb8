import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { actions, routes } from '../../src/landscape/handlers/index.js'
import { RestInput } from '../../src/landscape/server/route.js'
import { type LandscapeSimulator, startLandscapeSimulator } from '../../src/landscape/simulator.js'
import { exchangeBytes, oddJson, oddText, rawRequests } from '../odd-input.js'
import { call, login, rest } from './client.js'

let sim: LandscapeSimulator
const clock = new SimulatedClock({ timeScale: 100_000 })
beforeAll(async () => {
  sim = await startLandscapeSimulator({ clock })
  for (const title of ['web-1', 'web-2', 'db-1'])
    sim.addComputer({ computer_title: title, tags: ['openstack'] })
  sim.register({ account_name: 'standalone', computer_title: 'waits' })
})
afterAll(async () => {
  await sim.close()
  clock.stop()
})

const known = [
  'tag:openstack', 'web-1', 'id:1', 'id:1 OR id:2', 'NOT id:1', '(id:1', 'curl', 'openssl', 'root', 'global', 'id=1', 'alert:package-upgrades',
  'GlobalAdmin', 'annotation:a:b', 'has-upgrades:true', 'ip:"1.2.3.4"',
] // prettier-ignore
const text = oddText(...known)
const suffix = fc.oneof(
  { arbitrary: fc.constantFrom('', '.1', '.2'), weight: 6 },
  fc.constantFrom('.0', '.x', '.1.2', '.__proto__', '.'),
)
const signed = fc.record({
  action: fc.constantFrom(...Object.keys(actions)),
  params: fc.array(fc.option(fc.array(fc.tuple(suffix, text), { minLength: 1, maxLength: 2 }), { freq: 3 }), {
    maxLength: 15,
  }),
  method: fc.constantFrom('GET' as const, 'POST' as const),
})

test(
  'odd parameters of any action get a reply of Landscape, not a mistake of the simulator',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(signed, async ({ action, params, method }) => {
        const sent: Record<string, string> = {}
        for (const [at, name] of (actions[action]?.params ?? []).entries())
          for (const [end, value] of params[at] ?? [])
            sent[name + end] = method === 'GET' ? value.slice(0, 300) : value
        const { body } = await call(sim, action, sent, { method })
        expect(JSON.stringify(body)).not.toContain('the simulator failed')
      }),
      { numRuns: 250 },
    )
  },
)

/** The names that the code of each operation has read so far. */
const read = new Map<string, Set<string>>()
const readers = [
  'query',
  'integer',
  'flag',
  'csv',
  'has',
  'text',
  'number',
  'boolean',
  'texts',
  'ids',
  'objects',
] as const

/** Runs `send` and collects the names that the simulator asks its input for. */
async function observed<T>(names: Set<string>, send: () => Promise<T>): Promise<T> {
  const spies = readers.map((reader) => {
    const original = RestInput.prototype[reader] as (this: RestInput, ...args: unknown[]) => never
    return vi.spyOn(RestInput.prototype, reader).mockImplementation(function (
      this: RestInput,
      ...args: unknown[]
    ) {
      names.add(String(args[0]))
      return original.apply(this, args)
    })
  })
  try {
    return await send()
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 2 },
    text,
    fc.integer({ min: -1, max: 12 }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('id', 'name', 'title', 'a', '__proto__'), tie('any'), { maxKeys: 3 }),
  ),
})).any
const restCalls = fc.record({
  route: fc.constantFrom(...routes),
  path: fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), text), { minLength: 3, maxLength: 3 }),
  values: fc.array(fc.option(value, { nil: undefined, freq: 3 }), { maxLength: 15 }),
  json: fc.option(oddJson(...known), { nil: undefined, freq: 1 }),
})

test(
  'odd parameters of any REST operation get a reply of Landscape, not a mistake of the simulator',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(restCalls, async ({ route, path: segments, values, json }) => {
        let index = 0
        const path = route.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
          const chosen = segments[index++ % 3] ?? ''
          if (/(id|number)$/.test(name)) return String(typeof chosen === 'number' ? chosen : chosen.length)
          return encodeURIComponent(String(chosen).slice(0, 300))
        })
        const key = `${route.method} ${route.path}`
        const names = read.get(key) ?? new Set<string>()
        read.set(key, names)
        const fields = [...names].flatMap((name, at): [string, unknown][] =>
          values[at] === undefined ? [] : [[name, values[at]]],
        )
        const query = new URLSearchParams(
          fields.map(([name, given]): [string, string] => [
            name,
            (typeof given === 'string' ? given : JSON.stringify(given)).slice(0, 300),
          ]),
        )
        const body = ['GET', 'DELETE'].includes(route.method)
          ? {}
          : { body: json ?? JSON.stringify(Object.fromEntries(fields)) }
        // Some of the operations end all sessions.
        const token = await login(sim)
        const reply = await observed(names, () =>
          rest(sim, route.method, `${path}?${query.toString()}`, { token, ...body }),
        )
        expect(JSON.stringify(reply.body ?? null)).not.toContain('the simulator failed')
      }),
      { numRuns: 250 },
    )
  },
)

test.each(['-1', '-0', '1e3', ''])('limit=%s is refused or gives that many', async (limit) => {
  const { status, body } = await call(sim, 'GetComputers', { limit })
  expect(status === 400 ? body.error : body.length).toBe(status === 400 ? 'InvalidParameterValue' : 0)
})

test('a page of nothing has no next page', async () => {
  const { body } = await rest(sim, 'GET', '/computers?limit=0', { token: await login(sim) })
  expect(body).toMatchObject({ results: [], next: null })
})

test('an injected reply that HTTP does not allow closes the connection and nothing else', async () => {
  sim.inject({ effect: { kind: 'reply', status: 1 } })
  await expect(rest(sim, 'GET', '/about')).rejects.toThrow()
  expect((await rest(sim, 'GET', '/about')).status).toBe(200)
})

test('any bytes get a reply or a closed connection', { timeout: 300_000 }, async () => {
  const paths = [
    '/api/',
    '/api',
    '/api/v2/login',
    '/api/v2/computers',
    '/api/v2/tags/%ff',
    '/api/v2/scripts/1',
    '/api/about',
  ]
  const headers = [
    'Authorization: Bearer ',
    'Authorization: Bearer a.b.c',
    `Authorization: Bearer ${await login(sim)}\r\nx`,
    'Content-Type: application/json',
    'Content-Type: application/x-www-form-urlencoded',
  ]
  await fc.assert(
    fc.asyncProperty(rawRequests(paths, headers), async (bytes) => {
      expect(await exchangeBytes(sim.uri, bytes)).not.toContain('the simulator failed')
    }),
    { numRuns: 250 },
  )
  expect((await rest(sim, 'GET', '/about')).status).toBe(200)
})
