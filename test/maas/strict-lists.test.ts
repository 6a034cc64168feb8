import { expect, it } from 'vitest'
import type { MaasRelease } from 'canonical-stack-simulators'
import { NotFoundError } from 'canonical-stack/maas'
import { callOf, requiredOf } from './arguments-of.js'
import { allOperations, client } from './support.js'
import { fast, startRegion } from './workflows/support.js'

const lists = allOperations.filter(({ list, path }) => list !== undefined && !path.includes('{'))

it.each(['3.4', '3.7', '3.8', 'master'] satisfies MaasRelease[])(
  'every list of %s fits strictly, when machines have been commissioned and deployed',
  async (release) => {
    await using region = await startRegion(true, release)
    await using maas = client(region.simulator.url, {
      apiKey: region.simulator.apiKey,
      validate: 'strict',
      retries: 0,
    })
    const { system_id: id } = await maas.machines.create({
      architecture: 'amd64/generic',
      mac_addresses: ['52:54:00:12:34:56'],
      power_type: 'virsh',
      power_parameters: { power_address: 'qemu+ssh://10.0.0.9/system', power_id: 'node-1' },
    })
    await maas.machines.waitFor(id, 'Ready', fast)
    await maas.machines.deploy(id)
    await maas.machines.waitFor(id, 'Deployed', fast)
    const filled = new Set<string>()
    for (const operation of lists)
      try {
        const found = await callOf(maas, operation, requiredOf(operation))
        if (Array.isArray(found) && found.length > 0) filled.add(operation.id)
      } catch (error) {
        // Of another release.
        if (!(error instanceof NotFoundError)) throw error
      }
    expect([...filled]).toEqual(
      expect.arrayContaining(['machines.list', 'commissioningResults.list', 'events.query', 'subnets.list']),
    )
  },
)
