// Handles errors by their code, and calls operations that have no method yet.
// Needs LANDSCAPE_API_URI, LANDSCAPE_API_KEY and LANDSCAPE_API_SECRET. Run: npx tsx examples/landscape-errors.ts
import { createLandscapeClient, ResponseError, StackError } from 'canonical-stack/landscape'

await using landscape = createLandscapeClient.fromEnv()
landscape.on('retry', ({ operation, delayMs, error }) =>
  console.log(`${operation} again in ${Math.round(delayMs)} ms: ${error.code}`),
)

// An action of the signed API, and a path of REST v2.
const scripts = await landscape.call<{ title: string }[]>('GetScripts', { limit: 10 })
const { data, response } = await landscape
  .rest<{ alerts_summary: object[] }>('GET', '/alerts/summary')
  .withResponse()
console.log(
  `${scripts.length} scripts; ${data.alerts_summary.length} active alerts, received in ${Math.round(response.durationMs)} ms`,
)

try {
  await landscape.computers.changeAccessGroup({ query: 'tag:web', access_group: 'no-such-group' })
} catch (error) {
  if (error instanceof ResponseError && error.serverCode === 'UnknownAccessGroup') console.log(error.hint)
  else if (error instanceof StackError && error.mayHaveHappened)
    console.log('the change may have happened: check before repeating it')
  else throw error
}
