// `npm run demo -- [--bundle FILE] [--overlay FILE ...]`: examples/deploy-openstack.ts against simulators of MAAS, Juju and Landscape.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type JujuSimulator, startSimulator } from 'canonical-stack-simulators'
import { deployOpenStack, describeError } from './deploy-openstack.js'

/** Simulated seconds per real second. */
const TIME_SCALE = 120

const HELP = `Deploys OpenStack on simulated machines, from enlistment in MAAS to security updates by Landscape.

Usage: npm run demo [-- [--bundle FILE] [--overlay FILE ...]]

  --bundle FILE    a bundle of your own (default: examples/openstack/bundle.yaml)
  --overlay FILE   an overlay, applied in the given order
  -h, --help       show this help
`

async function main(args: string[]): Promise<void> {
  const options = readOptions(args)
  if (options === undefined) return void process.stdout.write(HELP)
  const { bundle, overlay: overlays } = options
  // The simulated Charmhub has the charms of Canonical OpenStack; those of another bundle, and its spaces, are added. A file that can't
  // be read is reported when it is deployed.
  const texts = await Promise.all(
    [bundle ?? [], overlays].flat().map((path) => readFile(path, 'utf8').catch(() => '')),
  )
  await using simulator = await startSimulator({ timeScale: TIME_SCALE })
  Object.assign(process.env, simulator.env)
  if (texts.length > 0) addCharms(simulator.juju.charms, texts.join('\n---\n'))
  console.log(
    `MAAS, Juju and Landscape are simulated; their time runs ${TIME_SCALE} times\nfaster than real time.\n`,
  )
  await deployOpenStack({ ...(bundle !== undefined && { bundle }), overlays, intervalMs: 250 })
}

class UsageError extends Error {}

/** @returns undefined when help is wanted */
function readOptions(args: string[]): { bundle?: string | undefined; overlay: string[] } | undefined {
  const kept = ['bundle', 'overlay'].filter((name) => process.env[`npm_config_${name}`] !== undefined)
  if (kept.length > 0)
    throw new UsageError(
      `npm took ${kept.map((name) => `--${name}`).join(' and ')} as an option of its own. Put -- before the options: npm run demo -- --bundle FILE`,
    )
  try {
    const { values } = parseArgs({
      args,
      options: {
        bundle: { type: 'string' },
        overlay: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    return values.help ? undefined : values
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error))
  }
}

function addCharms(charms: JujuSimulator['charms'], bundle: string): void {
  try {
    charms.fromBundle(bundle)
  } catch {
    // Invalid YAML: the client reports it with its place.
  }
}

// `npm run demo | head` closes the pipe: that is not an error.
process.stdout.on('error', () => process.exit(0))
main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof UsageError ? `${error.message}\n\n${HELP}` : describeError(error))
  process.exitCode = 1
})
