import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sameConstraints } from '../../../src/juju/syntax/constraints.js'
import {
  baseValue,
  configYaml,
  constraintsText,
  constraintsValue,
  deviceValue,
  placementValue,
  storageValue,
} from '../../../src/juju/syntax/values.js'
import { nearNames } from '../../../src/juju/syntax/model-name.js'
import { credentialTag, entityOf, machineTag, unitTag, userTag } from '../../../src/juju/syntax/tags.js'
import { parse } from 'yaml'

describe('what is written for people becomes what the facades take', () => {
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
  ])('the placement %s', (text, value) => expect(placementValue(text, 'UUID')).toEqual(value))

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

  test('what cannot be read is refused with an example', () => {
    expect(() => baseValue('jammy')).toThrow(/Write it like ubuntu@22\.04/)
    expect(() => placementValue('', 'U')).toThrow(/is no placement/)
    expect(() => deviceValue('')).toThrow(/Write it like 2,nvidia/)
    expect(() => storageValue('a,b')).toThrow(/it names two pools/)
  })

  test('option values survive the way through YAML, whatever is in them', () => {
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
  ])('%s is %s and means %s', (made, tag, entity) => {
    expect(made).toBe(tag)
    expect(entityOf(tag)).toBe(entity)
  })

  test('of credentials escape what joins their parts', () => {
    expect(credentialTag('aws', 'bob@external', 'my_cred')).toBe('cloudcred-aws_bob@external_my%5fcred')
  })
})

test('near names are few, and the nearest comes first', () => {
  const names = ['admin/openstack', 'admin/openstack2', 'bob/openstack', 'admin/kubernetes']
  expect(nearNames('admin/openstak', names)).toEqual(['admin/openstack', 'admin/openstack2'])
  expect(nearNames('carol/openstack', names)[0]).toBe('admin/openstack')
  expect(nearNames('web', names)).toEqual([])
})
