import { parseAllDocuments } from 'yaml'

interface Application {
  bindings?: Record<string, unknown> | null
  constraints?: unknown
}

/** The spaces that a bundle or an overlay binds to, or wants its machines in. */
export function spacesOfBundle(yaml: string): string[] {
  const spaces = parseAllDocuments(yaml, { merge: true }).flatMap((document) => {
    const bundle = ('toJS' in document ? document.toJS() : null) as {
      applications?: Record<string, Application | null> | null
    } | null
    return Object.values(bundle?.applications ?? {}).flatMap((application) => [
      ...Object.values(application?.bindings ?? {}),
      ...constrained(application?.constraints),
    ])
  })
  return [...new Set(spaces)].filter((space) => typeof space === 'string' && space !== '') as string[]
}

function constrained(constraints: unknown): string[] {
  if (typeof constraints !== 'string') return []
  const wanted = constraints.split(' ').find((each) => each.startsWith('spaces='))
  return (wanted?.slice('spaces='.length).split(',') ?? []).map((space) => space.replace(/^\^/, ''))
}
