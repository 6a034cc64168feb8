import { ConfigurationError, RpcError, TimeoutError } from '../../core/errors.js'
import type { RequestOptions } from '../../core/options.js'
import { sleep } from '../../core/sleep.js'
import type { OptionValue } from './bundle.js'
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
import { checkItems } from '../errors.js'
import { AnnotationsOperations } from '../generated/annotations.js'
import { ApplicationOperations } from '../generated/application.js'
import { ApplicationOffersOperations } from '../generated/application-offers.js'
import { ClientOperations } from '../generated/client.js'
import { ResourcesOperations } from '../generated/resources.js'
import type { Link } from '../connection/endpoint.js'
import { decodeStatus } from '../status/decode.js'
import { applicationTag, machineTag, modelTag, userTag } from '../syntax/tags.js'
import type { Applications } from '../resources/applications.js'
import { type AddedCharm, CharmStore, type FoundCharm } from '../resources/charms.js'
import type { Machines } from '../resources/machines.js'
import { configYaml, constraintsValue, deviceValue, placementValue, storageValue } from '../syntax/values.js'

export interface BundleTargetParts {
  link: Link
  /** Offers are made on the controller's connection. */
  controller: Link
  applications: Applications
  machines: Machines
  model: { uuid: string; owner: string; name: string }
  /** Applications that the model has and that are known to be subordinates. */
  subordinates: Iterable<string>
}

/** Milliseconds that a unit may be without a machine. */
const MACHINE_LIMIT_MS = 300_000

/** A real model as what bundles are deployed to: the calls of the real command, as recorded from 4.0.15 (charmhub/bundle). */
export class ModelBundleTarget implements BundleTarget<FoundCharm, AddedCharm> {
  readonly #parts: BundleTargetParts
  readonly #facade: ApplicationOperations
  readonly #charms: CharmStore
  readonly #subordinates: Set<string>

  constructor(parts: BundleTargetParts) {
    this.#parts = parts
    this.#facade = new ApplicationOperations(parts.link)
    this.#charms = new CharmStore(parts.link)
    this.#subordinates = new Set(parts.subordinates)
  }

  resolveCharm(step: AddCharmStep, context: TargetContext): Promise<FoundCharm> {
    return this.#charms.find(step, context)
  }

  addCharm(found: FoundCharm, _step: AddCharmStep, context: TargetContext): Promise<AddedCharm> {
    return this.#charms.add(found, context)
  }

