import { RpcError, TimeoutError } from '../../core/errors.js'
import type { Redactor } from '../../core/redact.js'
import { sleep } from '../../core/sleep.js'
import type { FacadeCaller } from '../connection/caller.js'
import { beginVerb, type VerbOptions } from '../connection/verb.js'
import { foundError } from '../errors.js'
import type { ApplicationFacade } from '../generated/facades/application.js'
import type { Applications } from '../resources/applications.js'
import { type AddedCharm, CharmStore, type FoundCharm } from '../resources/charms.js'
import type { JujuMachines } from '../resources/machines.js'
import { decodeStatus } from '../status/decode.js'
import { configYaml } from '../syntax/config-yaml.js'
import { constraintsValue } from '../syntax/constraints.js'
import { deviceValue } from '../syntax/device.js'
import { inModel, readPlacement } from '../syntax/placement.js'
import { storageValue } from '../syntax/storage.js'
import { applicationTag, machineTag, modelTag, userTag } from '../syntax/tags.js'
import type { BundleProblem } from './problems.js'
import type {
  AddCharmStep,
  AddRelationStep,
  ConsumeOfferStep,
  CreateOfferStep,
  DeployStep,
  ExposeStep,
  GrantOfferAccessStep,
  ScaleStep,
  SetConstraintsStep,
  SetOptionsStep,
  UpgradeCharmStep,
} from './steps.js'
import type { BundleTarget, MachineRequest, TargetContext, UnitRequest } from './target.js'

const OPERATION = 'model.deployBundle'

export interface BundleTargetParts {
  caller: FacadeCaller
  /** Offers are made through the controller. */
  controller: FacadeCaller
  applications: Applications
  machines: JujuMachines
  model: { uuid: string; owner: string; name: string }
}

/** Milliseconds to wait for the machine of a unit. */
const MACHINE_LIMIT_MS = 300_000

/** Deploys bundles to a real model, with the calls of the juju command as recorded from 4.0.15 (charmhub/bundle). */
export class ModelBundleTarget implements BundleTarget<FoundCharm, AddedCharm> {
  readonly redactor: Redactor
  readonly #parts: BundleTargetParts
  readonly #facade: ApplicationFacade
  readonly #charms: CharmStore

  constructor(parts: BundleTargetParts) {
    this.#parts = parts
    this.redactor = parts.caller.context.redactor
    this.#facade = parts.caller.facade('Application')
    this.#charms = new CharmStore(parts.caller)
  }

  resolveCharm(step: AddCharmStep, context: TargetContext): Promise<FoundCharm> {
    return this.#charms.find(step, verbOf(context))
  }

  addCharm(found: FoundCharm, _step: AddCharmStep, context: TargetContext): Promise<AddedCharm> {
    return this.#charms.add(found, verbOf(context))
  }

  /** The controller takes units for a subordinate and adds none (4.0.15). */
  charmMistakes(
    { meta }: AddedCharm,
    { application, resources }: DeployStep | UpgradeCharmStep,
    units: number,
  ): BundleProblem[] {
    if (meta === undefined) return []
    const path = `applications.${application}`
    const known = Object.keys(meta.resources ?? {})
    const mistakes: BundleProblem[] = Object.keys(resources)
      .filter((name) => !known.includes(name))
      .map((name) => ({
        path: `${path}.resources.${name}`,
        message: `the charm ${meta.name} has no such resource`,
        hint: known.length === 0 ? 'Remove it.' : `It has ${known.join(', ')}.`,
      }))
    if (meta.subordinate && units > 0)
      mistakes.push({
        path: `${path}.num_units`,
        message: `${meta.name} is a subordinate, whose units come with those of the applications that it is related to`,
        hint: 'Remove num_units and to.',
      })
    return mistakes
  }

