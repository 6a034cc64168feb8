// Uses each client as built: reads, changes, waits, a log stream, and closing. Node 20 has no `await using`.
import { createJujuClient, createLandscapeClient, createMaasClient } from 'canonical-stack'

const maas = createMaasClient.fromEnv()
const { system_id } = await maas.machines.allocate({ anyMachine: true })
await maas.machines.deploy(system_id, { user_data: '#cloud-config\n' })
await maas.machines.waitFor([system_id], 'Deployed', { intervalMs: 50 })
await maas.close()
console.log('maas ok')

const landscape = createLandscapeClient.fromEnv()
const computers = await landscape.computers.list().toArray()
const { id } = await landscape.packages.upgrade({ query: `id:${computers[0].id}` })
await landscape.activities.waitFor(id, { intervalMs: 50 })
await landscape.close()
console.log('landscape ok')

const juju = createJujuClient.fromEnv()
const { fullName } = await juju.models.add('every-client')
const model = juju.model(fullName)
await model.applications.deploy('mysql-innodb-cluster', { units: 3 })
await model.waitForIdle({ intervalMs: 50 })
for await (const line of model.debugLog({ replay: true, noTail: true })) {
  if (typeof line.message !== 'string') throw new Error('a log line without a message')
}
await juju.close()
console.log('juju ok')
