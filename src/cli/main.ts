#!/usr/bin/env node
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { simulate } from './simulate.js'

const HELP = `canonical-stack: tools around the SDK for MAAS, Juju and Landscape

Usage: canonical-stack simulate [--time-scale N] [--only maas,juju,landscape] [--empty]

  simulate       start simulators on loopback and print the environment to export; ends with Ctrl-C
  --time-scale   simulated seconds that pass in one real second (default 60)
  --only         the systems to start, separated by commas (default all three)
  --empty        nothing in them; otherwise MAAS has eight machines and Landscape three computers
  -h, --help     show this
  --version      show the version of the package
`

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'time-scale': { type: 'string', default: '60' },
      only: { type: 'string', default: 'maas,juju,landscape' },
      empty: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
  })
  if (values.version === true) {
    const { version } = JSON.parse(
      await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
    ) as { version: string }
    process.stdout.write(`${version}\n`)
    return 0
  }
  const asked = values.help === true || positionals[0] === 'help'
  if (asked || positionals.length === 0) {
    ;(asked ? process.stdout : process.stderr).write(HELP)
    return asked ? 0 : 2
  }
  if (positionals.length > 1 || positionals[0] !== 'simulate')
    throw new Error(`there is no command ${JSON.stringify(positionals.join(' '))}: the only one is simulate`)
  await simulate({ timeScale: values['time-scale'], only: values.only, empty: values.empty })
  return 0
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    const said = error instanceof Error ? error.message : String(error)
    process.stderr.write(
      `canonical-stack: ${said.replaceAll(/\s*\n\s*/g, ' ')} (see canonical-stack --help)\n`,
    )
    process.exitCode = 1
  },
)
