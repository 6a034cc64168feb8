import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { startSimulator } from '../../../simulators/src/index.js'
import { createJujuClient } from '../../../src/juju/index.js'

const folder = fileURLToPath(new URL('../../../../shared/bundles/', import.meta.url))
// loadbalancer-octavia is an overlay for the old charm store.
const bundles = existsSync(folder)
  ? readdirSync(folder).filter((name) => name.endsWith('.yaml') && !/overlay|octavia/.test(name))
  : []

/** Charms that the simulated Charmhub does not have are made from the bundle. */
test.skipIf(bundles.length === 0)(
  'every real bundle is deployed on a simulated controller (skipped without ../shared/bundles)',
  { timeout: 300_000 },
  async () => {
    await using simulator = await startSimulator({ maas: false, landscape: false })
    await using juju = createJujuClient.fromEnv(simulator.env)
    for (const name of bundles) {
      const text = readFileSync(folder + name, 'utf8')
      simulator.juju.charms.fromBundle(text)
      const { fullName } = await juju.models.add(name.replace('.yaml', ''))
      const model = juju.model(fullName)
      const { steps } = await model.deployBundle(text, { trust: true })
      expect(steps.length, name).toBeGreaterThan(0)
      const again = await model.deployBundle(text, { trust: true, dryRun: true })
      expect(again.steps, name).toEqual([])
    }
  },
)
