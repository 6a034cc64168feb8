/** Those of some names that a typing error may have meant, the nearest first, three at most. */
export function nearNames(asked: string, names: readonly string[]): string[] {
  const wanted = plain(asked)
  return names
    .map((name) => ({
      name,
      far: Math.min(distance(asked, name), distance(asked, tail(name)), sameName(wanted, plain(name))),
    }))
    .filter(({ far }) => far <= Math.max(2, asked.length / 4))
    .toSorted((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name)
}

const tail = (name: string): string => name.slice(name.indexOf('/') + 1)

/** Without what tells spellings such as numUnits, num-units and num_units apart. */
const plain = (name: string): string => tail(name).replaceAll(/[-_]/g, '').toLowerCase()

/** The same name in another spelling or of another owner is very near; one that is a part of the other is near. */
function sameName(a: string, b: string): number {
  if (a === b) return 1
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.length >= 4 && (long.startsWith(short) || long.endsWith(short)) ? 2 : Number.POSITIVE_INFINITY
}

/** How many letters must be changed, added or removed (Levenshtein). */
function distance(a: string, b: string): number {
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

/** `Did you mean NAME?` for a misspelled name; undefined when nothing known is near. */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const near = nearNames(name, known)
  return near.length === 0 ? undefined : `Did you mean ${near.join(' or ')}?`
}
