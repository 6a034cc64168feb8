import { checkType, formatValue } from '../../core/arguments.js'
import { ConfigurationError } from '../../core/errors.js'
import { didYouMean } from '../../core/near-names.js'
import { extendResource } from '../../core/operations.js'
import type { Redactor } from '../../core/redact.js'
import { type WaitLook, type WaitOptions, waitUntil } from '../../core/wait.js'
import { type ExplanationSources, explainMachines } from '../explain-machines.js'
import type { GeneratedMaasMachines, Machine } from '../generated/api2/machines.js'
import { machineActions, type StartedWork } from '../machine-actions.js'
import { MachineNews } from '../machine-news.js'
import { type MachineVerbs, machineVerbs } from '../machine-verbs.js'
import {
  defaultTimeoutMs,
  GoalTracker,
  isMachineGoal,
  isTransient,
  type MachineGoal,
  machineGoals,
} from '../wait-goals.js'
import { lookAtPower } from '../wait-for-power.js'
import { readReplies, textOf } from '../read-replies.js'

/** Machines by id, or as `list` and `get` return them. */
export type MachineRefs = MachineRef | readonly MachineRef[]

export type MachineRef = string | Pick<Machine, 'system_id'>

/** The machines of MAAS. */
export interface MaasMachines extends Omit<GeneratedMaasMachines, keyof MachineVerbs>, MachineVerbs {
  /**
   * Waits until each machine is in a state, or in one of several, and returns them. The first check reads the machines, each later one the
   * newest events and the machines that they are about; all are read again about once a minute (five minutes
   * for 600 machines, and later for more than 1,200).
   *
   * Fails at once when one of them can no longer reach the state: it is Broken or in a failed state, it returned to an earlier state (from
   * Deploying to Allocated, from Commissioning to New), also before the wait began, or it was deleted. The error has MAAS's messages about
   * it as evidence.
   *
   * API: `GET machines/` and `GET events/?op=query`.
   *
   * @param machines system ids, or machines
   * @param goal the `status_name` to wait for, or several; `deleted` for a composed machine that its release deletes
   * @param options `timeoutMs`: default: 60 minutes for Deployed, 45 for Ready, 20 for Rescue mode, 10 for New and Allocated;
   * a release that erases disks may need hours
   * @returns the machines in the order of the ids, without those that were deleted
   * @throws WaitFailedError, WaitTimeoutError, AbortedError, and any error of a request that is not transient
   *
   * @example
   * await maas.machines.waitFor(['4y3h7n', 'abc3fg'], 'Ready', { onProgress: console.log })
   */
  waitFor(
    machines: MachineRefs,
    goal: MachineGoal | readonly MachineGoal[],
    options?: WaitOptions,
  ): Promise<Machine[]>

  /**
   * Waits until machines are on, or off, after `powerOn`, `powerOff` or a shutdown. Machines of power type `manual` are not waited for:
   * MAAS does not know their power state. Each check is one request per hundred machines.
   *
   * API: `GET machines/`, and `GET machines/{system_id}/?op=query_power_state` where a BMC did not respond.
   *
   * @param machines system ids, or machines
   * @param options `timeoutMs`: default: 10 minutes, since MAAS may take five to notice a shutdown
   * @returns the machines, in the order of the ids
   * @throws WaitFailedError at once where a BMC does not respond; WaitTimeoutError, AbortedError, and any error of a request that is not
   * transient
   *
   * @example
   * await maas.machines.waitForPower('4y3h7n', 'off')
   */
  waitForPower(machines: MachineRefs, power: 'on' | 'off', options?: WaitOptions): Promise<Machine[]>
}

