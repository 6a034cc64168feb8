import { createLandscapeClient, type LandscapeClient } from '../../src/landscape/index.js'
import type { HttpClientOptions } from '../../src/core/options.js'
import { SimulatedClock } from '../../simulators/src/clock.js'
import {
  type LandscapeSimulator,
  type LandscapeSimulatorOptions,
  startLandscapeSimulator,
} from '../../simulators/src/landscape/simulator.js'

export interface Lab extends AsyncDisposable {
  simulator: LandscapeSimulator
  landscape: LandscapeClient
}

/** A simulated server, ten minutes a second, with three registered computers, and a client with its key pair. */
export async function startLab(
  options: HttpClientOptions = {},
  simulated: Partial<LandscapeSimulatorOptions> = {},
): Promise<Lab> {
  const clock = new SimulatedClock({ timeScale: 3000 })
  const simulator = await startLandscapeSimulator({
    clock,
    registrationKey: 'sesame',
    autoRegister: true,
    ...simulated,
  })
  for (const name of ['web-1', 'web-2', 'db-1'])
    simulator.register({
      account_name: 'standalone',
      computer_title: name,
      hostname: `${name}.example.com`,
      registration_key: 'sesame',
      tags: name.startsWith('web') ? 'web' : 'db',
    })
  const landscape = createLandscapeClient({
    uri: simulator.uri,
    accessKey: simulator.accessKey,
    secretKey: simulator.secretKey,
    proxy: false,
    validate: 'strict',
    ...options,
  })
  return {
    simulator,
    landscape,
    async [Symbol.asyncDispose]() {
      await landscape.close()
      await simulator.close()
      clock.stop()
    },
  }
}

/** The error of a failed call. */
export async function failure(call: PromiseLike<unknown>): Promise<Error> {
  try {
    await call
  } catch (error) {
    if (error instanceof Error) return error
    throw error
  }
  throw new Error('it did not fail')
}
