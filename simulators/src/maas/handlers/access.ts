import { forbidden, notFound } from '../server/refusal.js'
import type { Exchange } from '../server/router.js'
import type { Machine, User } from '../state/types.js'

/** Users see machines without an owner and their own. */
export const visible = (user: User, machine: Machine): boolean =>
  user.isAdmin || machine.owner === null || machine.owner === user.username

/**
 * The machine of the path, if the user may access it for this purpose. `lock` is an edit that is allowed on a locked machine.
 *
 * @throws Refusal 404 for a machine that is missing or not visible to the user, 403 with an empty body otherwise.
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
