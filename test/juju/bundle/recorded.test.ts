import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../../../src/core/errors.js'
import type { Bundle, OptionValue } from '../../../src/juju/bundle/bundle.js'
import { executePlan } from '../../../src/juju/bundle/execute.js'
import type { ModelState } from '../../../src/juju/bundle/model-state.js'
import { planBundle } from '../../../src/juju/bundle/plan.js'
import { readBundle } from '../../../src/juju/bundle/read.js'
import { deployInto, MemoryModel } from './memory-model.js'
import {
  bundleText,
  type CommandRun,
  haveReference,
  type PlannerCase,
  recording,
  run,
  type ServerPlan,
  skipped,
} from './reference.js'
import { asServerChanges, canonical } from './server-form.js'

// Deliberate differences from the planner of the controller:
// - the order of steps and their numbers: a container comes just before its unit, not before all units;
// - our steps also have what the command adds before it sends them, the architecture from the constraints and trust,
//   and the placement of an application on Kubernetes, which the planner omits.

const noSuchFile = () => Promise.reject(new Error('no such file'))
const read = (yaml: string) =>
  readBundle(yaml, { path: 'bundle.yaml', readFile: noSuchFile, fileExists: () => Promise.resolve(false) })
const mistakes = (plan: ServerPlan) =>
  plan.error === undefined ? (plan.errors ?? []).filter((error) => error !== '') : [plan.error]

describe.skipIf(!haveReference)(`as the planner of Juju 4.0.15${skipped}`, () => {
  const cases = haveReference ? (recording('bundle-changes/cases') as PlannerCase[]) : []

  it('has all of its cases', () => expect(cases).toHaveLength(53))

  it.each(cases.filter((one) => mistakes(one).length === 0).map((one) => [one.name, one] as const))(
    'plans %s',
    async (_, one) => {
      const plan = planBundle(await read(one.yaml), undefined, { trust: true })
      expect(canonical(asServerChanges(plan))).toEqual(canonical(one.changes ?? []))
    },
  )

  it.each(cases.filter((one) => mistakes(one).length > 0).map((one) => [one.name, one] as const))(
    'rejects %s',
    async (_, one) => {
      await expect(read(one.yaml)).rejects.toThrow(ConfigurationError)
    },
  )

  it.each(['openstack-base-yoga', 'ceph-base', 'openstack-telemetry'])('plans %s', async (name) => {
    const theirs = recording(`bundle-changes/${name}`) as ServerPlan
    const ours = planBundle(await readBundle(bundleText(name)))
    expect(canonical(asServerChanges(ours))).toEqual(canonical(theirs.changes ?? []))
  })

  it('finds as many mistakes in an overlay that is not a bundle', async () => {
    const theirs = mistakes(recording('bundle-changes/loadbalancer-octavia') as ServerPlan)
    const error = await readBundle(bundleText('loadbalancer-octavia')).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ConfigurationError)
    expect(Object.keys((error as ConfigurationError).facts)).toContain(`mistake ${theirs.length}`)
    expect(Object.keys((error as ConfigurationError).facts)).not.toContain(`mistake ${theirs.length + 1}`)
  })
})

/** The steps of the dry run of the command, by kind. */
function announced(output: string) {
  const lines = (pattern: RegExp) =>
    [...output.matchAll(pattern)]
      .map((match) =>
        match
          .slice(1)
          .map((part) => part ?? '')
          .join(' '),
      )
      .toSorted()
  return {
    deploys: lines(/^- deploy application (\S+) from charm-hub(?: on \S+)?(?: with (\S+))?/gm),
    charms: lines(/^- upload charm (\S+) from charm-hub(?: for base \S+)?(?: from channel (\S+))?/gm),
    relations: lines(/^- add relation (\S+) - (\S+)$/gm),
    annotations: lines(/^- set annotations for (\S+)$/gm),
    units: lines(/^- add unit (\S+) to (?:new machine )?(\S+)/gm),
  }
}

