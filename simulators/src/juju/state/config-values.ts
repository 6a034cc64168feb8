import { parse } from 'yaml'
import { Refusal } from '../server/refusal.js'
import type { Charm, CharmOption } from './charms/charm.js'
import { lookup } from '../../lookup.js'

/**
 * The options of `application` in a YAML document of the form `application: {key: value}`; a document without the application has its
 * options itself.
 *
 * @throws Refusal when the text is not YAML.
 */
export function readConfigYaml(text: string, application: string): Record<string, unknown> {
  const document = documentOf(text)
  const values = lookup(document, application)
  return typeof values === 'object' && values !== null && !Array.isArray(values)
    ? { ...values }
    : { ...document }
}

function documentOf(text: string): Record<string, unknown> {
  if (text.trim() === '') return {}
  let document: unknown
  try {
    document = parse(text)
  } catch (error) {
    throw new Refusal(`parsing config: cannot parse settings data: yaml: ${String(error)}`)
  }
  return typeof document === 'object' && document !== null ? (document as Record<string, unknown>) : {}
}

/** Checks names and types and parses texts. @throws Refusal when an option is unknown or has the wrong type. */
export function validConfig(charm: Charm, given: Record<string, unknown>): Map<string, unknown> {
  const result = new Map<string, unknown>()
  for (const [name, value] of Object.entries(given)) {
    const option = lookup(charm.options, name)
    if (option === undefined) throw new Refusal(`unknown option "${name}"`)
    // Null in YAML gives no value.
    if (value !== null) result.set(name, convert(name, option, value))
  }
  return result
}

/** The texts that `strconv.ParseBool` reads. */
const BOOLEANS = new Map([
  ...['1', 't', 'T', 'true', 'TRUE', 'True'].map((text) => [text, true] as const),
  ...['0', 'f', 'F', 'false', 'FALSE', 'False'].map((text) => [text, false] as const),
])

/** Reads a value as the option's type. Text is parsed, other values are not converted: a number is not accepted as text. */
function convert(name: string, option: CharmOption, value: unknown): unknown {
  const read = reader(option.type, value)
  if (read === undefined) throw new Refusal(`option "${name}" expected ${option.type}, got ${inGo(value)}`)
  return read
}

function reader(type: CharmOption['type'], value: unknown): unknown {
  switch (type) {
    case 'int': {
      const number = typeof value === 'string' && /^[+-]?\d+$/.test(value) ? Number(value) : value
      return Number.isInteger(number) ? number : undefined
    }
    case 'float': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      return typeof number === 'number' && !Number.isNaN(number) ? number : undefined
    }
    case 'boolean':
      return typeof value === 'string' ? BOOLEANS.get(value) : typeof value === 'boolean' ? value : undefined
    case 'string':
      return typeof value === 'string' ? value : undefined
    case 'secret':
      return typeof value === 'string' && (value === '' || value.startsWith('secret:')) ? value : undefined
  }
}

/** A value as Go's `%#v` writes it. */
function inGo(value: unknown): string {
  return JSON.stringify(value) ?? 'nil'
}

/** One option as `Application.Get` and `CharmConfig` show it. */
export function shownOption(option: CharmOption, value: unknown): Record<string, unknown> {
  const set = value !== undefined
  const source = set ? 'user' : option.default === undefined ? 'unset' : 'default'
  const effective = set ? value : option.default
  return {
    ...(option.default === undefined ? {} : { default: option.default }),
    description: option.description ?? '',
    source,
    type: option.type,
    ...(effective === undefined ? {} : { value: effective }),
  }
}
