import { describe, expect, test } from 'vitest'
import type {
  ApplicationStatus,
  DetailedStatus,
  FullStatus,
  MachineStatus,
  UnitStatus,
} from '../../../src/juju/generated/facades/client.js'
import { formatStatus, type FormatStatusOptions } from '../../../src/juju/index.js'
import { decodeStatus } from '../../../src/juju/status/decode.js'
import { imageVersion } from '../../../src/juju/status/image-version.js'
import { compareNames, compareNamesBefore3 } from '../../../src/juju/status/natural-order.js'
import { mergedPorts } from '../../../src/juju/status/ports.js'
import { layOut } from '../../../src/juju/status/table.js'

const is = (status: string, info = '', data: DetailedStatus['data'] = {}): DetailedStatus => ({
  status,
  info,
  data,
  since: null,
  kind: '',
  version: '',
  life: '',
})

const unit = (changes: Partial<UnitStatus> = {}): UnitStatus => ({
  'agent-status': is('idle'),
  'workload-status': is('active', 'ready'),
  'workload-version': '',
  machine: '0',
  'opened-ports': null,
  'public-address': '10.0.0.1',
  charm: '',
  subordinates: null,
  ...changes,
})

const application = (changes: Partial<ApplicationStatus> = {}): ApplicationStatus => ({
  charm: 'ch:amd64/web-7',
  'charm-channel': 'latest/stable',
  'charm-rev': 7,
  'charm-version': '',
  'charm-profile': '',
  base: { name: 'ubuntu', channel: '22.04/stable' },
  exposed: false,
  life: '',
  relations: {},
  'can-upgrade-to': '',
  'subordinate-to': [],
  units: {},
  status: is('active'),
  'workload-version': '',
  'endpoint-bindings': null,
  'public-address': '',
  ...changes,
})

const machine = (id: string, changes: Partial<MachineStatus> = {}): MachineStatus => ({
  id,
  'agent-status': is('started'),
  'instance-status': is('running', 'Deployed'),
  'modification-status': is('idle'),
  'dns-name': '10.0.0.1',
  'instance-id': '4y3h7n',
  'display-name': '',
  base: { name: 'ubuntu', channel: '22.04/stable' },
  containers: {},
  constraints: '',
  hardware: 'arch=amd64 availability-zone=zone1',
  jobs: [],
  'has-vote': false,
  'wants-vote': false,
  ...changes,
})

const model = (changes: Partial<FullStatus> = {}, about: Partial<FullStatus['model']> = {}): FullStatus => ({
  model: {
    name: 'm',
    type: 'iaas',
    'cloud-tag': 'cloud-maas1',
    region: 'default',
    version: '4.0.15',
    'available-version': '',
    'model-status': is('available'),
    ...about,
  },
  machines: {},
  applications: {},
  'remote-applications': {},
  offers: {},
  relations: [],
  branches: null,
  'controller-timestamp': '2026-11-30T19:07:16.5+02:00',
  ...changes,
})

/** The lines of one table, without trailing blanks and with single ones. */
function table(wire: FullStatus, title: string, options?: FormatStatusOptions): string[] {
  const found = formatStatus(decodeStatus(wire), options)
    .split('\n\n')
    .find((text) => text.startsWith(title))
  return (found ?? '').split('\n').map((line) => line.trimEnd().replaceAll(/ {2,}/g, ' | '))
}

