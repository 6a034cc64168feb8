import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { type JujuSimulator, startJujuSimulator } from '../../src/juju/simulator.js'
import { Wire } from './wire.js'

const shared = fileURLToPath(new URL('../../../../shared', import.meta.url))
const recordings = `${shared}/reference/juju/recorded-4.0.15/bundle-changes`

interface Plan {
  changes?: unknown[]
  errors?: string[]
  error?: string
  code?: string
}

const cases = existsSync(recordings)
  ? (JSON.parse(readFileSync(`${recordings}/cases.json`, 'utf8')) as (Plan & {
      name: string
      yaml: string | null
    })[])
  : []
const bundles = ['ceph-base', 'loadbalancer-octavia', 'openstack-base-yoga', 'openstack-telemetry']

describe.skipIf(cases.length === 0)(
  'the bundle planner answers as the recorded one (skipped without ../shared/reference)',
  () => {
    let sim: JujuSimulator
    let wire: Wire

    beforeAll(async () => {
      sim = await startJujuSimulator({ clock: new SimulatedClock(), autoAdvance: false })
      wire = await Wire.login(sim)
    })
    afterAll(async () => {
      wire.close()
      await sim.close()
    })

    async function plan(yaml: string): Promise<Plan> {
      const {
        response,
        error,
        'error-code': code,
      } = await wire.send('Bundle', 8, 'GetChangesMapArgs', { yaml, bundleURL: '' })
      if (error !== undefined) return code === undefined ? { error } : { error, code }
      // The controller checks applications in the order of a Go map.
      return { ...response, errors: response?.errors.toSorted() }
    }

    test.each(cases.map(({ name, ...rest }) => [name, rest] as const))(
      '%s',
      async (_, { yaml, errors, ...rest }) => {
        const wanted = errors === undefined ? rest : { ...rest, errors: errors.toSorted() }
        expect(await plan(yaml ?? '')).toEqual(wanted)
      },
    )

    test.each(bundles)('%s', async (name) => {
      const wanted = JSON.parse(readFileSync(`${recordings}/${name}.json`, 'utf8')) as Plan
      expect(await plan(readFileSync(`${shared}/bundles/${name}.yaml`, 'utf8'))).toEqual({
        ...wanted,
        errors: wanted.errors?.toSorted(),
      })
    })
  },
)
