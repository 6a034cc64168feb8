import { describe, expect, test } from 'vitest'
import { resolveScalar } from '../../../src/juju/bundle/scalars.js'
import { parseBase } from '../../../src/juju/syntax/base.js'
import { parseCharmName } from '../../../src/juju/syntax/charm-name.js'
import { parseConstraints } from '../../../src/juju/syntax/constraints.js'
import { parseDevice } from '../../../src/juju/syntax/device.js'
import { isOfferUrl, offerSource } from '../../../src/juju/syntax/offer-url.js'
import { parseBundlePlacement } from '../../../src/juju/syntax/placement.js'
import { parseStorage, storageValue } from '../../../src/juju/syntax/storage.js'

describe('what Juju reads and what it refuses', () => {
  test.each([
    ['mem=1e3', { mem: 1000 }],
    ['mem=.5G', { mem: 512 }],
    ['mem=', { mem: 0 }],
    ['allocate-public-ip=1', { allocatePublicIp: true }],
    ['allocate-public-ip=F', { allocatePublicIp: false }],
    ['allocate-public-ip=', {}],
    ['arch= cores=007', { arch: '', cores: 7 }],
    ['spaces=a,^b-2', { spaces: ['a', '^b-2'] }],
    [String.raw`virt-type=a\ b tags=x`, { virtType: 'a b', tags: ['x'] }],
  ])('the constraints %s', (text, value) => expect(parseConstraints(text)).toEqual(value))

  test.each([
    'mem=4GB',
    'mem=4g',
    'mem=-1',
    'mem=-0.5',
    'mem=0x10',
    'mem=4E',
    'mem=4G\tcores=2',
    'arch=x86_64',
    'spaces=A_b',
    'spaces=a,',
    'container=docker',
    'cores=+2',
    'cores=2 cpu-cores=2',
    'allocate-public-ip=yes',
  ])('refuses the constraints %j', (text) => expect(parseConstraints(text)).toHaveProperty('mistake'))

  test.each([
    ['ubuntu', 'ubuntu'],
    ['ch:ubuntu', 'ubuntu'],
    ['jammy/ubuntu', 'ubuntu'],
    ['ch:amd64/jammy/ubuntu', 'ubuntu'],
    ['mysql8', 'mysql8'],
    ['a-2b', 'a-2b'],
  ])('the charm %s', (text, name) => expect(parseCharmName(text)).toMatchObject({ kind: 'hub', name }))

  test.each([
    '~me/etcd',
    'cs:~me/etcd-3',
    'ch:~me/etcd',
    'Ubuntu',
    'my_charm',
    'ubuntu-12',
    'ch:amd64/jammy/x/ubuntu',
    'ch:foo/jammy/ubuntu',
    'ubuntu?channel=edge',
    'local:a/b/c',
    'ubuntu#edge',
    '',
  ])('refuses the charm %j', (text) => expect(parseCharmName(text).kind).toBe('mistake'))

  test('the architecture in the URL of a charm', () => {
    expect(parseCharmName('ch:arm64/ubuntu')).toEqual({ kind: 'hub', name: 'ubuntu', architecture: 'arm64' })
  })

  test.each([
    ['ubuntu@22.04', '22.04/stable'],
    ['Ubuntu@22.04/edge', '22.04/edge'],
    ['ubuntu@jammy', 'jammy/stable'],
    ['ubuntu@22.04/stable/fix', '22.04/stable/fix'],
  ])('the base %s', (text, channel) => expect(parseBase(text)).toEqual({ name: 'ubuntu', channel }))

  test.each([
    '22.04',
    'ubuntu',
    'ubuntu@',
    '@22.04',
    'ubuntu@22.04/best',
    'a@b@c',
    'ubuntu@22.04/',
    'u@1/2/3/4',
  ])('refuses the base %j', (text) => expect(parseBase(text)).toBeUndefined())

  test.each(['m.o', 'me/m.o', 'c:a.b@xy/m.o', 'c:m.o', 'm.o:db', 'c:me/m.o:db', '/m.o'])(
    'the offer %s',
    (url) => expect(isOfferUrl(url)).toBe(true),
  )

  test.each(['m', 'A/M.o', 'm.O', 'm_x.o', 'me/b/m.o', ':m.o', '.o', 'm.', 'a!/m.o'])(
    'refuses the offer %s',
    (url) => expect(isOfferUrl(url)).toBe(false),
  )

  test('the controller of an offer', () => {
    expect(['c:me/m.o', 'c:me/m.o:db', 'me/m.o', 'm.o:db'].map((url) => offerSource(url))).toEqual([
      'c',
      'c',
      undefined,
      undefined,
    ])
  })

  test.each(['-1,gpu', '0,gpu', 'x,gpu', '1,gpu,a', '1,a,b=c,d'])('refuses the device %j', (text) =>
    expect(parseDevice(text)).toHaveProperty('mistake'),
  )

  test.each(['a', '1', '-a', 'a-', 'a1', '/', 'a/', ':', '.', '@', '=', ',', ' ', '1.', '_'])(
    'long runs of %j are read in little time',
    { timeout: 120_000 },
    (piece) => {
      const startMs = performance.now()
      const run = piece.repeat(100_000)
      for (const text of [
        run,
        `a${run}!`,
        `mem=${run}!`,
        `a-${run}!`,
        `ch:${run}!`,
        `a@${run}!`,
        `1${run}x`,
      ]) {
        parseCharmName(text)
        parseConstraints(text)
        parseBase(text)
        parseDevice(text)
        parseStorage(text)
        parseBundlePlacement(text)
        isOfferUrl(text)
        resolveScalar(text, true, undefined)
      }
      expect(performance.now() - startMs).toBeLessThan(15_000)
    },
  )

  test('the sizes and parts of storage', () => {
    expect(storageValue('1Z')).toEqual({ Pool: '', Size: 1024 ** 5, Count: 1 })
    expect(storageValue('ebs,,2,')).toEqual({ Pool: 'ebs', Size: 0, Count: 2 })
    for (const text of ['', '0G', 'a,b', '1,2', '-1G', '5x'])
      expect(() => storageValue(text)).toThrow(/Write it as ebs,10G,2/)
  })
})
