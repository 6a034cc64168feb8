// Generated from spec/landscape/entities/activities.yaml by `npm run generate`. Do not edit.

export type ActivityStatus = 'undelivered' | 'scheduled' | 'waiting' | 'blocked' | 'unapproved' | 'delivered' | 'succeeded' | 'failed' | 'canceled' | (string & {})

/** The person who created an activity. */
export interface Creator {
  id: number
  name: string
  email: string
}

/** An activity. Activities that the server itself performs may have a progress and no status. */
export interface Activity {
  id: number
  type: string
  summary: string
  activity_status?: ActivityStatus | null
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
  /** In minutes. */
  deliver_delay_window?: number
  result_text?: string | null
  result_code?: number | null
  package_ids?: number[]
  changes?: PackageChange[]
  children?: Activity[]
  /** Progress of mirroring a pocket; 0 before it starts, -1 after an error. */
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

/** The parent of the activities that one call created for several computers. */
export interface ActivityGroup {
  id: number
  type: string
  summary: string
  creation_time: string
  creator: Creator
  activity_status?: ActivityStatus | null
  completion_time?: string | null
  approval_time?: string | null
  parent_id: number | null
  computer_id?: number | null
  /** In minutes. */
  deliver_delay_window?: number
  result_text?: string | null
  result_code?: number | null
  modification_time?: string
  delivery_time?: string | null
  deliver_after_time?: string | null
}

/** An activity group with a summary of its child activities. */
export interface ActivityParent {
  id: number
  type: string
  summary: string
  creation_time: string
  creator: Creator | null
  activity_status?: ActivityStatus | null
  completion_time: string | null
  parent_id: number | null
  /** In minutes. */
  deliver_delay_window?: number
  result_text: string | null
  result_code: number | null
  children_count: number
  children_statuses: ChildrenStatuses
  computer_count: number
  computer: Record<string, unknown> | null
}

export interface ChildrenStatuses {
  good: number
  warning: number
  bad: number
}
