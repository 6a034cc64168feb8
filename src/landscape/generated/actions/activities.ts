// Generated from spec/landscape/actions/activities.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, ActionOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Activity } from '../entities/activities.js'

/** Parameters of `activities.list`. */
export interface ActivityListFilters {
  /** Such as parent-id:12 or status:failed. */
  query?: string
  /** Items of a page; default 1000. */
  limit?: number
  /** Items to skip. */
  offset?: number
}

/** Parameters of `activities.approve`. */
export interface ActivityApproveParams {
  query: string
}

/** Parameters of `activities.cancel`. */
export interface ActivityCancelParams {
  query: string
}

/** Activities: tasks for computers, with their progress. An activity group has one child activity for each computer. */
export interface LandscapeActionActivities {
  /**
   * Lists the activities that match a query, or all activities, oldest first.
   *
   * API: `action GetActivities`.
   *
   * @example
   * for await (const item of landscape.activities.list()) console.log(item)
   */
  list(params?: ActivityListFilters, options?: RequestOptions): List<Activity>

  /**
   * Lists the types that activities can have.
   *
   * API: `action GetActivityTypes`.
   *
   * @example
   * for await (const item of landscape.activities.types()) console.log(item)
   */
  types(options?: RequestOptions): List<string>

  /**
   * Approves the activities that match a query. Fails when any of them cannot be approved.
   *
   * API: `action ApproveActivities`.
   *
   * @example
   * await landscape.activities.approve({ query: 'tag:openstack' })
   */
  approve(params: ActivityApproveParams, options?: RequestOptions): Pending<number[]>

  /**
   * Cancels the activities that match a query. Fails when any of them cannot be canceled. An activity that is already running may still succeed.
   *
   * API: `action CancelActivities`.
   *
   * @example
   * await landscape.activities.cancel({ query: 'tag:openstack' })
   */
  cancel(params: ActivityCancelParams, options?: RequestOptions): Pending<number[]>
}

export const activities: Operations<ActionOperation> = {
  list: { id: 'activities.list', action: 'GetActivities', params: 'ActivityListFilters', reply: 'Activity[]', list: 'default' },
  types: { id: 'activities.types', action: 'GetActivityTypes', reply: 'string[]', list: 'none' },
  approve: { id: 'activities.approve', action: 'ApproveActivities', params: 'ActivityApproveParams', reply: 'int[]' },
  cancel: { id: 'activities.cancel', action: 'CancelActivities', params: 'ActivityCancelParams', reply: 'int[]' },
}
