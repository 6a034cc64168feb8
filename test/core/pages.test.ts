import { describe, expect, it } from 'vitest'
import { itemsOf, pageOf, type PageStyle } from '../../src/core/pages.js'

const numbered: PageStyle = { style: 'number', page: 'page', limit: 'size', size: 2, items: 'items' }
const tokens: PageStyle = { style: 'token', token: 'pageToken', next: 'nextPageToken', items: 'mirrors' }
const offset: PageStyle = { style: 'offset', limit: 'limit', offset: 'offset', size: 2 }
const linked: PageStyle = { ...offset, items: 'results', more: 'next' }
const keyset: PageStyle = {
  style: 'keyset',
  key: 'id',
  after: 'after',
  before: 'before',
  limit: 'limit',
  size: 2,
}

describe('the next page', () => {
  it.each<[what: string, style: PageStyle, params: Record<string, unknown>, reply: unknown, next: unknown]>([
    ['none where the reply is everything', { style: 'none' }, {}, [1, 2], undefined],
    ['none after an empty page', offset, {}, [], undefined],
    ['by offset after a full page', offset, {}, [1, 2], { offset: 2 }],
    ['by offset, from where the page began', offset, { offset: 4, limit: 3 }, [1, 2, 3], { offset: 7 }],
    ['none after a page that is not full', offset, {}, [1], undefined],
    [
      'by offset after a page below a large limit, which a server may not give',
      offset,
      { limit: 5 },
      [1, 2],
      { offset: 2 },
    ],
    ['none after an empty page of a large limit', offset, { limit: 5, offset: 2 }, [], undefined],
    [
      'by offset where the reply has a link, whatever the size',
      linked,
      {},
      { results: [1], next: '/x' },
      { offset: 1 },
    ],
    ['none where the reply has no link', linked, {}, { results: [1, 2], next: null }, undefined],
    ['by number, counted from 1', numbered, {}, { items: [1, 2] }, { page: 2 }],
    ['by number, after the requested one', numbered, { page: 3, size: 1 }, { items: [1] }, { page: 4 }],
    [
      'none after a short numbered page, whatever its total says',
      numbered,
      {},
      { items: [1], total: 9 },
      undefined,
    ],
    ['by token', tokens, {}, { mirrors: [1], nextPageToken: 'abc' }, { pageToken: 'abc' }],
    ['none where the token is empty', tokens, {}, { mirrors: [1], nextPageToken: '' }, undefined],
    ['none where there is no token', tokens, {}, { mirrors: [1] }, undefined],
    ['by key, back in time', keyset, {}, [{ id: 9 }, { id: 8 }], { before: 8 }],
    [
      'by key, forward in time, where the newest comes first',
      keyset,
      { after: 3 },
      [{ id: 5 }, { id: 4 }],
      { after: 5 },
    ],
  ])('is %s', (_what, style, params, reply, next) => {
    const items = itemsOf(style.items, reply)
    if (items === undefined) throw new Error('no list')
    expect(pageOf(style, params, reply, items).next).toEqual(next)
  })

  it('has its items in the order of the list', () => {
    expect(pageOf(keyset, { after: 3 }, [], [{ id: 5 }, { id: 4 }]).items).toEqual([{ id: 4 }, { id: 5 }])
  })
})

describe('the items of a reply', () => {
  it.each([
    ['items', { items: [1] }, [1]],
    ['items', { other: [1] }, undefined],
    ['items', null, undefined],
    [undefined, [1], [1]],
    [undefined, { items: [1] }, undefined],
  ])('in %s of %j are %j', (field, reply, items) => {
    expect(itemsOf(field, reply)).toEqual(items)
  })
})
