import { formatValue } from '../../core/arguments.js'
import { ConfigurationError, StackError } from '../../core/errors.js'
import { extendResource } from '../../core/operations.js'
import type { Redactor } from '../../core/redact.js'
import { waitUntil, type WaitLook, type WaitOptions } from '../../core/wait.js'
import type { Activity } from '../generated/entities/activities.js'
import type { LandscapeComputers, GeneratedLandscapeActivities } from '../generated/resources.js'
import { landscapeAnyOf } from '../query.js'

/** Computers fetch activities every 15 minutes, or every minute if one is urgent (workflows.md section 1). */
const DEFAULT_TIMEOUT_MS = 3_600_000

/** Attaching a token and USG reports end as `complete` instead of `succeeded` (entities.json Activity). */
const SUCCEEDED = new Set(['succeeded', 'complete'])
const FAILED = new Set(['failed', 'canceled'])

/** Activities by id, or as returned by `list` and by the calls that create them. */
export type ActivityRefs = ActivityRef | readonly ActivityRef[]

export type ActivityRef = number | Pick<Activity, 'id'>

/** The activities of computers, and their progress. */
export interface LandscapeActivities extends GeneratedLandscapeActivities {
  /**
   * Waits until activities have succeeded; for a group, all of its children. Each check is one request per thousand activities, and one
   * more after a failure.
   *
   * @param activities ids or activities; groups or single ones
   * @param options `timeoutMs`: default: one hour
   * @returns the activities that succeeded: the children of groups
   * @throws ConfigurationError for an invalid id; WaitFailedError as soon as one failed or was canceled, with its result and its
   *   computer as evidence; WaitTimeoutError naming those that wait for approval; AbortedError
   *
   * @example
   * const { id } = await landscape.packages.upgrade({ query: 'tag:openstack' })
   * await landscape.activities.waitFor(id)
   */
  waitFor(activities: ActivityRefs, options?: WaitOptions): Promise<Activity[]>
}

/** Adds `waitFor` to the generated operations. */
export function extendActivities(
  activities: GeneratedLandscapeActivities,
  computers: LandscapeComputers,
  redactor: Redactor,
  closing: AbortSignal,
): LandscapeActivities {
  const waitFor = async (refs: ActivityRefs, options: WaitOptions = {}): Promise<Activity[]> => {
    const all = [...new Set([refs].flat().map(idOf))]
    if (all.length === 0) return []
    let seen: Activity[] = []
    let titles = new Map<number, string>()
    const name = (activity: Activity): string => nameOf(activity, titles)
    await waitUntil(
      {
        system: 'landscape',
        operation: 'activities.waitFor',
        goal: `${all.length === 1 ? 'activity' : 'activities'} ${all.slice(0, 3).join(', ')}${all.length > 3 ? ` and ${all.length - 3} more` : ''} to succeed`,
        timeoutMs: DEFAULT_TIMEOUT_MS,
        redactor,
        closing,
        look: async (signal) => {
          const query = all.map((id) => `id:${id} OR parent-id:${id}`).join(' OR ')
          const found = await activities.list({ query }, signal === undefined ? {} : { signal }).toArray()
          seen = [...new Set(all.flatMap((id) => watched(id, found)))]
          const failed = seen.filter((activity) => FAILED.has(statusOf(activity)))
          if (failed.length > 0) titles = await titlesOf(computers, failed)
          const missing = all.filter((id) => !found.some((activity) => activity.id === id))
          return lookOf(seen, missing, name)
        },
        explain: async (late) => {
          const waiting = seen.filter(({ id }) => late.includes(String(id)))
          if (titles.size === 0) titles = await titlesOf(computers, waiting)
          return waiting.map(
            (activity) => `${activity.id} ${name(activity)}, ${activity.summary}: ${noteOf(activity)}`,
          )
        },
      },
      options,
    )
    return seen
  }
  return extendResource('activities', activities, { waitFor })
}

