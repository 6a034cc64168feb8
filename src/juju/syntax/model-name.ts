import { ConfigurationError } from '../../core/errors.js'
import { shown } from '../checks.js'

/** A model and how it is called. */
export interface ModelName {
  uuid: string
  name: string
  owner: string
}

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** Splits `owner/name`; throws for what can be no model's name. */
export function parseModelName(text: string): { name: string; owner?: string } {
  const match =
    typeof text !== 'string'
      ? undefined
      : /^(?:([a-zA-Z0-9][a-zA-Z0-9.+@-]*)\/)?([a-z0-9]+[a-z0-9-]*)$/.exec(text)
  if (match?.[2] === undefined)
    throw new ConfigurationError({
      system: 'juju',
      summary: `${shown(text)} is no name of a model`,
      hint: 'Write owner/name, such as admin/openstack, or a UUID; names have small letters, digits and dashes',
    })
  return match[1] === undefined ? { name: match[2] } : { name: match[2], owner: match[1] }
}

/** Those of some names that a typing error may have meant, the nearest first, three at the most. */
export function nearNames(asked: string, names: readonly string[]): string[] {
  return names
    .map((name) => ({
      name,
      distance: Math.min(
        distance(asked, name),
        distance(asked, name.slice(name.indexOf('/') + 1)),
        sameTail(asked, name),
      ),
    }))
    .filter(({ distance: far }) => far <= Math.max(2, asked.length / 4))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name)
}

/** The same name of another owner is very near. */
const sameTail = (a: string, b: string): number =>
  a.split('/').at(-1) === b.split('/').at(-1) ? 1 : Number.POSITIVE_INFINITY

/** How many letters must be changed, added or taken away (Levenshtein). */
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
