import { describe, expect, it } from 'vitest'
import { failure, fast, refusal, startRegion } from './support.js'

describe('releasing (workflows.md, section 7)', () => {
  it('ends Ready, and New when the machine has not passed commissioning', async () => {
    await using it = await startRegion()
    const ready = it.machineIn('Deployed')
    expect((await it.maas.machines.release(ready)).status_name).toBe('Releasing')
    await it.maas.machines.waitFor(ready, 'Ready', fast)
    const fresh = it.machineIn('Deployed')
    const machine = it.simulator.state.machine(fresh)
    if (machine !== undefined) machine.commissioning.status = -1
    await it.maas.machines.release(fresh)
    await it.maas.machines.waitFor(fresh, ['Ready', 'New'], fast)
    expect((await it.maas.machines.get(fresh)).status_name).toBe('New')
  })

  it('erases the disks, and tells when that fails', async () => {
    await using it = await startRegion()
    const id = it.machineIn('Deployed')
    it.simulator.failNext('erase', id)
    expect((await it.maas.machines.release(id, { erase: true, quick_erase: true })).status_name).toBe(
      'Disk erasing',
    )
    expect((await failure(it.maas.machines.waitFor(id, 'Ready', fast))).line).toContain(
      'it is Failed disk erasing',
    )
    await it.maas.machines.release(id, { erase: true })
    await it.maas.machines.waitFor(id, 'Ready', fast)
  })

  it('a BMC that does not respond: Releasing failed, from where it is released again', async () => {
    await using it = await startRegion()
    const id = it.machineIn('Deployed')
    it.simulator.failNext('release', id)
    await it.maas.machines.release(id)
    expect((await failure(it.maas.machines.waitFor(id, 'Ready', fast))).line).toContain(
      "it is Releasing failed (Marking node failed - Could not contact node's BMC",
    )
    await it.maas.machines.release(id)
    await it.maas.machines.waitFor(id, 'Ready', fast)
  })

  it('many at once: all or none; Ready ones are skipped', async () => {
    await using it = await startRegion(false)
    const held = [it.machineIn('Deployed'), it.machineIn('Allocated')]
    const { systemId: ready } = it.simulator.addMachine()
    const { systemId: fresh } = it.simulator.addMachine({ status: 'New' })
    expect((await refusal(it.maas.machines.releaseMany({ machines: [...held, fresh] }))).message).toContain(
      `Machine(s) cannot be released in their current state: ${fresh} ('New').`,
    )
    expect((await it.maas.machines.list({ id: held })).map(({ status_name }) => status_name)).toEqual([
      'Deployed',
      'Allocated',
    ])
    const released = await it.maas.machines.releaseMany({ machines: [...held, ready] })
    expect(released.toSorted()).toEqual(held.toSorted())
    // The first is still Releasing: MAAS refuses a second release of many, but not of one.
    expect((await refusal(it.maas.machines.releaseMany({ machines: held }))).status).toBe(409)
    expect((await it.maas.machines.release(held[0] ?? '')).status_name).toBe('Releasing')
    expect(await it.maas.machines.ensureReleased([...held, ready, fresh])).toEqual([])
  })

  it('is refused for a locked machine and in a wrong state', async () => {
    await using it = await startRegion(false)
    const locked = it.machineIn('Deployed')
    await it.maas.machines.lock(locked)
    expect((await refusal(it.maas.machines.release(locked))).status).toBe(403)
    expect((await refusal(it.maas.machines.releaseMany({ machines: [locked] }))).message).toContain(
      'permission',
    )
    const { systemId: id } = it.simulator.addMachine()
    await it.maas.machines.test(id)
    expect((await refusal(it.maas.machines.release(id))).message).toContain(
      "Machine cannot be released in its current state ('Testing').",
    )
  })
})
