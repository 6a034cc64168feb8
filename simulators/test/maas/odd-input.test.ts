import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { resources } from '../../src/maas/handlers/index.js'
import { Params } from '../../src/maas/server/params.js'
import { freeAddress } from '../../src/maas/state/addresses.js'
import { newSubnet } from '../../src/maas/state/state.js'
import { type MaasSimulator, startMaasSimulator } from '../../src/maas/simulator.js'
import { exchangeBytes, oddJson, oddText, rawRequests } from '../odd-input.js'
import { plaintext, raw, type RawReply } from './client.js'

let sim: MaasSimulator
let clock: SimulatedClock

beforeEach(() => start())
afterEach(() => stop())

async function start(): Promise<void> {
  clock = new SimulatedClock({ timeScale: 10_000 })
  sim = await startMaasSimulator({ clock })
  for (const hostname of ['node-1', 'node-2', 'node-3']) sim.addMachine({ hostname, tags: ['rack'] })
  sim.addMachine({ hostname: 'new-1', status: 'New' })
}

async function stop(): Promise<void> {
  await sim.close()
  clock.stop()
}

const operations = resources.flatMap(({ path, operations, anonymous }) =>
  [...new Set([...Object.keys(operations), ...Object.keys(anonymous ?? {})])].map((key) => ({
    key,
    path: path.replaceAll('*', ''),
  })),
)

/** Every text and number in the region's state: ids, names, addresses. */
function textsOf(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string' || typeof value === 'number') found.add(String(value))
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) textsOf(member, found)
  return found
}

/** The parameters that the code of each operation has read so far, in that order. */
const read = new Map<string, Set<string>>()

/** A value: an odd text, or a number that picks one from the state. */
const value = fc.oneof(oddText('node-1', 'rack', 'eth0', 'sda', 'jammy', 'amd64', 'ext4'), fc.nat())
const calls = fc.record({
  operation: fc.constantFrom(...operations),
  path: fc.array(fc.oneof({ arbitrary: fc.nat(), weight: 5 }, oddText()), { minLength: 3, maxLength: 3 }),
  values: fc.array(fc.option(value, { nil: undefined, freq: 2 }), { maxLength: 25 }),
  repeated: fc.array(fc.tuple(fc.nat(), value), { maxLength: 3 }),
  form: fc.constantFrom('query', 'urlencoded', 'urlencoded', 'multipart', 'json'),
  json: oddJson('node-1', 'rack'),
})

const types = {
  query: undefined,
  urlencoded: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data; boundary=b',
  json: 'application/json',
}

const part = ([name, text]: [string, string]): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"${text.length % 5 === 1 ? '; filename="x"' : ''}\r\n\r\n${text}\r\n`

/** Sends an operation with odd path arguments and odd values of the parameters that it is known to read. */
async function call(given: typeof calls extends fc.Arbitrary<infer T> ? T : never): Promise<RawReply> {
  const { operation, form } = given
  const [method = '', op] = operation.key.split(' ')
  const existing = [...textsOf(sim.state)]
  const nodes = [...sim.state.machines, ...sim.state.devices]
  const ids = existing.filter((text) => /^\d$/.test(text))
  const textOf = (chosen: string | number): string =>
    typeof chosen === 'string' ? chosen : (existing[chosen % existing.length] ?? '')
  // A line of more than 16 KiB closes the connection.
  const short = (text: string): string => text.slice(0, 300)
  let index = 0
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const chosen = given.path[index++ % 3] ?? ''
    if (typeof chosen === 'string') return encodeURIComponent(short(chosen))
    if (name === 'system_id') return nodes[chosen % nodes.length]?.systemId ?? 'x'
    return name.endsWith('id') ? (ids[chosen % ids.length] ?? '1') : encodeURIComponent(short(textOf(chosen)))
  })
  const names = read.get(operation.path + operation.key) ?? new Set<string>()
  read.set(operation.path + operation.key, names)
  const ordered = [...names].filter((name) => name !== 'op')
  const pairs = ordered.flatMap((name, at): [string, string][] => {
    const chosen = given.values[at]
    return chosen === undefined ? [] : [[name, textOf(chosen)]]
  })
  for (const [at, chosen] of given.repeated)
    pairs.push([ordered[at % ordered.length] ?? 'name', textOf(chosen)])
  const query = new URLSearchParams(
    form === 'query' || ['GET', 'DELETE'].includes(method)
      ? pairs.slice(0, 10).map(([name, text]): [string, string] => [name, short(text)])
      : [],
  )
  if (op !== undefined) query.set('op', op)
  const bodies = {
    query: undefined,
    urlencoded: new URLSearchParams(pairs).toString(),
    multipart: `${pairs.map(part).join('')}--b--\r\n`,
    json: given.values.length % 2 ? given.json : JSON.stringify(Object.fromEntries(pairs)),
  }
  const spies = (['get', 'all', 'has'] as const).map((method) => {
    const original = Params.prototype[method] as (this: Params, name: string) => never
    return vi.spyOn(Params.prototype, method).mockImplementation(function (this: Params, name: string) {
      names.add(name)
      return original.call(this, name)
    })
  })
  const [type, body] = [types[form], bodies[form]]
  try {
    return await raw(sim.url, {
      method,
      path: `/MAAS/api/2.0/${path}?${query.toString()}`,
      headers: { authorization: plaintext(sim.apiKey), ...(type !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { body }),
    })
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

test(
  'odd parameters of any operation get a reply of MAAS, not a mistake of the simulator',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(calls, { minLength: 20, maxLength: 20 }), async (all) => {
        await stop()
        await start()
        for (const given of all) expect((await call(given)).text).not.toContain('the simulator failed')
      }),
      { numRuns: 30 },
    )
  },
)

