import { machineStatuses } from '../../generated/maas/statuses.js'
import { blankMachine } from './blank-machine.js'
import { type MaasState, newSubnet, newVlan } from './state.js'
import type {
  Disk,
  Filesystem,
  Interface,
  Link,
  Machine,
  PowerState,
  ScriptStatus,
  StatusName,
} from './types.js'

interface Named {
  id: number
  name: string
  description?: string
}

interface RecordedVlan {
  id: number
  vid: number
  name: string | null
  mtu: number
  fabric: string
  fabric_id: number
  space: string
  dhcp_on: boolean
  primary_rack: string | null
}

interface RecordedSubnet extends Named {
  cidr: string
  vlan: RecordedVlan
  gateway_ip: string | null
  dns_servers: string[] | null
  managed: boolean
}

interface RecordedInterface {
  id: number
  name: string
  type: Interface['type']
  mac_address: string | null
  vlan: RecordedVlan | null
  links: { id: number; mode: Link['mode']; ip_address?: string | null; subnet?: RecordedSubnet }[]
  parents: string[]
  params: unknown
  tags: string[]
  enabled: boolean
  link_connected: boolean
  link_speed: number
  interface_speed: number
  vendor: string | null
  product: string | null
  firmware_version: string | null
}

interface RecordedFilesystem {
  fstype: string
  label: string | null
  uuid: string | null
  mount_point: string | null
  mount_options: string | null
}

interface RecordedDisk {
  id: number
  name: string
  type: Disk['type']
  size: number
  block_size: number
  uuid: string | null
  model: string | null
  serial: string | null
  id_path: string | null
  firmware_version?: string | null
  tags: string[]
  filesystem: RecordedFilesystem | null
  partitions: {
    id: number
    uuid: string
    size: number
    bootable: boolean
    tags: string[]
    filesystem: RecordedFilesystem | null
  }[]
}

/** What is read of a machine as a region lists it. */
interface RecordedMachine {
  system_id: string
  hostname: string
  description: string
  status_name: string
  owner: string | null
  owner_data: Record<string, string>
  power_type: string
  power_state: PowerState
  locked: boolean
  architecture: string | null
  osystem: string
  distro_series: string
  hwe_kernel: string | null
  min_hwe_kernel: string | null
  netboot: boolean
  cpu_count: number
  cpu_speed: number
  memory: number
  swap_size: number | null
  zone: Named
  pool: Named
  domain: Named & { authoritative: boolean; ttl: number | null; is_default: boolean }
  tag_names: string[]
  interface_set: RecordedInterface[]
  boot_disk: { id: number } | null
  blockdevice_set: RecordedDisk[]
  hardware_uuid: string | null
  hardware_info: Record<string, string>
  commissioning_status: ScriptStatus
  testing_status: ScriptStatus
  current_commissioning_result_id: number | null
  current_testing_result_id: number | null
  current_installation_result_id: number | null
}

/**
 * Adds machines as a region listed them, with the zones, pools, domains, users, tags and networks that they name. What the list does not
 * tell, such as power parameters and the members of RAIDs, stays empty; virtual disks are plain ones.
 */
export function seedFrom(state: MaasState, recorded: readonly object[]): Machine[] {
  return (recorded as readonly RecordedMachine[]).map((reply) => {
    const machine = machineFrom(state, reply)
    const index = state.machines.findIndex(({ systemId }) => systemId === machine.systemId)
    if (index === -1) state.machines.push(machine)
    else state.machines[index] = machine
    return machine
  })
}

function machineFrom(state: MaasState, reply: RecordedMachine): Machine {
  place(state.zones, 'zone', state, { ...named(reply.zone) })
  place(state.pools, 'pool', state, { ...named(reply.pool) })
  const { authoritative, ttl, is_default: isDefault } = reply.domain
  place(state.domains, 'domain', state, { ...named(reply.domain), authoritative, ttl, isDefault })
  for (const name of reply.tag_names)
    if (!state.tags.some((tag) => tag.name === name))
      state.tags.push({ name, definition: '', comment: '', kernelOpts: '' })
  if (reply.owner && !state.user(reply.owner))
    state.users.push({ username: reply.owner, email: '', password: '', isAdmin: false })
  const interfaces = interfacesFrom(state, reply.interface_set)
  const disks = reply.blockdevice_set.map((disk) => diskFrom(state, disk))
  const status = machineStatuses.some(({ name }) => name === reply.status_name) ? reply.status_name : 'New'
  return {
    ...blankMachine(state),
    systemId: reply.system_id,
    hostname: reply.hostname,
    description: reply.description,
    status: status as StatusName,
    previousStatus: reply.commissioning_status === 2 ? 'Ready' : 'New',
    owner: reply.owner,
    annotations: reply.owner_data,
    powerType: reply.power_type,
    powerState: reply.power_state,
    bmcState: reply.power_state === 'on' ? 'on' : 'off',
    locked: reply.locked,
    architecture: reply.architecture ?? '',
    osystem: reply.osystem,
    distroSeries: reply.distro_series,
    hweKernel: reply.hwe_kernel,
    minHweKernel: reply.min_hwe_kernel ?? '',
    netboot: reply.netboot,
    cpuCount: reply.cpu_count,
    cpuSpeed: reply.cpu_speed,
    memoryMib: reply.memory,
    swapSize: reply.swap_size,
    zoneId: reply.zone.id,
    poolId: reply.pool.id,
    domainId: reply.domain.id,
    tags: [...reply.tag_names],
    interfaces,
    foundInterfaces: interfaces
      .filter(({ type }) => type === 'physical')
      .map(({ name, mac }) => ({ name, mac })),
    disks,
    bootDiskId: reply.boot_disk?.id ?? null,
    hardware: reply.hardware_info,
    hardwareUuid: reply.hardware_uuid,
    commissioning: { status: reply.commissioning_status, resultId: reply.current_commissioning_result_id },
    testing: { status: reply.testing_status, resultId: reply.current_testing_result_id },
    installation: { status: -1, resultId: reply.current_installation_result_id },
    inventory: {
      cpuCount: reply.cpu_count,
      cpuSpeed: reply.cpu_speed,
      memoryMib: reply.memory,
      disks: disks
        .filter(({ type }) => type === 'physical')
        .map(({ size, tags }) => ({ sizeBytes: size, tags })),
      interfaceCount: interfaces.length,
    },
  }
}

