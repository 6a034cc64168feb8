import { createMaasClient, type MaasClient } from 'canonical-stack/maas'
import { type MaasSimulator, SimulatedClock, startMaasSimulator } from 'canonical-stack-simulators'

/** A simulated region with clients of its administrator and of a user. */
export interface Region extends AsyncDisposable {
  simulator: MaasSimulator
  maas: MaasClient
  user: MaasClient
  /** Adds a machine that is Ready; returns its system id. */
  addMachine(seed?: Parameters<MaasSimulator['addMachine']>[0]): string
}

export async function startRegion(release?: '3.4' | '3.7' | '3.8'): Promise<Region> {
  const clock = new SimulatedClock({ timeScale: 20_000 })
  const simulator = await startMaasSimulator({ clock, ...(release !== undefined && { release }) })
  const clientOf = (apiKey: string): MaasClient =>
    createMaasClient({ url: simulator.url, apiKey, proxy: false, retries: { baseMs: 1, maxMs: 2 } })
  const [maas, user] = [clientOf(simulator.apiKey), clientOf(simulator.users.user.apiKey)]
  return {
    simulator,
    maas,
    user,
    addMachine: (seed) => simulator.addMachine(seed).systemId,
    async [Symbol.asyncDispose]() {
      await Promise.all([maas.close(), user.close()])
      await simulator.close()
      clock.stop()
    },
  }
}
