import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { constraintsText, constraintsValue, sameConstraints } from '../../../src/juju/syntax/constraints.js'
import { baseValue } from '../../../src/juju/syntax/base.js'
import { configYaml } from '../../../src/juju/syntax/config-yaml.js'
import { deviceValue } from '../../../src/juju/syntax/device.js'
import { inModel, readPlacement, readPlacements } from '../../../src/juju/syntax/placement.js'
import { storageValue } from '../../../src/juju/syntax/storage.js'
import { credentialTag, entityOf, machineTag, unitTag, userTag } from '../../../src/juju/syntax/tags.js'
import { parse } from 'yaml'

describe('the form that people write is converted to the form on the wire', () => {
  test.each([
    ['mem=8G cores=4 tags=compute,^slow', { mem: 8192, cores: 4, tags: ['compute', '^slow'] }],
    ['root-disk=20G allocate-public-ip=true', { 'root-disk': 20_480, 'allocate-public-ip': true }],
    ['', {}],
  ])('constraints %j', (text, value) => {
    expect(constraintsValue(text)).toEqual(value)
    expect(sameConstraints(constraintsText(value), text)).toBe(true)
  })

  test('constraints as values, names in the wire spelling', () => {
    expect(constraintsValue({ cpuPower: 100, rootDisk: 1024, instanceType: 'm1', ipFamily: 'dual' })).toEqual(
      { 'cpu-power': 100, 'root-disk': 1024, 'instance-type': 'm1', 'ip-family': 'dual' },
    )
    expect(constraintsValue(undefined)).toEqual({})
  })

  test.each([
    ['ubuntu@22.04', { name: 'ubuntu', channel: '22.04/stable' }],
    ['ubuntu@24.04/edge', { name: 'ubuntu', channel: '24.04/edge' }],
  ])('the base %s', (text, value) => expect(baseValue(text)).toEqual(value))

  test.each([
    ['3', { scope: '#', directive: '3' }],
    ['0/lxd/1', { scope: '#', directive: '0/lxd/1' }],
    ['lxd', { scope: 'lxd', directive: '' }],
    ['lxd:3', { scope: 'lxd', directive: '3' }],
    ['zone=us-a', { scope: 'UUID', directive: 'zone=us-a' }],
    ['node-7.maas', { scope: 'UUID', directive: 'node-7.maas' }],
  ])('the placement %s', (text, value) => expect(inModel(readPlacement(text), 'UUID')).toEqual(value))

  test.each([
    ['ebs,10G,2', { Pool: 'ebs', Size: 10_240, Count: 2 }],
    ['2,ebs', { Pool: 'ebs', Size: 0, Count: 2 }],
    ['1.5G', { Pool: '', Size: 1536, Count: 1 }],
  ])('the storage %s', (text, value) => expect(storageValue(text)).toEqual(value))

  test.each([
    ['nvidia.com/gpu', { Count: 1, Type: 'nvidia.com/gpu', Attributes: {} }],
    [
      '2,nvidia.com/gpu,model=a100;memory=40',
      { Count: 2, Type: 'nvidia.com/gpu', Attributes: { model: 'a100', memory: '40' } },
    ],
  ])('the device %s', (text, value) => expect(deviceValue(text)).toEqual(value))

  test('what is not valid is refused with an example', () => {
    expect(() => baseValue('jammy')).toThrow(/"jammy" is not a base\. Write it as ubuntu@22\.04/)
    expect(() => readPlacement('')).toThrow(/"" is not a placement/)
    expect(() => readPlacement(3 as unknown as string)).toThrow(
      /^3 is not a placement\. Write it as a string/,
    )
    expect(() => constraintsValue({ memory: 8 } as object)).toThrow(/^constraints: unknown option memory/)
    expect(() => deviceValue('0,gpu')).toThrow(/Write it as 2,nvidia/)
    expect(() => storageValue('a,b')).toThrow(/it has two pools/)
  })

  test('option values are the same after YAML, whatever they contain', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1 }), fc.oneof(fc.string(), fc.integer(), fc.boolean())),
        (options) => {
          expect(parse(configYaml('app', options))).toEqual({ app: { ...options } })
        },
      ),
    )
  })
})

describe('tags', () => {
  test.each([
    [machineTag('0/lxd/1'), 'machine-0-lxd-1', '0/lxd/1'],
    [unitTag('foo-bar/12'), 'unit-foo-bar-12', 'foo-bar/12'],
    [userTag('bob@local'), 'user-bob', 'bob'],
    [userTag('bob@external'), 'user-bob@external', 'bob@external'],
  ])('%s is %s and names %s', (made, tag, entity) => {
    expect(made).toBe(tag)
    expect(entityOf(tag)).toBe(entity)
  })

  test('of credentials escape the separator of their parts', () => {
    expect(credentialTag('aws', 'bob@external', 'my_cred')).toBe('cloudcred-aws_bob@external_my%5fcred')
  })
})

test('one string may hold the placements of several units', () => {
  const { count, placements } = readPlacements('applications.addUnit', '3, lxd:4', {
    name: 'count',
    count: undefined,
    minimum: 1,
  })
  expect(count).toBe(2)
  expect(placements).toEqual([
    { scope: '#', directive: '3' },
    { scope: 'lxd', directive: '4' },
  ])
})

describe('the configuration as YAML', () => {
  test('has every value so that Juju reads it as it is', () => {
    expect(
      configYaml('web', {
        text: 'a\u0085b\u2028\u007f"\n',
        big: 18_446_744_073_709_551_615n,
        small: 0.1,
        infinite: -Infinity,
        none: NaN,
        flag: true,
      }),
    ).toBe(
      String.raw`{"web":{"text":"a\u0085b\u2028\u007f\"\n","big":18446744073709551615,"small":0.1,"infinite":-.inf,"none":.nan,"flag":true}}`.concat(
        '\n',
      ),
    )
  })

  test('names the option that is not valid Unicode', () => {
    expect(() => configYaml('web', { motto: 'a\ud800' })).toThrow(
      /The option "motto" has half of a surrogate pair/,
    )
  })
})
