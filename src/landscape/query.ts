import { ConfigurationError } from '../core/errors.js'

/**
 * Builds a query, quoting values where necessary: ``landscapeQuery`tag:${tag} title:${title}` ``.
 *
 * Landscape's query language cannot escape a double quote, so values with one are rejected.
 *
 * @throws ConfigurationError for a value that a query cannot contain
 */
export function landscapeQuery(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return parts.reduce(
    (text, part, index) => `${text}${quote(values[index - 1] ?? '', /:\S*$/.test(text))}${part}`,
  )
}

/**
 * Builds a query that matches any of the values of one term: `landscapeAnyOf('id', [1, 2])` is `id:1 OR id:2`.
 *
 * @throws ConfigurationError for an empty list of values, and for a value that a query cannot contain
 */
export function landscapeAnyOf(term: string, values: readonly (string | number)[]): string {
  if (values.length === 0)
    throw invalid(
      `A query for any ${term} needs at least one value; without one it would match everything`,
      'Pass at least one',
    )
  return values.map((value) => `${term}:${quote(value, true)}`).join(' OR ')
}

function quote(value: string | number, afterTerm: boolean): string {
  const text = String(value)
  if (text === '') throw invalid('A value in a query must not be empty', 'Omit its term instead')
  if (/["\p{Cc}]/u.test(text))
    throw invalid(
      `A query cannot contain the value ${JSON.stringify(text)}`,
      'Values must not contain double quotes or control characters',
    )
  const plain =
    /^[!-~]+$/.test(text) && (afterTerm || (!text.includes(':') && text !== 'OR' && text !== 'NOT'))
  return plain ? text : `"${text}"`
}

const invalid = (summary: string, hint: string): ConfigurationError =>
  new ConfigurationError({ system: 'landscape', summary, hint })
