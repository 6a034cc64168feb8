import { isIP } from 'node:net'
import { lookup } from '../../lookup.js'
import { parseJson } from '../server/json.js'
import type { Params } from '../server/params.js'
import { refuse } from '../server/refusal.js'
import { type PowerParameter, type PowerParameters, powerTypes } from '../state/power-types.js'
import type { Machine } from '../state/types.js'
import type { Fields, Reading } from './form.js'
import { messages } from './messages.js'

const prefix = 'power_parameters_'

/** Power type and parameters after a form. */
export interface Power {
  powerType: string
  powerParameters: PowerParameters
}

/**
 * The power type and its parameters; undefined when neither was sent.
 *
 * @throws Refusal 400 for parameters that are not JSON, 500 where 3.4.10 crashes.
 */
export function readPower(
  form: Reading<Fields>,
  machine: Machine,
  { creating, hasInterfaces }: { creating: boolean; hasInterfaces: boolean },
): Power | undefined {
  const { data } = form
  const type = data.get('power_type')
  const powerType = type ?? machine.powerType
  const definition = lookup(powerTypes, powerType)
  const sent = sentParameters(data, definition ?? [])
  if (type === undefined && !sent) return undefined
  if (powerType !== '' && !definition) {
    form.fail('power_type', messages.choice(powerType))
    return undefined
  }
  if (powerType !== machine.powerType && powerType && powerType !== 'ipmi' && !hasInterfaces)
    form.fail('power_type', `Can't set power type to ${powerType} without network interfaces`)
  const parameters = sent ?? (creating ? {} : machine.powerParameters)
  // 3.4.10 keeps the old parameters under the new type and crashes on a libvirt address (README, fact 22).
  const address = lookup(parameters, 'power_address')
  if (powerType === 'ipmi' && address && !isIP(String(address)))
    throw refuse(
      500,
      'IPAddress() does not support netmasks or subnet prefixes! See documentation for details.',
    )
  const isChecked = data.get(`${prefix}skip_check`) !== 'true'
  if (!definition || !isChecked || !(sent || creating)) return { powerType, powerParameters: parameters }
  return { powerType, powerParameters: checked(form, definition, parameters) }
}

/** All parameters of the type: those that were not sent have their default, or are empty. */
function checked(
  form: Reading<Fields>,
  definition: readonly PowerParameter[],
  parameters: PowerParameters,
): PowerParameters {
  const unknown = Object.keys(parameters).filter((name) => !definition.some((known) => known.name === name))
  const filled = Object.fromEntries(
    definition.map(({ name, fallback }) => {
      const value = lookup(parameters, name)
      return [name, value === undefined || value === '' ? fallback : value]
    }),
  )
  const wrong = definition.flatMap(({ name, choices }) =>
    choices === undefined
      ? []
      : [filled[name] ?? '']
          .flat()
          .filter((value) => value !== '' && !choices.includes(value))
          .map((value) => `${name}: ${messages.choice(value)}`),
  )
  if (unknown.length > 0)
    form.fail('power_parameters', `Unknown parameter(s): ${unknown.toSorted().join(', ')}.`)
  else if (definition.some(({ name, required }) => required && !filled[name]))
    form.fail('power_parameters', messages.required)
  else if (wrong.length > 0) form.fail('power_parameters', ...wrong)
  return filled
}

/**
 * `power_parameters_NAME=value` by field, or all as one JSON text; undefined when none were sent. A repeated field is a list, and so is
 * every field of several choices.
 */
function sentParameters(data: Params, type: readonly PowerParameter[]): PowerParameters | undefined {
  const whole = data.get('power_parameters')
  if (whole !== undefined && whole !== '') {
    try {
      const value = parseJson(whole)
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return value as PowerParameters
    } catch {
      // Told below.
    }
    throw refuse(400, 'Failed to parse JSON power_parameters')
  }
  const pairs = data.names().flatMap((name): [string, string | string[]][] => {
    const key = name.startsWith(prefix) ? name.slice(prefix.length) : ''
    if (key === '' || key === 'skip_check') return []
    const values = data.all(name)
    const isList = values.length > 1 || type.some((known) => known.name === key && known.isMultiple)
    return [[key, isList ? values : (values[0] ?? '')]]
  })
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined
}
