import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BundleProgress, DeployedBundle, Model, ModelStatus } from '../../../src/juju/index.js'
import { containerKindOf, hostOf } from '../../../src/juju/syntax/placement.js'
import { decodeStatus } from '../../../src/juju/status/decode.js'
import { bundleText, haveRecordings, recordedStatus, skipped } from '../recordings.js'
import { simulate, type Simulated } from '../simulated.js'

const yoga = (): string => bundleText('openstack-base-yoga')

/** The compared facts of an application, as text. */
const applicationFacts = (status: ModelStatus): Record<string, string> =>
  Object.fromEntries(
    status.applications.map(({ name, charm, channel, base, subordinateTo }) => [
      name,
      `${charm} ${channel} ${base} beside ${subordinateTo.toSorted().join(', ')}`,
    ]),
  )

/** The placement of a unit: the machine, and the kind of container on it; not which container, since they are added in parallel. */
const unitFacts = (status: ModelStatus): Record<string, string> =>
  Object.fromEntries(
    status.applications
      .filter(({ subordinateTo }) => subordinateTo.length === 0)
      .flatMap(({ units }) =>
        units.map(({ name, machine }) => [
          name,
          `${hostOf(machine)} ${containerKindOf(machine) ?? 'itself'}`,
        ]),
      ),
  )

/** The recorded interfaces are invented by the stand-in for Charmhub, so they are not compared. */
const relationFacts = (status: ModelStatus): string[] =>
  status.relations
    .filter(({ endpoints }) => endpoints.length === 2)
    .map(
      ({ endpoints, scope }) =>
        `${endpoints
          .map(({ application, name, role }) => `${application}:${name} ${role}`)
          .toSorted()
          .join(' - ')} ${scope}`,
    )
    .toSorted()

const kinds = (deployed: DeployedBundle): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { kind } of deployed.steps) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

