// Generated from spec/maas/users.yaml by `npm run generate`. Do not edit.

import { Operations, type RestOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { Pending } from '../../core/reply.js'

/** A user of MAAS. */
export interface User {
  username: string
  email: string
  is_superuser: boolean
  is_local: boolean
  resource_uri: string
}

const table = {
  whoami: { id: 'users.whoami', method: 'GET', path: 'users/', op: 'whoami', idempotent: true, expects: 'json', schema: async () => (await import('./users.schemas.js')).whoamiReply },
} satisfies Record<string, RestOperation>

/** The users of MAAS. */
export class UsersOperations extends Operations<RestOperation> {
  /**
   * Tells whose API key this is.
   *
   * `GET users/?op=whoami`. Facts: recorded-3.4.10/whoami.
   */
  whoami(options?: RequestOptions): Pending<User> {
    return this.caller.call(table.whoami, {}, {}, options)
  }
}
