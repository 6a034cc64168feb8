import { describe, expect, it } from 'vitest'
import { fast, refusal, startRegion } from './support.js'

describe('aborting (workflows.md, section 8)', () => {
  it.each([
    ['commission', 'New', 'Commissioning', 'New', null],
    ['test', 'Ready', 'Testing', 'Ready', null],
    ['deploy', 'Ready', 'Deploying', 'Allocated', 'admin'],
  ] as const)(
    '%s returns to the state before; the reply shows the old one',
    async (action, from, during, after, owner) => {
      await using it = await startRegion(false)
      const { systemId: id } = it.simulator.addMachine({ status: from })
      await it.maas.machines[action](id)
      expect((await it.maas.machines.abort(id, { comment: 'changed my mind' })).status_name).toBe(during)
      it.simulator.settlePower(id)
      expect((await it.maas.machines.waitFor(id, after, fast))[0]?.owner).toBe(owner)
    },
  )

  it('disk erasing leaves Failed disk erasing, with the owner', async () => {
    await using it = await startRegion(false)
    const id = it.machineIn('Deployed')
    await it.maas.machines.release(id, { erase: true })
    await it.maas.machines.abort(id)
    it.simulator.settlePower(id)
    expect((await it.maas.machines.waitFor(id, 'Failed disk erasing', fast))[0]?.owner).toBe('admin')
  })

  it('is refused in any other state, and to other users', async () => {
    await using it = await startRegion(false)
    const { systemId: id } = it.simulator.addMachine()
    expect((await refusal(it.maas.machines.abort(id))).message).toContain(
      `Cannot abort in current state: node ${id} is in state Ready.`,
    )
    await it.maas.machines.deploy(id)
    expect((await refusal(it.bob.machines.abort(id))).status).toBeGreaterThan(402)
  })
})
