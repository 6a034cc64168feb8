// Lists the Ready machines with their hardware, smallest memory first.
// Needs MAAS_API_URL and MAAS_API_KEY. Run: npx tsx examples/maas-machines.ts
import { createMaasClient } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()

const { version } = await maas.version()
const { username, is_superuser } = await maas.users.whoami()
console.log(`MAAS ${version}, as ${username}${is_superuser ? ' (admin)' : ''}`)

// One request: MAAS filters. All filters must match; of several values of one filter, any.
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

// All of them, in parts: a region needs about 100 ms for each machine of a list. Every machine is in one pool.
for (const { name: pool } of await maas.resourcePools.list()) {
  const machines = await maas.machines.list({ pool }, { timeoutMs: 600_000 })
  console.log(`${pool}: ${machines.length} machines`)
}
