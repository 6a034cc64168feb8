import { z } from 'zod'
import { fieldsOf, type Shapes } from './shape.js'
import { TEXT_FORMS } from './text-forms.js'
import { parseType, type Type } from './type.js'

/**
 * Returns the shapes of an API as zod schemas by name, each created on first use. Objects keep unknown fields, and open enums accept
 * any string.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- shapes have no type of what they describe
export function zodSchemas<Schemas extends object>(shapes: Shapes): Schemas {
  const made: Record<string, z.ZodType> = {}
  const schemas = {}
  const named = (name: string): z.ZodType => {
    const shape = shapes[name]
    if (shape === undefined) return z.unknown()
    return (made[name] ??=
      typeof shape === 'string' ? schemaOf(parseType(shape)) : z.looseObject(objectOf(shape)))
  }
  const objectOf = (shape: Exclude<Shapes[string], string>): Record<string, z.ZodType> =>
    Object.fromEntries(
      fieldsOf(shape, {}).map(({ name, type, required }) => [
        name,
        required ? schemaOf(type) : schemaOf(type).optional(),
      ]),
    )
  const schemaOf = (type: Type): z.ZodType => {
    switch (type.kind) {
      case 'plain':
        return PLAIN[type.name]?.() ?? z.unknown()
      case 'ref':
        return z.lazy(() => named(type.name))
      case 'array':
        return z.array(schemaOf(type.of))
      case 'map':
        return z.record(z.string(), schemaOf(type.of))
      case 'enum':
        return type.open ? z.string() : z.enum(type.words as [string, ...string[]])
      case 'nullable':
        return schemaOf(type.of).nullable()
      case 'union':
        return z.union(type.of.map(schemaOf) as [z.ZodType, ...z.ZodType[]])
    }
  }
  for (const name in shapes)
    Object.defineProperty(schemas, name, { enumerable: true, get: () => named(name) })
  return schemas as Schemas
}

const PLAIN: Record<string, () => z.ZodType> = {
  ...Object.fromEntries(Object.keys(TEXT_FORMS).map((name) => [name, () => z.string()])),
  string: () => z.string(),
  int: () => z.int(),
  number: () => z.number(),
  bool: () => z.boolean(),
  null: () => z.null(),
}