describe('the table of', () => {
  test('the model has the controller, the time in UTC, and notes: its message, or else an upgrade', () => {
    expect(table(model(), 'Model', { controller: 'ctl' })).toEqual([
      'Model | Controller | Cloud/Region | Version | Timestamp',
      'm | ctl | maas1/default | 4.0.15 | 17:07:16Z',
    ])
    expect(table(model({}, { 'available-version': '4.0.16' }), 'Model')[1]).toContain(
      ' | upgrade available: 4.0.16',
    )
    const busy = model({}, { 'available-version': '4.0.16', 'model-status': is('busy', 'migrating') })
    expect(table(busy, 'Model')[1]).toMatch(/17:07:16Z \| migrating$/)
    expect(table(model({ 'controller-timestamp': null }), 'Model')[0]).toBe(
      'Model | Controller | Cloud/Region | Version',
    )
  })

  test('applications counts the units whose agents work, and cuts versions to their first line', () => {
    const units = {
      'web/0': unit(),
      'web/1': unit({ 'agent-status': is('failed', 'resolver loop error') }),
      'web/2': unit({ 'agent-status': is('lost') }),
    }
    const applications = {
      web: application({ units, 'workload-version': '8.0.33\nbuilt today', exposed: true }),
      old: application({ 'workload-version': '1234567890123456', charm: 'local:old-3', 'charm-rev': 3 }),
    }
    expect(table(model({ applications }), 'App')).toEqual([
      'App | Version | Status | Scale | Charm | Channel | Rev | Exposed | Message',
      'old | 123456789012... | active | 0 | old | latest/stable | 3 | no',
      'web | 8.0.33 | active | 1/3 | web | latest/stable | 7 | yes',
    ])
  })

  test('units shows what their agents do before the message, ports as ranges, and messages of 120 bytes', () => {
    const units = {
      'web/0': unit({
        'agent-status': is('executing', 'running config-changed hook'),
        'workload-status': is('maintenance', 'Installing'),
      }),
      'web/1': unit({
        'agent-status': is('executing', 'running action backup'),
        'opened-ports': ['8081/tcp', '443/tcp', '80/tcp', '8080/tcp'],
      }),
      'web/2': unit({ 'agent-status': is('executing', 'running db-relation-joined hook') }),
      'web/10': unit({
        'agent-status': is('allocating', 'installing agent'),
        'workload-status': is('waiting'),
      }),
      'web/3': unit({ leader: true, 'workload-status': is('blocked', 'x'.repeat(121)) }),
      'web/4': unit({ 'workload-status': is('blocked', `${'x'.repeat(116)}äxxx`) }),
      'web/5': unit({ 'workload-status': is('blocked', 'x'.repeat(120)) }),
    }
    expect(table(model({ applications: { web: application({ units }) } }), 'Unit')).toEqual([
      'Unit | Workload | Agent | Machine | Public address | Ports | Message',
      'web/0 | maintenance | executing | 0 | 10.0.0.1 | (config-changed) Installing',
      'web/1 | active | executing | 0 | 10.0.0.1 | 80,443,8080-8081/tcp | (backup) ready',
      'web/2 | active | executing | 0 | 10.0.0.1 | ready',
      `web/3* | blocked | idle | 0 | 10.0.0.1 | ${'x'.repeat(117)}...`,
      `web/4 | blocked | idle | 0 | 10.0.0.1 | ${'x'.repeat(116)}...`,
      `web/5 | blocked | idle | 0 | 10.0.0.1 | ${'x'.repeat(120)}`,
      'web/10 | waiting | allocating | 0 | 10.0.0.1 | installing agent',
    ])
  })

  test.each([
    ['2026-11-30T17:07:15Z', 'just now'],
    ['2026-11-30T17:07:03Z', '13 seconds ago'],
    ['2026-11-30T17:06:00Z', '1 minute ago'],
    ['2026-11-30T10:07:16Z', '7 hours ago'],
    ['2026-11-29T17:07:16Z', '2026-11-29'],
  ])('a branch of %s was created %s', (created, age) => {
    const branch = {
      'assigned-units': { web: ['web/0'] },
      created: Date.parse(created) / 1000,
      'created-by': 'admin',
    }
    const units = { 'web/0': unit({ leader: true }), 'web/1': unit() }
    const wire = model({ branches: { b1: branch }, applications: { web: application({ units }) } })
    expect(table(wire, 'Branch')).toEqual(['Branch | Ref | Created | Created By', `b1 | #1 | ${age} | admin`])
    expect(table(wire, 'Unit')[1]).toMatch(/^web\/0\* #1 \| active/)
    expect(table(wire, 'Unit')[2]).toMatch(/^web\/1 \| active/)
    expect(decodeStatus(wire).branches).toMatchObject([{ name: 'b1', units: ['web/0'] }])
  })

  test('branches has no time for one whose time is none', () => {
    const branch = { 'assigned-units': {}, created: Number.MAX_SAFE_INTEGER, 'created-by': 'admin' }
    expect(table(model({ branches: { b1: branch } }), 'Branch')[1]).toBe('b1 | #1 | admin')
  })

  test('units names the other side of the relation whose hook failed', () => {
    const failed = unit({
      'workload-status': is('error', 'hook failed: "db-relation-changed"', { 'relation-id': 4 }),
    })
    const applications = { web: application({ units: { 'web/0': failed } }) }
    const endpoint = { name: 'db', role: 'requirer', subordinate: false }
    const relations = [
      {
        id: 4,
        key: '',
        interface: 'mysql',
        scope: 'global',
        endpoints: [
          { ...endpoint, application: 'web' },
          { ...endpoint, application: 'mysql', name: 'server', role: 'provider' },
        ],
        status: is('error', 'broken'),
      },
    ]
    const wire = model({ applications, relations })
    expect(table(wire, 'Unit')[1]).toMatch(/ \| hook failed: "db-relation-changed" for mysql:server$/)
    expect(table(wire, 'Unit', { relations: false })[1]).toMatch(/ \| hook failed: "db-relation-changed"$/)
    expect(table(wire, 'Integration')[1]).toBe('mysql:server | web:db | mysql | regular | error | broken')
  })

  test('machines has the address that Juju uses, the name or id in the cloud, and failed changes', () => {
    const machines = {
      '10': machine('10', { 'display-name': 'node-10', hostname: 'other' }),
      '2': machine('2', {
        'agent-status': is('down', 'agent is not communicating with the server'),
        'instance-status': is('provisioning error', 'no matching node'),
        'dns-name': '',
        'ip-addresses': ['10.9.9.9'],
        'instance-id': 'pending',
        hardware: '',
        base: { name: 'ubuntu', channel: '24.04/edge' },
      }),
      '3': machine('3', {
        'modification-status': is('error', 'profile refused'),
        containers: { '3/lxd/0': machine('3/lxd/0', { base: { name: 'ubuntu', channel: '' } }) },
      }),
    }
    expect(table(model({ machines }), 'Machine')).toEqual([
      'Machine | State | Address | Inst id | Base | AZ | Message',
      '2 | down | pending | ubuntu@24.04/edge | no matching node',
      '3 | error | 10.0.0.1 | 4y3h7n | ubuntu@22.04 | zone1 | profile refused',
      '3/lxd/0 | started | 10.0.0.1 | 4y3h7n | zone1 | Deployed',
      '10 | started | 10.0.0.1 | node-10 | ubuntu@22.04 | zone1 | Deployed',
    ])
  })

  test('offers has their charms, and the offer in the first line of its endpoints only', () => {
    const endpoint = (name: string): { name: string; role: string; interface: string; limit: number } => ({
      name,
      role: 'provider',
      interface: 'mysql',
      limit: 0,
    })
    const offers = {
      shared: {
        'offer-name': 'shared',
        'application-name': 'db',
        charm: 'ch:amd64/jammy/mysql-k8s-108',
        endpoints: { server: endpoint('server'), admin: endpoint('db-admin') },
        'active-connected-count': 1,
        'total-connected-count': 2,
      },
    }
    expect(table(model({ offers }), 'Offer')).toEqual([
      'Offer | Application | Charm | Rev | Connected | Endpoint | Interface | Role',
      'shared | db | mysql-k8s | 108 | 1/2 | admin | mysql | provider',
      ' | server | mysql | provider',
    ])
  })

  test('remote applications has the controller of the offer', () => {
    const remote = (url: string): FullStatus['remote-applications'][string] => ({
      'offer-url': url,
      'offer-name': 'x',
      endpoints: [],
      life: '',
      relations: {},
      status: is('active', 'ready'),
    })
    const wire = model({
      'remote-applications': { a: remote('admin/prod.db'), b: remote('other:bob/m.db'), c: remote('odd') },
    })
    expect(table(wire, 'SAAS')).toEqual([
      'SAAS | Status | Store | URL',
      'a | active | local | admin/prod.db',
      'b | active | other | bob/m.db',
      'c | active | unknown | odd',
    ])
  })

  test('storage has pools of volumes, sizes of filesystems, mountpoints, and what is detached first', () => {
    const attached = {
      'storage-tag': 'storage-data-10',
      'unit-tag': 'unit-web-0',
      'machine-tag': 'machine-0',
    }
    const status = { status: 'attached', info: 'ok', since: '' }
    const storage = [
      {
        'storage-tag': 'storage-data-10',
        'owner-tag': 'unit-web-0',
        kind: 2,
        persistent: true,
        status,
        attachments: { 'unit-web-0': attached },
      },
      {
        'storage-tag': 'storage-disk-1',
        'owner-tag': '',
        kind: 1,
        persistent: true,
        status: { ...status, status: 'detached', info: '' },
      },
    ]
    const details = storage[0] as (typeof storage)[number]
    const wire = model({
      storage,
      filesystems: [
        {
          'filesystem-tag': 'filesystem-0',
          info: { 'filesystem-id': '', pool: 'rootfs', size: 1536 },
          status,
          storage: details,
          'machine-attachments': { 'machine-0': { 'mount-point': '/srv' } },
        },
      ],
      volumes: [
        {
          'volume-tag': 'volume-0',
          info: { persistent: true, pool: 'maas', size: 4096, 'volume-id': '' },
          status,
          storage: details,
        },
      ],
    })
    expect(table(wire, 'Storage')).toEqual([
      'Storage Unit | Storage ID | Type | Pool | Mountpoint | Size | Status | Message',
      ' | disk/1 | block | detached',
      'web/0 | data/10 | filesystem | maas | /srv | 1.5 GiB | attached | ok',
    ])
    expect(table(model({ storage: [] }), 'Storage')).toEqual([''])
    expect(decodeStatus(model()).storage).toBeUndefined()
  })

  test('a Kubernetes model has addresses and scales, and no machines', () => {
    const k8s = application({
      int: 3,
      'public-address': '10.1.1.1',
      'workload-version':
        'registry.jujucharms.com/charmers/web/web_image:1.2@sha256:0123456789abcdef0123456789abcdef',
      units: {
        'web/0': unit({ 'agent-status': is('running'), address: '10.1.1.2', 'opened-ports': ['80/TCP'] }),
      },
    })
    const wire = model({ applications: { web: k8s }, machines: { 0: machine('0') } }, { type: 'caas' })
    expect(table(wire, 'App')).toEqual([
      'App | Version | Status | Scale | Charm | Channel | Rev | Address | Exposed | Message',
      'web | res:web_image:1.2@0123456 | active | 1/3 | web | latest/stable | 7 | 10.1.1.1 | no',
    ])
    expect(table(wire, 'Unit')).toEqual([
      'Unit | Workload | Agent | Address | Ports | Message',
      'web/0 | active | running | 10.1.1.2 | 80/TCP | ready',
    ])
    expect(table(wire, 'Machine')).toEqual([''])
  })
})

describe('what Juju 3 omits', () => {
  test('is absent or empty in the status', () => {
    const [web] = decodeStatus(model({ applications: { web: application() } })).applications
    expect(web).toMatchObject({ life: '', endpointBindings: {} })
  })
})

describe('names', () => {
  const shuffled = ['u10', 'web2', 'u4', 'web-a', 'web', 'mysql/10', 'mysql/2', 'x00000000000000000001']
  test('are sorted by number and by bytes', () => {
    expect(shuffled.toSorted(compareNames)).toEqual([
      'mysql/2',
      'mysql/10',
      'u4',
      'u10',
      'web',
      'web-a',
      'web2',
      'x00000000000000000001',
    ])
    expect(['dummy/0', 'dummy-resource/0', 'dummy2/0', 'Dummy/0'].toSorted(compareNames)).toEqual([
      'Dummy/0',
      'dummy2/0',
      'dummy-resource/0',
      'dummy/0',
    ])
    expect(['1/lxd/10', '11', '1', '1/lxd/2', '2'].toSorted(compareNames)).toEqual([
      '1',
      '1/lxd/2',
      '1/lxd/10',
      '2',
      '11',
    ])
  })

  test('of Juju 2.9 without a number are before those that go on', () => {
    expect(['web-a', 'web2', 'web'].toSorted(compareNamesBefore3)).toEqual(['web', 'web2', 'web-a'])
  })
})

test.each([
  [['80/tcp'], '80/tcp'],
  [['8081/tcp', '443/tcp', '80/tcp', '8080/tcp'], '80,443,8080-8081/tcp'],
  [['80/tcp', '8000-8002/udp', 'icmp'], '80/tcp 8000-8002/udp icmp'],
  [['10/tcp', '9/tcp', '11/tcp', '9/tcp'], '9-11/tcp'],
  [['10002/tcp', '9998/tcp', '10000/tcp', '9999/tcp', '10003/tcp'], '9998-10000,10002-10003/tcp'],
  [['53/udp', '53/tcp'], '53/tcp 53/udp'],
  [[], ''],
])('ports %j are %s', (ports, text) => {
  expect(mergedPorts(ports)).toBe(text)
})

test.each([
  ['8.0.33', '8.0.33'],
  ['16.1 (Ubuntu)', '...'],
  ['docker.io/library/redis:7', 'library/redis:7'],
  ['localhost:5000/img@sha256:0123456789abcdef0123456789abcdef', 'img@0123456'],
  ['rocks.canonical.com/web/other:1', 'web/other:1'],
  ['example.com/a-long-namespace/of/an/image:latest', '.../of/an/image:latest'],
])('the image %s has the version %s', (reference, version) => {
  expect(imageVersion(reference, { name: 'web', isFromCharmhub: true })).toBe(version)
})

describe('a layout', () => {
  test('has columns as wide as the lines that follow each other need', () => {
    expect(layOut([['A', 'B', 'C'], ['long', 'x', ''], ['text'], ['y', 'z', 'end']])).toBe(
      'A     B  C\nlong  x  \ntext\ny  z  end',
    )
    expect(
      layOut(
        [
          ['App', 'Scale', 'x'],
          ['ä', '1/3', ''],
        ],
        [1],
      ),
    ).toBe('App  Scale  x\nä      1/3  ')
  })

  test('has any number of lines', () => {
    const rows = Array.from({ length: 200_000 }, (_, index) => [String(index), ''])
    expect(layOut(rows).slice(0, 8)).toBe('0       ')
  })

  test('begins a line at a line break in a cell', () => {
    expect(
      layOut([
        ['App', 'Message'],
        ['web', 'one\ntwo'],
        ['mysql', ''],
      ]),
    ).toBe('App  Message\nweb  one\ntwo\nmysql  ')
  })
})

test.each([
  null,
  5,
  'status',
  {},
  [],
  { applications: [{}] },
  Symbol('x'),
  { ...decodeStatus(model()), machines: 7 },
])('%s is not a status', (odd) => {
  expect(() => formatStatus(odd as never)).toThrow(
    expect.objectContaining({
      code: 'ERR_CONFIGURATION',
      operation: 'formatStatus',
      hint: 'Pass what model.status() or model.waitForIdle() returned',
    }) as Error,
  )
})

test('a width cuts what is longer, not trailing blanks', () => {
  const wire = model({ applications: { web: application() } })
  const lines = (width: number): string[] => formatStatus(decodeStatus(wire), { width }).split('\n').slice(3)
  // The row has 9 blanks more: the empty message and the width of Exposed.
  expect(lines(58)).toEqual([
    'App  Version  Status  Scale  Charm  Channel        Rev  E…',
    'web           active      0  web    latest/stable    7  no',
  ])
  expect(lines(50)).toEqual([
    'App  Version  Status  Scale  Charm  Channel      …',
    'web           active      0  web    latest/stable…',
  ])
})
