import { refuse } from '../server/refusal.js'
import type { Script } from '../state/scripts.js'
import { type Field, Invalid } from './form.js'

/** Reads one of several words or a number. @throws Invalid */
type Translate<T> = (text: string) => T

function translate<T>(
  words: Record<string, T>,
  numbers: Record<string, T>,
  texts: [string, string],
): Translate<T> {
  return (text) => {
    const isNumber = /^\d+$/.test(text)
    const known = new Map(Object.entries(isNumber ? numbers : words))
    const found = known.get(isNumber ? String(Number(text)) : text)
    if (found === undefined) throw new Invalid(isNumber ? texts[0] : texts[1])
    return found
  }
}

export const scriptType = translate<Script['type']>(
  { test: 'testing', testing: 'testing', commission: 'commissioning', commissioning: 'commissioning' },
  { '0': 'commissioning', '2': 'testing' },
  ['Invalid script type numeric value.', 'Script type must be testing or commissioning'],
)

export const hardwareTypeOf = translate(
  {
    node: 0,
    machine: 0,
    controller: 0,
    cpu: 1,
    processor: 1,
    memory: 2,
    ram: 2,
    storage: 3,
    disk: 3,
    ssd: 3,
    network: 4,
    net: 4,
    interface: 4,
    gpu: 5,
    graphics: 5,
  },
  { '0': 0, '1': 1, '2': 2, '3': 3, '4': 4, '5': 5 },
  ['Invalid hardware type numeric value.', 'Hardware type must be node, cpu, memory, storage, or gpu'],
)

export const parallelOf = translate(
  { disabled: 0, none: 0, instance: 1, name: 1, any: 2, enabled: 2 },
  { '0': 0, '1': 1, '2': 2 },
  ['Invalid script parallel numeric value.', 'Script parallel must be disabled, instance, or any.'],
)

/** A word of a query. @throws Refusal 400 with the text of the field. */
export function queried<T>(read: Translate<T>, text: string): T {
  try {
    return read(text)
  } catch (error) {
    throw error instanceof Invalid ? refuse(400, error.message) : error
  }
}

/** A field of such words; empty is no value. */
export const translated = <T>(read: Translate<T>, fallback: T): Field<T> => ({
  fallback,
  read: (sent) => {
    const value = sent.at(-1)?.trim() ?? ''
    return value === '' ? undefined : read(value)
  },
})

const clockTime = /^(?:(-?\d+) (?:days?, )?)?(?:(-?\d+):(?=\d+:\d+))?(?:(-?\d+):)?(-?\d+)(?:[.,]\d{1,12})?$/
const isoTime =
  /^([-+]?)P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/** A duration in seconds: `90`, `1:30`, `0:01:30`, `1 day, 0:00:00` or `PT1M30S`. Empty is no value. */
export const seconds: Field<number> = {
  fallback: 0,
  read(sent) {
    const value = sent.at(-1)?.trim() ?? ''
    if (value === '') return undefined
    const iso = isoTime.exec(value)
    const parts = clockTime.exec(value)?.slice(1) ?? iso?.slice(2)
    if (!parts) throw new Invalid('Enter a valid duration.')
    const [days = 0, hours = 0, minutes = 0, rest = 0] = parts.map((part: string | undefined) =>
      Number(part ?? 0),
    )
    const total = ((days * 24 + hours) * 60 + minutes) * 60 + rest
    return Math.floor(iso?.[1] === '-' ? -total : total)
  },
}
