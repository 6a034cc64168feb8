// `npm run demo [-- --bundle FILE] [--overlay FILE ...]`: examples/deploy-openstack.ts against simulators of MAAS, Juju and Landscape.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type JujuSimulator, startSimulator } from 'canonical-stack-simulators'
import { deployOpenStack, describeError } from './deploy-openstack.js'

/** Simulated seconds per real second. */
const TIME_SCALE = 120

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { bundle: { type: 'string' }, overlay: { type: 'string', multiple: true, default: [] } },
  })
  await using simulator = await startSimulator({ timeScale: TIME_SCALE })
  Object.assign(process.env, simulator.env)
  // The simulated Charmhub has the charms of Canonical OpenStack; those of another bundle are added to it.
  // So are the spaces of the bundle and its overlays.
  for (const file of values.bundle === undefined ? values.overlay : [values.bundle, ...values.overlay])
    addCharms(simulator.juju.charms, await readFile(file, 'utf8'))
  console.log(
    `MAAS, Juju and Landscape are simulated; their time runs ${TIME_SCALE} times faster than real time.\n`,
  )
  await deployOpenStack({
    ...(values.bundle === undefined ? {} : { bundle: values.bundle }),
    overlays: values.overlay,
    intervalMs: 250,
  })
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
main().catch((error: unknown) => {
  console.error(describeError(error))
  process.exitCode = 1
})
