import type { Machine, User } from '../state/types.js'
import { forbidden, notFound } from '../server/refusal.js'
import type { Exchange } from '../server/router.js'

/** Users see what nobody owns and what is theirs. */
export const visible = (user: User, machine: Machine): boolean =>
  user.isAdmin || machine.owner === null || machine.owner === user.username

/**
 * The machine of the path, for what the user means to do with it. `lock` is an edit that a lock does not stop.
 *
 * @throws Refusal 404 for a machine that is missing or not to be seen, 403 with nothing in it for the rest.
 */
export function machineFor(exchange: Exchange, purpose: 'view' | 'edit' | 'admin' | 'lock'): Machine {
  const machine = exchange.state.machine(exchange.args[0] ?? '')
  const { user } = exchange
  if (!machine || !user || !visible(user, machine)) throw notFound('Machine')
  if (purpose === 'view') return machine
  if (purpose === 'admin' && !user.isAdmin) throw forbidden()
  if (machine.locked && purpose !== 'lock') throw forbidden()
  return machine
}
