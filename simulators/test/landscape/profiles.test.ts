import { afterEach, describe, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { nextRun, parseSchedule } from '../../src/landscape/life/schedule.js'
import { startLandscapeSimulator } from '../../src/landscape/simulator.js'
import type { LandscapeSimulator } from '../../src/landscape/simulator.js'
import { call, login, rest, until } from './client.js'
import type { Params } from './client.js'

let simulator: LandscapeSimulator

afterEach(() => simulator?.close())

/** Starts at one o'clock on a Monday, with three computers; half past one is 0.9 s away. */
async function monday(): Promise<void> {
  const clock = new SimulatedClock({ timeScale: 2000, startMs: Date.UTC(2026, 0, 5, 13) })
  simulator = await startLandscapeSimulator({ clock, registrationKey: 'open-sesame', autoRegister: true })
  for (const [title, tags] of [
    ['one', 'prod'],
    ['two', 'prod'],
    ['three', 'lab'],
  ] as const) {
    simulator.register({
      account_name: 'standalone',
      computer_title: title,
      registration_key: 'open-sesame',
      tags,
    })
  }
}

const ok = async (action: string, params: Params = {}) => {
  const { status, body } = await call(simulator, action, params)
  expect([action, status, status === 200 ? undefined : body]).toEqual([action, 200, undefined])
  return body
}

describe('schedules', () => {
  const next = (fields: Parameters<typeof parseSchedule>[0], after: string) =>
    new Date(nextRun(parseSchedule(fields), Date.parse(after))).toISOString()
  const week = { every: 'week', at_minute: 30, at_hour: 13, on_days: ['mo', 'su'] }

  test.each([
    [
      { every: 'hour', at_minute: 30, at_hour: null, on_days: [] },
      '2026-01-05T13:29:00Z',
      '2026-01-05T13:30:00.000Z',
    ],
    [
      { every: 'hour', at_minute: 30, at_hour: null, on_days: [] },
      '2026-01-05T13:30:00Z',
      '2026-01-05T14:30:00.000Z',
    ],
    [week, '2026-01-05T13:29:59Z', '2026-01-05T13:30:00.000Z'],
    [week, '2026-01-05T13:30:00Z', '2026-01-11T13:30:00.000Z'],
    [{ ...week, on_days: ['mo'] }, '2026-01-05T13:31:00Z', '2026-01-12T13:30:00.000Z'],
  ])('%j after %s', (fields, after, expected) => {
    expect(next(fields, after)).toBe(expected)
  })
})

describe('upgrade profiles', () => {
  test('a profile runs on schedule and upgrades the computers with its tags', async () => {
    await monday()
    const [created] = await ok('CreateUpgradeProfile', {
      title: 'Security nightly',
      every: 'week',
      'on_days.1': 'mo',
      at_hour: 13,
      at_minute: 30,
      upgrade_type: 'security',
    })
    expect(created).toMatchObject({
      name: 'security-nightly',
      schedule: 'FREQ=WEEKLY;BYDAY=MO;BYHOUR=13;BYMINUTE=30',
      computers: { num_associated_computers: 0 },
    })
    const associated = await ok('AssociateUpgradeProfile', { name: 'security-nightly', 'tags.1': 'prod' })
    expect(associated).toMatchObject({ tags: ['prod'], computers: { num_associated_computers: 2 } })
    await until(
      'the upgrades are done',
      () => simulator.activities('type:ChangePackagesRequest status:succeeded'),
      (done) => done.length === 2,
    )
    expect(await ok('GetComputers', { query: 'alert:security-upgrades' })).toMatchObject([{ title: 'three' }])
    expect(await ok('GetComputers', { query: 'alert:package-upgrades' })).toHaveLength(3)
    const [after] = await ok('GetUpgradeProfiles', { upgrade_type: 'security' })
    expect(after.next_run).toBe('2026-01-12T13:30:00Z')
  })

  test('an hourly profile runs once an hour until it is removed', async () => {
    await monday()
    await ok('CreateUpgradeProfile', { title: 'Hourly', every: 'hour', at_minute: 30, all_computers: true })
    const [first] = await until('the first run', groups, (all) => all.length > 0)
    expect(first?.summary).toContain('tzdata')
    for (const computer of simulator.computers())
      for (const entry of computer.packages) entry.available = entry.installed && '99'
    const [, second] = await until('the second run', groups, (all) => all.length > 1)
    // An hour apart, within a timer's millisecond, which is two simulated seconds here.
    expect((second?.createdAtMs ?? 0) - (first?.createdAtMs ?? 0)).toBeGreaterThan(3_500_000)
    await ok('RemoveUpgradeProfile', { name: 'hourly' })
    expect(await call(simulator, 'RemoveUpgradeProfile', { name: 'hourly' })).toMatchObject({
      status: 400,
      body: { error: 'UnknownUpgradeProfile' },
    })
  })

  const groups = () => simulator.activities('type:ActivityGroup')

  test('absent fields of an edit keep their value', async () => {
    await monday()
    await ok('CreateUpgradeProfile', {
      title: 'A',
      every: 'week',
      'on_days.1': 'su',
      at_hour: 1,
      at_minute: 2,
      'tags.1': 'prod',
      autoremove: true,
    })
    const [edited] = await ok('EditUpgradeProfile', { name: 'a', title: 'B', every: 'hour', at_minute: 5 })
    expect(edited).toMatchObject({
      name: 'a',
      title: 'B',
      every: 'hour',
      at_minute: 5,
      tags: ['prod'],
      autoremove: true,
      upgrade_type: 'all',
    })
    expect(edited).not.toHaveProperty('at_hour')
    expect(await ok('DisassociateUpgradeProfile', { name: 'a', 'tags.1': 'prod' })).toMatchObject({
      tags: [],
    })
  })

  test.each([
    ['MissingParameter', { every: 'week', at_minute: 1, at_hour: 1 }],
    ['MissingParameter', { every: 'week', at_minute: 1, 'on_days.1': 'mo' }],
    ['InvalidScheduleFormat', { every: 'day', at_minute: 1 }],
    ['InvalidScheduleFormat', { every: 'hour', at_minute: 60 }],
    ['InvalidScheduleFormat', { every: 'week', at_minute: 1, at_hour: 1, 'on_days.1': 'monday' }],
    ['InvalidParameterCombination', { every: 'hour', at_minute: 1, 'tags.1': 'prod', all_computers: true }],
    ['InvalidDeliverDelayWindow', { every: 'hour', at_minute: 1, deliver_delay_window: -1 }],
    ['UnknownAccessGroup', { every: 'hour', at_minute: 1, access_group: 'nowhere' }],
  ] as [string, Params][])('%s for %j', async (error, params) => {
    await monday()
    expect(await call(simulator, 'CreateUpgradeProfile', { title: 'x', ...params })).toMatchObject({
      status: 400,
      body: { error },
    })
  })
})

describe('one machine', () => {
  test('a reboot profile restarts its computers; a patch of the schedule must be complete', async () => {
    await monday()
    const token = await login(simulator)
    for (const computer of simulator.computers()) computer.rebootRequired = true
    const created = await rest(simulator, 'POST', '/rebootprofiles', {
      token,
      body: { title: 'Mondays', on_days: ['mo'], at_hour: 13, at_minute: 30, tags: ['lab'] },
    })
    expect([created.status, created.body]).toMatchObject([
      201,
      { num_computers: 1, next_run: '2026-01-05T13:30:00Z', profile_type: 'reboot_profile' },
    ])
    await until(
      'the restart',
      () => simulator.activities('type:RestartRequest status:succeeded'),
      (done) => done.length === 1,
    )
    expect(await ok('GetComputers', { query: 'needs:reboot' })).toMatchObject([
      { title: 'one' },
      { title: 'two' },
    ])
    expect(
      await rest(simulator, 'PATCH', '/rebootprofiles/1', { token, body: { at_hour: 5 } }),
    ).toMatchObject({ status: 400, body: { error: 'MissingParameter' } })
    const moved = await rest(simulator, 'PATCH', '/rebootprofiles/1', {
      token,
      body: { every: 'week', on_days: ['tu'], at_hour: 5, at_minute: 0 },
    })
    expect(moved.body).toMatchObject({ on_days: ['tu'], next_run: '2026-01-06T05:00:00Z', title: 'Mondays' })
    expect((await rest(simulator, 'DELETE', '/rebootprofiles/1', { token })).status).toBe(204)
    expect((await rest(simulator, 'DELETE', '/rebootprofiles/1', { token })).status).toBe(404)
  })

  test('a process is killed once', async () => {
    await monday()
    const token = await login(simulator)
    const { body } = await rest(simulator, 'GET', '/computers/1/processes?search=sshd', { token })
    const [{ pid }] = body.results
    const kill = { token, body: { computer_id: 1, pids: [pid] } }
    const first = await rest(simulator, 'POST', '/processes/kill', kill)
    expect(first.body.summary).toBe(`Signal process sshd (PID ${pid}) with KILL`)
    const second = await ok('TerminateComputerProcesses', { computer_id: 1, 'pids.1': pid })
    await until(
      'both are over',
      () => simulator.activities('type:SignalProcessRequest'),
      (all) => all.every(({ completedAtMs }) => completedAtMs !== null),
    )
    const [outcome] = await ok('GetActivities', {
      query: `parent-id:${first.body.id} status:succeeded OR parent-id:${second.id} status:succeeded`,
    })
    expect(outcome.result_text).toBeNull()
    expect(await ok('GetActivities', { query: 'type:SignalProcessRequest status:failed' })).toHaveLength(1)
    expect(
      (await ok('GetComputerProcesses', { computer_id: 1 })).map(({ name }: { name: string }) => name),
    ).toEqual(['systemd', 'landscape-client'])
    expect((await rest(simulator, 'POST', '/processes/stop', kill)).status).toBe(404)
  })

  test('snaps are installed, held, refreshed and removed; impossible changes fail on that computer', async () => {
    await monday()
    const token = await login(simulator)
    const change = async (action: string, snaps: object[], ids = [1]) => {
      const { body } = await rest(simulator, 'POST', '/snaps', {
        token,
        body: { action, computer_ids: ids, snaps },
      })
      await until(
        `${action} is over`,
        () => simulator.activities(`parent-id:${body.id}`),
        (all) => all.every(({ completedAtMs }) => completedAtMs !== null),
      )
      return simulator.activities(`parent-id:${body.id}`).map(({ type, status }) => [type, status])
    }
    const juju = async () =>
      (await rest(simulator, 'GET', '/computers/1/snaps/installed?search=juju', { token })).body.results
    expect(await change('install', [{ name: 'juju', channel: '3.6/stable' }], [1, 2])).toEqual([
      ['InstallSnaps', 'succeeded'],
      ['InstallSnaps', 'succeeded'],
    ])
    const [installed] = await juju()
    expect(installed).toMatchObject({
      tracking_channel: '3.6/stable',
      held_until: null,
      snap: { name: 'juju' },
    })
    expect(await change('install', [{ name: 'juju' }], [2, 3])).toEqual([
      ['InstallSnaps', 'failed'],
      ['InstallSnaps', 'succeeded'],
    ])
    await change('hold', [{ name: 'juju', time: '2027-01-01T00:00:00Z' }])
    expect((await juju())[0].held_until).toBe('2027-01-01T00:00:00Z')
    await change('unhold', [{ name: 'juju' }])
    await change('refresh', [{ name: 'juju', channel: '4.0/stable' }])
    const [refreshed] = await juju()
    expect(refreshed).toMatchObject({ tracking_channel: '4.0/stable', held_until: null })
    expect(Number(refreshed.revision)).toBeGreaterThan(Number(installed.revision))
    await change('remove', [{ name: 'juju' }])
    expect(await juju()).toEqual([])
    expect(
      (
        await rest(simulator, 'POST', '/snaps', {
          token,
          body: { action: 'explode', computer_ids: [1], snaps: [] },
        })
      ).status,
    ).toBe(400)
  })
})
