import { bootDigits } from './boot-mac.js'
import { inventMac } from './invented-macs.js'
import { newVlan, type MaasState } from './state.js'
import { restoreStorage } from './storage-layouts.js'
import type { Interface, Inventory, Link, Machine, Subnet } from './types.js'

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
  // MAAS creates this tag when it looks for the first time whether a machine is virtual.
  if (!state.tags.some(({ name }) => name === 'virtual'))
    state.tags.push({ name: 'virtual', definition: '', comment: '', kernelOpts: '' })
  state.addNodeUser()
  machine.cpuCount = inventory.cpuCount
  machine.cpuSpeed = inventory.cpuSpeed
  machine.memoryMib = inventory.memoryMib
  machine.hardwareUuid ??= `a0000000-0000-4000-8000-${bootDigits(machine)}`
  machine.hardware ??= hardwareOf(machine)
  if (!machine.skipNetworking) configureNetwork(state, machine)
  if (!machine.skipStorage) restoreStorage(state, machine)
}

/** What firmware and BMC of the simulated machines report; the serial number ends as the boot interface's MAC address does. */
function hardwareOf(machine: Machine): Record<string, string> {
  const known: Record<string, string> = {
    system_vendor: 'ACME',
    system_product: 'Server 1',
    system_family: 'F',
    system_version: '1.0',
    system_sku: 'SKU1',
    system_serial: `S-${bootDigits(machine).slice(-4)}`,
    cpu_model: 'Intel(R) Core(TM) i7-4700MQ CPU',
    mainboard_vendor: 'ACME',
    mainboard_product: 'MB1',
    mainboard_serial: 'M1',
    mainboard_version: '1',
    mainboard_firmware_vendor: 'ACME',
    mainboard_firmware_date: '01/01/2024',
    mainboard_firmware_version: '2.1',
    chassis_vendor: 'ACME',
    chassis_type: 'Rack Mount Chassis',
    chassis_serial: 'C1',
    chassis_version: '1',
  }
  return Object.fromEntries(hardwareNames.map((name) => [name, known[name] ?? 'Unknown']))
}

/**
 * Configures the network as commissioning does. The interface from which the machine booted is found in the subnet that
 * lent it an address; each other one that no VLAN is known for gets a fabric of its own. The boot interface then has an
 * AUTO link, the others are only up.
 */
export function configureNetwork(state: MaasState, machine: Machine): void {
  const wanted = Math.max(machine.inventory.interfaceCount, machine.interfaces.length)
  for (let index = machine.interfaces.length; index < wanted; index++)
    machine.interfaces.push(enlistedInterface(state, `eth${index}`, inventMac(state, machine, index)))
  machine.foundInterfaces ??= machine.interfaces.map(({ name, mac }) => ({ name, mac }))
  const booted = machine.foundInterfaces[0]?.mac
  const [lender] = state.subnets
  machine.interfaces.forEach((nic, index) => {
    nic.vendor = 'Intel Corporation'
    nic.product = 'Ethernet Connection I217-LM'
    nic.firmware = '1.2.3.4'
    nic.linkSpeed = 1000
    nic.interfaceSpeed = 1000
    if (nic.mac === booted && lender) {
      nic.vlanId = lender.vlanId
      nic.discovered ??= { subnetId: lender.id, ipAddress: leasedAddress(lender, nic.mac) }
    } else nic.vlanId ??= vlanOfUnknownNetwork(state)
    const subnet = index === 0 ? state.subnets.find(({ vlanId }) => vlanId === nic.vlanId) : undefined
    nic.links = [subnet ? { id: state.next('link'), mode: 'auto', subnetId: subnet.id } : linkUp(state, nic)]
  })
}

/** A link without an address; in the subnet in which the interface was found, if that is in its VLAN. */
export function linkUp(state: MaasState, nic: Interface): Link {
  const found = state.subnets.find(({ id }) => id === nic.discovered?.subnetId)
  const isThere = found !== undefined && found.vlanId === nic.vlanId
  return { id: state.next('link'), mode: 'link_up', ...(isThere && { subnetId: found.id }) }
}

/** The untagged VLAN of a new fabric. The fabric that exists from the start is used first. */
function vlanOfUnknownNetwork(state: MaasState): number {
  const [, spare] = state.vlans
  const isUsed = state.machines.some(({ interfaces }) =>
    interfaces.some(({ vlanId }) => vlanId === spare?.id),
  )
  if (spare?.fabricId === 1 && !isUsed) return spare.id
  const id = state.next('fabric')
  state.fabrics.push({ id, name: `fabric-${id}`, classType: null })
  const vlan = newVlan({ id: state.next('vlan'), fabricId: id })
  state.vlans.push(vlan)
  return vlan.id
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

/** The DHCP address of the machine during commissioning. Leases expire, so two machines may have had the same address. */
const leasedAddress = (subnet: Subnet, mac: string): string =>
  `${subnet.cidr.split('.').slice(0, 3).join('.')}.${10 + (Number.parseInt(mac.slice(9, 11), 16) % 240)}`
