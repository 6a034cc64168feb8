import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { Page } from '../../src/core/list.js'
import { viewShort } from '../../src/core/short-view.js'

const machine = (number: number): Record<string, unknown> => ({
  architecture: 'amd64/generic',
  status: 4,
  status_name: 'Ready',
  hostname: `node-${number}`,
  system_id: `abc${number}`,
  owner: '',
  tag_names: ['fast', 'big'],
  interface_set: [{ id: 1, links: [] }],
  zone: { id: 1, name: 'default' },
  ...Object.fromEntries(Array.from({ length: 60 }, (_none, at) => [`field_${at}`, at % 2 === 0 ? null : at])),
})
const lines = (value: unknown): string[] => inspect(value).split('\n')

describe('an object of a reply', () => {
  it('takes one screen when it has many fields', () => {
    const shown = lines(viewShort(machine(1)))
    expect(shown.length).toBeLessThan(20)
    expect(Math.max(...shown.map((line) => line.length))).toBeLessThanOrEqual(82)
    expect(shown.join('\n')).toContain(
      "hostname: 'node-1', system_id: 'abc1', tag_names: [2], interface_set: [1]",
    )
    expect(shown.join('\n')).toContain('zone: {2}')
    expect(shown.at(-2)).toBe('  31 empty fields; { ...value } shows all')
  })

  it('takes one line inside another value', () => {
    const line =
      "{ system_id: 'abc1', hostname: 'node-1', status_name: 'Ready', architecture: 'amd64/generic', … 65 more }"
    expect(inspect([viewShort(machine(1))])).toBe(`[\n  ${line}\n]`)
  })

  it('is shown as Node does when it is small, and always as a copy', () => {
    const small = { id: 1, links: [{ deep: { deeper: {} } }] }
    expect(inspect(viewShort({ ...small }))).toBe(inspect(small))
    expect(inspect({ ...viewShort(machine(1)) })).toBe(inspect(machine(1)))
  })

  it('keeps its data', () => {
    const viewed = viewShort(machine(1))
    expect(viewed).toStrictEqual(machine(1))
    expect(Object.keys(viewed)).toEqual(Object.keys(machine(1)))
    expect(JSON.stringify(viewed)).toBe(JSON.stringify(machine(1)))
    expect(structuredClone(viewed)).toEqual(machine(1))
  })

  it.each([[null], [undefined], [7], ['text'], [new Uint8Array(2)], [new Date(0)], [[1, 2]]])(
    'is not changed when it is %o',
    (value) => {
      expect(Object.getOwnPropertySymbols(Object(viewShort(value)) as object)).toEqual(
        Object.getOwnPropertySymbols(Object(value) as object),
      )
    },
  )
})

describe('a page', () => {
  it('is a table of the most telling fields', () => {
    expect(inspect(new Page([1, 2, 3, 4, 5, 6, 7, 8].map(machine)))).toBe(
      [
        'Page(8)',
        '  system_id  hostname  status_name  architecture   tag_names  field_1  field_3',
        ...[1, 2, 3, 4, 5, 6, 7, 8].map(
          (number) =>
            `  abc${number}       node-${number}    Ready        amd64/generic  fast,big   1        3`,
        ),
      ].join('\n'),
    )
  })

  it('has addresses before other fields, and the URI of an object last', () => {
    const item = { resource_uri: '/x/1/', vendor: 'Intel', mac_address: '52:54:00:00:00:01', id: 1 }
    expect(lines(new Page([item]))[1]?.split(/ +/)).toEqual([
      '',
      'id',
      'mac_address',
      'vendor',
      'resource_uri',
    ])
  })

  it('says how to go on, and how many rows are left out', () => {
    const next = { cursor: 3, fetch: async () => new Page<object>([]) }
    const items = Array.from({ length: 120 }, (_none, id) => ({ id }))
    const shown = lines(new Page(items, next))
    expect(shown[0]).toBe('Page(120), more follow: page.next()')
    expect(shown.at(-1)).toBe('  … 20 more')
    expect(shown).toHaveLength(103)
  })

  it('shows control characters of a server as blanks, and cuts long texts', () => {
    const shown = inspect(new Page([{ id: 1, name: `a\u001b[2J\nb${'c'.repeat(100)}` }]))
    expect(shown).toBe(`Page(1)\n  id  name\n  1   a [2J b${'c'.repeat(32)}…`)
  })

  it.each([[['a', 'b']], [[null]], [[]]])('of other items is shown as Node does: %o', (items) => {
    expect(inspect(new Page<unknown>(items))).toBe(`Page(${items.length}) ${inspect(items)}`)
  })
})
