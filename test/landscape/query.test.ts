import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { landscapeAnyOf, landscapeQuery } from '../../src/landscape/query.js'
import { compileQuery } from '../../simulators/src/landscape/state/query.js'

describe('queries', () => {
  it('keeps plain values and quotes the others', () => {
    expect(landscapeQuery`tag:${'web'} id:${12}`).toBe('tag:web id:12')
    expect(landscapeQuery`title:${'My Server'} OR hostname:${'naïve'}`).toBe(
      'title:"My Server" OR hostname:"naïve"',
    )
    expect(landscapeQuery`NOT ${'OR'} ${'tag:web'}`).toBe('NOT "OR" "tag:web"')
    expect(landscapeAnyOf('id', [1, 2, 3])).toBe('id:1 OR id:2 OR id:3')
  })

  it.each(['', 'a"b', 'a\nb'])('rejects %j', (value) => {
    expect(() => landscapeQuery`title:${value}`).toThrow(/empty|cannot contain/)
  })

  it('rejects an empty list of values, which would match everything', () => {
    expect(() => landscapeAnyOf('id', [])).toThrow('would match everything')
  })

  it('keeps every value a single value', () => {
    const value = fc
      .string({ minLength: 1, unit: 'grapheme' })
      .filter((text) => !/["\p{Cc}]/u.test(text) && text.trim() === text)
    fc.assert(
      fc.property(value, (text) => {
        const seen: unknown[] = []
        compileQuery(landscapeQuery`title:${text} tag:a`, (term) => {
          seen.push(term)
          return () => true
        })
        expect(seen).toEqual([
          { field: 'title', value: text },
          { field: 'tag', value: 'a' },
        ])
      }),
    )
  })
})
