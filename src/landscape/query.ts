import { formatValue as shown, matches } from '../core/arguments.js'
import { ConfigurationError } from '../core/errors.js'

/** A value of a query, or several, of which any may match. */
export type LandscapeQueryValue = string | number | readonly (string | number)[]

/**
 * The query of an operation that is meant for everything: `landscape.packages.upgrade({ query: landscapeAll })`. Operations that change
 * something refuse an empty query, which Landscape takes for the same.
 *
 * @example
 * await landscape.computers.addTags({ query: landscapeAll, tags: ['managed'] })
 */
export const landscapeAll = '<all>'

/**
 * Builds a query, quoting values where necessary. A list after a term stands for any of its values: Landscape has no brackets, so the
 * whole query is repeated for each.
 *
 * Landscape's query language cannot escape a double quote, so values with one are rejected.
 *
 * @throws ConfigurationError for a value that a query cannot contain
 * @example
 * landscapeQuery`tag:${'web'} title:${'My Server'}` // tag:web title:"My Server"
 * landscapeQuery`tag:web id:${[1, 2]}` // tag:web id:1 OR tag:web id:2
 */
export function landscapeQuery(
  parts: TemplateStringsArray,
  ...values: readonly LandscapeQueryValue[]
): string {
  if (!matches('string[]', parts))
    throw invalid('landscapeQuery is a template tag', 'Write landscapeQuery`tag:${tag}`')
  let queries = ['']
  for (const [index, part] of parts.entries()) {
    const value = values[index]
    queries = queries.map((query) => query + part)
    if (index >= parts.length - 1) break
    const term = termBefore(part)
    const texts = isList(value) ? anyOf(term, value) : [quote(value, term !== undefined)]
    queries = queries.flatMap((query) => texts.map((text) => query + text))
  }
  return queries.join(' OR ')
}

/**
 * Builds a query that matches any of the values of one term: `landscapeAnyOf('id', [1, 2])` is `id:1 OR id:2`. For further terms use
 * {@link landscapeQuery}: in `tag:web id:1 OR id:2` the tag only counts for computer 1.
 *
 * @throws ConfigurationError for an empty list of values, and for a value that a query cannot contain
 * @example
 * await landscape.computers.list({ query: landscapeAnyOf('id', [1, 2]) })
 */
export function landscapeAnyOf(term: string, values: readonly (string | number)[]): string {
  if (typeof term !== 'string' || !/^[a-z]+(?:-[a-z]+)*$/.test(term))
    throw invalid(
      `A term of a query must be a name such as id, got ${shown(term)}`,
      'Pass it without a colon',
    )
  if (!isList(values))
    throw invalid(
      `The values of a query for any ${term} must be a list, got ${shown(values)}`,
      'Pass an array',
    )
  return anyOf(term, values)
    .map((text) => `${term}:${text}`)
    .join(' OR ')
}

function anyOf(term: string | undefined, values: readonly unknown[]): string[] {
  if (term === undefined || term === 'NOT')
    throw invalid(
      'A list of values in a query must follow a term without NOT',
      'Write landscapeQuery`id:${[1, 2]}`; with NOT, write NOT and the term once for each value',
    )
  if (values.length === 0)
    throw invalid(
      `A query for any ${term} needs at least one value; without one it would match everything`,
      'Pass at least one',
    )
  return values.map((value) => quote(value, true))
}