test.each<[string, string, [string, string][] | string]>([
  ['a name that every object inherits', 'POST machines/', [['power_type', '__proto__']]],
  ['an inherited name as a script type', 'GET scripts/?type=constructor', []],
  ['an inherited name as a constraint', 'GET machines/?__proto__=1', []],
  ['an address with a zone', 'POST subnets/', [['cidr', '10.1.0.0/24'], ['dns_servers', 'fe80::1%eth0']]],
  ['an IPv4 address in an IPv6 address', 'POST subnets/', [['cidr', '::ffff:10.1.0.0/120']]],
  ['JSON null for an object', 'POST machines/', [['power_type', 'manual'], ['power_parameters', 'null']]],
  ['deep JSON', 'POST machines/', [['power_type', 'manual'], ['power_parameters_skip_check', '1'], ['power_parameters', `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`]]],
  ['a deep body', 'POST machines/', `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ['metadata that contains itself', 'POST scripts/', [['name', 'a'], ['script', '#!/bin/sh\n# --- Start MAAS 1.0 script metadata ---\n# parameters: &a\n#   a: *a\n# --- End MAAS 1.0 script metadata ---\n']]],
  ['metadata with aliases of aliases', 'POST scripts/', [['name', 'a'], ['script', `#!/bin/sh\n# --- Start MAAS 1.0 script metadata ---\n# x0: &x0 [a, a, a, a, a, a, a, a, a]\n${Array.from({ length: 12 }, (_, index) => `# x${index + 1}: &x${index + 1} [${Array(9).fill(`*x${index}`).join(', ')}]\n`).join('')}# --- End MAAS 1.0 script metadata ---\n`]]],
  ['20,000 starts of metadata', 'POST scripts/', [['name', 'a'], ['script', '#!/bin/sh\n' + '# --- Start MAAS 1.0 script metadata ---\n'.repeat(20_000)]]],
])('%s is read', async (_name, operation, sent) => {
  const [method = '', path = ''] = operation.split(' ')
  const reply = await raw(sim.url, {
    method,
    path: `/MAAS/api/2.0/${path}`,
    headers: {
      authorization: plaintext(sim.apiKey),
      'content-type': types[typeof sent === 'string' ? 'json' : 'urlencoded'],
    },
    ...(method === 'POST' && { body: typeof sent === 'string' ? sent : new URLSearchParams(sent).toString() }),
  })
  expect(reply.text).not.toContain('the simulator failed')
  const machines = await raw(sim.url, {
    path: '/MAAS/api/2.0/machines/',
    headers: { authorization: plaintext(sim.apiKey) },
  })
  expect(machines.json).toHaveLength(4)
}) // prettier-ignore

test('a dynamic range of 2^64 addresses leaves none for a deployment', async () => {
  const subnet = newSubnet({ id: 9, cidr: 'fd00::/64', vlanId: 2 })
  sim.state.ipRanges.push({
    id: 9,
    subnetId: 9,
    type: 'dynamic',
    startIp: 'fd00::1',
    endIp: 'fd00::ffff:ffff:ffff:ffff',
    comment: '',
    username: 'admin',
  })
  expect(() => freeAddress(sim.state, subnet)).toThrow('No more IPs available')
})

const paths = [
  '/MAAS/api/2.0/machines/',
  '/MAAS/api/2.0/users/?op=whoami',
  '/MAAS/accounts/authenticate/',
  '/MAAS/',
  '/MAAS/api/version/',
]
const headers = [
  'Authorization: OAuth ',
  'Authorization: OAuth oauth_consumer_key=,oauth_token="%",oauth_signature=&,oauth_signature_method,oauth_timestamp=,oauth_nonce=',
  'Content-Type: multipart/form-data; boundary=b',
  'Content-Type: multipart/form-data; boundary="',
  'Content-Type: application/x-www-form-urlencoded',
  'Content-Type: application/json',
  'Accept: ',
  'Cookie: sessionid=',
]

test('any bytes get a reply or a closed connection', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(rawRequests(paths, headers), async (bytes) => {
      expect(await exchangeBytes(sim.url, bytes)).not.toContain('the simulator failed')
    }),
    { numRuns: 250 },
  )
  expect((await raw(sim.url, { path: '/MAAS/api/2.0/version/' })).status).toBe(200)
})