/** The titles of computers, for an error; empty if they cannot be read, so that the error is not hidden. */
async function titlesOf(
  computers: LandscapeComputers,
  activities: readonly Activity[],
): Promise<Map<number, string>> {
  const ids = [...new Set(activities.flatMap(({ computer_id }) => computer_id ?? []))].slice(0, 100)
  if (ids.length === 0) return new Map()
  try {
    const found = await computers.list({ query: landscapeAnyOf('id', ids) })
    return new Map(found.map(({ id, title }) => [id, title]))
  } catch (error) {
    if (error instanceof StackError) return new Map()
    throw error
  }
}

/** An id as a number; plain JavaScript may pass it as a string. */
function idOf(ref: unknown): number {
  const id = typeof ref === 'object' && ref !== null && 'id' in ref ? ref.id : ref
  const number = typeof id === 'string' && /^\d+$/.test(id) ? Number(id) : id
  if (typeof number === 'number' && Number.isSafeInteger(number) && number > 0) return number
  throw new ConfigurationError({
    system: 'landscape',
    operation: 'activities.waitFor',
    summary: `Landscape activities.waitFor: an activity id must be a positive whole number, got ${formatValue(id)}`,
    hint: 'Pass a number such as 12, or an array of numbers: the id in the reply of the call that created it',
  })
}

/** The children of a group, or the activity itself. */
function watched(id: number, found: readonly Activity[]): Activity[] {
  const children = found.filter(({ parent_id }) => parent_id === id)
  return children.length > 0 ? children : found.filter((activity) => activity.id === id)
}

/** An activity of the server itself may have a progress and no status, or neither (entities.json Activity). */
function statusOf({ activity_status, progress, completion_time }: Activity): string {
  if (typeof activity_status === 'string') return activity_status
  if (progress !== undefined) return progress < 0 ? 'failed' : progress >= 100 ? 'succeeded' : `${progress} %`
  return typeof completion_time === 'string' ? 'succeeded' : 'unknown'
}

function lookOf(
  seen: readonly Activity[],
  missing: readonly number[],
  name: (activity: Activity) => string,
): WaitLook {
  const states = seen.map((activity): [string, string] => [String(activity.id), statusOf(activity)])
  return {
    states: Object.fromEntries([
      ...states,
      ...missing.map((id): [string, string] => [String(id), 'missing']),
    ]),
    done: states.filter(([, status]) => SUCCEEDED.has(status)).map(([id]) => id),
    failed: Object.fromEntries([
      ...missing.map((id): [string, string] => [String(id), 'it does not exist']),
      ...seen
        .filter((activity) => FAILED.has(statusOf(activity)))
        .map((activity): [string, string] => [
          String(activity.id),
          `${name(activity)} ${resultOf(activity)}`,
        ]),
    ]),
  }
}

function nameOf({ computer_id }: Activity, titles: ReadonlyMap<number, string>): string {
  if (typeof computer_id !== 'number') return 'on the server'
  const title = titles.get(computer_id)
  return title === undefined
    ? `on computer ${computer_id}`
    : `on ${JSON.stringify(title)} (computer ${computer_id})`
}

function resultOf(activity: Activity): string {
  const { result_code, result_text } = activity
  const code = typeof result_code === 'number' ? ` with code ${result_code}` : ''
  const text =
    typeof result_text === 'string' && result_text.trim() !== '' ? `: ${result_text.trim().slice(-300)}` : ''
  return `${statusOf(activity)}${code}${text}`
}

function noteOf(activity: Activity): string {
  const status = statusOf(activity)
  if (FAILED.has(status)) return resultOf(activity)
  if (status === 'unapproved')
    return `it waits for approval: activities.approve({ query: 'id:${activity.id}' })`
  if (status === 'undelivered') return 'undelivered: the computer has not fetched it yet'
  if (status === 'scheduled')
    return `scheduled for ${activity.deliver_after_time ?? activity.schedule_after_time ?? 'later'}`
  return status
}
