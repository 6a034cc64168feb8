import { integer, integers } from '../params.js'
import { processView, signalProcesses } from '../processes.js'
import { legacyActivity } from '../views.js'
import { action, page } from './action.js'
import type { Action, Actions } from './action.js'

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
