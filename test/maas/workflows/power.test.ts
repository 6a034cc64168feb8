import { describe, expect, it } from 'vitest'
import { fast, refusal, startRegion } from './support.js'

describe('power (workflows.md, section 10)', () => {
  it('is switched off and on; the reply shows the power state before', async () => {
    await using it = await startRegion()
    const id = it.machineIn('Deployed')
    expect((await it.maas.machines.powerOff(id, { stop_mode: 'soft' }))?.power_state).toBe('on')
    await it.maas.machines.waitForPower(id, 'off', fast)
    await it.maas.machines.powerOn(id)
    await it.maas.machines.waitForPower(id, 'on', fast)
    expect((await it.maas.machines.get(id)).status_name).toBe('Deployed')
    expect(await it.maas.machines.queryPowerState(id)).toEqual({ state: 'on' })
  })

  it('power_off leaves the status alone: a Deploying machine stays Deploying', async () => {
    await using it = await startRegion(false)
    const { systemId: id } = it.simulator.addMachine()
    await it.maas.machines.deploy(id)
    it.simulator.settlePower(id)
    await it.maas.machines.powerOff(id)
    it.simulator.settlePower(id)
    expect(await it.maas.machines.get(id)).toMatchObject({ status_name: 'Deploying', power_state: 'off' })
  })

  it('a BMC that does not respond answers error, not with an error', async () => {
    await using it = await startRegion()
    const id = it.machineIn('Deployed')
    it.simulator.failNext('power', id)
    expect(await it.maas.machines.queryPowerState(id)).toEqual({ state: 'error' })
    await it.maas.machines.waitForPower(id, 'on', fast)
  })

  it('is refused without an owner, while another action runs, when locked, and without a rack', async () => {
    await using it = await startRegion(false)
    const { systemId: id } = it.simulator.addMachine()
    expect(await refusal(it.maas.machines.powerOn(id))).toMatchObject({
      code: 'ERR_CONFLICT',
      hint: expect.stringContaining('Allocate or deploy the machine first'),
    })
    const deployed = it.machineIn('Deployed')
    await it.maas.machines.powerOff(deployed)
    expect(await refusal(it.maas.machines.powerOn(deployed))).toMatchObject({ status: 503, attempts: 1 })
    it.simulator.settlePower(deployed)
    await it.maas.machines.lock(deployed)
    expect((await refusal(it.maas.machines.powerOff(deployed))).status).toBe(403)
    it.simulator.state.rackConnected = false
    expect((await refusal(it.maas.machines.queryPowerState(id, { retries: 0 }))).status).toBe(503)
  })

  it('power parameters, of one and of many, are for administrators', async () => {
    await using it = await startRegion()
    const ids = ['one', 'two'].map(
      (name) => it.simulator.addMachine({ powerParameters: { power_id: name } }).systemId,
    )
    expect(await it.maas.machines.powerParameters(ids[0] ?? '')).toMatchObject({ power_id: 'one' })
    const all = await it.maas.machines.allPowerParameters({ id: ids })
    expect(Object.keys(all).toSorted()).toEqual(ids.toSorted())
    expect((await refusal(it.bob.machines.powerParameters(ids[0] ?? ''))).code).toBe('ERR_PERMISSION')
  })

  it('machines are moved to a zone', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine()
    await it.maas.zones.create({ name: 'rack-7' })
    await it.maas.machines.setZone({ nodes: [id], zone: 'rack-7' })
    expect((await it.maas.machines.get(id)).zone.name).toBe('rack-7')
    expect(
      (await refusal(it.maas.machines.setZone({ nodes: [id], zone: 'nosuch' }))).fieldErrors,
    ).toHaveProperty('zone')
  })
})
