export { type ClockOptions, SimulatedClock } from './clock.js'
export {
  badGateway,
  type Fault,
  type FaultAction,
  type FaultEffect,
  FaultInjector,
  type FaultMatch,
  type FaultOptions,
} from './faults.js'
export { seedFleet } from './fleet.js'
export type { Instance, InstanceProvider, InstanceRequest } from './instance-provider.js'
export type { JujuSimulator, JujuSimulatorOptions, UserSeed } from './juju/simulator.js'
export type { Charm } from './juju/state/charms/charm.js'
export type { StateChange } from './juju/state/set-state.js'
export type { ModelSeed } from './juju/state/state.js'
export type { LandscapeSimulator, LandscapeSimulatorOptions } from './landscape/simulator.js'
export type { MaasSimulator, MaasSimulatorOptions } from './maas/simulator.js'
export type { MaasRelease } from './maas/state/releases.js'
export { type Simulator, type SimulatorOptions, startSimulator } from './start-simulator.js'
export {
  maasInstanceProvider,
  startJujuSimulator,
  startLandscapeSimulator,
  startMaasSimulator,
} from './systems.js'
