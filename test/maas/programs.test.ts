import { afterEach, describe, expect, it, vi } from 'vitest'
import { type MaasSimulator, SimulatedClock, startMaasSimulator } from 'canonical-stack-simulators'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  vi.resetModules()
  process.exitCode = undefined
})

/** A region in which everything is done before the first check: programs check every five seconds. */
async function startQuickRegion(): Promise<MaasSimulator> {
  const simulator = await startMaasSimulator({ clock: new SimulatedClock({ timeScale: 20_000 }) })
  simulator.faults.inject({
    match: { url: 'machines/?id=' },
    times: Number.POSITIVE_INFINITY,
    effect: { kind: 'delay', delayMs: 150 },
  })
  return simulator
}

/** Runs a program of examples/ against a region; returns its output. */
async function run(program: string, simulator: MaasSimulator, ...args: string[]): Promise<string> {
  const lines: string[] = []
  for (const name of ['log', 'error'] as const)
    vi.spyOn(console, name).mockImplementation((...words) => void lines.push(words.join(' ')))
  vi.stubEnv('MAAS_API_URL', simulator.url)
  vi.stubEnv('MAAS_API_KEY', simulator.apiKey)
  vi.spyOn(process, 'argv', 'get').mockReturnValue(['node', program, ...args])
  await import(`../../examples/maas-${program}.ts`)
  return lines.join('\n')
}

describe('the programs in examples/', () => {
  it('machines', async () => {
    await using simulator = await startQuickRegion()
    simulator.addMachine({ hostname: 'node-1' })
    simulator.addMachine({ hostname: 'node-2', status: 'New' })
    const printed = await run('machines', simulator)
    expect(printed).toMatch(/^MAAS 3\.4\.10, as admin \(admin\)$/m)
    expect(printed).toMatch(/^node-1\t\d+ cores\t\d+ MiB\t\d+ GB.*\tdefault$/m)
    expect(printed).not.toContain('node-2')
    expect(printed).toMatch(/^default: 2 machines$/m)
  })

  it('lifecycle, when it succeeds', async () => {
    await using simulator = await startQuickRegion()
    const machine = simulator.addMachine({ hostname: 'node-1', status: 'New' })
    const printed = await run('lifecycle', simulator, machine.systemId)
    expect(printed).toContain('node-1 runs ubuntu jammy')
    expect(printed.match(/^(Ready|Deployed) \(after \d+ s\)$/gm)?.map((line) => line.split(' ')[0])).toEqual([
      'Ready',
      'Deployed',
      'Ready',
    ])
    expect(machine.status).toBe('Ready')
    expect(machine.tags).toContain('lab')
  })

  it('lifecycle, when the deployment fails', async () => {
    await using simulator = await startQuickRegion()
    const machine = simulator.addMachine({ hostname: 'node-1' })
    simulator.failNext('deploy', machine.systemId)
    const printed = await run('lifecycle', simulator, machine.systemId)
    expect(printed).toMatch(/The wait for \w+ to be Deployed failed: \w+: it is Failed deployment/)
    expect(printed).toMatch(/^ {2}.* ERROR /m)
    expect(process.exitCode).toBe(1)
  })

  it('events', async () => {
    await using simulator = await startQuickRegion()
    const machine = simulator.addMachine({ hostname: 'node-1' })
    for (let count = 0; count < 7; count++) simulator.state.log(machine, 'WARNING', 'Fan', 'is slow')
    // The program only follows new events: emit warnings until it has enough.
    simulator.faults.inject({
      match: { url: 'after=' },
      times: Number.POSITIVE_INFINITY,
      effect: { kind: 'delay', delayMs: 100 },
    })
    const timer = setInterval(() => simulator.state.log(machine, 'ERROR', 'Fan', 'stands still'), 2)
    const printed = await run('events', simulator).finally(() => clearInterval(timer))
    expect(printed.match(/^before: /gm)).toHaveLength(5)
    expect(printed.match(/^ERROR node-1: Fan stands still$/gm)).toHaveLength(10)
  })

  it('errors', async () => {
    await using simulator = await startQuickRegion()
    const printed = await run('errors', simulator)
    expect(printed).toContain('zones: default')
    expect(printed).toContain("architecture: 'vax/generic' is not a valid architecture.")
    expect(printed).toContain('no machine matches. Relax the constraints')
  })
})
