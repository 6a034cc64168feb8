import { describe, expect, it } from 'vitest'
import { failure, fast, refusal, startRegion } from './support.js'

describe('rescue mode (workflows.md, section 9)', () => {
  it.each(['Ready', 'Deployed'] as const)('is entered, and left for the state before: %s', async (state) => {
    await using it = await startRegion()
    const id = state === 'Ready' ? it.simulator.addMachine().systemId : it.machineIn(state)
    expect((await it.maas.machines.rescueMode(id)).status_name).toBe('Entering rescue mode')
    await it.maas.machines.waitFor(id, 'Rescue mode', fast)
    await it.maas.machines.exitRescueMode(id)
    await it.maas.machines.waitFor(id, state, fast)
  })

  it('a BMC that does not respond: Failed to enter rescue mode, from where it is left', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine()
    it.simulator.failNext('power', id)
    await it.maas.machines.rescueMode(id)
    expect((await failure(it.maas.machines.waitFor(id, 'Rescue mode', fast))).line).toContain(
      'it is Failed to enter rescue mode',
    )
    await it.maas.machines.exitRescueMode(id)
    await it.maas.machines.waitFor(id, 'Ready', fast)
  })

  it('the same when it is left: Failed to exit rescue mode', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine()
    await it.maas.machines.rescueMode(id)
    await it.maas.machines.waitFor(id, 'Rescue mode', fast)
    it.simulator.failNext('exit_rescue_mode', id)
    await it.maas.machines.exitRescueMode(id)
    expect((await failure(it.maas.machines.waitFor(id, 'Ready', fast))).line).toContain(
      'it is Failed to exit rescue mode',
    )
  })

  it('is refused in a wrong state, and without a rack, which may be tried again', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine()
    expect((await refusal(it.maas.machines.exitRescueMode(id))).message).toContain(
      'Invalid transition: Ready -> Exiting rescue mode.',
    )
    it.simulator.state.rackConnected = false
    expect(await refusal(it.maas.machines.rescueMode(id, { retries: 0 }))).toMatchObject({ status: 503 })
    expect((await it.maas.machines.get(id)).status_name).toBe('Ready')
  })
})
