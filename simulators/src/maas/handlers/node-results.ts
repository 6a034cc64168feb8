import { apiRoot } from '../replies/network.js'
import { integer } from '../server/param-values.js'
import type { Resource, UserExchange } from '../server/router.js'
import { isoDate } from '../state/state.js'
import { visible } from './access.js'
import { outputOf, runsOf, stageNumbers, stages, statusOf } from './results.js'

/** Passed, failed, timed out and aborted. */
const over: readonly number[] = [2, 3, 4, 5]

/** The results of all scripts that are over, of all machines that the user sees, in one list. */
function listResults({ state, user, query }: UserExchange): unknown {
  const ids = query.all('system_id')
  const names = query.all('name')
  const type = integer(query, 'result_type')
  const machines = state.machines.filter(
    (machine) => visible(user, machine) && (ids.length === 0 || ids.includes(machine.systemId)),
  )
  return machines.flatMap((machine) =>
    stages.flatMap((stage) => {
      const set = machine[stage]
      const number = stageNumbers[stage]
      if (set.resultId === null || (type !== undefined && type !== number)) return []
      const runs = runsOf(state, machine, stage, set)
      return runs.flatMap(({ name }, index) => {
        const status = statusOf(set, index, runs.length)
        if (!over.includes(status) || (names.length > 0 && !names.includes(name))) return []
        return {
          created: isoDate(state, set.startedMs ?? state.clock.now()),
          updated: isoDate(state, set.endedMs ?? set.startedMs ?? state.clock.now()),
          id: (set.resultId ?? 0) * 100 + index,
          name,
          script_result: status === 2 ? 0 : status === 3 ? 1 : null,
          result_type: number,
          node: { system_id: machine.systemId },
          data: Buffer.from(outputOf(machine, name, status)).toString('base64'),
          resource_uri: `${apiRoot}/commissioning-scripts/`,
        }
      })
    }),
  )
}

/** One list under two paths; the second one is not described. */
export const nodeResultResources: Resource[] = ['installation-results/', 'commissioning-results/'].map(
  (path) => ({ path, operations: { GET: listResults } }),
)
