// Sorts machines: tags by hand and by hardware, a pool, a zone, and notes of their owner.
// Needs MAAS_API_URL and MAAS_API_KEY of an admin. Run: npx tsx examples/maas-organize.ts SYSTEM_ID...
import { createMaasClient } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()
const ids = process.argv.slice(2)
const has = (objects: readonly { name: string }[], wanted: string): boolean =>
  objects.some(({ name }) => name === wanted)

// By hand: one request for any number of machines.
const tags = await maas.tags.list()
if (!has(tags, 'openstack')) await maas.tags.create({ name: 'openstack', comment: 'for the cloud' })
const { added } = await maas.tags.updateNodes('openstack', { add: ids })
console.log(`machines that are tagged openstack now: ${added}`)

// By hardware: MAAS evaluates the XPath of the definition over the output of lshw, in the background.
if (!has(tags, 'graphics'))
  await maas.tags.create({ name: 'graphics', definition: '//node[@id="display"]/vendor' })

if (!has(await maas.resourcePools.list(), 'openstack')) await maas.resourcePools.create({ name: 'openstack' })
if (!has(await maas.zones.list(), 'row-1')) await maas.zones.create({ name: 'row-1' })
await maas.machines.setZone({ nodes: ids, zone: 'row-1' })
for (const id of ids)
  await maas.machines.update(id, { pool: 'openstack', description: 'bought in 2026, rack 7' })

// Annotations are of the owner, so the machine has to be allocated; an empty value removes one.
for (const { system_id, owner } of await maas.machines.list({ id: ids })) {
  if (owner === null) await maas.machines.allocate({ system_id })
  await maas.machines.setWorkloadAnnotations(system_id, { project: 'cloud', contact: 'ops@example.com' })
}

const selected = await maas.machines.list({ tags: ['openstack'], pool: 'openstack', zone: 'row-1' })
for (const { hostname, tag_names, workload_annotations } of selected)
  console.log(`${hostname}: ${tag_names.join(', ')}; ${workload_annotations['project']}`)
