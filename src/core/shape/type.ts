import { TEXT_FORMS } from './text-forms.js'

/*
 * The type language of spec/:
 *   string int number bool null any bytes file    plain
 *   date                                          a parameter that is a point in time: a Date or a string in the server's format
 *   mac ip cidr                                   a text; as a parameter it must have the form (text-forms.ts)
 *   Machine                                       a named shape
 *   T[]   T | null   T | U   map<T>               array, nullable, either, object with arbitrary keys
 *   object function signal                        options in code: an object, a function, an AbortSignal
 *   enum(a|b|c)                                   a closed enum
 *   enum(a|b|c|...)                               an open enum: a server may use other values
 */

export type Type =
  | { kind: 'plain'; name: string }
  | { kind: 'ref'; name: string }
  | { kind: 'array'; of: Type }
  | { kind: 'map'; of: Type }
  | { kind: 'enum'; words: readonly string[]; open: boolean }
  | { kind: 'nullable'; of: Type }
  | { kind: 'union'; of: readonly Type[] }

const PLAIN = new Set([
  ...'string int number bool null any bytes file date object function signal'.split(' '),
  ...Object.keys(TEXT_FORMS),
])

const parsed = new Map<string, Type>()

/**
 * Parses a type text; the result is shared and must not be changed.
 *
 * @throws SyntaxError for a text that is not in the language
 */
export function parseType(text: string): Type {
  let type = parsed.get(text)
  if (type === undefined) parsed.set(text, (type = parse(text.trim())))
  return type
}

function parse(source: string): Type {
  const parts = alternatives(source)
  if (parts.length > 1) {
    const others = parts.filter((part) => part !== 'null').map(parse)
    const [first] = others
    const type: Type = others.length === 1 && first !== undefined ? first : { kind: 'union', of: others }
    return others.length < parts.length ? { kind: 'nullable', of: type } : type
  }
  if (source.endsWith('[]')) return { kind: 'array', of: parse(source.slice(0, -2)) }
  if (source.startsWith('(') && source.endsWith(')')) return parse(source.slice(1, -1).trim())
  if (source.startsWith('map<') && source.endsWith('>'))
    return { kind: 'map', of: parse(source.slice(4, -1)) }
  if (source.startsWith('enum(') && source.endsWith(')')) {
    const words = source.slice(5, -1).split('|')
    const open = words.at(-1) === '...'
    return { kind: 'enum', words: open ? words.slice(0, -1) : words, open }
  }
  if (PLAIN.has(source)) return { kind: 'plain', name: source }
  if (/^[A-Z]\w*$/.test(source)) return { kind: 'ref', name: source }
  throw new SyntaxError(`${JSON.stringify(source)} is not a type`)
}

/** The parts of `T | U`; bars inside brackets do not count. */
function alternatives(source: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < source.length; at++) {
    const char = source[at]
    if (char === '(' || char === '<') depth++
    else if (char === ')' || char === '>') depth--
    else if (char === '|' && depth === 0) {
      parts.push(source.slice(start, at).trim())
      start = at + 1
    }
  }
  parts.push(source.slice(start).trim())
  return parts
}

/** Describes a type in an error message. */
export function describeType(type: Type): string {
  switch (type.kind) {
    case 'plain':
      return PLAIN_WORDS[type.name] ?? TEXT_FORMS[type.name]?.one ?? type.name
    case 'ref':
      return `an object (${type.name})`
    case 'array':
      return `a list of ${describeMany(type.of)}`
    case 'map':
      return `an object, each value ${describeType(type.of)}`
    case 'enum':
      return `one of ${type.words.join(', ')}`
    case 'nullable':
      return `${describeType(type.of)} or null`
    case 'union':
      return type.of.map(describeType).join(' or ')
  }
}

/** The plural of a type. */
function describeMany(type: Type): string {
  if (type.kind === 'plain') return PLAIN_PLURALS[type.name] ?? TEXT_FORMS[type.name]?.many ?? type.name
  return type.kind === 'ref'
    ? `objects (${type.name})`
    : type.kind === 'union'
      ? type.of.map(describeMany).join(' or ')
      : `values, each ${describeType(type)}`
}

const PLAIN_PLURALS: Record<string, string> = {
  string: 'strings',
  int: 'whole numbers',
  number: 'numbers',
  bool: 'booleans',
  any: 'anything',
  date: 'Dates or strings',
  file: 'files',
}

const PLAIN_WORDS: Record<string, string> = {
  string: 'a string',
  int: 'a whole number',
  number: 'a finite number',
  bool: 'a boolean',
  null: 'null',
  any: 'anything',
  bytes: 'bytes (Uint8Array)',
  file: 'a file ({ filename, content })',
  object: 'an object',
  function: 'a function',
  signal: 'an AbortSignal',
  date: 'a Date or a string',
}
