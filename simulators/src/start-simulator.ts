import { SimulatedClock } from './clock.js'
import type { JujuSimulator, JujuSimulatorOptions } from './juju/simulator.js'
import type { LandscapeSimulator, LandscapeSimulatorOptions } from './landscape/simulator.js'
import type { MaasSimulator, MaasSimulatorOptions } from './maas/simulator.js'
import {
  maasInstanceProvider,
  startJujuSimulator,
  startLandscapeSimulator,
  startMaasSimulator,
} from './systems.js'

/** Which systems to start, and the speed of simulated time. */
export interface SimulatorOptions {
  /**
   * Options of the simulated MAAS region; `false` to not start it.
   * @default true
   */
  maas?: boolean | Omit<MaasSimulatorOptions, 'clock'>
  /**
   * Options of the simulated Juju controller; `false` to not start it.
   * @default true
   */
  juju?: boolean | Omit<JujuSimulatorOptions, 'clock'>
  /**
   * Options of the simulated Landscape server; `false` to not start it.
   * @default true
   */
  landscape?: boolean | Omit<LandscapeSimulatorOptions, 'clock'>
  /**
   * Simulated seconds per real second: with 60 a commissioning of five minutes takes five seconds.
   * @default 1
   */
  timeScale?: number
}

type Started<Option, System> = Option extends false ? undefined : System

/** The running simulators. */
export interface Simulator<Options extends SimulatorOptions = object> {
  readonly maas: Started<Options['maas'], MaasSimulator>
  readonly juju: Started<Options['juju'], JujuSimulator>
  readonly landscape: Started<Options['landscape'], LandscapeSimulator>
  readonly clock: SimulatedClock
  /** The environment variables that `fromEnv()` of each client reads. */
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Starts simulators of MAAS, Juju and Landscape on free loopback ports, connected to each other: Juju takes its machines
 * from MAAS, and machines register with Landscape at boot when their user data configures landscape-client.
 *
 * @example
 * await using simulator = await startSimulator({ timeScale: 600, juju: false })
 * await using maas = createMaasClient.fromEnv(simulator.env)
 */
export async function startSimulator<const Options extends SimulatorOptions>(
  options: Options = {} as Options,
): Promise<Simulator<Options>> {
  const clock = new SimulatedClock({ timeScale: options.timeScale ?? 1 })
  const running: { close(): Promise<void> }[] = []
  const close = async (): Promise<void> => {
    clock.stop()
    await Promise.all(running.map((system) => system.close()))
  }
  const start = async <Own extends object, System extends { close(): Promise<void> }>(
    option: boolean | Own | undefined,
    starter: (options: Own & { clock: SimulatedClock }) => Promise<System>,
    joined: object = {},
  ): Promise<System | undefined> => {
    if (option === false) return undefined
    const system = await starter({ ...joined, ...((typeof option === 'object' ? option : {}) as Own), clock })
    running.push(system)
    return system
  }
  try {
    const maas = await start(options.maas, startMaasSimulator)
    const juju = await start(
      options.juju,
      startJujuSimulator,
      maas === undefined ? {} : { provider: maasInstanceProvider(maas) },
    )
    const landscape = await start(options.landscape, startLandscapeSimulator)
    if (landscape !== undefined)
      maas?.onDeployed(
        (machine, userData) =>
          void (
            userData !== undefined &&
            landscape.boot(userData, { hostname: machine.hostname, distribution: machine.distroSeries })
          ),
      )
    const env = { ...maasEnv(maas), ...jujuEnv(juju), ...landscapeEnv(landscape) }
    return { maas, juju, landscape, clock, env, close, [Symbol.asyncDispose]: close } as Simulator<Options>
  } catch (error) {
    await close()
    throw error
  }
}

const maasEnv = (maas: MaasSimulator | undefined): Record<string, string> =>
  maas === undefined ? {} : { MAAS_API_URL: maas.url, MAAS_API_KEY: maas.apiKey }

const jujuEnv = (juju: JujuSimulator | undefined): Record<string, string> =>
  juju === undefined
    ? {}
    : {
        JUJU_CONTROLLER_ADDRESSES: juju.address,
        JUJU_USERNAME: juju.username,
        JUJU_PASSWORD: juju.password,
        JUJU_CA_CERT: juju.caCert,
      }

const landscapeEnv = (landscape: LandscapeSimulator | undefined): Record<string, string> =>
  landscape === undefined
    ? {}
    : {
        LANDSCAPE_API_URI: landscape.uri,
        LANDSCAPE_API_KEY: landscape.accessKey,
        LANDSCAPE_API_SECRET: landscape.secretKey,
      }