async function ours(bundle: Bundle) {
  const model = new MemoryModel()
  const { steps } = await deployInto(model, bundle, {}, 1)
  const texts = (kind: string, text: (step: never) => string) =>
    steps
      .filter((step) => step.kind === kind)
      .map((step) => text(step as never))
      .toSorted()
  return {
    deploys: texts(
      'deploy',
      ({ application, channel = '' }: { application: string; channel?: string }) =>
        `${application} ${channel}`,
    ),
    charms: texts(
      'addCharm',
      ({ charm, channel = '' }: { charm: string; channel?: string }) =>
        `${charm.replace('ch:', '')} ${channel}`,
    ),
    relations: texts('addRelation', ({ endpoints }: { endpoints: string[] }) => endpoints.join(' ')),
    annotations: texts(
      'setAnnotations',
      ({ target }: { target: { application: string } }) => target.application,
    ),
    units: Object.values(model.state.applications)
      .flatMap(({ units }) => Object.entries(units).map((unit) => unit.join(' ')))
      .toSorted(),
  }
}

describe.skipIf(!haveReference)(`as the command of Juju 4.0.15${skipped}`, () => {
  it('plans the steps of its dry run for openstack-base', async () => {
    const { output } = run('charmhub/bundle-dry-run')
    expect(await ours(await readBundle(bundleText('openstack-base-yoga')))).toEqual(announced(output))
  })

  it('plans the steps of its dry run for the spaces overlay', async () => {
    const { output } = run('charmhub/overlay-dry-run')
    const overlays = [{ text: bundleText('openstack-base-spaces-overlay') }]
    const bundle = await readBundle(bundleText('openstack-base-yoga'), { overlays })
    expect(await ours(bundle)).toEqual(announced(output))
    expect(bundle.applications.glance?.bindings).toEqual({ '': 'public-space' })
    const containers = planBundle(bundle).steps.filter(
      (step) => step.kind === 'addMachine' && step.container === 'lxd',
    )
    expect(containers.map((step) => 'constraints' in step && step.constraints)).toEqual(
      Array(19).fill('spaces=public-space'),
    )
  })

  it('plans the steps of its dry run for ceph-base', async () => {
    const { output } = run('charmhub/ceph-dry-run')
    expect(await ours(await readBundle(bundleText('ceph-base')))).toEqual(announced(output))
  })

  it('places each unit of openstack-base as the real deployment did', async () => {
    const sent = run('charmhub/bundle').exchange.filter(({ request }) => request?.request === 'AddUnits')
    const theirs = sent.map(({ request, reply }) => {
      const sentPlacement = (request as { params: { placement: { directive: string }[] } }).params.placement
      const gotUnits = (reply as { response: { units: string[] } }).response.units
      return `${gotUnits.join()} ${sentPlacement.map(({ directive }) => directive).join()}`
    })
    expect(theirs).toHaveLength(25)
    expect((await ours(await readBundle(bundleText('openstack-base-yoga')))).units).toEqual(theirs.toSorted())
  })

  it('plans for an existing model what the command does with an overlay and a machine map', async () => {
    // small.yaml and its overlay, reconstructed from what the command did with them.
    const bundle = await readBundle(SMALL, { overlays: [{ text: SMALL_OVERLAY }] })
    const { exchange, output } = run('charmhub/small-map')
    const model = stateOf(exchange)
    const plan = planBundle(bundle, model, { existingMachines: true, machineMap: { 0: '1' } })
    expect(plan.machines).toEqual({ 0: '1' })
    expect(plan.steps.map(({ text }) => text)).toEqual([
      'add charm ubuntu from latest/edge',
      'deploy extra (charm ubuntu) from latest/edge',
      'set hostname of web',
      'add unit extra/0',
    ])
    // Other steps of the command change nothing, or remove what is not in the bundle.
    const beside = [
      'upload charm ubuntu from charm-hub for base ubuntu@22.04/stable from channel latest/stable',
      'set constraints for web to ""',
      'expose all',
    ]
    expect(output.match(/^- /gm)).toHaveLength(plan.steps.length + beside.length)
    for (const line of beside) expect(output).toContain(`- ${line}`)
  })

  it('plans for small.yaml what the command does', async () => {
    const { output } = run('charmhub/small')
    const model = new MemoryModel()
    await deployInto(model, await readBundle(SMALL), {}, 1)
    const units = Object.values(model.state.applications).flatMap((application) =>
      Object.entries(application.units).map((unit) => unit.join(' ')),
    )
    expect(units.toSorted()).toEqual(announced(output).units)
  })

  it('plans nothing the second time, where the command upgrades every application', async () => {
    const bundle = await readBundle(bundleText('openstack-base-yoga'))
    const model = new MemoryModel()
    const plan = planBundle(bundle)
    const outcome = await executePlan(plan, model)
    expect(outcome.machines).toEqual({ 0: '0', 1: '1', 2: '2' })
    expect(planBundle(bundle, model.state)).toEqual({ steps: [], machines: outcome.machines })
    expect(run('charmhub/bundle-again').output.match(/^- upgrade /gm)).toHaveLength(27)
  })
})

