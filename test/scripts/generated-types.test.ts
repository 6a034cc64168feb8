import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { parseType } from '../../src/core/shape/type.js'
import { literal, propertyName, quote } from '../../scripts/generate/literal.js'
import { refsOf } from '../../scripts/generate/model.js'
import { availability, emitType, typeScript } from '../../scripts/generate/types.js'

describe('a type of the specification', () => {
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
    ['enum(a|b c|...)', "'a' | 'b c' | (string & {})", "'a' | 'b c' | (string & {})"],
    ['enum(a|b)', "'a' | 'b'", "'a' | 'b'"],
    ['date', 'Date | string', 'Date | string'],
    ['mac[]', 'string[]', 'readonly string[]'],
    ['(ip | cidr)[] | null', 'string[] | null', 'readonly string[] | null'],
  ])('%s is %s as a reply and %s as a parameter', (text, answered, given) => {
    const type = parseType(text)
    expect(typeScript(type)).toBe(answered)
    expect(typeScript(type, true)).toBe(given)
  })

  it('has the names of the types that it refers to', () => {
    expect(refsOf(parseType('map<Machine | Node[]> | Tag | null'))).toEqual(['Machine', 'Node', 'Tag'])
  })
})

describe('an interface', () => {
  it('documents the releases and versions of a field, which is then optional', () => {
    const code = emitType('MAAS', {
      name: 'Thing',
      doc: 'a thing',
      home: 'things',
      given: false,
      fields: [
        { name: 'id', optional: false, forms: [{ type: 'int' }] },
        { name: 'dpu', optional: false, forms: [{ type: 'bool', doc: 'a card', since: '3.7' }] },
        {
          name: 'owner-tag',
          optional: false,
          forms: [
            { type: 'string', versions: '-10' },
            { type: 'string[]', versions: '11-' },
          ],
        },
      ],
    })
    expect(code).toBe(
      '/** A thing. */\nexport interface Thing {\n  id: number\n  /** A card. MAAS 3.7 and later. */\n  dpu?: boolean\n' +
        "  /** Versions up to 10. Version 11 and later. */\n  'owner-tag'?: string | string[]\n}\n",
    )
  })

  it.each([
    [{ since: '3.5', until: '3.8' }, 'MAAS 3.5 to 3.8.'],
    [{ until: '3.8' }, 'MAAS up to 3.8.'],
    [{ versions: '15-19' }, 'Versions 15 to 19.'],
    [{ versions: '3' }, 'Version 3 only.'],
    [{}, ''],
  ])('%o is %j', (facts, words) => {
    expect(availability('MAAS', facts)).toBe(words)
  })
})

describe('a value as source', () => {
  it.each(["it's", 'a"b', 'back\\slash', 'line\nbreak', 'ü', '${x}'])('%j is unchanged', (text) => {
    expect(runInNewContext(quote(text))).toBe(text)
    expect(runInNewContext(`({ ${propertyName(text)}: 1 })`)).toEqual({ [text]: 1 })
  })

  it('of any depth is unchanged, long values on several lines', () => {
    const value = {
      a: [1, null, true, { 'b-c': [], d: {} }],
      long: Array.from({ length: 60 }, (_nothing, index) => `item ${index}`),
    }
    expect(literal(value).split('\n').length).toBeGreaterThan(3)
    expect(runInNewContext(`(${literal(value)})`)).toEqual(value)
  })
})
