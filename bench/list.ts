import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createMaasClient } from 'canonical-stack/maas'
import { Agent, request } from 'undici'
import { startServer } from './fork.js'
import { interleave, type Measured, timed } from './interleave.js'

export const MACHINES = 10_000
const API_KEY = 'consumerkey1234567:tokenkey1234567890:tokensecret12345678901234567890'

/**
 * A list of 10,000 machines, requested, parsed and checked by the client, compared with `undici.request` and `JSON.parse`: time, and the
 * memory that the list holds. Then the building of a form request, in microseconds.
 */
export async function* list(): AsyncGenerator<Measured> {
  const server = await startServer('machines')
  const origin = `http://127.0.0.1:${server.port}`
  const maas = createMaasClient({ url: `${origin}/MAAS`, apiKey: API_KEY, proxy: false })
  const dispatcher = new Agent({ connections: 1, pipelining: 1 })
  const drift: string[] = []
  maas.on('drift', ({ path, message }) => drift.push(`${path}: ${message}`))
  const ours = async (): Promise<readonly unknown[]> => await maas.machines.list()
  const raw = async (): Promise<readonly unknown[]> => {
    const { body } = await request(`${origin}/MAAS/api/2.0/machines/`, { dispatcher })
    return JSON.parse(await body.text()) as unknown[]
  }
  yield await interleave({
    measure: 'list-10000-machines',
    goal: { atMost: 1.35 },
    ours: () => timed(ours),
    reference: () => timed(raw),
  })
  yield await interleave({
    measure: 'list-10000-machines-memory',
    goal: { atMost: 1.6 },
    rounds: 3,
    ours: () => memoryOf(ours),
    reference: () => memoryOf(raw),
  })
  await maas.close()
  await dispatcher.destroy()
  server.stop()
  if (drift.length > 0)
    throw new Error(
      `the generated machines differ from the schema, which makes checking slower: ${drift.join('; ')}`,
    )
  yield await formRequest()
}

/** The bytes that the result of `work` holds. */
async function memoryOf(work: () => Promise<readonly unknown[]>): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  const collect = async (): Promise<void> => {
    for (let round = 0; round < 3; round++) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      collectGarbage()
    }
  }
  await collect()
  const before = process.memoryUsage().heapUsed
  const held = await work()
  await collect()
  const bytes = process.memoryUsage().heapUsed - before
  if (held.length !== MACHINES) throw new Error(`${held.length} machines`)
  return bytes
}

/** A whole call of `deploy` with a transport that replies at once, in microseconds; the goal is a figure, not a ratio to a peer. */
async function formRequest(): Promise<Measured> {
  const calls = 5000
  const body = {
    text: async () => 'null',
    bytes: async () => Buffer.from('null'),
    discard: async () => {},
    async *[Symbol.asyncIterator]() {
      yield Buffer.from('null')
    },
  }
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  const maas = createMaasClient({
    url: 'http://127.0.0.1:5240/MAAS',
    apiKey: API_KEY,
    validate: 'off',
    transport: { send: async () => ({ status: 200, headers, body }), close: async () => {} },
  })
  const measured = await interleave({
    measure: 'form-request-microseconds',
    goal: { atMost: 1 },
    ours: async () =>
      (1000 *
        (await timed(async () => {
          for (let call = 0; call < calls; call++)
            await maas.machines.powerOff('4y3h7n', { stop_mode: 'soft', comment: 'maintenance of rack 12' })
        }))) /
      calls,
    reference: async () => 25,
  })
  await maas.close()
  return measured
}

