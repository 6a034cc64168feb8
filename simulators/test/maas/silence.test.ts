import { expect, it } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import type { Failable } from '../../src/maas/life/types.js'
import { startMaasSimulator } from '../../src/maas/simulator.js'
import { caller } from './client.js'

/** Does something to a silent machine and returns what it becomes, and the simulated minutes that this takes. */
async function becomes(
  action: Failable,
  target: string,
  op: string,
  before: string[] = [],
  minutes?: number,
) {
  const clock = new SimulatedClock({ timeScale: 20_000 })
  await using simulator = await startMaasSimulator({ clock })
  const { systemId } = simulator.addMachine({ hostname: 'node-1' })
  const call = caller(simulator.url, simulator.apiKey)
  const status = () => simulator.state.machine(systemId)?.status
  const reaches = async (wanted: string) => {
    while (status() !== wanted) await new Promise((resolve) => setTimeout(resolve, 1))
  }
  if (minutes !== undefined)
    await call('POST', 'maas/?op=set_config', [
      ['name', 'node_timeout'],
      ['value', String(minutes)],
    ])
  for (const step of before) {
    const [name = '', wanted = ''] = step.split(':')
    expect((await call('POST', `machines/${systemId}/?op=${name}`)).status).toBe(200)
    await reaches(wanted)
  }
  simulator.silenceNext(action, systemId)
  const start = clock.now()
  expect((await call('POST', `machines/${systemId}/?op=${op}`)).status).toBe(200)
  await reaches(target)
  const passed = (clock.now() - start) / 60_000
  const event = simulator.events.findLast(({ level }) => level === 'ERROR')
  const machine = simulator.state.machine(systemId)
  return { passed, description: event?.description, testing: machine?.testing.status }
}

it.each([
  ['commission', 'Failed commissioning', 'commission', [], 'Commissioning'],
  ['test', 'Failed testing', 'test', [], 'Testing'],
  ['deploy', 'Failed deployment', 'deploy', [], 'Deploying'],
  ['rescue_mode', 'Failed to enter rescue mode', 'rescue_mode', [], 'Entering rescue mode'],
] as [Failable, string, string, string[], string][])(
  'a node that is silent in %s fails after node_timeout',
  async (action, target, op, before, doing) => {
    const { passed, description } = await becomes(action, target, op, before)
    expect(description).toBe(`Node operation '${doing}' timed out after 30 minutes.`)
    expect(passed).toBeGreaterThanOrEqual(29)
  },
)

it('node_timeout is the setting of the region, and the scripts of a silent node count as aborted', async () => {
  const { passed, description, testing } = await becomes('test', 'Failed testing', 'test', [], 90)
  expect(description).toBe("Node operation 'Testing' timed out after 90 minutes.")
  expect(passed).toBeGreaterThanOrEqual(89)
  expect(testing).toBe(5)
})

it('a release that does not end fails after five minutes', async () => {
  const { passed, description } = await becomes(
    'release',
    'Releasing failed',
    'release',
    ['deploy:Deployed'],
    90,
  )
  expect(description).toBe("Node operation 'Releasing' timed out after 5 minutes.")
  expect(passed).toBeGreaterThanOrEqual(4)
})