  async deploy(charm: AddedCharm, step: DeployStep, context: TargetContext): Promise<void> {
    const { application, options, storage, devices, bindings } = step
    const set = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null))
    const resources = await this.#pendingResources(charm, application, step.resources, verbOf(context))
    await this.#facade.deploy(
      {
        applications: [
          {
            application,
            'charm-url': charm.url,
            'charm-origin': charm.origin,
            channel: charm.origin.risk ?? '',
            'num-units': step.numUnits,
            'config-yaml': Object.keys(set).length === 0 ? '' : configYaml(application, set),
            ...(step.trust ? { config: { trust: 'true' } } : {}),
            constraints: constraintsValue(step.constraints),
            ...(step.placement === undefined
              ? {}
              : { placement: [inModel(readPlacement(step.placement), this.#parts.model.uuid)] }),
            ...(Object.keys(storage).length === 0 ? {} : { storage: mapValues(storage, storageValue) }),
            ...(Object.keys(devices).length === 0 ? {} : { devices: mapValues(devices, deviceValue) }),
            ...(Object.keys(bindings).length === 0 ? {} : { 'endpoint-bindings': { ...bindings } }),
            ...(Object.keys(resources).length === 0 ? {} : { resources }),
            Force: false,
          },
        ],
      },
      verbOf(context),
    )
  }

  async upgradeCharm(charm: AddedCharm, step: UpgradeCharmStep, context: TargetContext): Promise<void> {
    const resources = await this.#pendingResources(charm, step.application, step.resources, context, false)
    await this.#facade.setCharm(
      {
        application: step.application,
        generation: '',
        'charm-url': charm.url,
        'charm-origin': charm.origin,
        channel: charm.origin.risk ?? '',
        force: false,
        'force-units': false,
        'force-base': false,
        ...(Object.keys(resources).length === 0 ? {} : { 'resource-ids': resources }),
      },
      verbOf(context),
    )
  }

  async scale({ application, scale }: ScaleStep, context: TargetContext): Promise<void> {
    await this.#facade.scaleApplications(
      { applications: [{ 'application-tag': applicationTag(application), scale, force: false }] },
      verbOf(context),
    )
  }

  expose({ application, endpoints }: ExposeStep, context: TargetContext): Promise<void> {
    return this.#parts.applications.expose(
      application,
      mapValues(endpoints, ({ spaces, cidrs }) => ({
        ...(spaces.length === 0 ? {} : { spaces }),
        ...(cidrs.length === 0 ? {} : { cidrs }),
      })),
      verbOf(context),
    )
  }

  setOptions({ application, options }: SetOptionsStep, context: TargetContext): Promise<void> {
    const set = Object.entries(options).flatMap(([name, value]) =>
      value === null ? [] : [[name, typeof value === 'bigint' ? String(value) : value] as const],
    )
    return this.#parts.applications.setConfig(application, Object.fromEntries(set), verbOf(context))
  }

  setConstraints({ application, constraints }: SetConstraintsStep, context: TargetContext): Promise<void> {
    return this.#parts.applications.setConstraints(application, constraints, verbOf(context))
  }

  async setAnnotations(
    target: { application: string } | { machine: string },
    annotations: Readonly<Record<string, string>>,
    context: TargetContext,
  ): Promise<void> {
    const entity = 'application' in target ? applicationTag(target.application) : machineTag(target.machine)
    await this.#parts.caller
      .facade('Annotations')
      .set({ annotations: [{ entity, annotations: { ...annotations } }] }, verbOf(context))
  }

  async addMachine(request: MachineRequest, context: TargetContext): Promise<string> {
    const [machine = ''] = await this.#parts.machines.add(request, verbOf(context))
    return machine
  }

  async addUnit({ application, machine }: UnitRequest, context: TargetContext): Promise<string> {
    const { units } = await this.#facade.addUnits(
      {
        application,
        'num-units': 1,
        ...(machine === undefined
          ? {}
          : { placement: [inModel(readPlacement(machine), this.#parts.model.uuid)] }),
      },
      verbOf(context),
    )
    return units[0] ?? ''
  }

  /** A unit without a placement gets its machine shortly after it was added. */
  async unitMachine(unit: string, context: TargetContext): Promise<string> {
    const startMs = performance.now()
    const application = unit.replace(/\/\d+$/, '')
    for (;;) {
      const status = decodeStatus(
        await this.#parts.caller.facade('Client').fullStatus({ patterns: [application] }, verbOf(context)),
      )
      const machine = status.applications
        .find(({ name }) => name === application)
        ?.units.find(({ name }) => name === unit)?.machine
      if (machine) return machine
      if (performance.now() - startMs > MACHINE_LIMIT_MS)
        throw new TimeoutError({
          system: 'juju',
          operation: OPERATION,
          summary: `Juju ${OPERATION} timed out: unit ${unit} has no machine after ${MACHINE_LIMIT_MS} ms`,
          hint: 'See status() for its messages',
          phase: 'reply',
          timeoutMs: MACHINE_LIMIT_MS,
        })
      await sleep(1000, [context.signal])
    }
  }

  async consumeOffer({ url, application }: ConsumeOfferStep, context: TargetContext): Promise<void> {
    const { controller } = this.#parts
    const [details] = await controller
      .facade('ApplicationOffers')
      .getConsumeDetails({ 'offer-urls': { 'offer-urls': [url], 'bakery-version': 3 } }, verbOf(context))
    if (details?.offer === undefined)
      throw foundError(
        controller.factsOf({ facade: 'ApplicationOffers', method: 'GetConsumeDetails' }, verbOf(context)),
        { reason: 'other', problem: `the reply does not contain the offer ${url}` },
      )
    const { offer, macaroon, 'external-controller': external } = details
    await this.#facade.consume(
      {
        args: [
          {
            ...offer,
            macaroon,
            ...(external === undefined ? {} : { 'external-controller': external }),
            'application-alias': application,
          },
        ],
      },
      verbOf(context),
    )
  }

  async createOffer(
    { application, offer, endpoints }: CreateOfferStep,
    context: TargetContext,
  ): Promise<void> {
    const { controller, model } = this.#parts
    await controller.facade('ApplicationOffers').offer(
      {
        Offers: [
          {
            'model-tag': modelTag(model.uuid),
            'offer-name': offer,
            'application-name': application,
            'application-description': '',
            endpoints: Object.fromEntries(endpoints.map((endpoint) => [endpoint, endpoint])),
            'owner-tag': userTag(model.owner),
          },
        ],
      },
      verbOf(context),
    )
  }

  async grantOfferAccess(
    { offer, user, access }: GrantOfferAccessStep,
    context: TargetContext,
  ): Promise<void> {
    const { controller, model } = this.#parts
    const change = {
      'user-tag': userTag(user),
      action: 'grant',
      access,
      'offer-url': `${model.owner}/${model.name}.${offer}`,
    }
    await ignoreExisting(() =>
      controller.facade('ApplicationOffers').modifyOfferAccess({ changes: [change] }, verbOf(context)),
    )
  }

  async addRelation({ endpoints: [one, other] }: AddRelationStep, context: TargetContext): Promise<void> {
    await ignoreExisting(() => this.#parts.applications.integrate(one, other, {}, verbOf(context)))
  }

  /** Registers the resources of a charm at the given revisions; for a new application, all others at the newest. */
  async #pendingResources(
    charm: AddedCharm,
    application: string,
    wanted: Readonly<Record<string, number | string>>,
    context: TargetContext,
    all = true,
  ): Promise<Record<string, string>> {
    const known = Object.values(charm.meta?.resources ?? {}).filter(
      ({ name }) => all || Object.hasOwn(wanted, name),
    )
    if (known.length === 0) return {}
    const resources = known.map(({ name, type, path, description }) => {
      const revision = Number(wanted[name] ?? -1)
      return { name, type, path, description, origin: 'store', revision, fingerprint: '', size: 0 }
    })
    const answer = await this.#parts.caller.facade('Resources').addPendingResources(
      {
        tag: applicationTag(application),
        url: charm.url,
        'charm-origin': charm.origin,
        macaroon: null,
        resources,
      },
      verbOf(context),
    )
    return Object.fromEntries(known.map(({ name }, index) => [name, answer['pending-ids'][index] ?? '']))
  }
}

/** Options of the calls of one step. */
const verbOf = ({ signal, given }: TargetContext): VerbOptions =>
  beginVerb(OPERATION, signal === undefined ? {} : { signal }, undefined, given)

const mapValues = <From, To>(
  record: Readonly<Record<string, From>>,
  turn: (value: From) => To,
): Record<string, To> => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, turn(value)]))

/** Ignores that something already exists. */
async function ignoreExisting(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof RpcError) || error.reason !== 'already-exists') throw error
  }
}
