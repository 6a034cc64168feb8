import { isIP } from 'node:net'
import { parseJson } from '../server/json.js'
import { type Field, Invalid } from './form.js'
import { messages } from './messages.js'

interface Common<T> {
  required?: boolean
  fallback?: T
}

/** Text of a versioned file, kept as it was sent; absent from a new object it has a message of its own. */
export const content = (absent: string): Field<string> => ({
  fallback: '',
  read: (sent) => {
    const value = sent.at(-1)
    if (value === undefined) throw new Invalid(absent)
    return value
  },
})

/** The last value counts; forms trim it. */
const last = (sent: readonly string[]): string => sent.at(-1)?.trim() ?? ''

const demand = (required: boolean | undefined): undefined => {
  if (required) throw new Invalid(messages.required)
  return undefined
}

const lengthOf = (text: string): number => Array.from(text).length

/** The name of a zone, pool, and other models: letters of any script. */
export const modelName = /^[\p{L}\p{N}_][ \p{L}\p{N}_-]*$/u

/** Values that other objects have; `what` names model and field: `Tag with this Name`. */
export interface Unique {
  what: string
  values: readonly (string | null)[]
}

/** The values of a field in all objects but the one that a form changes. */
export function taken<T, K extends keyof T>(
  what: string,
  all: readonly T[],
  key: K & (T[K] extends string | null ? K : never),
  current: T | undefined,
): Unique {
  return { what, values: all.filter((item) => item !== current).map((item) => item[key] as string | null) }
}

export interface TextOptions extends Common<string> {
  max?: number
  min?: number
  pattern?: RegExp
  /** The message where the pattern does not match. */
  complaint?: (value: string) => string
  unique?: Unique
  /** Empty text is no value: an existing object keeps what it has. */
  keepsOnEmpty?: boolean
  trim?: boolean
  /** Further rules of a value that is not empty: the message, if any. @throws Invalid */
  check?: (value: string) => string | undefined | void
}

export function text(options: TextOptions = {}): Field<string> {
  const { required, fallback = '', max = Infinity, min = 0, pattern, unique, trim = true } = options
  return {
    fallback,
    read(sent) {
      const value = trim ? last(sent) : (sent.at(-1) ?? '')
      if (value === '') return required || options.keepsOnEmpty || sent.length === 0 ? demand(required) : ''
      const wrong: string[] = []
      const length = lengthOf(value)
      if (length > max) wrong.push(messages.shorter(max, length))
      if (length < min) wrong.push(messages.longer(min, length))
      if (pattern && !pattern.test(value)) wrong.push(options.complaint?.(value) ?? messages.value)
      if (value.includes('\0')) wrong.push(messages.nullCharacters)
      if (wrong.length > 0) throw new Invalid(...wrong)
      const problem = options.check?.(value)
      if (typeof problem === 'string') throw new Invalid(problem)
      if (unique?.values.includes(value)) throw new Invalid(messages.exists(unique.what))
      return value
    },
  }
}

interface WholeOptions<T> extends Common<T> {
  min?: number
  max?: number
  /** Empty removes the number from an existing object. */
  clears?: boolean
  /** A further rule: its message, if any. */
  check?: (value: number) => string | undefined
}

/** Numbers outside of the database's integers are refused with its limits. */
export const databaseLimits = { min: -2_147_483_648, max: 2_147_483_647 }

function readWhole(value: string, { min = databaseLimits.min, max = databaseLimits.max }): number {
  const digits = value.replace(/\.0*\s*$/, '')
  if (!/^[-+]?\d+(_\d+)*$/.test(digits)) throw new Invalid(messages.whole)
  const number = Number(digits.replaceAll('_', ''))
  if (number > max) throw new Invalid(messages.atMost(max))
  if (number < min) throw new Invalid(messages.atLeast(min))
  return number
}

/** @throws Invalid with the message of a rule. */
function obey<T>(value: T, check: ((value: T) => string | undefined) | undefined): T {
  const problem = check?.(value)
  if (problem !== undefined) throw new Invalid(problem)
  return value
}