/** The term whose value follows a text; `NOT` if it is negated. */
function termBefore(text: string): string | undefined {
  const [last = '', before] = text.split(/\s/).toReversed()
  if (!last.endsWith(':')) return undefined
  return before === 'NOT' ? 'NOT' : last.slice(0, -1)
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

/** The terms of queries for computers and activities (protocol.md section 9). */
const TERMS = new Set(
  `access-group alert annotation availability-zone computer contract contract-expires-within-days created-after created-before creator
  distribution has-pro-management hostname id ip license-expires-within-days license-id license-type mac needs parent-id profile
  release-upgrade search status tag title type`.split(/\s+/),
)

function quote(value: unknown, afterTerm: boolean): string {
  if (typeof value !== 'string' && !(typeof value === 'number' && Number.isFinite(value)))
    throw invalid(`A value in a query must be a string or a number, got ${shown(value)}`, 'Convert it first')
  const text = String(value)
  if (text.trim() === '') throw invalid('A value in a query must not be empty', 'Omit its term instead')
  if (/["\p{Cc}\p{Cs}]/u.test(text))
    throw invalid(
      `A query cannot contain the value ${JSON.stringify(text)}`,
      'Values must not contain double quotes, control characters or halves of a character',
    )
  if (!afterTerm && TERMS.has(text.split(':', 1)[0] ?? '') && text.includes(':'))
    throw invalid(
      `The value ${JSON.stringify(text)} is a query of its own, but would be searched for as text`,
      'Write its terms into the text of the query: landscapeQuery`tag:${tag} id:${[1, 2]}`',
    )
  const isPlain =
    /^[!-'*-~]+$/.test(text) &&
    (afterTerm ||
      (!text.includes(':') && operatorMistake(text) === undefined && text !== 'OR' && text !== 'NOT'))
  return isPlain ? text : `"${text}"`
}

/**
 * Checks the query of a request, and returns it as it is sent.
 *
 * @param changes whether the request changes something: then the query must not be empty, and must mean the same however the server
 *   groups it
 * @throws ConfigurationError
 */
export function checkQuery(operation: string, query: unknown, changes: boolean): unknown {
  if (query === landscapeAll) return ''
  const refused = (problem: string, hint: string): ConfigurationError =>
    invalid(`Landscape ${operation} was not sent: ${problem}`, hint, operation)
  if (query === undefined || query === null || (typeof query === 'string' && query.trim() === '')) {
    if (!changes) return query
    throw refused(
      'its query is empty, which would select everything',
      'Pass a query such as tag:web, or landscapeAll if everything is meant',
    )
  }
  if (typeof query !== 'string') return query
  const words = wordsOf(query)
  const mistake = words.map(operatorMistake).find((found) => found !== undefined)
  if (mistake !== undefined) throw refused(`its query ${JSON.stringify(query)} ${mistake[0]}`, mistake[1])
  if (changes) {
    const ambiguous = ambiguityOf(words)
    if (ambiguous !== undefined) throw refused(`its query ${JSON.stringify(query)} ${ambiguous}`, UNAMBIGUOUS)
  }
  return query
}

const UNAMBIGUOUS =
  'Use landscapeQuery`tag:web id:${[1, 2]}`, which repeats the common terms, or one request for each alternative'

/** The words of a query; text in double quotes is part of a word. */
const wordsOf = (query: string): string[] => query.match(/(?:[^\s"]|"[^"]*(?:"|$))+/g) ?? []

/** Why a word is not the operator that it looks like: Landscape would search for it as text, and find nothing. */
function operatorMistake(word: string): [problem: string, hint: string] | undefined {
  if (/^(?:and|or|not|&&?|\|\|?)$/i.test(word) && word !== 'OR' && word !== 'NOT')
    return [
      `has ${word} as a word to search for`,
      /^(?:and|&&?)$/i.test(word)
        ? 'Terms next to each other already mean AND: omit it; to search for the word, write it in double quotes'
        : `Write ${/^not$/i.test(word) ? 'NOT' : 'OR'} in capitals; to search for the word, write it in double quotes`,
    ]
  if (word.startsWith('(') || (word.endsWith(')') && !word.includes('(')))
    return [
      'has parentheses, which Landscape does not have',
      'Repeat the common terms: tag:web id:1 OR tag:web id:2; values with parentheses need double quotes',
    ]
  return undefined
}

/**
 * Why a query may select more than was meant; undefined if it cannot. OR and terms side by side are only clear together where all
 * alternatives differ in one term: whether OR or AND binds closer is not documented.
 */
function ambiguityOf(words: readonly string[]): string | undefined {
  const alternatives: string[][] = [[]]
  for (const [at, word] of words.entries())
    if (word === 'OR') alternatives.push([])
    else if (word !== 'NOT') alternatives.at(-1)?.push(words[at - 1] === 'NOT' ? `NOT ${word}` : word)
  if (alternatives.some((terms) => terms.length === 0) || words.at(-1) === 'NOT')
    return 'has an operator without a term beside it'
  const [first = new Set<string>(), ...others] = alternatives.map((terms) => new Set(terms))
  if (others.length === 0) return undefined
  const common = [...first].filter((term) => others.every((terms) => terms.has(term))).length
  return [first, ...others].every((terms) => terms.size <= common + 1)
    ? undefined
    : 'combines OR with terms that are not the same in every alternative, so it may select more than is meant'
}

const invalid = (summary: string, hint: string, operation?: string): ConfigurationError =>
  new ConfigurationError({ system: 'landscape', operation, summary, hint })
