import type { MaasSimulator } from '../../../src/maas/simulator.js'
import type { Recorded } from './recording.js'

interface RecordedAddress {
  ip: string
  alloc_type: number
  node_summary?: { node_type: number; hostname: string }
  bmcs?: { nodes: { hostname: string }[] }[]
  user?: string
}

/** The machines that had the addresses of the first subnet, as a reply lists them; those of the file itself come later. */
export function addressedMachines(simulator: MaasSimulator, recorded: readonly Recorded[]): void {
  const list = recorded.find(({ name }) => name === 'subnet op=ip_addresses, with machines')
  const addresses = (list?.reply ?? []) as RecordedAddress[]
  for (const { ip, alloc_type: type, node_summary: node } of addresses) {
    if (node?.node_type !== 0 || type !== 6 || node.hostname === 'nt1') continue
    const last = (Number(ip.split('.')[3]) - 10).toString(16).padStart(2, '0')
    const machine = simulator.addMachine({ hostname: node.hostname, macs: [`52:54:00:${last}:00:00`] })
    const assigned = addresses.find(
      (other) => other.alloc_type === 0 && other.node_summary?.hostname === node.hostname,
    )
    const [link] = machine.interfaces[0]?.links ?? []
    if (link && assigned) link.ipAddress = assigned.ip
    machine.owner = assigned?.user ?? null
  }
  // Machines that were never commissioned have BMCs too.
  for (const { ip, bmcs } of addresses)
    for (const { hostname } of bmcs?.flatMap(({ nodes }) => nodes) ?? []) {
      if (hostname === 'nt1' || simulator.machines.some((machine) => machine.hostname === hostname)) continue
      const seed = { powerType: 'ipmi', powerParameters: { power_address: '10.10.0.7' } }
      simulator.addMachine({ hostname, status: 'New', ...(ip === '10.10.0.7' && seed) })
    }
}
