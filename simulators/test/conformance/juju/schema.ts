import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isObject } from '../compare.js'

const file = fileURLToPath(
  new URL('../../../../../shared/reference/juju/schemas/juju-4.0.15.json', import.meta.url),
)

export const haveSchemas = existsSync(file)

interface Schema {
  $ref?: string
  type?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  patternProperties?: Record<string, Schema>
  definitions?: Record<string, Schema>
}

/** The schema of each facade of 4.0.15, by name. */
export function facadeSchemas(): Map<string, Schema> {
  const facades = JSON.parse(readFileSync(file, 'utf8')) as { Name: string; Schema: Schema }[]
  return new Map(facades.map(({ Name, Schema }) => [Name, Schema]))
}

/** The differences of a response from the schema of its method: unknown keys, missing ones, wrong types. */
export function misfits(facade: Schema, method: string, response: unknown): string[] {
  const result = facade.properties?.[method]?.properties?.['Result']
  const found = new Set<string>()
  if (result !== undefined) check(facade.definitions ?? {}, result, response, '', found)
  return [...found]
}

function check(
  definitions: Record<string, Schema>,
  schema: Schema,
  value: unknown,
  path: string,
  found: Set<string>,
): void {
  const {
    type,
    properties,
    required = [],
    items = {},
    patternProperties = {},
  } = flattened(definitions, schema)
  if (value === null || value === undefined) return
  // An object without properties is Go's `interface {}`: anything.
  if (type === 'object' && properties === undefined && Object.keys(patternProperties).length === 0) return
  if (!isOfType(type, value)) {
    found.add(`${path}: ${type} expected`)
  } else if (Array.isArray(value)) {
    for (const item of value) check(definitions, items, item, `${path}[]`, found)
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      const known = properties?.[key] ?? Object.values(patternProperties)[0]
      if (known === undefined) found.add(`${path}.${key}: unknown`)
      else check(definitions, known, item, `${path}.${key}`, found)
    }
    for (const key of required) if (!(key in value)) found.add(`${path}.${key}: missing`)
  }
}

/** Versions are a struct in the schemas and text in replies. */
const version: Schema = { type: 'string' }

/** An embedded struct has a capitalized name in the schemas; in replies its fields are inlined, but for errors (raw-calls.json, 72). */
function flattened(definitions: Record<string, Schema>, { $ref, ...own }: Schema): Schema {
  if ($ref?.endsWith('/Number') === true) return version
  const schema = $ref === undefined ? own : (definitions[$ref.slice($ref.lastIndexOf('/') + 1)] ?? {})
  const fields = Object.entries(schema.properties ?? {})
  const embedded = fields
    .filter(([name, field]) => name !== 'Error' && field.$ref?.endsWith(`/${name}`))
    .map(([name]) => name)
  const parts = embedded.map((name) => flattened(definitions, definitions[name] ?? {}))
  return {
    ...schema,
    ...(schema.properties === undefined
      ? {}
      : {
          properties: Object.assign({}, ...parts.map((part) => part.properties), schema.properties) as Record<
            string,
            Schema
          >,
        }),
    required: [...(schema.required ?? []), ...parts.flatMap((part) => part.required ?? [])].filter(
      (name) => !embedded.includes(name),
    ),
  }
}

function isOfType(type: string | undefined, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value)
    case 'array':
      // Byte slices are base64.
      return Array.isArray(value) || typeof value === 'string'
    case 'object':
      return isObject(value)
    case undefined:
      return true
    default:
      return typeof value === type
  }
}
