import { channelOf } from '../state/charms/charm.js'
import { hasModelAccess } from '../server/facade.js'
import { cleanConstraints, formatConstraints } from '../state/constraints.js'
import { containersOf } from '../state/machines.js'
import { wireTime, type JujuState } from '../state/state.js'
import {
  type Application,
  isSubordinate,
  type Life,
  type Machine,
  machineOf,
  type Model,
  type Offer,
  type Relation,
  relationsOf,
  type StatusValue,
  type Unit,
  unitsOf,
  type User,
} from '../state/types.js'
import { allSelected, type Selection } from './status-filter.js'

/** `Client.FullStatus` of 4.0.15, key by key as recorded. A `viewer` sees the offers that they may use (permissions.json). */
export function fullStatus(
  state: JujuState,
  model: Model,
  selected: Selection = allSelected(model),
  viewer?: User,
): Record<string, unknown> {
  const now = wireTime(state.now())
  const relations = [...model.relations.values()].filter((relation) => selected.relation(relation))
  const roots = [...model.machines.values()].filter(
    (machine) => machine.parentId === undefined && selected.machine(machine),
  )
  const applications = [...model.applications.values()].filter((application) =>
    selected.application(application),
  )
  const beside = subordinatesByPrincipal(model)
  return {
    model: {
      name: model.name,
      type: 'iaas',
      'cloud-tag': `cloud-${model.cloud}`,
      ...(model.region === '' ? {} : { region: model.region }),
      version: '4.0.15',
      'available-version': '',
      'model-status': { ...detailed(undefined), status: 'available', since: now },
    },
    machines: byKey(
      roots,
      (machine) => machine.id,
      (machine) => machineStatus(model, machine, selected),
    ),
    applications: byKey(
      applications,
      (each) => each.name,
      (each) => applicationStatus(model, each, selected, beside),
    ),
    'remote-applications': selected.isAll || applications.length > 0 ? remoteApplications(model) : {},
    offers: byKey(
      [...model.offers.values()].filter(
        (offer) =>
          maySee(model, offer, viewer) &&
          (selected.isAll || applications.some((each) => each.name === offer.application)),
      ),
      (offer) => offer.name,
      (offer) => ({
        'offer-name': offer.name,
        'application-name': offer.application,
        charm: withArchitecture(model.applications.get(offer.application)),
        endpoints: offeredEndpoints(model, offer),
        'active-connected-count': 0,
        'total-connected-count': 0,
      }),
    ),
    relations: relations.length === 0 ? null : relations.map((relation) => relationStatus(model, relation)),
    'controller-timestamp': now,
    branches: null,
  }
}

/** The subordinate units by their principal. */
type Beside = ReadonlyMap<string, readonly Unit[]>

function subordinatesByPrincipal(model: Model): Beside {
  const beside = new Map<string, Unit[]>()
  for (const unit of unitsOf(model)) {
    if (unit.principal === undefined) continue
    const others = beside.get(unit.principal)
    if (others === undefined) beside.set(unit.principal, [unit])
    else others.push(unit)
  }
  return beside
}

function maySee(model: Model, offer: Offer, viewer: User | undefined): boolean {
  return viewer === undefined || hasModelAccess(model, viewer, 'admin') || offer.access.has(viewer.name)
}

function machineStatus(model: Model, machine: Machine, selected: Selection): Record<string, unknown> {
  const address = machine.addresses[0] ?? ''
  const containers = containersOf(model, machine.id).filter((container) => selected.machine(container))
  return {
    'agent-status': detailed(machineAgentStatus(machine), machine.life),
    'instance-status': detailed(machine.instanceStatus, machine.life),
    'modification-status': detailed(undefined),
    'dns-name': address,
    ...(machine.addresses.length === 0 ? {} : { 'ip-addresses': machine.addresses }),
    'instance-id': machine.instanceId ?? 'pending',
    'display-name': machine.displayName,
    base: machine.base,
    id: machine.id,
    ...(machine.macAddress === undefined
      ? {}
      : {
          'network-interfaces': {
            eth0: {
              'ip-addresses': machine.addresses.map((each) => `${each}/24`),
              'mac-address': machine.macAddress,
              'is-up': true,
            },
          },
        }),
    containers: byKey(
      containers,
      (each) => each.id,
      (each) => machineStatus(model, each, selected),
    ),
    constraints: shownConstraints(machine),
    hardware: machine.hardware,
    jobs: ['JobHostUnits'],
    'has-vote': false,
    'wants-vote': false,
  }
}

