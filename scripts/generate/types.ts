import { propertyName, quote } from './constant.js'

/*
 * The type language of spec/, one line a type:
 *   string int number bool null any bytes file    plain
 *   date                                          a parameter that is a point in time: a Date or the server's own text
 *   Machine                                       a type of this system's specs
 *   T[]   T | null   T | U   map<T>               array, nullable, either, object used as a map
 *   enum(a|b|c)                                   known words; others are passed on and reported
 *   T@comma                                       how a parameter travels (see Wire in src/core/operations.ts)
 * A field is `name: type` or `name: type; what it is`; `name?` may be absent.
 */

export type Type =
  | { kind: 'plain'; name: string }
  | { kind: 'ref'; name: string }
  | { kind: 'array'; of: Type }
  | { kind: 'map'; of: Type }
  | { kind: 'enum'; words: string[] }
  | { kind: 'nullable'; of: Type }
  | { kind: 'union'; of: Type[] }

export interface Field {
  name: string
  optional: boolean
  type: Type
  wire: string | undefined
  doc: string | undefined
}

const PLAIN = new Set(['string', 'int', 'number', 'bool', 'null', 'any', 'bytes', 'file', 'date'])

export function parseType(text: string): Type {
  const source = text.trim()
  const parts = alternatives(source)
  if (parts.length > 1) {
    const others = parts.filter((part) => part !== 'null')
    const type: Type =
      others.length === 1 ? parseType(others[0] ?? '') : { kind: 'union', of: others.map(parseType) }
    return others.length < parts.length ? { kind: 'nullable', of: type } : type
  }
  if (source.endsWith('[]')) return { kind: 'array', of: parseType(source.slice(0, -2)) }
  if (source.startsWith('(') && source.endsWith(')')) return parseType(source.slice(1, -1))
  const map = /^map<(.+)>$/.exec(source)
  if (map?.[1] !== undefined) return { kind: 'map', of: parseType(map[1]) }
  const words = /^enum\((.+)\)$/.exec(source)
  if (words?.[1] !== undefined) return { kind: 'enum', words: words[1].split('|').map((word) => word.trim()) }
  if (PLAIN.has(source)) return { kind: 'plain', name: source }
  if (/^[A-Z]\w*$/.test(source)) return { kind: 'ref', name: source }
  throw new Error(`no type: ${JSON.stringify(text)}`)
}

/** The parts of `T | U`, bars inside brackets left alone. */
function alternatives(source: string): string[] {
  const parts = ['']
  let depth = 0
  for (const char of source) {
    if ('(<'.includes(char)) depth++
    if (')>'.includes(char)) depth--
    if (char === '|' && depth === 0) parts.push('')
    else parts.push(`${parts.pop() ?? ''}${char}`)
  }
  return parts.map((part) => part.trim())
}

export function parseFields(fields: Record<string, string>): Field[] {
  return Object.entries(fields).map(([key, text]) => {
    const [typeText = '', ...doc] = text.split(';')
    const [type = '', wire] = typeText.split('@')
    return {
      name: key.replace(/\?$/, ''),
      optional: key.endsWith('?'),
      type: parseType(type),
      wire: wire?.trim(),
      doc: doc.length > 0 ? doc.join(';').trim() : undefined,
    }
  })
}

export function refsOf(type: Type): string[] {
  if (type.kind === 'ref') return [type.name]
  if (type.kind === 'union') return type.of.flatMap(refsOf)
  return 'of' in type ? refsOf(type.of) : []
}

const TS_PLAIN: Record<string, string> = {
  int: 'number',
  bool: 'boolean',
  any: 'unknown',
  bytes: 'Uint8Array',
  file: 'FormFile',
  date: 'Date | string',
}

/** A type as TypeScript; what a caller gives is `readonly`, so that he may keep his own arrays and maps so. */
export function typeScript(type: Type, given = false): string {
  switch (type.kind) {
    case 'plain':
      return TS_PLAIN[type.name] ?? type.name
    case 'ref':
      return type.name
    case 'array': {
      const of = typeScript(type.of, given)
      return `${given ? 'readonly ' : ''}${/[|&]/.test(of) ? `(${of})[]` : `${of}[]`}`
    }
    case 'map':
      return given
        ? `Readonly<Record<string, ${typeScript(type.of, given)}>>`
        : `Record<string, ${typeScript(type.of)}>`
    case 'enum':
      return `${type.words.map(quote).join(' | ')} | (string & {})`
    case 'nullable':
      return `${typeScript(type.of, given)} | null`
    case 'union':
      return type.of.map((part) => typeScript(part, given)).join(' | ')
  }
}

const ZOD_PLAIN: Record<string, string> = {
  string: 'z.string()',
  int: 'z.int()',
  number: 'z.number()',
  bool: 'z.boolean()',
  null: 'z.null()',
}

/** The zod schema of a type; `ref` says how a named type is written here. */
export function zod(type: Type, ref: (name: string) => string): string {
  switch (type.kind) {
    case 'plain':
      return ZOD_PLAIN[type.name] ?? 'z.unknown()'
    case 'ref':
      return ref(type.name)
    case 'array':
      return `z.array(${zod(type.of, ref)})`
    case 'map':
      return `z.record(z.string(), ${zod(type.of, ref)})`
    case 'enum':
      return `z.enum([${type.words.map(quote).join(', ')}])`
    case 'nullable':
      return `${zod(type.of, ref)}.nullable()`
    case 'union':
      return `z.union([${type.of.map((part) => zod(part, ref)).join(', ')}])`
  }
}

export const comment = (lines: string[], indent = ''): string =>
  lines.length === 1
    ? `${indent}/** ${lines[0]} */\n`
    : `${indent}/**\n${lines.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}\n`).join('')}${indent} */\n`

export function emitInterface(name: string, doc: string | undefined, fields: Field[], given = false): string {
  const body = fields
    .map(
      (field) =>
        `${field.doc === undefined ? '' : comment([field.doc], '  ')}  ${propertyName(field.name)}${field.optional ? '?' : ''}: ${typeScript(field.type, given)}\n`,
    )
    .join('')
  return `${doc === undefined ? '' : comment([doc])}export interface ${name} {\n${body}}\n`
}

export function emitSchema(name: string, fields: Field[], ref: (name: string) => string): string {
  const body = fields
    .map((field) => {
      const schema = `${zod(field.type, ref)}${field.optional ? '.optional()' : ''}`
      // A getter is read when the schema is used, so types may refer to each other in any order.
      return refsOf(field.type).length > 0
        ? `  get ${propertyName(field.name)}() {\n    return ${schema}\n  },\n`
        : `  ${propertyName(field.name)}: ${schema},\n`
    })
    .join('')
  return `export const ${name}: z.ZodType = z.object({\n${body}})\n`
}
