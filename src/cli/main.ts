#!/usr/bin/env node
import { parseArgs } from 'node:util'

const HELP = `canonical-stack: tools around the SDK for MAAS, Juju and Landscape

Usage: canonical-stack simulate [--time-scale N] [--only maas,juju,landscape]

  simulate       start simulators on loopback and print the environment to export; ends with Ctrl-C
  --time-scale   simulated seconds that pass in one real second (default 60)
  --only         the systems to start, separated by commas (default all three)
`

async function main(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { 'time-scale': { type: 'string', default: '60' }, only: { type: 'string', default: 'maas,juju,landscape' }, help: { type: 'boolean', short: 'h' } },
  })
  const [command, ...rest] = positionals
  if (values.help === true || command === undefined || command === 'help') {
    process.stdout.write(HELP)
    return command === undefined && values.help !== true ? 2 : 0
  }
  if (command !== 'simulate' || rest.length > 0) throw new Error(`there is no command ${positionals.join(' ')}; see canonical-stack --help`)
  return simulate(Number(values['time-scale']), values.only.split(','))
}

async function simulate(timeScale: number, only: string[]): Promise<number> {
  const systems = ['maas', 'juju', 'landscape']
  const unknown = only.filter((system) => !systems.includes(system))
  if (unknown.length > 0) throw new Error(`there is no system ${unknown.join(', ')}; there are ${systems.join(', ')}`)
  const { startSimulator } = await import('../testing/index.js')
  const simulator = await startSimulator({ maas: only.includes('maas'), juju: only.includes('juju'), landscape: only.includes('landscape'), timeScale })
  process.stdout.write(Object.entries(simulator.env).map(([name, value]) => `export ${name}='${value.trimEnd()}'\n`).join(''))
  process.stderr.write(`Simulating ${only.join(', ')}, ${timeScale} times faster than life. Paste the lines above into another shell; Ctrl-C ends it.\n`)
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  await simulator.close()
  return 0
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`canonical-stack: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  },
)
