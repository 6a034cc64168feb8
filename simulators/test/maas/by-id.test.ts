import { expect, test } from 'vitest'
import { byId } from '../../src/maas/state/by-id.js'

test('an item is found by its id, in a list that is sorted by ids and in one that is not', () => {
  const sorted = [1, 2, 5, 9].map((id) => ({ id }))
  const other = [900, 3, 50, 4].map((id) => ({ id }))
  for (const items of [sorted, other]) {
    for (const item of items) expect(byId(items, item.id)).toBe(item)
    expect(byId(items, 7)).toBeUndefined()
  }
  expect(byId(sorted, null)).toBeUndefined()
})
