import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { startLandscapeSimulator } from '../../src/landscape/simulator.js'
import type { LandscapeSimulator } from '../../src/landscape/simulator.js'
import { call, login, rest, until } from './client.js'
import type { Params } from './client.js'

let clock: SimulatedClock
let simulator: LandscapeSimulator

const start = async (timeScale: number): Promise<void> => {
  clock = new SimulatedClock({ timeScale })
  simulator = await startLandscapeSimulator({ clock, registrationKey: 'open-sesame', autoRegister: true })
}

beforeEach(() => start(2000))

afterEach(() => simulator.close())

const client = (computer_title: string, more: object = {}) => ({
  account_name: 'standalone',
  computer_title,
  registration_key: 'open-sesame',
  ...more,
})

const ok = async (action: string, params: Params = {}) => {
  const { status, body } = await call(simulator, action, params)
  expect([action, status, status === 200 ? undefined : body]).toEqual([action, 200, undefined])
  return body
}

const titles = async (query: string): Promise<string[]> =>
  (await ok('GetComputers', { query })).map(({ title }: { title: string }) => title)

describe('registration', () => {
  test('the right key is accepted with auto-register, no key is pending, a wrong key or account is refused', async () => {
    expect(simulator.register(client('a'))).toMatchObject({ status: 'accepted' })
    expect(simulator.register({ account_name: 'standalone', computer_title: 'b' })).toMatchObject({
      status: 'pending',
    })
    expect(simulator.register(client('c', { registration_key: 'wrong' }))).toEqual({
      status: 'refused',
      reason: 'unknown-account',
    })
    expect(simulator.register(client('d', { account_name: 'acme' }))).toEqual({
      status: 'refused',
      reason: 'unknown-account',
    })
    expect(await titles('')).toEqual(['a'])
    expect(await ok('GetPendingComputers')).toMatchObject([{ title: 'b', client_tags: [] }])
  })

  test('after auto-register is disabled in REST, the right key is pending too', async () => {
    const token = await login(simulator)
    const reply = await rest(simulator, 'PATCH', '/preferences', {
      token,
      body: { auto_register_new_computers: false },
    })
    expect(reply.body).toMatchObject({
      auto_register_new_computers: false,
      registration_password: 'open-sesame',
    })
    expect(simulator.register(client('a'))).toMatchObject({ status: 'pending' })
    const cleared = await rest(simulator, 'PATCH', '/preferences', {
      token,
      body: { registration_password: null },
    })
    expect(cleared.body.registration_password).toBeNull()
    const refused = await rest(simulator, 'PATCH', '/preferences', {
      token,
      body: { auto_register_new_computers: true },
    })
    expect(refused.status).toBe(400)
  })

  test('pending computers are accepted into a group, replace an old one, or are rejected', async () => {
    const wait = (title: string) =>
      simulator.register({ account_name: 'standalone', computer_title: title, tags: 'b,a' }).status
    expect([wait('one'), wait('two'), wait('three')]).toEqual(['pending', 'pending', 'pending'])
    const [one, two, three] = (await ok('GetPendingComputers')) as { id: number }[]
    await ok('CreateAccessGroup', { title: 'Rack One' })
    expect(
      await ok('AcceptPendingComputers', { 'computer_ids.1': one!.id, access_group: 'rack-one' }),
    ).toMatchObject([{ title: 'one', comment: '' }])
    expect(simulator.computer('one')).toMatchObject({ accessGroup: 'rack-one', tags: ['a', 'b'] })
    await ok('AcceptPendingComputers', { 'computer_ids.1': two!.id, [`existing_ids.${two!.id}`]: one!.id })
    expect(simulator.computers()).toMatchObject([{ id: one!.id, title: 'two', accessGroup: 'rack-one' }])
    await ok('RejectPendingComputers', { 'computer_ids.1': three!.id })
    expect(simulator.pending()).toEqual([])
    expect(await call(simulator, 'AcceptPendingComputers', { 'computer_ids.1': three!.id })).toMatchObject({
      status: 400,
      body: { error: 'UnknownComputer' },
    })
    expect(
      await call(simulator, 'AcceptPendingComputers', { 'computer_ids.1': 1, access_group: 'nowhere' }),
    ).toMatchObject({
      body: { error: 'UnknownAccessGroup' },
    })
  })

  test('without free seats: InsufficientLicenses, and no computer is accepted', async () => {
    await simulator.close()
    simulator = await startLandscapeSimulator({ clock, seats: 1 })
    for (const title of ['a', 'b']) simulator.register({ account_name: 'standalone', computer_title: title })
    const both = { 'computer_ids.1': 1, 'computer_ids.2': 2 }
    expect(await call(simulator, 'AcceptPendingComputers', both)).toMatchObject({
      status: 400,
      body: { error: 'InsufficientLicenses' },
    })
    expect(simulator.computers()).toEqual([])
  })

  test('user data registers a booted machine, plain and in base64; other user data does not', async () => {
    const userData = [
      '#cloud-config',
      'packages: [landscape-client]',
      'landscape:',
      '  client:',
      '    account_name: standalone',
      '    computer_title: node-1',
      '    registration_key: open-sesame',
      '    tags: openstack,compute',
      '    url: https://example.com/message-system',
    ].join('\n')
    expect(await simulator.boot(userData, { hostname: 'node-1.maas', distribution: 'jammy' })).toMatchObject({
      status: 'accepted',
    })
    const again = Buffer.from(userData.replace('node-1', 'node-2')).toString('base64')
    expect(await simulator.boot(again)).toMatchObject({ status: 'accepted' })
    expect(simulator.computer('node-1')).toMatchObject({
      hostname: 'node-1.maas',
      distribution: '22.04',
      tags: ['compute', 'openstack'],
    })
    expect(simulator.computer('node-2')).toMatchObject({ tags: ['compute', 'openstack'] })
    expect(await simulator.boot('#!/bin/sh\necho landscape')).toBeUndefined()
    expect(await simulator.boot('#cloud-config\npackages: [nova]\n')).toBeUndefined()
    const failed = (reason: string) => ({ status: 'failed', reason: expect.stringContaining(reason) })
    expect(await simulator.boot('#cloud-config\nlandscape: {client: {computer_title: x}}\n')).toEqual(
      failed('account_name'),
    )
    expect(await simulator.boot(userData.replace('openstack,', 'open stack,'))).toEqual(failed('tags'))
    expect(await simulator.boot('#cloud-config\nlandscape: {\n')).toMatchObject({ status: 'failed' })
    expect(simulator.computers()).toHaveLength(2)
  })
})

