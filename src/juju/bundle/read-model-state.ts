import type { FacadeCaller } from '../connection/caller.js'
import type { VerbOptions } from '../connection/verb.js'
import type { ApplicationResult } from '../generated/facades/application.js'
import type { FullStatus } from '../generated/facades/client.js'
import { decodeStatus } from '../status/decode.js'
import type { ModelStatus } from '../status/types.js'
import { constraintsText } from '../syntax/constraints.js'
import { applicationTag, machineTag } from '../syntax/tags.js'
import type { Bundle, OptionValue } from './bundle.js'
import type { ModelApplication, ModelState } from './model-state.js'

/** Reads the model that a bundle is planned for: the status, and the details of the applications that the bundle has, with one call each. */
export async function readModelState(
  caller: FacadeCaller,
  controller: FacadeCaller,
  model: { owner: string; name: string },
  bundle: Bundle,
  verb: VerbOptions,
): Promise<ModelState> {
  const wire = await caller.facade('Client').fullStatus({}, verb)
  const status = decodeStatus(wire)
  const names = status.applications
    .map(({ name }) => name)
    .filter((name) => Object.hasOwn(bundle.applications, name))
  const machines = status.machines.map(({ id }) => id)
  const tags = [...names.map(applicationTag), ...machines.map(machineTag)]
  const [infos, values, annotations, trusts, offers] = await Promise.all([
    applicationInfos(caller, names, verb),
    optionValues(caller, names, verb),
    annotationsOf(caller, tags, verb),
    trustOf(
      caller,
      names.filter((name) => bundle.applications[name]?.trust === true),
      verb,
    ),
    offerUsers(controller, model, status, verb),
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
  caller: FacadeCaller,
  names: readonly string[],
  verb: VerbOptions,
): Promise<Map<string, ApplicationResult>> {
  if (names.length === 0) return new Map()
  const infos = await caller
    .facade('Application')
    .applicationsInfo({ entities: names.map((name) => ({ tag: applicationTag(name) })) }, verb)
  return new Map(
    infos.flatMap(({ result }, index) => (result === undefined ? [] : [[names[index] ?? '', result]])),
  )
}

async function optionValues(
  caller: FacadeCaller,
  names: readonly string[],
  verb: VerbOptions,
): Promise<Map<string, Record<string, OptionValue>>> {
  if (names.length === 0) return new Map()
  const configs = await caller
    .facade('Application')
    .charmConfig({ args: names.map((application) => ({ application, branch: '' })) }, verb)
  return new Map(
    configs.map(({ config }, index) => [
      names[index] ?? '',
      Object.fromEntries(
        Object.entries((config ?? {}) as Record<string, { value?: OptionValue }>).map(([key, { value }]) => [
          key,
          value ?? null,
        ]),
      ),
    ]),
  )
}

async function annotationsOf(
  caller: FacadeCaller,
  tags: readonly string[],
  verb: VerbOptions,
): Promise<Map<string, Record<string, string>>> {
  if (tags.length === 0) return new Map()
  const results = await caller.facade('Annotations').get({ entities: tags.map((tag) => ({ tag })) }, verb)
  return new Map(results.map(({ entity, annotations }) => [entity, annotations ?? {}]))
}

/** CharmConfig omits it: only Get has it, one application a call. */
async function trustOf(
  caller: FacadeCaller,
  names: readonly string[],
  verb: VerbOptions,
): Promise<Map<string, boolean>> {
  const facade = caller.facade('Application')
  const all = await Promise.all(
    names.map(async (application): Promise<[string, boolean]> => {
      const { 'application-config': config } = await facade.get({ application, branch: '' }, verb)
      return [application, (config?.trust as { value?: boolean } | undefined)?.value === true]
    }),
  )
  return new Map(all)
}

/** Access by user for each offer of the model, which the status omits. */
async function offerUsers(
  controller: FacadeCaller,
  model: { owner: string; name: string },
  status: ModelStatus,
  verb: VerbOptions,
): Promise<Map<string, Record<string, string>>> {
  if (status.offers.length === 0) return new Map()
  const { results } = await controller
    .facade('ApplicationOffers')
    .listApplicationOffers({ Filters: [{ 'model-qualifier': model.owner, 'model-name': model.name }] }, verb)
  return new Map(
    (results ?? []).map((offer) => [
      offer['offer-name'],
      Object.fromEntries((offer.users ?? []).map(({ user, access }) => [user, access])),
    ]),
  )
}
