import { charmBaseName } from '../syntax/charm-name.js'
import type {
  ApplicationStatus as WireApplication,
  FullStatus,
  MachineStatus as WireMachine,
  UnitStatus as WireUnit,
} from '../generated/facades/client.js'
import { compareNames } from './natural-order.js'
import { statusOf } from './entity-status.js'
import { storageOf } from './storage.js'
import { baseText } from '../syntax/base.js'
import { tagId } from '../syntax/tags.js'
import type { ApplicationStatus, JujuMachineStatus, ModelStatus, UnitStatus } from './types.js'

/** Entries in natural order: `10` after `9`, `keystone/2` before `keystone/10`. */
const entriesOf = <T>(record: Record<string, T> | null | undefined): [string, T][] =>
  Object.entries(record ?? {}).toSorted(([a], [b]) => compareNames(a, b))

/** Converts the reply of FullStatus to the types of this package. */
export function decodeStatus(wire: FullStatus): ModelStatus {
  const applications = entriesOf(wire.applications).map(([name, application]) =>
    applicationOf(name, application),
  )
  addSubordinates(applications)
  return {
    name: wire.model.name,
    type: wire.model.type,
    cloud: tagId(wire.model['cloud-tag']),
    region: wire.model.region ?? '',
    version: wire.model.version,
    ...(wire.model['available-version'] === '' ? {} : { availableVersion: wire.model['available-version'] }),
    ...(wire.model.sla === undefined || wire.model.sla === '' ? {} : { sla: wire.model.sla }),
    status: statusOf(wire.model['model-status']),
    machines: machinesOf(wire.machines),
    applications,
    relations: (wire.relations ?? []).map(({ id, interface: iface, scope, endpoints, status }) => ({
      id,
      interface: iface,
      scope,
      endpoints,
      status: statusOf(status),
    })),
    remoteApplications: entriesOf(wire['remote-applications']).map(([name, remote]) => ({
      name,
      offerUrl: remote['offer-url'],
      status: statusOf(remote.status),
      endpoints: remote.endpoints.map(endpointOf),
    })),
    offers: entriesOf(wire.offers).map(([name, offer]) => ({
      name,
      application: offer['application-name'],
      charm: offer.charm,
      endpoints: entriesOf(offer.endpoints).map(([alias, endpoint]) => ({
        ...endpointOf(endpoint),
        name: alias,
      })),
      activeConnections: offer['active-connected-count'],
      totalConnections: offer['total-connected-count'],
    })),
    ...(Object.keys(wire.branches ?? {}).length === 0
      ? {}
      : {
          branches: entriesOf(wire.branches).map(([name, branch]) => ({
            name,
            created: timeText(branch.created),
            createdBy: branch['created-by'],
            units: Object.values(branch['assigned-units']).flat(),
          })),
        }),
    ...(wire.storage === undefined ? {} : { storage: storageOf(wire) }),
    timestamp: wire['controller-timestamp'] ?? '',
  }
}

/** Seconds since 1970 as RFC 3339; `''` if it is not a time. */
function timeText(seconds: number): string {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString()
}

const endpointOf = ({
  name,
  role,
  interface: iface,
}: {
  name: string
  role: string
  interface: string
}): { name: string; role: string; interface: string } => ({ name, role, interface: iface })

function applicationOf(name: string, wire: WireApplication): ApplicationStatus {
  const channel = wire['charm-channel']
  return {
    name,
    charm: wire.charm,
    charmName: charmBaseName(wire.charm),
    ...(channel === undefined || channel === '' ? {} : { channel }),
    revision: wire['charm-rev'] ?? Number(/-(\d+)$/.exec(wire.charm)?.[1] ?? 0),
    base: baseText(wire.base),
    exposed: wire.exposed,
    exposedEndpoints: Object.fromEntries(
      entriesOf(wire['exposed-endpoints']).map(([endpoint, exposed]) => [
        endpoint,
        { spaces: exposed['expose-to-spaces'] ?? [], cidrs: exposed['expose-to-cidrs'] ?? [] },
      ]),
    ),
    life: wire.life,
    status: statusOf(wire.status),
    workloadVersion: wire['workload-version'],
    ...(wire.int === undefined ? {} : { scale: wire.int }),
    publicAddress: wire['public-address'],
    subordinateTo: wire['subordinate-to'],
    relations: wire.relations,
    endpointBindings: wire['endpoint-bindings'] ?? {},
    units: entriesOf(wire.units).map(([unit, status]) => unitOf(unit, status, status.machine)),
  }
}

function unitOf(name: string, wire: WireUnit, machine: string): UnitStatus {
  return {
    name,
    application: name.replace(/\/\d+$/, ''),
    machine,
    workload: statusOf(wire['workload-status']),
    agent: statusOf(wire['agent-status']),
    leader: wire.leader ?? false,
    workloadVersion: wire['workload-version'],
    publicAddress: wire['public-address'],
    ...(wire.address === undefined ? {} : { address: wire.address }),
    openedPorts: wire['opened-ports'] ?? [],
    subordinates: entriesOf(wire.subordinates).map(([unit, status]) => unitOf(unit, status, machine)),
  }
}

/** A subordinate's own `units` arrive as null: they are found inside their principals. */
function addSubordinates(applications: ApplicationStatus[]): void {
  const byName = new Map(applications.map((application) => [application.name, application]))
  for (const principal of applications)
    for (const unit of principal.units)
      for (const subordinate of unit.subordinates)
        byName.get(subordinate.application)?.units.push(subordinate)
  for (const application of applications) application.units.sort((a, b) => compareNames(a.name, b.name))
}

const machinesOf = (wire: Record<string, WireMachine> | null): JujuMachineStatus[] =>
  entriesOf(wire).map(([id, machine]) => ({
    id,
    agent: statusOf(machine['agent-status']),
    instance: statusOf(machine['instance-status']),
    modification: statusOf(machine['modification-status']),
    hostname: machine.hostname || machine['display-name'],
    displayName: machine['display-name'],
    instanceId: machine['instance-id'],
    base: baseText(machine.base),
    ...(machine.series === undefined ? {} : { series: machine.series }),
    address: machine['dns-name'],
    addresses: machine['ip-addresses'] ?? (machine['dns-name'] === '' ? [] : [machine['dns-name']]),
    constraints: machine.constraints,
    hardware: machine.hardware,
    containers: machinesOf(machine.containers),
  }))
