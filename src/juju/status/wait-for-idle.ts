import { checkFields, type Form, waitForm } from '../../core/arguments.js'
import { nearNames } from '../../core/near-names.js'
import { type WaitLook, type WaitOptions, type WaitProgress, waitUntil } from '../../core/wait.js'
import { beginVerb } from '../connection/verb.js'
import type { FacadeCaller } from '../connection/caller.js'
import type { JujuCallOptions } from '../options.js'
import type { JujuMachineStatus, ModelStatus, EntityStatus, UnitStatus } from './types.js'
import { machineTag, unitTag } from '../syntax/tags.js'

/** Progress of the wait: the state of each unit as `workload/agent`, and the status of the model. */
export interface IdleProgress extends WaitProgress {
  status: ModelStatus
}

export interface WaitForIdleOptions extends Omit<WaitOptions, 'onProgress'> {
  /**
   * Names of the applications to wait for.
   * @default all
   */
  applications?: readonly string[]
  /**
   * Workload statuses to wait for.
   * @default ['active']
   */
  workload?: readonly string[]
  /**
   * Milliseconds that a unit must stay in such a status.
   * @default 0
   */
  forMs?: number
  onProgress?: (progress: IdleProgress) => void
}

const HALF_AN_HOUR_MS = 1_800_000

const OPERATION = 'model.waitForIdle'

const waitForIdleForm: Form<WaitForIdleOptions> = {
  ...waitForm,
  applications: 'string[]',
  workload: 'string[]',
  forMs: 'number',
}

/** Polls the status until every unit is idle: 4.x has no watcher for users. */
export async function waitForIdle(
  caller: FacadeCaller,
  status: (options?: JujuCallOptions) => Promise<ModelStatus>,
  options: WaitForIdleOptions,
): Promise<ModelStatus> {
  checkFields('juju', OPERATION, waitForIdleForm, options)
  const { applications, workload = ['active'], forMs = 0, onProgress, ...waitOptions } = options
  const idleSinceMs = new Map<string, number>()
  let last: ModelStatus | undefined
  await waitUntil(
    {
      system: 'juju',
      operation: OPERATION,
      goal: `${applications?.join(', ') ?? caller.where} to be ${workload.join(' or ')} and idle`,
      timeoutMs: HALF_AN_HOUR_MS,
      redactor: caller.context.redactor,
      closing: caller.context.closing,
      async look(signal) {
        last = await status(beginVerb(OPERATION, { signal }))
        const look = lookAt(last, applications, workload)
        const nowMs = performance.now()
        for (const id of idleSinceMs.keys()) if (!look.done.includes(id)) idleSinceMs.delete(id)
        for (const id of look.done) if (!idleSinceMs.has(id)) idleSinceMs.set(id, nowMs)
        return { ...look, done: look.done.filter((id) => nowMs - (idleSinceMs.get(id) ?? nowMs) >= forMs) }
      },
      explain: (ids) => (last === undefined ? Promise.resolve([]) : explain(caller, last, ids)),
    },
    {
      ...waitOptions,
      ...(forMs > 0 ? { intervalMs: Math.min(waitOptions.intervalMs ?? 5000, forMs) } : {}),
      ...(onProgress === undefined
        ? {}
        : { onProgress: (progress) => last !== undefined && onProgress({ ...progress, status: last }) }),
    },
  )
  return last as ModelStatus
}

