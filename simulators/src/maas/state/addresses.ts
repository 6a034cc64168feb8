import { refuse } from '../server/refusal.js'
import { formatAddress, hostRange, inside, type Network, parseAddress, parseNetwork } from './ip.js'
import type { MaasState } from './state.js'
import type { Machine, Subnet } from './types.js'

/** An address that a node, a BMC or a user has. */
export interface Assignment {
  ip: string
  /** MAAS's number: 0 automatic, 1 fixed, 4 reserved by a user, 6 seen during commissioning. */
  type: 0 | 1 | 4 | 6
  username: string | null
  node?: { machine: Machine; via: string }
  isRack?: true
  bmc?: { powerType: string; machines: Machine[] }
}

/** The address of the rack, which is also the name server of the first subnet. */
const rackAddress: Assignment = { ip: '10.10.0.2', type: 1, username: 'admin', isRack: true }

/** All addresses in use. */
export function assignments(state: MaasState): Assignment[] {
  const nodes = [...state.machines, ...state.devices]
  const bmcs = new Map<string, { powerType: string; machines: Machine[] }>()
  for (const machine of state.machines) {
    const ip = bmcAddress(machine)
    if (ip === undefined) continue
    const known = bmcs.get(ip)
    if (known) known.machines.push(machine)
    else bmcs.set(ip, { powerType: machine.powerType, machines: [machine] })
  }
  return [
    rackAddress,
    ...nodes.flatMap((machine) =>
      machine.interfaces.flatMap((nic) => {
        const node = { machine, via: nic.name }
        const linked = nic.links.flatMap(({ mode, ipAddress }): Assignment[] =>
          ipAddress === undefined
            ? []
            : [{ ip: ipAddress, type: mode === 'static' ? 1 : 0, username: machine.owner, node }],
        )
        const seen = nic.discovered?.ipAddress
        return seen === undefined ? linked : [...linked, { ip: seen, type: 6 as const, username: null, node }]
      }),
    ),
    ...[...bmcs].map(([ip, bmc]): Assignment => ({ ip, type: 1, username: null, bmc })),
    ...state.extras.reserved.map(({ ip, username }): Assignment => ({ ip, type: 4, username })),
  ]
}

/** The address of the BMC, alone or in a URL. */
function bmcAddress({ powerParameters }: Machine): string | undefined {
  const text = powerParameters['power_address']
  if (typeof text !== 'string') return undefined
  return parseAddress(text) ? text : /@(\d+\.\d+\.\d+\.\d+)/.exec(text)?.[1]
}

/** The addresses of a subnet that are in use, in their order. */
export function assignmentsIn(state: MaasState, subnet: Subnet): Assignment[] {
  const network = parseNetwork(subnet.cidr)
  if (!network) return []
  return assignments(state)
    .map((assignment) => ({ assignment, address: parseAddress(assignment.ip) }))
    .filter(({ address }) => inside(network, address))
    .toSorted((a, b) => Number((a.address?.value ?? 0n) - (b.address?.value ?? 0n)))
    .map(({ assignment }) => assignment)
}

export interface Span {
  start: bigint
  end: bigint
  purpose: string[]
}

/** What is in use in a subnet: gateway, name servers, addresses of machines and BMCs, ranges. */
function usedIn(state: MaasState, subnet: Subnet, network: Network): Span[] {
  const one = (address: string | null, purpose: string): Span[] => {
    const parsed = parseAddress(address ?? '')
    return parsed && inside(network, parsed)
      ? [{ start: parsed.value, end: parsed.value, purpose: [purpose] }]
      : []
  }
  const ranges = state.ipRanges
    .filter((range) => range.subnetId === subnet.id)
    .map((range) => ({
      start: parseAddress(range.startIp)?.value ?? 0n,
      end: parseAddress(range.endIp)?.value ?? 0n,
      purpose: [range.type as string],
    }))
  const special = [
    ...one(subnet.gatewayIp, 'gateway-ip'),
    ...subnet.dnsServers.flatMap((server) => one(server, 'dns-server')),
  ]
  // An address that is the gateway or a name server is counted as that only.
  const others = assignments(state)
    .flatMap(({ ip }) => one(ip, 'assigned-ip'))
    .filter(({ start }) => !special.some((span) => span.start === start))
  return [...special, ...others, ...ranges].toSorted((a, b) =>
    a.start < b.start ? -1 : a.start > b.start ? 1 : 0,
  )
}

/** The subnet from its first to its last address, as used and unused ranges. */
export function spansOf(state: MaasState, subnet: Subnet): { network: Network; spans: Span[] } {
  const network = parseNetwork(subnet.cidr)
  if (!network) throw new Error(`The simulated subnet ${subnet.cidr} is not a network`)
  const { first, last } = hostRange(network)
  const used: Span[] = []
  for (const span of usedIn(state, subnet, network)) {
    const before = used.at(-1)
    const same = before?.purpose.join() === span.purpose.join()
    if (before && (span.start <= before.end || (same && span.start === before.end + 1n))) {
      if (span.end > before.end) before.end = span.end
      before.purpose = [...new Set([...before.purpose, ...span.purpose])].toSorted()
    } else used.push({ ...span })
  }
  const spans: Span[] = []
  let next = first
  for (const span of used) {
    if (span.start > next) spans.push({ start: next, end: span.start - 1n, purpose: ['unused'] })
    spans.push(span)
    next = span.end + 1n
  }
  if (next <= last) spans.push({ start: next, end: last, purpose: ['unused'] })
  return { network, spans }
}

/**
 * A free address of the subnet: the first one of the smallest unused range.
 *
 * @throws Refusal 503 when all are in use.
 */
export function freeAddress(state: MaasState, subnet: Subnet): string {
  const { network, spans } = spansOf(state, subnet)
  const unused = spans.filter(({ purpose }) => purpose[0] === 'unused')
  const [first, ...others] = unused
  if (!first) throw refuse(503, `No more IPs available in subnet: ${subnet.cidr}.`)
  const smallest = others.reduce(
    (best, span) => (span.end - span.start < best.end - best.start ? span : best),
    first,
  )
  return formatAddress({ value: smallest.start, family: network.family })
}

/** The addresses of the deployed machine. */
export const addressesOf = (machine: Machine): string[] =>
  machine.interfaces.flatMap((nic) => nic.links.flatMap((link) => link.ipAddress ?? []))

/** Assigns an address to every AUTO link, as the start of a deployment does. */
export function claimAddresses(state: MaasState, machine: Machine): void {
  for (const nic of machine.interfaces) {
    for (const link of nic.links) {
      const subnet = state.subnets.find((candidate) => candidate.id === link.subnetId)
      if (link.mode === 'auto' && subnet) link.ipAddress ??= freeAddress(state, subnet)
    }
  }
}

export function releaseAddresses(machine: Machine): void {
  for (const nic of machine.interfaces)
    for (const link of nic.links) if (link.mode === 'auto') delete link.ipAddress
}
