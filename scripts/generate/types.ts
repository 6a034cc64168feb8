// Types of the specification as TypeScript interfaces and as plain data.
import { OTHERS } from '../../src/core/shape/shape.js'
import { TEXT_FORMS } from '../../src/core/shape/text-forms.js'
import { parseType, type Type } from '../../src/core/shape/type.js'
import { comment, literal, propertyName, quote } from './literal.js'
import type { Api, FieldSpec, Found, NamedField, NamedType } from './model.js'

/** Finds a named type, or fails with the line of its use. */
export type FindType = (name: string) => Found

const PLAIN: Record<string, string> = {
  ...Object.fromEntries(Object.keys(TEXT_FORMS).map((name) => [name, 'string'])),
  int: 'number',
  bool: 'boolean',
  any: 'unknown',
  bytes: 'Uint8Array',
  file: 'FormFile',
  date: 'Date | string',
}

/** A type as TypeScript; arguments are `readonly`. */
export function typeScript(type: Type, given = false): string {
  switch (type.kind) {
    case 'plain':
      return PLAIN[type.name] ?? type.name
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
      return [...type.words.map(quote), ...(type.open ? ['(string & {})'] : [])].join(' | ')
    case 'nullable':
      return `${typeScript(type.of, given)} | null`
    case 'union':
      return [...new Set(type.of.map((part) => typeScript(part, given)))].join(' | ')
  }
}

/** Describes the releases or versions that have it; empty if all have it. */
export function availability(
  product: string,
  { since, until, versions }: Pick<FieldSpec, 'since' | 'until' | 'versions'>,
): string {
  const releases =
    since !== undefined && until !== undefined
      ? `${product} ${since} to ${until}.`
      : since !== undefined
        ? `${product} ${since} and later.`
        : until !== undefined
          ? `${product} up to ${until}.`
          : ''
  const [from, to = from] = versions?.split('-') ?? []
  const facades =
    versions === undefined
      ? ''
      : from === to
        ? `Version ${from} only.`
        : from === ''
          ? `Versions up to ${to}.`
          : to === ''
            ? `Version ${from} and later.`
            : `Versions ${from} to ${to}.`
  return [releases, facades].filter((text) => text !== '').join(' ')
}

const conditional = ({ since, until, versions }: FieldSpec): boolean =>
  (since ?? until ?? versions) !== undefined

/** A named type as TypeScript: an interface, or an alias of a type. */
export function emitType(
  product: string,
  { name, doc, fields, alias, given, extends: bases = [] }: NamedType,
): string {
  const head = doc === undefined ? '' : comment([sentence(doc)])
  if (fields === undefined)
    return `${head}export type ${name} = ${typeScript(parseType(alias ?? 'any'), given)}\n`
  const body = fields.map((field) => emitField(product, field, given)).join('')
  const from = bases.length === 0 ? '' : ` extends ${bases.join(', ')}`
  return `${head}export interface ${name}${from} {\n${body}}\n`
}

function emitField(product: string, { name, optional, forms }: NamedField, given: boolean): string {
  if (name === OTHERS) return `  [name: string]: ${typeScript(parseType(forms[0]?.type ?? 'any'), given)}\n`
  const docs = forms.map((form) =>
    [form.doc === undefined ? '' : sentence(form.doc), availability(product, form)]
      .filter((text) => text !== '')
      .join(' '),
  )
  const doc = [...new Set(docs)].filter((text) => text !== '').join(' ')
  const types = [...new Set(forms.map(({ type }) => typeScript(parseType(type), given)))].join(' | ')
  const absent = optional || forms.some(conditional)
  return `${doc === '' ? '' : comment([doc], '  ')}  ${propertyName(name)}${absent ? '?' : ''}: ${types}\n`
}

/** Adds a capital letter and a full stop. */
export const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`

/** A named type as data, for checks. */
export function shapeOf(type: NamedType, find: FindType): unknown {
  if (type.fields === undefined) return type.alias ?? 'any'
  return Object.fromEntries(
    allFieldsOf(type, find).map(({ name, optional, forms }) => [
      optional ? `${name}?` : name,
      forms.length === 1 && forms[0] !== undefined ? compact(forms[0]) : forms.map(compact),
    ]),
  )
}

/** The fields of a type, those of the types that it extends first. */
export const allFieldsOf = (
  { fields = [], extends: bases = [] }: NamedType,
  find: FindType,
): NamedField[] => [...bases.flatMap((base) => allFieldsOf(find(base).type, find)), ...fields]

function compact({ doc: _doc, ...facts }: FieldSpec & { source?: string }): unknown {
  const { source: _source, ...kept } = facts
  return Object.keys(kept).length === 1 && facts.type !== undefined ? facts.type : kept
}

/** The shapes of an API as a module. */
export function emitShapes(api: Api, used: readonly Api[], find: FindType): string {
  const imports = used.map(({ spec }) => `import { shapes as ${spec.api} } from '../${spec.api}/shapes.js'\n`)
  const entries = [
    ...used.map(({ spec }) => `  ...${spec.api},\n`),
    ...[...api.types.values()].map((type) => `  ${type.name}: ${literal(shapeOf(type, find), '  ')},\n`),
  ]
  const shapes = `import type { Shapes } from '../../../core/shape/shape.js'\n`
  return `${shapes}${imports.join('')}\nexport const shapes: Shapes = {\n${entries.join('')}}\n`
}
