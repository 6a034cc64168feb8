import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { type JujuSimulator, startJujuSimulator } from '../../src/juju/simulator.js'
import { Wire } from './wire.js'

let sim: JujuSimulator
let wire: Wire

beforeAll(async () => {
  sim = await startJujuSimulator({ clock: new SimulatedClock(), autoAdvance: false })
  wire = await Wire.login(sim)
})
afterAll(async () => {
  wire.close()
  await sim.close()
})

const shared = fileURLToPath(new URL('../../../../shared', import.meta.url))
const recordings = `${shared}/reference/juju/recorded-4.0.15/bundle-changes`

interface Plan {
  changes?: unknown[]
  errors?: string[]
  error?: string
  code?: string
}

async function plan(yaml: string): Promise<Plan> {
  const {
    response,
    error,
    'error-code': code,
  } = await wire.send('Bundle', 8, 'GetChangesMapArgs', { yaml, bundleURL: '' })
  if (error !== undefined) return code === undefined ? { error } : { error, code }
  // The controller checks applications in the order of a Go map.
  return { ...response, errors: response?.errors.toSorted() }
}

const cases = existsSync(recordings)
  ? (JSON.parse(readFileSync(`${recordings}/cases.json`, 'utf8')) as (Plan & {
      name: string
      yaml: string | null
    })[])
  : []
const bundles = ['ceph-base', 'loadbalancer-octavia', 'openstack-base-yoga', 'openstack-telemetry']

describe.skipIf(cases.length === 0)(
  'the bundle planner answers as the recorded one (skipped without ../shared/reference)',
  () => {
    test.each(cases.map(({ name, ...rest }) => [name, rest] as const))(
      '%s',
      async (_, { yaml, errors, ...rest }) => {
        const wanted = errors === undefined ? rest : { ...rest, errors: errors.toSorted() }
        expect(await plan(yaml ?? '')).toEqual(wanted)
      },
    )

    test.each(bundles)('%s', async (name) => {
      const wanted = JSON.parse(readFileSync(`${recordings}/${name}.json`, 'utf8')) as Plan
      expect(await plan(readFileSync(`${shared}/bundles/${name}.yaml`, 'utf8'))).toEqual({
        ...wanted,
        errors: wanted.errors?.toSorted(),
      })
    })
  },
)

const reader = `${shared}/reference/juju/bundle-reader/cases.json`
const judged = existsSync(reader)
  ? (JSON.parse(readFileSync(reader, 'utf8')) as { name: string; files: string[]; verdict: string }[])
  : []

/** How many of the single bundles are accepted or refused as by Juju's own reader. Only grows. */
const agreed = 203

test.skipIf(judged.length === 0)(
  'odd bundles are accepted or refused as by the reader of Juju (skipped without ../shared/reference)',
  async () => {
    const differing: string[] = []
    const bundles = judged.filter(({ files }) => files.length === 1)
    for (const { name, files, verdict } of bundles) {
      const { error, errors = [] } = await plan(files[0] ?? '')
      expect(error ?? '').not.toContain('simulator:')
      const isRefused = error !== undefined || errors.some((text) => text !== '')
      if (isRefused !== (verdict === 'refused')) differing.push(name)
    }
    expect(bundles.length - differing.length, differing.join(', ')).toBeGreaterThanOrEqual(agreed)
  },
)

/** Where the plan places the units of the first application. */
const placements = (reply: Plan) =>
  (reply.changes as { method: string; args: { application?: string; to?: string } }[])
    .filter(({ method, args }) => method === 'addUnit' && args.application === '$deploy-1')
    .map(({ args }) => args.to)

