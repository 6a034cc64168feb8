import { restGroup } from '../../replies/computer.js'
import { Refusal, refuse } from '../../server/refusal.js'
import { route } from '../../server/route.js'
import type { Route } from '../../server/route.js'
import { processView, signalProcesses } from '../../state/processes.js'
import { changeSnaps, snapActions, snapView } from '../../state/snaps.js'
import type { SnapChange } from '../../state/snaps.js'
import { delivery } from './computers.js'

/** Processes, snaps and other details of one computer, except packages. */
export const machineRoutes: Route[] = [
  route('GET /computers/{computer_id}/processes', ({ state }, input) => {
    const computer = state.computer(input.id('computer_id'), 404)
    const found = computer.processes.filter(({ name }) => name.includes(input.query('search')))
    return input.page(found, (process) => processView(computer, process))
  }),

  route('POST /processes/{signal}', ({ state, queue }, input) => {
    const signal = { kill: 'KILL', terminate: 'TERM' }[input.segment('signal')]
    if (signal !== 'KILL' && signal !== 'TERM')
      throw new Refusal(404, 'NotFound', 'The signal must be kill or terminate')
    const computer = state.computer(input.required('computer_id', input.number('computer_id')), 404)
    return restGroup(
      queue,
      signalProcesses(queue, signal, computer, input.required('pids', input.ids('pids'))),
    )
  }),

  route('GET /computers/{computer_id}/snaps/installed', ({ state }, input) => {
    const { snaps } = state.computer(input.id('computer_id'), 404)
    return input.page(
      snaps.filter(({ name }) => name.includes(input.query('search'))),
      snapView,
    )
  }),

  route('POST /snaps', ({ state, queue }, input) => {
    const action = snapActions.find((action) => action === input.text('action'))
    if (!action) throw refuse('InvalidParameterValue', `action is none of ${snapActions.join(', ')}`)
    const computers = input
      .required('computer_ids', input.ids('computer_ids'))
      .map((id) => state.computer(id, 404))
    const changes = input.required('snaps', input.objects('snaps')).map((fields): SnapChange => {
      for (const name of ['name', 'channel', 'revision', 'time']) {
        const value = fields[name]
        if (typeof value !== 'string' && (name === 'name' || value !== undefined))
          throw refuse('InvalidParameterValue', `${name} of a snap is not a string`)
      }
      return fields as unknown as SnapChange
    })
    return restGroup(queue, changeSnaps(queue, action, computers, changes, delivery(input)))
  }),
]
