import { charmBaseName } from '../syntax/charm-name.js'
import type {
  ApplicationStatus as WireApplication,
  DetailedStatus,
  FullStatus,
  MachineStatus as WireMachine,
  UnitStatus as WireUnit,
} from '../generated/facades/client.js'
import { baseText } from '../syntax/base.js'
import { tagId } from '../syntax/tags.js'
import type { ApplicationStatus, JujuMachineStatus, ModelStatus, EntityStatus, UnitStatus } from './types.js'

const natural = new Intl.Collator('en', { numeric: true })

/** Entries in natural order: `10` after `9`, `keystone/2` before `keystone/10`. */
const entriesOf = <T>(record: Record<string, T> | null | undefined): [string, T][] =>
  Object.entries(record ?? {}).toSorted(([a], [b]) => natural.compare(a, b))

const statusOf = (wire: DetailedStatus): EntityStatus => ({
  current: wire.status,
  message: wire.err?.message ?? wire.info,
  ...(wire.since === null ? {} : { since: wire.since }),
  data: wire.data ?? {},
})

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
      endpoints: Object.values(offer.endpoints).map(endpointOf),
      activeConnections: offer['active-connected-count'],
      totalConnections: offer['total-connected-count'],
    })),
    timestamp: wire['controller-timestamp'],
  }
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
    subordinateTo: wire['subordinate-to'],
    relations: wire.relations,
    endpointBindings: wire['endpoint-bindings'],
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
  for (const application of applications) application.units.sort((a, b) => natural.compare(a.name, b.name))
}

const machinesOf = (wire: Record<string, WireMachine> | null): JujuMachineStatus[] =>
  entriesOf(wire).map(([id, machine]) => ({
    id,
    agent: statusOf(machine['agent-status']),
    instance: statusOf(machine['instance-status']),
    hostname: machine.hostname || machine['display-name'],
    instanceId: machine['instance-id'],
    base: baseText(machine.base),
    addresses: machine['ip-addresses'] ?? (machine['dns-name'] === '' ? [] : [machine['dns-name']]),
    constraints: machine.constraints,
    hardware: machine.hardware,
    containers: machinesOf(machine.containers),
  }))
