import type { SimulatedClock } from '../../clock.js'
import type { Instance, InstanceProvider, InstanceRequest } from '../../instance-provider.js'
import { dummyAddress } from '../state/set-state.js'

/** How long the dummy cloud takes to start a machine, in simulated seconds. */
const START_SECONDS = 180

/** A cloud with an unlimited number of machines: `node-0`, `node-1`, ... */
export class DummyCloud implements InstanceProvider {
  #next = 0

  constructor(private readonly clock: SimulatedClock) {}

  start(request: InstanceRequest): Promise<Instance> {
    const number = this.#next
    this.#next += 1
    const { cores, mem } = request.constraints
    const instance: Instance = {
      instanceId: `node-${number}`,
      hostname: `host-${number}`,
      addresses: [dummyAddress(number)],
      hardware: {
        arch: 'amd64',
        cores: Math.max(8, typeof cores === 'number' ? cores : 0),
        memMib: Math.max(16_384, typeof mem === 'number' ? mem : 0),
      },
    }
    return new Promise((resolve) => {
      this.clock.after(START_SECONDS, () => resolve(instance))
    })
  }

  stop(): Promise<void> {
    return Promise.resolve()
  }
}
