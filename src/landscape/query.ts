import { ConfigurationError } from '../core/errors.js'

/**
 * A query with its values quoted where they need it: ``landscapeQuery`tag:${tag} title:${title}` ``.
 *
 * Landscape's language has no escape for a double quote, and no parentheses: a value with a double quote is refused.
 *
 * @throws ConfigurationError for a value that no query can hold.
 */
export function landscapeQuery(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return parts.reduce(
    (text, part, index) => `${text}${quote(values[index - 1] ?? '', /:\S*$/.test(text))}${part}`,
  )
}

/**
 * A query that matches any of the values of one term: `landscapeAnyOf('id', [1, 2])` is `id:1 OR id:2`.
 *
 * @throws ConfigurationError for no values, which would be no condition, and for a value that no query can hold.
 */
export function landscapeAnyOf(term: string, values: readonly (string | number)[]): string {
  if (values.length === 0)
    throw bad(`A query for any ${term} of none would match everything`, 'Ask for one at least')
  return values.map((value) => `${term}:${quote(value, true)}`).join(' OR ')
}

function quote(value: string | number, afterTerm: boolean): string {
  const text = String(value)
  if (text === '') throw bad('A value in a query is empty', 'Leave its term out instead')
  if (/["\p{Cc}]/u.test(text))
    throw bad(
      `A query cannot hold the value ${JSON.stringify(text)}`,
      'Values have no double quotes and no control characters',
    )
  const plain =
    /^[!-~]+$/.test(text) && (afterTerm || (!text.includes(':') && text !== 'OR' && text !== 'NOT'))
  return plain ? text : `"${text}"`
}

const bad = (summary: string, hint: string): ConfigurationError =>
  new ConfigurationError({ system: 'landscape', summary, hint })
