import { type Refusal, refuse } from '../server/refusal.js'
import type { Machine, StatusName } from '../state/types.js'

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

/** The status of a machine after its tests: the previous one, or Ready where it cannot return. */
export const afterTesting = (previous: StatusName): StatusName =>
  backToReady.includes(previous) ? 'Ready' : previous

/** Checks the power parameters: without a power type the reply is 500. */
export function needsPower(machine: Machine): void {
  if (machine.powerType === '')
    throw refuse(500, 'Unconfigured power type. Please configure the power type and try again.')
}

/** The fields of a deployment, reset. */
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

/** The event for commissioning or testing that ends because the BMC does not respond. */
export function abortedWithoutPower({ owner, status, previousStatus }: Machine): string {
  const what = `Aborting ${status.toUpperCase()} and reverting to ${previousStatus.toUpperCase()}`
  return `(${owner ?? 'unknown'}) - ${what}. Unable to power control the node. Please check power credentials.`
}

/** Without a rack the region reaches no BMC. */
export const noRack = (rackId: string): Refusal =>
  refuse(503, `Unable to connect to any rack controller ${rackId}; no connections available.`, {
    'Retry-After': '10',
  })

export const silentBmc =
  "Could not contact node's BMC: Connection timed out while performing power action.  Check BMC configuration and connectivity and try again."
