import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MaasClient, WaitFailedError } from 'canonical-stack/maas'
import {
  badGateway,
  type MaasSimulator,
  SimulatedClock,
  startMaasSimulator,
} from 'canonical-stack-simulators'
import { client } from './support.js'

const fast = { intervalMs: 5, timeoutMs: 30_000 }
/** A wait that must not fail: it ends at its limit. */
const brief = { intervalMs: 5, timeoutMs: 100 }

describe('what happened before a wait began', () => {
  const clock = new SimulatedClock({ timeScale: 1000 })
  let region: MaasSimulator
  /** The client that acts, and one that knows only what MAAS tells. */
  let maas: MaasClient
  let other: MaasClient

  beforeAll(async () => {
    region = await startMaasSimulator({ clock, autoAdvance: false })
    maas = client(region.url, { apiKey: region.apiKey })
    other = client(region.url, { apiKey: region.apiKey })
  })

  afterAll(async () => {
    await maas.close()
    await other.close()
    await region.close()
    clock.stop()
  })

  const failureOf = async (by: MaasClient, id: string, goal: 'Ready' | 'Deployed') => {
    const error: unknown = await by.machines.waitFor(id, goal, fast).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(WaitFailedError)
    expect((error as WaitFailedError).elapsedMs).toBeLessThan(10_000)
    return error as WaitFailedError
  }

  it('a commissioning that ended because the BMC did not respond', async () => {
    const { systemId: id } = region.addMachine({ status: 'New' })
    region.failNext('power', id)
    await maas.machines.commission(id)
    region.settlePower(id)
    expect((await maas.machines.get(id)).status_name).toBe('New')
    for (const one of [maas, other, maas.with({ timeoutMs: 20_000 })]) {
      const error = await failureOf(one, id, 'Ready')
      expect(error.message).toContain(`${id}: it went from Commissioning to New (Failed to query node's BMC`)
      expect(error.evidence.notes.join('\n')).toContain('Aborting COMMISSIONING and reverting to NEW')
    }
  })

  it('also after later messages about the BMC', async () => {
    const { systemId: id } = region.addMachine({ status: 'New' })
    region.failNext('power', id)
    await maas.machines.commission(id)
    region.settlePower(id)
    region.failNext('power', id, 'No route to the BMC')
    expect((await maas.machines.queryPowerState(id)).state).toBe('error')
    for (const one of [maas, other])
      expect((await failureOf(one, id, 'Ready')).message).toContain('it went from Commissioning to New')
  })

  it('an abort of commissioning', async () => {
    const { systemId: id } = region.addMachine({ status: 'New' })
    await maas.machines.commission(id)
    await maas.machines.abort(id)
    region.settlePower(id)
    for (const one of [maas, other])
      expect((await failureOf(one, id, 'Ready')).message).toContain(
        'it went from Commissioning to New (Aborted commissioning)',
      )
    await other.machines.waitFor(id, 'New', fast)
  })

  it('an abort of a deployment', async () => {
    const { systemId: id } = region.addMachine()
    await maas.machines.deploy(id)
    await maas.machines.abort(id)
    region.settlePower(id)
    for (const one of [maas, other])
      expect((await failureOf(one, id, 'Deployed')).message).toContain(
        'it went from Deploying to Allocated of admin (Aborted deployment)',
      )
    // The machine can still be released.
    await maas.machines.release(id)
    region.settlePower(id)
    await maas.machines.waitFor(id, 'Ready', fast)
  })

  it('work that this client started, although MAAS has no message about it', async () => {
    const machine = region.addMachine({ status: 'New' })
    await maas.machines.commission(machine.systemId)
    machine.status = 'New'
    expect((await failureOf(maas, machine.systemId, 'Ready')).message).toContain('from Commissioning to New')
  })

  it('but not work that has not begun: a New machine that another process commissions later', async () => {
    const { systemId: id } = region.addMachine({ status: 'New' })
    await expect(maas.machines.waitFor(id, 'Ready', brief)).rejects.toMatchObject({
      code: 'ERR_WAIT_TIMEOUT',
    })
    const wait = maas.machines.waitFor(id, 'Ready', {
      ...fast,
      onProgress: ({ states }) => {
        if (states[id] === 'New') void other.machines.commission(id).then(() => region.signal(id, 'OK'))
      },
    })
    await expect(wait).resolves.toHaveLength(1)
  })

  it('nor a machine that was released to New', async () => {
    const machine = region.addMachine({ status: 'New' })
    const { systemId: id } = machine
    machine.status = 'Deployed'
    machine.owner = 'admin'
    await maas.machines.release(id)
    region.settlePower(id)
    expect((await maas.machines.get(id)).status_name).toBe('New')
    await expect(maas.machines.waitFor(id, 'Ready', brief)).rejects.toMatchObject({
      code: 'ERR_WAIT_TIMEOUT',
    })
  })

  it('nor work that succeeded long ago: a machine in use that is waited for to become Ready', async () => {
    const { systemId: id } = region.addMachine({ status: 'New' })
    await maas.machines.commission(id, { testing_scripts: ['none'] })
    region.signal(id, 'OK')
    await other.machines.allocate({ system_id: id })
    await expect(maas.machines.waitFor(id, 'Ready', brief)).rejects.toMatchObject({
      code: 'ERR_WAIT_TIMEOUT',
    })
  })

  it('nor an abort of other work: the tests of a machine that is deployed later', async () => {
    const { systemId: id } = region.addMachine()
    await maas.machines.test(id)
    await maas.machines.abort(id)
    region.settlePower(id)
    await expect(maas.machines.waitFor(id, 'Deployed', brief)).rejects.toMatchObject({
      code: 'ERR_WAIT_TIMEOUT',
    })
  })

  it.each([
    ['resets', { kind: 'reset' as const }],
    ['a 502 of a proxy', badGateway(502)],
    ['a 503 of a proxy', badGateway(503)],
    ['a 504 of a proxy', badGateway(504)],
  ])('a wait survives %s', async (_, effect) => {
    const { systemId: id } = region.addMachine()
    await maas.machines.deploy(id)
    let faults = 0
    const wait = maas.machines.waitFor(id, 'Deployed', {
      ...fast,
      onProgress: () => {
        if (faults++ > 0) return
        region.faults.inject({ match: { method: 'GET' }, times: 6, effect })
        region.signal(id, 'OK')
      },
    })
    await expect(wait).resolves.toHaveLength(1)
    region.faults.clear()
  })
})

describe('several goals', () => {
  it('a release ends in Ready or New, or deletes a composed machine', async () => {
    const clock = new SimulatedClock({ timeScale: 1000 })
    await using region = await startMaasSimulator({ clock, autoAdvance: false })
    await using maas = client(region.url, { apiKey: region.apiKey })
    const machines = [region.addMachine(), region.addMachine({ status: 'New' }), region.addMachine()]
    const ids = machines.map(({ systemId }) => systemId)
    let settled = false
    for (const machine of machines) {
      machine.status = 'Deployed'
      machine.powerState = 'on'
      machine.owner = 'admin'
      await maas.machines.release(machine.systemId)
    }
    const wait = maas.machines.waitFor(ids, ['Ready', 'New', 'deleted'], {
      ...fast,
      onProgress: () => {
        if (settled) return
        settled = true
        for (const id of ids) region.settlePower(id)
        region.state.machines.splice(2, 1)
      },
    })
    expect((await wait).map(({ system_id, status_name }) => [system_id, status_name])).toEqual([
      [ids[0], 'Ready'],
      [ids[1], 'New'],
    ])
    await expect(maas.machines.waitFor(ids, [])).rejects.toThrow('the list of states to wait for is empty')
    clock.stop()
  })
})
