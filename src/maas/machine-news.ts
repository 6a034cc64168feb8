import { ServerError, StackError } from '../core/errors.js'
import type { EventQueryFilters, GeneratedMaasEvents, MaasEvent } from './generated/api2/events.js'
import type { GeneratedMaasMachines, Machine } from './generated/api2/machines.js'
import { isTransient, newestTransition } from './wait-goals.js'

/** Machines read with one request: a region needs about 100 ms for each. */
const MOST_MACHINES = 100
/** Characters of ids in a URL, of which MAAS accepts about 16,000. */
const MOST_ID_CHARACTERS = 12_000
/** Events read with one request, as MAAS allows. */
const MOST_EVENTS = 1000
/** Events read before the first check. */
const FIRST_EVENTS = 20
/** Checks at which a machine is read after news, until its state has changed: an event may come before the change that it tells of. */
const READS_AFTER_NEWS = 3

/**
 * Reads many machines repeatedly, and asks the region for little: after the first time, one small request for the newest events, and
 * the machines that they are about. Marking a machine broken and other changes leave no event, so every machine is also read once in
 * every 12 to 60 checks, or more seldom for more than 1,200 machines, a few at each check.
 */
export class MachineNews {
  /** The machines as last read, longest ago first; undefined: it does not exist, or this API key cannot see it. */
  readonly seen = new Map<string, Machine | undefined>()
  /** The newest event that was read; undefined: the events cannot be read, and the machines are read every time. */
  #lastEvent: number | undefined
  #canReadEvents = true
  /** The machines to read, with the number of checks at which they are read. */
  readonly #due = new Map<string, number>()
  readonly #messages = new Map<string, string[]>()
  #credit = 0
  #isFirst = true

  constructor(
    private readonly machines: Pick<GeneratedMaasMachines, 'list'>,
    private readonly events: Pick<GeneratedMaasEvents, 'query'>,
    private readonly ids: readonly string[],
  ) {}

  /** MAAS's messages about a machine, newest first, as they were at the first reading. */
  messages(machine: Machine): readonly string[] {
    const { system_id, status_message } = machine
    return [...(status_message === null ? [] : [status_message]), ...(this.#messages.get(system_id) ?? [])]
  }

  /**
   * Reads what is new.
   *
   * @param isDone which machines need no reading unless there is news about them
   * @param readsAll whether all others are read, news or not
   * @returns whether all others were read
   */
  async read(
    isDone: (id: string) => boolean,
    readsAll: boolean,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const isCaughtUp = !this.#isFirst && this.#lastEvent !== undefined
    await this.#readEvents(isCaughtUp, signal)
    const waiting = this.ids.filter((id) => !isDone(id))
    const all = readsAll || !isCaughtUp || this.#lastEvent === undefined
    if (all) await this.#readMachines(waiting, signal)
    else this.#makeSomeDue(waiting.length, isDone)
    await this.#readMachines(all ? [...this.#due.keys()].filter(isDone) : [...this.#due.keys()], signal)
    this.#isFirst = false
    return all
  }

  /** Makes the machines due that were read longest ago. */
  #makeSomeDue(waiting: number, isDone: (id: string) => boolean): void {
    // At most 20 machines at a check, for which a region needs two seconds.
    const checks = Math.max(12, Math.min(60, waiting / 10), waiting / 20)
    this.#credit += waiting / checks
    for (const id of this.seen.keys()) {
      if (this.#credit < 1) return
      if (isDone(id) || this.#due.has(id)) continue
      this.#due.set(id, 1)
      this.#credit--
    }
    this.#credit = 0
  }

  async #readMachines(ids: readonly string[], signal: AbortSignal | undefined): Promise<void> {
    for (const group of groupsOf(ids)) {
      const found = await this.machines.list({ id: group }, signal === undefined ? {} : { signal })
      const byId = new Map(found.map((machine) => [machine.system_id, machine]))
      for (const id of group) this.#keep(id, byId.get(id))
    }
  }

  #keep(id: string, machine: Machine | undefined): void {
    const before = this.seen.get(id)
    this.seen.delete(id)
    this.seen.set(id, machine)
    const checks = this.#due.get(id)
    if (checks === undefined || (machine !== undefined && isEnding(machine))) return
    if (checks <= 1 || machine?.status_name !== before?.status_name) this.#due.delete(id)
    else this.#due.set(id, checks - 1)
  }

  /** Reads the events since the last time. Any failure means that the machines are read instead, and a refusal that no event is read again. */
  async #readEvents(isCaughtUp: boolean, signal: AbortSignal | undefined): Promise<void> {
    if (!this.#canReadEvents) return
    try {
      if (isCaughtUp && this.#lastEvent !== undefined) await this.#readNews(this.#lastEvent, signal)
      else await this.#readNewest(signal)
    } catch (error) {
      if (!(error instanceof StackError) || signal?.aborted === true) throw error
      this.#canReadEvents = error.isRetryable || error instanceof ServerError
      this.#lastEvent = undefined
    }
  }

  async #readNewest(signal: AbortSignal | undefined): Promise<void> {
    const newest = await this.#query({ limit: FIRST_EVENTS }, signal)
    this.#lastEvent = newest.reduce((last, { id }) => Math.max(last, id), 0)
    this.#messages.clear()
    for (const { node, type, description } of newest) {
      if (node === null) continue
      const messages = this.#messages.get(node) ?? []
      messages.push(description === '' ? type : `${type} - ${description}`)
      this.#messages.set(node, messages)
    }
  }

  async #readNews(after: number, signal: AbortSignal | undefined): Promise<void> {
    const fresh = (await this.#query({ after, limit: MOST_EVENTS }, signal)).filter(({ id }) => id > after)
    const last = fresh.reduce((newest, { id }) => Math.max(newest, id), after)
    for (const { node } of fresh)
      if (node !== null && this.seen.has(node)) this.#due.set(node, READS_AFTER_NEWS)
    this.#lastEvent = last
    if (fresh.length >= MOST_EVENTS) await this.#readNews(last, signal)
  }

  async #query(filters: EventQueryFilters, signal: AbortSignal | undefined): Promise<readonly MaasEvent[]> {
    const [ids = [], ...more] = groupsOf(this.ids, Number.POSITIVE_INFINITY)
    const events = await this.events.query(
      more.length === 0 ? { ...filters, id: ids } : filters,
      signal === undefined ? {} : { signal },
    )
    return events.filter(({ id }) => Number.isSafeInteger(id))
  }
}

/** Whether the machine's work was aborted, and its state has yet to change: it does once the power is off. */
function isEnding({ status_name, status_message }: Machine): boolean {
  const newest = newestTransition(typeof status_message === 'string' ? [status_message] : [])
  return newest !== undefined && 'ended' in newest && isTransient(status_name)
}

/** Ids in groups that fit into a URL, of which a region takes ten seconds each to list the machines. */
export function groupsOf(ids: readonly string[], most: number = MOST_MACHINES): string[][] {
  const groups: string[][] = []
  let left = 0
  for (const id of ids) {
    const size = encodeURIComponent(id).length + '&id='.length
    const last = groups.at(-1)
    if (last === undefined || last.length >= most || size > left) {
      groups.push([id])
      left = MOST_ID_CHARACTERS - size
    } else {
      last.push(id)
      left -= size
    }
  }
  return groups
}
