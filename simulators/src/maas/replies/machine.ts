import { machineStatuses } from '../../generated/maas/statuses.js'
import { hardwareNames } from '../state/hardware.js'
import { byId } from '../state/by-id.js'
import type { MaasState } from '../state/state.js'
import { bootDisk } from '../state/storage.js'
import type { Machine, ScriptStatus, StorageGroup } from '../state/types.js'
import { float } from './float.js'
import { apiRoot, domainReply, interfaceReply, ipAddresses, poolReply, zoneReply } from './network.js'
import { diskReply, filesystemReply } from './storage.js'

export const scriptStatusNames: Record<ScriptStatus, string> = {
  [-1]: 'Unknown',
  0: 'Pending',
  1: 'Running',
  2: 'Passed',
  3: 'Failed',
  4: 'Timed out',
  5: 'Aborted',
}

export const statusValue = (machine: Machine): number =>
  machineStatuses.find((status) => status.name === machine.status)?.value ?? -1

/** A machine as an administrator or a user reads it: the 78 fields of 3.4.10. */
export function machineReply(state: MaasState, machine: Machine): Record<string, unknown> {
  const disks = (type: 'physical' | 'virtual'): object[] =>
    machine.disks.filter((disk) => disk.type === type).map((disk) => diskReply(machine, disk))
  const groups = (kind: StorageGroup['kind']): object[] =>
    machine.groups.filter((group) => group.kind === kind).map((group) => stub(machine, group.id))
  const boot = bootDisk(machine)
  const interfaces = machine.interfaces.map((nic) => interfaceReply(state, machine, nic))
  const [byHardware, untested] = [machine.testing.status, -1 as const]
  const event = state.statusEvent(machine)
  return {
    system_id: machine.systemId,
    hostname: machine.hostname,
    fqdn: state.fqdn(machine),
    description: machine.description,
    status: statusValue(machine),
    status_name: machine.status,
    status_message: event ? [event.type, event.description].filter(Boolean).join(' - ') : null,
    status_action: event ? event.action : null,
    owner: machine.owner,
    owner_data: machine.annotations,
    workload_annotations: machine.annotations,
    power_state: machine.powerState,
    power_type: machine.powerType,
    locked: machine.locked,
    architecture: machine.architecture,
    osystem: machine.osystem,
    distro_series: machine.distroSeries,
    hwe_kernel: machine.hweKernel,
    min_hwe_kernel: machine.minHweKernel,
    netboot: machine.netboot,
    ephemeral_deploy: machine.ephemeralDeploy,
    enable_hw_sync: machine.enableHwSync,
    last_sync: null,
    next_sync: null,
    sync_interval: machine.enableHwSync ? 900 : null,
    cpu_count: machine.cpuCount,
    cpu_speed: machine.cpuSpeed,
    memory: machine.memoryMib,
    swap_size: machine.swapSize,
    // Divided twice, as the region does, which shows in the last digits.
    storage: float(
      machine.disks.filter((disk) => disk.type === 'physical').reduce((sum, disk) => sum + disk.size, 0) /
        1000 /
        1000,
    ),
    zone: zoneReply(byId(state.zones, machine.zoneId) ?? { id: 1, name: 'default', description: '' }),
    pool: poolReply(byId(state.pools, machine.poolId) ?? { id: 0, name: 'default', description: '' }),
    domain: domainOf(state, machine),
    tag_names: machine.tags,
    ip_addresses: ipAddresses(machine),
    address_ttl: null,
    disable_ipv4: false,
    bios_boot_method: null,
    interface_set: interfaces,
    boot_interface: interfaces[0] ?? null,
    default_gateways: {
      ipv4: { gateway_ip: gatewayOf(state, machine), link_id: machine.gatewayLinkId },
      ipv6: { gateway_ip: null, link_id: null },
    },
    blockdevice_set: [...disks('physical'), ...disks('virtual')],
    physicalblockdevice_set: disks('physical'),
    virtualblockdevice_set: disks('virtual'),
    boot_disk: boot ? diskReply(machine, boot) : null,
    volume_groups: groups('vg'),
    raids: groups('raid'),
    bcaches: groups('bcache'),
    cache_sets: machine.cacheSets.map((set) => stub(machine, set.id)),
    special_filesystems: machine.specialFilesystems.map(filesystemReply),
    numanode_set: numaNodes(machine),
    hardware_uuid: machine.hardwareUuid,
    hardware_info: machine.hardware ?? Object.fromEntries(hardwareNames.map((name) => [name, 'Unknown'])),
    current_commissioning_result_id: machine.commissioning.resultId,
    commissioning_status: machine.commissioning.status,
    commissioning_status_name: scriptStatusNames[machine.commissioning.status],
    current_testing_result_id: machine.testing.resultId,
    testing_status: machine.testing.status,
    testing_status_name: scriptStatusNames[machine.testing.status],
    current_installation_result_id: machine.installation.resultId,
    // The default test, smartctl-validate, tests storage only.
    storage_test_status: byHardware,
    storage_test_status_name: scriptStatusNames[byHardware],
    ...untestedKinds(untested),
    parent: null,
    ...(state.facts.vmHosts && { pod: null, virtualmachine_id: null }),
    ...(state.facts.crashDumps && {
      is_dpu: machine.isDpu,
      enable_kernel_crash_dump: machine.kernelCrashDump,
      error_description: '',
    }),
    node_type: 0,
    node_type_name: 'Machine',
    resource_uri: `${apiRoot}/machines/${machine.systemId}/`,
  }
}

