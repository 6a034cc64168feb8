import type { MaasSimulator } from '../../../src/testing/maas/simulator.js'
import type { Recorded } from './recording.js'
import type { Stage } from './stage.js'

/** What stood in the region when a file was recorded, beyond its machines. */
interface Setting {
  before?: (simulator: MaasSimulator) => void
  after?: (simulator: MaasSimulator, stage: Stage) => void
  prepare?: (simulator: MaasSimulator, stage: Stage, entry: Recorded) => void
}

export const settings: Record<string, Setting> = {
  'http.json': {
    prepare: (simulator, _stage, entry) => {
      // The write of the empty value was kept back.
      if (entry.name === "config boolean read after ''") simulator.world.settings.set('enable_analytics', false)
    },
  },
}