/** Adds the handwritten methods to the generated operations. */
export function extendMachines(
  machines: GeneratedMaasMachines,
  redactor: Redactor,
  sources: ExplanationSources,
  closing: AbortSignal,
  started: StartedWork,
  retryDelayMs: number,
): MaasMachines {
  const waitFor = async (
    refs: MachineRefs,
    goal: MachineGoal | readonly MachineGoal[],
    options: WaitOptions = {},
  ): Promise<Machine[]> => {
    const wanted = idsOf('waitFor', refs)
    const goals = checkGoals(goal)
    if (wanted.length === 0) return []
    const trackers = new Map(wanted.map((id) => [id, new GoalTracker(goals)]))
    const news = new MachineNews(machines, sources.events, wanted)
    const stateOf = (id: string): string => {
      const machine = news.seen.get(id)
      return machine === undefined ? 'deleted' : textOf('status_name', machine.status_name)
    }
    const isDone = (id: string): boolean => news.seen.has(id) && goals.some((one) => one === stateOf(id))
    let isFirst = true
    const look = async (signal: AbortSignal, isFinal: boolean): Promise<WaitLook> => {
      const isComplete = await news.read(isDone, isFinal, signal)
      // Maps, since an id may be a name that every object inherits, such as `__proto__`.
      const states = new Map<string, string>()
      const failed = new Map<string, string>()
      for (const [id, tracker] of trackers) {
        const machine = news.seen.get(id)
        states.set(id, stateOf(id))
        if (isDone(id)) continue
        if (isFirst && machine !== undefined && !isTransient(machine.status_name))
          tracker.begin(news.messages(machine), started.get(id))
        const reason =
          machine === undefined
            ? isFirst
              ? 'it does not exist, or this API key cannot see it'
              : 'it was deleted, as a composed machine is by its release, or this API key cannot see it'
            : tracker.failure(machine.status_name, machine.status_message, machine.owner)
        if (reason !== undefined) failed.set(id, reason)
      }
      isFirst = false
      return {
        states: Object.fromEntries(states),
        done: wanted.filter(isDone),
        failed: Object.fromEntries(failed),
        isPartial: !isComplete,
      }
    }
    await waitUntil(
      {
        system: 'maas',
        operation: 'machines.waitFor',
        goal: `${nameSome(wanted)} to be ${goals.join(' or ')}`,
        timeoutMs: defaultTimeoutMs(...goals),
        redactor,
        closing,
        look: (signal, isFinal) => readReplies('machines.waitFor', () => look(signal, isFinal)),
        explain: (late) => explainMachines(sources, late, news.seen),
      },
      options,
    )
    for (const id of wanted) started.delete(id)
    return wanted.flatMap((id) => news.seen.get(id) ?? [])
  }
  const waitForPower = async (
    refs: MachineRefs,
    power: 'on' | 'off',
    options: WaitOptions = {},
  ): Promise<Machine[]> => {
    const wanted = idsOf('waitForPower', refs)
    checkType('maas', 'machines.waitForPower', 'power', 'enum(on|off)', power)
    if (wanted.length === 0) return []
    const seen = new Map<string, Machine | undefined>()
    const look = lookAtPower(machines, wanted, power, seen)
    await waitUntil(
      {
        system: 'maas',
        operation: 'machines.waitForPower',
        goal: `${nameSome(wanted)} to be ${power}`,
        timeoutMs: 600_000,
        redactor,
        closing,
        look: (signal) => readReplies('machines.waitForPower', () => look(signal)),
        explain: (late) => explainMachines(sources, late, seen),
      },
      options,
    )
    return wanted.flatMap((id) => seen.get(id) ?? [])
  }
  const actions = machineActions(machines, started, retryDelayMs, redactor)
  return extendResource('machines', machines, {
    ...actions,
    ...machineVerbs(machines, actions, redactor),
    waitFor,
    waitForPower,
  })
}

/** @throws ConfigurationError for an unknown state, or none */
function checkGoals(goal: unknown): readonly MachineGoal[] {
  const goals: unknown[] = Array.isArray(goal) ? goal : [goal]
  if (goals.length === 0)
    throw invalid('the list of states to wait for is empty', `States are ${machineGoals.join(', ')}`)
  return goals.map((one) => {
    if (isMachineGoal(one)) return one
    throw invalid(
      typeof one === 'string'
        ? `unknown state ${formatValue(one)}`
        : `the state to wait for must be text, got ${formatValue(one)}`,
      (typeof one === 'string' ? didYouMean(one, machineGoals) : undefined) ??
        `States are ${machineGoals.join(', ')}`,
    )
  })
}

/** The system ids of machines, each once. */
function idsOf(method: string, refs: MachineRefs): string[] {
  const ids = [refs].flat().map((ref: unknown) => {
    const id = typeof ref === 'object' && ref !== null && 'system_id' in ref ? ref.system_id : ref
    if (typeof id === 'string' && id !== '') return id
    throw invalid(
      'a system id must be a non-empty string',
      'Pass the system_id of each machine, or the machines',
      method,
    )
  })
  return [...new Set(ids)]
}

const nameSome = (ids: readonly string[]): string =>
  ids.length <= 3 ? ids.join(', ') : `${ids.slice(0, 2).join(', ')} and ${ids.length - 2} more`

const invalid = (problem: string, hint: string, method = 'waitFor'): ConfigurationError =>
  new ConfigurationError({
    system: 'maas',
    operation: `machines.${method}`,
    summary: `MAAS machines.${method} was not started: ${problem}`,
    hint,
  })
