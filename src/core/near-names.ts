/** Returns up to three names close to a misspelled one, nearest first. */
export function nearNames(asked: string, names: readonly string[]): string[] {
  const wanted = plain(asked)
  return names
    .map((name) => ({
      name,
      far: Math.min(distance(asked, name), distance(asked, tail(name)), sameName(wanted, plain(name))),
    }))
    .filter(({ far }) => far <= tolerance(asked))
    .toSorted((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** How many letters may differ: none in a single letter, one in short names. */
const tolerance = ({ length }: string): number => (length < 2 ? 0 : length < 4 ? 1 : Math.max(2, length / 4))

const tail = (name: string): string => name.slice(name.indexOf('/') + 1)

/** Removes the differences between spellings such as numUnits, num-units and num_units. */
const plain = (name: string): string => tail(name).replaceAll(/[-_]/g, '').toLowerCase()

/** The distance is 1 for another spelling or owner of the same name, 2 if one name begins or ends with the other. */
function sameName(a: string, b: string): number {
  if (a === b) return 1
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.length >= 4 && (long.startsWith(short) || long.endsWith(short)) ? 2 : Number.POSITIVE_INFINITY
}

/** Letters of the longest name that is compared letter by letter, which takes the product of both lengths. */
const LONGEST = 200

/** The number of letters to change, add or remove (Levenshtein). */
function distance(a: string, b: string): number {
  if (a.length > LONGEST || b.length > LONGEST) return a === b ? 0 : Number.POSITIVE_INFINITY
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

/** `Did you mean NAME?` for a misspelled name; undefined if no known name is close. */
export function didYouMean(name: string, known: readonly string[]): string | undefined {
  const near = nearNames(name, known)
  return near.length === 0 ? undefined : `Did you mean ${near.join(' or ')}?`
}
