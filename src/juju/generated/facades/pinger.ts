// Generated from spec/juju/facades/pinger.yaml by `npm run generate`. Do not edit.

import type { Operations, RpcOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** Pinger facade: connection check. */
export interface PingerFacade {
  /**
   * Checks that the connection is alive.
   *
   * API: `Pinger.Ping`.
   */
  ping(options?: RequestOptions): Pending<null>
}

/** The methods of the facade by their names on the wire, with what they take and return. */
export interface PingerCalls {
  Ping: { params: Record<string, never>; reply: Record<string, never> }
}

export const pinger: Operations<RpcOperation> = {
  ping: { id: 'Pinger.Ping', facade: 'Pinger', method: 'Ping', versions: [1], reads: true },
}
