import { describe, expect, test } from 'vitest'
import {
  checkFields,
  checkRequestOptions,
  type Form,
  formatValue,
  matches,
} from '../../src/core/arguments.js'
import { nearNames } from '../../src/core/near-names.js'

interface DeployOptions {
  channel?: string
  units?: number
  to?: string | readonly string[]
  config?: Record<string, string | number>
  onProgress?: () => void
}

const form: Form<DeployOptions> = {
  channel: 'string',
  units: 'int',
  to: 'string | string[]',
  config: 'map<string | int>',
  onProgress: 'function',
}

const check = (value: unknown): void => checkFields<DeployOptions>('juju', 'applications.deploy', form, value)

describe('the options of a verb', () => {
  test('that are valid or undefined are accepted', () => {
    check({})
    check({ channel: 'stable', units: 3, to: ['1', '2'], config: { a: 1, b: 'x' }, onProgress: () => {} })
    check({ channel: undefined, to: '1' })
  })

  test.each<[string, unknown, RegExp]>([
    [
      'an unknown name with a near one',
      { num_units: 3 },
      /^applications\.deploy: unknown option num_units\. Did you mean units\?/,
    ],
    [
      'an unknown name with none',
      { size: 3 },
      /^applications\.deploy: unknown option size\. Its options are channel, units, to, config, onProgress/,
    ],
    [
      'a string instead of a number',
      { units: '3' },
      /^applications\.deploy: units must be a whole number, got "3"/,
    ],
    ['a fraction', { units: 1.5 }, /units must be a whole number, got 1\.5/],
    ['NaN', { units: Number.NaN }, /units must be a whole number, got NaN/],
    ['infinity', { units: Number.POSITIVE_INFINITY }, /units must be a whole number, got Infinity/],
    [
      'a list with an item of the wrong type',
      { to: ['1', 2] },
      /to must be a string or a list of strings, got a list/,
    ],
    [
      'a list for an object',
      { config: ['a'] },
      /config must be an object, each value a string or a whole number/,
    ],
    [
      'an object with a value of the wrong type',
      { config: { a: true } },
      /: a in config must be a string or a whole number, got true/,
    ],
    ['null for a field', { channel: null }, /channel must be a string, got null/],
    ['no function', { onProgress: 5 }, /onProgress must be a function, got 5/],
    [
      'null',
      null,
      /^applications\.deploy takes its options as an object, got null\. Its options are channel/,
    ],
    ['a string', 'stable', /takes its options as an object, got a string/],
    ['a list', ['stable'], /takes its options as an object, got a list/],
  ])('are rejected for %s', (_what, value, message) => {
    expect(() => check(value)).toThrow(message)
    expect(() => check(value)).toThrow(
      expect.objectContaining({
        code: 'ERR_CONFIGURATION',
        system: 'juju',
        operation: 'applications.deploy',
      }) as Error,
    )
  })
})

test('the options of a request are checked, those of its retries too', () => {
  checkRequestOptions('maas', 'machines.list', undefined)
  checkRequestOptions('maas', 'machines.list', { timeoutMs: 5, retries: { max: 1 }, headers: { a: 'b' } })
  expect(() => checkRequestOptions('maas', 'machines.list', { timeout: 5 })).toThrow(
    /^machines\.list: unknown option timeout\. Did you mean timeoutMs/,
  )
  expect(() => checkRequestOptions('maas', 'machines.list', { retries: { times: 1 } })).toThrow(
    /^machines\.list retries: unknown option times/,
  )
  expect(() => checkRequestOptions('maas', 'machines.list', { validate: 'never' })).toThrow(
    /validate must be one of report, strict, off, got "never"/,
  )
  expect(() => checkRequestOptions('maas', 'machines.list', { signal: {} })).toThrow(
    /signal must be an AbortSignal, got an object/,
  )
})

test.each<[string, unknown, boolean]>([
  ['any', undefined, true],
  ['bool', 'true', false],
  ['string | null', null, true],
  ['(string | int)[]', ['a', 1], true],
  ['(string | int)[]', ['a', true], false],
  ['map<string[]>', { a: ['b'] }, true],
  ['map<string[]>', { a: 'b' }, false],
  ['enum(a|b)', 'b', true],
  ['enum(a|b)', 'c', false],
  ['date', new Date(0), true],
  ['date', new Date(Number.NaN), false],
  ['object', [], false],
])('the type %s for %j: %s', (type, value, expected) => expect(matches(type, value)).toBe(expected))

test('an unknown type is a mistake in the form', () => {
  expect(() => matches('text', 'a')).toThrow(/^"text" is not a type/)
})

test('values are shown on one line', () => {
  expect([5, 'a\nb', [1], {}, null, undefined].map(formatValue)).toEqual([
    '5',
    String.raw`"a\nb"`,
    'a list',
    'an object',
    'null',
    'undefined',
  ])
})

test('a revoked proxy is refused', () => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  for (const value of [proxy, { channel: proxy }, { config: proxy }])
    expect(() => check(value)).toThrow(expect.objectContaining({ code: 'ERR_CONFIGURATION' }))
})

describe('near names', () => {
  test('are few, nearest first', () => {
    const names = ['admin/openstack', 'admin/openstack2', 'bob/openstack', 'admin/kubernetes']
    expect(nearNames('admin/openstak', names)).toEqual(['admin/openstack', 'admin/openstack2'])
    expect(nearNames('carol/openstack', names)[0]).toBe('admin/openstack')
    expect(nearNames('web', names)).toEqual([])
  })

  test('are found among names of any length', () => {
    const long = 'x'.repeat(5_000_000)
    expect(nearNames(long, ['Client', 'Cloud', long])).toEqual([long])
  })

  test.each([
    ['num_units', 'units'],
    ['numUnits', 'units'],
    ['units', 'num_units'],
    ['dryrun', 'dryRun'],
    ['timeout', 'timeoutMs'],
  ])('%s is near %s', (name, near) => expect(nearNames(name, ['force', near])).toEqual([near]))
})

test.each<[string, object]>([
  [
    'a getter',
    {
      get units(): number {
        throw new TypeError('mine')
      },
    },
  ],
  [
    'a getter inside',
    {
      config: {
        get a(): number {
          throw new TypeError('mine')
        },
      },
    },
  ],
  [
    'a proxy',
    new Proxy(
      {},
      {
        ownKeys: () => {
          throw new TypeError('mine')
        },
      },
    ),
  ],
])('%s that throws is a configuration error', (_what, value) => {
  expect(() => checkFields('juju', 'deploy', form, value)).toThrow(
    expect.objectContaining({
      code: 'ERR_CONFIGURATION',
      cause: expect.objectContaining({ message: 'mine' }),
    }),
  )
})

test('an object that only inherits from AbortSignal is no signal', () => {
  const signal = Object.create(AbortSignal.prototype) as AbortSignal
  expect(() => checkRequestOptions('maas', 'machines.get', { signal })).toThrow('signal must be')
})
