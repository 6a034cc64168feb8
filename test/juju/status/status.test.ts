import { describe, expect, test } from 'vitest'
import { formatStatus } from '../../../src/juju/index.js'
import { decodeStatus } from '../../../src/juju/status/decode.js'
import { haveRecordings, recordedStatus, recording, skipped } from '../recordings.js'

describe.skipIf(!haveRecordings)(`the status${skipped}`, () => {
  test('has subordinates inside their principals, and among the units of their own application', () => {
    const status = decodeStatus(recordedStatus('commands/status-active'))
    const wordpress = status.applications.find(({ name }) => name === 'wordpress')
    const logging = status.applications.find(({ name }) => name === 'logging')
    expect(wordpress?.units[0]).toMatchObject({
      name: 'wordpress/0',
      leader: true,
      machine: '1',
      subordinates: [{ name: 'logging/1', machine: '1', application: 'logging' }],
    })
    expect(logging).toMatchObject({
      subordinateTo: ['wordpress'],
      units: [{ name: 'logging/1' }],
      charmName: 'logging',
      revision: 0,
    })
    expect(logging).not.toHaveProperty('channel')
    expect(wordpress?.exposedEndpoints).toEqual({ url: { spaces: [], cidrs: ['0.0.0.0/0', '::/0'] } })
    expect(status.machines[0]?.containers.map(({ id }) => id)).toEqual(['0/lxd/0', '0/lxd/1'])
  })

  test('is sorted by number, not by letter', () => {
    const { applications, machines } = decodeStatus(recordedStatus('charmhub/status2'))
    expect(applications.map(({ name }) => name)).toEqual(['ntp', 'u4', 'u10', 'u11', 'ubuntu', 'ubuntu2'])
    expect(machines.map(({ id }) => id)).toEqual(['0', '1', '2', '3', '4'])
  })

  test('cuts lines for a narrow terminal, and may omit relations', () => {
    const status = decodeStatus(recordedStatus('charmhub/bundle-status'))
    const narrow = formatStatus(status, { width: 60 })
    expect(Math.max(...narrow.split('\n').map((line) => line.length))).toBe(60)
    expect(narrow).toContain('…')
    expect(formatStatus(status, { relations: false })).not.toContain('Integration')
  })

  test('has a lost agent and a failed hook as the controller reports them', () => {
    const status = decodeStatus(
      (
        recording('model-calls') as {
          name: string
          reply: { response: Parameters<typeof decodeStatus>[0] }
        }[]
      ).find(({ name }) => name === 'FullStatus')?.reply.response as never,
    )
    const units = status.applications.flatMap((application) => application.units)
    expect(
      units.some(({ agent, workload }) => agent.current === 'lost' && workload.current === 'unknown'),
    ).toBe(true)
    expect(units.find(({ workload }) => workload.current === 'error')?.workload.message).toBe(
      'hook failed: "install"',
    )
    expect(status.applications.find(({ name }) => name === 'dummy')?.status.data).toEqual({ hook: 'install' })
  })
})
