import { describe, expect, it } from 'vitest'
import { generateFrom } from './generate-from.js'

const operation = (more: string): string =>
  `resource: files\ntypes:\n  StoredFile:\n    fields:\n      id: int\noperations:\n  make:\n    doc: Makes.\n    source: a test\n${more}`

const made = (pages: string, more: string): string =>
  generateFrom({
    'maas/api3/api.yaml': `api: api3\ntitle: An API\npages:\n  default: ${pages}\n`,
    'maas/api3/files.yaml': operation(more),
  }).get('src/maas/generated/api3/files.ts') ?? ''

describe('the parameters of a page', () => {
  it.each([
    [
      '{ style: number, page: page, limit: size, size: 20, items: items }',
      ['size?: number', 'page?: number'],
    ],
    [
      '{ style: token, token: pageToken, next: nextPageToken, limit: pageSize, items: items }',
      ['pageSize?: number', 'pageToken?: string'],
    ],
    ['{ style: offset, limit: limit, offset: offset, size: 1000 }', ['limit?: number', 'offset?: number']],
  ])('are those of the page style %s', (pages, params) => {
    const code = made(pages, '    request: GET files\n    list: StoredFile\n')
    const [, filters = ''] = /interface FileMakeFilters \{(.*?)\n\}/s.exec(code) ?? []
    expect(
      filters
        .split('\n')
        .filter((line) => line.includes('?:'))
        .map((line) => line.trim()),
    ).toEqual(params)
  })

  it('are described once if the operation describes them itself', () => {
    const code = made(
      '{ style: number, page: page, limit: size, size: 20 }',
      '    request: GET files\n    list: StoredFile\n    params:\n      size?: int; up to 1000\n',
    )
    expect(code).toContain('  /** Up to 1000. */\n  size?: number')
    expect(code.match(/size\?: number/g)).toHaveLength(1)
  })
})

it('the form of a body is a fact of the operation', () => {
  const code = made(
    '{ style: none }',
    '    request: POST files\n    body: bytes\n    reply: StoredFile\n    params:\n      content: { type: bytes, in: body }\n      sha256: { type: string, in: header }\n',
  )
  expect(code).toMatch(/path: 'files'.*body: 'bytes'/s)
  expect(code).toContain('  content: Uint8Array\n')
})

it('a facade method may exist in some releases only', () => {
  const code =
    generateFrom({
      'juju/facades/api.yaml': 'api: facades\ntitle: Facades\npages:\n  default: { style: none }\n',
      'juju/facades/thing.yaml':
        "facade: Thing\nversions: [22]\noperations:\n  go:\n    doc: Goes.\n    source: a test\n    until: '3.6'\n",
    }).get('src/juju/generated/facades/thing.ts') ?? ''
  expect(code).toContain('API: `Thing.Go`. Juju up to 3.6.')
  expect(code).toContain("until: '3.6'")
})
