import { refuse } from '../server/refusal.js'
import { upgrades } from '../state/alerts.js'
import { upgradePackages } from '../state/packages.js'
import { powerGroup } from '../state/power.js'
import { slug } from '../state/state.js'
import type { LandscapeState } from '../state/state.js'
import type { Computer } from '../state/types.js'
import type { ActivityQueue } from './activities.js'
import { nextRun } from './schedule.js'
import type { Schedule } from './schedule.js'

/** A recurring operation on computers. Its access group cannot change (workflows.md section 6). */
export interface Profile {
  readonly id: number
  readonly name: string
  readonly kind: 'upgrade' | 'reboot'
  readonly accessGroup: string
  title: string
  tags: string[]
  allComputers: boolean
  schedule: Schedule
  /** Hours. Not used: the simulator delivers at once. */
  deliverWithin: number
  /** Minutes. */
  deliverDelayWindow: number
  /** Only in an upgrade profile. */
  upgradeType: 'all' | 'security'
  autoremove: boolean
}

/** Stores profiles and runs them on schedule. */
export class ProfileScheduler {
  readonly #state: LandscapeState
  readonly #queue: ActivityQueue
  readonly #profiles = new Map<Profile, () => void>()

  constructor(state: LandscapeState, queue: ActivityQueue) {
    this.#state = state
    this.#queue = queue
  }

  list(kind: Profile['kind']): Profile[] {
    return [...this.#profiles.keys()].filter((profile) => profile.kind === kind)
  }

  /** Adds a profile. That a duplicate name gets a number is inferred: there is no error code for it. */
  add(fields: Omit<Profile, 'id' | 'name'>): Profile {
    this.#state.accessGroup(fields.accessGroup)
    const taken = new Set(this.list(fields.kind).map(({ name }) => name))
    const base = slug(fields.title)
    let name = base
    for (let i = 2; taken.has(name); i++) name = `${base}-${i}`
    const profile: Profile = { id: this.#state.nextId(`${fields.kind}-profile`), name, ...fields }
    this.arm(profile)
    return profile
  }

  /**
   * Schedules the next run, also after a change of the schedule.
   *
   * @param afterMs the previous run: a timer may fire slightly early, and must not run twice for one time
   */
  arm(profile: Profile, afterMs = 0): void {
    this.#profiles.get(profile)?.()
    const { clock } = this.#state
    const due = nextRun(profile.schedule, Math.max(afterMs, clock.now()))
    const cancel = clock.after((due - clock.now()) / 1000, () => {
      this.#run(profile)
      this.arm(profile, due)
    })
    this.#profiles.set(profile, cancel)
  }

  remove(profile: Profile): void {
    this.#profiles.get(profile)?.()
    this.#profiles.delete(profile)
  }

  /** The computers of a profile. */
  computers({ accessGroup, allComputers, tags }: Profile): Computer[] {
    return [...this.#state.computers.values()].filter(
      (computer) =>
        (allComputers || tags.some((tag) => computer.tags.includes(tag))) &&
        (accessGroup === 'global' || accessGroup === computer.accessGroup),
    )
  }

  stop(): void {
    for (const cancel of this.#profiles.values()) cancel()
  }

  /** Computers with nothing to upgrade are skipped. */
  #run(profile: Profile): void {
    const computers = this.computers(profile)
    const delivery = { deliverDelayWindow: profile.deliverDelayWindow }
    if (profile.kind === 'reboot') {
      if (computers.length > 0) powerGroup(this.#state, this.#queue, 'Restart', computers, delivery)
      return
    }
    const wanted = (entry: { security: boolean }) => entry.security || profile.upgradeType === 'all'
    const behind = computers.filter((computer) => upgrades(computer).some(wanted))
    if (behind.length > 0)
      upgradePackages(this.#state, this.#queue, behind, (_, entry) => wanted(entry), delivery)
  }
}

/** Tags and all computers exclude each other (workflows.md section 6). */
export function checkAssociation(tags: readonly string[], allComputers: boolean): void {
  if (tags.length > 0 && allComputers)
    throw refuse('InvalidParameterCombination', 'tags and all_computers exclude each other')
}
