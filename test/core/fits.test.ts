import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fitsOf } from '../../src/core/fits.js'

/** Schemas of every kind that the generator writes. */
const { schema } = fc.letrec<{ schema: z.ZodType }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<z.ZodType>(
      z.string(),
      z.int(),
      z.number(),
      z.boolean(),
      z.null(),
      z.unknown(),
      z.enum(['on', 'off']),
    ),
    tie('schema').map((inner) => z.array(inner)),
    tie('schema').map((inner) => inner.nullable()),
    tie('schema').map((inner) => z.record(z.string(), inner)),
    fc.tuple(tie('schema'), tie('schema')).map((parts) => z.union(parts)),
    fc
      .dictionary(fc.constantFrom('a', 'b', 'c-d', '__all__'), fc.tuple(tie('schema'), fc.boolean()), {
        maxKeys: 3,
      })
      .map((fields) =>
        z.object(
          Object.fromEntries(
            Object.entries(fields).map(([key, [field, optional]]) => [
              key,
              optional ? field.optional() : field,
            ]),
          ),
        ),
      ),
  ),
}))

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>('on', 'off', '', 'text', 0, 1, -1, 1.5, 2 ** 53, true, false, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c-d', '__all__', 'other'), tie('value'), { maxKeys: 3 }),
  ),
}))

/** The same schema, strict about unknown fields all the way down. */
function strict(one: z.ZodType): z.ZodType {
  if (one instanceof z.ZodObject)
    return z.strictObject(
      Object.fromEntries(Object.entries(one.shape).map(([key, field]) => [key, strict(field as z.ZodType)])),
    )
  if (one instanceof z.ZodArray) return z.array(strict(one.element as z.ZodType))
  if (one instanceof z.ZodNullable) return strict(one.unwrap() as z.ZodType).nullable()
  if (one instanceof z.ZodOptional) return strict(one.unwrap() as z.ZodType).optional()
  if (one instanceof z.ZodRecord) return z.record(z.string(), strict(one.valueType as z.ZodType))
  if (one instanceof z.ZodUnion) return z.union(one.options.map((part) => strict(part as z.ZodType)))
  return one
}

describe('whether a reply fits', () => {
  it('is what zod says of the strict schema', () => {
    fc.assert(
      fc.property(schema, value, (one, reply) => {
        expect(fitsOf(one)(reply)).toBe(strict(one).safeParse(reply).success)
      }),
      { numRuns: 3000 },
    )
  })

  it('is known of a schema that contains itself', () => {
    const tree = z.object({
      name: z.string(),
      get children() {
        return z.array(tree).optional()
      },
    })
    expect(fitsOf(tree)({ name: 'a', children: [{ name: 'b', children: [] }, { name: 'c' }] })).toBe(true)
    expect(fitsOf(tree)({ name: 'a', children: [{ name: 'b', children: [{ nom: 'c' }] }] })).toBe(false)
  })

  it("is zod's to judge where the schema is of another kind", () => {
    expect(fitsOf(z.iso.datetime())('2026-11-24T07:00:00Z')).toBe(true)
    expect(fitsOf(z.iso.datetime())('yesterday')).toBe(false)
    expect(fitsOf(z.number().min(3))(2)).toBe(false)
  })
})
