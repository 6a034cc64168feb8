import type { MaasSimulator } from '../../../src/maas/simulator.js'
import { discoverHardware } from '../../../src/maas/state/hardware.js'
import type { Names } from './names.js'
import type { Recorded } from './recording.js'

/** The machines of the list, derived from the results of each filter. */
export function completeMachines(
  simulator: MaasSimulator,
  names: Names,
  recorded: readonly Recorded[],
): void {
  const found = (query: string): Set<string> => {
    const entry = recorded.find((candidate) => candidate.name === `/machines/?${query}`)
    const machines = (entry?.reply ?? []) as { system_id: string }[]
    return new Set(machines.map((machine) => names.ours(machine.system_id)))
  }
  const { state } = simulator
  const by = {
    owner: found('owner=admin'),
    off: found('power_state=off'),
    commissioned: found('cpu_count=8'),
    rooted: found('storage=x%3A50'),
  }
  const places = { zone: found('not_in_zone=default'), pool: found('not_in_pool=default') }
  const named = {
    arch: found('arch=amd64'),
    eth0: found('interfaces=a%3Aname%3Deth0'),
    first: found('tags=lt1'),
    both: found('tags=lt1&tags=lt2'),
  }
  state.zones.push({ id: 50, name: 'zone-b', description: '' })
  state.pools.push({ id: 50, name: 'pool-b', description: '' })
  simulator.addTag('lt1', [...named.first])
  simulator.addTag('lt2', [...named.both])
  for (const machine of state.machines) {
    if (machine.hostname === 'ad200') state.log(machine, 'INFO', 'Released')
    const has = (set: Set<string>): boolean => set.has(machine.systemId)
    machine.owner = has(by.owner) ? 'admin' : null
    machine.powerState = has(by.off) ? 'off' : 'on'
    machine.zoneId = has(places.zone) ? 50 : 1
    machine.poolId = has(places.pool) ? 50 : 0
    if (!has(named.arch)) machine.architecture = ''
    if (!has(named.eth0)) machine.interfaces = []
    if (has(by.commissioned)) {
      if (machine.cpuCount === 0) discoverHardware(state, machine)
      if (!has(by.rooted)) for (const disk of machine.disks) disk.partitions = []
      continue
    }
    machine.cpuCount = 0
    machine.memoryMib = 0
    machine.disks = []
    for (const nic of machine.interfaces)
      Object.assign(nic, { vlanId: null, links: [], discovered: null, linkSpeed: 0 })
  }
}
