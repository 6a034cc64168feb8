import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { startLandscapeSimulator } from '../../src/landscape/simulator.js'
import type { LandscapeSimulator } from '../../src/landscape/simulator.js'
import { call, login, rest, until } from './client.js'
import type { Params } from './client.js'

let simulator: LandscapeSimulator
let token: string

beforeEach(async () => {
  simulator = await startLandscapeSimulator({
    clock: new SimulatedClock({ timeScale: 2000 }),
    registrationKey: 'open-sesame',
    autoRegister: true,
    runScript: ({ code }, { hostname }) => ({
      output: `${hostname}: ${code}`,
      code: hostname === 'two' ? 3 : 0,
    }),
  })
  token = await login(simulator)
})

afterEach(() => simulator.close())

const computer = (title: string, more: object = {}) =>
  simulator.register({
    account_name: 'standalone',
    computer_title: title,
    registration_key: 'open-sesame',
    ...more,
  })

const ok = async (action: string, params: Params = {}) => {
  const { status, body } = await call(simulator, action, params)
  expect([action, status, status === 200 ? undefined : body]).toEqual([action, 200, undefined])
  return body
}

const refusal = async (action: string, params: Params = {}) => {
  const { status, body } = await call(simulator, action, params)
  return [status, body.error]
}

const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('scripts', () => {
  const create = (params: Params = {}) =>
    ok('CreateScript', {
      title: 'Disks',
      time_limit: 60,
      code: base64('#!/bin/sh\nlsblk\n'),
      username: 'root',
      ...params,
    })

  test('run on each computer: output, exit code, and failure without the plugin', async () => {
    for (const title of ['one', 'two'])
      computer(title, { tags: 'all', include_manager_plugins: 'ScriptExecution' })
    computer('three', { tags: 'all' })
    const { id } = await create()
    const group = await ok('ExecuteScript', { query: 'tag:all', script_id: id })
    expect(group.summary).toBe('Run script: Disks')
    const children = await until(
      'the script is over',
      () => ok('GetActivities', { query: `parent-id:${group.id}` }),
      (all) =>
        all.every(({ completion_time }: { completion_time: string | null }) => completion_time !== null),
    )
    expect(children).toMatchObject([
      {
        type: 'ExecuteScriptRequest',
        activity_status: 'succeeded',
        result_text: 'one: lsblk\n',
        result_code: 0,
      },
      { activity_status: 'failed', result_text: 'two: lsblk\n', result_code: 3 },
      { activity_status: 'failed', result_text: expect.stringContaining('ScriptExecution') },
    ])
    const log = await rest(simulator, 'GET', '/events?search=Disks', { token })
    expect(log.body.count).toBe(2)
  })

  test('the interpreter of a script is stored apart from its code', async () => {
    const { id, interpreter } = await create()
    expect(interpreter).toBe('/bin/sh')
    expect(await ok('GetScriptCode', { script_id: id })).toBe('#!/bin/sh\nlsblk\n')
    expect(await refusal('CreateScript', { title: 'a', code: base64('echo hi') })).toEqual([
      400,
      'EmptyScriptInterpreter',
    ])
    expect(await refusal('CreateScript', { title: 'a', code: base64('#!/bin/sh\n') })).toEqual([
      400,
      'EmptyScriptCode',
    ])
    expect(await refusal('CreateScript', { title: 'a', code: '%%' })).toEqual([400, 'InvalidParameterValue'])
    expect(await refusal('CreateScript', { title: 'Disks', code: base64('#!/bin/sh\nx') })).toEqual([
      400,
      'DuplicateScript',
    ])
    expect(await refusal('GetScriptCode', { script_id: 99 })).toEqual([400, 'UnknownScript'])
  })

  test('a V2 script has versions, is archived and redacted', async () => {
    const { id, version_number, status } = await create({ script_type: 'V2' })
    expect([version_number, status]).toEqual([1, 'ACTIVE'])
    expect(await ok('EditScript', { script_id: id, code: base64('#!/bin/bash\ndf\n') })).toMatchObject({
      version_number: 2,
      interpreter: '/bin/bash',
      code: 'df\n',
    })
    expect((await rest(simulator, 'GET', `/scripts/${id}/versions`, { token })).body.results).toMatchObject([
      { code: 'df\n' },
      { code: 'lsblk\n' },
    ])
    expect((await rest(simulator, 'GET', `/scripts/${id}/versions/1`, { token })).body.code).toBe('lsblk\n')
    expect((await rest(simulator, 'GET', `/scripts/${id}/versions/3`, { token })).status).toBe(404)
    expect(await ok('GetScripts')).toEqual([])
    expect((await rest(simulator, 'POST', `/scripts/${id}:archive`, { token })).status).toBe(204)
    computer('one')
    expect(await refusal('ExecuteScript', { query: 'id:1', script_id: id })).toEqual([400, 'UnknownScript'])
    expect((await rest(simulator, 'GET', '/scripts?script_type=archived', { token })).body.count).toBe(1)
    expect((await rest(simulator, 'POST', `/scripts/${id}:redact`, { token })).status).toBe(204)
    expect((await rest(simulator, 'GET', `/scripts/${id}`, { token })).body).toMatchObject({
      status: 'REDACTED',
      is_executable: false,
    })
    expect(await ok('GetScriptCode', { script_id: id })).not.toContain('df')
  })

  test('attachments: at most five, with unique names and unchanged bytes', async () => {
    const { id } = await create({ script_type: 'V2' })
    const attach = (name: string, content = 'hello') => ({
      script_id: id,
      file: `${name}$$${base64(content)}`,
    })
    expect(await ok('CreateScriptAttachment', attach('a.txt'))).toBe('a.txt')
    expect(await refusal('CreateScriptAttachment', attach('a.txt'))).toEqual([
      400,
      'DuplicateScriptAttachment',
    ])
    expect(await refusal('CreateScriptAttachment', attach('big', 'x'.repeat(1_000_000)))).toEqual([
      400,
      'ScriptAttachmentSize',
    ])
    for (const name of ['b', 'c', 'd', 'e']) await ok('CreateScriptAttachment', attach(name))
    expect(await refusal('CreateScriptAttachment', attach('f'))).toEqual([400, 'TooManyScriptAttachments'])
    const [first] = (await rest(simulator, 'GET', `/scripts/${id}`, { token })).body.attachments
    expect((await rest(simulator, 'GET', `/scripts/${id}/attachments/${first.id}`, { token })).body).toBe(
      'hello',
    )
    await ok('RemoveScriptAttachment', { script_id: id, filename: 'a.txt' })
    expect(await refusal('RemoveScriptAttachment', { script_id: id, filename: 'a.txt' })).toEqual([
      400,
      'UnknownScriptAttachment',
    ])
    expect(await ok('CopyScript', { script_id: id, destination_title: 'Copy' })).toMatchObject({
      attachments: [{}, {}, {}, {}],
    })
    await ok('RemoveScript', { script_id: id })
    expect(await refusal('RemoveScript', { script_id: id })).toEqual([400, 'UnknownScript'])
  })

  test('a user is required, and the access group narrows the query', async () => {
    computer('one')
    const { id } = await ok('CreateScript', { title: 'x', code: base64('#!/bin/sh\nx') })
    expect(await refusal('ExecuteScript', { query: 'id:1', script_id: id })).toEqual([400, 'RequiresUser'])
    await ok('CreateAccessGroup', { title: 'Edge' })
    expect(
      await refusal('ExecuteScript', {
        query: 'id:1',
        script_id: id,
        username: 'root',
        in_access_group: 'edge',
      }),
    ).toEqual([400, 'UnknownComputers'])
    expect(
      await ok('ExecuteScript', {
        query: 'id:1',
        script_id: id,
        username: 'root',
        in_access_group: 'global',
      }),
    ).toMatchObject({ type: 'ActivityGroup' })
  })
})