/** 4.0.15 omits the tags here (add-machine with `tags=compute`, show-machine). */
function shownConstraints(machine: Machine): string {
  return formatConstraints(cleanConstraints({ ...machine.constraints, tags: undefined }))
}

function machineAgentStatus(machine: Machine): StatusValue {
  const { agentStatus } = machine
  if (machine.agentPresent || agentStatus.status !== 'started') return agentStatus
  return { ...agentStatus, status: 'down', info: 'agent is not communicating with the server' }
}

function applicationStatus(
  model: Model,
  application: Application,
  selected: Selection,
  beside: Beside,
): Record<string, unknown> {
  const { charm, origin } = application
  const principals = isSubordinate(application) ? principalsOf(model, application) : []
  const units = isSubordinate(application) ? null : shownUnits(model, application, selected, beside)
  return {
    charm: charm.url,
    'charm-version': '',
    'charm-profile': '',
    ...(charm.source === 'charm-hub' && channelOf(origin) !== ''
      ? { 'charm-channel': channelOf(origin) }
      : {}),
    ...(charm.revision === 0 ? {} : { 'charm-rev': charm.revision }),
    base: application.base,
    exposed: application.exposed,
    ...(application.exposed ? { 'exposed-endpoints': exposedEndpoints(application) } : {}),
    life: application.life,
    relations: relatedApplications(model, application, selected),
    'can-upgrade-to': '',
    'subordinate-to': principals,
    units,
    status: applicationState(application),
    'workload-version':
      [...application.units.values()].find((unit) => unit.workloadVersion !== '')?.workloadVersion ?? '',
    'endpoint-bindings': application.bindings,
    'public-address': '',
  }
}

function shownUnits(
  model: Model,
  application: Application,
  selected: Selection,
  beside: Beside,
): Record<string, unknown> | null {
  const units = [...application.units.values()].filter((unit) => selected.unit(unit))
  return units.length === 0 && application.units.size === 0
    ? null
    : byKey(
        units,
        (unit) => unit.name,
        (unit) => unitStatus(model, unit, beside),
      )
}

function unitStatus(model: Model, unit: Unit, beside: Beside): Record<string, unknown> {
  const { agent, workload } = shownStatuses(unit)
  const application = model.applications.get(unit.application)
  const subordinates = beside.get(unit.name) ?? []
  return {
    'agent-status': detailed({ ...agent, data: {} }, unit.life),
    'workload-status': detailed({ ...workload, data: {} }),
    'workload-version': unit.workloadVersion,
    machine: unit.machineId ?? '',
    'opened-ports': null,
    'public-address': machineOf(model, unit)?.addresses[0] ?? '',
    charm: '',
    subordinates:
      subordinates.length === 0
        ? null
        : byKey(
            subordinates,
            (each) => each.name,
            (each) => unitStatus(model, each, beside),
          ),
    ...(application?.leader === unit.name ? { leader: true } : {}),
  }
}

/** A lost agent hides the unit's own status; an agent error is shown as the workload's status (README of the recordings, 12). */
export function shownStatuses(unit: Unit): { agent: StatusValue; workload: StatusValue } {
  const { agentStatus: agent, workloadStatus: workload } = unit
  if (!unit.agentPresent && agent.status !== 'allocating' && agent.status !== 'error') {
    const more = 'agent lost, see `juju debug-logs` or `juju show-status-log` for more information'
    return {
      agent: { ...agent, status: 'lost', info: 'agent is not communicating with the server' },
      workload: { ...workload, status: 'unknown', info: more },
    }
  }
  if (agent.status === 'error') {
    return {
      agent: { ...agent, status: 'idle', info: '', data: {} },
      workload: { ...workload, status: 'error', info: agent.info, data: agent.data },
    }
  }
  return { agent, workload }
}

/** Most severe first: Juju derives an application's status from its units in this order. */
const SEVERITY = ['error', 'blocked', 'waiting', 'maintenance', 'terminated', 'active', 'unknown']

function applicationState(application: Application): Record<string, unknown> {
  if (application.status !== undefined)
    return { ...detailed(application.status), data: dataOrNull(application.status) }
  const statuses = [...application.units.values()].map((unit) => {
    const { workload } =
      unit.agentStatus.status === 'error' ? shownStatuses(unit) : { workload: unit.workloadStatus }
    return workload
  })
  const worst = statuses.toSorted((a, b) => rank(a) - rank(b) || b.since - a.since)[0]
  if (worst === undefined) return { ...detailed(undefined), status: 'unknown' }
  return { ...detailed(worst), data: dataOrNull(worst) }
}

