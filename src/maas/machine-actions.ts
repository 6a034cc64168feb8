import { AbortedError, StackError } from '../core/errors.js'
import type { RequestOptions } from '../core/options.js'
import type { Redactor } from '../core/redact.js'
import { Pending, type Reply } from '../core/reply.js'
import { sleep } from '../core/sleep.js'
import type { GeneratedMaasMachines, Machine } from './generated/api2/machines.js'
import type { MachineState } from './wait-goals.js'

/** The operations that start work on a machine, or end it, with the states that show that MAAS has carried them out. */
const SHOWN_BY = {
  commission: ['Commissioning', 'Testing'],
  test: ['Testing'],
  deploy: ['Deploying', 'Deployed'],
  release: ['Releasing', 'Disk erasing', 'Ready', 'New'],
  rescueMode: ['Entering rescue mode', 'Rescue mode'],
  exitRescueMode: ['Exiting rescue mode'],
  markBroken: ['Broken'],
  markFixed: ['Ready', 'Deployed'],
} as const satisfies Partial<Record<keyof GeneratedMaasMachines, readonly MachineState[]>>

type MachineAction = keyof typeof SHOWN_BY

export type MachineActions = Pick<
  GeneratedMaasMachines,
  MachineAction | 'lock' | 'unlock' | 'accept' | 'acceptAll'
>

/**
 * The pauses before the readings after a reply that did not arrive, since the region may still be at work on the request: so many times
 * the first delay between tries, which is 250 ms by default.
 */
const PAUSES = [0, 4, 8]

/** What a client knows about the work that it has started itself: the state that it led to, by machine. */
export type StartedWork = Map<string, MachineState>

/**
 * The actions, which are sent once. Where a reply does not arrive, as after a 504 of a proxy or a reset connection, the machine is read
 * instead, at most three times: the action is done if the machine is in a state that shows it. It is never sent again.
 */
export function machineActions(
  machines: GeneratedMaasMachines,
  started: StartedWork,
  retryDelayMs: number,
  redactor: Redactor,
): MachineActions {
  const sendOnce = (
    action: keyof MachineActions,
    isShown: (machine: Machine) => boolean,
    id: string,
    params: object | undefined,
    options: RequestOptions | undefined,
    send: () => Pending<Machine>,
  ): Pending<Machine> => {
    const run = async (): Promise<Reply<Machine>> => {
      try {
        return await send().withResponse()
      } catch (error) {
        if (!(error instanceof StackError) || !error.mayHaveHappened || error instanceof AbortedError)
          throw error
        return redactor.during({ params, headers: options?.headers }, () =>
          readOutcome(machines, isShown, id, retryDelayMs, options, error),
        )
      }
    }
    return Pending.ofReply(run(), `MAAS machines.${action}`)
  }
  const perform = (
    action: MachineAction,
    id: string,
    params: object | undefined,
    options: RequestOptions | undefined,
    send: () => Pending<Machine>,
  ): Pending<Machine> => {
    const states: readonly string[] = SHOWN_BY[action]
    const isShown = ({ status_name }: Machine): boolean => states.includes(status_name)
    return sendOnce(action, isShown, id, params, options, send).transform((machine) => {
      started.set(id, SHOWN_BY[action][0])
      return machine
    })
  }
  const remember = (accepted: Machine[]): Machine[] => {
    // A reply that differs from what is known is passed on.
    for (const machine of Array.isArray(accepted) ? accepted : [])
      if (machine?.system_id !== undefined) started.set(machine.system_id, 'Commissioning')
    return accepted
  }
  return {
    accept: (params, options) => machines.accept(params, options).transform(remember),
    acceptAll: (options) => machines.acceptAll(options).transform(remember),
    commission: (id, params, options) =>
      perform('commission', id, params, options, () => machines.commission(id, params, options)),
    test: (id, params, options) =>
      perform('test', id, params, options, () => machines.test(id, params, options)),
    deploy: (id, params, options) =>
      perform('deploy', id, params, options, () => machines.deploy(id, params, options)),
    release: (id, params, options) =>
      perform('release', id, params, options, () => machines.release(id, params, options)),
    markBroken: (id, params, options) =>
      perform('markBroken', id, params, options, () => machines.markBroken(id, params, options)),
    markFixed: (id, params, options) =>
      perform('markFixed', id, params, options, () => machines.markFixed(id, params, options)),
    lock: (id, params, options) =>
      sendOnce(
        'lock',
        ({ locked }) => locked,
        id,
        params,
        options,
        () => machines.lock(id, params, options),
      ),
    unlock: (id, params, options) =>
      sendOnce(
        'unlock',
        ({ locked }) => !locked,
        id,
        params,
        options,
        () => machines.unlock(id, params, options),
      ),
    rescueMode: (id, options) =>
      perform('rescueMode', id, undefined, options, () => machines.rescueMode(id, options)),
    exitRescueMode: (id, options) =>
      perform('exitRescueMode', id, undefined, options, () => machines.exitRescueMode(id, options)),
  }
}

async function readOutcome(
  machines: GeneratedMaasMachines,
  isShown: (machine: Machine) => boolean,
  id: string,
  retryDelayMs: number,
  options: RequestOptions | undefined,
  failure: StackError,
): Promise<Reply<Machine>> {
  const { extra: _extra, idempotent: _idempotent, ...reading } = options ?? {}
  for (const pause of PAUSES) {
    if (await sleep(pause * retryDelayMs, [reading.signal])) break
    try {
      const reply = await machines.get(id, { ...reading, retries: 0 }).withResponse()
      if (isShown(reply.data)) return reply
    } catch (error) {
      // The failure of the action says more than that of the reading.
      if (!(error instanceof StackError) || !error.isRetryable) break
    }
  }
  throw failure
}
