import type { Failable } from './maas/life/types.js'
import type { Simulator } from './start-simulator.js'

/** Actions of a machine that can be made to fail. */
const machineActions: readonly Failable[] = [
  'commission',
  'test',
  'deploy',
  'release',
  'erase',
  'rescue_mode',
  'exit_rescue_mode',
  'power',
]

type Plan = (simulator: Simulator) => void

/**
 * Reads a failure as the command line has it: `machine:ACTION[:HOST]`, `unit:UNIT:HOOK`, `activity:TYPE[:COMPUTER]`.
 *
 * @returns a function that plans it
 * @throws Error for anything else
 */
export function plannedFailure(text: string): Plan {
  const [kind = '', what = '', which, ...more] = text.split(':')
  const wrong = (why: string): Error => new Error(`--fail ${JSON.stringify(text)}: ${why}`)
  if (what === '' || more.length > 0)
    throw wrong('not machine:ACTION[:HOST], unit:UNIT:HOOK or activity:TYPE[:COMPUTER]')
  switch (kind) {
    case 'machine': {
      const action = machineActions.find((name) => name === what)
      if (action === undefined) throw wrong(`the action is none of ${machineActions.join(', ')}`)
      return ({ maas }) => {
        if (maas === undefined) throw wrong('MAAS is not started')
        const machine = maas.machines.find(({ hostname }) => hostname === which)
        if (which !== undefined && machine === undefined) throw wrong(`MAAS has no machine ${which}`)
        maas.failNext(action, machine?.systemId)
      }
    }
    case 'unit':
      if (which === undefined || !/^[a-z][a-z0-9-]*\/\d+$/.test(what))
        throw wrong('a unit is UNIT:HOOK, such as mysql/0:install')
      return ({ juju }) => {
        if (juju === undefined) throw wrong('Juju is not started')
        juju.failUnit(what, which)
      }
    case 'activity':
      return ({ landscape }) => {
        if (landscape === undefined) throw wrong('Landscape is not started')
        landscape.failActivity({ type: what, ...(which !== undefined && { computer: which }) })
      }
    default:
      throw wrong(`it begins with ${JSON.stringify(kind)} instead of machine, unit or activity`)
  }
}
