// Generated from spec/landscape/alerts.yaml by `npm run generate`. Do not edit.

import { Operations, type ActionOperation, type RestOperation } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { List } from '../../core/list.js'
import type { Pending } from '../../core/reply.js'

export interface Alert {
  alert_type: string
  label?: string
  description: string
  scope: 'account' | 'computer' | (string & {})
  status: 'OK' | 'Alerted' | 'Disabled' | (string & {})
  /** a word from the signed API */
  subscribed?: boolean | 'Yes' | 'No' | (string & {})
  all_computers: boolean
  tags: string[]
  id?: number
}

export interface AlertSummary {
  id?: number
  alert_type: string
  summary: string
  /** UTC, such as 2026-03-08 20:30:01.801179 */
  activation_time: string
}

/** Parameters of `alerts.summary`. */
export interface AlertSummaryFilters {
  include_inactive?: boolean
}

const table = {
  list: { id: 'alerts.list', action: 'GetAlerts', reads: true, idempotent: true, expects: 'json', schema: async () => (await import('./alerts.schemas.js')).listReply },
  listV2: { id: 'alerts.listV2', method: 'GET', path: 'alerts', idempotent: true, expects: 'json', schema: async () => (await import('./alerts.schemas.js')).listV2Reply },
  summary: { id: 'alerts.summary', method: 'GET', path: 'alerts/summary', idempotent: true, expects: 'json', items: 'alerts_summary', schema: async () => (await import('./alerts.schemas.js')).summaryReply },
  dismiss: { id: 'alerts.dismiss', method: 'POST', path: 'alerts/{alert_id}/dismiss', idempotent: true, expects: 'json', schema: async () => (await import('./alerts.schemas.js')).dismissReply },
} satisfies Record<string, ActionOperation | RestOperation>

/** The alerts of the account, and which computers they watch. */
export class AlertsOperations extends Operations<ActionOperation | RestOperation> {
  /**
   * Lists the alerts.
   *
   * `action GetAlerts`. Facts: legacy-actions GetAlerts.
   */
  list(options?: RequestOptions): List<Alert> {
    return this.caller.list(table.list, {}, {}, options)
  }

  /**
   * Lists the alerts by REST v2, with their labels.
   *
   * `GET alerts`. Facts: rest-endpoints GET /alerts.
   */
  listV2(options?: RequestOptions): List<Alert> {
    return this.caller.list(table.listV2, {}, {}, options)
  }

  /**
   * Lists the alerts that are active now.
   *
   * `GET alerts/summary`. Facts: rest-endpoints GET /alerts/summary.
   */
  summary(params: AlertSummaryFilters = {}, options?: RequestOptions): List<AlertSummary> {
    return this.caller.list(table.summary, {}, params, options)
  }

  /**
   * Dismisses an active alert.
   *
   * `POST alerts/{alert_id}/dismiss`. Facts: rest-endpoints POST /alerts/{alert_id}/dismiss.
   */
  dismiss(alertId: string | number, options?: RequestOptions): Pending<Alert> {
    return this.caller.call(table.dismiss, { alert_id: alertId }, {}, options)
  }
}
