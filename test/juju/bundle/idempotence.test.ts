import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitEndpoint } from '../../../src/juju/bundle/bundle.js'
import { parseBundlePlacement } from '../../../src/juju/syntax/placement.js'
import { standsOn } from '../../../src/juju/bundle/placements.js'
import { planBundle } from '../../../src/juju/bundle/plan.js'
import { readBundle } from '../../../src/juju/bundle/read.js'
import { deployInto, MemoryModel } from './memory-model.js'

interface Spec {
  'default-base'?: string
  applications: Record<string, Record<string, unknown> & { num_units: number; to: string[] }>
  machines: Record<string, object>
  relations: [string, string][]
}

const names = ['ceph', 'db', 'web', 'zoo']
const text = fc.constantFrom('x', 'y', '8.0', 'yes', '')
const record = (...keys: string[]) => fc.dictionary(fc.constantFrom(...keys), text, { maxKeys: keys.length })
const container = fc.constantFrom('', 'lxd:', 'kvm:')

/** Placements on machines, on new machines and beside units of applications that come before in the alphabet: no cycles. */
function placements(index: number, units: Record<string, number>) {
  const before = names.slice(0, index).filter((name) => (units[name] ?? 0) > 0)
  const target = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('0', '1', '2', '3') },
    { weight: 1, arbitrary: fc.constant('new') },
    ...(before.length === 0
      ? []
      : [
          { weight: 1, arbitrary: fc.constantFrom(...before) },
          {
            weight: 1,
            arbitrary: fc
              .constantFrom(...before)
              .chain((name) => fc.nat((units[name] ?? 1) - 1).map((unit) => `${name}/${unit}`)),
          },
        ]),
  )
  return fc.tuple(container, target).map(([kind, where]) => `${kind}${where}`)
}

const application = (index: number, units: Record<string, number>) => {
  const number = units[names[index] ?? ''] ?? 0
  return fc.record(
    {
      charm: fc.constantFrom('ubuntu', 'ch:mysql', 'vault'),
      channel: fc.constantFrom('stable', 'edge', '8.0', 'yoga/stable'),
      revision: fc.nat(20),
      base: fc.constantFrom('ubuntu@22.04/stable', 'ubuntu@24.04/stable'),
      num_units: fc.constant(number),
      to: fc.array(placements(index, units), { maxLength: number }),
      options: fc.dictionary(
        fc.constantFrom('a', 'b', 'c'),
        fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)),
      ),
      annotations: record('gui-x', 'gui-y'),
      constraints: fc.constantFrom('', 'mem=2G', 'arch=arm64 cores=4', 'tags=a,b spaces=x'),
      bindings: record('', 'db'),
      storage: fc.constantFrom({}, { data: 'ebs,2,1G' }),
      expose: fc.boolean(),
      trust: fc.boolean(),
    },
    { requiredKeys: ['charm', 'channel', 'num_units', 'to'] },
  )
}

const spec: fc.Arbitrary<Spec> = fc
  .tuple(fc.array(fc.nat(4), { minLength: 4, maxLength: 4 }), fc.subarray(names, { minLength: 1 }))
  .chain(([numbers, chosen]) => {
    const units = Object.fromEntries(chosen.map((name) => [name, numbers[names.indexOf(name)] ?? 0]))
    const applications = fc.record(
      Object.fromEntries(chosen.map((name) => [name, application(names.indexOf(name), units)])),
    )
    const end = fc
      .tuple(fc.constantFrom(...chosen), fc.constantFrom('', ':a', ':b'))
      .map((parts) => parts.join(''))
    const relations = fc.uniqueArray(fc.tuple(end, end), {
      maxLength: 5,
      selector: (pair) => pair.toSorted().join(),
    })
    return fc.record({
      applications,
      relations,
      machineNotes: fc.array(record('rack', 'row'), { minLength: 4, maxLength: 4 }),
    })
  })
  .map(({ applications, relations, machineNotes }) => {
    const directives = Object.values(applications).flatMap(({ to }) => to)
    const used = ['0', '1', '2', '3'].filter((id) =>
      directives.some((directive) => directive.split(':').at(-1) === id),
    )
    return {
      'default-base': 'ubuntu@22.04/stable',
      applications,
      machines: Object.fromEntries(used.map((id) => [id, { annotations: machineNotes[Number(id)] }])),
      relations: relations.filter(
        ([one, other]) => splitEndpoint(one).application !== splitEndpoint(other).application,
      ),
    }
  })

