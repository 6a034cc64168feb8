// `npm run demo [-- --bundle FILE] [--overlay FILE ...]`: examples/deploy-openstack.ts against simulators of MAAS, Juju and Landscape.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { type JujuSimulator, startSimulator } from 'canonical-stack-simulators'
import { deployOpenStack, tell } from './deploy-openstack.js'

/** Two minutes of a rack's life in one second. */
const TIME_SCALE = 120

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { bundle: { type: 'string' }, overlay: { type: 'string', multiple: true, default: [] } },
  })
  await using simulator = await startSimulator({ timeScale: TIME_SCALE })
  Object.assign(process.env, simulator.env)
  // The simulated Charmhub knows the charms of Canonical OpenStack; those of any other bundle it takes from the bundle.
  if (values.bundle !== undefined) learn(simulator.juju.charms, await readFile(values.bundle, 'utf8'))
  console.log(
    `MAAS, Juju and Landscape are simulated, and their time runs ${TIME_SCALE} times faster than life.\n`,
  )
  await deployOpenStack({
    ...(values.bundle === undefined ? {} : { bundle: values.bundle }),
    overlays: values.overlay,
    intervalMs: 250,
  })
}

function learn(charms: JujuSimulator['charms'], bundle: string): void {
  try {
    charms.fromBundle(bundle)
  } catch {
    // A bundle that cannot be read: the client says better what is wrong with it.
  }
}

// `npm run demo | head` is no mistake.
process.stdout.on('error', () => process.exit(0))
main().catch((error: unknown) => {
  console.error(tell(error))
  process.exitCode = 1
})
