import { expect, it } from 'vitest'
import { ConfigurationError } from '../../../src/core/errors.js'
import { fillPath } from '../../../src/core/http/path.js'

const fill = (path: string, args: Record<string, string | number>): string =>
  fillPath({ system: 'landscape', operation: 'mirrors.get' }, path, args)

it.each([
  ['tags/', {}, 'tags/'],
  ['machines/{system_id}/?op=deploy', { system_id: 'abc' }, 'machines/abc/?op=deploy'],
  ['vlans/{vid}/', { vid: 0 }, 'vlans/0/'],
  ['tags/{name}/', { name: 'a/b c' }, 'tags/a%2Fb%20c/'],
  ['v1beta1/{name+}:sync', { name: 'mirrors/a b/c' }, 'v1beta1/mirrors/a%20b/c:sync'],
])('%s is filled with %j', (path, args, filled) => {
  expect(fill(path, args)).toBe(filled)
})

it.each([
  ['tags/{name}/', { name: '' }],
  ['tags/{name}/', { name: '..' }],
  ['tags/{name}/', {}],
  ['vlans/{vid}/', { vid: Number.NaN }],
  ['{name+}', { name: 'mirrors//a' }],
  ['{name+}', { name: 'mirrors/../a' }],
])('%s rejects %j, which would address something else', (path, args) => {
  expect(() => fill(path, args as Record<string, string>)).toThrow(ConfigurationError)
})
