import { describe, expect, it } from 'vitest'
import { flatten, queryOf } from '../../src/landscape/encode.js'

describe('parameters of an action', () => {
  it('flattens lists from 1, mappings by key, and omits absent values', () => {
    expect(
      flatten({
        tags: ['a', 'b'],
        computer_titles: { 30: 'new name' },
        existing_ids: { 7: 9 },
        none: undefined,
        text: '',
      }),
    ).toEqual([
      ['tags.1', 'a'],
      ['tags.2', 'b'],
      ['computer_titles.30', 'new name'],
      ['existing_ids.7', '9'],
      ['text', ''],
    ])
  })

  it('writes booleans as words and dates without milliseconds', () => {
    expect(
      flatten({ security_only: true, deliver_after: new Date('2026-01-02T03:04:05.678Z'), limit: 3 }),
    ).toEqual([
      ['security_only', 'true'],
      ['deliver_after', '2026-01-02T03:04:05Z'],
      ['limit', '3'],
    ])
  })

  it('encodes bytes, marked text and files in base64', () => {
    const flat = flatten(
      { data: new Uint8Array([0, 255]), code: 'échó', file: { filename: 'a b.sh', content: 'hi' } },
      (name) => (name === 'code' ? 'base64' : undefined),
    )
    expect(flat).toEqual([
      ['data', 'AP8='],
      ['code', Buffer.from('échó').toString('base64')],
      ['file', 'a b.sh$$aGk='],
    ])
  })

  it.each([
    ['NaN', { limit: Number.NaN }, 'limit must be a string, number, boolean or date, got NaN'],
    [
      'an invalid date',
      { deliver_after: new Date('soon') },
      'deliver_after must be a string, number, boolean or date, got an invalid Date',
    ],
    ['a function', { tags: [() => 'x'] }, 'tags.1 must be a string, number, boolean or date, got a function'],
  ])('rejects %s', (_, params, message) => {
    expect(() => flatten(params)).toThrow(message)
  })
})

describe('the query of a REST call', () => {
  it('joins lists by commas', () => {
    expect(queryOf({ names: ['a', 'b c'], installed: false, limit: 5, query: undefined })).toBe(
      '?names=a%2Cb+c&installed=false&limit=5',
    )
    expect(queryOf({})).toBe('')
  })

  it.each([[[]], [null], [[undefined]]])('rejects %j, which would be left out', (names) => {
    expect(() => queryOf({ names })).toThrow(/^names /)
    expect(() => flatten({ names })).toThrow(/^names /)
    expect(() => flatten({ by: { names } })).toThrow(/^by\.names /)
  })

  it('rejects a comma in an item', () => {
    expect(() => queryOf({ names: ['a,b'] })).toThrow(
      'names must not contain a comma in a value, since Landscape joins lists by commas, got "a,b"',
    )
  })
})
