// Generated from spec/maas/api2/groups.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'

/** A group of users. */
export interface UserGroup {
  id: number
  name: string
  description: string
  resource_uri?: string
}

/** What the members of a group may do. */
export interface Entitlement {
  resource_type: string
  resource_id: number
  entitlement: string
}

/** A member of a group. */
export interface GroupMember {
  username: string
  email: string | null
}

/** Parameters of `groups.create`. */
export interface GroupCreateParams {
  name: string
  description?: string
}

/** Parameters of `groups.update`. */
export interface GroupUpdateParams {
  name?: string
  description?: string
}

/** Parameters of `groups.addEntitlement`. */
export interface GroupAddEntitlementParams {
  /** Such as maas or pool. */
  resource_type: string
  /** Id of the object; 0 for all of MAAS. */
  resource_id: number
  /** Such as can_edit_machines. */
  entitlement: string
}

/** Parameters of `groups.addMember`. */
export interface GroupAddMemberParams {
  username: string
}

/** Parameters of `groups.removeEntitlement`. */
export interface GroupRemoveEntitlementParams {
  /** Such as maas or pool. */
  resource_type: string
  /** Id of the object; 0 for all of MAAS. */
  resource_id: number
  /** Such as can_edit_machines. */
  entitlement: string
}

/** Parameters of `groups.removeMember`. */
export interface GroupRemoveMemberParams {
  username: string
}

/** Groups of users, with their entitlements. */
export interface MaasGroups {
  /**
   * Lists all groups.
   *
   * API: `GET groups/`. MAAS 3.8 and later.
   *
   * @example
   * for await (const item of maas.groups.list()) console.log(item)
   */
  list(options?: RequestOptions): List<UserGroup>

  /**
   * Returns a group.
   *
   * API: `GET groups/{id}/`. MAAS 3.8 and later.
   *
   * @example
   * await maas.groups.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<UserGroup>

  /**
   * Creates a group. Administrators only.
   *
   * API: `POST groups/`. MAAS 3.8 and later.
   *
   * @example
   * await maas.groups.create({ name: 'operators' })
   */
  create(params: GroupCreateParams, options?: RequestOptions): Pending<UserGroup>

  /**
   * Updates a group. Absent parameters keep their value; an empty string clears it. Administrators only.
   *
   * API: `PUT groups/{id}/`. MAAS 3.8 and later.
   *
   * @example
   * await maas.groups.update(1, { description: 'on call' })
   */
  update(id: string | number, params?: GroupUpdateParams, options?: RequestOptions): Pending<UserGroup>

  /**
   * Deletes a group. Administrators only.
   *
   * API: `DELETE groups/{id}/`. MAAS 3.8 and later.
   *
   * @example
   * await maas.groups.delete(1)
   */
  delete(id: string | number, options?: RequestOptions): Pending<null>

  /**
   * Lists the entitlements of a group.
   *
   * API: `GET groups/{id}/?op=list_entitlements`. MAAS 3.8 and later.
   *
   * @example
   * for await (const item of maas.groups.listEntitlements(1)) console.log(item)
   */
  listEntitlements(id: string | number, options?: RequestOptions): List<Entitlement>

  /**
   * Lists the members of a group.
   *
   * API: `GET groups/{id}/?op=list_members`. MAAS 3.8 and later.
   *
   * @example
   * for await (const item of maas.groups.listMembers(1)) console.log(item)
   */
  listMembers(id: string | number, options?: RequestOptions): List<GroupMember>

  /**
   * Adds an entitlement to a group. Administrators only.
   *
   * API: `POST groups/{id}/?op=add_entitlement`. MAAS 3.8 and later.
   *
   * @example
   * await maas.groups.addEntitlement(1, { resource_type: 'maas', resource_id: 0, entitlement: 'can_edit_machines' })
   */
  addEntitlement(id: string | number, params: GroupAddEntitlementParams, options?: RequestOptions): Pending<string>

  /**
   * Adds a user to a group. Administrators only.
   *
   * API: `POST groups/{id}/?op=add_member`. MAAS 3.8 and later.
   *
   * @example
   * await maas.groups.addMember(1, { username: 'ana' })
   */
  addMember(id: string | number, params: GroupAddMemberParams, options?: RequestOptions): Pending<string>

  /**
   * Removes an entitlement from a group. Administrators only.
   *
   * API: `POST groups/{id}/?op=remove_entitlement`. MAAS 3.8 and later.
   *
   * @example
   * await maas.groups.removeEntitlement(1, { resource_type: 'maas', resource_id: 0, entitlement: 'can_edit_machines' })
   */
  removeEntitlement(id: string | number, params: GroupRemoveEntitlementParams, options?: RequestOptions): Pending<null>

  /**
   * Removes a user from a group. Administrators only.
   *
   * API: `POST groups/{id}/?op=remove_member`. MAAS 3.8 and later.
   *
   * @example
   * await maas.groups.removeMember(1, { username: 'ana' })
   */
  removeMember(id: string | number, params: GroupRemoveMemberParams, options?: RequestOptions): Pending<null>
}

export const groups: Operations<RestOperation> = {
  list: { id: 'groups.list', method: 'GET', path: 'groups/', reply: 'UserGroup[]', list: 'default', since: '3.8' },
  get: { id: 'groups.get', method: 'GET', path: 'groups/{id}/', reply: 'UserGroup', since: '3.8' },
  create: { id: 'groups.create', method: 'POST', path: 'groups/', params: 'GroupCreateParams', reply: 'UserGroup', since: '3.8' },
  update: { id: 'groups.update', method: 'PUT', path: 'groups/{id}/', params: 'GroupUpdateParams', reply: 'UserGroup', since: '3.8' },
  delete: { id: 'groups.delete', method: 'DELETE', path: 'groups/{id}/', since: '3.8' },
  listEntitlements: {
    id: 'groups.listEntitlements',
    method: 'GET',
    path: 'groups/{id}/?op=list_entitlements',
    reply: 'Entitlement[]',
    list: 'default',
    since: '3.8',
  },
  listMembers: { id: 'groups.listMembers', method: 'GET', path: 'groups/{id}/?op=list_members', reply: 'GroupMember[]', list: 'default', since: '3.8' },
  addEntitlement: {
    id: 'groups.addEntitlement',
    method: 'POST',
    path: 'groups/{id}/?op=add_entitlement',
    params: 'GroupAddEntitlementParams',
    expects: 'text',
    idempotent: true,
    since: '3.8',
  },
  addMember: {
    id: 'groups.addMember',
    method: 'POST',
    path: 'groups/{id}/?op=add_member',
    params: 'GroupAddMemberParams',
    expects: 'text',
    idempotent: true,
    since: '3.8',
  },
  removeEntitlement: {
    id: 'groups.removeEntitlement',
    method: 'POST',
    path: 'groups/{id}/?op=remove_entitlement',
    params: 'GroupRemoveEntitlementParams',
    since: '3.8',
  },
  removeMember: { id: 'groups.removeMember', method: 'POST', path: 'groups/{id}/?op=remove_member', params: 'GroupRemoveMemberParams', since: '3.8' },
}
