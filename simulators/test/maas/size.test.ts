import { expect, it } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { startMaasSimulator } from '../../src/maas/simulator.js'
import { runProgram } from '../../../test/support/child.js'
import { caller } from './client.js'

it(
  '10,000 machines are seeded and listed with less than 300 MB, of which 200 MB are the heap',
  { timeout: 120_000 },
  async () => {
    // A heap that grows beyond the limit ends the process; without a limit the same work needs as much as the machine offers.
    const child = runProgram('simulators/test/maas/ten-thousand.ts', [], {
      NODE_OPTIONS: '--max-old-space-size=200',
    })
    expect(await child.ended, child.stderr).toEqual({ code: 0, signal: null })
    const { size, most } = JSON.parse(child.stdout) as { size: number; most: number }
    expect(size).toBeGreaterThan(200_000_000)
    expect(most).toBeLessThan(300_000_000)
  },
)

it('a long list is the same JSON as a short one', async () => {
  const clock = new SimulatedClock()
  await using simulator = await startMaasSimulator({ clock, autoAdvance: false })
  const call = caller(simulator.url, simulator.apiKey)
  const one = simulator.addMachine({ hostname: 'node-0', tags: ['all'] })
  const short = await call('GET', 'machines/')
  for (let number = 1; number < 600; number++)
    simulator.addMachine({ hostname: `node-${number}`, status: 'New' })
  simulator.addTag(
    'all',
    simulator.machines.map(({ systemId }) => systemId),
  )
  const long = await call('GET', 'machines/')
  expect(long.headers).toMatchObject({
    'content-type': short.headers['content-type'],
    vary: short.headers['vary'],
    'transfer-encoding': 'chunked',
  })
  expect(long.json).toHaveLength(600)
  // The first machine is written to the byte as in the list of one.
  expect(long.text.startsWith(short.text.slice(0, -2))).toBe(true)
  expect(long.text.endsWith('\n    }\n]')).toBe(true)
  expect((long.json as { system_id: string }[])[0]?.system_id).toBe(one.systemId)
  expect((await call('GET', 'tags/all/?op=machines&callback=show')).text).toMatch(
    /^show\(\[\n {4}\{[\s\S]*\}\n\]\)$/,
  )
  expect((await call('GET', 'nodes/')).json).toHaveLength(602)
})

it('numbers that are floating-point in MAAS are written so', async () => {
  const clock = new SimulatedClock()
  await using simulator = await startMaasSimulator({ clock, autoAdvance: false })
  const call = caller(simulator.url, simulator.apiKey)
  simulator.addMachine({ inventory: { disks: [{ sizeBytes: 500_000_000_000, tags: [] }] } })
  const machines = await call('GET', 'machines/')
  expect(machines.text).toMatch(/"storage": 500000\.0,?\n/)
  expect(machines.text).toMatch(/"size": 500000000000,?\n/)
  const host = await call('POST', 'vm-hosts/', [
    ['type', 'virsh'],
    ['power_address', 'qemu:///system'],
  ])
  expect(host.text).toMatch(/"cpu_over_commit_ratio": 1\.0,?\n/)
})
