import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { explainMisfit } from '../../../src/core/shape/explain.js'
import { fitsOf } from '../../../src/core/shape/fits.js'
import type { Shapes } from '../../../src/core/shape/shape.js'
import { zodSchemas } from '../../../src/core/shape/zod.js'

/** Types of every kind, and the shapes that they name. */
const { type } = fc.letrec<{ type: string }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('string', 'int', 'number', 'bool', 'null', 'any', 'enum(on|off)', 'A', 'B'),
    tie('type').map((inner) => `(${inner})[]`),
    tie('type').map((inner) => `(${inner}) | null`),
    tie('type').map((inner) => `map<${inner}>`),
    fc.tuple(tie('type'), tie('type')).map(([one, other]) => `(${one}) | (${other})`),
  ),
}))

const fields = fc.dictionary(fc.constantFrom('a', 'b?', 'c-d', '__all__?'), type, { maxKeys: 3 })
const shapes: fc.Arbitrary<Shapes> = fc.record({ A: fields, B: fields })

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>('on', 'off', '', 'text', 0, 1, -1, 1.5, 2 ** 53, true, false, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c-d', '__all__', 'other'), tie('value'), { maxKeys: 3 }),
  ),
}))

/** The same schema, strict about unknown fields at every level. */
function strict(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodLazy) return z.lazy(() => strict(schema.unwrap() as z.ZodType))
  if (schema instanceof z.ZodObject)
    return z.strictObject(
      Object.fromEntries(
        Object.entries(schema.shape).map(([key, field]) => [key, strict(field as z.ZodType)]),
      ),
    )
  if (schema instanceof z.ZodArray) return z.array(strict(schema.element as z.ZodType))
  if (schema instanceof z.ZodNullable) return strict(schema.unwrap() as z.ZodType).nullable()
  if (schema instanceof z.ZodOptional) return strict(schema.unwrap() as z.ZodType).optional()
  if (schema instanceof z.ZodRecord) return z.record(z.string(), strict(schema.valueType as z.ZodType))
  if (schema instanceof z.ZodUnion)
    return z.union(schema.options.map((part) => strict(part as z.ZodType)) as [z.ZodType])
  return schema
}

describe('a reply', () => {
  it('may have a word that an open set does not list', () => {
    const shapes_: Shapes = { Open: 'enum(on|off|...)', Closed: 'enum(on|off)' }
    expect(fitsOf(shapes_, 'Open')('sleeping')).toBe(true)
    expect(fitsOf(shapes_, 'Closed')('sleeping')).toBe(false)
    const schemas = zodSchemas<{ Open: z.ZodType; Closed: z.ZodType }>(shapes_)
    expect([schemas.Open, schemas.Closed].map((one) => one.safeParse('sleeping').success)).toEqual([
      true,
      false,
    ])
  })

  it('fits exactly when its strict zod schema accepts it, and has an issue when it does not', () => {
    fc.assert(
      fc.property(shapes, type, value, (known, text, reply) => {
        const all = { ...known, Whole: text }
        const accepted = strict(zodSchemas<{ Whole: z.ZodType }>(all).Whole).safeParse(reply).success
        expect(fitsOf(all, text)(reply)).toBe(accepted)
        expect(explainMisfit(all, text, reply).length > 0).toBe(!accepted)
      }),
      { numRuns: 3000 },
    )
  })

  const tree: Shapes = { Tree: { name: 'string', 'children?': 'Tree[]', 'state?': 'enum(on|off|...)' } }

  it('may be recursive', () => {
    expect(fitsOf(tree, 'Tree')({ name: 'a', children: [{ name: 'b', children: [] }] })).toBe(true)
    expect(fitsOf(tree, 'Tree')({ name: 'a', children: [{ nom: 'b' }] })).toBe(false)
  })

  it('is explained by path: each once, without values', () => {
    const reply = [
      { name: 'a' },
      { name: 1, colour: 'secret' },
      { name: 2, children: [{}, { name: 'c', state: 5 }] },
    ]
    expect(explainMisfit(tree, 'Tree[]', reply)).toEqual([
      { path: '[].name', kind: 'type', message: 'expected a string, got 1' },
      { path: '[].colour', kind: 'unknown', message: 'unknown field' },
      { path: '[].children[].name', kind: 'missing', message: 'missing; expected a string' },
      { path: '[].children[].state', kind: 'type', message: 'expected one of on, off, got 5' },
    ])
  })

  it('may lack fields that only some releases have', () => {
    const shapes_: Shapes = { Thing: { id: 'int', dpu: { type: 'bool', since: '3.7' } } }
    expect(fitsOf(shapes_, 'Thing')({ id: 1 })).toBe(true)
    expect(fitsOf(shapes_, 'Thing')({ id: 1, dpu: 'yes' })).toBe(false)
  })

  it('is checked against the version of its facade if that is known', () => {
    const model: Shapes = {
      Model: {
        name: 'string',
        'owner-tag': { type: 'string', versions: '-10' },
        qualifier: { type: 'string', versions: '11-' },
      },
      Unit: {
        placement: [
          { type: 'string', versions: '-14' },
          { type: 'Model[]', versions: '15-' },
        ],
      },
    }
    const old = { name: 'm', 'owner-tag': 'user-admin' }
    expect(fitsOf(model, 'Model', { version: 10 })(old)).toBe(true)
    expect(
      explainMisfit(model, 'Model', old, { version: 11 }).map(({ path, kind }) => `${kind} ${path}`),
    ).toEqual(['unknown owner-tag', 'missing qualifier'])
    expect(fitsOf(model, 'Unit', { version: 14 })({ placement: '0' })).toBe(true)
    expect(fitsOf(model, 'Unit', { version: 15 })({ placement: '0' })).toBe(false)
    expect(fitsOf(model, 'Model')(old)).toBe(true)
  })
})
