import { describe, expect, it } from 'vitest'
import { refusal, startRegion } from './support.js'

describe('allocating (workflows.md, section 5)', () => {
  it('takes the smallest Ready machine that meets the constraints', async () => {
    await using it = await startRegion()
    it.simulator.addMachine({ inventory: { cpuCount: 64, memoryMib: 65_536 } })
    const small = it.simulator.addMachine({ inventory: { cpuCount: 8, memoryMib: 16_384 } })
    const found = await it.maas.machines.allocate({ cpu_count: 4, mem: 8192, agent_name: 'me' })
    expect(found).toMatchObject({ system_id: small.systemId, status_name: 'Allocated', owner: 'admin' })
    expect((await it.maas.machines.listAllocated()).map(({ system_id }) => system_id)).toEqual([
      small.systemId,
    ])
    expect((await it.maas.machines.list({ agent_name: 'me' })).map(({ system_id }) => system_id)).toEqual([
      small.systemId,
    ])
  })

  it('by disks and interfaces: the reply tells which they are', async () => {
    await using it = await startRegion()
    it.simulator.addMachine()
    const { constraints_by_type: matched } = await it.maas.machines.allocate({
      storage: [{ label: 'root', size: 1 }],
      interfaces: { uplink: { name: 'eth0' } },
      dry_run: true,
      verbose: true,
    })
    expect(Object.keys(matched?.storage ?? {})).toEqual(['root'])
    expect(Object.keys(matched?.interfaces ?? {})).toEqual(['uplink'])
    expect(matched?.verbose_storage).toBeDefined()
    expect((await it.maas.machines.list({ status: 'Ready' })).length).toBe(1)
  })

  it('no machine matches, or the one is busy: 409, which is not tried again', async () => {
    await using it = await startRegion()
    it.simulator.addMachine()
    expect(await refusal(it.maas.machines.allocate({ mem: 99_999_999 }))).toMatchObject({
      status: 409,
      isRetryable: false,
      attempts: 1,
    })
    const busy = it.machineIn('Allocated')
    expect((await refusal(it.maas.machines.allocate({ system_id: busy }))).message).toContain(
      `No machine with system ID ${busy} available.`,
    )
  })

  it('an unknown tag or constraint is refused by name', async () => {
    await using it = await startRegion()
    it.simulator.addMachine()
    expect((await refusal(it.maas.machines.allocate({ tags: ['nosuch'] }))).fieldErrors).toHaveProperty(
      'tags',
    )
    expect((await refusal(it.maas.machines.allocate({}, { extra: { colour: 'red' } }))).fieldErrors).toEqual({
      colour: ['No such constraint.'],
    })
  })

  it('annotations are for the owner, and removed by the release', async () => {
    await using it = await startRegion()
    const id = it.machineIn('Allocated')
    await it.maas.machines.setWorkloadAnnotations(id, { team: 'blue' })
    expect((await it.maas.machines.get(id)).workload_annotations).toEqual({ team: 'blue' })
    expect(
      (await refusal(it.maas.machines.setWorkloadAnnotations(it.machineIn('Allocated', 'bob'), { a: 'b' })))
        .status,
    ).toBe(409)
    await it.maas.machines.release(id)
    await it.maas.machines.waitFor(id, 'Ready', { intervalMs: 5 })
    expect((await it.maas.machines.get(id)).workload_annotations).toEqual({})
  })
})
