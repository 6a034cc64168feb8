import { legacyActivity } from '../../replies/computer.js'
import { action, page } from '../../server/action.js'
import type { Action, Actions } from '../../server/action.js'
import { integer, integers } from '../../server/params.js'
import { processView, signalProcesses } from '../../state/processes.js'

export const processActions: Actions = {
  GetComputerProcesses: action(
    { computer_id: integer.required, offset: integer.or(0), limit: integer.or(1000) },
    ({ state }, { computer_id, ...paging }) => {
      const computer = state.computer(computer_id)
      return page(computer.processes, paging).map((process) => processView(computer, process))
    },
  ),
  KillComputerProcesses: signal('KILL'),
  TerminateComputerProcesses: signal('TERM'),
}

function signal(name: 'KILL' | 'TERM'): Action {
  return action(
    { computer_id: integer.required, pids: integers.required },
    ({ state, queue }, { computer_id, pids }) =>
      legacyActivity(queue, signalProcesses(queue, name, state.computer(computer_id), pids)),
  )
}