/** The states of the units that are waited for, in one status. */
export function lookAt(
  status: ModelStatus,
  applications: readonly string[] | undefined,
  workload: readonly string[],
): WaitLook {
  // Maps, since a name may be one that every object inherits, such as `__proto__`.
  const states = new Map<string, string>()
  const done: string[] = []
  const failed = new Map<string, string>()
  const byName = new Map(status.applications.map((application) => [application.name, application]))
  for (const name of applications ?? []) {
    if (byName.has(name)) continue
    const near = nearNames(name, [...byName.keys()])
    const hint = near.length > 0 ? `; did you mean ${near.join(' or ')}?` : ''
    failed.set(name, `there is no application ${name}${hint}`)
  }
  const waitedFor = status.applications.filter(
    ({ name, life }) => applications?.includes(name) ?? isAlive(life),
  )
  const hosts = new Set<string>()
  for (const { name, units, subordinateTo } of waitedFor) {
    for (const unit of units) {
      states.set(unit.name, stateOf(unit))
      hosts.add(unit.machine)
      const failure = failureOf(unit)
      if (failure !== undefined) failed.set(unit.name, failure)
      else if (unit.agent.current === 'idle' && workload.includes(unit.workload.current)) done.push(unit.name)
    }
    // A unit of a subordinate appears when its principal's unit runs; without a relation it never appears.
    for (const principal of subordinateTo)
      for (const unit of byName.get(principal)?.units ?? [])
        if (!unit.subordinates.some(({ application }) => application === name))
          states.set(`${name} on ${unit.name}`, 'not added yet')
  }
  for (const machine of allMachines(status.machines)) {
    const failure = machineFailure(machine)
    if (failure !== undefined && (applications === undefined || hosts.has(machine.id)))
      failed.set(`machine ${machine.id}`, failure)
  }
  return { states: Object.fromEntries(states), done, failed: Object.fromEntries(failed) }
}

/** Juju 3 and before omit the life of what is alive. */
const isAlive = (life: string): boolean => life === 'alive' || life === ''

const stateOf = ({ workload, agent }: UnitStatus): string => `${workload.current}/${agent.current}`

/** A failed hook (its name is in the message), or an agent that cannot continue. A lost agent may come back. */
function failureOf({ workload, agent }: UnitStatus): string | undefined {
  if (workload.current === 'error') return `error: ${workload.message}`
  if (agent.current === 'error' || agent.current === 'failed')
    return `agent ${agent.current}: ${agent.message}`
  return undefined
}

function machineFailure({ instance, agent }: JujuMachineStatus): string | undefined {
  if (instance.current === 'provisioning error' || instance.current === 'error')
    return `${instance.current}: ${instance.message}`
  return agent.current === 'error' ? `error: ${agent.message}` : undefined
}

const allMachines = (machines: readonly JujuMachineStatus[]): JujuMachineStatus[] =>
  machines.flatMap((machine) => [machine, ...allMachines(machine.containers)])

/** Notes that may explain why units are not idle: lost agents, status messages, and the status history where the controller keeps one. */
async function explain(caller: FacadeCaller, status: ModelStatus, ids: readonly string[]): Promise<string[]> {
  const units = new Map(
    status.applications.flatMap((application) => application.units.map((unit) => [unit.name, unit])),
  )
  const machines = new Map(allMachines(status.machines).map((machine) => [`machine ${machine.id}`, machine]))
  const notes: string[] = []
  for (const id of ids) {
    const unit = units.get(id)
    if (unit === undefined) continue
    if (unit.agent.current === 'lost')
      notes.push(
        `${id}: its agent is lost${unit.agent.since === undefined ? '' : ` since ${unit.agent.since}`}: is machine ${unit.machine} up?`,
      )
    notes.push(
      `${id}: ${describe(unit.workload)}; agent ${describe(unit.agent)}; machine ${unit.machine || 'none yet'}${instanceOf(machines.get(`machine ${unit.machine}`))}`,
    )
  }
  const chosen = ids.filter((id) => units.has(id) || machines.has(id)).slice(0, 3)
  const histories = await Promise.all(chosen.map((id) => history(caller, id, machines.has(id))))
  return [...histories.flat(), ...notes]
}

const describe = ({ current, message }: EntityStatus): string =>
  message === '' ? current : `${current} (${message})`

const instanceOf = (machine: JujuMachineStatus | undefined): string =>
  machine === undefined ? '' : ` ${machine.agent.current}, instance ${describe(machine.instance)}`

/** 4.x accepts one entity per call, and keeps the history of some entities only. */
async function history(caller: FacadeCaller, id: string, isMachine: boolean): Promise<string[]> {
  const request = isMachine
    ? { historyKind: 'machine', tag: machineTag(id.replace('machine ', '')) }
    : { historyKind: 'unit', tag: unitTag(id) }
  try {
    const [first] = await caller
      .facade('Client')
      .statusHistory({ requests: [{ ...request, filter: { size: 5 } }] }, { timeoutMs: 5000, retries: 0 })
    return (first?.history.statuses ?? []).map((entry) =>
      `${id} ${entry.since ?? ''}: ${entry.status} ${entry.info}`.trimEnd(),
    )
  } catch {
    return []
  }
}
