// Generated from spec/juju/pinger.yaml by `npm run generate`. Do not edit.

import { Operations, type RpcOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'

const table = {
  ping: { id: 'pinger.ping', facade: 'Pinger', method: 'Ping', versions: [1], reads: true, idempotent: true },
} satisfies Record<string, RpcOperation>

/** The Pinger facade. */
export class PingerOperations extends Operations<RpcOperation> {
  /**
   * Answers, which is all.
   *
   * `Pinger.Ping`. Facts: recorded-4.0.15 (errors).
   */
  ping(options?: RequestOptions): Pending<null> {
    return this.caller.call(table.ping, {}, {}, options)
  }
}
