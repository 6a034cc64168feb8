// Generated from spec/landscape/actions/alerts.yaml by `npm run generate`. Do not edit.

import type { List } from '../../../core/list.js'
import type { Operations, ActionOperation } from '../../../core/operations.js'
import type { RequestOptions } from '../../../core/options.js'
import type { Alert } from '../entities/alerts.js'

/** Alerts of the account and the computers that they cover. */
export interface LandscapeActionAlerts {
  /**
   * Lists the alerts.
   *
   * API: `action GetAlerts`.
   *
   * @example
   * for await (const item of landscape.alerts.list()) console.log(item)
   */
  list(options?: RequestOptions): List<Alert>
}

export const alerts: Operations<ActionOperation> = {
  list: { id: 'alerts.list', action: 'GetAlerts', reply: 'Alert[]', list: 'none' },
}
