// Deploys a bundle with its overlays. A second run finds nothing to do.
// Needs JUJU_CONTROLLER_ADDRESSES, JUJU_USERNAME, JUJU_PASSWORD and JUJU_CA_CERT.
// Run: npx tsx examples/juju-bundle.ts MODEL BUNDLE [OVERLAY...]
import { readFile } from 'node:fs/promises'
import { BulkError, createJujuClient } from 'canonical-stack/juju'

const [name = 'openstack', path = 'examples/openstack/bundle.yaml', ...overlays] = process.argv.slice(2)

await using juju = createJujuClient.fromEnv()
const model = juju.model(name)

const bundle = {
  path,
  text: await readFile(path, 'utf8'),
  overlays: await Promise.all(
    overlays.map(async (overlay) => ({ path: overlay, text: await readFile(overlay, 'utf8') })),
  ),
  // For include-file:// and include-base64://.
  readFile,
}
const { steps, warnings } = await model.deployBundle(bundle, { dryRun: true, trust: true })
for (const warning of warnings) console.warn(warning)
console.log(steps.length === 0 ? 'nothing to do' : `${steps.length} steps`)

try {
  const { units } = await model.deployBundle(bundle, {
    trust: true,
    onProgress: ({ state, done, total, step }) =>
      state === 'done' && console.log(`${done}/${total} ${step.text}`),
  })
  console.log(`${Object.values(units).flat().length} units added`)
} catch (error) {
  if (!(error instanceof BulkError)) throw error
  // Completed steps are kept: fix the cause, then run this again.
  console.error(error.message)
  process.exitCode = 1
}
