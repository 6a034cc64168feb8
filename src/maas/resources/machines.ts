import { formatValue } from '../../core/arguments.js'
import { ConfigurationError } from '../../core/errors.js'
import { didYouMean } from '../../core/near-names.js'
import { extendResource } from '../../core/operations.js'
import type { Redactor } from '../../core/redact.js'
import { type WaitLook, type WaitOptions, waitUntil } from '../../core/wait.js'
import { type ExplanationSources, explainMachines } from '../explain-machines.js'
import type { Machine, GeneratedMaasMachines } from '../generated/api2/machines.js'
import { machineStatuses } from '../generated/statuses.js'
import { GoalTracker, defaultTimeoutMs, isMachineState, type MachineState } from '../wait-goals.js'

/** Machines by id, or as `list` and `get` return them. */
export type MachineRefs = MachineRef | readonly MachineRef[]

export type MachineRef = string | Pick<Machine, 'system_id'>

/** The machines of MAAS. */
export interface MaasMachines extends GeneratedMaasMachines {
  /**
   * Waits until machines are in a state, and returns them. Each check is one request per thousand machines.
   *
   * Fails at once when one of them can no longer reach the state: it is Broken or in a failed state, it returned to an earlier state (from
   * Deploying to Allocated, from Commissioning to New), or it was deleted. The error has MAAS's messages about it as evidence.
   *
   * @param machines system ids, or machines
   * @param state the `status_name` to wait for
   * @param options `timeoutMs`: default: 60 minutes for Deployed, 45 for Ready, 20 for Rescue mode, 10 for New and Allocated;
   * a release that erases disks may need hours
   * @throws WaitFailedError, WaitTimeoutError, AbortedError, and any error of a request that is not transient
   *
   * @example
   * await maas.machines.waitFor(['4y3h7n', 'abc3fg'], 'Ready', { onProgress: console.log })
   */
  waitFor(machines: MachineRefs, state: MachineState, options?: WaitOptions): Promise<Machine[]>
}

/** Adds `waitFor` to the generated operations. */
export function extendMachines(
  machines: GeneratedMaasMachines,
  redactor: Redactor,
  sources: ExplanationSources,
  closing: AbortSignal,
): MaasMachines {
  const waitFor = async (
    refs: MachineRefs,
    state: MachineState,
    options: WaitOptions = {},
  ): Promise<Machine[]> => {
    const wanted = [...new Set([refs].flat().map(idOf))]
    if (!isMachineState(state))
      throw invalid(
        typeof state === 'string'
          ? `unknown state ${formatValue(state)}`
          : `the state to wait for must be text, got ${formatValue(state)}`,
        (typeof state === 'string' ? didYouMean(state, STATES) : undefined) ??
          `States are ${STATES.join(', ')}`,
      )
    if (wanted.length === 0) return []
    const trackers = new Map(wanted.map((id) => [id, new GoalTracker(state)]))
    const groups = Array.from({ length: Math.ceil(wanted.length / MOST_IDS) }, (_, index) =>
      wanted.slice(index * MOST_IDS, (index + 1) * MOST_IDS),
    )
    let seen = new Map<string, Machine>()
    const look = async (signal: AbortSignal | undefined): Promise<WaitLook> => {
      const lists = await Promise.all(
        groups.map((id) => machines.list({ id }, signal === undefined ? {} : { signal })),
      )
      seen = new Map(lists.flat().map((machine) => [machine.system_id, machine]))
      // Maps, since an id may be a name that every object inherits, such as `__proto__`.
      const states = new Map<string, string>()
      const failed = new Map<string, string>()
      for (const [id, tracker] of trackers) {
        const machine = seen.get(id)
        states.set(id, machine?.status_name ?? 'gone')
        const reason =
          machine === undefined
            ? 'it was deleted, as a composed machine is by its release, or this API key cannot see it'
            : tracker.failure(machine.status_name, machine.status_message, machine.owner)
        if (reason !== undefined) failed.set(id, reason)
      }
      return {
        states: Object.fromEntries(states),
        done: wanted.filter((id) => states.get(id) === state),
        failed: Object.fromEntries(failed),
      }
    }
    await waitUntil(
      {
        system: 'maas',
        operation: 'machines.waitFor',
        goal: `${nameSome(wanted)} to be ${state}`,
        timeoutMs: defaultTimeoutMs(state),
        redactor,
        closing,
        look,
        explain: (late) => explainMachines(sources, late, seen),
      },
      options,
    )
    return wanted.flatMap((id) => seen.get(id) ?? [])
  }
  return extendResource('machines', machines, { waitFor })
}

const STATES = machineStatuses.map(({ name }) => name)

/** The system id of a machine. */
function idOf(ref: unknown): string {
  const id = typeof ref === 'object' && ref !== null && 'system_id' in ref ? ref.system_id : ref
  if (typeof id === 'string' && id !== '') return id
  throw invalid(
    'a system id must be a non-empty string',
    'Pass the system_id of each machine, or the machines',
  )
}

/** The number of ids that fit into a URL. */
const MOST_IDS = 1000

const nameSome = (ids: readonly string[]): string =>
  ids.length <= 3 ? ids.join(', ') : `${ids.slice(0, 2).join(', ')} and ${ids.length - 2} more`

const invalid = (problem: string, hint: string): ConfigurationError =>
  new ConfigurationError({
    system: 'maas',
    operation: 'machines.waitFor',
    summary: `MAAS machines.waitFor was not started: ${problem}`,
    hint,
  })
