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
 * Says which host is what in each system: a MAAS machine and a Juju machine by the instance id, a Landscape computer by its host name.
 *
 * @returns hosts in the order of their names
 */
export function matchHosts({ machines = [], model, computers = [] }: HostSources): Host[] {
  const hosts: Host[] = machines.map((maas) => ({ hostname: maas.hostname, systemId: maas.system_id, maas, units: [] }))
  const hostOf = (hostname: string, systemId?: string): Host => {
    const known = hosts.find((host) => (systemId !== undefined && host.systemId === systemId) || host.hostname === hostname)
    if (known !== undefined) return known
    const host: Host = { hostname, units: [] }
    hosts.push(host)
    return host
  }
  for (const machine of model?.machines ?? []) {
    const host = hostOf(machine.hostname, machine.instanceId)
    host.jujuMachine = machine.id
    host.units = unitsOf(model).filter((unit) => unit.machine.split('/')[0] === machine.id).map((unit) => unit.name)
  }
  for (const computer of computers) {
    if (computer.hostname !== null) hostOf(shortName(computer.hostname)).landscape = computer
  }
  return hosts.toSorted((a, b) => a.hostname.localeCompare(b.hostname))
}

const unitsOf = (model: ModelStatus | undefined): UnitStatus[] =>
  (model?.applications ?? []).filter(({ subordinateTo }) => subordinateTo.length === 0).flatMap(({ units }) => units)

/** Landscape may know a host by its full name. */
const shortName = (hostname: string): string => hostname.split('.')[0] ?? hostname
