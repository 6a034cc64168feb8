// Lists the machines that are Ready, the smallest first, with what they have.
// Needs MAAS_API_URL and MAAS_API_KEY. Run: npx tsx examples/maas-machines.ts
import { createMaasClient } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()

const { version } = await maas.version()
const { username, is_superuser } = await maas.users.whoami()
console.log(`MAAS ${version}, asked by ${username}${is_superuser ? ', an admin' : ''}`)

// One request: MAAS filters, every filter must match, and of several values any does.
const ready = await maas.machines.list({ status: ['Ready'], mem: 4096, arch: 'amd64' })
for (const machine of ready.toSorted((a, b) => a.memory - b.memory)) {
  const disks = machine.physicalblockdevice_set.map((disk) => `${Math.round(disk.size / 1e9)} GB`)
  console.log(
    [
      machine.hostname,
      `${machine.cpu_count} cores`,
      `${machine.memory} MiB`,
      disks.join('+'),
      machine.zone.name,
    ].join('\t'),
  )
}
