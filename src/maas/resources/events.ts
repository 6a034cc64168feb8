import { checkFields, type Form, requestForm } from '../../core/arguments.js'
import { AbortedError, ConnectionError, StackError, UnreadableReplyError } from '../../core/errors.js'
import { checkMs, type RequestOptions } from '../../core/options.js'
import { sleep } from '../../core/sleep.js'
import type { Reply } from '../../core/reply.js'
import { extendResource } from '../../core/operations.js'
import type { EventQueryFilters, MaasEvent, GeneratedMaasEvents } from '../generated/api2/events.js'

/** Filters of the events to follow. */
export type EventTailFilters = Omit<EventQueryFilters, 'after' | 'before' | 'limit'>

/** Options of {@link MaasEvents.tail}. */
export interface EventTailOptions extends Pick<RequestOptions, 'signal' | 'timeoutMs' | 'validate'> {
  /** Start after the event with this id. Default: after the newest event. */
  after?: number
  /**
   * Milliseconds between two requests.
   * @default 5000
   */
  intervalMs?: number
}

/** The events of MAAS. */
export interface MaasEvents extends GeneratedMaasEvents {
  /**
   * Follows the events, oldest first, until the loop ends or the signal aborts. Requests the events after the last one every `intervalMs`;
   * returns each event once. Transient errors are retried.
   *
   * API: `GET events/?op=query`.
   *
   * @throws AbortedError when the signal aborts, and any error that is not transient
   *
   * @example
   * for await (const { type, description } of maas.events.tail()) console.log(type, description)
   */
  tail(filters?: EventTailFilters, options?: EventTailOptions): AsyncGenerator<MaasEvent, void, undefined>
}

const PAGE = 1000

const tailForm: Form<EventTailOptions> = {
  after: 'int',
  intervalMs: 'number',
  signal: requestForm.signal,
  timeoutMs: requestForm.timeoutMs,
  validate: requestForm.validate,
}

/** Adds `tail` to the generated operations. */
export const extendEvents = (events: GeneratedMaasEvents, closing: AbortSignal): MaasEvents =>
  extendResource('events', events, {
    tail: (filters: EventTailFilters = {}, options: EventTailOptions = {}) =>
      tail(events, filters, options, closing),
  })

async function* tail(
  events: GeneratedMaasEvents,
  filters: EventTailFilters,
  options: EventTailOptions,
  closing: AbortSignal,
): AsyncGenerator<MaasEvent, void, undefined> {
  checkFields('maas', 'events.tail', tailForm, options)
  const { after, intervalMs, ...request } = options
  const pauseMs = checkMs('maas', 'intervalMs', intervalMs, 5000)
  // If no event matches yet, start after id 0.
  let last = after ?? idsOf(await events.query({ ...filters, limit: 1 }, request).withResponse())[0] ?? 0
  for (let failures = 0; ;) {
    let fresh: readonly MaasEvent[] = []
    try {
      const reply = await events.query({ ...filters, after: last, limit: PAGE }, request).withResponse()
      // The filters select nothing, so nothing was asked and nothing will come.
      if (reply.response.attempts === 0) return
      const ids = idsOf(reply)
      fresh = reply.data.filter((_event, at) => (ids[at] as number) > last)
      failures = 0
    } catch (error) {
      if (!(error instanceof StackError) || !error.isRetryable || ++failures > 5) throw error
    }
    for (const event of fresh) {
      last = Math.max(last, event.id)
      yield event
    }
    if (fresh.length < PAGE && (await sleep(pauseMs, [request.signal, closing]))) {
      const about = { system: 'maas', operation: 'events.tail' } as const
      throw request.signal?.aborted === true
        ? new AbortedError({ ...about, summary: 'MAAS events.tail was aborted by its signal' })
        : new ConnectionError({
            ...about,
            summary: 'MAAS events.tail ended: its client was closed',
            hint: 'Leave the loop before you close the client',
            reason: 'closed',
          })
    }
  }
}

/** The ids of events, which tell the position of the tail. */
function idsOf({ data, response }: Reply<readonly MaasEvent[]>): number[] {
  const ids = data.map(({ id }) => id)
  if (ids.every(Number.isSafeInteger)) return ids
  throw new UnreadableReplyError({
    system: 'maas',
    operation: 'events.tail',
    summary: `MAAS events.tail failed (${response.status}): the reply has an event without an id`,
    hint: 'Check the server, and any proxy in between',
    status: response.status ?? 0,
    requestId: response.requestId,
    attempts: response.attempts,
  })
}
