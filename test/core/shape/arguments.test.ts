import { describe, expect, it } from 'vitest'
import { ConfigurationError } from '../../../src/core/errors.js'
import { checkArguments, selectsNothing } from '../../../src/core/shape/arguments.js'
import type { Shapes } from '../../../src/core/shape/shape.js'

const shapes: Shapes = {
  DeployParams: {
    system_id: 'string',
    'distro_series?': 'string',
    'count?': 'int',
    'tags?': 'string[]',
    'stop_mode?': 'enum(hard|soft)',
    'level?': 'enum(INFO|DEBUG|...)',
    'at?': 'date',
    'script?': 'file',
    'nested?': 'Nested',
    'groups?': 'map<Nested[]> | null',
    'mac_addresses?': 'mac[]',
    'gateway_ip?': 'ip | null',
    'cidr?': 'cidr',
    'scan?': '(ip | cidr)[]',
  },
  Nested: { size: 'int' },
  Filters: {
    'id?': { type: 'string[]', empty: 'nothing' },
    'not_id?': { type: 'string[]', empty: 'omit' },
    'tags?': 'string[]',
  },
}
const call = { system: 'maas', operation: 'machines.deploy' } as const
const complaint = (given: unknown): string => {
  try {
    checkArguments(call, shapes, 'DeployParams', given)
    return ''
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.split('\n')[0] ?? ''
    throw error
  }
}

describe('arguments are checked before anything is sent', () => {
  it.each([
    [
      { system_id: 'a', distroSeries: 'jammy' },
      'machines.deploy: unknown parameter distroSeries. Did you mean distro_series?',
    ],
    [
      { system_id: 'a', colour: 'blue' },
      'unknown parameter colour. Known parameters: system_id, distro_series, count',
    ],
    [{ distro_series: 'jammy' }, 'system_id is required. Pass a string'],
    [{ system_id: 'a', count: '3' }, 'count must be a whole number, got a string'],
    [{ system_id: 'a', count: Number.NaN }, 'count must be a whole number, got NaN'],
    [{ system_id: 'a', tags: 'blue' }, 'tags must be a list of strings, got a string'],
    [{ system_id: 'a', tags: ['a', 1] }, 'tags[] must be a string, got 1'],
    [{ system_id: null }, 'system_id must be a string, got null'],
    [{ system_id: 'a', stop_mode: 'gently' }, 'stop_mode must be one of hard, soft, got "gently"'],
    [{ system_id: 'a', at: new Date(Number.NaN) }, 'at must be a Date or a string, got an invalid Date'],
    [{ system_id: 'a', script: 'x.sh' }, 'script must be a file ({ filename, content }), got a string'],
    [{ system_id: 'a', nested: { size: 1, sise: 2 } }, 'unknown parameter nested.sise. Did you mean size?'],
    [
      { system_id: 'a', groups: { eth: [{ size: 1, colour: 2 }] } },
      'unknown parameter groups{}[].colour. Known parameters: size',
    ],
    [
      'jammy',
      'the parameters must be an object (DeployParams), got a string. Known parameters: system_id, distro',
    ],
    [
      { system_id: 'a', mac_addresses: ['52:54:00:12:34:56', '52:54:00:12:34:zz'] },
      'mac_addresses[] must be a MAC address, got "52:54:00:12:34:zz"',
    ],
    [{ system_id: 'a', mac_addresses: ['52:54:00:12:34'] }, 'mac_addresses[] must be a MAC address'],
    [{ system_id: 'a', mac_addresses: ['525400123456ff'] }, 'mac_addresses[] must be a MAC address'],
    [
      { system_id: 'a', gateway_ip: '10.0.0.256' },
      'gateway_ip must be an IP address or null, got "10.0.0.256"',
    ],
    [{ system_id: 'a', gateway_ip: 'fd00::g' }, 'gateway_ip must be an IP address'],
    [{ system_id: 'a', cidr: '10.0.0.0' }, 'cidr must be a network (address/length), got "10.0.0.0"'],
    [{ system_id: 'a', cidr: '10.0.0.0/33' }, 'cidr must be a network'],
    [{ system_id: 'a', cidr: 'fd00::/129' }, 'cidr must be a network'],
    [{ system_id: 'a', cidr: '10.0.0.0/24/8' }, 'cidr must be a network'],
    [{ system_id: 'a', scan: ['nonsense'] }, 'scan[] must be an IP address or a network'],
    ['a', 'the parameters must be an object (DeployParams), got a string'],
    [['a'], 'the parameters must be an object (DeployParams), got a list'],
  ])('%o', (given, problem) => {
    expect(complaint(given)).toContain(problem)
  })

  it.each([
    { system_id: 'a' },
    { system_id: 'a', distro_series: undefined },
    { system_id: 'a', unknown: undefined },
    { system_id: 'a', level: 'TRACE', at: new Date(0), script: { filename: 'x', content: new Uint8Array() } },
    {
      system_id: 'a',
      mac_addresses: ['52:54:0:12:34:AB', '52-54-00-12-34-56', '5254.0012.3456', ' 525400123456 '],
    },
    { system_id: 'a', gateway_ip: '' },
    { system_id: 'a', gateway_ip: null, cidr: '172.30.0.5/24', scan: ['10.0.0.1', 'fd00::/64'] },
    { system_id: 'a', gateway_ip: 'fe80::1', cidr: '10.0.0.0/255.0.0.0', scan: ['10/8'] },
    { system_id: 'a', at: '2026-01-31', stop_mode: 'soft', nested: { size: 1 } },
  ])('%o is accepted', (given) => {
    expect(complaint(given)).toBe('')
  })
})

describe('an empty list that the encoding would drop', () => {
  it('selects nothing for a filter, and is omitted for an exclusion', () => {
    expect(selectsNothing(call, shapes, 'Filters', { id: [] }, true)).toBe(true)
    expect(selectsNothing(call, shapes, 'Filters', { not_id: [] }, true)).toBe(false)
    expect(selectsNothing(call, shapes, 'Filters', { id: ['a'], not_id: [] }, true)).toBe(false)
  })

  it.each(['', '  '])('a required string that is %j is rejected', (system_id) => {
    expect(() => selectsNothing(call, shapes, 'DeployParams', { system_id }, false)).toThrow(
      'machines.deploy: system_id is empty',
    )
    expect(selectsNothing(call, shapes, 'DeployParams', { system_id: 'a', distro_series: '' }, false)).toBe(
      false,
    )
  })

  it('of a filter is rejected where nothing is listed', () => {
    expect(() => selectsNothing(call, shapes, 'Filters', { id: [] }, false)).toThrow(
      'machines.deploy: id is an empty list',
    )
  })

  it('is rejected otherwise', () => {
    expect(() => selectsNothing(call, shapes, 'Filters', { tags: [] }, true)).toThrow(
      'machines.deploy: tags is an empty list. Omit tags, or pass at least one value',
    )
  })
})
