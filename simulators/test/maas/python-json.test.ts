import { expect, test } from 'vitest'
import { pythonJson } from '../../src/maas/server/json.js'

test('errors are written as Python writes JSON: blanks after commas and colons, only ASCII', () => {
  const errors = { parents: ['“188,189” is not a valid value.'], name: ['This field is required.', 'a\n"b"'] }
  expect(pythonJson(errors)).toBe(
    String.raw`{"parents": ["\u201c188,189\u201d is not a valid value."], "name": ["This field is required.", "a\n\"b\""]}`,
  )
  expect(JSON.parse(pythonJson(errors))).toEqual(errors)
  expect(pythonJson({ a: [1, null, true], b: {}, '𝄞': '' })).toBe(
    String.raw`{"a": [1, null, true], "b": {}, "\ud834\udd1e": ""}`,
  )
})
