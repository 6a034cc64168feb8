import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { SimulatedClock } from '../../src/clock.js'
import { type JujuSimulator, startJujuSimulator } from '../../src/juju/simulator.js'
import { charmsForBundle } from '../../src/juju/state/charms/bundle-charms.js'
import { Charmhub } from '../../src/juju/state/charms/charmhub.js'
import { type Loose, until, Wire } from './wire.js'

const shared = fileURLToPath(new URL('../../../../shared', import.meta.url))
const bundle = (name: string) => readFileSync(`${shared}/bundles/${name}.yaml`, 'utf8')
const recorded = (name: string) =>
  JSON.parse(readFileSync(`${shared}/reference/juju/recorded-4.0.15/charmhub/${name}.json`, 'utf8')) as Loose

let sim: JujuSimulator
let clock: SimulatedClock
let wire: Wire

async function start(autoAdvance: boolean): Promise<void> {
  clock = new SimulatedClock({ timeScale: 10_000 })
  sim = await startJujuSimulator({ clock, autoAdvance })
  const model = sim.addModel({ name: 'os', config: { 'default-base': 'ubuntu@22.04' } })
  wire = await Wire.login(sim, `/model/${model}/api`)
}

afterEach(async () => {
  wire.close()
  await sim.close()
  clock.stop()
})

/** Sends the recorded calls that change the model. */
async function replayDeployment(): Promise<void> {
  const changes = ['AddCharm', 'Deploy', 'AddMachines', 'AddUnits', 'AddRelation']
  for (const { request } of recorded('bundle').exchange as Loose[]) {
    if (!changes.includes(request?.request)) continue
    const { results = [], machines = [] } = await wire.call(
      `${request.type}.${request.request}`,
      request.params,
    )
    expect([...results, ...machines].filter((each: Loose) => each.error)).toEqual([])
  }
}

describe.skipIf(!existsSync(shared))(
  'the bundles of Canonical OpenStack, with the charms of the catalogue (skipped without ../shared)',
  () => {
    test('the recorded calls of openstack-base give the same model as on a real controller', async () => {
      await start(false)
      await replayDeployment()
      const wanted = shape(
        (recorded('bundle-status').exchange as Loose[]).find(
          ({ request }) => request?.request === 'FullStatus',
        )?.reply.response,
      )
      const got = shape(await wire.call('Client.FullStatus'))
      expect(Object.keys(got.applications)).toHaveLength(27)
      expect(got.relations).toHaveLength(59)
      expect(got).toEqual(wanted)
    })

    test(
      'and with time every unit of it is active, subordinates beside their principals',
      { timeout: 60_000 },
      async () => {
        await start(true)
        await replayDeployment()
        const all = await until(
          () => wire.call('Client.FullStatus'),
          ({ applications }) =>
            Object.values<Loose>(applications).every(({ status }) => status.status === 'active'),
        )
        const subordinates = Object.values<Loose>(all.applications['nova-compute'].units).map((unit) =>
          Object.keys(unit.subordinates),
        )
        const beside = subordinates.map((names) =>
          names
            .map((name) => name.replace(/\/\d+$/, ''))
            .toSorted()
            .join(' '),
        )
        expect(beside).toEqual(['ntp ovn-chassis', 'ntp ovn-chassis', 'ntp ovn-chassis'])
        expect(all.relations.every((relation: Loose) => relation.status.status === 'joined')).toBe(true)
      },
    )

    test.each(['openstack-telemetry', 'loadbalancer-octavia', 'ceph-base'])(
      '%s: every charm, option and relation is known',
      async (name) => {
        await start(false)
        const { applications, relations } = parse(bundle(name), { merge: true }) as {
          applications: Loose
          relations: string[][]
        }
        const base = parse(bundle('openstack-base-yoga'), { merge: true }) as { applications: Loose }
        await deployEach({ ...base.applications, ...applications }, relations)
      },
    )

    test.each(['openstack-base-yoga', 'openstack-telemetry'])(
      '%s: stand-ins made from the bundle alone carry it as well, and become active',
      { timeout: 60_000 },
      async (name) => {
        await start(true)
        for (const { charm } of charmsForBundle(bundle(name))) sim.charms.add(charm)
        const { applications, relations } = parse(bundle(name), { merge: true }) as {
          applications: Loose
          relations: string[][]
        }
        await deployEach(applications, relations)
        await until(
          () => wire.call('Client.FullStatus'),
          (all) => Object.values<Loose>(all.applications).every(({ status }) => status.status === 'active'),
        )
      },
    )
  },
)

