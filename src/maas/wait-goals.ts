import { machineStatuses } from './generated/statuses.js'

/** The states of a machine, as in its `status_name`. */
export type MachineState = (typeof machineStatuses)[number]['name']

const MINUTE_MS = 60_000

/** States that a machine does not leave by itself: Broken, and those after a failure. */
const failedValues = new Set<number>(
  machineStatuses.flatMap((row) => ('failsTo' in row ? [row.failsTo] : [])),
)
const badStates = new Set<string>(
  machineStatuses
    .filter((row) => row.name === 'Broken' || failedValues.has(row.value))
    .map((row) => row.name),
)

interface Goal {
  /** The states on the way to it. A machine that was in one of them and settles elsewhere will not reach the goal. */
  work: readonly MachineState[]
  timeoutMs: number
}

/** The states that an action leads to, and how long that may take. The region gives up after half an hour without a message of the machine. */
const GOALS: Partial<Record<MachineState, Goal>> = {
  Ready: { work: ['Commissioning', 'Testing', 'Releasing', 'Disk erasing'], timeoutMs: 45 * MINUTE_MS },
  New: { work: ['Commissioning', 'Releasing'], timeoutMs: 10 * MINUTE_MS },
  Allocated: { work: ['Deploying'], timeoutMs: 10 * MINUTE_MS },
  Deployed: { work: ['Deploying'], timeoutMs: 60 * MINUTE_MS },
  'Rescue mode': { work: ['Entering rescue mode'], timeoutMs: 20 * MINUTE_MS },
}

const transient = new Set<string>(machineStatuses.filter((row) => 'failsTo' in row).map((row) => row.name))

export const isMachineState = (text: unknown): text is MachineState =>
  machineStatuses.some((row) => row.name === text)

/** How long a wait for this state lasts by default. */
export const defaultTimeoutMs = (goal: MachineState): number => GOALS[goal]?.timeoutMs ?? 20 * MINUTE_MS

/** Follows one machine on its way to a state. */
export class GoalTracker {
  readonly #goal: MachineState
  #worked: string | undefined

  constructor(goal: MachineState) {
    this.#goal = goal
  }

  /** Why the machine cannot reach the goal any more; undefined if it still can. */
  failure(state: string, message: string | null, owner: string | null): string | undefined {
    if (state === this.#goal) return undefined
    const detail = message === null || message === '' ? '' : ` (${message})`
    if (badStates.has(state)) return `it is ${state}${detail}`
    if (GOALS[this.#goal]?.work.some((work) => work === state)) this.#worked = state
    if (this.#worked === undefined || transient.has(state)) return undefined
    const whose = owner === null ? '' : ` of ${owner}`
    return `it went from ${this.#worked} to ${state}${whose}${detail}${state === 'New' && this.#worked === 'Releasing' ? '; it was never commissioned' : ''}`
  }
}
