// Generated from spec/maas/api2/users.yaml by `npm run generate`. Do not edit.

import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A user of MAAS. */
export interface User {
  username: string
  email: string
  is_superuser: boolean
  is_local: boolean
  resource_uri: string
}

/** Users of MAAS. */
export interface MaasUsers {
  /**
   * Returns the user that the API key belongs to.
   *
   * API: `GET users/?op=whoami`.
   *
   * @example
   * await maas.users.whoami()
   */
  whoami(options?: RequestOptions): Pending<User>
}

export const users: Operations<RestOperation> = {
  whoami: { id: 'users.whoami', method: 'GET', path: 'users/?op=whoami', reply: 'User' },
}
