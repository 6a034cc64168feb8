import type { MachineSeed, MaasSimulator } from '../../../src/maas/simulator.js'
import { newSubnet } from '../../../src/maas/state/state.js'
import type { StatusName } from '../../../src/maas/state/types.js'
import { addressedMachines } from './addressed-machines.js'
import { eventsBefore } from './events-before.js'
import { completeMachines } from './listed-machines.js'
import type { Names } from './names.js'
import type { Recorded } from './recording.js'
import type { Step } from './steps.js'
import { script } from './uploads.js'

/** What the recording of one file leaves out. */
export interface Unrecorded {
  /** The region at the start, before there are machines. */
  region?: (simulator: MaasSimulator, recorded: readonly Recorded[]) => unknown
  /** What is special about the machines at the start, by system_id. */
  machines?: Record<string, MachineSeed>
  /** Where a machine's status at the start is another one than its first reply shows. */
  statuses?: Record<string, StatusName>
  /** What happened before the first exchange. */
  start?: readonly Step[]
  /** Last changes to the state at the start. */
  opened?: (simulator: MaasSimulator, names: Names, recorded: readonly Recorded[]) => void
  /** What happened before the exchange of this name. */
  before?: Record<string, readonly Step[]>
}

const gb = 1_000_000_000
const spinning = ['rotary', '7200rpm', 'sata']
const disks = (...sizes: number[]): { sizeBytes: number; tags: string[] }[] =>
  sizes.map((size, index) => ({ sizeBytes: size * gb, tags: index === 0 ? ['ssd', 'sata'] : spinning }))

/** The networks of later files: these are all without a space. */
const addSubnets = ({ state }: MaasSimulator): void => {
  for (const id of [8, 9, 10, 11]) state.subnets.push(newSubnet({ id, cidr: `172.30.${id}.0/24`, vlanId: 3 }))
}

/** The region had numbered this many objects before. */
const count =
  (counters: Record<string, number>) =>
  ({ state }: MaasSimulator): void => {
    for (const [kind, number] of Object.entries(counters)) while (state.next(kind) < number);
  }

const commissioned = (...ids: string[]): Step[] =>
  ids.flatMap((id) => [`POST machines/${id}/?op=commission`, `node ${id} OK`])

/** A tag that another file creates: machines that are commissioned later match its definition. */
const tagOfBuses = 'POST tags/ name=t2&definition=//node[@class="bus"]'

/** The recorder's sample data contained this script. */
const sampleScript =
  'POST scripts/ name=name-VMVJuB&title=title-QDogQn&description=fCPGColyOZ&tags=tag-60KY4Z,tag-pQZ9gF,tag-HEJ2YB&timeout=152&may_reboot=true&script=%23!/bin/sh'