/** A machine with the fields of MAAS 3.4 and made-up values. */
export function machine(index: number): Record<string, unknown> {
  const id = index.toString(36).padStart(6, 'a')
  const vlan = {
    vid: 0,
    mtu: 1500,
    dhcp_on: true,
    external_dhcp: null,
    relay_vlan: null,
    id: 5001,
    primary_rack: 'abc123',
    fabric_id: 0,
    name: 'untagged',
    fabric: 'fabric-0',
    space: 'undefined',
    secondary_rack: null,
    resource_uri: '/MAAS/api/2.0/vlans/5001/',
  }
  const subnet = {
    name: '10.0.0.0/16',
    description: '',
    vlan,
    cidr: '10.0.0.0/16',
    rdns_mode: 2,
    gateway_ip: '10.0.0.1',
    dns_servers: [],
    allow_dns: true,
    allow_proxy: true,
    active_discovery: false,
    managed: true,
    disabled_boot_architectures: [],
    id: 1,
    space: 'undefined',
    resource_uri: '/MAAS/api/2.0/subnets/1/',
  }
  const nic = (nicIndex: number): Record<string, unknown> => ({
    id: index * 2 + nicIndex,
    name: `eth${nicIndex}`,
    type: 'physical',
    vlan,
    mac_address: `52:54:00:00:${nicIndex}0:00`,
    parents: [],
    children: [],
    tags: [],
    enabled: true,
    links: [{ id: index * 2 + nicIndex, mode: 'auto', subnet }],
    params: '',
    discovered: null,
    effective_mtu: 1500,
    vendor: 'Intel',
    product: null,
    firmware_version: null,
    link_connected: true,
    interface_speed: 10000,
    link_speed: 10000,
    numa_node: 0,
    sriov_max_vf: 0,
    system_id: id,
    resource_uri: `/MAAS/api/2.0/nodes/${id}/interfaces/${index * 2 + nicIndex}/`,
  })
  const zone = { name: 'default', description: '', id: 1, resource_uri: '/MAAS/api/2.0/zones/default/' }
  const passedStatus = {
    commissioning_status: 2,
    commissioning_status_name: 'Passed',
    testing_status: 2,
    testing_status_name: 'Passed',
  }
  return {
    system_id: id,
    hostname: `node-${index}`,
    fqdn: `node-${index}.maas`,
    description: '',
    owner: null,
    owner_data: {},
    status: 4,
    status_name: 'Ready',
    status_action: '',
    status_message: 'Ready',
    architecture: 'amd64/generic',
    cpu_count: 64,
    cpu_speed: 2400,
    cpu_test_status: -1,
    cpu_test_status_name: 'Unknown',
    memory: 262144,
    memory_test_status: -1,
    memory_test_status_name: 'Unknown',
    network_test_status: -1,
    network_test_status_name: 'Unknown',
    storage_test_status: 2,
    storage_test_status_name: 'Passed',
    other_test_status: -1,
    other_test_status_name: 'Unknown',
    interface_test_status: -1,
    interface_test_status_name: 'Unknown',
    current_commissioning_result_id: index,
    current_testing_result_id: index,
    current_installation_result_id: null,
    ...passedStatus,
    distro_series: '',
    osystem: '',
    hwe_kernel: null,
    min_hwe_kernel: '',
    power_state: 'off',
    power_type: 'ipmi',
    netboot: true,
    locked: false,
    disable_ipv4: false,
    swap_size: null,
    bios_boot_method: 'uefi',
    hardware_uuid: null,
    hardware_info: {
      system_vendor: 'Unknown',
      system_product: 'Unknown',
      system_family: 'Unknown',
      system_version: 'Unknown',
      system_sku: 'Unknown',
      system_serial: 'Unknown',
      cpu_model: 'Unknown',
      mainboard_vendor: 'Unknown',
      mainboard_product: 'Unknown',
      mainboard_serial: 'Unknown',
      mainboard_version: 'Unknown',
      mainboard_firmware_vendor: 'Unknown',
      mainboard_firmware_date: 'Unknown',
      mainboard_firmware_version: 'Unknown',
      chassis_vendor: 'Unknown',
      chassis_type: 'Unknown',
      chassis_serial: 'Unknown',
      chassis_version: 'Unknown',
    },
    address_ttl: null,
    ip_addresses: ['10.0.0.5'],
    tag_names: ['virtual', 'compute'],
    cache_sets: [],
    bcaches: [],
    raids: [],
    volume_groups: [],
    special_filesystems: [],
    blockdevice_set: [],
    physicalblockdevice_set: [],
    virtualblockdevice_set: [],
    boot_disk: null,
    storage: 480103.98,
    numanode_set: [{ index: 0, memory: 262144, cores: [0, 1, 2, 3], hugepages_set: [] }],
    domain: {
      authoritative: true,
      ttl: null,
      is_default: true,
      name: 'maas',
      id: 0,
      resource_record_count: 0,
      resource_uri: '/MAAS/api/2.0/domains/0/',
    },
    zone,
    pool: {
      name: 'default',
      description: 'Default pool',
      id: 0,
      resource_uri: '/MAAS/api/2.0/resourcepool/0/',
    },
    default_gateways: {
      ipv4: { gateway_ip: '10.0.0.1', link_id: null },
      ipv6: { gateway_ip: null, link_id: null },
    },
    boot_interface: nic(0),
    interface_set: [nic(0), nic(1)],
    virtualmachine_id: null,
    workload_annotations: {},
    parent: null,
    last_sync: null,
    sync_interval: null,
    next_sync: null,
    enable_hw_sync: false,
    ephemeral_deploy: false,
    error_description: '',
    node_type: 0,
    node_type_name: 'Machine',
    resource_uri: `/MAAS/api/2.0/machines/${id}/`,
  }
}
