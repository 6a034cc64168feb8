import { machineStatuses } from './generated/statuses.js'

/** The states of a machine, as in its `status_name`. */
export type MachineState = (typeof machineStatuses)[number]['name']

/** What a machine can be waited for: a state, or that it no longer exists, as a composed machine after its release. */
export type MachineGoal = MachineState | 'deleted'

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
const GOALS: Partial<Record<MachineGoal, Goal>> = {
  Ready: { work: ['Commissioning', 'Testing', 'Releasing', 'Disk erasing'], timeoutMs: 45 * MINUTE_MS },
  New: { work: ['Commissioning', 'Releasing'], timeoutMs: 10 * MINUTE_MS },
  Allocated: { work: ['Deploying'], timeoutMs: 10 * MINUTE_MS },
  Deployed: { work: ['Deploying'], timeoutMs: 60 * MINUTE_MS },
  'Rescue mode': { work: ['Entering rescue mode'], timeoutMs: 20 * MINUTE_MS },
  deleted: { work: ['Releasing', 'Disk erasing'], timeoutMs: 10 * MINUTE_MS },
}

const transient = new Set<string>(machineStatuses.filter((row) => 'failsTo' in row).map((row) => row.name))

/** Whether a machine in this state is at work, and will leave it by itself. */
export const isTransient = (state: string): boolean => transient.has(state)

/** Everything that can be waited for. */
export const machineGoals: readonly MachineGoal[] = [...machineStatuses.map(({ name }) => name), 'deleted']

export const isMachineGoal = (value: unknown): value is MachineGoal =>
  machineGoals.some((goal) => goal === value)

/** The default timeout of a wait for one of these. */
export const defaultTimeoutMs = (...goals: readonly MachineGoal[]): number =>
  Math.max(...goals.map((goal) => GOALS[goal]?.timeoutMs ?? 20 * MINUTE_MS))

/** Events, beside those named after a state, that tell that a machine has reached one. */
const reachedTypes = new Set<string>([
  ...machineStatuses.map(({ name }) => name),
  'Released',
  'Exited rescue mode',
  'Image Deployed',
])

const abortedTypes: Readonly<Record<string, MachineState>> = {
  'Aborted commissioning': 'Commissioning',
  'Aborted testing': 'Testing',
  'Aborted deployment': 'Deploying',
  'Aborted disk erasing': 'Disk erasing',
}

/** What MAAS writes when the BMC does not respond to commissioning or testing: the state that ends, in capitals. */
const REVERTED = /Aborting ([A-Z_ ]+) and reverting to /

/** The newest transition that messages about a machine tell of: work that ended without success, or a state that was entered. */
export function newestTransition(
  messages: readonly string[],
): { ended: MachineState } | { entered: string } | undefined {
  for (const message of messages) {
    const type = message.split(' - ', 1)[0] ?? ''
    const word = REVERTED.exec(message)?.[1]?.replaceAll('_', ' ')
    const ended = Object.hasOwn(abortedTypes, type)
      ? abortedTypes[type]
      : machineStatuses.find(({ name }) => name.toUpperCase() === word)?.name
    if (ended !== undefined) return { ended }
    if (reachedTypes.has(type)) return { entered: type }
  }
  return undefined
}

/** Tracks one machine until it reaches one of several states. */
export class GoalTracker {
  readonly #goals: readonly string[]
  readonly #work: readonly string[]
  #worked: string | undefined

  constructor(goals: readonly MachineGoal[]) {
    this.#goals = goals
    this.#work = goals.flatMap((goal) => GOALS[goal]?.work ?? [])
  }

  /**
   * Takes into account what happened before the first check of a machine that is in a stable state.
   *
   * @param messages MAAS's messages about the machine, newest first
   * @param started the state in which this client's last action has put it
   */
  begin(messages: readonly string[], started: string | undefined): void {
    const newest = newestTransition(messages)
    const isStarted =
      newest === undefined || 'ended' in newest || newest.entered === started ? started : undefined
    const worked = newest !== undefined && 'ended' in newest ? newest.ended : isStarted
    if (worked !== undefined && this.#work.includes(worked)) this.#worked = worked
  }

  /** Why the machine can no longer reach the goal; undefined if it still can. */
  failure(state: string, message: string | null, owner: string | null): string | undefined {
    if (this.#goals.includes(state)) return undefined
    const detail = message === null || message === '' || message === state ? '' : ` (${message})`
    if (failedStates.has(state)) return `it is ${state}${detail}`
    if (this.#work.includes(state)) this.#worked = state
    if (this.#worked === undefined || transient.has(state)) return undefined
    const whose = owner === null ? '' : ` of ${owner}`
    return `it went from ${this.#worked} to ${state}${whose}${detail}${state === 'New' && this.#worked === 'Releasing' ? '; it was never commissioned' : ''}`
  }
}
