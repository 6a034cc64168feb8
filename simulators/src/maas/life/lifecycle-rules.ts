import type { Machine, StatusName } from '../state/types.js'
import { refuse } from '../server/refusal.js'

/** Statuses from which a machine can be released. */
export const releasable: readonly StatusName[] = [
  'Allocated',
  'Reserved',
  'Broken',
  'Deploying',
  'Deployed',
  'Failed deployment',
  'Failed disk erasing',
  'Releasing failed',
]

const backToReady: readonly StatusName[] = [
  'New',
  'Commissioning',
  'Missing',
  'Retired',
  'Ready',
  'Broken',
  'Failed deployment',
  'Releasing failed',
  'Failed disk erasing',
  'Failed to enter rescue mode',
  'Failed to exit rescue mode',
  'Failed testing',
]

/** Where a machine goes when its tests are over: back, or to Ready where it could not stay what it was. */
export const afterTesting = (previous: StatusName): StatusName =>
  backToReady.includes(previous) ? 'Ready' : previous

/** The power parameters come first: without a power type the whole call is 500. */
export function needsPower(machine: Machine): void {
  if (machine.powerType === '')
    throw refuse(500, 'Unconfigured power type. Please configure the power type and try again.')
}

/** What is left of a deployment once the machine is let go: nothing. */
export const notDeployed = (): Partial<Machine> => ({
  agentName: '',
  osystem: '',
  distroSeries: '',
  hweKernel: null,
  netboot: true,
  ephemeralDeploy: false,
  enableHwSync: false,
  userData: undefined,
  installation: { status: -1, resultId: null },
})

/** The event of commissioning or testing that ends because the BMC does not answer. */
export function abortedWithoutPower({ owner, status, previousStatus }: Machine): string {
  const what = `Aborting ${status.toUpperCase()} and reverting to ${previousStatus.toUpperCase()}`
  return `(${owner ?? 'unknown'}) - ${what}. Unable to power control the node. Please check power credentials.`
}
