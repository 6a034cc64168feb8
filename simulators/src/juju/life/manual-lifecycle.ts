import type { LifecycleHooks } from '../state/state.js'

const nothing = () => {}

/** Hooks that do nothing: states are set by hand, as in the conformance tests. */
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
