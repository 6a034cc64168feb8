import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../../../src/core/errors.js'
import {
  emptyModelState,
  type ModelApplication,
  type ModelState,
} from '../../../src/juju/bundle/model-state.js'
import { planBundle, type PlanBundleOptions } from '../../../src/juju/bundle/plan.js'
import { readBundle } from '../../../src/juju/bundle/read.js'
import { deployInto, MemoryModel } from './memory-model.js'

const application = (given: Partial<ModelApplication>): ModelApplication => ({
  charm: 'ch:amd64/ubuntu-7',
  channel: 'latest/stable',
  revision: 7,
  options: {},
  constraints: 'arch=amd64',
  exposed: false,
  exposedEndpoints: {},
  annotations: {},
  subordinate: false,
  units: {},
  offers: {},
  ...given,
})

const model = (given: Partial<ModelState>): ModelState => ({ ...emptyModelState(), ...given })

const machines = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, { annotations: {} }]))

async function texts(yaml: string, state?: ModelState, options?: PlanBundleOptions): Promise<string[]> {
  return planBundle(await readBundle(yaml), state, options).steps.map(({ text }) => text)
}

async function placed(yaml: string, state?: ModelState): Promise<Record<string, string>> {
  const target = new MemoryModel(state)
  await deployInto(target, await readBundle(yaml))
  return Object.assign({}, ...Object.values(target.state.applications).map(({ units }) => units)) as Record<
    string,
    string
  >
}

describe('a plan for an empty model', () => {
  it('describes its steps', async () => {
    expect(
      await texts(`
default-base: ubuntu@22.04/stable
machines: { 0: { annotations: { rack: r1 } } }
saas: { far: { url: admin/prod.far } }
applications:
  db: { charm: mysql, channel: 8.0/stable, num_units: 1, to: [lxd:0], annotations: { gui-x: '1' } }
  web: { charm: nginx, num_units: 2, to: [0, lxd:db/0], expose: true }
relations: [[db, web:db], [web:far, far]]
`),
    ).toEqual([
      'add charm mysql from 8.0/stable on ubuntu@22.04/stable',
      'deploy db (charm mysql) from 8.0/stable on ubuntu@22.04/stable',
      'annotate db',
      'add charm nginx on ubuntu@22.04/stable',
      'deploy web (charm nginx) on ubuntu@22.04/stable',
      'expose web',
      'add new machine 0',
      'annotate new machine 0',
      'consume admin/prod.far as far',
      'integrate db - web:db',
      'integrate web:far - far',
      'add a new lxd container on new machine 0',
      'add unit db/0 in a new lxd container on new machine 0',
      'add unit web/0 on new machine 0',
      'add a new lxd container on the machine of db/0',
      'add unit web/1 in a new lxd container on the machine of db/0',
    ])
  })

  it('has every step after the steps that it requires', async () => {
    const { steps } = planBundle(
      await readBundle(
        'applications: { a: { charm: u, num_units: 9, to: [new] }, b: { charm: u, num_units: 9, to: [lxd:a] } }',
      ),
    )
    const seen = new Set<string>()
    for (const { id, requires } of steps) {
      for (const required of requires) expect(seen).toContain(required)
      seen.add(id)
    }
    expect(seen.size).toBe(steps.length)
  })

  it('repeats the last placement if it is new or an application', async () => {
    const units = await placed(`
machines: { 0: {} }
applications:
  a: { charm: u, num_units: 3, to: [0] }
  b: { charm: u, num_units: 3, to: [kvm:new] }
  c: { charm: u, num_units: 4, to: [lxd:a] }
`)
    expect(units['a/0']).toBe('0')
    expect(new Set([units['a/0'], units['a/1'], units['a/2']]).size).toBe(3)
    expect(
      [units['b/0'], units['b/1'], units['b/2']].map((machine) => machine?.replace(/^\d+/, '#')),
    ).toEqual(Array(3).fill('#/kvm/0'))
    expect([units['c/0'], units['c/1'], units['c/2']]).toEqual(
      [units['a/0'], units['a/1'], units['a/2']].map((machine) => `${machine}/lxd/0`),
    )
    expect(units['c/3']).toMatch(/^\d+$/)
  })

  it('adds containers as siblings, and places units together in one container', async () => {
    expect(
      await placed(
        'applications: { a: { charm: u, num_units: 1, to: [lxd:new] }, b: { charm: u, num_units: 2, to: [a/0, lxd:a/0] } }',
      ),
    ).toEqual({
      'a/0': '0/lxd/0',
      'b/0': '0/lxd/0',
      'b/1': '0/lxd/1',
    })
  })

  it('adds a machine for a unit with the constraints and spaces of its application', async () => {
    const { steps } = planBundle(
      await readBundle(
        'applications: { a: { charm: u, num_units: 1, to: [new], constraints: mem=2G spaces=x, bindings: { "": y, db: x } } }',
      ),
    )
    expect(steps.find(({ kind }) => kind === 'addMachine')).toMatchObject({
      constraints: 'mem=2G spaces=x,y',
    })
  })

  it('scales on Kubernetes, with the placement', async () => {
    const bundle = await readBundle(
      'bundle: kubernetes\napplications: { a: { charm: u, scale: 3, placement: zone=a } }',
    )
    expect(planBundle(bundle).steps.at(-1)).toMatchObject({
      kind: 'deploy',
      numUnits: 3,
      placement: 'zone=a',
    })
    expect(
      await texts(
        'bundle: kubernetes\napplications: { a: { charm: ubuntu, scale: 3 } }',
        model({ applications: { a: application({ scale: 2 }) } }),
      ),
    ).toEqual(['scale a from 2 to 3 pods'])
  })

  it('requires consent for trust', async () => {
    const bundle = await readBundle('applications: { a: { charm: ubuntu, trust: true } }')
    expect(() => planBundle(bundle)).toThrow(
      "the bundle gives access to the cloud's credentials to a. Pass { trust: true } if you agree.",
    )
    expect(planBundle(bundle, undefined, { trust: true }).steps.at(-1)).toMatchObject({
      kind: 'deploy',
      trust: true,
    })
    expect(await readBundle('applications: { a: { charm: ubuntu, options: { trust: true } } }')).toEqual(
      bundle,
    )
  })
})