test.each([
  ['new', ['$addMachines-3', '$addMachines-10', '$addMachines-11', '$addMachines-12']],
  ['lxd:1', ['$addMachines-3', '$addMachines-10', undefined, undefined]],
  ['b/0', ['$addMachines-3', '$addUnit-9', undefined, undefined]],
  ['b', ['$addMachines-3', '$addUnit-9', undefined, undefined]],
])(
  'only a new machine or an application is a placement for the remaining units: %s',
  async (last, expected) => {
    const reply = await plan(`
machines: {0: {}, 1: {}}
applications:
  a: {charm: ubuntu, num_units: 4, to: [0, "${last}"]}
  b: {charm: ubuntu, num_units: 1, to: [1]}
`)
    expect(reply.error).toBeUndefined()
    expect(placements(reply)).toEqual(expected)
  },
)

test.each([
  ['a: {charm: x, num_units: 1, to: ["lxd:b/0"]}, b: {charm: x, num_units: 1, to: ["lxd:c/0"]}, c: {charm: x, num_units: 1, to: [a]}', 'a, b, c'],
  ['a: {charm: x, num_units: 2, to: [new, "lxd:a/0"]}', 'a'],
  ['a: {charm: x, num_units: 1, to: [b]}, b: {charm: x, num_units: 1, to: [a]}, c: {charm: x, num_units: 1}', 'a, b'],
])('placements that wait for each other are refused: %s', async (applications, names) => {
  expect(await plan(`applications: {${applications}}`)).toEqual({
    error: `cycle in placement directives for: ${names}`,
  })
}) // prettier-ignore

test('placements through other applications are planned in the order of those', async () => {
  const reply = await plan(`applications:
  a: {charm: x, num_units: 1, to: ["lxd:b/0"]}
  b: {charm: x, num_units: 1, to: ["lxd:c/0"]}
  c: {charm: x, num_units: 1}`)
  expect(reply.changes?.length).toBe(9)
})

test.each<[string, string, Plan]>([
  [
    'a relation repeated with its ends swapped',
    'applications: {a: {charm: x}, b: {charm: x}}\nrelations: [["a:x", "b:y"], ["b:y", "a:x"]]',
    { errors: ['relation ["b:y" "a:x"] is defined more than once'] },
  ],
  [
    'a revision without a channel',
    'applications: {a: {charm: x, revision: 3}}',
    { errors: ['application "a" with a revision requires a channel for future upgrades, please use channel'] },
  ],
  [
    'fields of overlays',
    'applications: {a: {charm: x, offers: {o: {endpoints: [e], acl: {admin: admin}}, p: {endpoints: [f]}}}}',
    { error: 'cannot read bundle YAML: applications.a.offers can only appear in an overlay section (and 3 more errors)' },
  ],
  ['an inherited name', 'applications: {a: {charm: x, num_units: 1, to: [constructor]}}', { errors: ['placement "constructor" refers to an application not defined in this bundle'] }],
  ['relations that are not a list', 'applications: {a: {charm: x}}\nrelations: 5', { errors: ['at least one application must be specified'] }],
  ['applications that are not a mapping', 'applications: [a]', { errors: ['at least one application must be specified'] }],
  ['an application that is not a mapping', 'applications: {a: x}', { errors: ['at least one application must be specified'] }],
])('%s', async (_name, yaml, expected) => {
  expect(await plan(yaml)).toEqual(expected)
}) // prettier-ignore

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n')

describe('a bundle of some kilobytes that would need much memory is refused', () => {
  test.each([
    [
      'aliases of aliases',
      `x0: &x0 [a, a, a, a, a, a, a, a, a]\n${lines(12, (index) => `x${index + 1}: &x${index + 1} [${Array(9).fill(`*x${index}`).join(', ')}]`)}\n`,
    ],
    [
      'merge keys',
      `c0: &c0\n${lines(2000, (index) => `  k${index}: 1`)}\n${lines(2000, (index) => `c${index + 1}: &c${index + 1} {<<: *c${index}}`)}\n`,
    ],
  ])('%s', async (_kind, bomb) => {
    const { error } = await plan(`${bomb}applications:\n  web:\n    charm: nginx\n    num_units: 1\n`)
    expect(error).toContain('cannot read bundle YAML')
  })
})
