import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { startMaasSimulator } from '../../src/maas/simulator.js'
import type { MaasRelease } from '../../src/maas/state/releases.js'
import { fillRegion, type RichRegion } from './maas/region.js'
import { misfits, shapeOf } from './maas/shape.js'

const reference = new URL('../../../../shared/reference/maas/', import.meta.url)
const recordings: [MaasRelease, string][] = [
  ['3.4', 'recorded-3.4.10'],
  ['3.7', 'recorded-3.7.3'],
  ['3.8', 'recorded-3.8.0b6'],
  ['master', 'recorded-master-3.8.0a1'],
]

/** The recorded replies by file name, and what they are a reply to. */
const requests = ({ machines, fabric }: RichRegion, release: MaasRelease): Record<string, string> => ({
  ...Object.fromEntries(
    (
      'boot-sources commissioning-scripts devices dhcp-snippets discovery dnsresourcerecords domains fabrics ' +
      'ipaddresses ipranges license-keys machines nodes notifications package-repositories pods rackcontrollers ' +
      'regioncontrollers reservedips resourcepools scripts spaces static-routes subnets tags users version vm-hosts zones'
    )
      .split(' ')
      .map((name) => [name, `${name}/`]),
  ),
  'bcache-cache-sets': `nodes/${machines.bcache}/bcache-cache-sets/`,
  bcaches: `nodes/${machines.bcache}/bcaches/`,
  'blockdevices-raid': `nodes/${machines.raid}/blockdevices/`,
  // The region of 3.4 was asked for its own names only.
  dnsresources: release === '3.4' ? 'dnsresources/' : 'dnsresources/?all=true',
  events: 'events/?op=query&level=DEBUG',
  'interfaces-bond': `nodes/${machines.network}/interfaces/`,
  'machine-raid': `machines/${machines.raid}/`,
  raids: `nodes/${machines.raid}/raids/`,
  results: `nodes/${machines.raid}/results/`,
  'subnet-statistics': 'subnets/2/?op=statistics',
  'vlans-relay': `fabrics/${fabric}/vlans/`,
  'volume-groups': `nodes/${machines.lvm}/volume-groups/`,
  whoami: 'users/?op=whoami',
})

/** Objects whose keys are data, and references whose fields depend on what they refer to. */
const free =
  /(owner_data|workload_annotations|context|parameters|packages|for_hardware|hardware_info|\.params|\.results)$|\.sets\b|\.(cache_sets|raids|bcaches|volume_groups)\[\]/

/** A link has a subnet and an address only when it needs them (exchanges network); every recorded link here has both. */
const isKnown = (misfit: string): boolean => /\.links\[\]\.(subnet|ip_address) is missing$/.test(misfit)

/** The region of master held no devices, and only names of nodes. */
const tooFew: Partial<Record<MaasRelease, string[]>> = { master: ['nodes', 'dnsresources'] }

describe.skipIf(!existsSync(reference))('replies have the shape of the recorded ones', () => {
  it.each(recordings)('%s', async (release, folder) => {
    const clock = new SimulatedClock()
    await using simulator = await startMaasSimulator({ clock, release, autoAdvance: false })
    const region = await fillRegion(simulator)
    const found: string[] = []
    let compared = 0
    for (const [name, path] of Object.entries(requests(region, release))) {
      const file = new URL(`${folder}/${name}.json`, reference)
      if (!existsSync(file) || tooFew[release]?.includes(name)) continue
      const recorded = JSON.parse(readFileSync(file, 'utf8')) as unknown
      const reply = await region.get(path)
      if (Array.isArray(recorded) && recorded.length === 0) continue
      if (Array.isArray(reply) && reply.length === 0) continue
      compared += 1
      found.push(...misfits(shapeOf(recorded, free), shapeOf(reply, free)).map((text) => `${name}${text}`))
    }
    expect(found.filter((misfit) => !isKnown(misfit))).toEqual([])
    expect(compared).toBeGreaterThan(release === 'master' ? 16 : 34)
  })
})
