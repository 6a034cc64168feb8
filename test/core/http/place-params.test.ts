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

it('parameters are in the query of a GET or DELETE and in the body of others, unless their facts set `in`', () => {
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

it('undefined parameters and empty bodies are omitted', () => {
  expect(placeParams({ method: 'POST', params: 'Params' }, { name: undefined }, shapes)).toEqual({
    query: {},
    headers: {},
  })
})

it('unknown parameters are in the default place', () => {
  expect(placeParams({ method: 'PUT' }, { new: 1 }, {})).toEqual({ query: {}, headers: {}, body: { new: 1 } })
})

it('a list or bytes are the whole body', () => {
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
