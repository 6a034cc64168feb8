import { machineStatuses } from './generated/statuses.js'

/** The states of a machine, as in its `status_name`. */
export type MachineState = (typeof machineStatuses)[number]['name']

const MINUTE_MS = 60_000

/** States that a machine cannot leave without an action: Broken, and those after a failure. */
const failedValues = new Set<number>(
  machineStatuses.flatMap((row) => ('failsTo' in row ? [row.failsTo] : [])),
)
const failedStates = new Set<string>(
  machineStatuses
    .filter((row) => row.name === 'Broken' || failedValues.has(row.value))
    .map((row) => row.name),
)

interface Goal {
  /** The transitional states before it. A machine that leaves them for another stable state cannot reach the goal. */
  work: readonly MachineState[]
  timeoutMs: number
}

/** The states that an action leads to, with default timeouts. The region fails a machine after half an hour without a message from it. */
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

/** The default timeout of a wait for this state. */
export const defaultTimeoutMs = (goal: MachineState): number => GOALS[goal]?.timeoutMs ?? 20 * MINUTE_MS

/** Tracks one machine until it reaches a state. */
export class GoalTracker {
  readonly #goal: MachineState
  #worked: string | undefined

  constructor(goal: MachineState) {
    this.#goal = goal
  }

  /** Why the machine can no longer reach the goal; undefined if it still can. */
  failure(state: string, message: string | null, owner: string | null): string | undefined {
    if (state === this.#goal) return undefined
    const detail = message === null || message === '' ? '' : ` (${message})`
    if (failedStates.has(state)) return `it is ${state}${detail}`
    if (GOALS[this.#goal]?.work.some((work) => work === state)) this.#worked = state
    if (this.#worked === undefined || transient.has(state)) return undefined
    const whose = owner === null ? '' : ` of ${owner}`
    return `it went from ${this.#worked} to ${state}${whose}${detail}${state === 'New' && this.#worked === 'Releasing' ? '; it was never commissioned' : ''}`
  }
}