function rank(value: StatusValue): number {
  const index = SEVERITY.indexOf(value.status)
  return index < 0 ? SEVERITY.length : index
}

function dataOrNull(value: StatusValue): Record<string, unknown> | null {
  return Object.keys(value.data).length === 0 ? null : value.data
}

function relatedApplications(
  model: Model,
  application: Application,
  selected: Selection,
): Record<string, string[]> {
  const related: Record<string, string[]> = {}
  for (const relation of relationsOf(model, application.name)) {
    if (!selected.relation(relation)) continue
    for (const end of relation.endpoints.filter((each) => each.application === application.name)) {
      const others = relation.endpoints.filter((each) => each !== end).map((each) => each.application)
      related[end.name] = [
        ...(related[end.name] ?? []),
        ...(others.length === 0 ? [application.name] : others),
      ].toSorted()
    }
  }
  return related
}

function principalsOf(model: Model, application: Application): string[] {
  const names = relationsOf(model, application.name)
    .filter((relation) => relation.scope === 'container')
    .flatMap((relation) => relation.endpoints.map((end) => end.application))
    .filter((name) => name !== application.name)
  return [...new Set(names)].toSorted()
}

function relationStatus(model: Model, relation: Relation): Record<string, unknown> {
  return {
    id: relation.id,
    key: relation.key,
    interface: relation.endpoints[0]?.interface ?? '',
    scope: relation.scope,
    endpoints: relation.endpoints.map((end) => {
      const application = model.applications.get(end.application)
      const subordinate =
        relation.scope === 'container' && application !== undefined && isSubordinate(application)
      return { application: end.application, name: end.name, role: end.role, subordinate }
    }),
    status: detailed(relation.status),
  }
}

function exposedEndpoints(application: Application): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(application.exposedEndpoints).map(([name, { spaces, cidrs }]) => [
      name,
      {
        ...(spaces === undefined || spaces.length === 0 ? {} : { 'expose-to-spaces': spaces }),
        ...(cidrs === undefined || cidrs.length === 0 ? {} : { 'expose-to-cidrs': cidrs }),
      },
    ]),
  )
}

function remoteApplications(model: Model): Record<string, unknown> {
  return byKey(
    [...model.remoteApplications.values()],
    (each) => each.name,
    (remote) => ({
      'offer-url': remote.offerUrl,
      'offer-name': remote.name,
      endpoints: remote.endpoints.map(({ name, role, interface: iface, limit }) => ({
        name,
        role,
        interface: iface,
        limit,
      })),
      life: remote.life,
      relations: Object.fromEntries(
        relationsOf(model, remote.name).map((relation) => [
          relation.endpoints.find((end) => end.application === remote.name)?.name ?? '',
          relation.endpoints.filter((end) => end.application !== remote.name).map((end) => end.application),
        ]),
      ),
      status: detailed(remote.status),
    }),
  )
}

function offeredEndpoints(
  model: Model,
  offer: { application: string; endpoints: string[] },
): Record<string, unknown> {
  const charm = model.applications.get(offer.application)?.charm.charm
  return Object.fromEntries(
    offer.endpoints.map((name) => {
      const endpoint = charm?.provides?.[name] ?? charm?.requires?.[name]
      const role = charm?.requires?.[name] === undefined ? 'provider' : 'requirer'
      return [name, { name, role, interface: endpoint?.interface ?? '', limit: endpoint?.limit ?? 0 }]
    }),
  )
}

/** `local:amd64/mysql-2`: the URL of a local charm with its architecture, as offers and `CharmInfo` show it. */
export function withArchitecture(application: Application | undefined): string {
  if (application === undefined) return ''
  const { charm } = application
  return charm.source === 'local' ? charm.url.replace('local:', `local:${charm.architecture}/`) : charm.url
}

/** A `DetailedStatus`; empty without a value. */
function detailed(value: StatusValue | undefined, life: Life | '' = ''): Record<string, unknown> {
  return {
    status: value?.status ?? '',
    info: value?.info ?? '',
    data: value?.data ?? null,
    since: value === undefined ? null : wireTime(value.since),
    kind: '',
    version: '',
    life,
  }
}

function byKey<T>(
  items: readonly T[],
  key: (item: T) => string,
  value: (item: T) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(items.map((item) => [key(item), value(item)]))
}
