import type { WaitLook } from '../core/wait.js'
import type { GeneratedMaasMachines, Machine } from './generated/api2/machines.js'
import { groupsOf } from './machine-news.js'
import { textOf } from './read-replies.js'

/** The power type of machines that a person switches: MAAS does not know their power state. */
const MANUAL = 'manual'

/**
 * Reads machines until each is on, or off. MAAS stores the power state when a power action ends, and every few minutes; where it says
 * `error`, which may be old, the BMC is asked.
 */
export function lookAtPower(
  machines: Pick<GeneratedMaasMachines, 'list' | 'queryPowerState'>,
  ids: readonly string[],
  goal: 'on' | 'off',
  seen: Map<string, Machine | undefined>,
): (signal: AbortSignal) => Promise<WaitLook> {
  return async (signal) => {
    for (const group of groupsOf(ids)) {
      const found = new Map(
        (await machines.list({ id: group }, { signal })).map((one) => [one.system_id, one]),
      )
      for (const id of group) seen.set(id, found.get(id))
    }
    const states = new Map<string, string>()
    const failed = new Map<string, string>()
    const done: string[] = []
    for (const id of ids) {
      const machine = seen.get(id)
      const isManual = machine?.power_type === MANUAL
      let state = machine === undefined ? 'deleted' : isManual ? MANUAL : machine.power_state
      if (state === 'error') ({ state } = await machines.queryPowerState(id, { signal }))
      states.set(id, textOf('the power state', state))
      if (state === goal || isManual) done.push(id)
      if (machine === undefined) failed.set(id, 'it was deleted, or this API key cannot see it')
      if (state === 'error') failed.set(id, 'its BMC does not respond')
    }
    return { states: Object.fromEntries(states), done, failed: Object.fromEntries(failed) }
  }
}
