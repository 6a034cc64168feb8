// Installs security upgrades on the computers with a tag, and waits until all are done.
// Needs LANDSCAPE_API_URI, LANDSCAPE_API_KEY and LANDSCAPE_API_SECRET. Run: npx tsx examples/landscape-upgrade.ts web
import { createLandscapeClient, landscapeQuery, WaitFailedError } from 'canonical-stack/landscape'

const tag = process.argv[2] ?? 'web'
await using landscape = createLandscapeClient.fromEnv()

const group = await landscape.packages.upgrade({ query: landscapeQuery`tag:${tag}`, security_only: true })
try {
  const done = await landscape.activities.waitFor(group.id, {
    timeoutMs: 3_600_000,
    onProgress: ({ done, total }) => console.log(`${done} of ${total} computers upgraded`),
  })
  for (const { computer_id, summary } of done) console.log(`computer ${computer_id}: ${summary}`)
} catch (error) {
  if (!(error instanceof WaitFailedError)) throw error
  // Names the computer that failed, with the output of apt. The other computers continue.
  for (const note of error.evidence.notes) console.error(note)
  process.exitCode = 1
}
