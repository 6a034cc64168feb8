// Adds a test of one's own, or a new version of it, runs it on a machine and prints what it said.
// Needs MAAS_API_URL and MAAS_API_KEY of an admin. Run: npx tsx examples/maas-scripts.ts SYSTEM_ID [FOLDER]
import { writeFile } from 'node:fs/promises'
import { createMaasClient, NotFoundError, WaitFailedError } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()
const [id = '', folder = '.'] = process.argv.slice(2)

// The metadata in the comment are those of MAAS; what is not in it can be passed as a parameter.
const script = `#!/bin/bash
# --- Start MAAS 1.0 script metadata ---
# name: disk-count
# script_type: testing
# hardware_type: storage
# timeout: 00:05:00
# --- End MAAS 1.0 script metadata ---
lsblk --nodeps
test "$(lsblk --nodeps --noheadings | wc -l)" -ge 1
`
try {
  await maas.scripts.update('disk-count', { script, comment: 'from the repository' })
} catch (error) {
  if (!(error instanceof NotFoundError)) throw error
  await maas.scripts.create({ script, tags: ['site'] })
}

await maas.machines.test(id, { testing_scripts: ['disk-count'] })
try {
  await maas.machines.waitFor(id, ['Ready', 'Deployed', 'Allocated'])
} catch (error) {
  if (!(error instanceof WaitFailedError)) throw error
  process.exitCode = 1
}
for (const { name, status_name, exit_status, output } of await maas.results.outputs(id, 'current-testing'))
  console.log(`${name}: ${status_name}, exit status ${exit_status}\n${output}`)

// All that commissioning wrote, as an archive.
const archive = await maas.results.download(id, 'current-commissioning', { filetype: 'tar.xz' })
await writeFile(`${folder}/${id}-commissioning.tar.xz`, archive)
