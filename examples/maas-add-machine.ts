// Adds a machine by its MAC address and its BMC, or takes the one that has enlisted itself; commissions and tests it.
// Needs MAAS_API_URL and MAAS_API_KEY of an admin, and BMC_PASSWORD.
// Run: npx tsx examples/maas-add-machine.ts MAC_ADDRESS BMC_ADDRESS
import { createMaasClient, WaitFailedError } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()
const [mac = '', bmc = ''] = process.argv.slice(2)

// A machine that has this address is updated, any other is added; either is commissioned if it is New.
const { system_id: id, hostname } = await maas.machines.adopt({
  mac_addresses: [mac],
  architecture: 'amd64/generic',
  power_type: 'ipmi',
  power_parameters: {
    power_address: bmc,
    power_user: 'maas',
    power_pass: process.env['BMC_PASSWORD'] ?? '',
  },
})
console.log(`${hostname} (${id}) is being commissioned`)

try {
  const [machine] = await maas.machines.waitFor(id, 'Ready')
  console.log(`${hostname} is Ready: ${machine?.cpu_count} cores, ${machine?.memory} MiB`)
} catch (error) {
  if (!(error instanceof WaitFailedError)) throw error
  console.error(error.message.split('\n')[0])
  // What the failed scripts printed.
  const isTest = error.evidence.states[id] === 'Failed testing'
  const run = isTest ? 'current-testing' : 'current-commissioning'
  for (const { name, status_name, output } of await maas.results.outputs(id, run))
    if (status_name !== 'Passed') console.error(`${name}: ${status_name}\n${output}`)
  process.exitCode = 1
}
