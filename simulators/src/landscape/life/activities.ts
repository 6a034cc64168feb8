import { Refusal, refuse } from '../server/refusal.js'
import { compileActivityQuery } from '../state/activity-query.js'
import { compileComputerQuery } from '../state/computer-query.js'
import type { LandscapeState } from '../state/state.js'
import type { Activity, ActivityStatus, Computer, Outcome, PackageChange } from '../state/types.js'

/** The work of one computer in an activity. */
export interface Task {
  computer: Computer
  type: string
  summary: string
  packages?: { ids: number[]; changes: PackageChange[] }
  /** Performs the work, after the simulated time for it. */
  run: () => Outcome | undefined
}

export interface GroupOptions {
  summary: string
  tasks: Task[]
  deliverAfterMs?: number | null
  /** Minutes over which the deliveries are spread. */
  deliverDelayWindow?: number
}

/** Which activities fail, and how. All given criteria must match. */
export interface FailureRule {
  activityId?: number
  /** Such as `ChangePackagesRequest`. */
  type?: string
  /** Id, title or host name. */
  computer?: number | string
  /** @default 'failed by the simulator' */
  resultText?: string
  /** @default 1 */
  resultCode?: number
  /**
   * How many activities fail.
   * @default 1
   */
  times?: number
}

export interface ActivityTiming {
  /** Simulated seconds from an activity's creation to the client's urgent exchange, which fetches it. */
  exchangeSeconds: number
  /** Shortest and longest simulated time that a computer works on an activity, in seconds. */
  workSeconds: readonly [number, number]
}

const final = new Set<ActivityStatus>(['succeeded', 'failed', 'canceled'])

/** Moves activities from undelivered to delivered to succeeded or failed; they can be canceled before their end. */
export class ActivityQueue {
  readonly #state: LandscapeState
  readonly #timing: ActivityTiming
  readonly #all = new Map<number, Activity>()
  readonly #children = new Map<number, Activity[]>()
  readonly #tasks = new Map<number, Task>()
  readonly #rules: FailureRule[] = []
  readonly #timers = new Set<() => void>()
  /** Whether new activities wait for ApproveActivities. */
  requireApproval = false

  constructor(state: LandscapeState, timing: ActivityTiming) {
    this.#state = state
    this.#timing = timing
  }

