import { expect, it } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { startMaasSimulator } from '../../src/maas/simulator.js'
import { caller } from './client.js'

it('machines with neighbouring MAC addresses are enlisted and commissioned one after the other', async () => {
  const clock = new SimulatedClock({ timeScale: 20_000 })
  await using simulator = await startMaasSimulator({ clock })
  const call = caller(simulator.url, simulator.apiKey)
  for (const last of ['01', '02', '03', '04']) {
    const created = await call('POST', 'machines/', [
      ['architecture', 'amd64'],
      ['mac_addresses', `52:54:00:00:00:${last}`],
      ['power_type', 'manual'],
    ])
    expect(created.status, created.text).toBe(200)
    const { system_id: id } = created.json as { system_id: string }
    while (simulator.state.machine(id)?.status !== 'Ready')
      await new Promise((resolve) => setTimeout(resolve, 1))
    // Commissioning has found a second interface, whose address is not that of the next machine.
    expect(simulator.state.machine(id)?.interfaces).toHaveLength(2)
  }
  const macs = simulator.machines.flatMap(({ interfaces }) => interfaces.map(({ mac }) => mac))
  expect(new Set(macs).size).toBe(macs.length)
})

it('an interface that commissioning has found gives its address up to one that is created with it', async () => {
  const clock = new SimulatedClock()
  await using simulator = await startMaasSimulator({ clock, autoAdvance: false })
  const call = caller(simulator.url, simulator.apiKey)
  const { systemId, interfaces } = simulator.addMachine({ macs: ['52:54:00:00:00:01'] })
  const found = interfaces[1]!
  expect(found.mac).toBe('52:54:00:00:00:02')
  const path = `nodes/${systemId}/interfaces/`
  // It keeps its address when it is named itself.
  expect((await call('PUT', `${path}${found.id}/`, [['mac_address', found.mac]])).json).toMatchObject({
    mac_address: '52:54:00:00:00:02',
  })
  const created = await call('POST', `${path}?op=create_physical`, [
    ['mac_address', '52:54:00:00:00:02'],
    ['name', 'eth7'],
  ])
  expect(created).toMatchObject({ status: 200, json: { mac_address: '52:54:00:00:00:02' } })
  expect(found.mac).not.toBe('52:54:00:00:00:02')
  // Now it is taken by hand.
  expect((await call('POST', 'devices/', [['mac_addresses', '52:54:00:00:00:02']])).status).toBe(400)
})
