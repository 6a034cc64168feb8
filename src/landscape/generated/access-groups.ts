// Generated from spec/landscape/access-groups.yaml by `npm run generate`. Do not edit.

import { Operations, type ActionOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { List } from '../../core/list.js'
import type { Pending } from '../../core/reply.js'

/** An access group. Others refer to it by its name. */
export interface AccessGroup {
  name: string
  title: string
  parent: string | null
  /** names in one text, which may be empty */
  children: string
}

/** Parameters of `accessGroups.list`. */
export interface AccessGroupListFilters {
  names?: readonly string[]
}

/** Parameters of `accessGroups.create`. */
export interface AccessGroupCreateParams {
  title: string
  /** name of the group above */
  parent?: string
}

/** Parameters of `accessGroups.remove`. */
export interface AccessGroupRemoveParams {
  name: string
}

const table = {
  list: { id: 'accessGroups.list', action: 'GetAccessGroups', reads: true, idempotent: true, expects: 'json', schema: async () => (await import('./access-groups.schemas.js')).listReply },
  create: { id: 'accessGroups.create', action: 'CreateAccessGroup', reads: false, idempotent: false, expects: 'json', schema: async () => (await import('./access-groups.schemas.js')).createReply },
  remove: { id: 'accessGroups.remove', action: 'RemoveAccessGroup', reads: false, idempotent: false, expects: 'json', schema: async () => (await import('./access-groups.schemas.js')).removeReply },
} satisfies Record<string, ActionOperation>

/** The access groups, which form a tree. */
export class AccessGroupsOperations extends Operations<ActionOperation> {
  /**
   * Lists access groups.
   *
   * `action GetAccessGroups`. Facts: legacy-actions GetAccessGroups.
   */
  list(params: AccessGroupListFilters = {}, options?: RequestOptions): List<AccessGroup> {
    return this.caller.list(table.list, {}, params, options)
  }

  /**
   * Creates an access group; its name is made from its title.
   *
   * `action CreateAccessGroup`. Facts: legacy-actions CreateAccessGroup.
   */
  create(params: AccessGroupCreateParams, options?: RequestOptions): Pending<AccessGroup> {
    return this.caller.call(table.create, {}, params, options)
  }

  /**
   * Removes an access group and answers its parent.
   *
   * `action RemoveAccessGroup`. Facts: legacy-actions RemoveAccessGroup.
   */
  remove(params: AccessGroupRemoveParams, options?: RequestOptions): Pending<AccessGroup> {
    return this.caller.call(table.remove, {}, params, options)
  }
}
