import { machineStatuses } from '../../generated/maas/statuses.js'
import { type Refusal, refuse } from '../server/refusal.js'
import type { Machine, StatusName } from '../state/types.js'
import type { Failable, PlannedFailure } from './types.js'

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

/** The status of a machine whose work has failed; undefined where nothing is under way. */
export function failsTo(status: StatusName): StatusName | undefined {
  const found = machineStatuses.find(({ name }) => name === status)
  const failed = found && 'failsTo' in found ? found.failsTo : undefined
  return machineStatuses.find(({ value }) => value === failed)?.name
}

/** The limit for releasing and leaving rescue mode, which no setting changes. */
export const releaseLimitMinutes = 5

export const timedOut = (status: StatusName, minutes: number): string =>
  `Node operation '${status}' timed out after ${minutes} minutes.`

export const silentBmc =
  "Could not contact node's BMC: Connection timed out while performing power action.  Check BMC configuration and connectivity and try again."

/**
 * The event of an abort, and the status that it leads to.
 *
 * @throws Refusal 409 when nothing can be aborted.
 */
export function abortOf({ systemId, status, previousStatus }: Machine): [event: string, target: StatusName] {
  const aborted: Partial<Record<StatusName, [event: string, target: StatusName]>> = {
    Commissioning: ['Aborted commissioning', previousStatus],
    Testing: ['Aborted testing', afterTesting(previousStatus)],
    Deploying: ['Aborted deployment', 'Allocated'],
    'Disk erasing': ['Aborted disk erasing', 'Failed disk erasing'],
  }
  const found = aborted[status]
  if (!found) throw refuse(409, `Cannot abort in current state: node ${systemId} is in state ${status}.`)
  return found
}

/** Takes the next planned failure of an action of this machine, or of any machine. */
export function takeFailure(
  failures: PlannedFailure[],
  action: Failable,
  { systemId }: Machine,
): PlannedFailure | undefined {
  const index = failures.findIndex(
    (failure) =>
      failure.action === action && (failure.systemId === undefined || failure.systemId === systemId),
  )
  return index === -1 ? undefined : failures.splice(index, 1)[0]
}

export function markFixed(machine: Machine): void {
  machine.status = machine.previousStatus === 'Deployed' ? 'Deployed' : 'Ready'
}

export function overrideFailedTesting(machine: Machine): void {
  markFixed(machine)
  if (machine.status === 'Ready') machine.owner = null
  machine.testing.status = 2
}
