import { expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { startMaasSimulator } from '../../src/maas/simulator.js'
import { matchesHardware } from '../../src/maas/state/tag-definitions.js'
import { caller } from './client.js'

test.each([
  ['//node', true],
  ['//node[@class="bus"]', true],
  ["//node[@id='core'][@class='bus']", true],
  ['//*[@class="bus"]', true],
  ['//node[@class="disk"]', false],
  ['//disk', false],
  ['//node[contains(@class, "b")]', false],
])('whether the hardware matches %s: %s', (definition, matches) => {
  expect(matchesHardware(definition)).toBe(matches)
})

test('a commissioned machine gets the tags whose definitions it matches', async () => {
  await using region = await startMaasSimulator({ clock: new SimulatedClock(), autoAdvance: false })
  const call = caller(region.url, region.apiKey)
  const machine = region.addMachine({ status: 'New' })
  await call('POST', 'tags/', [
    ['name', 'bus'],
    ['definition', '//node[@class="bus"]'],
  ])
  await call('POST', 'tags/', [
    ['name', 'disk'],
    ['definition', '//node[@class="disk"]'],
  ])
  await call('POST', `machines/${machine.systemId}/?op=commission`, [])
  region.signal(machine.systemId, 'REPORTED')
  expect(machine.tags).toEqual([])
  region.signal(machine.systemId, 'OK')
  expect(machine.tags).toEqual(['bus'])
})
