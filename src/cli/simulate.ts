import type { Simulator } from '../testing/index.js'

const SYSTEMS = ['maas', 'juju', 'landscape'] as const

/** What `canonical-stack simulate` was told. */
export interface SimulateOptions {
  timeScale: string
  only: string
  /** Without the small fleet that a first program finds. */
  empty: boolean
}

/** Runs simulators until a signal ends them; the environment goes to stdout, everything else to stderr. */
export async function simulate(options: SimulateOptions): Promise<void> {
  const timeScale = Number(options.timeScale)
  if (!(timeScale > 0 && timeScale <= 1_000_000))
    throw new Error(`--time-scale is ${JSON.stringify(options.timeScale)}: give a number above 0, such as 60`)
  const only = options.only.split(',').map((system) => system.trim())
  const unknown = only.filter((system) => !SYSTEMS.some((known) => known === system))
  if (unknown.length > 0)
    throw new Error(
      `there is no system ${JSON.stringify(unknown.join(', '))}: --only takes ${SYSTEMS.join(', ')}, separated by commas`,
    )
  // Before anything runs: a signal while it starts must end it as well.
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  const { seedFleet, startSimulator } = await import('../testing/index.js')
  const simulator: Simulator = await startSimulator({
    maas: only.includes('maas'),
    juju: only.includes('juju'),
    landscape: only.includes('landscape'),
    timeScale,
  })
  if (!options.empty) seedFleet(simulator)
  process.stdout.write(
    Object.entries(simulator.env)
      .map(([name, value]) => `export ${name}='${value.trimEnd()}'\n`)
      .join(''),
  )
  process.stderr.write(
    `Simulating ${only.join(', ')}, ${timeScale} times as fast as life. Paste the lines above into another shell; Ctrl-C ends it.\n`,
  )
  await ended
  await simulator.close()
}
