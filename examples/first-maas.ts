import { createMaasClient } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv() // MAAS_API_URL, MAAS_API_KEY
const fresh = await maas.machines.list({ status: ['New'] })
const ids = fresh.map(({ system_id }) => system_id)
await Promise.all(ids.map((id) => maas.machines.commission(id)))
const ready = await maas.machines.waitFor(ids, 'Ready', { onProgress: ({ states }) => console.log(states) })
await Promise.all(ready.map(({ system_id }) => maas.machines.deploy(system_id, { distro_series: 'jammy' })))
console.log(`${ready.length} machines are being deployed`)
