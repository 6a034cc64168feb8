import { expect, test } from 'vitest'
import { compareStructure } from './structure.js'

const paths = (example: unknown, reply: unknown, newer: string[] = []) =>
  compareStructure(example, reply, newer).map(({ path }) => path)

test('a missing key, another type, a null and an unknown key are differences', () => {
  const example = { id: 1, title: 'a', left: null, creator: { id: 1 }, when: '2024' }
  expect(paths(example, { id: 2, title: 'b', left: null, creator: { id: 7 }, when: 'x' })).toEqual([])
  expect(paths(example, { id: '2', left: 1, creator: {}, when: null, more: 1 })).toEqual([
    '.id',
    '.title',
    '.left',
    '.creator.id',
    '.when',
    '.more',
  ])
})

test('newer fields belong to the entity, not to its parts', () => {
  const example = { results: [{ id: 1, creator: { id: 1 } }] }
  expect(paths(example, { results: [{ id: 1, status: 'x', creator: { id: 1 } }] }, ['status'])).toEqual([])
  expect(paths(example, { results: [{ id: 1, creator: { id: 1, status: 'x' } }] }, ['status'])).toEqual([
    '.results[0].creator.status',
  ])
})

test('a list has items where the example has some, each like one of them', () => {
  expect(paths([{ a: 1 }, { b: 1 }], [{ b: 2 }, { a: 2 }, { a: 3 }])).toEqual([])
  expect(paths([{ a: 1 }], [])).toEqual(['.'])
  expect(paths([{ a: 1 }], [{ a: 1 }, { a: 'x' }])).toEqual(['[1].a'])
  expect(paths([], [1, 'x'])).toEqual([])
})

test('the text None of the old examples is null', () => {
  expect(paths({ a: 'None' }, { a: null })).toEqual([])
  expect(paths({ a: 'None' }, { a: 'text' })).toEqual(['.a'])
})
