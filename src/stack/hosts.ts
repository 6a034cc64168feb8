import { checkFields, type Form, readData } from '../core/arguments.js'
import type { ModelStatus, UnitStatus } from '../juju/index.js'
import type { Computer } from '../landscape/index.js'
import type { Machine } from '../maas/index.js'

/** One bare-metal machine in each system; absent in systems that do not have it. */
export interface Host {
  hostname: string
  /** MAAS's `system_id`, which is Juju's instance id. */
  systemId?: string
  maas?: Machine
  /** Juju's machine id. */
  jujuMachine?: string
  /** Names of the units on it, including those in its containers, without subordinates. */
  units: string[]
  landscape?: Computer
}

/** The objects of the systems. */
export interface HostSources {
  machines?: readonly Machine[]
  model?: ModelStatus
  computers?: readonly Computer[]
}

/**
 * Matches the hosts of the systems: MAAS machines and Juju machines by instance id or host name, Landscape computers by host name.
 *
 * @returns hosts sorted by name, `node-2` before `node-10`
 *
 * @example
 * const hosts = matchHosts({ machines: await maas.machines.list(), model: await model.status() })
 */
export function matchHosts(sources: HostSources): Host[] {
  checkFields('stack', 'stack.matchHosts', sourcesForm, sources)
  return readData('stack', 'stack.matchHosts', 'what the clients return', () => match(sources))
}

const sourcesForm: Form<HostSources> = { machines: 'object[]', model: 'object', computers: 'object[]' }

function match({ machines = [], model, computers = [] }: HostSources): Host[] {
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
    // A machine without an instance has no host name yet.
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

/** The host name without domain: Landscape may have the full name. */
export const shortName = (hostname: string | null): string => hostname?.split('.')[0] ?? ''
