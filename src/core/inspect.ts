import { inspect } from 'node:util'

/** Formats a client for `util.inspect`: its name, address and members, without secrets. */
export function describeObject(
  name: string,
  facts: Readonly<Record<string, unknown>>,
  members: readonly string[],
): string {
  const defined = Object.entries(facts).filter(([, value]) => value !== undefined)
  const lines = defined.map(([key, value]) => `  ${key}: ${inspect(value)}`)
  return `${name} {\n${[...lines, `  [${members.join(', ')}]`].join('\n')}\n}`
}
