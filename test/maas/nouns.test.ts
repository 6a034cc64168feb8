import { describe, expect, it } from 'vitest'
import { nounOfClass, nounOfPath } from '../../src/maas/nouns.js'
import { allOperations } from './support.js'

describe('what a request is about', () => {
  it.each([
    ['machines/4y3h7n/?op=deploy', 'machine'],
    ['nodes/{system_id}/interfaces/{id}/', 'interface'],
    ['nodes/abc/blockdevices/5/partition/7', 'partition'],
    ['tags/machines/', 'tag'],
    ['tags/x/?op=nodes', 'tag'],
    ['account/prefs/sshkeys/4/', 'SSH key'],
    ['resourcepool/3/', 'resource pool'],
    ['boot-resources/18/upload/35/', 'upload'],
    ['fabrics/1/vlans/10/', 'VLAN'],
    ['constructor/', 'object'],
    ['', 'object'],
  ])('%s: %s', (path, noun) => {
    expect(nounOfPath(path)).toBe(noun)
  })

  it('is known for every operation', () => {
    expect(
      allOperations.filter(
        ({ path }) => !/^(version|describe)\//.test(path) && nounOfPath(path) === 'object',
      ),
    ).toEqual([])
  })

  it.each([
    ['Machine', 'machine'],
    ['BootSourceSelection', 'boot source selection'],
    ['DHCPSnippet', 'DHCP snippet'],
    ['IPRange', 'IP range'],
    ['RAID', 'RAID'],
    ['PartitionTable', 'partition table'],
    ['FileStorage', 'file'],
  ])('and what is missing: %s is a %s', (name, noun) => {
    expect(nounOfClass(name)).toBe(noun)
  })
})