describe.skipIf(!haveRecordings)(`the real openstack-base bundle on a simulated controller${skipped}`, () => {
  let simulated: Simulated
  let model: Model
  let deployed: DeployedBundle
  let status: ModelStatus
  const progress: BundleProgress[] = []
  let recorded: ModelStatus

  beforeAll(async () => {
    recorded = decodeStatus(recordedStatus('charmhub/bundle-status'))
    simulated = await simulate({ spaces: ['public-space'] })
    simulated.simulator.charms.fromBundle(yoga())
    await simulated.juju.models.add('openstack', { config: { 'default-base': 'ubuntu@22.04' } })
    model = simulated.juju.model('admin/openstack')
    deployed = await model.deployBundle(yoga(), { onProgress: (one) => progress.push(one) })
    status = await model.status()
  })
  afterAll(() => simulated[Symbol.asyncDispose]())

  test('has as many steps of each kind as the real command, and one charm step for eight routers', () => {
    expect(kinds(deployed)).toEqual({
      addCharm: 20,
      deploy: 27,
      setAnnotations: 27,
      addMachine: 22,
      addUnit: 25,
      addRelation: 59,
    })
    expect(deployed.machines).toEqual({ '0': '0', '1': '1', '2': '2' })
    expect(deployed.warnings).toEqual(['series is ignored: Juju 4 reads default-base'])
  })

  test('reports progress, each step once from start to end', () => {
    const done = progress.filter(({ state }) => state === 'done')
    expect(done.map(({ done: count }) => count)).toEqual(deployed.steps.map((_, index) => index + 1))
    expect(progress.filter(({ state }) => state === 'started')).toHaveLength(180)
    expect(done.filter(({ step }) => step.kind === 'addUnit').map(({ made }) => made)).toContain(
      'nova-compute/2',
    )
  })

  test('has the 27 applications of the real model, with charm, revision, channel, base and principals', () => {
    expect(Object.keys(applicationFacts(recorded))).toHaveLength(27)
    expect(applicationFacts(status)).toEqual(applicationFacts(recorded))
  })

  test('has each unit on the same machine, or in the same kind of container on it', () => {
    expect(Object.keys(unitFacts(recorded))).toHaveLength(25)
    expect(unitFacts(status)).toEqual(unitFacts(recorded))
  })

  test('has as many machines and containers on each', () => {
    const containers = ({ machines }: ModelStatus): Record<string, number> =>
      Object.fromEntries(machines.map((machine) => [machine.id, machine.containers.length]))
    expect(containers(status)).toEqual(containers(recorded))
  })

  test('has the same 59 relations by endpoint', () => {
    expect(relationFacts(recorded)).toHaveLength(59)
    expect(relationFacts(status)).toEqual(relationFacts(recorded))
  })

  test('has the options and annotations of the bundle', async () => {
    const config = await model.applications.config('ceph-mon')
    expect(config['expected-osd-count']).toMatchObject({ value: 3, source: 'user' })
    const { results } = await model
      .facade('Annotations')
      .call<{ results: { annotations: Record<string, string> }[] }>('Get', {
        entities: [{ tag: 'application-ceph-mon' }],
      })
    expect(results[0]?.annotations).toEqual({ 'gui-x': '790', 'gui-y': '1540' })
  })

  test('a second run plans nothing, and neither does one when all units are there', async () => {
    expect((await model.deployBundle(yoga())).steps).toEqual([])
    const idle = await model.waitForIdle({ intervalMs: 50, timeoutMs: 45_000 })
    expect(idle.applications.flatMap(({ units }) => units)).toHaveLength(41)
    expect((await model.deployBundle(yoga())).steps).toEqual([])
  })

  test('deploys with the spaces overlay on top, and then plans nothing either', async () => {
    await simulated.juju.models.add('spaces')
    const other = simulated.juju.model('spaces')
    const bundle = {
      text: yoga(),
      path: 'openstack-base-yoga.yaml',
      overlays: [{ text: bundleText('openstack-base-spaces-overlay'), path: 'overlay.yaml' }],
    }
    const plan = await other.deployBundle(bundle, { dryRun: true })
    expect((await other.status()).applications).toEqual([])
    const first = await other.deployBundle(bundle)
    expect(first.steps).toEqual(plan.steps)
    const keystone = (await other.status()).applications.find(({ name }) => name === 'keystone')
    expect(keystone?.endpointBindings).toMatchObject({
      '': 'public-space',
      'identity-service': 'public-space',
    })
    expect((await other.deployBundle(bundle)).steps).toEqual([])
  })

  test('reports in one error what was done and what failed, and continues from there', async () => {
    await simulated.juju.models.add('broken')
    const other = simulated.juju.model('broken')
    const bundle =
      'applications:\n  a: {charm: keystone, num_units: 1}\n  b: {charm: keystone-mysql-router-no-such}\n'
    await expect(other.deployBundle(bundle)).rejects.toMatchObject({
      code: 'ERR_BULK',
      message: expect.stringContaining(
        "No charm or bundle with name 'keystone-mysql-router-no-such'",
      ) as string,
    })
    expect((await other.status()).applications).toEqual([])
    simulated.simulator.failCall('Application.AddUnits', { message: 'the disk is full' })
    const good = 'applications:\n  a: {charm: keystone, num_units: 1}\n'
    await expect(other.deployBundle(good)).rejects.toMatchObject({
      code: 'ERR_BULK',
      message: expect.stringContaining('the disk is full') as string,
    })
    expect((await other.deployBundle(good)).steps.map(({ kind }) => kind)).toEqual(['addUnit'])
  })

  test('a mistake in the bundle sends nothing', async () => {
    const calls: string[] = []
    const off = simulated.juju.on('request', ({ operation }) => calls.push(operation))
    await expect(
      model.deployBundle('applications:\n  a: {charm: keystone, num_units: 1, to: [nowhere:3]}\n'),
    ).rejects.toMatchObject({ code: 'ERR_CONFIGURATION' })
    off()
    expect(calls.filter((call) => !/Get|Info|Status|List/.test(call))).toEqual([])
  })
})
