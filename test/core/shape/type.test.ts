import { describe, expect, it } from 'vitest'
import { describeType, parseType } from '../../../src/core/shape/type.js'

describe('the type language', () => {
  it('parses unions, lists, maps and enums', () => {
    expect(parseType('map<(Machine | string)[] | null>')).toEqual({
      kind: 'map',
      of: {
        kind: 'nullable',
        of: {
          kind: 'array',
          of: {
            kind: 'union',
            of: [
              { kind: 'ref', name: 'Machine' },
              { kind: 'plain', name: 'string' },
            ],
          },
        },
      },
    })
    expect(parseType('enum(on|off)')).toEqual({ kind: 'enum', words: ['on', 'off'], open: false })
    expect(parseType('enum(Failed testing|New|...)')).toEqual({
      kind: 'enum',
      words: ['Failed testing', 'New'],
      open: true,
    })
  })

  it.each(['', 'strng', 'machine', 'map<>', 'map<strng>', 'string |', 'string[] []x'])(
    'rejects %j',
    (text) => {
      expect(() => parseType(text)).toThrow(/is not a type$/)
    },
  )

  it('is described in words', () => {
    expect(describeType(parseType('string[] | null'))).toBe('a list of strings or null')
    expect(describeType(parseType('string | int'))).toBe('a string or a whole number')
  })
})
