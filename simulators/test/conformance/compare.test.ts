import { describe, expect, test } from 'vitest'
import { Comparer } from './compare.js'

const uuid = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`

function comparer(): Comparer {
  return new Comparer({
    tokens: [
      { kind: 'uuid', pattern: /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/, bound: 'strictly' },
      { kind: 'hash', pattern: /\b[0-9a-f]{64}\b/, bound: 'loosely' },
      { kind: 'time', pattern: /\d{4}-\d\d-\d\dT[\d:]+Z/ },
    ],
    free: [/\.port$/],
    unordered: [/\.types$/],
  })
}

describe('comparing a recorded reply with a simulated one', () => {
  test('ids, times and free keys may differ; keys, types and words must not', () => {
    const recorded = { id: uuid(1), at: '2026-11-22T16:40:29Z', port: 1, name: 'a', left: null, list: [1] }
    const simulated = { id: uuid(2), at: '2026-01-01T00:00:00Z', port: 2, name: 'b', list: [1, 2], more: 1 }
    expect(comparer().compare(recorded, simulated)).toEqual([
      { path: '.name', recorded: '"a"', simulated: '"b"' },
      { path: '.left', recorded: 'null', simulated: '(absent)' },
      { path: '.list.length', recorded: '1 [1]', simulated: '2 [1,2]' },
      { path: '.more', recorded: '(absent)', simulated: '1' },
    ])
    expect(comparer().compare({ port: 1 }, { port: '1' })).toHaveLength(1)
    expect(comparer().compare({ at: '2026-11-22T16:40:29Z' }, { at: 'never' })).toHaveLength(1)
  })

  test('an id refers to the same thing throughout, also in later requests', () => {
    const run = comparer()
    expect(run.compare([`model-${uuid(1)}`], [`model-${uuid(2)}`])).toEqual([])
    expect(run.translate({ tag: `model-${uuid(1)}`, other: uuid(3) })).toEqual({
      tag: `model-${uuid(2)}`,
      other: uuid(3),
    })
    expect(run.compare({ [uuid(1)]: 1 }, { [uuid(2)]: 1 })).toEqual([])
    expect(run.compare([uuid(1)], [uuid(4)])).toHaveLength(1)
  })

  test('a loosely bound text is used in requests, and may change', () => {
    const run = comparer()
    expect(run.compare(['a'.repeat(64)], ['b'.repeat(64)])).toEqual([])
    expect(run.translate('a'.repeat(64))).toBe('b'.repeat(64))
    expect(run.compare(['a'.repeat(64)], ['c'.repeat(64)])).toEqual([])
  })

  test('order matters, except for keys where it has no meaning', () => {
    expect(comparer().compare({ types: ['x', 'y'] }, { types: ['y', 'x'] })).toEqual([])
    expect(comparer().compare({ list: ['x', 'y'] }, { list: ['y', 'x'] })).toHaveLength(2)
  })
})
