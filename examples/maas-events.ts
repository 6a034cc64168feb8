// Follows the events of MAAS: warnings and errors of all machines, until ten have arrived.
// Needs MAAS_API_URL and MAAS_API_KEY. Run: npx tsx examples/maas-events.ts
import { createMaasClient } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()

// The last five, newest first.
for (const event of await maas.events.query({ level: 'WARNING', limit: 5 }))
  console.log(`before: ${event.created} ${event.hostname}: ${event.type}`)

// New events, oldest first. The client remembers its position.
let seen = 0
for await (const event of maas.events.tail({ level: 'WARNING' }, { intervalMs: 2000 })) {
  console.log(`${event.level} ${event.hostname}: ${event.type} ${event.description}`)
  if (++seen === 10) break
}
