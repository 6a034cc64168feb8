import type { BundlePlan, BundleStep, MachineRef } from '../../../src/juju/bundle/steps.js'
import type { ServerChange } from './reference.js'

const present = (value: unknown) =>
  value !== undefined &&
  value !== '' &&
  value !== 0 &&
  !(typeof value === 'object' && value !== null && Object.keys(value).length === 0)

const compact = (args: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => present(value)))

/** A plan of this package in the form of the planner of the controller. */
export function asServerChanges(plan: BundlePlan): ServerChange[] {
  const makers = new Map<string, string>()
  for (const step of plan.steps) {
    if (step.kind === 'deploy') makers.set(step.application, `$${step.id}`)
    if (step.kind === 'consumeOffer') makers.set(step.application, `$${step.id}`)
  }
  return plan.steps.map((step) => ({
    id: step.id,
    method: step.kind === 'addMachine' ? 'addMachines' : step.kind,
    args: compact(argsOf(step, (application) => makers.get(application) ?? application)),
    requires: [...step.requires],
  }))
}

function argsOf(step: BundleStep, maker: (application: string) => string): Record<string, unknown> {
  const machine = (ref: MachineRef | undefined) =>
    ref && ('step' in ref ? `$${ref.step}` : 'machine' in ref ? ref.machine : ref.unit)
  switch (step.kind) {
    case 'addCharm':
      return { charm: step.charm, channel: step.channel, revision: step.revision, base: step.base }
    case 'deploy':
      return {
        application: step.application,
        charm: `$${step.charmStep}`,
        channel: step.channel,
        base: step.base,
        'num-units': step.numUnits,
        options: step.options,
        constraints: step.constraints,
        storage: step.storage,
        devices: step.devices,
        'endpoint-bindings': step.bindings,
        resources: step.resources,
      }
    case 'expose':
      return { application: maker(step.application), 'exposed-endpoints': step.endpoints }
    case 'setAnnotations':
      return 'application' in step.target
        ? { 'entity-type': 'application', id: maker(step.target.application), annotations: step.annotations }
        : { 'entity-type': 'machine', id: machine(step.target), annotations: step.annotations }
    case 'addMachine':
      return {
        base: step.base,
        constraints: step.constraints,
        'container-type': step.container,
        'parent-id': machine(step.parent),
      }
    case 'addUnit':
      return { application: maker(step.application), to: machine(step.to) }
    case 'consumeOffer':
      return { url: step.url, 'application-name': step.application }
    case 'addRelation': {
      const [one, other] = step.endpoints.map((end) =>
        end.replace(/^[^:]*/, (application) => maker(application)),
      )
      return { endpoint1: one, endpoint2: other }
    }
    case 'createOffer':
    case 'grantOfferAccess':
    case 'scale':
    case 'setConstraints':
    case 'setOptions':
    case 'upgradeCharm':
      // Never in a plan for an empty model without overlays, which is all that the planner makes.
      return { ...step }
  }
}

/**
 * A plan without its numbers: ids become the method and the position among steps of that method, units the position in their application;
 * the requirements of a step become all that it requires, directly or indirectly.
 */
export function canonical(changes: ServerChange[]): ServerChange[] {
  const names = new Map<string, string>()
  const counts = new Map<string, number>()
  for (const { id, method, args } of changes) {
    const group = method === 'addUnit' ? `unit of ${String(args.application)}` : method
    const count = counts.get(group) ?? 0
    counts.set(group, count + 1)
    names.set(id, `${group} ${count}`)
  }
  const byId = new Map(changes.map((change) => [change.id, change]))
  const closure = (id: string, seen = new Set<string>()): Set<string> => {
    for (const required of byId.get(id)?.requires ?? [])
      if (!seen.has(required)) closure(required, seen.add(required))
    return seen
  }
  const rename = (value: unknown): unknown =>
    typeof value === 'string' && value.startsWith('$')
      ? value.replace(/^\$([^:]+)/, (_, id: string) => `<${names.get(id) ?? id}>`)
      : value
  return changes
    .map(({ id, method, args }) => ({
      id: names.get(id) ?? id,
      method,
      args: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, rename(value)])),
      requires: [...closure(id)].map((required) => names.get(required) ?? required).toSorted(),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
