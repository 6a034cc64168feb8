// Prints the cloud-init user data that registers a machine, then accepts the machine once it is pending.
// Needs LANDSCAPE_API_URI, LANDSCAPE_API_KEY and LANDSCAPE_API_SECRET. Run: npx tsx examples/landscape-register.ts node-1
import { createLandscapeClient, landscapeAnyOf, landscapeCloudInit } from 'canonical-stack/landscape'

const title = process.argv[2] ?? 'node-1'
await using landscape = createLandscapeClient.fromEnv()

const userData = landscapeCloudInit({
  server: new URL(landscape.uri).host,
  accountName: 'standalone',
  computerTitle: title,
  tags: ['openstack'],
})
console.log(userData)

// Pass the user data to `deploy` of MAAS. Once the machine has booted, it is pending until accepted.
const waiting = await landscape.pendingComputers.list()
const mine = waiting.filter((pending) => pending.title === title).map(({ id }) => id)
if (mine.length > 0) {
  const accepted = await landscape.pendingComputers.accept({ computer_ids: mine })
  await landscape.computers.addTags({
    query: landscapeAnyOf(
      'id',
      accepted.map(({ id }) => id),
    ),
    tags: ['accepted'],
  })
  console.log(`accepted ${accepted.map((computer) => computer.title).join(', ')}`)
}