  async deploy(charm: AddedCharm, step: DeployStep, context: TargetContext): Promise<void> {
    const { application, options, storage, devices, bindings } = step
    if (charm.meta?.subordinate === true) this.#subordinates.add(application)
    const set = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null))
    const resources = await this.#pendingResources(charm, application, step.resources, context)
    const { results } = await this.#facade.deploy(
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
              : { placement: [placementValue(step.placement, this.#parts.model.uuid)] }),
            ...(Object.keys(storage).length === 0 ? {} : { storage: mapValues(storage, storageValue) }),
            ...(Object.keys(devices).length === 0 ? {} : { devices: mapValues(devices, deviceValue) }),
            ...(Object.keys(bindings).length === 0 ? {} : { 'endpoint-bindings': { ...bindings } }),
            ...(Object.keys(resources).length === 0 ? {} : { resources }),
            Force: false,
          },
        ],
      },
      context,
    )
    checkItems(this.#parts.link.factsOf('Application', 'Deploy'), [application], results)
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
      context,
    )
  }

  async scale({ application, scale }: ScaleStep, context: TargetContext): Promise<void> {
    const { results } = await this.#facade.scaleApplications(
      { applications: [{ 'application-tag': applicationTag(application), scale, force: false }] },
      context,
    )
    checkItems(this.#parts.link.factsOf('Application', 'ScaleApplications'), [application], results)
  }

  expose({ application, endpoints }: ExposeStep, context: TargetContext): Promise<void> {
    return this.#parts.applications.expose(
      application,
      mapValues(endpoints, ({ spaces, cidrs }) => ({
        ...(spaces.length === 0 ? {} : { spaces }),
        ...(cidrs.length === 0 ? {} : { cidrs }),
      })),
      context,
    )
  }

  setOptions({ application, options }: SetOptionsStep, context: TargetContext): Promise<void> {
    const set = Object.entries(options).filter(
      (entry): entry is [string, Exclude<OptionValue, null>] => entry[1] !== null,
    )
    return this.#parts.applications.setConfig(application, Object.fromEntries(set), context)
  }

  setConstraints({ application, constraints }: SetConstraintsStep, context: TargetContext): Promise<void> {
    return this.#parts.applications.setConstraints(application, constraints, context)
  }

  async setAnnotations(
    target: { application: string } | { machine: string },
    annotations: Readonly<Record<string, string>>,
    context: TargetContext,
  ): Promise<void> {
    const entity = 'application' in target ? applicationTag(target.application) : machineTag(target.machine)
    const { results } = await new AnnotationsOperations(this.#parts.link).set(
      { annotations: [{ entity, annotations: { ...annotations } }] },
      context,
    )
    checkItems(this.#parts.link.factsOf('Annotations', 'Set'), [entity], results)
  }

  async addMachine(request: MachineRequest, context: TargetContext): Promise<string> {
    const [machine = ''] = await this.#parts.machines.add(request, context)
    return machine
  }

  async addUnit({ application, machine }: UnitRequest, context: TargetContext): Promise<string> {
    if (this.#subordinates.has(application))
      throw new ConfigurationError({
        system: 'juju',
        operation: 'Application.AddUnits',
        summary: `Units cannot be added to ${application}: it is a subordinate`,
        hint: 'Take its num_units and its to out of the bundle',
      })
    const { units } = await this.#facade.addUnits(
      {
        application,
        'num-units': 1,
        ...(machine === undefined ? {} : { placement: [placementValue(machine, this.#parts.model.uuid)] }),
      },
      context,
    )
    return units[0] ?? ''
  }

  /** A unit that was placed nowhere gets its machine a moment after it was added. */
  async unitMachine(unit: string, context: TargetContext): Promise<string> {
    const startMs = performance.now()
    const application = unit.replace(/\/\d+$/, '')
    for (;;) {
      const status = decodeStatus(
        await new ClientOperations(this.#parts.link).fullStatus({ patterns: [application] }, context),
      )
      const machine = status.applications
        .find(({ name }) => name === application)
        ?.units.find(({ name }) => name === unit)?.machine
      if (machine) return machine
      if (performance.now() - startMs > MACHINE_LIMIT_MS)
        throw new TimeoutError({
          system: 'juju',
          operation: 'bundle',
          summary: `The unit ${unit} has got no machine within ${MACHINE_LIMIT_MS} ms`,
          hint: 'See status() for what the controller says of it',
          phase: 'reply',
          timeoutMs: MACHINE_LIMIT_MS,
        })
      await sleep(1000, [context.signal])
    }
  }

  async consumeOffer({ url, application }: ConsumeOfferStep, context: TargetContext): Promise<void> {
    if (url.includes(':'))
      throw new ConfigurationError({
        system: 'juju',
        operation: 'bundle',
        summary: `The offer ${url} is another controller's, and only offers of this one can be consumed here yet`,
        hint: 'Consume it with juju consume first; the bundle then finds it there',
      })
    const { controller, link } = this.#parts
    const { results } = await new ApplicationOffersOperations(controller).getConsumeDetails(
      { 'offer-urls': { 'offer-urls': [url], 'bakery-version': 3 } },
      context,
    )
    const [details] = checkItems(controller.factsOf('ApplicationOffers', 'GetConsumeDetails'), [url], results)
    if (details?.offer === undefined)
      throw new ConfigurationError({
        system: 'juju',
        operation: 'bundle',
        summary: `Juju answered nothing about the offer ${url}`,
      })
    const { offer, macaroon, 'external-controller': external } = details
    const consumed = await this.#facade.consume(
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
      context,
    )
    checkItems(link.factsOf('Application', 'Consume'), [application], consumed.results)
  }

  async createOffer(
    { application, offer, endpoints }: CreateOfferStep,
    context: TargetContext,
  ): Promise<void> {
    const { controller, model } = this.#parts
    const { results } = await new ApplicationOffersOperations(controller).offer(
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
      context,
    )
    checkItems(controller.factsOf('ApplicationOffers', 'Offer'), [offer], results)
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
    const { results } = await new ApplicationOffersOperations(controller).modifyOfferAccess(
      { changes: [change] },
      context,
    )
    await unlessThere(
      async () =>
        void checkItems(controller.factsOf('ApplicationOffers', 'ModifyOfferAccess'), [offer], results),
    )
  }

  async addRelation({ endpoints: [one, other] }: AddRelationStep, context: TargetContext): Promise<void> {
    await unlessThere(() => this.#parts.applications.integrate(one, other, {}, context))
  }

  /** Announces the resources of a charm: those of the store at the revision asked for, else (for a new application) the newest. */
  async #pendingResources(
    charm: AddedCharm,
    application: string,
    wanted: Readonly<Record<string, number | string>>,
    context: RequestOptions,
    all = true,
  ): Promise<Record<string, string>> {
    const known = Object.values(charm.meta?.resources ?? {}).filter(
      ({ name }) => all || Object.hasOwn(wanted, name),
    )
    if (known.length === 0) return {}
    const resources = known.map(({ name, type, path, description }) => {
      const revision = wanted[name] ?? -1
      if (typeof revision === 'string')
        throw new ConfigurationError({
          system: 'juju',
          operation: 'bundle',
          summary: `The resource ${name} of ${application} cannot be sent: files are not supported here yet`,
          hint: 'Give a revision, or leave it out for the newest of Charmhub',
        })
      return { name, type, path, description, origin: 'store', revision, fingerprint: '', size: 0 }
    })
    const answer = await new ResourcesOperations(this.#parts.link).addPendingResources(
      {
        tag: applicationTag(application),
        url: charm.url,
        'charm-origin': charm.origin,
        macaroon: null,
        resources,
      },
      context,
    )
    checkItems(this.#parts.link.factsOf('Resources', 'AddPendingResources'), [application], [answer])
    return Object.fromEntries(known.map(({ name }, index) => [name, answer['pending-ids'][index] ?? '']))
  }
}

const mapValues = <From, To>(
  record: Readonly<Record<string, From>>,
  turn: (value: From) => To,
): Record<string, To> => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, turn(value)]))

/** What is there already is what was wanted. */
async function unlessThere(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof RpcError) || error.reason !== 'already-exists') throw error
  }
}
