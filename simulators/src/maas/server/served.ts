import { endpointFacts } from '../state/endpoints.js'
import { isFrom, type MaasRelease } from '../state/releases.js'
import { refuse } from './refusal.js'
import type { Resource } from './router.js'

/** The endpoints that a release answers: later ones are unknown paths, removed ones answer 410 to everything. */
export function servedBy(release: MaasRelease, resources: readonly Resource[]): Resource[] {
  return resources.flatMap((resource) => {
    const facts = endpointFacts[resource.path.replaceAll('*}', '}')]
    if (facts?.since && !isFrom(release, facts.since)) return []
    if (!facts?.goneIn || !isFrom(release, facts.goneIn)) return [resource]
    return [
      { path: resource.path, open: true, operations: { GET: gone, POST: gone, PUT: gone, DELETE: gone } },
    ]
  })
}

const gone = (): never => {
  throw refuse(410, 'VM host (KVM) support has been removed from MAAS.')
}
