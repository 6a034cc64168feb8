// Generated from spec/maas/api2/events.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'

export type EventLevel = 'AUDIT' | 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR' | 'CRITICAL' | (string & {})

/** Something that happened to a node, or an action of a user. */
export interface MaasEvent {
  /** Increases with time. */
  id: number
  level: EventLevel
  /** In UTC, without a time zone, such as "Sun, 22 Nov. 2026 13:58:40". */
  created: string
  /** Human-readable event type. */
  type: string
  description: string
  /** System id; null when the node no longer exists. */
  node: string | null
  hostname: string
  username: string
}

/** Parameters of `events.query`. */
export interface EventQueryFilters {
  /** Minimum level, in upper case; default: INFO. */
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
  /** Only events with a greater id; each page takes the oldest of them; cannot be combined with before. */
  after?: number
  /** Only events with a smaller id. */
  before?: number
  /** Page size, from 1 to 1000; default: 100. */
  limit?: number
}

export interface EventQueryPage {
  events: MaasEvent[]
  count?: number
  next_uri?: string | null
  prev_uri?: string | null
}

/** Events, newest first. */
export interface GeneratedMaasEvents {
  /**
   * Lists the events of a minimum level, newest first. Each following page contains older events.
   *
   * API: `GET events/?op=query`.
   *
   * @example
   * for await (const item of maas.events.query()) console.log(item)
   */
  query(params?: EventQueryFilters, options?: RequestOptions): List<MaasEvent>
}

export const events: Operations<RestOperation> = {
  query: { id: 'events.query', method: 'GET', path: 'events/?op=query', params: 'EventQueryFilters', reply: 'EventQueryPage', list: 'events' },
}
