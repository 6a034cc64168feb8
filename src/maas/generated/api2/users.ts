// Generated from spec/maas/api2/users.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A user of MAAS. */
export interface User {
  username: string
  email: string | null
  is_superuser: boolean
  is_local: boolean
  resource_uri: string
}

/** Parameters of `users.create`. */
export interface UserCreateParams {
  username: string
  email: string
  password: string
  /** Whether the user is an administrator. */
  is_superuser: boolean
  /** Public SSH key. */
  key?: string
}

/** Parameters of `users.delete`. */
export interface UserDeleteParams {
  /** Name of the user who gets the machines and addresses of the deleted one. */
  transfer_resources_to?: string
}

/** Users of MAAS. */
export interface MaasUsers {
  /**
   * Lists all users.
   *
   * API: `GET users/`.
   *
   * @example
   * for await (const item of maas.users.list()) console.log(item)
   */
  list(options?: RequestOptions): List<User>

  /**
   * Returns a user.
   *
   * API: `GET users/{username}/`.
   *
   * @example
   * await maas.users.get('username')
   */
  get(username: string, options?: RequestOptions): Pending<User>

  /**
   * Creates a user. MAAS answers a name or e-mail address that is taken only after 15 to 20 seconds. Users cannot be updated. Administrators only.
   *
   * API: `POST users/`.
   *
   * @example
   * await maas.users.create({ username: 'ana', email: 'ana@example.com', password: process.env['NEW_PASSWORD'] ?? '', is_superuser: false })
   */
  create(params: UserCreateParams, options?: RequestOptions): Pending<User>

  /**
   * Deletes a user. Administrators only.
   *
   * API: `DELETE users/{username}/`.
   *
   * @example
   * await maas.users.delete('username', { transfer_resources_to: 'ops' })
   */
  delete(username: string, params?: UserDeleteParams, options?: RequestOptions): Pending<null>

  /**
   * Returns the user that the credentials belong to.
   *
   * API: `GET users/?op=whoami`.
   *
   * @example
   * await maas.users.whoami()
   */
  whoami(options?: RequestOptions): Pending<User>
}

export const users: Operations<RestOperation> = {
  list: { id: 'users.list', method: 'GET', path: 'users/', reply: 'User[]', list: 'default' },
  get: { id: 'users.get', method: 'GET', path: 'users/{username}/', reply: 'User' },
  create: { id: 'users.create', method: 'POST', path: 'users/', params: 'UserCreateParams', reply: 'User', permanent: [409] },
  delete: { id: 'users.delete', method: 'DELETE', path: 'users/{username}/', params: 'UserDeleteParams' },
  whoami: { id: 'users.whoami', method: 'GET', path: 'users/?op=whoami', reply: 'User' },
}
