import { describe, expect, it } from 'vitest'
import { fast, refusal, startRegion } from './support.js'

const manual = { architecture: 'amd64/generic', power_type: 'manual' }

describe('adding machines (workflows.md, section 2)', () => {
  it('that enlisted themselves: they are New until they are accepted, and then commissioned', async () => {
    await using it = await startRegion()
    const ids = [1, 2].map(() => it.simulator.addMachine({ status: 'New' }).systemId)
    expect((await it.maas.machines.list({ status: 'New' })).map(({ system_id }) => system_id)).toEqual(ids)
    await it.maas.machines.accept({ machines: ids })
    await it.maas.machines.waitFor(ids, 'Ready', fast)
    // Ready machines are skipped, machines in use refused.
    expect(await it.maas.machines.accept({ machines: ids })).toEqual([])
    expect((await refusal(it.maas.machines.accept({ machines: [it.machineIn('Allocated')] }))).status).toBe(
      409,
    )
    expect((await refusal(it.maas.machines.accept({ machines: ['nosuch'] }))).message).toContain(
      'Unknown machine(s): nosuch.',
    )
  })

  it('all New ones at once', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine({ status: 'New' })
    expect((await it.maas.machines.acceptAll()).map(({ system_id }) => system_id)).toEqual([id])
    await it.maas.machines.waitFor(id, 'Ready', fast)
  })

  it('by hand: commissioned at once, deployed already, or left New', async () => {
    await using it = await startRegion()
    const add = (mac: string, more: object) =>
      it.maas.machines.create({ ...manual, mac_addresses: [mac], ...more })
    const { system_id: id } = await add('52:54:00:00:00:01', {})
    await it.maas.machines.waitFor(id, 'Ready', fast)
    expect((await add('52:54:00:01:00:01', { deployed: true })).status_name).toBe('Deployed')
    expect((await add('52:54:00:02:00:01', { commission: false })).status_name).toBe('New')
  })

  it('a MAC address or a name that is taken is refused by field; adopt takes the machine that has it', async () => {
    await using it = await startRegion()
    const params = { ...manual, hostname: 'one', mac_addresses: ['52:54:00:00:00:01'], commission: false }
    const { system_id: id } = await it.maas.machines.create(params)
    const { fieldErrors } = await refusal(it.maas.machines.create(params))
    expect(Object.keys(fieldErrors ?? {})).toEqual(expect.arrayContaining(['hostname', 'mac_addresses']))
    expect((await it.maas.machines.adopt(params)).system_id).toBe(id)
    expect(await it.maas.machines.isRegistered({ mac_address: '52:54:00:00:00:01' })).toBe(true)
    expect(await it.maas.machines.isRegistered({ mac_address: '52:54:00:00:00:99' })).toBe(false)
  })

  it('without an interface needs a power type that does not need one', async () => {
    await using it = await startRegion()
    expect((await refusal(it.maas.machines.create(manual))).code).toBe('ERR_BAD_REQUEST')
  })

  it('by a user who is not an administrator: New, until an administrator accepts it', async () => {
    await using it = await startRegion()
    const { system_id: id, status_name } = await it.bob.machines.create({
      ...manual,
      mac_addresses: ['52:54:00:00:00:01'],
    })
    expect(status_name).toBe('New')
    expect((await refusal(it.bob.machines.accept({ machines: [id] }))).code).toBe('ERR_PERMISSION')
    await it.maas.machines.accept({ machines: [id] })
    await it.maas.machines.waitFor(id, 'Ready', fast)
  })

  it('of a chassis: MAAS asks a rack, and the machines appear later', async () => {
    await using it = await startRegion()
    const chassis = { chassis_type: 'virsh', hostname: 'qemu+ssh://ubuntu@10.0.0.2/system' }
    expect(await it.maas.machines.addChassis(chassis)).toContain('Asking rack')
    expect((await refusal(it.maas.machines.addChassis({ ...chassis, chassis_type: 'shed' }))).code).toBe(
      'ERR_BAD_REQUEST',
    )
    expect((await refusal(it.bob.machines.addChassis(chassis))).code).toBe('ERR_PERMISSION')
  })
})
