import { ConfigurationError } from '../../core/errors.js'
import { type Bundle, naturalKeys, own, splitEndpoint } from './bundle.js'
import { type MachineMapOptions, mapMachines } from './machine-map.js'
import { emptyModelState, type ModelState } from './model-state.js'
import { planApplications } from './plan-applications.js'
import { UnitPlanner } from './plan-units.js'
import { type BundlePlan, StepList } from './steps.js'

/** Options of {@link planBundle}. */
export interface PlanBundleOptions extends MachineMapOptions {
  /**
   * Whether applications that the bundle trusts get access to the cloud's credentials.
   * @default false
   */
  trust?: boolean
  /**
   * Whether existing applications may change to another channel or an older revision.
   * @default false
   */
  force?: boolean
}

/**
 * Plans the steps that deploy a bundle to a model, by default to an empty one: none when it is deployed. Nothing is ever removed.
 *
 * Throws ConfigurationError when the bundle needs trust that is not given, crosses channels, or the machine map is impossible.
 */
export function planBundle(
  bundle: Bundle,
  model: ModelState = emptyModelState(),
  options: PlanBundleOptions = {},
): BundlePlan {
  checkTrust(bundle, model, options.trust ?? false)
  const machines = mapMachines(bundle, model, options)
  const list = new StepList()
  const deployed = planApplications(bundle, model, list, { force: options.force ?? false })
  const units = new UnitPlanner(bundle, model, machines, list)
  units.planMachines()
  const consumed = planSaas(bundle, model, list)
  planOffers(bundle, model, deployed, list)
  planRelations(bundle, model, new Map([...deployed, ...consumed]), list)
  units.planUnits(deployed)
  return { steps: list.steps, machines }
}

function checkTrust(bundle: Bundle, model: ModelState, trust: boolean): void {
  const untrusted = naturalKeys(bundle.applications).filter((name) => {
    const present = own(model.applications, name)
    return own(bundle.applications, name)?.trust && (!present || present.trust === false)
  })
  if (trust || untrusted.length === 0) return
  throw new ConfigurationError({
    system: 'juju',
    operation: 'model.deployBundle',
    summary: `the bundle gives access to the cloud's credentials to ${untrusted.join(', ')}`,
    hint: 'Pass { trust: true } if you agree.',
  })
}

function planSaas(bundle: Bundle, model: ModelState, list: StepList): Map<string, string> {
  const consumed = new Map<string, string>()
  for (const application of naturalKeys(bundle.saas)) {
    const url = own(bundle.saas, application)
    if (url === undefined || own(model.saas, application) !== undefined) continue
    consumed.set(
      application,
      list.add({
        kind: 'consumeOffer',
        requires: [],
        text: `consume ${url} as ${application}`,
        url,
        application,
      }),
    )
  }
  return consumed
}

function planOffers(
  bundle: Bundle,
  model: ModelState,
  deployed: ReadonlyMap<string, string>,
  list: StepList,
): void {
  for (const application of naturalKeys(bundle.applications))
    for (const [offer, { endpoints, acl }] of Object.entries(
      own(bundle.applications, application)?.offers ?? {},
    )) {
      const present = own(own(model.applications, application)?.offers, offer)
      const deploy = deployed.get(application)
      let made: string[] = []
      // An existing offer is not changed: 4.x refuses to update one.
      if (!present)
        made = [
          list.add({
            kind: 'createOffer',
            requires: deploy === undefined ? [] : [deploy],
            text: `offer ${endpoints.map((endpoint) => `${application}:${endpoint}`).join(', ')} as ${offer}`,
            application,
            offer,
            endpoints,
          }),
        ]
      for (const [user, access] of Object.entries(acl))
        if (own(present?.acl, user) !== access)
          list.add({
            kind: 'grantOfferAccess',
            requires: made,
            text: `grant ${user} ${access} access to offer ${offer}`,
            offer,
            user,
            access,
          })
    }
}

function planRelations(
  bundle: Bundle,
  model: ModelState,
  added: ReadonlyMap<string, string>,
  list: StepList,
): void {
  // A relation with endpoints is that very relation; one without is any other between the two applications.
  const left = [...model.relations]
  const takeOut = (pair: readonly [string, string]) => {
    const index = left.findIndex((relation) => isRelation(pair, relation))
    if (index >= 0) left.splice(index, 1)
    return index >= 0
  }
  const present = new Set([
    ...bundle.relations.filter(isNamed).filter(takeOut),
    ...bundle.relations.filter((pair) => !isNamed(pair)).filter(takeOut),
  ])
  for (const endpoints of bundle.relations) {
    if (present.has(endpoints)) continue
    const requires = endpoints.flatMap((end) => added.get(splitEndpoint(end).application) ?? [])
    list.add({ kind: 'addRelation', requires, text: `integrate ${endpoints.join(' - ')}`, endpoints })
  }
}

const isNamed = (pair: readonly [string, string]): boolean =>
  pair.every((end) => splitEndpoint(end).endpoint !== undefined)

function isRelation([a, b]: readonly [string, string], [one, other]: readonly [string, string]): boolean {
  return (isEnd(a, one) && isEnd(b, other)) || (isEnd(a, other) && isEnd(b, one))
}

function isEnd(asked: string, actual: string): boolean {
  const { application, endpoint } = splitEndpoint(asked)
  return endpoint === undefined ? application === splitEndpoint(actual).application : asked === actual
}
