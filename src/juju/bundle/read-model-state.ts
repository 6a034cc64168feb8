import type { RequestOptions } from '../../core/options.js'
import type { Bundle, OptionValue } from './bundle.js'
import type { ModelApplication, ModelState } from './model-state.js'
import { checkItems } from '../errors.js'
import { AnnotationsOperations } from '../generated/annotations.js'
import { ApplicationOperations, type ApplicationResult } from '../generated/application.js'
import { ApplicationOffersOperations } from '../generated/application-offers.js'
import { ClientOperations, type FullStatus } from '../generated/client.js'
import type { Link } from '../connection/endpoint.js'
import { decodeStatus } from '../status/decode.js'
import { applicationTag, machineTag } from '../syntax/tags.js'
import type { ModelStatus } from '../status/types.js'
import { constraintsText } from '../syntax/values.js'

/** Reads what a bundle is planned against: the status, and of the applications that the bundle names the rest, in one call a kind. */
export async function readModelState(
  link: Link,
  controller: Link,
  model: { owner: string; name: string },
  bundle: Bundle,
  options: RequestOptions,
): Promise<ModelState> {
  const wire = await new ClientOperations(link).fullStatus({}, options)
  const status = decodeStatus(wire)
  const names = status.applications
    .map(({ name }) => name)
    .filter((name) => Object.hasOwn(bundle.applications, name))
  const machines = status.machines.map(({ id }) => id)
  const tags = [...names.map(applicationTag), ...machines.map(machineTag)]
  const [infos, values, annotations, trusts, offers] = await Promise.all([
    applicationInfos(link, names, options),
    optionValues(link, names, options),
    annotationsOf(link, tags, options),
    trustOf(
      link,
      names.filter((name) => bundle.applications[name]?.trust === true),
      options,
    ),
    offerUsers(controller, model, status, options),
  ])
  const applications = status.applications.map((application): [string, ModelApplication] => {
    const { name, charm, channel, revision, base, exposed, exposedEndpoints, units } = application
    const info = infos.get(name)
    const trust = trusts.get(name)
    const scale = wire.applications[name]?.int
    return [
      name,
      {
        charm,
        ...(channel === undefined ? {} : { channel }),
        revision,
        base,
        options: values.get(name) ?? {},
        constraints: constraintsText(info?.constraints ?? {}),
        exposed,
        exposedEndpoints,
        annotations: annotations.get(applicationTag(name)) ?? {},
        ...(trust === undefined ? {} : { trust }),
        subordinate: info === undefined ? application.subordinateTo.length > 0 : !info.principal,
        units:
          info?.principal === false ? {} : Object.fromEntries(units.map((unit) => [unit.name, unit.machine])),
        ...(scale === undefined ? {} : { scale }),
        offers: offersOf(name, status, offers),
      },
    ]
  })
  return {
    applications: Object.fromEntries(applications),
    machines: Object.fromEntries(
      allMachineIds(wire.machines).map((id) => [id, { annotations: annotations.get(machineTag(id)) ?? {} }]),
    ),
    relations: status.relations.flatMap(({ endpoints: [one, other] }) =>
      one === undefined || other === undefined
        ? []
        : [
            [`${one.application}:${one.name}`, `${other.application}:${other.name}`] satisfies [
              string,
              string,
            ],
          ],
    ),
    saas: Object.fromEntries(status.remoteApplications.map(({ name, offerUrl }) => [name, offerUrl])),
  }
}

const allMachineIds = (machines: FullStatus['machines']): string[] =>
  Object.entries(machines).flatMap(([id, machine]) => [id, ...allMachineIds(machine.containers)])

const offersOf = (
  application: string,
  status: ModelStatus,
  users: ReadonlyMap<string, Record<string, string>>,
): ModelApplication['offers'] =>
  Object.fromEntries(
    status.offers
      .filter((offer) => offer.application === application)
      .map(({ name, endpoints }) => [
        name,
        { endpoints: endpoints.map((endpoint) => endpoint.name), acl: users.get(name) ?? {} },
      ]),
  )

async function applicationInfos(
  link: Link,
  names: readonly string[],
  options: RequestOptions,
): Promise<Map<string, ApplicationResult>> {
  if (names.length === 0) return new Map()
  const { results } = await new ApplicationOperations(link).applicationsInfo(
    { entities: names.map((name) => ({ tag: applicationTag(name) })) },
    options,
  )
  const infos = checkItems(link.factsOf('Application', 'ApplicationsInfo'), names, results)
  return new Map(
    infos.flatMap(({ result }, index) => (result === undefined ? [] : [[names[index] ?? '', result]])),
  )
}

async function optionValues(
  link: Link,
  names: readonly string[],
  options: RequestOptions,
): Promise<Map<string, Record<string, OptionValue>>> {
  if (names.length === 0) return new Map()
  const { Results } = await new ApplicationOperations(link).charmConfig(
    { args: names.map((application) => ({ application, branch: '' })) },
    options,
  )
  const configs = checkItems(link.factsOf('Application', 'CharmConfig'), names, Results)
  return new Map(
    configs.map(({ config }, index) => [
      names[index] ?? '',
      Object.fromEntries(
        Object.entries(config as Record<string, { value?: OptionValue }>).map(([key, { value }]) => [
          key,
          value ?? null,
        ]),
      ),
    ]),
  )
}

async function annotationsOf(
  link: Link,
  tags: readonly string[],
  options: RequestOptions,
): Promise<Map<string, Record<string, string>>> {
  if (tags.length === 0) return new Map()
  const { results } = await new AnnotationsOperations(link).get(
    { entities: tags.map((tag) => ({ tag })) },
    options,
  )
  return new Map(results.map(({ entity, annotations }) => [entity, annotations]))
}

/** CharmConfig leaves it out: only Get has it, an application a call. */
async function trustOf(
  link: Link,
  names: readonly string[],
  options: RequestOptions,
): Promise<Map<string, boolean>> {
  const facade = new ApplicationOperations(link)
  const all = await Promise.all(
    names.map(async (application): Promise<[string, boolean]> => {
      const { 'application-config': config } = await facade.get({ application, branch: '' }, options)
      return [application, (config?.trust as { value?: boolean } | undefined)?.value === true]
    }),
  )
  return new Map(all)
}

/** Access by user for each offer of the model. The status has the offers without it. */
async function offerUsers(
  controller: Link,
  model: { owner: string; name: string },
  status: ModelStatus,
  options: RequestOptions,
): Promise<Map<string, Record<string, string>>> {
  if (status.offers.length === 0) return new Map()
  const { results } = await new ApplicationOffersOperations(controller).listApplicationOffers(
    { Filters: [{ 'model-qualifier': model.owner, 'model-name': model.name }] },
    options,
  )
  return new Map(
    (results ?? []).map((offer) => [
      offer['offer-name'],
      Object.fromEntries((offer.users ?? []).map(({ user, access }) => [user, access])),
    ]),
  )
}
