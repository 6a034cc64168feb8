// Generated from spec/landscape/rest/v2-activities.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Activity } from '../entities/activities.js'

/** Parameters of `v2.activities.list`. */
export interface V2ActivityListFilters {
  /** Such as parent-id:12 or status:failed. */
  query?: string
  /** Items of a page; default 1000. */
  limit?: number
  /** Items to skip. */
  offset?: number
}

export interface V2ActivityListPage {
  results: Activity[]
  count?: number
  next?: string | null
  previous?: string | null
}

/** Activities: tasks for computers, with their progress. An activity group has one child activity for each computer. */
export interface LandscapeV2Activities {
  /**
   * Lists activities through REST v2, which adds the actions that each activity allows.
   *
   * API: `GET activities`.
   *
   * @example
   * for await (const item of landscape.v2.activities.list()) console.log(item)
   */
  list(params?: V2ActivityListFilters, options?: RequestOptions): List<Activity>
}

export const v2Activities: Operations<RestOperation> = {
  list: {
    id: 'v2.activities.list',
    method: 'GET',
    path: 'activities',
    params: 'V2ActivityListFilters',
    reply: 'V2ActivityListPage',
    list: 'default',
  },
}