const named = ({ id, name, description }: Named) => ({ id, name, description: description ?? '' })

/** Adds an entity, or replaces the one with its id; later ids are greater. */
function place<T extends { id: number }>(all: T[], kind: string, state: MaasState, entity: T): void {
  state.reserve(kind, entity.id)
  const index = all.findIndex(({ id }) => id === entity.id)
  if (index === -1) all.push(entity)
  else all[index] = entity
}

function vlanFrom(state: MaasState, vlan: RecordedVlan): number {
  place(state.fabrics, 'fabric', state, { id: vlan.fabric_id, name: vlan.fabric, classType: null })
  const space = vlan.space === 'undefined' ? undefined : spaceNamed(state, vlan.space)
  const { id, vid, mtu, fabric_id: fabricId, dhcp_on: dhcpOn, primary_rack: primaryRack } = vlan
  const fields = { id, vid, mtu, fabricId, dhcpOn, primaryRack, spaceId: space ?? null }
  place(state.vlans, 'vlan', state, newVlan({ ...fields, name: vlan.name ?? 'untagged' }))
  return vlan.id
}

function spaceNamed(state: MaasState, name: string): number {
  const known = state.spaces.find((space) => space.name === name)
  if (known) return known.id
  const space = { id: state.next('space'), name, description: '' }
  state.spaces.push(space)
  return space.id
}

function subnetFrom(state: MaasState, subnet: RecordedSubnet): number {
  const vlanId = vlanFrom(state, subnet.vlan)
  const other = state.subnets.findIndex(({ id, cidr }) => cidr === subnet.cidr && id !== subnet.id)
  if (other !== -1) state.subnets.splice(other, 1)
  const { id, cidr, name, managed } = subnet
  const dnsServers = subnet.dns_servers ?? []
  const fields = { id, cidr, name, managed, vlanId, dnsServers, gatewayIp: subnet.gateway_ip }
  place(state.subnets, 'subnet', state, newSubnet({ ...fields, description: subnet.description ?? '' }))
  return id
}

function interfacesFrom(state: MaasState, recorded: RecordedInterface[]): Interface[] {
  return recorded.map((nic): Interface => {
    state.reserve('interface', nic.id)
    return {
      id: nic.id,
      name: nic.name,
      type: nic.type,
      mac: nic.mac_address ?? '',
      vlanId: nic.vlan && vlanFrom(state, nic.vlan),
      links: nic.links.map((link) => {
        state.reserve('link', link.id)
        return {
          id: link.id,
          mode: link.mode,
          ...(link.subnet && { subnetId: subnetFrom(state, link.subnet) }),
          ...(link.ip_address && { ipAddress: link.ip_address }),
        }
      }),
      linkSpeed: nic.link_speed,
      interfaceSpeed: nic.interface_speed,
      linkConnected: nic.link_connected,
      enabled: nic.enabled,
      tags: nic.tags,
      // A region shows no parameters as an empty text.
      params: typeof nic.params === 'object' && nic.params !== null ? { ...nic.params } : {},
      parentIds: recorded.filter(({ name }) => nic.parents.includes(name)).map(({ id }) => id),
      vendor: nic.vendor,
      product: nic.product,
      firmware: nic.firmware_version,
      discovered: null,
    }
  })
}

const filesystemFrom = (filesystem: RecordedFilesystem | null): Filesystem | null =>
  filesystem && {
    fstype: filesystem.fstype,
    label: filesystem.label,
    uuid: filesystem.uuid ?? '',
    mountPoint: filesystem.mount_point,
    mountOptions: filesystem.mount_options,
  }

function diskFrom(state: MaasState, disk: RecordedDisk): Disk {
  state.reserve('blockdevice', disk.id)
  return {
    id: disk.id,
    name: disk.name,
    type: disk.type,
    size: disk.size,
    blockSize: disk.block_size,
    uuid: disk.uuid,
    model: disk.model ?? '',
    serial: disk.serial ?? '',
    idPath: disk.id_path ?? '',
    firmware: disk.firmware_version ?? null,
    tags: disk.tags,
    filesystem: filesystemFrom(disk.filesystem),
    partitions: disk.partitions.map((partition) => {
      state.reserve('partition', partition.id)
      const { id, uuid, size, bootable, tags } = partition
      return { id, uuid, size, bootable, tags, filesystem: filesystemFrom(partition.filesystem) }
    }),
  }
}
