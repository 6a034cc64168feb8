import { createJujuClient, type JujuClient, type JujuClientOptions } from '../../src/juju/index.js'
import { SimulatedClock } from '../../simulators/src/clock.js'
import {
  type JujuSimulator,
  type JujuSimulatorOptions,
  startJujuSimulator,
} from '../../simulators/src/juju/simulator.js'

export interface Simulated extends AsyncDisposable {
  simulator: JujuSimulator
  juju: JujuClient
  /** Another client of the same controller; it is closed together with the first. */
  client(options?: Partial<JujuClientOptions>): JujuClient
}

/** A simulated controller, and a client of it. */
export async function simulate(
  options: Partial<JujuSimulatorOptions> = {},
  clientOptions: Partial<JujuClientOptions> = {},
): Promise<Simulated> {
  const clock = options.clock ?? new SimulatedClock({ timeScale: 2000 })
  const simulator = await startJujuSimulator({ ...options, clock })
  // The charms of OpenStack wait for their relations; these two become active without any.
  simulator.charms.add({ name: 'web' })
  simulator.charms.add({
    name: 'watch',
    subordinate: true,
    requires: { host: { interface: 'juju-info', scope: 'container' } },
  })
  const { address, caCert, username, password } = simulator
  const clients: JujuClient[] = []
  const client = (more: Partial<JujuClientOptions> = {}): JujuClient => {
    const made = createJujuClient({
      addresses: [address],
      caCert,
      username,
      password,
      retries: { max: 2, baseMs: 1 },
      ...more,
    })
    clients.push(made)
    return made
  }
  return {
    simulator,
    juju: client(clientOptions),
    client,
    async [Symbol.asyncDispose]() {
      await Promise.all(clients.map((one) => one.close()))
      await simulator.close()
    },
  }
}