/** An integer. Empty is no value: an existing object keeps what it has. */
export function whole(options: WholeOptions<number> & { fallback: number }): Field<number>
export function whole(options?: WholeOptions<number | null>): Field<number | null>
export function whole(options: WholeOptions<number | null> = {}): Field<number | null> {
  return {
    fallback: options.fallback ?? null,
    read(sent) {
      const value = last(sent)
      if (value === '') return options.clears ? null : demand(options.required)
      return obey(readWhole(value, options), options.check)
    },
  }
}

/** Bytes, also with a unit of 1000: `5G`. */
export function bytes(options: Omit<WholeOptions<number | null>, 'check'> = {}): Field<number | null> {
  return {
    fallback: options.fallback ?? null,
    read(sent) {
      const value = last(sent)
      if (value === '') return demand(options.required)
      const found = /^(-?\d+)([KkMmGgTtPpEe])?$/.exec(value)
      if (!found) throw new Invalid(messages.value)
      const number = Number(found[1]) * 1000 ** ' kmgtpe'.indexOf((found[2] ?? ' ').toLowerCase())
      if (options.min !== undefined && number < options.min) throw new Invalid(messages.atLeast(options.min))
      if (options.max !== undefined && number > options.max) throw new Invalid(messages.atMost(options.max))
      return number
    },
  }
}

/** A check box: `false` in any case and empty are false, everything else is true, `0`, `no` and `off` too. */
export const flag = (fallback = false): Field<boolean> => ({
  fallback,
  read: (sent) =>
    sent.length === 0 ? undefined : !['', 'false'].includes((sent.at(-1) ?? '').toLowerCase()),
})

const spelledBooleans: Record<string, boolean> = {
  true: true,
  True: true,
  '1': true,
  '2': true,
  false: false,
  False: false,
  '3': false,
}

/** A boolean with three states: what is not spelled as one is no value. */
export const maybe = <T extends boolean | null>(fallback: T): Field<boolean | T> => ({
  fallback,
  read: (sent) => {
    const value = sent.at(-1) ?? ''
    return Object.hasOwn(spelledBooleans, value) ? spelledBooleans[value] : undefined
  },
})

interface ChoiceOptions extends Common<string> {
  choices: readonly string[]
  /** The name of the field in a message that lists the choices. */
  listedAs?: string
  /** A message of its own. */
  complaint?: string
  caseless?: boolean
  /** A further rule of a valid choice: its message, if any. */
  check?: (value: string) => string | undefined
  /** Empty is no value. */
  keepsOnEmpty?: boolean
}

export function choice(options: ChoiceOptions): Field<string> {
  const { choices, listedAs, required, fallback = '' } = options
  return {
    fallback,
    read(sent) {
      const given = sent.at(-1) ?? ''
      if (given === '') return required || options.keepsOnEmpty || sent.length === 0 ? demand(required) : ''
      const value = options.caseless ? given.toLowerCase() : given
      if (choices.includes(value)) return obey(value, options.check)
      if (options.complaint !== undefined) throw new Invalid(options.complaint)
      throw new Invalid(
        listedAs === undefined ? messages.choice(value) : messages.listedChoice(value, listedAs, choices),
      )
    },
  }
}

/** Choices of a repeated field, each of them once. */
export function choices(allowed: readonly string[]): Field<string[]> {
  return {
    fallback: [],
    read(sent) {
      const wrong = sent.find((value) => !allowed.includes(value))
      if (wrong !== undefined) throw new Invalid(messages.choice(wrong))
      return [...new Set(sent)]
    },
  }
}

interface ReferenceOptions<T> {
  required?: boolean
  complaint?: (value: string) => string
  /** Empty removes the reference from an existing object. */
  clears?: boolean
  fallback?: T | null
}

