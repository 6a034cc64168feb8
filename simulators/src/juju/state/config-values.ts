import { parse } from 'yaml'
import { Refusal } from '../server/refusal.js'
import type { Charm, CharmOption } from './charms/charm.js'
import { own } from './own.js'

/** The options of `application` in a YAML document of the form `application: {key: value}`. */
export function readConfigYaml(text: string, application: string): Record<string, unknown> {
  if (text.trim() === '') return {}
  const document: unknown = parse(text)
  if (typeof document !== 'object' || document === null) return {}
  const values: unknown = (document as Record<string, unknown>)[application]
  return typeof values === 'object' && values !== null ? { ...values } : {}
}

/** Checks names and types and converts strings. @throws Refusal when an option is unknown or has the wrong type. */
export function validConfig(charm: Charm, given: Record<string, unknown>): Map<string, unknown> {
  const result = new Map<string, unknown>()
  for (const [name, value] of Object.entries(given)) {
    const option = own(charm.options, name)
    if (option === undefined) throw new Refusal(`unknown option "${name}"`)
    result.set(name, convert(name, option, value))
  }
  return result
}

function convert(name: string, option: CharmOption, value: unknown): unknown {
  const wrong = () =>
    new Refusal(
      `option "${name}" expected ${option.type}, got ${typeof value === 'string' ? `"${value}"` : String(value)}`,
    )
  switch (option.type) {
    case 'int': {
      const number = typeof value === 'string' && /^[+-]?\d+$/.test(value) ? Number(value) : value
      if (!Number.isInteger(number)) throw wrong()
      return number
    }
    case 'float': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      if (typeof number !== 'number' || Number.isNaN(number)) throw wrong()
      return number
    }
    case 'boolean': {
      if (typeof value === 'boolean') return value
      const text = String(value).toLowerCase()
      if (['true', 't', '1'].includes(text)) return true
      if (['false', 'f', '0'].includes(text)) return false
      throw wrong()
    }
    case 'string':
    case 'secret':
      if (typeof value === 'object' && value !== null) throw wrong()
      return String(value)
  }
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
