import type { MaasState } from './state.js'
import type { Machine } from './types.js'

/** What `lshw` reports of every simulated machine. */
export const lshwOutput = '<list><node id="core" class="bus"><vendor>ACME</vendor></node></list>'

const attribute = /(?<!\w)(\w+)\s*=\s*(["'])([^"']*)["']/g

const elements = [...lshwOutput.matchAll(/<(\w+)((?:\s[^<>]*)?)>/g)].map(([, name, attributes = '']) => ({
  name,
  attributes: new Map([...attributes.matchAll(attribute)].map(([, key, , value]) => [key, value])),
}))

/**
 * Whether the hardware of a machine matches a definition. Of XPath only elements with attributes are understood, such as
 * `//node[@class="bus"]`: other definitions match no machine.
 */
export function matchesHardware(definition: string): boolean {
  const [, name, predicates = ''] =
    /^\/\/(\w+|\*)((?:\[@\w+\s*=\s*(?:"[^"]*"|'[^']*')\])*)$/.exec(definition) ?? []
  const wanted = [...predicates.matchAll(attribute)]
  return elements.some(
    (element) =>
      (name === '*' || element.name === name) &&
      wanted.every(([, key, , value]) => element.attributes.get(key) === value),
  )
}

/** Gives a machine that was commissioned the tags whose definitions its hardware matches, and takes the others from it. */
export function applyDefinitions(state: MaasState, machine: Machine): void {
  for (const { name, definition } of state.tags) {
    if (definition === '') continue
    const others = machine.tags.filter((tag) => tag !== name)
    machine.tags = matchesHardware(definition) ? [...others, name] : others
  }
}
