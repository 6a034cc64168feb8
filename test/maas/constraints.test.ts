import { describe, expect, it } from 'vitest'
import { deviceConstraint, interfaceConstraint, storageConstraint } from '../../src/maas/constraints.js'
import { client } from './support.js'

describe('constraints as data', () => {
  it.each<[object[], string]>([
    [[{ label: 'root', size: 100, tags: ['ssd', 'sata'] }, { size: 2.5 }], 'root:100(ssd,sata),2.5'],
    [[{ label: 'root', size: 50, tags: ['partition'] }], 'root:50(partition)'],
    [[{ size: 1e-7 }], '0.0000001'],
  ])('storage %j', (entries, text) => expect(storageConstraint(entries)).toBe(text))

  it('interfaces: fields are combined, values of a field are alternatives', () =>
    expect(
      interfaceConstraint({
        nic0: { space: 'internal', vid: [10, 11], not_name: undefined },
        'nic-1': { subnet_cidr: '10.0.0.0/24', not_tag: 'sriov' },
      }),
    ).toBe('nic0:space=internal,vid=10,vid=11;nic-1:subnet_cidr=10.0.0.0/24,not_tag=sriov'))

  it('devices', () =>
    expect(deviceConstraint({ vendor_id: '8086', product_id: '1918' })).toBe(
      'vendor_id=8086,product_id=1918',
    ))

  it.each(['root:150', '100', 'root:100(ssd),data:900(rotary)', '0:8(local,ssd),1.5'])(
    'the text %j',
    (text) => expect(storageConstraint(text)).toBe(text),
  )

  it.each<[string, object, string]>([
    ['storage text', { storage: 'root:abc' }, 'storage has the malformed entry "root:abc"'],
    ['storage text that is cut off', { storage: 'x:1(,' }, 'storage has the malformed entry "x:1('],
    ['a storage label', { storage: [{ label: 'my-root', size: 1 }] }, 'storage has the label "my-root"'],
    ['a size', { storage: [{ size: -1 }] }, 'storage has the size -1'],
    ['a size beyond any disk', { storage: [{ size: 1e21 }] }, 'storage has the size 1e+21'],
    ['a tag', { storage: [{ size: 1, tags: ['a,b'] }] }, 'storage has the tag "a,b"'],
    ['no storage', { storage: [] }, 'storage is an empty list'],
    ['a field of storage', { storage: [{ siez: 1 }] }, 'siez'],
    ['interfaces text', { interfaces: 'nonsense' }, 'interfaces has the malformed entry "nonsense"'],
    ['a key in text', { interfaces: 'a:colour=red' }, 'interfaces has the unknown key "colour"'],
    ['an interface label', { interfaces: { '-a': { vid: 1 } } }, 'interfaces has the label "-a"'],
    ['an empty interface', { interfaces: { a: {} } }, 'interfaces is empty for a'],
    ['no interfaces', { interfaces: {} }, 'interfaces is empty'],
    ['a field of an interface', { interfaces: { a: { colour: 'red' } } }, 'colour'],
    ['an address', { interfaces: { a: { ip: '10.0.0.999' } } }, 'interfaces{}.ip must be an IP address'],
    ['a network', { interfaces: { a: { subnet_cidr: ['10.0.0'] } } }, 'subnet_cidr[] must be a network'],
    [
      'a value with a separator',
      { interfaces: { a: { name: 'eth0;b' } } },
      'interfaces has the name "eth0;b"',
    ],
    ['devices text', { devices: 'colour=red' }, 'devices has the unknown key "colour"'],
    ['a device', { devices: [{ vendor_id: '' }] }, 'devices has the vendor_id ""'],
  ])('malformed: %s is refused before it is sent, and named', async (_, params, problem) => {
    await using maas = client('http://127.0.0.1:9')
    for (const call of [maas.machines.allocate({ mem: 1, ...params }), maas.machines.list(params)]) {
      const error: unknown = await Promise.resolve(call).catch((caught: unknown) => caught)
      expect(error).toMatchObject({ code: 'ERR_CONFIGURATION' })
      expect((error as Error).message).toContain(problem)
    }
  })
})
