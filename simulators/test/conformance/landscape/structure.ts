import { isObject } from '../compare.js'
import type { Difference } from '../compare.js'

/** Keys of a reply that hold entities, which may have fields of newer servers. */
const holders = new Set(['results', 'credentials', 'alerts_summary'])

/**
 * Compares the structure of a reply with that of an example: keys, types, and null where the example has null.
 *
 * An old example's text "None" is null (entities.json, Computer). A key that is not in the example must be a field of the
 * entity; a list must have items where the example has some, each of them like one in the example.
 *
 * @param newer the fields of the entity in entities.json
 */
export function compareStructure(example: unknown, reply: unknown, newer: readonly string[]): Difference[] {
  const out: Difference[] = []
  compare('', example, reply, new Set(newer), out)
  return out
}

function compare(
  path: string,
  example: unknown,
  reply: unknown,
  newer: ReadonlySet<string>,
  out: Difference[],
): void {
  const differ = () => out.push({ path: path || '.', recorded: short(example), simulated: short(reply) })
  if (kindOf(example) !== kindOf(reply)) {
    differ()
  } else if (Array.isArray(example) && Array.isArray(reply)) {
    if (example.length > 0 && reply.length === 0) differ()
    for (const [i, item] of reply.entries()) out.push(...closest(`${path}[${i}]`, example, item, newer))
  } else if (isObject(example) && isObject(reply)) {
    for (const [key, value] of Object.entries(example)) {
      if (!Object.hasOwn(reply, key))
        out.push({ path: `${path}.${key}`, recorded: short(value), simulated: '(absent)' })
      else compare(`${path}.${key}`, value, reply[key], holders.has(key) ? newer : new Set(), out)
    }
    for (const [key, value] of Object.entries(reply)) {
      if (!Object.hasOwn(example, key) && !newer.has(key))
        out.push({ path: `${path}.${key}`, recorded: '(absent)', simulated: short(value) })
    }
  }
}

/** The differences from the most similar item of the example; an empty list accepts any items. */
function closest(
  path: string,
  examples: readonly unknown[],
  item: unknown,
  newer: ReadonlySet<string>,
): Difference[] {
  const each = examples.map((example) => {
    const out: Difference[] = []
    compare(path, example, item, newer, out)
    return out
  })
  return each.toSorted((a, b) => a.length - b.length)[0] ?? []
}

function kindOf(value: unknown): string {
  if (value === null || value === 'None') return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 160 ? `${text.slice(0, 160)}...` : text
}
