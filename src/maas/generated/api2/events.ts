// Generated from spec/maas/api2/events.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'

export type EventLevel = 'AUDIT' | 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL' | (string & {})

/** Something that happened to a node, or that somebody did. */
export interface MaasEvent {
  /** Grows with time. */
  id: number
  level: EventLevel
  /** UTC without saying so, as in "Sun, 22 Nov. 2026 13:58:40". */
  created: string
  /** What kind of event, in words. */
  type: string
  description: string
  /** System id; null when the node is gone. */
  node: string | null
  hostname: string
  username: string
}

/** Parameters of `events.query`. */
export interface EventQueryFilters {
  /** Upper case; INFO when absent. */
  level?: EventLevel
  /** System ids. */
  id?: string | readonly string[]
  hostname?: string | readonly string[]
  mac_address?: string | readonly string[]
  domain?: string | readonly string[]
  zone?: string
  pool?: string
  owner?: string
  agent_name?: string
  /** Events with a greater id, the oldest of them first to fill the page; not together with before. */
  after?: number
  /** Events with a smaller id. */
  before?: number
  /** Of a page, 1 to 1000; 100 when absent. */
  limit?: number
}

export interface EventQueryPage {
  events: MaasEvent[]
  count?: number
  next_uri?: string | null
  prev_uri?: string | null
}

/** What happened, newest first. */
export interface MaasEvents {
  /**
   * Lists events, newest first, those at and above a level; the pages go back in time.
   *
   * API: `GET events/?op=query`.
   */
  query(params?: EventQueryFilters, options?: RequestOptions): List<MaasEvent>
}

export const events: Operations<RestOperation> = {
  query: { id: 'events.query', method: 'GET', path: 'events/?op=query', params: 'EventQueryFilters', reply: 'EventQueryPage', list: 'events' },
}
