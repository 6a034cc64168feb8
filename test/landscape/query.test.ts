import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../../src/core/errors.js'
import { landscapeAnyOf, landscapeQuery } from '../../src/landscape/query.js'
import { compileQuery } from '../../simulators/src/landscape/state/query.js'

describe('queries', () => {
  it('keeps plain values and quotes the others', () => {
    expect(landscapeQuery`tag:${'web'} id:${12}`).toBe('tag:web id:12')
    expect(landscapeQuery`title:${'My Server'} OR hostname:${'naïve'}`).toBe(
      'title:"My Server" OR hostname:"naïve"',
    )
    expect(landscapeQuery`NOT ${'OR'} ${'a:web'} ${'or'} ${'(x)'} title:${'web(1)'}`).toBe(
      'NOT "OR" "a:web" "or" "(x)" title:"web(1)"',
    )
    expect(landscapeAnyOf('id', [1, 2, 3])).toBe('id:1 OR id:2 OR id:3')
  })

  it.each(['', 'a"b', 'a\nb'])('rejects %j', (value) => {
    expect(() => landscapeQuery`title:${value}`).toThrow(/empty|cannot contain/)
  })

  it('rejects an empty list of values, which would match everything', () => {
    expect(() => landscapeAnyOf('id', [])).toThrow('would match everything')
  })

  it('repeats the query for each value of a list', () => {
    expect(landscapeQuery`tag:web id:${[1, 2]} NOT title:${'x'}`).toBe(
      'tag:web id:1 NOT title:x OR tag:web id:2 NOT title:x',
    )
    expect(landscapeQuery`tag:${['a', 'b c']} id:${[1, 2]}`).toBe(
      'tag:a id:1 OR tag:a id:2 OR tag:"b c" id:1 OR tag:"b c" id:2',
    )
  })

  it.each<[string, () => string]>([
    ['a query as a value', () => landscapeQuery`tag:web ${landscapeAnyOf('id', [1, 2])}`],
    ['a query of one term as a value', () => landscapeQuery`tag:web ${landscapeAnyOf('id', [1])}`],
    ['a list without a term', () => landscapeQuery`tag:web ${[1, 2]}`],
    ['a list after NOT', () => landscapeQuery`NOT id:${[1, 2]}`],
    ['an empty list', () => landscapeQuery`tag:web id:${[]}`],
    ['undefined', () => landscapeQuery`tag:${undefined as unknown as string}`],
    ['blanks', () => landscapeQuery`tag:${'  '}`],
    ['half of a character', () => landscapeQuery`tag:${'\ud800'}`],
    ['a term with a colon', () => landscapeAnyOf('id:', [1])],
    ['values that are not a list', () => landscapeAnyOf('id', 'x' as unknown as string[])],
  ])('refuses %s', (_, make) => expect(make).toThrow(ConfigurationError))

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
