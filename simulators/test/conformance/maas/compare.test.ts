import { describe, expect, it } from 'vitest'
import type { RawReply } from '../../maas/client.js'
import { differences } from './compare.js'
import { Ids } from './ids.js'
import { Names } from './names.js'
import type { Recorded } from './recording.js'

const recorded = (reply: unknown): Recorded => ({
  name: 'example',
  request: { method: 'GET', path: '/MAAS/api/2.0/nodes/abc123/raids/' },
  status: 200,
  headers: {},
  reply,
})
const ours = (json: unknown): RawReply => ({ status: 200, headers: {}, text: '', json })
const compare = (left: unknown, right: unknown, known = { names: new Names(), ids: new Ids() }) =>
  differences(recorded(left), ours(right), known)

const raid = (id: number, size: number) => ({
  id,
  size,
  name: `md${id}`,
  uuid: `u${id}`,
  resource_uri: `/MAAS/api/2.0/nodes/abc123/raid/${id}/`,
})

describe('the comparison with recorded replies', () => {
  it.each([
    ['a size', { size: 512 }, { size: 1024 }],
    ['a count', { count: 3 }, { count: 2 }],
    ['a power state', { power_state: 'on' }, { power_state: 'off' }],
    ['a path', { path: '/dev/disk/by-dname/sda' }, { path: '/dev/disk/by-dname/sdb' }],
    ['an address', { ip_address: '10.0.0.1' }, { ip_address: '10.0.0.2' }],
    ['an item of an inner list', { links: [{ mode: 'auto' }] }, { links: [{ mode: 'dhcp' }] }],
    ['a missing item', [{ name: 'a' }, { name: 'b' }], [{ name: 'a' }]],
    ['an extra field', { name: 'a' }, { name: 'a', size: 1 }],
    ['an absent field', { name: 'a', size: 1 }, { name: 'a' }],
  ])('finds %s', (_what, left, right) => {
    expect(compare(left, right)).toHaveLength(1)
  })

  it('ignores what is random: times, UUIDs and secrets', () => {
    expect(
      compare({ uuid: 'a', created: 'now', token_key: 'x' }, { uuid: 'b', created: 'then', token_key: 'y' }),
    ).toEqual([])
  })

  it('requires that an id stands for the same object in every reply', () => {
    const known = { names: new Names(), ids: new Ids() }
    expect(compare([{ ...raid(4, 1), name: 'm' }], [{ ...raid(9, 1), name: 'm' }], known)).toEqual([])
    expect(compare({ ...raid(4, 1), name: 'm' }, { ...raid(9, 1), name: 'm' }, known)).toEqual([])
    expect(compare({ ...raid(4, 1), name: 'm' }, { ...raid(8, 1), name: 'm' }, known)).toEqual([
      '.id is 8, recorded 4',
      '.resource_uri is "/MAAS/api/2.0/nodes/abc123/raid/8/", recorded "/MAAS/api/2.0/nodes/abc123/raid/4/"',
    ])
  })
})
