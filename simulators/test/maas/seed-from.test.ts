import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { startMaasSimulator } from '../../src/maas/simulator.js'
import { caller } from './client.js'

interface Recorded {
  system_id: string
  hostname: string
  interface_set: {
    name: string
    mac_address: string
    links: unknown[]
    vlan: { id: number; fabric: string } | null
  }[]
  blockdevice_set: {
    id: number
    name: string
    size: number
    partitions: { size: number; filesystem: unknown }[]
  }[]
  [field: string]: unknown
}

/** What a list must tell again. */
const outline = (machine: Recorded): object => {
  const same =
    'system_id hostname fqdn description status status_name owner owner_data power_type power_state locked architecture osystem ' +
    'distro_series hwe_kernel netboot cpu_count cpu_speed memory swap_size storage tag_names hardware_uuid hardware_info ' +
    'commissioning_status testing_status current_commissioning_result_id'
  return {
    ...Object.fromEntries(same.split(' ').map((name) => [name, machine[name]])),
    places: ['zone', 'pool', 'domain'].map((name) => (machine[name] as { name: string }).name),
    interfaces: machine.interface_set.map(({ name, mac_address, vlan, links }) => ({
      name,
      mac_address,
      vlan: vlan && `${vlan.id} ${vlan.fabric}`,
      links: links.map((link) => {
        const { id, mode, subnet, ip_address } = link as Record<string, unknown>
        return {
          id,
          mode,
          ip_address: ip_address || undefined,
          cidr: (subnet as { cidr: string } | undefined)?.cidr,
        }
      }),
    })),
    disks: machine.blockdevice_set.map(({ id, name, size, partitions }) => ({
      id,
      name,
      size,
      partitions: partitions.map((partition) => ({ size: partition.size, filesystem: partition.filesystem })),
    })),
  }
}

const byId = (machines: unknown): Recorded[] =>
  (machines as Recorded[]).toSorted((a, b) => (a.system_id < b.system_id ? -1 : 1))

const reference = new URL('../../../../shared/reference/maas/', import.meta.url)

it.skipIf(!existsSync(reference)).each(['recorded-3.4.10', 'recorded-3.7.3', 'recorded-3.8.0b6'])(
  'the machines of %s are listed again as they were recorded',
  async (folder) => {
    const recorded = byId(JSON.parse(readFileSync(new URL(`${folder}/machines.json`, reference), 'utf8')))
    const clock = new SimulatedClock()
    await using simulator = await startMaasSimulator({ clock, autoAdvance: false })
    expect(simulator.seedFrom(recorded)).toHaveLength(recorded.length)
    const call = caller(simulator.url, simulator.apiKey)
    expect(byId((await call('GET', 'machines/')).json).map(outline)).toEqual(recorded.map(outline))
  },
)

it('a region goes on from machines of another one, with new ids', async () => {
  const clock = new SimulatedClock({ timeScale: 20_000 })
  await using first = await startMaasSimulator({ clock, autoAdvance: false })
  for (const number of [1, 2, 3])
    first.addMachine({ hostname: `node-${number}`, zone: 'north', tags: ['ssd'] })
  const listed = (await caller(first.url, first.apiKey)('GET', 'machines/')).json as Recorded[]
  await using second = await startMaasSimulator({ clock })
  second.seedFrom(listed)
  second.seedFrom(listed)
  const call = caller(second.url, second.apiKey)
  expect(((await call('GET', 'machines/?zone=north')).json as Recorded[]).map(outline)).toEqual(
    listed.map(outline),
  )
  const id = listed[0]!.system_id
  const used = listed.flatMap((machine) => machine.blockdevice_set.map((disk) => disk.id))
  const added = second.addMachine({ hostname: 'node-4' })
  expect(used).not.toContain(added.disks[0]?.id)
  expect((await call('POST', 'machines/?op=allocate', [['name', 'node-1']])).json).toMatchObject({
    system_id: id,
  })
  expect((await call('POST', `machines/${id}/?op=deploy`)).json).toMatchObject({ status_name: 'Deploying' })
  while (second.state.machine(id)?.status !== 'Deployed')
    await new Promise((resolve) => setTimeout(resolve, 2))
})
