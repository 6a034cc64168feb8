import { Params } from '../../../src/maas/server/params.js'
import type { MachineSeed, MaasSimulator } from '../../../src/maas/simulator.js'
import { discoverHardware } from '../../../src/maas/state/hardware.js'
import { newScript } from '../../../src/maas/state/scripts.js'
import { newSubnet, newVlan } from '../../../src/maas/state/state.js'
import { newVirtualDisk, setLayout, wipe } from '../../../src/maas/state/storage-layouts.js'
import { newFilesystem } from '../../../src/maas/state/storage.js'
import type { Machine, StatusName } from '../../../src/maas/state/types.js'
import type { Recorded } from './recording.js'
import type { Stage } from './stage.js'

/** The contents of the region, besides machines, when a file was recorded. */
interface Setting {
  before?: (simulator: MaasSimulator) => unknown
  /** Machines that differ from the others, by host name. */
  seeds?: Record<string, MachineSeed>
  after?: (simulator: MaasSimulator, stage: Stage, recorded: readonly Recorded[]) => void
  prepare?: (simulator: MaasSimulator, stage: Stage, entry: Recorded) => void
}

const gb = 1_000_000_000
const disks = (ssd: number) => [
  { sizeBytes: ssd * gb, tags: ['ssd', 'sata'] },
  { sizeBytes: 1000 * gb, tags: ['rotary', '7200rpm', 'sata'] },
  { sizeBytes: (ssd < 500 ? 2000 : 1000) * gb, tags: ['rotary', '7200rpm', 'sata'] },
]

/** The networks of later files: these are all without a space. */
function addSubnets(simulator: MaasSimulator): void {
  for (const id of [8, 9, 10, 11]) {
    const cidr = `172.30.${id}.0/24`
    simulator.state.subnets.push(newSubnet({ id, cidr, vlanId: 3 }))
  }
}

