// Prints all machines as CSV, with the addresses of their BMCs, or the machines of one BMC.
// Needs MAAS_API_URL and MAAS_API_KEY of an admin. Run: npx tsx examples/maas-inventory.ts [BMC_ADDRESS]
import { createMaasClient } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()
const wanted = process.argv[2]

const machines = await maas.machines.list({}, { timeoutMs: 600_000 })
// The power parameters are not part of a machine, since they contain passwords.
const power = await maas.machines.allPowerParameters({ id: machines.map(({ system_id }) => system_id) })

console.log('hostname,system_id,status,pool,zone,cores,memory_mib,storage_mb,serial,power_type,power_address')
for (const machine of machines) {
  const address = String(power[machine.system_id]?.['power_address'] ?? '')
  if (wanted !== undefined && address !== wanted) continue
  const row = [
    machine.hostname,
    machine.system_id,
    machine.status_name,
    machine.pool.name,
    machine.zone.name,
    machine.cpu_count,
    machine.memory,
    machine.storage,
    machine.hardware_info.system_serial,
    machine.power_type,
    address,
  ]
  console.log(row.map((field) => `"${String(field).replaceAll('"', '""')}"`).join(','))
}