async function deployEach(applications: Loose, relations: string[][]): Promise<void> {
  for (const [application, { charm, options = {}, num_units = 0 }] of Object.entries<Loose>(applications)) {
    const arg = {
      CharmName: charm.replace(/^c[hs]:/, ''),
      ApplicationName: application,
      ConfigYAML: stringify({ [application]: options }),
      'num-units': num_units,
    }
    const { Results } = await wire.call('Application.DeployFromRepository', { Args: [arg] })
    expect(Results[0].Errors).toBeNull()
  }
  for (const endpoints of relations) await wire.call('Application.AddRelation', { endpoints })
  expect((await wire.call('Client.FullStatus')).relations).toHaveLength(relations.length)
}

/** What must be equal: charm and channel, the machine of each unit, subordinates, and relations by endpoint. */
function shape({ applications, relations }: Loose): Loose {
  return {
    applications: Object.fromEntries(
      Object.entries<Loose>(applications).map(([name, application]) => [
        name,
        {
          charm: application.charm,
          channel: application['charm-channel'],
          base: application.base,
          principals: application['subordinate-to'],
          related: application.relations,
          machines: Object.fromEntries(
            Object.entries<Loose>(application.units ?? {}).map(([unit, { machine }]) => [unit, machine]),
          ),
        },
      ]),
    ),
    relations: relations.map(({ key }: Loose) => key).toSorted(),
  }
}

