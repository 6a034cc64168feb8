// Generated from spec/landscape/actions/access-groups.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, ActionOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { AccessGroup } from '../entities/access-groups.js'

/** Parameters of `accessGroups.list`. */
export interface AccessGroupListFilters {
  names?: readonly string[]
}

/** Parameters of `accessGroups.create`. */
export interface AccessGroupCreateParams {
  title: string
  /** Name of the parent group. */
  parent?: string
}

/** Parameters of `accessGroups.remove`. */
export interface AccessGroupRemoveParams {
  name: string
}

/** Access groups, which form a tree. */
export interface LandscapeAccessGroups {
  /**
   * Lists access groups.
   *
   * API: `action GetAccessGroups`.
   *
   * @example
   * for await (const item of landscape.accessGroups.list()) console.log(item)
   */
  list(params?: AccessGroupListFilters, options?: RequestOptions): List<AccessGroup>

  /**
   * Creates an access group. Its name is derived from its title.
   *
   * API: `action CreateAccessGroup`.
   *
   * @example
   * await landscape.accessGroups.create({ title: 'web-1' })
   */
  create(params: AccessGroupCreateParams, options?: RequestOptions): Pending<AccessGroup>

  /**
   * Removes an access group and returns its parent.
   *
   * API: `action RemoveAccessGroup`.
   *
   * @example
   * await landscape.accessGroups.remove({ name: 'openstack' })
   */
  remove(params: AccessGroupRemoveParams, options?: RequestOptions): Pending<AccessGroup>
}

export const accessGroups: Operations<ActionOperation> = {
  list: { id: 'accessGroups.list', action: 'GetAccessGroups', params: 'AccessGroupListFilters', reply: 'AccessGroup[]', list: 'none' },
  create: { id: 'accessGroups.create', action: 'CreateAccessGroup', params: 'AccessGroupCreateParams', reply: 'AccessGroup' },
  remove: { id: 'accessGroups.remove', action: 'RemoveAccessGroup', params: 'AccessGroupRemoveParams', reply: 'AccessGroup' },
}
