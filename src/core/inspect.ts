import { inspect } from 'node:util'

/** Makes a client short and safe to look at: its name, where it goes, and the names of what it offers. */
export function describeObject(
  name: string,
  facts: Readonly<Record<string, unknown>>,
  members: readonly string[],
): string {
  const told = Object.entries(facts).filter(([, value]) => value !== undefined)
  const lines = told.map(([key, value]) => `  ${key}: ${inspect(value)}`)
  return `${name} {\n${[...lines, `  [${members.join(', ')}]`].join('\n')}\n}`
}