describe('roles', () => {
  test('permissions, access groups and persons are added and removed', async () => {
    await ok('CreateRole', { name: 'ops', description: 'Operators' })
    await ok('AddPermissionsToRole', {
      name: 'ops',
      'permissions.1': 'ViewComputer',
      'permissions.2': 'ManageAccount',
    })
    await ok('AddAccessGroupsToRole', { name: 'ops', 'access_groups.1': 'global' })
    await ok('AddPersonsToRole', { name: 'ops', 'persons.1': simulator.email })
    expect(await ok('GetRoles', { 'names.1': 'ops' })).toMatchObject([
      {
        name: 'ops',
        permissions: ['ViewComputer'],
        global_permissions: ['ManageAccount'],
        persons: [simulator.email],
        access_groups: ['global'],
      },
    ])
    expect(await ok('GetAdministrators')).toMatchObject([
      { email: simulator.email, roles: ['GlobalAdmin', 'ops'] },
    ])
    expect(await ok('CopyRole', { name: 'ops', destination_name: 'ops2' })).toMatchObject({
      permissions: ['ViewComputer'],
      persons: [],
    })
    await ok('RemovePermissionsFromRole', { name: 'ops', 'permissions.1': 'ViewComputer' })
    expect(await ok('GetRoles')).toMatchObject([
      { name: 'GlobalAdmin' },
      { permissions: [] },
      { permissions: ['ViewComputer'] },
    ])
    expect(await ok('RemoveRole', { name: 'ops' })).toEqual({})
  })

  test.each([
    ['DuplicateRoleName', 'CreateRole', { name: 'GlobalAdmin' }],
    ['InvalidRoleName', 'CreateRole', { name: '1st' }],
    ['UnknownRole', 'RemoveRole', { name: 'nobody' }],
    ['ReadOnlyRole', 'RemoveRole', { name: 'GlobalAdmin' }],
    [
      'SelfRevokeGlobalAdmin',
      'RemovePersonsFromRole',
      { name: 'GlobalAdmin', 'persons.1': 'admin@example.com' },
    ],
    ['UnknownPersonEmails', 'AddPersonsToRole', { name: 'GlobalAdmin', 'persons.1': 'x@example.com' }],
  ])('%s', async (error, action, params) => {
    expect(await refusal(action, params)).toEqual([400, error])
  })
})

