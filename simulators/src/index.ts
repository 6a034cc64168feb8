export { type ClockOptions, SimulatedClock } from './clock.js'
export { seedFleet } from './fleet.js'
export { badGateway, type Fault, type FaultEffect, FaultInjector, type FaultMatch } from './faults.js'
export {
  type Charm,
  type FaultAction,
  type FaultOptions,
  type JujuSimulator,
  type JujuSimulatorOptions,
  type ModelSeed,
  startJujuSimulator,
  type StateChange,
  type UserSeed,
} from './juju/simulator.js'
export {
  type LandscapeSimulator,
  type LandscapeSimulatorOptions,
  startLandscapeSimulator,
} from './landscape/simulator.js'
export { maasInstanceProvider } from './maas/life/instance-provider.js'
export { type MaasSimulator, type MaasSimulatorOptions, startMaasSimulator } from './maas/simulator.js'
export type { Instance, InstanceProvider, InstanceRequest } from './instance-provider.js'
export { type Simulator, type SimulatorOptions, startSimulator } from './start-simulator.js'
