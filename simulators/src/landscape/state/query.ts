import { refuse } from '../server/refusal.js'

/** One term of a query: `field:value`, or a bare word. */
export interface QueryTerm {
  field?: string
  value: string
}

export type Predicate<T> = (item: T) => boolean

const invalid = (query: string, why: string) => refuse('InvalidQuery', `Invalid query "${query}": ${why}`)

/**
 * Compiles Landscape's query language (protocol.md section 9): spaces mean AND, `OR` and `NOT` in capitals, NOT for the
 * next term, quotes around values with spaces. That AND binds closer than OR is inferred.
 *
 * @param compileTerm turns one term into a predicate; returns undefined for a field that does not exist
 */
export function compileQuery<T>(
  query: string,
  compileTerm: (term: QueryTerm) => Predicate<T> | undefined,
): Predicate<T> {
  const anyOf: Predicate<T>[][] = [[]]
  let negate = false
  for (const { raw, quoted } of tokens(query)) {
    const current = anyOf.at(-1) ?? []
    if (raw === 'OR' && !quoted) {
      if (current.length === 0 || negate) throw invalid(query, 'OR needs a term on both sides')
      anyOf.push([])
    } else if (raw === 'NOT' && !quoted) {
      if (negate) throw invalid(query, 'NOT NOT')
      negate = true
    } else {
      const term = quoted ? { value: raw } : split(raw)
      const predicate = compileTerm(term)
      if (!predicate) throw invalid(query, `unknown term ${term.field ?? term.value}`)
      const negated = negate
      current.push(negated ? (item) => !predicate(item) : predicate)
      negate = false
    }
  }
  if (negate) throw invalid(query, 'NOT needs a term')
  if (anyOf.length > 1 && anyOf.at(-1)?.length === 0) throw invalid(query, 'OR needs a term on both sides')
  return (item) => anyOf.some((all) => all.every((predicate) => predicate(item)))
}

/** Splits at spaces outside double quotes. `raw` has no quotes; `quoted` is true when the term started with one. */
function* tokens(query: string): Generator<{ raw: string; quoted: boolean }> {
  const pattern = /(?:[^\s"]|"[^"]*")+/g
  const rest = query.replaceAll(pattern, '').trim()
  if (rest !== '') throw invalid(query, 'a quote is not closed')
  for (const [token] of query.matchAll(pattern))
    yield { raw: token.replaceAll('"', ''), quoted: token.startsWith('"') }
}

function split(raw: string): QueryTerm {
  const at = raw.indexOf(':')
  return at > 0 && /^[a-z-]+$/.test(raw.slice(0, at))
    ? { field: raw.slice(0, at), value: raw.slice(at + 1) }
    : { value: raw }
}
