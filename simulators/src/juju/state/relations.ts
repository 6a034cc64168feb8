import { Refusal } from '../server/refusal.js'
import { type Endpoint, endpointsOf } from './charms/charm.js'
import type { JujuState } from './state.js'
import {
  type Application,
  type Model,
  nextNumber,
  type Relation,
  type RelationEndpoint,
  relationsOf,
  status,
} from './types.js'

/** Adds the peer relations of a new application. */
export function addPeerRelations(state: JujuState, model: Model, application: Application): void {
  for (const endpoint of endpointsOf(application.charm.charm)) {
    if (endpoint.role === 'peer') create(state, model, [{ ...endpoint, application: application.name }])
  }
}

/**
 * Relates two applications by endpoint specifications such as `mysql` or `wordpress:db`.
 *
 * @throws Refusal when there is no match, several, a missing application, an existing relation, or a limit is reached.
 */
export function addRelation(state: JujuState, model: Model, specs: readonly string[]): Relation {
  const [first = '', second = ''] = specs
  const within = (message: string, code?: string) =>
    new Refusal(`adding relation between endpoints "${first}" and "${second}": ${message}`, code)
  if (specs.length !== 2) throw new Refusal('a relation should have exactly two endpoints', 'bad request')
  const [left, right] = inferEndpoints(model, first, second, within)
  const ends = `relation ${spell(left)} ${spell(right)}`
  if (findRelation(model, left, right) !== undefined)
    throw within(`cannot add relation "${first}", "${second}": ${ends}: already exists`)
  for (const end of [left, right]) {
    if (end.limit > 0 && uses(model, end) >= end.limit) {
      throw within(
        `cannot add relation "${first}", "${second}": establishing a new relation for ${spell(end)} would exceed its maximum relation limit of ${end.limit}`,
      )
    }
  }
  return create(state, model, left.role === 'requirer' ? [left, right] : [right, left])
}

/** The relation that these specifications name. @throws Refusal when there are several. */
export function relationBetween(model: Model, specs: readonly string[]): Relation | undefined {
  const found = [...model.relations.values()].filter((relation) =>
    specs.every((spec) => relation.endpoints.some((end) => spec === end.application || spec === spell(end))),
  )
  const [relation, ...more] = found
  if (more.length > 0) {
    const choices = found.map((each) => `"${each.endpoints.map(spell).join(' ')}"`).join('; ')
    throw new Refusal(`ambiguous relation: "${specs.join(' ')}" could refer to ${choices}`)
  }
  return relation
}

type Fail = (message: string, code?: string) => Refusal

function inferEndpoints(
  model: Model,
  first: string,
  second: string,
  within: Fail,
): [RelationEndpoint, RelationEndpoint] {
  const cannot = (message: string) => within(`cannot relate endpoints "${first}" and "${second}": ${message}`)
  const lefts = candidates(model, first, cannot)
  const rights = candidates(model, second, cannot)
  const pairs = lefts.flatMap((left) =>
    rights.filter((right) => compatible(model, left, right)).map((right) => [left, right] as const),
  )
  const [pair, ...more] = pairs
  if (pair === undefined) throw cannot('no compatible endpoints found between applications')
  if (more.length > 0) {
    const choices = pairs.map(([left, right]) => `"${spell(left)} ${spell(right)}"`).join('; ')
    throw cannot(`ambiguous relation: "${first} ${second}" could refer to ${choices}`)
  }
  const scope = pair.some((end) => end.scope === 'container') ? 'container' : 'global'
  return [
    { ...pair[0], scope },
    { ...pair[1], scope },
  ]
}

function candidates(model: Model, spec: string, cannot: (message: string) => Refusal): RelationEndpoint[] {
  const [name = '', endpointName] = spec.split(':')
  const endpoints = endpointsNamed(model, name)
    .filter(
      (endpoint) =>
        endpoint.role !== 'peer' && (endpointName === undefined || endpointName === endpoint.name),
    )
    .map((endpoint) => ({ ...endpoint, application: name }))
  if (endpoints.length === 0) throw cannot(`no candidates for ${spec}: relation endpoint not found`)
  return endpoints
}

function endpointsNamed(model: Model, application: string): Endpoint[] {
  const local = model.applications.get(application)
  return local === undefined
    ? (model.remoteApplications.get(application)?.endpoints ?? [])
    : endpointsOf(local.charm.charm)
}

function compatible(model: Model, left: RelationEndpoint, right: RelationEndpoint): boolean {
  if (
    left.application === right.application ||
    left.interface !== right.interface ||
    left.role === right.role
  )
    return false
  const container = left.scope === 'container' || right.scope === 'container'
  return (
    !container ||
    [left, right].some((end) => model.applications.get(end.application)?.charm.charm.subordinate === true)
  )
}

function create(state: JujuState, model: Model, endpoints: RelationEndpoint[]): Relation {
  const relation: Relation = {
    id: nextNumber(model, 'relation'),
    key: endpoints.map(spell).join(' '),
    life: 'alive',
    scope: endpoints[0]?.scope ?? 'global',
    endpoints,
    status: status('joining', '', state.now()),
  }
  model.relations.set(relation.id, relation)
  state.lifecycle.relationAdded(model, relation)
  return relation
}

function findRelation(model: Model, left: RelationEndpoint, right: RelationEndpoint): Relation | undefined {
  const wanted = [spell(left), spell(right)]
  return [...model.relations.values()].find((relation) => {
    const have = relation.endpoints.map(spell)
    return have.length === 2 && wanted.every((end) => have.includes(end))
  })
}

function uses(model: Model, end: RelationEndpoint): number {
  return relationsOf(model, end.application).filter((relation) =>
    relation.endpoints.some((each) => spell(each) === spell(end)),
  ).length
}

export function spell(end: { application: string; name: string }): string {
  return `${end.application}:${end.name}`
}

/** An endpoint as `AddRelation` returns it. */
export function wireEndpoint({ name, role, interface: iface, optional, limit, scope }: Endpoint): Endpoint {
  return { name, role, interface: iface, optional, limit, scope }
}
