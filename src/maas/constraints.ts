import type { StorageConstraint } from './generated/api2/machines.js'

/** A constraint that MAAS would refuse; the message follows the name of the parameter. */
export class MalformedConstraint extends Error {
  override readonly name = 'MalformedConstraint'
}

type Fields = Readonly<Record<string, unknown>>

const STORAGE = /^(?:[a-zA-Z0-9]+:)?\d+(?:\.\d+)?(?:\([^(),;]+(?:,[^(),;]+)*\))?$/
const LABEL = /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/
const STORAGE_LABEL = /^[a-zA-Z0-9]+$/

const negatable = 'id name hostname ip fabric fabric_class space subnet subnet_cidr vlan vid tag'.split(' ')
const interfaceKeys = new Set([
  ...negatable.flatMap((key) => [key, `not_${key}`]),
  'type',
  'mode',
  'link_speed',
])
const deviceKeys = new Set(['vendor_id', 'product_id', 'vendor_name', 'product_name', 'commissioning_driver'])

/** `label:size(tag,tag),...`, of a text or of entries `{ label, size, tags }`. */
export function storageConstraint(value: unknown): string {
  if (!Array.isArray(value)) {
    const text = String(value)
    for (const entry of splitOutside(text))
      if (!STORAGE.test(entry))
        throw new MalformedConstraint(
          `has the malformed entry ${JSON.stringify(entry)}: write LABEL:SIZE(TAG,TAG), with the size in GB`,
        )
    return text
  }
  return (value as readonly StorageConstraint[])
    .map(({ label, size, tags = [] }) => {
      if (label !== undefined && !STORAGE_LABEL.test(label))
        throw new MalformedConstraint(`has the label ${JSON.stringify(label)}: use letters and digits`)
      if (!(size >= 0 && size < 1e21)) throw new MalformedConstraint(`has the size ${size}: give it in GB`)
      const words = tags.map((tag) => wordOf('tag', tag, /[(),;]/))
      const suffix = words.length === 0 ? '' : `(${words.join(',')})`
      return `${label === undefined ? '' : `${label}:`}${decimal(size)}${suffix}`
    })
    .join(',')
}

/** `label:key=value,key=value;label:...`, of a text or of an object by label. */
export function interfaceConstraint(value: unknown): string {
  if (typeof value === 'string') {
    for (const group of value.split(';')) {
      const [, label, pairs] = /^([^:]*):(.*)$/s.exec(group) ?? []
      if (label === undefined || pairs === undefined)
        throw new MalformedConstraint(
          `has the malformed entry ${JSON.stringify(group)}: write LABEL:KEY=VALUE,KEY=VALUE`,
        )
      checkLabel(label)
      checkPairs(pairs, interfaceKeys)
    }
    return value
  }
  const groups = Object.entries(value as Readonly<Record<string, Fields>>)
  if (groups.length === 0) throw new MalformedConstraint('is empty: give at least one label')
  return groups
    .map(([label, fields]) => {
      checkLabel(label)
      return `${label}:${pairsOf(label, fields, /[,;]/)}`
    })
    .join(';')
}

/** `key=value,...`, of a text or of an object. */
export function deviceConstraint(value: unknown): string {
  if (typeof value !== 'string') return pairsOf('a device', value as Fields, /,/)
  checkPairs(value, deviceKeys)
  return value
}

function checkLabel(label: string): void {
  if (!LABEL.test(label))
    throw new MalformedConstraint(
      `has the label ${JSON.stringify(label)}: use letters, digits, _ and -, a letter or digit first`,
    )
}

function checkPairs(text: string, known: ReadonlySet<string>): void {
  for (const pair of text.split(',')) {
    const [, key, value] = /^([^=]*)=(.+)$/s.exec(pair) ?? []
    if (key === undefined || value === undefined)
      throw new MalformedConstraint(`has the malformed entry ${JSON.stringify(pair)}: write KEY=VALUE`)
    if (!known.has(key))
      throw new MalformedConstraint(
        `has the unknown key ${JSON.stringify(key)}; keys are ${[...known].join(', ')}`,
      )
  }
}

/** A field with several values is repeated, which matches any of them. */
function pairsOf(label: string, fields: Fields, separators: RegExp): string {
  const pairs = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [value].flat().map((one) => `${key}=${wordOf(key, one, separators)}`),
  )
  if (pairs.length === 0) throw new MalformedConstraint(`is empty for ${label}: give at least one field`)
  return pairs.join(',')
}

function wordOf(name: string, value: unknown, separators: RegExp): string {
  const text = String(value)
  if (text === '' || separators.test(text))
    throw new MalformedConstraint(
      `has the ${name} ${JSON.stringify(text)}, which cannot be sent: it is empty or contains a separator`,
    )
  return text
}

/** A number without an exponent. */
const decimal = (value: number): string =>
  value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 12 })

/** The parts between the commas outside parentheses. */
function splitOutside(text: string): string[] {
  const parts = ['']
  let isInside = false
  for (const char of text) {
    if (char === '(') isInside = true
    else if (char === ')') isInside = false
    if (char === ',' && !isInside) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts
}
