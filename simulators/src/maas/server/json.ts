/** Inferred: Python, whose recursion is limited to 1,000 calls, reads nothing that is nested deeper. */
const deepest = 1_000

/** @throws RangeError for a value that is nested too deeply. */
export function checkDepth(value: unknown): void {
  const seen = new Set<unknown>()
  let level = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) throw new RangeError(`Nested deeper than ${deepest} levels`)
    level = level.flatMap((item) => {
      if (typeof item !== 'object' || item === null || seen.has(item)) return []
      seen.add(item)
      return Object.values(item) as unknown[]
    })
  }
}

/** @throws SyntaxError or RangeError for text that is not JSON or is nested too deeply. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  checkDepth(value)
  return value
}
