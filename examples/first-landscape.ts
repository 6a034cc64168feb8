import { createLandscapeClient } from 'canonical-stack/landscape'

await using landscape = createLandscapeClient.fromEnv() // LANDSCAPE_API_URI, LANDSCAPE_API_KEY, LANDSCAPE_API_SECRET
for await (const computer of landscape.computers.list({ query: 'tag:openstack alert:security-upgrades' })) {
  console.log(`${computer.title} lacks security upgrades`)
}
const { id } = await landscape.packages.upgrade({ query: 'tag:openstack', security_only: true })
const done = await landscape.activities.waitFor(id)
console.log(`${done.length} computers are patched`)
