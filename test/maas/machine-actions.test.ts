import { afterEach, describe, expect, it } from 'vitest'
import {
  badGateway,
  type MaasSimulator,
  SimulatedClock,
  startMaasSimulator,
} from 'canonical-stack-simulators'
import type { MaasClient } from 'canonical-stack/maas'
import { client } from './support.js'

const clock = new SimulatedClock({ timeScale: 1000 })
afterEach(() => clock.stop())

/** A region with machines that only move when told to, and a client of which the requests are noted. */
async function start() {
  const region = await startMaasSimulator({ clock, autoAdvance: false })
  const maas = client(region.url, { apiKey: region.apiKey })
  const sent: string[] = []
  maas.on('request', ({ operation }) => sent.push(operation ?? ''))
  return {
    region,
    maas,
    sent,
    [Symbol.asyncDispose]: async () => {
      await maas.close()
      await region.close()
    },
  }
}

/** Answers the next such request with the 504 of a proxy, whether the region carries it out or not. */
const lose = (region: MaasSimulator, op: string, afterWork = true): void =>
  void region.faults.inject({ match: { url: `op=${op}` }, afterWork, effect: badGateway(504) })

describe('an action whose reply does not arrive', () => {
  it.each<[string, string, 'New' | 'Ready', (maas: MaasClient, id: string) => PromiseLike<unknown>, string]>([
    ['commission', 'commission', 'New', (maas, id) => maas.machines.commission(id), 'Commissioning'],
    ['test', 'test', 'Ready', (maas, id) => maas.machines.test(id), 'Testing'],
    ['deploy', 'deploy', 'Ready', (maas, id) => maas.machines.deploy(id), 'Deploying'],
    [
      'rescueMode',
      'rescue_mode',
      'Ready',
      (maas, id) => maas.machines.rescueMode(id),
      'Entering rescue mode',
    ],
  ])('%s is not sent again: the machine shows that it was done', async (name, op, status, act, state) => {
    await using it = await start()
    const { systemId: id } = it.region.addMachine({ status })
    lose(it.region, op)
    expect(await act(it.maas, id)).toMatchObject({ system_id: id, status_name: state })
    expect(it.sent).toEqual([`machines.${name}`, 'machines.get'])
  })

  it.each([
    ['a 502', badGateway(502)],
    ['a reset', { kind: 'reset' as const }],
  ])('%s counts as well, and a release that is done already', async (_, effect) => {
    await using it = await start()
    const { systemId: id } = it.region.addMachine()
    await it.maas.machines.allocate({ system_id: id })
    it.sent.length = 0
    it.region.faults.inject({ match: { url: 'op=release' }, afterWork: true, effect })
    const { data, response } = await it.maas.machines.release(id).withResponse()
    expect([data.status_name, response.status]).toEqual(['Ready', 200])
    expect(it.sent).toEqual(['machines.release', 'machines.get'])
  })

  it.each([
    ['lock', 'lock', { status: 'Deployed', locked: false }, { locked: true }],
    ['unlock', 'unlock', { status: 'Deployed', locked: true }, { locked: false }],
    ['markFixed', 'mark_fixed', { status: 'Broken' }, { status_name: 'Ready' }],
  ] as const)('%s is found by what it changes', async (name, op, before, after) => {
    await using it = await start()
    const machine = Object.assign(it.region.addMachine(), { owner: 'admin' }, before)
    lose(it.region, op)
    expect(await it.maas.machines[name](machine.systemId)).toMatchObject(after)
    expect(it.sent).toEqual([`machines.${name}`, 'machines.get'])
  })

  it('reads three times, and fails with its own error when the machine does not show it', async () => {
    await using it = await start()
    const { systemId: id } = it.region.addMachine()
    lose(it.region, 'deploy', false)
    await expect(it.maas.machines.deploy(id)).rejects.toMatchObject({
      code: 'ERR_SERVER',
      status: 504,
      operation: 'machines.deploy',
      mayHaveHappened: true,
    })
    expect(it.sent).toEqual(['machines.deploy', 'machines.get', 'machines.get', 'machines.get'])
    expect((await it.maas.machines.get(id)).status_name).toBe('Ready')
  })

  it('is found while the region is still at work on it', async () => {
    await using it = await start()
    const machine = it.region.addMachine()
    lose(it.region, 'deploy', false)
    it.maas.on('response', ({ operation }) => {
      if (operation === 'machines.get') machine.status = 'Deploying'
    })
    expect((await it.maas.machines.deploy(machine.systemId)).status_name).toBe('Deploying')
    expect(it.sent).toEqual(['machines.deploy', 'machines.get', 'machines.get'])
  })

  it('a refusal is an error at once, as is an abort by the caller', async () => {
    await using it = await start()
    const { systemId: id } = it.region.addMachine({ status: 'New' })
    await expect(it.maas.machines.deploy(id)).rejects.toMatchObject({ code: 'ERR_CONFLICT' })
    const controller = new AbortController()
    it.region.faults.inject({ match: { url: 'op=commission' }, effect: { kind: 'hang' } })
    const aborted = it.maas.machines.commission(id, {}, { signal: controller.signal })
    setTimeout(() => controller.abort(), 50)
    await expect(aborted).rejects.toMatchObject({ code: 'ERR_ABORTED' })
    expect(it.sent).toEqual(['machines.deploy', 'machines.commission'])
  })
})
