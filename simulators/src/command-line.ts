import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { plannedFailure } from './planned-failures.js'
import { type MaasRelease, releaseNames } from './maas/state/releases.js'
import { seedFleet, type Simulator, startSimulator } from './index.js'

const SYSTEMS = ['maas', 'juju', 'landscape']

const HELP = `canonical-stack-simulators: simulators of MAAS, Juju and Landscape

Usage: canonical-stack-simulators [--time-scale N] [--only maas,juju,landscape] [--port N] [--maas-release R]
                                  [--fail WHAT ...] [--empty]

Starts the simulators on loopback and prints the environment to export. Ctrl-C stops them.

  --time-scale   simulated seconds per real second (default 60)
  --only         the systems to start, separated by commas (default: all three)
  --port         MAAS listens on this port of 127.0.0.1, Juju on the next one and Landscape on the one after it, at every
                 start (default: free ports)
  --maas-release the release of MAAS: 3.4, 3.7, 3.8 or master (default: 3.4)
  --fail         what is to fail once, and may be given several times:
                   machine:ACTION[:HOST]      the next commission, test, deploy, release, erase or power of a machine,
                                              such as machine:deploy:node-1
                   unit:UNIT:HOOK             a hook of a unit, such as unit:mysql/0:install, until the unit is resolved
                   activity:TYPE[:COMPUTER]   the next activity of a type, such as activity:ChangePackagesRequest:web-1
  --empty        start without data; otherwise MAAS has eight machines and Landscape three computers
  -h, --help     show this help
  --version      show the version of the package
`

/** Where the command writes. */
export interface Outputs {
  stdout: { write(text: string): unknown }
  stderr: { write(text: string): unknown }
}

/**
 * Runs the command until it is done, or until a signal stops the simulators.
 *
 * @returns the exit code
 */
export async function runCommand(args: string[], outputs: Outputs): Promise<number> {
  try {
    await main(args, outputs)
    return 0
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const line = message
      .split('\n')
      .map((part) => part.trim())
      .join(' ')
    outputs.stderr.write(`canonical-stack-simulators: ${line} (see canonical-stack-simulators --help)\n`)
    return 1
  }
}

async function main(args: string[], outputs: Outputs): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      'time-scale': { type: 'string', default: '60' },
      only: { type: 'string', default: SYSTEMS.join(',') },
      port: { type: 'string' },
      'maas-release': { type: 'string' },
      fail: { type: 'string', multiple: true, default: [] },
      empty: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
  })
  if (values.help === true) outputs.stdout.write(HELP)
  else if (values.version === true) outputs.stdout.write(`${await packageVersion()}\n`)
  else
    await simulate(outputs, {
      timeScale: parseTimeScale(values['time-scale']),
      systems: parseSystems(values.only),
      port: values.port === undefined ? undefined : parsePort(values.port),
      release: parseRelease(values['maas-release']),
      failures: values.fail.map(plannedFailure),
      isEmpty: values.empty,
    })
}

async function packageVersion(): Promise<string> {
  const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}

function parseTimeScale(text: string): number {
  const timeScale = Number(text)
  if (!(timeScale > 0 && timeScale <= 1_000_000))
    throw new Error(`--time-scale must be a number above 0, such as 60, got ${JSON.stringify(text)}`)
  return timeScale
}

function parsePort(text: string): number {
  const port = Number(text)
  const last = 65_536 - SYSTEMS.length
  if (!/^\d+$/.test(text) || port < 1 || port > last)
    throw new Error(`--port must be a number from 1 to ${last}, got ${JSON.stringify(text)}`)
  return port
}

function parseSystems(text: string): string[] {
  const systems = text.split(',').map((system) => system.trim())
  const unknown = systems.filter((system) => !SYSTEMS.includes(system))
  if (unknown.length > 0)
    throw new Error(
      `--only takes ${SYSTEMS.join(', ')}, separated by commas, got ${JSON.stringify(unknown.join(', '))}`,
    )
  return systems
}

function parseRelease(text: string | undefined): MaasRelease | undefined {
  const release = releaseNames.find((name) => name === text)
  if (text !== undefined && release === undefined)
    throw new Error(`--maas-release must be one of ${releaseNames.join(', ')}, got ${JSON.stringify(text)}`)
  return release
}

interface Settings {
  timeScale: number
  systems: string[]
  /** The port of the first system. */
  port: number | undefined
  release: MaasRelease | undefined
  failures: ReturnType<typeof plannedFailure>[]
  isEmpty: boolean
}

/** Runs the simulators until a signal arrives. The environment goes to stdout, everything else to stderr. */
async function simulate(
  { stdout, stderr }: Outputs,
  { timeScale, systems, port, release, failures, isEmpty }: Settings,
): Promise<void> {
  // Registered before the start, so that a signal during the start stops the process as well.
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  const addressOf = (name: string) => (port === undefined ? {} : { port: port + SYSTEMS.indexOf(name) })
  const system = (name: string) => systems.includes(name) && addressOf(name)
  const simulator: Simulator = await startSimulator({
    maas: systems.includes('maas') && { ...addressOf('maas'), ...(release !== undefined && { release }) },
    juju: system('juju'),
    landscape: system('landscape'),
    timeScale,
  })
  try {
    if (!isEmpty) seedFleet(simulator)
    for (const plan of failures) plan(simulator)
  } catch (error) {
    await simulator.close()
    throw error
  }
  stdout.write(
    Object.entries(simulator.env)
      .map(([name, value]) => `export ${name}='${value.trimEnd()}'\n`)
      .join(''),
  )
  stderr.write(
    `Simulating ${systems.join(', ')} at ${timeScale} times real speed. Paste the lines above into another shell. Ctrl-C stops.\n`,
  )
  await stopped
  await simulator.close()
}
