import type { ModelStatus, UnitStatus } from '../juju/index.js'
import type { Computer } from '../landscape/index.js'
import type { Machine } from '../maas/index.js'

/** One machine of metal as each system knows it; what a system does not know of it is absent. */
export interface Host {
  hostname: string
  /** MAAS's `system_id`, which is Juju's instance id. */
  systemId?: string
  maas?: Machine
  /** Juju's machine id. */
  jujuMachine?: string
  /** Names of the units on it, those in its containers included, subordinates left out. */
  units: string[]
  landscape?: Computer
}

/** What the systems answered, in their own types. */
export interface HostSources {
  machines?: readonly Machine[]
  model?: ModelStatus
  computers?: readonly Computer[]
}

/**
 * Says which host is what in each system: a MAAS machine and a Juju machine by the instance id or the host name, a Landscape
 * computer by the host name.
 *
 * @returns hosts in the order of their names, `node-2` before `node-10`
 */
export function matchHosts({ machines = [], model, computers = [] }: HostSources): Host[] {
  const hosts: Host[] = machines.map((maas) => ({
    hostname: maas.hostname,
    systemId: maas.system_id,
    maas,
    units: [],
  }))
  const byId = new Map(hosts.map((host) => [host.systemId, host]))
  const byName = new Map(hosts.map((host) => [host.hostname, host]))
  const hostOf = (hostname: string): Host => {
    const host = byName.get(hostname) ?? { hostname, units: [] }
    if (!byName.has(hostname)) hosts.push(host)
    byName.set(hostname, host)
    return host
  }
  const units = principalUnits(model)
  for (const { id, hostname, instanceId } of model?.machines ?? []) {
    // One that has no instance yet has no name of its own either.
    const host = byId.get(instanceId) ?? hostOf(hostname === '' ? `machine ${id}` : hostname)
    host.jujuMachine = id
    host.units = units.filter(({ machine }) => machine.split('/')[0] === id).map(({ name }) => name)
  }
  for (const computer of computers)
    if (computer.hostname !== null) hostOf(shortName(computer.hostname)).landscape = computer
  return hosts.toSorted((a, b) => a.hostname.localeCompare(b.hostname, 'en', { numeric: true }))
}

const principalUnits = (model: ModelStatus | undefined): UnitStatus[] =>
  (model?.applications ?? [])
    .filter(({ subordinateTo }) => subordinateTo.length === 0)
    .flatMap(({ units }) => units)

/** Landscape may know a host by its full name. */
export const shortName = (hostname: string | null): string => hostname?.split('.')[0] ?? ''
