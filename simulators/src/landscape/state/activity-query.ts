import { parseTime } from '../replies/time.js'
import { compileQuery } from './query.js'
import type { Predicate } from './query.js'
import type { Activity, ActivityStatus, Computer } from './types.js'

/** Data that a query of activities needs besides the activity. */
export interface ActivityLookup {
  status(activity: Activity): ActivityStatus
  computer(id: number): Computer | undefined
  compileComputers(query: string): Predicate<Computer>
}

/** All wire statuses of protocol.md section 10; the simulator itself uses fewer. */
const statuses = [
  'undelivered',
  'scheduled',
  'waiting',
  'blocked',
  'unapproved',
  'delivered',
  'succeeded',
  'failed',
  'canceled',
]

/** Compiles a query of activities (the end of protocol.md section 9). That a bare word searches the summary is inferred. */
export function compileActivityQuery(query: string, lookup: ActivityLookup): Predicate<Activity> {
  return compileQuery<Activity>(query, ({ field, value }) => {
    switch (field) {
      case undefined:
        return ({ summary }) => summary.toLowerCase().includes(value.toLowerCase())
      case 'id':
        return /^\d+$/.test(value) ? ({ id }) => id === Number(value) : undefined
      case 'parent-id':
        return /^\d+$/.test(value) ? ({ parentId }) => parentId === Number(value) : undefined
      case 'status':
        return statuses.includes(value) ? (activity) => lookup.status(activity) === value : undefined
      case 'type':
        return ({ type }) => type === value
      case 'creator':
        return ({ creator }) => creator.email === value
      case 'created-after':
      case 'created-before': {
        const ms = parseTime(value)
        if (ms === undefined) return undefined
        return ({ createdAtMs }) => (field === 'created-after' ? createdAtMs > ms : createdAtMs < ms)
      }
      case 'computer': {
        // The quotes of a value with spaces have been removed.
        const matches = lookup.compileComputers(value.replace(/^([a-z-]+:)?(.*)$/s, '$1"$2"'))
        return ({ computerId }) => {
          const computer = computerId === null ? undefined : lookup.computer(computerId)
          return computer !== undefined && matches(computer)
        }
      }
      default:
        return undefined
    }
  })
}
