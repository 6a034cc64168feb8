import { describe, expect, it } from 'vitest'
import { failure, fast, refusal, startRegion } from './support.js'

describe('testing (workflows.md, section 4)', () => {
  it('returns to Ready, and a Deployed machine to Deployed', async () => {
    await using it = await startRegion()
    const ready = it.simulator.addMachine().systemId
    const deployed = it.machineIn('Deployed')
    await it.maas.machines.test(ready)
    await it.maas.machines.test(deployed)
    await it.maas.machines.waitFor(ready, 'Ready', fast)
    await it.maas.machines.waitFor(deployed, 'Deployed', fast)
    expect((await it.maas.machines.get(ready)).testing_status).toBe(2)
  })

  it('a test that fails: Failed testing, with the script', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine()
    it.simulator.failNext('test', id)
    await it.maas.machines.test(id)
    const { line, notes } = await failure(it.maas.machines.waitFor(id, 'Ready', fast))
    expect(line).toContain('it is Failed testing')
    expect(notes).toMatch(/script \S+: Failed/)
    // A failed machine can be tested again.
    await it.maas.machines.test(id)
    await it.maas.machines.waitFor(id, 'Ready', fast)
  })

  it('an abort returns to the state before', async () => {
    await using it = await startRegion(false)
    const { systemId: id } = it.simulator.addMachine()
    await it.maas.machines.test(id)
    await it.maas.machines.abort(id)
    it.simulator.settlePower(id)
    await it.maas.machines.waitFor(id, 'Ready', fast)
  })

  it('is refused for a machine that was never commissioned, and for unknown scripts', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine({ status: 'New' })
    expect((await refusal(it.maas.machines.test(id))).message).toContain(
      'this node has never been commissioned',
    )
    const ready = it.simulator.addMachine().systemId
    expect((await refusal(it.maas.machines.test(ready, { testing_scripts: ['nope'] }))).fieldErrors).toEqual({
      testing_scripts: ['Select a valid choice. nope is not one of the available choices.'],
    })
  })
})
