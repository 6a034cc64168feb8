import fc from 'fast-check'
import { fieldsOf, type Shapes } from '../../src/core/shape/shape.js'
import { parseType, type Type } from '../../src/core/shape/type.js'

/** Texts that mislead code which looks names up, joins lines or quotes. */
const oddTexts = [
  '',
  'constructor',
  '__proto__',
  'toString',
  'null',
  '[object Object]',
  'a\nb',
  '\ud800',
  '"',
  '{"error":"',
  'unit-web-0',
  'a/0',
  '9'.repeat(400),
  ' '.repeat(3000),
]

export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...oddTexts),
  fc.string({ maxLength: 20 }),
)

const leaf: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, false, 0, -1, 1.5, 1e300, Number.MAX_SAFE_INTEGER, [], {}, [null], [[]]),
  anyText,
)

const grown: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: leaf },
  { weight: 1, arbitrary: fc.array(leaf, { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.dictionary(fc.oneof(anyText, fc.constantFrom('error', 'message')), leaf, { maxKeys: 3 }),
  },
)

/** Any JSON value, not deep, from a fixed set: drawing from it takes a tenth of the time of making one. */
export const anyJson: fc.Arbitrary<unknown> = fc.constantFrom(...fc.sample(grown, { numRuns: 1000, seed: 7 }))

const PLAIN: Record<string, fc.Arbitrary<unknown>> = {
  string: anyText,
  int: fc.integer(),
  number: fc.double({ noNaN: true, noDefaultInfinity: true }),
  bool: fc.boolean(),
}

/** Values of a type in which any part may be something else, or missing. */
export function nearly(shapes: Shapes, type: string, version?: number): fc.Arbitrary<unknown> {
  const made = new Map<string, fc.Arbitrary<unknown>>()
  const wrongAtTimes = (right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: anyJson })
  const of = (one: Type, depth: number): fc.Arbitrary<unknown> => {
    if (depth > 6) return leaf
    switch (one.kind) {
      case 'plain':
        return wrongAtTimes(PLAIN[one.name] ?? anyJson)
      case 'enum':
        return wrongAtTimes(fc.constantFrom(...one.words, 'other'))
      case 'nullable':
        return fc.oneof(fc.constant(null), of(one.of, depth))
      case 'union':
        return fc.oneof(...one.of.map((part) => of(part, depth)))
      case 'array':
        return wrongAtTimes(fc.array(of(one.of, depth + 1), { maxLength: 2 }))
      case 'map':
        return wrongAtTimes(fc.dictionary(anyText, of(one.of, depth + 1), { maxKeys: 2 }))
      case 'ref': {
        const shape = shapes[one.name]
        if (shape === undefined) return anyJson
        if (typeof shape === 'string') return of(parseType(shape), depth)
        const key = `${one.name} ${depth}`
        const known = made.get(key)
        if (known !== undefined) return known
        const fields = fieldsOf(shape, { version })
        const record = fc.record(
          Object.fromEntries(fields.map((field) => [field.name, of(field.type, depth + 1)])),
          { requiredKeys: [] },
        )
        const whole = fc.record(
          Object.fromEntries(fields.map((field) => [field.name, of(field.type, depth + 1)])),
        )
        const arbitrary = wrongAtTimes(
          fc.oneof({ weight: 4, arbitrary: whole }, { weight: 1, arbitrary: record }),
        )
        made.set(key, arbitrary)
        return arbitrary
      }
    }
  }
  return of(parseType(type), 0)
}
