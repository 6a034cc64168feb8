// Generated from spec/landscape/rest/activities.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Activity, ActivityParent } from '../entities/activities.js'

/** Parameters of `activities.parents`. */
export interface ActivityParentsFilters {
  /** Items of a page; default 1000. */
  limit?: number
  /** Items to skip. */
  offset?: number
}

export interface ActivityParentsPage {
  results: ActivityParent[]
  count?: number
  next?: string | null
  previous?: string | null
}

/** Activities: tasks for computers, with their progress. An activity group has one child activity for each computer. */
export interface LandscapeRestActivities {
  /**
   * Lists activity groups with a summary of their child activities.
   *
   * API: `GET activities/parents`.
   *
   * @example
   * for await (const item of landscape.activities.parents()) console.log(item)
   */
  parents(params?: ActivityParentsFilters, options?: RequestOptions): List<ActivityParent>

  /**
   * Returns an activity.
   *
   * API: `GET activities/{id}`.
   *
   * @example
   * await landscape.activities.get(1)
   */
  get(id: string | number, options?: RequestOptions): Pending<Activity>
}

export const activities: Operations<RestOperation> = {
  parents: {
    id: 'activities.parents',
    method: 'GET',
    path: 'activities/parents',
    params: 'ActivityParentsFilters',
    reply: 'ActivityParentsPage',
    list: 'default',
  },
  get: { id: 'activities.get', method: 'GET', path: 'activities/{id}', reply: 'Activity' },
}
