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

const ascii = (text: string): string =>
  text.replaceAll(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** JSON as Python writes it by default: a blank after commas and colons, and only ASCII. */
export function pythonJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`
  if (typeof value !== 'object' || value === null) return ascii(JSON.stringify(value ?? null))
  const members = Object.entries(value).map(
    ([key, member]) => `${ascii(JSON.stringify(key))}: ${pythonJson(member)}`,
  )
  return `{${members.join(', ')}}`
}
