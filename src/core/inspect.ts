import { inspect } from 'node:util'
import { anyRedactor } from './redact.js'

/** Formats a client for `util.inspect`: its name, address and members, without secrets. */
export function describeObject(
  name: string,
  facts: Readonly<Record<string, unknown>>,
  members: readonly string[],
): string {
  const defined = Object.entries(facts).filter(([, value]) => value !== undefined)
  const lines = defined.map(([key, value]) => `  ${key}: ${inspect(value)}`)
  return anyRedactor.text(`${name} {\n${[...lines, `  [${members.join(', ')}]`].join('\n')}\n}`)
}

/** What `util.inspect` shows of an instance of a private class: its public name, and its methods. */
export function describeMethods(name: string, instance: object): string {
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(instance))
  const shown = methods.filter((method) => method !== 'constructor').toSorted()
  return anyRedactor.text(`${name} { ${shown.join(', ')} }`)
}
