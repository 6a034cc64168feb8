// Generated from spec/landscape/rest/v2-alerts.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, RestOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Alert } from '../entities/alerts.js'

/** Alerts of the account and the computers that they cover. */
export interface LandscapeV2Alerts {
  /**
   * Lists alerts through REST v2, which adds their labels.
   *
   * API: `GET alerts`.
   *
   * @example
   * for await (const item of landscape.v2.alerts.list()) console.log(item)
   */
  list(options?: RequestOptions): List<Alert>
}

export const v2Alerts: Operations<RestOperation> = {
  list: { id: 'v2.alerts.list', method: 'GET', path: 'alerts', reply: 'Alert[]', list: 'none' },
}