/** An object of another kind, found by what was sent. */
export function reference<T>(
  find: (value: string) => T | undefined,
  options: ReferenceOptions<T> = {},
): Field<T | null> {
  return {
    fallback: options.fallback ?? null,
    read(sent) {
      const value = sent.at(-1) ?? ''
      if (value === '') {
        if (options.clears && sent.length > 0) return null
        return demand(options.required)
      }
      const found = find(value)
      if (found === undefined) throw new Invalid(options.complaint?.(value) ?? messages.thatChoice)
      return found
    },
  }
}

/** Finds by id. */
export const byId =
  <T extends { id: number }>(all: readonly T[]) =>
  (value: string): T | undefined =>
    all.find((item) => String(item.id) === value.trim())

/** Finds by name. */
export const byName =
  <T extends { name: string }>(all: readonly T[]) =>
  (value: string): T | undefined =>
    all.find((item) => item.name === value)

/** Finds by id, or else by name: a number that is no id has a message of its own. */
export function specifier<T extends { id: number }>(
  all: readonly T[],
  second: (value: string) => T | undefined,
): (value: string) => T | undefined {
  return (value) => {
    const found = byId(all)(value)
    if (found) return found
    if (/^\s*\d+\s*$/.test(value)) throw new Invalid(messages.noneFound(value))
    return second(value)
  }
}

/** Objects of a repeated field by their ids. */
export function references<T extends { id: number }>(all: readonly T[]): Field<T[]> {
  return {
    fallback: [],
    read: (sent) => {
      const odd = sent.find((value) => !/^\s*[-+]?\d+\s*$/.test(value))
      if (odd !== undefined) throw new Invalid(messages.key(odd))
      return [...new Set(sent)].map((value) => {
        const found = byId(all)(value)
        if (!found) throw new Invalid(messages.choice(value))
        return found
      })
    },
  }
}

const macPattern =
  /^(([\da-f]{1,2}:){5}[\da-f]{1,2}|([\da-f]{1,2}-){5}[\da-f]{1,2}|([\da-f]{3,4}.){2}[\da-f]{3,4})$/i

export const isMac = (value: string): boolean => macPattern.test(value)

export function mac(options: Pick<TextOptions, 'required' | 'keepsOnEmpty' | 'check'> = {}): Field<string> {
  return text({
    ...options,
    check: (value) => {
      if (!isMac(value)) throw new Invalid(messages.mac(value))
      options.check?.(value)
    },
  })
}

/** An IP address of either family. */
export function address(options: Common<string> = {}): Field<string> {
  return text({
    ...options,
    check: (value) => {
      if (isIP(value) === 0) throw new Invalid(messages.address)
    },
  })
}

const urlPattern =
  /^(?:http|ftp)s?:\/\/(?:[^\s:@/]+(?::[^\s:@/]*)?@)?(?:(?:\d{1,3}\.){3}\d{1,3}|\[[\da-f:.]+\]|(?:[a-z\d\u00a1-\uffff](?:[a-z\d\u00a1-\uffff-]{0,61}[a-z\d\u00a1-\uffff])?\.)+(?!-)[a-z\u00a1-\uffff-]{2,63}\.?|localhost)(?::\d{2,5})?(?:[/?#]\S*)?$/iu

/** A URL of http, https or ftp as Django knows it: the host has a domain, or is an address or `localhost`. */
export const isUrl = (value: string): boolean => urlPattern.test(value)

/** JSON text. */
export function json<T>(fallback: T): Field<T> {
  return {
    fallback,
    read(sent) {
      const value = last(sent)
      if (value === '') return undefined
      try {
        return parseJson(value) as T
      } catch {
        throw new Invalid(messages.json)
      }
    },
  }
}

/** A list in one text, or the repeated field. */
export function list(separator: RegExp | string, check?: (items: string[]) => string[]): Field<string[]> {
  return {
    fallback: [],
    read(sent) {
      if (sent.length === 0) return undefined
      const items = sent.flatMap((value) => value.split(separator)).map((item) => item.trim())
      return check ? check(items) : items
    },
  }
}

/** A list without its empty items. */
export const words = (items: readonly string[]): string[] => items.filter(Boolean)
