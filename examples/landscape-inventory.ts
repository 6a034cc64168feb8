// Prints every computer with its addresses, and the computers that lack security upgrades.
// Needs LANDSCAPE_API_URI, LANDSCAPE_API_KEY and LANDSCAPE_API_SECRET. Run: npx tsx examples/landscape-inventory.ts
import { createLandscapeClient } from 'canonical-stack/landscape'

await using landscape = createLandscapeClient.fromEnv()

// Reads all pages, a thousand computers each.
for await (const computer of landscape.computers.list({ with_network: true })) {
  const addresses = (computer.network_devices ?? []).map((device) => device.ip_address)
  console.log(
    [computer.title, computer.distribution, computer.tags.join(','), addresses.join(',')].join('\t'),
  )
}

// REST v2 has more details; the client exchanges the key pair for a token.
const behind = await landscape.v2.computers
  .list({ query: 'alert:security-upgrades', with_upgrades: true })
  .toArray()
for (const { title, upgrades } of behind)
  console.log(`${title} lacks ${upgrades?.security ?? 'some'} security upgrades`)
