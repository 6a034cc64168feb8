/** The known names that a misspelled one may stand for, the nearest first, three at most. */
export function nearNames(name: string, known: readonly string[]): string[] {
  return known
    .map((candidate) => ({ candidate, distance: nameDistance(name, candidate) }))
    .filter(({ distance }) => distance <= Math.max(2, name.length / 4))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ candidate }) => candidate)
}

/** `Did you mean NAME?` for a misspelled name; undefined when nothing known is near. */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const near = nearNames(name, known)
  return near.length === 0 ? undefined : `Did you mean ${near.join(' or ')}?`
}

function nameDistance(name: string, candidate: string): number {
  if (sameLastPart(name, candidate)) return 1
  return Math.min(
    editDistance(name, candidate),
    editDistance(name, candidate.slice(candidate.indexOf('/') + 1)),
  )
}

/** `bob/web` and `admin/web`; `num_units` or `numUnits` and `units`. */
function sameLastPart(a: string, b: string): boolean {
  if (a.split('/').at(-1) === b.split('/').at(-1)) return true
  const [one, other] = [snakeCase(a), snakeCase(b)]
  return one.endsWith(`_${other}`) || other.endsWith(`_${one}`)
}

const snakeCase = (name: string): string => name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase()

/** The number of letters to change, add or remove (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      )
    row = next
  }
  return row[b.length] ?? 0
}