describe('a plan for an existing model', () => {
  const bundle = `
applications:
  a:
    charm: ubuntu
    channel: stable
    constraints: mem=2G
    options: { x: 1, y: "2", z: ~ }
    annotations: { k: v }
    expose: true
relations: []
`

  it('is empty when everything is deployed, whatever the notation', async () => {
    const a = application({
      constraints: 'arch=amd64 mem=2048M',
      options: { x: '1', y: 2, z: 'default', other: true },
      annotations: { k: 'v', more: 'w' },
      exposed: true,
      exposedEndpoints: {
        '': { spaces: [], cidrs: ['::/0', '0.0.0.0/0'] },
        api: { spaces: ['s'], cidrs: [] },
      },
    })
    expect(await texts(bundle, model({ applications: { a } }))).toEqual([])
  })

  it('sets what differs, and nothing that is not in the bundle', async () => {
    const a = application({
      constraints: 'arch=amd64 cores=8',
      options: { x: 2, y: 2, other: 1 },
      annotations: { k: 'w' },
      exposed: true,
      exposedEndpoints: { api: { spaces: [], cidrs: ['10.0.0.0/8'] } },
    })
    expect(await texts(bundle, model({ applications: { a } }))).toEqual([
      'set x of a',
      'set constraints of a to mem=2G',
      'expose a',
      'annotate a',
    ])
    expect(await texts('applications: { a: { charm: ubuntu } }', model({ applications: { a } }))).toEqual([])
    expect(
      await texts(
        'applications: { a: { charm: ubuntu, expose: true } }',
        model({ applications: { a: application({}) } }),
      ),
    ).toEqual(['expose a'])
  })

  it('keeps the constraints of subordinates, and adds no units of them', async () => {
    const a = application({ subordinate: true, constraints: '' })
    expect(
      await texts(
        'applications: { a: { charm: ubuntu, num_units: 1, constraints: mem=2G } }',
        model({ applications: { a } }),
      ),
    ).toEqual([])
  })

  it('upgrades to another charm or a newer revision, and crosses channels only with force', async () => {
    const state = model({ applications: { a: application({}) } })
    expect(await texts('applications: { a: { charm: mysql } }', state)).toEqual([
      'add charm mysql',
      'upgrade a to charm mysql',
    ])
    expect(
      await texts('applications: { a: { charm: ubuntu, channel: stable, revision: 9 } }', state),
    ).toEqual(['add charm ubuntu revision 9 from stable', 'upgrade a from revision 7 to 9'])
    const edge = 'applications: { a: { charm: ubuntu, channel: edge } }'
    await expect(texts(edge, state)).rejects.toThrow(
      'applications.a: is deployed from latest/stable, and the bundle has latest/edge. Refresh the application first, or pass { force: true }.',
    )
    expect(await texts(edge, state, { force: true })).toEqual([
      'add charm ubuntu from edge',
      'upgrade a from latest/stable to latest/edge',
    ])
    await expect(
      texts('applications: { a: { charm: ubuntu, channel: stable, revision: 5 } }', state),
    ).rejects.toThrow(ConfigurationError)
    expect(
      await texts(
        'applications: { a: { charm: ./u.charm } }',
        model({ applications: { a: application({ charm: 'local:u-3' }) } }),
      ),
    ).toEqual([])
  })

  it('matches a relation without endpoints to any between the two that the bundle does not name', async () => {
    const applications = { a: application({}), b: application({}) }
    const both =
      'applications: { a: { charm: ubuntu }, b: { charm: ubuntu } }\nrelations: [[b, a], [a:x, b:y]]'
    expect(await texts(both, model({ applications }))).toEqual(['integrate b - a', 'integrate a:x - b:y'])
    expect(await texts(both, model({ applications, relations: [['b:y', 'a:x']] }))).toEqual([
      'integrate b - a',
    ])
    expect(
      await texts(
        both,
        model({
          applications,
          relations: [
            ['b:y', 'a:x'],
            ['a:m', 'b:n'],
          ],
        }),
      ),
    ).toEqual([])
  })

  it('grants missing access and trust, and creates no offer twice', async () => {
    const text =
      'applications: { a: { charm: ubuntu, trust: true } }\n---\napplications: { a: { offers: { o: { endpoints: [db], acl: { bob: read, eve: admin } } } } }'
    const a = application({ trust: false, offers: { o: { endpoints: ['db'], acl: { bob: 'read' } } } })
    expect(await texts(text, model({ applications: { a } }), { trust: true })).toEqual([
      'set trust of a',
      'grant eve admin access to offer o',
    ])
    const fresh = planBundle(await readBundle(text), undefined, { trust: true }).steps
    expect(fresh.slice(-3).map(({ kind, requires }) => [kind, requires])).toEqual([
      ['createOffer', ['deploy-1']],
      ['grantOfferAccess', ['createOffer-2']],
      ['grantOfferAccess', ['createOffer-2']],
    ])
  })
})