describe('saved searches, alerts, events', () => {
  test('a saved search is used in queries, and its text is validated', async () => {
    computer('one', { tags: 'web' })
    computer('two')
    expect(await ok('CreateSavedSearch', { title: 'Web Machines', search: 'tag:web' })).toMatchObject({
      name: 'web-machines',
    })
    expect(await ok('GetComputers', { query: 'search:web-machines' })).toMatchObject([{ title: 'one' }])
    await ok('EditSavedSearch', { name: 'web-machines', search: 'NOT tag:web' })
    expect(await ok('GetComputers', { query: 'search:web-machines' })).toMatchObject([{ title: 'two' }])
    expect(await refusal('CreateSavedSearch', { title: 'Web Machines', search: 'tag:web' })).toEqual([
      400,
      'DuplicateSavedSearch',
    ])
    expect(await refusal('CreateSavedSearch', { title: 'Bad', search: 'colour:blue' })).toEqual([
      400,
      'InvalidSavedSearchCriteria',
    ])
    expect(await refusal('EditSavedSearch', { name: 'web-machines' })).toEqual([400, 'MissingParameter'])
    await ok('EditSavedSearch', { name: 'web-machines', search: 'search:web-machines' })
    expect(await refusal('GetComputers', { query: 'search:web-machines' })).toEqual([400, 'InvalidQuery'])
    await ok('RemoveSavedSearch', { name: 'web-machines' })
    expect(await ok('GetSavedSearches')).toEqual([])
  })

  test('alerts follow the computers, optionally by tag', async () => {
    const summary = async () =>
      (await rest(simulator, 'GET', '/alerts/summary', { token })).body.alerts_summary
    expect(await summary()).toEqual([])
    computer('one', { tags: 'prod' })
    computer('two', { tags: 'lab' })
    simulator.register({ account_name: 'standalone', computer_title: 'waiting' })
    const alerted = async () =>
      ((await ok('GetAlerts')) as { alert_type: string; status: string }[])
        .filter(({ status }) => status === 'Alerted')
        .map(({ alert_type }) => alert_type)
    expect(await alerted()).toEqual([
      'PendingComputersAlert',
      'PackageUpgradesAlert',
      'SecurityUpgradesAlert',
    ])
    expect(await summary()).toMatchObject([
      { summary: '1 computer waits to be accepted' },
      { summary: '2 computers have package upgrades available' },
      { alert_type: 'SecurityUpgradesAlert' },
    ])
    await ok('AssociateAlert', { name: 'SecurityUpgradesAlert', 'tags.1': 'lab' })
    await ok('DisassociateAlert', { name: 'SecurityUpgradesAlert', all_computers: true })
    expect(await ok('GetComputers', { query: 'alert:security-upgrades' })).toMatchObject([{ title: 'two' }])
    expect(await refusal('AssociateAlert', { name: 'SecurityUpgradesAlert', 'tags.1': 'none' })).toEqual([
      400,
      'UnknownTag',
    ])
    expect(await refusal('AssociateAlert', { name: 'SecurityUpgradesAlert' })).toEqual([
      400,
      'InvalidParameterCombination',
    ])
    expect(await refusal('AssociateAlert', { name: 'LicenseExpiryAlert', all_computers: true })).toEqual([
      400,
      'InvalidAlertTypeError',
    ])
    expect(await refusal('SubscribeToAlert', { alert_type: 'NoAlert' })).toEqual([
      400,
      'UnknownAlertTypeError',
    ])
    await ok('UnsubscribeFromAlert', { alert_type: 'PackageUpgradesAlert' })
    const rows: { alert_type: string }[] = (await rest(simulator, 'GET', '/alerts', { token })).body
    expect(rows.find(({ alert_type }) => alert_type === 'PackageUpgradesAlert')).toMatchObject({
      subscribed: false,
      label: 'Package Upgrades Alert',
    })
  })

  test('the event log has registrations', async () => {
    computer('one')
    expect(await ok('GetEventLog', { days: 1 })).toMatchObject([
      { entity_type: 'Computer', entity_name: 'one', person_id: 1 },
    ])
  })

  test('new credentials invalidate the old ones, and so does a new password', async () => {
    const old = { accessKey: simulator.accessKey, secretKey: simulator.secretKey }
    const { body } = await rest(simulator, 'POST', '/credentials', { token, body: {} })
    expect(body).toMatchObject({
      access_key: simulator.accessKey,
      secret_key: simulator.secretKey,
      exports: expect.stringContaining('LANDSCAPE_API_URI'),
    })
    expect((await call(simulator, 'GetComputers', {}, old)).status).toBe(401)
    await ok('GetComputers')
    expect(
      (await rest(simulator, 'PUT', '/password', { token, body: { password: 'no', new_password: 'other' } }))
        .status,
    ).toBe(400)
    expect(
      (
        await rest(simulator, 'PUT', '/password', {
          token,
          body: { password: simulator.password, new_password: 'other' },
        })
      ).status,
    ).toBe(200)
    expect(simulator.password).toBe('other')
  })
})
