import { expect } from 'vitest'
import {
  type MaasRelease,
  type MaasSimulator,
  SimulatedClock,
  startMaasSimulator,
} from 'canonical-stack-simulators'
import { type MaasClient, type ResponseError, WaitFailedError } from 'canonical-stack/maas'
import { client } from '../support.js'

/** Options of waits: an action of the simulated region takes milliseconds. */
export const fast = { intervalMs: 5, timeoutMs: 20_000 }

export interface Region extends AsyncDisposable {
  simulator: MaasSimulator
  maas: MaasClient
  /** A client of a user who is not an administrator. */
  bob: MaasClient
  /** Adds a machine in a state that no single action leads to. */
  machineIn(status: 'Allocated' | 'Deployed', owner?: string): string
}

/** A simulated region; machines advance by themselves unless `autoAdvance` is false. */
export async function startRegion(autoAdvance = true, release: MaasRelease = '3.4'): Promise<Region> {
  const clock = new SimulatedClock({ timeScale: 10_000 })
  const simulator = await startMaasSimulator({ clock, autoAdvance, release })
  const maas = client(simulator.url, { apiKey: simulator.apiKey })
  const bob = client(simulator.url, { apiKey: simulator.users.user.apiKey })
  return {
    simulator,
    maas,
    bob,
    machineIn(status, owner = 'admin') {
      const machine = simulator.addMachine()
      machine.status = status
      machine.owner = owner
      if (status === 'Deployed') {
        machine.powerState = 'on'
        machine.bmcState = 'on'
        machine.netboot = false
      }
      return machine.systemId
    },
    async [Symbol.asyncDispose]() {
      await maas.close()
      await bob.close()
      await simulator.close()
      clock.stop()
    },
  }
}

/** The error of a call that is refused. */
export const refusal = (call: PromiseLike<unknown>): Promise<ResponseError> =>
  Promise.resolve(call).then(
    () => expect.unreachable('the call succeeded'),
    (error: unknown) => error as ResponseError,
  )

/** The first line of the error of a wait that fails, and its evidence. */
export async function failure(wait: PromiseLike<unknown>): Promise<{ line: string; notes: string }> {
  const error: unknown = await Promise.resolve(wait).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(WaitFailedError)
  const { message, evidence } = error as WaitFailedError
  return { line: message.split('\n', 1)[0] ?? '', notes: evidence.notes.join('\n') }
}
