import type { InstanceProvider } from './instance-provider.js'
import type { JujuSimulator, JujuSimulatorOptions } from './juju/simulator.js'
import type { LandscapeSimulator, LandscapeSimulatorOptions } from './landscape/simulator.js'
import type { MaasSimulator, MaasSimulatorOptions } from './maas/simulator.js'

// Each function loads the code of its system on first use.

/** Starts a simulated MAAS region with an administrator, a user and no machines. */
export async function startMaasSimulator(options: MaasSimulatorOptions): Promise<MaasSimulator> {
  return (await import('./maas/simulator.js')).startMaasSimulator(options)
}

/** Starts a simulated Juju controller. */
export async function startJujuSimulator(options: JujuSimulatorOptions): Promise<JujuSimulator> {
  return (await import('./juju/simulator.js')).startJujuSimulator(options)
}

/** Starts a simulated Landscape server: the signed API at `/api/` and REST v2 at `/api/v2/`. */
export async function startLandscapeSimulator(
  options: LandscapeSimulatorOptions,
): Promise<LandscapeSimulator> {
  return (await import('./landscape/simulator.js')).startLandscapeSimulator(options)
}

/**
 * Machines of a simulated MAAS for a simulated Juju: allocated and deployed as Juju's MAAS provider does it, in simulated time.
 */
export function maasInstanceProvider(maas: MaasSimulator): InstanceProvider {
  const provider = import('./maas/life/instance-provider.js').then((module) =>
    module.maasInstanceProvider(maas),
  )
  return {
    start: async (request) => (await provider).start(request),
    stop: async (instanceId) => (await provider).stop(instanceId),
  }
}