export const unrecorded: Record<string, Unrecorded> = {
  'auth.json': {
    statuses: { '4c7pbs': 'New' },
    region: count({ event: 38 }),
    start: [
      'POST machines/4c7pbs/?op=commission testing_scripts=none',
      'node 4c7pbs OK',
      'POST machines/?op=allocate system_id=4c7pbs',
      'POST machines/4c7pbs/?op=deploy distro_series=focal',
      'node 4c7pbs OK',
      'POST machines/4c7pbs/?op=release',
      'POST machines/4c7pbs/?op=rescue_mode',
      'node 4c7pbs OK',
      'POST machines/4c7pbs/?op=exit_rescue_mode',
      sampleScript,
      'POST ipranges/ type=reserved&start_ip=10.10.0.50&end_ip=10.10.0.61&subnet=2',
    ],
  },
  'http.json': {
    before: {
      'yaml content type': ['POST tags/ name=ct4&comment=%C3%A9'],
      "config boolean read after ''": ['POST maas/?op=set_config name=enable_analytics&value='],
    },
  },
  'machines-lifecycle.json': {
    start: [tagOfBuses],
    before: {
      'update: negative swap_size': [
        'PUT machines/d47xwt/ power_type=virsh&power_parameters_power_address=qemu%2Bssh://u@10.10.0.9/system&power_parameters_power_id=vm',
      ],
      'commission: enable_ssh=maybe': ['POST machines/d47xwt/?op=abort'],
      'commission: all the options, two tests': ['POST machines/d47xwt/?op=abort'],
      'get_token after the machine has asked for its preseed': ['node d47xwt WORKING'],
      'node says TESTING': ['node d47xwt TESTING'],
      'commissioned: Ready, skip_storage and skip_networking were set': ['node d47xwt OK'],
      'commissioned without tests': ['node d47xwt OK'],
      'a commissioning script failed, node says OK': ['node d47xwt SCRIPT_FAILED'],
      'node says FAILED': ['node d47xwt FAILED'],
      'test: unknown script': ['node d47xwt OK'],
      'test: defaults': ['POST machines/d47xwt/?op=abort'],
      'node says FAILED while Testing': ['node d47xwt FAILED'],
      'power_off soft': ['soon'],
      'Commissioning, all scripts have reported': ['node d47xwt REPORTED'],
      power_parameters: [
        'PUT machines/d47xwt/ power_parameters_power_address=qemu%2Bssh://u@10.10.0.9/system&power_parameters_power_pass=secret&power_parameters_power_id=vmx',
      ],
      'query_power_state, no rack connected': ['POST machines/d47xwt/?op=abort', 'rack gone'],
      'after it': ['bmc d47xwt unknown'],
    },
  },
  'machines-allocate-deploy.json': {
    region: addSubnets,
    machines: {
      pcbsen: { inventory: { memoryMib: 8192, disks: disks(100, 1000, 2000) } },
      t8cyby: { inventory: { memoryMib: 16_384, disks: disks(200, 1000, 2000) }, tags: ['fast'] },
      '7x6sma': { inventory: { memoryMib: 24_576, disks: disks(300, 1000, 2000) }, zone: 'zone-b' },
      mspb6d: { inventory: { memoryMib: 32_768, disks: disks(400, 1000, 2000) }, pool: 'pool-b' },
      dsbgyt: { powerType: '', powerParameters: {} },
    },
    statuses: { pcbsen: 'New', t8cyby: 'New', '7x6sma': 'New', mspb6d: 'New', qmpyrp: 'New' },
    before: {
      'allocate: dry_run, no constraint (cheapest first)': commissioned(
        'pcbsen',
        't8cyby',
        '7x6sma',
        'mspb6d',
        'qmpyrp',
      ),
      'user allocates': ['POST machines/t8cyby/?op=release', 'POST machines/pcbsen/?op=release'],
      'deploy: jammy with user_data': ['POST machines/t8cyby/?op=abort'],
      'Failed deployment': ['node t8cyby FAILED'],
      Deployed: ['node t8cyby OK'],
      'node has erased its disks': ['node t8cyby OK'],
      'Broken machine': ['soon'],
      'mark_fixed on a machine that was Deployed': ['soon'],
      'rescue_mode on a Deployed machine': ['POST machines/pcbsen/?op=deploy', 'node pcbsen OK'],
      'Rescue mode': ['node pcbsen OK'],
      'bulk release: Deployed and Allocated': ['POST machines/?op=allocate system_id=mspb6d'],
      'bulk release: New and Allocated': ['POST machines/?op=allocate system_id=mspb6d'],
    },
  },
  'machines-deploy-errors.json': {
    region: ({ state }) => state.customImages.push('a b', 'two', 'four', 'five', 'one'),
    start: [tagOfBuses, ...commissioned('tews36')],
    statuses: { tews36: 'New' },
    before: {
      ...Object.fromEntries(
        [
          'distro_series=ubuntu',
          'hwe_kernel unknown',
          'hwe_kernel of an older series',
          'hwe_kernel of a newer series',
          'hwe_kernel nonsense',
          'agent_name of 300',
          'license_key for ubuntu',
          'user_data empty',
          'install_kvm and ephemeral_deploy, admin',
          'register_vmhost, admin',
          'install_kvm with focal',
          'vcenter_registration',
          'unknown parameter',
          'comment too long',
        ].map((what) => [`deploy an Allocated machine: ${what}`, ['POST machines/tews36/?op=abort']]),
      ),
      'deploy an Allocated machine: jammy on a VMFS layout (Ready)': [
        'POST machines/tews36/?op=abort',
        'POST machines/tews36/?op=release',
        'POST machines/tews36/?op=set_storage_layout storage_layout=vmfs6',
      ],
      'deploy an Allocated machine: no interface has a link (Ready)': [
        'POST machines/tews36/?op=set_storage_layout storage_layout=flat',
        'POST nodes/tews36/interfaces/eth0/?op=disconnect',
        'POST nodes/tews36/interfaces/eth1/?op=disconnect',
      ],
      'power_on an Allocated machine: it starts a deployment': [
        'POST machines/?op=allocate system_id=tews36',
      ],
      'the node has installed itself': ['node tews36 OK'],
      'power_off, BMC does not answer': ['bmc tews36 silent'],
      'release, BMC does not answer': ['bmc tews36 silent'],
      'release again, BMC still silent': ['bmc tews36 silent'],
      'deploy, BMC does not answer': ['bmc tews36 silent'],
      'power_off, another power action is under way': ['POST machines/tews36/?op=power_on', 'soon'],
      'query_power_state then': ['POST machines/tews36/?op=power_off'],
      'query_power_state, BMC does not answer': ['POST machines/tews36/?op=release', 'bmc tews36 silent'],
    },
  },
  'machines-deploy-kernels.json': {
    start: [tagOfBuses, ...commissioned('tcq33b')],
    statuses: { tcq33b: 'New' },
    before: {
      'deploy, hwe_kernel older than min_hwe_kernel': ['PUT machines/tcq33b/ min_hwe_kernel=hwe-22.04'],
      'deploy, machine never deployed before, hwe_kernel nonsense': ['PUT machines/tcq33b/ min_hwe_kernel='],
      'hwe_kernel after release': ['soon', 'POST machines/tcq33b/?op=release'],
    },
  },
  'machines-states.json': {
    before: {
      'Ready machine: allocate': ['PUT machines/mdqgwn/ description=d1'],
      'Deployed machine: update': ['POST machines/phhwc4/?op=set_workload_annotations a=1'],
      'Commissioning machine: mark_broken': ['PUT machines/sw6rha/ description=d1'],
      'Testing machine: update': ['POST machines/xdrf36/?op=set_workload_annotations a=1'],
      'Entering rescue mode machine: mark_broken': ['PUT machines/kbd7n3/ description=d1'],
    },
  },
  'machines-list.json': {
    region: addSubnets,
    machines: { pcbsen: { macs: ['52:54:00:c8:00:00'], inventory: { disks: disks(100, 1000, 2000) } } },
    opened: completeMachines,
  },
  'storage.json': {
    machines: { tstekr: { inventory: { disks: disks(100, 200, 200, 200, 300, 50) } } },
    region: count({ blockdevice: 205, group: 27 }),
    before: {
      unmount: [
        'POST nodes/tstekr/blockdevices/217/?op=format fstype=ext4',
        'POST nodes/tstekr/blockdevices/217/?op=mount mount_point=/srv3',
      ],
      'mount / a second time': ['POST nodes/tstekr/blockdevices/206/partition/155?op=format fstype=ext4'],
      'delete the virtual block device of a raid': [
        'POST nodes/tstekr/raids/ level=raid-6&block_devices=207&block_devices=208&block_devices=209&block_devices=210&name=md6 => /MAAS/api/2.0/nodes/tstekr/raid/30/ /MAAS/api/2.0/nodes/tstekr/blockdevices/221/',
      ],
      'volume group: blank in the name': ['DELETE nodes/tstekr/raid/31/'],
      'volume group: a disk and a formatted partition': [
        'DELETE nodes/tstekr/volume-group/32/',
        'POST nodes/tstekr/blockdevices/206/partitions/ size=4000000000 => /MAAS/api/2.0/nodes/tstekr/blockdevices/206/partition/157',
        'POST nodes/tstekr/blockdevices/206/partition/157?op=format fstype=ext4',
      ],
      'volume group delete': ['POST nodes/tstekr/volume-group/33/?op=delete_logical_volume id=224'],
      'partition delete while formatted and mounted': [
        'POST nodes/tstekr/blockdevices/206/partitions/ size=4000000000 => /MAAS/api/2.0/nodes/tstekr/blockdevices/206/partition/158',
        'POST nodes/tstekr/blockdevices/206/partition/158?op=format fstype=ext4',
        'POST nodes/tstekr/blockdevices/206/partition/158?op=mount mount_point=/mnt',
      ],
      'set_storage_layout on an Allocated machine': ['bob POST machines/?op=allocate system_id=tstekr'],
      'deploy without a root filesystem': [
        'POST machines/tstekr/?op=release',
        'POST machines/tstekr/?op=set_storage_layout storage_layout=blank',
      ],
    },
  },
  'storage-bcache-vmfs.json': {
    machines: { mx4ddn: { inventory: { disks: disks(100, 200, 50, 200) } } },
    region: count({ blockdevice: 259, group: 36, cacheset: 1 }),
    before: {
      'vmfs datastores of the vmfs6 layout': [
        'POST machines/mx4ddn/?op=set_storage_layout storage_layout=vmfs6',
      ],
    },
  },
  'network.json': {
    machines: {
      qmpyrp: {
        macs: [0, 1, 2].map((last) => `52:54:00:dc:00:0${last}`),
        inventory: { interfaceCount: 3 },
      },
    },
    region: (simulator, recorded) => {
      addressedMachines(simulator, recorded)
      count({ interface: 186, link: 282, fabric: 73, vlan: 77 })(simulator)
    },
    before: {
      'space undefined': ['PUT fabrics/77/vlans/11/ vid=10'],
      'subnet: change the cidr': ['PUT subnets/13/ disabled_boot_architectures=uefi_amd64_tftp'],
      'statistics with ranges and suggestions': ['bob POST ipaddresses/?op=reserve ip=10.10.0.60'],
      'list by owner': ['bob POST ipaddresses/?op=release ip=10.10.0.60'],
      'iprange: reserved inside reserved': [
        'POST ipranges/ type=reserved&start_ip=172.30.0.10&end_ip=172.30.0.20',
      ],
      'physical: unknown vlan': [
        'POST nodes/qmpyrp/interfaces/?op=create_physical mac_address=52:54:00:dc:00:0b&name=eth10&link_connected=false&interface_speed=1000',
      ],
      'interface rename': ['POST nodes/qmpyrp/interfaces/191/?op=remove_tag tag=a'],
      'link_subnet: static in lower case': [
        'POST nodes/qmpyrp/interfaces/191/?op=remove_tag tag=b',
        'PUT nodes/qmpyrp/interfaces/191/ link_connected=true',
      ],
      'bond: unknown parent': ['DELETE nodes/qmpyrp/interfaces/bond0/'],
      'bond: unknown mode': [
        'PUT nodes/qmpyrp/interfaces/188/ vlan=2',
        'PUT nodes/qmpyrp/interfaces/189/ vlan=2',
      ],
      'vlan interface create': ['POST fabrics/0/vlans/ vid=20 => /MAAS/api/2.0/vlans/83/'],
      'Allocated: create_physical': ['POST machines/?op=allocate system_id=qmpyrp'],
      'Deployed: rename': ['node qmpyrp OK'],
    },
  },
  'events-and-rest.json': {
    region: count({ sshkey: 1, sslkey: 1 }),
    machines: { n7cqdp: { powerType: 'ipmi', powerParameters: { power_address: '10.10.0.7' } } },
    start: ['PUT rackcontrollers/fndrty/ description=d'],
    opened: eventsBefore,
    before: {
      'tag op=nodes': ['POST tags/t1/?op=update_nodes add=pcbsen'],
      'default zone delete': ['PUT zones/dflt/ name=default'],
      'pool delete with a machine in it': ['PUT machines/pcbsen/ pool=ren'],
      'pool delete twice': ['PUT machines/pcbsen/ pool=default', 'DELETE resourcepool/3/'],
      'user: empty password': ['POST users/ username=ben&email=ben@example.com&password=p&is_superuser=0'],
      'dhcp snippet delete twice': ['DELETE dhcp-snippets/5/'],
      'main archive: change the url': ['PUT package-repositories/1/ name=x'],
      'set_config default_min_hwe_kernel=ga-22.04': [
        'POST maas/?op=set_config name=commissioning_distro_series&value=focal',
      ],
      'get_config node_timeout': ['POST maas/?op=set_config name=node_timeout&value=30'],
      'GET /pods/ ': [
        'POST pods/ type=virsh&power_address=qemu%2Bssh://u@10.10.0.78/system => /MAAS/api/2.0/pods/25/',
      ],
    },
  },
  'images-and-files.json': {
    region: ({ state }) => {
      // The recorded region had never been set up by its administrator.
      state.extras.bootSources.length = 0
    },
    machines: { mdqgwn: { macs: ['52:54:00:21:00:00'] } },
    start: [sampleScript],
    before: {
      'script: slash in the name': [`POST scripts/ script=${encodeURIComponent(script('a/b'))}`],
      'script: as form fields': [
        `POST scripts/ script=${encodeURIComponent(script('x9'))}`,
        'POST scripts/ name=ltags&type=commissioning&tags=a&script=%23!/bin/sh',
        'POST scripts/ name=ltags2&type=testing&tags=b&script=%23!/bin/sh',
      ],
      'commissioning script missing': ['DELETE commissioning-scripts/cs1'],
    },
  },
}
