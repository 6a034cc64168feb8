import { refuse } from '../server/refusal.js'
import { formatAddress, hostRange, parseAddress, parseNetwork } from './ip.js'
import { newUuid, type MaasState } from './state.js'
import { restoreStorage } from './storage-layouts.js'
import type { Interface, Inventory, Machine, Subnet } from './types.js'

/** The default hardware of a machine: 8 cores, 8 GiB, one SSD and two spinning disks, two interfaces. */
export const defaultInventory: Inventory = {
  cpuCount: 8,
  cpuSpeed: 2400,
  memoryMib: 8192,
  disks: [
    { sizeBytes: 500_000_000_000, tags: ['ssd', 'sata'] },
    { sizeBytes: 1_000_000_000_000, tags: ['rotary', '7200rpm', 'sata'] },
    { sizeBytes: 1_000_000_000_000, tags: ['rotary', '7200rpm', 'sata'] },
  ],
  interfaceCount: 2,
}

/** The 18 names of hardware information in a machine's reply; `Unknown` until it is commissioned. */
export const hardwareNames = [
  'system_vendor',
  'system_product',
  'system_family',
  'system_version',
  'system_sku',
  'system_serial',
  'cpu_model',
  'mainboard_vendor',
  'mainboard_product',
  'mainboard_serial',
  'mainboard_version',
  'mainboard_firmware_vendor',
  'mainboard_firmware_date',
  'mainboard_firmware_version',
  'chassis_vendor',
  'chassis_type',
  'chassis_serial',
  'chassis_version',
] as const

export function enlistedInterface(state: MaasState, name: string, mac: string): Interface {
  return {
    id: state.next('interface'),
    name,
    type: 'physical',
    mac,
    vlanId: null,
    links: [],
    linkSpeed: 0,
    interfaceSpeed: 0,
    linkConnected: true,
    enabled: true,
    tags: [],
    params: {},
    parentIds: [],
    vendor: null,
    product: null,
    firmware: null,
    discovered: null,
  }
}

/** Records what the commissioning scripts found. */
export function discoverHardware(state: MaasState, machine: Machine): void {
  const { inventory } = machine
  machine.cpuCount = inventory.cpuCount
  machine.cpuSpeed = inventory.cpuSpeed
  machine.memoryMib = inventory.memoryMib
  machine.hardwareUuid ??= newUuid()
  machine.hardware ??= hardwareOf(machine)
  if (!machine.skipNetworking) configureNetwork(state, machine)
  if (!machine.skipStorage) restoreStorage(state, machine)
}

function hardwareOf(machine: Machine): Record<string, string> {
  const known: Record<string, string> = {
    system_vendor: 'ACME',
    system_product: 'Server 1',
    system_serial: `S-${machine.id.toString().padStart(4, '0')}`,
    cpu_model: 'Intel(R) Xeon(R) Silver 4314 CPU',
    mainboard_vendor: 'ACME',
    mainboard_product: 'Board 1',
    chassis_vendor: 'ACME',
    chassis_type: 'Rack Mount Chassis',
  }
  return Object.fromEntries(hardwareNames.map((name) => [name, known[name] ?? 'Unknown']))
}

/** Configures the network as commissioning does: the boot interface has an AUTO link to the first subnet, the others are only up. */
export function configureNetwork(state: MaasState, machine: Machine): void {
  const wanted = Math.max(machine.inventory.interfaceCount, machine.interfaces.length)
  for (let index = machine.interfaces.length; index < wanted; index++) {
    machine.interfaces.push(enlistedInterface(state, `eth${index}`, macOf(machine, index)))
  }
  machine.foundInterfaces ??= machine.interfaces.map(({ name, mac }) => ({ name, mac }))
  const [subnet] = state.subnets
  machine.interfaces.forEach((nic, index) => {
    nic.vendor = 'Intel Corporation'
    nic.product = 'Ethernet Connection I217-LM'
    nic.firmware = '1.2.3.4'
    nic.linkSpeed = 1000
    nic.interfaceSpeed = 1000
    if (index === 0 && subnet) {
      nic.vlanId = subnet.vlanId
      nic.discovered ??= { subnetId: subnet.id, ipAddress: leasedAddress(subnet, machine) }
      nic.links = [{ id: state.next('link'), mode: 'auto', subnetId: subnet.id }]
    } else {
      nic.vlanId = state.vlans.find((vlan) => vlan.fabricId !== 0)?.id ?? null
      nic.links = [{ id: state.next('link'), mode: 'link_up' }]
    }
  })
}

/** Restores the network that commissioning found: removes added interfaces and restores deleted ones. */
export function restoreNetwork(state: MaasState, machine: Machine): void {
  const found = machine.foundInterfaces ?? []
  const kept = machine.interfaces.filter(
    (nic) => nic.type === 'physical' && found.some((other) => other.mac === nic.mac),
  )
  const lost = found.filter((other) => !kept.some((nic) => nic.mac === other.mac))
  machine.interfaces = [...kept, ...lost.map(({ name, mac }) => enlistedInterface(state, name, mac))]
  for (const nic of machine.interfaces)
    nic.name = found.find((other) => other.mac === nic.mac)?.name ?? nic.name
  configureNetwork(state, machine)
}

function macOf(machine: Machine, index: number): string {
  const bytes = [machine.id >> 8, machine.id & 0xff, index]
  return ['52:54:01', ...bytes.map((byte) => byte.toString(16).padStart(2, '0'))].join(':')
}

/** The DHCP address of the machine during commissioning. Leases expire, so two machines may have had the same address. */
const leasedAddress = (subnet: Subnet, machine: Machine): string =>
  `${subnet.cidr.split('.').slice(0, 3).join('.')}.${200 + (machine.id % 54)}`

/**
 * A free address of the subnet, from .20 up: lower ones are for the rack, the gateway and similar.
 *
 * @throws Refusal 503 when all are in use.
 */
export function freeAddress(state: MaasState, subnet: Subnet): string {
  const network = parseNetwork(subnet.cidr)
  if (!network) throw new Error(`The simulated subnet ${subnet.cidr} is not a network`)
  const taken = new Set([
    ...state.machines.flatMap(addressesOf),
    ...state.extras.reserved.map((address) => address.ip),
  ])
  const lent = state.ipRanges
    .filter((range) => range.subnetId === subnet.id && range.type === 'dynamic')
    .map(
      (range) => [parseAddress(range.startIp)?.value ?? 0n, parseAddress(range.endIp)?.value ?? 0n] as const,
    )
  const { last } = hostRange(network)
  let value = network.first + 20n
  while (value <= last) {
    const address = formatAddress({ value, family: network.family })
    const range = lent.find(([start, end]) => value >= start && value <= end)
    if (range === undefined && !taken.has(address)) return address
    value = (range?.[1] ?? value) + 1n
  }
  throw refuse(503, `No more IPs available in subnet: ${subnet.cidr}.`)
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