/** The machines of the list, derived from the results of each filter. */
function dressMachines(simulator: MaasSimulator, stage: Stage, recorded: readonly Recorded[]): void {
  const found = (query: string): Set<string> => {
    const entry = recorded.find((candidate) => candidate.name === `/machines/?${query}`)
    const machines = (entry?.reply ?? []) as { system_id: string }[]
    return new Set(machines.map((machine) => stage.names.ours(machine.system_id)))
  }
  const { state } = simulator
  addSubnets(simulator)
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

/** Machines that did not exist yet. */
let absent: Machine[] = []

const spinning = ['rotary', '7200rpm', 'sata']

/** The disks of a machine, with their recorded ids. */
const learnDisks =
  (recorded: string, first: number) =>
  ({ state }: MaasSimulator, stage: Stage): void => {
    const machine = state.machine(stage.names.ours(recorded))
    machine?.disks.forEach((disk, index) => {
      const path = (id: number, system: string): string => `/MAAS/api/2.0/nodes/${system}/blockdevices/${id}/`
      stage.names.learn(path(first + index, recorded), path(disk.id, machine.systemId))
    })
  }

const sized = (...sizes: number[]) =>
  sizes.map((size, index) => ({ sizeBytes: size * gb, tags: index === 0 ? ['ssd', 'sata'] : spinning }))

export const settings: Record<string, Setting> = {
  'storage.json': {
    seeds: {
      st1: { inventory: { disks: sized(100, 200, 200, 200, 300, 50) } },
    },
    after: learnDisks('tstekr', 206),
    prepare: (simulator, stage, entry) => {
      const { state, lifecycle } = simulator
      const machine = state.machine(stage.names.ours('tstekr'))
      if (!machine) return
      const path = (rest: string, system = machine.systemId): string =>
        `/MAAS/api/2.0/nodes/${system}/${rest}`
      const free = (): void => {
        machine.groups = []
        machine.cacheSets = []
        machine.disks = machine.disks.filter((disk) => disk.type === 'physical')
        for (const disk of machine.disks) disk.filesystem = null
      }
      const [boot] = machine.disks
      const reset: Record<string, () => unknown> = {
        unmount: () =>
          Object.assign(machine.disks.find((disk) => disk.name === 'sdxx')?.filesystem ?? {}, {
            fstype: 'ext4',
          }),
        'mount / a second time': () =>
          Object.assign(boot?.partitions[1] ?? {}, { filesystem: newFilesystem('ext4') }),
        'delete the virtual block device of a raid': () => {
          const disk = newVirtualDisk(state, 'md6', 1000)
          const group = {
            kind: 'raid',
            name: 'md6',
            uuid: '',
            mode: 'raid-6',
            members: [],
            cacheSetId: null,
          } as const
          machine.disks.push(disk)
          machine.groups.push({ ...group, members: [], id: 30, diskIds: [disk.id] })
          stage.names.learn(path('blockdevices/221/', 'tstekr'), path(`blockdevices/${disk.id}/`))
        },
        'volume group: blank in the name': free,
        'volume group: a disk and a formatted partition': free,
        'volume group delete': () => {
          for (const group of machine.groups) group.diskIds = []
          machine.disks = machine.disks.filter((disk) => disk.type === 'physical')
        },
        'cache set': free,
        'bcache: unknown mode': () =>
          Object.assign(machine.disks.find((disk) => disk.name === 'sdc') ?? {}, {
            filesystem: newFilesystem('lvm-pv'),
          }),
        'partition delete while formatted and mounted': () => {
          const id = boot?.partitions[0]?.id
          stage.names.learn(
            path('blockdevices/206/partition/158', 'tstekr'),
            path(`blockdevices/${boot?.id}/partition/${id}`),
          )
        },
        'set_storage_layout on an Allocated machine': () =>
          Object.assign(machine, { status: 'Allocated', owner: 'bob' }),
        'deploy without a root filesystem': () => {
          if (machine.status !== 'Ready') lifecycle.release(machine, false)
          simulator.settlePower(machine.systemId)
          wipe(machine)
        },
      }
      reset[entry.name]?.()
    },
  },
  'storage-bcache-vmfs.json': {
    seeds: { 'machine-mx4ddn': { inventory: { disks: sized(100, 200, 50, 200) } } },
    before: ({ state }) => {
      while (state.next('group') < 36);
      state.next('cacheset')
    },
    after: learnDisks('mx4ddn', 260),
    prepare: ({ state }, stage, entry) => {
      const machine = state.machine(stage.names.ours('mx4ddn'))
      if (machine && entry.name.startsWith('vmfs datastores of'))
        setLayout(state, machine, new Params([['storage_layout', 'vmfs6']]))
    },
  },
  'machines-list.json': {
    seeds: { ad200: { macs: ['52:54:00:c8:00:00'], inventory: { disks: disks(100) } } },
    after: dressMachines,
  },
  'machines-allocate-deploy.json': {
    seeds: {
      ad200: { inventory: { memoryMib: 8192, disks: disks(100) } },
      ad201: { inventory: { memoryMib: 16_384, disks: disks(200) }, tags: ['fast'] },
      ad202: { inventory: { memoryMib: 24_576, disks: disks(300) }, zone: 'zone-b' },
      ad203: { inventory: { memoryMib: 32_768, disks: disks(400) }, pool: 'pool-b' },
    },
    after: addSubnets,
    prepare: (simulator, stage, entry) => {
      const { machines } = simulator.state
      const bring = (recorded: string, status: StatusName): void => {
        const machine = simulator.state.machine(stage.names.ours(recorded))
        if (machine) stage.bring(machine, status)
      }
      if (entry.name.endsWith('on a Deployed machine') && entry.name.startsWith('rescue'))
        bring('pcbsen', 'Deployed')
      if (entry.name === 'set_owner_data on a Ready machine by a user') bring('pcbsen', 'Ready')
      if (entry.name === 'bulk release: Deployed and Allocated') bring('pcbsen', 'Deployed')
      if (/^bulk release: \w+ and Allocated/.test(entry.name)) bring('mspb6d', 'Allocated')
      if (entry.name === 'accept_all')
        for (const machine of machines) if (machine.status === 'New') machine.powerType = ''
      if (entry.name === 'allocate: nothing Ready at all') absent = machines.splice(0)
      else machines.push(...absent.splice(0))
    },
  },
  'machines-deploy-errors.json': {
    before: (simulator) => simulator.state.customImages.push('a b', 'two', 'four', 'five', 'one'),
    prepare: (simulator, stage, entry) => {
      const machine = stage.machineOf(entry)
      if (!machine) return
      const ready = (): void => {
        if (machine.status !== 'Ready') simulator.lifecycle.release(machine, false)
        simulator.settlePower(machine.systemId)
      }
      if (entry.name.endsWith('(Ready)') || entry.name === 'restore_networking_configuration') ready()
      if (entry.name.includes('VMFS')) machine.storageLayout = 'vmfs6'
      else machine.storageLayout = 'flat'
      if (entry.name.includes('no interface has a link')) for (const nic of machine.interfaces) nic.links = []
      if (entry.name.startsWith('power_on an Allocated'))
        Object.assign(machine, { status: 'Allocated', owner: 'admin' })
      if (/^(deploy|query_power_state), BMC/.test(entry.name)) ready()
      if (entry.name.includes('another power action')) simulator.lifecycle.switchPower(machine, 'on')
    },
  },
  'machines-deploy-kernels.json': {
    prepare: (_simulator, stage, entry) => {
      const machine = stage.machineOf(entry)
      if (machine) machine.minHweKernel = entry.name.includes('min_hwe_kernel') ? 'hwe-22.04' : ''
    },
  },
  'machines-lifecycle.json': {
    prepare: (simulator, stage, entry) => {
      const machine = stage.machineOf(entry)
      if (!machine) return
      if (entry.name.startsWith('get_token after')) simulator.signal(machine.systemId, 'WORKING')
      if (entry.name.endsWith('all scripts have reported')) {
        discoverHardware(simulator.state, machine)
        machine.commissioning.status = 2
      }
      if (entry.name === 'query_power_state, no rack connected')
        simulator.state.log(machine, 'INFO', 'Aborted testing')
    },
  },
  'network.json': {
    seeds: {
      nt1: { macs: [0, 1, 2].map((last) => `52:54:00:dc:00:0${last}`), inventory: { interfaceCount: 3 } },
    },
    after: ({ state }, stage) => {
      const machine = state.machine(stage.names.ours('qmpyrp'))
      machine?.interfaces.forEach((nic, index) => {
        stage.names.learn(
          `/MAAS/api/2.0/nodes/qmpyrp/interfaces/${187 + index}/`,
          `/MAAS/api/2.0/nodes/${machine.systemId}/interfaces/${nic.id}/`,
        )
      })
      const discovered = machine?.interfaces[0]?.discovered
      if (discovered) discovered.ipAddress = '10.10.0.14'
      stage.names.learn('/links/283/', `/links/${machine?.interfaces[0]?.links[0]?.id}/`)
    },
    prepare: ({ state }, stage, entry) => {
      const machine = state.machine(stage.names.ours('qmpyrp'))
      const [tenth] = state.vlans.filter((vlan) => vlan.name === 'eleven' || vlan.name === 'ten')
      const onFirstVlan = (): void => {
        for (const nic of machine?.interfaces ?? [])
          if (/^eth[12]$/.test(nic.name)) Object.assign(nic, { vlanId: 2, links: [] })
      }
      const reset: Record<string, () => unknown> = {
        'vlan into a space by name': () => Object.assign(tenth ?? {}, { vid: 10 }),
        'iprange: reserved inside reserved': () =>
          state.ipRanges.push({
            id: 900,
            subnetId: state.subnets[1]?.id ?? 0,
            type: 'reserved',
            startIp: '172.30.0.10',
            endIp: '172.30.0.20',
            comment: '',
            username: 'admin',
          }),
        'bond: unknown parent': () =>
          machine?.interfaces.splice(
            machine.interfaces.findIndex((nic) => nic.type === 'bond'),
            1,
          ),
        'bond create': onFirstVlan,
        'subnet: change the cidr': () =>
          Object.assign(state.subnets.find((subnet) => subnet.name === 'sub-a') ?? {}, {
            disabledBootArchitectures: ['uefi_amd64_tftp'],
          }),
        'vlan interface create': () => {
          const vlan = newVlan({ id: 83, fabricId: 0, vid: 20, name: '20' })
          state.vlans.push(vlan)
          stage.names.learn('/MAAS/api/2.0/vlans/83/', '/MAAS/api/2.0/vlans/83/')
        },
      }
      reset[entry.name]?.()
    },
  },
  'images-and-files.json': {
    // The recorded region had never been set up by its administrator.
    before: ({ state }) => {
      state.extras.bootSources.length = 0
    },
    prepare: ({ state }, _stage, entry) => {
      if (entry.name !== 'script read') return
      const script = {
        id: 44,
        name: 'my-test',
        type: 'testing',
        title: 'My test',
        tags: ['one', 'two', 'storage'],
      } as const
      state.scripts.push(
        newScript({
          ...script,
          tags: [...script.tags],
          hardwareType: 3,
          parallel: 1,
          timeoutSeconds: 600,
          parameters: { storage: { type: 'storage' } },
          packages: { apt: ['fio'] },
          history: [
            {
              id: 63,
              comment: null,
              createdMs: 0,
              data: '#!/bin/bash\n# --- Start MAAS 1.0 script metadata ---\n# name: my-test\n# tags: one, two\n# --- End MAAS 1.0 script metadata ---\n',
            },
          ],
        }),
      )
    },
  },
  'auth.json': {
    after: (simulator) => {
      for (const machine of simulator.state.machines) machine.testing = { status: -1, resultId: null }
      const [range] = simulator.state.ipRanges
      if (range)
        simulator.state.ipRanges.push({
          ...range,
          id: 2,
          type: 'reserved',
          startIp: '10.10.0.50',
          endIp: '10.10.0.61',
        })
    },
  },
  'events-and-rest.json': {
    before: ({ state }) => {
      // The region was old when the file was recorded.
      while (state.next('event') < 3145);
      state.rack.description = 'd'
      state.next('sshkey')
      state.next('sslkey')
    },
    after: ({ state }) => {
      const [machine] = state.machines
      if (!machine) return
      for (let count = 0; count < 2; count++) {
        state.log(machine, 'WARNING', "Failed to query node's BMC", 'no answer')
        state.log(machine, 'ERROR', 'Marking node failed', 'no answer', 'mark_failed')
      }
    },
    prepare: ({ state }, stage, entry) => {
      const machine = state.machine(stage.names.ours('pcbsen'))
      const reset: Record<string, () => unknown> = {
        'tag op=nodes': () => machine?.tags.push('t1'),
        'default zone delete': () => Object.assign(state.zones[0] ?? {}, { name: 'default' }),
        'pool delete with a machine in it': () =>
          machine &&
          Object.assign(machine, { poolId: state.pools.find((pool) => pool.name === 'ren')?.id ?? 0 }),
        'pool delete twice': () => {
          if (machine) machine.poolId = 0
          state.pools.splice(1)
        },
        'user: empty password': () =>
          state.users.push({ username: 'ben', email: 'ben@example.com', password: 'p', isAdmin: false }),
        'dhcp snippet delete twice': () => state.extras.snippets.splice(0, 1),
        'main archive: change the url': () =>
          Object.assign(state.extras.repositories[0] ?? {}, { name: 'x' }),
        'get_config node_timeout': () => state.settings.set('node_timeout', '30'),
        'set_config default_min_hwe_kernel=ga-22.04': () =>
          state.settings.set('default_distro_series', 'focal'),
        'get_config maas_name afterwards': () => state.settings.set('maas_name', 'region-a'),
      }
      reset[entry.name]?.()
    },
  },
  'http.json': {
    prepare: (simulator, _stage, entry) => {
      // The exchange that wrote the empty value is not in the recordings.
      if (entry.name === "config boolean read after ''") simulator.state.settings.set('enable_analytics', '')
    },
  },
}
