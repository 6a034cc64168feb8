/**
 * Compares the simulated controller with a real one: each exchange of `recorded-4.0.15` is sent again, and the replies are compared.
 *
 *     npx vitest run simulators/test/conformance/juju.test.ts                               # the table and lost agreements
 *     SHOW=deploy-3-placed npx vitest run simulators/test/conformance/juju.test.ts          # every difference of that file; SHOW=all of all
 *     CONFORMANCE_BASELINE=write npx vitest run simulators/test/conformance/juju.test.ts    # writes the new baseline
 */
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { SimulatedClock } from '../../src/clock.js'
import { startJujuSimulator } from '../../src/juju/simulator.js'
import { localCharms, publishedCharms } from './juju/charm-seeds.js'
import { deliberateDifferences } from './juju/deliberate-differences.js'
import { replayDischarge } from './juju/discharge.js'
import { replayCharmhub, replayClouds } from './juju/folders.js'
import { haveRecordings } from './juju/recordings.js'
import { replayRawCalls } from './juju/raw-calls.js'
import { replayRegister } from './juju/register.js'
import { Replay } from './juju/replay.js'
import {
  addReader,
  replayBundleChanges,
  replayDebugLog,
  replayErrors,
  replayHttp,
  replayLogin,
  replayModelCalls,
  replayOrder,
  replayPermissions,
} from './juju/suites.js'
import { readBaseline, Scoreboard, writeBaseline } from './scoreboard.js'

const baselineFile = fileURLToPath(new URL('juju.baseline.json', import.meta.url))

/** The initial ids of the recorded controller. */
const recorded = {
  controller: 'deadbeef-1bad-500d-9000-4b1d0d06f00d',
  controllerModel: 'deadbeef-0bad-400d-8000-4b1d0d06f00d',
  test: 'cd8307f7-8c12-4d90-8eb0-25fc34eb5836',
  testOfClouds: '1b23d6e7-5357-4e86-8442-8d93145218ae',
}

describe.skipIf(!haveRecordings)(
  'the simulated Juju answers as 4.0.15 did (skipped without ../shared/reference)',
  () => {
    const board = new Scoreboard(deliberateDifferences)
    const charms = haveRecordings ? localCharms() : new Map<string, Buffer>()
    const clock = new SimulatedClock()
    afterAll(() => clock.stop())

    async function withSimulator(action: (replay: Replay, test: string) => Promise<void>): Promise<void> {
      const sim = await startJujuSimulator({
        clock,
        autoAdvance: false,
        controllerModel: { qualifier: 'prod' },
      })
      try {
        const replay = new Replay(sim, board, charms)
        // The recorder created prod/test like a controller model: the controller reports only this model as one.
        const test = sim.addModel({ name: 'test', qualifier: 'prod', isController: true })
        replay.comparer.bind(recorded.controller, sim.controllerUuid)
        replay.comparer.bind(recorded.controllerModel, sim.models()['prod/controller'] ?? '')
        replay.comparer.bind(recorded.test, test)
        replay.comparer.bind(recorded.testOfClouds, test)
        await action(replay, test)
      } finally {
        await sim.close()
      }
    }

    test('the main run and the probes of its controller', { timeout: 120_000 }, async () => {
      await withSimulator(async (replay, model) => {
        await replayOrder(replay, model)
        await replayLogin(replay)
        await replayErrors(replay, model)
        await replayModelCalls(replay, model)
        await replayBundleChanges(replay, model)
        await replayHttp(replay)
        await addReader(replay, model)
        await replayDischarge(replay, model)
        await replayPermissions(replay, model)
        await replayDebugLog(replay, model)
      })
    })

    test('calls by hand', { timeout: 120_000 }, async () => {
      await withSimulator(replayRawCalls)
    })

    test('charms and bundles from Charmhub', { timeout: 120_000 }, async () => {
      await withSimulator(async (replay) => {
        for (const { charm, revision } of publishedCharms()) replay.sim.charms.add(charm, revision)
        await replayCharmhub(replay)
      })
    })

    test('clouds, offers and users', { timeout: 120_000 }, async () => {
      await withSimulator(async (replay, model) => {
        await replayClouds(replay, model)
        await replayRegister(replay)
      })
    })

    test('everything in the baseline still agrees', () => {
      console.log(board.table())
      if (process.env.SHOW) console.log(board.show(process.env.SHOW))
      if (process.env.CONFORMANCE_BASELINE === 'write') writeBaseline(baselineFile, board.baseline())
      const lost = board.lost(readBaseline(baselineFile))
      if (lost.length > 0) expect.fail(`agreed before and does not now:\n${lost.join('\n')}`)
      expect(board.idle(), 'unneeded deliberate differences').toEqual([])
    })
  },
)
