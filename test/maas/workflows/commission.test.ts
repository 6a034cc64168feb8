import { describe, expect, it } from 'vitest'
import { failure, fast, refusal, startRegion } from './support.js'

describe('commissioning (workflows.md, section 3)', () => {
  it('detects the hardware, tests it, and ends Ready without an owner', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine({ status: 'New' })
    const states = new Set<string>()
    await it.maas.machines.commission(id)
    const [machine] = await it.maas.machines.waitFor(id, 'Ready', {
      ...fast,
      onProgress: ({ states: now }) => states.add(now[id] ?? ''),
    })
    expect(machine).toMatchObject({ owner: null, commissioning_status: 2, testing_status: 2 })
    expect(machine?.blockdevice_set.length).toBeGreaterThan(0)
    expect([...states].at(-1)).toBe('Ready')
  })

  it('without tests, and keeping the network', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine()
    const before = (await it.maas.machines.get(id)).boot_interface?.links
    await it.maas.machines.commission(id, { testing_scripts: ['none'], skip_networking: true })
    const [machine] = await it.maas.machines.waitFor(id, 'Ready', fast)
    expect(machine?.boot_interface?.links).toEqual(before)
  })

  it('a script that fails: Failed commissioning, and the wait names the script', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine({ status: 'New' })
    it.simulator.failNext('commission', id)
    await it.maas.machines.commission(id)
    const { line, notes } = await failure(it.maas.machines.waitFor(id, 'Ready', fast))
    // MAAS's message only repeats the state.
    expect(line).toMatch(/: it is Failed commissioning$/)
    expect(notes).not.toContain('Failed commissioning: Failed commissioning')
    expect(notes).toMatch(new RegExp(`${id} script \\S+: Failed`))
    // It can be commissioned again.
    await it.maas.machines.commission(id)
    await it.maas.machines.waitFor(id, 'Ready', fast)
  })

  it('tests that fail: Failed testing, until it is overridden', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine({ status: 'New' })
    it.simulator.failNext('test', id)
    await it.maas.machines.commission(id)
    expect((await failure(it.maas.machines.waitFor(id, 'Ready', fast))).line).toContain(
      'it is Failed testing',
    )
    await it.maas.machines.overrideFailedTesting(id)
    expect((await it.maas.machines.get(id)).status_name).toBe('Ready')
    expect((await refusal(it.maas.machines.overrideFailedTesting(id))).status).toBe(409)
  })

  it('a BMC that does not respond: back to New', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine({ status: 'New' })
    it.simulator.failNext('power', id)
    await it.maas.machines.commission(id)
    const { line, notes } = await failure(it.maas.machines.waitFor(id, 'Ready', fast))
    expect(line).toContain(`${id}: it went from Commissioning to New`)
    expect(notes).toContain('Please check power credentials')
  })

  it('a machine that its owner marks Broken meanwhile', async () => {
    await using it = await startRegion(false)
    const { systemId: id } = it.simulator.addMachine({ status: 'New' })
    await it.maas.machines.commission(id)
    const wait = it.maas.machines.waitFor(id, 'Ready', fast)
    await it.maas.machines.markBroken(id, { error_description: 'smoke' })
    expect((await failure(wait)).line).toContain('it is Broken')
    expect((await it.maas.machines.markFixed(id)).status_name).toBe('Ready')
  })

  it('is refused in a wrong state, with an unknown script, without images, and to users', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine()
    expect(await refusal(it.maas.machines.commission(it.machineIn('Allocated')))).toMatchObject({
      status: 400,
      fieldErrors: { __all__: ['Commission is not available because of the current state of the node.'] },
    })
    const unknown = await refusal(it.maas.machines.commission(id, { testing_scripts: ['nope'] }))
    expect(unknown.fieldErrors).toEqual({
      testing_scripts: ['Select a valid choice. nope is not one of the available choices.'],
    })
    expect((await refusal(it.bob.machines.commission(id))).code).toBe('ERR_PERMISSION')
    it.simulator.state.rackConnected = false
    expect((await refusal(it.maas.machines.commission(id))).message).toContain('is unavailable.')
  })
})
