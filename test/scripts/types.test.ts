import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { literal, propertyName, quote } from '../../scripts/generate/constant.js'
import { parseFields, parseType, refsOf, typeScript, zod } from '../../scripts/generate/types.js'

describe('a type of the specs', () => {
  it.each([
    ['string', 'string', 'string'],
    ['int', 'number', 'number'],
    ['bool | null', 'boolean | null', 'boolean | null'],
    ['any', 'unknown', 'unknown'],
    ['string[]', 'string[]', 'readonly string[]'],
    ['(string | int)[]', '(string | number)[]', 'readonly (string | number)[]'],
    ['map<int>', 'Record<string, number>', 'Readonly<Record<string, number>>'],
    [
      'map<string[] | null>',
      'Record<string, string[] | null>',
      'Readonly<Record<string, readonly string[] | null>>',
    ],
    ['Machine[] | null', 'Machine[] | null', 'readonly Machine[] | null'],
    ['string | int | null', 'string | number | null', 'string | number | null'],
    ['enum(a|b c)', "'a' | 'b c' | (string & {})", "'a' | 'b c' | (string & {})"],
    ['date', 'Date | string', 'Date | string'],
  ])('%s is %s as an answer and %s as a parameter', (text, answered, given) => {
    const type = parseType(text)
    expect(typeScript(type)).toBe(answered)
    expect(typeScript(type, true)).toBe(given)
  })

  it.each(['', 'strng', 'machine', 'map<>', 'enum()', 'map<strng>', 'string |'])(
    '%j is none, and is said so',
    (text) => {
      expect(() => parseType(text)).toThrow(/^no type: /)
    },
  )

  it('names the types that it needs', () => {
    expect(refsOf(parseType('map<Machine | Node[]> | Tag | null'))).toEqual(['Machine', 'Node', 'Tag'])
  })

  it('has a schema that takes what the type says, and nothing else', () => {
    const schemaOf = (text: string): z.ZodType =>
      runInNewContext(
        zod(parseType(text), (name) => name),
        { z },
      ) as z.ZodType
    const takes = (text: string, value: unknown): boolean => schemaOf(text).safeParse(value).success
    expect([
      takes('int[] | null', [1]),
      takes('int[] | null', null),
      takes('int[] | null', ['1']),
      takes('int[] | null', undefined),
    ]).toEqual([true, true, false, false])
    expect([takes('map<bool>', { a: true }), takes('map<bool>', { a: 1 })]).toEqual([true, false])
    expect([takes('string | int', 'a'), takes('string | int', 1), takes('string | int', 1.5)]).toEqual([
      true,
      true,
      false,
    ])
  })
})

describe('a field', () => {
  it('may be absent, travel in its own way, and say what it is', () => {
    expect(parseFields({ 'tags?': 'string[]@comma; names; of tags' })).toEqual([
      { name: 'tags', optional: true, type: parseType('string[]'), wire: 'comma', doc: 'names; of tags' },
    ])
    expect(parseFields({ id: 'int' })).toEqual([
      { name: 'id', optional: false, type: parseType('int'), wire: undefined, doc: undefined },
    ])
  })
})

describe('a value as source', () => {
  it.each(["it's", 'a"b', 'back\\slash', 'line\nbreak', 'ü', '${x}'])('%j comes back as it was', (text) => {
    expect(runInNewContext(quote(text))).toBe(text)
    expect(runInNewContext(`({ ${propertyName(text)}: 1 })`)).toEqual({ [text]: 1 })
  })

  it('of any depth comes back as it was, long ones over several lines', () => {
    const value = {
      a: [1, null, true, { 'b-c': [], d: {} }],
      long: Array.from({ length: 60 }, (_nothing, index) => `item ${index}`),
    }
    expect(literal(value).split('\n').length).toBeGreaterThan(3)
    expect(runInNewContext(`(${literal(value)})`)).toEqual(value)
  })
})