  /** Creates a group with one child for each task, and schedules the children. */
  create({ summary, tasks, deliverAfterMs = null, deliverDelayWindow = 0 }: GroupOptions): Activity {
    checkWindow(deliverDelayWindow)
    const group = this.#add({
      type: 'ActivityGroup',
      summary,
      parentId: null,
      computerId: null,
      deliverAfterMs,
      deliverDelayWindow,
    })
    const children = tasks.map((task, index) => {
      const { computer, type, summary, packages } = task
      const child = this.#add({
        type,
        summary,
        parentId: group.id,
        computerId: computer.id,
        deliverAfterMs,
        deliverDelayWindow,
        ...(packages && { packages }),
      })
      this.#tasks.set(child.id, task)
      if (this.requireApproval) child.status = 'unapproved'
      else this.#schedule(child, (deliverDelayWindow * 60 * index) / tasks.length)
      return child
    })
    this.#children.set(group.id, children)
    return group
  }

  get(id: number): Activity | undefined {
    return this.#all.get(id)
  }

  children(group: Activity): readonly Activity[] {
    return this.#children.get(group.id) ?? []
  }

  /** Oldest first. */
  select(query: string): Activity[] {
    const matches = compileActivityQuery(query, {
      status: (activity) => this.status(activity),
      computer: (id) => this.#state.computers.get(id),
      compileComputers: (text) => compileComputerQuery(text, this.#state),
    })
    return [...this.#all.values()].filter(matches)
  }

  /** The status of an activity. A group's is derived from its children; how is inferred, as the reference has only groups with equal children. */
  status(activity: Activity): ActivityStatus {
    const children = this.#children.get(activity.id)
    if (!children) return activity.status
    const statuses = new Set(children.map(({ status }) => status))
    const only = statuses.size === 1 ? [...statuses][0] : undefined
    if (only) return only
    if (children.every(({ status }) => final.has(status)))
      return statuses.has('failed') ? 'failed' : children.length ? 'canceled' : 'succeeded'
    return statuses.has('undelivered') && !statuses.has('delivered') ? 'undelivered' : 'delivered'
  }

  /** When the last child ended; null before. */
  completedAtMs(activity: Activity): number | null {
    const children = this.#children.get(activity.id)
    if (!children) return activity.completedAtMs
    const times = children.map(({ completedAtMs }) => completedAtMs)
    return times.some((time) => time === null)
      ? null
      : Math.max(activity.createdAtMs, ...times.map((time) => time ?? 0))
  }

  /** Cancels the activities that match a query, groups with their children. @throws Refusal when one of them has ended. */
  cancel(query: string): number[] {
    return this.#change(
      this.select(query),
      ({ status }) => !final.has(status),
      'cannot be canceled',
      (activity) => this.#finish(activity, 'canceled', {}),
    )
  }

  approve(query: string): number[] {
    return this.#change(
      this.select(query),
      ({ status }) => status === 'unapproved',
      'cannot be approved',
      (activity) => {
        activity.approvedAtMs = this.#state.clock.now()
        activity.modifiedAtMs = activity.approvedAtMs
        activity.status = 'undelivered'
        this.#schedule(activity, 0)
      },
    )
  }

  /** Makes activities fail; the returned function removes the rule. */
  fail(rule: FailureRule): () => void {
    const own = { ...rule }
    this.#rules.push(own)
    return () => {
      const at = this.#rules.indexOf(own)
      if (at >= 0) this.#rules.splice(at, 1)
    }
  }

  /** Delivers waiting activities to a computer that is online again. */
  deliverWaiting(computer: Computer): void {
    for (const activity of this.#all.values()) {
      if (activity.computerId === computer.id && activity.status === 'undelivered')
        this.#schedule(activity, 0)
    }
  }

  /** Cancels the timers of this queue; the clock may be shared. */
  stop(): void {
    for (const cancel of this.#timers) cancel()
    this.#timers.clear()
  }

  #after(seconds: number, action: () => void): void {
    const cancel = this.#state.clock.after(seconds, () => {
      this.#timers.delete(cancel)
      action()
    })
    this.#timers.add(cancel)
  }

  #add(
    fields: Pick<
      Activity,
      'type' | 'summary' | 'parentId' | 'computerId' | 'deliverAfterMs' | 'deliverDelayWindow'
    > &
      Partial<Pick<Activity, 'packages'>>,
  ) {
    const now = this.#state.clock.now()
    const activity: Activity = {
      id: this.#state.nextId('activity'),
      creator: this.#state.person,
      createdAtMs: now,
      status: 'undelivered',
      approvedAtMs: null,
      deliveredAtMs: null,
      completedAtMs: null,
      modifiedAtMs: now,
      resultText: null,
      resultCode: null,
      ...fields,
    }
    this.#all.set(activity.id, activity)
    return activity
  }

  #schedule(activity: Activity, delaySeconds: number): void {
    const waitSeconds = Math.max(0, ((activity.deliverAfterMs ?? 0) - this.#state.clock.now()) / 1000)
    if (waitSeconds > 0) {
      activity.status = 'scheduled'
      this.#after(waitSeconds, () => {
        if (activity.status !== 'scheduled') return
        activity.status = 'undelivered'
        this.#after(this.#timing.exchangeSeconds + delaySeconds, () => this.#deliver(activity))
      })
    } else {
      this.#after(this.#timing.exchangeSeconds + delaySeconds, () => this.#deliver(activity))
    }
  }

  #deliver(activity: Activity): void {
    const task = this.#tasks.get(activity.id)
    if (activity.status !== 'undelivered' || !task?.computer.online) return
    this.#state.heardFrom(task.computer)
    activity.status = 'delivered'
    activity.deliveredAtMs = this.#state.clock.now()
    activity.modifiedAtMs = activity.deliveredAtMs
    const [shortest, longest] = this.#timing.workSeconds
    // Spread over the range, but equal in every run.
    const seconds = shortest + ((activity.id * 37) % 100) * ((longest - shortest) / 100)
    this.#after(seconds, () => this.#report(activity, task))
  }

  /** The client reports: a canceled activity also gets its result if it was delivered (protocol.md section 10). */
  #report(activity: Activity, task: Task): void {
    if (!this.#state.computers.has(task.computer.id)) return
    this.#state.heardFrom(task.computer)
    const rule = this.#rules.find((rule) => matches(rule, activity, task.computer))
    if (rule) {
      rule.times = (rule.times ?? 1) - 1
      if (rule.times <= 0) this.#rules.splice(this.#rules.indexOf(rule), 1)
      const { resultText = 'failed by the simulator', resultCode = 1 } = rule
      this.#finish(activity, 'failed', { resultText, resultCode })
    } else {
      const outcome = task.run() ?? {}
      this.#finish(activity, outcome.failed ? 'failed' : 'succeeded', outcome)
    }
  }

  #finish(
    activity: Activity,
    status: ActivityStatus,
    { resultText = null, resultCode = null }: Outcome,
  ): void {
    activity.status = status
    activity.completedAtMs = this.#state.clock.now()
    activity.modifiedAtMs = activity.completedAtMs
    activity.resultText = resultText
    activity.resultCode = resultCode
  }

  #change(
    selected: Activity[],
    allowed: (activity: Activity) => boolean,
    why: string,
    change: (activity: Activity) => void,
  ): number[] {
    const refused = selected.filter(
      (activity) => !(this.#children.get(activity.id)?.some(allowed) ?? allowed(activity)),
    )
    if (refused.length > 0) {
      throw refuse('InvalidActivityStatusChange', refused.map(({ id }) => `${id} => ${why}`).join('\n'))
    }
    for (const activity of selected) {
      for (const child of this.#children.get(activity.id) ?? [activity]) if (allowed(child)) change(child)
    }
    return selected.map(({ id }) => id)
  }
}

/** The maximum delay window is that of the web interface (protocol.md section 6). */
export function checkWindow(minutes: number): number {
  if (minutes < 0 || minutes > 43_200)
    throw refuse('InvalidDeliverDelayWindow', 'A delay window must have 0 to 43200 minutes')
  return minutes
}

function matches(rule: FailureRule, activity: Activity, computer: Computer): boolean {
  const { activityId, type, computer: name } = rule
  return (
    (activityId === undefined || activityId === activity.id || activityId === activity.parentId) &&
    (type === undefined || type === activity.type) &&
    (name === undefined || name === computer.id || name === computer.title || name === computer.hostname)
  )
}

/** An unknown activity is 404 in REST; the error code is inferred from `UnknownComputer`. */
export function knownActivity(queue: ActivityQueue, id: number): Activity {
  const activity = queue.get(id)
  if (!activity) throw new Refusal(404, 'UnknownActivity', `There is no activity with id ${id}`)
  return activity
}
