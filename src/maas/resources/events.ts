import { AbortedError, StackError } from '../../core/errors.js'
import { checkMs, type RequestOptions } from '../../core/options.js'
import { sleep } from '../../core/sleep.js'
import { type EventQueryFilters, EventsOperations, type MaasEvent } from '../generated/events.js'

/** Which events to follow. */
export type EventTailFilters = Omit<EventQueryFilters, 'after' | 'before' | 'limit'>

/** Options of {@link Events.tail}. */
export interface EventTailOptions extends Pick<RequestOptions, 'signal' | 'timeoutMs' | 'validate'> {
  /** Start behind the event with this id, instead of behind the newest. */
  after?: number
  /**
   * Milliseconds between two looks.
   * @default 5000
   */
  intervalMs?: number
}

const PAGE = 1000

/** What happened in MAAS, and what happens. */
export class Events extends EventsOperations {
  /**
   * Follows what happens, oldest first, until you break out of the loop or the signal ends it. It asks every `intervalMs` for what is
   * behind the last event that it saw, so nothing is told twice. Failures in passing are sat out.
   *
   * @throws AbortedError when the signal ends it, and whatever stands in the way for good.
   */
  async *tail(
    filters: EventTailFilters = {},
    options: EventTailOptions = {},
  ): AsyncGenerator<MaasEvent, void, undefined> {
    const { after, intervalMs, ...request } = options
    const pauseMs = checkMs('maas', 'intervalMs', intervalMs, 5000)
    // Where nothing matches yet, everything that ever will is behind 0.
    let last = after ?? (await this.query({ ...filters, limit: 1 }, request))[0]?.id ?? 0
    for (let failures = 0; ;) {
      let events: readonly MaasEvent[] = []
      try {
        events = await this.query({ ...filters, after: last, limit: PAGE }, request)
        failures = 0
      } catch (error) {
        if (!(error instanceof StackError) || !error.isRetryable || ++failures > 5) throw error
      }
      for (const event of events) {
        last = event.id
        yield event
      }
      if (events.length < PAGE && (await sleep(pauseMs, [request.signal])))
        throw new AbortedError({
          system: 'maas',
          operation: 'events.tail',
          summary: 'Following the events of MAAS was aborted by its signal',
        })
    }
  }
}
