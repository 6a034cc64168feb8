// The example in the docstring of a generated method: a call with its required arguments.
import { TEXT_FORMS } from '../../src/core/shape/text-forms.js'
import { parseType, type Type } from '../../src/core/shape/type.js'
import { literal, propertyName, quote } from './literal.js'
import type { OperationSpec } from './model.js'
import { camel } from './names.js'
import type { FindType } from './types.js'

/** Values of common parameters, from the documentation of the products. */
const VALUES: Readonly<Record<string, string>> = {
  system_id: '4y3h7n',
  machines: '4y3h7n',
  query: 'tag:openstack',
  email: 'ops@example.com',
  name: 'openstack',
  title: 'web-1',
  tags: 'openstack',
  packages: 'openssl',
  architecture: 'amd64/generic',
}

/** The code of a value without names of its own: source text, not yet quoted. */
class Source {
  constructor(readonly code: string) {}
}

function valueOf(name: string, type: Type, find: FindType): unknown {
  switch (type.kind) {
    case 'plain':
      return plainValue(name, type.name)
    case 'enum':
      return type.words[0]
    case 'array':
      return [valueOf(name, type.of, find)]
    case 'map':
      return { [VALUES['name'] ?? '']: valueOf(name, type.of, find) }
    case 'nullable':
      return valueOf(name, type.of, find)
    case 'union':
      return valueOf(name, type.of.find((part) => part.kind !== 'array') ?? (type.of[0] as Type), find)
    case 'ref': {
      const { fields, alias } = find(type.name).type
      return fields === undefined
        ? valueOf(name, parseType(alias ?? 'any'), find)
        : requiredFields(type.name, find)
    }
  }
}

function plainValue(name: string, type: string): unknown {
  if (type === 'int' || type === 'number') return 1
  if (type === 'bool') return true
  if (type === 'date') return new Source("'2027-01-31T02:00:00Z'")
  if (type === 'file') return { filename: `${name}.txt`, content: 'text' }
  if (type === 'bytes') return new Source("new TextEncoder().encode('text')")
  return TEXT_FORMS[type]?.example ?? VALUES[name] ?? name.replaceAll('_', '-')
}

/** The fields that a call cannot omit, with values. */
function requiredFields(params: string, find: FindType): Record<string, unknown> {
  const { fields = [], extends: bases = [] } = find(params).type
  const own = fields
    .filter(({ optional, forms: [first] }) => !optional && first?.since === undefined)
    .map(({ name, forms: [first] }) => [name, valueOf(name, parseType(first?.type ?? 'string'), find)])
  return Object.assign(
    {},
    ...bases.map((base) => requiredFields(base, find)),
    Object.fromEntries(own),
  ) as Record<string, unknown>
}

/**
 * The lines of an example.
 *
 * @param target the method: `maas.machines.deploy`
 * @param path the path arguments, with the type of each
 * @param required the type of the parameters, if any is required
 */
export function exampleOf(
  target: string,
  path: readonly (readonly [name: string, type: string | undefined])[],
  { example, list }: Pick<OperationSpec, 'example' | 'list'>,
  required: string | undefined,
  find: FindType,
): string[] {
  const params =
    example ?? (required === undefined ? undefined : sourceOf(valueOf('params', parseType(required), find)))
  const args = [
    ...path.map(([name, type]) => (type === 'int' ? '1' : quote(VALUES[name] ?? camel(name)))),
    ...(params === undefined ? [] : [params]),
  ]
  const call = `${target}(${args.join(', ')})`
  return [
    '@example',
    list !== undefined ? `for await (const item of ${call}) console.log(item)` : `await ${call}`,
  ]
}

function sourceOf(value: unknown): string {
  if (value instanceof Source) return value.code
  if (typeof value !== 'object' || value === null) return literal(value)
  if (Array.isArray(value)) return `[${value.map(sourceOf).join(', ')}]`
  const fields = Object.entries(value).map(([name, field]) => `${propertyName(name)}: ${sourceOf(field)}`)
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}