describe('a bundle of charms that the catalogue lacks', () => {
  const foreign = `
applications:
  web: {charm: my-web, num_units: 2, options: {port: 80, debug: true, title: x, ratio: 0.5}}
  db: {charm: ch:my-db, num_units: 1}
  logs: {charm: my-logs}
relations:
  - [web:database, db:server]
  - [logs:juju-info, web:juju-info]
  - [logs:sink, db:sink]
`
  beforeEach(() => start(true))

  test('gets placeholders: endpoints from the relations, options from the options; a charm without units is a subordinate', async () => {
    expect(sim.charms.fromBundle(foreign).map(({ name, subordinate }) => [name, subordinate])).toEqual([
      ['my-web', false],
      ['my-db', false],
      ['my-logs', true],
    ])
    const deploy = (CharmName: string, ApplicationName: string, units: number, ConfigYAML = '') =>
      wire.call('Application.DeployFromRepository', {
        Args: [{ CharmName, ApplicationName, ConfigYAML, 'num-units': units }],
      })
    const { Results } = await deploy('my-web', 'web', 2, 'web: {port: 80, debug: true, title: x, ratio: 0.5}')
    expect(Results[0].Errors).toBeNull()
    await deploy('my-db', 'db', 1)
    await deploy('my-logs', 'logs', 0)
    for (const endpoints of [
      ['web:database', 'db:server'],
      ['logs:juju-info', 'web:juju-info'],
      ['logs:sink', 'db:sink'],
    ]) {
      await wire.call('Application.AddRelation', { endpoints })
    }
    const all = await until(
      () => wire.call('Client.FullStatus'),
      ({ applications }) =>
        Object.values<Loose>(applications).every(({ status }) => status.status === 'active'),
    )
    expect(all.applications.logs['subordinate-to']).toEqual(['web'])
    expect(Object.keys(all.applications.web.units['web/1'].subordinates)).toHaveLength(1)
  })

  test('a charm with resources: one by revision, one to upload, one from Charmhub by default', async () => {
    sim.charms.add({
      name: 'my-snap',
      resources: {
        core: { type: 'file', filename: 'core.snap' },
        app: { type: 'file' },
        docs: { type: 'file' },
      },
    })
    const arg = { CharmName: 'my-snap', ConfigYAML: '', resources: { core: './core.snap', app: '7' } }
    const { Results } = await wire.call('Application.DeployFromRepository', { Args: [arg] })
    expect(Results[0]).toMatchObject({
      Errors: null,
      PendingResourceUploads: [{ Name: 'core', Filename: './core.snap', Type: 'file' }],
    })
    const { results } = await wire.call('Resources.ListResources', {
      entities: [{ tag: 'application-my-snap' }],
    })
    const kept = results[0].resources.map(({ name, origin, revision }: Loose) => [name, origin, revision])
    expect(kept).toEqual([
      ['app', 'store', 7],
      ['docs', 'store', 1],
    ])
  })

  test('a subordinate of many applications runs beside each, and has the relations common to them', () => {
    const routed = `
applications:
  a: {charm: my-a, num_units: 1}
  b: {charm: my-b, num_units: 1}
  a-router: {charm: my-router, revision: 7}
  b-router: {charm: my-router}
  cluster: {charm: my-cluster, num_units: 3}
  here: {charm: ./here.charm, num_units: 1}
relations:
  - ["a-router:db-router", "cluster:db-router"]
  - ["b-router:db-router", "cluster:db-router"]
  - ["a:shared-db", "a-router:shared-db"]
  - ["b:shared-db", "b-router:shared-db"]
`
    const hub = new Charmhub()
    expect(hub.fromBundle(routed).map(({ name }) => name)).toEqual([
      'my-a',
      'my-b',
      'my-router',
      'my-cluster',
    ])
    expect(hub.get('my-router')).toMatchObject({
      revision: 7,
      charm: {
        subordinate: true,
        provides: { 'shared-db': { interface: 'shared-db', scope: 'container' } },
        requires: { 'db-router': { interface: 'db-router' } },
      },
    })
    expect(hub.get('my-cluster')?.charm.provides).toEqual({ 'db-router': { interface: 'db-router' } })
  })

  test('options, storage, resources, bindings and endpoints of offers come from bundle and overlays', async () => {
    const own = `
applications:
  store:
    charm: my-store
    num_units: 1
    options: {size: 3, name: }
    storage: {data: 10G, logs: 'ebs,1G'}
    resources: {image: 4}
    bindings: {'': alpha, admin: alpha}
--- # overlay
applications:
  store:
    offers: {shared: {endpoints: [database, juju-info]}}
    exposed-endpoints: {web: {expose-to-cidrs: [10.0.0.0/8]}}
`
    const [charm] = sim.charms.fromBundle(own)
    expect(charm).toMatchObject({
      options: { size: { type: 'int' }, name: { type: 'string' } },
      storage: ['data', 'logs'],
      resources: { image: { type: 'file' } },
      provides: { database: { interface: 'database' }, web: { interface: 'web' } },
      extraBindings: ['admin'],
    })
    const arg = {
      CharmName: 'my-store',
      ConfigYAML: 'my-store: {size: 3}',
      Storage: {},
      EndpointBindings: { admin: 'alpha' },
    }
    const { Results } = await wire.call('Application.DeployFromRepository', { Args: [arg] })
    expect(Results[0].Errors).toBeNull()
    const { results } = await wire.call('Application.ApplicationsInfo', {
      entities: [{ tag: 'application-my-store' }],
    })
    expect(results[0].result['endpoint-bindings']).toMatchObject({
      admin: 'alpha',
      database: 'alpha',
      web: 'alpha',
    })
  })

  test('charms of the catalogue are not added again', () => {
    expect(new Charmhub().fromBundle('applications: {k: {charm: ch:keystone, num_units: 1}}')).toEqual([])
  })
})