describe('queries', () => {
  beforeEach(() => {
    simulator.register(
      client('Web 1', { hostname: 'web1.example.com', tags: 'web,prod', distribution: '22.04' }),
    )
    simulator.register(client('Web 2', { hostname: 'web2.example.com', tags: 'web', packages: [] }))
    simulator.register(
      client('Database', { hostname: 'db.example.com', tags: 'prod', reboot_required: true, packages: [] }),
    )
    simulator.computer('Web 2')!.annotations['owner'] = 'team blue'
  })

  test.each([
    ['', ['Web 1', 'Web 2', 'Database']],
    ['web', ['Web 1', 'Web 2']],
    ['web example 2', ['Web 2']],
    ['tag:web', ['Web 1', 'Web 2']],
    ['tag:web tag:prod', ['Web 1']],
    ['tag:web NOT tag:prod', ['Web 2']],
    ['title:"Web 2" OR hostname:db.example.com', ['Web 2', 'Database']],
    ['tag:web title:"Web 2" OR id:3', ['Web 2', 'Database']],
    ['id:1 OR id:3', ['Web 1', 'Database']],
    ['distribution:jammy', ['Web 1']],
    ['distribution:24.04', ['Web 2', 'Database']],
    ['alert:security-upgrades', ['Web 1']],
    ['needs:reboot', ['Database']],
    ['alert:computer-reboot', ['Database']],
    ['access-group:global NOT web', ['Database']],
    ['annotation:owner', ['Web 2']],
    ['annotation:owner:blue', ['Web 2']],
    ['annotation:owner:red', []],
    ['ip:10.20.0.3', ['Database']],
    ['tag:nothing', []],
    ['alert:computer-duplicates', []],
    ['"tag:web"', []],
  ])('%s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected)
  })

  test.each([
    'OR',
    'tag:web OR',
    'OR tag:web',
    'NOT',
    'tag:web NOT',
    'colour:blue',
    'id:one',
    'alert:nothing',
    'title:"Web',
    'search:nothing',
  ])('%s is invalid on both surfaces', async (query) => {
    expect(await call(simulator, 'GetComputers', { query })).toMatchObject({
      status: 400,
      body: { error: 'InvalidQuery' },
    })
    const search = new URLSearchParams({ query }).toString()
    expect(
      await rest(simulator, 'GET', `/computers?${search}`, { token: await login(simulator) }),
    ).toMatchObject({ status: 400 })
  })

  test('pages: a short page ends a list of the signed API, next ends a list of REST', async () => {
    expect((await ok('GetComputers', { limit: 2 })).length).toBe(2)
    expect((await ok('GetComputers', { limit: 2, offset: 2 })).length).toBe(1)
    const token = await login(simulator)
    const first = await rest(simulator, 'GET', '/computers?limit=2&query=example', { token })
    expect(first.body).toMatchObject({
      count: 3,
      previous: null,
      results: [{ title: 'Web 1' }, { title: 'Web 2' }],
    })
    const next = await fetch(first.body.next, { headers: { Authorization: `Bearer ${token}` } })
    expect(await next.json()).toMatchObject({ count: 3, next: null, results: [{ title: 'Database' }] })
  })

  test('optional sections need their flag', async () => {
    const [plain] = await ok('GetComputers', { query: 'id:2' })
    expect(plain).not.toHaveProperty('network_devices')
    const [full] = await ok('GetComputers', {
      query: 'id:2',
      with_network: true,
      with_annotations: true,
      with_hardware: true,
    })
    expect(full).toMatchObject({
      network_devices: [{ interface: 'eth0' }],
      annotations: { owner: 'team blue' },
      hardware: [],
    })
    const { body } = await rest(simulator, 'GET', '/computers/1?with_upgrades=true&with_alerts=true', {
      token: await login(simulator),
    })
    expect(body).toMatchObject({
      upgrades: { regular: 1, security: 2 },
      alerts: [{ type: 'PackageUpgradesAlert' }, { type: 'SecurityUpgradesAlert' }],
    })
  })

  test('tags, titles, annotations, groups and removal', async () => {
    expect(
      await ok('AddTagsToComputers', { query: 'tag:web', 'tags.1': 'new', 'tags.2': 'web' }),
    ).toMatchObject([{ tags: ['new', 'prod', 'web'] }, { tags: ['new', 'web'] }])
    await ok('RemoveTagsFromComputers', { query: 'id:1', 'tags.1': 'new' })
    expect(await titles('tag:new')).toEqual(['Web 2'])
    expect(
      await call(simulator, 'AddTagsToComputers', { query: 'id:1', 'tags.1': 'no blanks' }),
    ).toMatchObject({ body: { error: 'InvalidTag' } })
    await ok('RenameComputers', { 'computer_titles.1': 'Front', 'computer_titles.2': 'Back' })
    expect(await titles('tag:web')).toEqual(['Front', 'Back'])
    expect(await call(simulator, 'RenameComputers', { 'computer_titles.1': ' ' })).toMatchObject({
      body: { error: 'InvalidTitle' },
    })
    await ok('AddAnnotationToComputers', { query: 'id:1', key: 'rack', value: 'r1' })
    expect(await titles('annotation:rack:r1')).toEqual(['Front'])
    await ok('RemoveAnnotationFromComputers', { query: 'id:1', key: 'rack' })
    expect(await titles('annotation:rack')).toEqual([])
    expect(await ok('CreateAccessGroup', { title: 'Edge' })).toEqual({
      name: 'edge',
      title: 'Edge',
      parent: 'global',
      children: '',
    })
    expect(await call(simulator, 'CreateAccessGroup', { title: 'Edge' })).toMatchObject({
      body: { error: 'DuplicateAccessGroup' },
    })
    await ok('ChangeComputersAccessGroup', { query: 'tag:web', access_group: 'edge' })
    expect(await titles('access-group:edge')).toEqual(['Front', 'Back'])
    expect(await ok('RemoveAccessGroup', { name: 'edge' })).toMatchObject({ name: 'global', children: '' })
    expect(await titles('access-group:global')).toHaveLength(3)
    await ok('RemoveComputers', { 'computer_ids.1': 1 })
    expect(await call(simulator, 'RemoveComputers', { 'computer_ids.1': 1 })).toMatchObject({
      status: 400,
      body: { error: 'UnknownComputer' },
    })
    const token = await login(simulator)
    expect(await rest(simulator, 'GET', '/computers/1', { token })).toMatchObject({
      status: 404,
      body: { error: 'UnknownComputer' },
    })
    expect((await rest(simulator, 'GET', '/tags', { token })).body.results).toEqual(['new', 'prod', 'web'])
    const edited = await rest(simulator, 'PUT', '/computers/3', {
      token,
      body: { title: 'DB', comment: 'kept', tags: ['prod', 'db'] },
    })
    expect(edited.body).toMatchObject({ title: 'DB', comment: 'kept', tags: ['db', 'prod'] })
    expect(
      (await rest(simulator, 'POST', '/computers:delete', { token, body: { computer_ids: [2, 3] } })).status,
    ).toBe(204)
    expect(simulator.computers()).toEqual([])
  })
})

