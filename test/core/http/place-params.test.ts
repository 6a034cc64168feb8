import { expect, it } from 'vitest'
import { placeParams } from '../../../src/core/http/place-params.js'
import type { Shapes } from '../../../src/core/shape/shape.js'

const shapes: Shapes = {
  Params: {
    'name?': 'string',
    'dryRun?': { type: 'bool', in: 'query' },
    'if-match?': { type: 'string', in: 'header' },
  },
  Upload: { content: { type: 'bytes', in: 'body' }, 'sha256?': { type: 'string', in: 'header' } },
}
const given = { name: 'a', dryRun: true, 'if-match': 'tag' }

it('parameters go into the query of a GET or DELETE and the body of the others, unless their facts say otherwise', () => {
  expect(placeParams({ method: 'POST', params: 'Params' }, given, shapes)).toEqual({
    query: { dryRun: true },
    headers: { 'if-match': 'tag' },
    body: { name: 'a' },
  })
  expect(placeParams({ method: 'DELETE', params: 'Params' }, given, shapes)).toEqual({
    query: { name: 'a', dryRun: true },
    headers: { 'if-match': 'tag' },
  })
})

it('undefined is absent, and so is a body of nothing', () => {
  expect(placeParams({ method: 'POST', params: 'Params' }, { name: undefined }, shapes)).toEqual({
    query: {},
    headers: {},
  })
})

it('what no facts describe goes to the usual place', () => {
  expect(placeParams({ method: 'PUT' }, { new: 1 }, {})).toEqual({ query: {}, headers: {}, body: { new: 1 } })
})

it('a list is all of the body, and so are the bytes of a body of bytes', () => {
  expect(placeParams({ method: 'POST', params: 'Item[]' }, [{ id: 1 }], shapes).body).toEqual([{ id: 1 }])
  const content = new Uint8Array([1, 2])
  expect(
    placeParams({ method: 'POST', params: 'Upload', body: 'bytes' }, { content, sha256: 'x' }, shapes),
  ).toEqual({
    query: {},
    headers: { sha256: 'x' },
    body: content,
  })
})
