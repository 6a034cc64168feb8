import { type Bundle, splitEndpoint } from '../../../src/juju/bundle/bundle.js'
import { executePlan } from '../../../src/juju/bundle/execute.js'
import {
  emptyModelState,
  type ModelApplication,
  type ModelState,
} from '../../../src/juju/bundle/model-state.js'
import { hostOf } from '../../../src/juju/syntax/placement.js'
import { planBundle, type PlanBundleOptions } from '../../../src/juju/bundle/plan.js'
import type { AddCharmStep, BundlePlan, DeployStep } from '../../../src/juju/bundle/steps.js'
import type { BundleTarget, MachineRequest, UnitRequest } from '../../../src/juju/bundle/target.js'

/** A model in memory that numbers machines and units as a controller does, and refuses unknown names. */
export class MemoryModel implements BundleTarget<string, AddCharmStep> {
  readonly calls: string[] = []
  readonly state: ModelState
  running = 0
  mostRunning = 0
  /** Fails the call with this name. */
  failing: { call: string; error: Error } | undefined

  constructor(state: ModelState = emptyModelState()) {
    this.state = structuredClone(state)
  }

  resolveCharm(step: AddCharmStep) {
    return this.#call(`resolveCharm ${step.charm}`, () => step.charm)
  }

  addCharm(found: string, step: AddCharmStep) {
    return this.#call(`addCharm ${found}`, () => step)
  }

  charmMistakes() {
    return []
  }

