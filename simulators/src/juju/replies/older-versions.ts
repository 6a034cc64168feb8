/** The first facade versions with a model's `qualifier`; older ones have the tag of an owner (facades.md, known lies 11). */
const QUALIFIED: Record<string, number> = { ModelManager: 11, Controller: 13 }

/** Converts a reply to the shape of the called facade version. */
export function inVersion(facade: string, version: number, reply: unknown): unknown {
  return version < (QUALIFIED[facade] ?? 0) ? withOwner(reply) : reply
}

function withOwner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withOwner)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) =>
    key === 'qualifier' ? ['owner-tag', `user-${String(item)}`] : [key, withOwner(item)],
  )
  return Object.fromEntries(entries) as unknown
}