describe('activities', () => {
  const children = (id: number) => ok('GetActivities', { query: `parent-id:${id}` })
  const settled = (id: number) =>
    until(
      `activity ${id} done`,
      () => ok('GetActivities', { query: `id:${id}` }),
      ([group]) => ['succeeded', 'failed', 'canceled'].includes(group.activity_status),
    )

  beforeEach(() => {
    simulator.register(client('one', { tags: 'openstack' }))
    simulator.register(client('two', { tags: 'openstack' }))
  })

  test('security upgrades: undelivered, delivered, succeeded; the alert ends, regular upgrades remain', async () => {
    const group = await ok('UpgradePackages', { query: 'tag:openstack', security_only: true })
    expect(group).toMatchObject({
      type: 'ActivityGroup',
      activity_status: 'undelivered',
      computer_id: null,
      parent_id: null,
      completion_time: null,
    })
    expect(await children(group.id)).toMatchObject([
      { computer_id: 1, type: 'ChangePackagesRequest', changes: [{ type: 'upgrade' }, { type: 'upgrade' }] },
      { computer_id: 2, parent_id: group.id },
    ])
    await settled(group.id)
    const [one] = await children(group.id)
    expect(one).toMatchObject({
      activity_status: 'succeeded',
      result_code: 0,
      result_text: expect.stringContaining('openssl'),
    })
    const [created, delivered, completed] = [one.creation_time, one.delivery_time, one.completion_time].map(
      Date.parse,
    )
    // A timer may fire a millisecond early: two simulated seconds here.
    expect(delivered! - created!).toBeGreaterThanOrEqual(55_000)
    expect(completed! - delivered!).toBeGreaterThanOrEqual(115_000)
    expect(await titles('alert:security-upgrades')).toEqual([])
    expect(await titles('alert:package-upgrades')).toEqual(['one', 'two'])
    const [parent] = await ok('GetActivities', { query: `id:${group.id}` })
    expect(parent).toMatchObject({
      activity_status: 'succeeded',
      completion_time: expect.stringMatching(/Z$/),
    })
  })

  test('a planned failure has its text, and the other activity succeeds', async () => {
    simulator.failActivity({
      computer: 'two',
      type: 'ChangePackagesRequest',
      resultText: 'dpkg was interrupted',
      resultCode: 100,
    })
    const token = await login(simulator)
    const { status, body: group } = await rest(simulator, 'POST', '/computers/upgrade-packages', {
      token,
      body: {
        computers: [
          { id: 1, exclude_packages: [] },
          { id: 2, exclude_packages: [] },
        ],
      },
    })
    expect([status, group.activity_status]).toEqual([200, 'undelivered'])
    await settled(group.id)
    const { body } = await rest(simulator, 'GET', `/activities/${group.id}`, { token })
    expect(body).toMatchObject({
      activity_status: 'failed',
      children: [
        { computer_id: 1, activity_status: 'succeeded' },
        { computer_id: 2, activity_status: 'failed', result_text: 'dpkg was interrupted', result_code: 100 },
      ],
    })
    const parents = await rest(simulator, 'GET', '/activities/parents', { token })
    expect(parents.body.results).toMatchObject([
      { children_count: 2, children_statuses: { good: 1, warning: 0, bad: 1 }, computer_count: 2 },
    ])
    expect(await titles('alert:security-upgrades')).toEqual(['two'])
  })

  test('REST skips excluded packages', async () => {
    const token = await login(simulator)
    const { body } = await rest(simulator, 'GET', '/packages?query=id:1&names=openssl', { token })
    expect(body).toMatchObject({
      count: 1,
      results: [{ name: 'openssl', computers: [{ id: 1, status: 'security' }] }],
    })
    const { body: group } = await rest(simulator, 'POST', '/computers/upgrade-packages', {
      token,
      body: { computers: [{ id: 1, exclude_packages: [body.results[0].id] }] },
    })
    await settled(group.id)
    const rows = await rest(simulator, 'GET', '/computers/1/packages?upgrade=true', { token })
    expect(rows.body.results.map(({ name }: { name: string }) => name)).toEqual(['openssl'])
  })

  test('an offline computer gets its activities once it is online', async () => {
    simulator.setOnline('one', false)
    expect(await titles('alert:computer-offline')).toEqual(['one'])
    const group = await ok('UpgradePackages', { query: 'tag:openstack' })
    await until(
      'two is done',
      () => children(group.id),
      ([, two]) => two.activity_status === 'succeeded',
    )
    expect((await children(group.id))[0].activity_status).toBe('undelivered')
    simulator.setOnline('one', true)
    expect((await settled(group.id))[0].activity_status).toBe('succeeded')
  })

  test('scheduled activities can be canceled once', async () => {
    const later = new Date(clock.now() + 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z')
    const group = await ok('RebootComputers', { 'computer_ids.1': 1, deliver_after: later })
    const [child] = await children(group.id)
    expect(child).toMatchObject({
      type: 'RestartRequest',
      activity_status: 'scheduled',
      deliver_after_time: later,
    })
    expect(await ok('CancelActivities', { query: `id:${group.id}` })).toEqual([group.id])
    expect((await children(group.id))[0]).toMatchObject({
      activity_status: 'canceled',
      completion_time: expect.any(String),
    })
    const again = await call(simulator, 'CancelActivities', { query: `parent-id:${group.id}` })
    expect(again).toMatchObject({
      status: 400,
      body: { error: 'InvalidActivityStatusChange', message: expect.stringContaining(`${child.id} => `) },
    })
    expect(
      await call(simulator, 'RebootComputers', { 'computer_ids.1': 1, deliver_after: 'soon' }),
    ).toMatchObject({ body: { error: 'InvalidTime' } })
  })

  test('an activity canceled during its work still gets its result', async () => {
    await simulator.close()
    simulator = await startLandscapeSimulator({
      clock,
      registrationKey: 'open-sesame',
      autoRegister: true,
      timing: { workSeconds: [4000, 4000] },
    })
    simulator.register(client('one'))
    const group = await ok('RebootComputers', { 'computer_ids.1': 1 })
    await until(
      'delivered',
      () => children(group.id),
      ([child]) => child.activity_status === 'delivered',
    )
    await ok('CancelActivities', { query: `parent-id:${group.id}` })
    await until(
      'reported',
      () => children(group.id),
      ([child]) => child.activity_status === 'succeeded',
    )
  })

  test('activities wait for approval when it is required', async () => {
    simulator.requireApproval = true
    const group = await ok('ShutdownComputers', { 'computer_ids.1': 2 })
    expect((await children(group.id))[0].activity_status).toBe('unapproved')
    expect(await ok('ApproveActivities', { query: 'status:unapproved type:ShutdownRequest' })).toEqual([
      group.id + 1,
    ])
    expect((await settled(group.id))[0].activity_status).toBe('succeeded')
    expect((await children(group.id))[0].approval_time).toMatch(/Z$/)
    expect(await titles('alert:computer-offline')).toEqual(['two'])
    expect((await call(simulator, 'ApproveActivities', { query: `id:${group.id}` })).status).toBe(400)
  })

  test('packages are installed and removed by name; unknown names are errors', async () => {
    const group = await ok('InstallPackages', { query: 'id:1', 'packages.1': 'htop', 'packages.2': 'nginx' })
    expect(group.summary).toBe('Install packages htop and nginx')
    await settled(group.id)
    expect(
      await ok('GetPackages', { query: 'tag:openstack', 'names.1': 'htop', installed: true }),
    ).toMatchObject([
      { name: 'htop', computers: { available: [1, 2], installed: [1], upgrades: [], held: [] } },
    ])
    const removal = await ok('RemovePackages', { query: 'id:1', 'packages.1': 'htop' })
    await settled(removal.id)
    expect(await ok('GetPackages', { query: 'id:1', search: 'hto', installed: true })).toEqual([])
    expect(
      await call(simulator, 'InstallPackages', { query: 'id:1', 'packages.1': 'nothing' }),
    ).toMatchObject({ body: { error: 'UnknownPackages' } })
    expect(await call(simulator, 'UpgradePackages', { query: 'id:99' })).toMatchObject({
      body: { error: 'UnknownComputers' },
    })
    expect(
      await call(simulator, 'UpgradePackages', { query: 'id:1', deliver_delay_window: 43_201 }),
    ).toMatchObject({
      body: { error: 'InvalidDeliverDelayWindow' },
    })
  })

  test('activities are found by their fields', async () => {
    const reboot = await ok('RebootComputers', { 'computer_ids.1': 1, 'computer_ids.2': 2 })
    await ok('UpgradePackages', { query: 'id:2' })
    const count = async (query: string) => (await ok('GetActivities', { query })).length
    expect(await count('')).toBe(5)
    expect(await count('type:RestartRequest')).toBe(2)
    expect(await count('type:RestartRequest computer:id:2')).toBe(1)
    expect(await count('computer:title:"two"')).toBe(2)
    expect(await count(`parent-id:${reboot.id} OR id:${reboot.id}`)).toBe(3)
    expect(await count(`creator:${simulator.email} NOT type:ActivityGroup`)).toBe(3)
    expect(await count('created-after:2011-01')).toBe(5)
    expect(await count('created-before:2011')).toBe(0)
    expect(await call(simulator, 'GetActivities', { query: 'status:done' })).toMatchObject({
      status: 400,
      body: { error: 'InvalidQuery' },
    })
    const { body } = await rest(simulator, 'GET', '/computers/activities?computer_ids=1,2', {
      token: await login(simulator),
    })
    expect(body.count).toBe(3)
  })
})

describe('connections', () => {
  test('faults match signed calls by action, and the effect of a call remains', async () => {
    simulator.register(client('one'))
    simulator.inject({
      match: { url: 'action=AddTagsToComputers' },
      afterWork: true,
      effect: { kind: 'reply', status: 502, body: '<html>', contentType: 'text/html' },
    })
    expect((await call(simulator, 'GetComputers')).status).toBe(200)
    expect(await call(simulator, 'AddTagsToComputers', { query: 'one', 'tags.1': 'x' })).toMatchObject({
      status: 502,
      body: '<html>',
    })
    expect(await titles('tag:x')).toEqual(['one'])
    simulator.inject({ match: { url: '/v2/about' }, effect: { kind: 'reset' } })
    await expect(rest(simulator, 'GET', '/about')).rejects.toThrow('fetch failed')
    expect((await rest(simulator, 'GET', '/about')).status).toBe(200)
    expect(simulator.exchanges.map(({ action, path, status }) => [action ?? path, status])).toEqual([
      ['GetComputers', 200],
      ['AddTagsToComputers', 200],
      ['GetComputers', 200],
      ['/api/v2/about', undefined],
      ['/api/v2/about', 200],
    ])
  })

  test('close() is immediate, even with a pending request and pending activities', async () => {
    await simulator.close()
    // An activity is delivered after two real seconds.
    await start(30)
    simulator.register(client('one'))
    await ok('RebootComputers', { 'computer_ids.1': 1 })
    simulator.inject({ effect: { kind: 'hang' } })
    const hanging = expect(call(simulator, 'GetComputers')).rejects.toThrow('fetch failed')
    await until(
      'the request hangs',
      () => new Promise((resolve) => setTimeout(resolve, 20)),
      () => true,
    )
    await simulator.close()
    await hanging
    await expect(fetch(simulator.uri)).rejects.toThrow('fetch failed')
    const [activity] = simulator.activities('type:RestartRequest')
    await new Promise((resolve) => setTimeout(resolve, 2200))
    expect(activity?.status).toBe('undelivered')
  })
})
