import { ConfigurationError } from '../../core/errors.js'
import type { Caller, RestOperation } from '../../core/operations.js'
import type { Redactor } from '../../core/redact.js'
import { type WaitLook, type WaitOptions, waitUntil } from '../../core/wait.js'
import { explainMachines } from '../explain-machines.js'
import { type Machine, MachinesOperations } from '../generated/machines.js'
import { machineStatuses } from '../generated/statuses.js'
import { GoalTracker, defaultTimeoutMs, isMachineState, type MachineState } from '../wait-goals.js'

/** The machines of MAAS: their lifecycle, and waiting for it. */
export class Machines extends MachinesOperations {
  readonly #redactor: Redactor

  constructor(caller: Caller<RestOperation>, redactor: Redactor) {
    super(caller)
    this.#redactor = redactor
  }

  /**
   * Waits until machines are in a state, and returns them as they then are. Each look is one request, for up to a thousand of them.
   *
   * It ends at once when one of them cannot arrive any more: it is in a failed state or Broken, it fell back (from Deploying to
   * Allocated, from Commissioning to New), or it is gone. The error then carries what MAAS says about it.
   *
   * @param ids System ids.
   * @param state The `status_name` to wait for.
   * @param options `timeoutMs`: 60 minutes for Deployed, 45 for Ready, 20 for Rescue mode, 10 for New and Allocated unless given;
   * a release that erases disks may need hours.
   * @throws WaitFailedError, WaitTimeoutError, AbortedError, and what a request throws that cannot get better.
   */
  async waitFor(
    ids: string | readonly string[],
    state: MachineState,
    options: WaitOptions = {},
  ): Promise<Machine[]> {
    const wanted = [...new Set(typeof ids === 'string' ? [ids] : ids)]
    if (!isMachineState(state))
      throw bad(
        `there is no state ${JSON.stringify(state)}`,
        `States are ${machineStatuses.map(({ name }) => name).join(', ')}`,
      )
    if (wanted.some((id) => typeof id !== 'string' || id === ''))
      throw bad('an id is empty', 'Give the system_id of each machine')
    if (wanted.length === 0) return []
    const trackers = new Map(wanted.map((id) => [id, new GoalTracker(state)]))
    const groups = Array.from({ length: Math.ceil(wanted.length / MOST_IDS) }, (_, index) =>
      wanted.slice(index * MOST_IDS, (index + 1) * MOST_IDS),
    )
    let seen = new Map<string, Machine>()
    const look = async (signal: AbortSignal | undefined): Promise<WaitLook> => {
      const lists = await Promise.all(
        groups.map((id) => this.list({ id }, signal === undefined ? {} : { signal })),
      )
      seen = new Map(lists.flat().map((machine) => [machine.system_id, machine]))
      const states: Record<string, string> = {}
      const failed: Record<string, string> = {}
      for (const [id, tracker] of trackers) {
        const machine = seen.get(id)
        states[id] = machine?.status_name ?? 'gone'
        const why =
          machine === undefined
            ? 'it is gone: deleted, as a composed machine is by its release, or out of sight of this API key'
            : tracker.failure(machine.status_name, machine.status_message, machine.owner)
        if (why !== undefined) failed[id] = why
      }
      return { states, done: wanted.filter((id) => states[id] === state), failed }
    }
    await waitUntil(
      {
        system: 'maas',
        operation: 'machines.waitFor',
        goal: `${nameSome(wanted)} to be ${state}`,
        timeoutMs: defaultTimeoutMs(state),
        redactor: this.#redactor,
        look,
        explain: (late) => explainMachines(this.caller, late, seen),
      },
      options,
    )
    return wanted.flatMap((id) => seen.get(id) ?? [])
  }
}

/** As many ids as fit into a URL. */
const MOST_IDS = 1000

const nameSome = (ids: readonly string[]): string =>
  ids.length <= 3 ? ids.join(', ') : `${ids.slice(0, 2).join(', ')} and ${ids.length - 2} more`

const bad = (problem: string, hint: string): ConfigurationError =>
  new ConfigurationError({
    system: 'maas',
    operation: 'machines.waitFor',
    summary: `MAAS machines.waitFor cannot wait: ${problem}`,
    hint,
  })