describe('scaling up', () => {
  const three =
    'machines: { 0: {}, 1: {}, 2: {} }\napplications: { a: { charm: ubuntu, num_units: 3, to: [0, 1, 2] }, b: { charm: ubuntu, num_units: 3, to: [lxd:0, lxd:1, lxd:2] } }'

  it('finds the machines of the bundle by their units, whatever their numbers', async () => {
    const state = model({
      machines: machines('4', '5', '5/lxd/0', '9'),
      applications: {
        a: application({ units: { 'a/3': '5', 'a/7': '9' } }),
        b: application({ units: { 'b/0': '5/lxd/0' } }),
      },
    })
    const plan = planBundle(await readBundle(three), state)
    expect(plan.machines).toEqual({ 0: '5', 1: '9' })
    expect(plan.steps.map(({ text }) => text)).toEqual([
      'add new machine 2',
      'add unit a/8 on new machine 2',
      'add a new lxd container on machine 9',
      'add unit b/1 in a new lxd container on machine 9',
      'add a new lxd container on new machine 2',
      'add unit b/2 in a new lxd container on new machine 2',
    ])
  })

  it('places units beside those that have none of the application yet', async () => {
    const state = model({
      machines: machines('0', '1', '2', '0/lxd/0'),
      applications: {
        a: application({ units: { 'a/0': '0', 'a/1': '1', 'a/2': '2' } }),
        b: application({ units: { 'b/0': '0/lxd/0' } }),
      },
    })
    const units = await placed(
      'applications: { a: { charm: ubuntu, num_units: 3 }, b: { charm: ubuntu, num_units: 3, to: [lxd:a] } }',
      state,
    )
    expect([units['b/1'], units['b/2']]).toEqual(['1/lxd/0', '2/lxd/0'])
  })

  it('maps every machine of the bundle to one of its own when several fit', async () => {
    const text =
      'machines: { 0: {}, 1: {} }\napplications: { x: { charm: u, num_units: 2, to: [0, 1] }, w: { charm: u, num_units: 1, to: [0] }, y: { charm: u, num_units: 2, to: [1] } }'
    const units = { x: { 'x/0': '4', 'x/1': '5' }, w: { 'w/0': '4' }, y: { 'y/0': '5', 'y/1': '4' } }
    const applications = Object.fromEntries(
      Object.entries(units).map(([name, there]) => [name, application({ units: there })]),
    )
    expect(
      planBundle(await readBundle(text), model({ machines: machines('4', '5'), applications })).machines,
    ).toEqual({ 0: '4', 1: '5' })
  })

  it('counts a unit placed elsewhere for the last placement, and one beside another for that placement', async () => {
    const state = model({
      machines: machines('0', '0/lxd/0', '9'),
      applications: {
        a: application({ units: { 'a/0': '0' } }),
        b: application({ units: { 'b/0': '0/lxd/0' } }),
        c: application({ units: { 'c/0': '9' } }),
      },
    })
    expect(
      await texts(
        'machines: { 1: {}, 2: {} }\napplications: { a: { charm: ubuntu, num_units: 1 }, b: { charm: ubuntu, num_units: 2, to: [lxd:a, lxd:new] }, c: { charm: ubuntu, num_units: 2, to: [lxd:1, lxd:2] } }',
        state,
      ),
    ).toEqual([
      'add new machine 1',
      'add a new lxd container on new machine 1',
      'add unit c/1 in a new lxd container on new machine 1',
      'add a new lxd container on a new machine',
      'add unit b/1 in a new lxd container on a new machine',
    ])
  })

  it('waits for the machine of a unit that has none yet', async () => {
    const state = model({ applications: { a: application({ units: { 'a/0': '' } }) } })
    const { steps } = planBundle(
      await readBundle(
        'applications: { a: { charm: ubuntu, num_units: 1 }, b: { charm: u, num_units: 1, to: [a/0] } }',
      ),
      state,
    )
    expect(steps.at(-1)).toMatchObject({
      kind: 'addUnit',
      to: { unit: 'a/0' },
      text: 'add unit b/0 on the machine of a/0',
    })
  })

  it('uses the machines of the machine map', async () => {
    const state = model({ machines: machines('0', '1', '7', '7/lxd/0') })
    expect(
      planBundle(await readBundle(three), state, { existingMachines: true, machineMap: { 2: '7' } }).machines,
    ).toEqual({ 0: '0', 1: '1', 2: '7' })
    await expect(texts(three, state, { machineMap: { 2: '8' } })).rejects.toThrow(
      'machine 2 is mapped to machine 8, which the model does not have',
    )
    await expect(texts(three, state, { machineMap: { 3: '7' } })).rejects.toThrow(
      'machine 3 is mapped, and the bundle does not declare it',
    )
  })

  it('plans for hundreds of machines in time', async () => {
    const ids = Array.from({ length: 300 }, (_, index) => String(index))
    const units = Object.fromEntries(ids.map((id) => [`a/${id}`, id]))
    const text = JSON.stringify({
      machines: Object.fromEntries(ids.map((id) => [id, {}])),
      applications: { a: { charm: 'ubuntu', num_units: 300, to: ids } },
    })
    const plan = planBundle(
      await readBundle(text),
      model({ machines: machines(...ids), applications: { a: application({ units }) } }),
    )
    expect(plan.steps).toEqual([])
    expect(plan.machines).toEqual(Object.fromEntries(ids.map((id) => [id, id])))
  })
})
