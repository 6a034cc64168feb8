// Takes a machine out of service: powers it off, looks at it in rescue mode, tests it, and returns it, or marks it Broken.
// Needs MAAS_API_URL and MAAS_API_KEY of an admin. Run: npx tsx examples/maas-maintenance.ts SYSTEM_ID
import { createMaasClient, WaitFailedError } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()
const id = process.argv[2] ?? ''

await maas.machines.powerOff(id, { stop_mode: 'soft', comment: 'maintenance' })
await maas.machines.waitForPower(id, 'off')

// Rescue mode boots Ubuntu from the network and leaves the disks alone.
await maas.machines.rescueMode(id)
const [rescued] = await maas.machines.waitFor(id, 'Rescue mode')
console.log(`ssh ubuntu@${rescued?.ip_addresses[0] ?? rescued?.fqdn}`)
await maas.machines.exitRescueMode(id)
await maas.machines.waitFor(id, ['Ready', 'Deployed', 'Allocated'])

try {
  // Afterwards the machine is in the state that it had before.
  await maas.machines.test(id, { testing_scripts: ['smartctl-validate', 'memtester'] })
  const [tested] = await maas.machines.waitFor(id, ['Ready', 'Deployed', 'Allocated'])
  console.log(`${tested?.hostname} passed its tests, and is ${tested?.status_name}`)
} catch (error) {
  if (!(error instanceof WaitFailedError)) throw error
  for (const note of error.evidence.notes) console.error(note)
  // markFixed returns it when it is repaired; overrideFailedTesting when it need not be.
  await maas.machines.markBroken(id, { error_description: 'failed its tests' })
  console.error(`${id} is marked Broken`)
}
