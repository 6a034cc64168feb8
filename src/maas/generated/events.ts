// Generated from spec/maas/events.yaml by `npm run generate`. Do not edit.

import { Operations, type RestOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { List } from '../../core/list.js'

/** Something that happened to a node, or that somebody did. */
export interface MaasEvent {
  /** grows with time */
  id: number
  level: 'AUDIT' | 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL' | (string & {})
  /** UTC without saying so, as in "Sun, 22 Nov. 2026 13:58:40" */
  created: string
  /** what kind of event, in words */
  type: string
  description: string
  /** system id; null when the node is gone */
  node: string | null
  hostname: string
  username: string
}

/** Parameters of `events.query`. */
export interface EventQueryFilters {
  /** upper case; INFO when absent */
  level?: 'AUDIT' | 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL' | (string & {})
  /** system ids */
  id?: string | readonly string[]
  hostname?: string | readonly string[]
  mac_address?: string | readonly string[]
  domain?: string | readonly string[]
  zone?: string
  pool?: string
  owner?: string
  agent_name?: string
  /** events with a greater id, the oldest of them first to fill the page; not together with before */
  after?: number
  /** events with a smaller id */
  before?: number
  /** of a page, 1 to 1000; 100 when absent */
  limit?: number
}

const table = {
  query: { id: 'events.query', method: 'GET', path: 'events/', op: 'query', idempotent: true, expects: 'json', pages: 'events', items: 'events', schema: async () => (await import('./events.schemas.js')).queryReply },
} satisfies Record<string, RestOperation>

/** What happened, newest first. */
export class EventsOperations extends Operations<RestOperation> {
  /**
   * Lists events, newest first, those at and above a level; the pages go back in time.
   *
   * `GET events/?op=query`. Facts: recorded-3.4.10/events, exchanges events-and-rest (fact 54).
   */
  query(params: EventQueryFilters = {}, options?: RequestOptions): List<MaasEvent> {
    return this.caller.list(table.query, {}, params, options)
  }
}
