import { describe, expect, it } from 'vitest'
import { refusal, startRegion } from './support.js'

describe('what is kept with a machine', () => {
  it('a description, a pool and a zone are updated; an empty text clears', async () => {
    await using it = await startRegion()
    const { systemId: id } = it.simulator.addMachine()
    await it.maas.resourcePools.create({ name: 'lab' })
    await it.maas.zones.create({ name: 'rack-7' })
    const updated = await it.maas.machines.update(id, { description: 'fan 2', pool: 'lab', zone: 'rack-7' })
    expect(updated).toMatchObject({ description: 'fan 2', pool: { name: 'lab' }, zone: { name: 'rack-7' } })
    expect(await it.maas.machines.update(id, { description: '' })).toMatchObject({
      description: '',
      pool: { name: 'lab' },
    })
    expect((await refusal(it.maas.machines.update(id, { pool: 'nosuch' }))).fieldErrors).toHaveProperty(
      'pool',
    )
  })

  it('storage and network are cloned to other machines', async () => {
    await using it = await startRegion()
    const [source = '', ...destinations] = [1, 2, 3].map(() => it.simulator.addMachine().systemId)
    await it.maas.machines.setStorageLayout(source, { storage_layout: 'blank' })
    expect(await it.maas.machines.clone({ source, destinations, storage: true, interfaces: true })).toBeNull()
    for (const id of destinations)
      expect(
        (await it.maas.machines.get(id)).blockdevice_set.flatMap(({ partitions }) => partitions),
      ).toEqual([])
    expect(
      (await refusal(it.maas.machines.clone({ source, destinations: ['nosuch'], storage: true }))).code,
    ).toBe('ERR_BAD_REQUEST')
  })
})
