// Commissions all machines that have enlisted themselves, and reports those that fail.
// Needs MAAS_API_URL and MAAS_API_KEY of an admin. Run: npx tsx examples/maas-enlisted.ts
import { createMaasClient, WaitFailedError } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()

const enlisted = await maas.machines.list({ status: 'New' })
const usable = enlisted.filter(({ power_type }) => power_type !== '')
for (const { hostname } of enlisted.filter((machine) => !usable.includes(machine)))
  console.log(`${hostname} has no power type: set one with machines.update`)

let waiting = usable.map(({ system_id }) => system_id)
if (waiting.length > 0) await maas.machines.accept({ machines: waiting })
while (waiting.length > 0) {
  try {
    const ready = await maas.machines.waitFor(waiting, 'Ready')
    for (const { hostname, cpu_count } of ready) console.log(`${hostname} is Ready: ${cpu_count} cores`)
    break
  } catch (error) {
    if (!(error instanceof WaitFailedError)) throw error
    // A wait ends when one machine fails: go on with the others.
    const { failed } = error.evidence
    for (const [id, why] of Object.entries(failed)) console.error(`${id}: ${why}`)
    waiting = waiting.filter((id) => !(id in failed))
    process.exitCode = 1
  }
}
