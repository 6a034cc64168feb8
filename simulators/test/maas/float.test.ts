import { expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { startMaasSimulator } from '../../src/maas/simulator.js'
import { float, withFloats } from '../../src/maas/replies/float.js'
import { caller } from './client.js'

test('a float is written with a decimal point, whole or not', () => {
  const json = JSON.stringify({
    whole: float(80),
    negative: float(-2),
    half: float(0.5),
    number: 80,
    text: 'float:80',
  })
  expect(withFloats(json)).toBe('{"whole":80.0,"negative":-2.0,"half":0.5,"number":80,"text":"float:80"}')
})

test('sizes of machines and RAID-10, ratios and usage are floats, other sizes are not', async () => {
  await using region = await startMaasSimulator({ clock: new SimulatedClock(), autoAdvance: false })
  const call = caller(region.url, region.apiKey)
  const sizes = [1, 2, 3, 4].map(() => ({ sizeBytes: 200_000_000_000, tags: [] }))
  const { systemId, disks } = region.addMachine({ inventory: { disks: sizes } })
  for (const path of [`machines/${systemId}/`, 'machines/']) {
    const { text } = await call('GET', path)
    expect(text).toContain('"storage": 800000.0,')
    expect(text).toContain('"memory": 8192,')
  }
  const raid = await call('POST', `nodes/${systemId}/raids/`, [
    ['name', 'md0'],
    ['level', 'raid-10'],
    ...disks.slice(1).map(({ id }): [string, string] => ['block_devices', String(id)]),
  ])
  expect(raid.text.match(/"size": .*/g)).toContain('"size": 299999868928.0,')
  expect(raid.text.match(/"size": .*/g)).toContain('"size": 299999868928,')
  const device = raid.json as { virtual_device: { size: number } }
  expect(device.virtual_device.size).toBe(299_999_868_928)
  const host = await call('POST', 'vm-hosts/', [
    ['type', 'lxd'],
    ['power_address', '10.10.0.77'],
  ])
  expect(host.text).toContain('"cpu_over_commit_ratio": 1.0')
  await call('POST', 'subnets/', [['cidr', '172.30.0.0/24']])
  expect((await call('GET', 'subnets/172.30.0.0%2F24/?op=statistics')).text).toContain('"usage": 0.0,')
})