const SMALL = `
applications:
  web: { charm: ubuntu, num_units: 2, to: ['0', lxd:new], expose: true, annotations: { gui-x: '1' }, options: { hostname: x } }
  db: { charm: ubuntu, num_units: 2, to: [web/0, lxd:web/1], constraints: mem=2G }
machines: { '0': {} }
`

const SMALL_OVERLAY = `
applications:
  web: { options: { hostname: other } }
  extra: { charm: ubuntu, channel: latest/edge, num_units: 1 }
`

/** The state of a model as the command reads it before it plans. */
function stateOf(exchange: CommandRun['exchange']): ModelState {
  const answer = (method: string) =>
    exchange.find(({ request }) => request?.request === method)?.reply?.response as never
  const status: {
    machines: Record<string, { containers: Record<string, object> }>
    applications: Record<string, StatusApplication>
  } = answer('FullStatus')
  const names = Object.keys(status.applications).toSorted()
  const config: { Results: { config: Record<string, { value: OptionValue }> }[] } = answer('CharmConfig')
  const constraints: { results: { constraints: { mem?: number; arch?: string } }[] } =
    answer('GetConstraints')
  const annotations: { results: { entity: string; annotations: Record<string, string> }[] } = answer('Get')
  const annotationsOf = (tag: string) =>
    annotations.results.find(({ entity }) => entity === tag)?.annotations ?? {}
  const ids = Object.entries(status.machines).flatMap(([id, { containers }]) => [
    id,
    ...Object.keys(containers),
  ])
  return {
    machines: Object.fromEntries(ids.map((id) => [id, { annotations: annotationsOf(`machine-${id}`) }])),
    relations: [],
    saas: {},
    applications: Object.fromEntries(
      names.map((name, index) => {
        const { charm, exposed, units, ...application } = status.applications[name] as StatusApplication
        const { mem, arch } = constraints.results[index]?.constraints ?? {}
        return [
          name,
          {
            charm,
            channel: application['charm-channel'],
            revision: application['charm-rev'],
            options: Object.fromEntries(
              Object.entries(config.Results[index]?.config ?? {}).map(([key, { value }]) => [key, value]),
            ),
            constraints: `arch=${arch}${mem === undefined ? '' : ` mem=${mem}M`}`,
            exposed,
            exposedEndpoints: Object.fromEntries(
              Object.entries(application['exposed-endpoints'] ?? {}).map(([key, value]) => [
                key,
                { spaces: [], cidrs: value['expose-to-cidrs'] },
              ]),
            ),
            annotations: annotationsOf(`application-${name}`),
            subordinate: false,
            units: Object.fromEntries(Object.entries(units).map(([unit, { machine }]) => [unit, machine])),
            offers: {},
          },
        ]
      }),
    ),
  }
}

interface StatusApplication {
  charm: string
  'charm-channel': string
  'charm-rev': number
  exposed: boolean
  'exposed-endpoints'?: Record<string, { 'expose-to-cidrs': string[] }>
  units: Record<string, { machine: string }>
}
