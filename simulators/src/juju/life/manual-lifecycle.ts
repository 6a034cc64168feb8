import type { LifecycleHooks } from '../state/state.js'

const nothing = () => {}

/** Nothing moves by itself: for conformance, where states are set by hand. */
export const manualLifecycle: LifecycleHooks = {
  machineAdded: nothing,
  unitAdded: nothing,
  relationAdded: nothing,
  relationDying: nothing,
  unitDying: nothing,
  applicationDying: nothing,
  machineDying: nothing,
  modelDying: nothing,
  unitResolved: nothing,
  provisioningRetried: nothing,
  taskAdded: nothing,
  secretRemoved: nothing,
}
