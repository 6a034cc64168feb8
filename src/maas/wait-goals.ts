import { machineStatuses } from './generated/statuses.js'

type StatusRow = (typeof machineStatuses)[number]

/** The states of a machine, as its `status_name` has them. */
export type MachineState = StatusRow['name']

const MINUTE_MS = 60_000

/** States that nothing leads out of unless somebody acts: Broken, and what a failed piece of work ends in. */
const failedValues = new Set<number>(
  machineStatuses.flatMap((row) => ('failsTo' in row ? [row.failsTo] : [])),
)
const badStates = new Set<string>(
  machineStatuses
    .filter((row) => row.name === 'Broken' || failedValues.has(row.value))
    .map((row) => row.name),
)

interface Goal {
  /** What leads to it. A machine that was at this and settles anywhere else will not come by itself. */
  work: readonly MachineState[]
  timeoutMs: number
}

/** The goals that MAAS works towards, and how long that may take: workflows.md, section 0. The region gives up after half an hour of silence. */
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

/** How long a wait for this state lasts unless it is told otherwise. */
export const defaultTimeoutMs = (goal: MachineState): number => GOALS[goal]?.timeoutMs ?? 20 * MINUTE_MS

/** Follows one machine towards a state. */
export class Course {
  readonly #goal: MachineState
  #worked: string | undefined

  constructor(goal: MachineState) {
    this.#goal = goal
  }

  /** Why the machine cannot arrive any more, if so. */
  dead(state: string, said: string | null, owner: string | null): string | undefined {
    if (state === this.#goal) return undefined
    const words = said === null || said === '' ? '' : ` (${said})`
    if (badStates.has(state)) return `it is ${state}${words}`
    if (GOALS[this.#goal]?.work.some((work) => work === state)) this.#worked = state
    if (this.#worked === undefined || transient.has(state)) return undefined
    const whose = owner === null ? '' : ` of ${owner}`
    return `it went from ${this.#worked} to ${state}${whose}${words}${state === 'New' && this.#worked === 'Releasing' ? '; it never passed commissioning' : ''}`
  }
}
