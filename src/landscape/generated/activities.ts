// Generated from spec/landscape/activities.yaml by `npm run generate`. Do not edit.

import { Operations, type ActionOperation, type RestOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { List } from '../../core/list.js'
import type { Pending } from '../../core/reply.js'

/** Who made it. */
export interface Creator {
  id: number
  name: string
  email: string
}

/** An activity. One that the server works on itself may have a progress and no status. */
export interface Activity {
  id: number
  type: string
  summary: string
  activity_status?: 'undelivered' | 'scheduled' | 'waiting' | 'blocked' | 'unapproved' | 'delivered' | 'succeeded' | 'failed' | 'canceled' | (string & {}) | null
  creation_time: string
  creator: Creator | null
  computer_id?: number | null
  parent_id: number | null
  completion_time?: string | null
  modification_time?: string
  delivery_time?: string | null
  approval_time?: string | null
  deliver_after_time?: string | null
  deliver_before_time?: string | null
  schedule_after_time?: string | null
  schedule_before_time?: string | null
  /** minutes */
  deliver_delay_window?: number
  result_text?: string | null
  result_code?: number | null
  package_ids?: number[]
  changes?: PackageChange[]
  children?: Activity[]
  /** of a pocket that is mirrored, 0 before it starts, -1 after an error */
  progress?: number
  pocket_id?: number
  pocket_name?: string
  actions?: ActivityActions
}

export interface ActivityActions {
  approvable: boolean
  cancelable: boolean
  reappliable: boolean
}

export interface PackageChange {
  package: string
  type: 'install' | 'remove' | 'upgrade' | 'downgrade' | 'hold' | 'unhold' | (string & {})
  version?: string
  install_version?: string
  remove_version?: string
  complemented: boolean
}

/** The parent of the activities that one call gave to several computers. */
export interface ActivityGroup {
  id: number
  type: string
  summary: string
  creation_time: string
  creator: Creator
  activity_status?: 'undelivered' | 'scheduled' | 'waiting' | 'blocked' | 'unapproved' | 'delivered' | 'succeeded' | 'failed' | 'canceled' | (string & {}) | null
  completion_time?: string | null
  approval_time?: string | null
  parent_id: number | null
  computer_id?: number | null
  /** minutes */
  deliver_delay_window?: number
  result_text?: string | null
  result_code?: number | null
  modification_time?: string
  delivery_time?: string | null
  deliver_after_time?: string | null
}

/** An activity group with a summary of its children. */
export interface ActivityParent {
  id: number
  type: string
  summary: string
  creation_time: string
  creator: Creator | null
  activity_status?: 'undelivered' | 'scheduled' | 'waiting' | 'blocked' | 'unapproved' | 'delivered' | 'succeeded' | 'failed' | 'canceled' | (string & {}) | null
  completion_time: string | null
  parent_id: number | null
  /** minutes */
  deliver_delay_window?: number
  result_text: string | null
  result_code: number | null
  children_count: number
  children_statuses: ChildrenStatuses
  computer_count: number
  computer: unknown
}

export interface ChildrenStatuses {
  good: number
  warning: number
  bad: number
}

/** Parameters of `activities.list`. */
export interface ActivityListFilters {
  /** such as parent-id:12 or status:failed */
  query?: string
  /** of one page; 1000 unless given */
  limit?: number
  /** of the first one */
  offset?: number
}

/** Parameters of `activities.listV2`. */
export interface ActivityListV2Filters {
  /** such as parent-id:12 or status:failed */
  query?: string
  /** of one page; 1000 unless given */
  limit?: number
  /** of the first one */
  offset?: number
}

/** Parameters of `activities.parents`. */
export interface ActivityParentsFilters {
  /** of one page; 1000 unless given */
  limit?: number
  /** of the first one */
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

const table = {
  list: { id: 'activities.list', action: 'GetActivities', reads: true, idempotent: true, expects: 'json', pages: 'offset', schema: async () => (await import('./activities.schemas.js')).listReply },
  listV2: { id: 'activities.listV2', method: 'GET', path: 'activities', idempotent: true, expects: 'json', pages: 'offset', items: 'results', schema: async () => (await import('./activities.schemas.js')).listV2Reply },
  parents: {
    id: 'activities.parents',
    method: 'GET',
    path: 'activities/parents',
    idempotent: true,
    expects: 'json',
    pages: 'offset',
    items: 'results',
    schema: async () => (await import('./activities.schemas.js')).parentsReply,
  },
  get: { id: 'activities.get', method: 'GET', path: 'activities/{id}', idempotent: true, expects: 'json', schema: async () => (await import('./activities.schemas.js')).getReply },
  types: { id: 'activities.types', action: 'GetActivityTypes', reads: true, idempotent: true, expects: 'json', schema: async () => (await import('./activities.schemas.js')).typesReply },
  approve: { id: 'activities.approve', action: 'ApproveActivities', reads: false, idempotent: false, expects: 'json', schema: async () => (await import('./activities.schemas.js')).approveReply },
  cancel: { id: 'activities.cancel', action: 'CancelActivities', reads: false, idempotent: false, expects: 'json', schema: async () => (await import('./activities.schemas.js')).cancelReply },
} satisfies Record<string, ActionOperation | RestOperation>

/** What computers were told to do, and how far they are. A group has one child for each computer. */
export class ActivitiesOperations extends Operations<ActionOperation | RestOperation> {
  /**
   * Lists the activities that match a query, or all, oldest first.
   *
   * `action GetActivities`. Facts: legacy-actions GetActivities.
   */
  list(params: ActivityListFilters = {}, options?: RequestOptions): List<Activity> {
    return this.caller.list(table.list, {}, params, options)
  }

  /**
   * Lists activities by REST v2, which adds what can be done with each.
   *
   * `GET activities`. Facts: rest-endpoints GET /activities.
   */
  listV2(params: ActivityListV2Filters = {}, options?: RequestOptions): List<Activity> {
    return this.caller.list(table.listV2, {}, params, options)
  }

  /**
   * Lists activity groups with a summary of their children.
   *
   * `GET activities/parents`. Facts: rest-endpoints GET /activities/parents.
   */
  parents(params: ActivityParentsFilters = {}, options?: RequestOptions): List<ActivityParent> {
    return this.caller.list(table.parents, {}, params, options)
  }

  /**
   * Reads one activity.
   *
   * `GET activities/{id}`. Facts: rest-endpoints GET /activities/{id}.
   */
  get(id: string | number, options?: RequestOptions): Pending<Activity> {
    return this.caller.call(table.get, { id }, {}, options)
  }

  /**
   * Lists the types that activities can have.
   *
   * `action GetActivityTypes`. Facts: legacy-actions GetActivityTypes.
   */
  types(options?: RequestOptions): List<string> {
    return this.caller.list(table.types, {}, {}, options)
  }

  /**
   * Approves the activities that match a query; fails when one of them cannot be approved.
   *
   * `action ApproveActivities`. Facts: legacy-actions ApproveActivities.
   */
  approve(params: ActivityApproveParams, options?: RequestOptions): Pending<number[]> {
    return this.caller.call(table.approve, {}, params, options)
  }

  /**
   * Cancels the activities that match a query; fails when one of them cannot be canceled. One that already runs may still succeed.
   *
   * `action CancelActivities`. Facts: legacy-actions CancelActivities.
   */
  cancel(params: ActivityCancelParams, options?: RequestOptions): Pending<number[]> {
    return this.caller.call(table.cancel, {}, params, options)
  }
}
