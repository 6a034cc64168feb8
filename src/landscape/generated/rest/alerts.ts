// Generated from spec/landscape/rest/alerts.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Pending } from '../../../core/reply.js'
import type { Alert, AlertSummary } from '../entities/alerts.js'

/** Parameters of `alerts.summary`. */
export interface AlertSummaryFilters {
  /** Also list inactive alerts. */
  include_inactive?: boolean
}

export interface AlertSummaryPage {
  alerts_summary: AlertSummary[]
}

/** Alerts of the account and the computers that they cover. */
export interface LandscapeRestAlerts {
  /**
   * Lists the active alerts.
   *
   * API: `GET alerts/summary`.
   *
   * @example
   * for await (const item of landscape.alerts.summary()) console.log(item)
   */
  summary(params?: AlertSummaryFilters, options?: RequestOptions): List<AlertSummary>

  /**
   * Dismisses an active alert.
   *
   * API: `POST alerts/{alert_id}/dismiss`.
   *
   * @example
   * await landscape.alerts.dismiss(1)
   */
  dismiss(alertId: string | number, options?: RequestOptions): Pending<Alert>
}

export const alerts: Operations<RestOperation> = {
  summary: {
    id: 'alerts.summary',
    method: 'GET',
    path: 'alerts/summary',
    params: 'AlertSummaryFilters',
    reply: 'AlertSummaryPage',
    list: 'none',
    items: 'alerts_summary',
  },
  dismiss: { id: 'alerts.dismiss', method: 'POST', path: 'alerts/{alert_id}/dismiss', reply: 'Alert', idempotent: true },
}