/** A group inside a machine's reply: a reference without its details. */
const stub = (machine: Machine, id: number): object => ({
  system_id: machine.systemId,
  id,
  __incomplete__: true,
})

const untestedKinds = (status: ScriptStatus): Record<string, unknown> =>
  Object.fromEntries(
    ['cpu', 'memory', 'network', 'interface', 'other'].flatMap((kind) => [
      [`${kind}_test_status`, status],
      [`${kind}_test_status_name`, scriptStatusNames[status]],
    ]),
  )

/** The reply to a machine that enlists itself without credentials. */
export function enlistedReply(state: MaasState, machine: Machine): Record<string, unknown> {
  const whole = machineReply(state, machine)
  const { resource_uri: _zoneUri, ...zone } = whole['zone'] as Record<string, unknown>
  const { resource_uri: _domainUri, ...domain } = whole['domain'] as Record<string, unknown>
  const names = [
    'status_name',
    'power_type',
    'status_action',
    'status',
    'architecture',
    'hostname',
    'status_message',
    'system_id',
    'power_state',
    'fqdn',
    'node_type',
    'resource_uri',
  ]
  return { ...Object.fromEntries(names.map((name) => [name, whole[name]])), zone, domain }
}

function domainOf(state: MaasState, machine: Machine): object {
  return domainReply(
    byId(state.domains, machine.domainId) ?? {
      id: 0,
      name: 'maas',
      authoritative: true,
      ttl: null,
      isDefault: true,
    },
  )
}

function gatewayOf(state: MaasState, machine: Machine): string | null {
  const linked = machine.interfaces.flatMap((nic) => nic.links.map((link) => link.subnetId))
  return state.subnets.find((subnet) => linked.includes(subnet.id))?.gatewayIp ?? null
}

const node = (index: number, memory: number, cores: number[]): object => ({
  index,
  memory,
  cores,
  hugepages_set: [],
})

function numaNodes(machine: Machine): object[] {
  if (!machine.hardware) return [node(0, 0, [])]
  const half = Math.floor(machine.cpuCount / 2)
  const cores = Array.from({ length: machine.cpuCount }, (_, core) => core)
  return [
    node(0, machine.memoryMib / 2, cores.slice(0, half)),
    node(1, machine.memoryMib / 2, cores.slice(half)),
  ]
}