  deploy(charm: AddCharmStep, step: DeployStep) {
    return this.#call(`deploy ${step.application}`, () => {
      if (Object.hasOwn(this.state.applications, step.application))
        throw new Error(`${step.application} is there already`)
      const local = /^[./]/.test(charm.charm)
      this.state.applications[step.application] = {
        charm: local ? 'local:some-0' : `ch:amd64/${charm.charm.replace(/^ch:/, '')}-${charm.revision ?? 7}`,
        ...(!local && { channel: charm.channel ?? 'latest/stable', revision: charm.revision ?? 7 }),
        ...(charm.base !== undefined && { base: charm.base }),
        options: { ...step.options },
        constraints: asServerSays(step.constraints),
        exposed: false,
        exposedEndpoints: {},
        annotations: {},
        trust: step.trust,
        subordinate: false,
        units: {},
        scale: step.numUnits,
        offers: {},
      }
    })
  }

  upgradeCharm(charm: AddCharmStep, { application }: { application: string }) {
    return this.#call(`upgradeCharm ${application}`, () => {
      const present = this.#application(application)
      const local = /^[./]/.test(charm.charm)
      present.charm = local
        ? 'local:some-0'
        : `ch:amd64/${charm.charm.replace(/^ch:/, '')}-${charm.revision ?? 7}`
      present.revision = charm.revision ?? present.revision ?? 7
      if (charm.channel !== undefined) present.channel = charm.channel
    })
  }

  scale({ application, scale }: { application: string; scale: number }) {
    return this.#call(`scale ${application}`, () => {
      this.#application(application).scale = scale
    })
  }

  expose({
    application,
    endpoints,
  }: {
    application: string
    endpoints: ModelApplication['exposedEndpoints']
  }) {
    return this.#call(`expose ${application}`, () => {
      const present = this.#application(application)
      present.exposed = true
      const everybody = { '': { spaces: [], cidrs: ['::/0', '0.0.0.0/0'] } }
      Object.assign(present.exposedEndpoints, Object.keys(endpoints).length === 0 ? everybody : endpoints)
    })
  }

  setOptions({ application, options }: { application: string; options: ModelApplication['options'] }) {
    return this.#call(`setOptions ${application}`, () => {
      const { trust, ...others } = options
      const present = this.#application(application)
      Object.assign(present.options, others)
      if (trust !== undefined) present.trust = Boolean(trust)
    })
  }

  setConstraints({ application, constraints }: { application: string; constraints: string }) {
    return this.#call(`setConstraints ${application}`, () => {
      this.#application(application).constraints = asServerSays(constraints)
    })
  }

  setAnnotations(
    target: { application: string } | { machine: string },
    annotations: Readonly<Record<string, string>>,
  ) {
    return this.#call('setAnnotations', () => {
      const owner =
        'application' in target ? this.#application(target.application) : this.#machine(target.machine)
      Object.assign(owner.annotations, annotations)
    })
  }

  addMachine({ container, parent }: MachineRequest) {
    return this.#call('addMachine', () => {
      if (container === undefined) return this.#newMachine()
      if (parent !== undefined) this.#machine(parent)
      const host = parent ?? this.#newMachine()
      const siblings = Object.keys(this.state.machines).filter((id) =>
        id.startsWith(`${host}/${container}/`),
      ).length
      const id = `${host}/${container}/${siblings}`
      this.state.machines[id] = { annotations: {} }
      return id
    })
  }

  addUnit({ application, machine }: UnitRequest) {
    return this.#call(`addUnit ${application}`, () => {
      const { units } = this.#application(application)
      if (machine !== undefined) this.#machine(machine)
      const name = `${application}/${Math.max(-1, ...Object.keys(units).map((unit) => Number(unit.split('/')[1]))) + 1}`
      units[name] = machine ?? this.#newMachine()
      return name
    })
  }

  unitMachine(unit: string) {
    return this.#call(`unitMachine ${unit}`, () => {
      const machine = this.#application(unit.split('/')[0] ?? '').units[unit]
      if (machine === undefined) throw new Error(`there is no unit ${unit}`)
      return machine
    })
  }

  consumeOffer({ application, url }: { application: string; url: string }) {
    return this.#call(`consumeOffer ${application}`, () => {
      this.state.saas[application] = url
    })
  }

  createOffer({
    application,
    offer,
    endpoints,
  }: {
    application: string
    offer: string
    endpoints: readonly string[]
  }) {
    return this.#call(`createOffer ${offer}`, () => {
      this.#application(application).offers[offer] = { endpoints: [...endpoints], acl: {} }
    })
  }

  grantOfferAccess({ offer, user, access }: { offer: string; user: string; access: string }) {
    return this.#call(`grantOfferAccess ${offer}`, () => {
      const owner = Object.values(this.state.applications).find(({ offers }) => offer in offers)
      if (!owner?.offers[offer]) throw new Error(`there is no offer ${offer}`)
      owner.offers[offer].acl[user] = access
    })
  }

  addRelation({ endpoints }: { endpoints: readonly [string, string] }) {
    return this.#call(`addRelation ${endpoints.join(' ')}`, () => {
      for (const end of endpoints) {
        const { application } = splitEndpoint(end)
        if (!(application in this.state.saas)) this.#application(application)
      }
      const [one, other] = endpoints.map((end) => (end.includes(':') ? end : `${end}:found`))
      this.state.relations.push([one ?? '', other ?? ''])
    })
  }

  #application(name: string): ModelApplication {
    const application = this.state.applications[name]
    if (!application) throw new Error(`there is no application ${name}`)
    return application
  }

  #machine(id: string) {
    const machine = this.state.machines[id]
    if (!machine) throw new Error(`there is no machine ${id}`)
    return machine
  }

  #newMachine(): string {
    const id = String(
      Object.keys(this.state.machines).filter((machine) => machine === hostOf(machine)).length,
    )
    this.state.machines[id] = { annotations: {} }
    return id
  }

  async #call<T>(name: string, work: () => T): Promise<T> {
    this.running += 1
    this.mostRunning = Math.max(this.mostRunning, this.running)
    await new Promise(setImmediate)
    this.running -= 1
    if (this.failing?.call === name) throw this.failing.error
    this.calls.push(name)
    return work()
  }
}

/** With the architecture filled in and sizes in MiB. */
const asServerSays = (constraints: string) =>
  `${constraints.includes('arch=') ? '' : 'arch=amd64 '}${constraints.replace(/=(\d+)G/g, (_, size: string) => `=${Number(size) * 1024}M`)}`

/** Plans a bundle for a model and executes the plan. */
export async function deployInto(
  model: MemoryModel,
  bundle: Bundle,
  options: PlanBundleOptions = {},
  concurrency = 4,
): Promise<BundlePlan> {
  const plan = planBundle(bundle, model.state, options)
  await executePlan(plan, model, { concurrency })
  return plan
}