/** The bundle with fewer units, where no others are placed beside them, and the machines it still needs. */
function shrunk(one: Spec, fewer: number[]): Spec {
  const all = Object.values(one.applications).flatMap(({ to }) =>
    to.map((directive) => parseBundlePlacement(directive)),
  )
  const applications = Object.fromEntries(
    Object.entries(one.applications).map(([name, it]) => {
      const isTarget = all.some(
        (placement) => placement && 'application' in placement && placement.application === name,
      )
      const units = isTarget ? it.num_units : Math.min(it.num_units, fewer[names.indexOf(name)] ?? 0)
      return [name, { ...it, num_units: units, to: it.to.slice(0, units) }]
    }),
  )
  const used = new Set(
    Object.values(applications).flatMap(({ to }) => to.map((directive) => directive.split(':').at(-1))),
  )
  return {
    ...one,
    applications,
    machines: Object.fromEntries(Object.entries(one.machines).filter(([id]) => used.has(id))),
  }
}

// JSON is YAML.
const read = (bundle: Spec) => readBundle(JSON.stringify(bundle))
const options = { trust: true, force: true }

describe('an executed plan', () => {
  it('leaves nothing to plan', async () => {
    await fc.assert(
      fc.asyncProperty(spec, fc.integer({ min: 1, max: 8 }), async (one, concurrency) => {
        const bundle = await read(one)
        const model = new MemoryModel()
        await deployInto(model, bundle, options, concurrency)
        expect(planBundle(bundle, model.state, options).steps).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('leaves nothing to plan in a model that had other applications', async () => {
    await fc.assert(
      fc.asyncProperty(spec, spec, async (before, one) => {
        const bundle = await read(one)
        const model = new MemoryModel()
        await deployInto(model, await read(before), options)
        await deployInto(model, bundle, options)
        // A machine of the bundle may have no counterpart among those of another bundle until its units are there: then its
        // annotations are set by the second run.
        const steps = planBundle(bundle, model.state, options).steps.filter(
          (step) => !(step.kind === 'setAnnotations' && 'machine' in step.target),
        )
        expect(steps).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('leaves nothing to plan in a model that had a smaller version of the bundle', async () => {
    const smaller = spec.chain((one) =>
      fc.record({ one: fc.constant(one), fewer: fc.array(fc.nat(4), { minLength: 4, maxLength: 4 }) }),
    )
    await fc.assert(
      fc.asyncProperty(smaller, async ({ one, fewer }) => {
        const bundle = await read(one)
        const model = new MemoryModel()
        await deployInto(model, await read(shrunk(one, fewer)), options)
        await deployInto(model, bundle, options)
        expect(planBundle(bundle, model.state, options).steps).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('has every unit where its placement says', async () => {
    await fc.assert(
      fc.asyncProperty(spec, async (one) => {
        const model = new MemoryModel()
        await deployInto(model, await read(one), options)
        for (const [name, { to, num_units: units }] of Object.entries(one.applications)) {
          const machines = model.state.applications[name]?.units ?? {}
          expect(Object.keys(machines)).toHaveLength(units)
          for (const [index, directive] of to.entries()) {
            const placement = parseBundlePlacement(directive)
            const machine = machines[`${name}/${index}`] ?? ''
            if (placement?.kind === 'unit') {
              const beside =
                model.state.applications[placement.application]?.units[
                  `${placement.application}/${placement.unit}`
                ] ?? ''
              expect(standsOn(machine, beside, placement.container)).toBe(true)
            }
            if (placement?.container !== undefined && placement.kind !== 'application')
              expect(machine).toContain(`/${placement.container}/`)
          }
        }
        // Units on one machine of the bundle are on one machine of the model.
        const hosts = Object.keys(one.machines).map((id) => {
          const there = Object.entries(one.applications).flatMap(([name, { to }]) =>
            to.flatMap((directive, index) =>
              directive.split(':').at(-1) === id
                ? [(model.state.applications[name]?.units[`${name}/${index}`] ?? '').split('/')[0]]
                : [],
            ),
          )
          expect(new Set(there).size).toBe(1)
          return there[0]
        })
        expect(new Set(hosts).size).toBe(hosts.length)
      }),
      { numRuns: 100 },
    )
  })
})

describe('a bundle with more units than before', () => {
  it('gets the missing units, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(spec, fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }), async (one, more) => {
        const model = new MemoryModel()
        await deployInto(model, await read(one), options)
        const grown = Object.fromEntries(
          Object.entries(one.applications).map(([name, it]) => [
            name,
            { ...it, num_units: it.num_units + (more[names.indexOf(name)] ?? 0) },
          ]),
        )
        const { steps } = planBundle(await read({ ...one, applications: grown }), model.state, options)
        for (const [name, { num_units: units }] of Object.entries(grown)) {
          const added = steps.filter((step) => step.kind === 'addUnit' && step.application === name)
          expect(added).toHaveLength(units - (one.applications[name]?.num_units ?? 0))
        }
        expect(steps.filter(({ kind }) => kind !== 'addUnit' && kind !== 'addMachine')).toEqual([])
        expect(
          steps.filter((step) => step.kind === 'addMachine' && step.bundleMachine !== undefined),
        ).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})
